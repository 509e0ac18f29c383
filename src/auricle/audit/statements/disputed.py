"""Statements that a text only mentions: it calls them wrong, asks, supposes, or quotes others."""

import re

from auricle.audit.reading import Review, Span
from auricle.audit.statements.limits import LONGEST_SENTENCE

__all__ = ["is_disputed", "is_hearsay"]


# English.
_WRONG = (
    r"wrong(?:ly)?|mistakes?|mistaken(?:ly)?|incorrect(?:ly)?|erroneous(?:ly)?|untrue|misprint\w*"
    r"|myths?|misconceptions?|typos?|false(?:ly)?|not (?:so|true|correct|right)|contradict\w*"
    r"|inconsisten\w*|implausibl[ey]|impossibl[ey]|disagree\w*|supposedly|allegedly"
    r"|(?:do|does|did) not (?:agree|match|fit|add up|follow)|(?:was|were|been) corrected"
    r"|(?:is|was|in) (?:an )?error(?! of)"
)
_DISPUTED = re.compile(rf"\b(?:{_WRONG}|contrary to)\b", re.IGNORECASE)
_SUPPOSED = re.compile(
    r"\b(?:whether|suppos(?:e|ing)|hypothetical(?:ly)?|imagine"
    r"|if (?:it|this|that|the [\w-]{1,20})\b[^.;]{0,40}\b(?:were|had|was))\b",
    re.IGNORECASE,
)
# The sentence behind it, which takes it back.
_TAKEN_BACK = re.compile(
    rf"(?:it|they|this|that)(?: (?:figure|claim|number|value|level|statement))? "
    rf"(?:(?:do|does|did|is|are|was|were|can|could)(?: not|n['’]t)[.,]|(?:is|was|are|were) "
    rf"(?:{_WRONG})\b)",
    re.IGNORECASE,
)
_HEARSAY = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|whoever|(?:some|many|most|people|users|shops|forums|reviewers|others)"
    r" (?:\w{1,20} )?(?:say|think|believe|argue|assume|suggest|feel|report|write)"
    r"|(?:commonly|often|widely|sometimes|generally) (?:said|believed|thought|assumed|repeated)"
    r"|(?:is|are) said to|common belief)\b",
    re.IGNORECASE,
)


def is_disputed(review: Review, span: Span) -> bool:
    r"""Whether a text does not stand behind a statement: it disputes, asks or supposes it.

    Words of doubt anywhere in the sentence count, so that what is unsure passes.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> review = read_review("a.md", "It is wrong that 2 V give 103 dB SPL. It is heavy.\n")
    >>> is_disputed(review, Span(20, 21)), is_disputed(review, Span(40, 41))
    (True, False)
    """
    prose, sentence = review.prose, review.sentence_at(span.start)
    if sentence.end - sentence.start > LONGEST_SENTENCE:
        return True
    return (
        prose[sentence.start : sentence.end].rstrip().endswith("?")
        or _DISPUTED.search(prose, *sentence) is not None
        or _SUPPOSED.search(prose, *sentence) is not None
        or _TAKEN_BACK.match(prose[sentence.end : sentence.end + 80].lstrip()) is not None
    )


def is_hearsay(review: Review, span: Span) -> bool:
    r"""Whether a sentence quotes what others say.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> is_hearsay(read_review("a.md", "Some users say that it needs an amplifier.\n"), Span(9, 9))
    True
    """
    sentence = review.sentence_at(span.start)
    if sentence.end - sentence.start > LONGEST_SENTENCE:
        return True
    return _HEARSAY.search(review.prose, *sentence) is not None
