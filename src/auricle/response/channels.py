"""How alike the two channels are."""

import math
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from array_api_compat import array_namespace, device

from auricle.response.bands import third_octave_center_hz, third_octave_levels_db
from auricle.response.grid import LOG96_HZ
from auricle.response.smoothing import POINTS_PER_OCTAVE, smooth_db

__all__ = [
    "ChannelDifference",
    "ChannelMatch",
    "ChannelVerdict",
    "bs708_channel_verdict",
    "channel_difference_db",
    "channel_match",
    "channel_mismatch_db",
]

Array: TypeAlias = Any  # any array that follows the Python array API standard

# Nominally 100 Hz to 8 kHz: ITU-R BS.708 judges channel balance in this range.
_THIRD_OCTAVES_HZ = third_octave_center_hz(np.arange(-10, 10))

# Edges of ranges of third octaves lie between their centres, nominal as well as exact.
_BALANCE_HZ = (90.0, 9000.0)
_TREBLE_HZ = (9000.0, 18_000.0)

# ITU-R BS.708, 1990: third-octave levels of both channels differ by no more.
_BALANCE_LIMIT_DB = 1.0
_TREBLE_LIMIT_DB = 2.0


def channel_mismatch_db(left_db: Array, right_db: Array) -> Array:
    """RMS difference of two channels in third octaves from 100 Hz to 8 kHz.

    Parameters
    ----------
    left_db, right_db : array, shape (..., 956)
        Levels on the whole of `LOG96_HZ`. [dB]

    Returns
    -------
    array, shape (...)
        Root of the mean of (L - R)² over the 20 bands. [dB]

    Notes
    -----
    Band levels are power means over a third of an octave, the range that of ITU-R BS.708.

    Examples
    --------
    >>> level = np.zeros(956)
    >>> float(channel_mismatch_db(level + 1.0, level).round(9))
    1.0
    """
    xp = array_namespace(left_db, right_db)
    nearest = np.round(POINTS_PER_OCTAVE * np.log2(_THIRD_OCTAVES_HZ / LOG96_HZ[0])).astype(int)
    difference = smooth_db(left_db, fraction=3) - smooth_db(right_db, fraction=3)
    at_bands = xp.take(difference, xp.asarray(nearest, device=device(difference)), axis=-1)
    return xp.sqrt(xp.mean(at_bands**2, axis=-1))


class ChannelDifference(NamedTuple):
    """Left minus right in the third octaves that both channels were measured over."""

    center_hz: Array  # exact centres, shape (n_bands,) [Hz]
    difference_db: Array  # shape (..., n_bands) [dB]


def channel_difference_db(
    left_db: Array, right_db: Array, frequency_hz: Array
) -> ChannelDifference:
    """Left minus right in third octaves of IEC 61260-1.

    Parameters
    ----------
    left_db, right_db : array, shape (..., n_bins)
        Levels. [dB]
    frequency_hz : array, shape (n_bins,)
        Rising, the same for both. [Hz]

    Returns
    -------
    ChannelDifference
        Differences of the power means of each band. [dB]

    Raises
    ------
    ValueError
        If no third octave was measured from edge to edge.

    Examples
    --------
    >>> f = np.geomspace(20.0, 20_000.0, 700)
    >>> channels = channel_difference_db(np.full(700, 1.5), np.full(700, 1.0), f)
    >>> channels.difference_db[:3].round(9)
    array([0.5, 0.5, 0.5])
    """
    left = third_octave_levels_db(left_db, frequency_hz)
    right = third_octave_levels_db(right_db, frequency_hz)
    return ChannelDifference(left.center_hz, left.level_db - right.level_db)


class ChannelMatch(NamedTuple):
    """How the left channel differs from the right from 100 Hz to 8 kHz, each of shape (...)."""

    balance_db: Array  # mean of L - R: above 0 where the left is louder [dB]
    shape_db: Array  # standard deviation of L - R: what a balance control leaves [dB]
    rms_db: Array  # both together [dB]
    largest_db: Array  # largest |L - R| [dB]
    largest_hz: Array  # centre of the band in which it stands [Hz]


