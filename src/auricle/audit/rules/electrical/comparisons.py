"""Sensitivities of unlike units that are compared."""

import math
import re
from collections.abc import Iterator

from auricle.audit.place import place_of, related_of
from auricle.audit.quantities import Quantity
from auricle.audit.reading import Review, Span
from auricle.audit.rules.electrical.shown import science
from auricle.audit.rules.rule import Hit, Rule
from auricle.audit.statements.disputed import is_disputed
from auricle.audit.statements.electrical import (
    Sensitivity,
    impedance_ends,
    sensitivities,
    volt_ranges,
)
from auricle.audit.statements.headphones import is_of_headphones
from auricle.audit.statements.limits import LONGEST_SENTENCE
from auricle.audit.statements.owners import owner
from auricle.units import db_per_mw_to_db_per_v

__all__ = ["RULES"]

_MOST_GAP = 110  # characters between two figures that are compared
_SAME_DB = 1.5  # within which dB/V and dB/mW agree: impedance is rated, not measured
_DRIVES = frozenset({"voltage", "power"})

# English. What stands between two figures that are held against each other.
_COMPARES = re.compile(
    r"\b(?:vs\.?|versus|than|compared (?:to|with)|against|relative to|exceed\w*|surpass\w*"
    r"|outperform\w*|differs?(?:ent)? from|superior to|inferior to|over)(?![A-Za-z])",
    re.IGNORECASE,
)
_RANKS = re.compile(r"\b(?:than|exceed|surpass|outperform|differ|superior|inferior|over\b)")
_EQUALS = re.compile(
    r"\b(?:match(?:es|ing)?|equals?|comparable|equivalent|similar|identical|same as|close to)\b",
    re.IGNORECASE,
)
# Where the text knows of the difference.
_KNOWS = re.compile(
    r"not (?:be )?(?:directly )?compar|(?:differ\w*|unlike|other|another) (?:unit|reference|basis)"
    r"|\bconver(?:t|sion)|normali[sz]|apples|cannot be compared|depend\w* on the impedance",
    re.IGNORECASE,
)
_SENSITIVITY = re.compile(r"sensitiv|efficien", re.IGNORECASE)
# What a sensitivity lets a headphone reach is no other sensitivity.
_REACHES = re.compile(
    r"\b(?:allow|enabl|giv|reach|leav|produc|achiev|provid|yield|result|deliver|mean|get|let|play"
    r"|offer|need|requir|want)",
    re.IGNORECASE,
)
_OTHER_LEVEL = re.compile(
    r"\b(?:SNR|S/N|signal|noise|dynamic|THD|distortion|isolation|max\w*|peak|threshold|level)\b",
    re.IGNORECASE,
)


def _check(review: Review) -> Iterator[Hit]:
    if not is_of_headphones(review):
        return
    told = {one.quantity.start: one for one in sensitivities(review)}
    levels = [one for one in review.quantities if _may_be_one(one, told)]
    for at in range(1, len(levels)):
        first, second = (_as_sensitivity(review, levels[i], told) for i in (at - 1, at))
        is_both = at > 1 and _is_pair(review, levels[at - 2], levels[at - 1])
        if not is_both and _is_unlike(first, second) and _is_compared(review, first, second, told):
            yield _hit(review, first, second)


def _may_be_one(one: Quantity, told: dict[int, Sensitivity]) -> bool:
    is_bare = one.kind in {"level_db", "level_dbspl"} and not one.signed
    ends = [end for end in (one.low, one.high) if end is not None]
    return one.start in told or (is_bare and all(70.0 <= end <= 145.0 for end in ends))


def _as_sensitivity(review: Review, one: Quantity, told: dict[int, Sensitivity]) -> Sensitivity:
    if one.start in told:
        return told[one.start]
    mention = owner(review, Span(one.start, one.end))
    return Sensitivity(one, "", mention.key if mention else None)


def _is_pair(review: Review, first: Quantity, second: Quantity) -> bool:
    """Whether both stand right beside each other: one sensitivity in two units."""
    gap = review.prose[first.end : second.start]
    return len(gap) <= 8 and _COMPARES.search(gap) is None


def _is_unlike(first: Sensitivity, second: Sensitivity) -> bool:
    return first.reference != second.reference


