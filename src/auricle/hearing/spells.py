"""Spells of listening as people write them: an argument, or a table."""

import math
import re
from collections.abc import Mapping, Sequence
from itertools import accumulate, islice
from types import MappingProxyType

from auricle.errors import Fault, ListeningError
from auricle.hearing.level_hours import (
    HIGHEST_LEVEL_DBA,
    HOURS_A_DAY,
    HOURS_A_WEEK,
    LOWEST_LEVEL_DBA,
    ROUNDING_RATIO,
)
from auricle.hearing.week import DAYS, Spell
from auricle.tables import parse_number, row_lines

__all__ = ["DAY_WORDS", "MAX_ROWS", "parse_spell", "parse_spells"]

_IN_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

DAY_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **{day: (day,) for day in DAYS},
        **{word: (day,) for word, day in zip(_IN_FULL, DAYS, strict=True)},
        "daily": DAYS,
        "weekdays": DAYS[:5],
        "weekend": DAYS[5:],
    }
)
"""Words for days -> the days that they name, each of which gets the hours."""

MAX_ROWS = 10_080
"""Most rows of a table: one for every minute of a week."""

_HEADERS = ("level_dba,hours", "level_dba,hours,day")
_WORDS = f"{', '.join(DAYS)} (or in full), a range such as mon-fri, daily, weekdays or weekend"
_SPELL = "LEVEL:HOURS or LEVEL:HOURS@DAYS, such as 85:10 or 94:1.5@sat"

_SEMICOLON = "columns are parted by commas, not by semicolons, and numbers have a decimal point"
_DECIMAL_COMMA = "is that a decimal comma?"
_BLANKS = " \t"
_ONE_DAY = "days go one a line, or as a range: mon-fri"

_Wrong = tuple[int, str, str, str]  # column, what was found, what was expected, a hint


def parse_spell(text: str, *, source: str, before: Sequence[Spell] = ()) -> tuple[Spell, ...]:
    """Read one spell as an argument has it; `source` names it in errors.

    `before` are spells that the week has already: their hours count, too.

    ``LEVEL:HOURS`` is so many hours in the week; ``LEVEL:HOURS@DAYS`` so many on each of some
    days, which are words of `DAY_WORDS`, or ranges of two of the days, parted by commas.

    Raises
    ------
    ListeningError
        If it has another form, a level or a time that cannot be, or names a day twice, or if a
        day or the week comes to more hours than it has.

    Examples
    --------
    >>> parse_spell("85:10", source="argument 1")
    (Spell(level_dba=85.0, hours=10.0, day=None),)
    >>> [spell.day for spell in parse_spell("97:1@weekend", source="argument 1")]
    ['sat', 'sun']
    >>> [spell.day for spell in parse_spell("97:1@Friday-sun", source="argument 1")]
    ['fri', 'sat', 'sun']
    """
    level, colon, rest = text.partition(":")
    hours, at, days = rest.partition("@")
    if not colon:
        raise ListeningError([Fault(source, 1, 1, _shown(text), _SPELL)])
    starts = (1, len(level) + 2, len(level) + len(hours) + 3)
    found = _spells(level, hours, days.split(",") if at else None, starts)
    if isinstance(found, list):
        raise ListeningError([Fault(source, 1, *wrong) for wrong in found])
    if faults := _too_long([(1, found)], before, source):
        raise ListeningError(faults)
    return found


def parse_spells(text: str, *, source: str, before: Sequence[Spell] = ()) -> tuple[Spell, ...]:
    r"""Read a table of spells; `source` and `before` are those of `parse_spell`.

    Lines that start with ``#`` are remarks, the first other line is the header
    ``level_dba,hours`` or ``level_dba,hours,day``, every further one a spell. The day is a word
    of `DAY_WORDS` or a range of two days; an empty one is not stated. Neither case nor blanks
    around commas matter.

    Raises
    ------
    ListeningError
        With every line that is wrong, what stood there and what was expected.

    Examples
    --------
    >>> parse_spells("level_dba,hours,day\n85,10,\n94,1.5,sat\n", source="week.csv")[1]
    Spell(level_dba=94.0, hours=1.5, day='sat')
    """
    rows = row_lines(text)
    number, first = next(rows, (1, ""))
    header = ",".join(field.strip(_BLANKS).lower() for field in first.split(","))
    if header not in _HEADERS:
        expected = " or ".join(map(repr, _HEADERS))
        found = _shown(first) if first else "no header"
        hint = _SEMICOLON if ";" in first else ""
        raise ListeningError([Fault(source, number, 1, found, expected, hint)])
    n_fields = header.count(",") + 1
    faults: list[Fault] = []
    lines: list[tuple[int, tuple[Spell, ...]]] = []
    for count, (line, content) in enumerate(rows, start=1):
        if count > MAX_ROWS:
            faults.append(Fault(source, line, 1, "another row", f"at most {MAX_ROWS} spells"))
            break
        found_spells = _row(content, n_fields)
        if isinstance(found_spells, list):
            faults += [Fault(source, line, *wrong) for wrong in found_spells]
        else:
            lines.append((line, found_spells))
    if not lines and not faults:
        faults.append(Fault(source, number, 1, "no spell", f"{header!r}, then one spell a line"))
    faults += _too_long(lines, before, source)
    if faults:
        raise ListeningError(faults)
    return tuple(spell for _, spells in lines for spell in spells)


