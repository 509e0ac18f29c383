"""Rows brought into rising order, one for each frequency, every repair named."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from auricle.errors import MeasurementFormatError
from auricle.response.curve import FrequencyResponse
from auricle.response.formats.table import HIGHEST_LEVEL_DB

__all__ = ["MIN_POINTS", "is_clean", "is_sane", "tidy"]

MIN_POINTS = 8  # the octave bands 63 Hz to 8 kHz: with fewer there is no curve to speak of
_HIGHEST_HZ = 384_000.0  # half the highest sampling rate that converters for sound offer
_LOWEST_END_HZ = 100.0  # a table that ends below is in kHz, or in thousands parted by points

_SMALL_STEP_OCTAVES = 1 / 48  # finer than that no measurement of a headphone means anything
_AGREEMENT_DB = 1.0  # seatings of one headphone differ by more
_SECOND_TABLE_ROWS = MIN_POINTS

_Floats = NDArray[np.float64]


def is_clean(frequency_hz: _Floats, level_db: _Floats) -> bool:
    """Whether a table can be taken as it stands: rising frequencies above 0, levels that can be.

    Examples
    --------
    >>> is_clean(np.array([20.0, 25.0]), np.array([80.0, 81.0]))
    False
    """
    return bool(
        frequency_hz.size >= MIN_POINTS
        and frequency_hz[0] > 0
        and _LOWEST_END_HZ <= frequency_hz[-1] <= _HIGHEST_HZ
        and (frequency_hz[1:] > frequency_hz[:-1]).all()
        and (np.abs(level_db) <= HIGHEST_LEVEL_DB).all()
    )


def is_sane(frequency_hz: ArrayLike, level_db: ArrayLike) -> bool:
    """Whether numbers may be frequencies in order and levels, however few.

    Examples
    --------
    >>> is_sane([20.145, 999.9, 1001.371], [90.0, 85.0, 84.0])
    True
    >>> is_sane([20.145, 999.9, 1.001371], [90.0, 85.0, 84.0])
    False
    """
    f, level = np.asarray(frequency_hz), np.asarray(level_db)
    steps = np.diff(f)
    return bool(
        ((f >= 0) & (f <= _HIGHEST_HZ)).all()
        and (np.abs(level) <= HIGHEST_LEVEL_DB).all()
        and ((steps >= 0).all() or (steps <= 0).all())
    )


def tidy(
    frequency_hz: _Floats, level_db: _Floats, lines: Sequence[int], *, source: str
) -> tuple[FrequencyResponse, tuple[str, ...]]:
    """Response of rows in the order of a file, and the repairs it took.

    Rows at 0 Hz are left out, falling rows turned round, stray rows sorted in where it is safe
    (their frequency is off by less than 1/48 octave, or their level is that of the other rows
    within 1 dB), levels of one frequency averaged.

    Raises
    ------
    MeasurementFormatError
        For numbers that cannot be, two tables in one, rows in no order, fewer than 8 points,
        frequencies that all lie below 100 Hz.
    """
    _check(frequency_hz, level_db, lines, source)
    repairs: list[str] = []
    f, level, at = frequency_hz, level_db, np.asarray(lines)
    if (f == 0).any():
        kept = f > 0
        repairs.append(f"{_rows(int((~kept).sum()))} at 0 Hz left out")
        f, level, at = f[kept], level[kept], at[kept]
    if f.size > 1 and f[-1] < f[0] and (np.diff(f) <= 0).all():
        repairs.append("rows turned round: they stood in falling order")
        f, level, at = f[::-1], level[::-1], at[::-1]
    if (np.diff(f) < 0).any():
        n_sorted = _count_sortable(f, level, at, source)
        order = np.argsort(f, kind="stable")
        repairs.append(f"{_rows(n_sorted)} sorted")
        f, level, at = f[order], level[order], at[order]
    if (np.diff(f) == 0).any():
        f, level, repair = _averaged(f, level, at, source)
        repairs.append(repair)
    if f.size < MIN_POINTS:
        found = f"{f.size} points"
        raise MeasurementFormatError(source, int(lines[0]), found, f"at least {MIN_POINTS}")
    if f[-1] < _LOWEST_END_HZ:
        found, expected = f"frequencies up to {f[-1]:g} Hz only", "Hz (is the unit kHz?)"
        raise MeasurementFormatError(source, int(lines[0]), found, expected)
    return FrequencyResponse(f, level), tuple(repairs)


def _rows(count: int) -> str:
    return f"{count} row" if count == 1 else f"{count} rows"


def _check(f: _Floats, level: _Floats, lines: Sequence[int], source: str) -> None:
    wrong = ~((f >= 0) & (f <= _HIGHEST_HZ))
    if wrong.any():
        at = int(np.argmax(wrong))
        expected = f"a frequency from 0 to {_HIGHEST_HZ:g} Hz"
        raise MeasurementFormatError(source, lines[at], f"{f[at]:g} Hz", expected)
    wrong = ~(np.abs(level) <= HIGHEST_LEVEL_DB)
    if wrong.any():
        at = int(np.argmax(wrong))
        expected = f"one within {HIGHEST_LEVEL_DB:g} dB of 0"
        raise MeasurementFormatError(source, lines[at], f"level {level[at]:g}", expected)


def _count_sortable(f: _Floats, level: _Floats, at: NDArray[np.int_], source: str) -> int:
    """Number of rows out of order; refused where a sort might mix two curves."""
    top = np.maximum.accumulate(f)
    stray = f < top
    backward = np.flatnonzero(np.diff(f) < 0)
    # Rows that each step takes up again, until the next step or until they are past the others.
    again = np.add.reduceat(stray.astype(np.int_), backward + 1)
    far = np.log2(f[backward] / f[backward + 1]) > _SMALL_STEP_OCTAVES
    second = np.flatnonzero(far & (again >= _SECOND_TABLE_ROWS))
    if second.size:
        first = int(backward[second[0]])
        found = f"{f[first + 1]:g} Hz after {f[first]:g} Hz, and {again[second[0]]} rows from there"
        expected = "rising frequencies in one table, not a second table"
        raise MeasurementFormatError(source, int(at[first + 1]), found, expected)
    x, reference_x = np.log2(f[stray]), np.log2(f[~stray])
    near = np.log2(top[stray]) - x < _SMALL_STEP_OCTAVES
    # Beyond the first of the other rows nothing says what the level should be.
    reference_db = np.interp(x, reference_x, level[~stray], left=np.nan)
    agrees = np.abs(level[stray] - reference_db) <= _AGREEMENT_DB
    unsafe = np.flatnonzero(stray)[~(near | agrees)]
    if unsafe.size:
        row = int(unsafe[0])
        found = f"{f[row]:g} Hz after {f[row - 1]:g} Hz, with a level that does not fit the others"
        raise MeasurementFormatError(source, int(at[row]), found, "rising frequencies")
    return int(stray.sum())


def _averaged(
    f: _Floats, level: _Floats, at: NDArray[np.int_], source: str
) -> tuple[_Floats, _Floats, str]:
    """One row for each frequency; refused where most frequencies have two levels."""
    unique, first, counts = np.unique(f, return_index=True, return_counts=True)
    spread = np.maximum.reduceat(level, first) - np.minimum.reduceat(level, first)
    differing = spread > _AGREEMENT_DB
    if differing.sum() > unique.size // 4:
        row = int(first[np.argmax(differing)])
        found = f"levels of {f[row]:g} Hz that differ by {spread.max():.1f} dB, and many more so"
        raise MeasurementFormatError(source, int(at[row]), found, "one level for a frequency")
    count = f.size - unique.size
    name = "frequency" if count == 1 else "frequencies"
    apart = f", their levels up to {spread.max():.1f} dB apart" if spread.max() > 0.05 else ""
    mean = np.add.reduceat(level, first) / counts
    return unique, mean, f"{count} duplicate {name} averaged{apart}"
