"""Scores as reviews write them: the one reading for all rules."""

import re
from decimal import Decimal

from auricle.audit.reading.review import Review

__all__ = ["rating_of", "score_of", "stated_score_of"]

_SCORE = re.compile(r"[0-9]{1,2}(?:\.[0-9]{0,3})?|\.[0-9]{1,3}")
_OF_ONE = re.compile(r"[ ]?/[ ]?1(?:[.,]0{1,2})?\Z")
_N_NUMBERS = 6  # overall and five axes


def score_of(text: str) -> Decimal | None:
    """Number of a score as it is written; None for any other text, whatever number it may be.

    No exponents, signs or long numbers: a score has one digit before the point and one after it,
    and some room is left for slips that rules tell.

    Examples
    --------
    >>> score_of("0.7"), score_of("1e30"), score_of("good")
    (Decimal('0.7'), None, None)
    """
    written = text.strip()
    return Decimal(written) if _SCORE.fullmatch(written) else None


def stated_score_of(text: str) -> Decimal | None:
    """Number of a score as a section states it: perhaps out of one, or with a decimal comma.

    Examples
    --------
    >>> stated_score_of("0.7 / 1.0"), stated_score_of("0,7"), stated_score_of("7/10")
    (Decimal('0.7'), Decimal('0.7'), None)
    """
    return score_of(_OF_ONE.sub("", text.strip()).replace(",", "."))


def rating_of(review: Review) -> tuple[Decimal, ...] | None:
    r"""Overall and the five axes; None unless there are six numbers.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> text = "---\nrating: [3.8, 0.7, 0.7, 1.0, 0.6, 0.8]\n---\n"
    >>> rating_of(read_review("a.md", text))[0]
    Decimal('3.8')
    """
    field = review.field("rating")
    if field is None or len(field.entries) != _N_NUMBERS:
        return None
    numbers = [score_of(text) for text in field.entries]
    return tuple(n for n in numbers if n is not None) if None not in numbers else None
