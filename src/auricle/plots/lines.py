"""Curves as lines on a sheet, no finer than can be seen."""

import numpy as np
from matplotlib.path import Path
from numpy.typing import NDArray

from auricle.plots.geometry import HIGHEST_HZ, LOWEST_HZ, Frame

__all__ = ["SEEN_PX", "in_range", "line_points", "outline_points", "walked"]

SEEN_PX = 0.1
"""What is nearer to a line than this cannot be told from it."""

_COLUMN_PX = 0.25
_DENSE = 4  # points a column of a curve that is thinned before it is simplified


def in_range(
    frequency_hz: NDArray[np.float64], *levels_db: NDArray[np.float64]
) -> tuple[NDArray[np.float64], ...]:
    """Frequencies from 20 Hz to 20 kHz and the levels there, ends interpolated.

    Examples
    --------
    >>> in_range(np.array([10.0, 40.0]), np.array([0.0, 2.0]))
    (array([20., 40.]), array([1., 2.]))
    >>> in_range(np.array([30e3, 40e3]), np.zeros(2))[0].size
    0
    """
    f = np.asarray(frequency_hz, dtype=np.float64)
    low, high = max(LOWEST_HZ, f[0]), min(HIGHEST_HZ, f[-1])
    if low >= high:
        return tuple(np.zeros(0) for _ in range(len(levels_db) + 1))
    inside = f[(f > low) & (f < high)]
    kept = np.concatenate([[low], inside, [high]])
    u = np.log(f)
    return kept, *(np.interp(np.log(kept), u, level) for level in levels_db)


def line_points(
    frame: Frame, frequency_hz: NDArray[np.float64], level_db: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Points of a line in a panel, simplified to `SEEN_PX`: shape (n_points, 2), in px."""
    points = np.column_stack([frame.x(frequency_hz), frame.y(level_db)])
    return _simplified(_thinned(points)) if len(points) > 2 else points


def outline_points(
    frame: Frame,
    frequency_hz: NDArray[np.float64],
    low_db: NDArray[np.float64],
    high_db: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Outline of a band in a panel, each edge simplified: shape (n_points, 2), in px."""
    upper = line_points(frame, frequency_hz, high_db)
    lower = line_points(frame, frequency_hz, low_db)
    return np.concatenate([upper, lower[::-1]])


def walked(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points on a line about a pixel apart: shape (n_points, 2), in px."""
    if len(points) < 2:
        return points
    steps = np.hypot(*np.diff(points, axis=0).T)
    way = np.concatenate([[0.0], np.cumsum(steps)])
    at = np.arange(0.0, min(way[-1], 50_000.0), 1.0)
    return np.column_stack([np.interp(at, way, points[:, k]) for k in (0, 1)])


def _thinned(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """First, lowest, highest and last point of every column of a line with very many points."""
    column = np.floor(points[:, 0] / _COLUMN_PX).astype(np.intp)
    if len(points) <= _DENSE * (column[-1] - column[0] + 1):
        return points
    starts = np.flatnonzero(np.diff(column, prepend=-1))
    kept: list[int] = []
    for start, end in zip(starts, [*starts[1:], len(points)], strict=True):
        y = points[start:end, 1]
        kept.extend({int(start), int(end) - 1, int(start + y.argmin()), int(start + y.argmax())})
    return points[np.unique(kept)]


def _simplified(points: NDArray[np.float64]) -> NDArray[np.float64]:
    path = Path(points)
    path.simplify_threshold = SEEN_PX
    cleaned = path.cleaned(simplify=True)
    codes = np.asarray(cleaned.codes)
    vertices: NDArray[np.float64] = np.asarray(cleaned.vertices, dtype=np.float64)
    return np.asarray(vertices[codes != Path.STOP], dtype=np.float64)
