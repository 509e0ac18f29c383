"""Equivalent rectangular bandwidth of the filters of the ear."""

from typing import Any, TypeAlias

from array_api_compat import array_namespace

__all__ = ["erb_hz", "erb_number", "erb_octaves"]

Array: TypeAlias = Any  # any array that follows the Python array API standard


def erb_hz(frequency_hz: Array) -> Array:
    """Equivalent rectangular bandwidth at a frequency.

    Parameters
    ----------
    frequency_hz : array, any shape
        100 Hz to 10 kHz is what was measured. [Hz]

    Returns
    -------
    array, same shape
        24.7 (4.37 f/kHz + 1), eq. 3 of [1]_. [Hz]

    References
    ----------
    .. [1] B. R. Glasberg, B. C. J. Moore, "Derivation of auditory filter shapes from
           notched-noise data", Hearing Research 47, 103 (1990).

    Examples
    --------
    >>> import numpy as np
    >>> erb_hz(np.array([1000.0])).round(3)
    array([132.639])
    """
    return 24.7 * (4.37 * frequency_hz / 1000.0 + 1.0)


def erb_number(frequency_hz: Array) -> Array:
    """Number of equivalent rectangular bandwidths below a frequency.

    21.4 lg(4.37 f/kHz + 1), eq. 4 of the paper that `erb_hz` names; same range. [Cam]

    Examples
    --------
    >>> import numpy as np
    >>> erb_number(np.array([1000.0])).round(4)
    array([15.6214])
    """
    xp = array_namespace(frequency_hz)
    return 21.4 * xp.log10(4.37 * frequency_hz / 1000.0 + 1.0)


def erb_octaves(frequency_hz: Array) -> Array:
    """Octaves from half a bandwidth below a frequency to half a bandwidth above.

    Parameters
    ----------
    frequency_hz : array, any shape
        Above 13.1 Hz: half a bandwidth is all of the frequency there. [Hz]

    Returns
    -------
    array, same shape
        Of the band f ± ERB/2. [octaves]

    Raises
    ------
    ValueError
        If a frequency is too low.

    Examples
    --------
    >>> import numpy as np
    >>> erb_octaves(np.array([1000.0])).round(4)
    array([0.1916])
    """
    xp = array_namespace(frequency_hz)
    half_hz = 0.5 * erb_hz(frequency_hz)
    if bool(xp.any(half_hz >= frequency_hz)):
        msg = f"frequency_hz must be above 13.1 Hz, got {float(xp.min(frequency_hz)):g}"
        raise ValueError(msg)
    return xp.log2((frequency_hz + half_hz) / (frequency_hz - half_hz))
