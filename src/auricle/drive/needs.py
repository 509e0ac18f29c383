"""What a level takes."""

import math
from dataclasses import dataclass

from auricle.drive.headphone import Headphone
from auricle.drive.voltage import (
    drive_current_ma,
    drive_power_mw,
    drive_voltage_v,
    level_at_dbspl,
    peak_voltage_v,
    programme_level_dbspl,
)
from auricle.estimate import Estimate
from auricle.units import ratio_of_db

__all__ = ["CREST_DB", "Required", "max_input_dbspl", "required"]

CREST_DB = 15.0
"""Crest factor taken for music: of recordings 10 to 20 dB are usual; an engineering value."""


@dataclass(frozen=True, slots=True)
class Required:
    """What a level takes at the headphone's terminals."""

    level_dbspl: float  # RMS level of a sine with the programme's peaks
    programme_dbspl: float  # RMS level of the programme itself
    crest_db: float  # of the programme
    voltage_v: Estimate  # RMS of that sine
    range_v: tuple[float, float]  # for the 95 % and the 5 % point of the sensitivity
    peak_v: float
    current_ma: float | None  # RMS of that sine; None where no impedance is known
    power_mw: float | None  # likewise
    most_current_ma: float | None  # where the impedance is lowest; None without it over frequency


def required(headphone: Headphone, *, level_dbspl: float, crest_db: float = CREST_DB) -> Required:
    """Voltage, current and power for a level.

    Parameters
    ----------
    headphone
        Sensitivity and, for current and power, the impedance at its frequency, else the rated one.
    level_dbspl
        The level of peaks: RMS level of the sine that has the same peak. [dB re 20 µPa]
    crest_db
        Peak re RMS of the programme. [dB]

    Returns
    -------
    Required
        Current V/|Z| and power V² Re(1/Z), at the frequency of the sensitivity.

    Raises
    ------
    ValueError
        If the crest factor lies outside 0 to 40 dB or the level outside 0 to 160 dB.

    Examples
    --------
    >>> k612 = Headphone(Estimate(101.0, 2.0), rated_ohm=120.0)
    >>> found = required(k612, level_dbspl=110.0)
    >>> round(found.voltage_v.value, 3), round(found.current_ma, 1), round(found.power_mw, 1)
    (2.818, 23.5, 66.2)
    """
    if not 0.0 <= level_dbspl <= 160.0:
        raise ValueError(f"level_dbspl must lie from 0 to 160, got {level_dbspl}")
    if not 0.0 <= crest_db <= 40.0:
        raise ValueError(f"crest_db must lie from 0 to 40, got {crest_db}")
    sensitivity = headphone.sensitivity_db_per_v
    voltage = drive_voltage_v(sensitivity, level_dbspl=level_dbspl)
    ohm, curve = headphone.reference_ohm, headphone.impedance
    most_ma = None
    if curve is not None:
        most_ma = drive_current_ma(voltage.value, impedance_ohm=curve.lowest_ohm)
    return Required(
        level_dbspl=level_dbspl,
        programme_dbspl=programme_level_dbspl(level_dbspl, crest_db=crest_db),
        crest_db=crest_db,
        voltage_v=voltage,
        range_v=(
            ratio_of_db(level_dbspl - sensitivity.high),
            ratio_of_db(level_dbspl - sensitivity.low),
        ),
        peak_v=peak_voltage_v(voltage.value),
        current_ma=None if ohm is None else drive_current_ma(voltage.value, impedance_ohm=ohm),
        power_mw=None if ohm is None else drive_power_mw(voltage.value, impedance_ohm=ohm),
        most_current_ma=most_ma,
    )


def max_input_dbspl(headphone: Headphone) -> float | None:
    """Level of a sine of the largest power that the maker allows, in dB SPL.

    None where the power or the rated impedance is not known.

    Examples
    --------
    >>> k612 = Headphone(Estimate(101.0, 2.0), rated_ohm=120.0, max_power_w=0.2)
    >>> round(max_input_dbspl(k612), 1)
    114.8
    """
    power_w, ohm = headphone.max_power_w, headphone.rated_ohm
    if power_w is None or ohm is None:
        return None
    sensitivity = headphone.sensitivity_db_per_v.value
    return level_at_dbspl(sensitivity, voltage_v=math.sqrt(power_w * ohm))
