"""Figures of a review that are facts of its product."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from auricle.audit.draft.checked import checked
from auricle.audit.draft.conditions import conditions_of, plain_number
from auricle.audit.draft.context import (
    Cited,
    cited_for,
    is_in,
    origin_of,
    sentence_of,
    stranger,
    words_around,
)
from auricle.audit.draft.entry import Doubt, Entry, line_of, shown
from auricle.audit.draft.meaning import Meaning
from auricle.audit.draft.meanings import (
    BARE_ISOLATION,
    BARE_SENSITIVITY,
    is_bare_isolation,
    is_bare_sensitivity,
    meaning_of,
)
from auricle.audit.draft.sources import REVIEW, SourceList
from auricle.audit.quantities import Quantity
from auricle.audit.reading import Review, Span

__all__ = ["read_facts"]

_LEFT_OUT = ("cost_performance", "advice", "references")  # they weigh products, or say it again
_WITH_CASE = ("in-ear", "earbud")
_LONGEST_BUDS_H = 12.0  # earbuds seldom play longer on one charge
_ONE_OF_TWO = re.compile(r"\d\d(?:\.\d)? ?[×x*] ?$")  # "95×86 mm"
_OUNCE_G = 28.349523125  # the avoirdupois ounce of the international agreement of 1959
_SAME = ("quantity", "value", "min", "max", "unit")  # in which one statement made twice agrees


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure with its meaning and whom it is from."""

    quantity: Quantity
    meaning: Meaning
    cited: Cited
    line: int
    words: str

    @property
    def span(self) -> Span:
        return Span(self.quantity.start, self.quantity.end)


def read_facts(
    review: Review, sources: SourceList, *, form: str
) -> tuple[tuple[Entry, ...], tuple[Doubt, ...]]:
    r"""Facts that are plain, and figures that are not.

    Each fact is of the source that the review cites for it, which was found through the review;
    where it cites none, of the review.

    Parameters
    ----------
    review
        A published review.
    sources
        Its sources.
    form
        Of the product: earbuds have a case, and a long battery life may be with it.

    Examples
    --------
    >>> from auricle.audit.draft.sources import read_sources
    >>> from auricle.audit.reading import read_review
    >>> review = read_review("a.md", "# Acme One\n\nIt has 50 mm drivers and 98 dB sensitivity.\n")
    >>> facts, doubts = read_facts(review, read_sources(review, brand="Acme"), form="over-ear")
    >>> facts[0].keys["quantity"], facts[0].keys["value"], doubts[0].words
    ('driver-diameter', 50, '98 dB')
    """
    figures: list[_Figure] = []
    doubts: list[Doubt] = []
    for quantity in _told(review):
        found = _read(review, sources, quantity, form)
        if isinstance(found, _Figure):
            figures.append(found)
        elif found is not None:
            doubts.append(found)
    impedances = _impedances(review, figures)
    entries: list[Entry] = []
    for figure in figures:
        made = _entry(review, sources, figure, impedances)
        if isinstance(made, Entry):
            entries.append(made)
        else:
            doubts.append(made)
    kept, refused = checked(entries, sources.entries)
    return tuple(_merged(kept)), tuple(sorted((*doubts, *refused), key=lambda one: one.line))


def _told(review: Review) -> Iterator[Quantity]:
    """Figures of the sections that speak of the product alone."""
    left_out = [one.body for one in review.sections if one.part in _LEFT_OUT]
    for quantity in review.quantities:
        if not is_in(left_out, quantity.start):
            yield quantity


def _read(
    review: Review, sources: SourceList, quantity: Quantity, form: str
) -> _Figure | Doubt | None:
    span = Span(quantity.start, quantity.end)
    end = max([quantity.end, *(one.end for one in quantity.conditions)])
    before, after = words_around(review, Span(quantity.start, end))
    line, words = line_of(review, quantity.start), shown(review, span)
    if is_bare_sensitivity(quantity, before, after):
        reason = stranger(review, span)
        return Doubt(line, words, f"sensitivity: {reason or BARE_SENSITIVITY}")
    meaning = meaning_of(quantity, before, after)
    if meaning is None:
        is_isolation = is_bare_isolation(quantity, before, after)
        return Doubt(line, words, f"isolation: {BARE_ISOLATION}") if is_isolation else None
    if _ONE_OF_TWO.search(before):
        return Doubt(line, words, f"{meaning.quantity}: one side of something that is not round")
    reason = stranger(review, span) or _unclear(quantity, meaning, form)
    if reason is not None:
        return Doubt(line, words, f"{meaning.quantity}: {reason}")
    return _Figure(quantity, meaning, cited_for(review, sources, span), line, words)


