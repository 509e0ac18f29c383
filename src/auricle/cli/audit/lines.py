"""Findings as text: the place, what is wrong, the line with the place marked, a summary."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

import click

from auricle.cli.text import table
from auricle.response.formats.names import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auricle.audit.finding import Finding

__all__ = ["count", "finding_lines", "summary_lines"]

_WIDTH = 96  # characters of a line that are shown
_LONGEST = 300  # characters of what was found that are shown
_COLOURS = {"error": "red", "warning": "yellow", "hint": "cyan"}
_ORDER = {"error": 0, "warning": 1, "hint": 2}


def finding_lines(finding: Finding) -> Iterator[str]:
    """Lines of one finding, styled, without what a terminal might obey in the review's words."""
    place = click.style(f"{finding.file}:{finding.line}:{finding.column}", bold=True)
    severity = click.style(finding.severity, fg=_COLOURS[finding.severity])
    yield f"{place}: {severity}: {_plain(finding.message)} [{finding.rule}]"
    gutter = len(str(finding.line))
    shown = list(_shown(finding))
    if shown:
        line, marks = shown
        yield f"  {finding.line} | {line}"
        yield f"  {' ' * gutter} | {click.style(marks, fg=_COLOURS[finding.severity])}"
    indent = " " * (gutter + 3)
    yield f"{indent}found {_plain(finding.found)}; expected {_plain(finding.expected)}"
    for one in finding.related:
        yield f"{indent}see {one.file}:{one.line}: {_plain(one.text)}"


def _plain(text: str) -> str:
    """Text of a review on one line, not too long."""
    short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return printable(" ".join(short.split()))


def _shown(finding: Finding) -> Iterator[str]:
    """The part of the line around the place, and marks below it."""
    line = printable(finding.line_text.replace("\t", " "))
    if not line.strip():
        return
    start, end = finding.column - 1, min(finding.end_column - 1, len(line))
    begin = max(0, min(start - _WIDTH // 3, len(line) - _WIDTH))
    stop = min(len(line), begin + _WIDTH)
    before = "…" if begin else ""
    after = "…" if stop < len(line) else ""
    yield f"{before}{line[begin:stop].rstrip()}{after}"
    indent = " " * (len(before) + _columns(line[begin:start]))
    yield f"{indent}{'^' * max(1, _columns(line[start : min(end, stop)]))}"


def _columns(text: str) -> int:
    """Columns that a text takes in a terminal."""
    return sum(_column_count(one) for one in text)


def _column_count(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def count(number: int, one: str, many: str = "") -> str:
    """A number of things.

    Examples
    --------
    >>> count(1, "finding"), count(2, "finding")
    ('1 finding', '2 findings')
    """
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def summary_lines(findings: Sequence[Finding], *, n_files: int, n_known: int = 0) -> list[str]:
    """How many findings there are by rule, in how many files."""
    counts = Counter((one.severity, one.rule) for one in findings)
    rows = [
        [str(n), severity, rule]
        for (severity, rule), n in sorted(
            counts.items(), key=lambda item: (_ORDER[item[0][0]], -item[1], item[0][1])
        )
    ]
    reviews = count(n_files, "review")
    n_bad = len({one.file for one in findings})
    head = f"{count(len(findings), 'finding')} in {n_bad} of {reviews}"
    if not findings:
        head = f"nothing found in {reviews}"
    if n_known:
        head += f", and {n_known} that the baseline has"
    return [head, *(f"  {line}" for line in table(rows, right=frozenset({0})))]
