"""Predicted preference of listeners for a headphone's response (Harman models)."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from array_api_compat import array_namespace, device

from auricle.response.grid import R40_HZ, band

__all__ = [
    "IN_EAR_BAND_HZ",
    "IN_EAR_MODELS",
    "IN_EAR_PATENT",
    "IN_EAR_SPREADSHEET",
    "OVER_EAR",
    "OVER_EAR_BAND_HZ",
    "OVER_EAR_RESIDUAL",
    "ErrorStatistics",
    "InEarStatistics",
    "PreferenceModel",
    "error_statistics",
    "in_ear_preference",
    "in_ear_preference_from_statistics",
    "in_ear_statistics",
    "noise_bias_points",
    "over_ear_preference",
    "over_ear_preference_from_statistics",
]

Array: TypeAlias = Any  # any array that follows the Python array API standard

OVER_EAR_BAND_HZ = R40_HZ[band(R40_HZ, 50.0, 10_000.0)]
"""The 93 R40 frequencies of the over-ear model. [Hz]"""

IN_EAR_BAND_HZ = R40_HZ[band(R40_HZ, 20.0, 10_000.0)]
"""The 109 R40 frequencies of the in-ear model. [Hz]"""

OVER_EAR_RESIDUAL = 6.7
"""Residual error of the over-ear model: 6.705 points, US 2019/0087739 A1, table 2."""

# Mean absolute error of the in-ear model: 40 Hz to 10 kHz, normalised at 500 Hz.
_IN_EAR_MEAN = band(IN_EAR_BAND_HZ, 40.0, 10_000.0)
_IN_EAR_500_HZ = band(IN_EAR_BAND_HZ, 500.0, 500.0)


@dataclass(frozen=True, slots=True)
class PreferenceModel:
    """Coefficients of a model, its residual error and where both are printed.

    Predicted preference = intercept - per_sd SD - per_slope |slope| - per_mean ME.
    """

    name: str
    intercept: float  # score of no error [points]
    per_sd: float  # [points/dB]
    per_slope: float  # of the slope over ln f [points/dB]
    per_mean: float  # of the mean absolute error re 500 Hz; 0 over-ear [points/dB]
    residual_points: float | None  # RMSE of the fit; None where none is published [points]
    source: str

    def points(self, sd_db: Array, slope_db: Array, mean_db: Array = 0.0) -> Array:
        """Predicted preference [points] from statistics of an error curve, which broadcast."""
        return (
            self.intercept
            - self.per_sd * sd_db
            - self.per_slope * abs(slope_db)
            - self.per_mean * mean_db
        )


OVER_EAR = PreferenceModel(
    name="over-ear",
    intercept=114.49,
    per_sd=12.62,
    per_slope=15.52,
    per_mean=0.0,
    residual_points=OVER_EAR_RESIDUAL,
    source="S. Olive, T. Welti, O. Khonsaripour, AES 144 (2018), paper 9919, eq. 2",
)
"""The model of around-ear and on-ear headphones."""

IN_EAR_SPREADSHEET = PreferenceModel(
    name="spreadsheet",
    intercept=100.0795,
    per_sd=8.5,
    per_slope=6.796,
    per_mean=3.475,
    residual_points=None,
    source="template of Listen Inc. and AutoEq; a publication was not found",
)
"""The in-ear set that published rankings use."""

IN_EAR_PATENT = PreferenceModel(
    name="patent",
    intercept=68.685,
    per_sd=3.238,
    per_slope=4.473,
    per_mean=2.658,
    residual_points=5.5,
    source="US 2019/0087739 A1, eq. 4 and table 1",
)
"""The in-ear set that is printed; its scores lie 10 to 30 points lower."""

IN_EAR_MODELS = MappingProxyType({m.name: m for m in (IN_EAR_SPREADSHEET, IN_EAR_PATENT)})
"""Both sets of the in-ear model by name. Scores of one must never be compared with the other's."""


