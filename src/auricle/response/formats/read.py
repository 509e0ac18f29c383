"""Any measurement file made into what it holds."""

import math
from dataclasses import dataclass, replace

import numpy as np

from auricle.errors import MeasurementFormatError, NotACurveError
from auricle.response.curve import FrequencyResponse
from auricle.response.formats.audio_precision import read_audio_precision_header
from auricle.response.formats.audiotools import (
    is_audiotools_footer,
    part_audiotools_footer,
    read_audiotools_header,
)
from auricle.response.formats.column_names import read_column_name
from auricle.response.formats.columns import (
    Pair,
    Selection,
    read_columns_header,
    select_columns,
)
from auricle.response.formats.decode import decode
from auricle.response.formats.header import Header, Step
from auricle.response.formats.levels import read_levels
from auricle.response.formats.not_a_curve import preamble_kind, text_kind
from auricle.response.formats.numerals import matching_styles
from auricle.response.formats.plain import counts_rows, read_plain_header, select_plain
from auricle.response.formats.privacy import shown
from auricle.response.formats.regular import RegularTable, read_regular
from auricle.response.formats.rew import read_rew_header
from auricle.response.formats.sheet import Sheet, data_start, split_cells, split_rows
from auricle.response.formats.statements import says_compensated, smoothing_in
from auricle.response.formats.table import parse_curve
from auricle.response.formats.tidy import is_clean, tidy
from auricle.response.measurement import Measurement, Smoothing
from auricle.tables import row_lines

__all__ = ["read_measurement"]

_LONGEST_PREAMBLE = 1000  # lines; the longest header seen has 22
_AURICLE_HEADER = "frequency_hz,level_db"
_REW_NAMES = ("Freq(Hz)", "SPL(dB)", "Phase(degrees)")  # where a header was cut short

# A sweep at 130 dB SPL would be beyond what headphones bear and beyond the threshold of pain.
_HIGHEST_CALIBRATED_DB = 130.0
# An ear simulator alone lifts the region of 3 kHz by more than 10 dB over 500 Hz (IEC 60318-4
# and a pinna), so that a curve as flat as this was taken on none, or was corrected for it.
_FLATTEST_RESPONSE_DB = 4.0
_WIDE_OCTAVES = 6.0
_DOUBTFUL_END = "no line end follows the last row: its level may lack decimals"
_THINNED = 1.5  # times the stated step


@dataclass(frozen=True, slots=True)
class _Table:
    """A table and the lines around it: all rows at once, or row by row where they differ."""

    preamble: tuple[str, ...]
    footer: tuple[str, ...]
    separator: str  # a tab, a semicolon, a comma or a blank
    n_columns: int
    has_point: bool
    regular: RegularTable | None
    sheet: Sheet | None


def read_measurement(data: bytes, *, source: str) -> Measurement:
    r"""What a measurement file holds, whatever program wrote it.

    The dialect is found from the content alone: text of Room EQ Wizard, CSV of AutoEq, of Audio
    Precision and with columns named in any language seen, AudioTools, tables without names,
    Auricle's own. `source` names the file in messages; it is not opened.

    What had to be repaired is named in `repairs`; what a reader should know, in `remarks`. What
    can be read in two ways is refused.

    Raises
    ------
    NotACurveError
        For what is recognised as something else: a preset, an image, an impedance.
    MeasurementFormatError
        For everything that cannot be read, with line, what was found and what was expected.

    Examples
    --------
    >>> text = "* Freq(Hz) SPL(dB)\n" + "\n".join(f"{hz} 80.5" for hz in range(100, 1000, 100))
    >>> measurement = read_measurement(text.encode(), source="HD 600 L.txt")
    >>> measurement.dialect, measurement.n_points, measurement.status
    ('rew', 9, 'read')
    >>> measurement.remarks
    ('every level is 80.5',)
    """
    text = decode(data, source=source)
    start = data_start(text.content)
    preamble = text.content[:start]
    if start is None or preamble.count("\n") > _LONGEST_PREAMBLE:
        raise NotACurveError(source, text_kind(text.content))
    kind = preamble_kind(preamble)
    if kind is not None:
        raise NotACurveError(source, kind)
    encoding = () if text.remark is None else (text.remark,)
    if _is_auricle(preamble):
        return _auricle(text.content, source, encoding)
    try:
        return _read(text.content, start, source, encoding, is_careful=False)
    except _NotRegular:
        return _read(text.content, start, source, encoding, is_careful=True)


class _NotRegular(Exception):  # noqa: N818 - a way out, no error: caught above, always
    """The rows must be looked at one by one."""


