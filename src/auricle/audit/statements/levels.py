"""Statements of a level and the voltage or power that it takes."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from auricle.audit.quantities import Quantity
from auricle.audit.reading import Review, Span
from auricle.audit.statements.electrical import (
    Sensitivity,
    impedance_ends,
    quantities_between,
    rounding,
    sensitivities,
)
from auricle.audit.statements.limits import LONGEST_SENTENCE, MOST_FIGURES
from auricle.audit.statements.owners import owner
from auricle.units import db_per_mw_to_db_per_v, db_per_v_to_db_per_mw

__all__ = ["Driven", "Prediction", "driven", "level_at", "predictions"]

_DRIVES = ("voltage", "power")
_LEAST_DBSPL, _MOST_DBSPL = 60.0, 160.0
_MOST_GAP = 90  # characters between a level and what it takes

# English. What stands between a level and the voltage or power that belong together.
_IS_SPL = re.compile(r"\bSPL\b|\bloud|\bsensitivity\b|\bpeaks?\b|\blistening level", re.IGNORECASE)
_NOT_SPL = re.compile(
    r"\b(?:measur\w*|SNR|S/N|signal|noise|dynamic|SINAD|THD|IMD|distortion|crosstalk|separation|isolation"
    r"|attenuation|gain|rejection|roll-?off|EQ|preamp|crest|average|output impedance"
    r"|source impedance|threshold|handling|(?:max|maximum|rated|allowable) (?:SPL|input|power)"
    r"|SPL max)\b",
    re.IGNORECASE,
)
_LEVEL_BEHIND = re.compile(
    r"[^().;:]{0,45}\((?:(?:i\.e\.,?|=|→|up to|for|yielding|giving|reaching|which is|or)\s?)?"
    r"|[^().;:]{0,40}\b(?:gives?|giving|yields?|yielding|produces?|producing|reach(?:es|ing)?"
    r"|results? in|resulting in|corresponds? to|generates?|generating|achieves?|achieving|means"
    r"|is|are|for|to (?:reach|produce|achieve|get|hit|generate|attain)|equals?)\b[^().;:\d]{0,25}"
    r"|\s?(?:→|=|≈|->|=>)\s?",
    re.IGNORECASE,
)
_DRIVE_BEHIND = re.compile(
    r"[^().;:]{0,40}\b(?:needs?|requires?|requiring|takes?|taking|demands?|calls? for|at|from|with"
    r"|using|on|driven by)\b[^().;:\d]{0,25}"
    r"|[^().;:]{0,20}\((?:(?:at|from|with|needs?|requires?|takes?)\s)?"
    r"|\s?(?:→|=|≈|->|=>)\s?",
    re.IGNORECASE,
)
# Where the text says that the drive does not give the level, or what else stands between them.
_NOT_GIVEN = re.compile(
    r"\b(?:not|cannot|never|nor|neither|hardly|barely|unable|fails?|short of|less than|below|under"
    r"|enough|suffic\w+|adequate|plenty|amp|amplif\w+)\b|n['’]t\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:neither|nor|no|without|hardly|barely)\b[^.;,:]{0,30}$", re.IGNORECASE)
_LOST = re.compile(
    r"\b(?:attenuat\w+|resistors?|in series|divider|pad|gain|steps?|clicks?|knob|dial|o['’]clock"
    r"|(?<!full )(?<!maximum )(?<!max )volume|(?:output|source) (?:impedance|resistance)"
    r"|(?:from|behind|through|via|out of) (?:an? |the )?\d{1,4}[ -]?ohms?|ohms? (?:output|source)"
    r"|(?:Ω|ohms?)(?: \w{1,12})? adap[te]{2}rs?|impedance adap[te]{2}rs?)\b"
    r"|\d[ -]?Ω (?:(?:\w{1,12} )?adap|output|source)"
    r"|\b(?:from|behind|through|via|out of) (?:an? |the )?\d{1,4}[ -]?Ω"
    # Not by the headphone as it is rated: driven by itself, with a leak, in one band, a coupler.
    r"|\b(?:active(?:ly)?|ANC|noise[- ]cancel\w*|built-in|wireless(?:ly)?|bluetooth|batter(?:y|ies)"
    r"|leak(?:s|age|y)?|worn|seal(?:s|ed)?|bass|treble|dummy|calibrat\w+|tolerances?)\b",
    re.IGNORECASE,
)
_RATED_HZ = (500.0, 1000.0)  # at which data sheets rate a sensitivity
_NEEDED = re.compile(r"\b(?:need|requir|tak(?:e|ing)|demand|call for|necessar)", re.IGNORECASE)
_PURPOSE = re.compile(r"\b(?:for|to)\b")
_SUPPLY = re.compile(
    r"[ -](?:DC )?(?:batter|supply|bias|polari[sz]|USB|power|adapter|charg|phantom)", re.IGNORECASE
)
_ALSO = re.compile(r"\s?(?:\(|/|or|,|=|and)?\s?(?:or |i\.e\.,? |about )?")


@dataclass(frozen=True, slots=True)
class Driven:
    """A level, and a voltage or power that is said to give it."""

    level: Quantity
    drive: Quantity
    result: Literal["level", "drive"]  # which of both was worked out from the other
    key: str | None  # of the product, as in mentions
    impedance: Quantity | None = None  # that the drive is said to go into


@dataclass(frozen=True, slots=True)
class Prediction:
    """The level in dB SPL that a stated sensitivity gives for a drive, from least to most."""

    low: float
    high: float
    stated: Sensitivity
    proof: str  # the formula with its figures


@lru_cache(maxsize=2)
def driven(review: Review) -> tuple[Driven, ...]:
    r"""Levels that the prose states with the voltage or power that gives them.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> text = "---\ntarget_name: AKG K612\n---\n110 dB SPL need 2.82 V (66 mW into 120 ohm).\n"
    >>> [(one.level.value, one.drive.value) for one in driven(read_review("a.md", text))]
    [(110.0, 2.82), (110.0, 66.0)]
    """
    return tuple(_driven(review))


def _driven(review: Review) -> Iterator[Driven]:
    # A sensitivity for another voltage than 1 V is a figure of its own.
    called = {one.span.start for one in sensitivities(review)}
    told = [one for one in review.quantities if one.start not in called]
    is_taken = False  # the quantity looked at, by the one before it
    for at, quantity in enumerate(told):
        paired = () if is_taken else tuple(_pair(review, told, at))
        if not is_taken:
            yield from _conditional(review, quantity)
        yield from paired
        is_taken = bool(paired)


def _conditional(review: Review, level: Quantity) -> Iterator[Driven]:
    """What the conditions of a level say: "107 dB SPL at 2 V"."""
    if _is_level(level):
        for drive in level.conditions:
            if _is_drive(drive) and _is_spl(review, level) and _is_signal(review, drive):
                yield _made(review, level, drive, "level")


def _pair(review: Review, told: Sequence[Quantity], at: int) -> Iterator[Driven]:
    """Statements that two neighbouring quantities make, and a second drive behind them."""
    linked = _linked(review, told[at], told[at + 1]) if at + 1 < len(told) else None
    if linked is None:
        return
    level, drive = linked
    if drive is told[at + 1] and _goes_on(review, told[at : at + 3]):
        return
    yield _made(review, level, drive, _result(review, level, drive))
    if drive is told[at + 1] and at + 2 < len(told):
        also = told[at + 2]
        gap = review.prose[drive.end : also.start]
        if _is_drive(also) and also.kind != drive.kind and len(gap) < 20 and _ALSO.fullmatch(gap):
            yield _made(review, level, also, "drive")


def _goes_on(review: Review, told: Sequence[Quantity]) -> bool:
    """Whether a drive belongs to the level behind it: "112 dB SPL are loud, from 1 W 122 dB"."""
    if len(told) < 3 or "," not in review.prose[told[0].end : told[1].start]:
        return False
    gap = review.prose[told[1].end : told[2].start]
    return _is_level(told[2]) and len(gap) < 20 and not set(gap) & set(",;.")


def _linked(review: Review, first: Quantity, second: Quantity) -> tuple[Quantity, Quantity] | None:
    """The level and the drive of two quantities that belong together."""
    if second.start - first.end > _MOST_GAP:
        return None
    gap = review.prose[first.end : second.start]
    if _is_drive(first) and _is_level(second):
        level, drive, link = second, first, _LEVEL_BEHIND
    elif _is_level(first) and _is_drive(second):
        level, drive, link = first, second, _DRIVE_BEHIND
    else:
        return None
    is_told = "\n\n" not in gap and link.fullmatch(gap) and _is_signal(review, drive)
    if not is_told or _is_denied(review, first, second):
        return None
    return (level, drive) if _is_spl(review, level) else None


def _is_denied(review: Review, first: Quantity, second: Quantity) -> bool:
    """Whether a text says that one does not give the other, or only that it is enough."""
    sentence = review.sentence_at(first.start)
    before = review.prose[max(sentence.start, first.start - 40) : first.start]
    gap = review.prose[first.end : second.start]
    return _NOT_GIVEN.search(gap) is not None or _DENIED.search(before) is not None


def _result(review: Review, level: Quantity, drive: Quantity) -> Literal["level", "drive"]:
    """Which of both was worked out: what is needed for a level, or what a source gives."""
    if level.start < drive.start:
        return "drive"
    before = review.prose[max(0, drive.start - 25) : drive.start]
    is_needed = _NEEDED.search(before) or _PURPOSE.search(review.prose[drive.end : level.start])
    return "drive" if is_needed else "level"


def _is_signal(review: Review, drive: Quantity) -> bool:
    """Whether a voltage is that of sound, and no supply's."""
    return _SUPPLY.match(review.prose[drive.end : drive.end + 20]) is None


