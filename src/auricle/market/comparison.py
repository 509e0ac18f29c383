"""Two products side by side, metric by metric, with the margins of a rubric."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from auricle.dossier import Product
from auricle.metrics import MetricResult

__all__ = ["COMPARED", "Comparison", "Margins", "Profile", "compare_metrics", "compared_by"]

COMPARED = ("predicted-preference", "channel-match", "distortion", "isolation", "drive-voltage")
"""Metrics that are compared, in this order."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A product with its metrics as of the day."""

    product: Product
    metrics: Mapping[str, MetricResult]


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """By how much a product may fall short before it counts as worse."""

    preference_points: float
    channel_match_db: float
    isolation_db: float
    distortion_steps: float  # of the ladder
    distortion_ladder: tuple[float, ...]  # control points of the rubric, as ratios
    level_from_v: float  # reaching the level of the drive voltage from this voltage


@dataclass(frozen=True, slots=True)
class Comparison:
    """One metric of two products side by side."""

    metric: str
    own: float | None
    other: float | None
    verdict: str  # worse, not-worse, not-compared
    reason: str


def compare_metrics(own: Profile, other: Profile, margins: Margins) -> list[Comparison]:
    """Compare every metric that the rubric names, one by one.

    Parameters
    ----------
    own, other
        The product, and the candidate that may be worse.
    margins
        Of the rubric.
    """
    return [
        _compare_preference(own, other, margins),
        _compare(own, other, "channel-match", margins.channel_match_db, "dB", lower=True),
        _compare_distortion(own, other, margins),
        _compare(own, other, "isolation", margins.isolation_db, "dB", lower=False),
        _compare_level(own, other, margins),
    ]


def compared_by(metric: MetricResult) -> tuple[object, ...]:
    """What of a metric a comparison reads: two results alike in it compare alike."""
    if metric.metric != "predicted-preference":
        return (metric.value,)
    return metric.value, metric.details.get("rig_family"), metric.sources


def _compare_preference(own: Profile, other: Profile, margins: Margins) -> Comparison:
    name = "predicted-preference"
    a, b = own.metrics[name], other.metrics[name]
    if a.value is not None and b.value is not None:
        families = a.details.get("rig_family"), b.details.get("rig_family")
        if families[0] != families[1]:
            reason = f"the preferences come from unlike rigs: {families[0]} and {families[1]}"
            return Comparison(name, a.value, b.value, "not-compared", reason)
        if set(a.sources) & set(b.sources):
            reason = "the preference of both rests on one and the same response"
            return Comparison(name, a.value, b.value, "not-compared", reason)
    return _compare(own, other, name, margins.preference_points, "points", lower=False)


def _compare(
    own: Profile, other: Profile, name: str, margin: float, unit: str, *, lower: bool
) -> Comparison:
    a, b = own.metrics[name].value, other.metrics[name].value
    if a is None or b is None:
        return _not_compared(name, a, b)
    shortfall = (b - a) if lower else (a - b)
    verdict = "worse" if round(shortfall, 9) > margin else "not-worse"
    label = name.replace("-", " ")
    reason = f"{label} {b:.1f} against {a:.1f} {unit}"
    if verdict == "worse":
        reason += f", beyond the margin of {margin:g}"
    elif shortfall > 0.0 and margin > 0.0:
        reason += f", within the margin of {margin:g}"
    return Comparison(name, a, b, verdict, reason)


def _compare_distortion(own: Profile, other: Profile, margins: Margins) -> Comparison:
    name = "distortion"
    a, b = own.metrics[name].value, other.metrics[name].value
    if a is None or b is None:
        return _not_compared(name, a, b)
    ladder = margins.distortion_ladder
    steps = _step(b, ladder) - _step(a, ladder)
    verdict = "worse" if round(steps, 9) > margins.distortion_steps else "not-worse"
    reason = f"distortion {100 * b:.2g} against {100 * a:.2g} %"
    if verdict == "worse":
        reason += f", beyond the margin of {margins.distortion_steps:g} step"
    return Comparison(name, a, b, verdict, reason)


def _step(value: float, ladder: Sequence[float]) -> float:
    """Place of a value among control points, in steps, linear on a logarithmic scale."""
    if value <= ladder[0]:
        return 0.0
    for index, (low, high) in enumerate(pairwise(ladder)):
        if value <= high:
            return index + math.log(value / low) / math.log(high / low)
    return float(len(ladder) - 1)


def _compare_level(own: Profile, other: Profile, margins: Margins) -> Comparison:
    name, limit = "drive-voltage", margins.level_from_v
    a, b = own.metrics[name].value, other.metrics[name].value
    if a is None or b is None:
        return _not_compared(name, a, b)
    if a > limit:
        reason = f"takes more than {limit:g} V for 110 dB SPL itself"
        return Comparison(name, a, b, "not-compared", reason)
    reason = f"takes {b:.2f} against {a:.2f} V for 110 dB SPL"
    return Comparison(name, a, b, "worse" if b > limit else "not-worse", reason)


def _not_compared(name: str, a: float | None, b: float | None) -> Comparison:
    side = "either" if a is None and b is None else "this product" if a is None else "that product"
    label = name.replace("-", " ")
    return Comparison(name, a, b, "not-compared", f"the {label} of {side} is not known")
