"""Bounds that a response is held to: what listeners prefer, and the mask of ITU-R BS.708."""

import math
from typing import Any, NamedTuple, TypeAlias

from array_api_compat import array_namespace

from auricle.response.grid import JUDGED_HZ

__all__ = [
    "Bounds",
    "bs708_tolerance_db",
    "fraction_inside",
    "preference_bounds_db",
]

Array: TypeAlias = Any  # any array that follows the Python array API standard

# Engineering reading of S. Olive, "The Perception and Measurement of Headphone Sound
# Quality", Acoustics Today 18(1), 2022: 15 % of listeners want 4 to 6 dB more bass than the
# target, 21 % about 2 dB less; the rest is an estimate.
_UPPER_DB = {105.0: 6.0, 200.0: 1.0, 2000.0: 1.0, 4000.0: 3.0, 8000.0: 3.0, 16_000.0: 5.0}
_LOWER_DB = {105.0: -2.0, 200.0: -1.0, 2000.0: -1.0, 4000.0: -3.0, 8000.0: -3.0, 16_000.0: -5.0}

# Recommendation ITU-R BS.708 (1990), figure 1.
_BS708_DB = {100.0: 2.0, 500.0: 1.5, 4000.0: 1.5, 16_000.0: 4.0}


class Bounds(NamedTuple):
    """Offsets to a target between which a response is preferred, of the shape asked for."""

    lower_db: Array  # below 0 [dB]
    upper_db: Array  # above 0 [dB]


def preference_bounds_db(frequency_hz: Array) -> Bounds:
    """Offsets to the target that listeners still prefer.

    Parameters
    ----------
    frequency_hz : array, any shape
        20 Hz to 16 kHz is what they are meant for. [Hz]

    Returns
    -------
    Bounds
        -2 and +6 dB up to 105 Hz, ±1 dB from 200 Hz to 2 kHz, ±3 dB from 4 to 8 kHz, ±5 dB from
        16 kHz on; in between linear in dB on lg f. [dB re target]

    Notes
    -----
    An engineering default, no standard: the bass from the shares of listeners in S. Olive,
    Acoustics Today 18(1), 2022, the rest an estimate.

    Examples
    --------
    >>> import numpy as np
    >>> lower_db, upper_db = preference_bounds_db(np.array([50.0, 1000.0, 16_000.0]))
    >>> lower_db.round(9), upper_db.round(9)
    (array([-2., -1., -5.]), array([6., 1., 5.]))
    """
    return Bounds(_through(_LOWER_DB, frequency_hz), _through(_UPPER_DB, frequency_hz))


def fraction_inside(aligned_db: Array, frequency_hz: Array, bounds: Bounds | None = None) -> Array:
    """Fraction of the points from 20 Hz to 16 kHz that lie inside the preference bounds.

    Parameters
    ----------
    aligned_db : array, shape (..., n_bins)
        Response minus target, in floating point, less its `reference_level_db`. [dB]
    frequency_hz : array, shape (n_bins,)
        Each point counts once: take an evenly spaced logarithmic grid. [Hz]
    bounds
        As `preference_bounds_db` gives them there, where they have been made already.

    Returns
    -------
    array, shape (...)
        0 to 1, both bounds included. [1]

    Examples
    --------
    >>> import numpy as np
    >>> float(fraction_inside(np.array([0.5, 1.5]), np.array([500.0, 1000.0])))
    0.5
    """
    xp = array_namespace(aligned_db, frequency_hz)
    bounds = preference_bounds_db(frequency_hz) if bounds is None else bounds
    inside = xp.logical_and(aligned_db >= bounds.lower_db, aligned_db <= bounds.upper_db)
    judged = xp.logical_and(frequency_hz >= JUDGED_HZ[0], frequency_hz <= JUDGED_HZ[1])
    weight = xp.astype(judged, aligned_db.dtype)
    return xp.sum(weight * xp.astype(inside, aligned_db.dtype), axis=-1) / xp.sum(weight)


def bs708_tolerance_db(frequency_hz: Array) -> Array:
    """Deviation from a diffuse-field response that ITU-R BS.708 allows, to both sides.

    Parameters
    ----------
    frequency_hz : array, any shape
        [Hz]

    Returns
    -------
    array, same shape
        2 dB at 100 Hz, 1.5 dB from 500 Hz to 4 kHz, 4 dB at 16 kHz, linear in dB on lg f;
        infinite outside 100 Hz to 16 kHz, where it asks for nothing. [dB]

    References
    ----------
    .. [1] Recommendation ITU-R BS.708, "Determination of the electro-acoustical properties of
           studio monitor headphones", 1990, figure 1.

    Examples
    --------
    >>> import numpy as np
    >>> bs708_tolerance_db(np.array([50.0, 100.0, 250.0, 1000.0])).round(3)
    array([  inf, 2.   , 1.715, 1.5  ])
    """
    xp = array_namespace(frequency_hz)
    outside = xp.logical_or(frequency_hz < 100.0, frequency_hz > 16_000.0)
    tolerance_db = _through(_BS708_DB, frequency_hz)
    return xp.where(outside, xp.full_like(tolerance_db, math.inf), tolerance_db)


def _through(corners: dict[float, float], frequency_hz: Array) -> Array:
    """Straight lines on lg f through corners in Hz and dB, level before and after them."""
    xp = array_namespace(frequency_hz)
    u = xp.log(frequency_hz)
    (low_hz, low_db), *rest = corners.items()
    level_db = xp.full_like(u, low_db)
    for high_hz, high_db in rest:
        start, width = math.log(low_hz), math.log(high_hz / low_hz)
        level_db = level_db + (high_db - low_db) * xp.clip((u - start) / width, 0.0, 1.0)
        low_hz, low_db = high_hz, high_db
    return level_db
