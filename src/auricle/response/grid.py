"""The frequency grid that responses are kept and scored on."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["JUDGED_HZ", "LOG96_HZ", "R40_HZ", "REFERENCE_BAND_HZ", "band", "resample_db"]

# fmt: off
_R40 = (
    20, 21.2, 22.4, 23.6, 25, 26.5, 28, 30, 31.5, 33.5, 35.5, 37.5,
    40, 42.5, 45, 47.5, 50, 53, 56, 60, 63, 67, 71, 75,
    80, 85, 90, 95, 100, 106, 112, 118, 125, 132, 140, 150, 160, 170, 180, 190,
    200, 212, 224, 236, 250, 265, 280, 300, 315, 335, 355, 375,
    400, 425, 450, 475, 500, 530, 560, 600, 630, 670, 710, 750,
    800, 850, 900, 950, 1000, 1060, 1120, 1180, 1250, 1320, 1400, 1500,
    1600, 1700, 1800, 1900, 2000, 2120, 2240, 2360, 2500, 2650, 2800, 3000,
    3150, 3350, 3550, 3750, 4000, 4250, 4500, 4750, 5000, 5300, 5600, 6000,
    6300, 6700, 7100, 7500, 8000, 8500, 9000, 9500, 10000, 10600, 11200, 11800,
    12500, 13200, 14000, 15000, 16000, 17000, 18000, 19000, 20000,
)
# fmt: on


def _fixed(values: ArrayLike) -> NDArray[np.float64]:
    array = np.array(values, dtype=np.float64)
    array.flags.writeable = False
    return array


R40_HZ = _fixed(_R40)
"""Nominal frequencies of the R40 series, ISO 3 and ISO 266, 20 Hz to 20 kHz: 121 values. [Hz]"""

REFERENCE_BAND_HZ = (200.0, 2000.0)
"""Where responses are brought to one mean level, and bass is measured from. [Hz]"""

JUDGED_HZ = (20.0, 16_000.0)
"""Where responses are judged: above, couplers and targets say nothing. [Hz]"""

LOG96_HZ = _fixed(20.0 * 2.0 ** (np.arange(956) / 96.0))
"""96 points an octave from 20 Hz to 19.8 kHz, for features narrower than R40 steps. [Hz]"""


def band(frequency_hz: NDArray[np.float64], low_hz: float, high_hz: float) -> slice:
    """Part of a rising grid that lies in a band, both edges included.

    Examples
    --------
    >>> R40_HZ[band(R40_HZ, 50.0, 10_000.0)].size
    93
    """
    first = int(np.searchsorted(frequency_hz, low_hz, side="left"))
    last = int(np.searchsorted(frequency_hz, high_hz, side="right"))
    return slice(first, last)


def resample_db(
    frequency_hz: ArrayLike, level_db: ArrayLike, grid_hz: ArrayLike
) -> NDArray[np.float64]:
    """Levels on another grid, linear in dB on the logarithm of frequency.

    Parameters
    ----------
    frequency_hz : array_like, shape (n_bins,)
        Rising. [Hz]
    level_db : array_like, shape (..., n_bins)
        Levels there. [dB]
    grid_hz : array_like, shape (n_grid,)
        Where the levels are wanted, inside the measured range: nothing is extrapolated. [Hz]

    Returns
    -------
    ndarray, shape (..., n_grid)
        Levels on the grid, re the same reference. [dB]

    Raises
    ------
    ValueError
        If the grid reaches outside the measured range.

    Examples
    --------
    >>> resample_db([100.0, 1000.0], [0.0, 10.0], [200.0, 500.0]).round(4)
    array([3.0103, 6.9897])
    """
    f = np.asarray(frequency_hz, dtype=np.float64)
    level = np.asarray(level_db, dtype=np.float64)
    grid = np.asarray(grid_hz, dtype=np.float64)
    if grid[0] < f[0] or grid[-1] > f[-1]:
        msg = f"grid reaches {grid[0]:g} to {grid[-1]:g} Hz, data only {f[0]:g} to {f[-1]:g} Hz"
        raise ValueError(msg)
    u, v = np.log(f), np.log(grid)
    right = np.clip(np.searchsorted(u, v, side="left"), 1, f.size - 1)
    share = (v - u[right - 1]) / (u[right] - u[right - 1])
    return np.asarray(level[..., right - 1] * (1.0 - share) + level[..., right] * share)
