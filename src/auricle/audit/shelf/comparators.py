"""The products that a review compares its own with, as rules across reviews need them."""

import re
from dataclasses import dataclass
from fractions import Fraction

from auricle.audit.names import product_key
from auricle.audit.place import Place, place_of
from auricle.audit.reading import Review, Span, rating_of
from auricle.audit.reading.languages import AXES
from auricle.audit.statements import comparisons as compared
from auricle.audit.statements.comparisons import comparisons
from auricle.audit.statements.flat import flat_prose
from auricle.audit.statements.prices import Price, front_price, prices, products, within

__all__ = ["WITH_MORE", "Comparator", "comparators_of", "own_currency", "product_of"]

WITH_MORE = "with something else"  # terms of a price that holds a cable, or is a difference

_STEP = Fraction(1, 10)  # of a score: what lies nearer to a quotient is that quotient, rounded
_AROUND = 40  # characters before and after a price in which words speak of it
_LIST = re.compile(
    r"\b(?:msrp|rrp|list price|listed at|launch\w*|original\w*|formerly|sale|deal|discount\w*"
    r"|promotion\w*|coupon|starting|black friday|cyber monday|prime day|clearance"
    r"|(?:limited|special|anniversary) edition)\b",
    re.IGNORECASE,
)
_CONVERTED = re.compile(
    r"(?:\b(?:which is|that is|about|approximately|roughly|around|converted|equals)|[=≈~])\s{0,3}$",
    re.IGNORECASE,
)
_DOLLARS = re.compile(r"\b(?:AUD|CAD|NZD|SGD|HKD|TWD)\b|\b(?:A|C|NZ|S|HK|NT)\$")
_LIKENED = re.compile(
    r"\b(?:(?:equal|equivalent|similar|comparable|identical|close|next) to|as good as|unlike)"
    r" (?:the )?$",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"(?:\b(?:under|below|than|over|above|to|between)|[<>≤≥–-])\s{0,3}$", re.IGNORECASE
)
_SUM = re.compile(
    r"\b(?:plus|add(?:s|ed|ing)?|includ\w+|bundle\w*|kit|together|total\w*|combined|cables?"
    r"|adapters?|(?:more|less|cheaper|dearer) than|difference|saving)\b|\+|×",
    re.IGNORECASE,
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


def own_currency(review: Review) -> str:
    r"""Currency of the price in the front matter: the one that the prose gives with that price.

    Empty where the prose gives none, several, or the price of a used product.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> text = "---\ntarget_name: Acme One\nprice: 249\n---\n\nThe Acme One costs 249 USD.\n"
    >>> own_currency(read_review("a.md", text))
    'USD'
    """
    own = front_price(review)
    found = {
        one.currency
        for one in prices(review)
        if one.value == own and one.is_target and one.currency
        if not _terms(review, one) and not _is_converted(review, one)
    }
    return found.pop() if len(found) == 1 else ""


def _is_converted(review: Review, price: Price) -> bool:
    """Whether a price is worked out from one in another currency, or of other dollars."""
    text, sentence = flat_prose(review), review.sentence_at(price.span.start)
    others = any(
        one.currency != price.currency and sentence.start <= one.span.start < price.span.start
        for one in prices(review)
    )
    is_foreign = _DOLLARS.search(text, *sentence) is not None
    before = text[max(sentence.start, price.span.start - _AROUND) : price.span.start]
    return is_foreign or (others and _CONVERTED.search(before) is not None)


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
    before = flat_prose(review)[max(start, one.name_span.start - _AROUND) : one.name_span.start]
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
        terms=_terms(review, price),
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


def _terms(review: Review, price: Price) -> str:
    around = flat_prose(review)[_near(review, price.span)]
    is_list = "list or sale" if _LIST.search(around) else None
    is_sum = WITH_MORE if _SUM.search(around) else None
    condition = price.condition if price.condition != "new" else None
    return ", ".join(term for term in (condition, price.per, is_list, is_sum) if term)


def _near(review: Review, span: Span) -> slice:
    sentence = review.sentence_at(span.start)
    start = max(sentence.start, span.start - _AROUND)
    return slice(start, min(sentence.end, span.end + _AROUND))
