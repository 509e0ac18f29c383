"""From checked entries to values."""

import math
from collections.abc import Mapping
from typing import Any, cast

from auricle.dossier import schema
from auricle.dossier.check import check_listening, check_sources
from auricle.dossier.faults import FaultList
from auricle.dossier.glossary import Quantity, load_glossary
from auricle.dossier.model import (
    Claim,
    Curve,
    Editorial,
    Fact,
    FailureCount,
    Finding,
    ImpedanceRecord,
    Impression,
    Listening,
    Price,
    ServiceRecord,
    Source,
    WearPart,
)
from auricle.drive import parse_impedance
from auricle.reliability import parse_service_data
from auricle.response.formats import parse_curve

__all__ = [
    "build_claim",
    "build_curve",
    "build_editorial",
    "build_fact",
    "build_failure_count",
    "build_finding",
    "build_impedance_record",
    "build_impression",
    "build_listening",
    "build_price",
    "build_service_record",
    "build_sources",
    "build_wear_part",
]

_CONDITIONS = (
    "frequency_hz",
    "frequency_min_hz",
    "frequency_max_hz",
    "level_dbspl",
    "impedance_ohm",
    "region",
    "mode",
    "codec",
    "statistic",
    "target",
    "rig",
)


def build_sources(table: Mapping[str, Any], faults: FaultList, *, home: str) -> dict[str, Source]:
    """Sources of a file by key; faults are noted, and then the sources are of no use."""
    raw = table.get("sources", {})
    if not isinstance(raw, dict):
        faults.add(("sources",), "'sources' that is no table", "[sources.KEY]", at_key=True)
        return {}
    before = len(faults)
    check_sources(table, faults)
    entries = {key: faults.check(schema.SourceEntry, raw[key], ("sources", key)) for key in raw}
    if len(faults) > before:
        return {key: Source("", "", "", "") for key in raw}  # only the keys are of use now
    result: dict[str, Source] = {}

    def build(key: str) -> Source:
        if key not in result:
            entry = cast("schema.SourceEntry", entries[key])
            fields = {name: getattr(entry, name) for name in type(entry).model_fields}
            via = build(fields.pop("via")) if entry.via else None
            fields.pop("via", None)
            result[key] = Source(id=f"{home}/{key}", via=via, **fields)
        return result[key]

    for key in raw:
        build(key)
    return result


def build_fact(
    entry: schema.FactEntry, sources: Mapping[str, Source], *, brand_wide: bool = False
) -> Fact:
    """A fact with its figures in canonical units."""
    quantity = load_glossary().quantities[entry.quantity]

    def canonical(figure: float | None) -> float | None:
        if figure is None:
            return None
        return quantity.to_canonical(figure, entry.unit, impedance_ohm=entry.impedance_ohm)

    ends = [canonical(end) for end in (entry.min, entry.max)]
    if quantity.is_falling(entry.unit):
        ends.reverse()
    low, high = ends
    conditions = {
        name: getattr(entry, name) for name in _CONDITIONS if getattr(entry, name) is not None
    }
    return Fact(
        quantity=entry.quantity,
        kind=entry.kind,
        value=canonical(entry.value),
        low=low,
        high=high,
        unit=quantity.unit,
        stated=_stated(entry),
        stated_unit=entry.unit,
        uncertainty=_uncertainty(entry, quantity, low, high),
        source=sources[entry.source],
        conditions=conditions,
        note=entry.note,
        unit_reason=entry.unit_reason,
        brand_wide=brand_wide,
    )


def _stated(entry: schema.FactEntry) -> str:
    if entry.value is not None:
        figure = f"{entry.value:g}"
    elif entry.min is not None and entry.max is not None:
        figure = f"{entry.min:g}\N{EN DASH}{entry.max:g}"
    elif entry.max is not None:
        figure = f"< {entry.max:g}"
    else:
        figure = f"> {entry.min:g}"
    if entry.quantity == "release-year":
        return figure
    return f"{figure} {entry.unit_stated or entry.unit}"


def _uncertainty(
    entry: schema.FactEntry, quantity: Quantity, low: float | None, high: float | None
) -> float:
    if entry.uncertainty is not None:
        figures = [f for f in (entry.value, entry.min, entry.max) if f is not None]
        middle = sum(figures) / len(figures)
        return quantity.uncertainty_to_canonical(entry.uncertainty, middle, entry.unit)
    stated = quantity.default_uncertainty(entry.kind)
    if quantity.range or low is None or high is None:
        return stated
    # A span says no more than that the value lies in it: a uniform distribution.
    width = (high - low) / 12.0**0.5
    if quantity.scale == "log":
        width /= (high + low) / 2.0
    return math.hypot(stated, width)


