"""Rules on what the scientific score rests on: measurements at all, and of the product itself."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from auricle.audit.place import place_of, related_of
from auricle.audit.quantities import Quantity
from auricle.audit.reading import Reference, Review, Section, Span, stated_score_of
from auricle.audit.rules.evidence_words import WORDS, Words
from auricle.audit.rules.rule import Excerpt, Hit, Rule
from auricle.audit.statements.limits import LONGEST_SENTENCE
from auricle.audit.statements.mentions import Mention, mentions
from auricle.audit.statements.owners import owner

__all__ = ["RULES"]

_HIGH = Decimal("0.6")  # a score that only measurements can bear


# A quantity behind words of measurement: "measurements of isolation", "for THD".
_QUANTITY = re.compile(
    r"\b(?:thd\w*|distortion|isolation|snr|signal|noise|latency|impedance|sensitivity|crosstalk"
    r"|anc|cancell?ation|battery|microphone|response|channel|imd|range|claims?|leakage|codec"
    r"|these|those|this (?:claim|figure|value)|drivers?|modes?|wireless|bluetooth|variation"
    r"|versions?|variants?|editions?|prototypes?|amplifier|app)\b",
    re.IGNORECASE,
)

_BOUND = re.compile(
    r"\b(?:thresholds?|problematic|transparen\w{1,3}|criteri\w{1,3}|discounts?|pric(?:es?|ing)"
    r"|cheaper|sales?|differences?|batter(?:y|ies)|weigh(?:t|s)?|lighter|heavier|smaller|larger)\b",
    re.IGNORECASE,
)
_NEXT = 100  # characters behind words that nobody had measured it
_NEAR = 20  # characters between a figure and the word that makes it a bound, or of another kind


def _words_of(review: Review) -> Words | None:
    return WORDS.get(review.language.code) if review.language else None


def _science(review: Review) -> tuple[Section, list[Span]] | None:
    """The scientific section and its sentences."""
    section = review.section("science")
    if section is None:
        return None
    body = section.body
    inside = [
        one
        for one in review.sentences
        if body.start <= one.start < body.end and one.end - one.start <= LONGEST_SENTENCE
    ]
    return section, inside


def _named_in(review: Review, sentence: Span) -> list[Mention]:
    found = mentions(review)
    low, high = (bisect_left(found, at, key=lambda one: one.span.start) for at in sentence)
    return list(found[low:high])


def _check_measurement(review: Review) -> Iterator[Hit]:
    words, science = _words_of(review), _science(review)
    if words is None or science is None:
        return
    section, sentences = science
    score = stated_score_of(section.scores[0].text) if section.scores else None
    if score is None or not _HIGH <= score <= 1:
        return
    body = review.prose[section.body.start : section.body.end]
    for sentence in sentences:
        span = _none_measured(review, sentence, words)
        if span is not None and not words.some_measured.search(body):
            written = review.prose[span.start : span.end]
            yield Hit(
                place_of(review, span),
                f"the score is {score}, and nobody has measured the product by these words",
                written,
                f"a score below {_HIGH}, or the measurements it rests on",
            )
            return


def _none_measured(review: Review, sentence: Span, words: Words) -> Span | None:
    """Where a sentence says that nobody has measured the product."""
    text = review.prose[sentence.start : sentence.end]
    match = words.none_measured.search(text)
    if match is None:
        return None
    behind = text[match.end() : match.end() + 120]
    of_what = words.of_one_quantity.match(behind)
    is_of_one_quantity = _QUANTITY.search(match[0]) or (of_what and _QUANTITY.search(behind))
    if is_of_one_quantity or words.of_some.search(text[: match.start()]):
        return None
    if words.not_now.search(text) or _is_turned(review, sentence, match, words):
        return None
    named = _named_in(review, sentence)
    is_of_another = bool(named) or words.of_a_name.search(match[0] + (behind if of_what else ""))
    if is_of_another and all(one.kind != "target" for one in named):
        return None
    return Span(sentence.start + match.start(), sentence.start + match.end())


def _is_turned(review: Review, sentence: Span, match: re.Match[str], words: Words) -> bool:
    """Whether nobody had measured the product, and what comes next tells of a change."""
    if words.past.search(match[0]) is None:
        return False
    start = sentence.start + match.end()
    rest = review.prose[start : start + _NEXT]
    clauses = re.split(r"[;,.]", rest, maxsplit=1)
    return len(clauses) > 1 and words.turned.search(clauses[1]) is not None


def _check_sibling(review: Review) -> Iterator[Hit]:
    words, science = _words_of(review), _science(review)
    if words is None or science is None:
        return
    _, sentences = science
    told: set[str] = set()
    marked = _stand_ins(review, sentences, words)
    for sentence in sentences:
        figures = _figures(review, sentence)
        other = _sibling_in(review, sentence, words) if figures else None
        if other is None or other.key in told:
            continue
        cue = _cue(review, sentence, words) or marked.get(other.key)
        if cue is not None:
            told.add(other.key)
            yield _sibling_hit(review, other, figures, [] if cue == sentence else [cue])
    if not told:
        yield from _unmarked(review, sentences)


def _figures(review: Review, sentence: Span) -> list[Quantity]:
    """Figures of a sentence that a scientific score may rest on: no bounds, prices or weights."""
    found = review.quantities
    low, high = (bisect_left(found, at, key=lambda one: one.start) for at in sentence)
    return [
        one
        for one in found[low:high]
        if (one.kind == "percent" or one.kind.startswith(("level_", "sensitivity_db")))
        and not _BOUND.search(review.prose, max(sentence.start, one.start - _NEAR), one.start)
        and not _BOUND.search(review.prose, one.end, min(sentence.end, one.end + _NEAR))
    ]


def _sibling_in(review: Review, sentence: Span, words: Words) -> Mention | None:
    """Another model of the maker that a sentence speaks of, by name or as a related one."""
    named = _named_in(review, sentence)
    for one in named:
        if one.kind == "sibling":
            return one
    related = words.related.search(review.prose, sentence.start, sentence.end)
    if related is None:
        return None
    span = Span(*related.span())
    return Mention(related[0].strip(), span, "sibling", related[0].lower())


def _cue(review: Review, sentence: Span, words: Words) -> Span | None:
    """A sentence itself where it takes figures of one model for those of another."""
    if _is_said(review, sentence, words.stands_in, words):
        return sentence
    suggests = _is_said(review, sentence, words.suggests, words)
    if not suggests or words.compares.search(review.prose, *sentence):
        return None
    # The short name of a related model may be that of the product, too.
    is_related = words.related.search(review.prose, *sentence) is not None
    return sentence if is_related or not _has_own_figure(review, sentence) else None


def _has_own_figure(review: Review, sentence: Span) -> bool:
    """Whether a sentence gives a figure of the product itself beside that of another."""
    owners = [owner(review, Span(one.start, one.end)) for one in _figures(review, sentence)]
    return any(one is not None and one.kind == "target" for one in owners)


def _is_said(review: Review, sentence: Span, cue: re.Pattern[str], words: Words) -> bool:
    """Whether a sentence has the words of a cue, and does not deny them."""
    prose = review.prose
    return any(
        not words.denied.search(prose[sentence.start : match.start()])
        and not words.nothing.match(prose, match.end())
        for match in cue.finditer(prose, *sentence)
    )


def _stand_ins(review: Review, sentences: Sequence[Span], words: Words) -> Mapping[str, Span]:
    """Products of which a sentence says that they stand in for the one reviewed, by their keys."""
    found: dict[str, Span] = {}
    for sentence in sentences:
        if _is_said(review, sentence, words.stands_in, words):
            for one in _named_in(review, sentence):
                found.setdefault(one.key, sentence)
    return found


def _sibling_hit(
    review: Review, other: Mention, figures: Sequence[Quantity], cues: Sequence[Span]
) -> Hit:
    target = review.value("target_name") or "the product"
    written = ", ".join(one.text for one in figures)
    return Hit(
        place_of(review, other.span),
        f"figures of another model ({other.name}) stand for those of {target}: {written}",
        written,
        f"measurements of {target}, or no score that rests on these",
        tuple(related_of(review, cue) for cue in cues),
    )


_DESIGNATION = re.compile(r"\b([A-Z]{1,5})[- ]?(\d{2,4})(?:[A-Z]{1,3}(\d)\b)?")


def _designations(text: str) -> set[tuple[str, str, str]]:
    """Model numbers in a text: letters, number, number of the version behind it."""
    return {(one[1], one[2], one[3] or "") for one in _DESIGNATION.finditer(text)}


def _unmarked(review: Review, sentences: Sequence[Span]) -> Iterator[Hit]:
    """Figures without the name of another model, from an entry that names no model but that."""
    own = _designations(review.value("target_name"))
    entries = {one.number: one for one in review.references if _is_of_sibling(one, own)}
    for sentence in sentences if len(own) == 1 and entries else ():
        cited = [one for one in review.citations if sentence.start <= one.span.start < sentence.end]
        if len({one.number for one in cited}) != 1 or cited[0].number not in entries:
            continue
        figures = _figures(review, sentence)
        if any(one.kind != "target" for one in _named_in(review, sentence)):
            continue
        owners = [owner(review, Span(one.start, one.end)) for one in figures]
        if figures and all(one is not None and one.kind == "target" for one in owners):
            title = entries[cited[0].number].text[:80]
            written = ", ".join(one.text for one in figures)
            yield Hit(
                place_of(review, cited[0].span),
                f"[{cited[0].number}] is on another model, and its figures stand without a mark",
                written,
                f"the name of the model they were measured on: {title}",
            )
            return


def _is_of_sibling(entry: Reference, own: set[tuple[str, str, str]]) -> bool:
    """Whether an entry names another number of the same series, and the product itself nowhere."""
    named = _designations(entry.text.split("http")[0])
    series = [one for one in named if any(one[0] == letters for letters, _, _ in own)]
    return len(series) == 1 and not any(
        one[1] == number and (one[2] == version or not one[2] or not version)
        for one in series
        for _, number, version in own
    )


_NO_SIBLING = (
    "$$ \\Large \\text{0.7} $$\n\nAn independent laboratory measured a response within ±2 dB from "
    "100 Hz to 3 kHz and distortion of 0.1 % at 94 dB SPL [2]."
)

RULES = (
    Rule(
        id="science-without-measurement",
        group="evidence",
        severity="warning",
        title="A high scientific score rests on measurements.",
        why="A section that says that nobody but the maker has measured the product cannot bear "
        "0.6 or more. Silent where only some quantity was not measured, where measurements are "
        "called few, and where the section quotes some after all.",
        bad=(
            Excerpt(
                "science",
                "$$ \\Large \\text{0.7} $$\n\nNo independent measurements are available. The data "
                "sheet states distortion of 0.1 % at 94 dB SPL [2].",
            ),
        ),
        good=(Excerpt("science", _NO_SIBLING),),
        check=_check_measurement,
    ),
    Rule(
        id="sibling-figures",
        group="evidence",
        severity="warning",
        title="The scientific score rests on figures of the product itself.",
        why="Figures of another model of the maker say little of this one, however near its "
        "name is. Found where they stand in for missing ones or suggest something of the "
        "product, and where their source is on another model only. Silent where models are "
        "compared, and where no figure is taken over.",
        bad=(
            Excerpt(
                "science",
                "$$ \\Large \\text{0.7} $$\n\nMeasurements of the related Acme Zero serve as a "
                "proxy. The Acme Zero has distortion of 0.1 % at 94 dB SPL [2].",
            ),
        ),
        good=(Excerpt("science", _NO_SIBLING),),
        check=_check_sibling,
    ),
)
