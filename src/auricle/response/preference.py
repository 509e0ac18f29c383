"""Predicted preference of listeners for a headphone's response (Harman models)."""

from typing import Any, NamedTuple, TypeAlias

import numpy as np
from array_api_compat import array_namespace

from auricle.response.grid import R40_HZ, band

__all__ = [
    "IN_EAR_BAND_HZ",
    "OVER_EAR_BAND_HZ",
    "OVER_EAR_RESIDUAL",
    "ErrorStatistics",
    "error_statistics",
    "in_ear_preference",
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
    return 114.49 - 12.62 * sd_db - 15.52 * abs(slope_db)


def in_ear_preference(error_db: Array) -> Array:
    """Predicted preference of an in-ear headphone.

    The coefficients are those of the spreadsheet of Listen Inc. and of AutoEq. The set
    printed in US 2019/0087739 A1, eq. 4, gives scores 10 to 30 points lower; the two must
    never be mixed.

    Parameters
    ----------
    error_db : array, shape (..., 109)
        Response minus target on `IN_EAR_BAND_HZ`, unsmoothed. [dB]

    Returns
    -------
    array, shape (...)
        Points of the model, 100.08 at most. [points]

    Raises
    ------
    ValueError
        If the last axis is not on that grid.

    Examples
    --------
    >>> round(float(in_ear_preference(0.0 * IN_EAR_BAND_HZ)), 4)
    100.0795
    """
    xp = array_namespace(error_db)
    sd_db, slope_db = error_statistics(error_db, _grid_for(error_db, IN_EAR_BAND_HZ))
    at_500_hz = error_db - error_db[..., _IN_EAR_500_HZ]
    mean_db = xp.mean(xp.abs(at_500_hz[..., _IN_EAR_MEAN]), axis=-1)
    return 100.0795 - 8.5 * sd_db - 6.796 * xp.abs(slope_db) - 3.475 * mean_db


def _grid_for(error_db: Array, grid_hz: np.ndarray[Any, Any]) -> Array:
    if error_db.shape[-1] != grid_hz.size:
        msg = f"the last axis must have the {grid_hz.size} bins of the model's band"
        raise ValueError(f"{msg}, got {error_db.shape[-1]}")
    xp = array_namespace(error_db)
    return xp.asarray(grid_hz, dtype=error_db.dtype)
