"""How long a level may be listened to: doses, weighted averages and allowances of sound.

All levels are A-weighted and related to a diffuse or free field, as a sound level meter shows
them in a room. Levels at the eardrum are about 10 dB higher for music: `auricle.hearing.field`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from auricle.hearing.arrays import Array, as_arrays, is_finite, like, refuse_unless

__all__ = [
    "HIGHEST_LEVEL_DBA",
    "HOURS_A_DAY",
    "HOURS_A_WEEK",
    "LISTENING_MODES",
    "LOWEST_LEVEL_DBA",
    "OSHA_ACTION_THRESHOLD_DBA",
    "OSHA_PEL_THRESHOLD_DBA",
    "OSHA_TABLE_END_DBA",
    "ROUNDING_RATIO",
    "ListeningMode",
    "level_ex_8h_dba",
    "niosh_dose",
    "niosh_hours",
    "niosh_twa_dba",
    "osha_dose",
    "osha_hours",
    "osha_twa_dba",
    "sound_dose_pa2h",
    "weekly_dose",
    "weekly_hours",
]

LOWEST_LEVEL_DBA = 0.0
"""Lowest level that is taken: the reference itself, below what anyone hears. [dBA re 20 µPa]"""

HIGHEST_LEVEL_DBA = 140.0
"""Highest level that is taken. The range is Auricle's own; it ends at the ceiling of NIOSH 98-126,
chapter 1. [dBA re 20 µPa]"""

HOURS_A_DAY = 24.0
"""Hours of a day: more cannot be listened. [h]"""

HOURS_A_WEEK = 168.0
"""Hours of a week. [h]"""

ROUNDING_RATIO = 1e-6
"""Share by which a sum of hours, or of what they use up, may exceed its limit for want of digits:
many parts of a day in single precision, of which one digit is 6e-8, are still a day. [1]"""

OSHA_ACTION_THRESHOLD_DBA = 80.0
"""Level from which on 29 CFR 1910.95(d)(2)(i) counts for the hearing conservation programme,
which begins at half a dose; table G-16a of its appendix A begins there, too. [dBA re 20 µPa]"""

OSHA_PEL_THRESHOLD_DBA = 90.0
"""Level from which on 29 CFR 1910.95 table G-16 counts for the permissible exposure limit.
[dBA re 20 µPa]"""

OSHA_TABLE_END_DBA = 115.0
"""Last level of 29 CFR 1910.95 table G-16, which states no time for a higher one; table G-16a of
its appendix A ends at 130 dBA. [dBA re 20 µPa]"""

_WORKING_DAY_H = 8.0
_NIOSH_LEVEL_DBA, _NIOSH_EXCHANGE_DB = 85.0, 3.0  # NIOSH 98-126, chapter 1
_OSHA_LEVEL_DBA, _OSHA_EXCHANGE_DB = 90.0, 5.0  # 29 CFR 1910.95 appendix A
_OSHA_TWA_FACTOR_DB = 16.61  # 5 / lg 2 as appendix A prints it
_REFERENCE_PA2 = 4e-10  # (20 µPa)², ISO 1683


@dataclass(frozen=True, slots=True)
class ListeningMode:
    """What a week's allowance of ITU-T H.870 is: so many hours at a level, or equal energy."""

    name: str
    level_dba: float
    hours: float

    @property
    def dose_pa2h(self) -> float:
        """Sound that is allowed in seven days, in Pa²h."""
        return float(sound_dose_pa2h(self.level_dba, self.hours))


LISTENING_MODES: Mapping[str, ListeningMode] = MappingProxyType(
    {
        "adult": ListeningMode("adult", 80.0, 40.0),
        "sensitive": ListeningMode("sensitive", 75.0, 40.0),
    }
)
"""Modes of ITU-T H.870 (03/2022) 7.1: "adult" allows 1.6 Pa²h a week, "sensitive", for children
and whoever wants to be careful, 0.506 Pa²h, which the standard rounds to 0.51."""


def niosh_hours(level_dba: Array) -> Array:
    """Hours a day that NIOSH recommends not to exceed at a level.

    Parameters
    ----------
    level_dba : array, any shape
        0 to 140 dBA, field related. [dBA re 20 µPa]

    Returns
    -------
    array, same shape
        T = 8 / 2^((L - 85) / 3), [1]_; above 24 below 80.2 dBA. [h]

    Raises
    ------
    ValueError
        If a level lies outside 0 to 140 dBA or is not finite.

    References
    ----------
    .. [1] NIOSH, Criteria for a recommended standard: occupational noise exposure, DHHS (NIOSH)
           98-126, 1998, chapter 1.

    Examples
    --------
    >>> import numpy as np
    >>> niosh_hours(np.array([85.0, 88.0, 100.0]))
    array([8.  , 4.  , 0.25])
    """
    _, level = _levels(level_dba)
    return _WORKING_DAY_H / 2.0 ** ((level - _NIOSH_LEVEL_DBA) / _NIOSH_EXCHANGE_DB)


