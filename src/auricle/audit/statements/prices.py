"""Prices in the prose of a review, and whose they are."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from auricle.audit.reading import Review, Span
from auricle.audit.statements.flat import flat_prose
from auricle.audit.statements.mentions import Mention, mentions
from auricle.audit.statements.money import decimal_of, exact
from auricle.audit.statements.words import key_of

__all__ = ["Condition", "Per", "Price", "front_price", "prices", "products"]

Per = Literal["pair", "single"]
Condition = Literal["used", "refurbished", "new"]

_PAIR = re.compile(r"[ ]?(?:/|per[ ]|a[ ]|for (?:a|the) |\((?:per[ ])?)[ ]?pair\b", re.IGNORECASE)
_EACH = re.compile(
    r"[ ]?(?:\(?each\b"
    r"|(?:/|per[ ]|a[ ]|for one[ ]?)[ ]?(?:each|unit|speaker|single|piece|driver)\b)",
    re.IGNORECASE,
)
_USED = re.compile(
    r"\b(?:used|second-?hand|pre-?owned|secondary[- ]market|vintage)\b", re.IGNORECASE
)
_USED_VERB = re.compile(
    r"\bused (?:to|as|for|by|here|in|with)\b|\b(?:is|are|was|were|be|been|we|price) used\b",
    re.IGNORECASE,
)
_CONDITIONS = ("used", "second", "owned", "vintage", "refurb", "renew", "b-stock", "open", "new")
_REFURBISHED = re.compile(r"\b(?:refurbished|renewed|b-stock|open[- ]box)\b", re.IGNORECASE)
_NEW = re.compile(
    r"\b(?:brand[- ]new|available new|new[- ](?:unit|price|at|in)\b|sold new|new,)", re.IGNORECASE
)
_OF_TARGET = re.compile(
    r"\b(?:review(?:ed)?[- ](?:target|unit|product)|this (?:product|review|model|headphone|unit)"
    r"|current (?:market|street|retail|selling) price(?: is|:)|denominator|price basis)",
    re.IGNORECASE,
)
_OF_WORDS = ("review", "this ", "current ", "denominator", "price basis")  # one in each match
# A price that a sentence begins with: of the product named next, or the one that meets it.
_LEAD_OF_NEXT = re.compile(
    r"(?:[*_>\- ]*)(?:priced )?(?:at|for)(?: a| the| its| around| about| approximately| roughly"
    r"| only| just| under| current| price| of| market| street| retail)*[ ]*",
    re.IGNORECASE,
)
_LEAD_OF_TARGET = re.compile(r"(?:against|compared to|relative to|versus|vs)\b", re.IGNORECASE)
# The capitalised words right before a price, of a product whose brand is not known.
_UNKNOWN = re.compile(
    r"((?:[A-Z][\w’'+.-]{0,30} ){1,5}[A-Z0-9][\w’'+.-]{0,30})"
    r"(?: ?\(|, |(?:,?(?: is)? available|,? priced| sells|,)? (?:at|for) | (?:costs|is|=|:) )"
    r"(?:only |just |about |around |approximately |approx\. |roughly |~)?$"
)
# Capitalised words inside a sentence that lead up to a model number.
_WORDS_BEFORE = re.compile(r"(?:[a-z,;:(]|The) {1,4}((?:[A-Z][A-Za-z’&.-]{1,20} ){1,3})$")
_SIGNS_BEFORE = "~≈∼≒<>≤≥=±+-−–@ "  # of a bound, an approximation or a difference
_REACH = 500  # characters that a price looks back for its product
_LONGEST_NAME = 200
# A capital inside the words before a price, but those that are no product.
_ANOTHER = re.compile(
    r"(?<=[\w,:;(] )"
    r"(?!(?:USD|US|UK|EU|Amazon|Japan(?:ese)?|Europe(?:an)?|America(?:n)?|North|MSRP|CP)(?![A-Za-z]))"
    r"[A-Z][A-Za-z]"
)
_UNIT = re.compile(r"(?:RMS|W|V|Hz|kHz|dB|THD|SNR|SPL|ANC|USB|USD)\b")
_STANDARD = re.compile(r"(?:IEC|ISO|DIN|JIS|CTA|CEA|AES)[ -]?\d|k?Hz\b|dB\b")
_NO_NAME = re.compile(
    r"(?:The|This|At|For|With|A|An|Its|Their|Our|Current|Cheapest|Comparator|Comparison|US|Japan"
    r"|North|Market|Price|Street|MSRP|Amazon|Best|USD|While|Since|Although|Thus|And|In|On) "
)


@dataclass(frozen=True, slots=True)
class Price:
    """A price that the prose gives."""

    value: Decimal  # the high end of a range
    low: Decimal  # the low end of a range, else the value
    currency: str  # ISO 4217
    span: Span
    owner: Mention | None  # the other product that it is of; None: unclear, or of the target
    is_target: bool  # it is that of the product under review
    per: Per | None
    condition: Condition | None
    citations: tuple[int, ...]  # in its sentence, after it


@dataclass(frozen=True, slots=True)
class _Amount:
    """A sum of money in the prose, as far as it leaves no doubt how large it is."""

    low: Decimal
    high: Decimal
    currency: str
    span: Span  # from its first digit or currency: without a sign that it is approximate


@lru_cache(maxsize=2)
def _amounts(review: Review) -> tuple[_Amount, ...]:
    found = []
    for one in review.quantities:
        ends = exact(one) if one.kind == "money" else None
        if ends is not None:
            start = one.end - len(one.text.lstrip(_SIGNS_BEFORE))
            found.append(_Amount(*ends, one.unit, Span(start, one.end)))
    return tuple(found)


@lru_cache(maxsize=2)
def products(review: Review) -> tuple[Mention, ...]:
    """Products named in the flat prose, in order; the brands of some are not known beforehand."""
    text = flat_prose(review)
    named = [one for one in mentions(review) if not _STANDARD.match(one.name)]
    target = review.value("target_name").lower()
    unknown = [
        one
        for amount in _amounts(review)
        if (one := _unknown(text, amount.span.start, target)) and not _is_taken(named, one.span)
    ]
    whole = [_with_brand(text, one) for one in named]
    return tuple(sorted((*whole, *unknown), key=lambda one: one.span))


def _with_brand(text: str, one: Mention) -> Mention:
    """A model number with the capitalised words before it, of which one is a brand, as a rule."""
    if one.kind != "other" or " " in one.name:
        return one
    match = _WORDS_BEFORE.search(text[max(0, one.span.start - 60) : one.span.start])
    words = match[1] if match else ""
    while opener := _NO_NAME.match(words):
        words = words[opener.end() :]
    if not words:
        return one
    start = one.span.start - len(words)
    return replace(one, name=words + one.name, span=Span(start, one.span.end))


def _unknown(text: str, at: int, target: str) -> Mention | None:
    """A product named by nothing but capitals, right before the price at `at`."""
    start = max(0, at - 120)
    match = _UNKNOWN.search(text[start:at])
    if match is None:
        return None
    name, begin = match[1], start + match.start(1)
    while opener := _NO_NAME.match(name):
        name, begin = name[opener.end() :], begin + opener.end()
    if " " not in name or _STANDARD.match(name) or _UNIT.match(name):
        return None
    kind: Literal["target", "other"] = "target" if name.lower() in target else "other"
    return Mention(name, Span(begin, begin + len(name)), kind, key_of(name.split()))


def _is_taken(named: Sequence[Mention], span: Span) -> bool:
    near = within(named, span.start - _LONGEST_NAME, span.end)
    return any(span.start < one.span.end for one in near)


def within(named: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """Those of products in the order of the text that begin between two offsets.

    Examples
    --------
    >>> places = {"A1": Span(3, 5), "B2": Span(9, 11)}
    >>> named = [Mention(name, span, "other", name) for name, span in places.items()]
    >>> [one.name for one in within(named, 4, 10)]
    ['B2']
    """
    first = bisect_left(named, start, key=_start_of)
    return named[first : bisect_left(named, end, lo=first, key=_start_of)]


def _start_of(one: Mention) -> int:
    return one.span.start


@lru_cache(maxsize=2)
def prices(review: Review) -> tuple[Price, ...]:
    r"""Every price in the prose of a review, in order.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> text = "---\ntarget_name: Acme One\n---\n\nThe Philips X2 sells for $99 [1].\n"
    >>> [one] = prices(read_review("a.md", text))
    >>> one.owner.name, str(one.value), one.currency, one.citations
    ('Philips X2', '99', 'USD', (1,))
    """
    found: dict[Span, list[_Amount]] = {}
    for amount in _amounts(review):
        found.setdefault(review.sentence_at(amount.span.start), []).append(amount)
    return tuple(
        one for sentence, group in found.items() for one in _in_sentence(review, sentence, group)
    )


def front_price(review: Review) -> Decimal | None:
    r"""Price in the front matter, if it is a number above zero. It has no currency.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> front_price(read_review("a.md", "---\nprice: 249\n---\n"))
    Decimal('249')
    """
    written = review.value("price").strip()
    if not re.fullmatch(r"\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,4})?", written):
        return None
    value = decimal_of(written)
    return value if value > 0 else None


def _in_sentence(review: Review, sentence: Span, found: Sequence[_Amount]) -> Iterator[Price]:
    text = flat_prose(review)
    ends = [*(one.span.start for one in found[1:]), sentence.end]
    start = sentence.start
    for amount, stop in zip(found, ends, strict=False):
        owner = _owner(review, amount.span, sentence)
        is_target = owner is not None and owner.kind == "target"
        if _is_front(review, amount.high) and not _is_beside(text, owner, amount.span.start):
            is_target = True
        yield Price(
            amount.high,
            amount.low,
            amount.currency,
            amount.span,
            None if is_target else owner,
            is_target,
            _per(text, amount.span.end),
            _condition(text, start, stop),
            _cited(review, amount.span.end, stop),
        )
        start = amount.span.end


def _cited(review: Review, start: int, end: int) -> tuple[int, ...]:
    first = bisect_left(review.citations, start, key=lambda one: one.span.start)
    last = bisect_left(review.citations, end, lo=first, key=lambda one: one.span.start)
    return tuple(one.number for one in review.citations[first:last])


def _is_front(review: Review, value: Decimal) -> bool:
    """Whether a price is that of the front matter, or that in whole units."""
    front = front_price(review)
    return front is not None and (value == front or round(value) == round(front))


def _is_beside(text: str, owner: Mention | None, at: int) -> bool:
    """Whether a name and a price stand together: nothing but a word or two between them."""
    between = text[owner.span.end : at] if owner and owner.span.end <= at else " " * 99
    return len(between) <= 20 and re.search(r"\bthan\b|cheaper", between) is None


def _owner(review: Review, price: Span, sentence: Span) -> Mention | None:
    """The product a price belongs to; None where the text leaves it open."""
    text, named = flat_prose(review), products(review)
    before = within(named, max(sentence.start, price.start - _REACH), price.start)
    if before and before[-1].span.end <= price.start:
        return _proper(named, before[-1])
    lead = text[max(sentence.start, price.start - _REACH) : price.start]
    after = within(named, price.end, min(sentence.end, price.end + _REACH))
    if _LEAD_OF_TARGET.match(lead.lstrip("*_> ")) or _is_of_target(lead):
        return next((one for one in named if one.kind == "target"), None)
    if after and _LEAD_OF_NEXT.fullmatch(lead):
        return _proper(named, after[0])
    last = None if after else _last_before(review, sentence)
    return None if last is None or _ANOTHER.search(lead) else last


def _is_of_target(lead: str) -> bool:
    low = lead.lower()
    return any(word in low for word in _OF_WORDS) and _OF_TARGET.search(lead) is not None


def _last_before(review: Review, sentence: Span) -> Mention | None:
    """The product that the sentences just before, in the same section, speak of.

    An item of a list speaks of its own.
    """
    if flat_prose(review).startswith(("- ", "* ", "+ "), sentence.start):
        return None
    starts = [one.body.start for one in review.sections]
    opening = max((start for start in starts if start <= sentence.start), default=0)
    named = within(products(review), max(opening, sentence.start - _REACH), sentence.start)
    return _proper(products(review), named[-1]) if named else None


def _proper(named: Sequence[Mention], one: Mention) -> Mention | None:
    """A product by its name, where words stand for it ("the comparator")."""
    return _by_name(named, one) if one.kind != "target" and is_spoken(one) else one


def is_spoken(one: Mention) -> bool:
    """Whether a mention is words that stand for a product, and no name.

    Examples
    --------
    >>> is_spoken(Mention("the comparator", Span(0, 14), "other", "the comparator"))
    True
    """
    return one.name.lower().startswith(("the ", "this ", "that ", "its ", "their ", "a "))


def _by_name(named: Sequence[Mention], spoken: Mention) -> Mention | None:
    before = within(named, spoken.span.start - 3 * _REACH, spoken.span.start)
    return next((one for one in before[::-1] if one.kind != "target" and not is_spoken(one)), None)


def _per(text: str, at: int) -> Per | None:
    if _PAIR.match(text, at):
        return "pair"
    return "single" if _EACH.match(text, at) else None


def _condition(text: str, start: int, stop: int) -> Condition | None:
    """Whether the words about a price say that it is of a used, a refurbished or a new one."""
    low = text[start:stop].lower()
    if not any(word in low for word in _CONDITIONS):
        return None
    words = _USED_VERB.sub("", text[start:stop])
    is_old = _USED.search(words) is not None
    is_new = _NEW.search(words) is not None
    if is_old and is_new:
        return None
    if _REFURBISHED.search(words):
        return "refurbished"
    return "used" if is_old else "new" if is_new else None
