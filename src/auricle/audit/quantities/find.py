"""All quantities of a text."""

import re
from dataclasses import replace

from auricle.audit.quantities.conditions import with_conditions
from auricle.audit.quantities.decibels import MICROPHONE
from auricle.audit.quantities.joining import Reading, readings
from auricle.audit.quantities.language import Unit
from auricle.audit.quantities.masking import masked
from auricle.audit.quantities.quantity import Bound, Kind, Quantity
from auricle.audit.quantities.tokens import read_tokens
from auricle.audit.quantities.units import LANGUAGES

__all__ = ["find_quantities"]

_NEGATIVE: frozenset[Kind] = frozenset(
    {
        *("level_db", "level_dba", "level_electrical", "microphone_sensitivity", "slope"),
        *("percent", "temperature", "voltage"),
    }
)
_PER = re.compile(
    r"(?: ?/ ?| per | a | for (?:a|the) | \((?:per |/ ?|(?=pair|each))| (?=each))(?P<per>"
    + "|".join(LANGUAGES[0].per)
    + r"|ch)(?:s?(?![A-Za-z]))"
)
# Rates that no other kind of sound has: multiples of 44.1 kHz, and what only converters reach.
_SAMPLE_RATES_HZ = frozenset({44100.0, 88200.0, 176400.0, 352800.0, 384e3, 705600.0, 768e3})
_SAMPLED = re.compile(r"\*{0,2} ?(?:sampl|PCM|DSD)")
_BITS = re.compile(r"[ -]?(?:bits?|Bits?|BIT)?[ ]?(?:[/,@]|at|and)?[ ]?(?:up to )?")
_BRANDS = frozenset({"Hz", "HZ", "hz", "Hertz"})  # with 7: a maker of in-ear headphones
_LONGEST_LINK = 12  # characters between a depth of bits and its rate
_DIGITS = 12  # behind the point: what a conversion adds beyond these is noise of the floats
_FAINTEST_DB = -80.0  # no microphone gives less; a dash before more parts words
_LOUDEST_DB = 400.0  # no level, ratio or gain of audio is larger: 24 bit have 146 dB


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities that a text states, in order and not overlapping.

    Read are numbers with a unit or a currency, their sign, range, tolerance, bound ("up to",
    "<"), whether they are approximate, and the conditions they hold at, which are kept in them
    and not listed again. A range in kHz whose low end, written without a unit, would exceed the
    high one has it in Hz: "20-20kHz". Left out are plain numbers, names of models, dates,
    versions, numbers of references, addresses and fenced code. "¥" is taken for yen.

    The time is proportional to the length of the text, whatever stands in it.

    Examples
    --------
    >>> one, two = find_quantities("It has 101 dB/V at 1 kHz and costs about 249 USD.")
    >>> one.kind, one.value, one.conditions[0].value
    ('sensitivity_db_per_v', 101.0, 1000.0)
    >>> two.value, two.unit, two.approximate
    (249.0, 'USD', True)
    """
    prepared = masked(text)
    found = readings(prepared, read_tokens(prepared))
    quantities = [_quantity(text, prepared, reading) for reading in found if _is_likely(reading)]
    return tuple(with_conditions(prepared, _with_sample_rates(prepared, quantities)))


def _is_likely(reading: Reading) -> bool:
    unit = reading.unit
    if unit.unit == "years" and reading.high >= 1900.0:
        return False
    if reading.written in _BRANDS and not reading.is_range and reading.high == 7.0:
        return False
    if unit.unit.startswith("dB"):
        return max(abs(reading.low), abs(reading.high)) <= _LOUDEST_DB
    return True


def _quantity(text: str, prepared: str, reading: Reading) -> Quantity:
    around, unit = reading.around, _unit(reading)
    low, high, signed = reading.low, reading.high, bool(reading.sign)
    if reading.sign in {"+", "-"} and unit.kind not in _NEGATIVE:
        low, high, signed = abs(low), abs(high), False
    bound = _bound(reading)
    per = _PER.match(prepared, reading.end) if unit.kind in {"money", "power"} else None
    start = around.front if signed or reading.sign == "" else min(around.front, reading.front)
    return Quantity(
        start=start,
        end=reading.end,
        text=text[start : reading.end],
        kind=unit.kind,
        low=None if bound == "at_most" else round(min(low, high), _DIGITS),
        high=None if bound == "at_least" else round(max(low, high), _DIGITS),
        unit=unit.unit,
        unit_written=reading.written,
        bound=bound,
        decimals=reading.decimals,
        signed=signed,
        approximate=around.approximate,
        tolerance=reading.tolerance,
        unit_shared=reading.shared,
        per=None if per is None else {"ch": "channel"}.get(per["per"], per["per"]),
    )


def _unit(reading: Reading) -> Unit:
    """The unit, which of a negative "dB/V" is that of a microphone: no headphone is so faint."""
    if reading.unit.kind == "sensitivity_db_per_v" and reading.sign == "-":
        return MICROPHONE if reading.high > _FAINTEST_DB else reading.unit
    return reading.unit


def _bound(reading: Reading) -> Bound:
    around = reading.around
    if reading.is_range:
        return "range"
    if around.at_most != (around.at_least or reading.plus):
        return "at_most" if around.at_most else "at_least"
    if around.starting and reading.unit.kind == "money":
        return "at_least"
    return "exact"


def _with_sample_rates(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Frequencies that are certainly rates of samples, marked as such."""
    result: list[Quantity] = []
    for i, quantity in enumerate(quantities):
        last = result[-1] if result else None
        following = quantities[i + 1] if i + 1 < len(quantities) else None
        if quantity.kind == "frequency" and _is_sample_rate(text, last, quantity, following):
            result.append(replace(quantity, kind="sample_rate"))
        else:
            result.append(quantity)
    return result


def _is_sample_rate(
    text: str, last: Quantity | None, quantity: Quantity, following: Quantity | None
) -> bool:
    rate_hz = quantity.high
    if quantity.bound == "range" or rate_hz is None:
        return False
    if rate_hz in _SAMPLE_RATES_HZ or (rate_hz >= 8000.0 and _SAMPLED.match(text, quantity.end)):
        return True
    if last is not None and quantity.start - last.end < _LONGEST_LINK:
        if last.kind == "bit_depth":
            return _BITS.fullmatch(text, last.end, quantity.start) is not None
        if last.kind == "sample_rate" and last.unit_shared:
            return text[last.end : quantity.start].strip() == "/"
    if following is None or following.kind != "bit_depth":
        return False
    return text[quantity.end : following.start].strip() in {"/", ","}
