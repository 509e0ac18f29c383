"""What stands around a figure: its sentence, whose it is, who is cited for it, how it was won."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from auricle.audit.draft.publishers import LABORATORIES
from auricle.audit.draft.sources import REVIEW, SourceList
from auricle.audit.reading import Citation, Review, Span
from auricle.audit.statements.mentions import mentions
from auricle.audit.statements.owners import owner
from auricle.audit.statements.prices import within

__all__ = [
    "Cited",
    "Origin",
    "cited_for",
    "is_in",
    "origin_of",
    "sentence_of",
    "stranger",
    "words_around",
]

Origin = Literal["measured", "specified"]

_LONGEST = 600  # characters before and after a figure that a sentence is followed
_REACH = 70  # characters before and after a figure that belong to it

# English words, as all below. A sentence with such words weighs products, and its figures may
# be of any of them.
_WEIGHING = re.compile(
    r"\b(?:vs|versus|unlike|compar(?:ed|able|ing)|respectively|predecessors?|successors?"
    r"|competitors?|competing|rivals?|alternatives?|comparators?|siblings?|whereas"
    r"|(?:changed?|changes|increased|decreased|reduced|raised|lowered|upgraded|up|down) from"
    r"|previous|prior|formerly|gen ?\d|(?:original|older|earlier|first|next|last|standard|wired"
    r"|wireless|regular|pro)[- ](?:model|version|gen)\w*"
    r"|same brand|other (?:models?|products?|headphones?|earphones?|iems?))\b",
    re.IGNORECASE,
)
# With these an overview goes back to what it is about.
_RETURNS = re.compile(
    r"(?:Key|Core|Main|Technical|Official|Published|Manufacturer) (?:\w+ )?(?:specs?"
    r"|specifications?"
    r"|features)\b|It (?:features|uses|has|offers|comes|employs|weighs|is equipped"
    r"|incorporates)\b"
    r"|(?:Featuring|Equipped with|Weighing|Released|Launched|Priced at)\b"
    r"|(?:These|The) (?:headphones?|earphones?|earbuds|IEMs?|product|unit) (?:features?|uses?"
    r"|ha[sv]e?"
    r"|includes?|employs?|offers?|combines?|weighs?)\b"
)
_MEASURED = re.compile(
    r"\b(?:measure[sd]?|measurements?|measuring|measured|tests?|tested|testing|third[- ]part\w+"
    r"|independent(?:ly)?|lab(?:oratory|['’]s)?|recorded|rig"
    rf"|{'|'.join(map(re.escape, LABORATORIES))})\b",
    re.IGNORECASE,
)
_NOT_MEASURED = re.compile(
    r"\b(?:no|without|lack\w*|absen\w+|limited|un(?:available|published)|unmeasured|before"
    r"|await"
    r"|until|neither|not)\b[^.;]{0,160}$",
    re.IGNORECASE,
)
_SPECIFIED = re.compile(
    r"\b(?:manufacturers?|makers?|official(?:ly)?|specifications?|specified|specifies|specs?"
    r"|spec['’]d|claim(?:s|ed)?|rated|rating|stated|states|published|lists?|listed"
    r"|advertise[sd]?"
    r"|advertised|data ?sheets?|cut ?sheets?|catalog(?:ue)?|nominal)\b",
    re.IGNORECASE,
)
_TURN = re.compile(r"[;]|\b(?:while|whereas|but|although|though|however)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cited:
    """Who is cited for a figure: key of the source, and the numbers in brackets."""

    key: str
    numbers: tuple[int, ...]
    is_before: bool = False  # it stands before the figure, which may be no longer its


def is_in(bodies: Sequence[Span], offset: int) -> bool:
    """Whether an offset stands in one of some parts of a text, which are in their order.

    Examples
    --------
    >>> is_in([Span(2, 4), Span(6, 9)], 3), is_in([Span(2, 4), Span(6, 9)], 5)
    (True, False)
    """
    at = bisect_right(bodies, offset, key=lambda one: one.start) - 1
    return at >= 0 and offset < bodies[at].end


def sentence_of(review: Review, span: Span) -> Span:
    """The sentence of a figure, as far as it may matter to it: a text without stops ends, too."""
    sentence = review.sentence_at(span.start)
    start = max(sentence.start, span.start - _LONGEST)
    return Span(start, max(span.end, min(sentence.end, span.end + _LONGEST)))


def words_around(review: Review, span: Span) -> tuple[str, str]:
    r"""Words of the sentence before and after a figure, as far as they may belong to it.

    Line ends are spaces, and marks of emphasis are left out.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> words_around(read_review("a.md", "Its cable\nis **3 m** long."), Span(15, 18))
    ('Its cable is ', ' long.')
    """
    sentence = sentence_of(review, span)
    start = max(sentence.start, span.start - _REACH)
    end = min(max(sentence.end, span.end), span.end + _REACH)
    before, after = review.prose[start : span.start], review.prose[span.end : end]
    return _plain(before), _plain(after)


def _plain(words: str) -> str:
    return re.sub(r"\s", " ", re.sub(r"[*_`]", "", words))


def stranger(review: Review, span: Span) -> str | None:
    """Why a figure may be of another product than that of the review; None where it is not.

    Stricter than `owner`: each product that the sentence names counts, wherever it stands.
    """
    sentence = sentence_of(review, span)
    for one in within(mentions(review), *sentence):
        if one.kind != "target":
            return f"the sentence names {_short(one.name)}, too"
    words = review.prose[sentence.start : sentence.end]
    weighing = _WEIGHING.search(words)
    if weighing:
        return f'the sentence weighs products ("{weighing[0]}")'
    found = owner(review, span)
    if found is None and _returns_to_target(review, sentence):
        return None
    if found is None or found.kind != "target":
        return "the words before it speak of another product"
    return None


def _returns_to_target(review: Review, sentence: Span) -> bool:
    """Whether a sentence of the overview takes up the product again, whatever stood before it."""
    overview = review.section("overview")
    if overview is None or not overview.body.start <= sentence.start < overview.body.end:
        return False
    return _RETURNS.match(review.prose, sentence.start) is not None


def _short(name: str) -> str:
    return re.sub(r"\s+", " ", name)[:40]


def cited_for(review: Review, sources: SourceList, span: Span) -> Cited:
    """Source that is cited for a figure: the next one in its sentence, else the one before.

    A citation behind a turn ("while", "but") is of what stands there. Where none is left, the
    review itself is the source.
    """
    sentence = sentence_of(review, span)
    told = review.citations
    first = bisect_left(told, sentence.start, key=lambda one: one.span.start)
    last = bisect_right(told, sentence.end + 12, lo=first, key=lambda one: one.span.start)
    inside = told[first:last]
    after = [one for one in inside if one.span.start >= span.end]
    before = [one for one in inside if one.span.end <= span.start]
    if after and _TURN.search(review.prose, span.end, after[0].span.start) and before:
        after = []
    if after:
        chosen = _group(after)
    elif before:
        chosen = _group(before[::-1])[::-1]
    else:
        return Cited(REVIEW, ())
    known = [number for number in chosen if number in sources.keys]
    key = sources.keys[known[0]] if known else REVIEW
    return Cited(key, tuple(chosen), is_before=not after)


def _group(citations: Sequence[Citation]) -> list[int]:
    """Numbers of the first citation and of those that touch it."""
    numbers = [citations[0].number]
    last = citations[0].span
    for one in citations[1:]:
        gap = max(one.span.start - last.end, last.start - one.span.end)
        if gap > 1:
            break
        numbers.append(one.number)
        last = one.span
    return numbers


def origin_of(review: Review, span: Span, *, kind_of_source: str) -> Origin | None:
    """How a figure was won: by the nearest word before it, else after it, else by its source."""
    sentence = sentence_of(review, span)
    before = review.prose[sentence.start : span.start]
    after = review.prose[span.end : min(sentence.end, span.end + _REACH)]
    turns = [turn.end() for turn in _TURN.finditer(before)]
    before = before[turns[-1] if turns else 0 :]
    turn = _TURN.search(after)
    after = after[: turn.start()] if turn else after
    said = _last_word(before) or _first_word(after)
    if said is not None:
        return said
    if kind_of_source == "laboratory":
        return "measured"
    return "specified" if kind_of_source in {"manufacturer", "service-document"} else None


def _last_word(words: str) -> Origin | None:
    specified = [one.start() for one in _SPECIFIED.finditer(words)]
    measured = [
        one.start()
        for one in _MEASURED.finditer(words)
        if not _NOT_MEASURED.search(words[: one.start()])
    ]
    if not specified and not measured:
        return None
    return "measured" if max(measured, default=-1) > max(specified, default=-1) else "specified"


def _first_word(words: str) -> Origin | None:
    specified, measured = _SPECIFIED.search(words), _MEASURED.search(words)
    if measured and _NOT_MEASURED.search(words[: measured.start()]):
        measured = None
    if specified and measured:
        return "specified" if specified.start() < measured.start() else "measured"
    return "specified" if specified else "measured" if measured else None
