"""Presets of Equalizer APO, which AutoEq and graph tools write, too.

What a line means is what Equalizer APO 1.3 makes of it, read from its source
(filters/BiQuadFilterFactory.cpp, BiQuadFilter.cpp, BiQuad.cpp, PreampFilterFactory.cpp,
GraphicEQFilterFactory.cpp, GainIterator.cpp). What it would pass over in silence is refused or
said.
"""

import math
import re
from dataclasses import dataclass, field

import numpy as np

from auricle.equalizer.filters import Filter
from auricle.equalizer.preset import Preset
from auricle.errors import PresetError
from auricle.response import FrequencyResponse
from auricle.tables import parse_number, row_lines

__all__ = ["parse_preset"]

_KINDS = {
    "PK": "peaking",
    "PEQ": "peaking",
    "LS": "low-shelf",
    "LSC": "low-shelf",
    "LSQ": "low-shelf",
    "HS": "high-shelf",
    "HSC": "high-shelf",
    "HSQ": "high-shelf",
}
_COMMANDS = "'Preamp: -6.4 dB', 'Filter 1: ON PK Fc 25 Hz Gain 6.3 dB Q 0.68' or 'GraphicEQ: ...'"
_FIGURES = "'Fc 25 Hz Gain 6.3 dB Q 0.68' with decimal points"

# Written out in full, so that nothing on a line is passed over.
_NUMBER = r"([-+0-9.,eE\u00a0]+)"
_FILTER = re.compile(r"Filter\s*\d*\s*:\s*(ON|OFF)\s+([A-Za-z]+)\b(.*)")
_PARAMETERS = re.compile(
    rf"(?:\s*{_NUMBER}\s*dB)?\s+Fc\s*{_NUMBER}\s*Hz\s+Gain\s*{_NUMBER}\s*dB"
    rf"(?:\s+Q\s*{_NUMBER}|\s+BW\s+Oct\s*{_NUMBER})?\s*"
)
_PREAMP = re.compile(rf"Preamp\s*:\s*{_NUMBER}\s*(?:dB)?")
_GRAPHIC = re.compile(r"GraphicEQ\s*:(.*)")
_SOUNDS_LIKE_ONE = re.compile(
    r"\bFc\b|dB\b|\bHz\b|:\s*ON\b|^(Preamp|Filter\s*\d*|GraphicEQ)\s*:", re.IGNORECASE
)
_THREE_DIGITS = re.compile(r"[-+]?[0-9]+[.,][0-9]{3}")

# fmt: off
_CHANGES_MORE = frozenset((
    "Channel", "Convolution", "Copy", "Delay", "Device", "Else", "ElseIf", "EndIf", "Eval", "If",
    "Include", "LoudnessCorrection", "Stage", "VSTPlugin",
))
# fmt: on

# Bounds that no equaliser in use comes near; past them powers of ten run out of numbers.
_LARGEST_GAIN_DB = 120.0
_Q_RANGE = (0.01, 1000.0)
_WIDTH_RANGE_OCTAVES = (0.001, 10.0)
_SLOPE_RANGE_DB = (0.1, 48.0)
_LARGEST_SHIFT = 3.0  # of a corner, in powers of ten: the whole range of hearing

_LOWEST_AUDIBLE_HZ = 10.0
_DEFAULT_SLOPE = 0.9  # of a shelf without Q and slope: what Room EQ Wizard has, says the source


def parse_preset(text: str, *, source: str, sample_rate_hz: float = 48_000.0) -> Preset:
    r"""Read a preset; `source` names it in errors.

    Read are ``Preamp``, ``Filter`` lines with peaks (PK, PEQ) and shelves, and ``GraphicEQ``.
    Everything works in a row, as in Equalizer APO: preamps and gains add up.

    Parameters
    ----------
    text
        Of the whole file.
    source
        Name of the file for messages.
    sample_rate_hz
        Of the equaliser; the Q of a width in octaves depends on it. [Hz]

    Raises
    ------
    PresetError
        For every line that cannot be read exactly, with its number: passes, notches, channels,
        files to include, unknown words, frequencies that have two readings.

    Notes
    -----
    LSC and HSC have their centre at Fc; LS and HS have a corner there, and their centre lies
    further in by 10^(|gain| / (80 S)), S being the slope over 12 dB/octave. A slope S is turned
    into the Q of the same filter, 1/Q² = (A + 1/A)(1/S - 1) + 2. LSQ and HSQ of graph tools are
    read like LSC and HSC; Equalizer APO itself passes them over.

    Equalizer APO takes three digits after a point or comma in Fc for thousands, others do not:
    ``22.123`` is refused, ``1,250`` can only mean 1250 Hz.

    Examples
    --------
    >>> preset = parse_preset(
    ...     "Preamp: -6.4 dB\nFilter 1: ON PK Fc 25 Hz Gain 6.3 dB Q 0.68\n"
    ...     "Filter 2: OFF PK Fc 900 Hz Gain 2 dB Q 1\n",
    ...     source="eq.txt",
    ... )
    >>> preset.preamp_db, preset.filters
    (-6.4, (Filter(kind='peaking', frequency_hz=25.0, gain_db=6.3, q=0.68),))
    >>> preset.remarks
    ('line 3: the filter is off',)
    """
    reading = _Reading(source, sample_rate_hz)
    for number, content in row_lines(text.removeprefix("\ufeff")):
        reading.line = number
        _read_line(reading, content)
    if not reading.commands:
        reading.line = 1
        raise reading.error("no preamp, filter or graphic equaliser", _COMMANDS)
    if reading.header:
        count = "1 line" if reading.header == 1 else f"{reading.header} lines"
        reading.remarks.insert(0, f"{count} before the first command passed over")
    return Preset(
        preamp_db=math.fsum(reading.preamps_db),
        filters=tuple(reading.filters),
        graphic=tuple(reading.graphic),
        sample_rate_hz=sample_rate_hz,
        repairs=tuple(reading.repairs),
        remarks=tuple(reading.remarks),
    )


