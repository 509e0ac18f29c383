"""Levels, voltages and powers that do not follow from the sensitivity; distortion in two units."""

import math
import re
from collections.abc import Iterator
from itertools import pairwise

from auricle.audit.place import place_of, related_of
from auricle.audit.quantities import Quantity
from auricle.audit.reading import Review, Span
from auricle.audit.rules.electrical.shown import science
from auricle.audit.rules.rule import Hit, Rule
from auricle.audit.statements.disputed import is_disputed
from auricle.audit.statements.electrical import (
    Sensitivity,
    impedances,
    rounding,
    sensitivities,
)
from auricle.audit.statements.headphones import is_of_headphones
from auricle.audit.statements.levels import Driven, Prediction, driven, predictions
from auricle.units import db_per_mw_to_db_per_v

__all__ = ["RULES", "tolerance_db"]

_MARGIN_DB = 0.5  # beyond rounding: 5 % of a voltage are 0.4 dB, 10 % of a power as well
_NEARLY = 2.0  # by which "about" widens it
_CONVERSION_DB = 1.5  # within which dB/V and dB/mW agree: impedance is rated, not measured
_DISTORTION_DB = 1.0

_VERSIONS = re.compile(r"\b(?:versions|variants|editions|models)\b", re.IGNORECASE)
# English. Between two figures that are one sensitivity in both units.
_SAME = re.compile(
    r"[ \n]?(?:[(/;,=≈~|]|or|i\.e\.,?|equivalent to|equal to|which is|that is|corresponding to)"
    r"[ \n]?(?:i\.e\.,? |or |about |approximately |equivalent to |[≈~=] ?)?\(?",
    re.IGNORECASE,
)
_DISTORTION = re.compile(r"\bTHD|\bdistortion\b|\bIMD\b|\bharmonic", re.IGNORECASE)
# What may stand behind a level that is one of distortion, and says no other: "-50 dB crosstalk".
_NO_OTHER_LEVEL = re.compile(
    r"[ \n]?(?:[^\w\s(]|$|(?:THD|distortion|at|for|in|on|and|or|which|relative|re|below|with"
    r"|across|over|from|under|both|the)\b)|\n",
    re.IGNORECASE,
)
# Behind it, in its clause: it is of a part of the distortion, and the figure in percent of all.
_OF_A_PART = re.compile(
    r"[^.;)]{0,60}?\b(?:harmonics?|fundamental|orders?|[HK][2-9]|noise)\b", re.IGNORECASE
)
# Right behind it, where but a comma stands before: another statement.
_OF_ANOTHER = re.compile(r"[ \n](?:in|for|with|across|over|from|below|under|on)\b")
_AS_DB = re.compile(r"[ \n]?(?:[(/=≈,]|or|i\.e\.,?)[ \n]?(?:[≈~=] ?|or |about |i\.e\.,? )?")


def tolerance_db(*quantities: Quantity) -> float:
    """Margin of a comparison: wider where one of the figures is called approximate.

    Examples
    --------
    >>> tolerance_db(Quantity(0, 3, "2 V", "voltage", 2.0, 2.0, "V", "V"))
    0.5
    """
    return _MARGIN_DB * (_NEARLY if any(one.approximate for one in quantities) else 1.0)


def _check_levels(review: Review) -> Iterator[Hit]:
    if not is_of_headphones(review):
        return
    for one in driven(review):
        found = predictions(review, one)
        sure = [each for each in found if each.stated.key == one.key and each.stated.reference]
        if not one.key or not sure or any(_agrees(one, each) for each in found):
            continue
        if not is_disputed(review, Span(one.level.start, one.level.end)):
            yield _level_hit(review, one, min(sure, key=lambda each: _gap_db(one, each)))


def _agrees(one: Driven, expected: Prediction) -> bool:
    return _gap_db(one, expected) <= 0.0


def _gap_db(one: Driven, expected: Prediction) -> float:
    """By how much a level lies outside what is expected; at most 0 if it does not."""
    margin = tolerance_db(one.level, one.drive, expected.stated.quantity)
    nearly = _NEARLY if one.level.approximate or one.drive.approximate else 1.0
    if one.result == "level":
        margin += nearly * rounding(one.level)
    else:
        margin += nearly * _rounding_db(one.drive)
    over = one.level.low - expected.high if one.level.low is not None else -math.inf
    under = expected.low - one.level.high if one.level.high is not None else -math.inf
    return max(over, under) - margin


