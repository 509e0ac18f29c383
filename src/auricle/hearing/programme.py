"""Programme simulation noise: what the average spectrum of music and speech is taken to be."""

import math

import numpy as np

from auricle.hearing.arrays import Array, as_arrays, is_finite, refuse_unless
from auricle.hearing.weighting import a_weighting_db
from auricle.response.bands import NOMINAL_THIRD_OCTAVES_HZ, third_octave_center_hz

__all__ = [
    "BAND_CENTER_HZ",
    "NOISE_PEAK_RATIO",
    "PROGRAMME_DB",
    "PROGRAMME_NOISE_DBFS",
    "crest_factor_db",
    "power_sum_db",
    "programme_a_weighting_db",
    "programme_level_db",
]

# fmt: off
PROGRAMME_DB: tuple[float, ...] = (
    -13.5, -10.2, -7.4, -5.2, -3.5, -2.3, -1.4, -0.9, -0.5, -0.2, -0.1, 0.0, 0.0, 0.0, 0.0, 0.0,
    0.0, -0.1, -0.3, -0.6, -1.0, -1.6, -2.5, -3.7, -5.1, -7.0, -9.4, -11.9, -14.8, -18.2, -21.6,
)
"""Relative levels of the noise in the third octaves from 20 Hz to 20 kHz, IEC 60268-1:1985
table II. [dB]"""
# fmt: on

PROGRAMME_NOISE_DBFS = -10.0
"""RMS level of the noise that players are measured with, re a sine at full scale: EN 50332-1
takes programme simulation noise at -10 dBFS. [dB]"""

NOISE_PEAK_RATIO = 2.0
"""Peak of the noise over its RMS value once it is clipped, the middle of the 1.8 to 2.2 of IEC
60268-7:2010 8.3.2."""

BAND_CENTER_HZ: tuple[float, ...] = tuple(
    third_octave_center_hz(np.arange(len(NOMINAL_THIRD_OCTAVES_HZ)) - 17).tolist()
)
"""Exact centres of the 31 third octaves, nominally 20 Hz to 20 kHz, IEC 61260-1. [Hz]"""


def power_sum_db(level_db: Array) -> Array:
    """Level of bands together, 10 lg Σ 10^(L/10).

    Parameters
    ----------
    level_db : array, shape (..., n_bands)
        [dB]

    Returns
    -------
    array, shape (...)
        Re the reference of the levels. [dB]

    Raises
    ------
    ValueError
        If a level is not finite.

    Examples
    --------
    >>> round(float(power_sum_db([60.0, 60.0])), 2)
    63.01
    """
    xp, (level,) = as_arrays(level_db)
    refuse_unless(is_finite(level), "levels of bands must be finite")
    highest = xp.max(level, axis=-1, keepdims=True)  # taken out, so that nothing overflows
    powers = 10.0 ** ((level - highest) / 10.0)
    return highest[..., 0] + 10.0 * xp.log10(xp.sum(powers, axis=-1))


def programme_level_db() -> float:
    """Level of the noise as a whole, re the 0 dB of `PROGRAMME_DB`.

    Examples
    --------
    >>> round(programme_level_db(), 3)
    12.558
    """
    return float(power_sum_db(PROGRAMME_DB))


def programme_a_weighting_db() -> float:
    """A-weighted level of the noise minus its unweighted level, over a flat response.

    Examples
    --------
    >>> round(programme_a_weighting_db(), 3)
    -2.615
    """
    weighted_db = np.asarray(PROGRAMME_DB) + a_weighting_db(BAND_CENTER_HZ)
    return float(power_sum_db(weighted_db)) - programme_level_db()


def crest_factor_db(peak_ratio: float) -> float:
    """Peak over RMS as a level, 20 lg of the ratio.

    Raises
    ------
    ValueError
        If the ratio is below 1: no peak is smaller than the RMS value; or not finite.

    Examples
    --------
    >>> [round(crest_factor_db(ratio), 1) for ratio in (1.8, 2.2)]
    [5.1, 6.8]
    """
    if not 1.0 <= peak_ratio < math.inf:
        msg = f"peak_ratio must be finite and at least 1, got {peak_ratio}"
        raise ValueError(msg)
    return 20.0 * math.log10(peak_ratio)