def _read(
    content: str, start: int, source: str, encoding: tuple[str, ...], *, is_careful: bool
) -> Measurement:
    table = _table(content, start, source, is_careful=is_careful)
    line = len(table.preamble) + 1
    header = _header(table)
    selection = _select(header, table, source, line)
    channels: dict[str, FrequencyResponse] = {}
    repairs: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    for pair in selection.pairs:
        is_alone = len({p.frequency for p in selection.pairs}) == 1
        has_names = header.names is not None or table.n_columns == 2
        channels[pair.channel], named, doubt = _response(
            table, pair, source, is_alone=is_alone, has_names=has_names
        )
        repairs += named
        doubts += doubt
    remarks = (*header.remarks, *selection.remarks, *encoding, *dict.fromkeys(doubts))
    first = next(iter(channels.values()))
    return Measurement(
        source,
        header.dialect,
        channels,
        rig=header.rig,
        title=header.title,
        date=header.date,
        smoothing=_smoothing(header.smoothing, selection.smoothing),
        is_compensated=header.is_compensated or selection.is_compensated,
        weighting=header.weighting or selection.weighting,
        repairs=tuple(dict.fromkeys(repairs)),
        remarks=remarks + _step_remarks(header.step, first) + _level_remarks(channels),
    )


def _smoothing(of_file: Smoothing | None, of_column: Smoothing | None) -> Smoothing | None:
    """What is stated nearer to the levels, unless the other says more."""
    if of_column is None or (of_column.kind == "unstated-width" and of_file is not None):
        return of_file
    return of_column


def _table(content: str, start: int, source: str, *, is_careful: bool) -> _Table:
    preamble = tuple(content[:start].split("\n")[:-1])
    body = content[start:]
    has_point = "." in body
    if not is_careful:
        footer: tuple[str, ...] = ()
        regular = read_regular(body)
        if regular is None:
            rows, footer = part_audiotools_footer(body)
            regular = read_regular(rows) if footer else None
        if regular is None:
            raise _NotRegular
        separator, n_columns = regular.separator.strip(" ") or " ", regular.n_columns
        return _Table(preamble, footer, separator, n_columns, has_point, regular, None)
    sheet = split_rows(body, first_line=len(preamble) + 1, source=source)
    n_columns = len(sheet.rows[0].cells)
    footer = tuple(line for _, line in sheet.footer)
    separator = sheet.separator.strip(" ") or " "
    return _Table(preamble, footer, separator, n_columns, has_point, None, sheet)


def _header(table: _Table) -> Header:
    header = read_rew_header(table.preamble)
    if header is not None:
        if header.names is None:
            return replace(header, names=_REW_NAMES[: table.n_columns])
        return header
    return (
        read_audiotools_header(table.preamble, table.footer)
        or read_audio_precision_header(table.preamble)
        or read_columns_header(table.preamble, separator=table.separator, n_columns=table.n_columns)
        or read_plain_header(table.preamble)
    )


def _select(header: Header, table: _Table, source: str, line: int) -> Selection:
    _check_preamble(table, header.names, source)
    _check_footer(header, table, source)
    if header.names is None:
        if table.separator == "," and table.n_columns > 2 and not table.has_point:
            found = "whole numbers parted by commas, in columns without names"
            expected = "a decimal point: '20,98,6' can be read in two ways"
            raise MeasurementFormatError(source, line, found, expected)
        width = table.n_columns
        selection = select_plain(width, source=source, line=line)
    else:
        width = len(header.names)
        selection = select_columns(header.names, source=source, line=line)
    if table.sheet is None:
        if table.n_columns > width:
            raise _NotRegular
        return selection
    for row in table.sheet.rows:
        n_cells = len(row.cells) - row.cells.count("")
        if n_cells > width:
            found = f"{n_cells} numbers in {shown(' '.join(row.cells))}"
            raise MeasurementFormatError(source, row.line, found, f"{width}")
    return selection


def _kind(name: str) -> str:
    return read_column_name(name).kind


def _check_preamble(table: _Table, names: tuple[str, ...] | None, source: str) -> None:
    """Refuse a broken row right above the table, which would pass for a title.

    Below the names of the columns every line is one; without names, a line with as many cells
    as a row and a number among them.
    """
    for number, line in reversed(list(enumerate(table.preamble, start=1))):
        if not line.strip().strip(',;"'):
            continue
        if line.lstrip()[0] in "#*":
            return
        cells = split_cells(line.strip(), table.separator)
        sign = "." if table.separator == " " else ""  # "HD 600" is a title of two words
        has_number = any(sign in cell and matching_styles([cell]) for cell in cells)
        is_name = "frequency" in map(_kind, cells) or (tuple(cells) == names and not has_number)
        is_broken = names is not None or (has_number and len(cells) == table.n_columns)
        if is_broken and not is_name:
            raise MeasurementFormatError(source, number, shown(line), "a row of numbers or names")
        return


