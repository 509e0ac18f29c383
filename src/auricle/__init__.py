"""Ratings of headphones that anyone can recompute."""

__all__ = ["__version__"]

__version__ = "0.1.0"
