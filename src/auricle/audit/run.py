"""The audit of many reviews, on all cores."""

import gc
import os
from collections.abc import Callable, Generator, Sequence
from functools import partial
from pathlib import Path

from auricle.audit.cache import Cache
from auricle.audit.finding import Finding
from auricle.audit.one import MAX_BYTES, Audited, audit_text, finding_of, in_order, refusal
from auricle.audit.pragmas import silenced
from auricle.audit.rules import Rule, rule_named
from auricle.audit.shelf import Shelf
from auricle.errors import AuricleError, UnreadableFileError
from auricle.processes import map_on_cores, n_cores
from auricle.response.formats.files import FoundFile, find_files, load_all

__all__ = ["audit_files", "find_reviews", "shelf_findings"]

_FILES_FOR_A_PROCESS = 64  # fewer are read faster than a further process starts
_FILES_A_TASK = 32
_ENDINGS = (".md", ".markdown")


def find_reviews(paths: Sequence[Path]) -> list[FoundFile]:
    """Markdown files that some paths name: folders whole, files whatever their ending.

    A file that is named twice, or through a link, is there once, by its first name.

    Raises
    ------
    AuricleError
        If a path does not exist, or there is no review at all.

    Examples
    --------
    >>> find_reviews([Path("no-such-folder")])
    Traceback (most recent call last):
    auricle.errors.AuricleError: no file or folder 'no-such-folder'
    """
    named = set(paths)
    found = find_files(paths, max_bytes=MAX_BYTES)
    reviews: dict[tuple[str, int | None], FoundFile] = {}
    for one in found:
        if one.name.lower().endswith(_ENDINGS) or (one.path in named and one.member is None):
            reviews.setdefault((os.path.realpath(one.path), one.member), one)
    if not reviews:
        where = ", ".join(str(path) for path in paths)
        raise AuricleError(f"no review in {where}: their files end in .md or .markdown")
    return list(reviews.values())


def audit_files(
    files: Sequence[FoundFile],
    *,
    rules: Sequence[Rule],
    n_jobs: int | None = None,
    catalogs: tuple[Path, ...] = (),
    cache: Cache | None = None,
) -> Generator[list[Audited], None, None]:
    """What came of each file, some at a time in their order; the same for any number of processes.

    Parameters
    ----------
    files
        Reviews, as `find_reviews` gives them.
    rules
        Rules to apply.
    n_jobs
        Processes to use; as many as there are cores where it is not said. A few files are read
        in this process.
    catalogs
        Folders or files with dossiers beside the built-in ones.
    cache
        Where results are kept. It must be one for these very rules and catalogs.
    """
    names = tuple(rule.id for rule in rules)
    tasks = [files[at : at + _FILES_A_TASK] for at in range(0, len(files), _FILES_A_TASK)]
    n_processes = min(n_jobs or n_cores(), len(files) // _FILES_FOR_A_PROCESS + 1)
    task = partial(_audit_task, names=names, catalogs=catalogs, cache=cache)
    try:
        for audited in map_on_cores(task, tasks, n_processes=n_processes):
            gc.freeze()  # it stays: to look through all of it for unused objects takes long
            yield audited
    finally:
        gc.unfreeze()


def _audit_task(
    files: Sequence[FoundFile],
    *,
    names: Sequence[str],
    catalogs: tuple[Path, ...],
    cache: Cache | None,
) -> list[Audited]:
    rules = [rule_named(name) for name in names]
    audit = partial(audit_text, rules=rules, catalogs=catalogs)
    return [_audit_loaded(file, data, audit, cache) for file, data in load_all(files)]


def _audit_loaded(
    file: FoundFile,
    data: bytes | UnreadableFileError,
    audit: Callable[[str, bytes], Audited],
    cache: Cache | None,
) -> Audited:
    if not isinstance(data, bytes):
        finding = refusal(file.name, str(data), found="no readable file", expected="a review")
        return Audited(file.name, (finding,), None)
    kept = cache.get(file.name, data) if cache else None
    if kept is not None:
        return kept
    audited = audit(file.name, data)
    if cache:
        cache.put(file.name, data, audited)
    return audited


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
