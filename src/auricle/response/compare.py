"""How two curves differ, and which of their differences are more than chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from array_api_compat import array_namespace
from numpy.typing import NDArray

from auricle.errors import NotTogetherError
from auricle.estimate import Z_97_5
from auricle.response.alignment import alignment_db, alignment_sensitivity, interval_weights
from auricle.response.curve import FrequencyResponse
from auricle.response.grid import LOG96_HZ, R40_HZ, band
from auricle.response.preference import error_statistics
from auricle.response.rigs import Rig
from auricle.response.uncertainty import error_correlation, side_sd_db

__all__ = [
    "DIFFERENCE_BANDS_HZ",
    "BandDifference",
    "BandDifferences",
    "ComparedCurve",
    "CurveDifference",
    "band_differences",
    "compare",
    "rig_warning",
]

Array: TypeAlias = Any  # any array that follows the Python array API standard

DIFFERENCE_BANDS_HZ = (
    (20.0, 60.0),
    (60.0, 200.0),
    (200.0, 500.0),
    (500.0, 2000.0),
    (2000.0, 5000.0),
    (5000.0, 10_000.0),
    (10_000.0, 16_000.0),
)
"""Bands that differences are told in. [Hz]"""

_LOWEST_HZ, _HIGHEST_HZ = 20.0, 20_000.0
_WHOLE = band(R40_HZ, 50.0, 10_000.0)  # the band of the over-ear preference model


class BandDifferences(NamedTuple):
    """What a difference of two curves is in each band."""

    mean_db: Array  # shape (..., n_bands), mean over lg f [dB]
    largest_db: Array  # shape (..., n_bands), with its sign [dB]
    largest_hz: Array  # shape (..., n_bands), where that is: a bin [Hz]


def band_differences(
    difference_db: Array,
    frequency_hz: Array,
    *,
    bands_hz: Sequence[tuple[float, float]] = DIFFERENCE_BANDS_HZ,
) -> BandDifferences:
    """Mean and largest difference in bands.

    Parameters
    ----------
    difference_db : array, shape (..., n_bins)
        Of two aligned curves. [dB]
    frequency_hz : array, shape (n_bins,)
        Rising, over all of the bands and with a bin in each. [Hz]
    bands_hz
        Lower and upper edge of each, both included. [Hz]

    Returns
    -------
    BandDifferences
        Three arrays of shape (..., n_bands).

    Examples
    --------
    >>> f = np.array([20.0, 60.0, 200.0])
    >>> found = band_differences(np.array([0.0, 2.0, -3.0]), f, bands_hz=[(20, 60), (60, 200)])
    >>> found.mean_db, found.largest_db, found.largest_hz
    (array([ 1. , -0.5]), array([ 2., -3.]), array([ 60., 200.]))
    """
    xp = array_namespace(difference_db, frequency_hz)
    low, high = (
        xp.asarray([edges[end] for edges in bands_hz], dtype=difference_db.dtype) for end in (0, 1)
    )
    weights = interval_weights(frequency_hz, low, high)
    mean_db = xp.matmul(difference_db, xp.permute_dims(weights, (1, 0)))
    is_inside = (frequency_hz >= low[:, None]) & (frequency_hz <= high[:, None])
    size_db = xp.where(is_inside, xp.abs(difference_db)[..., None, :], -1.0)
    at = xp.argmax(size_db, axis=-1)
    is_there = xp.arange(frequency_hz.shape[0]) == at[..., None]
    nothing = xp.zeros_like(size_db)
    largest_db = xp.sum(xp.where(is_there, difference_db[..., None, :], nothing), axis=-1)
    largest_hz = xp.sum(xp.where(is_there, frequency_hz, nothing), axis=-1)
    return BandDifferences(mean_db, largest_db, largest_hz)


@dataclass(frozen=True, slots=True)
class BandDifference:
    """The difference of two curves in one band, with its standard uncertainties."""

    low_hz: float
    high_hz: float
    mean_db: float
    mean_uncertainty_db: float
    largest_db: float
    largest_hz: float
    largest_uncertainty_db: float

    @property
    def mean_is_clear(self) -> bool:
        """Whether the mean is larger than its 95 % uncertainty."""
        return abs(self.mean_db) > Z_97_5 * self.mean_uncertainty_db

    @property
    def largest_is_clear(self) -> bool:
        """Whether the largest difference is larger than its 95 % uncertainty.

        That of this one frequency: that it was picked as the largest is not allowed for.
        """
        return abs(self.largest_db) > Z_97_5 * self.largest_uncertainty_db


@dataclass(frozen=True, slots=True, eq=False)
class CurveDifference:
    """A second curve minus a first one, both aligned."""

    frequency_hz: NDArray[np.float64]  # shape (n_bins,), where both were measured
    difference_db: NDArray[np.float64]  # shape (n_bins,)
    uncertainty_db: NDArray[np.float64]  # shape (n_bins,), standard uncertainty
    bands: tuple[BandDifference, ...]  # of `DIFFERENCE_BANDS_HZ`, as far as both cover them
    not_covered_hz: tuple[tuple[float, float], ...]  # bands of which both cover less than half
    sd_db: float | None  # n - 1, on R40 from 50 Hz to 10 kHz; None where not both cover it


@dataclass(frozen=True, slots=True, eq=False)
class ComparedCurve:
    """A curve of one headphone and what its uncertainty hangs on."""

    response: FrequencyResponse
    seating: str  # "open", "closed" or "insert"
    n_takes: int = 1
    own_sd_db: tuple[float, ...] | None = None  # spread of its takes, see `seating_sd_db`


def compare(
    first: ComparedCurve, second: ComparedCurve, *, rigs: str, by: str = "mean-300-3000"
) -> CurveDifference:
    """Difference of two curves of two units: second minus first, each aligned by itself.

    Parameters
    ----------
    first, second
        What is compared.
    rigs
        "one-rig", "one-family" or "different", as for `side_sd_db`.
    by
        A kind of alignment as for `alignment_db`; "none" takes the levels as they are, for
        curves that have been aligned before.

    Returns
    -------
    CurveDifference
        With standard uncertainties.

    Raises
    ------
    AlignmentError
        If the two were not both measured where they are aligned.
    NotTogetherError
        If they have no frequencies in common.
    ValueError
        If there is no such alignment, or kind of rigs or of seating.

    Notes
    -----
    The covariance of the errors of a side is that of `side_sd_db` and `error_correlation`;
    subtracting the aligned level, whose error hangs on the errors of the bins by
    `alignment_sensitivity`, and taking means over bands are linear, so that the uncertainties
    follow in closed form (JCGM 100:2008, 5.2.2), without drawing.

    Examples
    --------
    >>> f = np.array([20.0, 20_000.0])
    >>> flat, louder = (FrequencyResponse(f, np.full(2, level)) for level in (0.0, 6.0))
    >>> found = compare(
    ...     ComparedCurve(flat, "open"), ComparedCurve(louder, "open"), rigs="one-rig"
    ... )
    >>> float(abs(found.difference_db).max().round(9)), found.bands[0].mean_is_clear
    (0.0, False)
    """
    f = _common_grid(first.response, second.response)
    sides = [_aligned(side, f, rigs=rigs, by=by) for side in (first, second)]
    difference_db = sides[1][0] - sides[0][0]
    covariance = sides[0][1] + sides[1][1]
    uncertainty_db = np.sqrt(np.maximum(np.diagonal(covariance), 0.0))
    inside = {edges: _inside(edges, f) for edges in DIFFERENCE_BANDS_HZ}
    covered = [edges for edges in inside.values() if edges is not None]
    return CurveDifference(
        frequency_hz=f,
        difference_db=difference_db,
        uncertainty_db=uncertainty_db,
        bands=_bands(difference_db, f, covariance, covered) if covered else (),
        not_covered_hz=tuple(edges for edges, part in inside.items() if part is None),
        sd_db=_whole_sd_db(first.response, second.response),
    )


def _common_grid(first: FrequencyResponse, second: FrequencyResponse) -> NDArray[np.float64]:
    """The fine grid where both were measured, with the ends of that range."""
    low_hz = max(first.frequency_hz[0], second.frequency_hz[0], _LOWEST_HZ)
    high_hz = min(first.frequency_hz[-1], second.frequency_hz[-1], _HIGHEST_HZ)
    if low_hz >= high_hz:
        reach = " and ".join(
            f"{curve.frequency_hz[0]:g} to {curve.frequency_hz[-1]:g} Hz"
            for curve in (first, second)
        )
        msg = f"the curves have no frequencies in common between 20 Hz and 20 kHz: {reach}"
        raise NotTogetherError(msg)
    inside = LOG96_HZ[band(LOG96_HZ, low_hz, high_hz)]
    return np.unique(np.concatenate([[low_hz], inside, [high_hz]]))


def _aligned(
    side: ComparedCurve, frequency_hz: NDArray[np.float64], *, rigs: str, by: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Aligned levels of one side and the covariance of their errors."""
    level_db = side.response.on(frequency_hz)
    sd_db = side_sd_db(
        frequency_hz,
        rigs=rigs,
        seating=side.seating,
        n_takes=side.n_takes,
        own_sd_db=side.own_sd_db,
    )
    covariance = error_correlation(frequency_hz) * sd_db[:, None] * sd_db[None, :]
    if by == "none":
        return level_db, covariance
    sensitivity = alignment_sensitivity(level_db, frequency_hz, by=by)
    shared = covariance @ sensitivity
    aligned_covariance = covariance - shared[:, None] - shared[None, :] + sensitivity @ shared
    return level_db - alignment_db(level_db, frequency_hz, by=by), aligned_covariance


