"""What a figure holds at: frequency, level, mode, codec, region, and how its unit was concluded."""

import re
from collections.abc import Iterator
from typing import Any

from auricle.audit.draft.context import words_around
from auricle.audit.draft.meaning import Meaning
from auricle.audit.quantities import Quantity
from auricle.audit.reading import Review, Span

__all__ = ["conditions_of", "plain_number"]

_AT_LEVEL = re.compile(
    r"\bat (?:about )?(\d{2,3}) ?dB(?: ?SPL)?,? (?:the )?[^,;.]{0,30}$", re.IGNORECASE
)
_AT_FREQUENCY = re.compile(r"(?:@ ?|\bat |\bwhile )(\d{1,5}(?:\.\d)?) ?(k?)Hz\b([^,;\d]{0,24})$")
_NEXT_FIGURE = re.compile(r"\b(?:and|but|to|or|below|above)\b")
_REGIONS = re.compile(r"[^,;.]{0,32}\bin (?:the )?(US\b|U\.S\.|United States|EU\b|UK\b|Japan\b)")
_CODES = {"U.S.": "US", "United States": "US", "UK": "GB", "Japan": "JP"}
_ANC = re.compile(
    r" ?(?:of [\w-]+ )?(?:[\w-]+ )?\(?(?:with (?:the )?)?ANC(?: (?:on|enabled|active"
    r"|activated))?\b(?! (?:off|disabled))",
    re.IGNORECASE,
)
_NO_ANC = re.compile(
    r" ?(?:of [\w-]+ )?(?:[\w-]+ )?\(?(?:(?:with (?:the )?)?ANC (?:off|disabled)|without ANC)\b",
    re.IGNORECASE,
)
_CODEC = re.compile(r" ?(?:of [\w-]+ )?(?:with|using|over|via) (LDAC|aptX|AAC|SBC|LHDC)\b")
_BARE_SPL = 94.0, 104.0, 90.0, 95.0, 100.0, 110.0  # levels at which distortion is measured [dB SPL]


def plain_number(value: float) -> float:
    """A figure without the dust of its conversion; whole where it is whole.

    Examples
    --------
    >>> plain_number(0.1 * 3), plain_number(39.5 * 1000)
    (0.3, 39500)
    """
    rounded = float(f"{value:.10g}")
    return int(rounded) if rounded.is_integer() else rounded


def conditions_of(review: Review, quantity: Quantity, meaning: Meaning) -> dict[str, Any]:
    """Keys of a fact for what its figure holds at: frequency, level, mode, codec, region.

    Examples
    --------
    >>> from auricle.audit.draft.meanings import meaning_of
    >>> from auricle.audit.reading import read_review
    >>> review = read_review("a.md", "It has a THD of 0.1% at 1 kHz.")
    >>> [thd] = review.quantities
    >>> conditions_of(review, thd, meaning_of(thd, "a THD of ", " at 1 kHz"))
    {'frequency_hz': 1000}
    """
    found: dict[str, Any] = {}
    for one in _stated(review, quantity):
        if one.kind == "frequency":
            found |= _band(one)
        elif one.value is not None and _is_level(one):
            found["level_dbspl"] = plain_number(one.value)
    if meaning.quantity == "sensitivity":
        found |= _concluded(quantity)
    if meaning.quantity == "battery-life":
        found |= _mode(review, quantity)
    before, after = words_around(review, Span(quantity.start, quantity.end))
    if meaning.quantity == "thd":
        found = _conditions_before(before) | found
    region = _REGIONS.match(after) if meaning.quantity == "warranty" else None
    if region:
        found["region"] = _CODES.get(region[1], region[1])
    return found


def _conditions_before(before: str) -> dict[str, Any]:
    """Level and frequency that stand before a distortion: "At 104 dB SPL, it is 1 %"."""
    found: dict[str, Any] = {}
    level, frequency = _AT_LEVEL.search(before), _AT_FREQUENCY.search(before)
    if level and float(level[1]) in _BARE_SPL:
        found["level_dbspl"] = int(level[1])
    if frequency and not _NEXT_FIGURE.search(frequency[3]):
        found["frequency_hz"] = plain_number(
            float(frequency[1]) * (1000.0 if frequency[2] else 1.0)
        )
    return found


def _mode(review: Review, quantity: Quantity) -> dict[str, str]:
    """With what a battery lasts so long, where the words right behind the figure say it."""
    if _NO_ANC.match(review.prose, quantity.end):
        return {"mode": "anc-off"}
    if _ANC.match(review.prose, quantity.end):
        return {"mode": "anc"}
    codec = _CODEC.match(review.prose, quantity.end)
    return {"codec": codec[1]} if codec else {}


def _is_level(condition: Quantity) -> bool:
    """Whether a condition is a sound pressure level; a bare one is where it is a usual one."""
    is_bare = condition.kind == "level_db" and condition.value in _BARE_SPL
    return is_bare or condition.kind == "level_dbspl"


def _band(frequency: Quantity) -> dict[str, float]:
    """The frequency of a figure, or the band of it."""
    if frequency.value is not None:
        return {"frequency_hz": plain_number(frequency.value)}
    if frequency.low and frequency.high:
        keys = ("frequency_min_hz", "frequency_max_hz")
        return dict(
            zip(keys, (plain_number(frequency.low), plain_number(frequency.high)), strict=True)
        )
    return {}


def _stated(review: Review, quantity: Quantity) -> Iterator[Quantity]:
    """Conditions of a figure, and levels that touch the last of them ("at 1 kHz 94 dB SPL")."""
    yield from quantity.conditions
    end = max([quantity.end, *(one.end for one in quantity.conditions)])
    if not quantity.conditions:
        return
    for one in review.quantities:
        is_level = one.kind in {"level_dbspl", "level_db"} and not one.signed
        is_near = end <= one.start <= end + 3
        if is_level and is_near and not review.prose[end : one.start].strip(" ,/@"):
            yield one


def _concluded(quantity: Quantity) -> dict[str, str]:
    """What the unit was concluded from, where the figure itself has none of a sensitivity."""
    if "V" in quantity.unit_written.upper().replace("DBV", "") or "W" in quantity.unit_written:
        return {}
    at = " and ".join(one.text.strip() for one in quantity.conditions)
    reason = f"the review states it at {at}"[:120]
    return {"unit_stated": quantity.unit_written or "dB", "unit_reason": reason}
