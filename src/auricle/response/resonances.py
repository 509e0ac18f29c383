"""Peaks and dips of a response."""

import math
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from array_api_compat import array_namespace, device
from numpy.typing import ArrayLike, NDArray

from auricle.response.grid import band
from auricle.response.smoothing import POINTS_PER_OCTAVE, smooth_db

__all__ = [
    "Resonance",
    "added_resonance_db",
    "find_resonances",
    "resonance_confidence",
    "resonance_frequency_hz",
    "resonance_height_db",
]

Array: TypeAlias = Any  # any array that follows the Python array API standard

_LEAST_PROMINENCE_DB = 2.0  # "resonances"; 1 dB where fine ones are asked for

_RIG_BAND_HZ = (8000.0, 11_500.0)
_UNCERTAIN_FROM_HZ = 10_000.0
_HUMAN_LIKE_EAR = "ITU-T P.57 type 4.3"  # meant for the whole range; every other rig is in doubt


@dataclass(frozen=True, slots=True)
class Resonance:
    """One peak or dip of a response."""

    kind: str  # "peak" or "dip"
    frequency_hz: float  # vertex of the parabola through the extreme and its neighbours on lg f
    level_db: float  # there
    sampled_hz: float  # the point of the grid that is the extreme
    sampled_db: float  # its level
    prominence_db: float  # of that point, above 0 for dips as well
    low_hz: float  # lower edge at half the prominence
    high_hz: float  # upper edge

    @property
    def q(self) -> float:
        """Centre frequency over the width at half the prominence in dB."""
        return self.frequency_hz / (self.high_hz - self.low_hz)

    @property
    def octaves(self) -> float:
        """Width at half the prominence in octaves."""
        return float(np.log2(self.high_hz / self.low_hz))


def find_resonances(
    level_db: ArrayLike,
    frequency_hz: ArrayLike,
    *,
    least_prominence_db: float = _LEAST_PROMINENCE_DB,
) -> tuple[Resonance, ...]:
    """Peaks and dips of one curve, in rising order of frequency.

    Parameters
    ----------
    level_db : array_like, shape (n_bins,)
        Error or compensated levels, smoothed by no more than 1/24 octave. [dB]
    frequency_hz : array_like, shape (n_bins,)
        Rising: `LOG96_HZ` or a part of it, so that narrow ones are seen. [Hz]
    least_prominence_db
        Topographic prominence from which on an extreme counts, above 0. [dB]

    Returns
    -------
    tuple of Resonance
        An extreme that is flat counts once, at its middle point. The first and the last point
        are none.

    Raises
    ------
    ValueError
        If the two differ in shape, are not one-dimensional, or the prominence is not above 0.

    Notes
    -----
    The prominence of a peak is its height over the higher of the two lowest levels that lie
    between it and the next point above it, or the end, to either side. All of them are found
    in one pass over the extremes with a stack: O(n).

    For a lone bell of gain G the prominence is G, and Q is that of an equaliser's bell: half
    of its gain lies at f0 (sqrt(1 + 1/(4 Q²)) ∓ 1/(2 Q)).

    Examples
    --------
    >>> f = 20.0 * 2.0 ** (np.arange(956) / 96.0)
    >>> bump_db = 6.0 / (1.0 + (20.0 * np.log2(f / 3000.0)) ** 2)
    >>> [found] = find_resonances(bump_db, f)
    >>> found.kind, round(found.frequency_hz), round(found.level_db, 2), round(found.q, 1)
    ('peak', 3000, 6.0, 14.4)
    """
    level = np.asarray(level_db, dtype=np.float64)
    f = np.asarray(frequency_hz, dtype=np.float64)
    if level.ndim != 1 or level.shape != f.shape:
        msg = f"a curve needs as many levels as frequencies, got {level.shape} and {f.shape}"
        raise ValueError(msg)
    if not least_prominence_db > 0.0:
        msg = f"least_prominence_db must be above 0, got {least_prominence_db}"
        raise ValueError(msg)
    u: list[float] = np.log(f).tolist()
    found: list[Resonance] = []
    for kind, height in (("peak", level), ("dip", -level)):
        heights: list[float] = height.tolist()
        for place, prominence_db in _prominent(height, least_prominence_db):
            found.append(_resonance(kind, heights, u, place, prominence_db))
    return tuple(sorted(found, key=lambda resonance: resonance.frequency_hz))