class ErrorStatistics(NamedTuple):
    """What the models look at in an error curve."""

    sd_db: Array  # sample standard deviation [dB]
    slope_db: Array  # least-squares slope over ln f [dB per unit of ln f]


def error_statistics(error_db: Array, frequency_hz: Array) -> ErrorStatistics:
    """Standard deviation and slope of an error curve, response minus target.

    Parameters
    ----------
    error_db : array, shape (..., n_bins)
        Response minus target. A constant offset changes nothing. [dB]
    frequency_hz : array, shape (n_bins,)
        Frequencies of the bins. [Hz]

    Returns
    -------
    ErrorStatistics
        Two arrays of shape (...).

    Notes
    -----
    n - 1 in the standard deviation and the natural logarithm in the slope, as in
    S. Olive, T. Welti, O. Khonsaripour, AES 144 (2018), paper 9919, eq. 3 and 4.

    Examples
    --------
    >>> f = OVER_EAR_BAND_HZ
    >>> sd, slope = error_statistics(-np.log(f / 1000.0), f)
    >>> round(float(sd), 5), round(float(slope), 5)
    (1.55414, -1.0)
    """
    xp = array_namespace(error_db, frequency_hz)
    n_bins = error_db.shape[-1]
    u = xp.log(frequency_hz)
    u = u - xp.mean(u)
    e = error_db - xp.mean(error_db, axis=-1, keepdims=True)
    sd_db = xp.sqrt(xp.sum(e * e, axis=-1) / (n_bins - 1))
    slope_db = xp.sum(u * e, axis=-1) / xp.sum(u * u)
    return ErrorStatistics(sd_db, slope_db)


def over_ear_preference(error_db: Array) -> Array:
    """Predicted preference of an around-ear or on-ear headphone.

    Parameters
    ----------
    error_db : array, shape (..., 93)
        Response minus target on `OVER_EAR_BAND_HZ`, unsmoothed. [dB]

    Returns
    -------
    array, shape (...)
        Points of the model: 114.49 at most, no percentage. Two headphones closer than
        about 7 points are not told apart by it. [points]

    Raises
    ------
    ValueError
        If the last axis is not on that grid.

    References
    ----------
    .. [1] S. Olive, T. Welti, O. Khonsaripour, "A Statistical Model that Predicts
           Listeners' Preference Ratings of Around-Ear and On-Ear Headphones",
           AES 144 (2018), paper 9919, eq. 2.

    Examples
    --------
    >>> round(float(over_ear_preference(-np.log(OVER_EAR_BAND_HZ / 1000.0))), 4)
    79.3568
    """
    statistics = error_statistics(error_db, _grid_for(error_db, OVER_EAR_BAND_HZ))
    return over_ear_preference_from_statistics(statistics.sd_db, statistics.slope_db)


def over_ear_preference_from_statistics(sd_db: Array, slope_db: Array) -> Array:
    """Predicted preference from a published standard deviation and slope.

    Arguments are those of `ErrorStatistics`, of any shape that broadcasts. [points]

    Examples
    --------
    The published score of a headphone with 1.71 dB and +0.13 is 91:

    >>> round(over_ear_preference_from_statistics(1.71, 0.13))
    91
    """
    return OVER_EAR.points(sd_db, slope_db)


class InEarStatistics(NamedTuple):
    """What the in-ear model looks at in an error curve."""

    sd_db: Array  # sample standard deviation from 20 Hz to 10 kHz [dB]
    slope_db: Array  # least-squares slope over ln f in the same band [dB per unit of ln f]
    mean_db: Array  # mean |error| from 40 Hz to 10 kHz with the error at 500 Hz as 0 dB [dB]


