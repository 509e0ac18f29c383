"""Findings that an editor has seen and lets stand for now, in a file.

A finding is known again by its file, its rule, the words found, what they should be and the text of
its line, not by the number of the line: so it stays known when something is written above it, and
another fault in the same words is new. Names of files are
relative to the folder of the baseline, so that it holds from wherever the audit is started.
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from auricle.audit.finding import Finding
from auricle.errors import BaselineError, Fault

__all__ = [
    "Compared",
    "Entry",
    "baseline_text",
    "compare",
    "fingerprint",
    "name_in",
    "parse_baseline",
]

_VERSION = 1
_MARK = "auricle-baseline"
_N_DIGITS = 16  # of the hash of a line: by chance two lines of a file never share it
_TYPES = {"file": str, "rule": str, "found": str, "expected": str, "line": str, "count": int}


class Entry(NamedTuple):
    """What a finding is known by."""

    file: str  # relative to the folder of the baseline, where it stands in one
    rule: str
    found: str
    expected: str
    line: str  # hash of the text of the line


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings beside a baseline."""

    new: tuple[Finding, ...]
    known: tuple[Finding, ...]
    gone: tuple[Entry, ...]  # that the baseline has and nobody finds any more


def name_in(folder: Path, file: str) -> str:
    """Name of a file relative to a folder, with slashes; absolute where it is on another drive."""
    whole = os.path.abspath(file)  # noqa: PTH100 - Path.resolve would follow links
    try:
        return Path(os.path.relpath(whole, folder.absolute())).as_posix()
    except ValueError:
        return Path(whole).as_posix()


def fingerprint(finding: Finding) -> str:
    """Hash of the line of a finding, whatever the space in it."""
    line = " ".join(finding.line_text.split())
    return hashlib.sha256(line.encode("utf-8", "replace")).hexdigest()[:_N_DIGITS]


def _entry(finding: Finding, folder: Path) -> Entry:
    name = name_in(folder, finding.file)
    return Entry(name, finding.rule, finding.found, finding.expected, fingerprint(finding))


def baseline_text(findings: Sequence[Finding], *, folder: Path) -> str:
    """A baseline of some findings, as JSON with one of them a line.

    Parameters
    ----------
    findings
        What is let stand.
    folder
        Folder in which the baseline is to stand.
    """
    counts = Counter(_entry(one, folder) for one in findings)
    records = [entry._asdict() | {"count": counts[entry]} for entry in sorted(counts)]
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    rows = ",\n    ".join(lines)
    inside = f"[\n    {rows}\n  ]" if lines else "[]"
    return f'{{\n  "{_MARK}": {_VERSION},\n  "findings": {inside}\n}}\n'


def parse_baseline(text: str, *, file: str) -> Mapping[Entry, int]:
    """What a baseline lets stand, and how often.

    Raises
    ------
    BaselineError
        With everything that is wrong in it.

    Examples
    --------
    >>> parse_baseline(baseline_text([], folder=Path(".")), file="baseline.json")
    Counter()
    """
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        fault = Fault(file, error.lineno, error.colno, f"no JSON ({error.msg})", "a baseline")
        raise BaselineError([fault]) from None
    except (RecursionError, ValueError):
        raise BaselineError([Fault(file, 1, 1, "too much of something", "JSON")]) from None
    version = whole.get(_MARK) if isinstance(whole, dict) else None
    if version != _VERSION or isinstance(version, bool):
        found = "no baseline" if version is None else f"version {version}"
        raise BaselineError([Fault(file, 1, 1, found, f'"{_MARK}": {_VERSION}')])
    records = whole.get("findings")
    if not isinstance(records, list):
        raise BaselineError([Fault(file, 1, 1, "no list of findings", '"findings": [...]')])
    faults = [fault for n, record in enumerate(records) for fault in _faults(record, n, text, file)]
    if faults:
        raise BaselineError(faults)
    known: Counter[Entry] = Counter()
    for record in records:
        known[Entry(*(record[key] for key in Entry._fields))] += record["count"]
    return known


def _faults(record: Any, index: int, text: str, file: str) -> Iterator[Fault]:
    line = _line_of(text, index)
    if not isinstance(record, dict):
        yield Fault(file, line, 1, f"findings[{index}] that is no object", ", ".join(_TYPES))
        return
    for key, kind in _TYPES.items():
        value = record.get(key)
        if type(value) is not kind or (isinstance(value, int) and value < 1):
            found = f"findings[{index}] with {key} {value!r}"
            yield Fault(file, line, 1, found, "a text" if kind is str else "a count of 1 or more")


def _line_of(text: str, index: int) -> int:
    """Line of an entry in a baseline as we write it: one each, after two lines."""
    return min(index + 4, text.count("\n") + 1) if text.startswith("{\n") else 1


def compare(
    findings: Sequence[Finding],
    known: Mapping[Entry, int],
    *,
    folder: Path,
    files: Sequence[str],
    rules: Collection[str],
) -> Compared:
    """Findings that a baseline does not have, and those of it that nobody finds any more.

    Parameters
    ----------
    findings
        Of this run.
    known
        Of the baseline.
    folder
        Where the baseline stands.
    files
        Names of the files of this run: of others nothing can be said.
    rules
        Ids of the rules that tell by one review alone whether something is gone.
    """
    left = Counter(known)
    new: list[Finding] = []
    old: list[Finding] = []
    for one in findings:
        entry = _entry(one, folder)
        (old if left[entry] > 0 else new).append(one)
        left[entry] -= 1
    shown = {name_in(folder, file): file for file in files}
    gone = sorted(
        entry._replace(file=shown[entry.file])
        for entry, count in left.items()
        if count > 0 and entry.file in shown and entry.rule in rules
    )
    return Compared(tuple(new), tuple(old), tuple(gone))
