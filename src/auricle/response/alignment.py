"""The level of a curve that becomes 0 dB when curves are laid over one another."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
from array_api_compat import array_namespace
from numpy.typing import ArrayLike, NDArray

from auricle.errors import AlignmentError
from auricle.response.bands import third_octave_center_hz

__all__ = [
    "ALIGNMENT_RANGES_HZ",
    "alignment_db",
    "alignment_sensitivity",
    "interval_weights",
    "k_weighting_db",
]

Array: TypeAlias = Any  # any array that follows the Python array API standard

# Third octaves of IEC 61260-1 from 50 Hz to 10 kHz.
# Narrower than the 31 bands of the tables, so that every curve which reaches from 45 Hz to
# 11.2 kHz is judged by the same bands.
_CENTRES_HZ = third_octave_center_hz(np.arange(-13, 11))
_HALF_BAND = 10.0**0.05

# Relative third-octave levels of programme simulation noise, IEC 60268-1:1985 table II. [dB]
# fmt: off
_PROGRAMME_DB = np.array([
    -3.5, -2.3, -1.4, -0.9, -0.5, -0.2, -0.1, 0.0, 0.0, 0.0, 0.0, 0.0,
    0.0, -0.1, -0.3, -0.6, -1.0, -1.6, -2.5, -3.7, -5.1, -7.0, -9.4, -11.9,
])
# Diffuse field to eardrum, ISO 11904-1, 0 dB at and below 100 Hz. [dB]
_DIFFUSE_FIELD_DB = np.array([
    0.0, 0.0, 0.0, 0.0, 0.2, 0.4, 0.6, 0.8, 1.1, 1.5, 2.1, 2.8,
    3.3, 4.1, 5.5, 7.7, 11.0, 15.3, 15.7, 12.9, 10.6, 9.4, 9.5, 6.8,
])
# fmt: on

# ITU-R BS.1770-5 tables 1 and 2: numerator and denominator of both stages at 48 kHz.
_K_STAGES = (
    (
        (1.53512485958697, -2.69169618940638, 1.19839281085285),
        (1.0, -1.69065929318241, 0.73248077421585),
    ),
    ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)
_K_SAMPLE_RATE_HZ = 48_000.0

ALIGNMENT_RANGES_HZ: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "mean-300-3000": (300.0, 3000.0),
        "500-hz": (500.0, 500.0),
        "1-khz": (1000.0, 1000.0),
        "loudness": (
            float(np.round(_CENTRES_HZ[0] / _HALF_BAND, 6)),
            float(np.round(_CENTRES_HZ[-1] * _HALF_BAND, 6)),
        ),
    }
)
"""Kind of alignment -> lowest and highest frequency that it looks at. [Hz]"""


def k_weighting_db(frequency_hz: ArrayLike) -> NDArray[np.float64]:
    """K weighting of ITU-R BS.1770-5, annex 1, from its coefficients for 48 kHz.

    Parameters
    ----------
    frequency_hz : array_like, shape (...)
        Up to 24 kHz. [Hz]

    Returns
    -------
    ndarray, shape (...)
        Gain of both stages re unity; +0.691 dB at 997 Hz. [dB]

    Examples
    --------
    >>> k_weighting_db([100.0, 997.0, 10_000.0]).round(3)
    array([-1.133,  0.691,  4.042])
    """
    z = np.exp(-2j * np.pi * np.asarray(frequency_hz, dtype=np.float64) / _K_SAMPLE_RATE_HZ)
    gain = np.ones_like(z)
    for numerator, denominator in _K_STAGES:
        gain = gain * np.polyval(numerator[::-1], z) / np.polyval(denominator[::-1], z)
    return np.asarray(20.0 * np.log10(np.abs(gain)))


_BAND_WEIGHTS = 10.0 ** ((_PROGRAMME_DB - _DIFFUSE_FIELD_DB + k_weighting_db(_CENTRES_HZ)) / 10.0)


def interval_weights(frequency_hz: Array, low_hz: Array, high_hz: Array) -> Array:
    """Weights of the bins in the mean over an interval of lg f.

    Between bins a curve is a straight line over lg f, so the mean is exact for any rising
    frequencies; both edges may lie between bins.

    Parameters
    ----------
    frequency_hz : array, shape (n_bins,)
        Rising. [Hz]
    low_hz, high_hz : array, shape (n_intervals,)
        Edges, inside the measured range. Where both are equal the weights are those of the
        level at that frequency. [Hz]

    Returns
    -------
    array, shape (n_intervals, n_bins)
        Weights whose sum is 1. [1]

    Examples
    --------
    >>> f = np.array([100.0, 200.0, 400.0])
    >>> interval_weights(f, np.array([100.0, 200.0]), np.array([400.0, 200.0]))
    array([[0.25, 0.5 , 0.25],
           [0.  , 1.  , 0.  ]])
    """
    xp = array_namespace(frequency_hz, low_hz, high_hz)
    u = xp.log(frequency_hz)
    low, high = xp.log(low_hz)[:, None], xp.log(high_hz)[:, None]
    start, end = xp.maximum(u[:-1], low), xp.minimum(u[1:], high)
    length = xp.maximum(end - start, xp.zeros_like(end))
    share = ((start + end) / 2.0 - u[:-1]) / (u[1:] - u[:-1])
    nothing = xp.zeros_like(low)
    area = xp.concat([length * (1.0 - share), nothing], axis=-1)
    area = area + xp.concat([nothing, length * share], axis=-1)
    is_point = high == low
    whole = xp.where(is_point, xp.ones_like(low), high - low)
    return xp.where(is_point, _point_weights(u, low), area / whole)


def _point_weights(u: Array, at: Array) -> Array:
    """Weights of the bins in the level at one place, by linear interpolation."""
    xp = array_namespace(u, at)
    one = xp.ones_like(at)
    rising = xp.concat([one, (at - u[:-1]) / (u[1:] - u[:-1])], axis=-1)
    falling = xp.concat([(u[1:] - at) / (u[1:] - u[:-1]), one], axis=-1)
    inner = xp.minimum(rising, falling)
    return xp.maximum(inner, xp.zeros_like(inner))


def alignment_db(level_db: Array, frequency_hz: Array, *, by: str = "mean-300-3000") -> Array:
    """Level of a curve that becomes 0 dB when it is aligned.

    Parameters
    ----------
    level_db : array, shape (..., n_bins)
        Levels at the eardrum of the rig. [dB]
    frequency_hz : array, shape (n_bins,)
        Rising. [Hz]
    by
        "mean-300-3000": mean of the level over lg f from 300 Hz to 3 kHz. "500-hz", "1-khz":
        the level there, linear over lg f. "loudness": level of programme noise, see Notes.

    Returns
    -------
    array, shape (...)
        What to subtract. A curve that is higher by c dB gives c dB more. [dB]

    Raises
    ------
    AlignmentError
        If the curve does not reach over `ALIGNMENT_RANGES_HZ`.
    ValueError
        If there is no such alignment.

    Notes
    -----
    Loudness: L = 10 lg Σ_k 10^((X_k + H_k - D_k + K_k) / 10) over the third octaves from 50 Hz
    to 10 kHz (IEC 61260-1), with X the programme simulation noise of IEC 60268-1:1985 table II,
    H the power mean of the curve over the band, D the diffuse field to eardrum transfer of
    ISO 11904-1, and K the weighting of ITU-R BS.1770-5 at the centre. It is the K-weighted
    level, referred to the diffuse field, of such noise played over the headphone. BS.1770
    takes K weighting for programme at usual levels; contours of equal loudness (ISO 226) are
    of single tones and depend on a level that no curve states. D is that of IEC 60318-4 ears;
    as it is the same for every curve, another ear changes the weight of the bands by little.

    Examples
    --------
    >>> f = np.array([20.0, 500.0, 1000.0, 20_000.0])
    >>> float(alignment_db(np.array([0.0, 3.0, 5.0, 5.0]), f, by="1-khz"))
    5.0
    """
    xp = array_namespace(level_db, frequency_hz)
    _require_range(frequency_hz, by)
    if by == "loudness":
        powers = _band_powers(level_db, frequency_hz)
        return 10.0 * xp.log10(xp.sum(powers, axis=-1))
    return xp.sum(level_db * _range_weights(level_db, frequency_hz, by), axis=-1)


def alignment_sensitivity(level_db: Array, frequency_hz: Array, *, by: str) -> Array:
    """Derivative of `alignment_db` by the level of every bin: how errors of bins move it.

    Arguments and errors are those of `alignment_db`.

    Returns
    -------
    array, shape (..., n_bins)
        The sum over the bins is 1. [1]

    Examples
    --------
    >>> f = np.array([20.0, 500.0, 1000.0, 20_000.0])
    >>> alignment_sensitivity(np.zeros(4), f, by="1-khz")
    array([0., 0., 1., 0.])
    """
    xp = array_namespace(level_db, frequency_hz)
    _require_range(frequency_hz, by)
    if by == "loudness":
        powers = _band_powers(level_db, frequency_hz)
        return powers / xp.sum(powers, axis=-1, keepdims=True)
    return _range_weights(level_db, frequency_hz, by) + xp.zeros_like(level_db)


def _require_range(frequency_hz: Array, by: str) -> None:
    if by not in ALIGNMENT_RANGES_HZ:
        msg = f"by must be one of {sorted(ALIGNMENT_RANGES_HZ)}, got {by!r}"
        raise ValueError(msg)
    low_hz, high_hz = ALIGNMENT_RANGES_HZ[by]
    measured_hz = float(frequency_hz[0]), float(frequency_hz[-1])
    if measured_hz[0] > low_hz or measured_hz[1] < high_hz:
        raise AlignmentError(by, measured_hz, (low_hz, high_hz))


def _range_weights(level_db: Array, frequency_hz: Array, by: str) -> Array:
    xp = array_namespace(level_db, frequency_hz)
    low, high = (xp.asarray([edge], dtype=level_db.dtype) for edge in ALIGNMENT_RANGES_HZ[by])
    return interval_weights(frequency_hz, low, high)[0, :]


def _band_powers(level_db: Array, frequency_hz: Array) -> Array:
    """What each bin adds to the power of weighted programme noise, shape (..., n_bins)."""
    xp = array_namespace(level_db, frequency_hz)
    centres = xp.asarray(_CENTRES_HZ, dtype=level_db.dtype)
    bands = interval_weights(frequency_hz, centres / _HALF_BAND, centres * _HALF_BAND)
    weights = xp.asarray(_BAND_WEIGHTS, dtype=level_db.dtype)
    in_bins = xp.sum(weights[:, None] * bands, axis=0)
    return in_bins * xp.exp(level_db * float(np.log(10.0) / 10.0))
