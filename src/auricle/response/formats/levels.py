"""Rows of a table made into frequencies and levels, row by row, with care."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auricle.errors import MeasurementFormatError
from auricle.response.formats.numerals import (
    COMMA,
    POINT,
    Style,
    is_piece_of_number,
    matching_styles,
)
from auricle.response.formats.privacy import shown
from auricle.response.formats.sheet import Row, Sheet
from auricle.response.formats.tidy import is_sane

__all__ = ["Levels", "read_levels"]

# A level of two digits that loses one changes by 9 dB and more; from one point of a response
# to the next it changes by less than this.
_LOST_DIGIT_DB = 6.0


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """Two columns as numbers, in the order of the file."""

    frequency_hz: NDArray[np.float64]  # shape (n_rows,)
    level_db: NDArray[np.float64]  # shape (n_rows,)
    lines: Sequence[int]  # number of the line of each row
    repairs: tuple[str, ...]
    is_end_doubtful: bool  # the last level may lack decimals: no line end follows it


def read_levels(sheet: Sheet, *, frequency: int, level: int, source: str, is_alone: bool) -> Levels:
    """Numbers of two columns of a sheet.

    `frequency` and `level` are indices of columns. `is_alone` says that the table has no other
    pair; else a row may leave both cells empty, as the shorter channel of two does.

    Raises
    ------
    MeasurementFormatError
        For a row without a number in either column, unless it is the last and was cut off; for
        numbers that can be read in two ways.
    """
    rows = list(sheet.rows)
    shifted: tuple[str, ...] = ()
    if is_alone:
        rows, shifted = _with_shifted_levels(rows, level, source)
    else:
        rows = [row for row in rows if _cell(row, frequency) or _cell(row, level)]
    cut: tuple[str, ...] = ()
    if len(rows) > 1 and _is_cut(rows, frequency, level, is_ended=sheet.is_ended):
        rows, cut = rows[:-1], ("incomplete last row left out",)
    if not rows:
        found = "no number in a whole column"
        raise MeasurementFormatError(source, sheet.rows[0].line, found, "frequencies and levels")
    for row in rows:
        if not (_cell(row, frequency) and _cell(row, level)):
            missing = "level" if _cell(row, frequency) else "frequency"
            found = f"no {missing} in {shown(' '.join(row.cells))}"
            raise MeasurementFormatError(source, row.line, found, "a frequency and a level")
    frequencies = [row.cells[frequency] for row in rows]
    levels = [row.cells[level] for row in rows]
    style = _style(rows, frequencies, levels, source)
    return Levels(
        np.array(style.numbers(frequencies), dtype=np.float64),
        np.array(style.numbers(levels), dtype=np.float64),
        [row.line for row in rows],
        shifted + cut + style.repairs(frequencies + levels),
        is_end_doubtful=not (sheet.is_ended or cut) and _decimals(levels[-1]) < _most(levels),
    )


def _cell(row: Row, index: int) -> str:
    return row.cells[index] if index < len(row.cells) else ""


def _is_cut(rows: Sequence[Row], frequency: int, level: int, *, is_ended: bool) -> bool:
    """Whether the last row was cut off in or before its level."""
    cells, before = rows[-1].cells, rows[-2].cells
    last = len(cells) - 1
    if frequency <= last < level < len(before):
        return True
    if last not in (frequency, level):
        return False
    if not (POINT.number.fullmatch(cells[last]) or COMMA.number.fullmatch(cells[last])):
        return is_piece_of_number(cells[last])
    if is_ended:
        return False
    decimals = [_decimals(cell) for row in rows[:-1] if (cell := _cell(row, last))]
    if len(cells) < len(before) or _decimals(cells[last]) < min(decimals, default=0):
        return True
    return _decimals(cells[last]) < max(decimals, default=0) and _jumps(before, cells, level)


def _jumps(before: Sequence[str], cells: Sequence[str], level: int) -> bool:
    """Whether a level lies so far from the one before as if a digit was lost."""
    if level >= min(len(before), len(cells)):
        return False
    pair = [before[level], cells[level]]
    for style in matching_styles(pair):
        one, other = style.numbers(pair)
        return abs(one - other) > _LOST_DIGIT_DB
    return False


def _most(cells: Sequence[str]) -> int:
    return max(map(_decimals, cells))


def _decimals(cell: str) -> int:
    return (
        len(cell) - 1 - max(cell.rfind("."), cell.rfind(",")) if "." in cell or "," in cell else 0
    )


def _with_shifted_levels(
    rows: list[Row], level: int, source: str
) -> tuple[list[Row], tuple[str, ...]]:
    """Rows whose level slipped into the column of the phase, put right.

    That happens when a table is thinned by hand. It is believed only where all of these numbers
    lie among the levels of the complete rows and the phases of those do not.
    """
    shifted = [row for row in rows if not _cell(row, level) and _cell(row, level + 1)]
    if not shifted:
        return rows, ()
    whole = [row for row in rows if _cell(row, level) and _cell(row, level + 1)]
    cells = [cell for row in whole for cell in row.cells[level : level + 2]]
    moved = [row.cells[level + 1] for row in shifted]
    if not whole or POINT not in matching_styles(cells + moved):
        raise _no_level(shifted[0], source)
    levels = POINT.numbers([row.cells[level] for row in whole])
    phases = POINT.numbers([row.cells[level + 1] for row in whole])
    low, high = min(levels), max(levels)
    if not all(low <= number <= high for number in POINT.numbers(moved)) or all(
        low <= phase <= high for phase in phases
    ):
        raise _no_level(shifted[0], source)
    lines = {row.line for row in shifted}
    mended = [
        Row(row.line, (*row.cells[:level], row.cells[level + 1])) if row.line in lines else row
        for row in rows
    ]
    return mended, (f"{len(shifted)} levels taken from the next column, where they had slipped",)


def _no_level(row: Row, source: str) -> MeasurementFormatError:
    found = f"no level in {shown(' '.join(row.cells))}"
    return MeasurementFormatError(source, row.line, found, "a frequency and a level")


def _style(
    rows: Sequence[Row], frequencies: Sequence[str], levels: Sequence[str], source: str
) -> Style:
    """The way in which the numbers are written; refused where there are two."""
    cells = [*frequencies, *levels]
    styles = matching_styles(cells)
    if not styles:
        raise _no_style(rows, frequencies, levels, source)
    if len(styles) == 1:
        return styles[0]
    sane = [style for style in styles if is_sane(style.numbers(frequencies), style.numbers(levels))]
    if len(sane) == 1:
        return sane[0]
    if not any("," in cell for cell in cells):
        return POINT
    at = next(i for i, row in enumerate(rows) if "," in frequencies[i] + levels[i])
    found = shown(" ".join((frequencies[at], levels[at])))
    expected = "numbers that can be read in one way: is the comma a decimal sign?"
    raise MeasurementFormatError(source, rows[at].line, found, expected)


def _no_style(
    rows: Sequence[Row], frequencies: Sequence[str], levels: Sequence[str], source: str
) -> MeasurementFormatError:
    for row, *cells in zip(rows, frequencies, levels, strict=True):
        for cell in cells:
            if not matching_styles([cell]):
                return MeasurementFormatError(source, row.line, shown(cell), "a number")
    style = matching_styles([frequencies[0], levels[0]]) or (POINT,)
    for row, *cells in zip(rows, frequencies, levels, strict=True):
        if style[0] not in matching_styles(cells):
            found = shown(" ".join(cells))
            expected = "the same decimal sign in all numbers"
            return MeasurementFormatError(source, row.line, found, expected)
    msg = "cells that match a style one by one match it together"
    raise AssertionError(msg)
