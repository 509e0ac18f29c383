"""Findings as JSON."""

from typing import Any

from auricle.audit.finding import Finding

__all__ = ["finding_record"]


def finding_record(finding: Finding) -> dict[str, Any]:
    """One finding as docs/schemas/audit.schema.json describes it."""
    return {
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "end_column": finding.end_column,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "found": finding.found,
        "expected": finding.expected,
        "related": [
            {"file": one.file, "line": one.line, "text": one.text} for one in finding.related
        ],
        "fix": _fix(finding),
    }


def _fix(finding: Finding) -> dict[str, Any] | None:
    if finding.edit is None or finding.edit_region is None:
        return None
    return {**finding.edit_region._asdict(), "text": finding.edit.new}