@dataclass(slots=True)
class _Reading:
    """What was read up to a line."""

    source: str
    sample_rate_hz: float
    line: int = 0
    commands: int = 0
    header: int = 0
    preamps_db: list[float] = field(default_factory=list)
    filters: list[Filter] = field(default_factory=list)
    graphic: list[FrequencyResponse] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def error(self, found: str, expected: str) -> PresetError:
        return PresetError(self.source, self.line, found, expected)

    def repaired(self, how: str) -> None:
        repair = f"line {self.line}: {how}"
        if repair not in self.repairs:
            self.repairs.append(repair)

    def remark(self, what: str) -> None:
        self.remarks.append(f"line {self.line}: {what}")


def _read_line(reading: _Reading, content: str) -> None:
    word = content.partition(":")[0].strip()
    if found := _PREAMP.fullmatch(content):
        reading.preamps_db.append(_gain(reading, _number(reading, found[1], "a preamp")))
        _gain(reading, math.fsum(reading.preamps_db))
    elif found := _GRAPHIC.fullmatch(content):
        reading.graphic.append(_graphic(reading, found[1]))
    elif found := _FILTER.fullmatch(content):
        _read_filter(reading, on=found[1] == "ON", name=found[2], parameters=found[3])
    elif word in _CHANGES_MORE:
        raise reading.error(f"the command {word!r}", f"no more than {_COMMANDS}")
    elif reading.commands == 0 and not _SOUNDS_LIKE_ONE.search(content):
        reading.header += 1
        return
    else:
        raise reading.error(repr(content[:80]), _COMMANDS)
    reading.commands += 1


def _read_filter(reading: _Reading, *, on: bool, name: str, parameters: str) -> None:
    if name == "None":  # an empty place in the list of Room EQ Wizard
        return
    if not on:
        reading.remark("the filter is off")
        return
    if name not in _KINDS:
        raise reading.error(f"a filter of the type {name!r}", _either(list(_KINDS)))
    found = _PARAMETERS.fullmatch(parameters)
    if found is None:
        raise reading.error(repr(parameters.strip()[:80]), _FIGURES)
    slope, fc, gain, q, width = found.groups()
    frequency_hz = _frequency(reading, fc)
    gain_db = _gain(reading, _number(reading, gain, "a gain"))
    if _KINDS[name] == "peaking":
        if slope is not None:
            raise reading.error("a peak with a slope", _FIGURES)
        peak_q = _peak_q(reading, frequency_hz, q, width)
        reading.filters.append(Filter("peaking", frequency_hz, gain_db, peak_q))
        return
    if width is not None or (q is not None and slope is not None):
        raise reading.error(f"a shelf {parameters.strip()[:80]!r}", "a Q, or a slope, or neither")
    reading.filters.append(
        _shelf(reading, name, fc_hz=frequency_hz, gain_db=gain_db, slope=slope, q=q)
    )


def _peak_q(reading: _Reading, frequency_hz: float, q: str | None, width: str | None) -> float:
    if q is not None:
        return _bounded(reading, q, "a Q", _Q_RANGE)
    if width is None:
        raise reading.error("a peak without Q", _FIGURES)
    octaves = _bounded(reading, width, "a width", _WIDTH_RANGE_OCTAVES)
    w0 = 2.0 * math.pi * frequency_hz / reading.sample_rate_hz
    exponent = math.log(2.0) / 2.0 * octaves * w0 / math.sin(w0)
    found_q = 0.5 / math.sinh(min(exponent, 100.0))  # that far out it is refused anyway
    if found_q < _Q_RANGE[0]:
        raise reading.error(f"a width of {octaves:g} octaves at {frequency_hz:g} Hz", "less of it")
    reading.remark(f"{octaves:g} octaves are a Q of {found_q:.4g} at {reading.sample_rate_hz:g} Hz")
    return found_q