def _unclear(quantity: Quantity, meaning: Meaning, form: str) -> str | None:
    longest = max(value for value in (quantity.low, quantity.high, 0.0) if value is not None)
    if meaning.quantity == "battery-life" and form in _WITH_CASE and longest > _LONGEST_BUDS_H:
        return "on one charge, or with the case?"
    if quantity.bound == "at_least" and meaning.quantity in {"thd", "latency"}:
        return "a lower bound says little of it"
    is_band = meaning.quantity == "stated-bandwidth" and quantity.unit_shared
    if is_band and (quantity.low or 0.0) > 300:
        return "is the low end in Hz or in kHz?"
    return None


def _origin(review: Review, sources: SourceList, figure: _Figure) -> str | None:
    """Measured or specified; None where nobody says so and it matters."""
    kind_of_source = sources.kind(figure.cited.key)
    if figure.meaning.never_measured:
        return "specified"
    found = origin_of(review, figure.span, kind_of_source=kind_of_source)
    if found is None:
        return None if figure.meaning.by_measurement else "specified"
    if found == "measured" and kind_of_source in {"manufacturer", "retailer"}:
        return "specified"
    return found


def _source(sources: SourceList, figure: _Figure, origin: str) -> str:
    """The source cited; the review where one cited before the figure cannot be meant."""
    kind = sources.kind(figure.cited.key)
    is_other = kind == "laboratory" and origin == "specified"
    return REVIEW if figure.cited.is_before and is_other else figure.cited.key


@dataclass(frozen=True, slots=True)
class _Impedance:
    """An impedance that the review states of its product."""

    start: int
    value_ohm: float
    is_measured: bool


def _impedances(review: Review, figures: Sequence[_Figure]) -> list[_Impedance]:
    return [
        _Impedance(
            one.span.start,
            one.quantity.value,
            origin_of(review, one.span, kind_of_source="review") == "measured",
        )
        for one in figures
        if one.meaning.quantity == "nominal-impedance" and one.quantity.value is not None
    ]


def _impedance_for(
    review: Review, figure: _Figure, impedances: Sequence[_Impedance], origin: str
) -> float | None:
    """The one impedance that a figure per milliwatt goes with; None where it cannot be told.

    That of the same sentence, else the only one of the review that was won in the same way.
    """
    sentence = sentence_of(review, figure.span)
    near = {one.value_ohm for one in impedances if sentence.start <= one.start < sentence.end}
    measured = {one.value_ohm for one in impedances if one.is_measured}
    others = {one.value_ohm for one in impedances if not one.is_measured}
    values = near or (measured if origin == "measured" and measured else others)
    return next(iter(values)) if len(values) == 1 else None


def _entry(
    review: Review, sources: SourceList, figure: _Figure, impedances: Sequence[_Impedance]
) -> Entry | Doubt:
    name = figure.meaning.quantity
    origin = _origin(review, sources, figure)
    if origin is None:
        reason = f"{name}: nobody says whether it was measured or specified"
        return Doubt(figure.line, figure.words, reason)
    if name == "nominal-impedance" and origin == "measured":
        name = "impedance"
    unit, factor = _unit(figure)
    keys: dict[str, Any] = {"quantity": name, **_figures(figure, factor), "unit": unit}
    keys |= conditions_of(review, figure.quantity, figure.meaning)
    if unit == "dB/mW":
        impedance_ohm = _impedance_for(review, figure, impedances, origin)
        if impedance_ohm is None:
            reason = f"{name}: which impedance is it converted by?"
            return Doubt(figure.line, figure.words, reason)
        keys["impedance_ohm"] = plain_number(impedance_ohm)
    keys |= {"kind": origin, "source": _source(sources, figure, origin)}
    note = _note(review, figure)
    if note:
        keys["note"] = note
    remark = _remark(figure, keys["source"])
    return Entry("facts", keys, figure.line, (remark,), figure.words)


