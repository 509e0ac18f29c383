"""Numbers that belong together: ranges, lists, tolerances, hours with minutes."""

import re
from dataclasses import dataclass, replace
from math import gcd
from typing import TypeAlias

from auricle.audit.quantities.language import Unit
from auricle.audit.quantities.tokens import Token
from auricle.audit.quantities.units import LANGUAGES
from auricle.audit.quantities.words import Modifiers, modifiers

__all__ = ["Reading", "readings"]

_DASHES = frozenset({"-", "–", "—", "~", "−", "―", "…", "..."})
_LONGEST_GAP = 12
_RANGE_WORDS = frozenset().union(*(language.range_words for language in LANGUAGES))
_BETWEEN_AND = LANGUAGES[0].between_and
_LEVELS = frozenset(
    {"level_db", "level_dbspl", "level_dba", "sensitivity_db_per_v", "sensitivity_db_per_mw"}
    | {"sensitivity_speaker"}
)
# Only these are commonly written with the unit at the first of two numbers: "$20-30".
_UNIT_AHEAD = frozenset({"money", "frequency"})
# Kinds of which several share a unit after slashes: "2.5/3.5/4.4 mm", "94/104 dB SPL".
_LISTED = _LEVELS | {"length", "frequency", "impedance", "percent", "duration", "mass", "power"}
_LONGEST_CHAIN = 8  # values that one unit is written for
# What stands in brackets behind these is another statement: "20 kHz (±3 dB)".
_NO_BRACKET = frozenset({"frequency", "money", "percent"})
_INCH_MM = 25.4
_MOST_INCHES = 100.0  # before a fraction; more is the number of a model
# Behind a quarter of an inch: that of a plug, so that a number before it counts plugs.
_PLUG = re.compile(
    r"\b(?:plug|jack|socket|connect|adapt|output|input|port|terminat|TRS|TS|cable)", re.IGNORECASE
)
_NEAR = 40  # characters behind a fraction in which a word says that it is of a plug
_BIT_DEPTHS = frozenset({16.0, 24.0, 32.0})


@dataclass(slots=True)
class Reading:
    """One quantity on its way: where it stands, and its values in the canonical unit."""

    front: int
    end: int
    low: float
    high: float
    unit: Unit
    written: str
    decimals: int
    around: Modifiers
    sign: str = ""
    is_range: bool = False
    tolerance: float | None = None
    shared: bool = False
    plus: bool = False


_Joined: TypeAlias = tuple[list[Reading], int]  # quantities, and how many tokens they took
_NOTHING: _Joined = ([], 0)


def readings(text: str, tokens: list[Token]) -> list[Reading]:
    """Tokens joined to quantities; those without a unit of any kind are left out."""
    found: list[Reading] = []
    i = 0
    count = len(tokens)
    while i < count:
        token = tokens[i]
        if i + 1 < count and tokens[i + 1].front - token.end <= _LONGEST_GAP:
            joined, used = _mixed(text, tokens, i)
            if not used:
                joined, used = _joined(text, tokens, i)
            if used:
                found += joined
                i += used
                continue
        if token.unit is not None:
            found.append(_single(text, token, token.unit))
        i += 1
    return found


def _joined(text: str, tokens: list[Token], i: int) -> _Joined:
    """Quantities that begin with token `i` and hold more than one, and how many tokens."""
    first, second = tokens[i], tokens[i + 1]
    gap = text[first.end : second.front].strip(" \n")
    if second.sign == "±" and first.sign != "±" and gap in {"", "("}:
        return _with_tolerance(text, first, second, bracket=gap == "(")
    if gap in _DASHES or gap in _RANGE_WORDS or _is_loose(first, second, gap):
        return _range(text, tokens, i, gap)
    if gap == _BETWEEN_AND:
        joined = _range(text, tokens, i, gap)
        return joined if joined[1] else _hours_and_minutes(text, first, second)
    if gap == "/":
        return _listed(text, tokens, i)
    if gap in {"x", "×", "X"}:
        return _dimensions(text, tokens, i, gap)
    return _hours_and_minutes(text, first, second) if gap == "" else _NOTHING


def _is_loose(first: Token, second: Token, gap: str) -> bool:
    """Whether "50 -60 Hz" was meant as a range: the first number has no other use."""
    if gap or second.sign != "-" or first.unit is not None or second.unit is None:
        return False
    return second.unit.kind not in _LEVELS | {"temperature", "percent"}


