"""Findings as SARIF 2.1.0, for code scanning and for editors.

Columns count characters of Unicode (``unicodeCodePoints``), as those of findings do.

References
----------
.. [1] OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, 27 March 2020.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import auricle
from auricle.audit.baseline import Compared, Entry, fingerprint
from auricle.audit.finding import Edit, Finding, Region, Related
from auricle.audit.one import UNREADABLE
from auricle.audit.report.uri import uri_of
from auricle.audit.rules import Example, Rule

__all__ = ["sarif_log"]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {"error": "error", "warning": "warning", "hint": "note"}
_LONGEST_LINE = 1000  # characters of a line that is shown around a finding
_UNREADABLE = {
    "id": UNREADABLE,
    "shortDescription": {"text": "A file is a text that can be read."},
    "fullDescription": {"text": "What cannot be read cannot be audited, and may hide anything."},
    "help": {"text": "Save the review as Markdown in UTF-8, with lines of usual length."},
    "defaultConfiguration": {"level": "error", "enabled": True},
    "properties": {"tags": ["files"]},
}


def sarif_log(
    findings: Sequence[Finding], *, rules: Sequence[Rule], compared: Compared | None = None
) -> dict[str, Any]:
    """A log with one run.

    Parameters
    ----------
    findings
        What was found.
    rules
        The rules that were applied.
    compared
        The findings beside a baseline, if there is one: those it has are suppressed, and those
        that are gone are listed as absent.
    """
    index = {rule.id: number for number, rule in enumerate(rules)} | {UNREADABLE: len(rules)}
    if compared is None:
        results = [_result(one, index) for one in findings]
    else:
        results = [_result(one, index) | {"baselineState": "new"} for one in compared.new]
        results += [_result(one, index) | _KNOWN for one in compared.known]
        results += [_absent(one, index) for one in compared.gone]
    driver = {
        "name": "Auricle",
        "version": auricle.__version__,
        "rules": [*map(_descriptor, rules), _UNREADABLE],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
        "invocations": [{"executionSuccessful": True}],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


_KNOWN = {
    "baselineState": "unchanged",
    "suppressions": [{"kind": "external", "justification": "in the baseline"}],
}


def _descriptor(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.why, "markdown": _help(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.is_on},
        "properties": {"tags": [rule.group]},
    }


def _help(rule: Rule) -> str:
    parts = [rule.title, rule.why, "**Bad**", *_fenced(rule.bad), "**Good**", *_fenced(rule.good)]
    return "\n\n".join(parts)


def _fenced(example: Example) -> list[str]:
    return [f"````\n{excerpt.text}\n````" for excerpt in example]


def _result(finding: Finding, index: Mapping[str, int]) -> dict[str, Any]:
    text = f"{finding.message}: found {finding.found}; expected {finding.expected}"
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": _location(finding)}],
        "partialFingerprints": {"auricleFinding/v1": _fingerprint(finding)},
    }
    if finding.related:
        result["relatedLocations"] = [_related(n, one) for n, one in enumerate(finding.related)]
    if finding.edit and finding.edit_region:
        result["fixes"] = [_fix(finding, finding.edit, finding.edit_region)]
    return result


def _fingerprint(finding: Finding) -> str:
    parts = "\n".join((finding.rule, finding.found, finding.expected, fingerprint(finding)))
    return hashlib.sha256(parts.encode("utf-8", "replace")).hexdigest()[:32]


def _artifact(file: str) -> dict[str, Any]:
    uri = uri_of(file)
    return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _location(finding: Finding) -> dict[str, Any]:
    line = finding.line_text
    region = {"startLine": finding.line}
    end = min(finding.end_column, len(line) + 1)
    if end > finding.column:
        region |= {"startColumn": finding.column, "endColumn": end}
    location: dict[str, Any] = {"artifactLocation": _artifact(finding.file), "region": region}
    if 0 < len(line) <= _LONGEST_LINE:
        location["contextRegion"] = {"startLine": finding.line, "snippet": {"text": line}}
    return location


def _related(number: int, related: Related) -> dict[str, Any]:
    return {
        "id": number,
        "message": {"text": related.text},
        "physicalLocation": {
            "artifactLocation": _artifact(related.file),
            "region": {"startLine": related.line},
        },
    }


def _fix(finding: Finding, edit: Edit, region: Region) -> dict[str, Any]:
    deleted = {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }
    replacement = {"deletedRegion": deleted, "insertedContent": {"text": edit.new}}
    change = {"artifactLocation": _artifact(finding.file), "replacements": [replacement]}
    text = f"{finding.found} becomes {finding.expected}"
    return {"description": {"text": text}, "artifactChanges": [change]}


def _absent(entry: Entry, index: Mapping[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": entry.rule,
        "message": {"text": f"no longer found: {entry.found}"},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(entry.file)}}],
        "baselineState": "absent",
    }
    return result | ({"ruleIndex": index[entry.rule]} if entry.rule in index else {})
