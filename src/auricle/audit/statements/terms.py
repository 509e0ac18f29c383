"""What prices are of (a used product, a pair, a sale, more than the product), and which differ."""

import re

from auricle.audit.reading import Review, Span
from auricle.audit.statements.flat import flat_prose
from auricle.audit.statements.prices import Price, front_price, prices

__all__ = ["NEAR_DAYS", "WITH_MORE", "are_unlike", "own_currency", "terms_of"]

NEAR_DAYS = 30  # within them a price is the same: rubric.md, part A, fault 3
_UNLIKE_RATIO = 1.25  # the same fault counts prices that differ by more than 25 %
WITH_MORE = "with something else"  # terms of a price that holds a cable, or is a difference

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
_SUM = re.compile(
    r"\b(?:plus|add(?:s|ed|ing)?|includ\w+|bundle\w*|kit|together|total\w*|combined|cables?"
    r"|adapters?|(?:more|less|cheaper|dearer) than|difference|saving)\b|\+|×",
    re.IGNORECASE,
)


def are_unlike(one: float, other: float) -> bool:
    """Whether two prices of about the same day differ by more than prices of shops do.

    Examples
    --------
    >>> are_unlike(100.0, 125.0), are_unlike(126.0, 100.0)
    (False, True)
    """
    low, high = sorted((one, other))
    return _UNLIKE_RATIO * low < high


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
        if not terms_of(review, one) and not _is_converted(review, one)
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


def terms_of(review: Review, price: Price) -> str:
    r"""What a price is of, where that is told; prices of other terms are not compared.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> review = read_review("a.md", "The Philips X2 was on sale at 99 USD per pair.\n")
    >>> terms_of(review, prices(review)[0])
    'pair, list or sale'
    """
    around = flat_prose(review)[_near(review, price.span)]
    is_list = "list or sale" if _LIST.search(around) else None
    is_sum = WITH_MORE if _SUM.search(around) else None
    condition = price.condition if price.condition != "new" else None
    return ", ".join(term for term in (condition, price.per, is_list, is_sum) if term)


def _near(review: Review, span: Span) -> slice:
    sentence = review.sentence_at(span.start)
    start = max(sentence.start, span.start - _AROUND)
    return slice(start, min(sentence.end, span.end + _AROUND))
