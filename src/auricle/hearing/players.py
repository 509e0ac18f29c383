"""Levels that players and headphones may give."""

from auricle.hearing.arrays import Array, as_arrays, is_finite, refuse_unless
from auricle.units import REFERENCE_LEVEL_DBSPL

__all__ = [
    "LEAST_CHARACTERISTIC_VOLTAGE_V",
    "PLAYER_LEVEL_LIMIT_DBA",
    "PLAYER_VOLTAGE_LIMIT_V",
    "characteristic_level_dba",
]

PLAYER_LEVEL_LIMIT_DBA = 100.0
"""Most that a player gives with the headphone that comes with it, programme simulation noise,
field related: EN 50332-1. [dBA re 20 µPa]"""

PLAYER_VOLTAGE_LIMIT_V = 0.150
"""Most that a player without a headphone gives into 32 Ω, programme simulation noise:
EN 50332-2. [V RMS]"""

LEAST_CHARACTERISTIC_VOLTAGE_V = 0.075
"""Least wide-band characteristic voltage of a headphone that is sold alone: EN 50332-2. [V RMS]"""


def characteristic_level_dba(voltage_v: Array, characteristic_voltage_v: Array) -> Array:
    """Level that programme simulation noise of a voltage gives over a headphone.

    Parameters
    ----------
    voltage_v : array, shape (...)
        RMS voltage of the noise, not of a sine at full scale. [V RMS]
    characteristic_voltage_v : array, shape (...)
        Wide-band characteristic voltage of the headphone: that of the noise for 94 dB. The two
        broadcast. [V RMS]

    Returns
    -------
    array, shape (...)
        94 + 20 lg(V / V_94), EN 50332-2; A-weighted and field related. [dBA re 20 µPa]

    Raises
    ------
    ValueError
        If a voltage is not finite and above 0.

    Examples
    --------
    >>> limits = PLAYER_VOLTAGE_LIMIT_V, LEAST_CHARACTERISTIC_VOLTAGE_V
    >>> round(float(characteristic_level_dba(*limits)), 2)
    100.02
    """
    xp, (voltage, characteristic) = as_arrays(voltage_v, characteristic_voltage_v)
    for name, array in (("voltage_v", voltage), ("characteristic_voltage_v", characteristic)):
        refuse_unless(is_finite(array) & (array > 0.0), f"{name} must be finite and above 0")
    return REFERENCE_LEVEL_DBSPL + 20.0 * (xp.log10(voltage) - xp.log10(characteristic))
