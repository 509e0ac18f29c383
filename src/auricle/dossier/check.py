"""What the entries of a dossier must say together, beyond the form of each."""

import math
from collections.abc import Mapping
from typing import Any, TypeGuard

from auricle.dossier.faults import FaultList, suggestion
from auricle.dossier.glossary import Glossary, Quantity, load_glossary
from auricle.dossier.model import Day
from auricle.dossier.positions import Path
from auricle.dossier.schema import DOSSIER_SECTIONS, DossierHeader
from auricle.response.formats import load_rigs

__all__ = ["check_entries", "check_listening", "check_product", "check_references", "check_sources"]

Table = Mapping[str, Any]
_LONGEST_CHAIN = 8  # citations of citations
_MAX_RELATIVE_UNCERTAINTY = 3.0  # of a figure on a logarithmic scale: a factor of 20


def check_product(header: DossierHeader, faults: FaultList) -> None:
    """Check that a product is no sibling of itself and lists abilities that there are."""
    if header.back is None and header.form in {"over-ear", "on-ear"}:
        expected = "'back': 'open', 'semi-open' or 'closed'"
        faults.add(("product",), f"no 'back' of a headphone that is {header.form}", expected)
    if header.slug in header.siblings:
        found = f"the product itself, {header.slug!r}"
        faults.add(("product", "siblings"), found, "other products")
    known = load_glossary().functions
    for key in ("functions", "lacks"):
        for index, word in enumerate(getattr(header, key)):
            if word not in known:
                hint, expected = suggestion(word, known), f"one of {', '.join(known)}"
                faults.add(("product", key, index), f"function {word!r}", expected, hint=hint)
    for word in set(header.functions) & set(header.lacks):
        faults.add(
            ("product", "lacks"), f"{word!r}, which 'functions' has, too", "it in one of them"
        )


def check_sources(table: Table, faults: FaultList) -> None:
    """Check that sources are dated in order, cite each other and state what their kind can."""
    sources = table.get("sources", {})
    if not isinstance(sources, dict):
        return
    for key, entry in sources.items():
        if not isinstance(entry, dict):
            continue
        path: Path = ("sources", key)
        published, accessed = _day(entry.get("published")), _day(entry.get("accessed"))
        if published and accessed and accessed.last < published.first:
            expected = f"a date on or after the publication on {published}"
            faults.add((*path, "accessed"), f"access on {accessed}", expected)
        if "via" in entry:
            _check_source(entry["via"], (*path, "via"), sources, faults)
            if _chain_length(key, sources) > _LONGEST_CHAIN:
                found = "a circle of citations, or a very long chain"
                faults.add((*path, "via"), found, "a source that came before")
        if "relays" in entry and str(entry.get("kind")) not in {"review", "dataset"}:
            found = f"'relays' on kind {entry.get('kind')!r}"
            faults.add((*path, "relays"), found, "it on kind 'review' or 'dataset' only")
        if "rig" in entry and entry.get("kind") != "laboratory":
            found = f"'rig' on kind {entry.get('kind')!r}"
            faults.add((*path, "rig"), found, "it on kind 'laboratory' only")


def check_listening(table: Table, faults: FaultList) -> None:
    """Check that impressions name listenings that there are, and these sources that there are."""
    listening = table.get("listening", {})
    known = listening if isinstance(listening, dict) else {}
    for key, entry in known.items():
        path: Path = ("listening", key)
        if isinstance(entry, dict):
            _check_source(entry.get("source"), (*path, "source"), table.get("sources"), faults)
            if ("paid" in entry) != ("currency" in entry):
                missing = "currency" if "paid" in entry else "paid"
                faults.add(path, f"no {missing!r}", "'paid' and 'currency' together")
    for index, entry in enumerate(_list_of_tables(table, "impressions")):
        key = entry.get("listening")
        how = known.get(key) if isinstance(key, str) else None
        if isinstance(how, dict) and entry.get("source") != how.get("source"):
            found = f"source {entry.get('source')!r} with the listening of {how.get('source')!r}"
            faults.add(("impressions", index, "source"), found, "the source of the listening")
        if isinstance(key, str) and key not in known:
            expected = f"a key of [listening]: {', '.join(known) or 'there is none'}"
            place: Path = ("impressions", index, "listening")
            faults.add(place, f"listening {key!r}", expected, hint=suggestion(key, known))


