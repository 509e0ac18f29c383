"""Tables of impedance over frequency, as text."""

import math
import re

import numpy as np

from auricle.drive.impedance import ImpedanceCurve, impedance_from_magnitude
from auricle.errors import MeasurementFormatError
from auricle.tables import parse_number, row_lines

__all__ = ["parse_impedance"]

_SEPARATOR = re.compile(r"\s*[,;\t]\s*|\s+")
_LEAST_OHM, _MOST_OHM = 1e-3, 1e6
_MOST_HEADER_LINES = 40
_FROM_HZ, _TO_HZ = 25.0, 16_000.0  # what counts as the whole band: no band of 1/3 octave is lost
_COMMA_IN_NUMBER, _OTHER_SEPARATOR = re.compile("[0-9],[0-9]"), re.compile(r"[;\s]")
_OTHER_UNITS = (
    (re.compile(r"(?<![a-z])db(spl|fs|v|u|r)?(?![a-z])"), "a column in dB"),
    (re.compile(r"(?<![a-z])k(ilo)?[ -]?(ohms?|ω)(?![a-z])"), "kΩ"),
    (re.compile(r"(?<![a-z])khz(?![a-z])"), "frequencies in kHz"),
    (re.compile(r"(?<![a-z])rad(ians?)?(?![a-z])"), "a phase in radians"),
)


def parse_impedance(text: str, *, source: str) -> ImpedanceCurve:
    r"""Read a table of impedance; `source` names it in errors.

    Every row holds a frequency [Hz], a magnitude [Ω] and, where it was measured, a phase [°],
    with a decimal point, parted by a comma, a semicolon, a tab or blanks. A comma between two
    digits beside another separator is refused: it may be a decimal comma. Lines that start with
    ``#`` or ``*`` are remarks, as in exports of Room EQ Wizard; lines of words before the first
    row are its header. Without a phase the minimum phase of the magnitude is taken.

    Returns
    -------
    ImpedanceCurve

    Raises
    ------
    MeasurementFormatError
        With the line, what stood there and what was expected.

    Examples
    --------
    >>> curve = parse_impedance("frequency_hz,impedance_ohm,phase_deg\n20,50,0\n100,170,5\n",
    ...                         source="x.csv")
    >>> curve.lowest_ohm, curve.highest_ohm
    (50.0, 170.0)
    """
    rows: list[tuple[float, ...]] = []
    n_header = 0
    if text.startswith("\ufeff"):
        raise MeasurementFormatError(source, 1, "a byte order mark", "a text without one")
    for number, content in row_lines(text):
        if content.startswith("*"):
            continue
        figures = _figures(content)
        if figures is None and not rows and n_header < _MOST_HEADER_LINES:
            _check_header(content, source, number)
            n_header += 1
            continue
        if _COMMA_IN_NUMBER.search(content) and _OTHER_SEPARATOR.search(content):
            found = f"{content[:80]!r}, commas beside other separators"
            raise MeasurementFormatError(source, number, found, "numbers with a decimal point")
        rows.append(_row(figures, content, source, number, before=rows[-1] if rows else None))
    if len(rows) < 2:
        raise MeasurementFormatError(source, 1, f"{len(rows)} data rows", "at least 2")
    table = np.array(rows)
    f, magnitude = table[:, 0], table[:, 1]
    beyond = ""
    if f[0] > _FROM_HZ or f[-1] < _TO_HZ:
        beyond = f"; only from {f[0]:g} to {f[-1]:g} Hz, beyond taken as at these ends"
    if table.shape[1] == 2:
        origin = f"measured magnitude, minimum phase{beyond}"
        return impedance_from_magnitude(f, magnitude, origin=origin)
    impedance = magnitude * np.exp(1j * np.deg2rad(table[:, 2]))
    return ImpedanceCurve(f, impedance, f"measured{beyond}")


def _figures(content: str) -> list[float] | None:
    """Numbers of a row; None where a cell is none."""
    numbers = [parse_number(cell) for cell in _SEPARATOR.split(content)]
    known = [number for number in numbers if number is not None]
    return known if len(known) == len(numbers) else None


def _check_header(content: str, source: str, number: int) -> None:
    """Refuse a header that names another quantity or unit."""
    words = content.lower()
    for sign, found in _OTHER_UNITS:
        if sign.search(words):
            raise MeasurementFormatError(source, number, found, "Hz, Ω and degrees")


def _row(
    figures: list[float] | None,
    content: str,
    source: str,
    number: int,
    *,
    before: tuple[float, ...] | None,
) -> tuple[float, ...]:
    wanted = f"{len(before)} numbers, as above" if before else "a frequency and an impedance"
    if figures is None or len(figures) not in ({len(before)} if before else {2, 3}):
        expected = f"{wanted}, with a decimal point"
        raise MeasurementFormatError(source, number, repr(content[:80]), expected)
    frequency_hz, magnitude_ohm = figures[:2]
    previous_hz = before[0] if before else 0.0
    if not previous_hz < frequency_hz < math.inf:
        found = f"{frequency_hz:g} Hz after {previous_hz:g} Hz"
        raise MeasurementFormatError(source, number, found, "rising frequencies above 0")
    if not _LEAST_OHM <= magnitude_ohm <= _MOST_OHM:
        expected = f"one from {_LEAST_OHM:g} to {_MOST_OHM:g} Ω"
        raise MeasurementFormatError(source, number, f"{magnitude_ohm:g} Ω", expected)
    if len(figures) == 3 and not abs(figures[2]) <= 90.0:
        found = f"a phase of {figures[2]:g}°"
        raise MeasurementFormatError(source, number, found, "one within 90° of 0: it is passive")
    return tuple(figures)
