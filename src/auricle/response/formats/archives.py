"""Members of zip and tar archives, listed and read without unpacking anything to disk."""

import gzip
import stat
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO, cast

from auricle.response.formats.names import printable
from auricle.response.formats.tar import BrokenArchiveError, TarReader

__all__ = ["Entry", "Limits", "archive_kind", "list_entries", "read_entries"]

HEAD_BYTES = 512  # one block of a tar archive; its magic stands in bytes 257 to 261
_LONGEST_NAME = 1024  # characters; file systems end at 255 a part
_NESTED = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz", ".7z", ".rar", ".zst")
_OPEN_DOCUMENTS = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")
_DIRECTORY_ENTRY = b"PK\x01\x02"  # PKWARE, APPNOTE.TXT 6.3.10, 4.3.12
_READABLE_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # LZMA may ask for any memory
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,  # zipfile: a version or method of packing that it does not know
    OSError,
    OverflowError,
    RuntimeError,  # encrypted, and an archive that changes while it is read
    ValueError,  # among others UnicodeDecodeError in names
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of an archive is looked at."""

    member_bytes: int  # one member, unpacked
    members: int = 100_000
    archive_bytes: int = 2**30  # all members together, unpacked


@dataclass(frozen=True, slots=True)
class Entry:
    """One member; `index` is its place in the archive, `problem` why it cannot be read."""

    index: int
    name: str
    problem: str | None = None


def archive_kind(head: bytes) -> str | None:
    """Kind of archive that a file is by its first bytes: "zip", "tar", "gzip" or None.

    Examples
    --------
    >>> archive_kind(b"PK" + bytes([3, 4, 20, 0])), archive_kind(b"20 71.5")
    ('zip', None)
    """
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    return "tar" if head[257:262] == b"ustar" else None


def list_entries(stream: BinaryIO, kind: str, limits: Limits) -> list[Entry] | None:
    """Every file of an archive by name; None for a zip that is a document of an office program.

    Folders and hidden files (those whose name or folder begins with a point, and the folder
    ``__MACOSX``) are left out.

    Raises
    ------
    BrokenArchiveError
        For what is no archive, or exceeds `limits` as a whole.
    """
    if kind == "zip":
        with _open_zip(stream, limits) as archive:
            if any(name in _OPEN_DOCUMENTS for name in archive.namelist()[:3]):
                return None
            entries = list(_zip_entries(archive, limits))
    else:
        entries = list(_tar_entries(stream, kind, limits))
    entries = [entry for entry in entries if not _is_hidden(entry.name)]
    counts: dict[str, int] = {}
    for entry in entries:
        counts[entry.name] = counts.get(entry.name, 0) + 1
    once = {entry.name: entry for entry in entries}.values()
    return sorted(
        (
            entry
            if counts[entry.name] == 1
            else Entry(entry.index, entry.name, f"it is in the archive {counts[entry.name]} times")
            for entry in once
        ),
        key=lambda entry: entry.name,
    )


def read_entries(
    stream: BinaryIO, kind: str, wanted: Collection[Entry], limits: Limits
) -> Iterator[tuple[Entry, bytes | str]]:
    """Contents of some members in the order of the archive, or why one cannot be read.

    One pass: a compressed archive is unpacked once, whatever the number of members. Members that
    are not where they were listed come last, with that reason.
    """
    by_index = {entry.index: entry for entry in wanted}
    source = _read_zip if kind == "zip" else _read_tar
    try:
        for index, name, content in source(stream, kind, by_index, limits):
            if by_index[index].name == name:
                yield by_index.pop(index), content
    except BrokenArchiveError as error:
        for entry in by_index.values():
            yield entry, str(error)
    else:
        for entry in by_index.values():
            yield entry, "the archive has changed since it was listed"


class _GuardedStream:
    """A stream for zipfile, which reads the whole directory of an archive in one call."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self._stream = stream
        self._limits = limits
        self.seek = stream.seek
        self.tell = stream.tell
        self.seekable = stream.seekable

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, refusing a directory that is too large or has too many entries."""
        longest = max(self._limits.member_bytes, 2**16)
        if size > longest:
            raise BrokenArchiveError(f"the archive asks for {size} bytes at once")
        content = self._stream.read(longest if size < 0 else size)
        if content.count(_DIRECTORY_ENTRY) > self._limits.members:
            raise _too_many(self._limits)
        return content


def _open_zip(stream: BinaryIO, limits: Limits) -> zipfile.ZipFile:
    # It has what ZipFile calls, no more of IO[bytes].
    guarded = cast("IO[bytes]", _GuardedStream(stream, limits))
    try:
        return zipfile.ZipFile(guarded)
    except _ZIP_ERRORS:
        raise BrokenArchiveError("the zip archive is damaged or cut off") from None


def _zip_entries(archive: zipfile.ZipFile, limits: Limits) -> Iterator[Entry]:
    infos = archive.infolist()
    if sum(info.file_size for info in infos) > limits.archive_bytes:
        raise _too_much(limits)
    for index, info in enumerate(infos):
        mode = info.external_attr >> 16
        name = _zip_name(info)
        if name.endswith("/"):
            continue
        problem = _name_problem(name)
        if info.flag_bits & 1:
            problem = "it is encrypted"
        elif stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            problem = "it is a link or a device, not a file"
        elif info.file_size > limits.member_bytes:
            problem = _too_large(info.file_size, limits)
        elif info.compress_type not in _READABLE_METHODS:
            problem = f"its compression, method {info.compress_type}, is none of store and deflate"
        yield Entry(index, _shown(name), problem)


def _read_zip(
    stream: BinaryIO, _: str, by_index: Collection[int], limits: Limits
) -> Iterator[tuple[int, str, bytes | str]]:
    with _open_zip(stream, limits) as archive:
        infos = archive.infolist()
        for index in sorted(by_index):
            if index < len(infos):
                yield (
                    index,
                    _shown(_zip_name(infos[index])),
                    _zip_member(archive, infos[index], limits),
                )


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> bytes | str:
    if info.file_size > limits.member_bytes:
        return _too_large(info.file_size, limits)
    try:
        with archive.open(info) as member:
            # What is unpacked ends where its stated size ends, and must fit the check sum.
            return member.read()
    except _ZIP_ERRORS:
        return "it is damaged or cut off inside the archive"


def _tar_entries(stream: BinaryIO, kind: str, limits: Limits) -> Iterator[Entry]:
    reader = _tar_reader(stream, kind, limits)
    n_members = 0
    try:
        for member in reader:
            n_members += 1
            if n_members > limits.members:
                raise _too_many(limits)
            name = _decoded(member.raw_name)
            problem = member.problem or _name_problem(name)
            if problem is None and member.size > limits.member_bytes:
                problem = _too_large(member.size, limits)
            if not member.is_folder:
                yield Entry(member.index, _shown(name), problem)
    except BrokenArchiveError as error:
        if n_members == 0 and kind == "gzip" and not error.is_limit:
            reason = "it is a gzip file that holds no tar archive, or a damaged one"
            raise BrokenArchiveError(reason) from None
        if n_members == 0 or error.is_limit:
            raise
        yield Entry(-1, "", str(error))


def _read_tar(
    stream: BinaryIO, kind: str, by_index: Collection[int], limits: Limits
) -> Iterator[tuple[int, str, bytes | str]]:
    reader = _tar_reader(stream, kind, limits)
    last = max(by_index, default=-1)
    for member in reader:
        if member.index in by_index:
            content: bytes | str = _too_large(member.size, limits)
            if member.size <= limits.member_bytes:
                content = reader.read()
            yield member.index, _shown(_decoded(member.raw_name)), content
        if member.index >= last:
            return


def _tar_reader(stream: BinaryIO, kind: str, limits: Limits) -> TarReader:
    stream.seek(0)
    if kind == "tar":
        return TarReader(stream, max_bytes=limits.archive_bytes)
    # GzipFile is a BufferedIOBase: it has all of BinaryIO that is used here.
    unpacked = cast("BinaryIO", gzip.GzipFile(fileobj=stream, mode="rb"))
    return TarReader(unpacked, max_bytes=limits.archive_bytes)


def _zip_name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 0x800:  # the archive says that the name is UTF-8
        return info.orig_filename.replace("\\", "/")
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.orig_filename.replace("\\", "/")
    return _decoded(raw).replace("\\", "/")


def _decoded(raw: bytes) -> str:
    """Name in the encoding that it must be in: UTF-8, Korean (CP949), else CP437 as of old.

    Bytes above 127 pass for CP949 by chance, but then hardly ever as syllables in daily use,
    which are those of KS X 1001: ``euc_kr`` has two bytes for them and eight for any other.
    """
    for encoding in ("utf-8", "cp949"):
        try:
            name = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        special = [character for character in name if ord(character) > 127]
        usual = sum(len(character.encode("euc_kr", "ignore")) == 2 for character in special)
        if encoding == "utf-8" or 2 * usual > len(special):
            return name
    return raw.decode("cp437")


def _shown(name: str) -> str:
    """Name fit for a message: no control characters, no lone surrogates, not without end."""
    parts = [part for part in name[:_LONGEST_NAME].split("/") if part not in ("", ".")]
    return printable("/".join(parts))


def _is_hidden(name: str) -> bool:
    parts = name.split("/")
    return "__MACOSX" in parts or any(p.startswith(".") and p != ".." for p in parts)


def _name_problem(name: str) -> str | None:
    if not _shown(name):
        return "it has a member without a name"
    if len(name) > _LONGEST_NAME:
        return f"its name has {len(name)} characters"
    if name.lower().endswith(_NESTED):
        return "it is an archive inside an archive: unpack it first"
    return None


def _too_large(size: int, limits: Limits) -> str:
    return f"it has {size} bytes, more than the {limits.member_bytes} that are read of one file"


def _too_much(limits: Limits) -> BrokenArchiveError:
    reason = f"the archive holds more than {limits.archive_bytes} bytes"
    return BrokenArchiveError(reason, is_limit=True)


def _too_many(limits: Limits) -> BrokenArchiveError:
    reason = f"the archive has more than {limits.members} members"
    return BrokenArchiveError(reason, is_limit=True)