def in_ear_statistics(error_db: Array) -> InEarStatistics:
    """Standard deviation, slope and mean absolute error that the in-ear model takes.

    Parameters
    ----------
    error_db : array, shape (..., 109)
        Response minus target on `IN_EAR_BAND_HZ`, unsmoothed. [dB]

    Returns
    -------
    InEarStatistics
        Three arrays of shape (...).

    Raises
    ------
    ValueError
        If the last axis is not on that grid.

    Examples
    --------
    >>> sd, slope, mean = in_ear_statistics(-np.log2(IN_EAR_BAND_HZ / 1000.0))
    >>> round(float(slope), 4)
    -1.4427
    """
    xp = array_namespace(error_db)
    sd_db, slope_db = error_statistics(error_db, _grid_for(error_db, IN_EAR_BAND_HZ))
    at_500_hz = error_db - error_db[..., _IN_EAR_500_HZ]
    mean_db = xp.mean(xp.abs(at_500_hz[..., _IN_EAR_MEAN]), axis=-1)
    return InEarStatistics(sd_db, slope_db, mean_db)


def in_ear_preference(error_db: Array, *, model: PreferenceModel = IN_EAR_SPREADSHEET) -> Array:
    """Predicted preference of an in-ear headphone.

    Parameters
    ----------
    error_db : array, shape (..., 109)
        Response minus target on `IN_EAR_BAND_HZ`, unsmoothed. [dB]
    model
        One of `IN_EAR_MODELS`. The printed set, `IN_EAR_PATENT`, gives scores 10 to 30 points
        lower than the usual one; the two must never be mixed.

    Returns
    -------
    array, shape (...)
        Points of the model, at most its intercept: 100.08 or 68.685. [points]

    Raises
    ------
    ValueError
        If the last axis is not on that grid.

    Examples
    --------
    >>> round(float(in_ear_preference(0.0 * IN_EAR_BAND_HZ)), 4)
    100.0795
    >>> round(float(in_ear_preference(0.0 * IN_EAR_BAND_HZ, model=IN_EAR_PATENT)), 4)
    68.685
    """
    statistics = in_ear_statistics(error_db)
    return in_ear_preference_from_statistics(*statistics, model=model)


def in_ear_preference_from_statistics(
    sd_db: Array, slope_db: Array, mean_db: Array, *, model: PreferenceModel = IN_EAR_SPREADSHEET
) -> Array:
    """Predicted preference from published statistics of an in-ear headphone.

    Arguments are those of `InEarStatistics`, of any shape that broadcasts. [points]

    Examples
    --------
    The published score of an in-ear headphone with 2.73 dB, +0.17 and 2.3 dB is 68:

    >>> round(in_ear_preference_from_statistics(2.73, 0.17, 2.3))
    68
    """
    return model.points(sd_db, slope_db, mean_db)


def noise_bias_points(
    sd_db: Array, noise_sd_db: Array, *, model: PreferenceModel = OVER_EAR
) -> Array:
    """Points that noise of a measurement takes from a score on average.

    Parameters
    ----------
    sd_db : array or float
        Standard deviation of the error without the noise. [dB]
    noise_sd_db : array or float
        Standard deviation of noise that is independent from point to point, of a shape that
        broadcasts. [dB]
    model
        Whose weight of the standard deviation counts.

    Returns
    -------
    array or float
        per_sd (sqrt(SD² + σ²) - SD), never below 0: a noisy rig scores lower. [points]

    Notes
    -----
    To first order in 1/n: the squares of independent errors add. Slope and mean absolute
    error are taken as unmoved.

    Examples
    --------
    >>> round(noise_bias_points(2.0, 1.0), 4)
    2.9792
    """
    return model.per_sd * ((sd_db**2 + noise_sd_db**2) ** 0.5 - sd_db)


def _grid_for(error_db: Array, grid_hz: np.ndarray[Any, Any]) -> Array:
    if error_db.shape[-1] != grid_hz.size:
        msg = f"the last axis must have the {grid_hz.size} bins of the model's band"
        raise ValueError(f"{msg}, got {error_db.shape[-1]}")
    xp = array_namespace(error_db)
    return xp.asarray(grid_hz, dtype=error_db.dtype, device=device(error_db))