def build_finding(
    entry: schema.FindingEntry, sources: Mapping[str, Source], *, brand_wide: bool = False
) -> Finding:
    """A finding from its entry and the sources of the file."""
    source = sources[entry.source]
    return Finding(entry.criterion, entry.holds, source, entry.note, entry.region, brand_wide)


def build_claim(entry: schema.ClaimEntry, sources: Mapping[str, Source]) -> Claim:
    """A claim from its entry and the sources of the file."""
    made_in = sources[entry.made_in] if entry.made_in else None
    return Claim(entry.claim, entry.confirmed, sources[entry.source], made_in, entry.note)


def build_price(entry: schema.PriceEntry, sources: Mapping[str, Source]) -> Price:
    """A price from its entry and the sources of the file."""
    return Price(
        amount=entry.amount,
        currency=entry.currency,
        per=entry.per,
        condition=entry.condition,
        observed=entry.observed,
        source=sources[entry.source],
        region=entry.region,
        seller=entry.seller,
        is_list=entry.list,
        note=entry.note,
    )


def build_curve(
    entry: schema.CurveEntry, sources: Mapping[str, Source], texts: Mapping[str, str]
) -> Curve:
    """A response from its entry, the sources of the file and the text of its table."""
    return Curve(
        file=entry.file,
        quantity=entry.quantity,
        rig=None if entry.rig == "unknown" else entry.rig,
        channels=entry.channels,
        licence=entry.licence,
        source=sources[entry.source],
        response=parse_curve(texts[entry.file], source=entry.file),
        note=entry.note,
    )


def build_impedance_record(
    entry: schema.ImpedanceCurveEntry, sources: Mapping[str, Source], texts: Mapping[str, str]
) -> ImpedanceRecord:
    """An impedance from its entry, the sources of the file and the text of its table."""
    return ImpedanceRecord(
        file=entry.file,
        licence=entry.licence,
        source=sources[entry.source],
        impedance=parse_impedance(texts[entry.file], source=entry.file),
        note=entry.note,
    )


def build_listening(
    table: Mapping[str, Any], sources: Mapping[str, Source], faults: FaultList
) -> dict[str, Listening]:
    """How listeners listened, by key; faults are noted."""
    raw = table.get("listening", {})
    if not isinstance(raw, dict):
        faults.add(("listening",), "'listening' that is no table", "[listening.KEY]", at_key=True)
        return {}
    check_listening(table, faults)
    result = {}
    for key in raw:
        entry = faults.check(schema.ListeningEntry, raw[key], ("listening", key))
        if isinstance(entry, schema.ListeningEntry) and entry.source in sources:
            fields = {**entry.model_dump(), "source": sources[entry.source]}
            result[key] = Listening(key=key, **fields)
    return result


def build_impression(
    entry: schema.ImpressionEntry,
    sources: Mapping[str, Source],
    listening: Mapping[str, Listening],
) -> Impression:
    """An impression from its entry, the sources of the file and how its listener listened."""
    how = listening[entry.listening] if entry.listening else None
    fields = {**entry.model_dump(), "source": sources[entry.source], "listening": how}
    return Impression(**fields)


def build_editorial(table: Mapping[str, Any], faults: FaultList) -> Editorial | None:
    """What an editor adds to the page; faults are noted."""
    if "editor" not in table:
        return None
    entry = faults.check(schema.EditorEntry, table["editor"], ("editor",))
    if not isinstance(entry, schema.EditorEntry):
        return None
    paragraphs = tuple((paragraph.section, paragraph.text) for paragraph in entry.paragraphs)
    return Editorial(name=entry.name, day=entry.date, summary=entry.summary, paragraphs=paragraphs)


def build_failure_count(entry: schema.FailureEntry, sources: Mapping[str, Source]) -> FailureCount:
    """A count of failures from its entry and the sources of the file."""
    return FailureCount(**{**entry.model_dump(), "source": sources[entry.source]})


def build_service_record(
    entry: schema.ServiceEntry, sources: Mapping[str, Source], texts: Mapping[str, str]
) -> ServiceRecord:
    """Service data from its entry, the sources of the file and the text of its table."""
    return ServiceRecord(
        file=entry.file,
        licence=entry.licence,
        source=sources[entry.source],
        data=parse_service_data(texts[entry.file], source=entry.file),
        note=entry.note,
    )


def build_wear_part(entry: schema.WearPartEntry, sources: Mapping[str, Source]) -> WearPart:
    """A wear part from its entry and the sources of the file."""
    low = entry.life_min_years if entry.life_years is None else entry.life_years
    high = entry.life_max_years if entry.life_years is None else entry.life_years
    return WearPart(
        part=entry.part,
        amount=entry.amount,
        currency=entry.currency,
        observed=entry.observed,
        source=sources[entry.source],
        life_years=None if low is None or high is None else (low, high),
        seller=entry.seller,
        region=entry.region,
        note=entry.note,
    )
