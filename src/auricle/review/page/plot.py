"""The plot of a response and its target, as lines to be drawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auricle.estimate import Z_95
from auricle.metrics import REFERENCE_BAND_HZ, ErrorCurve
from auricle.response import band
from auricle.response.formats import load_rigs
from auricle.response.uncertainty import curve_sd_db
from auricle.review.wording import figure, frequency

__all__ = ["Mark", "Plot", "Tick", "response_plot"]

_LEFT, _RIGHT = 52.0, 748.0  # of the plotting area, in units of the drawing
_UPPER = (28.0, 268.0)  # top and bottom of the panel with response and target
_LOWER = (308.0, 418.0)  # of the panel with the error
_BAND_HZ = (20.0, 20_000.0)
_TICKS_HZ = (20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000)
_RANGE_DB = 10.0  # of the lower panel, to both sides


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid with its label."""

    place: float
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A resonance, marked on the error."""

    x: float
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
    target_name: str


def response_plot(
    error: ErrorCurve, *, slug: str, details: Mapping[str, float | str | bool]
) -> Plot:
    """Plot of the response that a rating rests on, with the target of its rig.

    Above, both levels re the mean of the target over 200 Hz to 2 kHz; below, the error
    with the 5 to 95 % range of seating, unit, rig and target.

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
    bottom = top - 35.0
    reach = Z_95 * curve_sd_db(f, seating=error.seating, sibling=error.owner.slug != slug)
    outline_f = np.concatenate([f, f[::-1]])

    def outline(level_db: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.concatenate([level_db + reach, (level_db - reach)[::-1]])

    rig = load_rigs()[error.rig]
    sibling = "" if error.owner.slug == slug else "sibling "
    return Plot(
        title=f"{sibling}{error.owner.product.name}: {error.source.publisher}, {rig.name}",
        width=770.0,
        height=468.0,
        left=_LEFT,
        right=_RIGHT,
        upper=_UPPER,
        lower=_LOWER,
        frequency_ticks=tuple(Tick(_x(hz), _hz_label(hz)) for hz in _TICKS_HZ),
        level_ticks=_level_ticks(np.arange(bottom, top + 1.0, 5.0), _UPPER, bottom, top),
        error_ticks=_level_ticks((-10, -5, 0, 5, 10), _LOWER, -_RANGE_DB, _RANGE_DB),
        response=_points(f, response_db, _UPPER, bottom, top),
        response_band=_points(outline_f, outline(response_db), _UPPER, bottom, top),
        target=_points(f, target_db, _UPPER, bottom, top),
        error=_points(f, error_db, _LOWER, -_RANGE_DB, _RANGE_DB),
        error_band=_points(outline_f, outline(error_db), _LOWER, -_RANGE_DB, _RANGE_DB),
        marks=_marks(details, f, error_db),
        target_name=error.target.name,
    )


def _marks(
    details: Mapping[str, float | str | bool],
    frequency_hz: NDArray[np.float64],
    error_db: NDArray[np.float64],
) -> tuple[Mark, ...]:
    """Where the resonances of the treble are, on the curve of the error."""
    marks = []
    for place, height, is_upper in (
        ("at_5_to_8_khz_hz", "at_5_to_8_khz_db", True),
        ("at_8_to_11_5_khz_hz", "at_8_to_11_5_khz_db", False),
    ):
        if place in details and height in details:
            hz = float(details[place])
            level_db = float(np.interp(np.log(hz), np.log(frequency_hz), error_db))
            label = f"{figure(float(details[height]), 1)} dB at {frequency(hz)}"
            x, y = _x(hz), _y(level_db, _LOWER, -_RANGE_DB, _RANGE_DB)
            marks.append(Mark(x, y, label, *_label_place(x, is_upper=is_upper)))
    return tuple(marks)


def _label_place(x: float, *, is_upper: bool) -> tuple[float, float, str]:
    """Where a label stands clear of the curve: above left of its mark, or below at the edge."""
    if is_upper:
        return x - 8.0, _LOWER[0] + 14.0, "end"
    return _RIGHT - 6.0, _LOWER[1] - 7.0, "end"


def _x(frequency_hz: float) -> float:
    low, high = np.log10(_BAND_HZ)
    return round(_LEFT + (_RIGHT - _LEFT) * float((np.log10(frequency_hz) - low) / (high - low)), 1)


def _y(level_db: float, panel: tuple[float, float], bottom: float, top: float) -> float:
    inside = min(max(level_db, bottom), top)
    return round(panel[1] - (panel[1] - panel[0]) * (inside - bottom) / (top - bottom), 1)


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
        Tick(_y(float(db), panel, bottom, top), f"{db:+g}" if db else "0") for db in levels_db
    )


def _hz_label(frequency_hz: float) -> str:
    return f"{frequency_hz / 1000:g}k" if frequency_hz >= 1000 else f"{frequency_hz:g}"
