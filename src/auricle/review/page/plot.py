"""The plot of a response and its target, as lines to be drawn."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auricle.estimate import Z_95
from auricle.metrics import REFERENCE_BAND_HZ, ErrorCurve
from auricle.response import band
from auricle.response.formats import load_rigs
from auricle.response.uncertainty import curve_sd_db
from auricle.wording import figure, frequency, listed

__all__ = ["Mark", "Plot", "Tick", "response_plot"]

_LEFT, _RIGHT = 52.0, 748.0  # of the plotting area, in units of the drawing
_UPPER = (28.0, 268.0)  # top and bottom of the panel with response and target
_LOWER = (308.0, 418.0)  # of the panel with the error
_BAND_HZ = (20.0, 20_000.0)
_TICKS_HZ = (20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000)
_MAIN_TICKS_HZ = (20, 100, 1000, 10_000)  # those that a narrow screen has room for
_RANGE_DB = 10.0  # of the lower panel, to both sides
_LEAST_PEAK_DB = 1.0  # of a peak that is marked
_SAME_PEAK_OCTAVES = 1.0 / 6.0  # peaks closer than this are one
_CLEAR = 7.0  # what no label may come nearer to a mark
_LETTER, _LINE = 7.0, 12.0  # usual width of a letter and height of a line, at the size of labels


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid with its label."""

    place: float
    label: str
    is_minor: bool  # a narrow screen leaves its label out


@dataclass(frozen=True, slots=True)
class Mark:
    """A resonance, marked on response and error, its label beside the error."""

    x: float
    response_y: float
    y: float
    label: str
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Everything a template needs to draw; it computes nothing."""

    title: str
    width: float
    height: float
    left: float
    right: float
    upper: tuple[float, float]
    lower: tuple[float, float]
    frequency_ticks: tuple[Tick, ...]
    level_ticks: tuple[Tick, ...]
    error_ticks: tuple[Tick, ...]
    response: str  # points of a line
    response_band: str  # outline of the 5 to 95 % range
    target: str
    error: str
    error_band: str
    marks: tuple[Mark, ...]
    peaks: str  # what the marks are, in words; empty without one
    beyond: str  # what the lower panel cuts off, in words; empty where it shows all
    target_name: str


def response_plot(
    error: ErrorCurve, *, slug: str, details: Mapping[str, float | str | bool]
) -> Plot:
    """Plot of the response that a rating rests on, with the target of its rig.

    Above, both levels re the mean of the target over 200 Hz to 2 kHz; below, the error
    with the 5 to 95 % range of seating, unit, rig and target. Lines are not cut to their
    panel: the drawing clips them.

    Parameters
    ----------
    error
        The error curve.
    slug
        The product that the page is about; the curve may be that of a sibling.
    details
        Of the metrics of the response: where its resonances are.
    """
    f = error.frequency_hz
    target_db = error.target.response.on(f)
    reference = band(f, *REFERENCE_BAND_HZ)
    error_db = error.level_db - np.mean(error.level_db[reference])
    target_db = target_db - np.mean(target_db[reference])
    response_db = target_db + error_db
    top = float(5.0 * np.ceil((max(response_db.max(), target_db.max()) + 1.0) / 5.0))
    lowest_db = min(response_db.min(), target_db.min()) - 1.0
    bottom = min(top - 35.0, float(5.0 * np.floor(lowest_db / 5.0)))
    reach = Z_95 * curve_sd_db(f, seating=error.seating, sibling=error.owner.slug != slug)
    outline_f = np.concatenate([f, f[::-1]])

    def outline(level_db: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.concatenate([level_db + reach, (level_db - reach)[::-1]])

    peaks = _peaks(details)
    rig = load_rigs()[error.rig]
    sibling = "" if error.owner.slug == slug else "sibling "
    return Plot(
        title=f"{sibling}{error.owner.product.name}: {error.source.publisher}, {rig.name}",
        width=770.0,
        height=480.0,
        left=_LEFT,
        right=_RIGHT,
        upper=_UPPER,
        lower=_LOWER,
        frequency_ticks=tuple(
            Tick(_x(hz), _hz_label(hz), is_minor=hz not in _MAIN_TICKS_HZ) for hz in _TICKS_HZ
        ),
        level_ticks=_level_ticks(np.arange(bottom, top + 1.0, 5.0), _UPPER, bottom, top),
        error_ticks=_level_ticks((-10, -5, 0, 5, 10), _LOWER, -_RANGE_DB, _RANGE_DB),
        response=_points(f, response_db, _UPPER, bottom, top),
        response_band=_points(outline_f, outline(response_db), _UPPER, bottom, top),
        target=_points(f, target_db, _UPPER, bottom, top),
        error=_points(f, error_db, _LOWER, -_RANGE_DB, _RANGE_DB),
        error_band=_points(outline_f, outline(error_db), _LOWER, -_RANGE_DB, _RANGE_DB),
        marks=_marks(
            peaks,
            response_y=[_y(_at(hz, f, response_db), _UPPER, bottom, top) for hz, _ in peaks],
            error_db=[_at(hz, f, error_db) for hz, _ in peaks],
        ),
        peaks=listed([_peak_label(hz, height_db) for hz, height_db in peaks]),
        beyond=_beyond(f, error_db, reach),
        target_name=error.target.name,
    )


def _peaks(details: Mapping[str, float | str | bool]) -> list[tuple[float, float]]:
    """Frequency [Hz] and height [dB] of the peaks worth a mark, of two close ones the higher."""
    found = [
        (float(details[f"{place}_hz"]), float(details[f"{place}_db"]))
        for place in ("at_5_to_8_khz", "at_8_to_11_5_khz")
        if f"{place}_hz" in details and f"{place}_db" in details
    ]
    peaks: list[tuple[float, float]] = []
    for hz, height_db in sorted(found, key=lambda peak: -peak[1]):
        is_apart = all(abs(np.log2(hz / other)) >= _SAME_PEAK_OCTAVES for other, _ in peaks)
        if is_apart and height_db >= _LEAST_PEAK_DB:
            peaks.append((hz, height_db))
    return sorted(peaks)


def _marks(
    peaks: Sequence[tuple[float, float]],
    *,
    response_y: Sequence[float],
    error_db: Sequence[float],
) -> tuple[Mark, ...]:
    """The peaks on both curves, labels clear of one another and of the edges."""
    marks: list[Mark] = []
    taken = [_circle(hz, level_db) for (hz, _), level_db in zip(peaks, error_db, strict=True)]
    for (hz, height_db), upper_y, level_db in zip(peaks, response_y, error_db, strict=True):
        label = _peak_label(hz, height_db)
        x, y = _x(hz), _error_y(level_db)
        place = _label_place(x, y, _LETTER * len(label), taken)
        taken.append(place)
        marks.append(Mark(x, upper_y, y, label, place.x, place.y, place.anchor))
    return tuple(marks)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a label of some width stands."""

    x: float
    y: float  # of the base line
    anchor: str
    left: float
    right: float
    height: float = _LINE


