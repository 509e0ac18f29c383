"""``auricle audit --fix``: what has only one right answer, as a diff or in the files."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import click

from auricle.cli.audit.lines import count
from auricle.errors import UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from auricle.audit.finding import Edit, Finding
    from auricle.audit.fix import Change
    from auricle.response.formats.files import FoundFile

__all__ = ["fix_files"]


def fix_files(
    files: Sequence[FoundFile],
    findings: Sequence[Finding],
    *,
    hashes: Mapping[str, str],
    write: bool,
) -> tuple[frozenset[Finding], bool]:
    """Show or write the fixes of findings.

    Parameters
    ----------
    files
        Files of the run.
    findings
        What was found in them.
    hashes
        SHA-256 of each file as it was audited, by its name.
    write
        Whether the files are changed; else a diff is printed.

    Returns
    -------
    tuple
        Findings that are mended in the files now, and whether all that was tried came off.
    """
    by_file: dict[str, list[Finding]] = {}
    for one in findings:
        if one.edit is not None:
            by_file.setdefault(one.file, []).append(one)
    if not by_file:
        click.echo("nothing here has only one right answer", err=True)
    mended: set[Finding] = set()
    refused = False
    for file in (one for one in files if one.name in by_file):
        found = by_file[file.name]
        try:
            change = _change(file, found, sha256=hashes[file.name])
            _write(file, change) if write else _show(file, change)
        except (_NotFixedError, UnreadableFileError) as error:
            refused = True
            click.echo(f"not fixed: {error}", err=True)
            continue
        mended.update(one for one in found if one.edit in change.edits)
    _sum_up(mended, write=write)
    return frozenset(mended) if write else frozenset(), not refused


class _NotFixedError(Exception):
    """A file that cannot be mended, with the reason."""

    def __init__(self, file: FoundFile, reason: str | None) -> None:
        super().__init__(f"{file.name}: {reason or 'it cannot be written'}")


def _change(file: FoundFile, findings: Sequence[Finding], *, sha256: str) -> Change:
    from auricle.audit.fix import change_of

    if file.member is not None:
        raise _NotFixedError(file, "it stands in an archive")
    data = file.load()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise _NotFixedError(file, "it has changed since it was read: run the audit anew")
    edits: list[Edit] = [one.edit for one in findings if one.edit is not None]
    return change_of(data.decode("utf-8"), edits)


def _show(file: FoundFile, change: Change) -> None:
    from auricle.audit.fix import diff_lines

    for line in diff_lines(change, file=file.name):
        click.echo(_styled(line))


def _styled(line: str) -> str:
    colours = {"-": "red", "+": "green", "@": "cyan"}
    is_head = line.startswith(("--- ", "+++ "))
    return click.style(line, bold=True) if is_head else click.style(line, fg=colours.get(line[:1]))


def _write(file: FoundFile, change: Change) -> None:
    from auricle.writing import write_bytes

    try:
        path = file.path.resolve()  # a link stays one
        mode = path.stat().st_mode
        if not (mode & 0o222 and os.access(path, os.W_OK)):
            raise _NotFixedError(file, "it is protected against writing")
        write_bytes(path, change.new.encode("utf-8"))
        path.chmod(mode & 0o7777)
    except OSError as error:
        raise _NotFixedError(file, error.strerror) from None
    for edit, line in _changed(change):
        before = change.old[edit.start : edit.end]
        click.echo(f"{file.name}:{line}: {before} became {edit.new}")


def _changed(change: Change) -> Iterator[tuple[Edit, int]]:
    for edit in change.edits:
        yield edit, change.old.count("\n", 0, edit.start) + 1


def _sum_up(mended: set[Finding], *, write: bool) -> None:
    what = count(len(mended), "finding")
    where = count(len({one.file for one in mended}), "file")
    how = f"mended {what} in {where}" if write else f"{what} in {where}: --fix --write mends them"
    if mended:
        click.echo(how, err=True)
