"""Two rubrics over the catalog as plain data, for programs."""

from dataclasses import asdict
from typing import Any

from auricle import PROGRAM
from auricle.rating.axis import Axis
from auricle.rating.rate import Rating
from auricle.rating.rubrics.side_by_side import Pair, SideBySide

__all__ = ["side_by_side_record"]


def side_by_side_record(compared: SideBySide) -> dict[str, Any]:
    """Everything a comparison of two rubrics over a catalog says.

    Raises
    ------
    ValueError
        If there are no products, for then nothing names the rubrics.
    """
    if not compared.pairs:
        raise ValueError("at least one product, got none")
    first, second = compared.pairs[0].first, compared.pairs[0].second
    return {
        "as_of": first.day.isoformat(),
        "region": first.region,
        "currency": first.currency,
        "first": first.rubric,
        "second": second.rubric,
        "products": [_pair_record(pair) for pair in compared.pairs],
        "overall": asdict(compared.overall),
        "axes": {axis: asdict(stated) for axis, stated in compared.axes.items()},
        "widest_axis": compared.widest_axis,
        "inputs": {
            "catalog": first.inputs["catalog"],
            "first": first.inputs["rubric"],
            "second": second.inputs["rubric"],
        },
        "program": PROGRAM,
    }


def _pair_record(pair: Pair) -> dict[str, Any]:
    differences = pair.axis_differences
    return {
        "slug": pair.slug,
        "product": pair.first.dossier.product.name,
        "first": _overall(pair.first, pair.first_rank),
        "second": _overall(pair.second, pair.second_rank),
        "difference": pair.difference,
        "tie": pair.is_tie,
        "widest_axis": pair.widest_axis,
        "axes": {
            a.id: {"first": _value(a), "second": _value(b), "difference": differences[a.id]}
            for a, b in zip(pair.first.axes, pair.second.axes, strict=True)
        },
    }


def _overall(rating: Rating, rank: int) -> dict[str, Any]:
    return {
        "value": rating.value,
        "low": rating.low,
        "high": rating.high,
        "rank": rank,
        "provisional": bool(rating.provisional),
    }


def _value(axis: Axis) -> float | None:
    return axis.rounded if axis.is_known else None
