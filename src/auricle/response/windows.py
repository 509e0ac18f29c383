"""Mean levels of a curve over windows of log frequency, on any grid."""

import math
from typing import Any, NamedTuple, TypeAlias

from array_api_compat import array_namespace, device

__all__ = [
    "MEANS",
    "averaged",
    "dtype_of_levels",
    "level_of",
    "log_mean_db",
    "window_mean_db",
    "windowed",
]

Array: TypeAlias = Any  # any array that follows the Python array API standard

MEANS = ("power", "level", "amplitude")
"""What may be averaged: 10^(L/10), the level in dB itself, or 10^(L/20)."""

_DECIBELS = {"power": 10.0, "amplitude": 20.0}  # per factor of ten


def averaged(level_db: Array, mean: str) -> Array:
    """Quantity whose mean is taken, in double precision: power, amplitude or the level.

    Sums over many points need the digits: where powers span 60 dB, single precision would
    leave nothing of the lowest.

    Raises
    ------
    ValueError
        If `mean` is none of `MEANS`.

    Examples
    --------
    >>> import numpy as np
    >>> averaged(np.array([0.0, 20.0]), "amplitude").round(9)
    array([ 1., 10.])
    """
    if mean not in MEANS:
        msg = f"mean must be one of {MEANS}, got {mean!r}"
        raise ValueError(msg)
    xp = array_namespace(level_db)
    level = xp.astype(level_db, xp.float64)
    if mean == "level":
        return level
    # exp is three times as fast as a power of ten
    return xp.exp(level * (math.log(10.0) / _DECIBELS[mean]))


def level_of(mean_value: Array, mean: str, *, least: Array) -> Array:
    """Level of a mean of what `averaged` gave, in dB; the inverse of that function.

    A mean of powers is never below half of the `least` power that went into it: where the
    levels span more than 150 dB, rounding could otherwise leave a negative one.

    Examples
    --------
    >>> import numpy as np
    >>> level_of(np.array([100.0]), "power", least=np.array([1.0]))
    array([20.])
    """
    if mean == "level":
        return mean_value
    xp = array_namespace(mean_value, least)
    return _DECIBELS[mean] * xp.log10(xp.maximum(mean_value, 0.5 * least))


def dtype_of_levels(level_db: Array) -> Any:
    """Type that results are given in: that of the levels, double precision for integers.

    Examples
    --------
    >>> import numpy as np
    >>> dtype_of_levels(np.zeros(3, dtype=np.float32))
    dtype('float32')
    """
    xp = array_namespace(level_db)
    return level_db.dtype if xp.isdtype(level_db.dtype, "real floating") else xp.float64


def window_mean_db(
    level_db: Array, frequency_hz: Array, low_hz: Array, high_hz: Array, *, mean: str = "power"
) -> Array:
    """Mean levels of a curve in windows of frequency, integrated over lg f.

    Parameters
    ----------
    level_db : array, shape (..., n_bins)
        Levels. [dB]
    frequency_hz : array, shape (n_bins,)
        Rising, at any spacing. [Hz]
    low_hz, high_hz : array, shape (n_windows,)
        Edges of the windows, inside the measured range and low below high. [Hz]
    mean
        One of `MEANS`.

    Returns
    -------
    array, shape (..., n_windows)
        Levels of the means, re the same reference. Sums are taken in double precision; the
        result has the type of the levels. [dB]

    Raises
    ------
    ValueError
        If a window is empty or reaches outside the measured range, or if `mean` is unknown.

    Notes
    -----
    Between neighbouring points stands the cubic whose slopes are those of the parabolas
    through three points, a straight line in the first and the last step; powers and
    amplitudes are kept above 0 by clipping these slopes. One prefix sum serves all windows:
    O(n_bins + n_windows). A level R dB below the highest loses about 10^(R/10 - 15) of its
    power to rounding: 1e-6 dB where the curve spans 80 dB.

    Examples
    --------
    The power mean of 0 and 20 dB, half an octave each, is 10 lg 50.5, 17.0 dB:

    >>> import numpy as np
    >>> f = 1000.0 * 2.0 ** (np.arange(-480, 481) / 960.0)
    >>> edges = np.array([f[0]]), np.array([f[-1]])
    >>> window_mean_db(np.where(f < 1000.0, 0.0, 20.0), f, *edges).round(1)
    array([17.])
    """
    xp = array_namespace(level_db, frequency_hz, low_hz, high_hz)
    if not bool(xp.all(low_hz < high_hz)):
        raise ValueError("each window must have low_hz below high_hz")
    lowest, highest = float(xp.min(low_hz)), float(xp.max(high_hz))
    first, last = float(frequency_hz[0]), float(frequency_hz[-1])
    if lowest < first or highest > last:
        msg = f"windows reach {lowest:g} to {highest:g} Hz, data only {first:g} to {last:g} Hz"
        raise ValueError(msg)
    u, low, high = (xp.log(xp.astype(f, xp.float64)) for f in (frequency_hz, low_hz, high_hz))
    values = averaged(level_db, mean)
    mean_value = windowed(values, u, low, high, positive=mean != "level") / (high - low)
    level = level_of(mean_value, mean, least=xp.min(values, axis=-1, keepdims=True))
    return xp.astype(level, dtype_of_levels(level_db))


