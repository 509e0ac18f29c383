"""Sensitivities that do not say per what."""

import math
import re
from collections.abc import Iterator, Mapping

from auricle.audit.place import place_of, related_of
from auricle.audit.quantities import Quantity
from auricle.audit.reading import Review, Span
from auricle.audit.rules.electrical.shown import science
from auricle.audit.rules.rule import Hit, Rule
from auricle.audit.statements.electrical import (
    Sensitivity,
    impedance_ends,
    quantities_between,
    sensitivities,
)
from auricle.audit.statements.headphones import is_of_headphones

__all__ = ["RULES"]

# Amounts that a sensitivity is stated for: 1 mW, 1 V, 1 W, the 100 V of electrostatics.
_AMOUNTS = {"power": (1.0, 1000.0), "voltage": (1.0, 2.83, 100.0)}
_REFERENCE = re.compile(
    r"(?:/|\bper |\bre |@|\bat )[ ]?\(?(?:SPL[ ]?/[ ]?)?(?:1[ ]?)?"
    r"(?:mW|milliwatts?|W|watts?|Vrms|V_RMS|V|volts?)(?![A-Za-z])"
    r"|\b(?:per|at|for|from|with|to|re)[ ](?:one|a|1)[ -](?:milliwatt|volt)s?\b"
)
_USUAL_OHM = 32.0
_MOST_OHM = 1000.0  # from there on both are nearly the same
_NEAR = 80  # characters between a sensitivity and words on its reference
# Where the text itself says that the reference is missing.
_KNOWS = re.compile(
    r"\b(?:lack\w*|no|without|missing|omit\w*|un(?:stated|specified|clear)"
    r"|not (?:stat|specif|giv|say|said|clear)\w*)\b[^.;,]{0,25}\b(?:reference|unit|per what)\b"
    r"|\b(?:reference|unit)\b[^.;,]{0,20}\b(?:missing|absent|un(?:stated|specified|clear)"
    r"|not (?:stated|specified|given|said|clear))\b",
    re.IGNORECASE,
)


def _check(review: Review) -> Iterator[Hit]:
    if not is_of_headphones(review):
        return
    told = sensitivities(review)
    known = {end for one in told if one.reference for end in _ends(one)}
    figures: dict[tuple[float, ...], list[Sensitivity]] = {}
    for one in told:
        if not one.reference and not known & set(_ends(one)) and not _has_reference(review, one):
            same = figures.setdefault(_ends(one), [])
            if not any(None in (each.key, one.key) or each.key == one.key for each in same):
                same.append(one)
    places = _places(review)
    for ends, firsts in figures.items():
        for first in firsts:
            others = [span for span in places[ends] if len(firsts) == 1 and span != first.span]
            yield _hit(review, first, others)


def _ends(one: Sensitivity) -> tuple[float, ...]:
    return _figure(one.quantity)


def _figure(quantity: Quantity) -> tuple[float, ...]:
    return tuple(end for end in (quantity.low, quantity.high) if end is not None)


def _places(review: Review) -> Mapping[tuple[float, ...], list[Span]]:
    """Where each level stands, called a sensitivity or not."""
    found: dict[tuple[float, ...], list[Span]] = {}
    for one in review.quantities:
        if one.kind in {"level_db", "level_dbspl"}:
            found.setdefault(_figure(one), []).append(Span(one.start, one.end))
    return found


def _has_reference(review: Review, one: Sensitivity) -> bool:
    """Whether its sentence says per what, or that nobody does.

    The unit of another figure does not count.
    """
    if any(each.kind in _AMOUNTS for each in one.quantity.conditions):
        return True
    sentence = review.sentence_at(one.span.start)
    after = min(sentence.end, one.span.end + _NEAR)
    if _KNOWS.search(review.prose, max(sentence.start, one.span.start - _NEAR), after):
        return True
    near = quantities_between(review, sentence.start, sentence.end)
    if any(_is_amount(each) for quantity in near for each in (quantity, *quantity.conditions)):
        return True
    spans = [Span(each.start, each.end) for each in near if each.kind.startswith("sensitivity")]
    return any(
        not any(span.start <= match.start() < span.end for span in spans)
        for match in _REFERENCE.finditer(review.prose, sentence.start, sentence.end)
    )


def _is_amount(one: Quantity) -> bool:
    return one.value is not None and round(one.value, 6) in _AMOUNTS.get(one.kind, ())


def _load(review: Review, one: Sensitivity) -> float:
    """Impedance that the review states for the same product, if one; else 32 ohm."""
    stated = [ends for ends in impedance_ends(review, one.key) if one.key]
    if len(stated) == 1 and stated[0][0] == stated[0][1] and 0.0 < stated[0][0] < _MOST_OHM:
        return stated[0][0]
    return _USUAL_OHM


def _hit(review: Review, first: Sensitivity, others: list[Span]) -> Hit:
    text, load = first.quantity.text, _load(review, first)
    value = first.quantity.low if first.quantity.low is not None else first.quantity.high
    return Hit(
        place_of(review, first.span),
        f"a sensitivity of {text} does not say per what: {value:g} dB/V and {value:g} dB/mW "
        f"differ by {10.0 * math.log10(1000.0 / load):.0f} dB at {load:g} Ω",
        text,
        f"{value:g} dB/V or {value:g} dB/mW",
        related=tuple(related_of(review, one) for one in others),
    )


RULES = (
    Rule(
        id="sensitivity-reference",
        language="en",
        group="electrical",
        severity="warning",
        title="A sensitivity says whether it is per volt or per milliwatt.",
        why="Per volt and per milliwatt differ by 10 lg(1000/Z): 15 dB at 32 ohm. A figure is "
        "told once for a product, and not where its reference stands in the same sentence or "
        "beside the same figure elsewhere. Loudspeakers and microphones have other references.",
        bad=science("An independent laboratory measured a sensitivity of 98 dB SPL [2]."),
        good=science("An independent laboratory measured a sensitivity of 98 dB SPL/V [2]."),
        check=_check,
    ),
)
