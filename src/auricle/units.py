"""Conversions between the units that data sheets and laboratories use.

A sensitivity always carries its reference: per volt or per milliwatt. The two differ by
the impedance, and figures of different reference must never be compared as they stand.
"""

import math

__all__ = [
    "REFERENCE_LEVEL_DBSPL",
    "db_per_mw_to_db_per_v",
    "db_per_v_to_db_per_mw",
    "ratio_of_db",
    "voltage_for_94_db_to_db_per_v",
]

REFERENCE_LEVEL_DBSPL = 94.0
"""Level of the characteristic voltage, IEC 60268-7:2010: 1 Pa. [dB re 20 µPa]"""


def db_per_mw_to_db_per_v(sensitivity_db_per_mw: float, *, impedance_ohm: float) -> float:
    """Sensitivity per volt of a headphone rated per milliwatt.

    Parameters
    ----------
    sensitivity_db_per_mw
        Level for 1 mW into the rated impedance. [dB re 20 µPa]
    impedance_ohm
        Rated impedance, above 0. [Ω]

    Returns
    -------
    float
        Level for 1 V RMS. [dB re 20 µPa]

    Raises
    ------
    ValueError
        If the impedance is not above 0.

    Notes
    -----
    1 V drives 1000/Z mW, hence S_V = S_mW + 10 lg(1000/Z), after the definitions of
    IEC 60268-7:2010.

    Examples
    --------
    >>> round(db_per_mw_to_db_per_v(96.0, impedance_ohm=250.0), 3)
    102.021
    """
    return sensitivity_db_per_mw + 10.0 * math.log10(_milliwatts_at_1_v(impedance_ohm))


def db_per_v_to_db_per_mw(sensitivity_db_per_v: float, *, impedance_ohm: float) -> float:
    """Sensitivity per milliwatt of a headphone rated per volt.

    The inverse of `db_per_mw_to_db_per_v`, with the same units, range and source.

    Raises
    ------
    ValueError
        If the impedance is not above 0.

    Examples
    --------
    >>> round(db_per_v_to_db_per_mw(101.0, impedance_ohm=120.0), 3)
    91.792
    """
    return sensitivity_db_per_v - 10.0 * math.log10(_milliwatts_at_1_v(impedance_ohm))


def ratio_of_db(level_db: float) -> float:
    """Ratio of voltages or pressures that a level is: 10^(L/20).

    Examples
    --------
    >>> round(ratio_of_db(6.0206), 6)
    2.0
    """
    return math.exp(math.log(10.0) / 20.0 * level_db)


def voltage_for_94_db_to_db_per_v(voltage_v: float) -> float:
    """Sensitivity per volt from the voltage that gives 94 dB SPL.

    Parameters
    ----------
    voltage_v
        Characteristic voltage of IEC 60268-7:2010, above 0. [V RMS]

    Returns
    -------
    float
        Level for 1 V RMS. [dB re 20 µPa]

    Raises
    ------
    ValueError
        If the voltage is not above 0.

    Examples
    --------
    >>> round(voltage_for_94_db_to_db_per_v(0.4467), 2)
    101.0
    """
    if not voltage_v > 0.0:
        msg = f"voltage_v must be above 0, got {voltage_v}"
        raise ValueError(msg)
    return REFERENCE_LEVEL_DBSPL - 20.0 * math.log10(voltage_v)


def _milliwatts_at_1_v(impedance_ohm: float) -> float:
    if not impedance_ohm > 0.0:
        msg = f"impedance_ohm must be above 0, got {impedance_ohm}"
        raise ValueError(msg)
    return 1000.0 / impedance_ohm
