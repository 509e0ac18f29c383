"""Metrics of a measured response: preference, deviation, resonance, channel match."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from auricle.dossier import (
    Combined,
    Curve,
    Dossier,
    Product,
    combine_facts,
    evidence_class,
    fact_groups,
)
from auricle.estimate import Z_95
from auricle.metrics.definitions import Definition
from auricle.metrics.result import MetricResult, Subject, rounded, unknown
from auricle.response import LOG96_HZ, R40_HZ, Target, band, resample_db
from auricle.response.features import channel_mismatch_db, resonance_height_db
from auricle.response.formats import load_rigs, load_target
from auricle.response.preference import (
    OVER_EAR_RESIDUAL,
    error_statistics,
    in_ear_preference,
    over_ear_preference,
    over_ear_preference_from_statistics,
)
from auricle.response.uncertainty import error_draws_db, smooth_noise

__all__ = ["ErrorCurve", "channel_match", "error_curve", "response_metrics"]

_IN_EAR_FORMS = frozenset({"in-ear", "earbud"})
# RMSE of the in-ear model, US 2019/0087739 A1, table 1; that of the over-ear model is larger.
_IN_EAR_RESIDUAL = 5.5
_SCORED_BAND_HZ = (5000.0, 8000.0)
_REPORTED_BAND_HZ = (8000.0, 11_500.0)
_HALF_OCTAVE = 2.0**0.5
_COARSEST_STEP_OCTAVES = 1.0 / 6.0 + 1e-9  # sparser input is refused, not interpolated
_SEED = 2018  # the uncertainties move by less than 5 % with another

_IDS = ("predicted-preference", "response-deviation", "treble-resonance")


@dataclass(frozen=True, slots=True)
class ErrorCurve:
    """Response minus the target of its rig, with where it comes from."""

    curve: Curve
    target: Target
    frequency_hz: NDArray[np.float64]  # part of R40_HZ
    level_db: NDArray[np.float64]
    owner: Dossier  # the product, or the sibling that stands in
    seating: str


def response_metrics(
    definitions: Mapping[str, Definition], subject: Subject
) -> dict[str, MetricResult]:
    """Predicted preference, deviation and treble resonance of a product.

    The product's own response goes first, then its own published standard deviation and
    slope, then the response of the first sibling that has one.

    Parameters
    ----------
    definitions
        By metric id.
    subject
        The product and its siblings.

    Returns
    -------
    dict
        The three results by metric id.
    """
    reason = "no response on a rig that has a target"
    result = {name: unknown(name, definitions[name].unit, reason) for name in _IDS}
    own = _error(subject.dossier)
    if own is not None:
        return result | _from_error(definitions, own, proxy=None)
    stated = _from_statistics(definitions, subject)
    if stated:
        return result | stated
    candidates = [_error(sibling) for sibling in subject.siblings]
    errors = [error for error in candidates if error is not None]
    if not errors:
        return result
    metrics = _from_error(definitions, errors[0], proxy=errors[0].owner.slug)
    also = tuple(f"{e.owner.slug} has a response, too; one proxy counts" for e in errors[1:])
    return result | {k: replace(m, remarks=m.remarks + also) for k, m in metrics.items()}


def error_curve(subject: Subject) -> ErrorCurve | None:
    """The error curve that the metrics of a product rest on; None where there is none.

    It is the product's own where it has one, else that of the first sibling with one.
    """
    errors = (_error(dossier) for dossier in (subject.dossier, *subject.siblings))
    return next((error for error in errors if error is not None), None)


def channel_match(definition: Definition, subject: Subject) -> MetricResult | None:
    """Channel match from responses of both channels; None without such a pair."""
    for left in subject.dossier.curves:
        for right in subject.dossier.curves:
            pair = (left.channels, right.channels) == ("left", "right")
            if pair and (left.rig, left.source.document) == (right.rig, right.source.document):
                return _matched(definition, left, right)
    return None


def _matched(definition: Definition, left: Curve, right: Curve) -> MetricResult | None:
    grid = LOG96_HZ
    for curve in (left, right):
        if not curve.response.covers(float(grid[0]), 10_000.0):
            return None
    highest = min(left.response.frequency_hz[-1], right.response.frequency_hz[-1])
    covered = grid[grid <= highest]
    # Above the measured range both are held level: bands end at 9 kHz and see none of it.
    levels = [
        np.pad(curve.response.on(covered), (0, grid.size - covered.size), mode="edge")
        for curve in (left, right)
    ]
    value = float(channel_mismatch_db(*levels))
    return MetricResult(
        metric=definition.id,
        unit=definition.unit,
        value=rounded(value),
        uncertainty=0.3,
        low=rounded(max(0.0, value - Z_95 * 0.3)),
        high=rounded(value + Z_95 * 0.3),
        evidence=evidence_class(left.source),
        sources=tuple(dict.fromkeys((left.source, right.source))),
    )


def _error(dossier: Dossier) -> ErrorCurve | None:
    """Error curve of the first response whose rig has a target for the form."""
    averages = [curve for curve in dossier.curves if curve.channels == "average"]
    for curve in averages or dossier.curves:
        rig = load_rigs().get(curve.rig or "")
        slug = rig.targets.get(dossier.product.form) if rig else None
        low_hz = 20.0 if dossier.product.form in _IN_EAR_FORMS else 50.0
        response = curve.response
        if slug is None or not response.covers(low_hz, 10_000.0):
            continue
        if response.coarsest_step_octaves(low_hz, 10_000.0) > _COARSEST_STEP_OCTAVES:
            continue
        target = load_target(slug)
        low, high = response.frequency_hz[[0, -1]]
        grid = R40_HZ[(low <= R40_HZ) & (high >= R40_HZ)]
        error_db = response.on(grid) - target.response.on(grid)
        return ErrorCurve(curve, target, grid, error_db, dossier, _seating(dossier.product))
    return None


@cache
def _noise() -> NDArray[np.float64]:
    """Errors that every product is drawn with: differences between products carry none."""
    return smooth_noise(np.random.default_rng(_SEED))


def _seating(product: Product) -> str:
    if product.form in _IN_EAR_FORMS:
        return "insert"
    return "closed" if product.is_closed else "open"


def _from_error(
    definitions: Mapping[str, Definition], error: ErrorCurve, *, proxy: str | None
) -> dict[str, MetricResult]:
    in_ear = error.owner.product.form in _IN_EAR_FORMS
    scored = band(error.frequency_hz, 20.0 if in_ear else 50.0, 10_000.0)
    model = in_ear_preference if in_ear else over_ear_preference
    residual = _IN_EAR_RESIDUAL if in_ear else OVER_EAR_RESIDUAL
    draws_db = error_draws_db(
        error.level_db,
        error.frequency_hz,
        _noise(),
        seating=error.seating,
        sibling=proxy is not None,
    )
    f = error.frequency_hz[scored]
    statistics = error_statistics(error.level_db[scored], f)
    drawn = error_statistics(draws_db[:, scored], f)
    rig = load_rigs()[error.curve.rig or ""]
    remarks = [f"measured on {rig.name}, re {error.target.name}"]
    if error.curve.note:
        remarks.append(error.curve.note)
    if proxy:
        remarks.append(f"the response is that of the sibling {proxy}")
    common = MetricResult(
        metric="",
        unit="",
        evidence=evidence_class(error.curve.source),
        sources=(error.curve.source,),
        proxy=proxy,
        remarks=tuple(remarks),
        details={
            "target": error.target.slug,
            "rig_family": rig.family,
            "sd_db": rounded(float(statistics.sd_db)),
            "slope_db_per_ln": rounded(float(statistics.slope_db)),
        },
    )
    points = float(model(error.level_db[scored]))
    spread = float(np.std(model(draws_db[:, scored]), ddof=1))
    result = {
        "predicted-preference": (points, float(np.hypot(residual, spread))),
        "response-deviation": (
            float(statistics.sd_db),
            float(np.std(drawn.sd_db, ddof=1)),
        ),
    }
    heights = _resonances(error, draws_db)
    if heights:
        height_db, u_db, upper_db = heights
        result["treble-resonance"] = (height_db, u_db)
        common = replace(common, details={**common.details, "at_8_to_11_5_khz_db": upper_db})
    return {
        name: _filled(common, definitions[name], value, u) for name, (value, u) in result.items()
    }


def _resonances(
    error: ErrorCurve, draws_db: NDArray[np.float64]
) -> tuple[float, float, float] | None:
    """Height in the scored band with its standard uncertainty, and in the reported band."""
    highest_hz = _REPORTED_BAND_HZ[1] * _HALF_OCTAVE
    fine = LOG96_HZ[band(LOG96_HZ, _SCORED_BAND_HZ[0] / _HALF_OCTAVE / 1.01, highest_hz * 1.01)]
    if error.frequency_hz[-1] < fine[-1]:
        return None
    scored, upper = (
        float(_height(error.frequency_hz, error.level_db, fine, limits, 96))
        for limits in (_SCORED_BAND_HZ, _REPORTED_BAND_HZ)
    )
    # The errors drawn are smooth: a quarter of the points shows how far the height moves.
    coarse = fine[::4][band(fine[::4], 0.0, _SCORED_BAND_HZ[1] * _HALF_OCTAVE * 1.03)]
    heights = _height(error.frequency_hz, draws_db, coarse, _SCORED_BAND_HZ, 24)
    return scored, float(np.std(heights, ddof=1)), rounded(upper)


def _height(
    frequency_hz: NDArray[np.float64],
    error_db: NDArray[np.float64],
    grid_hz: NDArray[np.float64],
    limits_hz: tuple[float, float],
    points_per_octave: int,
) -> NDArray[np.float64]:
    near = band(frequency_hz, float(grid_hz[0]) / 1.1, float(grid_hz[-1]) * 1.1)
    return resonance_height_db(
        resample_db(frequency_hz[near], error_db[..., near], grid_hz),
        frequency_hz=grid_hz,
        low_hz=limits_hz[0],
        high_hz=limits_hz[1],
        points_per_octave=points_per_octave,
    )


def _filled(
    common: MetricResult, definition: Definition, value: float, uncertainty: float
) -> MetricResult:
    # Three significant digits of an uncertainty are more than it deserves.
    u = float(f"{uncertainty:.3g}")
    return replace(
        common,
        metric=definition.id,
        unit=definition.unit,
        value=rounded(value),
        uncertainty=u,
        low=rounded(value - Z_95 * u),
        high=rounded(value + Z_95 * u),
    )


def _from_statistics(
    definitions: Mapping[str, Definition], subject: Subject
) -> dict[str, MetricResult] | None:
    """Preference from a published standard deviation and slope of an over-ear product."""
    if subject.dossier.product.form in _IN_EAR_FORMS:
        return None
    for key in sorted(fact_groups(subject.dossier.facts), key=repr):
        if key[0] == "target-error-sd":
            sd = combine_facts(subject.dossier, (), key)
            slope = combine_facts(subject.dossier, (), ("target-error-slope", key[1]))
            if sd is not None and _belongs_together(dict(key[1]), subject):
                return _stated_statistics(definitions, sd, slope, dict(key[1]))
    return None


def _belongs_together(conditions: Mapping[str, str | float], subject: Subject) -> bool:
    rig = load_rigs().get(str(conditions.get("rig")))
    form = subject.dossier.product.form
    return rig is not None and rig.targets.get(form) == conditions.get("target")


def _stated_statistics(
    definitions: Mapping[str, Definition],
    sd: Combined,
    slope: Combined | None,
    conditions: Mapping[str, str | float],
) -> dict[str, MetricResult]:
    slope_value = slope.estimate.value if slope else 0.5
    slope_u = slope.estimate.uncertainty if slope else 0.3
    u = float(np.hypot(12.62 * sd.estimate.uncertainty, 15.52 * slope_u))
    facts = [c.fact for part in (sd, slope) if part for c in part.contributions]
    source = facts[0].source
    remarks = ["from a published standard deviation and slope"]
    if slope is None:
        remarks = ["from a published standard deviation; a slope of 0.5 is assumed"]
    common = MetricResult(
        metric="",
        unit="",
        evidence=evidence_class(source, facts[0].kind),
        sources=tuple(dict.fromkeys(fact.source for fact in facts)),
        remarks=tuple(remarks),
        details={
            "target": str(conditions["target"]),
            "rig_family": load_rigs()[str(conditions["rig"])].family,
            "sd_db": rounded(sd.estimate.value),
            "slope_db_per_ln": rounded(slope_value),
        },
    )
    points = float(over_ear_preference_from_statistics(sd.estimate.value, slope_value))
    values = {
        "predicted-preference": (points, float(np.hypot(OVER_EAR_RESIDUAL, u))),
        "response-deviation": (sd.estimate.value, sd.estimate.uncertainty),
    }
    return {
        name: _filled(common, definitions[name], value, u) for name, (value, u) in values.items()
    }
