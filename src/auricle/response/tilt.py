"""How a curve is tilted."""

import math
from typing import Any, TypeAlias

from array_api_compat import array_namespace

__all__ = ["tilt_db_per_octave"]

Array: TypeAlias = Any  # any array that follows the Python array API standard


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
