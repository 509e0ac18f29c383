"""``auricle drive``."""

from auricle.cli.drive.command import drive

__all__ = ["drive"]
