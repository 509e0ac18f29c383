"""A week of listening, held to what is allowed in it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auricle.hearing.exposure import (
    LISTENING_MODES,
    ListeningMode,
    sound_dose_pa2h,
    weekly_dose,
    weekly_hours,
)
from auricle.hearing.level_hours import (
    HIGHEST_LEVEL_DBA,
    HOURS_A_DAY,
    HOURS_A_WEEK,
    LOWEST_LEVEL_DBA,
    ROUNDING_RATIO,
)
from auricle.hearing.working_day import (
    OSHA_ACTION_THRESHOLD_DBA,
    OSHA_PEL_THRESHOLD_DBA,
    level_ex_8h_dba,
    niosh_dose,
    osha_dose,
)

__all__ = [
    "DAYS",
    "Allowance",
    "DayOfListening",
    "HoursAtLevel",
    "Spell",
    "WeekOfListening",
    "week_of_listening",
]

_LEVEL_STEP_DB = 0.5  # our own: finer than that nobody sets or hears a level

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""Days of a week, as spells name them."""


@dataclass(frozen=True, slots=True)
class Spell:
    """Some hours at one level, in the week or on one day of it."""

    level_dba: float  # A-weighted and field related [dBA re 20 µPa]
    hours: float  # above 0 [h]
    day: str | None = None  # one of DAYS; None where it is not stated

    def __post_init__(self) -> None:
        if not LOWEST_LEVEL_DBA <= self.level_dba <= HIGHEST_LEVEL_DBA:
            msg = (
                f"level_dba must lie from {LOWEST_LEVEL_DBA:g} to {HIGHEST_LEVEL_DBA:g} dBA, "
                f"got {self.level_dba}"
            )
            raise ValueError(msg)
        if self.day is not None and self.day not in DAYS:
            msg = f"day must be one of {', '.join(DAYS)} or None, got {self.day!r}"
            raise ValueError(msg)
        most, span = (HOURS_A_WEEK, "week") if self.day is None else (HOURS_A_DAY, "day")
        if not 0.0 < self.hours <= most:
            msg = f"hours must be above 0 and at most the {most:g} of a {span}, got {self.hours}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class DayOfListening:
    """What the spells of one day come to by the rules for a working day."""

    day: str | None  # one of DAYS; None for a day that no spell names
    hours: float  # [h]
    hours_without_day: float  # of these, hours of spells that state no day [h]
    niosh_dose: float  # 1 is the recommended limit [1]
    osha_action_dose: float  # counted from 80 dBA on: 0.5 is the action level [1]
    osha_limit_dose: float  # counted from 90 dBA on: 1 is the permissible limit [1]
    level_ex_8h_dba: float  # [dBA re 20 µPa]


