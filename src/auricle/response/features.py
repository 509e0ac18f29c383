"""Smoothing, resonances and channel matching."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from auricle.response.grid import LOG96_HZ, band

__all__ = ["channel_mismatch_db", "resonance_frequency_hz", "resonance_height_db", "smooth_db"]

_POINTS_PER_OCTAVE = 96

# Nominal third-octave centres 100 Hz to 8 kHz are x = -10 to 9 of IEC 61260-1:
# f = 1000 G^(x/3) with G = 10^0.3. ITU-R BS.708 judges channel balance in this range.
_THIRD_OCTAVES_HZ = 1000.0 * 10.0 ** (np.arange(-10, 10) / 10.0)


def smooth_db(
    level_db: ArrayLike, *, fraction: float, points_per_octave: int = _POINTS_PER_OCTAVE
) -> NDArray[np.float64]:
    """Power mean of a response over a band of 1/`fraction` octave around each point.

    Parameters
    ----------
    level_db : array_like, shape (..., n_bins)
        Levels on an evenly spaced logarithmic grid, as `LOG96_HZ` or a part of it. [dB]
    fraction
        3 for third octaves, 1 for octaves; the half band must be a whole number of steps.
    points_per_octave
        Of the grid.

    Returns
    -------
    ndarray, shape (..., n_bins)
        Smoothed levels. Towards both ends the band shrinks evenly to both sides, so that
        a slope is not tilted. [dB]

    Raises
    ------
    ValueError
        If the band is not a whole number of grid steps.

    Notes
    -----
    S(f) = 10 lg of the mean of 10^(L/10) over lg f, integrated with prefix sums: O(n)
    whatever the width.

    Examples
    --------
    >>> smooth_db(np.full(956, -3.0), fraction=3)[400].round(6)
    np.float64(-3.0)
    """
    level = np.asarray(level_db, dtype=np.float64)
    half = points_per_octave / (2.0 * fraction)
    if half != round(half) or half < 1:
        msg = f"1/{fraction:g} octave is no even number of 1/{points_per_octave} octaves"
        raise ValueError(msg)
    n_bins = level.shape[-1]
    index = np.arange(n_bins)
    reach = np.minimum(int(half), np.minimum(index, n_bins - 1 - index))
    power = np.exp(level * (np.log(10.0) / 10.0))  # three times as fast as 10.0 ** x
    integral = np.zeros_like(power)
    np.cumsum(_step_integrals(power), axis=-1, out=integral[..., 1:])
    area = integral[..., index + reach] - integral[..., index - reach]
    mean = np.where(reach > 0, area / np.maximum(2 * reach, 1), power)
    return np.asarray(10.0 * np.log10(mean))


def _step_integrals(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Integrals between neighbouring grid points, in grid steps.

    The cubic through the four nearest points is integrated; at both ends, where there are
    only three, a straight line.
    """
    steps = 0.5 * (values[..., 1:] + values[..., :-1])
    if values.shape[-1] > 3:
        outer = values[..., :-3] + values[..., 3:]
        steps[..., 1:-1] = (26.0 * steps[..., 1:-1] - outer) / 24.0
    return np.asarray(steps)


def resonance_height_db(
    error_db: ArrayLike,
    *,
    frequency_hz: NDArray[np.float64],
    low_hz: float,
    high_hz: float,
    points_per_octave: int = _POINTS_PER_OCTAVE,
) -> NDArray[np.float64]:
    """Largest height of an error curve over its own 1-octave power mean in a band.

    Parameters
    ----------
    error_db : array_like, shape (..., n_bins)
        Response minus target, unsmoothed. [dB]
    frequency_hz : ndarray, shape (n_bins,)
        An evenly spaced logarithmic grid that reaches half an octave beyond the band. [Hz]
    low_hz, high_hz
        The band. [Hz]
    points_per_octave
        Of the grid.

    Returns
    -------
    ndarray, shape (...)
        Height of the highest peak, at least 0. [dB]

    Examples
    --------
    >>> flat_db = np.zeros(956)
    >>> resonance_height_db(flat_db, frequency_hz=LOG96_HZ, low_hz=5e3, high_hz=8e3)
    array(0.)
    """
    height_db = _height_db(error_db, points_per_octave=points_per_octave)
    inside = band(frequency_hz, low_hz, high_hz)
    return np.asarray(np.max(height_db[..., inside], axis=-1, initial=0.0))


def resonance_frequency_hz(
    error_db: ArrayLike,
    *,
    frequency_hz: NDArray[np.float64],
    low_hz: float,
    high_hz: float,
    points_per_octave: int = _POINTS_PER_OCTAVE,
) -> NDArray[np.float64]:
    """Frequency at which `resonance_height_db` finds its height; arguments as there.

    Returns
    -------
    ndarray, shape (...)
        A point of the grid inside the band. [Hz]

    Examples
    --------
    >>> peak_db = 6.0 * np.exp(-((np.log2(LOG96_HZ / 6300.0) / 0.1) ** 2))
    >>> f = resonance_frequency_hz(peak_db, frequency_hz=LOG96_HZ, low_hz=5e3, high_hz=8e3)
    >>> bool(abs(np.log2(f / 6300.0)) < 1 / 96)
    True
    """
    inside = band(frequency_hz, low_hz, high_hz)
    height_db = _height_db(error_db, points_per_octave=points_per_octave)
    return np.asarray(frequency_hz[inside][np.argmax(height_db[..., inside], axis=-1)])


def _height_db(error_db: ArrayLike, *, points_per_octave: int) -> NDArray[np.float64]:
    error = np.asarray(error_db, dtype=np.float64)
    return error - smooth_db(error, fraction=1, points_per_octave=points_per_octave)


def channel_mismatch_db(left_db: ArrayLike, right_db: ArrayLike) -> NDArray[np.float64]:
    """RMS difference of two channels in third octaves from 100 Hz to 8 kHz.

    Parameters
    ----------
    left_db, right_db : array_like, shape (..., 956)
        Levels on the whole of `LOG96_HZ`. [dB]

    Returns
    -------
    ndarray, shape (...)
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
    nearest = np.round(_POINTS_PER_OCTAVE * np.log2(_THIRD_OCTAVES_HZ / LOG96_HZ[0])).astype(int)
    difference = smooth_db(left_db, fraction=3) - smooth_db(right_db, fraction=3)
    return np.asarray(np.sqrt(np.mean(difference[..., nearest] ** 2, axis=-1)))
