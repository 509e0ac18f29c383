"""Which columns of a table are frequencies and levels, by their names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from auricle.errors import AuricleError, MeasurementFormatError, NotACurveError
from auricle.response.formats.column_names import ColumnName, read_column_name
from auricle.response.formats.header import Header, named_rig
from auricle.response.formats.other_quantities import QUANTITY_NAMES
from auricle.response.formats.privacy import shown
from auricle.response.formats.sheet import split_cells
from auricle.response.formats.statements import says_compensated, smoothing_in
from auricle.response.measurement import Smoothing

__all__ = ["Pair", "Selection", "read_columns_header", "select_columns"]

# Columns of AutoEq's CSV files, as its documentation lists them.
_AUTOEQ_NAMES = {
    *("frequency", "raw", "smoothed", "error", "error_smoothed", "equalization"),
    *("parametric_eq", "fixed_band_eq", "equalized_raw", "equalized_smoothed", "target"),
}
_SEPARATORS = ("\t", ";", ",")
_NUMBERED_CHANNEL = re.compile(r"\bch[12]\b", re.IGNORECASE)
_LINES_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class Pair:
    """Two columns that make one response."""

    channel: str
    frequency: int  # index of a column
    level: int  # index of a column
    factor: float = 1.0  # from the unit of the frequencies to Hz


@dataclass(frozen=True, slots=True)
class Selection:
    """The columns that are read, and what their names say."""

    pairs: tuple[Pair, ...]
    smoothing: Smoothing | None = None
    is_compensated: bool = False
    weighting: str | None = None
    remarks: tuple[str, ...] = ()


def read_columns_header(
    preamble: Sequence[str], *, separator: str, n_columns: int
) -> Header | None:
    """Names of the columns from the lines above a table; None where no line names them.

    Examples
    --------
    >>> read_columns_header(["f [Hz],HD 600"], separator=",", n_columns=2).names
    ('f [Hz]', 'HD 600')
    """
    lines = [line for line in preamble[-_LINES_LOOKED_AT:] if line.strip(' \t,;*#"')]
    for index in range(len(lines) - 1, -1, -1):
        names = _names(lines[index], separator, n_columns)
        if names is not None:
            above = lines[index - 1] if index else ""
            full = _with_channels(names, above, separator)
            n_above = index if full is names else index - 1
            return _header(full, lines, [*lines[:n_above], *lines[index + 1 :]])
    if lines and separator != " " and not lines[-1].lstrip().startswith(("#", "*")):
        cells = split_cells(lines[-1].strip(), separator)
        if len(cells) == n_columns and all(cells):
            return _header(tuple(cells), lines, lines[:-1])
    return None


def select_columns(names: Sequence[str], *, source: str, line: int) -> Selection:
    """Columns to read, by their names; `line` is that of the first row, for messages.

    What was measured goes before what was smoothed, equalised or compared with a target. The
    frequencies of a level are those of the nearest column to the left of it.

    Raises
    ------
    NotACurveError
        For impedance, distortion, isolation and other quantities, equalisers, signals over time.
    MeasurementFormatError
        For no column of frequencies, levels in another unit than dB, and several levels of which
        none is marked as the one.
    """
    columns = [read_column_name(name) for name in names]
    levels = _levels(columns, source, line)
    frequencies = [i for i, column in enumerate(columns) if column.kind == "frequency"]
    pairs = []
    for index in levels:
        left = [i for i in frequencies if i < index] or frequencies
        pairs.append(Pair(columns[index].channel, left[-1], index, columns[left[-1]].factor))
    chosen = columns[levels[0]]
    read = {*frequencies, *levels}
    return Selection(
        tuple(pairs),
        smoothing=chosen.smoothing,
        is_compensated=chosen.is_error or chosen.is_equalised,
        weighting=chosen.weighting,
        remarks=_remarks(
            [columns[i] for i in levels], [c for i, c in enumerate(columns) if i not in read]
        ),
    )


def _names(line: str, separator: str, n_columns: int) -> tuple[str, ...] | None:
    content = line.strip().lstrip('#*;/" ').strip()
    signs = dict.fromkeys((*separator.strip(" "), *_SEPARATORS, "  ", " "))
    for sign in signs:
        cells = re.split(r" {2,}", content) if sign == "  " else split_cells(content, sign)
        while cells and not cells[-1]:
            cells.pop()
        kinds = [read_column_name(cell).kind for cell in cells]
        fits = len(cells) == n_columns or (len(cells) > n_columns and "unknown" not in kinds)
        if len(cells) > 1 and fits and "frequency" in kinds:
            return tuple(cells)
    return None


def _with_channels(names: tuple[str, ...], above: str, separator: str) -> tuple[str, ...]:
    """Names with what stands in the row above them, where these are nothing but units."""
    if separator == " " or not above:
        return names
    cells = split_cells(above.strip(), separator)
    kinds = {read_column_name(cell).kind for cell in cells}
    if len(cells) != len(names) or "frequency" not in kinds:
        return names
    return tuple(f"{cell} {name}" for cell, name in zip(cells, names, strict=True))


def _header(names: tuple[str, ...], lines: Sequence[str], prose: Sequence[str]) -> Header:
    """Header of a table; `prose` are its lines without those of the names."""
    plain = [name.strip().casefold() for name in names]
    is_autoeq = plain[0] == "frequency" and len(plain) > 1 and set(plain) <= _AUTOEQ_NAMES
    rig = next((rig for line in lines if (rig := named_rig(line)) is not None), None)
    return Header(
        "autoeq" if is_autoeq else "columns",
        names=names,
        rig=rig,
        smoothing=smoothing_in(prose),
        is_compensated=any(map(says_compensated, prose)),
    )


def _levels(columns: Sequence[ColumnName], source: str, line: int) -> list[int]:
    """Indices of the columns of levels, one a channel."""
    kinds = [column.kind for column in columns]
    levels = [i for i, kind in enumerate(kinds) if kind == "level"]
    unknown = [i for i, kind in enumerate(kinds) if kind == "unknown"]
    if "frequency" not in kinds or not (levels or unknown):
        raise _nothing_to_read(columns, source, line)
    if not levels:
        if set(kinds) & {"linear", "quantity", *_OTHER_KINDS}:
            raise _nothing_to_read(columns, source, line)
        levels = unknown
    best = min(_rank(columns[i]) for i in levels)
    levels = [i for i in levels if _rank(columns[i]) == best]
    if any(columns[i].channel != "unknown" for i in levels):
        levels = [i for i in levels if columns[i].channel != "unknown"]
    channels = [columns[i].channel for i in levels]
    if len(set(channels)) < len(channels):
        found = "columns " + ", ".join(shown(columns[i].text) for i in levels)
        raise MeasurementFormatError(source, line, found, "one column of levels for each channel")
    return levels


def _rank(column: ColumnName) -> tuple[bool, ...]:
    """Smaller for what is nearer to a measurement as taken."""
    return (
        column.is_equalised,
        column.is_error,
        column.is_target,
        column.smoothing is not None and column.smoothing.kind != "none",
        not column.is_raw,
    )


_OTHER_KINDS = {
    **QUANTITY_NAMES,
    "time": "an impulse response or another signal over time",
    "equaliser": "the curve of an equaliser",
    "calibration": "a calibration of a microphone",
}


def _nothing_to_read(columns: Sequence[ColumnName], source: str, line: int) -> AuricleError:
    kinds = {column.kind for column in columns}
    for kind, name in _OTHER_KINDS.items():
        if kind in kinds:
            return NotACurveError(source, name)
    quantity = next((column.text for column in columns if column.kind == "quantity"), None)
    if quantity is not None:
        return NotACurveError(source, f"a table of {shown(quantity)}")
    found = "columns " + ", ".join(shown(column.text) for column in columns[:8])
    has_frequency = "frequency" in kinds
    expected = "levels in dB" if has_frequency else "a column of frequencies and one of levels"
    return MeasurementFormatError(source, line, found, expected)


def _remarks(read: Sequence[ColumnName], others: Sequence[ColumnName]) -> tuple[str, ...]:
    remarks = []
    chosen = read[0]
    if any(_NUMBERED_CHANNEL.search(column.text) for column in read):
        remarks.append("channels 1 and 2 taken for left and right")
    if chosen.kind == "unknown":
        remarks.append(f"the column {shown(chosen.text)} was taken for levels in dB")
    if chosen.is_target:
        remarks.append("the column is a target, not a measurement")
    if chosen.is_equalised:
        remarks.append("an equaliser was applied")
    named = [shown(o.text) for o in others if o.kind not in ("phase", "empty", "weighting")]
    if named:
        remarks.append("columns left unread: " + ", ".join(named))
    return tuple(remarks)
