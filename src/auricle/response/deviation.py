"""How a curve deviates from a level line: spread, mean and tilt."""

import math
from typing import Any, NamedTuple, TypeAlias

from array_api_compat import array_namespace

from auricle.response.preference import error_statistics

__all__ = ["Deviation", "deviation", "tilt_db_per_octave"]

Array: TypeAlias = Any  # any array that follows the Python array API standard


class Deviation(NamedTuple):
    """What an error curve amounts to, each of shape (...)."""

    sd_db: Array  # sample standard deviation [dB]
    mean_db: Array  # [dB]
    mean_absolute_db: Array  # of the error as it stands: align the levels first [dB]
    slope_db_per_ln: Array  # least squares [dB per unit of ln f]
    slope_db_per_octave: Array  # the same per octave [dB/octave]


def deviation(error_db: Array, frequency_hz: Array) -> Deviation:
    """Spread, mean and slope of an error curve, response minus target.

    Parameters
    ----------
    error_db : array, shape (..., n_bins)
        Response minus target, in floating point. [dB]
    frequency_hz : array, shape (n_bins,)
        Frequencies of the bins, at least two. Each counts once, so they should be evenly
        spaced on a logarithmic axis, as `R40_HZ` and its bands. [Hz]

    Returns
    -------
    Deviation
        Five arrays of shape (...), in the precision of the error. The mean absolute error
        depends on how the levels were aligned, standard deviation and slope do not.

    Notes
    -----
    Standard deviation and slope are those of `error_statistics`; dB per octave are dB per
    unit of ln f times ln 2.

    Examples
    --------
    >>> import numpy as np
    >>> f = np.array([500.0, 1000.0, 2000.0])
    >>> [round(float(value), 4) for value in deviation(np.array([-2.0, 1.0, 4.0]), f)]
    [3.0, 1.0, 2.3333, 4.3281, 3.0]
    """
    xp = array_namespace(error_db, frequency_hz)
    statistics = error_statistics(error_db, frequency_hz)
    return Deviation(
        statistics.sd_db,
        xp.mean(error_db, axis=-1),
        xp.mean(xp.abs(error_db), axis=-1),
        statistics.slope_db,
        statistics.slope_db * math.log(2.0),
    )


def tilt_db_per_octave(
    level_db: Array, frequency_hz: Array, *, low_hz: float = 100.0, high_hz: float = 10_000.0
) -> Array:
    """Tilt of a curve in a band: slope of the least-squares line on log2 f.

    Parameters
    ----------
    level_db : array, shape (..., n_bins)
        Levels, in floating point. [dB]
    frequency_hz : array, shape (n_bins,)
        Each point counts once: take an evenly spaced logarithmic grid. [Hz]
    low_hz, high_hz
        The band, both edges included. [Hz]

    Returns
    -------
    array, shape (...)
        Below 0 for a dark curve; in the precision of the levels. [dB/octave]

    Raises
    ------
    ValueError
        If fewer than two points lie in the band.

    Examples
    --------
    >>> import numpy as np
    >>> f = np.geomspace(20.0, 20_000.0, 300)
    >>> tilt_db_per_octave(-0.8 * np.log2(f), f).round(6)
    np.float64(-0.8)
    """
    xp = array_namespace(level_db, frequency_hz)
    inside = xp.logical_and(frequency_hz >= low_hz, frequency_hz <= high_hz)
    weight = xp.astype(inside, level_db.dtype)
    n_inside = int(xp.sum(xp.astype(inside, xp.int64)))
    if n_inside < 2:
        msg = f"a tilt needs two points in {low_hz:g} to {high_hz:g} Hz, got {n_inside}"
        raise ValueError(msg)
    u = xp.astype(xp.log2(frequency_hz / math.sqrt(low_hz * high_hz)), level_db.dtype)
    u = weight * (u - xp.sum(weight * u) / n_inside)
    # Levels are taken re their mean, or the slope would lose the digits of an offset.
    centred = level_db - xp.sum(weight * level_db, axis=-1, keepdims=True) / n_inside
    return xp.sum(u * centred, axis=-1) / xp.sum(u * u)
