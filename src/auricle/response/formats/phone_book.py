"""Phone books: the list of products that a CrinGraph collection keeps beside its curves."""

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from auricle.errors import MeasurementFormatError
from auricle.response.formats.names import name_key

__all__ = ["Listing", "Phone", "PhoneBook", "PhoneBrand", "PhoneFile", "parse_phone_book"]

_MAX_BYTES = 8_000_000  # those seen have some 300 bytes a product: room for 25 000 products


class Listing(NamedTuple):
    """What a phone book says of the file of a curve."""

    brand: str
    product: str
    variant: str | None


@dataclass(frozen=True, slots=True)
class PhoneFile:
    """One file of a product: its name without channel, take and extension, and its variant."""

    stem: str
    variant: str | None = None


@dataclass(frozen=True, slots=True)
class Phone:
    """One product; `collaborator` is a second brand that had a part in it."""

    name: str
    files: tuple[PhoneFile, ...]
    collaborator: str | None = None


@dataclass(frozen=True, slots=True)
class PhoneBrand:
    """One brand; `suffix` completes its name where it stands alone ("Elysian Acoustic Labs")."""

    name: str
    phones: tuple[Phone, ...]
    suffix: str | None = None


@dataclass(frozen=True, slots=True)
class PhoneBook:
    """Every product of a collection; `source` is the file as it was named by who asked."""

    source: str
    brands: tuple[PhoneBrand, ...]
    _listings: dict[str, set[Listing]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        listings: dict[str, set[Listing]] = {}
        for brand in self.brands:
            for phone in brand.phones:
                for file in phone.files:
                    listing = Listing(brand.name, phone.name, file.variant)
                    listings.setdefault(name_key(file.stem), set()).add(listing)
        object.__setattr__(self, "_listings", listings)

    def find(self, stem: str) -> Listing | None:
        """Brand, product and variant of a file; None where it is not listed, or as two things.

        `stem` is the file's name without channel, take and extension; case does not matter.
        """
        listings = self._listings.get(name_key(stem), set())
        return next(iter(listings)) if len(listings) == 1 else None


def parse_phone_book(data: bytes, *, source: str) -> PhoneBook:
    """Read a ``phone_book.json`` as CrinGraph reads it [1]_; `source` names it in errors.

    A product without ``file`` has its name as the name of its file. A product with a list of
    files has one variant per file: its ``suffix``, else what its name has beyond ``prefix``,
    else what it has beyond the name of the product. Keys that say nothing of this, such as
    links, prices and scores, are passed over.

    Raises
    ------
    MeasurementFormatError
        With line and column where the JSON is broken, else with the place in its structure.

    References
    ----------
    .. [1] M. Lochbaum, CrinGraph, Configuring.md, "FR index: phone_book.json".

    Examples
    --------
    >>> text = b'[{"name": "Acme", "phones": ["One", {"name": "Two", "file": ["T", "T Foam"]}]}]'
    >>> book = parse_phone_book(text, source="phone_book.json")
    >>> book.find("one"), book.find("T Foam").variant
    (Listing(brand='Acme', product='One', variant=None), 'T Foam')
    """
    content = _json(data, source)
    if not isinstance(content, list):
        raise _fault(source, "the file", content, "a list of brands")
    brands = tuple(_brand(entry, f"brand {n}", source) for n, entry in enumerate(content, 1))
    return PhoneBook(source, brands)


def _json(data: bytes, source: str) -> object:
    if len(data) > _MAX_BYTES:
        expected = f"a phone book of at most {_MAX_BYTES}"
        raise MeasurementFormatError(source, 1, f"{len(data)} bytes", expected)
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise MeasurementFormatError(
            source, line, f"byte 0x{data[error.start]:02x}", "text in UTF-8"
        ) from None
    try:
        # No number in a phone book is of use, and int() refuses long ones with an error of its own.
        return json.loads(text, parse_int=_number, parse_float=_number, parse_constant=_number)
    except json.JSONDecodeError as error:
        near = text[error.pos : error.pos + 20].split("\n")[0]
        found = f"{near!r} in column {error.colno}" if near else f"the end in column {error.colno}"
        expected = f"JSON ({error.msg[:1].lower()}{error.msg[1:]})"
        raise MeasurementFormatError(source, error.lineno, found, expected) from None
    except RecursionError:
        raise MeasurementFormatError(
            source, 1, "lists inside lists without end", "brands with their products"
        ) from None


def _number(_: str) -> float:
    return 0.0


def _brand(entry: object, place: str, source: str) -> PhoneBrand:
    table = _table(entry, place, source)
    phones = table.get("phones")
    if not isinstance(phones, list):
        raise _fault(source, f"phones of {place}", phones, "a list of products")
    return PhoneBrand(
        name=_text(table.get("name"), f"name of {place}", source),
        suffix=_optional_text(table.get("suffix"), f"suffix of {place}", source),
        phones=tuple(
            _phone(phone, f"product {n} of {place}", source) for n, phone in enumerate(phones, 1)
        ),
    )


def _phone(entry: object, place: str, source: str) -> Phone:
    if isinstance(entry, str):
        name = _text(entry, place, source)
        return Phone(name, (PhoneFile(name),))
    table = _table(entry, place, source)
    name = _text(table.get("name"), f"name of {place}", source)
    return Phone(
        name,
        tuple(_files(table, name, place, source)),
        _optional_text(table.get("collab"), f"collab of {place}", source),
    )


def _files(table: dict[str, Any], name: str, place: str, source: str) -> Iterator[PhoneFile]:
    files = table.get("file") or name
    if not isinstance(files, list):
        yield PhoneFile(_text(files, f"file of {place}", source))
        return
    stems = [_text(stem, f"file {n} of {place}", source) for n, stem in enumerate(files, 1)]
    suffixes = table.get("suffix")
    prefix = _optional_text(table.get("prefix"), f"prefix of {place}", source)
    if suffixes is None:
        yield from (PhoneFile(stem, _beyond(stem, prefix or name)) for stem in stems)
        return
    if not isinstance(suffixes, list) or len(suffixes) != len(stems):
        expected = f"a list of {len(stems)} texts, one per file"
        raise _fault(source, f"suffix of {place}", suffixes, expected)
    for stem, suffix in zip(stems, suffixes, strict=True):
        yield PhoneFile(stem, _optional_text(suffix, f"suffix of {place}", source))


def _beyond(stem: str, start: str) -> str | None:
    """What a file name has beyond its start: its variant; the whole where it starts otherwise."""
    if stem[: len(start)].casefold() == start.casefold():
        return stem[len(start) :].strip() or None
    return stem


def _table(entry: object, place: str, source: str) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise _fault(source, place, entry, "a table with a name")
    return entry


def _text(value: object, place: str, source: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _fault(source, place, value, "a text")
    return value.strip()


def _optional_text(value: object, place: str, source: str) -> str | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    return _text(value, place, source)


def _fault(source: str, place: str, value: object, expected: str) -> MeasurementFormatError:
    kinds = {str: "an empty text", bool: "true or false", float: "a number", dict: "a table"}
    kind = f"a list of {len(value)}" if isinstance(value, list) else kinds.get(type(value), "none")
    return MeasurementFormatError(source, 1, f"{kind} as {place}", expected)
