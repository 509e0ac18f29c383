"""``auricle exposure``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auricle import PROGRAM
from auricle.cli.options import emit_json, json_option
from auricle.cli.text import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auricle.hearing import Allowance, DayOfListening, Spell, WeekOfListening

__all__ = ["exposure"]

_TIMES_FROM = 10.0  # share of a limit that is told in times, not in percent
_MOST_BYTES = 2**20  # of a table: far more than the longest that is taken
_NOTES = """\
Rules
  Allowance of a week: ITU-T H.870 (WHO): 80 dBA for 40 h, 1.6 Pa²h; sensitive mode 75 dBA for 40 h
  L_EX,8h: ISO 1999 and ISO 9612: the level that has the energy of the day in 8 hours
  NIOSH: 98-126: 85 dBA for 8 h, half the time for 3 dB more; 100 % is the most of a working day
  OSHA: 29 CFR 1910.95: 90 dBA for 8 h, half the time for 5 dB more; action: counted from
    80 dBA on, 50 % is the action level; limit: counted from 90 dBA on, 100 % is the most of a
    working day

Levels are A-weighted and those of a diffuse field, as a sound level meter shows them in a room; at
the eardrum those of music are about 10 dB higher. Who does not know the level gets it from
`auricle drive`. This is no medical advice: ears differ, and limits promise nothing."""
_EXAMPLE = """\b
Examples:
  auricle exposure 85:10 94:1.5
  auricle exposure 85:2@weekdays 97:1@sat --sensitive
  auricle exposure week.csv --json"""


@click.command(epilog=_EXAMPLE)
@click.argument("spells", nargs=-1, required=True, metavar="LEVEL:HOURS[@DAYS]|FILE.csv...")
@click.option(
    "--sensitive",
    is_flag=True,
    help="Judge by what is allowed to children, or to whoever wants to be careful.",
)
@json_option
def exposure(spells: tuple[str, ...], *, sensitive: bool, as_json: bool) -> None:
    """Say whether a week of listening keeps within the limits for hearing.

    LEVEL is in dBA, as in a room; HOURS are those of the week, or with DAYS (mon to sun, also in
    full, mon-fri, daily, weekdays, weekend, or several with commas) those of each of these days.
    A table has the header level_dba,hours or level_dba,hours,day, and numbers a decimal point.
    """
    from auricle.hearing import week_of_listening

    week = week_of_listening(_read(spells))
    judged = week.sensitive if sensitive else week.adult
    if as_json:
        emit_json(_record(week, judged))
    else:
        click.echo("\n".join([*_lines(week, judged), "", _NOTES]))


def _read(arguments: tuple[str, ...]) -> list[Spell]:
    """Spells of all arguments; everything that is wrong with any of them comes at once."""
    from auricle.errors import Fault, ListeningError, UnreadableFileError
    from auricle.hearing import parse_spell

    spells: list[Spell] = []
    faults: list[Fault] = []
    for number, argument in enumerate(arguments, start=1):
        try:
            if Path(argument).suffix.lower() == ".csv":
                spells += _read_file(Path(argument), before=spells)
            else:
                spells += parse_spell(argument, source=f"argument {number}", before=spells)
        except ListeningError as error:
            faults += error.faults
        except UnreadableFileError as error:
            found = f"what cannot be read: {error.reason}"
            faults.append(Fault(error.name, 1, 1, found, "a table of spells"))
    if faults:
        raise ListeningError(faults)
    return spells


def _read_file(path: Path, *, before: Sequence[Spell]) -> tuple[Spell, ...]:
    from auricle.errors import Fault, ListeningError
    from auricle.hearing import parse_spells
    from auricle.response.formats import FoundFile
    from auricle.response.formats.names import printable

    name = printable(str(path))
    content = FoundFile(name, path, max_bytes=_MOST_BYTES).load()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ListeningError([Fault(name, line, 1, "bytes", "UTF-8 text")]) from None
    return parse_spells(text, source=name, before=before)


def _lines(week: WeekOfListening, judged: Allowance) -> list[str]:
    from auricle.wording import WHOM

    lines = _verdict(week, judged)
    busiest = week.busiest_day
    if busiest.niosh_dose > 1.0:
        who = "At worst the busiest day" if busiest.hours_without_day else "The busiest day"
        dose = _share(busiest.niosh_dose)
        lines.append(f"{who} is more than NIOSH recommends for a working day: {dose}.")
    rows = [["  level", "heard", "allowed a week", "left this week"]]
    rows += [
        [
            f"  {level.level_dba:g} dBA",
            _heard(level.hours),
            _allowed(level.allowed_hours),
            _allowed(level.left_hours),
        ]
        for level in judged.levels
    ]
    lines += ["", *table(rows, right=frozenset({1, 2, 3})), ""]
    rows = [
        [f"  {WHOM[part.mode.name]}", f"{part.mode.level_dba:g} dBA", _share(part.share)]
        for part in (week.adult, week.sensitive)
    ]
    header = ["  allowance of a week for", "for 40 h", "used"]
    return [*lines, *table([header, *rows], right=frozenset({1, 2})), "", *_day_lines(week)]


def _verdict(week: WeekOfListening, judged: Allowance) -> list[str]:
    """Whether the week keeps within the allowance, and if not, what does."""
    from auricle.wording import WHOM

    whom, children = WHOM[judged.mode.name], week.sensitive
    verdict = "Within" if judged.is_kept else "More than"
    used = f"{_share(judged.share)}{' of' if judged.share < _TIMES_FROM else ''} it"
    line = f"{verdict} the allowance of a week for {whom}: {used}, in {_heard(week.hours)}"
    if not judged.is_kept:
        way_out = f"{judged.lower_by_db:g} dB lower, the same hours keep within it."
        return [f"{line}.", way_out]
    if not children.is_kept:
        way_out = (
            f"{children.lower_by_db:g} dB lower, the same hours keep within that for children."
        )
        return [f"{line}, but not for children: {_share(children.share)}.", way_out]
    return [f"{line}."]


def _day_lines(week: WeekOfListening) -> list[str]:
    from auricle.hearing import OSHA_TABLE_END_DBA

    busiest = week.busiest_day
    rows = [["  day", "heard", "L_EX,8h", "NIOSH", "OSHA action", "OSHA limit"]]
    rows += [_day_row(f"  {day.day}", day) for day in week.days]
    rows.append(_day_row(f"  busiest ({busiest.day or 'no day named'})", busiest))
    lines = table(rows, right=frozenset(range(1, 6)))
    if any(spell.day is None for spell in week.spells):
        lines.append("  Spells without a day are taken to fall on the busiest day: the worst case.")
    if any(spell.level_dba > OSHA_TABLE_END_DBA for spell in week.spells):
        lines.append(
            f"  Table G-16 of OSHA ends at {OSHA_TABLE_END_DBA:g} dBA; what is louder counts by "
            "the formula of appendix A."
        )
    return lines


def _day_row(name: str, day: DayOfListening) -> list[str]:
    from auricle.wording import figure

    level = f"{figure(day.level_ex_8h_dba, 1)} dBA"
    doses = (day.niosh_dose, day.osha_action_dose, day.osha_limit_dose)
    return [name, _heard(day.hours), level, *map(_share, doses)]


def _share(share: float) -> str:
    """A share of a limit: in percent, or how many times it is reached."""
    from auricle.wording import figure, significant

    if share == 0.0:
        return "0 %"  # nothing counts, where 0.0 % is little
    if share >= _TIMES_FROM:
        return f"{significant(share, 3)} times"
    return f"{figure(100.0 * share, 1 if share < 2.0 else 0)} %"


def _heard(hours: float) -> str:
    """A time that was listened, to the nearest."""
    from decimal import ROUND_HALF_UP

    from auricle.wording import time_text

    return time_text(hours, digits=3, rounding=ROUND_HALF_UP)


def _allowed(hours: float) -> str:
    """A time that may be listened, never rounded up."""
    from auricle.wording import time_text

    return time_text(hours, digits=3)


def _record(week: WeekOfListening, judged: Allowance) -> dict[str, Any]:
    from auricle.estimate import rounded

    return {
        "mode": judged.mode.name,
        "within_allowance": judged.is_kept,
        "hours": rounded(week.hours),
        "dose_pa2h": rounded(week.dose_pa2h),
        "allowances": {
            part.mode.name: _allowance_record(part) for part in (week.adult, week.sensitive)
        },
        "days": [_day_record(day) for day in week.days],
        "busiest_day": _day_record(week.busiest_day),
        "spells": _spell_records(week.spells),
        "program": PROGRAM,
    }


def _allowance_record(allowance: Allowance) -> dict[str, Any]:
    from auricle.estimate import rounded

    return {
        "level_dba": allowance.mode.level_dba,
        "hours": allowance.mode.hours,
        "share": rounded(allowance.share),
        "lower_by_db": allowance.lower_by_db,
        "levels": [
            {
                "level_dba": rounded(level.level_dba),
                "hours": rounded(level.hours),
                "allowed_hours": rounded(level.allowed_hours),
                "left_hours": rounded(level.left_hours),
            }
            for level in allowance.levels
        ],
    }


def _day_record(day: DayOfListening) -> dict[str, Any]:
    from auricle.estimate import rounded

    return {
        "day": day.day,
        "hours": rounded(day.hours),
        "hours_without_day": rounded(day.hours_without_day),
        "niosh_dose": rounded(day.niosh_dose),
        "osha_action_dose": rounded(day.osha_action_dose),
        "osha_limit_dose": rounded(day.osha_limit_dose),
        "level_ex_8h_dba": rounded(day.level_ex_8h_dba),
    }


def _spell_records(spells: Sequence[Spell]) -> list[dict[str, Any]]:
    return [{"level_dba": s.level_dba, "hours": s.hours, "day": s.day} for s in spells]
