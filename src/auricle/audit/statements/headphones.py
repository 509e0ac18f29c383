"""Whether a review is of headphones, and the places that say what it is of."""

import re
from collections.abc import Iterator
from functools import lru_cache

from auricle.audit.reading import Review, Span

__all__ = ["is_of_headphones", "leads_of", "tags_of"]

# English words.
_NOT_MEANT = re.compile(
    r"\bheadphone (?:amp\w*|jack|output|out|dac|driver|socket|section|adapter)s?\b"
    r"|\b(?:usb|desktop|external|dedicated|portable|studio) (?:dac|amp)\w*"
    r"|\b\w+ (?:manufacturer|maker|company|brand|specialist)\b",
    re.IGNORECASE,
)
_HEADPHONES = re.compile(
    r"\bheadphones?\b|\bheadsets?\b|\bear ?phones?\b|\biems?\b|\bin-ears?\b|\bearbuds?\b"
    r"|\bearspeakers?\b|\b(?:over|on|around)-ear\b|\bin-ear[- ]monitors?\b|\btws\b"
    r"|\btrue[- ]wireless\b|\bcircumaural\b|\bsupra-?aural\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:loud|bookshelf |portable |floor-?standing |active |tower )?speakers?\b|\bsubwoofers?\b"
    r"|\bsound ?bars?\b|\b(?:pre-?|power |plate |integrated |headphone )?amp(?:lifier)?s?\b"
    r"|\bdacs?\b"
    r"|\bdigital-to-analog\b|\bmicrophones?\b|\bturntables?\b|\badapters?\b|\bdongles?\b"
    r"|\breceivers?\b|\bplayers?\b|\bear ?tips\b|\bprocessors?\b|\bpower cables?\b|\bsoftware\b"
    r"|\bpreamps?\b|\baudio interfaces?\b|\btransformers?\b|\bstreamers?\b"
    r"|\bwireless guitar\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=2)
def is_of_headphones(review: Review) -> bool:
    r"""Whether a review is about a headphone or earphone and nothing else.

    Name, tags, summary and the first sentence have a vote each: what they name first.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> is_of_headphones(read_review("a.md", "---\ntags: [IEM]\n---\nThe One is small.\n"))
    True
    """
    of_tags = _vote_of_tags(review)
    votes = [of_tags, *(_vote(text) for text, _ in leads_of(review))]
    if not any(votes):
        return _HEADPHONES.search(review.prose) is not None
    return sum(votes) > 0 or (sum(votes) == 0 and of_tags > 0)


def _vote(text: str) -> int:
    plain = _NOT_MEANT.sub(
        lambda one: " amplifier " if "headphone" in one[0].lower() else " ", text
    )
    ours, others = _HEADPHONES.search(plain), _OTHERS.search(plain)
    if ours and others:
        return 1 if ours.start() < others.start() else -1
    return 1 if ours else -1 if others else 0


def _vote_of_tags(review: Review) -> int:
    total = sum(_vote(tag) for tag, _ in tags_of(review))
    return (total > 0) - (total < 0)


def tags_of(review: Review) -> list[tuple[str, Span]]:
    r"""Tags of the front matter and where they stand.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> tags_of(read_review("a.md", "---\ntags: [IEM]\n---\n"))
    [('IEM', Span(start=11, end=14))]
    """
    field = review.field("tags")
    return list(zip(field.entries, field.items, strict=True)) if field else []


def leads_of(review: Review) -> Iterator[tuple[str, Span]]:
    r"""Texts that say what the product is: its name, the summary, the first sentence.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> review = read_review("a.md", "---\ntarget_name: Acme One\n---\n\nIt is an IEM. It fits.\n")
    >>> [text for text, _ in leads_of(review)]
    ['Acme One', 'It is an IEM.']
    """
    for key in ("target_name", "title", "summary"):
        field = review.field(key)
        if (
            field is not None
            and field.text
            and not (key == "title" and review.value("target_name"))
        ):
            yield field.text, field.span
    first = _first_sentence(review)
    if first is not None:
        yield review.prose[first.start : first.end], first


def _first_sentence(review: Review) -> Span | None:
    overview = review.section("overview")
    start = overview.body.start if overview else 0
    return next(
        (
            one
            for one in review.sentences
            if one.start >= start and not review.prose[one.start : one.end].startswith("#")
        ),
        None,
    )
