"""A rating as plain data, for programs."""

from collections.abc import Iterable
from typing import Any

from auricle import PROGRAM
from auricle.dossier import Source
from auricle.market import Candidate
from auricle.metrics import MetricResult
from auricle.rating.axis import Axis, Term
from auricle.rating.rate import Rating

__all__ = ["metric_record", "rating_record", "source_record", "sources_with_origins"]

Record = dict[str, Any]


def rating_record(rating: Rating) -> Record:
    """Everything a rating says, in the order in which it is documented.

    Returns
    -------
    dict
        Text, numbers, lists and dictionaries only. Numbers are not rounded; `None` stands
        for what is not known.
    """
    return {
        "slug": rating.dossier.slug,
        "product": rating.dossier.product.name,
        "as_of": rating.day.isoformat(),
        "region": rating.region,
        "currency": rating.currency,
        "rubric": rating.rubric,
        "neutral": rating.neutral,
        "overall": {"value": rating.value, "low": rating.low, "high": rating.high},
        "coverage": rating.coverage,
        "provisional": bool(rating.provisional),
        "provisional_because": list(rating.provisional),
        "proxies": list(rating.proxies),
        "axes": {axis.id: _axis_record(axis, rating) for axis in rating.axes},
        "metrics": {name: metric_record(metric) for name, metric in rating.metrics.items()},
        "wanted_evidence": [
            {
                "axis": wanted.axis,
                "criterion": wanted.criterion,
                "evidence": wanted.wanted,
                "coverage_gain": wanted.gain,
            }
            for wanted in rating.wanted
        ],
        "sources": {source.id: source_record(source) for source in _sources(rating)},
        "inputs": dict(rating.inputs),
        "program": PROGRAM,
    }


def source_record(source: Source) -> Record:
    """A source as plain data."""
    return {
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "kind": source.kind,
        "published": str(source.published) if source.published else None,
        "accessed": str(source.accessed) if source.accessed else None,
        "rig": source.rig,
        "relays": source.relays,
        "via": source.via.id if source.via else None,
        "dated": source.known_by is not None,
    }


def metric_record(metric: MetricResult) -> Record:
    """A metric's result as plain data."""
    return {
        "state": metric.state,
        "value": metric.value,
        "unit": metric.unit,
        "uncertainty": metric.uncertainty,
        "low": metric.low,
        "high": metric.high,
        "evidence": metric.evidence,
        "proxy": metric.proxy,
        "only_proxy": metric.only_proxy,
        "agreeing": metric.agreeing,
        "sources": [source.id for source in metric.sources],
        "remarks": list(metric.remarks),
        "details": dict(metric.details),
    }


def _axis_record(axis: Axis, rating: Rating) -> Record:
    record: Record = {
        "name": axis.name,
        "rule": axis.rule,
        "value": axis.value,
        "rounded": axis.rounded,
        "low": axis.low,
        "high": axis.high,
        "coverage": axis.coverage,
        "known": axis.is_known,
        "terms": [_term_record(term) for term in axis.terms],
    }
    if axis.id == "cost_performance":
        market = rating.market
        record |= {
            "provisional": bool(market.provisional),
            "provisional_because": list(market.provisional),
            "price": market.price.value,
            "currency": rating.currency,
            "best": market.best,
            "next_best": market.next_best,
            "candidates": [_candidate_record(candidate) for candidate in market.candidates],
        }
    return record


def _term_record(term: Term) -> Record:
    return {
        "criterion": term.criterion,
        "name": term.name,
        "input": term.input,
        "value": term.value,
        "unit": term.unit,
        "uncertainty": term.uncertainty,
        "points": term.points,
        "points_low": term.points_low,
        "points_high": term.points_high,
        "weight": term.weight,
        "grade": term.grade,
        "evidence": term.evidence,
        "agreeing": term.agreeing,
        "contribution": term.contribution,
        "half_width": term.half_width,
        "proxy": term.proxy,
        "sources": [source.id for source in term.sources],
        "remarks": list(term.remarks),
    }


def _candidate_record(candidate: Candidate) -> Record:
    return {
        "slug": candidate.product.slug,
        "price": candidate.price.value,
        "cost": candidate.cost,
        "bought_in": [extra.name for extra in candidate.bought_in],
        "outcome": candidate.outcome,
        "reasons": list(candidate.reasons),
        "metrics": {
            comparison.metric: {
                "own": comparison.own,
                "candidate": comparison.other,
                "verdict": comparison.verdict,
                "reason": comparison.reason,
            }
            for comparison in candidate.comparisons
        },
        "sources": [source.id for source in candidate.sources],
    }


def _sources(rating: Rating) -> list[Source]:
    lists = [term.sources for axis in rating.axes for term in axis.terms]
    lists += [metric.sources for metric in rating.metrics.values()]
    lists += [candidate.sources for candidate in rating.market.candidates]
    return sources_with_origins(source for sources in lists for source in sources)


def sources_with_origins(sources: Iterable[Source]) -> list[Source]:
    """Sources with those they were found cited in, in the order of their ids."""
    found: dict[str, Source] = {}
    for source in sources:
        step: Source | None = source
        while step is not None:
            found.setdefault(step.id, step)
            step = step.via
    return [found[key] for key in sorted(found)]
