"""Files to read: single ones, those of a folder and its folders, and members of archives."""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path
from typing import BinaryIO

from auricle.errors import AuricleError, UnreadableFileError
from auricle.response.formats.archives import (
    HEAD_BYTES,
    Entry,
    Limits,
    archive_kind,
    list_entries,
    read_entries,
)
from auricle.response.formats.names import printable
from auricle.response.formats.tar import BrokenArchiveError

__all__ = ["MAX_BYTES", "FoundFile", "find_files", "load_all"]

MAX_BYTES = 20 * 2**20  # the longest table allowed, 600 000 rows, at 35 characters a row
_NO_FILE = "it is a pipe, a device or a folder, not a file"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may be read, on its own or from an archive.

    `name` is how it is shown: its path as it was asked for, and for a member of an archive the
    path of the archive, ``/`` and the member's name. `problem` says why it will not be read.
    """

    name: str
    path: Path
    member: int | None = None  # place in the archive at `path`
    max_bytes: int = MAX_BYTES
    problem: str | None = None

    def load(self) -> bytes:
        """Content of the file.

        For many members of one archive take `load_all`: it goes through the archive once.

        Raises
        ------
        UnreadableFileError
            With the reason.
        """
        [(_, content)] = load_all([self])
        if isinstance(content, UnreadableFileError):
            raise content
        return content


def find_files(paths: Sequence[Path], *, max_bytes: int = MAX_BYTES) -> Iterator[FoundFile]:
    """Every file that some paths name, in an order that is the same on every machine.

    A folder is gone through with all folders in it, by name; hidden files are passed over, and a
    folder that links lead to twice is gone through once. An archive (zip, tar, tar.gz, whatever
    its extension) counts as a folder. What cannot be read is there with its `problem`.

    Raises
    ------
    AuricleError
        If a path does not exist; before anything is read.

    Examples
    --------
    >>> find_files([Path("no-such-folder")])
    Traceback (most recent call last):
    auricle.errors.AuricleError: no file or folder 'no-such-folder'
    """
    for path in paths:
        try:
            path.stat()
        except (FileNotFoundError, NotADirectoryError, ValueError):
            raise AuricleError(f"no file or folder {str(path)!r}") from None
        except OSError:
            continue  # it is there, and is refused when its turn comes
    return _walk(paths, max_bytes)


def load_all(
    files: Iterable[FoundFile],
) -> Iterator[tuple[FoundFile, bytes | UnreadableFileError]]:
    """Content of each file, or why it cannot be read.

    Members of one archive that follow each other come in the order of the archive, which is
    gone through once. One content at a time is in memory.
    """
    for (path, is_member), group in groupby(files, lambda f: (f.path, f.member is not None)):
        readable = []
        for file in group:
            if file.problem is not None:
                yield file, UnreadableFileError(file.name, file.problem)
            else:
                readable.append(file)
        yield from _load_members(path, readable) if is_member else map(_load_single, readable)


def _walk(paths: Sequence[Path], max_bytes: int) -> Iterator[FoundFile]:
    waiting = [(_shown(path), path) for path in reversed(paths)]
    seen: set[tuple[int, int]] = set()
    while waiting:
        shown, path = waiting.pop()
        try:
            status = path.stat()
            if stat.S_ISDIR(status.st_mode):
                if (status.st_dev, status.st_ino) not in seen:
                    seen.add((status.st_dev, status.st_ino))
                    waiting += [(_shown(inside), inside) for inside in _inside(path)]
                continue
        except OSError as error:
            yield FoundFile(shown, path, problem=_reason(error))
            continue
        if stat.S_ISREG(status.st_mode):
            yield from _file_or_members(shown, path, max_bytes)
        else:  # to open a device may already do something
            yield FoundFile(shown, path, problem=_NO_FILE)


def _inside(folder: Path) -> list[Path]:
    """What stands in a folder, last name first, without what is hidden."""
    names = sorted(os.listdir(folder), reverse=True)  # noqa: PTH208 - sorts names, not paths
    return [folder / name for name in names if not name.startswith(".")]


def _file_or_members(shown: str, path: Path, max_bytes: int) -> Iterator[FoundFile]:
    single = FoundFile(shown, path, max_bytes=max_bytes)
    try:
        with _open_regular(path) as stream:
            kind = archive_kind(stream.read(HEAD_BYTES))
            entries = list_entries(stream, kind, Limits(max_bytes)) if kind else None
    except OSError as error:
        yield FoundFile(shown, path, problem=_reason(error))
        return
    except BrokenArchiveError as error:
        yield FoundFile(shown, path, problem=str(error))
        return
    if entries is None:
        yield single
        return
    for entry in entries:
        name = f"{shown}/{entry.name}" if entry.name else shown
        member = entry.index if entry.name else None
        yield FoundFile(name, path, member, max_bytes, entry.problem)


def _load_single(file: FoundFile) -> tuple[FoundFile, bytes | UnreadableFileError]:
    try:
        with _open_regular(file.path) as stream:
            size = os.fstat(stream.fileno()).st_size
            content = stream.read(file.max_bytes + 1) if size <= file.max_bytes else b""
    except OSError as error:
        return file, UnreadableFileError(file.name, _reason(error))
    size = max(size, len(content))
    if size > file.max_bytes:
        reason = f"it has {size} bytes, more than the {file.max_bytes} that are read of one file"
        return file, UnreadableFileError(file.name, reason)
    return file, content


def _load_members(
    path: Path, files: Sequence[FoundFile]
) -> Iterator[tuple[FoundFile, bytes | UnreadableFileError]]:
    if not files:
        return
    archive = _shown(path)
    left: dict[Entry, list[FoundFile]] = {}
    for file in files:
        entry = Entry(file.member or 0, file.name.removeprefix(f"{archive}/"))
        left.setdefault(entry, []).append(file)
    limits = Limits(max(file.max_bytes for file in files))
    try:
        with _open_regular(path) as stream:
            kind = archive_kind(stream.read(HEAD_BYTES)) or "tar"
            for entry, content in read_entries(stream, kind, list(left), limits):
                for file in left.pop(entry):
                    if isinstance(content, str):
                        yield file, UnreadableFileError(file.name, content)
                    else:
                        yield file, content
    except OSError as error:
        for file in chain.from_iterable(left.values()):
            yield file, UnreadableFileError(file.name, _reason(error))


@contextmanager
def _open_regular(path: Path) -> Iterator[BinaryIO]:
    """Open a file and nothing else: without O_NONBLOCK, opening a pipe waits for its writer."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(0, _NO_FILE)
        yield stream


def _reason(error: OSError) -> str:
    return error.strerror or "it cannot be opened"


def _shown(path: Path) -> str:
    """Path as it is printed: with slashes, and without bytes and characters that are no text."""
    return printable(os.fsencode(path.as_posix()).decode("utf-8", "replace"))
