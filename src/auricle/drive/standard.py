"""Quantities of IEC 60268-7, the standard of headphones."""

import math

from auricle.units import REFERENCE_LEVEL_DBSPL, ratio_of_db

__all__ = [
    "IEC_SOURCE_OHM",
    "LOWEST_OF_RATED",
    "characteristic_voltage_v",
    "emf_for_power_v",
    "power_from_emf_w",
    "power_readings_db",
]

IEC_SOURCE_OHM = 120.0
"""Impedance of the standard's source, IEC 61938 as IEC 60268-7:2010, 7.1 cites it. [Ω]"""

LOWEST_OF_RATED = 0.8
"""Share of the rated impedance that the magnitude may fall to, IEC 60268-7:2010, 8.2.1."""


def characteristic_voltage_v(level_dbspl: float, *, voltage_v: float = 1.0) -> float:
    """Voltage that gives 94 dB SPL, from the level that another gives.

    Parameters
    ----------
    level_dbspl
        Level at `voltage_v`. [dB re 20 µPa]
    voltage_v
        RMS voltage, above 0. [V]

    Returns
    -------
    float
        E 10^((94 - L)/20), IEC 60268-7:2010, 8.3.3. [V RMS]

    Examples
    --------
    >>> round(characteristic_voltage_v(101.0), 4)
    0.4467
    """
    return voltage_v * ratio_of_db(REFERENCE_LEVEL_DBSPL - level_dbspl)


def emf_for_power_v(power_w: float, *, rated_ohm: float, source_ohm: float) -> float:
    """Open-circuit voltage of a source that gives a power to the rated impedance.

    Parameters
    ----------
    power_w
        Power in the rated impedance, taken as a resistance. [W]
    rated_ohm, source_ohm
        Rated impedance, above 0, and output impedance of the source. [Ω]

    Returns
    -------
    float
        sqrt(P R) (R + Rs)/R, IEC 60268-7:2010, 8.4. [V RMS]

    Examples
    --------
    >>> round(emf_for_power_v(0.001, rated_ohm=32.0, source_ohm=IEC_SOURCE_OHM), 4)
    0.8497
    """
    return math.sqrt(power_w * rated_ohm) * (rated_ohm + source_ohm) / rated_ohm


def power_from_emf_w(emf_v: float, *, rated_ohm: float, source_ohm: float) -> float:
    """Power in the rated impedance, the inverse of `emf_for_power_v`.

    Examples
    --------
    >>> round(power_from_emf_w(0.84970583, rated_ohm=32.0, source_ohm=120.0), 9)
    0.001
    """
    return emf_v**2 * rated_ohm / (rated_ohm + source_ohm) ** 2


def power_readings_db(
    impedance_500_hz_ohm: float, *, rated_ohm: float, source_ohm: float = IEC_SOURCE_OHM
) -> float:
    """What the level at 1 mW differs by between the two readings of IEC 60268-7:2010.

    Parameters
    ----------
    impedance_500_hz_ohm
        Magnitude at 500 Hz, with which the method of 8.5.3 c finds 1 mW. [Ω]
    rated_ohm
        Rated impedance, with which the definition of 8.5.2 b does. [Ω]
    source_ohm
        Output impedance of the source. [Ω]

    Returns
    -------
    float
        Level of the method re that of the definition. [dB]

    Examples
    --------
    >>> round(power_readings_db(40.0, rated_ohm=32.0), 3)
    -1.493
    """
    real = (impedance_500_hz_ohm + source_ohm) / impedance_500_hz_ohm
    return 20.0 * math.log10(real / ((rated_ohm + source_ohm) / rated_ohm))
