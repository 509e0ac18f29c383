"""Where things go on a sheet: pixels from its upper left corner, and nothing of drawing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["HIGHEST_HZ", "LOWEST_HZ", "Box", "Frame", "label_box", "leader_start", "spread"]

LOWEST_HZ, HIGHEST_HZ = 20.0, 20_000.0

_STEP_PX = 2.0  # between places that are tried
_GAP_PX = 7.0  # between a mark and its label
_LINE_COST = 1.5  # what a pixel of a line behind a label costs, in pixels of distance
_WRONG_SIDE_COST = 25.0  # of a label below a peak or above a dip
_FARTHEST_PX = 64.0  # a label that is further from its mark is no longer read as its own
_CLEAR_PX = 10.0  # around a mark there is nothing but its end of the leader


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the sheet."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Whether both have a point in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        """Whether the other lies wholly inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """A panel: its place on the sheet and the levels at its lower and upper edge."""

    box: Box
    low_db: float
    high_db: float

    def x(self, frequency_hz: NDArray[np.float64] | float) -> NDArray[np.float64]:
        """Place of frequencies in px, logarithmic from 20 Hz to 20 kHz."""
        share = np.log10(np.asarray(frequency_hz) / LOWEST_HZ) / np.log10(HIGHEST_HZ / LOWEST_HZ)
        return np.asarray(self.box.left + (self.box.right - self.box.left) * share)

    def y(self, level_db: NDArray[np.float64] | float) -> NDArray[np.float64]:
        """Place of levels in px, outside of the panel where they are."""
        share = (np.asarray(level_db) - self.low_db) / (self.high_db - self.low_db)
        return np.asarray(self.box.bottom - (self.box.bottom - self.box.top) * share)


def spread(
    wanted: Sequence[float], heights: Sequence[float], *, low: float, high: float
) -> list[float]:
    """Centres of labels in a column, as near as can be to where they are wanted.

    Labels keep the order of `wanted`. Neighbours that would overlap form a block, which
    moves as a whole to the mean of what its labels want (isotonic regression).

    Parameters
    ----------
    wanted
        Centres, in any order. [px]
    heights
        Of the labels. [px]
    low, high
        Ends of the column, which must be as long as all the labels. [px]

    Examples
    --------
    >>> spread([50.0, 52.0, 10.0], [10.0, 10.0, 10.0], low=0.0, high=100.0)
    [46.0, 56.0, 10.0]
    """
    order = sorted(range(len(wanted)), key=lambda k: (wanted[k], k))
    blocks: list[tuple[list[int], float, float]] = []  # members, height, top
    for k in order:
        members, height = [k], heights[k]
        top = _clamped(wanted[k] - height / 2.0, low, high - height)
        while blocks and blocks[-1][2] + blocks[-1][1] > top:
            before, its_height, _ = blocks.pop()
            members, height = before + members, its_height + height
            top = _clamped(_wanted_top(members, wanted, heights), low, high - height)
        blocks.append((members, height, top))
    centres = [0.0] * len(wanted)
    for members, _, block_top in blocks:
        top = block_top
        for k in members:
            centres[k] = top + heights[k] / 2.0
            top += heights[k]
    return centres


def _wanted_top(members: Sequence[int], wanted: Sequence[float], heights: Sequence[float]) -> float:
    above, total = 0.0, 0.0
    for k in members:
        total += wanted[k] - heights[k] / 2.0 - above
        above += heights[k]
    return total / len(members)


def _clamped(value: float, low: float, high: float) -> float:
    return max(min(value, high), low)


def label_box(
    mark: tuple[float, float],
    size: tuple[float, float],
    *,
    is_up: bool,
    area: Box,
    taken: Sequence[Box],
    lines: NDArray[np.float64],
) -> Box | None:
    """Best free place for the label of a mark; None where there is none.

    Places left of, centred at and right of the mark are tried at every height of the area.
    The best is near, on the right side, and covers little of the lines. A line that leads from
    the label to its mark runs through nothing that is taken.

    Parameters
    ----------
    mark
        Where it stands. [px]
    size
        Width and height of the label. [px]
    is_up
        Whether the label had better stand above the mark than below it.
    area
        What the label must stay inside of.
    taken
        What it must not overlap.
    lines : ndarray, shape (n_points, 2)
        Points on lines, about a pixel apart. [px]

    Examples
    --------
    >>> area = Box(0.0, 0.0, 100.0, 50.0)
    >>> mark = Box(44.0, 34.0, 56.0, 46.0)
    >>> label_box(
    ...     (50.0, 40.0), (60.0, 10.0), is_up=True, area=area, taken=[mark], lines=np.zeros((0, 2))
    ... )
    Box(left=20.0, top=23.0, right=80.0, bottom=33.0)
    """
    (x, y), (width, height) = mark, size
    best, least = None, np.inf
    for left in (x - width / 2.0, x - width - _GAP_PX, x + _GAP_PX):
        beside = left != x - width / 2.0
        reach = int((area.bottom - area.top) / _STEP_PX)
        nearest = y - height / 2.0 if beside else y - _GAP_PX - height
        for step in range(-reach, reach + 1):
            top = nearest + step * _STEP_PX
            box = Box(left, top, left + width, top + height)
            above = y - (top + height / 2.0)
            if abs(above) > _FARTHEST_PX:
                continue
            far = abs(above) + (0.5 * width if beside else 0.0)
            far += _WRONG_SIDE_COST if (above if is_up else -above) < 0.0 else 0.0
            if far >= least or not area.holds(box) or any(map(box.overlaps, taken)):
                continue
            cost = far + _LINE_COST * _points_inside(lines, box)
            if cost < least and _leads_freely(mark, box, taken):
                best, least = box, cost
    return best


def leader_start(mark: tuple[float, float], box: Box) -> tuple[float, float]:
    """Where a line from a label to its mark begins: the nearest place of the label's edge.

    Examples
    --------
    >>> leader_start((50.0, 60.0), Box(20.0, 20.0, 80.0, 30.0))
    (50.0, 30.0)
    """
    x = min(max(mark[0], box.left + 3.0), box.right - 3.0)
    return x, min(max(mark[1], box.top), box.bottom)


def _leads_freely(mark: tuple[float, float], box: Box, taken: Sequence[Box]) -> bool:
    """Whether a line from the label to the mark runs through nothing that is taken."""
    start = np.array(leader_start(mark, box))
    way = np.array(mark) - start
    length = float(np.hypot(*way))
    if length <= _CLEAR_PX:
        return True
    at = start + way * np.arange(0.0, 1.0 - _CLEAR_PX / length, 1.0 / length)[:, None]
    return not any(_points_inside(at, other) for other in taken)


def _points_inside(points: NDArray[np.float64], box: Box) -> int:
    x, y = points[:, 0], points[:, 1]
    inside = (x > box.left) & (x < box.right) & (y > box.top) & (y < box.bottom)
    return int(np.count_nonzero(inside))
