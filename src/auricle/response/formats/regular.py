"""Tables in which every row looks the same, read all at once."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["RegularTable", "read_regular"]

_IN_NUMBERS = b"0123456789.-"
_SEPARATORS = (b", ", b"\t", b",", b";")
_MOST_COLUMNS = 8


@dataclass(frozen=True, slots=True)
class RegularTable:
    """Rows of a table, their cells parted in one way throughout."""

    separator: str  # as it stands in the file
    rows: str  # without a line feed at the end
    sign: str  # the one between the cells of `rows`; blanks around a number do not count
    n_columns: int

    def columns(self, *indices: int) -> NDArray[np.float64] | None:
        """Numbers of some columns, shape (n_indices, n_rows).

        None where a cell is no number with a decimal point.
        """
        lines = self.rows.split("\n")
        try:
            table = np.loadtxt(
                lines,
                delimiter=self.sign,
                usecols=indices,
                comments=None,
                max_rows=len(lines),
                ndmin=2,
            )
        except ValueError:
            return None
        return np.ascontiguousarray(table.T)


def read_regular(body: str) -> RegularTable | None:
    r"""Table of plain numbers, one separator and one number of columns throughout.

    What is left of each line without digits, points and minus signs must be the same, and be a
    separator or several of one kind. That a cell is a number is seen when it becomes one. None
    for any other text: it is for the reader that looks at every line.

    Examples
    --------
    >>> read_regular("20 80\n25 81\n").columns(0, 1)
    array([[20., 25.],
           [80., 81.]])
    >>> read_regular("20 80\n25 81 3\n") is None
    True
    """
    if not body.isascii():
        return None
    rows = body.encode("ascii").rstrip(b"\n")  # bytes are looked through faster than text
    first, _, _ = rows.partition(b"\n")
    pattern = first.translate(None, _IN_NUMBERS)
    separator = _separator(first, pattern)
    if separator is None or not _is_like_first(rows, pattern, separator):
        return None
    if not body.endswith("\n") and _may_be_cut(rows, separator):
        return None
    sign = b"," if separator == b", " else separator
    if len(sign) > 1:
        rows, sign = rows.replace(sign, b"\t"), b"\t"
    return RegularTable(
        separator=separator.decode("ascii"),
        n_columns=len(pattern) // len(separator) + 1,
        rows=rows.decode("ascii"),
        sign=sign.decode("ascii"),
    )


def _is_like_first(rows: bytes, pattern: bytes, separator: bytes) -> bool:
    """Whether all rows have the signs of the first, and so many columns as may be."""
    n_columns = len(pattern) // len(separator) + 1
    signs = rows.translate(None, _IN_NUMBERS)
    n_rows = (len(signs) + 1) // (len(pattern) + 1)
    return (
        2 <= n_columns <= _MOST_COLUMNS
        and n_rows > 1
        and signs + b"\n" == (pattern + b"\n") * n_rows
        and _is_whole(rows, separator, n_rows * (n_columns - 1))
    )


def _is_whole(rows: bytes, separator: bytes, n_expected: int) -> bool:
    """Whether nothing, as a minus or digits, stands between the signs of a separator."""
    if separator == b", ":
        signs = np.frombuffer(rows, dtype=np.uint8)
        return np.array_equal(signs[:-1] == ord(","), signs[1:] == ord(" "))
    return len(separator) == 1 or rows.count(separator) == n_expected


def _may_be_cut(rows: bytes, separator: bytes) -> bool:
    """Whether the last row, after which no line end stands, has fewer decimals than others."""
    decimals = [len(row.rpartition(separator)[2].partition(b".")[2]) for row in rows.split(b"\n")]
    return decimals[-1] < max(decimals)


def _separator(row: bytes, pattern: bytes) -> bytes | None:
    """The one sign between the cells of a row; blanks may be several."""
    if pattern and not pattern.strip(b" "):
        runs = set(re.findall(b" +", row))
        return runs.pop() if len(runs) == 1 else None
    for sign in _SEPARATORS:
        if pattern and pattern == sign * (len(pattern) // len(sign)):
            return sign
    return None
