"""Frequency weighting A."""

import math

from auricle.hearing.arrays import Array, as_arrays, is_finite, refuse_unless

__all__ = ["a_weighting_db"]

# Pole frequencies of IEC 61672-1:2013 annex E, and how many poles lie there. [Hz]
_HIGH_PASS_POLES_HZ = ((20.598997, 2), (107.65265, 1), (737.86223, 1))
_LOW_PASS_POLE_HZ, _LOW_PASS_POLES = 12_194.217, 2
_REFERENCE_HZ = 1000.0  # where the weighting is 0 dB


def a_weighting_db(frequency_hz: Array) -> Array:
    """Gain of frequency weighting A, re that at 1 kHz.

    Parameters
    ----------
    frequency_hz : array, any shape
        Above 0; the standard sets limits from 10 Hz to 20 kHz. [Hz]

    Returns
    -------
    array, same shape
        20 lg(R_A(f) / R_A(1 kHz)) of [1]_, in the precision of the frequencies. [dB]

    Raises
    ------
    ValueError
        If a frequency is not finite and above 0.

    Notes
    -----
    R_A is a product of terms 1 / (1 + (f_i/f)²)^(n/2) and 1 / (1 + (f/f_4)²). Their logarithms
    are added, which loses no digits and overflows at no frequency.

    References
    ----------
    .. [1] IEC 61672-1:2013, annex E.

    Examples
    --------
    >>> import numpy as np
    >>> a_weighting_db(np.array([100.0, 1000.0, 10_000.0])).round(2)
    array([-19.14,   0.  ,  -2.49])
    """
    xp, (f, reference) = as_arrays(frequency_hz, _REFERENCE_HZ)
    refuse_unless(
        is_finite(f) & (f > 0.0), f"frequency_hz must be finite and above 0, got {frequency_hz}"
    )
    return _gain_db(xp, f) - _gain_db(xp, reference)


def _gain_db(xp: Array, f: Array) -> Array:
    """Level of R_A in dB, within a constant."""
    u = 2.0 * xp.log(f)
    none = xp.zeros_like(u)
    loss = _LOW_PASS_POLES * xp.logaddexp(none, u - 2.0 * math.log(_LOW_PASS_POLE_HZ))
    for pole_hz, count in _HIGH_PASS_POLES_HZ:
        loss = loss + count * xp.logaddexp(none, 2.0 * math.log(pole_hz) - u)
    return loss * (-10.0 / math.log(10.0))
