"""Findings as records for programs."""

from auricle.audit.report.github import annotation
from auricle.audit.report.json import finding_record
from auricle.audit.report.sarif import sarif_log

__all__ = ["annotation", "finding_record", "sarif_log"]
