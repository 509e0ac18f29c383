"""Prices of the product, and of what the review compares it with."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from auricle.audit.draft.context import cited_for, is_in, sentence_of, stranger
from auricle.audit.draft.entry import Doubt, Entry, line_of, shown
from auricle.audit.draft.meaning import words
from auricle.audit.draft.sources import SourceList, partial
from auricle.audit.quantities import Quantity
from auricle.audit.reading import Review, Span
from auricle.audit.statements.comparisons import Comparator, comparisons, is_close
from auricle.audit.statements.electrical import quantities_between
from auricle.audit.statements.flat import flat_prose
from auricle.audit.statements.formulas import find_formulas
from auricle.audit.statements.mentions import Mention
from auricle.audit.statements.prices import Condition, Price, front_price, prices, products, within

__all__ = ["comparators", "read_prices"]

_SIGN = 12  # characters that a sign of comparison or a range may stand before a sum
# English words, as all below.
_GONE = words(
    r"\b(?:discontinued|out of production|no longer (?:made|sold|in production|produced))\b"
)
_GONE_TAG = words(r"\b(?:discontinued|vintage)\b")
_CONVERTED = words(r"\bconver(?:ted|sion)\b")
_LIST = words(r"\b(?:MSRP|RRP|list price|suggested retail)\b")
_PAST = words(
    r"\b(?:MSRP|RRP|list price|suggested retail|original(?:ly)?|launch(?:ed)?|released?|debut\w*"
    r"|initial(?:ly)?|was|were|from)\b"
)
_CURRENT = words(
    r"\b(?:current(?:ly)?|street price|market price|retail price|sells?|selling|retails?|priced|"
    r"price is|available (?:for|at)|now|costs?)\b[^.;]{0,40}$"
)
_NOW = words(r"\b(?:current(?:ly)?|street price|market price|now|today)\b[^.;]{0,40}$")
_BOUNDED = words(r"\b(?:sub-?|under|below|over|above|around the|up to|from)\W{0,2}$")


def read_prices(review: Review, sources: SourceList) -> tuple[tuple[Entry, ...], tuple[Doubt, ...]]:
    r"""Prices of the product that are plain, and those that are not.

    The price of the front matter has its currency, condition and source from the place in the
    prose that states it; without one it is left as a doubt.

    Examples
    --------
    >>> from auricle.audit.draft.sources import read_sources
    >>> from auricle.audit.reading import read_review
    >>> text = (
    ...     "---\ntarget_name: Acme One\ndate: 2025-08-20\nprice: 249\n---\n"
    ...     "The One sells for 249 USD.\n"
    ... )
    >>> review = read_review("a.md", text)
    >>> found, _ = read_prices(review, read_sources(review, brand="Acme"))
    >>> found[0].keys["amount"], found[0].keys["currency"], str(found[0].keys["observed"])
    (249, 'USD', '2025-08-20')
    """
    made = (*_of_front(review, sources), *_others(review, sources))
    return (
        tuple(one for one in made if isinstance(one, Entry)),
        tuple(one for one in made if isinstance(one, Doubt)),
    )


def _of_front(review: Review, sources: SourceList) -> Iterator[Entry | Doubt]:
    field, price = review.field("price"), front_price(review)
    if field is None or price is None:
        return
    line, found = line_of(review, field.span.start), f"price: {field.text}"
    same = [one for one in prices(review) if one.currency and is_close(one.value, price)]
    if not same:
        yield Doubt(line, found, "price: the review states no currency with it")
        return
    best = max(same, key=lambda one: (_merit(review, one), one.value == price, -one.span.start))
    other = _other(review, best)
    if other is not None:
        yield Doubt(line, found, f"price: is it that of {other.name}?")
        return
    is_finer = price != price.to_integral_value() and abs(price - best.value) < 1
    amount = price if is_finer else best.value
    yield _priced(review, sources, best, amount, line=line, found=found)


def _merit(review: Review, price: Price) -> int:
    """How plainly a place states the price of the product."""
    is_ours = _other(review, price) is None
    is_current = _CURRENT.search(_before(review, price)) is not None
    is_cited = any(
        0 <= one.span.start - price.span.end <= 4
        for one in review.citations
        if one.number in price.citations
    )
    in_formula = is_in(_formulas(review), price.span.start)
    is_told = price.condition is not None
    return 4 * is_ours - 6 * in_formula + 2 * is_current + is_cited + is_told


@lru_cache(maxsize=2)
def _formulas(review: Review) -> tuple[Span, ...]:
    text = flat_prose(review)
    return tuple(one.span for one in find_formulas(text, 0, len(text)))


def _other(review: Review, price: Price) -> Mention | None:
    """The other product that a price may be of: its owner, or the one named last before it."""
    if price.owner is not None:
        return price.owner
    if is_in(_formulas(review), price.span.start):
        return None
    sentence = sentence_of(review, price.span)
    last = within(products(review), sentence.start, price.span.start)[-1:]
    return last[0] if last and last[0].kind != "target" else None


def _before(review: Review, price: Price) -> str:
    """Words of its sentence before a price."""
    return review.prose[sentence_of(review, price.span).start : price.span.start]


def _quantity(review: Review, price: Price) -> Quantity | None:
    """The sum of money as quantities have it; None where they read another one."""
    near = quantities_between(review, price.span.start - _SIGN, price.span.end)
    inside = (one for one in near if one.kind == "money" and one.end > price.span.start)
    return next(inside, None)


def _priced(
    review: Review, sources: SourceList, price: Price, amount: Decimal, *, line: int, found: str
) -> Entry | Doubt:
    condition = _condition(review, price)
    if condition is None:
        return Doubt(line, found, "price: new or used? The product is no longer made")
    source = _source(review, sources, price.span)
    observed = sources.entry(source).keys.get("accessed")
    if observed is None and review.day is not None:
        observed = partial(review.day)
    if observed is None:
        return Doubt(line, found, "price: nothing says when it was seen")
    is_whole = amount == amount.to_integral_value()
    keys: dict[str, Any] = {
        "amount": int(amount) if is_whole else float(amount),
        "currency": price.currency,
        "condition": condition,
    }
    if sources.kind(source) == "retailer":
        keys["seller"] = sources.entry(source).keys["publisher"]
    keys |= {"observed": observed, "source": source}
    if _LIST.search(_before(review, price)[-60:]):
        keys["list"] = True
    note = _note(review, price)
    if note:
        keys["note"] = note
    there = line_of(review, price.span.start)
    stated = f', "{shown(review, price.span)}" in line {there}' if there != line else ""
    remark = f'line {line}: "{found}"{stated}, relayed by the review'
    return Entry("prices", keys, line, (remark,), found)


def _condition(review: Review, price: Price) -> Condition | None:
    """New, refurbished or used; None where the product is no longer made and nobody says.

    What is no longer made was new when it came out: that price is of another day.
    """
    if price.condition in {"used", "refurbished"}:
        return price.condition
    is_of_launch = _PAST.search(review.prose, *sentence_of(review, price.span)) is not None
    is_unsure = is_of_launch if price.condition else True
    return None if is_unsure and _is_gone(review) else "new"


def _is_gone(review: Review) -> bool:
    """Whether the review says that its product is no longer made."""
    field = review.field("tags")
    if any(_GONE_TAG.search(tag) for tag in (field.entries if field else ())):
        return True
    return any(
        stranger(review, Span(*match.span())) is None for match in _GONE.finditer(review.prose)
    )


def _note(review: Review, price: Price) -> str:
    quantity, sentence = _quantity(review, price), sentence_of(review, price.span)
    notes = ["stated as about this"] if quantity is not None and quantity.approximate else []
    if _CONVERTED.search(review.prose, *sentence):
        notes.append("converted from another currency, says the line")
    return "; ".join(notes)


def _source(review: Review, sources: SourceList, span: Span) -> str:
    """The source cited right behind a price, else the review."""
    cited = cited_for(review, sources, span)
    follows = any(
        span.end <= one.span.start
        and not re.search(r"[.;,]\s|\d", review.prose[span.end : one.span.start])
        for one in review.citations
        if one.number in cited.numbers
    )
    return cited.key if follows and not cited.is_before else "review"


def _others(review: Review, sources: SourceList) -> Iterator[Entry | Doubt]:
    """Further prices of the product outside the sections that weigh prices."""
    left_out = [one.body for one in review.sections if one.part in {"cost_performance", "advice"}]
    front = front_price(review)
    seen = set()
    for one in prices(review):
        is_known = one.value in seen or (front is not None and is_close(one.value, front))
        if is_known or is_in(left_out, one.span.start) or not _is_plain(review, one):
            continue
        seen.add(one.value)
        line, found = line_of(review, one.span.start), shown(review, one.span)
        before = _before(review, one)[-60:]
        if _NOW.search(before) and not _PAST.search(before):
            yield _priced(review, sources, one, one.value, line=line, found=found)
        else:
            yield Doubt(line, found, "price: of which day, and is it a list price?")


def _is_plain(review: Review, price: Price) -> bool:
    """Whether a sum is one price, no bound and in no formula, and of the product."""
    if is_in(_formulas(review), price.span.start) or not price.currency:
        return False
    quantity = _quantity(review, price)
    is_exact = quantity is not None and quantity.bound == "exact" and price.low == price.value
    is_bounded = _BOUNDED.search(_before(review, price)) is not None
    return is_exact and not is_bounded and stranger(review, price.span) is None


def comparators(review: Review) -> tuple[str, ...]:
    r"""What the section on cost-performance compares the product with, as remarks.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> text = (
    ...     "---\ntarget_name: Acme One\n---\n## Cost-Performance\n\n"
    ...     "The Sony MDR-7506 costs 99 USD [3].\n"
    ... )
    >>> comparators(read_review("a.md", text))
    ('line 6: comparator Sony MDR-7506 at 99 USD [3]',)
    """
    return tuple(_remark(review, one) for one in comparisons(review).comparators)


def _remark(review: Review, one: Comparator) -> str:
    cited = "".join(f" [{number}]" for number in one.citations)
    line = line_of(review, one.span.start)
    return f"line {line}: comparator {one.name} at {shown(review, one.span)}{cited}"
