"""With what a review compares its product, at which prices, and by which formula."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from auricle.audit.reading import Review, Span, stated_score_of
from auricle.audit.statements.flat import flat_prose
from auricle.audit.statements.formulas import Formula, find_formulas
from auricle.audit.statements.mentions import Mention
from auricle.audit.statements.prices import (
    Price,
    front_price,
    is_spoken,
    prices,
    products,
    within,
)

__all__ = ["Comparator", "Comparisons", "Relation", "comparisons"]

Relation = Literal["equal-or-better", "inferior"]

_EQUAL = re.compile(
    r"\b(?:equivalent|equal|comparable|superior|same|similar|matches|exceeds|outperform\w*|better"
    r"|cheapest)\b",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"\b(?:no cheaper|none|not|n[’']t|cannot|without|lacks?|lacking|missing|inferior|worse|lower"
    r"|but|however|although|though|while|whereas|only|falls? short|disqualified|limited"
    r"|higher[- ]priced|more expensive|narrower|unavailable|fail\w*|insufficient|unsuitable"
    r"|compromis\w*|less)\b",
    re.IGNORECASE,
)
_BEATEN = re.compile(
    r"\b(?:better than|superior to|(?:exceed|outperform|beat)(?:s|ing)|surpass(?:es|ing))"
    r" (?:that of )?(?:the |both )?$",
    re.IGNORECASE,
)
_FINAL = re.compile(r"\b(?:CP|cost[- ]?performance|therefore|thus|final(?:ly)?)\b", re.IGNORECASE)
_MOST = 100  # prices that are looked at in one section
_CLOSE = Decimal("0.01")  # of a price: within it two figures are the same price


@dataclass(frozen=True, slots=True)
class Comparator:
    """A product with a price that a review names beside its own."""

    name: str  # the fullest form of it in the review
    key: str  # the model without its brand, in small letters and digits
    name_span: Span
    price: Decimal  # the low end where it is a range
    currency: str  # ISO 4217; empty where none is written
    span: Span  # of the price
    relation: Relation | None  # what its sentence says of it; None: nothing, or not clearly
    is_used: bool  # the final formula divides its price
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comparisons:
    """What the section on cost-performance compares."""

    formulas: tuple[Formula, ...]
    final: Formula | None  # the one that the score rests on, as far as the text shows
    comparators: tuple[Comparator, ...]  # each name and price once
    prices: tuple[Price, ...]  # all of the section

    @property
    def used(self) -> Comparator | None:
        """The comparator of the final formula, or else the only one there is."""
        for one in self.comparators:
            if one.is_used:
                return one
        return self.comparators[0] if self.final is None and len(self.comparators) == 1 else None


@lru_cache(maxsize=2)
def comparisons(review: Review) -> Comparisons:
    r"""Formulas, comparators and prices of the section on cost-performance.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> text = (
    ...     "---\ntarget_name: Acme One\nprice: 249\n---\n## Cost-Performance\n\n"
    ...     "The Philips X2 is equivalent at 219 USD [3]. CP = 219 USD ÷ 249 USD = 0.88.\n"
    ... )
    >>> found = comparisons(read_review("a.md", text))
    >>> found.used.name, str(found.used.price), str(found.final.score)
    ('Philips X2', '219', '0.9')
    """
    section = review.section("cost_performance")
    if section is None:
        return Comparisons((), None, (), ())
    text = flat_prose(review)
    formulas = tuple(find_formulas(text, *section.body))
    score = stated_score_of(section.scores[0].text) if section.scores else None
    final = _final(formulas, front_price(review), score, text)
    inside = tuple(
        one for one in prices(review) if section.body.start <= one.span.start < section.body.end
    )
    named = _comparators(review, text, inside, formulas, final)
    if final is not None and not any(one.is_used for one in named):
        last = _before_formula(review, section.body.start, final)
        named = (*named, *(one for one in last if one.key not in {other.key for other in named}))
    return Comparisons(formulas, final, named, inside)


def _final(
    formulas: tuple[Formula, ...], price: Decimal | None, score: Decimal | None, text: str
) -> Formula | None:
    """The formula that the score rests on, as far as the text tells.

    It divides by the product's price, if any does; of several it is the last that gives the
    score, else the last with a word for its result.
    """
    if not formulas:
        return None
    divided = [one for one in formulas if price and is_close(one.denominator.value, price)]
    candidates = divided or list(formulas)
    labelled = [
        one
        for one in candidates
        if _FINAL.search(text, max(0, one.span.start - 25), one.span.start)
    ]
    fitting = [one for one in candidates if one.score == score]
    return (fitting or labelled or candidates)[-1]


def is_close(value: Decimal, price: Decimal) -> bool:
    """Whether two figures are one price: within 1 %, or one of them in whole units.

    Examples
    --------
    >>> is_close(Decimal(20), Decimal("19.99")), is_close(Decimal(20), Decimal("25"))
    (True, False)
    """
    difference = abs(value - price)
    whole = value == value.to_integral_value() or price == price.to_integral_value()
    return difference <= _CLOSE * price or (whole and difference < 1)


def _comparators(
    review: Review,
    text: str,
    inside: tuple[Price, ...],
    formulas: tuple[Formula, ...],
    final: Formula | None,
) -> tuple[Comparator, ...]:
    found: dict[tuple[str, Decimal], Comparator] = {}
    for price in inside[:_MOST]:
        if price.owner is None or _is_in_formula(price.span, formulas):
            continue
        sentence = review.sentence_at(price.span.start)
        is_beaten = _BEATEN.search(text, sentence.start, price.owner.span.start) is not None
        said = None if is_beaten else _relation(text[sentence.start : sentence.end])
        one = Comparator(
            _full_name(review, price.owner),
            price.owner.key,
            price.owner.span,
            price.low,
            price.currency,
            price.span,
            said,
            final is not None and not {price.value, price.low}.isdisjoint(_terms(final)),
            price.citations,
        )
        found.setdefault((one.key, one.price), one)
    return tuple(found.values())


def _full_name(review: Review, mention: Mention) -> str:
    """The longest form in which a review names a product."""
    forms = [one.name for one in products(review) if one.key == mention.key]
    return re.sub(r"['’]s(?= )", "", max([mention.name, *forms], key=len))


def _terms(final: Formula) -> tuple[Decimal, ...]:
    return (final.numerator.value, *final.numerator.terms)


def _is_in_formula(span: Span, formulas: tuple[Formula, ...]) -> bool:
    return any(one.span.start <= span.start < one.span.end for one in formulas)


def _relation(sentence: str) -> Relation | None:
    if _SHORT.search(sentence):
        return None
    return "equal-or-better" if _EQUAL.search(sentence) else None


def _before_formula(review: Review, start: int, final: Formula) -> tuple[Comparator, ...]:
    """The product that the formula means where no price beside a name tells: the last named."""
    operand = final.numerator
    named = [
        one
        for one in within(products(review), start, operand.span.end)
        if one.kind != "target" and not is_spoken(one)
    ]
    if not named:
        return ()
    last = named[-1]
    name, code = _full_name(review, last), operand.currency or ""
    one = Comparator(
        name,
        last.key,
        last.span,
        operand.value,
        code,
        operand.span,
        relation=None,
        is_used=True,
        citations=(),
    )
    return (one,)