def _made(
    review: Review, level: Quantity, drive: Quantity, result: Literal["level", "drive"]
) -> Driven:
    mention = owner(review, Span(level.start, level.end))
    into = next((one for one in drive.conditions if one.kind == "impedance" and one.value), None)
    return Driven(level, drive, result, mention.key if mention else None, into)


def _is_drive(quantity: Quantity) -> bool:
    return quantity.kind in _DRIVES and quantity.value is not None and quantity.value > 0.0


def _is_level(quantity: Quantity) -> bool:
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    return (
        quantity.kind in {"level_db", "level_dbspl"}
        and not quantity.signed
        and all(_LEAST_DBSPL <= end <= _MOST_DBSPL for end in ends)
    )


def _is_spl(review: Review, level: Quantity) -> bool:
    """Whether the text speaks of how loud a headphone plays."""
    sentence = review.sentence_at(level.start)
    if sentence.end - sentence.start > LONGEST_SENTENCE:
        return False
    near = review.prose[max(sentence.start, level.start - 50) : min(sentence.end, level.end + 40)]
    if _NOT_SPL.search(near) or _LOST.search(review.prose, *sentence):
        return False
    told = quantities_between(review, *sentence)
    if any(_is_other_frequency(each) for one in told for each in (one, *one.conditions)):
        return False
    return level.kind == "level_dbspl" or _IS_SPL.search(review.prose[slice(*sentence)]) is not None


