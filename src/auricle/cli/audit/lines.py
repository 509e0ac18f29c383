"""Findings as text: the place, what is wrong, the line with the place marked, a summary."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from auricle.cli.text import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auricle.audit.finding import Finding

__all__ = ["finding_lines", "summary_lines"]

_WIDTH = 96  # characters of a line that are shown


def finding_lines(finding: Finding) -> Iterator[str]:
    """Lines of one finding."""
    place = f"{finding.file}:{finding.line}:{finding.column}"
    yield f"{place}: {finding.severity}: {finding.message} [{finding.rule}]"
    yield from _shown(finding)
    yield f"    found {finding.found}; expected {finding.expected}"
    for one in finding.related:
        yield f"    see {one.file}:{one.line}: {one.text}"


def _shown(finding: Finding) -> Iterator[str]:
    """The part of the line around the place, and marks below it."""
    line = finding.line_text.replace("\t", " ")
    if not line.strip():
        return
    start, end = finding.column - 1, min(finding.end_column - 1, len(finding.line_text))
    begin = max(0, min(start - _WIDTH // 3, len(line) - _WIDTH))
    stop = min(len(line), begin + _WIDTH)
    before = "…" if begin else ""
    after = "…" if stop < len(line) else ""
    yield f"    {before}{line[begin:stop]}{after}"
    indent = " " * (len(before) + _columns(line[begin:start]))
    yield f"    {indent}{'^' * max(1, _columns(line[start : min(end, stop)]))}"


def _columns(text: str) -> int:
    """Columns that a text takes in a terminal."""
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def summary_lines(findings: Sequence[Finding], *, n_files: int) -> list[str]:
    """How many findings there are by rule, in how many files."""
    counts = Counter((one.severity, one.rule) for one in findings)
    order = {"error": 0, "warning": 1, "hint": 2}
    rows = [
        [str(n), severity, rule]
        for (severity, rule), n in sorted(
            counts.items(), key=lambda item: (order[item[0][0]], -item[1], item[0][1])
        )
    ]
    n_bad = len({one.file for one in findings})
    head = f"{len(findings)} findings in {n_bad} of {n_files} reviews"
    return [head, *(f"  {line}" for line in table(rows, right=frozenset({0})))]
