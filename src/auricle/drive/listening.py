"""How long a headphone may be listened to at a level, by the rules of hearing protection."""

import math
from dataclasses import dataclass

import numpy as np

from auricle.drive.equalisation import Equalisation
from auricle.drive.field import FieldResponse
from auricle.drive.headphone import Headphone
from auricle.drive.reach import Reach
from auricle.drive.source import Source
from auricle.drive.standard import characteristic_voltage_v
from auricle.drive.voltage import level_at_dbspl, programme_level_dbspl
from auricle.estimate import Estimate
from auricle.hearing import (
    BAND_CENTER_HZ,
    HIGHEST_LEVEL_DBA,
    LEAST_CHARACTERISTIC_VOLTAGE_V,
    LISTENING_MODES,
    LOWEST_LEVEL_DBA,
    NOISE_PEAK_RATIO,
    PLAYER_LEVEL_LIMIT_DBA,
    PLAYER_VOLTAGE_LIMIT_V,
    PROGRAMME_NOISE_DBFS,
    niosh_hours,
    osha_hours,
    weekly_hours,
)
from auricle.units import ratio_of_db

__all__ = [
    "PLAYER_LOAD_OHM",
    "Exposure",
    "PlayerLimits",
    "at_full_volume",
    "at_peaks",
    "exposure_at",
    "player_limits",
    "volume_for_a_week_db",
]

PLAYER_LOAD_OHM = 32.0
"""Load into which EN 50332-2 measures a player. [Ω]"""

_NEAR = 2.0  # a voltage stated for a load this many times off still says what 32 Ω get


@dataclass(frozen=True, slots=True)
class Exposure:
    """A level of programme, re a diffuse field, and the hours that are allowed at it."""

    level_dba: Estimate
    adult_hours: float | None  # a week, ITU-T H.870; None where the level is too high for all rules
    adult_range_hours: tuple[float, float] | None  # for the 95 % and the 5 % point of the level
    sensitive_hours: float | None  # likewise, for children and who wants to be careful
    niosh_hours: float | None  # a day
    osha_hours: float | None  # a day
    is_least: bool = False  # whether the level may be higher, and so the hours fewer

    def hours_a_week(self, mode: str) -> float | None:
        """Hours by ITU-T H.870 in one of `LISTENING_MODES`."""
        return {"adult": self.adult_hours, "sensitive": self.sensitive_hours}[mode]


def exposure_at(level_dba: Estimate, *, is_least: bool = False) -> Exposure:
    """Hours that the rules allow at a level.

    Parameters
    ----------
    level_dba
        A-weighted, re a diffuse field. [dBA re 20 µPa]
    is_least
        Whether it may be higher than that: the hours are then the most that may be allowed.

    Returns
    -------
    Exposure
        Without hours for a level above 140 dBA; what lies below 0 dBA has the hours of 0 dBA.

    Examples
    --------
    >>> found = exposure_at(Estimate(90.0, 1.0))
    >>> found.adult_hours, round(found.niosh_hours, 2)
    (4.0, 2.52)
    """
    level = max(level_dba.value, LOWEST_LEVEL_DBA)
    if level > HIGHEST_LEVEL_DBA:
        return Exposure(level_dba, None, None, None, None, None, is_least)
    ends = [min(max(end, LOWEST_LEVEL_DBA), HIGHEST_LEVEL_DBA) for end in _ends(level_dba)]
    return Exposure(
        level_dba=level_dba,
        adult_hours=float(weekly_hours(level)),
        adult_range_hours=(float(weekly_hours(ends[0])), float(weekly_hours(ends[1]))),
        sensitive_hours=float(weekly_hours(level, mode="sensitive")),
        niosh_hours=float(niosh_hours(level)),
        osha_hours=float(osha_hours(level)),
        is_least=is_least,
    )


def _ends(level: Estimate) -> tuple[float, float]:
    return level.high, level.low


def at_peaks(field: FieldResponse, *, level_dbspl: float, crest_db: float) -> Exposure:
    """Exposure to programme whose peaks reach a level.

    Parameters
    ----------
    field
        What the headphone makes of programme.
    level_dbspl
        Of the peaks: RMS level of the sine that has the same peak. [dB re 20 µPa]
    crest_db
        Peak re RMS of the programme. [dB]
    """
    programme = programme_level_dbspl(level_dbspl, crest_db=crest_db)
    offset = field.programme_db()
    return exposure_at(Estimate(programme + offset.value, offset.uncertainty))


