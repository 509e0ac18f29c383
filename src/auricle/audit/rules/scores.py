"""Rules on the numbers of the rating: their sum, their steps, and the scores of the sections."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from auricle.audit.finding import Edit
from auricle.audit.place import place_of
from auricle.audit.reading import Review
from auricle.audit.reading.languages import AXES
from auricle.audit.rules.rule import Excerpt, Hit, Rule

__all__ = ["RULES", "rating_numbers"]

_STEP = Decimal("0.1")
_OF_ONE = re.compile(r"[ ]?/[ ]?1(?:[.,]0{1,2})?$")
_N_NUMBERS = 6  # overall and five axes


def rating_numbers(review: Review) -> tuple[Decimal, ...] | None:
    r"""Overall and the five axes; None unless there are six numbers.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> text = "---\nrating: [3.8, 0.7, 0.7, 1.0, 0.6, 0.8]\n---\n"
    >>> rating_numbers(read_review("a.md", text))[0]
    Decimal('3.8')
    """
    field = review.field("rating")
    if field is None or len(field.entries) != _N_NUMBERS:
        return None
    numbers = [_decimal(text) for text in field.entries]
    return tuple(n for n in numbers if n is not None) if None not in numbers else None


def _decimal(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _check_form(review: Review) -> Iterator[Hit]:
    field = review.field("rating")
    if review.kind != "five-axis" or field is None or field.value is None:
        return
    if len(field.entries) != _N_NUMBERS:
        message = "a rating is the overall score and those of the five axes"
        found = f"{len(field.entries)} numbers"
        yield Hit(place_of(review, field.span), message, found, "6 numbers")
        return
    for index, (text, span) in enumerate(zip(field.entries, field.items, strict=True)):
        top = 5 if index == 0 else 1
        number = _decimal(text)
        if number is None or not 0 <= number <= top or number % _STEP:
            expected = f"0.0 to {top}.0 in steps of 0.1"
            yield Hit(place_of(review, span), "a score is off its scale", text, expected)


def _check_sum(review: Review) -> Iterator[Hit]:
    numbers = rating_numbers(review)
    field = review.field("rating")
    if numbers is None or field is None:
        return
    total = sum(numbers[1:], Decimal(0))
    if numbers[0] == total or any(number % _STEP for number in numbers):
        return  # what is off its scale has to be mended first
    terms = " + ".join(map(str, numbers[1:]))
    span = field.items[0]
    yield Hit(
        place_of(review, span),
        f"the overall score is not the sum of the axes: {terms} = {total}",
        str(numbers[0]),
        str(total),
        edit=Edit(span.start, span.end, str(total)),
    )


def _check_sections(review: Review) -> Iterator[Hit]:
    numbers = rating_numbers(review)
    if numbers is None:
        return
    for number, part in zip(numbers[1:], AXES, strict=True):
        section = review.section(part)
        score = section.scores[0] if section and section.scores else None
        if section is None or score is None:
            continue
        written = _decimal(_OF_ONE.sub("", score.text).replace(",", "."))
        if not number % _STEP and written != number:
            message = f"the score of {section.title} is not that of the front matter"
            place = place_of(review, score.span)
            yield Hit(place, message, score.text, f"{number}, as in the front matter")


def _check_repeated(review: Review) -> Iterator[Hit]:
    for section in review.sections:
        if section.part not in AXES:
            continue
        for score in section.scores[1:]:
            message = f"{section.title} has a second score"
            if score.text != section.scores[0].text:
                message += f" besides {section.scores[0].text}"
            yield Hit(place_of(review, score.span), message, score.text, "one score a section")


_CLEAN = "rating: [3.4, 0.7, 0.6, 0.9, 0.6, 0.6]"

RULES = (
    Rule(
        id="score-scale",
        group="scores",
        severity="error",
        title="The rating is six numbers in steps of 0.1: overall 0 to 5, axes 0 to 1.",
        why="Anything else is no rating of this scale, and no list can sort it.",
        bad=(Excerpt("front", _CLEAN.replace("[3.4, 0.7", "[3.45, 0.75")),),
        good=(Excerpt("front", _CLEAN),),
        check=_check_form,
    ),
    Rule(
        id="score-sum",
        group="scores",
        severity="error",
        title="The overall score is the sum of the five axes.",
        why="The sum is done in decimals, so that no rounding of the machine is blamed. Numbers "
        "off their scale are left to score-scale.",
        bad=(Excerpt("front", _CLEAN.replace("3.4", "3.5")),),
        good=(Excerpt("front", _CLEAN),),
        check=_check_sum,
    ),
    Rule(
        id="score-section",
        group="scores",
        severity="error",
        title="Each section states the score that the front matter gives its axis.",
        why="A reader sees one, a list the other.",
        bad=(Excerpt("technology", "$$ \\Large \\text{0.7} $$\n\nOwn drivers."),),
        good=(Excerpt("technology", "$$ \\Large \\text{0.6} $$\n\nOwn drivers."),),
        check=_check_sections,
    ),
    Rule(
        id="score-repeated",
        group="scores",
        severity="warning",
        title="Each section has one score.",
        why="A second one is left over from an earlier version, as a rule.",
        bad=(
            Excerpt("technology", "$$ \\Large \\text{0.6} $$\n\n$$ \\Large \\text{0.4} $$\n\nOwn."),
        ),
        good=(Excerpt("technology", "$$ \\Large \\text{0.6} $$\n\nOwn drivers."),),
        check=_check_repeated,
    ),
)
