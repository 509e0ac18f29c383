"""What curves show re their target, many at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auricle.response.analysis.deviation import (
    DEVIATION_UNITS,
    deviation_features,
    scored_part,
    tilt_feature,
)
from auricle.response.analysis.feature import Feature, unavailable
from auricle.response.analysis.question import OVER_EAR, Question
from auricle.response.analysis.resonances import ShownResonance, shown_resonances
from auricle.response.analysis.shape import bass_features, bounds_feature
from auricle.response.curve import FrequencyResponse
from auricle.response.grid import JUDGED_HZ, LOG96_HZ, R40_HZ, band
from auricle.response.targets import Target

__all__ = ["Shown", "analyse"]

_NO_EQ = "no equaliser is stated"
_FINE_STEP_OCTAVES = 1.0 / 24.0 + 1e-3  # nominal frequencies are rounded
_TOO_SPARSE = "it has fewer than 6 points an octave"


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What one curve shows."""

    features: Mapping[str, Feature]
    resonances: tuple[ShownResonance, ...]
    why_no_resonances: str  # empty where they were looked for
    remark_on_resonances: str  # what hides narrow ones; empty where nothing does
    of: str  # what tilt, bass and resonances are read from: "error" or "response"


@dataclass(frozen=True, slots=True, eq=False)
class _Curve:
    """A curve on both grids, re its target where there is one."""

    response: FrequencyResponse
    measured: slice  # part of R40_HZ
    level_db: NDArray[np.float64]  # error or response on R40_HZ; 0 where it was not measured
    fine_hz: NDArray[np.float64]  # part of LOG96_HZ
    fine_db: NDArray[np.float64]


def analyse(curves: Sequence[FrequencyResponse], question: Question) -> tuple[Shown, ...]:
    """What each curve shows, with the interval of every feature.

    Features that need a target, a rig or raw data say why they are unavailable where those are
    missing. The same curve gives the same features in any company.

    Parameters
    ----------
    curves
        As measured, on any frequencies.
    question
        What is asked of all of them.

    Examples
    --------
    >>> from auricle.response.spread import Doubt
    >>> level = FrequencyResponse(R40_HZ, 0.0 * R40_HZ)
    >>> [shown] = analyse([level], Question(Doubt("open")))
    >>> shown.features["tilt"].value, shown.features["deviation_sd"].reason
    (0.0, 'no target is stated')
    """
    target = question.target
    of = "response" if target is None else "error"
    target_db = None if target is None else _target_on_grids(target)
    on_grids = [_on_grids(curve, target, target_db) for curve in curves]
    deviations = _deviations(on_grids, question, target)
    return tuple(
        _shown(curve, features, question, of=of)
        for curve, features in zip(on_grids, deviations, strict=True)
    )


_OnGrids = tuple[NDArray[np.float64], NDArray[np.float64]]  # on R40_HZ and LOG96_HZ


def _on_grids(
    response: FrequencyResponse, target: Target | None, target_db: _OnGrids | None
) -> _Curve:
    low_hz, high_hz = response.frequency_hz[[0, -1]]
    if target is not None:
        low_hz = max(low_hz, target.response.frequency_hz[0])
        high_hz = min(high_hz, target.response.frequency_hz[-1])
    measured = band(R40_HZ, low_hz, high_hz)
    fine = band(LOG96_HZ, low_hz, high_hz)
    level_db = np.zeros(R40_HZ.size)
    if measured.start < measured.stop:
        level_db[measured] = response.on(R40_HZ[measured])
    fine_db = response.on(LOG96_HZ[fine]) if fine.start < fine.stop else np.zeros(0)
    if target_db is not None:
        level_db[measured] -= target_db[0][measured]
        fine_db = fine_db - target_db[1][fine]
    return _Curve(response, measured, level_db, LOG96_HZ[fine], fine_db)


def _target_on_grids(target: Target) -> _OnGrids:
    """Target on `R40_HZ` and `LOG96_HZ`, level beyond its ends, where nobody looks."""
    f = target.response.frequency_hz
    first, last = float(f[0]), float(f[-1])
    on_series, on_fine = (
        target.response.on(np.clip(grid_hz, first, last)) for grid_hz in (R40_HZ, LOG96_HZ)
    )
    return on_series, on_fine


