"""Prices of the product, and of what the review compares it with."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from auricle.audit.draft.context import cited_for, sentence_of, stranger
from auricle.audit.draft.entry import Doubt, Entry, line_of, shown
from auricle.audit.draft.sources import SourceList, partial
from auricle.audit.quantities import Quantity
from auricle.audit.reading import Review, Span
from auricle.audit.statements.comparisons import Comparator, comparisons
from auricle.audit.statements.mentions import Mention, mentions

__all__ = ["comparators", "read_prices"]


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# English words, as all below.
_USED = _words(r"\b(?:used|second-?hand|pre-?owned|auctions?|vintage units?)\b")
_NOT_USED = _words(
    r"\b(?:is|are|was|were|be|been|we|will|being|commonly|can be) used\b|\bused (?:to|as|for|in"
    r"|by)\b"
)
_REFURBISHED = _words(r"\b(?:refurbished|renewed|b-stock|open[- ]box)\b")
_NEW = _words(r"\b(?:brand[- ]new|new (?:units?|price|at|from|in)|sold new|available new)\b")
_GONE = _words(
    r"\b(?:discontinued|out of production|no longer (?:made|sold|in production|produced))\b"
)
_GONE_TAG = _words(r"\b(?:discontinued|vintage)\b")
_CONVERTED = _words(r"\bconver(?:ted|sion)\b")
_LIST = _words(r"\b(?:MSRP|RRP|list price|suggested retail)\b")
_PAST = _words(
    r"\b(?:MSRP|RRP|list price|suggested retail|original(?:ly)?|launch(?:ed)?|released?|debut\w*"
    r"|initial(?:ly)?|was|were|from)\b"
)
_CURRENT = _words(
    r"\b(?:current(?:ly)?|street price|market price|retail price|sells?|selling|retails?|priced|"
    r"price is|available (?:for|at)|now|costs?)\b[^.;]{0,40}$"
)
_NOW = _words(r"\b(?:current(?:ly)?|street price|market price|now|today)\b[^.;]{0,40}$")
_FORMULA_BEFORE = re.compile(r"[÷/=≈×+(]\s*[*$\\a-z{]{0,12}\s*$")
_FORMULA_AFTER = re.compile(r"\s*(?:[)*}]{1,4}\s*)?[÷/=≈×+]")
_BOUNDED = _words(r"\b(?:sub-?|under|below|over|above|around the|up to|from)\W{0,2}$")


@dataclass(frozen=True, slots=True)
class _Statement:
    """An amount of money in the prose."""

    money: Quantity
    nearest: Mention | None  # the product named last before it in its sentence
    before: str  # words of its sentence before it
    sentence: str

    @property
    def span(self) -> Span:
        return Span(self.money.start, self.money.end)


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
    >>> prices, _ = read_prices(review, read_sources(review, brand="Acme"))
    >>> prices[0].keys["amount"], prices[0].keys["currency"], str(prices[0].keys["observed"])
    (249, 'USD', '2025-08-20')
    """
    entries: list[Entry] = []
    doubts: list[Doubt] = []
    said = tuple(_statements(review))
    stated = _front(review)
    for made in (
        *_of_front(review, sources, said, stated),
        *_others(review, sources, said, stated),
    ):
        if isinstance(made, Entry):
            entries.append(made)
        else:
            doubts.append(made)
    return tuple(entries), tuple(doubts)


def _statements(review: Review) -> Iterator[_Statement]:
    named = mentions(review)
    for money in review.quantities:
        if money.kind != "money" or money.value is None or money.value <= 0:
            continue
        sentence = sentence_of(review, Span(money.start, money.end))
        before = [
            one for one in named if sentence.start <= one.span.start and one.span.end <= money.start
        ]
        yield _Statement(
            money,
            before[-1] if before else None,
            review.prose[sentence.start : money.start],
            review.prose[sentence.start : sentence.end],
        )


def _front(review: Review) -> float | None:
    written = review.value("price").strip().replace(",", "")
    if not re.fullmatch(r"\d{1,7}(?:\.\d{1,4})?", written) or float(written) <= 0:
        return None
    return float(written)


def _is_same(value: float | None, price: float) -> bool:
    """Whether an amount is a price, one of them perhaps in whole units."""
    if value is None:
        return False
    is_whole = value == int(value) or price == int(price)
    return abs(value - price) < (1.0 if is_whole else 0.005)


def _of_front(
    review: Review, sources: SourceList, said: Sequence[_Statement], price: float | None
) -> Iterator[Entry | Doubt]:
    field = review.field("price")
    if field is None or price is None:
        return
    line = line_of(review, field.span.start)
    words = f"price: {field.text}"
    same = [one for one in said if _is_same(one.money.value, price)]
    if not same:
        yield Doubt(line, words, "price: the review states no currency with it")
        return
    best = max(same, key=lambda one: (_merit(review, one), -one.money.start))
    if best.nearest is not None and best.nearest.kind != "target" and not _in_formula(review, best):
        yield Doubt(line, words, f"price: is it that of {best.nearest.name}?")
        return
    yield _priced(review, sources, best, price, line=line, words=words)


