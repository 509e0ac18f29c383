"""From the text of a dossier or brand record to its value."""

import hashlib
import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from auricle.dossier import schema
from auricle.dossier.check import check_entries, check_product, check_references, check_sources
from auricle.dossier.faults import FaultList
from auricle.dossier.glossary import Glossary, load_glossary
from auricle.dossier.model import (
    Brand,
    Claim,
    Curve,
    Dossier,
    Fact,
    Finding,
    Impression,
    Price,
    Product,
    Source,
)
from auricle.errors import DossierError, Fault, MeasurementFormatError
from auricle.response.formats import parse_curve

__all__ = [
    "build_price",
    "build_sources",
    "check_references",
    "parse_brand",
    "parse_dossier",
    "parse_toml",
]

ReadText = Callable[[str], str]
_EntryT = TypeVar("_EntryT")
_SCHEMA_VERSION = 1
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


def parse_dossier(text: str, *, file: str, read_curve: ReadText) -> Dossier:
    r"""Read a dossier.

    Parameters
    ----------
    text
        The TOML text.
    file
        Name of the file, for messages.
    read_curve
        Gives the text of a curve file that stands beside the dossier, by its name; raises
        OSError where there is none.

    Returns
    -------
    Dossier
        Every figure in its canonical unit, and as it was stated.

    Raises
    ------
    DossierError
        With every fault of the file: line, column, what was found, what was expected.

    Examples
    --------
    >>> dossier = parse_dossier(
    ...     "schema = 1\n[product]\nslug = 'a-b'\nbrand = 'A'\nmodel = 'B'\n"
    ...     "form = 'over-ear'\nback = 'open'\nconnection = ['wired']\n",
    ...     file="a-b.toml",
    ...     read_curve=str,
    ... )
    >>> dossier.product.name
    'A B'
    """
    table = parse_toml(text, file=file)
    faults = FaultList(file, text)
    known = {"schema", "product", "sources", *schema.DOSSIER_SECTIONS}
    entries = _entries(table, faults, known, schema.DOSSIER_SECTIONS)
    header = _header(table, "product", schema.DossierHeader, faults)
    sources = build_sources(table, faults, home=header.slug if header else "")
    curve_texts = _curve_texts(table, faults, read_curve)
    if len(faults) or header is None:
        raise DossierError(list(faults))
    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in header.model_dump().items()
    }
    return Dossier(
        product=Product(**fields),
        file=file,
        sha256=_sha256(text, *(curve_texts[name] for name in sorted(curve_texts))),
        facts=tuple(_fact(entry, sources) for entry in entries["facts"]),
        findings=tuple(_finding(entry, sources) for entry in entries["findings"]),
        claims=tuple(_claim(entry, sources) for entry in entries["claims"]),
        prices=tuple(build_price(entry, sources) for entry in entries["prices"]),
        curves=tuple(_curve(entry, sources, curve_texts) for entry in entries["curves"]),
        impressions=tuple(_impression(entry, sources) for entry in entries["impressions"]),
    )


def parse_brand(text: str, *, file: str, slug: str) -> Brand:
    r"""Read a brand record; arguments and errors as for `parse_dossier`.

    Examples
    --------
    >>> parse_brand("schema = 1\n[brand]\nname = 'AKG'\n", file="akg.toml", slug="akg").name
    'AKG'
    """
    table = parse_toml(text, file=file)
    faults = FaultList(file, text)
    known = {"schema", "brand", "sources", *schema.BRAND_SECTIONS}
    entries = _entries(table, faults, known, schema.BRAND_SECTIONS)
    header = _header(table, "brand", schema.BrandHeader, faults)
    sources = build_sources(table, faults, home=slug)
    if header is not None:
        for key, reference in (("owner", "ownership_source"), ("founded", "founded_source")):
            named = getattr(header, reference)
            if getattr(header, key) is not None and named not in sources:
                expected = f"{reference!r} with a key of [sources]"
                faults.add(("brand", key), f"{key!r} without a source", expected, at_key=True)
    if len(faults) or header is None:
        raise DossierError(list(faults))
    return Brand(
        slug=slug,
        name=header.name,
        file=file,
        sha256=_sha256(text),
        owner=header.owner,
        founded=header.founded,
        facts=tuple(_fact(entry, sources, brand_wide=True) for entry in entries["facts"]),
        findings=tuple(_finding(entry, sources, brand_wide=True) for entry in entries["findings"]),
    )


