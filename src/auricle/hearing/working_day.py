"""How long a working day may be loud: the doses of NIOSH and OSHA, and the level of a day.

All levels are A-weighted and related to a diffuse or free field, as a sound level meter shows
them in a room. Levels at the eardrum are about 10 dB higher for music: `auricle.hearing.field`.
"""

import math

from auricle.hearing.arrays import Array, as_arrays, is_finite, refuse_unless
from auricle.hearing.level_hours import HOURS_A_DAY, levels_of, spells_of, total

__all__ = [
    "OSHA_ACTION_THRESHOLD_DBA",
    "OSHA_PEL_THRESHOLD_DBA",
    "OSHA_TABLE_END_DBA",
    "level_ex_8h_dba",
    "niosh_dose",
    "niosh_hours",
    "niosh_twa_dba",
    "osha_dose",
    "osha_hours",
    "osha_twa_dba",
]

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
    _, level = levels_of(level_dba)
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
    _, level = levels_of(level_dba)
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
    _, level, time = spells_of(level_dba, hours, HOURS_A_DAY)
    return total(time / niosh_hours(level))


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
    xp, level, time = spells_of(level_dba, hours, HOURS_A_DAY)
    share = time / osha_hours(level)
    return total(xp.where(level >= threshold_dba, share, xp.zeros_like(share)))


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
    xp, level, time = spells_of(level_dba, hours, HOURS_A_DAY)
    energy = total(time * 10.0 ** (level / 10.0))
    refuse_unless(energy > 0.0, "hours must be more than 0 in all, for silence has no level")
    return 10.0 * xp.log10(energy) - 10.0 * math.log10(_WORKING_DAY_H)


def _average_dba(dose: Array, level_dba: float, factor_db: float) -> Array:
    xp, (share,) = as_arrays(dose)
    refuse_unless(is_finite(share) & (share > 0.0), f"dose must be finite and above 0, got {dose}")
    return level_dba + factor_db * xp.log10(share)