def _inside(
    edges_hz: tuple[float, float], frequency_hz: NDArray[np.float64]
) -> tuple[float, float] | None:
    """Part of a band that was measured; None where that is less than half of its octaves."""
    low_hz = max(edges_hz[0], float(frequency_hz[0]))
    high_hz = min(edges_hz[1], float(frequency_hz[-1]))
    is_most = low_hz < high_hz and (high_hz / low_hz) ** 2 >= edges_hz[1] / edges_hz[0]
    return (low_hz, high_hz) if is_most else None


def _bands(
    difference_db: NDArray[np.float64],
    frequency_hz: NDArray[np.float64],
    covariance: NDArray[np.float64],
    bands_hz: Sequence[tuple[float, float]],
) -> tuple[BandDifference, ...]:
    found = band_differences(difference_db, frequency_hz, bands_hz=bands_hz)
    edges = np.array(bands_hz)
    weights = interval_weights(frequency_hz, edges[:, 0], edges[:, 1])
    mean_u_db = np.sqrt(np.maximum(np.sum((weights @ covariance) * weights, axis=-1), 0.0))
    at = np.searchsorted(frequency_hz, found.largest_hz)
    largest_u_db = np.sqrt(np.maximum(np.diagonal(covariance)[at], 0.0))
    return tuple(
        BandDifference(low, high, *(float(value) for value in values))
        for (low, high), *values in zip(
            bands_hz,
            found.mean_db,
            mean_u_db,
            found.largest_db,
            found.largest_hz,
            largest_u_db,
            strict=True,
        )
    )


