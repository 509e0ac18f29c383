"""Names of files as URIs."""

import os
from pathlib import Path, PurePath
from urllib.parse import quote

__all__ = ["normal", "uri_of"]


def normal(file: str) -> str:
    """Name of a file without needless steps, with slashes; relative where it is in this folder.

    Examples
    --------
    >>> normal("./reviews/../a.md")
    'a.md'
    """
    path = PurePath(os.path.normpath(file))
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def uri_of(file: str) -> str:
    """URI reference of a file: relative where its name is, and stays below the folder of the run.

    Examples
    --------
    >>> uri_of("./ä b/c:d#1.md")
    '%C3%A4%20b/c%3Ad%231.md'
    """
    name = normal(file)
    if PurePath(name).is_absolute() or name.startswith("../"):
        return Path(os.path.abspath(file)).as_uri()  # noqa: PTH100 - resolve() follows links
    return quote(name, safe="/", errors="replace")
