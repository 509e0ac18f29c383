"""Text split into what stands above a table, the rows of the table, and what stands below."""

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from auricle.errors import MeasurementFormatError

__all__ = ["Row", "Sheet", "data_start", "split_cells", "split_rows"]

MAX_COLUMNS = 64  # the widest export seen has 21; each column is a list of cells in memory
_BLANKS = " \t"

# A row: digits, signs, separators and the words for what is no number.
# Possessive, so that no text takes more than one pass.
_ROW = re.compile(
    r"(?=[^0-9]*+[0-9])(?:[0-9.,;+\-eE \t'\"’\u00a0\u202f∞]++|nan|inf(?:inity)?+)++", re.IGNORECASE
)
_FIRST_ROW = re.compile(r"^[ \t\"]*[+-]?[.,]?[0-9][^\n]*", re.MULTILINE)
_COMMA_AND_BLANK = re.compile(r",(?=[ \t])|(?<=[ \t]),")
_NUMBER_LIKE = re.compile(r"(?=[^0-9]*+[0-9])[+-]?[0-9.,][0-9.,eE+\-]*+")
_REMARK = ("#", "*", "//")
_SECOND_HEADER = re.compile(r"measurement data|freq", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: the number of its line, its cells without blanks around them."""

    line: int
    cells: tuple[str, ...]  # without empty ones at the end


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a table and what follows them."""

    separator: str  # "\t", ";", ", ", "," or " "
    rows: tuple[Row, ...]
    footer: tuple[tuple[int, str], ...]  # number and text of every line that is not blank
    is_ended: bool  # whether the last row is followed by a line end


def data_start(text: str) -> int | None:
    r"""Where the first row of numbers begins; None where there is none.

    Examples
    --------
    >>> data_start("1MORE Triple Driver\n20 80\n"), data_start("no numbers")
    (20, None)
    """
    for match in _FIRST_ROW.finditer(text):
        line = match[0]
        if _ROW.fullmatch(line):
            cells = re.split(r"[ \t;,\"]+", line.strip(' \t"'))
            if len([cell for cell in cells if _NUMBER_LIKE.fullmatch(cell)]) > 1:
                return match.start()
    return None


def split_rows(body: str, *, first_line: int, source: str) -> Sheet:
    """Rows of a table that begins with the first line of `body`.

    Blank lines and remarks among the rows are left out. The first line that is neither ends
    the table.
    """
    lines = body.split("\n")
    kept: list[tuple[int, str]] = []
    footer: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=first_line):
        content = line.strip(_BLANKS)
        if not content.strip(',;"'):
            continue
        if footer:
            footer.append((number, content))
        elif _ROW.fullmatch(content):
            kept.append((number, line))
        elif content.startswith(_REMARK):
            if _SECOND_HEADER.search(content):
                found = "the header of a second measurement"
                raise MeasurementFormatError(source, number, found, "one table")
        else:
            footer.append((number, content))
    separator = _separator([line for _, line in kept])
    split = _SPLITTERS[separator]
    rows = tuple(Row(number, _cells(line, split, source, number)) for number, line in kept)
    is_ended = bool(footer) or not kept or kept[-1][0] < first_line + len(lines) - 1
    return Sheet(separator, rows, tuple(footer), is_ended)


def split_cells(line: str, separator: str) -> list[str]:
    r"""Cells of a line without blanks and quotes around them.

    Examples
    --------
    >>> split_cells('"Freq [Hz]"\tSPL', "\t"), split_cells("20  80", " ")
    (['Freq [Hz]', 'SPL'], ['20', '80'])
    """
    return [cell.strip(' \t"') for cell in _SPLITTERS[separator](line)]


def _cells(
    line: str, split: Callable[[str], Sequence[str]], source: str, number: int
) -> tuple[str, ...]:
    cells = [cell.strip(' \t"') for cell in split(line)]
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > MAX_COLUMNS:
        found = f"{len(cells)} columns"
        raise MeasurementFormatError(source, number, found, f"at most {MAX_COLUMNS}")
    return tuple(cells)


def _separator(lines: Sequence[str]) -> str:
    """The sign that parts cells: the same for all lines but the last, which may be cut."""
    judged = lines[:-1] if len(lines) > 1 else lines
    for sign in ("\t", ";"):
        if any(sign in line.strip(_BLANKS) for line in judged):
            return sign
    if any(_COMMA_AND_BLANK.search(line.strip(_BLANKS)) for line in judged):
        return ", "
    if any(" " in line.strip(_BLANKS) for line in judged):
        return " "
    return ","


def _by_comma(line: str) -> Sequence[str]:
    return next(csv.reader([line])) if '"' in line else line.split(",")


def _by_blanks(line: str) -> Sequence[str]:
    # A blank that does not break, which `str.split` would part at, stands between thousands.
    return line.split() if line.isascii() else re.split(r"[ \t]+", line.strip(_BLANKS))


_SPLITTERS: dict[str, Callable[[str], Sequence[str]]] = {
    "\t": lambda line: line.split("\t"),
    ";": lambda line: line.split(";"),
    ", ": lambda line: _COMMA_AND_BLANK.split(line.strip(_BLANKS)),
    ",": _by_comma,
    " ": _by_blanks,
}
