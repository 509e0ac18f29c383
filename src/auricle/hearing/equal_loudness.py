"""Equal-loudness-level contours of pure tones, and the threshold of hearing."""

import math

from auricle.hearing.arrays import Array, as_arrays, is_finite, like, refuse_unless

__all__ = [
    "CONTOUR_HZ",
    "THRESHOLD_DBSPL",
    "THRESHOLD_PHON",
    "equal_loudness_dbspl",
    "loudness_phon",
    "threshold_dbspl",
]

# fmt: off
# ISO 226:2023 table 1: f [Hz], alpha_f, L_U [dB], T_f [dB re 20 µPa].
_TABLE = (
    (20.0, 0.635, -31.5, 78.1), (25.0, 0.602, -27.2, 68.7), (31.5, 0.569, -23.1, 59.5),
    (40.0, 0.537, -19.3, 51.1), (50.0, 0.509, -16.1, 44.0), (63.0, 0.482, -13.1, 37.5),
    (80.0, 0.456, -10.4, 31.5), (100.0, 0.433, -8.2, 26.5), (125.0, 0.412, -6.3, 22.1),
    (160.0, 0.391, -4.6, 17.9), (200.0, 0.373, -3.2, 14.4), (250.0, 0.357, -2.1, 11.4),
    (315.0, 0.343, -1.2, 8.6), (400.0, 0.330, -0.5, 6.2), (500.0, 0.320, 0.0, 4.4),
    (630.0, 0.311, 0.4, 3.0), (800.0, 0.303, 0.5, 2.2), (1000.0, 0.300, 0.0, 2.4),
    (1250.0, 0.295, -2.7, 3.5), (1600.0, 0.292, -4.2, 1.7), (2000.0, 0.290, -1.2, -1.3),
    (2500.0, 0.290, 1.4, -4.2), (3150.0, 0.289, 2.3, -6.0), (4000.0, 0.289, 1.0, -5.4),
    (5000.0, 0.289, -2.3, -1.5), (6300.0, 0.293, -7.2, 6.0), (8000.0, 0.303, -11.2, 12.6),
    (10_000.0, 0.323, -10.9, 13.9), (12_500.0, 0.354, -3.5, 12.3),
)
# fmt: on

CONTOUR_HZ: tuple[float, ...] = tuple(row[0] for row in _TABLE)
"""Frequencies of the contours, ISO 226:2023 table 1: 29 from 20 Hz to 12.5 kHz. [Hz]"""

_EXPONENTS: tuple[float, ...] = tuple(row[1] for row in _TABLE)
_TRANSFER_DB: tuple[float, ...] = tuple(row[2] for row in _TABLE)

THRESHOLD_DBSPL: tuple[float, ...] = tuple(row[3] for row in _TABLE)
"""Threshold of hearing T_f at `CONTOUR_HZ`, ISO 226:2023 table 1. [dB re 20 µPa]"""

THRESHOLD_PHON = 2.4
"""Loudness level at the threshold of hearing: T_f at 1 kHz, ISO 226:2023 table 1. [phon]"""

# ISO 226:2023 formula (1): its constant and the exponent of 1 kHz, lg of (4e-10)^(0.3 - alpha_f).
_LG_POWER = math.log10(4e-10)
_EXPONENT_1_KHZ = 0.3
_LG_THRESHOLD = 0.072  # 0.03 times THRESHOLD_PHON

# ISO 226:2023: what formula (1) holds for. [phon], [Hz]

_ROUNDING = 1e-4  # what a threshold may be missed by for want of digits, in phon and in dB


def equal_loudness_dbspl(loudness_phon: Array) -> Array:
    """Levels at which pure tones are as loud as one of 1 kHz.

    Parameters
    ----------
    loudness_phon : array, shape (...)
        Loudness level, at least that of the threshold of hearing, 2.4. The
        standard holds from 20 phon to 90, above 4 kHz to 80; beyond, the formula is carried on.
        [phon]

    Returns
    -------
    array, shape (..., 29)
        Levels at `CONTOUR_HZ`, formula (1) of [1]_: a free field, listeners of 18 to 25 years.
        [dB re 20 µPa]

    Raises
    ------
    ValueError
        If a loudness level is not finite or lies below the threshold of hearing.

    References
    ----------
    .. [1] ISO 226:2023.

    Examples
    --------
    >>> import numpy as np
    >>> level_dbspl = equal_loudness_dbspl(np.array([20.0, 40.0]))
    >>> level_dbspl.shape, level_dbspl[:, CONTOUR_HZ.index(100.0)].round(1)
    ((2, 29), array([48.6, 64.2]))
    """
    xp, (phon,) = as_arrays(loudness_phon)
    refuse_unless(
        is_finite(phon) & (phon >= THRESHOLD_PHON - _ROUNDING),
        f"loudness_phon must be finite and at least {THRESHOLD_PHON}, got {loudness_phon}",
    )
    exponent, transfer_db, threshold_db = (
        like(column, phon) for column in (_EXPONENTS, _TRANSFER_DB, THRESHOLD_DBSPL)
    )
    power, at_threshold = _terms(exponent, transfer_db, threshold_db)
    # 10^(0.03 L_N) is taken out of the sum of formula (1), so that nothing overflows.
    lg_loudness = 0.03 * phon[..., None]
    rest = at_threshold - power * 10.0**_LG_THRESHOLD
    lg_sum = lg_loudness + xp.log10(power + rest * 10.0 ** (-lg_loudness))
    return 10.0 / exponent * lg_sum - transfer_db


