"""``auricle rate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auricle.cli.options import Session, emit_json, json_option, product_argument, session_options
from auricle.cli.text import bar, table

if TYPE_CHECKING:
    from auricle.rating import Axis, Rating, Term

__all__ = ["rate"]

_EXAMPLE = """\b
Examples:
  auricle rate akg-k612-pro
  auricle rate akg-k612-pro --as-of 2025-08-20 --json
  auricle rate my-headphone.toml --rubric my-rubric.toml"""


@click.command(epilog=_EXAMPLE)
@product_argument
@session_options
@json_option
def rate(product: str, *, session: Session, as_json: bool) -> None:
    """Show the rating of a product with its trace.

    Every term of an axis is listed with its value, the points p the rubric gives it, its
    weight w and the grade g of its evidence. Value = 0.5 + sum of the contributions.
    """
    rating = session.rate(product)
    if as_json:
        from auricle.rating import rating_record

        emit_json(rating_record(rating))
    else:
        click.echo("\n".join(_lines(rating)))


def _lines(rating: Rating) -> list[str]:
    from auricle.wording import figure

    product = rating.dossier.product
    interval = f"{figure(rating.low, 2)} to {figure(rating.high, 2)}"
    lines = [
        f"{product.name}  ({product.kind})",
        f"rubric {rating.rubric}, as of {rating.day}, buyer in {rating.region}",
        "",
        f"  {rating.value:.1f} of 5   (interval {interval})",
    ]
    lines += [f"  provisional: {reason}" for reason in rating.provisional]
    if rating.proxies:
        lines.append(f"  leans on siblings: {', '.join(rating.proxies)}")
    for axis in rating.axes:
        lines += ["", *_axis_lines(axis, rating)]
    lines += ["", "Evidence that would raise the coverage most:"]
    lines += table(
        [
            [f"  +{figure(wanted.gain, 2)}", wanted.axis.replace("_", " "), wanted.wanted]
            for wanted in rating.wanted
        ]
    )
    return lines


def _axis_lines(axis: Axis, rating: Rating) -> list[str]:
    shown = f"{axis.rounded:.1f}" if axis.is_known else "not known (0.5)"
    from auricle.wording import figure, term_value

    value, low, high, coverage = (
        figure(number, 2) for number in (axis.value, axis.low, axis.high, axis.coverage)
    )
    interval = f"{value} in {low} to {high}"
    lines = [f"{axis.name}: {shown}   {bar(axis.value)}   {interval}, coverage {coverage}"]
    if axis.id == "cost_performance":
        return lines + _market_lines(rating)

    rows = [
        [f"  {t.name}", term_value(t) or "not known", *_numbers(t), _evidence(t)]
        for t in axis.terms
    ]
    header = ["  criterion", "value", "p", "w", "g", "adds", "evidence"]
    return lines + table([header, *rows], right=frozenset({2, 3, 4, 5}))


def _numbers(term: Term) -> list[str]:
    from auricle.wording import figure, signed

    if term.points is None:
        return ["", f"{term.weight:g}", "0", ""]
    points, adds = figure(term.points, 2), signed(term.contribution)
    return [points, f"{term.weight:g}", f"{term.grade:g}", adds]


def _evidence(term: Term) -> str:
    if term.evidence is None:
        return ""
    from auricle.wording import evidence_name

    names = ", ".join(
        dict.fromkeys(
            source.publisher if source.known_by else f"{source.publisher} (undated)"
            for source in term.sources
        )
    )
    proxy = f" (proxy: {term.proxy})" if term.proxy else ""
    return f"{evidence_name(term.evidence)}: {names}{proxy}"


def _market_lines(rating: Rating) -> list[str]:
    market = rating.market
    own = market.price
    lines = [f"  own price not known: {'; '.join(own.remarks)}"]
    if own.value is not None:
        lines = [f"  own price {own.value:.2f} {rating.currency}, seen {own.details['observed']}"]
    lines += [f"  provisional: {reason}" for reason in market.provisional]
    looked_at = [c for c in market.candidates if c.outcome != "excluded"]
    rows = [
        [
            f"  {c.product.slug}",
            f"{c.cost:.2f}" if c.cost is not None else "",
            c.outcome,
            "; ".join(c.reasons),
        ]
        for c in looked_at
    ]
    excluded = len(market.candidates) - len(looked_at)
    header = ["  candidate", rating.currency, "outcome", "because"]
    lines += table([header, *rows], right=frozenset({1})) if rows else []
    lines.append(
        f"  {excluded} further products excluded (other kind, or no new price): see --json"
    )
    return lines
