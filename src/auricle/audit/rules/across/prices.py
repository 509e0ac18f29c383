"""Prices of one comparator in several reviews."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from auricle.audit.rules.across.examples import OWN, compared_with, front_of
from auricle.audit.rules.across.related import money, see
from auricle.audit.rules.rule import Hit, Rule
from auricle.audit.shelf import Comparator, Digest, Shelf
from auricle.audit.statements.terms import NEAR_DAYS, WITH_MORE, are_unlike

__all__ = ["RULES"]

_MOST_SHOWN = 5  # other reviews beside a finding


class _Statement(NamedTuple):
    """The prices that a review gives for one product on like terms: one as a rule."""

    review: Digest
    day: int  # as a number of days
    comparators: tuple[Comparator, ...]
    prices: tuple[float, ...]  # of them


_Name = tuple[str, str, str, str]  # language, key of the name, currency, terms


def _check_prices(shelf: Shelf) -> Iterator[Hit]:
    for statements in _by_product(shelf).values():
        for one in statements:
            unlike = _contradicting(one, _near(one, statements))
            if unlike:
                yield _unlike_prices(one, unlike)


def _by_product(shelf: Shelf) -> dict[_Name, list[_Statement]]:
    """Statements on each product, currency and terms, in the order of their days."""
    stated: dict[_Name, list[_Statement]] = defaultdict(list)
    reviews = [one for one in shelf.current.values() if one.day]
    for review in sorted(reviews, key=lambda one: (one.day, one.file)):
        prices: dict[_Name, list[Comparator]] = defaultdict(list)
        for one in (*review.comparators, *([review.product] if review.product else [])):
            if WITH_MORE not in one.terms:
                prices[review.language, one.key, one.currency, one.terms].append(one)
        day = date.fromisoformat(review.day).toordinal()
        for name, comparators in prices.items():
            amounts = tuple(dict.fromkeys(one.price for one in comparators))
            stated[name].append(_Statement(review, day, tuple(comparators), amounts))
    return stated


def _near(one: _Statement, statements: Sequence[_Statement]) -> list[_Statement]:
    """Statements of other reviews of about the same day; all are in the order of their days."""
    first = bisect_left(statements, one.day - NEAR_DAYS, key=_day_of)
    last = bisect_right(statements, one.day + NEAR_DAYS, key=_day_of)
    return [other for other in statements[first:last] if other.review is not one.review]


def _day_of(one: _Statement) -> int:
    return one.day


def _contradicting(one: _Statement, near: Sequence[_Statement]) -> list[_Statement]:
    """Statements that speak against one; none where more bear it out.

    Where as many do, the side of the earliest statement is left alone.
    """
    unlike = [other for other in near if _are_unlike(one.prices, other.prices)]
    n_alike = len(near) - len(unlike) + 1
    if len(unlike) != n_alike:
        return unlike if len(unlike) > n_alike else []
    earliest = min([one, *near], key=lambda other: (other.day, other.review.file))
    return unlike if _are_unlike(one.prices, earliest.prices) else []


@lru_cache(maxsize=1024)
def _are_unlike(prices: tuple[float, ...], others: tuple[float, ...]) -> bool:
    """Whether no price of one statement is near one of the other."""
    return all(are_unlike(one, other) for one in prices for other in others)


def _unlike_prices(one: _Statement, unlike: Sequence[_Statement]) -> Hit:
    nearest = sorted(unlike, key=lambda other: (abs(other.day - one.day), other.review.file))
    here, there = one.comparators[0], nearest[0].comparators[0]
    low, high = sorted((here.price, there.price))
    message = (
        f"the {here.name} is {money(here)} here on {one.review.day}, and {money(there)} in "
        f"{there.place.file} on {nearest[0].review.day}: {high:,.10g} is "
        f"{100 * (high / low - 1):.0f} % more than {low:,.10g}"
    )
    related = tuple(
        see(each.comparators[0].place, f"{money(each.comparators[0])} on {each.review.day}")
        for each in nearest[:_MOST_SHOWN]
    )
    expected = f"{money(there)}, or the reason for the difference"
    return Hit(here.place, message, money(here), expected, related)


RULES = (
    Rule(
        id="comparator-price",
        group="across",
        severity="warning",
        title="Reviews of one month give a product one price.",
        why=(
            "A score of cost-performance moves with the price of the comparator. Prices in one "
            "currency that differ by more than 25 % within 30 days are told, that in the "
            "comparator's own review among them; used, refurbished and list prices, and those of "
            "a pair or of one, are compared among themselves only. Where more reviews bear a "
            "price out than speak against it, it is left alone."
        ),
        bad=(
            *OWN,
            front_of("Charlie Three", price=169),
            *compared_with("Bravo Two", 149, product_price=169, file="charlie-three.md"),
        ),
        good=(
            *OWN,
            front_of("Charlie Three", price=239),
            *compared_with("Bravo Two", 209, product_price=239, file="charlie-three.md"),
        ),
        check_shelf=_check_prices,
    ),
)