def _shelf(
    reading: _Reading, name: str, *, fc_hz: float, gain_db: float, slope: str | None, q: str | None
) -> Filter:
    """Shelf by its centre and Q, whatever the line states."""
    shelf_q, inverse_slope = _shelf_q(reading, gain_db, slope, q)
    if name.endswith("Q"):
        reading.remark(f"{name} read like {name[:2]}C; Equalizer APO itself passes it over")
    center_hz = fc_hz
    if name in {"LS", "HS"} and (q is not None or slope is not None):
        shift = abs(gain_db) / 80.0 * inverse_slope
        if shift > _LARGEST_SHIFT:
            raise reading.error(f"{name} with {gain_db:g} dB and a Q of {shelf_q:g}", "a larger Q")
        factor = 10.0**shift
        center_hz = fc_hz * factor if name == "LS" else fc_hz / factor
        reading.remark(f"corner at {fc_hz:g} Hz, so that the centre lies at {center_hz:.5g} Hz")
        _check_center(reading, center_hz)
    return Filter(_KINDS[name], center_hz, gain_db, shelf_q)


def _shelf_q(
    reading: _Reading, gain_db: float, slope: str | None, q: str | None
) -> tuple[float, float]:
    """Q of a shelf, and 1/S, S being its slope over 12 dB/octave."""
    a = 10.0 ** (gain_db / 40.0)
    spread = a + 1.0 / a
    if q is not None:
        shelf_q = _bounded(reading, q, "a Q", _Q_RANGE)
        return shelf_q, (1.0 / shelf_q**2 - 2.0) / spread + 1.0
    inverse_slope = 1.0 / _DEFAULT_SLOPE
    if slope is not None:
        inverse_slope = 12.0 / _bounded(reading, slope, "a slope", _SLOPE_RANGE_DB)
    squared = spread * (inverse_slope - 1.0) + 2.0
    if not squared > 1.0 / _Q_RANGE[1] ** 2:
        found = f"a slope of {12.0 / inverse_slope:g} dB/octave with {gain_db:g} dB of gain"
        raise reading.error(found, "a slope that such a shelf can have")
    return 1.0 / math.sqrt(squared), inverse_slope


def _graphic(reading: _Reading, gains: str) -> FrequencyResponse:
    expected = "'GraphicEQ: 20 -5.5; 21 -5.4; ...' with two points or more, rising, above 0 Hz"
    if "," in gains and "." not in gains:
        gains = gains.replace(",", ".")
        reading.repaired("decimal commas read as points")
    rows = []
    for point in gains.rstrip("; \t").split(";"):
        numbers = [parse_number(part) for part in point.split()]
        if len(numbers) != 2 or numbers[0] is None or numbers[1] is None:
            raise reading.error(repr(point.strip()[:80]), expected)
        rows.append((numbers[0], _gain(reading, numbers[1])))
    f, level_db = np.array(rows).T
    if f.size < 2 or not f[0] > 0.0 or not np.all(np.diff(f) > 0.0) or not np.isfinite(f[-1]):
        raise reading.error("points that do not rise", expected)
    return FrequencyResponse(f, level_db)


def _frequency(reading: _Reading, text: str) -> float:
    """Frequency of a filter; three digits after a sign may part thousands."""
    plain = text.replace("\u00a0", "")
    if plain != text:
        reading.repaired("a blank between thousands taken out")
    if not _THREE_DIGITS.fullmatch(plain):
        frequency_hz = _number(reading, plain, "a frequency")
    else:
        decimal_hz = float(plain.replace(",", "."))
        frequency_hz = decimal_hz * 1000.0
        if not 1.0 <= decimal_hz < _LOWEST_AUDIBLE_HZ:
            found = f"{plain} Hz, which is {decimal_hz:g} Hz or {frequency_hz:g} Hz"
            raise reading.error(found, "a frequency without three digits after the point")
        reading.repaired(f"{plain} Hz read as {frequency_hz:g} Hz")
    _check_center(reading, frequency_hz)
    return frequency_hz


def _check_center(reading: _Reading, center_hz: float) -> None:
    highest_hz = reading.sample_rate_hz / 2.0
    if not 0.0 < center_hz < highest_hz:
        raise reading.error(f"a filter at {center_hz:g} Hz", f"one between 0 and {highest_hz:g} Hz")


def _gain(reading: _Reading, gain_db: float) -> float:
    if not abs(gain_db) <= _LARGEST_GAIN_DB:
        raise reading.error(f"a gain of {gain_db:g} dB", f"one within {_LARGEST_GAIN_DB:g} dB")
    return gain_db


def _bounded(reading: _Reading, text: str, what: str, limits: tuple[float, float]) -> float:
    number = _number(reading, text, what)
    if not limits[0] <= number <= limits[1]:
        raise reading.error(f"{what} of {number:g}", f"one from {limits[0]:g} to {limits[1]:g}")
    return number


def _number(reading: _Reading, text: str, what: str) -> float:
    """Number with a decimal point or, as Equalizer APO allows, a decimal comma."""
    number = parse_number(text.replace(",", "."))
    if number is None or ("," in text and "." in text):
        raise reading.error(f"{text[:40]!r} for {what}", "a number with a decimal point")
    if "," in text:
        reading.repaired("decimal commas read as points")
    return number


def _either(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"