def _is_other_frequency(one: Quantity) -> bool:
    """Whether a level at this frequency, or in this band, is none that the sensitivity gives."""
    if one.kind != "frequency" or one.low is None or one.high is None:
        return False
    if one.low == one.high:
        return one.low not in _RATED_HZ
    return not any(one.low <= rated <= one.high for rated in _RATED_HZ)


def predictions(review: Review, one: Driven) -> list[Prediction]:
    """Levels that the sensitivities stated for the product give for the drive of a statement.

    Sensitivities of which it is unclear whose they are, or per what, are taken in every reading:
    they may clear a statement, and never convict one.
    """
    figures = {
        (stated.reference, stated.key, stated.quantity.low, stated.quantity.high): stated
        for stated in reversed(sensitivities(review))
        if stated.key in (one.key, None)
    }
    return [
        prediction
        for stated in list(figures.values())[-MOST_FIGURES:]
        for prediction in _readings(review, stated, one)
    ]


def _readings(review: Review, stated: Sensitivity, one: Driven) -> Iterator[Prediction]:
    low, high = stated.quantity.low, stated.quantity.high
    loads = _loads(review, one)
    if low is None or high is None:
        return
    for reference in (stated.reference,) if stated.reference else ("V", "mW"):
        for least, most in loads if _asks_for_load(reference, one) else [(0.0, 0.0)]:
            ends = [
                level_at(end, reference, one.drive, impedance_ohm=ohm)
                for end, ohm in ((low, least), (low, most), (high, least), (high, most))
            ]
            spread = rounding(stated.quantity) + (stated.quantity.tolerance or 0.0)
            proof = _proof(stated, one, min(ends), least if least == most else None)
            yield Prediction(min(ends) - spread, max(ends) + spread, stated, proof)


def _asks_for_load(reference: str, one: Driven) -> bool:
    return (reference == "V") != (one.drive.kind == "voltage")


def _loads(review: Review, one: Driven) -> list[tuple[float, float]]:
    if one.impedance is not None and one.impedance.low and one.impedance.high:
        return [(one.impedance.low, one.impedance.high)]
    return [*impedance_ends(review, one.key), *impedance_ends(review, None)]


def level_at(
    sensitivity_db: float, reference: str, drive: Quantity, *, impedance_ohm: float
) -> float:
    """Level of a headphone in dB SPL for a voltage or power.

    Parameters
    ----------
    sensitivity_db
        Per volt where `reference` is "V", per milliwatt where it is "mW".
    drive
        A voltage or power with a value above 0.
    impedance_ohm
        Looked at where sensitivity and drive are of different kind. [Ω]

    Examples
    --------
    >>> two_volts = Quantity(0, 3, "2 V", "voltage", 2.0, 2.0, "V", "V")
    >>> round(level_at(101.0, "V", two_volts, impedance_ohm=120.0), 2)
    107.02
    """
    amount = drive.value or 1.0
    if drive.kind == "voltage":
        if reference == "mW":
            sensitivity_db = db_per_mw_to_db_per_v(sensitivity_db, impedance_ohm=impedance_ohm)
        return sensitivity_db + 20.0 * math.log10(amount)
    if reference == "V":
        sensitivity_db = db_per_v_to_db_per_mw(sensitivity_db, impedance_ohm=impedance_ohm)
    return sensitivity_db + 10.0 * math.log10(amount)


def _proof(stated: Sensitivity, one: Driven, level: float, ohm: float | None) -> str:
    """The formula with its figures: "101 dB/V + 20 lg 2 = 107.0 dB SPL"."""
    sensitivity = f"{stated.quantity.low:g} {stated.quantity.unit}"
    factor = 20 if one.drive.kind == "voltage" else 10
    load = f" at {ohm:g} Ω" if ohm else ""
    return f"{sensitivity}{load} + {factor} lg {one.drive.value:g} = {level:.1f} dB SPL"
