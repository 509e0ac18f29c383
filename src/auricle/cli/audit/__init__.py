"""``auricle audit``."""

from auricle.cli.audit.command import audit

__all__ = ["audit"]
