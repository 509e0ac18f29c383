"""The voltage that a level takes, and the level that a voltage gives."""

import math

from auricle.estimate import Estimate
from auricle.units import ratio_of_db

__all__ = [
    "SINE_CREST_DB",
    "drive_current_ma",
    "drive_power_mw",
    "drive_voltage_v",
    "gain_db",
    "level_at_dbspl",
    "peak_voltage_v",
    "programme_level_dbspl",
]

SINE_CREST_DB = 20.0 * math.log10(math.sqrt(2.0))
"""Peak of a sine re its RMS value. [dB]"""


def drive_voltage_v(sensitivity_db_per_v: Estimate, *, level_dbspl: float) -> Estimate:
    """Voltage at the terminals for a level.

    Parameters
    ----------
    sensitivity_db_per_v
        Level for 1 V RMS with its uncertainty. [dB re 20 µPa]
    level_dbspl
        The level wanted: the RMS level of a sine whose peak equals the peak of the
        programme. Valid while the driver is linear. [dB re 20 µPa]

    Returns
    -------
    Estimate
        V = 10^((L - S)/20), after IEC 60268-7:2010; its uncertainty to first order. [V RMS]

    Examples
    --------
    >>> v = drive_voltage_v(Estimate(101.0, 0.0), level_dbspl=110.0)
    >>> round(v.value, 3)
    2.818
    """
    voltage_v = ratio_of_db(level_dbspl - sensitivity_db_per_v.value)
    relative = math.log(10.0) / 20.0 * sensitivity_db_per_v.uncertainty
    return Estimate(voltage_v, voltage_v * relative)


def drive_current_ma(voltage_v: float, *, impedance_ohm: complex) -> float:
    """Current that a voltage drives through an impedance, V/|Z|, in mA RMS.

    Examples
    --------
    >>> round(drive_current_ma(2.818, impedance_ohm=120.0), 1)
    23.5
    """
    return 1000.0 * voltage_v / abs(impedance_ohm)


def drive_power_mw(voltage_v: float, *, impedance_ohm: complex) -> float:
    """Real power that a voltage gives into an impedance, V² Re(1/Z), in mW.

    Examples
    --------
    >>> round(drive_power_mw(2.818, impedance_ohm=120.0), 1)
    66.2
    """
    return 1000.0 * voltage_v**2 * (1.0 / complex(impedance_ohm)).real


def level_at_dbspl(sensitivity_db_per_v: float, *, voltage_v: float) -> float:
    """Level that a voltage at the terminals gives: S + 20 lg V.

    Parameters
    ----------
    sensitivity_db_per_v
        Level for 1 V RMS. [dB re 20 µPa]
    voltage_v
        RMS voltage, above 0. [V]

    Returns
    -------
    float
        [dB re 20 µPa]

    Raises
    ------
    ValueError
        If the voltage is not above 0.

    Examples
    --------
    >>> round(level_at_dbspl(101.0, voltage_v=2.0), 2)
    107.02
    """
    if not voltage_v > 0.0:
        raise ValueError(f"voltage_v must be above 0, got {voltage_v}")
    return sensitivity_db_per_v + 20.0 * math.log10(voltage_v)


def gain_db(wanted_v: float, *, source_v: float) -> float:
    """Gain in dB that brings the voltage of a source to the one wanted, both above 0.

    Raises
    ------
    ValueError
        If a voltage is not above 0.

    Examples
    --------
    >>> round(gain_db(2.81838, source_v=1.0), 2)
    9.0
    """
    if not (wanted_v > 0.0 and source_v > 0.0):
        raise ValueError(f"voltages must be above 0, got {wanted_v} and {source_v}")
    return 20.0 * math.log10(wanted_v / source_v)


def peak_voltage_v(voltage_v: float) -> float:
    """Peak of a sine of that RMS voltage, in V.

    Examples
    --------
    >>> round(peak_voltage_v(2.0), 3)
    2.828
    """
    return math.sqrt(2.0) * voltage_v


def programme_level_dbspl(peak_level_dbspl: float, *, crest_db: float) -> float:
    """RMS level of a programme whose peaks just reach those of a sine.

    Parameters
    ----------
    peak_level_dbspl
        RMS level of the sine whose peak equals that of the programme. [dB re 20 µPa]
    crest_db
        Peak re RMS of the programme: 3.01 of a sine, 10 to 20 of music. [dB]

    Returns
    -------
    float
        L + 3.01 - C. [dB re 20 µPa]

    Examples
    --------
    >>> round(programme_level_dbspl(110.0, crest_db=15.0), 2)
    98.01
    """
    return peak_level_dbspl + SINE_CREST_DB - crest_db
