"""What the wear parts of a product cost a year."""

import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auricle.dossier import Combined, Source, WearPart, combine_facts, load_glossary
from auricle.estimate import Z_95, rounded
from auricle.metrics.price_statistics import (
    DAYS_A_MONTH,
    drift_relative,
    half_life_weight,
    weighted_median,
)
from auricle.metrics.result import Subject
from auricle.reliability import annual_cost, annual_cost_range

__all__ = ["RunningCost", "Span", "running_costs"]

_EAR_PADS = "ear-pads"
_PAD_LIFE = ("pad-life", ())


@dataclass(frozen=True, slots=True)
class Span:
    """A figure with its lowest and highest value."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningCost:
    """What one wear part costs, how long it lasts, and what that makes a year."""

    part: str
    currency: str | None  # None where nobody states a price
    price: Span | None
    life_years: Span | None
    per_year: Span | None  # None unless price and life are known
    regions: tuple[str, ...]  # of the price, where it is none for this buyer
    observed: str | None  # when the newest price was seen
    is_life_of_pads: bool  # the life is the quantity pad-life, not stated with the price
    price_sources: tuple[Source, ...]
    life_sources: tuple[Source, ...]
    notes: tuple[str, ...]


def running_costs(subject: Subject) -> tuple[RunningCost, ...]:
    """Yearly cost of every wear part of which a price or a life is known.

    Prices that are stated for other regions count only where there is no other in their
    currency, and are marked with the region. Of each seller the newest price counts; the middle
    one is the median weighed by age, and the ends are the lowest and highest price, each as far
    as it may have drifted since. Where no source states the life of ear pads with their price,
    the quantity `pad-life` serves. Currencies are kept apart.

    Parameters
    ----------
    subject
        The product as of a day.

    Returns
    -------
    tuple
        In the order of parts; of one part, prices for this buyer go first.

    Examples
    --------
    Pads for 30 that last two years:

    >>> from dataclasses import replace
    >>> from datetime import date
    >>> from auricle.catalog import built_in_catalog
    >>> from auricle.dossier import Day
    >>> day = date(2026, 3, 15)
    >>> pads = WearPart(
    ...     part=_EAR_PADS, amount=30.0, currency="USD", observed=Day(day, day),
    ...     source=Source("a/shop", "A shop", "Pads", "retailer"), life_years=(2.0, 2.0))
    >>> product = replace(built_in_catalog().dossiers["akg-k612-pro"], wear_parts=(pads,))
    >>> [cost] = running_costs(Subject(product, (), day, "US"))
    >>> cost.per_year
    Span(value=15.0, low=15.0, high=15.0)
    """
    parts = subject.dossier.wear_parts
    pad_life = combine_facts(subject.dossier, subject.siblings, _PAD_LIFE)
    keys = sorted({(part.part, part.currency) for part in parts})
    costs = [
        _cost([p for p in parts if (p.part, p.currency) == key], parts, pad_life, subject)
        for key in keys
    ]
    if pad_life is not None and not any(part == _EAR_PADS for part, _ in keys):
        costs.append(_life_alone(pad_life))
    return tuple(sorted(costs, key=lambda cost: (cost.part, bool(cost.regions))))


def _for_buyer(offers: Sequence[WearPart], region: str) -> list[WearPart]:
    """Offers that are not stated for other regions alone."""
    holds_in = load_glossary().holds_in
    return [o for o in offers if o.region in {None, "global"} or holds_in(o.region, region)]


def _cost(
    offers: Sequence[WearPart],
    every: Sequence[WearPart],
    pad_life: Combined | None,
    subject: Subject,
) -> RunningCost:
    part = offers[0].part
    here = _for_buyer(offers, subject.region)
    newest = _newest_of_each_seller(here or offers)
    price = _price(newest, subject)
    stating = [p for p in every if p.part == part and p.life_years is not None]
    life: Span | None = None
    sources: tuple[Source, ...] = tuple(dict.fromkeys(p.source for p in stating))
    if stating:
        life = _stated_life(stating)
    elif part == _EAR_PADS and pad_life is not None:
        life, sources = _combined_life(pad_life), _sources_of(pad_life)
    return RunningCost(
        part=part,
        currency=offers[0].currency,
        price=price,
        regions=() if here else tuple(sorted({str(p.region) for p in newest})),
        life_years=life,
        per_year=None if life is None else _per_year(price, life),
        observed=str(max(newest, key=lambda p: p.known_by).observed),
        is_life_of_pads=life is not None and not stating,
        price_sources=tuple(dict.fromkeys(p.source for p in newest)),
        life_sources=sources,
        notes=tuple(dict.fromkeys(p.note for p in newest if p.note)),
    )


def _life_alone(pad_life: Combined) -> RunningCost:
    """Ear pads whose life somebody states, and nobody a price."""
    notes = (c.fact.note for c in pad_life.contributions)
    return RunningCost(
        part=_EAR_PADS,
        currency=None,
        price=None,
        regions=(),
        life_years=_combined_life(pad_life),
        per_year=None,
        observed=None,
        is_life_of_pads=True,
        price_sources=(),
        life_sources=_sources_of(pad_life),
        notes=tuple(note for note in notes if note),
    )


def _newest_of_each_seller(offers: Sequence[WearPart]) -> list[WearPart]:
    """Newest price of each shop; without any shop, the newest that another source states."""
    ordered = sorted(offers, key=lambda p: (p.known_by, p.amount, p.source.id))
    of_shops = {part.seller: part for part in ordered if part.seller is not None}
    return list(of_shops.values()) or ordered[-1:]


def _price(offers: Sequence[WearPart], subject: Subject) -> Span:
    ages_days = [float((subject.day - offer.known_by).days) for offer in offers]
    # A price of centuries ago has hardly any weight, but some.
    weights = [max(half_life_weight(age), sys.float_info.min) for age in ages_days]
    reaches = [math.exp(Z_95 * drift_relative(age / DAYS_A_MONTH)) for age in ages_days]
    pairs = list(zip(offers, reaches, strict=True))
    return Span(
        weighted_median([offer.amount for offer in offers], weights),
        rounded(min(offer.amount / reach for offer, reach in pairs)),
        rounded(max(offer.amount * reach for offer, reach in pairs)),
    )


def _stated_life(parts: Sequence[WearPart]) -> Span:
    ends = list(_ends(parts))
    low, high = min(low for low, _ in ends), max(high for _, high in ends)
    return Span((low + high) / 2.0, low, high)


def _ends(parts: Sequence[WearPart]) -> Iterator[tuple[float, float]]:
    return (part.life_years for part in parts if part.life_years is not None)


def _combined_life(combined: Combined) -> Span:
    return Span(*(rounded(x) for x in (combined.estimate.value, combined.low, combined.high)))


def _sources_of(combined: Combined) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(c.fact.source for c in combined.contributions))


def _per_year(price: Span, life: Span) -> Span:
    low, high = annual_cost_range((price.low, price.high), life_years=(life.low, life.high))
    value = annual_cost(price.value, life_years=life.value)
    return Span(rounded(value), rounded(low), rounded(high))
