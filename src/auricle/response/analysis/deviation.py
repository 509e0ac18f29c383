"""How far responses are from their target, and what listeners make of that."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from auricle.response.analysis.feature import Feature, known, unavailable
from auricle.response.analysis.question import IN_EAR, Question
from auricle.response.grid import R40_HZ, band
from auricle.response.preference import (
    IN_EAR_MODELS,
    OVER_EAR,
    PreferenceModel,
    error_statistics,
)
from auricle.response.spread import Doubt, error_noise_db, interval, of_draws
from auricle.response.tilt import tilt_db_per_octave

__all__ = ["DEVIATION_UNITS", "deviation_features", "models_of", "scored_part", "tilt_feature"]

_HIGHEST_HZ = 10_000.0
_LOWEST_HZ = {OVER_EAR.name: 50.0, IN_EAR: 20.0}
_MEAN_FROM_HZ = {OVER_EAR.name: 50.0, IN_EAR: 40.0}
_NORMAL_HZ = 500.0  # where the mean absolute error counts as 0, as in the in-ear model
_TILT_HZ = (100.0, 10_000.0)  # a low-pass of a radio link above does not tilt the music below

DEVIATION_UNITS = {
    "predicted_preference_over_ear": "points",
    "predicted_preference_in_ear_spreadsheet": "points",
    "predicted_preference_in_ear_patent": "points",
    "preference_after_eq": "points",
    "deviation_sd": "dB",
    "deviation_mean": "dB",
    "deviation_slope": "dB per unit of ln f",
}
"""Names and units of the features of an error curve."""

_TILT_UNIT = "dB/octave"


def models_of(form_model: str) -> tuple[PreferenceModel, ...]:
    """Models of preference that are for a kind of headphone, first the usual one.

    Examples
    --------
    >>> [model.name for model in models_of("in-ear")]
    ['spreadsheet', 'patent']
    """
    return tuple(IN_EAR_MODELS.values()) if form_model == IN_EAR else (OVER_EAR,)


def scored_part(form_model: str, measured: slice) -> slice | None:
    """Part of `R40_HZ` that a model scores; None where too little of it was measured.

    An in-ear curve that starts within a step of the series above 20 Hz is scored from there.

    Examples
    --------
    >>> scored_part("over-ear", slice(0, 121))
    slice(16, 109, None)
    """
    wanted = band(R40_HZ, _LOWEST_HZ[form_model], _HIGHEST_HZ)
    first = max(wanted.start, measured.start)
    missing = first - wanted.start
    if measured.stop < wanted.stop or missing > (1 if form_model == IN_EAR else 0):
        return None
    return slice(first, wanted.stop)


def deviation_features(
    error_db: NDArray[np.float64], part: slice, question: Question
) -> list[dict[str, Feature]]:
    """Deviation, slope and predicted preference of curves.

    Parameters
    ----------
    error_db : ndarray, shape (n_curves, 121)
        Response minus target on `R40_HZ`; what was not measured is not looked at. [dB]
    part
        What is scored of it, as `scored_part` gives it.
    question
        With a model.

    Returns
    -------
    list of dict
        Features of each curve by name. Of the preference after an equaliser there is one, by
        the usual model, where the question has an equaliser.
    """
    form_model = question.model or OVER_EAR.name
    drawn = _Drawn(error_db, part, form_model, question.doubt)
    results = [_statistics(drawn, k) | _preferences(drawn, k) for k in range(len(error_db))]
    if question.eq_db is not None:
        after = _Drawn(error_db + question.eq_db, part, form_model, question.doubt)
        for index, features in enumerate(results):
            features["preference_after_eq"] = next(iter(_preferences(after, index).values()))
    return results


class _Drawn:
    """Statistics of error curves, as measured and with random errors on top."""

    def __init__(
        self, error_db: NDArray[np.float64], part: slice, form_model: str, doubt: Doubt
    ) -> None:
        self.form_model = form_model
        self.part = part
        scored_db = error_db[:, part]
        self.measured = error_statistics(scored_db, R40_HZ[part])
        noise_db, noise_power, noise_slope_db = _noise_statistics(doubt, part.start, part.stop)
        centred_db = scored_db - np.mean(scored_db, axis=-1, keepdims=True)
        # |e + n|² = |e|² + 2 e·n + |n|²: one product of matrices for all curves and draws.
        power = np.sum(centred_db**2, axis=-1)[:, None] + 2.0 * (centred_db @ noise_db.T)
        n_bins = part.stop - part.start
        self.sd_db = np.sqrt(np.maximum(power + noise_power, 0.0) / (n_bins - 1))
        self.slope_db = self.measured.slope_db[:, None] + noise_slope_db
        self.mean_db, self.means_db = _mean_absolute_db(error_db, form_model, doubt)


@lru_cache(maxsize=2)
def _noise_statistics(
    doubt: Doubt, first: int, stop: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Centred errors, their power and their slope: the same for every curve."""
    noise_db = error_noise_db(doubt)[:, first:stop]
    noise_db = noise_db - np.mean(noise_db, axis=-1, keepdims=True)
    slope_db = error_statistics(noise_db, R40_HZ[first:stop]).slope_db
    return noise_db, np.sum(noise_db**2, axis=-1), slope_db