def _single(text: str, token: Token, unit: Unit, *, last: Token | None = None) -> Reading:
    """One number; `last` is the token whose unit it shares."""
    value = token.value * unit.factor
    low = -value if token.sign in {"-", "±"} else value
    high = -value if token.sign == "-" else value
    around = modifiers(text, token.front, token.end)
    return Reading(
        token.front, token.end, low, high, unit, (last or token).written, token.decimals, around,
        sign=token.sign, is_range=token.sign == "±", shared=last is not None, plus=token.plus,
    )  # fmt: skip


def _with_tolerance(text: str, first: Token, second: Token, *, bracket: bool) -> _Joined:
    """A value with what it may be off: "113±2 dB", "110 dB ±3 dB", "16 Ω ±15 %"."""
    unit = _common(first.unit, second.unit)
    margin, written = second.value, second.written or first.written
    if unit is not None:
        margin *= unit.factor
    elif first.unit is not None and second.unit is not None and second.unit.kind == "percent":
        unit, written = first.unit, first.written
        margin *= first.value * unit.factor / 100.0
    if unit is None or (bracket and unit.kind in _NO_BRACKET):
        return _NOTHING
    result = _single(text, first, unit)
    result.tolerance, result.written, result.end = margin, written, second.end
    if bracket and text[result.end : result.end + 1] == ")":
        result.end += 1
    return [result], 2


def _add_tolerance(text: str, range_: Reading, tokens: list[Token], i: int) -> None:
    """Takes a "±" of the same unit behind a range into it."""
    if i >= len(tokens) or tokens[i].sign != "±" or tokens[i].unit != range_.unit:
        return
    if text[range_.end : tokens[i].front].strip(" ") == "":
        range_.tolerance = tokens[i].value * range_.unit.factor
        range_.end = tokens[i].end


def _common(first: Unit | None, second: Unit | None) -> Unit | None:
    """The unit of two numbers that one phrase states; None where they cannot share one."""
    if first is None or second is None:
        return first or second
    if first.kind == second.kind and first.unit == second.unit:
        return second
    if first.kind in _LEVELS and second.kind in _LEVELS:
        if first.kind == "level_db":
            return second
        return first if second.kind == "level_db" else None
    return None


def _range(text: str, tokens: list[Token], i: int, gap: str) -> _Joined:
    first, second = tokens[i], tokens[i + 1]
    unit = _common(first.unit, second.unit)
    if unit is None or second.sign == "±":
        return _NOTHING
    if second.unit is None and not (unit.kind in _UNIT_AHEAD and gap in _DASHES):
        return _NOTHING
    around = modifiers(text, first.front, second.end)
    low, high = _ends(first, second, gap)
    if low is None or not _is_meant(around, gap):
        return _NOTHING
    result = Reading(
        first.front, second.end, min(low, high), max(low, high), unit,
        second.written or first.written, min(first.decimals, second.decimals), around,
        sign=first.sign or second.sign, is_range=True,
        shared=first.unit is None or second.unit is None, plus=second.plus,
    )  # fmt: skip
    _add_tolerance(text, result, tokens, i + 2)
    return [result], 2 + (result.tolerance is not None)


def _is_meant(around: Modifiers, gap: str) -> bool:
    """Whether the words around two numbers let them be a range, not a change or two things."""
    if gap == _BETWEEN_AND:
        return around.between
    return gap in _DASHES or not around.moved


def _ends(first: Token, second: Token, gap: str) -> tuple[float | None, float]:
    """Both ends in the canonical unit; None for the low one where the two make no range.

    A deviation of "±5-8 dB" may be as large as 8 dB both ways. A low end without a unit has that
    of the high one, unless it would lie above it: in "20-20kHz" it is in Hz. Two numbers that
    fall ("from 8 hours to 6 hours") are no range.
    """
    low_factor = (first.unit or second.unit or _NO_UNIT).factor
    high_factor = (second.unit or first.unit or _NO_UNIT).factor
    low = first.value * low_factor * (-1.0 if first.sign == "-" else 1.0)
    high = second.value * high_factor * (-1.0 if second.sign == "-" and gap else 1.0)
    unit = second.unit or first.unit or _NO_UNIT
    if first.unit is None and unit.kind == "frequency" and low >= high:
        low = first.value
    if first.sign == "-" and second.sign != "-":
        high = high if second.sign == "+" else -abs(high)
    if abs(low) > abs(high) and unit.kind not in _LEVELS and (gap not in _DASHES or not first.unit):
        return None, high
    return (-max(low, high), max(low, high)) if first.sign == "±" else (low, high)


_NO_UNIT = Unit("level_db", "")


