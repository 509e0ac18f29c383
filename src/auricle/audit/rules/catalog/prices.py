"""The price of a review beside prices that the product's dossier holds of the same days."""

from collections.abc import Iterator
from datetime import date, timedelta

from auricle.audit.known import KnownProduct, KnownProducts, known_product
from auricle.audit.known.product import KnownPrice
from auricle.audit.place import place_of
from auricle.audit.reading import Review
from auricle.audit.rules.rule import Excerpt, Hit, Rule
from auricle.audit.statements.prices import front_price, prices
from auricle.audit.statements.terms import NEAR_DAYS, are_unlike, own_currency

__all__ = ["RULES"]

_NEAR = timedelta(days=NEAR_DAYS)


def _check_price(review: Review, known: KnownProducts) -> Iterator[Hit]:
    field, own, currency = review.field("price"), front_price(review), own_currency(review)
    product = known_product(review, known) if own and currency else None
    if field is None or own is None or product is None:
        return
    near = [one for one in _near(review, product) if one.currency == currency]
    own_prices = [float(own), *_own_prices(review, currency)]
    if near and all(are_unlike(price, one.amount) for one in near for price in own_prices):
        one = min(near, key=lambda price: abs(price.amount - float(own)))
        stated = f"{one.amount:,.10g} {one.currency}"
        low, high = sorted((float(own), one.amount))
        message = (
            f"the price is {own} {currency} here, and {stated} at {one.publisher} in the "
            f"catalog, seen {_day(one)}: one is {100 * (high / low - 1):.0f} % more than the other"
        )
        found, expected = f"{own} {currency}", f"{stated}, or the reason for the difference"
        yield Hit(place_of(review, field.span), message, found, expected)


def _own_prices(review: Review, currency: str) -> list[float]:
    """Prices of the product that the text gives: shops differ."""
    return [
        float(one.value) for one in prices(review) if one.is_target and one.currency == currency
    ]


def _near(review: Review, product: KnownProduct) -> list[KnownPrice]:
    """New prices, no list prices, that may have been seen within 30 days of the review."""
    day = review.day.calendar_day() if review.day else None
    if day is None:
        return []
    return [
        one
        for one in product.prices
        if not one.is_list
        and one.per == "pair"
        and date.fromisoformat(one.first_day) - _NEAR <= day
        and day <= date.fromisoformat(one.last_day) + _NEAR
    ]


def _day(one: KnownPrice) -> str:
    return f"on {one.first_day}" if one.first_day == one.last_day else f"by {one.last_day}"


_FRONT = "target_name: AKG K612 Pro\ncompany_id: akg"

RULES = (
    Rule(
        id="catalog-price",
        language="en",
        group="catalog",
        severity="warning",
        title="The price of a review is near those that the catalog holds of that month.",
        why=(
            "A price that shops did not ask in that month makes a wrong score of cost-performance. "
            "Prices in one currency, new, seen within 30 days of the review, are compared; one "
            "that differs by more than 25 % from all of them is told."
        ),
        bad=(
            Excerpt("front", f"{_FRONT}\nprice: 449"),
            Excerpt(
                "cost_performance",
                "$$ \\Large \\text{0.9} $$\n\nThe AKG K612 Pro costs 449 USD [1]. "
                "CP = 395 USD ÷ 449 USD = 0.8797, rounded to 0.9.",
            ),
        ),
        good=(
            Excerpt("front", f"{_FRONT}\nprice: 249"),
            Excerpt(
                "cost_performance",
                "$$ \\Large \\text{0.9} $$\n\nThe AKG K612 Pro costs 249 USD [1]. "
                "CP = 219 USD ÷ 249 USD = 0.8795, rounded to 0.9.",
            ),
        ),
        check_catalog=_check_price,
    ),
)
