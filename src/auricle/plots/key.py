"""Labels at the ends of lines, in a column beside a panel."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from auricle.plots.geometry import Box, Frame, spread
from auricle.plots.lines import in_range
from auricle.plots.pens import INK, Pen
from auricle.plots.sheet import Stroke, Words
from auricle.plots.typography import plain, shortened, text_width_px, wrapped
from auricle.plots.views import Curve

__all__ = ["Entry", "Key", "column_height_px", "drawn_key", "margin_px"]

_LEAD_PX = 14.0  # from the panel to the sample of the line
_SAMPLE_PX = 26.0
_GAP_PX = 5.0
_WIDEST_PX = 156.0
_SIZE_PX, _LINE_PX = 10.0, 12.5
_AREA_PEN = Pen("#f0f0f0", (), 8.0)
_MOST_LINES = 3
_EDGE_PX = 10.0  # of the sheet


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A curve and the pen it is drawn with."""

    curve: Curve
    pen: Pen
    is_area: bool = False  # the sample is a filled stretch

    @property
    def is_shown(self) -> bool:
        """Whether something of it lies between 20 Hz and 20 kHz."""
        return in_range(self.curve.frequency_hz, self.curve.level_db)[0].size > 0


@dataclass(frozen=True, slots=True, eq=False)
class Key:
    """Labels and what leads to them."""

    words: tuple[Words, ...]
    strokes: tuple[Stroke, ...]


def margin_px(entries: Sequence[Entry]) -> float:
    """Room that the column of labels needs beside the panels."""
    widest = max(
        (text_width_px(line, _SIZE_PX) for entry in entries for line in _lines(entry)), default=0.0
    )
    return _LEAD_PX + _SAMPLE_PX + _GAP_PX + widest + _EDGE_PX


def column_height_px(entries: Sequence[Entry]) -> float:
    """Room that the labels need from the top of a panel downwards."""
    return sum(_height_px(entry) for entry in entries)


def drawn_key(frame: Frame, entries: Sequence[Entry]) -> Key:
    """The labels of a panel, as near to the ends of their lines as there is room."""
    ends = [_end(frame, entry.curve) for entry in entries]
    heights = [_height_px(entry) for entry in entries]
    top = frame.box.top - 2.0
    bottom = max(frame.box.bottom + 2.0, top + sum(heights))
    centres = spread([y for _, y in ends], heights, low=top, high=bottom)
    words: list[Words] = []
    strokes: list[Stroke] = []
    for entry, end, centre in zip(entries, ends, centres, strict=True):
        strokes.extend(_lead(frame.box, entry, end, centre))
        lines = _lines(entry)
        first = centre - (len(lines) - 1) * _LINE_PX / 2.0 + 0.36 * _SIZE_PX
        left = frame.box.right + _LEAD_PX + _SAMPLE_PX + _GAP_PX
        words.extend(
            Words(line, left, first + k * _LINE_PX, _SIZE_PX, INK) for k, line in enumerate(lines)
        )
    return Key(tuple(words), tuple(strokes))


def _lines(entry: Entry) -> list[str]:
    lines = wrapped(plain(entry.curve.label), _WIDEST_PX, _SIZE_PX)
    if len(lines) > _MOST_LINES:
        last = lines[_MOST_LINES - 1]
        lines = [*lines[: _MOST_LINES - 1], shortened(f"{last}  ", max(len(last) - 1, 1))]
    return lines


def _height_px(entry: Entry) -> float:
    return _LINE_PX * max(len(_lines(entry)), 1) + 3.0


def _end(frame: Frame, curve: Curve) -> tuple[float, float]:
    """Where the line ends, on the edge of the panel where that is outside of it."""
    f, level = in_range(curve.frequency_hz, curve.level_db)
    y = min(max(float(frame.y(level[-1])), frame.box.top), frame.box.bottom)
    return float(frame.x(f[-1])), y


def _lead(box: Box, entry: Entry, end: tuple[float, float], centre: float) -> list[Stroke]:
    """From the end of a line to its label, the last stretch drawn as the line is."""
    x, y = end
    thin = Pen(entry.pen.color, (), 0.8)
    sample = box.right + _LEAD_PX, box.right + _LEAD_PX + _SAMPLE_PX
    way = np.array(
        [[box.right, y], [box.right + 3.0, y], [sample[0] - 2.0, centre], [sample[0], centre]]
    )
    strokes = [Stroke(way, thin, is_clipped=False)]
    pens = [(entry.pen, 0.0)]
    if entry.is_area:  # a filled stretch between its edges
        half = _AREA_PEN.width_px / 2.0
        pens = [(_AREA_PEN, 0.0), (entry.pen, -half), (entry.pen, half)]
    for pen, down in pens:
        y_sample = centre + down
        line = np.array([[sample[0], y_sample], [sample[1], y_sample]])
        strokes.append(Stroke(line, pen, is_clipped=False))
    if x < box.right - 1.0:
        dotted = Pen(entry.pen.color, (1.0, 3.0), 0.9)
        strokes.append(Stroke(np.array([[x, y], [box.right, y]]), dotted, is_clipped=False))
    return strokes
