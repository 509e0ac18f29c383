"""What a catalog holds beside dossiers: exchange rates and accessories."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from auricle.dossier import FaultList, Price, Source, parse_toml
from auricle.dossier.read import build_price, build_sources, check_references
from auricle.dossier.schema import Entry, PartialDate, PriceEntry, Slug, Text
from auricle.errors import DossierError

__all__ = ["Accessory", "ExchangeRate", "exchange_rate", "parse_accessories", "parse_rates"]

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


class _RateEntry(Entry):
    day: PartialDate
    base: str = Field(pattern=r"^[A-Z]{3}$")
    quote: str = Field(pattern=r"^[A-Z]{3}$")
    rate: float = Field(gt=0)
    source: Slug


class _AccessoryEntry(Entry):
    name: Text
    adds: Slug
    fits: list[str] = Field(min_length=1)
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
    entries = [
        faults.check(_RateEntry, entry, ("rates", index))
        for index, entry in enumerate(table.get("rates", []))
    ]
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
    raw = table.get("accessories", [])
    entries = [
        faults.check(_AccessoryEntry, entry, ("accessories", index))
        for index, entry in enumerate(raw)
    ]
    sources = build_sources(table, faults, home=home)
    for index, entry in enumerate(raw):
        inner = entry.get("prices", []) if isinstance(entry, Mapping) else []
        check_references(
            {"prices": inner, "sources": sources}, "prices", faults, above=("accessories", index)
        )
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
    fitting = [
        rate if (rate.base, rate.quote) == (base, quote) else _turned_over(rate)
        for rate in rates
        if {rate.base, rate.quote} == {base, quote}
        and 0 <= (day - rate.day).days <= _OLDEST_RATE_DAYS
    ]
    return max(fitting, key=lambda rate: (rate.day, rate.source.id), default=None)


def _turned_over(rate: ExchangeRate) -> ExchangeRate:
    return ExchangeRate(rate.day, rate.quote, rate.base, 1.0 / rate.rate, rate.source)