def _rounding_db(drive: Quantity) -> float:
    """What the rounding of a voltage or power makes of a level."""
    value, factor = drive.value or 1.0, 20.0 if drive.kind == "voltage" else 10.0
    unit = {"mV": 1e-3, "W": 1e3, "µW": 1e-3}.get(drive.unit_written, 1.0)
    return factor * math.log10(1.0 + rounding(drive) * unit / value)


def _level_hit(review: Review, one: Driven, expected: Prediction) -> Hit:
    level, drive = one.level, one.drive
    wrong = level if one.result == "level" else drive
    _, _, result = expected.proof.rpartition(" = ")
    at = f"{level.text} is written for {drive.text}"
    right = result if one.result == "level" else _drive_for(one, result)
    return Hit(
        place_of(review, Span(wrong.start, wrong.end)),
        f"{at}, but by the stated sensitivity {expected.proof}",
        wrong.text,
        right,
        related=(related_of(review, expected.stated.span),),
    )


def _drive_for(one: Driven, result: str) -> str:
    """The voltage or power that the level takes, from the level that the stated one gives."""
    level = one.level.low if one.level.low is not None else one.level.high
    missing_db = (level or 0.0) - float(result.split(maxsplit=1)[0])
    power = 10.0 ** (missing_db / (20.0 if one.drive.kind == "voltage" else 10.0))
    return f"{(one.drive.value or 0.0) * power:.3g} {one.drive.unit}"


def _check_conversion(review: Review) -> Iterator[Hit]:
    told = sensitivities(review)
    for first, second in pairwise(told):
        gap = review.prose[first.span.end : second.span.start]
        if {first.reference, second.reference} != {"V", "mW"} or not _SAME.fullmatch(gap):
            continue
        if is_disputed(review, first.span) or _is_of_versions(review, first.span):
            continue
        per_v, per_mw = (first, second) if first.reference == "V" else (second, first)
        yield from _conversion_hit(review, per_v, per_mw)


def _is_of_versions(review: Review, span: Span) -> bool:
    """Whether a sentence speaks of versions, each of an impedance of its own."""
    return _VERSIONS.search(review.prose, *review.sentence_at(span.start)) is not None


def _conversion_hit(review: Review, per_v: Sensitivity, per_mw: Sensitivity) -> Iterator[Hit]:
    volts, milliwatts = per_v.quantity.value, per_mw.quantity.value
    loads = _loads(review, per_v)
    if volts is None or milliwatts is None or not loads:
        return
    nearly = tolerance_db(per_v.quantity, per_mw.quantity) / _MARGIN_DB
    made = [(ohm, db_per_mw_to_db_per_v(milliwatts, impedance_ohm=ohm)) for ohm in loads]
    least = min(value for _, value in made) - _CONVERSION_DB * nearly
    most = max(value for _, value in made) + _CONVERSION_DB * nearly
    if least <= volts <= most:
        return
    ohm, value = made[0]
    yield Hit(
        place_of(review, per_v.span),
        f"{per_v.quantity.text} and {per_mw.quantity.text} are not one sensitivity: "
        f"{milliwatts:g} dB/mW + 10 lg(1000/{ohm:g}) = {value:.1f} dB/V at {ohm:g} Ω",
        per_v.quantity.text,
        f"{value:.1f} dB/V",
        related=(related_of(review, per_mw.span),),
    )


def _loads(review: Review, stated: Sensitivity) -> list[float]:
    """Ends of the impedances of the same sentence, else of all those of the product."""
    sentence = review.sentence_at(stated.span.start)
    told = impedances(review)
    near = [one for one in told if sentence.start <= one.quantity.start < sentence.end]
    is_clear = stated.key is not None and review.is_in("en")  # whose it is, English words tell
    mine = near or [one for one in told if is_clear and one.key == stated.key]
    ends = [end for one in mine for end in (one.quantity.low, one.quantity.high) if end]
    return [end for end in ends if end > 0.0]