def at_full_volume(
    headphone: Headphone,
    field: FieldResponse,
    reached: Reach,
    *,
    equalisation: Equalisation | None = None,
) -> Exposure:
    """Exposure to programme noise 10 dB below full scale with the volume turned up fully.

    EN 50332-1 measures players with that noise; much music is as loud.

    Parameters
    ----------
    headphone, field
        The headphone, and what it makes of programme.
    reached
        The headphone on the source, with the same equaliser.
    equalisation
        Its filters change the spectrum of the noise; their gain and the preamp are in what was
        reached.
    """
    eq = equalisation or Equalisation()
    offset = field.programme_db(eq.at(np.array(BAND_CENTER_HZ)))
    sensitivity = headphone.sensitivity_db_per_v.value
    # The voltage has the filters in it, and so has the offset, re a voltage without them.
    unfiltered_v = reached.noise.voltage_v * ratio_of_db(-eq.programme_gain_db)
    level = level_at_dbspl(sensitivity, voltage_v=unfiltered_v) + offset.value
    uncertainty = math.hypot(reached.noise.uncertainty_db, offset.uncertainty)
    return exposure_at(Estimate(level, uncertainty), is_least=reached.noise.is_least)


def volume_for_a_week_db(full: Exposure, *, mode: str = "adult") -> float:
    """How many dB below full volume 40 hours a week are allowed; 0 where full volume is.

    Where the level is the least that the source gives, so is the distance.

    Examples
    --------
    >>> volume_for_a_week_db(exposure_at(Estimate(97.0, 1.0)))
    17.0
    """
    return max(0.0, full.level_dba.value - LISTENING_MODES[mode].level_dba)


@dataclass(frozen=True, slots=True)
class PlayerLimits:
    """What EN 50332 asks of a player and of a headphone in the European Union."""

    characteristic_v: float  # of programme noise, for 94 dBA re a diffuse field
    headphone_keeps: bool  # at least 75 mV
    player_v: float | None  # of programme noise into 32 Ω; None where that is not known
    player_keeps: bool | None  # at most 150 mV; None, too, where it may give more than that
    together_keep: bool | None  # at most 100 dBA at full volume; None likewise


def player_limits(
    headphone: Headphone, field: FieldResponse, *, player: Source | None, full: Exposure | None
) -> PlayerLimits:
    """Where a headphone, a source and both together stand re the limits of EN 50332.

    Parameters
    ----------
    headphone, field
        The headphone, and what it makes of programme.
    player
        The output that the source has for 32 Ω; None where none is asked about.
    full
        What both give at full volume without an equaliser.

    Notes
    -----
    Of a source that states voltages at loads only, and none near 32 Ω, nothing is said: what is
    taken for its limits there is never too much, and could not show that it keeps one. What is
    known to be the least that a source gives shows likewise only that it exceeds a limit.
    """
    one_volt_dba = headphone.sensitivity_db_per_v.value + field.programme_db().value
    characteristic_v = characteristic_voltage_v(one_volt_dba)
    player_v = None if player is None else _player_v(player)
    is_least = player is not None and player.is_least_into(PLAYER_LOAD_OHM)
    return PlayerLimits(
        characteristic_v=characteristic_v,
        headphone_keeps=characteristic_v >= LEAST_CHARACTERISTIC_VOLTAGE_V,
        player_v=player_v,
        player_keeps=_keeps(player_v, PLAYER_VOLTAGE_LIMIT_V, is_least=is_least),
        together_keep=None
        if full is None
        else _keeps(full.level_dba.value, PLAYER_LEVEL_LIMIT_DBA, is_least=full.is_least),
    )


def _keeps(figure: float | None, limit: float, *, is_least: bool) -> bool | None:
    """Whether a figure keeps within a limit; None where it is not known, or may be more."""
    if figure is None or (is_least and figure <= limit):
        return None
    return figure <= limit


def _player_v(player: Source) -> float | None:
    """Programme noise into 32 Ω; None where no figure says what a load like that gets."""
    near = [v for ohm, v in player.at_loads if 1.0 / _NEAR <= ohm / PLAYER_LOAD_OHM <= _NEAR]
    if player.open_circuit_v is None and not near:
        return None
    limits = player.limits
    divided = PLAYER_LOAD_OHM / (PLAYER_LOAD_OHM + limits.source_ohm)
    full_v = max(near) if player.open_circuit_v is None else player.open_circuit_v.value * divided
    most_v = float(limits.analog_emf_v(PLAYER_LOAD_OHM)[0]) * divided
    return min(
        full_v * ratio_of_db(PROGRAMME_NOISE_DBFS), most_v * math.sqrt(2.0) / NOISE_PEAK_RATIO
    )
