"""Rules on the form of a five-axis review.

The form is that of part A of the rubric's practice: what the validator of published five-axis
reviews enforces. A review that has neither a rating nor the sections of one is let alone.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePath

from auricle.audit.place import place_of
from auricle.audit.reading import Review, Section, Span
from auricle.audit.reading.languages import AXES, PARTS
from auricle.audit.reading.scores import rating_of
from auricle.audit.rules.rule import Excerpt, Hit, Rule

__all__ = ["RULES"]

_KEYS = (
    "layout",
    "title",
    "target_name",
    "company_id",
    "lang",
    "ref",
    "date",
    "rating",
    "summary",
    "tags",
    "permalink",
)
_LISTS = ("rating", "tags")


def _start_of(review: Review) -> Span:
    """The first line that is not empty: what is missing is told there."""
    content = review.text.content
    start = len(content) - len(content.lstrip("\ufeff \t\r\n"))
    end = content.find("\n", start)
    return Span(start, end if end >= 0 else len(content))


def _check_front_matter(review: Review) -> Iterator[Hit]:
    if review.kind != "five-axis":
        yield from _traps(review)
        return
    if review.front is None:
        place = place_of(review, _start_of(review))
        message = "a five-axis review begins with front matter between lines of dashes"
        yield Hit(place, message, "no front matter", "--- and the keys of a review")
        return
    for fault in review.front.faults:
        place = place_of(review, Span(fault.offset, fault.offset + 1))
        yield Hit(place, "the front matter cannot be read whole", fault.found, fault.expected)
    for field in review.front.repeated:
        place = place_of(review, field.key_span)
        message = f"the key {field.key} stands twice: readers take one or the other"
        yield Hit(place, message, f"a second {field.key}", "each key once")


def _traps(review: Review) -> Iterator[Hit]:
    """What no front matter needs, told in any review; other slips are let alone there."""
    for fault in review.front.faults if review.front else ():
        if fault.is_trap:
            place = place_of(review, Span(fault.offset, fault.offset + 1))
            yield Hit(place, "the front matter is more than keys", fault.found, fault.expected)


def _check_keys(review: Review) -> Iterator[Hit]:
    front = review.front
    if review.kind != "five-axis" or front is None or front.faults:
        return
    is_product = front.text("layout") in ("", "product")
    for key in (*_KEYS, *(["price"] if is_product else [])):
        field = front.fields.get(key)
        if field is None:
            place = place_of(review, _start_of(review))
            yield Hit(place, f"the front matter has no {key}", f"no {key}", f"{key}: ...")
        elif not (field.entries if key in _LISTS else field.text.strip()):
            wanted = "a list" if key in _LISTS else "a text"
            place = place_of(review, field.key_span)
            written = "nested values" if field.value is None else field.text
            found = f"{key}: {written}".rstrip()
            yield Hit(place, f"{key} holds no {wanted.rsplit(maxsplit=1)[-1]}", found, wanted)


def _check_date(review: Review) -> Iterator[Hit]:
    field = review.field("date")
    if review.kind != "five-axis" or field is None or not field.text:
        return
    if review.day is None or not re.match(r"\d{4}-\d\d-\d\d(?![^ T])", field.text):
        place = place_of(review, field.span)
        yield Hit(place, "the date is no day of the calendar", field.text, "YYYY-MM-DD")


def _check_closing(review: Review) -> Iterator[Hit]:
    if review.kind != "five-axis" or review.day is None:
        return
    day = review.day
    written = f"({day.year}.{day.month}.{day.day})"
    if not review.closing:
        end = len(review.text.content.rstrip())
        place = place_of(review, Span(max(end - 1, 0), max(end, 1)))
        yield Hit(place, "the review does not close with its date", "no closing date", written)
        return
    closing, span = review.closing[-1]
    if closing != day:
        found = review.text.content[span.start : span.end]
        message = f"the closing date is not the date of the front matter, {day}"
        yield Hit(place_of(review, span), message, found, written)


def _check_sections(review: Review) -> Iterator[Hit]:
    language = review.language
    if review.kind != "five-axis" or language is None:
        return
    present = [one for one in review.sections if one.part in PARTS]
    names = {part: language.titles[part] for part in PARTS}
    for part in PARTS:
        if not any(one.part == part for one in present):
            place = place_of(review, _start_of(review))
            found = f"no section {names[part]}"
            yield Hit(place, f"the section {names[part]} is missing", found, f"## {names[part]}")
    for before, after in pairwise(present):
        first, second = PARTS.index(str(before.part)), PARTS.index(str(after.part))
        if second == first:
            message = f"the section {after.title} stands twice"
            yield Hit(place_of(review, after.heading), message, after.title, "each section once")
        elif second < first:
            message = f"{after.title} stands after {before.title}"
            expected = ", ".join(names[part] for part in PARTS)
            yield Hit(place_of(review, after.heading), message, after.title, expected)


def _check_names(review: Review) -> Iterator[Hit]:
    """File name, ref and the end of the permalink are one and the same."""
    field = review.field("ref")
    if review.kind != "five-axis" or field is None or not field.text:
        return
    ref = field.text
    place = place_of(review, field.span)
    stem = _name_of(PurePath(review.file), review.value("lang"))
    if not _is_named(stem, ref):
        message = "the name of the file is not the ref of the front matter"
        yield Hit(place, message, f"file {stem}, ref {ref}", "one name in lower case")
    link = review.field("permalink")
    tail = _last_part(link.text) if link else ""
    if link and tail != ref:
        yield Hit(place_of(review, link.span), "the permalink does not end with the ref", tail, ref)
    if ref != ref.lower():
        yield Hit(place, "the ref has capital letters", ref, ref.lower())


def _name_of(file: PurePath, language: str) -> str:
    """The name of a file without its language, or that of its folder where it is an index."""
    stem = file.stem.removesuffix(f".{language}") if language else file.stem
    return file.parent.name or stem if stem in ("index", "_index") else stem


def _last_part(link: str) -> str:
    """What names the page of a permalink."""
    parts = PurePath(link.removesuffix("/index.html"))
    return parts.stem if parts.suffix == ".html" else parts.name


def _is_named(stem: str, ref: str) -> bool:
    """Whether a file is named by its ref, perhaps with the day of a version before or after."""
    dated = re.sub(r"^\d{4}-\d\d-\d\d[-_]|[-_]\d{4}-\d\d-\d\d$", "", stem)
    return ref in (stem, dated)


def _check_opening_scores(review: Review) -> Iterator[Hit]:
    if review.kind != "five-axis":
        return
    for section in review.sections:
        if section.part not in AXES:
            continue
        written = rf"$$ \Large \text{{{_score_in_front(review, section)}}} $$"
        place = place_of(review, section.heading)
        if not section.scores:
            found = f"no score in {section.title}"
            yield Hit(place, f"{section.title} has no score in the notation", found, written)
        elif not section.scores[0].opens:
            place = place_of(review, section.scores[0].span)
            message = f"the score of {section.title} does not stand at its head"
            found = f"text before the score of {section.title}"
            yield Hit(place, message, found, written)


def _score_in_front(review: Review, section: Section) -> str:
    """Score of the axis of a section in the front matter; ``N.N`` where it has none."""
    rating = rating_of(review)
    return str(rating[1 + AXES.index(str(section.part))]) if rating else "N.N"


def _front(*lines: str) -> tuple[Excerpt, ...]:
    return (Excerpt("front", "\n".join(lines)),)


_FORM = "Site builders and readers rely on the form; the rule reads reviews with five axes only."

RULES = (
    Rule(
        id="front-matter",
        group="structure",
        severity="error",
        title="The front matter can be read, and has each key once.",
        why="What cannot be read is lost to the site that is built from it.",
        bad=_front("price: 249", "price: 189"),
        good=_front("price: 249"),
        check=_check_front_matter,
    ),
    Rule(
        id="front-matter-keys",
        group="structure",
        severity="error",
        title="The front matter has all keys of a review, and price for a product.",
        why=_FORM,
        bad=_front("summary:"),
        good=_front('summary: "A flat open headphone."'),
        check=_check_keys,
    ),
    Rule(
        id="date",
        group="structure",
        severity="error",
        title="The date is a day of the calendar.",
        why="Prices and evidence are judged as of it.",
        bad=_front("date: 2025-02-30"),
        good=_front("date: 2025-08-20"),
        check=_check_date,
    ),
    Rule(
        id="closing-date",
        group="structure",
        severity="error",
        title="The review closes with the date of its front matter.",
        why="Of two dates a reader cannot tell which one the evidence belongs to.",
        bad=(Excerpt("closing", "(2025.8.19)"),),
        good=(Excerpt("closing", "(2025.8.20)"),),
        check=_check_closing,
    ),
    Rule(
        id="sections",
        group="structure",
        severity="error",
        title="The seven sections stand once each, in their order.",
        why=_FORM,
        bad=(Excerpt("advice-heading", "## Advise"),),
        good=(Excerpt("advice-heading", "## Advice"),),
        check=_check_sections,
    ),
    Rule(
        id="file-name",
        group="structure",
        severity="warning",
        title="File, ref and the end of the permalink have one name in lower case.",
        why="Links between reviews are made of it. A day beside the name of the file is no fault.",
        bad=_front("permalink: /products/en/acme-two/"),
        good=_front("permalink: /products/en/acme-one/"),
        check=_check_names,
    ),
    Rule(
        id="section-score",
        group="structure",
        severity="error",
        title="Each axis opens with its score.",
        why=_FORM,
        bad=(Excerpt("reliability", "The cable is fixed.\n\n$$ \\Large \\text{0.6} $$"),),
        good=(Excerpt("reliability", "$$ \\Large \\text{0.6} $$\n\nThe cable is fixed."),),
        check=_check_opening_scores,
    ),
)
