"""``auricle response``."""

from auricle.cli.response.command import response

__all__ = ["response"]
