"""From the text of a dossier or brand record to its value."""

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from auricle.dossier import schema
from auricle.dossier.build import (
    build_claim,
    build_curve,
    build_editorial,
    build_fact,
    build_failure_count,
    build_finding,
    build_impedance_record,
    build_impression,
    build_listening,
    build_price,
    build_service_record,
    build_sources,
    build_wear_part,
)
from auricle.dossier.check import check_entries, check_product
from auricle.dossier.faults import FaultList, suggestion
from auricle.dossier.glossary import load_glossary
from auricle.dossier.model import Brand, Dossier, Product
from auricle.dossier.toml import parse_toml
from auricle.drive import parse_impedance
from auricle.errors import DossierError, Fault, MeasurementFormatError, ServiceDataError
from auricle.reliability import parse_service_data
from auricle.response.formats import parse_curve

__all__ = ["check_top", "parse_brand", "parse_dossier"]

ReadText = Callable[[str], str]
_SCHEMA_VERSION = 1


def parse_dossier(text: str, *, file: str, read_curve: ReadText) -> Dossier:
    r"""Read a dossier.

    Parameters
    ----------
    text
        The TOML text.
    file
        Name of the file, for messages.
    read_curve
        Gives the text of a curve or service file that stands beside the dossier, by its
        name; raises OSError where there is none.

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
    known = {"schema", "product", "sources", "listening", "editor", *schema.DOSSIER_SECTIONS}
    entries = _entries(table, faults, known, schema.DOSSIER_SECTIONS)
    header = _header(table, "product", schema.DossierHeader, faults)
    sources = build_sources(table, faults, home=header.slug if header else "")
    listening = build_listening(table, sources, faults)
    editorial = build_editorial(table, faults)
    texts = _texts_beside(table, "curves", faults, read_curve)
    texts |= _texts_beside(table, "impedance_curves", faults, read_curve)
    texts |= _texts_beside(table, "service", faults, read_curve)
    if len(faults) or header is None:
        raise DossierError(list(faults))
    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in header.model_dump().items()
    }
    return Dossier(
        product=Product(**fields),
        file=file,
        sha256=_sha256(text, *(texts[name] for name in sorted(texts))),
        facts=tuple(build_fact(entry, sources) for entry in entries["facts"]),
        findings=tuple(build_finding(entry, sources) for entry in entries["findings"]),
        claims=tuple(build_claim(entry, sources) for entry in entries["claims"]),
        prices=tuple(build_price(entry, sources) for entry in entries["prices"]),
        curves=tuple(build_curve(entry, sources, texts) for entry in entries["curves"]),
        impedance_curves=tuple(
            build_impedance_record(entry, sources, texts) for entry in entries["impedance_curves"]
        ),
        impressions=tuple(
            build_impression(entry, sources, listening) for entry in entries["impressions"]
        ),
        failures=tuple(build_failure_count(entry, sources) for entry in entries["failures"]),
        service=tuple(build_service_record(entry, sources, texts) for entry in entries["service"]),
        wear_parts=tuple(build_wear_part(entry, sources) for entry in entries["wear_parts"]),
        editorial=editorial,
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
        owner_source=sources.get(header.ownership_source or ""),
        founded=header.founded,
        founded_source=sources.get(header.founded_source or ""),
        facts=tuple(build_fact(entry, sources, brand_wide=True) for entry in entries["facts"]),
        findings=tuple(
            build_finding(entry, sources, brand_wide=True) for entry in entries["findings"]
        ),
    )


def check_top(table: Mapping[str, Any], known: set[str], faults: FaultList) -> None:
    """Check the version of the form and that no key stands there that is not declared."""
    version = table.get("schema")
    if type(version) is not int or version != _SCHEMA_VERSION:
        found = f"schema {version!r}" if "schema" in table else "no 'schema'"
        faults.add(("schema",), found, f"schema = {_SCHEMA_VERSION}")
    for key in sorted(set(table) - known):
        hint, expected = suggestion(key, known), f"one of {', '.join(sorted(known))}"
        faults.add((key,), f"unknown key {key!r}", expected, hint=hint, at_key=True)


def _entries(
    table: Mapping[str, Any],
    faults: FaultList,
    known: set[str],
    sections: Mapping[str, type[Any]],
) -> dict[str, list[Any]]:
    check_top(table, known, faults)
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


_PARSERS: Mapping[str, Callable[..., object]] = {
    "curves": parse_curve,
    "impedance_curves": parse_impedance,
    "service": parse_service_data,
}
_WHAT = {
    "curves": "a curve file",
    "impedance_curves": "a table of impedance",
    "service": "a file of service data",
}


def _texts_beside(
    table: Mapping[str, Any], section: str, faults: FaultList, read_text: ReadText
) -> dict[str, str]:
    """Texts of the files that the entries of a section name; their faults are noted."""
    texts: dict[str, str] = {}
    entries = table.get(section, [])
    for index, entry in enumerate(entries if isinstance(entries, list) else []):
        name = entry.get("file") if isinstance(entry, dict) else None
        if not isinstance(name, str) or not re.fullmatch(schema.CURVE_FILE, name):
            continue  # noted with the form of the entry
        path = (section, index, "file")
        try:
            texts[name] = read_text(name)
            _PARSERS[section](texts[name], source=name)
        except (OSError, UnicodeDecodeError) as error:
            found = f"no readable file {name!r} ({type(error).__name__})"
            faults.add(path, found, _WHAT[section])
        except MeasurementFormatError as error:
            _add_inner(error.fault, path, faults)
        except ServiceDataError as error:
            for fault in error.faults:
                _add_inner(fault, path, faults)
    return texts


def _add_inner(fault: Fault, path: tuple[str | int, ...], faults: FaultList) -> None:
    """Note a fault of a file beside the dossier at the place that names the file."""
    faults.add(path, f"{fault.file}:{fault.line} has {fault.found}", fault.expected)


def _sha256(*texts: str) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(hashlib.sha256(text.encode("utf-8")).digest())
    return digest.hexdigest()
