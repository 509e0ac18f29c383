"""What a catalog holds beside dossiers: exchange rates, accessories and statutory rights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Field

from auricle.dossier import FaultList, Price, Source, load_glossary, parse_toml
from auricle.dossier.build import build_price, build_sources
from auricle.dossier.check import check_references
from auricle.dossier.faults import suggestion
from auricle.dossier.read import check_top
from auricle.dossier.schema import Currency, Entry, PartialDate, PriceEntry, Region, Slug, Text
from auricle.errors import DossierError

__all__ = [
    "Accessory",
    "ExchangeRate",
    "StatutoryRight",
    "exchange_rate",
    "newest_rate",
    "parse_accessories",
    "parse_rates",
    "parse_rights",
    "rate_stands",
    "rights_on",
]

_OLDEST_RATE_DAYS = 31  # a rate older than this is no longer the rate of the day


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """What one unit of a currency costs in another on a day."""

    day: date
    base: str
    quote: str
    rate: float
    source: Source


@dataclass(frozen=True, slots=True)
class Accessory:
    """Something that adds a function to a headphone."""

    name: str
    adds: str  # a function of the glossary
    fits: tuple[str, ...]  # connections
    prices: tuple[Price, ...]


@dataclass(frozen=True, slots=True)
class StatutoryRight:
    """Years for which the law makes the seller answer for faults, in a region."""

    region: str
    years: float
    since: date  # sales from this day on
    source: Source
    note: str | None = None


class _RightEntry(Entry):
    region: Region
    years: float = Field(gt=0, le=30)
    since: PartialDate
    source: Slug
    note: Text | None = None


class _RateEntry(Entry):
    day: PartialDate
    base: Currency
    quote: Currency
    rate: float = Field(gt=0)
    source: Slug


class _AccessoryEntry(Entry):
    name: Text
    adds: Text
    fits: list[Literal["wired", "wireless"]] = Field(min_length=1)
    prices: list[PriceEntry] = Field(min_length=1)


def parse_rates(text: str, *, file: str, home: str) -> tuple[ExchangeRate, ...]:
    """Read ``rates.toml``: ``[[rates]]`` with day, base, quote, rate and source.

    Parameters
    ----------
    text, file
        The TOML text and its name, for messages.
    home
        Prefix of the ids of its sources.

    Raises
    ------
    DossierError
        With every fault.
    """
    table, faults = parse_toml(text, file=file), FaultList(file, text)
    entries = _checked(table, "rates", _RateEntry, faults)
    sources = build_sources(table, faults, home=home)
    check_references(table, "rates", faults)
    if len(faults):
        raise DossierError(list(faults))
    return tuple(
        ExchangeRate(e.day.last, e.base, e.quote, e.rate, sources[e.source])
        for e in entries
        if isinstance(e, _RateEntry)
    )


def parse_accessories(text: str, *, file: str, home: str) -> tuple[Accessory, ...]:
    """Read ``accessories.toml``: ``[[accessories]]`` with name, adds, fits and prices.

    Arguments and errors as for `parse_rates`.
    """
    table, faults = parse_toml(text, file=file), FaultList(file, text)
    entries = _checked(table, "accessories", _AccessoryEntry, faults)
    sources = build_sources(table, faults, home=home)
    known = load_glossary().functions
    for index, entry in enumerate(entries):
        if not isinstance(entry, _AccessoryEntry):
            continue
        path = ("accessories", index)
        if entry.adds not in known:
            hint, expected = suggestion(entry.adds, known), f"one of {', '.join(known)}"
            faults.add((*path, "adds"), f"function {entry.adds!r}", expected, hint=hint)
        raw = {"prices": table["accessories"][index]["prices"], "sources": sources}
        check_references(raw, "prices", faults, above=path)
    if len(faults):
        raise DossierError(list(faults))
    return tuple(
        Accessory(
            e.name,
            e.adds,
            tuple(e.fits),
            tuple(build_price(price, sources) for price in e.prices),
        )
        for e in entries
        if isinstance(e, _AccessoryEntry)
    )


def parse_rights(text: str, *, file: str, home: str) -> tuple[StatutoryRight, ...]:
    """Read ``statutory.toml``: ``[[rights]]`` with region, years, since, source and note.

    Arguments and errors as for `parse_rates`.
    """
    table, faults = parse_toml(text, file=file), FaultList(file, text)
    entries = _checked(table, "rights", _RightEntry, faults)
    sources = build_sources(table, faults, home=home)
    check_references(table, "rights", faults)
    if len(faults):
        raise DossierError(list(faults))
    return tuple(
        StatutoryRight(e.region, e.years, e.since.last, sources[e.source], e.note)
        for e in entries
        if isinstance(e, _RightEntry)
    )


def rights_on(rights: tuple[StatutoryRight, ...], day: date) -> tuple[StatutoryRight, ...]:
    """Rights of a sale on a day, as far as they were known then.

    Examples
    --------
    >>> law = Source("a/b", "A state", "A law", "dataset")
    >>> rights_on((StatutoryRight("EU", 2.0, date(2022, 1, 1), law),), date(2021, 12, 31))
    ()
    """
    return tuple(
        right
        for right in rights
        if right.since <= day and (right.source.known_by is None or right.source.known_by <= day)
    )


def _checked(
    table: Mapping[str, Any], section: str, model: type[Entry], faults: FaultList
) -> list[BaseModel | None]:
    """Entries of the one list that such a file holds, None where one has faults."""
    check_top(table, {"schema", "sources", section}, faults)
    raw = table.get(section, [])
    if not isinstance(raw, list):
        faults.add((section,), f"one [{section}]", f"a list: [[{section}]]", at_key=True)
        return []
    return [faults.check(model, entry, (section, index)) for index, entry in enumerate(raw)]


def exchange_rate(
    rates: tuple[ExchangeRate, ...], *, base: str, quote: str, day: date
) -> ExchangeRate | None:
    """Rate of the day: the newest one on or before it, at most a month old.

    Parameters
    ----------
    rates
        Those that are known.
    base, quote
        ISO 4217 codes; a rate of the opposite direction is turned over.
    day
        The day.

    Examples
    --------
    >>> source = Source("a/b", "A bank", "Rates", "dataset")
    >>> known = (ExchangeRate(date(2025, 8, 1), "EUR", "USD", 1.25, source),)
    >>> exchange_rate(known, base="USD", quote="EUR", day=date(2025, 8, 20)).rate
    0.8
    """
    return newest_rate([r for r in rates if rate_stands(r, day)], base=base, quote=quote)


def rate_stands(rate: ExchangeRate, day: date) -> bool:
    """Whether a rate is one of the day: known by then, and at most a month old."""
    return 0 <= (day - rate.day).days <= _OLDEST_RATE_DAYS


def newest_rate(rates: Sequence[ExchangeRate], *, base: str, quote: str) -> ExchangeRate | None:
    """Newest of rates that all count, turned over where it is of the opposite direction."""
    fitting = [
        rate if (rate.base, rate.quote) == (base, quote) else _turned_over(rate)
        for rate in rates
        if {rate.base, rate.quote} == {base, quote}
    ]
    return max(fitting, key=lambda rate: (rate.day, rate.source.id), default=None)


def _turned_over(rate: ExchangeRate) -> ExchangeRate:
    return ExchangeRate(rate.day, rate.quote, rate.base, 1.0 / rate.rate, rate.source)