def _whole_sd_db(first: FrequencyResponse, second: FrequencyResponse) -> float | None:
    grid = R40_HZ[_WHOLE]
    if not all(curve.covers(float(grid[0]), float(grid[-1])) for curve in (first, second)):
        return None
    return float(error_statistics(second.on(grid) - first.on(grid), grid).sd_db)


def rig_warning(rigs: Sequence[Rig | None]) -> str | None:
    """What must be said of the rigs of compared curves; None where they may be compared.

    Parameters
    ----------
    rigs
        Of every curve; None where it is unknown.

    Notes
    -----
    How far families differ: the mean transfer between GRAS and HMS II.3 rigs, below 3 kHz
    within about 1 dB, and 2.5 to 7.5 dB at places from 5 to 10 kHz.

    Examples
    --------
    >>> rig_warning([None, None])
    'the rig of both curves is unknown: above 3 kHz rigs of different families differ by
    several dB, so differences there may be those of the rigs'
    """
    unknown = sum(rig is None for rig in rigs)
    families = sorted({rig.family for rig in rigs if rig is not None})
    reasons = []
    if len(families) > 1:
        reasons.append(f"the rigs are of different families ({', '.join(families)})")
    if unknown:
        every = "both" if len(rigs) == 2 else f"all {unknown}"
        many = every if unknown == len(rigs) else f"{unknown} of {len(rigs)}"
        reasons.append(f"the rig of {many} curves is unknown")
    if not reasons or len(rigs) < 2:
        return None
    return (
        f"{' and '.join(reasons)}: above 3 kHz rigs of different families differ by several dB, "
        "so differences there may be those of the rigs"
    )