def channel_match(difference_db: Array, center_hz: Array) -> ChannelMatch:
    """Balance and shape of a difference of channels from 100 Hz to 8 kHz.

    Parameters
    ----------
    difference_db : array, shape (..., n_bands)
        Left minus right in third octaves. [dB]
    center_hz : array, shape (n_bands,)
        Their centres, exact or nominal. [Hz]

    Returns
    -------
    ChannelMatch
        Over the bands in that range, each counted once, so that RMS² = balance² + shape².

    Raises
    ------
    ValueError
        If none of the bands lies in that range.

    Notes
    -----
    Another seating alone moves single bands by 1 to 3 dB above 6 kHz: the mean of five
    seatings is the least to judge `largest_db` by there.

    Examples
    --------
    >>> match = channel_match(np.array([0.0, 1.0, 5.0]), np.array([500.0, 1000.0, 16_000.0]))
    >>> [float(value) for value in match]
    [0.5, 0.5, 0.7071067811865476, 1.0, 1000.0]
    """
    xp = array_namespace(difference_db, center_hz)
    inside = _between(center_hz, _BALANCE_HZ)
    weight = xp.astype(inside, difference_db.dtype)
    n_inside = xp.sum(weight)
    if float(n_inside) == 0.0:
        raise ValueError("center_hz must hold third octaves from 100 Hz to 8 kHz, got none")
    balance_db = xp.sum(weight * difference_db, axis=-1) / n_inside
    deviation = weight * (difference_db - xp.expand_dims(balance_db, axis=-1))
    shape_db = xp.sqrt(xp.sum(deviation**2, axis=-1) / n_inside)
    rms_db = xp.sqrt(xp.sum(weight * difference_db**2, axis=-1) / n_inside)
    magnitude = weight * xp.abs(difference_db)
    where = xp.argmax(magnitude, axis=-1)
    largest_hz = xp.reshape(xp.take(center_hz, xp.reshape(where, (-1,))), where.shape)
    return ChannelMatch(balance_db, shape_db, rms_db, xp.max(magnitude, axis=-1), largest_hz)


class ChannelVerdict(NamedTuple):
    """What ITU-R BS.708 says of a difference of channels."""

    limit_db: Array  # of |L - R| in each band; infinite where there is none, (n_bands,) [dB]
    exceeds: Array  # whether a band is beyond it, (..., n_bands)
    holds: Array  # whether no band is, (...)


def bs708_channel_verdict(difference_db: Array, center_hz: Array) -> ChannelVerdict:
    """Whether two channels are as alike as ITU-R BS.708 asks of headphones for studios.

    Third-octave levels may differ by 1 dB from 100 Hz to 8 kHz and by 2 dB from 10 to 16 kHz.

    Parameters
    ----------
    difference_db : array, shape (..., n_bands)
        Left minus right in third octaves. [dB]
    center_hz : array, shape (n_bands,)
        Their centres, exact or nominal. Bands that are not there are not judged. [Hz]

    Returns
    -------
    ChannelVerdict
        The limits, where they are exceeded, and whether they hold.

    References
    ----------
    .. [1] Recommendation ITU-R BS.708, "Determination of the electro-acoustical properties of
           studio monitor headphones", 1990.

    Examples
    --------
    >>> f = np.array([1000.0, 8000.0, 10_000.0, 20_000.0])
    >>> verdict = bs708_channel_verdict(np.array([0.9, -1.1, 1.9, 7.0]), f)
    >>> verdict.limit_db, verdict.exceeds, bool(verdict.holds)
    (array([ 1.,  1.,  2., inf]), array([False,  True, False, False]), False)
    """
    xp = array_namespace(difference_db, center_hz)
    none, treble, balance = (
        xp.full_like(center_hz, limit) for limit in (math.inf, _TREBLE_LIMIT_DB, _BALANCE_LIMIT_DB)
    )
    limit_db = xp.where(_between(center_hz, _TREBLE_HZ), treble, none)
    limit_db = xp.where(_between(center_hz, _BALANCE_HZ), balance, limit_db)
    exceeds = xp.abs(difference_db) > limit_db
    return ChannelVerdict(limit_db, exceeds, xp.logical_not(xp.any(exceeds, axis=-1)))


def _between(center_hz: Array, edges_hz: tuple[float, float]) -> Array:
    xp = array_namespace(center_hz)
    return xp.logical_and(center_hz > edges_hz[0], center_hz < edges_hz[1])
