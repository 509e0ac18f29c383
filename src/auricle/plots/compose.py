"""From a view to a sheet: what stands where."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from auricle.plots.describe import comparison_description, response_description
from auricle.plots.geometry import Box, Frame
from auricle.plots.key import Entry, column_height_px, drawn_key, margin_px
from auricle.plots.lines import in_range, line_points, outline_points
from auricle.plots.marks import marked
from auricle.plots.pens import BOUNDS_PEN, INK, MUTED, PENS, TARGET_PEN, Pen
from auricle.plots.ranges import (
    clipping_notes,
    error_range_db,
    frequency_ticks,
    level_range_db,
    level_ticks,
)
from auricle.plots.sheet import WIDTH_PX, Area, Panel, Sheet, Stroke, Words
from auricle.plots.typography import plain, shortened, wrapped
from auricle.plots.views import ASPECTS, Bounds, ComparisonView, Curve, ResonanceMark, ResponseView

__all__ = ["comparison_sheet", "response_sheet"]

_EDGE_PX = 16.0  # of the sheet
_LEFT_PX = 58.0  # of the panels: the level's name and labels stand there
_BETWEEN_PX = 18.0  # panels
_HEIGHTS_PX = {1: (340.0,), 2: (300.0, 150.0)}  # of panels whose aspect is free
_DB_PER_DECADE, _DECADES = 50.0, 3.0  # IEC 60263
_ASPECT_RANGE_DB = 50.0  # shown at least where a decade is as long as 50 dB
_ERROR_PEN = Pen(INK, (), 1.8)
_BAND_FILL, _BOUNDS_FILL = 0.16, 0.10
_MANY_BANDS, _FAINT_FILL = 3, 0.06  # that many on top of one another are filled less


@dataclass(frozen=True, slots=True, eq=False)
class _Plan:
    """A panel before it has a place."""

    name: str  # of its level axis
    place: str  # what it is called in notes
    entries: tuple[Entry, ...]  # drawn in this order, the last on top
    range_db: tuple[float, float]
    bounds: Bounds | None = None
    resonances: tuple[ResonanceMark, ...] = ()
    has_labels: bool = False  # of the resonances
    on: Curve | None = None  # what the resonances stand on; None: at their own level


def response_sheet(view: ResponseView) -> Sheet:
    """The figure of a response."""
    curves = tuple(Entry(curve, pen) for curve, pen in zip(view.curves, PENS, strict=False))
    target = () if view.target is None else (Entry(view.target, TARGET_PEN),)
    shown = [entry.curve for entry in (*target, *curves)]
    upper = _Plan(
        name=view.level_name,
        place="the panel" if view.error is None else "the upper panel",
        entries=(*target, *curves[::-1]),
        range_db=level_range_db(shown, view.bounds, least_db=_least_db(view.aspect)),
        bounds=view.bounds,
        resonances=view.resonances,
        has_labels=view.error is None,
    )
    plans = [upper]
    if view.error is not None:
        plans.append(
            _Plan(
                name=view.error_name,
                place="the lower panel",
                entries=(Entry(view.error, PENS[0] if len(view.curves) == 1 else _ERROR_PEN),),
                range_db=error_range_db([view.error]),
                resonances=view.resonances,
                has_labels=True,
                on=view.error,
            )
        )
    return _sheet(view, plans, description=response_description(view))


def comparison_sheet(view: ComparisonView) -> Sheet:
    """The figure of several responses."""
    curves = tuple(Entry(curve, pen) for curve, pen in zip(view.curves, PENS, strict=False))
    plans = [
        _Plan(
            name=view.level_name,
            place="the upper panel" if view.differences else "the panel",
            entries=curves[::-1],
            range_db=level_range_db(view.curves, None, least_db=_least_db(view.aspect)),
        )
    ]
    if view.differences:
        pens = PENS[1 : len(view.curves)]
        entries = tuple(
            Entry(curve, pen) for curve, pen in zip(view.differences, pens, strict=True)
        )
        plans.append(
            _Plan(
                name=view.difference_name,
                place="the lower panel",
                entries=entries[::-1],
                range_db=error_range_db(view.differences),
                bounds=view.chance,
            )
        )
    return _sheet(view, plans, description=comparison_description(view))


def _least_db(aspect: str) -> float:
    return 35.0 if aspect == ASPECTS[0] else _ASPECT_RANGE_DB


def _sheet(
    view: ResponseView | ComparisonView, plans: Sequence[_Plan], *, description: str
) -> Sheet:
    words, y = _head(view)
    panels: list[Panel] = []
    strokes: list[Stroke] = []
    notes = [plain(note) for note in view.notes]
    right = WIDTH_PX - margin_px([entry for plan in plans for entry in _key_entries(plan)])
    for plan, free_px in zip(plans, _HEIGHTS_PX[len(plans)], strict=True):
        key_height = column_height_px(_key_entries(plan))
        height = max(free_px, key_height)
        if view.aspect == ASPECTS[1]:
            px_per_db = (right - _LEFT_PX) / _DECADES / _DB_PER_DECADE
            height = px_per_db * (plan.range_db[1] - plan.range_db[0])
        frame = Frame(Box(_LEFT_PX, y, right, y + height), *plan.range_db)
        panel, panel_words, panel_notes = _panel(plan, frame, is_last=plan is plans[-1])
        key = drawn_key(frame, _key_entries(plan))
        panels.append(panel)
        words.extend([*panel_words, *key.words])
        strokes.extend(key.strokes)
        notes.extend(panel_notes)
        y += max(height, key_height) + _BETWEEN_PX
    words.extend(_foot(notes, y + 22.0))
    return Sheet(
        title=plain(view.title),
        description=" ".join([description, *notes]),
        height_px=math.ceil(max(word.baseline for word in words) + _EDGE_PX),
        panels=tuple(panels),
        words=tuple(words),
        free_strokes=tuple(strokes),
    )


def _head(view: ResponseView | ComparisonView) -> tuple[list[Words], float]:
    """Title, what must not be overlooked and subtitle, and where they end."""
    blocks = [
        (shortened(plain(view.title), 240), 15.0, 19.0, INK, True),
        *((f"⚠ {shortened(plain(mark), 300)}", 11.0, 15.0, INK, True) for mark in view.marks),
        (
            " · ".join(shortened(plain(part), 300) for part in view.subtitle),
            11.0,
            15.0,
            MUTED,
            False,
        ),
    ]
    words, y = [], 10.0
    for text, size_px, line_px, color, is_bold in blocks:
        y += 2.0
        for line in wrapped(text, WIDTH_PX - 2.0 * _EDGE_PX, size_px, bold=is_bold):
            y += line_px
            words.append(Words(line, _EDGE_PX, y, size_px, color, is_bold=is_bold))
    return words, y + 14.0


def _foot(notes: Sequence[str], y: float) -> list[Words]:
    words = []
    for note in notes:
        for line in wrapped(shortened(note, 600), WIDTH_PX - 2.0 * _EDGE_PX, 10.0):
            y += 13.5
            words.append(Words(line, _EDGE_PX, y, 10.0, MUTED))
        y += 2.0
    return words


def _key_entries(plan: _Plan) -> list[Entry]:
    """What the column of labels beside a panel names, in the order of the curves."""
    named = list(plan.entries[::-1])
    if plan.bounds is not None:
        bounds = plan.bounds
        middle = Curve(bounds.label, bounds.frequency_hz, (bounds.low_db + bounds.high_db) / 2.0)
        named.append(Entry(middle, BOUNDS_PEN, is_area=True))
    return [entry for entry in named if entry.is_shown]


def _panel(plan: _Plan, frame: Frame, *, is_last: bool) -> tuple[Panel, list[Words], list[str]]:
    areas, strokes = _drawn(plan, frame)
    found = marked(
        frame,
        plan.resonances,
        on=plan.on,
        has_labels=plan.has_labels,
        lines=[stroke.points for stroke in strokes],
    )
    panel = Panel(
        frame=frame,
        frequency_ticks=frequency_ticks(frame, labelled=is_last),
        level_ticks=level_ticks(frame),
        areas=tuple(areas),
        strokes=(*strokes, *found.leaders),
        triangles=found.triangles,
    )
    notes = [
        *found.notes,
        *clipping_notes(frame, [e.curve for e in plan.entries[::-1]], place=plan.place),
    ]
    return panel, [*_axis_words(plan, panel, is_last=is_last), *found.words], notes


def _drawn(plan: _Plan, frame: Frame) -> tuple[list[Area], list[Stroke]]:
    areas, strokes = [], []
    n_bands = sum(entry.curve.low_db is not None for entry in plan.entries)
    fill = _BAND_FILL if n_bands < _MANY_BANDS else _FAINT_FILL
    if plan.bounds is not None:
        wanted = in_range(plan.bounds.frequency_hz, plan.bounds.low_db, plan.bounds.high_db)
        if wanted[0].size:
            areas.append(Area(outline_points(frame, *wanted), BOUNDS_PEN, _BOUNDS_FILL))
    for entry in plan.entries:
        curve = entry.curve
        f, level = in_range(curve.frequency_hz, curve.level_db)
        if not f.size:
            continue
        if curve.low_db is not None and curve.high_db is not None:
            edges = in_range(curve.frequency_hz, curve.low_db, curve.high_db)
            areas.append(Area(outline_points(frame, *edges), entry.pen, fill))
        strokes.append(Stroke(line_points(frame, f, level), entry.pen, is_clipped=True))
    return areas, strokes


def _axis_words(plan: _Plan, panel: Panel, *, is_last: bool) -> list[Words]:
    """Labels of the grid and names of the axes."""
    box = panel.frame.box
    words = [
        Words(tick.label, box.left - 6.0, tick.place + 3.6, 10.0, INK, anchor="right")
        for tick in panel.level_ticks
    ]
    middle = (box.top + box.bottom) / 2.0
    for k, line in enumerate(_upright_name(plan.name, box.bottom - box.top)):
        words.append(
            Words(line, 14.0 + 12.0 * k, middle, 10.0, MUTED, anchor="center", is_upright=True)
        )
    if is_last:
        words.extend(
            Words(tick.label, tick.place, box.bottom + 14.0, 10.0, INK, anchor="center")
            for tick in panel.frequency_ticks
            if tick.label
        )
        across = (box.left + box.right) / 2.0
        words.append(
            Words("Frequency [Hz]", across, box.bottom + 29.0, 10.0, MUTED, anchor="center")
        )
    return words


def _upright_name(name: str, height_px: float) -> list[str]:
    return wrapped(shortened(plain(name), 60), max(height_px, 60.0), 10.0)[:2]
