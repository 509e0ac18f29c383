"""Reading dossiers and brand records from folders."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from auricle.catalog.extras import (
    Accessory,
    ExchangeRate,
    StatutoryRight,
    parse_accessories,
    parse_rates,
    parse_rights,
)
from auricle.dossier import Brand, Dossier, parse_brand, parse_dossier
from auricle.errors import DossierError, Fault

__all__ = ["Catalog", "brand_slug", "built_in_catalog", "load_catalog"]


_EXTRAS = ("rates", "accessories", "statutory")  # files that stand beside dossiers


@dataclass(frozen=True, slots=True)
class Catalog:
    """Many dossiers with the records of their brands."""

    dossiers: Mapping[str, Dossier] = field(default_factory=dict)  # by slug
    brands: Mapping[str, Brand] = field(default_factory=dict)  # by slug
    rates: tuple[ExchangeRate, ...] = ()
    accessories: tuple[Accessory, ...] = ()
    extra_digests: tuple[str, ...] = ()  # SHA-256 of the files that hold these and the rights
    rights: tuple[StatutoryRight, ...] = ()

    @property
    def sha256(self) -> str:
        """Digest of everything in the catalog, whatever the order it was read in."""
        records: list[Dossier | Brand] = [*self.dossiers.values(), *self.brands.values()]
        digests = sorted([*(record.sha256 for record in records), *self.extra_digests])
        return hashlib.sha256("".join(digests).encode("ascii")).hexdigest()

    def brand_of(self, dossier: Dossier) -> Brand | None:
        """Record of a product's brand, if there is one."""
        return self.brands.get(brand_slug(dossier.product.brand))


def brand_slug(brand: str) -> str:
    """File name of a brand's record, without its ending.

    Examples
    --------
    >>> brand_slug("Audio-Technica")
    'audio-technica'
    """
    return "-".join(re.findall(r"[a-z0-9]+", brand.lower()))


@cache
def built_in_catalog() -> Catalog:
    """The products that come with Auricle."""
    return load_catalog([], built_in=True)


def load_catalog(paths: Sequence[Path], *, built_in: bool = True) -> Catalog:
    """Read the built-in dossiers and those of further folders and files.

    Parameters
    ----------
    paths
        Dossier files, or folders of them. A folder with a folder ``dossiers/`` in it holds
        its dossiers there; brand records stand in ``brands/``, exchange rates in
        ``rates.toml``, what can be bought in beside a headphone in ``accessories.toml`` and
        what the law grants in ``statutory.toml``; these count for a single file, too. A file
        that is named twice is read once.
    built_in
        Whether to begin with what comes with Auricle.

    Raises
    ------
    DossierError
        With every fault of every file, two products of one slug or name among them.
    """
    shelf = _Shelf()
    roots: list[Traversable] = [files("auricle") / "data"] if built_in else []
    for root in [*roots, *paths]:
        for place in _places(root):
            shelf.read(place)
    faults = [*shelf.faults, *_duplicates(shelf.dossiers, shelf.brands)]
    if faults:
        raise DossierError(faults)
    return Catalog(
        {dossier.slug: dossier for dossier in shelf.dossiers},
        {brand.slug: brand for brand in shelf.brands},
        tuple(shelf.rates),
        tuple(shelf.accessories),
        tuple(shelf.extra_digests),
        tuple(shelf.rights),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """A file, the folder it stands in, and what it holds."""

    folder: Traversable
    file: Traversable
    holds: str  # dossier, brand, rates, accessories, statutory


@dataclass(slots=True)
class _Shelf:
    """What has been read so far, and what was wrong with it."""

    dossiers: list[Dossier] = field(default_factory=list)
    brands: list[Brand] = field(default_factory=list)
    rates: list[ExchangeRate] = field(default_factory=list)
    accessories: list[Accessory] = field(default_factory=list)
    rights: list[StatutoryRight] = field(default_factory=list)
    extra_digests: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)  # files that were read
    n_extras: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def read(self, place: _Place) -> None:
        """Read one file, once; its faults are kept, and the reading goes on."""
        name = place.file.name
        where = str(place.file.resolve()) if isinstance(place.file, Path) else str(place.file)
        if where in self.seen:
            return
        self.seen.add(where)
        try:
            text = place.file.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            found = f"an unreadable file ({type(error).__name__})"
            self.faults.append(Fault(name, 1, 1, found, "a text in UTF-8"))
            return
        home = name.removesuffix(".toml")
        try:
            if place.holds == "brand":
                self.brands.append(parse_brand(text, file=name, slug=home))
            elif place.holds in _EXTRAS:
                self._read_extra(text, name, place.holds)
            else:
                self.dossiers.append(self._dossier(text, place))
        except DossierError as error:
            self.faults += error.faults

    def _read_extra(self, text: str, name: str, holds: str) -> None:
        home = self._home(holds)
        if holds == "rates":
            self.rates += parse_rates(text, file=name, home=home)
        elif holds == "accessories":
            self.accessories += parse_accessories(text, file=name, home=home)
        else:
            self.rights += parse_rights(text, file=name, home=home)
        self.extra_digests.append(hashlib.sha256(text.encode("utf-8")).hexdigest())

    def _home(self, holds: str) -> str:
        """Prefix of source ids that no other file of this kind has."""
        self.n_extras[holds] = self.n_extras.get(holds, 0) + 1
        number = self.n_extras[holds]
        return holds if number == 1 else f"{holds}-{number}"

    def _dossier(self, text: str, place: _Place) -> Dossier:
        dossier = parse_dossier(
            text,
            file=place.file.name,
            read_curve=lambda name: (place.folder / name).read_text("utf-8"),
        )
        return replace(dossier, path=str(place.file))