def _listed(text: str, tokens: list[Token], i: int) -> _Joined:
    """Numbers between slashes that share the unit of the last, or the two ends of a deviation."""
    j = _chain_end(text, tokens, i, "/")
    unit = tokens[j].unit
    if j == i or unit is None or unit.kind not in _LISTED:
        return _NOTHING
    chain = tokens[i : j + 1]
    if len(chain) == 2 and {chain[0].sign, chain[1].sign} == {"+", "-"}:
        return [_deviation(text, chain[0], chain[1], unit)], 2
    if len(chain) == 2 and _is_fraction(chain[0], chain[1]):
        return _fraction(text, chain[0], chain[1], unit), 2
    if unit.kind == "frequency" and chain[0].value in _BIT_DEPTHS:
        chain = chain[1:]
    shared = [_single(text, token, unit, last=tokens[j]) for token in chain[:-1]]
    return [*shared, _single(text, chain[-1], unit)], j - i + 1


def _chain_end(text: str, tokens: list[Token], i: int, sign: str) -> int:
    """The last of the tokens from `i` on that `sign` parts, all but the last without a unit."""
    j = i
    while (
        j + 1 < len(tokens)
        and j - i < _LONGEST_CHAIN
        and tokens[j].unit is None
        and text[tokens[j].end : tokens[j + 1].front].strip(" ") == sign
    ):
        j += 1
    return j


def _deviation(text: str, first: Token, second: Token, unit: Unit) -> Reading:
    """A range from both ends of a deviation: "+1/-3 dB" is from -3 to 1."""
    ends = [t.value * unit.factor * (-1.0 if t.sign == "-" else 1.0) for t in (first, second)]
    return Reading(
        first.front, second.end, min(ends), max(ends), unit, second.written,
        min(first.decimals, second.decimals), modifiers(text, first.front, second.end),
        sign="±", is_range=True,
    )  # fmt: skip


def _is_fraction(over: Token, under: Token) -> bool:
    """Whether "1/4" is a quarter rather than two values: small, proper and reduced."""
    whole = over.decimals == under.decimals == 0 and 0 < over.value < under.value
    return whole and under.value in {2, 3, 4, 8, 16} and gcd(int(over.value), int(under.value)) == 1


def _mixed(text: str, tokens: list[Token], i: int) -> _Joined:
    """Whole inches and a fraction of one: "3 1/2 inch", but not the jacks of "2 1/4 inch jacks"."""
    if len(tokens) < i + 3:
        return _NOTHING
    whole, over, under = tokens[i : i + 3]
    gaps = text[whole.end : over.front], text[over.end : under.front].strip(" ")
    if under.unit is None or over.unit is not None or gaps[0] not in {" ", "-"} or gaps[1] != "/":
        return _NOTHING
    is_number = whole.unit is None and not whole.sign and not whole.decimals
    if not is_number or not 1.0 <= whole.value < _MOST_INCHES or not _is_fraction(over, under):
        return _NOTHING
    if under.value == 4 and _PLUG.search(text, under.end, under.end + _NEAR):
        return _NOTHING
    joined = _fraction(text, over, under, under.unit, whole=whole)
    return (joined, 3) if joined else _NOTHING


def _fraction(
    text: str, over: Token, under: Token, unit: Unit, *, whole: Token | None = None
) -> list[Reading]:
    if unit.factor != _INCH_MM:  # only inches are divided so with certainty
        return []
    first = whole or over
    value = over.value / under.value + (whole.value if whole else 0.0)
    joined = replace(first, value=value, end=under.end)
    joined.written = under.written
    return [_single(text, joined, unit)]


def _dimensions(text: str, tokens: list[Token], i: int, sign: str) -> _Joined:
    """The sides of "95×86 mm"; in "2 x 50 W" and "2 × 10 mm drivers" the first one counts."""
    j = _chain_end(text, tokens, i, sign)
    unit = tokens[j].unit
    if j == i or unit is None:
        return _NOTHING
    chain = tokens[i : j + 1]
    counts = len(chain) == 2 and chain[0].decimals == 0 and chain[0].value < 10
    if unit.kind != "length" or counts:
        chain = chain[-1:]
    shared = [_single(text, token, unit, last=tokens[j]) for token in chain[:-1]]
    return [*shared, _single(text, chain[-1], unit)], j - i + 1


def _hours_and_minutes(text: str, first: Token, second: Token) -> _Joined:
    """One duration in hours of "4 hours 33 minutes"."""
    units = (first.unit, second.unit)
    if units[0] is None or units[1] is None or units[0].unit != "h":
        return _NOTHING
    if units[1].unit != "min" and second.written != "m":  # "1h 30m"
        return _NOTHING
    if second.value >= 60 or second.sign or second.decimals:
        return _NOTHING
    result = _single(text, first, units[0])
    result.low = result.high = first.value + second.value / 60.0
    result.decimals = 1  # in hours a minute is more than a hundredth and less than a tenth
    result.end = second.end
    return [result], 2