def windowed(values: Array, u: Array, low: Array, high: Array, *, positive: bool) -> Array:
    """Integrals of the curve through points from `low` to `high`, as for `window_mean_db`.

    `values` has the shape (..., n_bins), the abscissa `u` (n_bins,), the limits (n_windows,).

    Examples
    --------
    >>> import numpy as np
    >>> u = np.array([0.0, 1.0, 2.0])
    >>> windowed(2.0 * u, u, np.array([0.5]), np.array([1.5]), positive=False)
    array([2.])
    """
    xp = array_namespace(values, u)
    cells = _cells(values, u, positive=positive)
    whole = 0.25 * (u[1:] - u[:-1]) * (cells.left + cells.near + cells.far + cells.right)
    before = xp.cumulative_sum(whole, axis=-1, include_initial=True)
    return _integral_up_to(high, u, cells, before) - _integral_up_to(low, u, cells, before)


class _Cells(NamedTuple):
    """Control values of the cubic of Bézier between neighbouring points, (..., n_bins - 1)."""

    left: Array
    near: Array
    far: Array
    right: Array


def _cells(values: Array, u: Array, *, positive: bool) -> _Cells:
    xp = array_namespace(values, u)
    left, right = values[..., :-1], values[..., 1:]
    step = u[1:] - u[:-1]
    secant = (right - left) / step
    inner = (step[:-1] * secant[..., 1:] + step[1:] * secant[..., :-1]) / (step[:-1] + step[1:])
    # The first and the last step are straight: a parabola through an end would swing.
    starts = xp.concat([secant[..., :1], inner[..., :-1], secant[..., -1:]], axis=-1)
    ends = xp.concat([secant[..., :1], inner[..., 1:], secant[..., -1:]], axis=-1)
    if values.shape[-1] == 2:
        starts = ends = secant
    near, far = left + step * starts / 3.0, right - step * ends / 3.0
    if positive:
        near, far = xp.maximum(near, 0.5 * left), xp.maximum(far, 0.5 * right)
    return _Cells(left, near, far, right)


def _integral_up_to(where: Array, u: Array, cells: _Cells, before: Array) -> Array:
    xp = array_namespace(where, u)
    cell = xp.clip(xp.searchsorted(u, where, side="right") - 1, 0, u.shape[0] - 2)
    start = xp.take(u, cell)
    step = xp.take(u, cell + 1) - start
    t = (where - start) / step
    y0, y1, y2, y3 = (xp.take(control, cell, axis=-1) for control in cells)
    # The cubic of Bézier, integrated: Bernstein polynomials in powers of t.
    part = t * (
        y0
        + t
        * (1.5 * (y1 - y0) + t * ((y2 - 2.0 * y1 + y0) + 0.25 * t * (y3 - 3.0 * (y2 - y1) - y0)))
    )
    return xp.take(before, cell, axis=-1) + step * part


def log_mean_db(level_db: Array, frequency_hz: Array, *, low_hz: float, high_hz: float) -> Array:
    """Mean level in dB of one band over lg f: the usual reference of a curve.

    Parameters
    ----------
    level_db : array, shape (..., n_bins)
        Levels. [dB]
    frequency_hz : array, shape (n_bins,)
        Rising; they must reach over the band. [Hz]
    low_hz, high_hz
        The band. [Hz]

    Returns
    -------
    array, shape (...)
        [dB]

    Raises
    ------
    ValueError
        If the band reaches outside the measured range.

    Examples
    --------
    >>> import numpy as np
    >>> f = np.geomspace(100.0, 10_000.0, 200)
    >>> float(log_mean_db(np.log2(f / 500.0), f, low_hz=500.0, high_hz=2000.0).round(9))
    1.0
    """
    xp = array_namespace(level_db, frequency_hz)
    where = device(frequency_hz)
    low, high = (xp.asarray([edge], dtype=xp.float64, device=where) for edge in (low_hz, high_hz))
    return window_mean_db(level_db, frequency_hz, low, high, mean="level")[..., 0]