def _prominent(height: NDArray[np.float64], least: float) -> list[tuple[int, float]]:
    """Places and prominences of the peaks that stand out by at least so much."""
    places, values = _turning_points(height)
    before = _lowest_before(values)
    after = _lowest_before(values[::-1])[::-1]
    return [
        (place, value - max(low, high))
        for place, value, low, high in zip(places, values, before, after, strict=True)
        if value - max(low, high) >= least
    ]


def _turning_points(height: NDArray[np.float64]) -> tuple[list[int], list[float]]:
    """Both ends and the extremes between them, with the middle of what is flat."""
    starts = np.concatenate(([0], np.flatnonzero(np.diff(height)) + 1))
    ends = np.concatenate((starts[1:], [height.size])) - 1
    level = height[starts]
    rises = np.diff(level) > 0.0
    turns = np.flatnonzero(rises[1:] != rises[:-1]) + 1
    kept = np.unique(np.concatenate(([0], turns, [level.size - 1])))
    return ((starts[kept] + ends[kept]) // 2).tolist(), level[kept].tolist()


def _lowest_before(values: list[float]) -> list[float]:
    """Lowest of each value and those before it, back to the last that is higher than it.

    The first value counts as its own, so an end has no prominence.
    """
    lowest: list[float] = []
    untopped: list[tuple[float, float]] = []  # falling values, each with its own lowest
    for value in values:
        low = value
        while untopped and untopped[-1][0] <= value:
            low = min(low, untopped.pop()[1])
        untopped.append((value, low))
        lowest.append(low)
    return lowest


def _resonance(
    kind: str, height: list[float], u: list[float], place: int, prominence_db: float
) -> Resonance:
    sign = 1.0 if kind == "peak" else -1.0
    center, top = _vertex(u, height, place)
    half = height[place] - 0.5 * prominence_db
    return Resonance(
        kind=kind,
        frequency_hz=math.exp(center),
        level_db=sign * top,
        sampled_hz=math.exp(u[place]),
        sampled_db=sign * height[place],
        prominence_db=prominence_db,
        low_hz=math.exp(_crossing(u, height, place, half, step=-1)),
        high_hz=math.exp(_crossing(u, height, place, half, step=1)),
    )


def _vertex(u: list[float], height: list[float], place: int) -> tuple[float, float]:
    """Vertex of the parabola through three points; the middle one where they are level."""
    (u0, u1, u2), (h0, h1, h2) = u[place - 1 : place + 2], height[place - 1 : place + 2]
    before, after = (h1 - h0) / (u1 - u0), (h2 - h1) / (u2 - u1)
    curvature = (after - before) / (u2 - u0)
    if curvature == 0.0:
        return u1, h1
    center = 0.5 * (u0 + u1 - before / curvature)
    return center, h1 + (center - u1) * (before + curvature * (center - u0))


def _crossing(u: list[float], height: list[float], place: int, level: float, *, step: int) -> float:
    """First abscissa from a peak to one side at which the height comes down to a level."""
    while height[place] > level:
        place += step
    share = (height[place - step] - level) / (height[place - step] - height[place])
    return u[place - step] + share * (u[place] - u[place - step])


def resonance_confidence(frequency_hz: float, coupler: str | None) -> str:
    """How far a resonance may be ascribed to the headphone: "normal" or "low".

    Parameters
    ----------
    frequency_hz
        [Hz]
    coupler
        As a `Rig` has it; None where the rig is unknown.

    Returns
    -------
    str
        "low" above 10 kHz on every rig, and from 8 kHz on where the ear is none of ITU-T P.57
        type 4.3; "normal" elsewhere.

    Notes
    -----
    IEC 60318-4:2010 specifies that coupler as a simulator of the ear up to 10 kHz; above, it
    is a coupler and no more. A dip at 8 to 10 kHz is often interference in concha and canal of
    such a rig, not of the headphone. The width of both ranges is an engineering rule.

    Examples
    --------
    >>> [resonance_confidence(9000.0, ear) for ear in ("IEC 60318-4", "ITU-T P.57 type 4.3")]
    ['low', 'normal']
    """
    if frequency_hz > _UNCERTAIN_FROM_HZ:
        return "low"
    low_hz, high_hz = _RIG_BAND_HZ
    is_in_doubt = coupler != _HUMAN_LIKE_EAR and low_hz <= frequency_hz <= high_hz
    return "low" if is_in_doubt else "normal"


def added_resonance_db(relative_level_db: Array) -> Array:
    """Height of the peak that a resonance makes which is added in phase.

    Parameters
    ----------
    relative_level_db : array, any shape
        Of the resonance at its frequency, re the response without it. [dB]

    Returns
    -------
    array, same shape
        20 lg(1 + 10^(x/20)), of pressures that add [1]_. [dB]

    References
    ----------
    .. [1] F. E. Toole, S. E. Olive, "The modification of timbre by resonances: perception and
           measurement", J. Audio Eng. Soc. 36, 122 (1988).

    Examples
    --------
    >>> added_resonance_db(np.array([-20.0, -10.0, 0.0])).round(2)
    array([0.83, 2.39, 6.02])
    """
    xp = array_namespace(relative_level_db)
    return 20.0 / math.log(10.0) * xp.log1p(10.0 ** (relative_level_db / 20.0))


def resonance_height_db(
    error_db: Array,
    *,
    frequency_hz: NDArray[np.float64],
    low_hz: float,
    high_hz: float,
    points_per_octave: int = POINTS_PER_OCTAVE,
) -> Array:
    """Largest height of an error curve over its own 1-octave power mean in a band.

    Parameters
    ----------
    error_db : array, shape (..., n_bins)
        Response minus target, unsmoothed. [dB]
    frequency_hz : ndarray, shape (n_bins,)
        An evenly spaced logarithmic grid that reaches half an octave beyond the band. [Hz]
    low_hz, high_hz
        The band. [Hz]
    points_per_octave
        Of the grid.

    Returns
    -------
    array, shape (...)
        Height of the highest peak, at least 0. [dB]

    Examples
    --------
    >>> f = 20.0 * 2.0 ** (np.arange(956) / 96.0)
    >>> float(resonance_height_db(np.zeros(956), frequency_hz=f, low_hz=5e3, high_hz=8e3))
    0.0
    """
    xp = array_namespace(error_db)
    height_db = _over_own_octave_db(error_db, points_per_octave)
    highest_db = xp.max(height_db[..., band(frequency_hz, low_hz, high_hz)], axis=-1)
    return xp.maximum(highest_db, xp.zeros_like(highest_db))


def resonance_frequency_hz(
    error_db: Array,
    *,
    frequency_hz: NDArray[np.float64],
    low_hz: float,
    high_hz: float,
    points_per_octave: int = POINTS_PER_OCTAVE,
) -> Array:
    """Frequency at which `resonance_height_db` finds its height; arguments as there.

    Returns
    -------
    array, shape (...)
        A point of the grid inside the band. [Hz]

    Examples
    --------
    >>> f = 20.0 * 2.0 ** (np.arange(956) / 96.0)
    >>> peak_db = 6.0 * np.exp(-((np.log2(f / 6300.0) / 0.1) ** 2))
    >>> found_hz = resonance_frequency_hz(peak_db, frequency_hz=f, low_hz=5e3, high_hz=8e3)
    >>> bool(abs(np.log2(found_hz / 6300.0)) < 1 / 96)
    True
    """
    xp = array_namespace(error_db)
    inside = band(frequency_hz, low_hz, high_hz)
    height_db = _over_own_octave_db(error_db, points_per_octave)
    where = xp.argmax(height_db[..., inside], axis=-1)
    candidates_hz = xp.asarray(frequency_hz[inside], device=device(error_db))
    return xp.reshape(xp.take(candidates_hz, xp.reshape(where, (-1,))), where.shape)


def _over_own_octave_db(error_db: Array, points_per_octave: int) -> Array:
    return error_db - smooth_db(error_db, fraction=1, points_per_octave=points_per_octave)