def _check_footer(header: Header, table: _Table, source: str) -> None:
    if table.sheet is None or not table.footer or is_audiotools_footer(table.footer):
        return
    number, found = table.sheet.footer[0]
    is_broken = any(line[0] in "+-.0123456789" for line in table.footer)  # no line of a summary
    if header.dialect != "audio-precision" or is_broken:
        raise MeasurementFormatError(source, number, shown(found), "a row of numbers")


def _response(
    table: _Table, pair: Pair, source: str, *, is_alone: bool, has_names: bool
) -> tuple[FrequencyResponse, tuple[str, ...], tuple[str, ...]]:
    """Response of two columns, its repairs, and remarks on it."""
    if table.regular is not None:
        if pair.level >= table.n_columns:
            raise _NotRegular
        columns = table.regular.columns(pair.frequency, pair.level)
        if columns is None:
            raise _NotRegular
        frequency_hz, level_db = columns[0] * pair.factor, columns[1]
        if not is_clean(frequency_hz, level_db):
            raise _NotRegular
        if not has_names and counts_rows(frequency_hz, level_db):
            raise _NotRegular
        return FrequencyResponse(frequency_hz, level_db), (), ()
    assert table.sheet is not None  # noqa: S101 - one of the two is there
    levels = read_levels(
        table.sheet, frequency=pair.frequency, level=pair.level, source=source, is_alone=is_alone
    )
    if not has_names and counts_rows(levels.frequency_hz, levels.level_db):
        found = "a first column that counts the rows and a second that rises as frequencies do"
        expected = "frequency, level and phase, or a line that names the columns"
        raise MeasurementFormatError(source, levels.lines[0], found, expected)
    response, repairs = tidy(
        levels.frequency_hz * pair.factor, levels.level_db, levels.lines, source=source
    )
    doubt = (_DOUBTFUL_END,) if levels.is_end_doubtful else ()
    return response, levels.repairs + repairs, doubt


def _is_auricle(preamble: str) -> bool:
    lines = (line.strip(" \t") for line in preamble.split("\n"))
    return next((line for line in lines if line and line[0] != "#"), "") == _AURICLE_HEADER


def _auricle(content: str, source: str, encoding: tuple[str, ...]) -> Measurement:
    response = parse_curve(content, source=source)
    if not content.endswith("\n"):
        line = content.count("\n") + 1
        found = "no line end after the last row, which may be cut off"
        raise MeasurementFormatError(source, line, found, "a line end after every row")
    lines = [number for number, _ in row_lines(content)][1:]
    tidy(response.frequency_hz, response.level_db, lines, source=source)  # refuses, mends nothing
    channels = {"unknown": response}
    remarks = encoding + _level_remarks(channels)
    prose = [line for line in content.split("\n") if line.lstrip().startswith("#")]
    return Measurement(
        source,
        "auricle",
        channels,
        smoothing=smoothing_in(prose),
        is_compensated=any(map(says_compensated, prose)),
        remarks=remarks,
    )


def _step_remarks(step: Step | None, response: FrequencyResponse) -> tuple[str, ...]:
    """Whether a table has fewer points than its header states."""
    if step is None:
        return ()
    low_hz, high_hz = float(response.frequency_hz[0]), float(response.frequency_hz[-1])
    n_steps = response.frequency_hz.size - 1
    if step.octaves is not None:
        is_thinned = math.log2(high_hz / low_hz) / n_steps > _THINNED * step.octaves
    else:
        is_thinned = step.hz is not None and (high_hz - low_hz) / n_steps > _THINNED * step.hz
    if not is_thinned:
        return ()
    return (
        f"thinned: the header states a step of {step.text}, the table has {n_steps + 1} points",
    )


def _level_remarks(channels: dict[str, FrequencyResponse]) -> tuple[str, ...]:
    remarks: list[str] = []
    for response in channels.values():
        low_db, high_db = float(np.min(response.level_db)), float(np.max(response.level_db))
        octaves = math.log2(response.frequency_hz[-1] / response.frequency_hz[0])
        if low_db == high_db:
            remarks.append(f"every level is {low_db:g}")
        elif high_db > _HIGHEST_CALIBRATED_DB:
            remarks.append(
                f"levels up to {high_db:.0f} dB: the level scale is probably not calibrated"
            )
        elif high_db - low_db < _FLATTEST_RESPONSE_DB and octaves > _WIDE_OCTAVES:
            remarks.append(
                f"levels span only {high_db - low_db:.1f} dB: a correction, a calibration or an "
                "error curve rather than the response of a headphone"
            )
    return tuple(dict.fromkeys(remarks))
