"""Auricle's own curve files: a header, then one frequency and one level a line."""

import math

import numpy as np

from auricle.errors import MeasurementFormatError
from auricle.response.curve import FrequencyResponse
from auricle.tables import parse_number, row_lines

__all__ = ["HIGHEST_LEVEL_DB", "format_curve", "parse_curve"]

HIGHEST_LEVEL_DB = 200.0
"""Above 194 dB SPL a sound wave in air is no longer one. [dB]"""
_HEADER = "frequency_hz,level_db"


def parse_curve(text: str, *, source: str) -> FrequencyResponse:
    r"""Read a curve table; `source` names it in errors.

    Lines that start with ``#`` are remarks, the first other line is the header
    ``frequency_hz,level_db``, every further one a frequency [Hz] and a level [dB] with a
    decimal point. Nothing is repaired and nothing is guessed.

    Raises
    ------
    MeasurementFormatError
        With the line, what stood there and what was expected.

    Examples
    --------
    >>> parse_curve("frequency_hz,level_db\n20,1.5\n40,2\n", source="x.csv").level_db
    array([1.5, 2. ])
    """
    rows: list[tuple[float, float]] = []
    header_seen = False
    previous_hz = 0.0
    for number, content in row_lines(text):
        if not header_seen:
            if content != _HEADER:
                raise MeasurementFormatError(source, number, repr(content[:80]), repr(_HEADER))
            header_seen = True
            continue
        frequency_hz, level_db = _row(content, source, number)
        if not previous_hz < frequency_hz < math.inf:
            found = f"{frequency_hz:g} Hz after {previous_hz:g} Hz"
            raise MeasurementFormatError(source, number, found, "rising frequencies above 0")
        if not abs(level_db) <= HIGHEST_LEVEL_DB:
            found, expected = f"level {level_db:g}", f"one within {HIGHEST_LEVEL_DB:g} dB of 0"
            raise MeasurementFormatError(source, number, found, expected)
        rows.append((frequency_hz, level_db))
        previous_hz = frequency_hz
    if len(rows) < 2:
        raise MeasurementFormatError(source, 1, f"{len(rows)} data rows", "at least 2")
    return FrequencyResponse(*np.array(rows).T)


def format_curve(response: FrequencyResponse, *, remarks: tuple[str, ...] = ()) -> str:
    """Text of a curve table that `parse_curve` reads back; levels to 0.01 dB.

    Examples
    --------
    >>> print(format_curve(FrequencyResponse([20, 21.2], [0.0, -1.234])), end="")
    frequency_hz,level_db
    20,0
    21.2,-1.23
    """
    lines = [f"# {remark}" for remark in remarks]
    lines.append(_HEADER)
    for frequency_hz, level_db in zip(response.frequency_hz, response.level_db, strict=True):
        lines.append(f"{frequency_hz:.10g},{round(float(level_db), 2) + 0.0:.10g}")
    return "\n".join(lines) + "\n"


def _row(content: str, source: str, number: int) -> tuple[float, float]:
    numbers = [parse_number(field) for field in content.split(",")]
    if len(numbers) == 2 and numbers[0] is not None and numbers[1] is not None:
        return numbers[0], numbers[1]
    expected = "frequency and level with a decimal point, parted by one comma"
    raise MeasurementFormatError(source, number, repr(content[:80]), expected)
