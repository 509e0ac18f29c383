"""Metrics of a measured response: preference, deviation, resonance."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from auricle.dossier import Combined, combine_facts, fact_evidence, fact_groups
from auricle.estimate import Z_95, Estimate, rounded
from auricle.metrics.definitions import Definition
from auricle.metrics.error_curves import IN_EAR_FORMS, ErrorCurve, best_error_curve
from auricle.metrics.result import MetricResult, Subject, unknown
from auricle.response import LOG96_HZ, band, resample_db
from auricle.response.formats import load_rigs
from auricle.response.grid import REFERENCE_BAND_HZ
from auricle.response.preference import (
    OVER_EAR_RESIDUAL,
    error_statistics,
    in_ear_preference,
    over_ear_preference,
    over_ear_preference_from_statistics,
)
from auricle.response.resonances import resonance_frequency_hz, resonance_height_db
from auricle.response.uncertainty import error_draws_db, smooth_noise

__all__ = [
    "ERROR_BANDS_HZ",
    "REFERENCE_BAND_HZ",
    "RESPONSE_METRICS",
    "error_curve",
    "response_metrics",
]

# RMSE of the in-ear model, US 2019/0087739 A1, table 1; that of the over-ear model is larger.
_IN_EAR_RESIDUAL = 5.5
_HIGHEST_HZ = 10_000.0
_SCORED_BAND_HZ = (5000.0, 8000.0)
_REPORTED_BAND_HZ = (8000.0, 11_500.0)
_HALF_OCTAVE = 2.0**0.5
_SEED = 2018  # the uncertainties move by less than a tenth with another
# Where a slope is not published, this one is taken, and it may as well be nought or twice it.
_USUAL_SLOPE = 0.5
_USUAL_SLOPE_UNCERTAINTY = 0.3

ERROR_BANDS_HZ = {
    "error_20_to_60_hz_db": (20.0, 60.0),
    "error_60_to_200_hz_db": (60.0, 200.0),
    "error_2_to_5_khz_db": (2000.0, 5000.0),
    "error_5_to_10_khz_db": (5000.0, 10_000.0),
}
"""Bands whose mean error is told beside the deviation, by the name of the detail. [Hz]"""

RESPONSE_METRICS = ("predicted-preference", "response-deviation", "treble-resonance")
"""Ids of the metrics of a response."""


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
    own, reasons = best_error_curve(subject.dossier)
    result = {name: unknown(name, definitions[name].unit, *reasons) for name in RESPONSE_METRICS}
    if own is not None:
        return result | _from_error(definitions, own, proxy=None, also=reasons)
    stated = _from_statistics(definitions, subject)
    if stated:
        return result | stated
    errors = _of_siblings(subject)
    if not errors:
        return result
    also = tuple(f"{e.owner.slug} has a response, too; one proxy counts" for e in errors[1:])
    return result | _from_error(definitions, errors[0], proxy=errors[0].owner.slug, also=also)


def error_curve(subject: Subject) -> ErrorCurve | None:
    """The error curve that the metrics of a product rest on; None where there is none."""
    own, _ = best_error_curve(subject.dossier)
    if own is not None:
        return own
    if _statistics(subject) is not None:
        return None
    return next(iter(_of_siblings(subject)), None)


def _of_siblings(subject: Subject) -> list[ErrorCurve]:
    errors = (best_error_curve(sibling)[0] for sibling in subject.siblings)
    return [error for error in errors if error is not None]


@cache
def _noise() -> NDArray[np.float64]:
    """Errors that every product is drawn with: differences between products carry none."""
    return smooth_noise(np.random.default_rng(_SEED))


def _from_error(
    definitions: Mapping[str, Definition],
    error: ErrorCurve,
    *,
    proxy: str | None,
    also: tuple[str, ...],
) -> dict[str, MetricResult]:
    height_db = _height(error, _SCORED_BAND_HZ)
    spread = _spread(
        error.frequency_hz.tobytes(),
        error.level_db.tobytes(),
        seating=error.seating,
        in_ear=error.owner.product.form in IN_EAR_FORMS,
        lowest_hz=error.lowest_hz,
        sibling=proxy is not None,
        resonance=height_db is not None,
    )
    values, details = _scored(error, spread)
    if height_db is not None and spread.resonance_db is not None:
        values["treble-resonance"] = height_db, spread.resonance_db
        details["at_5_to_8_khz_db"] = height_db
        details["at_5_to_8_khz_hz"] = _peak(error, _SCORED_BAND_HZ)
    upper = _height(error, _REPORTED_BAND_HZ)
    if upper is not None:
        details["at_8_to_11_5_khz_db"] = upper
        details["at_8_to_11_5_khz_hz"] = _peak(error, _REPORTED_BAND_HZ)
    of_sibling = (f"the response is that of the sibling {proxy}",) if proxy else ()
    common = MetricResult(
        metric="",
        unit="",
        evidence=error.evidence,
        sources=(error.source,),
        proxy=proxy,
        only_proxy=proxy is not None,
        remarks=(*error.remarks, *of_sibling, *also),
        details=details,
    )
    return {
        name: _filled(common, definitions[name], value, u) for name, (value, u) in values.items()
    }


@dataclass(frozen=True, slots=True)
class _Spread:
    """Standard deviations of what is read from curves that might have been measured instead."""

    preference_points: float
    deviation_db: float
    resonance_db: float | None  # None where it is not asked for


@lru_cache(maxsize=4096)
def _spread(
    frequency_hz: bytes,
    level_db: bytes,
    *,
    seating: str,
    in_ear: bool,
    lowest_hz: float,
    sibling: bool,
    resonance: bool,
) -> _Spread:
    """Spread over all drawn curves: a curve of the same values is drawn once, on any day."""
    f = np.frombuffer(frequency_hz)
    error_db = np.frombuffer(level_db)
    draws_db = error_draws_db(error_db, f, _noise(), seating=seating, sibling=sibling)
    scored = band(f, lowest_hz, _HIGHEST_HZ)
    model = in_ear_preference if in_ear else over_ear_preference
    drawn = error_statistics(draws_db[:, scored], f[scored])
    return _Spread(
        preference_points=float(np.std(model(draws_db[:, scored]), ddof=1)),
        deviation_db=float(np.std(drawn.sd_db, ddof=1)),
        resonance_db=_resonance_spread_db(f, draws_db) if resonance else None,
    )


def _scored(
    error: ErrorCurve, spread: _Spread
) -> tuple[dict[str, tuple[float, float]], dict[str, float | str | bool]]:
    """Preference and deviation with their standard uncertainties, and what they rest on."""
    scored = band(error.frequency_hz, error.lowest_hz, _HIGHEST_HZ)
    in_ear = error.owner.product.form in IN_EAR_FORMS
    model = in_ear_preference if in_ear else over_ear_preference
    residual = _IN_EAR_RESIDUAL if in_ear else OVER_EAR_RESIDUAL
    statistics = error_statistics(error.level_db[scored], error.frequency_hz[scored])
    values = {
        "predicted-preference": (
            float(model(error.level_db[scored])),
            float(np.hypot(residual, spread.preference_points)),
        ),
        "response-deviation": (float(statistics.sd_db), spread.deviation_db),
    }
    details: dict[str, float | str | bool] = {
        "target": error.target.slug,
        "rig_family": load_rigs()[error.rig].family,
        "lowest_hz": error.lowest_hz,
        "model_residual_points": residual,
        "sd_db": rounded(float(statistics.sd_db)),
        "slope_db_per_ln": rounded(float(statistics.slope_db)),
        **_band_errors_db(error),
    }
    return values, details


def _band_errors_db(error: ErrorCurve) -> dict[str, float]:
    """Mean error of each band that was measured, re that of 200 Hz to 2 kHz."""
    f, level_db = error.frequency_hz, error.level_db
    reference_db = np.mean(level_db[band(f, *REFERENCE_BAND_HZ)])
    return {
        name: rounded(float(np.mean(level_db[band(f, *limits_hz)]) - reference_db))
        for name, limits_hz in ERROR_BANDS_HZ.items()
        if error.response.covers(*limits_hz)
    }


def _resonance_spread_db(frequency_hz: NDArray[np.float64], draws_db: NDArray[np.float64]) -> float:
    # The errors drawn are smooth: a quarter of the points shows how far the height moves.
    coarse = _around(_SCORED_BAND_HZ)[::4]
    near = band(frequency_hz, coarse[0] / 1.1, coarse[-1] * 1.1)
    heights_db = resonance_height_db(
        resample_db(frequency_hz[near], draws_db[:, near], coarse),
        frequency_hz=coarse,
        low_hz=_SCORED_BAND_HZ[0],
        high_hz=_SCORED_BAND_HZ[1],
        points_per_octave=24,
    )
    return float(np.std(heights_db, ddof=1))


def _height(error: ErrorCurve, limits_hz: tuple[float, float]) -> float | None:
    """Largest height in a band, from the response as measured; None where it ends before."""
    fine = _around(limits_hz)
    if not error.response.covers(float(fine[0]), float(fine[-1])):
        return None
    height_db = resonance_height_db(
        error.error_db(fine), frequency_hz=fine, low_hz=limits_hz[0], high_hz=limits_hz[1]
    )
    return rounded(float(height_db))


def _peak(error: ErrorCurve, limits_hz: tuple[float, float]) -> float:
    """Frequency of the largest height in a band, in Hz."""
    fine = _around(limits_hz)
    peak_hz = resonance_frequency_hz(
        error.error_db(fine), frequency_hz=fine, low_hz=limits_hz[0], high_hz=limits_hz[1]
    )
    return rounded(float(peak_hz))


def _around(limits_hz: tuple[float, float]) -> NDArray[np.float64]:
    """Fine grid over a band and the half octave to both sides that its mean takes."""
    low_hz, high_hz = limits_hz[0] / _HALF_OCTAVE, limits_hz[1] * _HALF_OCTAVE
    return LOG96_HZ[band(LOG96_HZ, low_hz / 1.02, high_hz * 1.02)]


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


def _statistics(
    subject: Subject,
) -> tuple[Combined, Combined | None, Mapping[str, str | float]] | None:
    """Published standard deviation and slope of an over-ear product, re its rig's target."""
    form = subject.dossier.product.form
    if form in IN_EAR_FORMS:
        return None
    for key in sorted(fact_groups(subject.dossier.facts), key=repr):
        conditions = dict(key[1])
        rig = load_rigs().get(str(conditions.get("rig")))
        if key[0] != "target-error-sd" or rig is None:
            continue
        sd = combine_facts(subject.dossier, (), key)
        slope = combine_facts(subject.dossier, (), ("target-error-slope", key[1]))
        if sd is not None and rig.targets.get(form) == conditions.get("target"):
            return sd, slope, conditions
    return None