def _deviations(
    curves: Sequence[_Curve], question: Question, target: Target | None
) -> list[dict[str, Feature]]:
    """Features of the error; curves scored over the same part go through the kernels together."""
    model = question.model or OVER_EAR
    found: list[dict[str, Feature]] = [{} for _ in curves]
    together: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for index, curve in enumerate(curves):
        part = scored_part(model, curve.measured)
        reason = _why_no_deviation(curve.response, part, question, target)
        if part is None or reason:
            found[index] = {
                name: unavailable(_NO_EQ if _is_not_asked(name, question) else reason, unit)
                for name, unit in DEVIATION_UNITS.items()
            }
        else:
            together[part.start, part.stop].append(index)
    for (first, stop), indices in together.items():
        error_db = np.stack([curves[index].level_db for index in indices])
        features = deviation_features(error_db, slice(first, stop), question)
        for index, of_curve in zip(indices, features, strict=True):
            found[index] = _with_all_names(of_curve, question)
    return found


def _why_no_deviation(
    response: FrequencyResponse, part: slice | None, question: Question, target: Target | None
) -> str:
    if question.not_raw:
        return question.not_raw
    if target is None:
        return question.why_no_target
    low_hz, high_hz = response.frequency_hz[[0, -1]]
    if part is None:
        return f"it reaches from {low_hz:.4g} to {high_hz:.5g} Hz, which is not all that is scored"
    if response.is_sparse(float(R40_HZ[part.start]), float(R40_HZ[part.stop - 1])):
        return _TOO_SPARSE
    return ""


def _is_not_asked(name: str, question: Question) -> bool:
    return name == "preference_after_eq" and question.eq_db is None


def _with_all_names(features: Mapping[str, Feature], question: Question) -> dict[str, Feature]:
    """Features with a reason for each that was not asked for."""
    complete = {}
    for name, unit in DEVIATION_UNITS.items():
        is_preference = unit == "points"
        if is_preference and question.model is None:
            complete[name] = unavailable("the form is not known: state it with --form", unit)
        elif name in features:
            complete[name] = features[name]
        elif _is_not_asked(name, question):
            complete[name] = unavailable(_NO_EQ, unit)
        else:
            complete[name] = unavailable(f"the model is not for {question.model} headphones", unit)
    return complete


def _shown(
    curve: _Curve, deviations: Mapping[str, Feature], question: Question, *, of: str
) -> Shown:
    features = dict(deviations)
    features["tilt"] = tilt_feature(curve.level_db, curve.measured, question, of=of)
    features |= bass_features(curve.fine_db, curve.fine_hz, question, of=of)
    if of == "error":
        features["inside_bounds"] = bounds_feature(curve.level_db, curve.measured, question)
    else:
        features["inside_bounds"] = unavailable(question.why_no_target, "ratio")
    why_not = question.not_raw
    low_hz, high_hz = (float(end) for end in curve.response.frequency_hz[[0, -1]])
    if not why_not and curve.response.is_sparse(max(low_hz, 20.0), min(high_hz, 10_000.0)):
        why_not = _TOO_SPARSE
    if why_not:
        return Shown(features, (), why_not, "", of)
    # Looked for up to the end of the curve, or the end of the range would cut their prominence.
    resonances = shown_resonances(curve.fine_db, curve.fine_hz, question)
    kept = tuple(one for one in resonances if one.found.frequency_hz <= JUDGED_HZ[1])
    return Shown(features, kept, "", _what_hides(curve.response, question), of)


def _what_hides(response: FrequencyResponse, question: Question) -> str:
    """What takes height from peaks narrower than it; empty where nothing does."""
    low_hz, high_hz = (float(end) for end in response.frequency_hz[[0, -1]])
    step_octaves = response.coarsest_step_octaves(max(low_hz, 200.0), min(high_hz, 10_000.0))
    parts = [f"smoothed by {question.smoothing}"] * (question.smoothing is not None)
    if step_octaves > _FINE_STEP_OCTAVES:
        parts.append(f"measured in steps of up to 1/{1.0 / step_octaves:.0f} octave")
    return f"{' and '.join(parts)}: narrow ones are higher than they look" if parts else ""
