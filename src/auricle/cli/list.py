"""``auricle list``."""

from __future__ import annotations

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


@click.command("list", epilog=_EXAMPLE)
@click.option("--form", type=click.Choice(["over-ear", "on-ear", "in-ear", "earbud"]))
@click.option("--back", type=click.Choice(["open", "semi-open", "closed"]))
@click.option("--max-price", type=float, help="Leave out what costs more, or has no known price.")
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
    never wins over what is known to be good. Default day: the newest date in the catalog.
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
        and (max_price is None or _price(rating) <= max_price)
    ]
    if as_json:
        inputs = {"catalog": catalog.sha256, "rubric": session.rubric.sha256}
        emit_json(_record(ratings, session, day.isoformat(), inputs))
    else:
        click.echo("\n".join(_lines(ratings, session, day.isoformat())))


def _price(rating: Rating) -> float:
    value = rating.metrics["price"].value
    return float("inf") if value is None else value


def _ties(rating: Rating, ratings: list[Rating]) -> list[str]:
    from auricle.rating import is_tie

    return [r.dossier.slug for r in ratings if r is not rating and is_tie(rating, r)]


def _record(
    ratings: list[Rating], session: Session, day: str, inputs: dict[str, str]
) -> dict[str, Any]:
    from auricle.rating import PROGRAM

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
                "axes": {axis.id: axis.rounded for axis in rating.axes},
                "provisional": bool(rating.provisional),
                "cost_performance_provisional": bool(rating.market.provisional),
                "ties": _ties(rating, ratings),
            }
            for rating in ratings
        ],
        "inputs": inputs,
        "program": PROGRAM,
    }


def _lines(ratings: list[Rating], session: Session, day: str) -> list[str]:
    header = [
        "product",
        "slug",
        "form",
        "back",
        session.currency or _CURRENCY,
        "overall",
        "interval",
        "",
    ]
    rows = []
    for rating in ratings:
        product, price = rating.dossier.product, rating.metrics["price"].value
        marks = ["provisional"] if rating.provisional else []
        if ratings[0] is not rating and ratings[0].dossier.slug in _ties(rating, ratings):
            marks.append("tie with the first")
        rows.append(
            [
                product.name,
                product.slug,
                product.form,
                product.back or "",
                "" if price is None else f"{price:.2f}",
                f"{rating.value:.1f}",
                f"{rating.low:.2f} to {rating.high:.2f}",
                ", ".join(marks),
            ]
        )
    lines = [f"rubric {session.rubric.id}, as of {day}, buyer in {session.region}", ""]
    lines += table([header, *rows], right=frozenset({4, 5}))
    return [*lines, "", f"{len(ratings)} products, in the order of the low end of their interval"]
