"""Group delays and interaural delays: from when on they are heard, and what they are as phase."""

from auricle.hearing.arrays import Array, as_arrays

__all__ = [
    "GROUP_DELAY_THRESHOLD_HZ",
    "GROUP_DELAY_THRESHOLD_S",
    "delay_as_phase_deg",
    "delay_in_periods",
]

GROUP_DELAY_THRESHOLD_HZ: tuple[float, ...] = (500.0, 1000.0, 2000.0, 4000.0, 8000.0)
"""Frequencies of `GROUP_DELAY_THRESHOLD_S`; nothing was measured below. [Hz]"""

GROUP_DELAY_THRESHOLD_S: tuple[float, ...] = (0.0032, 0.002, 0.001, 0.0015, 0.002)
"""Excess group delay that was just heard: J. Blauert, P. Laws, "Group
delay distortions in electroacoustical systems", J. Acoust. Soc. Am. 63, 1478 (1978). [s]"""


def delay_in_periods(delay_s: Array, frequency_hz: Array) -> Array:
    """Delay in periods of a frequency, their product; both broadcast.

    Parameters
    ----------
    delay_s : array, shape (...)
        [s]
    frequency_hz : array, shape (...)
        [Hz]

    Returns
    -------
    array, shape (...)
        [periods]

    Examples
    --------
    >>> delay_in_periods(GROUP_DELAY_THRESHOLD_S, GROUP_DELAY_THRESHOLD_HZ)
    array([ 1.6,  2. ,  2. ,  6. , 16. ])
    """
    _, (delay, f) = as_arrays(delay_s, frequency_hz)
    return delay * f


def delay_as_phase_deg(delay_s: Array, frequency_hz: Array) -> Array:
    """Phase by which a delay shifts a frequency, 360° a period; arguments as above.

    Returns
    -------
    array, shape (...)
        Not wrapped. [°]

    Examples
    --------
    >>> round(float(delay_as_phase_deg(10e-6, 1000.0)), 9)
    3.6
    """
    return 360.0 * delay_in_periods(delay_s, frequency_hz)
