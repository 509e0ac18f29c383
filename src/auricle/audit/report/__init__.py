"""Findings as records for programs."""

from auricle.audit.report.json import finding_record

__all__ = ["finding_record"]
