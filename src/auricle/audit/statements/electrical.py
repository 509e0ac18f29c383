"""Sensitivities and impedances that a review states, and whose they are."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from auricle.audit.quantities import Quantity
from auricle.audit.reading import Review, Span
from auricle.audit.statements.limits import LONGEST_SENTENCE, MOST_FIGURES
from auricle.audit.statements.owners import owner
from auricle.units import db_per_mw_to_db_per_v

__all__ = [
    "Impedance",
    "Sensitivity",
    "impedance_ends",
    "impedances",
    "quantities_between",
    "rounding",
    "sensitivities",
    "volt_ranges",
]

Reference = Literal["V", "mW", ""]

_REFERENCES: dict[str, Reference] = {
    "sensitivity_db_per_v": "V",
    "sensitivity_db_per_mw": "mW",
    "level_db": "",
    "level_dbspl": "",
}
# What sensitivities of headphones lie between, with room on both sides: per milliwatt the least
# known is 73 (an air-motion transformer), per volt the largest known is 140 (a multi-armature).
_LEAST_DB, _MOST_DB = 70.0, 145.0

# English. "Sensitivity" before a level and after it: what may stand between.
_BEFORE = re.compile(
    r"\b(?:sensitivity|efficiency)(?:\*\*)?(?P<gap>[^.,;:|\n()\d]{0,40}[:(|]?[^.,;:|\n()\d]{0,12})$",
    re.IGNORECASE,
)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:threshold|level|limit|exceed\w*|above|below|over|improve\w*|increase\w*|than|vs"
    r"|compared|range|scal\w+|output|noise|and|while|with"
    r"|between|problematic|excellent|transparent|advantage|benefit|reach\w*|lets?|allow\w*"
    r"|enabl\w*|drop\w*|ris(?:es|ing)|rose|falls?|falling|differ\w*|chang\w*|deliver\w*"
    r"|produc\w*|achiev\w*|hits?|SNR|S/N|signal|dynamic|isolation|apps?|meter)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:\*\*)?[ -]?(?:\(?@?[ ]?\d{1,4}[ ]?k?Hz\)?[ ]?)?(?:SPL[ ])?"
    r"(?:(?!and|with|of|to|in|for|at|than|threshold|level)[a-z-]{1,16}[ ]){0,3}sensitivity\b",
    re.IGNORECASE,
)
_NO_HEADPHONE = re.compile(
    r"\bmic(?:rophone)?s?\b|\bspeakers?\b"
    r"|\b(?:input|rf|radio|receiver|bluetooth|ears?(?:['’]s)?|hearing|human|touch|emi)"
    r" sensitivity",
    re.IGNORECASE,
)

_NO_SENSITIVITY = re.compile(
    r"[ -]?(?:SNR|S/N|SINAD|signal|dynamic|isolation|(?:of )?(?:noise|headroom|gain)|max\w*"
    r"|peak)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """A sensitivity as the text states it."""

    quantity: Quantity
    reference: Reference  # per volt, per milliwatt, or not said
    key: str | None  # of the product, as in mentions; None where it is unclear whose it is

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.quantity.start, self.quantity.end)


@dataclass(frozen=True, slots=True)
class Impedance:
    """An impedance as the text states it."""

    quantity: Quantity
    key: str | None  # of the product, as in mentions; None where it is unclear whose it is


def rounding(quantity: Quantity) -> float:
    """Half a unit of the last digit that is written, in the unit of the quantity.

    Examples
    --------
    >>> rounding(Quantity(0, 6, "101 dB", "level_db", 101.0, 101.0, "dB", "dB"))
    0.5
    """
    return 0.5 * 10.0 ** -min(quantity.decimals, 9)


def quantities_between(review: Review, start: int, end: int) -> Sequence[Quantity]:
    """Quantities that begin in a part of the prose.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> review = read_review("a.md", "It has 32 ohm and 98 dB/mW.")
    >>> [one.text for one in quantities_between(review, 10, 30)]
    ['98 dB/mW']
    """
    told = review.quantities
    low, high = (bisect_left(told, at, key=lambda one: one.start) for at in (start, end))
    return told[low:high]


@lru_cache(maxsize=2)
def sensitivities(review: Review) -> tuple[Sensitivity, ...]:
    r"""Sensitivities of headphones in the prose, in the order of the text.

    A level in dB or dB SPL is one where the text calls it so right before or behind it.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> front = "---\ntarget_name: AKG K612\n---\n"
    >>> text = front + "Its sensitivity is 101 dB/V, or 92 dB sensitivity.\n"
    >>> [(one.reference, one.key) for one in sensitivities(read_review("a.md", text))]
    [('V', 'k612'), ('', 'k612')]
    """
    return tuple(_sensitivities(review))


def _sensitivities(review: Review) -> Iterator[Sensitivity]:
    for quantity in review.quantities:
        reference = _REFERENCES.get(quantity.kind)
        if reference is None or not _is_likely(quantity):
            continue
        if not reference and not _is_called_sensitivity(review, quantity):
            continue
        mention = owner(review, Span(quantity.start, quantity.end))
        yield Sensitivity(quantity, reference, mention.key if mention else None)


def _is_likely(quantity: Quantity) -> bool:
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    return not quantity.signed and all(_LEAST_DB <= end <= _MOST_DB for end in ends)


def _is_called_sensitivity(review: Review, quantity: Quantity) -> bool:
    prose, sentence = review.prose, review.sentence_at(quantity.start)
    if sentence.end - sentence.start > LONGEST_SENTENCE:
        return False
    before = prose[max(sentence.start, quantity.start - 80) : quantity.start]
    after = prose[quantity.end : min(sentence.end, quantity.end + 80)]
    if _NO_HEADPHONE.search(before + after[:30]) or _NO_SENSITIVITY.match(after):
        return False
    if _AFTER.match(after):
        return True
    found = _BEFORE.search(before)
    return found is not None and _OF_SOMETHING_ELSE.search(found["gap"]) is None


@lru_cache(maxsize=2)
def impedances(review: Review) -> tuple[Impedance, ...]:
    r"""Impedances in the prose that have a value, in the order of the text.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> review = read_review("a.md", "---\ntarget_name: AKG K612\n---\nIt has 120 ohm.\n")
    >>> [(one.quantity.value, one.key) for one in impedances(review)]
    [(120.0, 'k612')]
    """
    found = []
    for quantity in review.quantities:
        low, high = quantity.low, quantity.high
        if quantity.kind == "impedance" and low is not None and high is not None and low > 0.0:
            mention = owner(review, Span(quantity.start, quantity.end))
            found.append(Impedance(quantity, mention.key if mention else None))
    return tuple(found)


def impedance_ends(review: Review, key: str | None) -> list[tuple[float, float]]:
    """Impedances stated for a product, each from its least to its largest reading. In ohm."""
    ends = (
        (one.quantity.low, one.quantity.high)
        for one in impedances(review)
        if one.key == key and one.quantity.low is not None and one.quantity.high is not None
    )
    return list(dict.fromkeys(ends))[:MOST_FIGURES]


def volt_ranges(review: Review, stated: Sensitivity) -> list[tuple[float, float]]:
    r"""What a stated sensitivity may be in dB/V, from least to most.

    One per milliwatt has a reading for every impedance that the review states for the product;
    none where it states none. One without reference has none.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> text = "---\ntarget_name: AKG K612\n---\nIt has 120 ohm and 92 dB/mW.\n"
    >>> review = read_review("a.md", text)
    >>> [(low, high)] = volt_ranges(review, sensitivities(review)[0])
    >>> round(low, 2), round(high, 2)
    (101.21, 101.21)
    """
    low, high = stated.quantity.low, stated.quantity.high
    spread = stated.quantity.tolerance or 0.0
    if low is None or high is None or not stated.reference:
        return []
    low, high = low - spread, high + spread
    if stated.reference == "V":
        return [(low, high)]
    return [
        (
            db_per_mw_to_db_per_v(low, impedance_ohm=most),
            db_per_mw_to_db_per_v(high, impedance_ohm=least),
        )
        for least, most in impedance_ends(review, stated.key)
    ]
