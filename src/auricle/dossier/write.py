"""From the table of a dossier to its text, and to a file without half-written states."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomlkit

from auricle.dossier.read import parse_dossier
from auricle.dossier.schema import DOSSIER_SECTIONS
from auricle.writing import write_bytes

__all__ = ["format_dossier", "write_bytes", "write_dossier", "write_text"]


def format_dossier(table: Mapping[str, Any]) -> str:
    """Text of a dossier in the order of its sections, each entry's keys as given.

    Parameters
    ----------
    table
        The dossier as a table, as `tomllib` reads it.

    Returns
    -------
    str
        TOML that reads back to the same table.

    Examples
    --------
    >>> print(format_dossier({"product": {"slug": "a-b"}, "schema": 1}), end="")
    schema = 1
    <BLANKLINE>
    [product]
    slug = "a-b"
    """
    document = tomlkit.document()
    order = ("schema", "product", "brand", "sources", *DOSSIER_SECTIONS)
    for key in sorted(table, key=lambda name: order.index(name) if name in order else len(order)):
        document.add(key, tomlkit.item(table[key]))
    return tomlkit.dumps(document)


def write_dossier(table: Mapping[str, Any], path: Path) -> None:
    """Write a dossier, unless it has faults: then nothing is written.

    Raises
    ------
    DossierError
        With every fault, placed in the text that would have been written.
    """
    text = format_dossier(table)
    parse_dossier(
        text, file=path.name, read_curve=lambda name: (path.parent / name).read_text("utf-8")
    )
    write_text(path, text)


def write_text(path: Path, text: str) -> None:
    """Write a text in UTF-8, as `write_bytes` does."""
    write_bytes(path, text.encode("utf-8"))
