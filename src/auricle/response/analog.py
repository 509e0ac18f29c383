"""Bells and shelves of analogue equalisers: the prototypes of the Audio EQ Cookbook."""

from typing import Any, TypeAlias

from array_api_compat import array_namespace

__all__ = [
    "bell_db",
    "bell_of_squares_db",
    "high_shelf_db",
    "low_shelf_db",
    "low_shelf_of_squares_db",
]

Array: TypeAlias = Any  # any array that follows the Python array API standard


def bell_db(frequency_hz: Array, *, center_hz: Array, gain_db: Array, q: Array) -> Array:
    """Level that an analogue bell adds, re unity gain.

    Parameters
    ----------
    frequency_hz : array, shape (..., n_bins)
        Where the level is wanted; 0 is allowed. [Hz]
    center_hz, gain_db, q
        Numbers, or arrays that broadcast: shape (n_headphones, 1) and ``(n_bins,)`` give
        (n_headphones, n_bins). Centre above 0 [Hz], gain there [dB re unity gain], Q above 0.

    Returns
    -------
    array
        Of the broadcast shape and the dtype of the arguments. [dB re unity gain]

    Notes
    -----
    H(s) = (s² + s A/Q + 1) / (s² + s/(A Q) + 1), A = 10^(gain/40), s re the centre [1]_.

    References
    ----------
    .. [1] R. Bristow-Johnson, "Audio EQ Cookbook", ed. R. Toy, W3C Working Group Note, 2021.

    Examples
    --------
    >>> import numpy as np
    >>> f = np.array([0.0, 1000.0, 2000.0])
    >>> bell_db(f, center_hz=1000.0, gain_db=6.0, q=1.0).round(3)
    array([0.   , 6.   , 1.884])
    """
    return bell_of_squares_db(frequency_hz**2, center_hz**2, gain_db=gain_db, q=q)


def low_shelf_db(frequency_hz: Array, *, center_hz: Array, gain_db: Array, q: Array) -> Array:
    """Level that an analogue low shelf adds, re unity gain.

    Arguments, shapes and source are those of `bell_db`. At its centre a shelf has half its gain,
    whatever its Q; above a Q of 0.707 it overshoots.

    Notes
    -----
    H(s) = A (s² + s √A/Q + A) / (A s² + s √A/Q + 1), A = 10^(gain/40), s re the centre.

    Examples
    --------
    >>> import numpy as np
    >>> low_shelf_db(np.array([0.0, 105.0, 1e6]), center_hz=105.0, gain_db=6.0, q=0.7).round(6)
    array([6., 3., 0.])
    """
    return low_shelf_of_squares_db(frequency_hz**2, center_hz**2, gain_db=gain_db, q=q)


def high_shelf_db(frequency_hz: Array, *, center_hz: Array, gain_db: Array, q: Array) -> Array:
    """Level that an analogue high shelf adds, re unity gain.

    Arguments, shapes and source are those of `bell_db`. The low and the high shelf of one gain
    make up that gain together.

    Notes
    -----
    H(s) = A (A s² + s √A/Q + 1) / (s² + s √A/Q + A), A = 10^(gain/40), s re the centre.

    Examples
    --------
    >>> import numpy as np
    >>> high_shelf_db(np.array([0.0, 2500.0, 1e8]), center_hz=2500.0, gain_db=-4.0, q=0.7).round(6)
    array([ 0., -2., -4.])
    """
    return gain_db - low_shelf_db(frequency_hz, center_hz=center_hz, gain_db=gain_db, q=q)


def bell_of_squares_db(square: Array, center_square: Array, *, gain_db: Array, q: Array) -> Array:
    """Level of a bell from squared frequencies, of which only the ratio counts.

    A digital filter is the analogue one on a warped frequency axis, so that its kernel is this
    one, too: squares instead of frequencies leave the choice of a form that keeps its digits
    to the caller.

    Examples
    --------
    >>> import numpy as np
    >>> bell_of_squares_db(np.array([4.0]), 4.0, gain_db=6.0, q=3.0)
    array([6.])
    """
    xp = array_namespace(square, center_square, gain_db, q)
    a_squared = 10.0 ** (gain_db / 20.0)
    detuning = (center_square - square) ** 2
    loss = square * center_square / q**2
    return 10.0 * xp.log10((detuning + loss * a_squared) / (detuning + loss / a_squared))


def low_shelf_of_squares_db(
    square: Array, center_square: Array, *, gain_db: Array, q: Array
) -> Array:
    """Level of a low shelf from squared frequencies, of which only the ratio counts.

    The reason is that of `bell_of_squares_db`.

    Examples
    --------
    >>> import numpy as np
    >>> low_shelf_of_squares_db(np.array([0.0, 4.0]), 4.0, gain_db=6.0, q=0.7).round(9)
    array([6., 3.])
    """
    xp = array_namespace(square, center_square, gain_db, q)
    a = 10.0 ** (gain_db / 40.0)
    loss = a * square * center_square / q**2
    numerator = (a * center_square - square) ** 2 + loss
    denominator = (center_square - a * square) ** 2 + loss
    return gain_db / 2.0 + 10.0 * xp.log10(numerator / denominator)
