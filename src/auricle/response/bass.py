"""Where the bass of a response ends, and how steeply."""

import math
from typing import Any, NamedTuple, TypeAlias

from array_api_compat import array_namespace, device

from auricle.response.grid import REFERENCE_BAND_HZ
from auricle.response.windows import log_mean_db

__all__ = [
    "BassExtension",
    "RollOff",
    "bass_extension",
    "bass_roll_off",
    "reference_level_db",
]

Array: TypeAlias = Any  # any array that follows the Python array API standard

_HIGHEST_HZ = 200.0  # what falls off above is no bass
_LEAST_POINTS = 6  # of a slope


def reference_level_db(level_db: Array, frequency_hz: Array) -> Array:
    """Level that the bass is measured from: the mean over lg f from 200 Hz to 2 kHz.

    Parameters
    ----------
    level_db : array, shape (..., n_bins)
        Levels. [dB]
    frequency_hz : array, shape (n_bins,)
        Rising, reaching over the band. [Hz]

    Returns
    -------
    array, shape (...)
        Mean of the dB, in the type of the levels. [dB]

    Raises
    ------
    ValueError
        If the band was not measured.

    Examples
    --------
    >>> import numpy as np
    >>> f = np.geomspace(20.0, 20_000.0, 700)
    >>> reference_level_db(np.full(700, -3.0), f).round(9)
    np.float64(-3.0)
    """
    low_hz, high_hz = REFERENCE_BAND_HZ
    return log_mean_db(level_db, frequency_hz, low_hz=low_hz, high_hz=high_hz)


class BassExtension(NamedTuple):
    """Down to where a response keeps its level, each of shape (...).

    `frequency_hz` is always a number. Where `reached` is false the response keeps its level
    down to the lowest measured frequency, which stands there: "not reached above it". Where
    `beyond` is true the level is missing in all of the bass and 200 Hz stands there.
    """

    frequency_hz: Array  # [Hz]
    reached: Array  # whether the level falls off inside the measured range
    beyond: Array  # whether it has not come up to it at 200 Hz


def bass_extension(
    level_db: Array, frequency_hz: Array, *, drop_db: float, reference_db: Array | float
) -> BassExtension:
    """Highest frequency below 200 Hz under which a response stays below its reference.

    Parameters
    ----------
    level_db : array, shape (..., n_bins)
        Levels in floating point: compensated, or raw if the reader is told so. [dB]
    frequency_hz : array, shape (n_bins,)
        Rising, from below 200 Hz to 200 Hz at least. [Hz]
    drop_db
        3, 6 or 10 as a rule: how far below the reference. [dB]
    reference_db : array, shape (...), or a number
        As `reference_level_db` gives it. [dB]

    Returns
    -------
    BassExtension
        Linear in dB on lg f between points, in the precision of the levels.

    Raises
    ------
    ValueError
        If the response does not reach from below 200 Hz to 200 Hz.

    Notes
    -----
    Going up from the lowest frequency, it is the first at which the level comes up to
    reference - drop. A dip above it, say of a leak at 80 Hz, does not count: the level
    does not stay below under the dip.

    Examples
    --------
    >>> import numpy as np
    >>> f = np.geomspace(10.0, 1000.0, 2000)
    >>> second_order_db = -10.0 * np.log10(1.0 + (50.0 / f) ** 4)
    >>> f6 = bass_extension(second_order_db, f, drop_db=6.0, reference_db=0.0)
    >>> round(float(f6.frequency_hz), 2), bool(f6.reached), bool(f6.beyond)
    (38.05, True, False)
    """
    xp = array_namespace(level_db, frequency_hz)
    first, last = float(frequency_hz[0]), float(frequency_hz[-1])
    if not first < _HIGHEST_HZ <= last:
        msg = f"bass extension needs data from below 200 Hz to 200 Hz, got {first:g} to {last:g} Hz"
        raise ValueError(msg)
    reference = xp.asarray(reference_db, dtype=level_db.dtype, device=device(level_db))
    above = level_db - (xp.expand_dims(reference, axis=-1) - drop_db)
    crossing = _first_rise(above, xp.astype(xp.log(frequency_hz), level_db.dtype))
    limit = xp.full((), math.log(_HIGHEST_HZ), dtype=above.dtype, device=device(above))
    lowest = xp.minimum(crossing, limit)
    reached = above[..., 0] < 0.0
    beyond = xp.logical_and(reached, lowest >= limit)
    edge_hz = xp.where(beyond, xp.full_like(lowest, _HIGHEST_HZ), xp.exp(lowest))
    return BassExtension(xp.where(reached, edge_hz, xp.full_like(edge_hz, first)), reached, beyond)


