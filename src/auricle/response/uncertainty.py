"""How much a measured response could have come out differently."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from auricle.response.grid import R40_HZ, band

__all__ = [
    "N_DRAWS",
    "curve_sd_db",
    "error_correlation",
    "error_draws_db",
    "in_seating_bands_db",
    "seating_sd_db",
    "side_sd_db",
    "smooth_noise",
]

N_DRAWS = 2000
"""Curves drawn for the uncertainty of a metric: the least that is advised."""

# Standard deviations in dB in the bands 20-100 Hz, 100 Hz-1 kHz, 1-4, 4-8, 8-10, 10-20 kHz.
# Engineering estimates guided by Kohnen et al., Acta Acustica 5, 58 (2021), on reseating and
# on rigs of different sites, and by the spread of public digitisations of targets.
_BAND_EDGES_HZ = (100.0, 1000.0, 4000.0, 8000.0, 10_000.0)
_SEATING_OPEN = (0.5, 0.3, 0.5, 1.0, 2.0, 3.0)
_SEATING_CLOSED = (1.5, 0.5, 0.6, 1.2, 2.5, 3.5)
_SEATING_INSERT = (2.0, 0.3, 0.5, 1.5, 3.0, 4.0)
_UNIT_TO_UNIT = (0.7, 0.5, 0.7, 1.2, 1.5, 2.0)
_SAME_STANDARD_RIGS = (0.5, 0.3, 0.7, 1.5, 2.5, 4.0)
_SEATING = {"open": _SEATING_OPEN, "closed": _SEATING_CLOSED, "insert": _SEATING_INSERT}
_TARGET_DIGITISATION = (0.2, 0.1, 0.15, 0.2, 0.2, 0.5)

# Between sibling products: 2 dB below 4 kHz and 4 dB above.
_SIBLING = (2.0, 2.0, 2.0, 4.0, 4.0, 4.0)

# Seating errors are alike over a third of an octave to an octave: 0.1 to 0.3 decades.
_CORRELATION_DECADES = 0.2


def seating_sd_db(
    frequency_hz: NDArray[np.float64],
    *,
    seating: str,
    n_takes: int = 1,
    own_sd_db: Sequence[float] | None = None,
) -> NDArray[np.float64]:
    """Standard uncertainty that seating leaves in the mean of so many takes.

    Parameters
    ----------
    frequency_hz : ndarray, shape (n_bins,)
        Where it is wanted, 20 Hz to 20 kHz. [Hz]
    seating
        "open" or "closed" for what sits on or around the ear, "insert" for in-ear.
    n_takes
        Seatings that the curve is the mean of: s / √N (type A).
    own_sd_db
        Spread of the takes themselves in the bands of `in_seating_bands_db`, in place of
        the usual one. [dB]

    Raises
    ------
    ValueError
        If the kind of seating is none of the three.

    Examples
    --------
    >>> seating_sd_db(np.array([50.0, 5000.0]), seating="closed", n_takes=4)
    array([0.75, 0.6 ])
    """
    if seating not in _SEATING:
        msg = f"seating must be one of {sorted(_SEATING)}, got {seating!r}"
        raise ValueError(msg)
    row = np.asarray(_SEATING[seating] if own_sd_db is None else own_sd_db)
    return np.asarray(row[_band_index(frequency_hz)] / np.sqrt(n_takes))


def in_seating_bands_db(
    frequency_hz: NDArray[np.float64], sd_db: NDArray[np.float64]
) -> tuple[float, ...] | None:
    """Root of the mean square of a spread in 20-100 Hz, 100 Hz-1 kHz, 1-4, 4-8, 8-10, 10-20 kHz.

    Parameters
    ----------
    frequency_hz : ndarray, shape (n_bins,)
        Of the bins. [Hz]
    sd_db : ndarray, shape (..., n_bins)
        Standard deviation over takes; leading axes (channels) are pooled. [dB]

    Returns
    -------
    tuple or None
        Six values; None where a band has no bin. [dB]

    Examples
    --------
    >>> in_seating_bands_db(np.geomspace(20, 20e3, 100), np.full((2, 100), 0.5))[0]
    0.5
    """
    index = _band_index(frequency_hz)
    if np.unique(index).size < len(_SEATING_OPEN):
        return None
    variance = np.square(np.reshape(sd_db, (-1, index.size)))
    pooled = [float(np.sqrt(np.mean(variance[:, index == k]))) for k in range(6)]
    return tuple(round(value, 4) for value in pooled)


def _band_index(frequency_hz: NDArray[np.float64]) -> NDArray[np.intp]:
    return np.searchsorted(_BAND_EDGES_HZ, frequency_hz, side="right")


def curve_sd_db(
    frequency_hz: NDArray[np.float64],
    *,
    seating: str,
    sibling: bool = False,
    n_takes: int = 1,
    own_sd_db: Sequence[float] | None = None,
) -> NDArray[np.float64]:
    """Standard uncertainty of one measured response minus its target.

    Parameters
    ----------
    frequency_hz : ndarray, shape (n_bins,)
        Where it is wanted, 20 Hz to 20 kHz. [Hz]
    seating, n_takes, own_sd_db
        As for `seating_sd_db`. More takes make the part of the seating smaller, not that of
        unit, rig and target.
    sibling
        Whether the response is that of a sibling product.

    Returns
    -------
    ndarray, shape (n_bins,)
        Seating, unit to unit, rig and target, as the root of the sum of squares. [dB]

    Raises
    ------
    ValueError
        If the kind of seating is none of the three.

    Examples
    --------
    >>> curve_sd_db(np.array([50.0, 500.0, 5000.0]), seating="open").round(2)
    array([1.01, 0.66, 2.17])
    """
    seated_db = seating_sd_db(frequency_hz, seating=seating, n_takes=n_takes, own_sd_db=own_sd_db)
    parts = [_UNIT_TO_UNIT, _SAME_STANDARD_RIGS, _TARGET_DIGITISATION]
    if sibling:
        parts.append(_SIBLING)
    fixed = np.sum(np.square(parts), axis=0)[_band_index(frequency_hz)]
    return np.asarray(np.sqrt(seated_db**2 + fixed))


def smooth_noise(generator: np.random.Generator) -> NDArray[np.float64]:
    """Smooth random errors of unit variance on `R40_HZ`.

    White noise on lg f under a Gaussian window, which makes errors 0.2 decades apart
    correlate by 1/√e.

    Parameters
    ----------
    generator
        Source of the random numbers; the same state gives the same errors.

    Returns
    -------
    ndarray, shape (N_DRAWS, 121)
        One drawn error curve a row. [1]

    Examples
    --------
    >>> smooth_noise(np.random.default_rng(1)).shape
    (2000, 121)
    """
    step = 0.025  # decades between R40 frequencies
    window = _CORRELATION_DECADES / np.sqrt(2.0)
    reach = round(4.0 * window / step)
    offsets = np.arange(-reach, reach + 1) * step
    weights = np.exp(-0.5 * (offsets / window) ** 2)
    weights /= np.sqrt(np.sum(weights**2))
    white = generator.standard_normal((N_DRAWS, R40_HZ.size + 2 * reach))
    windows = np.lib.stride_tricks.sliding_window_view(white, offsets.size, axis=-1)
    return np.asarray(windows @ weights)


def error_draws_db(
    error_db: NDArray[np.float64],
    frequency_hz: NDArray[np.float64],
    noise: NDArray[np.float64],
    *,
    seating: str,
    sibling: bool = False,
) -> NDArray[np.float64]:
    """Error curves that another seating, unit, rig or digitised target might have given.

    Parameters
    ----------
    error_db : ndarray, shape (n_bins,)
        Response minus target. [dB]
    frequency_hz : ndarray, shape (n_bins,)
        An unbroken part of `R40_HZ`. [Hz]
    noise : ndarray, shape (n_draws, 121)
        As `smooth_noise` gives it.
    seating, sibling
        As for `curve_sd_db`.

    Returns
    -------
    ndarray, shape (n_draws, n_bins)
        The curve plus the errors drawn. [dB]

    Examples
    --------
    >>> f = R40_HZ[10:13]
    >>> error_draws_db(f * 0.0, f, np.ones((4, 121)), seating="open").shape
    (4, 3)
    """
    part = band(R40_HZ, float(frequency_hz[0]), float(frequency_hz[-1]))
    sd_db = curve_sd_db(frequency_hz, seating=seating, sibling=sibling)
    return np.asarray(error_db + sd_db * noise[:, part])


def error_correlation(frequency_hz: NDArray[np.float64]) -> NDArray[np.float64]:
    """How alike the errors at two frequencies are: the law that `smooth_noise` draws by.

    Parameters
    ----------
    frequency_hz : ndarray, shape (n_bins,)
        Of the bins. [Hz]

    Returns
    -------
    ndarray, shape (n_bins, n_bins)
        Correlation, 1 on the diagonal and 1/√e at 0.2 decades. [1]

    Examples
    --------
    >>> error_correlation(np.array([100.0, 100.0 * 10.0**0.2])).round(4)
    array([[1.    , 0.6065],
           [0.6065, 1.    ]])
    """
    u = np.log10(frequency_hz)
    apart = (u[:, None] - u[None, :]) / _CORRELATION_DECADES
    return np.asarray(np.exp(-0.5 * apart**2))


# 711 rigs with pinna against HMS II.3 or 5128, uncorrected. Of "4-6" the middle is taken; "5+"
# is open upwards and may not be less than two rigs of one standard differ by.
_OTHER_FAMILY = (1.0, 0.7, 1.0, 2.5, 5.0, 5.0)


def side_sd_db(
    frequency_hz: NDArray[np.float64],
    *,
    rigs: str,
    seating: str,
    n_takes: int = 1,
    own_sd_db: Sequence[float] | None = None,
) -> NDArray[np.float64]:
    """What one of two curves of different units adds to the uncertainty of their difference.

    Parameters
    ----------
    frequency_hz : ndarray, shape (n_bins,)
        Where it is wanted, 20 Hz to 20 kHz. [Hz]
    rigs
        "one-rig" where one laboratory measured both on one rig, whose error is then in both
        and leaves the difference; "one-family" for rigs of one standard in different
        laboratories; "different" for rigs of different families or unknown ones.
    seating, n_takes, own_sd_db
        As for `seating_sd_db`.

    Returns
    -------
    ndarray, shape (n_bins,)
        Seating, unit to unit and rig, as the root of the sum of squares: the two sides add
        as squares. No target is in a difference. [dB]

    Raises
    ------
    ValueError
        If the kind of rigs or of seating is none of the three.

    Examples
    --------
    >>> f = np.array([50.0, 500.0, 5000.0])
    >>> side_sd_db(f, rigs="one-rig", seating="open").round(2)
    array([0.86, 0.58, 1.56])
    >>> side_sd_db(f, rigs="one-family", seating="open").round(2)
    array([0.99, 0.66, 2.17])
    """
    same = np.square(_SAME_STANDARD_RIGS)
    # The estimate for other families is of the difference itself: each side has half of it.
    variances = {
        "one-rig": 0.0 * same,
        "one-family": same,
        "different": np.maximum(same, np.square(_OTHER_FAMILY) / 2.0),
    }
    if rigs not in variances:
        msg = f"rigs must be one of {sorted(variances)}, got {rigs!r}"
        raise ValueError(msg)
    seated_db = seating_sd_db(frequency_hz, seating=seating, n_takes=n_takes, own_sd_db=own_sd_db)
    fixed = (np.square(_UNIT_TO_UNIT) + variances[rigs])[_band_index(frequency_hz)]
    return np.asarray(np.sqrt(seated_db**2 + fixed))
