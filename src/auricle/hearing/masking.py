"""From which level on harmonics of a tone are heard beside it."""

import math

from auricle.hearing.arrays import Array, as_arrays, is_finite, refuse_unless
from auricle.hearing.equal_loudness import CONTOUR_HZ, threshold_dbspl

__all__ = ["audible_harmonic_ratio", "bark", "level_ratio", "masked_level_dbspl"]

# Upper slope of excitation, Terhardt 1979: dB a Bark, times 1 kHz over f, and a dB of level.
_SLOPE_DB_PER_BARK, _SLOPE_AT_1_KHZ, _SLOPE_PER_DB = 24.0, 0.23, 0.2


def bark(frequency_hz: Array) -> Array:
    """Critical-band rate.

    Parameters
    ----------
    frequency_hz : array, any shape
        Not below 0; up to 16 kHz is what was measured. [Hz]

    Returns
    -------
    array, same shape
        13 arctan(0.76 f/kHz) + 3.5 arctan((f / 7.5 kHz)²), eq. 1 of [1]_. [Bark]

    Raises
    ------
    ValueError
        If a frequency is not finite or below 0.

    References
    ----------
    .. [1] E. Zwicker, E. Terhardt, "Analytical expressions for critical-band rate and critical
           bandwidth as a function of frequency", J. Acoust. Soc. Am. 68, 1523 (1980).

    Examples
    --------
    >>> import numpy as np
    >>> bark(np.array([1000.0, 2000.0])).round(2)
    array([ 8.51, 13.1 ])
    """
    xp, (f,) = as_arrays(frequency_hz)
    refuse_unless(
        is_finite(f) & (f >= 0.0),
        f"frequency_hz must be finite and not below 0, got {frequency_hz}",
    )
    return 13.0 * xp.atan(0.00076 * f) + 3.5 * xp.atan((f / 7500.0) ** 2)


def masked_level_dbspl(
    level_dbspl: Array, frequency_hz: Array, *, order: Array, offset_db: float = 6.0
) -> Array:
    """Level below which a harmonic is not heard beside its fundamental.

    Parameters
    ----------
    level_dbspl : array, shape (...)
        Of the fundamental. [dB re 20 µPa]
    frequency_hz : array, shape (...)
        Of the fundamental, above 0. [Hz]
    order : array, shape (...)
        Of the harmonic: 2 or a higher whole number. The three broadcast.
    offset_db
        How far a harmonic that is just heard lies below the excitation that the fundamental
        causes at its place. 6 dB is an engineering rule (3 to 6 dB are in use); 0 gives the
        excitation itself. [dB]

    Returns
    -------
    array, shape (...)
        max(L - S (z(n f) - z(f)) - offset, T_f(n f)) with the slope
        S = 24 + 0.23 kHz/f - 0.2 L dB/Bark of [1]_, z of `bark` and T_f of `threshold_dbspl`.
        Where the harmonic lies outside the table of T_f, masking alone. [dB re 20 µPa]

    Raises
    ------
    ValueError
        If a level is not finite or so high that the slope is not above 0 (121 dB at 1 kHz), a
        frequency is not above 0, an order is no whole number from 2 on, or the offset is not
        finite.

    Notes
    -----
    An estimate for one tone and one harmonic: music masks more, and products that lie below the
    fundamental are not masked so. It says how levels and orders compare, not what a listener
    will hear.

    References
    ----------
    .. [1] E. Terhardt, "Calculating virtual pitch", Hearing Research 1, 155 (1979).

    Examples
    --------
    >>> import numpy as np
    >>> masked_level_dbspl(90.0, 1000.0, order=np.array([2, 3]), offset_db=0.0).round(1)
    array([61.4, 45.8])
    """
    xp, (level, f, n, offset) = as_arrays(level_dbspl, frequency_hz, order, offset_db)
    refuse_unless(
        is_finite(f) & (f > 0.0), f"frequency_hz must be finite and above 0, got {frequency_hz}"
    )
    refuse_unless(
        is_finite(n) & (n >= 2.0) & (n == xp.floor(n)),
        f"order must be a whole number from 2 on, got {order}",
    )
    refuse_unless(is_finite(offset), f"offset_db must be finite, got {offset_db}")
    slope = _SLOPE_DB_PER_BARK + _SLOPE_AT_1_KHZ * (1000.0 / f) - _SLOPE_PER_DB * level
    refuse_unless(
        is_finite(level) & (slope > 0.0),
        f"level_dbspl must be finite and low enough for a falling slope, got {level_dbspl}",
    )
    harmonic_hz = n * f
    masked = level - slope * (bark(harmonic_hz) - bark(f)) - offset
    first_hz, last_hz = CONTOUR_HZ[0], CONTOUR_HZ[-1]
    is_known = (harmonic_hz >= first_hz) & (harmonic_hz <= last_hz)
    inside_hz = xp.where(is_known, harmonic_hz, xp.full_like(harmonic_hz, first_hz))
    threshold = xp.where(is_known, threshold_dbspl(inside_hz), xp.full_like(inside_hz, -math.inf))
    return xp.maximum(masked, threshold)


def level_ratio(level_dbspl: Array, reference_dbspl: Array) -> Array:
    """Amplitude of one tone over that of another, 10^((L - L_0) / 20).

    Both levels broadcast, [dB] re one reference; the ratio is plain: 0.01 is 1 %.

    Examples
    --------
    >>> round(float(level_ratio(50.0, 90.0)), 6)
    0.01
    """
    _, (level, reference) = as_arrays(level_dbspl, reference_dbspl)
    return 10.0 ** ((level - reference) / 20.0)


def audible_harmonic_ratio(
    level_dbspl: Array, frequency_hz: Array, *, order: Array, offset_db: float = 6.0
) -> Array:
    """Share of the fundamental from which on a harmonic is heard beside it.

    Arguments, errors and range are those of `masked_level_dbspl`.

    Returns
    -------
    array, shape (...)
        Amplitude of the masked level over that of the fundamental: 0.01 is 1 %. Above 1 where
        the fundamental itself is not heard and its harmonic would have to be the louder one.

    Examples
    --------
    Second harmonic of 1 kHz, 3.7 % at 90 dB and 0.45 % at 70 dB:

    >>> import numpy as np
    >>> level_dbspl = np.array([90.0, 70.0])
    >>> audible_harmonic_ratio(level_dbspl, 1000.0, order=2, offset_db=0.0).round(4)
    array([0.0371, 0.0045])
    """
    masked_dbspl = masked_level_dbspl(level_dbspl, frequency_hz, order=order, offset_db=offset_db)
    return level_ratio(masked_dbspl, level_dbspl)