def osha_hours(level_dba: Array) -> Array:
    """Reference duration of a level by the rule of OSHA: hours that make a dose of 1.

    Parameters and errors are those of `niosh_hours`.

    Returns
    -------
    array, same shape
        T = 8 / 2^((L - 90) / 5), 29 CFR 1910.95 appendix A, table G-16a. [h]

    Notes
    -----
    Above `OSHA_TABLE_END_DBA` this is what a dose counts, not a time that is permitted; table
    G-16a ends at 130 dBA, above which Auricle goes on with the same formula.

    Examples
    --------
    >>> import numpy as np
    >>> osha_hours(np.array([80.0, 90.0, 100.0]))
    array([32.,  8.,  2.])
    """
    _, level = _levels(level_dba)
    return _WORKING_DAY_H / 2.0 ** ((level - _OSHA_LEVEL_DBA) / _OSHA_EXCHANGE_DB)


def niosh_dose(level_dba: Array, hours: Array) -> Array:
    """Share of a day's recommended limit of NIOSH that some hours at some levels use.

    Parameters
    ----------
    level_dba : array, shape (..., n_spells), or a number
        0 to 140 dBA, field related. [dBA re 20 µPa]
    hours : array, shape (..., n_spells), or a number
        At each level; broadcasts with the levels. [h]

    Returns
    -------
    array, shape (...)
        Σ C / T with `niosh_hours`: 1 is the limit. Every level counts. [1]

    Raises
    ------
    ValueError
        If a level lies outside 0 to 140 dBA, hours are below 0 or more than a day has, or
        anything is not finite.

    Examples
    --------
    >>> import numpy as np
    >>> float(niosh_dose(np.array([91.0, 97.0]), np.array([2.0, 1.0])))
    3.0
    """
    _, level, time = _spells(level_dba, hours, HOURS_A_DAY)
    return _sum(time / niosh_hours(level))


def osha_dose(
    level_dba: Array, hours: Array, *, threshold_dba: float = OSHA_ACTION_THRESHOLD_DBA
) -> Array:
    """Share of a day's dose of OSHA that some hours at some levels use.

    Parameters
    ----------
    level_dba, hours
        As for `niosh_dose`.
    threshold_dba
        Level from which on sound counts: `OSHA_ACTION_THRESHOLD_DBA` for the hearing
        conservation programme, `OSHA_PEL_THRESHOLD_DBA` for the permissible limit.
        [dBA re 20 µPa]

    Returns
    -------
    array, shape (...)
        Σ C / T with `osha_hours`, [1]_: 0.5 is the action level, 1 the permissible limit, each
        with its own threshold. [1]

    Raises
    ------
    ValueError
        As `niosh_dose`.

    References
    ----------
    .. [1] 29 CFR 1910.95, appendix A, I(1), with table G-16a.

    Examples
    --------
    >>> import numpy as np
    >>> level_dba, hours = np.array([85.0, 95.0]), np.array([8.0, 1.0])
    >>> float(osha_dose(level_dba, hours))
    0.75
    >>> float(osha_dose(level_dba, hours, threshold_dba=OSHA_PEL_THRESHOLD_DBA))
    0.25
    """
    xp, level, time = _spells(level_dba, hours, HOURS_A_DAY)
    share = time / osha_hours(level)
    return _sum(xp.where(level >= threshold_dba, share, xp.zeros_like(share)))


def niosh_twa_dba(dose: Array) -> Array:
    """Level that gives a dose of NIOSH over eight hours.

    Parameters
    ----------
    dose : array, any shape
        As `niosh_dose` gives it, above 0. [1]

    Returns
    -------
    array, same shape
        85 + 10 lg D, the equal energy that NIOSH 98-126 rounds to 3 dB. [dBA re 20 µPa]

    Raises
    ------
    ValueError
        If a dose is not finite and above 0.

    Examples
    --------
    >>> round(float(niosh_twa_dba(3.0)), 2)
    89.77
    """
    return _average_dba(dose, _NIOSH_LEVEL_DBA, 10.0)


def osha_twa_dba(dose: Array) -> Array:
    """Level that gives a dose of OSHA over eight hours.

    90 + 16.61 lg D, 29 CFR 1910.95 appendix A, I(2); units and errors are those of
    `niosh_twa_dba`.

    Examples
    --------
    >>> round(float(osha_twa_dba(0.5)), 2)
    85.0
    """
    return _average_dba(dose, _OSHA_LEVEL_DBA, _OSHA_TWA_FACTOR_DB)


def sound_dose_pa2h(level_dba: Array, hours: Array) -> Array:
    """Sound that some hours at some levels are together, over any time.

    Parameters
    ----------
    level_dba, hours
        As for `niosh_dose`, but for the number of hours. [dBA re 20 µPa], [h]

    Returns
    -------
    array, shape (...)
        Σ (20 µPa)² 10^(L/10) h, ITU-T H.870. [Pa²h]

    Raises
    ------
    ValueError
        If a level lies outside 0 to 140 dBA, hours are below 0, or anything is not finite.

    Examples
    --------
    >>> round(float(sound_dose_pa2h(80.0, 40.0)), 9)
    1.6
    """
    _, level, time = _spells(level_dba, hours, math.inf)
    return _sum(_REFERENCE_PA2 * 10.0 ** (level / 10.0) * time)


