"""Figures of each section, as far as a translation must repeat them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from auricle.audit.place import Place, place_of
from auricle.audit.quantities import Quantity
from auricle.audit.reading import Review, Section

__all__ = ["Figure", "PartFigures", "figures_of"]

# Thousands with commas, decimals with a point or, but for three of them, with a comma, and
# ten-thousands as Japanese counts them. What may not stand before a number is looked for after
# its first digit: digits are found quickly.
_NUMBER = re.compile(
    r"(\d(?<![\d.]\d)(?:\d{0,2}(?:,\d{3}){1,4}|\d{0,14}))"
    r"(?:\.(\d{1,10})|,(\d{1,2})(?![\d,]))?(?:[ \t]?(万))?"
)
_TEN_THOUSAND = Decimal(10_000)
_SMALL = Decimal(10)  # hours below it are written in words as often as in digits
_CALENDAR = frozenset({"years", "months", "days", "min"})  # 24 months are 2年 in another language
_IMPERIAL = frozenset({"in", "inch", "inches", '"', "″", "ft", "feet", "foot", "oz", "ounce", "lb"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its unit."""

    text: str  # as written
    counts: str  # what it counts, where languages agree on it: "dB", "frequency", "length"
    numbers: tuple[str, ...]  # in it
    line: int


@dataclass(frozen=True, slots=True)
class PartFigures:
    """Figures of one section that a translation must have, and all of its numbers."""

    part: str
    heading: Place
    figures: tuple[Figure, ...]
    numbers: tuple[tuple[str, str], ...]  # what it counts, empty where that is not known; number


def figures_of(review: Review) -> tuple[PartFigures, ...]:
    """Figures of the sections of a five-axis review, without those a translation may leave out."""
    if review.kind != "five-axis":
        return ()
    return tuple(
        PartFigures(
            section.part,
            place_of(review, section.heading),
            tuple(_figures(review, section)),
            tuple(sorted(set(_all_numbers(review, section)))),
        )
        for section in review.sections
        if section.part is not None and section.part != "references"
    )


def _quantities(review: Review, section: Section) -> Iterator[Quantity]:
    for one in review.quantities:
        if section.body.start <= one.start < section.body.end:
            yield one


def _figures(review: Review, section: Section) -> Iterator[Figure]:
    seen: set[str] = set()
    for one in _quantities(review, section):
        numbers = tuple(_numbers(one.text))
        if numbers and one.text not in seen and not _is_free(one, numbers):
            seen.add(one.text)
            yield Figure(one.text, _counts(one), numbers, review.text.place(one.start)[0])


def _all_numbers(review: Review, section: Section) -> Iterator[tuple[str, str]]:
    """Numbers of a section with what they count; nothing for those that are no quantities."""
    at, rest = section.body.start, []
    for one in _quantities(review, section):
        rest.append(review.prose[at : one.start])
        at = max(at, one.end)
        for number in _numbers(one.text):
            yield _counts(one), number
    for number in _numbers(" ".join([*rest, review.prose[at : section.body.end]])):
        yield "", number


def _counts(one: Quantity) -> str:
    """What a quantity counts, as far as languages write it alike: a level with or without SPL."""
    if one.kind.startswith(("level_", "sensitivity_", "slope")):
        return "dB"
    return {"sample_rate": "frequency", "voltage_peak": "voltage"}.get(one.kind, one.kind)


def _is_free(one: Quantity, numbers: tuple[str, ...]) -> bool:
    """Whether a translation may leave it out or state it otherwise: prices, spans of time, feet."""
    if one.kind == "duration":
        return one.unit in _CALENDAR or all(Decimal(number) < _SMALL for number in numbers)
    written = one.unit_written.strip(" -.").lower().removesuffix("s")
    return one.kind == "money" or written in _IMPERIAL


def _numbers(text: str) -> Iterator[str]:
    """Numbers of a text, without commas and idle zeros.

    Examples
    --------
    >>> list(_numbers("20-20,000 Hz, 1.50 m, 4万 Hz, 1,5 kg"))
    ['20', '20000', '1.5', '40000', '1.5']
    """
    for match in _NUMBER.finditer(unicodedata.normalize("NFKC", text)):
        decimals = match[2] or match[3] or ""
        value = Decimal(f"{match[1].replace(',', '')}.{decimals}")
        value = value * _TEN_THOUSAND if match[4] else value
        plain = f"{value:f}"
        yield plain.rstrip("0").rstrip(".") if "." in plain else plain