def _mean_absolute_db(
    error_db: NDArray[np.float64], form_model: str, doubt: Doubt
) -> tuple[NDArray[np.float64], list[NDArray[np.float64]]]:
    """Mean absolute error re 500 Hz of each curve, and of its draws one curve at a time."""
    bins = band(R40_HZ, _MEAN_FROM_HZ[form_model], _HIGHEST_HZ)
    normal = int(np.searchsorted(R40_HZ, _NORMAL_HZ))
    noise_db = error_noise_db(doubt)[:, bins] - error_noise_db(doubt)[:, [normal]]
    normalised_db = error_db[:, bins] - error_db[:, [normal]]
    drawn = [
        of_draws(
            lambda noise_db, one_db=one_db: np.mean(np.abs(one_db + noise_db), axis=-1), noise_db
        )
        for one_db in normalised_db
    ]
    return np.mean(np.abs(normalised_db), axis=-1), drawn


def _statistics(drawn: _Drawn, index: int) -> dict[str, Feature]:
    sd_db = float(drawn.measured.sd_db[index])
    slope_db = float(drawn.measured.slope_db[index])
    mean_db = float(drawn.mean_db[index])
    return {
        "deviation_sd": known(
            sd_db, interval(sd_db, drawn.sd_db[index], pushed=True, least=0.0), "dB"
        ),
        "deviation_mean": known(
            mean_db, interval(mean_db, drawn.means_db[index], pushed=True, least=0.0), "dB"
        ),
        "deviation_slope": known(
            slope_db,
            interval(slope_db, drawn.slope_db[index]),
            DEVIATION_UNITS["deviation_slope"],
            db_per_octave=slope_db * float(np.log(2.0)),
        ),
    }


def _preferences(drawn: _Drawn, index: int) -> dict[str, Feature]:
    """Predicted preference by every model of the kind of headphone.

    The interval is that of the measurement; what the model itself is wrong by stands beside
    it. Random errors add to the standard deviation and lower a score: what a single
    measurement has lost already, the draws lose once more.
    """
    features = {}
    for model in models_of(drawn.form_model):
        points = model.points(
            drawn.measured.sd_db[index], drawn.measured.slope_db[index], drawn.mean_db[index]
        )
        of_draws = model.points(drawn.sd_db[index], drawn.slope_db[index], drawn.means_db[index])
        name = "over_ear" if model is OVER_EAR else f"in_ear_{model.name}"
        features[f"predicted_preference_{name}"] = known(
            float(points),
            interval(float(points), of_draws, pushed=True, most=model.intercept),
            "points",
            most=model.intercept,
            model_residual=model.residual_points,
            noise_bias=float(points - np.median(of_draws)),
            scored_from_hz=float(R40_HZ[drawn.part.start]),
        )
    return features


def tilt_feature(
    level_db: NDArray[np.float64], measured: slice, question: Question, *, of: str
) -> Feature:
    """Tilt of a curve over 100 Hz to 10 kHz.

    Parameters
    ----------
    level_db : ndarray, shape (121,)
        On `R40_HZ`. [dB]
    measured
        Part of the grid that was measured.
    question
        Its doubt gives the interval.
    of
        What the level is: "error" or "response".
    """
    part = band(R40_HZ, *_TILT_HZ)
    if not _holds(measured, part):
        return unavailable("100 Hz to 10 kHz was not measured as a whole", _TILT_UNIT)
    value = float(tilt_db_per_octave(level_db[part], R40_HZ[part]))
    return known(value, interval(value, value + _noise_tilt(question.doubt)), _TILT_UNIT, of=of)


@lru_cache(maxsize=2)
def _noise_tilt(doubt: Doubt) -> NDArray[np.float64]:
    """Tilt of the errors drawn: a slope is linear, so it adds to that of every curve."""
    part = band(R40_HZ, *_TILT_HZ)
    return np.asarray(tilt_db_per_octave(error_noise_db(doubt)[:, part], R40_HZ[part]))


def _holds(measured: slice, part: slice) -> bool:
    return bool(measured.start <= part.start and measured.stop >= part.stop)
