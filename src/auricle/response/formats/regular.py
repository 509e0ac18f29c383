"""Tables in which every row looks the same, read all at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["RegularTable", "read_regular"]

_NO_DIGITS = str.maketrans("", "", "0123456789.-")
_SEPARATORS = (", ", "\t", ",", ";")
_MOST_COLUMNS = 8


@dataclass(frozen=True, slots=True)
class RegularTable:
    """Cells of a table row by row."""

    separator: str
    n_columns: int
    cells: Sequence[str]

    def column(self, index: int) -> NDArray[np.float64] | None:
        """Numbers of one column; None where a cell is no number with a decimal point."""
        try:
            return np.array(list(map(float, self.cells[index :: self.n_columns])))
        except ValueError:
            return None


def read_regular(body: str) -> RegularTable | None:
    r"""Cells of a table of plain numbers, one separator and one number of columns throughout.

    What is left of each line without digits, points and minus signs must be the same, and be a
    separator or several of one kind. That a cell is a number is seen when it becomes one. None
    for any other text: it is for the reader that looks at every line.

    Examples
    --------
    >>> read_regular("20 80\n25 81\n").column(1)
    array([80., 81.])
    >>> read_regular("20 80\n25 81 3\n") is None
    True
    """
    rows = body.rstrip("\n")
    if not rows.isascii():
        return None
    first, _, _ = rows.partition("\n")
    pattern = first.translate(_NO_DIGITS)
    separator = _separator(first, pattern)
    n_columns = len(pattern) // len(separator) + 1 if separator else 0
    if separator is None or not 2 <= n_columns <= _MOST_COLUMNS:
        return None
    n_rows = rows.count("\n") + 1
    if n_rows < 2 or rows.translate(_NO_DIGITS) + "\n" != (pattern + "\n") * n_rows:
        return None
    cells = rows.replace("\n", separator).split(separator)
    if len(cells) != n_rows * n_columns:
        return None  # a minus stands between a comma and its blank
    if not body.endswith("\n"):
        decimals = [len(cell.partition(".")[2]) for cell in cells[n_columns - 1 :: n_columns]]
        if decimals[-1] < max(decimals):
            return None  # the last row may be cut off
    return RegularTable(separator, n_columns, cells)


def _separator(row: str, pattern: str) -> str | None:
    """The one sign between the cells of a row; blanks may be several."""
    if pattern and not pattern.strip(" "):
        runs = set(re.findall(" +", row))
        return runs.pop() if len(runs) == 1 else None
    for sign in _SEPARATORS:
        if pattern and pattern == sign * (len(pattern) // len(sign)):
            return sign
    return None
