"""Which dossier is that of a name: only the heads of dossiers are read for it.

A review whose product has no dossier must not wait for the catalog, which takes half a second to
load; so names are read here, and a dossier as a whole only where a name fits.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from auricle.audit.keys import product_key
from auricle.audit.reading import Review

__all__ = ["KnownProducts", "known_products"]

_TABLE = re.compile(r"^\[", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class KnownProducts:
    """The files of dossiers by the keys of their products' names."""

    files: Mapping[str, Path]
    sha256: str  # of all files that can bear on a finding

    def file_of(self, review: Review) -> Path | None:
        """Dossier of the product of a review, if there is one of exactly that name."""
        name, company = review.value("target_name"), review.value("company_id")
        keys = (product_key(name), product_key(f"{company} {name}")) if name else ()
        return next((self.files[key] for key in keys if key in self.files), None)


@lru_cache(maxsize=4)
def known_products(catalogs: tuple[Path, ...] = ()) -> KnownProducts:
    """Names of the built-in dossiers, and of those in some folders and files.

    Examples
    --------
    >>> known_products().files["akgk612pro"].name
    'akg-k612-pro.toml'
    """
    built_in = files("auricle") / "data"
    roots = [*([built_in] if isinstance(built_in, Path) else []), *catalogs]
    digest = hashlib.sha256()
    found: dict[str, Path] = {}
    for root in roots:
        for file in _dossiers(root):
            content = file.read_bytes()
            digest.update(hashlib.sha256(content).digest())
            found |= dict.fromkeys(_keys(_head(content)), file)
        for file in _toml_files(root / "brands"):
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return KnownProducts(found, digest.hexdigest())


def _dossiers(root: Path) -> Sequence[Path]:
    """Files in which a catalog may keep dossiers, as `auricle.catalog` looks for them."""
    inner = root / "dossiers"
    return [root] if root.is_file() else _toml_files(inner if inner.is_dir() else root)


def _toml_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml")) if folder.is_dir() else []


def _head(content: bytes) -> Mapping[str, Any]:
    """Table ``product`` of a dossier; empty where the file holds none, or cannot be read.

    The catalog itself says what is wrong with a file, when it is opened.
    """
    text = content.decode("utf-8", "replace")
    tables = [match.start() for match in _TABLE.finditer(text)]
    is_first = bool(tables) and text.startswith("[product]", tables[0])
    try:
        found = tomllib.loads(text[: tables[1]] if is_first and len(tables) > 1 else text)
    except tomllib.TOMLDecodeError:
        return {}
    product = found.get("product")
    return product if isinstance(product, dict) else {}


def _keys(product: Mapping[str, Any]) -> Iterator[str]:
    """Keys of slug, of name, and of brand with alias: never of a model or alias alone."""
    brand, model, slug = (product.get(name) for name in ("brand", "model", "slug"))
    if not (isinstance(brand, str) and isinstance(model, str) and isinstance(slug, str)):
        return
    aliases = product.get("aliases", [])
    names = [model, *(alias for alias in aliases if isinstance(alias, str))]
    yield product_key(slug)
    for name in names:
        yield product_key(f"{brand} {name}")
