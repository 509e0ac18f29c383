"""Ratings of headphones that anyone can recompute."""

__all__ = ["PROGRAM", "__version__"]

__version__ = "0.1.0"

PROGRAM = f"Auricle {__version__}"
"""What records say that they were made by."""
