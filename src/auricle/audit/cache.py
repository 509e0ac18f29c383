"""What came of each review, kept by its content, so that nothing is read twice.

An entry's name is a hash of everything that its content follows from: the text and the name of the
review, the rules that were applied, the version of Auricle and its code. So no entry is ever
stale, and none needs a date. Entries stand in 256 folders; one that has grown past a mebibyte
loses those that were used longest ago, so that all stay below 256 MiB.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath

import auricle
from auricle.audit.one import Audited
from auricle.audit.plain import from_plain, to_plain
from auricle.writing import write_bytes

__all__ = ["Cache", "cache_seed", "catalog_hash", "usual_folder"]

_MOST_BYTES = 2**20  # of one of the 256 folders
_KEPT_BYTES = _MOST_BYTES * 3 // 4  # what is left of it when some has to go
_NOT_AUDITED = ("cli", "plots", "review")  # rooms that no finding follows from


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder with results, for one set of rules and one state of the program."""

    folder: Path
    seed: str  # hash of all that results follow from but the review

    def get(self, file: str, data: bytes) -> Audited | None:
        """What came of a review; None where it is not kept, or cannot be read."""
        path = self._path(file, data)
        try:
            kept = from_plain(Audited, json.loads(path.read_bytes()))
            os.utime(path)  # it was used now
        except (OSError, ValueError, RecursionError):
            return None
        return kept if kept.file == file else None

    def put(self, file: str, data: bytes, audited: Audited) -> None:
        """Keep what came of a review; nothing is kept where that is impossible."""
        path = self._path(file, data)
        try:
            content = json.dumps(to_plain(audited), allow_nan=False, separators=(",", ":"))
            if len(content) > _KEPT_BYTES // 4:
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(path, content.encode())
            _trim(path.parent)
        except (OSError, ValueError):
            return

    def _path(self, file: str, data: bytes) -> Path:
        key = _hash(self.seed.encode(), file.encode("utf-8", "replace"), data)
        return self.folder / key[:2] / f"{key[2:]}.json"


def _trim(folder: Path) -> None:
    """Take away what was used longest ago, where there is too much."""
    with os.scandir(folder) as entries:
        kept = [(one.stat().st_mtime_ns, one.stat().st_size, one.path) for one in entries]
    size = sum(one[1] for one in kept)
    if size <= _MOST_BYTES:
        return
    for _, n_bytes, path in sorted(kept):
        if size <= _KEPT_BYTES:
            return
        Path(path).unlink(missing_ok=True)
        size -= n_bytes


def _hash(*parts: bytes) -> str:
    """One hash of several parts, each with its length, so that none runs into the next."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()


def cache_seed(rules: Sequence[str], *, catalog: str = "") -> str:
    """Hash of what results follow from, but the review.

    Parameters
    ----------
    rules
        Ids of the rules that are applied.
    catalog
        Hash of the catalog, if a rule looks into it.
    """
    parts = [auricle.__version__, _code(), catalog, *rules]
    return _hash(*(part.encode() for part in parts))


def catalog_hash(catalogs: Sequence[Path]) -> str:
    """Hash of the files of the built-in catalog and of a user's own.

    Parameters
    ----------
    catalogs
        Folders or files with dossiers.
    """
    folders = [Path(auricle.__file__).parent / "data", *catalogs]
    return _hash(*(part for folder in folders for part in _parts(folder, "*")))


@cache
def _code() -> str:
    """Hash of the code that makes results."""
    return _hash(*_parts(Path(auricle.__file__).parent, "*.py", without=_NOT_AUDITED))


def _parts(root: Path, pattern: str, *, without: Sequence[str] = ()) -> Iterator[bytes]:
    """Names and contents of the files in a folder, or of one file."""
    files = [root] if root.is_file() else sorted(root.rglob(pattern))
    for path in files:
        name = path.relative_to(root).as_posix()
        if path.is_file() and name.partition("/")[0] not in without:
            yield name.encode("utf-8", "replace")
            yield path.read_bytes()


def usual_folder(environment: Mapping[str, str], *, platform: str) -> Path | None:
    """Folder for the results of a user, by the rules of the system; None where it has none.

    Parameters
    ----------
    environment
        Variables of the environment.
    platform
        As `sys.platform` names it.

    Examples
    --------
    >>> usual_folder({"HOME": "/home/ann"}, platform="linux").as_posix()
    '/home/ann/.cache/auricle/audit'
    """
    home = environment.get("HOME", "")
    if platform == "win32":
        base = environment.get("LOCALAPPDATA", "")
    elif platform == "darwin":
        base = f"{home}/Library/Caches" if home else ""
    else:
        named = environment.get("XDG_CACHE_HOME", "")  # one that is not absolute is invalid there
        base = named if PurePath(named).is_absolute() else (f"{home}/.cache" if home else "")
    return Path(base) / "auricle" / "audit" if base else None
