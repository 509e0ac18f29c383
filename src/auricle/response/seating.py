"""Several takes of one headphone: their mean, and how much another seating changes."""

import math
from typing import Any, NamedTuple, TypeAlias

from array_api_compat import array_namespace

from auricle.estimate import student_t

__all__ = ["SeatingSpread", "energy_mean_db", "sd_from_range_db", "seating_spread"]

Array: TypeAlias = Any  # any array that follows the Python array API standard

# Mean range of n normal draws in standard deviations, d2 of ISO 7870-2:2013.
_MEAN_RANGE = {
    2: 1.128, 3: 1.693, 4: 2.059, 5: 2.326, 6: 2.534, 7: 2.704, 8: 2.847, 9: 2.970, 10: 3.078
}  # fmt: skip


class SeatingSpread(NamedTuple):
    """What several takes say together, each array of shape (..., n_bins)."""

    mean_db: Array  # mean of the dB: the typical response [dB]
    energy_mean_db: Array  # level of the mean power [dB]
    sd_db: Array  # of one take, with n - 1 [dB]
    uncertainty_db: Array  # standard uncertainty of the mean, s/sqrt(n) [dB]
    half_width_db: Array  # of the 95 % interval of the mean, with Student's t [dB]
    n_takes: int


def seating_spread(takes_db: Array) -> SeatingSpread:
    """Mean response of several seatings and its uncertainty of type A.

    Parameters
    ----------
    takes_db : array, shape (..., n_takes, n_bins)
        Levels of at least two takes on one grid, in floating point. [dB]

    Returns
    -------
    SeatingSpread
        Bin by bin, in the precision of the levels. For a spread in bands, hand in levels
        of bands, as `third_octave_levels_db` gives them.

    Raises
    ------
    ValueError
        If there are fewer than two takes.

    Notes
    -----
    JCGM 100:2008 (GUM), 4.2 and G.3. Between seatings levels are averaged, never complex
    spectra: their phases are not alike.

    Examples
    --------
    >>> import numpy as np
    >>> spread = seating_spread(np.array([[80.0], [86.0]]))
    >>> [float(value[0].round(3)) for value in spread[:4]]
    [83.0, 83.963, 4.243, 3.0]
    """
    n_takes = takes_db.shape[-2]
    if n_takes < 2:
        msg = f"a spread needs at least two takes, got {n_takes}"
        raise ValueError(msg)
    xp = array_namespace(takes_db)
    mean_db = xp.mean(takes_db, axis=-2)
    residual = takes_db - xp.expand_dims(mean_db, axis=-2)
    sd_db = xp.sqrt(xp.sum(residual**2, axis=-2) / (n_takes - 1))
    uncertainty_db = sd_db / math.sqrt(n_takes)
    return SeatingSpread(
        mean_db,
        energy_mean_db(takes_db),
        sd_db,
        uncertainty_db,
        student_t(n_takes - 1) * uncertainty_db,
        n_takes,
    )


def energy_mean_db(takes_db: Array) -> Array:
    """Level of the mean power of several takes.

    Parameters
    ----------
    takes_db : array, shape (..., n_takes, n_bins)
        Levels, in floating point. [dB]

    Returns
    -------
    array, shape (..., n_bins)
        10 lg of the mean of 10^(L/10), never below the mean of the dB. [dB]

    Examples
    --------
    >>> import numpy as np
    >>> energy_mean_db(np.array([[80.0], [86.0]])).round(4)
    array([83.9629])
    """
    xp = array_namespace(takes_db)
    # Powers re the highest take: 10^(L/10) of a loud one would overflow single precision.
    highest_db = xp.max(takes_db, axis=-2, keepdims=True)
    power = xp.mean(10.0 ** ((takes_db - highest_db) / 10.0), axis=-2)
    return highest_db[..., 0, :] + 10.0 * xp.log10(power)


def sd_from_range_db(range_db: float, *, n_takes: int) -> float:
    """Standard deviation of one take where only the range of a few is known.

    Parameters
    ----------
    range_db
        Highest minus lowest. [dB]
    n_takes
        2 to 10: of more takes the range says too little.

    Returns
    -------
    float
        Range over d2, the mean range of that many normal draws, ISO 7870-2:2013. [dB]

    Raises
    ------
    ValueError
        If there is no d2 for that many takes.

    Examples
    --------
    >>> round(sd_from_range_db(2.9, n_takes=5), 3)
    1.247
    """
    if n_takes not in _MEAN_RANGE:
        msg = f"n_takes must be 2 to 10, got {n_takes}"
        raise ValueError(msg)
    return range_db / _MEAN_RANGE[n_takes]
