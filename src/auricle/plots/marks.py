"""Marks of resonances and their labels."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auricle.plots.geometry import HIGHEST_HZ, LOWEST_HZ, Box, Frame, label_box, leader_start
from auricle.plots.lines import walked
from auricle.plots.pens import INK, Pen
from auricle.plots.sheet import Stroke, Triangle, Words
from auricle.plots.typography import plain, shortened, text_width_px
from auricle.plots.views import Curve, ResonanceMark

__all__ = ["Marked", "marked"]

_RADIUS_PX = 6.5  # of what a mark keeps free around it
_NEAR_PX = 16.0  # so near, a label needs nothing that leads to its mark
_LEADER_PEN = Pen(INK, (), 0.6)
_SIZE_PX, _HEIGHT_PX, _BASE_PX = 9.5, 12.0, 9.2


@dataclass(frozen=True, slots=True, eq=False)
class Marked:
    """What is drawn of the resonances in a panel, and what must be said."""

    triangles: tuple[Triangle, ...]
    leaders: tuple[Stroke, ...]  # from labels that stand apart to their marks
    words: tuple[Words, ...]
    notes: tuple[str, ...]


def marked(
    frame: Frame,
    resonances: Sequence[ResonanceMark],
    *,
    on: Curve | None,
    has_labels: bool,
    lines: Sequence[NDArray[np.float64]],
) -> Marked:
    """Marks in a panel, with labels where there is room.

    Parameters
    ----------
    frame
        The panel.
    resonances
        The first get their labels first, and those of low confidence after the others.
    on
        The curve that they stand on; at their own level without one.
    has_labels
        Whether this panel has the labels, and the notes.
    lines
        Points of the lines of the panel, which labels had better not cover. [px]
    """
    inside = [mark for mark in resonances if LOWEST_HZ <= mark.frequency_hz <= HIGHEST_HZ]
    shown = sorted(inside, key=lambda mark: mark.confidence == "low")
    triangles = tuple(_triangle(frame, mark, on) for mark in shown)
    if not has_labels or not shown:
        return Marked(triangles, (), (), ())
    words, leaders = _labels(frame, shown, triangles, lines)
    return Marked(triangles, leaders, words, tuple(_notes(shown, len(words))))


def _labels(
    frame: Frame,
    shown: Sequence[ResonanceMark],
    triangles: Sequence[Triangle],
    lines: Sequence[NDArray[np.float64]],
) -> tuple[tuple[Words, ...], tuple[Stroke, ...]]:
    """The labels that there is room for, and what leads from them to their marks."""
    points = np.concatenate([walked(line) for line in lines] or [np.zeros((0, 2))])
    box = frame.box
    area = Box(box.left + 2.0, box.top + 2.0, box.right - 2.0, box.bottom - 2.0)
    taken = [_around(triangle) for triangle in triangles]
    words: list[Words] = []
    leaders: list[Stroke] = []
    for mark, triangle in zip(shown, triangles, strict=True):
        text = shortened(plain(mark.label), 40)
        size = text_width_px(text, _SIZE_PX) + 4.0, _HEIGHT_PX
        at = triangle.x, triangle.y
        place = label_box(at, size, is_up=triangle.is_up, area=area, taken=taken, lines=points)
        if not text or place is None:
            continue
        leading = _leader(triangle, place)
        leaders.extend(leading)
        taken.append(place)
        taken.extend(hidden for leader in leading for hidden in _along(leader))
        x, baseline = place.left + 2.0, place.top + _BASE_PX
        words.append(Words(text, x, baseline, _SIZE_PX, INK, has_ground=True))
    return tuple(words), tuple(leaders)


def _triangle(frame: Frame, mark: ResonanceMark, on: Curve | None) -> Triangle:
    level_db = mark.level_db
    if on is not None:
        u = np.log(mark.frequency_hz)
        level_db = float(np.interp(u, np.log(on.frequency_hz), on.level_db))
    box = frame.box
    y = min(max(float(frame.y(level_db)), box.top + 5.0), box.bottom - 5.0)
    x = min(max(float(frame.x(mark.frequency_hz)), box.left + 5.0), box.right - 5.0)
    return Triangle(x, y, is_up=mark.kind == "peak", is_hollow=mark.confidence == "low")


def _around(triangle: Triangle) -> Box:
    x, y = triangle.x, triangle.y
    return Box(x - _RADIUS_PX, y - _RADIUS_PX, x + _RADIUS_PX, y + _RADIUS_PX)


def _leader(triangle: Triangle, box: Box) -> list[Stroke]:
    """A thin line from the edge of a label to its mark, where they are not side by side."""
    x, y = leader_start((triangle.x, triangle.y), box)
    if np.hypot(triangle.x - x, triangle.y - y) <= _NEAR_PX:
        return []
    return [Stroke(np.array([[x, y], [triangle.x, triangle.y]]), _LEADER_PEN, is_clipped=True)]


def _along(leader: Stroke) -> list[Box]:
    """What a leader takes, so that no other label hides it."""
    return [Box(x - 1.5, y - 1.5, x + 1.5, y + 1.5) for x, y in walked(leader.points)[::2]]


def _notes(shown: Sequence[ResonanceMark], n_labels: int) -> list[str]:
    kinds = {mark.kind for mark in shown}
    pointing = {"peak": "up are peaks", "dip": "down are dips"}
    legend = (
        f"Triangles pointing {' and '.join(pointing[k] for k in ('peak', 'dip') if k in kinds)}"
    )
    if any(mark.confidence == "low" for mark in shown):
        legend += "; hollow ones may be the rig's own"
    if n_labels < len(shown):
        missing = len(shown) - n_labels
        has = "has" if missing == 1 else "have"
        legend += f"; {missing} of {len(shown)} {has} no room for a label"
    return [f"{legend}."]
