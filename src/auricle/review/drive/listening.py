"""How long a headphone may be listened to at a level, by the rules of hearing protection."""

import math
from dataclasses import dataclass

from auricle.devices import Plugged
from auricle.drive import Reach, level_at_dbspl, programme_level_dbspl
from auricle.estimate import Estimate
from auricle.hearing import (
    HIGHEST_LEVEL_DBA,
    LEAST_CHARACTERISTIC_VOLTAGE_V,
    LISTENING_MODES,
    LOWEST_LEVEL_DBA,
    PLAYER_LEVEL_LIMIT_DBA,
    PLAYER_VOLTAGE_LIMIT_V,
    PROGRAMME_NOISE_DBFS,
    niosh_hours,
    osha_hours,
    weekly_hours,
)
from auricle.metrics import Electrical

__all__ = [
    "Exposure",
    "PlayerLimits",
    "at_full_volume",
    "at_peaks",
    "exposure_at",
    "player_limits",
    "volume_for_a_week",
]

_PLAYER_LOAD_OHM = 32.0  # into which EN 50332-2 measures a player


@dataclass(frozen=True, slots=True)
class Exposure:
    """A level of programme, re a diffuse field, and the hours that are allowed at it."""

    level_dba: Estimate
    adult_hours: float | None  # a week, ITU-T H.870; None where the level lies beyond all rules
    sensitive_hours: float | None  # likewise
    niosh_hours: float | None  # a day
    osha_hours: float | None  # a day


def exposure_at(level_dba: Estimate) -> Exposure:
    """Hours that the rules allow at a level.

    Examples
    --------
    >>> found = exposure_at(Estimate(90.0, 1.0))
    >>> found.adult_hours, round(found.niosh_hours, 2)
    (4.0, 2.52)
    """
    level = level_dba.value
    if not LOWEST_LEVEL_DBA <= level <= HIGHEST_LEVEL_DBA:
        return Exposure(level_dba, None, None, None, None)
    return Exposure(
        level_dba=level_dba,
        adult_hours=float(weekly_hours(level)),
        sensitive_hours=float(weekly_hours(level, mode="sensitive")),
        niosh_hours=float(niosh_hours(level)),
        osha_hours=float(osha_hours(level)),
    )


def at_peaks(found: Electrical, *, level_dbspl: float, crest_db: float) -> Exposure:
    """Exposure to programme whose peaks reach a level.

    Parameters
    ----------
    found
        The headphone.
    level_dbspl
        Of the peaks: RMS level of the sine that has the same peak. [dB re 20 µPa]
    crest_db
        Peak re RMS of the programme. [dB]
    """
    programme = programme_level_dbspl(level_dbspl, crest_db=crest_db)
    offset = found.field.programme_db
    return exposure_at(Estimate(programme + offset.value, offset.uncertainty))


def at_full_volume(found: Electrical, reached: Reach) -> Exposure:
    """Exposure to programme noise 10 dB below full scale with the volume turned up fully.

    EN 50332-1 measures players with that noise; much music is as loud.
    """
    level, offset = reached.level_dbspl, found.field.programme_db
    return exposure_at(
        Estimate(
            level.value + PROGRAMME_NOISE_DBFS + offset.value,
            math.hypot(level.uncertainty, offset.uncertainty),
        )
    )


def volume_for_a_week(full: Exposure, *, mode: str = "adult") -> float:
    """How many dB below full volume 40 hours a week are allowed; 0 where full volume is.

    Examples
    --------
    >>> volume_for_a_week(exposure_at(Estimate(97.0, 1.0)))
    17.0
    """
    return max(0.0, full.level_dba.value - LISTENING_MODES[mode].level_dba)


@dataclass(frozen=True, slots=True)
class PlayerLimits:
    """What EN 50332 asks of a player and of a headphone in the European Union."""

    characteristic_v: float  # of programme noise, for 94 dBA re a diffuse field
    headphone_keeps: bool  # at least 75 mV
    player_v: float | None  # of programme noise into 32 Ω; None where no source is asked about
    player_keeps: bool | None  # at most 150 mV
    together_keep: bool | None  # at most 100 dBA at full volume


def player_limits(
    found: Electrical, plugged: Plugged | None, full: Exposure | None
) -> PlayerLimits:
    """Where a headphone, a source and both together stand re the limits of EN 50332.

    Parameters
    ----------
    found
        The headphone.
    plugged, full
        The source and what it gives at full volume; None where none is asked about.
    """
    one_volt_dba = (
        level_at_dbspl(found.headphone.sensitivity_db_per_v.value, voltage_v=1.0)
        + found.field.programme_db.value
    )
    characteristic_v = 10.0 ** ((94.0 - one_volt_dba) / 20.0)
    player_v = None
    if plugged is not None:
        sine_v = float(plugged.source.limits.terminal_voltage_v(_PLAYER_LOAD_OHM)[0])
        player_v = sine_v * 10.0 ** (PROGRAMME_NOISE_DBFS / 20.0)
    return PlayerLimits(
        characteristic_v=characteristic_v,
        headphone_keeps=characteristic_v >= LEAST_CHARACTERISTIC_VOLTAGE_V,
        player_v=player_v,
        player_keeps=None if player_v is None else player_v <= PLAYER_VOLTAGE_LIMIT_V,
        together_keep=None if full is None else full.level_dba.value <= PLAYER_LEVEL_LIMIT_DBA,
    )