@dataclass(frozen=True, slots=True)
class HoursAtLevel:
    """How long a level was listened to in a week, and how long that may be."""

    level_dba: float  # [dBA re 20 µPa]
    hours: float  # listened [h]
    allowed_hours: float  # a week with nothing else; at most the 168 it has [h]
    left_hours: float  # that the rest of the allowance is worth, in the hours that are left [h]


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a week uses of the allowance of one mode of ITU-T H.870."""

    mode: ListeningMode
    share: float  # 1 is all of it [1]
    levels: tuple[HoursAtLevel, ...]  # one for each level, rising

    @property
    def is_kept(self) -> bool:
        """Whether no more was used than is allowed, but for rounding."""
        return self.share <= 1.0 + ROUNDING_RATIO

    @property
    def lower_by_db(self) -> float:
        """How much lower the same hours keep within it, rounded up to half a dB; 0 if they do.

        Levels count by their energy, so that 10 lg of the share is too much.
        """
        if self.is_kept:
            return 0.0
        too_much_db = 10.0 * math.log10(self.share / (1.0 + ROUNDING_RATIO))
        return _LEVEL_STEP_DB * math.ceil(too_much_db / _LEVEL_STEP_DB)


@dataclass(frozen=True, slots=True)
class WeekOfListening:
    """What some spells come to in a week."""

    spells: tuple[Spell, ...]
    hours: float  # [h]
    dose_pa2h: float  # [Pa²h]
    adult: Allowance
    sensitive: Allowance
    days: tuple[DayOfListening, ...]  # those that spells name, each with its own spells alone
    busiest_day: DayOfListening  # the worst that a day can have been


def week_of_listening(spells: Sequence[Spell]) -> WeekOfListening:
    """What the spells of a week come to by ITU-T H.870, NIOSH, OSHA and ISO 1999.

    Parameters
    ----------
    spells
        At least one; no more than 24 h on a day and 168 h in all.

    Returns
    -------
    WeekOfListening
        Spells without a day count for the week as the others do. For the busiest day they are
        taken to fall on one day, the loudest first, until its 24 hours are full: the worst
        case. That day is the one of which the energy is then highest, one that no spell names
        included.

    Raises
    ------
    ValueError
        If there is no spell, or there are more hours than a day or the week has.

    Examples
    --------
    >>> week = week_of_listening([Spell(85.0, 10.0), Spell(94.0, 1.5, "sat")])
    >>> round(week.adult.share, 3), week.adult.is_kept
    (1.733, False)
    >>> week.busiest_day.day, week.busiest_day.hours, round(week.busiest_day.niosh_dose, 2)
    ('sat', 11.5, 2.75)
    """
    if not spells:
        raise ValueError("a week of listening needs at least one spell")
    hours = math.fsum(spell.hours for spell in spells)
    _require_hours(hours, HOURS_A_WEEK, "a week")
    level_dba, time = _columns(spells)
    adult, sensitive = (_allowance(mode, spells, hours=hours) for mode in LISTENING_MODES.values())
    by_day = {day: [spell for spell in spells if spell.day == day] for day in DAYS}
    named = {day: own for day, own in by_day.items() if own}
    return WeekOfListening(
        spells=tuple(spells),
        hours=min(hours, HOURS_A_WEEK),
        dose_pa2h=float(sound_dose_pa2h(level_dba, time)),
        adult=adult,
        sensitive=sensitive,
        days=tuple(_day(day, own, []) for day, own in named.items()),
        busiest_day=_busiest(named, [spell for spell in spells if spell.day is None]),
    )


def _columns(spells: Sequence[Spell]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.array([s.level_dba for s in spells]), np.array([s.hours for s in spells])


def _require_hours(hours: float, most: float, span: str) -> None:
    if hours > most * (1.0 + ROUNDING_RATIO):
        msg = f"{span} has {most:g} hours, the spells come to {hours:g}"
        raise ValueError(msg)


def _allowance(mode: ListeningMode, spells: Sequence[Spell], *, hours: float) -> Allowance:
    level_dba, time = _columns(spells)
    share = float(weekly_dose(level_dba, time, mode=mode.name))
    rest = max(0.0, 1.0 - share)
    hours_left = max(0.0, HOURS_A_WEEK - hours)
    levels = []
    for level in sorted({spell.level_dba for spell in spells}):
        allowed = float(weekly_hours(level, mode=mode.name))
        levels.append(
            HoursAtLevel(
                level_dba=level,
                hours=math.fsum(spell.hours for spell in spells if spell.level_dba == level),
                allowed_hours=min(allowed, HOURS_A_WEEK),
                left_hours=min(rest * allowed, hours_left),
            )
        )
    return Allowance(mode, share, tuple(levels))


def _day(day: str | None, own: Sequence[Spell], added: Sequence[Spell]) -> DayOfListening:
    own_hours = math.fsum(spell.hours for spell in own)
    _require_hours(own_hours, HOURS_A_DAY, f"a day ({day})")
    added_hours = math.fsum(spell.hours for spell in added)
    level_dba, time = _columns([*own, *added])
    return DayOfListening(
        day=day,
        hours=min(own_hours + added_hours, HOURS_A_DAY),
        hours_without_day=added_hours,
        niosh_dose=float(niosh_dose(level_dba, time)),
        osha_action_dose=float(osha_dose(level_dba, time, threshold_dba=OSHA_ACTION_THRESHOLD_DBA)),
        osha_limit_dose=float(osha_dose(level_dba, time, threshold_dba=OSHA_PEL_THRESHOLD_DBA)),
        level_ex_8h_dba=float(level_ex_8h_dba(level_dba, time)),
    )


def _busiest(named: dict[str, list[Spell]], without_day: Sequence[Spell]) -> DayOfListening:
    """The day of most energy, if what states no day all falls on it, as far as it has room."""
    candidates = [
        _day(day, own, _filling(without_day, HOURS_A_DAY - math.fsum(s.hours for s in own)))
        for day, own in named.items()
    ]
    if without_day and len(named) < len(DAYS):
        candidates.append(_day(None, [], _filling(without_day, HOURS_A_DAY)))
    return max(candidates, key=lambda day: day.level_ex_8h_dba)


def _filling(spells: Sequence[Spell], room_hours: float) -> list[Spell]:
    """The loudest of some spells, as long as there is room for them."""
    filling = []
    for spell in sorted(spells, key=lambda spell: spell.level_dba, reverse=True):
        hours = min(spell.hours, room_hours)
        if hours <= 0.0:
            break
        filling.append(Spell(spell.level_dba, hours))
        room_hours -= hours
    return filling
