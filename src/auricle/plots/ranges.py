"""Which levels a panel shows, where its grid stands, and what it leaves out."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from auricle.plots.geometry import HIGHEST_HZ, LOWEST_HZ, Frame
from auricle.plots.lines import in_range
from auricle.plots.sheet import Tick
from auricle.plots.views import Bounds, Curve
from auricle.response.grid import JUDGED_HZ
from auricle.wording import figure, frequency, listed

__all__ = ["clipping_notes", "error_range_db", "frequency_ticks", "level_range_db", "level_ticks"]

_STEP_DB = 5.0
_JUDGED_TO_HZ = JUDGED_HZ[1]  # no axis is stretched for what lies above
_ABOVE_DB, _BELOW_DB = 30.0, 40.0  # of a curve's median: what is shown at most
_LEAST_DB = 35.0
_ERROR_RANGES_DB = (10.0, 15.0, 20.0)
_LABELLED_HZ = (20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000)
_STRONG_HZ = (100, 1000, 10_000)
_LEAST_TICK_PX = 12.0


def level_range_db(
    curves: Iterable[Curve], bounds: Bounds | None, *, least_db: float = _LEAST_DB
) -> tuple[float, float]:
    """Levels of the lower and upper edge of a panel, multiples of 5 dB.

    Everything is inside but what lies more than 30 dB above or 40 dB below the median of its
    own curve: one brick wall must not flatten the rest.
    """
    highest, lowest = -np.inf, np.inf
    for curve in curves:
        _, level, low, high = _edges(curve, to_hz=_JUDGED_TO_HZ)
        if level.size:
            middle = float(np.median(level))
            highest = max(highest, min(float(high.max()), middle + _ABOVE_DB))
            lowest = min(lowest, max(float(low.min()), middle - _BELOW_DB))
    if not np.isfinite(highest):
        return -20.0, 20.0
    if bounds is not None:
        part = bounds.frequency_hz <= _JUDGED_TO_HZ
        low, high = bounds.low_db[part], bounds.high_db[part]
        highest, lowest = (
            max(highest, float(high.max(initial=highest))),
            min(lowest, float(low.min(initial=lowest))),
        )
    top = _STEP_DB * float(np.ceil((highest + 1.0) / _STEP_DB))
    bottom = _STEP_DB * float(np.floor((lowest - 1.0) / _STEP_DB))
    missing = max(0.0, least_db - (top - bottom))
    above = _STEP_DB * float(np.floor(missing / 2.0 / _STEP_DB))
    return min(bottom, top + above - least_db), top + above


def error_range_db(curves: Iterable[Curve]) -> tuple[float, float]:
    """Levels of the edges of a panel of errors: ±10, ±15 or ±20 dB."""
    levels = [_edges(curve, to_hz=_JUDGED_TO_HZ)[1] for curve in curves]
    largest = max((float(np.max(np.abs(level), initial=0.0)) for level in levels), default=0.0)
    reach = next((db for db in _ERROR_RANGES_DB if largest <= db), _ERROR_RANGES_DB[-1])
    return -reach, reach


def frequency_ticks(frame: Frame, *, labelled: bool) -> tuple[Tick, ...]:
    """The grid of 1, 2, ... 9 of every decade; labels as the field has them."""
    every = [digit * 10**power for power in (1, 2, 3, 4) for digit in range(1, 10)]
    return tuple(
        Tick(
            float(frame.x(float(hz))),
            _hz_label(hz) if labelled and hz in _LABELLED_HZ else "",
            is_strong=hz in _STRONG_HZ,
        )
        for hz in every
        if LOWEST_HZ <= hz <= HIGHEST_HZ
    )


def level_ticks(frame: Frame) -> tuple[Tick, ...]:
    """A line each 5 dB, or wider apart where there is no room for their labels."""
    px_per_db = (frame.box.bottom - frame.box.top) / (frame.high_db - frame.low_db)
    step = next((db for db in (5, 10, 20, 50, 100) if db * px_per_db >= _LEAST_TICK_PX), 10.0**9)
    first, last = np.ceil(frame.low_db / step), np.floor(frame.high_db / step)
    levels = step * np.arange(first, last + 1)
    return tuple(
        Tick(float(frame.y(db)), _db_label(float(db)), is_strong=db == 0.0) for db in levels
    )


def clipping_notes(frame: Frame, curves: Sequence[Curve], *, place: str) -> list[str]:
    """What of the curves is not shown, in words; `place` names the panel."""
    beyond, bands, missing = [], [], []
    for curve in curves:
        f, level, low, high = _edges(curve)
        if not f.size:
            missing.append(curve.label)
            continue
        lowest, highest = int(level.argmin()), int(level.argmax())
        ends = [lowest] * bool(level[lowest] < frame.low_db)
        ends += [highest] * bool(level[highest] > frame.high_db)
        words = [f"{_db_label(float(level[k]), 1)} dB at {_hz_words(f[k])}" for k in ends]
        if words:
            beyond.append(f"{curve.label} to {listed(words)}")
        elif low.min() < frame.low_db or high.max() > frame.high_db:
            bands.append(curve.label)
    if bands:
        beyond.append(f"the band of {listed(bands)}")
    notes = [f"Beyond {place}: {'; '.join(beyond)}."] if beyond else []
    if missing:
        notes.append(f"Not measured between 20 Hz and 20 kHz: {listed(missing)}.")
    return notes


def _hz_words(frequency_hz: float) -> str:
    return frequency(float(frequency_hz), digits=3)


def _edges(curve: Curve, *, to_hz: float = HIGHEST_HZ) -> tuple[NDArray[np.float64], ...]:
    """Frequencies, levels and band of a curve, up to a frequency where that leaves anything."""
    low = curve.level_db if curve.low_db is None else curve.low_db
    high = curve.level_db if curve.high_db is None else curve.high_db
    f, *levels = in_range(curve.frequency_hz, curve.level_db, low, high)
    part = slice(None) if not f.size or f[0] > to_hz else f <= to_hz
    return f[part], *(level[part] for level in levels)


def _hz_label(frequency_hz: int) -> str:
    return f"{frequency_hz // 1000}k" if frequency_hz >= 1000 else str(frequency_hz)


def _db_label(level_db: float, digits: int = 0) -> str:
    """With a sign, a true minus, and no sign at 0."""
    text = figure(level_db, digits)
    if float(text) == 0.0:
        return text
    return text.replace("-", "−") if text.startswith("-") else f"+{text}"