def _circle(frequency_hz: float, error_db: float) -> _Place:
    """Where a mark stands, as a place that no label may take."""
    x, y = _x(frequency_hz), _error_y(error_db)
    return _Place(x, y + _CLEAR, "middle", x - _CLEAR, x + _CLEAR, 2.0 * _CLEAR)


def _error_y(level_db: float) -> float:
    """Height of a mark on the error, at the edge where the panel ends."""
    inside_db = min(max(level_db, -_RANGE_DB), _RANGE_DB)
    return _y(inside_db, _LOWER, -_RANGE_DB, _RANGE_DB)


def _label_place(x: float, y: float, width: float, taken: Sequence[_Place]) -> _Place:
    """The place nearest to just above the mark that is clear of edges, marks and labels."""
    lines = np.arange(_LOWER[0] + _LINE, _LOWER[1] - 3.0, 2.0)
    bases = sorted(map(float, lines), key=lambda base: abs(base - (y - 8.0)))
    places = [
        _Place(round(label_x, 1), round(base, 1), anchor, left, left + width)
        for base in bases
        for label_x, anchor, left in (
            (x - 8.0, "end", x - 8.0 - width),
            (x, "middle", x - width / 2.0),
            (x + 8.0, "start", x + 8.0),
        )
    ]
    return next((place for place in places if _is_free(place, taken)), places[0])


def _is_free(place: _Place, taken: Sequence[_Place]) -> bool:
    return place.right <= _RIGHT and all(
        place.right <= other.left
        or place.left >= other.right
        or place.y <= other.y - other.height
        or other.y <= place.y - place.height
        for other in taken
    )


def _peak_label(frequency_hz: float, height_db: float) -> str:
    return f"+{figure(height_db, 1)} dB, {frequency(frequency_hz)}"


def _beyond(
    frequency_hz: NDArray[np.float64],
    error_db: NDArray[np.float64],
    reach_db: NDArray[np.float64],
) -> str:
    """What of the error lies outside the lower panel."""
    panel = f"the ±{_RANGE_DB:g} dB of the lower panel"
    most = int(np.argmax(np.abs(error_db)))
    if abs(error_db[most]) > _RANGE_DB:
        sign = "+" if error_db[most] > 0.0 else ""
        worst = (
            f"{sign}{figure(float(error_db[most]), 1)} dB at {frequency(float(frequency_hz[most]))}"
        )
        return f"The error goes beyond {panel}: it reaches {worst}"
    if np.any(np.abs(error_db) + reach_db > _RANGE_DB):
        return f"The 5 to 95 % range goes beyond {panel}"
    return ""


def _at(frequency_hz: float, grid_hz: NDArray[np.float64], level_db: NDArray[np.float64]) -> float:
    return float(np.interp(np.log(frequency_hz), np.log(grid_hz), level_db))


def _x(frequency_hz: float) -> float:
    low, high = np.log10(_BAND_HZ)
    return round(_LEFT + (_RIGHT - _LEFT) * float((np.log10(frequency_hz) - low) / (high - low)), 1)


def _y(level_db: float, panel: tuple[float, float], bottom: float, top: float) -> float:
    return round(panel[1] - (panel[1] - panel[0]) * (level_db - bottom) / (top - bottom), 1)


def _points(
    frequency_hz: NDArray[np.float64],
    level_db: NDArray[np.float64],
    panel: tuple[float, float],
    bottom: float,
    top: float,
) -> str:
    pairs = zip(frequency_hz, level_db, strict=True)
    return " ".join(f"{_x(f):g},{_y(float(db), panel, bottom, top):g}" for f, db in pairs)


def _level_ticks(
    levels_db: Iterable[float], panel: tuple[float, float], bottom: float, top: float
) -> tuple[Tick, ...]:
    return tuple(
        Tick(
            _y(float(db), panel, bottom, top),
            f"{db:+g}" if db else "0",
            is_minor=db % 10 != 0,
        )
        for db in levels_db
    )


def _hz_label(frequency_hz: float) -> str:
    return f"{frequency_hz / 1000:g}k" if frequency_hz >= 1000 else f"{frequency_hz:g}"