def _check_distortion(review: Review) -> Iterator[Hit]:
    told = review.quantities
    for at, percent in enumerate(told):
        if percent.kind != "percent" or not percent.value or percent.value <= 0.0:
            continue
        for level in (*percent.conditions[:1], *told[at + 1 : at + 2]):
            if not _is_same_distortion(review, percent, level) or not _differs(percent, level):
                continue
            if not is_disputed(review, Span(percent.start, percent.end)):
                yield _distortion_hit(review, percent, level)


def _is_same_distortion(review: Review, percent: Quantity, level: Quantity) -> bool:
    gap = review.prose[percent.end : level.start]
    is_ratio = level.kind == "level_db" and level.value is not None and level.value <= -20.0
    if not is_ratio or len(gap) > 20 or not _AS_DB.fullmatch(gap):
        return False
    if not _NO_OTHER_LEVEL.match(review.prose, level.end) or _is_of_a_part(review, level, gap):
        return False
    sentence = review.sentence_at(percent.start)
    before = review.prose[max(sentence.start, percent.start - 80) : percent.start]
    return _DISTORTION.search(before) is not None


def _is_of_a_part(review: Review, level: Quantity, gap: str) -> bool:
    """Whether words behind a level say that it is of less, or of something else."""
    if "," in gap and _OF_ANOTHER.match(review.prose, level.end):
        return True
    return _OF_A_PART.match(review.prose, level.end) is not None


def _differs(percent: Quantity, level: Quantity) -> bool:
    ratio, half = (percent.value or 1.0) / 100.0, rounding(percent) / 100.0
    least = 20.0 * math.log10(max(ratio - half, ratio / 10.0))
    most = 20.0 * math.log10(ratio + half)
    margin = _DISTORTION_DB * tolerance_db(percent, level) / _MARGIN_DB + rounding(level)
    return not least - margin <= (level.value or 0.0) <= most + margin


def _distortion_hit(review: Review, percent: Quantity, level: Quantity) -> Hit:
    ratio = (percent.value or 1.0) / 100.0
    right = f"{20.0 * math.log10(ratio):.1f} dB"
    return Hit(
        place_of(review, Span(level.start, level.end)),
        f"{percent.text} is not {level.text}: 20 lg({percent.value:g}/100) = {right}",
        level.text,
        right,
    )


RULES = (
    Rule(
        id="level-from-voltage",
        language="en",
        group="electrical",
        severity="error",
        title="A level that a voltage or power gives follows from the stated sensitivity.",
        why="20 lg of the voltage in volts is added to a sensitivity per volt, 10 lg of the power "
        "in milliwatts to one per milliwatt; the impedance takes the one to the other. Rounding "
        "as written and 0.5 dB are allowed, the double where a figure is called approximate. "
        "Where a product has several sensitivities, one that agrees is enough.",
        bad=science("2 V give a level of about 103 dB SPL [2]."),
        good=science("2 V give a level of about 107 dB SPL [2]."),
        check=_check_levels,
    ),
    Rule(
        id="sensitivity-conversion",
        group="electrical",
        severity="error",
        title="One sensitivity in dB/V and dB/mW is the same by the stated impedance.",
        why="S per volt = S per milliwatt + 10 lg(1000/Z). Only figures right beside each other "
        "are taken for one sensitivity; 1.5 dB are allowed, since the impedance is a rated one.",
        bad=science("Measured sensitivity: 101 dB/V (96 dB/mW) at 120 ohm [2]."),
        good=science("Measured sensitivity: 101 dB/V (92 dB/mW) at 120 ohm [2]."),
        check=_check_conversion,
    ),
    Rule(
        id="distortion-units",
        group="electrical",
        severity="error",
        title="Distortion in percent and in dB is the same.",
        why="p % are 20 lg(p/100) dB. Only a negative level right behind a percentage of "
        "distortion is taken for the same; rounding as written and 1 dB are allowed.",
        bad=science("An independent laboratory measured a THD of 0.10 % (-50 dB) [2]."),
        good=science("An independent laboratory measured a THD of 0.10 % (-60 dB) [2]."),
        check=_check_distortion,
    ),
)