def _places(root: Traversable) -> Iterable[_Place]:
    """Files of a folder, or one dossier file with what stands beside it for all."""
    if root.is_file():
        yield _Place(root.parent if isinstance(root, Path) else root, root, "dossier")
        if isinstance(root, Path):
            inner = root.parent.name == "dossiers"
            yield from _shared_places(root.parent.parent if inner else root.parent)
        return
    if not root.is_dir():
        raise DossierError([Fault(str(root), 1, 1, "no such file or folder", "a dossier")])
    inner_folder = root / "dossiers"
    found = [
        *_toml_files(inner_folder if inner_folder.is_dir() else root, "dossier"),
        *_shared_places(root),
    ]
    if not found:
        raise DossierError([Fault(str(root), 1, 1, "no .toml file", "dossiers in the folder")])
    yield from found


def _shared_places(folder: Traversable) -> Iterable[_Place]:
    for holds in _EXTRAS:
        extra = folder / f"{holds}.toml"
        if extra.is_file():
            yield _Place(folder, extra, holds)
    yield from _toml_files(folder / "brands", "brand")


def _toml_files(folder: Traversable, holds: str) -> Iterable[_Place]:
    if folder.is_dir():
        for entry in sorted(folder.iterdir(), key=lambda item: item.name):
            name = entry.name.removesuffix(".toml")
            if name not in {entry.name, *_EXTRAS} and entry.is_file():
                yield _Place(folder, entry, holds)


def _duplicates(dossiers: Sequence[Dossier], brands: Sequence[Brand]) -> list[Fault]:
    faults: list[Fault] = []
    seen: dict[str, Dossier] = {}
    for dossier in dossiers:
        for name, spelling in sorted(_names(dossier).items()):
            other = seen.setdefault(name, dossier)
            if other is not dossier:
                found = f"{spelling!r}, which {other.file} already has"
                faults.append(Fault(dossier.file, 1, 1, found, "a slug and names of its own"))
    records: dict[str, Brand] = {}
    for brand in brands:
        if records.setdefault(brand.slug, brand) is not brand:
            found = f"a second record of the brand {brand.slug!r}"
            faults.append(Fault(brand.file, 1, 1, found, "one record a brand"))
    return faults


def _names(dossier: Dossier) -> dict[str, str]:
    """Names of a product, folded, with a spelling each."""
    product = dossier.product
    spellings = (product.slug, product.name, *product.aliases)
    return {folded(spelling): spelling for spelling in reversed(spellings)}


def folded(name: str) -> str:
    """A name without case, spaces and signs, by which people's spellings are compared.

    Examples
    --------
    >>> folded("K 612 PRO") == folded("k612-pro")
    True
    """
    return "".join(character for character in name.lower() if character.isalnum())