def _merit(review: Review, statement: _Statement) -> int:
    """How plainly a place states the price of the product."""
    is_ours = statement.nearest is None or statement.nearest.kind == "target"
    cited = any(
        statement.money.end <= one.span.start <= statement.money.end + 4 for one in review.citations
    )
    is_current = _CURRENT.search(statement.before) is not None
    return 4 * is_ours - 6 * _in_formula(review, statement) + 2 * is_current + cited


def _in_formula(review: Review, statement: _Statement) -> bool:
    before = review.prose[max(0, statement.money.start - 16) : statement.money.start]
    after = review.prose[statement.money.end : statement.money.end + 12]
    if _FORMULA_AFTER.match(after):
        return True
    return bool(_FORMULA_BEFORE.search(before)) and not before.rstrip().endswith("(")


def _priced(
    review: Review,
    sources: SourceList,
    best: _Statement,
    price: float,
    *,
    line: int,
    words: str,
) -> Entry | Doubt:
    condition = _condition(review, best)
    if condition is None:
        return Doubt(line, words, "price: new or used? The product is no longer made")
    source = _source(review, sources, best)
    observed = sources.entry(source).keys.get("accessed")
    if observed is None and review.day is not None:
        observed = partial(review.day)
    if observed is None:
        return Doubt(line, words, "price: nothing says when it was seen")
    keys: dict[str, Any] = {
        "amount": int(price) if price.is_integer() else price,
        "currency": best.money.unit,
        "condition": condition,
    }
    if sources.kind(source) == "retailer":
        keys["seller"] = sources.entry(source).keys["publisher"]
    keys |= {"observed": observed, "source": source}
    if _LIST.search(best.before[-60:]):
        keys["list"] = True
    note = _note(best)
    if note:
        keys["note"] = note
    there = line_of(review, best.money.start)
    stated = f'"{shown(review, best.span)}" in line {there}' if there != line else ""
    remark = f'line {line}: "{words}"' + (f", {stated}" if stated else "")
    return Entry("prices", keys, line, (f"{remark}, relayed by the review",), words)


def _condition(review: Review, statement: _Statement) -> str | None:
    """New, refurbished or used; None where the product is no longer made and nobody says."""
    words = _NOT_USED.sub(" ", statement.sentence)
    if _REFURBISHED.search(words):
        return "refurbished"
    if _USED.search(words):
        return "used"
    if _NEW.search(words):
        return "new"
    return None if _is_gone(review) else "new"


def _is_gone(review: Review) -> bool:
    """Whether the review says that its product is no longer made."""
    field = review.field("tags")
    if any(_GONE_TAG.search(tag) for tag in (field.entries if field else ())):
        return True
    return any(
        stranger(review, Span(*match.span())) is None for match in _GONE.finditer(review.prose)
    )


def _note(statement: _Statement) -> str:
    notes = ["stated as about this"] if statement.money.approximate else []
    if _CONVERTED.search(statement.sentence):
        notes.append("converted from another currency, says the line")
    return "; ".join(notes)


def _source(review: Review, sources: SourceList, statement: _Statement) -> str:
    """The source cited right behind a price, else the review."""
    cited = cited_for(review, sources, statement.span)
    follows = any(
        statement.money.end <= one.span.start
        and not re.search(r"[.;,]\s|\d", review.prose[statement.money.end : one.span.start])
        for one in review.citations
        if one.number in cited.numbers
    )
    return cited.key if follows and not cited.is_before else "review"


def _others(
    review: Review, sources: SourceList, said: Sequence[_Statement], price: float | None
) -> Iterator[Entry | Doubt]:
    """Further prices of the product outside the section that weighs prices."""
    left_out = [one.body for one in review.sections if one.part in {"cost_performance", "advice"}]
    seen = set()
    for one in said:
        value = one.money.value
        if value is None or value in seen or (price is not None and _is_same(value, price)):
            continue
        if any(start <= one.money.start < end for start, end in left_out):
            continue
        is_plain = not _in_formula(review, one) and not _BOUNDED.search(one.before)
        if not is_plain or one.money.bound != "exact" or stranger(review, one.span):
            continue
        seen.add(value)
        line, words = line_of(review, one.money.start), shown(review, one.span)
        if _NOW.search(one.before[-60:]) and not _PAST.search(one.before[-60:]):
            yield _priced(review, sources, one, value, line=line, words=words)
        else:
            yield Doubt(line, words, "price: of which day, and is it a list price?")


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
