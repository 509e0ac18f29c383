"""How much sound some hours at some levels are, and how much of it ITU-T H.870 allows in a week.

All levels are A-weighted and related to a diffuse or free field, as a sound level meter shows
them in a room. Levels at the eardrum are about 10 dB higher for music: `auricle.hearing.field`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from auricle.hearing.arrays import Array
from auricle.hearing.level_hours import HOURS_A_WEEK, levels_of, spells_of, total

__all__ = [
    "LISTENING_MODES",
    "ListeningMode",
    "sound_dose_pa2h",
    "weekly_dose",
    "weekly_hours",
]

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
    _, level, time = spells_of(level_dba, hours, math.inf)
    return total(_REFERENCE_PA2 * 10.0 ** (level / 10.0) * time)


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
    _, level = levels_of(level_dba)
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
    _, level, time = spells_of(level_dba, hours, HOURS_A_WEEK)
    return total(time / weekly_hours(level, mode=mode))


def _mode(name: str) -> ListeningMode:
    if name not in LISTENING_MODES:
        msg = f"mode must be one of {sorted(LISTENING_MODES)}, got {name!r}"
        raise ValueError(msg)
    return LISTENING_MODES[name]
