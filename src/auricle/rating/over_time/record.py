"""The difference of two ratings as plain data, for programs."""

from collections.abc import Callable, Mapping
from typing import Any

from auricle import PROGRAM
from auricle.catalog import ExchangeRate
from auricle.dossier import (
    Claim,
    Curve,
    Fact,
    FailureCount,
    Finding,
    Impression,
    Price,
    ServiceRecord,
    WearPart,
)
from auricle.market import Candidate
from auricle.rating.axis import Axis
from auricle.rating.over_time.difference import AxisDifference, Difference
from auricle.rating.over_time.pieces import Piece, Statement
from auricle.rating.rate import Rating
from auricle.rating.record import source_record, sources_with_origins

__all__ = ["difference_record", "stated"]

Record = dict[str, Any]

# Of every kind of statement its name, and what it says in short.
_KINDS: Mapping[type, tuple[str, Callable[[Any], str]]] = {
    Fact: ("fact", lambda fact: str(fact.stated)),
    Finding: ("finding", lambda finding: str(finding.holds)),
    Claim: ("claim", lambda claim: str(claim.confirmed)),
    Price: ("price", lambda price: f"{price.amount:.2f} {price.currency}"),
    Curve: ("curve", lambda curve: str(curve.channels)),
    Impression: ("impression", lambda impression: str(impression.polarity)),
    FailureCount: ("failures", lambda count: str(count.in_words)),
    ServiceRecord: ("service", lambda record: f"{record.data.n_units} units"),
    WearPart: ("wear-part", lambda part: f"{part.amount:.2f} {part.currency}"),
    ExchangeRate: ("rate", lambda rate: f"{rate.rate:.6g} {rate.quote} a {rate.base}"),
}


def difference_record(difference: Difference) -> Record:
    """Everything that a difference says, in the order in which it is documented.

    Returns
    -------
    dict
        Text, numbers, lists and dictionaries only; `None` stands for what is not known.
    """
    before, after = difference.before, difference.after
    numbers = {id(piece): number for number, piece in enumerate(difference.pieces, start=1)}
    sources = [source for piece in difference.pieces for source in piece.sources]
    return {
        "slug": after.dossier.slug,
        "product": after.dossier.product.name,
        "from": before.day.isoformat(),
        "to": after.day.isoformat(),
        "region": after.region,
        "currency": after.currency,
        "rubric": after.rubric,
        "overall": {
            "from": _overall_record(before),
            "to": _overall_record(after),
            "change": difference.change,
            "moved": difference.moved,
            "rounding": difference.rounding,
        },
        "axes": {axis.after.id: _axis_record(axis, numbers) for axis in difference.axes},
        "comparators": {"from": _comparators(before), "to": _comparators(after)},
        "pieces": [_piece_record(piece, numbers) for piece in difference.pieces],
        "without_effect": [numbers[id(piece)] for piece in difference.without_effect],
        "sources": {source.id: source_record(source) for source in sources_with_origins(sources)},
        "inputs": dict(after.inputs),
        "program": PROGRAM,
    }


def stated(statement: Statement) -> str:
    """What a statement says, in short.

    Examples
    --------
    >>> from auricle.catalog import built_in_catalog
    >>> k612 = built_in_catalog().dossiers["akg-k612-pro"]
    >>> stated(k612.prices[0]), stated(k612.findings[0])
    ('249.00 USD', 'yes')
    """
    _, say = _KINDS[type(statement)]
    return say(statement)


def _overall_record(rating: Rating) -> Record:
    return {
        "value": rating.value,
        "low": rating.low,
        "high": rating.high,
        "provisional": bool(rating.provisional),
        "provisional_because": list(rating.provisional),
    }


def _axis_record(axis: AxisDifference, numbers: Mapping[int, int]) -> Record:
    return {
        "name": axis.after.name,
        "from": _state_record(axis.before),
        "to": _state_record(axis.after),
        "change": axis.change,
        "moved": axis.moved,
        "rounding": axis.rounding,
        "joined": axis.joined,
        "parts": [
            {"pieces": [numbers[id(piece)] for piece in part.pieces], "effect": part.effect}
            for part in axis.parts
        ],
    }


def _state_record(axis: Axis) -> Record:
    return {
        "value": axis.value,
        "rounded": axis.rounded,
        "low": axis.low,
        "high": axis.high,
        "coverage": axis.coverage,
        "known": axis.is_known,
    }


def _comparators(rating: Rating) -> Record:
    costs = {c.product.slug: c for c in rating.market.candidates}
    market = rating.market
    return {
        "price": market.price.value,
        "best": _comparator(costs.get(market.best or "")),
        "next_best": _comparator(costs.get(market.next_best or "")),
        "provisional_because": list(market.provisional),
    }


def _comparator(candidate: Candidate | None) -> Record | None:
    if candidate is None:
        return None
    return {"slug": candidate.product.slug, "cost": candidate.cost}


def _piece_record(piece: Piece, numbers: Mapping[int, int]) -> Record:
    return {
        "piece": numbers[id(piece)],
        "holder": piece.holder,
        "owner": piece.owner,
        "name": piece.name,
        "topic": piece.topic,
        "change": piece.change,
        "dropped": [_statement_record(statement) for statement in piece.dropped],
        "added": [_statement_record(statement) for statement in piece.added],
    }


def _statement_record(statement: Statement) -> Record:
    day = statement.source.known_by
    if isinstance(statement, Price):
        day = statement.known_by
    elif isinstance(statement, ExchangeRate):
        day = statement.day
    return {
        "kind": _KINDS[type(statement)][0],
        "stated": stated(statement),
        "known_by": day.isoformat() if day else None,
        "seller": statement.seller if isinstance(statement, Price) else None,
        "note": None if isinstance(statement, ExchangeRate) else statement.note,
        "source": statement.source.id,
    }