def _from_statistics(
    definitions: Mapping[str, Definition], subject: Subject
) -> dict[str, MetricResult] | None:
    """Preference from a published standard deviation and slope."""
    found = _statistics(subject)
    if found is None:
        return None
    sd, slope, conditions = found
    slope_value, slope_u = _USUAL_SLOPE, _USUAL_SLOPE_UNCERTAINTY
    remark = f"from a published standard deviation; a slope of {_USUAL_SLOPE:g} is assumed"
    if slope is not None:
        slope_value, slope_u = slope.estimate.value, slope.estimate.uncertainty
        remark = "from a published standard deviation and slope"
    facts = [c.fact for part in (sd, slope) if part for c in part.contributions]
    points, u = _points_from_statistics(sd.estimate, Estimate(slope_value, slope_u))
    common = MetricResult(
        metric="",
        unit="",
        evidence=fact_evidence(facts[0]),
        agreeing=sd.agreeing,
        sources=tuple(dict.fromkeys(fact.source for fact in facts)),
        facts=tuple(facts),
        remarks=(remark,),
        details={
            "target": str(conditions["target"]),
            "rig_family": load_rigs()[str(conditions["rig"])].family,
            "lowest_hz": 50.0,
            "model_residual_points": OVER_EAR_RESIDUAL,
            "sd_db": rounded(sd.estimate.value),
            "slope_db_per_ln": rounded(slope_value),
        },
    )
    values = {
        "predicted-preference": (points, float(np.hypot(OVER_EAR_RESIDUAL, u))),
        "response-deviation": (sd.estimate.value, sd.estimate.uncertainty),
    }
    return {
        name: _filled(common, definitions[name], value, u) for name, (value, u) in values.items()
    }


def _points_from_statistics(sd_db: Estimate, slope: Estimate) -> tuple[float, float]:
    """Points and their uncertainty without that of the model."""
    points = float(over_ear_preference_from_statistics(sd_db.value, slope.value))
    # The model is linear in both, so its differences are its derivatives.
    per_db = points - float(over_ear_preference_from_statistics(sd_db.value + 1.0, slope.value))
    per_slope = points - float(
        over_ear_preference_from_statistics(sd_db.value, abs(slope.value) + 1.0)
    )
    return points, float(np.hypot(per_db * sd_db.uncertainty, per_slope * slope.uncertainty))