def weekly_hours(level_dba: Array, *, mode: str = "adult") -> Array:
    """Hours a week at a level that use up the allowance of ITU-T H.870.

    Parameters
    ----------
    level_dba : array, any shape
        0 to 140 dBA, field related. [dBA re 20 µPa]
    mode
        One of `LISTENING_MODES`.

    Returns
    -------
    array, same shape
        40 h · 10^((80 dBA - L) / 10) for adults: equal energy. Below 73.8 dBA that is more than
        a week has. [h]

    Raises
    ------
    ValueError
        If a level lies outside 0 to 140 dBA or is not finite, or there is no such mode.

    Examples
    --------
    >>> import numpy as np
    >>> weekly_hours(np.array([80.0, 90.0, 100.0]))
    array([40. ,  4. ,  0.4])
    """
    allowance = _mode(mode)
    _, level = _levels(level_dba)
    return allowance.hours * 10.0 ** ((allowance.level_dba - level) / 10.0)


def weekly_dose(level_dba: Array, hours: Array, *, mode: str = "adult") -> Array:
    """Share of a week's allowance of ITU-T H.870 that some hours at some levels use.

    Parameters
    ----------
    level_dba, hours
        As for `niosh_dose`, up to the 168 hours of a week. [dBA re 20 µPa], [h]
    mode
        One of `LISTENING_MODES`.

    Returns
    -------
    array, shape (...)
        Σ h / 40 h · 10^((L - 80 dBA) / 10) for adults: 1 is all that is allowed. [1]

    Raises
    ------
    ValueError
        As `niosh_dose`, or if there is no such mode.

    Examples
    --------
    >>> round(float(weekly_dose(92.0, 3.0)), 4)
    1.1887
    """
    _, level, time = _spells(level_dba, hours, HOURS_A_WEEK)
    return _sum(time / weekly_hours(level, mode=mode))


def level_ex_8h_dba(level_dba: Array, hours: Array) -> Array:
    """Noise exposure level of a day: the level that has its energy in eight hours.

    Parameters
    ----------
    level_dba, hours
        As for `niosh_dose`, more than no time in all. [dBA re 20 µPa], [h]

    Returns
    -------
    array, shape (...)
        L_EX,8h = 10 lg(Σ h 10^(L/10) / 8), [1]_. [dBA re 20 µPa]

    Raises
    ------
    ValueError
        As `niosh_dose`, or if there is no time in all: silence has no level.

    References
    ----------
    .. [1] ISO 1999:2013 and ISO 9612:2009.

    Examples
    --------
    >>> import numpy as np
    >>> round(float(level_ex_8h_dba(np.array([91.0, 97.0]), np.array([2.0, 1.0]))), 2)
    89.74
    """
    xp, level, time = _spells(level_dba, hours, HOURS_A_DAY)
    energy = _sum(time * 10.0 ** (level / 10.0))
    refuse_unless(energy > 0.0, "hours must be more than 0 in all, for silence has no level")
    return 10.0 * xp.log10(energy) - 10.0 * math.log10(_WORKING_DAY_H)


def _mode(name: str) -> ListeningMode:
    if name not in LISTENING_MODES:
        msg = f"mode must be one of {sorted(LISTENING_MODES)}, got {name!r}"
        raise ValueError(msg)
    return LISTENING_MODES[name]


def _levels(level_dba: Array) -> tuple[Array, Array]:
    """Library and levels that a rule can be applied to."""
    xp, (level,) = as_arrays(level_dba)
    refuse_unless(
        (level >= LOWEST_LEVEL_DBA) & (level <= HIGHEST_LEVEL_DBA),
        f"level_dba must lie from {LOWEST_LEVEL_DBA:g} to {HIGHEST_LEVEL_DBA:g} dBA, "
        f"got {level_dba}",
    )
    return xp, level


def _spells(level_dba: Array, hours: Array, most_hours: float) -> tuple[Array, Array, Array]:
    """Library, levels and hours of one shape, of which no more than so many in all."""
    xp, (level, time) = as_arrays(level_dba, hours)
    _levels(level)
    refuse_unless(
        is_finite(time) & (time >= 0.0), f"hours must be finite and not below 0, got {hours}"
    )
    level, time = xp.broadcast_arrays(level, time)
    refuse_unless(
        _sum(time) <= like(most_hours * (1.0 + ROUNDING_RATIO), time),
        f"hours must be at most {most_hours:g} in all, got {hours}",
    )
    return xp, level, time


def _sum(values: Array) -> Array:
    """Sum over the last axis; a single number is its own."""
    xp, (array,) = as_arrays(values)
    return xp.sum(array, axis=-1) if array.ndim else array


def _average_dba(dose: Array, level_dba: float, factor_db: float) -> Array:
    xp, (share,) = as_arrays(dose)
    refuse_unless(is_finite(share) & (share > 0.0), f"dose must be finite and above 0, got {dose}")
    return level_dba + factor_db * xp.log10(share)