def check_entries(table: Table, glossary: Glossary, faults: FaultList) -> None:
    """Check references, quantities, units and ranges of all entries."""
    for section in DOSSIER_SECTIONS:
        check_references(table, section, faults)
        for index, entry in enumerate(_list_of_tables(table, section)):
            path: Path = (section, index)
            if section == "facts":
                _check_fact(entry, path, glossary, table.get("sources", {}), faults)
            elif section == "findings":
                _check_known(entry, "criterion", path, glossary.criteria, faults)
            elif section == "curves" and entry.get("rig") != "unknown":
                _check_known(entry, "rig", path, load_rigs(), faults, extra="or 'unknown'")
            elif section in {"failures", "service"}:
                _check_failures(entry, path, table.get("sources", {}), faults)
            elif section == "wear_parts":
                _check_life(entry, path, faults)


def check_references(table: Table, section: str, faults: FaultList, *, above: Path = ()) -> None:
    """Check that each entry of a section names sources that are there."""
    sources = table.get("sources", {})
    for index, entry in enumerate(_list_of_tables(table, section)):
        for key in ("source", "made_in"):
            if key in entry:
                _check_source(entry[key], (*above, section, index, key), sources, faults)


def _check_fact(
    entry: Table, path: Path, glossary: Glossary, sources: Any, faults: FaultList
) -> None:
    _check_known(entry, "quantity", path, glossary.quantities, faults)
    _check_known(entry, "rig", path, load_rigs(), faults)
    if ("unit_stated" in entry) != ("unit_reason" in entry):
        missing = "unit_reason" if "unit_stated" in entry else "unit_stated"
        faults.add(path, f"no {missing!r}", "'unit_stated' and 'unit_reason' together")
    quantity = glossary.quantities.get(str(entry.get("quantity")))
    _check_figures(entry, path, quantity, faults)
    _check_kind_of_source(entry, path, sources, faults)
    if quantity is not None:
        _check_uncertainty(entry, path, quantity, faults)
        _check_target(entry, path, quantity, faults)
    if quantity is not None and _check_unit(entry, path, quantity, faults):
        _check_range(entry, path, quantity, faults)


def _check_figures(entry: Table, path: Path, quantity: Quantity | None, faults: FaultList) -> None:
    has_value, ends = "value" in entry, [key for key in ("min", "max") if key in entry]
    if not has_value and not ends:
        faults.add(path, "no figure", "'value', or 'min' or 'max' or both")
    elif has_value and ends:
        faults.add((*path, ends[0]), f"{ends[0]!r} beside 'value'", "one or the other")
    elif quantity is not None and quantity.range and len(ends) != 2:
        faults.add(path, "one figure for a range", f"'min' and 'max' of the {quantity.slug}")
    low, high = entry.get("min"), entry.get("max")
    if _is_number(low) and _is_number(high) and not low < high:
        faults.add((*path, "max"), f"max {high:g} with min {low:g}", "a max above the min")


def _check_kind_of_source(entry: Table, path: Path, sources: Any, faults: FaultList) -> None:
    if entry.get("quantity") == "failure-rate" and _is_of_users(entry, sources):
        expected = "a source that knows the number of units in use"
        faults.add((*path, "source"), "a failure rate from user reports", expected)


def _is_of_users(entry: Table, sources: Any) -> bool:
    """Whether an entry rests on reports of users, of whom nobody knows how many kept silent."""
    source = sources.get(str(entry.get("source"))) if isinstance(sources, dict) else None
    return isinstance(source, dict) and source.get("kind") == "user-reports"


def _check_failures(entry: Table, path: Path, sources: Any, faults: FaultList) -> None:
    if _is_of_users(entry, sources):
        expected = "a source that knows the number of units in use; the finding 'known-failure'"
        faults.add(
            (*path, "source"),
            "failures counted in user reports",
            f"{expected} says that a failure exists",
        )
    failed, units = entry.get("failed"), entry.get("units")
    if _is_number(failed) and _is_number(units) and failed > units:
        expected = "no more failures than units"
        faults.add((*path, "failed"), f"{failed} failed of {units} units", expected)


def _check_life(entry: Table, path: Path, faults: FaultList) -> None:
    ends = [key for key in ("life_min_years", "life_max_years") if key in entry]
    if "life_years" in entry and ends:
        faults.add((*path, ends[0]), f"{ends[0]!r} beside 'life_years'", "one or the other")
    elif len(ends) == 1:
        faults.add((*path, ends[0]), f"{ends[0]!r} alone", "'life_min_years' and 'life_max_years'")
    low, high = entry.get("life_min_years"), entry.get("life_max_years")
    if _is_number(low) and _is_number(high) and not low < high:
        found = f"life_max_years {high} with life_min_years {low}"
        faults.add((*path, "life_max_years"), found, "a longest life above the shortest")


