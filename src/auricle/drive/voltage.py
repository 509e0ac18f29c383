"""The voltage that a level takes."""

import math

from auricle.estimate import Estimate

__all__ = ["drive_current_ma", "drive_power_mw", "drive_voltage_v"]


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
    voltage_v = 10.0 ** ((level_dbspl - sensitivity_db_per_v.value) / 20.0)
    relative = math.log(10.0) / 20.0 * sensitivity_db_per_v.uncertainty
    return Estimate(voltage_v, voltage_v * relative)


def drive_current_ma(voltage_v: float, *, impedance_ohm: float) -> float:
    """Current that a voltage drives through an impedance, V/Z, in mA RMS.

    Examples
    --------
    >>> round(drive_current_ma(2.818, impedance_ohm=120.0), 1)
    23.5
    """
    return 1000.0 * voltage_v / impedance_ohm


def drive_power_mw(voltage_v: float, *, impedance_ohm: float) -> float:
    """Power that a voltage gives into an impedance taken as a resistance, V²/Z, in mW.

    Examples
    --------
    >>> round(drive_power_mw(2.818, impedance_ohm=120.0), 1)
    66.2
    """
    return 1000.0 * voltage_v**2 / impedance_ohm