def _row(content: str, n_fields: int) -> tuple[Spell, ...] | list[_Wrong]:
    """Spells of a line, or what is wrong with it."""
    fields = content.split(",")
    hint = _row_hint(fields)
    if len(fields) != n_fields or hint:
        expected = f"{n_fields} fields parted by commas, numbers with a decimal point"
        return [(1, _shown(content), expected, hint)]
    level, hours, *day = fields
    starts = (1, len(level) + 2, len(level) + len(hours) + 3)
    return _spells(level, hours, day if day and day[0].strip(_BLANKS) else None, starts)


def _row_hint(fields: Sequence[str]) -> str:
    """What most likely made fields that no row has, or nothing."""
    if any(";" in field for field in fields):
        return _SEMICOLON
    numbers = [parse_number(field.strip('"')) is not None for field in fields]
    if all(numbers[:3]) and len(numbers) > 2:
        return _DECIMAL_COMMA
    return _ONE_DAY if len(fields) > 3 else ""


def _spells(
    level: str, hours: str, words: Sequence[str] | None, starts: tuple[int, int, int]
) -> tuple[Spell, ...] | list[_Wrong]:
    """Spells of some days, or of none stated; or all that is wrong with them."""
    most = HOURS_A_WEEK if words is None else HOURS_A_DAY
    span = "week" if words is None else "day"
    level_dba, time = parse_number(level), parse_number(hours)
    wrong: list[_Wrong] = []
    if level_dba is None:
        expected = "a level in dBA with a decimal point"
        wrong.append((starts[0], _shown(level), expected, _number_hint(level)))
    elif not LOWEST_LEVEL_DBA <= level_dba <= HIGHEST_LEVEL_DBA:
        expected = f"a level from {LOWEST_LEVEL_DBA:g} to {HIGHEST_LEVEL_DBA:g} dBA"
        wrong.append((starts[0], _shown(level), expected, ""))
    if time is None:
        expected = "hours with a decimal point"
        wrong.append((starts[1], _shown(hours), expected, _number_hint(hours)))
    elif not 0.0 < time <= most:
        expected = f"hours above 0 and at most the {most:g} of a {span}"
        wrong.append((starts[1], _shown(hours), expected, ""))
    days = _days(words or [])
    if isinstance(days, str):
        wrong.append((starts[2], _shown(",".join(words or [])), days, ""))
    if wrong or level_dba is None or time is None or isinstance(days, str):
        return wrong
    return tuple(Spell(level_dba, time, day) for day in days or (None,))


def _number_hint(text: str) -> str:
    return _DECIMAL_COMMA if re.search("[0-9],[0-9]", text) else ""


def _days(words: Sequence[str]) -> tuple[str, ...] | str:
    """Days that some words name, or what was expected instead."""
    days: list[str] = []
    for word in words:
        named = _named_days(word)
        if not named:
            return _WORDS
        days += named
    return tuple(days) if len(set(days)) == len(days) else "every day once"


def _named_days(word: str) -> tuple[str, ...]:
    """Days of a word, or from one day to another, through Sunday if need be; none of no day."""
    first, hyphen, last = (part.strip(_BLANKS).lower() for part in word.partition("-"))
    begin, end = DAY_WORDS.get(first, ()), DAY_WORDS.get(last, ())
    if not hyphen:
        return begin
    if len(begin) != 1 or len(end) != 1 or begin == end:
        return ()
    start = DAYS.index(begin[0])
    return (*DAYS, *DAYS)[start : start + (DAYS.index(end[0]) - start) % len(DAYS) + 1]


def _too_long(
    lines: Sequence[tuple[int, tuple[Spell, ...]]], before: Sequence[Spell], source: str
) -> list[Fault]:
    """The first line at which a day, and that at which the week, has more hours than it can."""
    faults = []
    for day in (None, *DAYS):
        most, span = (HOURS_A_WEEK, "a week") if day is None else (HOURS_A_DAY, "a day")
        most_read = most * (1.0 + ROUNDING_RATIO)
        had = [spell.hours for spell in before if day in (None, spell.day)]
        added = [(n, s.hours) for n, spells in lines for s in spells if day in (None, s.day)]
        # One exact sum decides, here as in `week_of_listening`: what is read is a week.
        total = math.fsum([*had, *(hours for _, hours in added)])
        if not added or total <= most_read:
            continue
        sums = accumulate((hours for _, hours in added), initial=math.fsum(had))
        after = zip((number for number, _ in added), islice(sums, 1, None), strict=True)
        last = (added[-1][0], total)
        line, hours = next((place for place in after if place[1] > most_read), last)
        found = f"{hours:g} hours {'in all' if day is None else f'on {day}'}"
        faults.append(Fault(source, line, 1, found, f"at most the {most:g} of {span}"))
    return faults


def _shown(content: str) -> str:
    return repr(content[:80])
