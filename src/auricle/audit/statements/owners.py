"""Whose a quantity in the prose is."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from auricle.audit.reading import Review, Span
from auricle.audit.statements.limits import LONGEST_SENTENCE
from auricle.audit.statements.mentions import Mention, mentions, target_of

__all__ = ["owner"]

_TURN = re.compile(
    r"\b(?:vs|versus|than|whereas|while|compared|relative to|against|exceed\w*|surpass\w*"
    r"|respectively|over the|unlike)\b",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_PAIRED = re.compile(r"\b(?:vs|versus|respectively|compared (?:to|with))\b", re.IGNORECASE)


_COMPARED = re.compile(
    r"\b(?:than|vs\.?|versus|match(?:es|ed|ing)|exceed\w{0,3}|surpass\w{0,3}|outperform\w{0,3}|to"
    r"|with|over|against|like|beats?|rivals?|unlike|below|above)[ \n]+(?:the |its |both )?$",
    re.IGNORECASE,
)
_OF_NEXT = re.compile(r"[ \n](?:sensitivity |impedance )?(?:of|for)[ \n](?:the |its )?")
_DIRECT = 25  # characters after a name that still speak of it, where it is the one compared with


def owner(review: Review, span: Span) -> Mention | None:
    r"""The product that a quantity in the prose belongs to; None where that is unclear.

    It is the nearest product named before it in its sentence. Where the sentence names none, it
    is the product reviewed, unless the section weighs prices, or the sentence before ended with
    another product.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> text = "---\ntarget_name: AKG K612 Pro\n---\nThe HD 560S has 120 ohm.\n"
    >>> review = read_review("a.md", text)
    >>> owner(review, Span(review.quantities[0].start, review.quantities[0].end)).name
    'HD 560S'
    """
    sentence = review.sentence_at(span.start)
    if sentence.end - sentence.start > LONGEST_SENTENCE or _is_listed(review.prose, sentence, span):
        return None
    named = _between(review, sentence.start, sentence.end)
    if nearest := _nearest(review.prose, named, span):
        is_before = nearest.span.start < span.start
        is_open = is_before and _is_turned(review.prose, sentence, nearest, span)
        return None if is_open else nearest
    if any(one.kind != "target" for one in named) or _is_weighing(review, span):
        return None
    last = None if named else _last_before(review, sentence)
    return None if last and last.kind != "target" else target_of(review)


def _is_listed(prose: str, sentence: Span, span: Span) -> bool:
    """Whether figures of several products stand side by side."""
    paired = _PAIRED.search(_bracket(prose, sentence, span))
    return paired is not None or "respectively" in prose[sentence.start : sentence.end]


def _nearest(prose: str, named: Sequence[Mention], span: Span) -> Mention | None:
    """The name that a quantity follows, or that follows it: "the 99 ohm of the HD 560S"."""
    after = next((one for one in named if one.span.start >= span.end), None)
    if after and _OF_NEXT.fullmatch(prose, span.end, after.span.start):
        return after
    return next((one for one in reversed(named) if _may_own(prose, one, span)), None)


def _between(review: Review, start: int, end: int) -> Sequence[Mention]:
    """Products named in a part of the prose."""
    found = mentions(review)
    low, high = (bisect_left(found, at, key=lambda one: one.span.start) for at in (start, end))
    return found[low:high]


def _may_own(prose: str, mention: Mention, span: Span) -> bool:
    """Whether a name stands before a quantity, and in no bracket that ends between them."""
    depth = 0
    for char in prose[mention.span.end : span.start]:
        depth += (char in "(（") - (char in ")）")
        if depth < 0:
            return False
    return mention.span.end <= span.start


def _is_turned(prose: str, sentence: Span, mention: Mention, span: Span) -> bool:
    """Whether the text may have gone on to another product since it named one."""
    gap = _BRACKETED.sub("", prose[mention.span.end : span.start])
    if _TURN.search(gap):
        return True
    is_direct = len(gap) <= _DIRECT and not set(gap) & set(",:;")
    before = prose[max(sentence.start, mention.span.start - _DIRECT) : mention.span.start]
    return not is_direct and _COMPARED.search(before) is not None


def _is_weighing(review: Review, span: Span) -> bool:
    section = review.section("cost_performance")
    return section is not None and section.body.start <= span.start < section.body.end


def _bracket(prose: str, sentence: Span, span: Span) -> str:
    """What stands in the brackets around a place; nothing where there are none."""
    opening = max(prose.rfind(mark, sentence.start, span.start) for mark in "(（")
    if opening < 0 or max(prose.rfind(mark, opening, span.start) for mark in ")）") >= 0:
        return ""
    ends = [end for mark in ")）" if (end := prose.find(mark, span.end, sentence.end)) >= 0]
    return prose[opening : min(ends, default=sentence.end)]


def _last_before(review: Review, sentence: Span) -> Mention | None:
    """The last product named in the paragraph before a sentence."""
    start = review.prose.rfind("\n\n", max(0, sentence.start - LONGEST_SENTENCE), sentence.start)
    named = _between(review, max(start, sentence.start - LONGEST_SENTENCE), sentence.start)
    return named[-1] if named else None