def _first_rise(above: Array, u: Array) -> Array:
    """Where each curve first rises through 0 on the abscissa `u`; infinite where it never does.

    `above` has the shape (..., n_bins), the result (...).
    """
    xp = array_namespace(above, u)
    rises = xp.logical_and(above[..., :-1] < 0.0, above[..., 1:] >= 0.0)
    first = xp.reshape(xp.argmax(xp.astype(rises, xp.int8), axis=-1), (-1,))
    values = xp.reshape(above, (-1,))
    place = first + above.shape[-1] * xp.arange(first.shape[0], device=device(above))
    before, after = xp.take(values, place), xp.take(values, place + 1)
    start = xp.take(u, first)
    is_there = xp.reshape(xp.any(rises, axis=-1), (-1,))
    share = before / xp.where(is_there, before - after, xp.full_like(before, -1.0))
    crossing = start + share * (xp.take(u, first + 1) - start)
    crossing = xp.where(is_there, crossing, xp.full_like(crossing, math.inf))
    return xp.reshape(crossing, above.shape[:-1])


class RollOff(NamedTuple):
    """How steeply the bass falls, each of shape (...)."""

    slope_db_per_octave: Array  # above 0 where the level falls downwards [dB/octave]
    available: Array  # where false there is no slope, and 0 stands in its place


def bass_roll_off(level_db: Array, frequency_hz: Array, extension_10_db: BassExtension) -> RollOff:
    """Slope of a response below the frequency at which it is 10 dB down.

    Parameters
    ----------
    level_db : array, shape (..., n_bins)
        Levels, in floating point. [dB]
    frequency_hz : array, shape (n_bins,)
        Each point counts once: take an evenly spaced logarithmic grid. [Hz]
    extension_10_db
        What `bass_extension` gives for a drop of 10 dB.

    Returns
    -------
    RollOff
        Least squares of dB on log2 f from half of that frequency up to it. There is none
        where that frequency was not reached, where all of the bass is missing, where the
        octave was not measured to its end, or where it holds fewer than 6 points.

    Examples
    --------
    >>> import numpy as np
    >>> f = np.geomspace(5.0, 1000.0, 2000)
    >>> level_db = np.minimum(0.0, 12.0 * np.log2(f / 50.0))
    >>> f10 = bass_extension(level_db, f, drop_db=10.0, reference_db=0.0)
    >>> bass_roll_off(level_db, f, f10).slope_db_per_octave.round(6)
    np.float64(12.0)
    """
    xp = array_namespace(level_db, frequency_hz)
    f = xp.astype(frequency_hz, level_db.dtype)
    high_hz = xp.expand_dims(extension_10_db.frequency_hz, axis=-1)
    inside = xp.logical_and(f >= 0.5 * high_hz, f <= high_hz)
    weight = xp.astype(inside, level_db.dtype)
    n_inside = xp.sum(weight, axis=-1, keepdims=True)
    divisor = xp.where(n_inside > 0.0, n_inside, xp.ones_like(n_inside))
    u = xp.log2(f / high_hz)
    u = weight * (u - xp.sum(weight * u, axis=-1, keepdims=True) / divisor)
    centred = level_db - xp.sum(weight * level_db, axis=-1, keepdims=True) / divisor
    covers = 0.5 * extension_10_db.frequency_hz >= float(frequency_hz[0])
    known = xp.logical_and(extension_10_db.reached, xp.logical_not(extension_10_db.beyond))
    enough = n_inside[..., 0] >= _LEAST_POINTS
    available = xp.logical_and(xp.logical_and(known, covers), enough)
    variance = xp.sum(u * u, axis=-1)
    variance = xp.where(available, variance, xp.ones_like(variance))
    slope = xp.sum(u * centred, axis=-1) / variance
    return RollOff(xp.where(available, slope, xp.zeros_like(slope)), available)
