"""Everything that is known of a product, with what became of sources that disagree."""

import math
from dataclasses import dataclass
from datetime import date
from typing import Any

from auricle.catalog import Catalog
from auricle.dossier import (
    Brand,
    Combined,
    Contribution,
    Dossier,
    Fact,
    Source,
    as_of,
    brand_as_of,
    combine_facts,
    fact_evidence,
    fact_groups,
    load_glossary,
)
from auricle.estimate import rounded
from auricle.metrics import Subject, doubtful_unit, rated_ohm, subject_of
from auricle.rating import sources_with_origins
from auricle.wording import describe_conditions, years

__all__ = ["FactSheet", "QuantityPart", "QuantityRow", "fact_sheet"]


@dataclass(frozen=True, slots=True)
class QuantityPart:
    """One statement of a quantity, and what it counted."""

    stated: str
    kind: str  # measured, specified, estimated
    evidence: str  # class
    source: Source
    product: str
    weight: float | None  # None where it was set aside
    note: str  # empty where there is nothing to say


@dataclass(frozen=True, slots=True)
class QuantityRow:
    """One quantity with all who state it."""

    quantity: str
    name: str  # with the conditions it holds for
    conditions: tuple[tuple[str, str | float], ...]
    combined: str
    value: float | None
    uncertainty: float | None
    low: float | None
    high: float | None
    unit: str
    is_bound: bool  # only a bound is known
    proxy: str | None
    proxy_note: str
    inflation: float
    parts: tuple[QuantityPart, ...]


@dataclass(frozen=True, slots=True)
class FactSheet:
    """A dossier as of a day, with its quantities combined."""

    dossier: Dossier
    day: date
    region: str
    quantities: tuple[QuantityRow, ...]
    sources: tuple[Source, ...]  # in the order of their ids
    later: int  # entries that came after the day
    brand: Brand | None
    inputs: tuple[tuple[str, str], ...]  # name and SHA-256


def fact_sheet(catalog: Catalog, dossier: Dossier, *, day: date, region: str) -> FactSheet:
    """Facts of a product as of a day, combined quantity by quantity.

    Parameters
    ----------
    catalog, dossier
        The product and where its siblings and brand are found.
    day, region
        As for `auricle.rating.rate`.
    """
    subject = subject_of(catalog, dossier, day=day, region=region)
    record = catalog.brand_of(dossier)
    brand = brand_as_of(record, day) if record else None
    rows = [_row(subject, key) for key in _keys(subject)]
    return FactSheet(
        dossier=subject.dossier,
        day=day,
        region=region,
        quantities=tuple(row for row in rows if row is not None),
        sources=tuple(_sources(subject, rows, brand)),
        later=len(dossier.entries) - len(as_of(dossier, day).entries),
        brand=brand,
        inputs=(("dossier", dossier.sha256), ("catalog", catalog.sha256)),
    )


def _keys(subject: Subject) -> list[Any]:
    order = list(load_glossary().quantities)
    keys = set(fact_groups(subject.dossier.facts))
    if subject.siblings:  # what only a sibling states may stand in
        keys |= {
            key
            for sibling in subject.siblings
            for key in fact_groups(sibling.facts)
            if load_glossary().quantities[key[0]].proxy is not None
        }
    return sorted(keys, key=lambda key: (order.index(key[0]), repr(key[1])))


def _row(subject: Subject, key: Any) -> QuantityRow | None:
    combined = combine_facts(subject.dossier, subject.siblings, key)
    if combined is None:
        return None
    quantity = load_glossary().quantities[key[0]]
    conditions = describe_conditions(dict(key[1]))
    parts = [
        _part(c.fact, c.product, subject, c.weight, _remark(c, combined, subject))
        for c in combined.contributions
    ]
    parts += [_part(s.fact, s.product, subject, None, s.reason) for s in combined.set_aside]
    is_range = quantity.range
    return QuantityRow(
        quantity=key[0],
        name=f"{quantity.name} ({conditions})" if conditions else quantity.name,
        conditions=key[1],
        combined=_range_text(combined) if is_range else _text(combined),
        value=None if is_range else rounded(combined.estimate.value),
        uncertainty=None if is_range else rounded(combined.spread),
        low=combined.contributions[0].fact.low if is_range else rounded(combined.low),
        high=combined.contributions[0].fact.high if is_range else rounded(combined.high),
        unit=quantity.unit,
        is_bound=combined.is_bound,
        proxy=combined.proxy,
        proxy_note=_proxy_note(combined),
        inflation=combined.inflation,
        parts=tuple(parts),
    )


def _remark(counted: Contribution, combined: Combined, subject: Subject) -> str:
    """What a reader should know of a statement that counts; empty where there is nothing."""
    if counted.is_proxy:
        return "proxy"
    if combined.key[0] != "sensitivity":
        return ""
    facts = tuple(c.fact for c in combined.contributions)
    return doubtful_unit(counted.fact, facts, rated_ohm=rated_ohm(subject)) or ""


def _part(
    fact: Fact, product: str, subject: Subject, weight: float | None, reason: str
) -> QuantityPart:
    notes = [reason] if reason else []
    if product != subject.slug:
        notes.append(f"of {product}")
    if fact.unit_reason:
        notes.append(f"taken as {fact.unit}: {fact.unit_reason}")
    if fact.note:
        notes.append(fact.note)
    if fact.brand_wide:
        notes.append("holds for the brand")
    note = "; ".join(notes)
    return QuantityPart(
        fact.stated, fact.kind, fact_evidence(fact), fact.source, product, weight, note
    )


def _text(combined: Combined) -> str:
    unit = load_glossary().quantities[combined.key[0]].unit
    value, u = combined.estimate.value, combined.spread
    if unit == "year" and combined.inflation == 1.0:  # terms and dates are exact
        return f"{value:g}" if combined.key[0] == "release-year" else years(value)
    if unit == "ratio":
        value, u, unit = 100.0 * value, 100.0 * u, "%"
    digits = max(0, min(6, 1 - math.floor(math.log10(u)))) if u > 0 else 1
    digits = min(digits, 1) if u >= 0.1 else digits
    bound = " (a bound, taken at the bound)" if combined.is_bound else ""
    return f"{value:.{digits}f} ± {u:.{digits}f} {unit}{bound}"


def _range_text(combined: Combined) -> str:
    fact = combined.contributions[0].fact
    return f"{fact.low:g} to {fact.high:g} {fact.unit}"


def _proxy_note(combined: Combined) -> str:
    if combined.proxy is None:
        return ""
    share = 100.0 * combined.proxy_weight
    note = f"leans on a proxy: {combined.proxy}, {share:.0f} % of the weight"
    return f"{note}; provisional" if share > 50.0 else note


def _sources(subject: Subject, rows: list[QuantityRow | None], brand: Brand | None) -> list[Source]:
    of_brand = [brand.owner_source, brand.founded_source] if brand else []
    of_entries = [entry.source for entry in subject.dossier.entries]
    of_claims = [claim.made_in for claim in subject.dossier.claims if claim.made_in]
    of_parts = [part.source for row in rows if row for part in row.parts]
    return sources_with_origins([*of_entries, *of_claims, *of_parts, *filter(None, of_brand)])
