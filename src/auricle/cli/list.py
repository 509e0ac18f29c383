"""``auricle list``."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import click

from auricle.cli.options import Session, emit_json, json_option, session_options
from auricle.cli.text import table

if TYPE_CHECKING:
    from auricle.rating import Rating

__all__ = ["list_products"]

_CURRENCY = "USD"  # one for all, so that prices can be compared in the list
_EXAMPLE = """\b
Examples:
  auricle list
  auricle list --form over-ear --back open --max-price 200
  auricle list --as-of 2025-08-20 --json"""


class _PriceType(click.FloatRange):
    """An amount of money above 0."""

    def __init__(self) -> None:
        super().__init__(min=0.0, min_open=True)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        amount = float(super().convert(value, param, ctx))
        if math.isnan(amount):
            self.fail(f"{value!r} is no amount", param, ctx)
        return amount


@click.command("list", epilog=_EXAMPLE)
@click.option("--form", type=click.Choice(["over-ear", "on-ear", "in-ear", "earbud"]))
@click.option("--back", type=click.Choice(["open", "semi-open", "closed"]))
@click.option("--max-price", type=_PriceType(), help="Leave out what costs more.")
@session_options
@json_option
def list_products(
    form: str | None,
    back: str | None,
    max_price: float | None,
    *,
    session: Session,
    as_json: bool,
) -> None:
    """List the products of the catalog.

    They stand in the order of the low end of their interval, so that what is not known
    never wins over what is known to be good. Two ratings whose difference lies inside their
    joint interval are a tie.
    """
    from auricle.rating import rate_all

    catalog = session.catalog()
    day = session.day(catalog)
    ratings = [
        rating
        for rating in rate_all(
            catalog,
            rubric=session.rubric,
            day=day,
            region=session.region,
            currency=session.currency or _CURRENCY,
        )
        if form in {None, rating.dossier.product.form}
        and back in {None, rating.dossier.product.back}
    ]
    shown = [r for r in ratings if max_price is None or _price(r) <= max_price]
    unpriced = [
        rating
        for rating in ratings
        if max_price is not None
        and math.isinf(_price(rating))
        and float(rating.metrics["price"].details.get("last_value", 0.0)) <= max_price
    ]
    if as_json:
        inputs = {"catalog": catalog.sha256, "rubric": session.rubric.sha256}
        emit_json(_record(shown, unpriced, session, day.isoformat(), inputs))
    else:
        click.echo("\n".join(_lines(shown, unpriced, session, day.isoformat())))


def _price(rating: Rating) -> float:
    value = rating.metrics["price"].value
    return math.inf if value is None else value


def _ties(rating: Rating, ratings: list[Rating]) -> list[str]:
    from auricle.rating import is_tie

    return [r.dossier.slug for r in ratings if r is not rating and is_tie(rating, r)]


def _record(
    ratings: list[Rating],
    unpriced: list[Rating],
    session: Session,
    day: str,
    inputs: dict[str, str],
) -> dict[str, Any]:
    from auricle import PROGRAM

    return {
        "as_of": day,
        "rubric": session.rubric.id,
        "region": session.region,
        "currency": session.currency or _CURRENCY,
        "products": [
            {
                "slug": rating.dossier.slug,
                "product": rating.dossier.product.name,
                "form": rating.dossier.product.form,
                "back": rating.dossier.product.back,
                "price": rating.metrics["price"].value,
                "overall": {"value": rating.value, "low": rating.low, "high": rating.high},
                "axes": {axis.id: axis.rounded if axis.is_known else None for axis in rating.axes},
                "provisional": bool(rating.provisional),
                "cost_performance_provisional": bool(rating.market.provisional),
                "ties": _ties(rating, ratings),
            }
            for rating in ratings
        ],
        "without_price": [rating.dossier.slug for rating in unpriced],
        "inputs": inputs,
        "program": PROGRAM,
    }


def _lines(ratings: list[Rating], unpriced: list[Rating], session: Session, day: str) -> list[str]:
    from auricle.metrics import MAX_AGE_DAYS
    from auricle.wording import counted, figure

    currency = session.currency or _CURRENCY
    header = ["product", "slug", "form", "back", currency, "overall", "interval", ""]
    rows = []
    for rating in ratings:
        product, price = rating.dossier.product, rating.metrics["price"].value
        rows.append(
            [
                product.name,
                product.slug,
                product.form,
                product.back or "",
                "" if price is None else f"{price:.2f}",
                f"{rating.value:.1f}",
                f"{figure(rating.low, 2)} to {figure(rating.high, 2)}",
                _marks(rating, ratings),
            ]
        )
    lines = [f"rubric {session.rubric.id}, as of {day}, buyer in {session.region}", ""]
    lines += table([header, *rows], right=frozenset({4, 5})) if rows else []
    number = counted(len(ratings), "product", "products")
    lines += ["", f"{number}, in the order of the low end of their interval"]
    lines.append(f"all on {day}; `auricle rate SLUG` takes the newest day of the product itself")
    if any(rating.provisional for rating in ratings):
        lines.append("provisional: too little of the scientific validity is known")
    if any(rating.market.provisional for rating in ratings):
        lines.append("*: the cost-performance in it is provisional; `auricle rate SLUG` says why")
    if unpriced:
        names = "; ".join(map(_last_price, unpriced))
        lines.append(
            f"left out, no {currency} price within {MAX_AGE_DAYS} days before {day}: {names}"
        )
    return lines


def _marks(rating: Rating, ratings: list[Rating]) -> str:
    marks = ["provisional"] if rating.provisional else []
    if rating.market.provisional:
        marks.append("*")
    if ratings[0] is not rating and ratings[0].dossier.slug in _ties(rating, ratings):
        marks.append("tie with the first")
    return ", ".join(marks)


def _last_price(rating: Rating) -> str:
    last = rating.metrics["price"].details
    name = rating.dossier.product.name
    if "last_value" not in last:
        return name
    return f"{name} (last {last['last_value']:.2f}, {last['last_observed']})"
