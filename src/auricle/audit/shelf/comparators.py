"""The products that a review compares its own with, as rules across reviews need them."""

import re
from dataclasses import dataclass
from fractions import Fraction

from auricle.audit.keys import product_key
from auricle.audit.place import Place, place_of
from auricle.audit.reading import Review, rating_of
from auricle.audit.reading.languages import AXES
from auricle.audit.statements import comparisons as compared
from auricle.audit.statements.comparisons import comparisons
from auricle.audit.statements.flat import flat_prose
from auricle.audit.statements.prices import Price, front_price, products, within
from auricle.audit.statements.terms import own_currency, terms_of

__all__ = ["Comparator", "comparators_of", "product_of"]

_STEP = Fraction(1, 10)  # of a score: what lies nearer to a quotient is that quotient, rounded
_BEFORE_NAME = 40  # characters before a name in which words liken it to another
_LIKENED = re.compile(
    r"\b(?:(?:equal|equivalent|similar|comparable|identical|close|next) to|as good as|unlike)"
    r" (?:the )?$",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"(?:\b(?:under|below|than|over|above|to|between)|[<>≤≥–-])\s{0,3}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Comparator:
    """A product that a review names beside its own, with the price that it gives."""

    name: str
    key: str  # of the name
    price: float
    currency: str  # ISO 4217
    terms: str  # what the price is of, where that is told: prices of other terms are others
    is_equal: bool  # said to be equal or better
    is_used: bool  # the score is worked out with it
    place: Place  # of the price


def comparators_of(review: Review) -> tuple[Comparator, ...]:
    r"""Comparators of a review, as far as their prices stand beside their names.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> text = (
    ...     "---\nprice: 249\nrating: [3.4, 0.7, 0.6, 0.9, 0.6, 0.6]\n---\n## Cost-Performance\n\n"
    ...     "The Bravo Two at 219 USD is as good. CP = 219 USD ÷ 249 USD = 0.88.\n"
    ... )
    >>> [one] = comparators_of(read_review("a.md", text))
    >>> one.key, one.price, one.is_used
    ('bravotwo', 219.0, True)
    """
    if not review.is_in("en"):
        return ()  # it is English words that say what is compared
    found = comparisons(review)
    stated = {one.span: one for one in found.prices}
    return tuple(
        _comparator(review, one, stated[one.span])
        for one in found.comparators
        if one.span in stated and one.currency and one.price > 0 and _is_certain(review, one)
    )


def product_of(review: Review) -> Comparator | None:
    """The product of a review as other reviews would compare with it; None without a price."""
    field, price, currency = review.field("price"), front_price(review), own_currency(review)
    name = review.value("target_name")
    if field is None or price is None or not (currency and name):
        return None
    place = place_of(review, field.span)
    return Comparator(
        name,
        product_key(name),
        float(price),
        currency,
        "",
        is_equal=False,
        is_used=False,
        place=place,
    )


def _is_certain(review: Review, one: compared.Comparator) -> bool:
    """Whether a price is the comparator's own: beside its name, no bound, not the product's."""
    in_formula = any(
        formula.span.start <= one.span.start < formula.span.end
        for formula in comparisons(review).formulas
    )
    before = flat_prose(review)[max(0, one.span.start - 12) : one.span.start]
    is_own = one.price == front_price(review)
    return not (in_formula or is_own or _is_likened(review, one) or _BOUND.search(before))


def _is_likened(review: Review, one: compared.Comparator) -> bool:
    """Whether another product is said to be like this one: the price may be of either."""
    start = review.sentence_at(one.span.start).start
    before = flat_prose(review)[
        max(start, one.name_span.start - _BEFORE_NAME) : one.name_span.start
    ]
    return _LIKENED.search(before) is not None and any(
        other.kind != "target" and other.key != one.key
        for other in within(products(review), start, one.name_span.start)
    )


def _comparator(review: Review, one: compared.Comparator, price: Price) -> Comparator:
    score, own = _score(review), front_price(review)
    is_used = one.is_used and score is not None and _gives(review, score)
    is_dearer = own is not None and one.price >= own
    is_likely = is_dearer or (score is not None and score < 1)  # 1.0 says: no cheaper equal
    return Comparator(
        name=one.name,
        key=product_key(one.name),
        price=float(one.price),
        currency=one.currency,
        terms=terms_of(review, price),
        is_equal=is_used or (one.relation == "equal-or-better" and is_likely),
        is_used=is_used,
        place=place_of(review, one.span),
    )


def _score(review: Review) -> Fraction | None:
    """The score of cost-performance in the front matter."""
    rating = rating_of(review)
    score = rating[1 + AXES.index("cost_performance")] if rating else None
    return Fraction(score) if score is not None and score <= 1 else None


def _gives(review: Review, score: Fraction) -> bool:
    """Whether the final formula gives the score, rounded well or not."""
    final = comparisons(review).final
    return final is not None and abs(min(final.quotient, Fraction(1)) - score) < _STEP