def _unit(figure: _Figure) -> tuple[str, float]:
    """Unit as the review has it where a dossier takes that, and the factor to it."""
    if figure.quantity.unit == "months":
        return "months", 1.0
    if figure.meaning.quantity == "weight" and figure.quantity.unit_written.startswith("o"):
        return "oz", 1.0 / _OUNCE_G
    return figure.meaning.unit, figure.meaning.factor


def _figures(figure: _Figure, factor: float) -> dict[str, float]:
    quantity = figure.quantity
    low, high = (
        None if value is None else plain_number(value * factor)
        for value in (quantity.low, quantity.high)
    )
    if low is not None and low == high:
        return {"value": low}
    return {key: value for key, value in (("min", low), ("max", high)) if value is not None}


_REGION = re.compile(
    r" ?(?:THD )?(?:in|for|across|through) (?:the )?((?:sub-?bass|bass|mid-?\w*|treble|low\w*"
    r"|high\w*"
    r"|upper|lower)(?: (?:frequenc\w+|range|region|bass|treble|mid\w*))?)",
    re.IGNORECASE,
)


def _note(review: Review, figure: _Figure) -> str:
    quantity = figure.quantity
    notes = []
    if quantity.approximate:
        notes.append("stated as about this")
    if quantity.tolerance is not None:
        unit = quantity.unit if figure.meaning.factor == 1.0 else quantity.unit_written
        notes.append(f"±{quantity.tolerance:g} {unit} stated with it")
    words = review.prose[quantity.end : quantity.end + 24].lower()
    if figure.meaning.quantity == "weight" and ("without" in words or "exclud" in words):
        notes.append("as the line says, without the cable")
    region = _REGION.match(review.prose, quantity.end, quantity.end + 40)
    if figure.meaning.quantity == "thd" and region:
        notes.append(f"in the {' '.join(region[1].split()).lower()}")
    return "; ".join(notes)


def _remark(figure: _Figure, source: str) -> str:
    numbers = "".join(f"[{number}]" for number in figure.cited.numbers)
    relayed = f" {numbers}" if numbers else ""
    own = ", which names no source for it" if source == REVIEW and not numbers else ""
    return f'line {figure.line}: "{figure.words}"{relayed}, relayed by the review{own}'


def _merged(entries: Sequence[Entry]) -> list[Entry]:
    """Entries with the same figure once, with every line; one without a source yields to one with.

    Unlike figures of one quantity stay all.
    """
    kept: list[Entry] = []
    by_figure: dict[tuple[Any, ...], list[int]] = {}
    for entry in entries:
        alike = by_figure.setdefault(tuple(map(entry.keys.get, _SAME)), [])
        twin = next((at for at in alike if _is_same(kept[at], entry)), None)
        if twin is None:
            alike.append(len(kept))
            kept.append(entry)
            continue
        first, second = kept[twin], entry
        if first.source == REVIEW and second.source != REVIEW:
            first, second = second, first
        if len(second.keys) > len(first.keys) and first.source == second.source:
            first, second = second, first
        lines = (*first.remarks, f"again in line {second.line}")
        kept[twin] = replace(first, remarks=tuple(dict.fromkeys(lines)))
    return kept


def _is_same(one: Entry, other: Entry) -> bool:
    """Whether two entries of one figure are one statement: no unlike conditions or sources."""
    open_keys = {"source", "note", "kind"}
    same = {key: value for key, value in one.keys.items() if key not in open_keys}
    others = {key: value for key, value in other.keys.items() if key not in open_keys}
    if any(same[key] != others[key] for key in same.keys() & others.keys()):
        return False
    sources = {one.source, other.source}
    is_one_source = len(sources) == 1 or REVIEW in sources
    return is_one_source and one.keys["kind"] == other.keys["kind"]