def loudness_phon(level_dbspl: Array, frequency_hz: Array) -> Array:
    """Loudness level of pure tones, the inverse of `equal_loudness_dbspl`.

    Parameters
    ----------
    level_dbspl : array, shape (...)
        Not below the threshold of hearing at the frequency. [dB re 20 µPa]
    frequency_hz : array, shape (...)
        Each one of `CONTOUR_HZ`; broadcasts with the levels. [Hz]

    Returns
    -------
    array, shape (...)
        Formula (1) of ISO 226:2023 solved for L_N, which holds from 20 to 90 phon, above 4
        kHz to 80; beyond, it is carried on. [phon]

    Raises
    ------
    ValueError
        If a level is not finite or below the threshold of hearing, or if a frequency is none
        of the table.

    Examples
    --------
    >>> import numpy as np
    >>> round(float(loudness_phon(60.0, 100.0)), 2)
    34.27
    >>> loudness_phon(np.array([64.2397, 40.0]), np.array([100.0, 1000.0])).round(3)
    array([40., 40.])
    """
    xp, (level, f) = as_arrays(level_dbspl, frequency_hz)
    is_row = f[..., None] == like(CONTOUR_HZ, f)
    refuse_unless(
        xp.any(is_row, axis=-1),
        f"frequency_hz must be a nominal frequency of ISO 226 from 20 Hz to 12.5 kHz, "
        f"got {frequency_hz}",
    )
    exponent, transfer_db, threshold_db = (
        xp.sum(xp.where(is_row, like(column, f), xp.zeros_like(f)[..., None]), axis=-1)
        for column in (_EXPONENTS, _TRANSFER_DB, THRESHOLD_DBSPL)
    )
    refuse_unless(
        is_finite(level) & (level >= threshold_db - _ROUNDING),
        "level_dbspl must be finite and not below the threshold of hearing, "
        f"got {level_dbspl} at {frequency_hz} Hz",
    )
    power, at_threshold = _terms(exponent, transfer_db, threshold_db)
    lg_level = exponent * (level + transfer_db) / 10.0
    rest = power * 10.0**_LG_THRESHOLD - at_threshold
    return (lg_level - xp.log10(power) + xp.log10(1.0 + rest * 10.0 ** (-lg_level))) / 0.03


def _terms(exponent: Array, transfer_db: Array, threshold_db: Array) -> tuple[Array, Array]:
    """(4e-10)^(0.3 - alpha_f) and 10^(alpha_f (T_f + L_U) / 10) of the formulae."""
    power = 10.0 ** (_LG_POWER * (_EXPONENT_1_KHZ - exponent))
    return power, 10.0 ** (exponent * (threshold_db + transfer_db) / 10.0)


def threshold_dbspl(frequency_hz: Array) -> Array:
    """Threshold of hearing of pure tones in a free field.

    Parameters
    ----------
    frequency_hz : array, any shape
        20 Hz to 12.5 kHz. [Hz]

    Returns
    -------
    array, same shape
        T_f of ISO 226:2023 table 1, between its frequencies linear over lg f: both ears,
        listeners of 18 to 25 years. [dB re 20 µPa]

    Raises
    ------
    ValueError
        If a frequency lies outside the table: nothing is extrapolated.

    Examples
    --------
    >>> import numpy as np
    >>> threshold_dbspl(np.array([20.0, 150.0, 4000.0])).round(1)
    array([78.1, 19. , -5.4])
    """
    xp, (f,) = as_arrays(frequency_hz)
    refuse_unless(
        (f >= CONTOUR_HZ[0]) & (f <= CONTOUR_HZ[-1]),
        f"frequency_hz must lie from 20 Hz to 12.5 kHz, got {frequency_hz}",
    )
    u, knots = xp.log(f)[..., None], xp.log(like(CONTOUR_HZ, f))
    level = like(THRESHOLD_DBSPL, f)
    length = knots[1:] - knots[:-1]
    passed = xp.minimum(xp.maximum(u - knots[:-1], xp.zeros_like(u)), length)
    return level[0] + xp.sum((level[1:] - level[:-1]) / length * passed, axis=-1)
