"""Rules on the numbers of the rating: their sum, their steps, and the scores of the sections."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auricle.audit.finding import Edit
from auricle.audit.place import place_of
from auricle.audit.reading import Review, Score, Section, rating_of, score_of, stated_score_of
from auricle.audit.reading.languages import AXES
from auricle.audit.rules.rule import Excerpt, Hit, Rule

__all__ = ["RULES"]

_STEP = Decimal("0.1")
_TOPS = (5, 1, 1, 1, 1, 1)  # of the overall score and the five axes


def _check_form(review: Review) -> Iterator[Hit]:
    field = review.field("rating")
    if review.kind != "five-axis" or field is None or field.value is None:
        return
    if review.front and review.front.faults and not field.entries:
        return  # it may be the slip itself, which is told
    if len(field.entries) != len(_TOPS):
        message = "a rating is the overall score and those of the five axes"
        found = f"{len(field.entries)} numbers"
        yield Hit(place_of(review, field.span), message, found, "6 numbers")
        return
    for text, span, top in zip(field.entries, field.items, _TOPS, strict=True):
        number = score_of(text)
        if number is None or not _is_on_scale(number, top):
            expected = f"0.0 to {top}.0 in steps of 0.1"
            yield Hit(place_of(review, span), "a score is off its scale", text, expected)


def _is_on_scale(number: Decimal, top: int) -> bool:
    return 0 <= number <= top and not number % _STEP


def _check_sum(review: Review) -> Iterator[Hit]:
    numbers = rating_of(review)
    field = review.field("rating")
    if numbers is None or field is None:
        return
    total = sum(numbers[1:], Decimal(0))
    if numbers[0] == total or not all(map(_is_on_scale, numbers, _TOPS)):
        return  # what is off its scale has to be mended first
    terms = " + ".join(map(str, numbers[1:]))
    span = field.items[0]
    is_plain = review.text.content[span.start : span.end] == str(numbers[0])
    is_sure = is_plain and not any(_unlike_sections(review, numbers))
    yield Hit(
        place_of(review, span),
        f"the overall score is not the sum of the axes: {terms} = {total}",
        str(numbers[0]),
        str(total),
        edit=Edit(span.start, span.end, str(total)) if is_sure else None,
    )


def _unlike_sections(
    review: Review, numbers: Sequence[Decimal]
) -> Iterator[tuple[Section, Score, Decimal]]:
    """Sections whose score is not that of the rating, with the score and the rating's number."""
    for number, part in zip(numbers[1:], AXES, strict=True):
        section = review.section(part)
        score = section.scores[0] if section and section.scores else None
        if section and score and not number % _STEP and stated_score_of(score.text) != number:
            yield section, score, number


def _check_sections(review: Review) -> Iterator[Hit]:
    numbers = rating_of(review)
    for section, score, number in _unlike_sections(review, numbers) if numbers else ():
        message = f"the score of {section.title} is not that of the front matter"
        expected = f"{number}, which the front matter gives {section.title}"
        yield Hit(place_of(review, score.span), message, score.text, expected)


def _check_repeated(review: Review) -> Iterator[Hit]:
    for section in review.sections:
        if section.part not in AXES:
            continue
        for score in section.scores[1:]:
            message = f"{section.title} has a second score"
            if score.text != section.scores[0].text:
                message += f" besides {section.scores[0].text}"
            expected = f"one score for {section.title}"
            yield Hit(place_of(review, score.span), message, score.text, expected)


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