def parse_toml(text: str, *, file: str) -> dict[str, Any]:
    """Parse TOML; a text that is none is refused with its line and column.

    Raises
    ------
    DossierError
        With one fault.

    Examples
    --------
    >>> parse_toml("a = 1", file="x.toml")
    {'a': 1}
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, 1)
        message = re.sub(r" \(at .*\)$", "", str(error))
        raise DossierError([Fault(file, line, column, message, "TOML")]) from None
    except RecursionError:
        raise DossierError([Fault(file, 1, 1, "nesting too deep", "a dossier")]) from None


def _entries(
    table: Mapping[str, Any],
    faults: FaultList,
    known: set[str],
    sections: Mapping[str, type[Any]],
) -> dict[str, list[Any]]:
    if table.get("schema") != _SCHEMA_VERSION:
        found = f"schema {table['schema']!r}" if "schema" in table else "no 'schema'"
        faults.add(("schema",), found, f"schema = {_SCHEMA_VERSION}")
    for key in sorted(set(table) - known):
        faults.add(
            (key,), f"unknown key {key!r}", f"one of {', '.join(sorted(known))}", at_key=True
        )
    result: dict[str, list[Any]] = {}
    for section, model in sections.items():
        raw = table.get(section, [])
        if not isinstance(raw, list):
            faults.add((section,), f"one [{section}]", f"a list: [[{section}]]", at_key=True)
            raw = []
        checked = [faults.check(model, entry, (section, i)) for i, entry in enumerate(raw)]
        result[section] = [entry for entry in checked if entry is not None]
    check_entries(table, load_glossary(), faults)
    return result


_HeaderT = TypeVar("_HeaderT", schema.DossierHeader, schema.BrandHeader)


def _header(
    table: Mapping[str, Any], name: str, model: type[_HeaderT], faults: FaultList
) -> _HeaderT | None:
    if not isinstance(table.get(name), dict):
        faults.add((name,), f"no [{name}]", f"a table [{name}]")
        return None
    header = cast("_HeaderT | None", faults.check(model, table[name], (name,)))
    if isinstance(header, schema.DossierHeader):
        check_product(header, faults)
    return header


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


def _curve_texts(
    table: Mapping[str, Any], faults: FaultList, read_curve: ReadText
) -> dict[str, str]:
    texts: dict[str, str] = {}
    curves = table.get("curves", [])
    for index, entry in enumerate(curves if isinstance(curves, list) else []):
        name = entry.get("file") if isinstance(entry, dict) else None
        if not isinstance(name, str) or "/" in name or "\\" in name:
            continue  # noted with the form of the entry
        path = ("curves", index, "file")
        try:
            texts[name] = read_curve(name)
            parse_curve(texts[name], source=name)
        except (OSError, UnicodeDecodeError) as error:
            faults.add(path, f"no readable file {name!r} ({type(error).__name__})", "a curve file")
        except MeasurementFormatError as error:
            fault = error.fault
            where = f"{fault.file}:{fault.line} has {fault.found}"
            faults.add(path, where, fault.expected)
    return texts


def _sha256(*texts: str) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(hashlib.sha256(text.encode("utf-8")).digest())
    return digest.hexdigest()


def _fact(
    entry: schema.FactEntry, sources: Mapping[str, Source], *, brand_wide: bool = False
) -> Fact:
    quantity = load_glossary().quantities[entry.quantity]

    def canonical(figure: float | None) -> float | None:
        if figure is None:
            return None
        return quantity.to_canonical(figure, entry.unit, impedance_ohm=entry.impedance_ohm)

    low, high = canonical(entry.min), canonical(entry.max)
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
        uncertainty=_uncertainty(entry, load_glossary(), low, high),
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
    return f"{figure} {entry.unit_stated or entry.unit}"


def _uncertainty(
    entry: schema.FactEntry, glossary: Glossary, low: float | None, high: float | None
) -> float:
    quantity = glossary.quantities[entry.quantity]
    if entry.uncertainty is not None:
        factor = quantity.units[entry.unit]
        is_factor = quantity.scale == "linear" and not isinstance(factor, str)
        return entry.uncertainty * float(factor) if is_factor else entry.uncertainty
    stated = quantity.default_uncertainty(entry.kind)
    if quantity.range or low is None or high is None:
        return stated
    # A span says no more than that the value lies in it: a uniform distribution.
    width = (high - low) / 12.0**0.5
    if quantity.scale == "log":
        width /= (high + low) / 2.0
    return float((stated**2 + width**2) ** 0.5)


def _finding(
    entry: schema.FindingEntry, sources: Mapping[str, Source], *, brand_wide: bool = False
) -> Finding:
    source = sources[entry.source]
    return Finding(entry.criterion, entry.holds, source, entry.note, entry.region, brand_wide)


def _claim(entry: schema.ClaimEntry, sources: Mapping[str, Source]) -> Claim:
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


def _curve(
    entry: schema.CurveEntry, sources: Mapping[str, Source], texts: Mapping[str, str]
) -> Curve:
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


def _impression(entry: schema.ImpressionEntry, sources: Mapping[str, Source]) -> Impression:
    return Impression(**{**entry.model_dump(), "source": sources[entry.source]})
