"""Second-order equaliser sections: levels of the digital filters of the Audio EQ Cookbook.

The cookbook gets its digital filters from analogue ones by the bilinear transform [1]_, which
puts the analogue response at tan(π f / fs) / tan(π centre / fs) where it was at f / centre. So a
digital filter is its prototype of `auricle.response.analog` on a warped axis. The squared tangents
are multiplied out, which costs no digits near half the sample rate nor, in single precision, in
the bass; going through exp(jω) would.

References
----------
.. [1] R. Bristow-Johnson, "Audio EQ Cookbook", ed. R. Toy, W3C Working Group Note, 2021.
"""

import math
from typing import Any, TypeAlias

from array_api_compat import array_namespace

from auricle.response.analog import bell_of_squares_db, low_shelf_of_squares_db

__all__ = ["high_shelf_db", "low_shelf_db", "peaking_db"]

Array: TypeAlias = Any  # any array that follows the Python array API standard


def peaking_db(
    frequency_hz: Array, center_hz: Array, q: Array, gain_db: Array, *, sample_rate_hz: float
) -> Array:
    """Magnitude of the digital peaking filter of the cookbook.

    Parameters
    ----------
    frequency_hz : array, shape (n_bins,)
        From 0 to half the sample rate. [Hz]
    center_hz, q, gain_db : array
        Centre below half the sample rate [Hz], Q above 0, gain at the centre [dB re unity gain].
        They broadcast against the frequencies: shape (n_headphones, n_filters, 1) gives
        (n_headphones, n_filters, n_bins).
    sample_rate_hz
        Of the equaliser. [Hz]

    Returns
    -------
    array
        Of the broadcast shape and the dtype of the arguments. [dB re unity gain]

    Examples
    --------
    >>> import numpy as np
    >>> f, center = np.array([0.0, 1000.0, 24_000.0]), np.array(1000.0)
    >>> peaking_db(f, center, 1.0, 6.0, sample_rate_hz=48_000.0).round(6)
    array([0., 6., 0.])
    """
    squares = _warped_squares(frequency_hz, center_hz, sample_rate_hz)
    return bell_of_squares_db(*squares, gain_db=gain_db, q=q)


def low_shelf_db(
    frequency_hz: Array, center_hz: Array, q: Array, gain_db: Array, *, sample_rate_hz: float
) -> Array:
    """Magnitude of the digital low shelf of the cookbook; arguments are those of `peaking_db`.

    Examples
    --------
    >>> import numpy as np
    >>> f, center = np.array([0.0, 105.0]), np.array(105.0)
    >>> low_shelf_db(f, center, 0.7, 6.0, sample_rate_hz=48_000.0).round(6)
    array([6., 3.])
    """
    squares = _warped_squares(frequency_hz, center_hz, sample_rate_hz)
    return low_shelf_of_squares_db(*squares, gain_db=gain_db, q=q)


def high_shelf_db(
    frequency_hz: Array, center_hz: Array, q: Array, gain_db: Array, *, sample_rate_hz: float
) -> Array:
    """Magnitude of the digital high shelf of the cookbook; arguments are those of `peaking_db`.

    With the low shelf of the same gain it makes up that gain at every frequency.

    Examples
    --------
    >>> import numpy as np
    >>> f, center = np.array([0.0, 10_000.0, 24_000.0]), np.array(10_000.0)
    >>> high_shelf_db(f, center, 0.7, -4.0, sample_rate_hz=48_000.0).round(6)
    array([ 0., -2., -4.])
    """
    return gain_db - low_shelf_db(
        frequency_hz, center_hz, q, gain_db, sample_rate_hz=sample_rate_hz
    )


def _warped_squares(
    frequency_hz: Array, center_hz: Array, sample_rate_hz: float
) -> tuple[Array, Array]:
    """Squared tangents of frequency and centre, times the squared cosines of both."""
    xp = array_namespace(frequency_hz, center_hz)
    half = frequency_hz * (math.pi / sample_rate_hz)
    center_half = center_hz * (math.pi / sample_rate_hz)
    square = (xp.sin(half) * xp.cos(center_half)) ** 2
    center_square = (xp.sin(center_half) * xp.cos(half)) ** 2
    return square, center_square
