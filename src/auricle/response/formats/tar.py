"""A reader of tar archives that streams, and that no header can make use much memory.

`tarfile` reads the extended headers of pax and GNU tar into memory whatever size they state.
"""

import re
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

__all__ = ["BrokenArchiveError", "TarMember", "TarReader"]

_BLOCK = 512  # bytes; POSIX.1-2017, pax, "ustar Interchange Format"
_CHUNK = 2**18
_MAX_EXTENDED_HEADER = 2**16  # bytes; paths end at 4096 on Linux
_PAX_RECORD = re.compile(rb"([0-9]{1,9}) ([^=\n]+)=")
_WITHOUT_CONTENT = (b"1", b"2", b"3", b"4", b"5", b"6")  # links, devices, folders, pipes


class BrokenArchiveError(Exception):
    """An archive that cannot be read on; its text says why. For the readers of archives only."""

    def __init__(self, reason: str, *, is_limit: bool = False) -> None:
        self.is_limit = is_limit  # larger than what is read of an archive
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class TarMember:
    """One member; `problem` says why it has no content that can be read."""

    index: int
    raw_name: bytes
    size: int  # bytes of content
    is_folder: bool
    problem: str | None = None


class TarReader:
    """Members of a tar archive in their order; `read` gives the content of the latest one."""

    def __init__(self, stream: BinaryIO, *, max_bytes: int) -> None:
        self._stream = stream
        self._bytes_left = max_bytes
        self._max_bytes = max_bytes
        self._content = 0  # bytes of the latest member that are still to come
        self._padding = 0

    def __iter__(self) -> Iterator[TarMember]:
        index = 0
        extended: dict[str, bytes] = {}
        while (info := self._header()) is not None:
            if info.type in (b"x", b"L", b"K"):
                extended.update(self._extended(info))
                continue
            if info.type != b"g":  # a global header names no member
                member = _member(index, info, extended)
                self._expect(member.size)
                yield member
                index += 1
                extended = {}
            else:
                self._expect(info.size)

    def read(self) -> bytes:
        """Content of the latest member; call it once, and before the next one is asked for."""
        content = self._exactly(self._content)
        self._content = 0
        return content

    def _header(self) -> tarfile.TarInfo | None:
        while self._content + self._padding > 0:
            skipped = len(self._some(min(self._content + self._padding, _CHUNK)))
            from_content = min(skipped, self._content)
            self._content -= from_content
            self._padding -= skipped - from_content
        block = self._some(_BLOCK, may_end=True)
        if not block.strip(b"\0"):
            return None
        if len(block) < _BLOCK:
            raise BrokenArchiveError("the archive is cut off")
        try:
            info = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
        except (tarfile.HeaderError, ValueError, OverflowError):
            raise BrokenArchiveError("the archive is damaged") from None
        if info.size < 0:
            raise BrokenArchiveError("the archive is damaged")
        return info

    def _extended(self, info: tarfile.TarInfo) -> dict[str, bytes]:
        if info.size > _MAX_EXTENDED_HEADER:
            raise BrokenArchiveError(f"the archive has a header of {info.size} bytes")
        self._expect(info.size)
        content = self.read()
        if info.type == b"x":
            return dict(_pax_records(content))
        return {"path": content.rstrip(b"\0")} if info.type == b"L" else {}

    def _expect(self, size: int) -> None:
        self._content = size
        self._padding = -size % _BLOCK

    def _exactly(self, size: int) -> bytes:
        parts = []
        while size > 0:
            parts.append(self._some(min(size, _CHUNK)))
            size -= len(parts[-1])
        return b"".join(parts)

    def _some(self, size: int, *, may_end: bool = False) -> bytes:
        """Return the next `size` bytes; fewer only at an end where the archive may end."""
        if size > self._bytes_left:
            reason = f"the archive holds more than {self._max_bytes} bytes"
            raise BrokenArchiveError(reason, is_limit=True)
        content = b""
        try:
            while len(content) < size and (more := self._stream.read(size - len(content))):
                content += more
        except (EOFError, OSError, zlib.error):
            raise BrokenArchiveError("the archive is damaged or cut off") from None
        if len(content) < size and not may_end:
            raise BrokenArchiveError("the archive is cut off")
        self._bytes_left -= len(content)
        return content


def _member(index: int, info: tarfile.TarInfo, extended: dict[str, bytes]) -> TarMember:
    raw_name = extended.get("path", info.name.encode("utf-8", "surrogateescape"))
    size = 0 if info.type in _WITHOUT_CONTENT else info.size
    if (stated := extended.get("size")) is not None and info.type not in _WITHOUT_CONTENT:
        if not re.fullmatch(rb"[0-9]{1,15}", stated):
            raise BrokenArchiveError("the archive is damaged")
        size = int(stated)
    problem = None
    if not info.isreg():
        problem = "it is a link or a device, not a file"
    elif info.type == tarfile.GNUTYPE_SPARSE or any(
        key.startswith("GNU.sparse") for key in extended
    ):
        problem = "it is stored as a sparse file"
    return TarMember(index, raw_name, size, info.isdir(), problem)


def _pax_records(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Records of an extended header: length of the record, blank, key, ``=``, value, line end."""
    position = 0
    while position < len(content) and (match := _PAX_RECORD.match(content, position)):
        end = position + int(match[1])
        if not match.end() < end <= len(content):
            break
        yield match[2].decode("utf-8", "replace"), content[match.end() : end - 1]
        position = end