def _check_uncertainty(entry: Table, path: Path, quantity: Quantity, faults: FaultList) -> None:
    u = entry.get("uncertainty")
    if not _is_number(u) or not u > 0:
        return  # absent, or noted with the form of the entry
    is_log = quantity.scale == "log"
    largest = _MAX_RELATIVE_UNCERTAINTY if is_log else quantity.high - quantity.low
    if not 1e-6 <= u <= largest:
        what = "a relative one (0.1 is 10 %)" if is_log else f"one in {quantity.unit}"
        expected = f"{what} from 1e-06 to {largest:g}"
        faults.add((*path, "uncertainty"), f"uncertainty {u:g}", expected)


def _check_target(entry: Table, path: Path, quantity: Quantity, faults: FaultList) -> None:
    if quantity.slug in {"target-error-sd", "target-error-slope"}:
        for key in ("target", "rig"):
            if key not in entry:
                faults.add(path, f"no {key!r} of {quantity.slug}", f"{key!r} it was computed for")
        known = {slug for rig in load_rigs().values() for slug in rig.targets.values()}
        _check_known(entry, "target", path, dict.fromkeys(known), faults)


def _check_unit(entry: Table, path: Path, quantity: Quantity, faults: FaultList) -> bool:
    unit = entry.get("unit")
    if not isinstance(unit, str):
        return False
    if unit not in quantity.units:
        hint = suggestion(unit, quantity.units)
        if quantity.slug == "sensitivity" and unit in {"dB", "dB SPL"}:
            hint = "dB per what? the two differ by the impedance, up to 19 dB"
        expected = f"one of {', '.join(quantity.units)}"
        faults.add((*path, "unit"), f"unit {unit!r} of {quantity.slug}", expected, hint=hint)
        return False
    if quantity.needs_impedance(unit) and "impedance_ohm" not in entry:
        expected = "'impedance_ohm' beside it, to convert to dB/V"
        faults.add((*path, "unit"), f"unit {unit!r} without an impedance", expected)
        return False
    return True


def _check_range(entry: Table, path: Path, quantity: Quantity, faults: FaultList) -> None:
    impedance_ohm = entry.get("impedance_ohm")
    if impedance_ohm is not None and not (_is_number(impedance_ohm) and impedance_ohm > 0):
        return  # its own fault is noted with the form of the entry
    for key in ("value", "min", "max"):
        figure = entry.get(key)
        if not _is_number(figure) or not math.isfinite(figure):
            continue
        expected = f"{quantity.low:g} to {quantity.high:g} {quantity.unit}"
        try:
            canonical = quantity.to_canonical(
                float(figure),
                entry["unit"],
                impedance_ohm=impedance_ohm,
            )
        except ValueError as error:
            faults.add((*path, key), f"{figure!r} ({error})", expected)
            continue
        if not quantity.low <= canonical <= quantity.high:
            found = f"{quantity.slug} of {canonical:g} {quantity.unit}"
            faults.add((*path, key), found, expected)


def _check_known(
    entry: Table,
    key: str,
    path: Path,
    known: Mapping[str, Any],
    faults: FaultList,
    *,
    extra: str = "",
) -> None:
    word = entry.get(key)
    if isinstance(word, str) and word not in known:
        hint = suggestion(word, known)
        expected = f"a {key} of the glossary" if len(known) > 12 else f"one of {', '.join(known)}"
        faults.add((*path, key), f"{key} {word!r}", f"{expected} {extra}".strip(), hint=hint)


def _check_source(key: Any, path: Path, sources: Any, faults: FaultList) -> None:
    if isinstance(key, str) and isinstance(sources, dict) and key not in sources:
        expected = f"a key of [sources]: {', '.join(sources) or 'there is none'}"
        faults.add(path, f"source {key!r}", expected, hint=suggestion(key, sources))


def _chain_length(key: str, sources: Table) -> int:
    """Citations from a source to the one that was read, counted as far as they may go."""
    length, entry = 0, sources.get(key)
    while isinstance(entry, dict) and isinstance(entry.get("via"), str):
        length += 1
        if length > _LONGEST_CHAIN:
            break
        entry = sources.get(entry["via"])
    return length


def _day(value: Any) -> Day | None:
    try:
        return Day.parse(value)
    except (ValueError, AttributeError, TypeError):
        return None  # absent, or a fault of form that is noted with the entry


def _list_of_tables(table: Table, section: str) -> list[Table]:
    entries = table.get(section, [])
    if not isinstance(entries, list):
        return []
    return [entry if isinstance(entry, dict) else {} for entry in entries]


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