def _is_compared(
    review: Review, first: Sensitivity, second: Sensitivity, told: dict[int, Sensitivity]
) -> bool:
    sentence = review.sentence_at(first.span.start)
    if not first.span.end < second.span.start < sentence.end <= sentence.start + LONGEST_SENTENCE:
        return False
    gap = review.prose[first.span.end : second.span.start]
    if len(gap) > _MOST_GAP or _KNOWS.search(review.prose, sentence.start, sentence.end + 200):
        return False
    differ = first.key and second.key and first.key != second.key
    if ";" in gap or not (_COMPARES.search(gap) or (differ and _EQUALS.search(gap))):
        return False
    if is_disputed(review, first.span) or _is_one(review, first, second):
        return False
    if first.quantity.start in told and second.quantity.start in told:
        return True
    return _is_of_sensitivity(review, first, second)


def _is_of_sensitivity(review: Review, first: Sensitivity, second: Sensitivity) -> bool:
    """Whether the words around two levels make both sensitivities."""
    sentence = review.sentence_at(first.span.start)
    gap = review.prose[first.span.end : second.span.start]
    if _REACHES.search(gap) or any(one.kind in _DRIVES for one in second.quantity.conditions):
        return False
    before = review.prose[max(sentence.start, first.span.start - 60) : first.span.start]
    return _SENSITIVITY.search(before + gap) is not None and not _OTHER_LEVEL.search(
        before[-30:] + gap
    )


def _is_one(review: Review, first: Sensitivity, second: Sensitivity) -> bool:
    """Whether both are one sensitivity of one product, by an impedance that is stated."""
    gap = review.prose[first.span.end : second.span.start]
    if first.key is None or first.key != second.key or _RANKS.search(gap):
        return False
    ranges = [volt_ranges(review, one) for one in (first, second)]
    return any(
        low - _SAME_DB <= other_high and other_low <= high + _SAME_DB
        for low, high in ranges[0]
        for other_low, other_high in ranges[1]
    )


def _hit(review: Review, first: Sensitivity, second: Sensitivity) -> Hit:
    texts = first.quantity.text, second.quantity.text
    return Hit(
        place_of(review, Span(first.span.start, second.span.end)),
        f"{texts[0]} and {texts[1]} are compared as if alike, {_difference(review, first, second)}",
        f"{texts[0]} against {texts[1]}",
        "both per volt or both per milliwatt",
        related=(related_of(review, second.span),),
    )


def _difference(review: Review, first: Sensitivity, second: Sensitivity) -> str:
    """What one of both would be in the unit of the other."""
    for one, other in ((first, second), (second, first)):
        loads = {load for load in impedance_ends(review, one.key) if one.key}
        value = one.quantity.value
        if one.reference != "V" and value is not None and len(loads) == 1:
            [(least, most)] = loads
            if least == most and other.reference == "V":
                volts = db_per_mw_to_db_per_v(value, impedance_ohm=least)
                told = "are" if one.reference else "would be, if per milliwatt,"
                return f"but {one.quantity.text} {told} {volts:.1f} dB/V at {least:g} Ω"
    if "" in (first.reference, second.reference):
        bare = first if not first.reference else second
        return f"but of {bare.quantity.text} it is not said per what"
    step_db = 10.0 * math.log10(1000.0 / 32.0)
    return f"but the same headphone has {step_db:.1f} dB more per volt than per milliwatt at 32 Ω"


RULES = (
    Rule(
        id="unlike-units",
        language="en",
        group="electrical",
        severity="warning",
        title="Sensitivities are compared per volt or per milliwatt, not the one with the other.",
        why="The same headphone has 10 lg(1000/Z) dB more per volt than per milliwatt, 15 dB at "
        "32 ohm: the wrong one may seem the more sensitive. Silent where the text speaks of "
        "unlike units, or only gives one figure in both.",
        bad=science(
            "Its sensitivity of 101 dB/V is higher than the 99 dB/mW of the Bravo Two [2]."
        ),
        good=science(
            "Its sensitivity of 101 dB/V is lower than the 114 dB/V of the Bravo Two [2]."
        ),
        check=_check,
    ),
)
