"""The audit of many reviews, on all cores."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from auricle.audit.finding import Finding
from auricle.audit.one import MAX_BYTES, Audited, audit_text, finding_of, in_order, refusal
from auricle.audit.pragmas import silenced
from auricle.audit.rules import Rule, rule_named
from auricle.audit.shelf import Shelf
from auricle.errors import UnreadableFileError
from auricle.response.formats.files import FoundFile, find_files, load_all

__all__ = ["audit_files", "find_reviews", "shelf_findings"]

_FILES_FOR_A_PROCESS = 64  # fewer are read faster than a further process starts
_FILES_A_TASK = 32


def find_reviews(paths: Sequence[Path]) -> list[FoundFile]:
    """Markdown files that some paths name: folders whole, files whatever their ending.

    Raises
    ------
    AuricleError
        If a path does not exist.
    """
    named = {str(path) for path in paths}
    found = find_files(paths, max_bytes=MAX_BYTES)
    return [
        one for one in found if one.name in named or one.name.lower().endswith((".md", ".markdown"))
    ]


def audit_files(
    files: Sequence[FoundFile],
    *,
    rules: Sequence[Rule],
    n_jobs: int | None = None,
    catalogs: tuple[Path, ...] = (),
) -> Iterator[Audited]:
    """What came of each file, in their order; the same for any number of processes."""
    task_of = partial(_audit_task, catalogs=catalogs)
    names = [rule.id for rule in rules]
    tasks = [files[at : at + _FILES_A_TASK] for at in range(0, len(files), _FILES_A_TASK)]
    n_processes = min(n_jobs or os.cpu_count() or 1, len(files) // _FILES_FOR_A_PROCESS + 1)
    if n_processes == 1:
        for task in tasks:
            yield from task_of(task, names=names)
        return
    with ProcessPoolExecutor(n_processes) as pool:
        for batch in pool.map(partial(task_of, names=names), tasks):
            yield from batch


def _audit_task(
    files: Sequence[FoundFile], *, names: Sequence[str], catalogs: tuple[Path, ...]
) -> list[Audited]:
    rules = [rule_named(name) for name in names]
    return [_audit_loaded(file, data, rules, catalogs) for file, data in load_all(files)]


def _audit_loaded(
    file: FoundFile,
    data: bytes | UnreadableFileError,
    rules: Sequence[Rule],
    catalogs: tuple[Path, ...],
) -> Audited:
    if isinstance(data, bytes):
        return audit_text(file.name, data, rules=rules, catalogs=catalogs)
    finding = refusal(file.name, str(data), found="no readable file", expected="a review")
    return Audited(file.name, (finding,), None)


def shelf_findings(audited: Sequence[Audited], *, rules: Sequence[Rule]) -> list[Finding]:
    """Findings of the rules across reviews."""
    shelf = Shelf(tuple(one.digest for one in audited if one.digest is not None))
    pragmas = {one.file: one.pragmas for one in audited}
    found = [
        finding_of(hit, rule)
        for rule in rules
        if rule.check_shelf is not None
        for hit in rule.check_shelf(shelf)
    ]
    return [one for one in in_order(found) if silenced([one], pragmas.get(one.file, ()))]
