"""Doses of sound: equal energy, sums, and weeks."""

import contextlib
import functools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.errors import ListeningError
from auricle.hearing import (
    DAY_WORDS,
    DAYS,
    MAX_ROWS,
    OSHA_PEL_THRESHOLD_DBA,
    Spell,
    level_ex_8h_dba,
    niosh_dose,
    niosh_hours,
    niosh_twa_dba,
    osha_dose,
    osha_hours,
    osha_twa_dba,
    parse_spell,
    parse_spells,
    sound_dose_pa2h,
    week_of_listening,
    weekly_dose,
    weekly_hours,
)

levels_dba = st.floats(0.0, 140.0)
modes = st.sampled_from(["adult", "sensitive"])
short_hours = st.floats(1e-6, 3.0)
spells = st.builds(Spell, levels_dba, short_hours, st.sampled_from([None, *DAYS]))
weeks = st.lists(spells, min_size=1, max_size=8)
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")  # ISO 8601
SEMICOLON = "(columns are parted by commas, not by semicolons, and numbers have a decimal point)"
FIELDS = "fields parted by commas, numbers with a decimal point"
HEADERS = "'level_dba,hours' or 'level_dba,hours,day'"
COMMA = "(is that a decimal comma?)"
DOUBLE_DB = 10.0 * math.log10(2.0)


@given(st.floats(0.0, 136.0), modes)
def test_double_the_energy_halves_the_hours_of_a_week(level_dba, mode):
    one, other = (float(weekly_hours(level_dba + more, mode=mode)) for more in (0.0, DOUBLE_DB))
    assert other == pytest.approx(one / 2.0, rel=1e-12)


@given(st.floats(0.0, 135.0))
def test_3_db_halve_the_hours_of_niosh_and_5_db_those_of_osha(level_dba):
    assert float(niosh_hours(level_dba + 3.0)) == pytest.approx(float(niosh_hours(level_dba)) / 2.0)
    assert float(osha_hours(level_dba + 5.0)) == pytest.approx(float(osha_hours(level_dba)) / 2.0)


@pytest.mark.parametrize("dose", [niosh_dose, osha_dose, sound_dose_pa2h, weekly_dose])
@given(
    st.lists(st.tuples(levels_dba, st.floats(0.0, 3.0)), min_size=1, max_size=4),
    st.lists(st.tuples(levels_dba, st.floats(0.0, 3.0)), min_size=1, max_size=4),
)
def test_doses_add_up(dose, first, second):
    def of(parts):
        return float(dose(*np.array(parts).T))

    together = of(first + second)
    assert together == pytest.approx(of(first) + of(second), rel=1e-12)
    assert math.isfinite(together)


@given(st.floats(73.8, 140.0), modes)
def test_the_hours_of_a_level_use_up_the_allowance(level_dba, mode):
    hours = float(weekly_hours(level_dba, mode=mode))
    assert float(weekly_dose(level_dba, hours, mode=mode)) == pytest.approx(1.0)


@given(levels_dba)
def test_eight_hours_at_a_level_average_to_it(level_dba):
    assert float(niosh_twa_dba(1.0)) == 85.0
    assert float(level_ex_8h_dba(level_dba, 8.0)) == pytest.approx(level_dba, abs=1e-9)
    # 10 lg 2 is 3.0103 dB and not 3, and 16.61 is rounded: the averages are those of the sources.
    exact_dba = 85.0 + (level_dba - 85.0) * DOUBLE_DB / 3.0
    assert float(niosh_twa_dba(niosh_dose(level_dba, 8.0))) == pytest.approx(exact_dba, abs=1e-9)
    osha_dba = float(osha_twa_dba(osha_dose(level_dba, 8.0, threshold_dba=0.0)))
    assert osha_dba == pytest.approx(level_dba, abs=2e-3)


def test_the_durations_are_those_of_table_g_16a():
    # 29 CFR 1910.95 appendix A, printed to three digits.
    table = {80: 32.0, 82: 24.3, 85: 16.0, 90: 8.0, 92: 6.1, 97: 3.0, 105: 1.0, 115: 0.25}
    hours = osha_hours(np.array(list(table), dtype=float))
    np.testing.assert_allclose(hours, list(table.values()), atol=0.05)


def test_osha_counts_from_80_dba_on_and_its_permissible_limit_from_90_on():
    level_dba, hours = np.array([79.9, 80.0, 89.9, 90.0]), np.array([8.0, 8.0, 4.0, 4.0])
    parts = hours / osha_hours(level_dba)
    assert float(osha_dose(level_dba, hours)) == pytest.approx(parts[1:].sum())
    permissible = osha_dose(level_dba, hours, threshold_dba=OSHA_PEL_THRESHOLD_DBA)
    assert float(permissible) == pytest.approx(0.5)


@given(weeks)
def test_a_day_has_a_dose_of_osha_for_its_action_level_and_one_for_its_limit(some):
    week = week_of_listening(some)
    for day in week.days:
        own = [spell for spell in some if spell.day == day.day]
        # 29 CFR 1910.95 appendix A, I(1): C / T with T = 8 / 2^((L - 90) / 5)
        for found, least_dba in ((day.osha_action_dose, 80.0), (day.osha_limit_dose, 90.0)):
            parts = [
                spell.hours / 8.0 * 2.0 ** ((spell.level_dba - 90.0) / 5.0)
                for spell in own
                if spell.level_dba >= least_dba
            ]
            assert found == pytest.approx(math.fsum(parts), rel=1e-12)
    assert week.busiest_day.osha_limit_dose <= week.busiest_day.osha_action_dose


@pytest.mark.parametrize("bad", [math.nan, math.inf, -0.1, 140.1, 1e300])
@pytest.mark.parametrize(
    "call",
    [
        niosh_hours,
        osha_hours,
        weekly_hours,
        lambda level: niosh_dose(level, 1.0),
        lambda level: osha_dose(level, 1.0),
        lambda level: weekly_dose(level, 1.0),
        lambda level: sound_dose_pa2h(level, 1.0),
        lambda level: level_ex_8h_dba(level, 1.0),
        lambda level: Spell(level, 1.0),
    ],
)
def test_a_level_that_no_rule_is_for_is_refused(call, bad):
    with pytest.raises(ValueError, match="level_dba must lie from 0 to 140 dBA"):
        call(bad)


@pytest.mark.parametrize("dose", [niosh_dose, osha_dose, weekly_dose, level_ex_8h_dba])
def test_hours_that_cannot_be_are_refused(dose):
    most = 168.0 if dose is weekly_dose else 24.0
    for bad in (-1.0, math.nan, math.inf):
        with pytest.raises(ValueError, match="hours must be finite and not below 0"):
            dose(80.0, bad)
    with pytest.raises(ValueError, match=f"at most {most:g} in all"):
        dose(np.array([80.0, 81.0]), np.array([most, 0.1]))
    assert math.isfinite(float(dose(80.0, most)))
    assert math.isfinite(float(dose(np.full(240, 80.0), most / 240.0)))


def full(hours, *, times):
    """Two parts that are so many hours, but for a factor."""
    return np.array([hours / 2.0, hours / 2.0 + (times - 1.0) * hours])


FULL = {
    "dose of a day": lambda times: niosh_dose(80.0, full(24.0, times=times)),
    "dose of a week": lambda times: weekly_dose(80.0, full(168.0, times=times)),
    "day": lambda times: week_of_listening(
        [Spell(80.0, hours, "mon") for hours in full(24.0, times=times).tolist()]
    ),
    "week": lambda times: week_of_listening(
        [Spell(80.0, hours) for hours in full(168.0, times=times).tolist()]
    ),
    "table": lambda times: parse_spells(
        "level_dba,hours,day\n"
        + "".join(f"80,{hours!r},mon\n" for hours in full(24.0, times=times).tolist()),
        source="x",
    ),
}


@pytest.mark.parametrize("of", FULL.values(), ids=FULL)
def test_hours_may_exceed_a_day_or_week_by_a_millionth_for_want_of_digits(of):
    of(1.0)
    of(1.0 + 9e-7)
    with pytest.raises((ValueError, ListeningError), match=r"24|168"):
        of(1.0 + 1.1e-6)


def test_a_full_day_and_a_full_week_have_their_hours_and_no_more():
    assert FULL["day"](1.0 + 9e-7).busiest_day.hours == 24.0
    assert FULL["week"](1.0 + 9e-7).hours == 168.0


def test_a_day_of_equal_parts_in_single_precision_is_a_day():
    for parts in (3, 7, 10, 100, 240, 1440):
        hours = np.full(parts, 24.0 / parts, dtype=np.float32)
        dose = float(niosh_dose(np.float32(80.0), hours))
        assert dose == pytest.approx(float(niosh_dose(80.0, 24.0)), rel=1e-5)


def test_silence_has_a_dose_of_0_and_no_level():
    assert float(niosh_dose(80.0, 0.0)) == 0.0
    with pytest.raises(ValueError, match="silence has no level"):
        level_ex_8h_dba(80.0, 0.0)
    for average in (niosh_twa_dba, osha_twa_dba):
        for bad in (0.0, -1.0, math.nan, math.inf):
            with pytest.raises(ValueError, match="dose must be finite and above 0"):
                average(bad)


def test_an_unknown_mode_is_refused():
    with pytest.raises(ValueError, match=r"one of \['adult', 'sensitive'\], got 'child'"):
        weekly_hours(80.0, mode="child")


def test_long_times_have_a_dose_of_sound():
    assert float(sound_dose_pa2h(80.0, 52 * 40.0)) == pytest.approx(52 * 1.6)


@pytest.mark.parametrize(
    ("figures", "complaint"),
    [
        ((80.0, 0.0), "above 0 and at most the 168 of a week"),
        ((80.0, -1.0), "above 0"),
        ((80.0, math.nan), "above 0"),
        ((80.0, 168.1), "168"),
        ((80.0, 24.1, "mon"), "at most the 24 of a day"),
        ((80.0, 1.0, "monday"), "day must be one of mon, tue"),
    ],
)
def test_a_spell_that_cannot_be_is_refused(figures, complaint):
    with pytest.raises(ValueError, match=complaint):
        Spell(*figures)


@given(weeks)
def test_the_parts_of_a_week_hang_together(some):
    week = week_of_listening(some)
    level_dba = np.array([spell.level_dba for spell in some])
    hours = np.array([spell.hours for spell in some])
    assert week.hours == pytest.approx(hours.sum())
    for part in (week.adult, week.sensitive):
        share = float(weekly_dose(level_dba, hours, mode=part.mode.name))
        assert part.share == pytest.approx(share)
        assert part.share == pytest.approx(week.dose_pa2h / part.mode.dose_pa2h)
        assert math.fsum(level.hours for level in part.levels) == pytest.approx(week.hours)
        for level in part.levels:
            assert 0.0 <= level.left_hours <= level.allowed_hours <= 168.0
            after = part.share + float(
                weekly_dose(level.level_dba, level.left_hours, mode=part.mode.name)
            )
            assert after <= max(1.0, part.share) + 1e-9
    assert week.sensitive.share > week.adult.share or week.adult.share == 0.0
    named = {spell.day for spell in some} - {None}
    assert [day.day for day in week.days] == [day for day in DAYS if day in named]
    for day in week.days:
        assert day.hours_without_day == 0.0
        assert day.level_ex_8h_dba <= week.busiest_day.level_ex_8h_dba
    assert week.busiest_day.hours <= 24.0


@given(weeks)
def test_no_order_of_the_spells_changes_a_week(some):
    one, other = week_of_listening(some), week_of_listening(some[::-1])
    assert one.adult.share == pytest.approx(other.adult.share)
    assert one.busiest_day.niosh_dose == pytest.approx(other.busiest_day.niosh_dose)


def test_hours_without_a_day_fall_on_the_busiest_one():
    week = week_of_listening([Spell(91.0, 2.0, "tue"), Spell(85.0, 1.0, "fri"), Spell(97.0, 1.0)])
    busiest = week.busiest_day
    assert (busiest.day, busiest.hours, busiest.hours_without_day) == ("tue", 3.0, 1.0)
    assert busiest.niosh_dose == pytest.approx(3.0)
    assert busiest.level_ex_8h_dba == pytest.approx(89.7368902209655)  # check lex_8h
    assert [(day.day, day.niosh_dose) for day in week.days] == [("tue", 1.0), ("fri", 0.125)]


def test_more_hours_without_a_day_than_a_day_has_fill_it_with_the_loudest():
    week = week_of_listening([Spell(80.0, 40.0), Spell(100.0, 1.0)])
    expected = float(niosh_dose(np.array([100.0, 80.0]), np.array([1.0, 23.0])))
    assert week.busiest_day.day is None
    assert week.busiest_day.hours == 24.0
    assert week.busiest_day.niosh_dose == pytest.approx(expected)


def test_a_day_that_is_full_of_quiet_is_not_the_busiest_one_for_want_of_room():
    week = week_of_listening([Spell(60.0, 23.0, "mon"), Spell(95.0, 10.0)])
    assert (week.busiest_day.day, week.busiest_day.hours) == (None, 10.0)
    all_named = [Spell(60.0, 20.0, day) for day in DAYS]
    week = week_of_listening([*all_named, Spell(95.0, 10.0)])
    assert (week.busiest_day.day, week.busiest_day.hours_without_day) == ("mon", 4.0)


def test_what_is_left_of_a_week_is_the_rest_of_the_allowance():
    adult = week_of_listening([Spell(80.0, 20.0), Spell(90.0, 1.0)]).adult
    assert adult.share == pytest.approx(0.75)
    found = [(level.level_dba, level.allowed_hours, level.left_hours) for level in adult.levels]
    assert found == [(80.0, 40.0, pytest.approx(10.0)), (90.0, 4.0, pytest.approx(1.0))]
    quiet = week_of_listening([Spell(50.0, 160.0)]).adult.levels
    assert [(level.allowed_hours, level.left_hours) for level in quiet] == [(168.0, 8.0)]


def test_exactly_the_allowance_is_kept_and_a_minute_more_is_not():
    assert week_of_listening([Spell(80.0, 40.0)]).adult.is_kept
    assert week_of_listening([Spell(80.0, 0.1)] * 400).adult.is_kept
    assert not week_of_listening([Spell(80.0, 40.0 + 1.0 / 60.0)]).adult.is_kept


@given(weeks)
def test_the_same_hours_so_many_db_lower_keep_within_the_allowance_and_half_a_db_more_do_not(some):
    week = week_of_listening(some)
    for part in (week.adult, week.sensitive):
        assert part.lower_by_db % 0.5 == 0.0
        assert (part.lower_by_db == 0.0) == part.is_kept
        # equal energy: every level x dB lower divides the share by 10^(x / 10)
        assert part.share / 10.0 ** (part.lower_by_db / 10.0) <= 1.0 + 1e-6
        if part.lower_by_db:
            assert part.share / 10.0 ** ((part.lower_by_db - 0.5) / 10.0) > 1.0


def test_a_share_of_whole_half_dbs_is_not_rounded_up_by_its_last_digit():
    for steps in range(1, 60):  # 40 h at 80 dBA are the allowance
        week = week_of_listening([Spell(80.0 + 0.5 * steps, 40.0)])
        assert week.adult.lower_by_db == 0.5 * steps
        assert week.sensitive.lower_by_db == 0.5 * steps + 5.0
    # 20 h of 40 h, at 10 dB more than the 75 dBA of the mode: 10 lg (20 / 40 * 10) = 6.99
    assert week_of_listening([Spell(85.0, 20.0)]).sensitive.lower_by_db == 7.0
    assert week_of_listening([Spell(0.0, 1.0)]).sensitive.lower_by_db == 0.0


@pytest.mark.parametrize(
    ("some", "complaint"),
    [
        ([], "at least one spell"),
        ([Spell(80.0, 13.0, "mon")] * 2, r"a day \(mon\) has 24 hours, the spells come to 26"),
        ([Spell(80.0, 100.0)] * 2, "a week has 168 hours, the spells come to 200"),
    ],
)
def test_a_week_that_cannot_be_is_refused(some, complaint):
    with pytest.raises(ValueError, match=complaint):
        week_of_listening(some)


def written(spell):
    at = "" if spell.day is None else f"@{spell.day}"
    return f"{spell.level_dba!r}:{spell.hours!r}{at}"


def row(spell):
    return f"{spell.level_dba!r},{spell.hours!r},{spell.day or ''}"


@given(spells)
def test_a_spell_that_is_written_is_read_back(spell):
    assert parse_spell(written(spell), source="x") == (spell,)
    assert parse_spells(f"level_dba,hours,day\n{row(spell)}\n", source="x.csv") == (spell,)


def read_or_faults(read, text):
    try:
        return read(text, source="x"), ()
    except ListeningError as error:
        return (), error.faults


@given(st.text())
def test_any_text_is_spells_or_refused_by_name(text):
    for read in (parse_spell, parse_spells):
        for prefix in ("", "85:1@", "level_dba,hours,day\n80,1,"):
            found, faults = read_or_faults(read, prefix + text)
            assert bool(found) != bool(faults)
            assert all(isinstance(spell, Spell) for spell in found)
            assert all(fault.line >= 1 and fault.column >= 1 for fault in faults)


@pytest.mark.parametrize("word", DAY_WORDS)
def test_each_day_that_a_word_names_gets_the_hours(word):
    found = parse_spell(f"85:2@{word}", source="x")
    assert found == tuple(Spell(85.0, 2.0, day) for day in DAY_WORDS[word])
    assert parse_spells(f"level_dba,hours,day\n85,2,{word}\n", source="x") == found


def test_several_days_may_be_named():
    assert [s.day for s in parse_spell("85:2@mon,WED,weekend", source="x")] == [
        "mon",
        "wed",
        "sat",
        "sun",
    ]


@pytest.mark.parametrize("full", NAMES)
def test_a_day_may_be_written_in_full(full):
    found = parse_spell(f"85:2@{full}", source="x")
    assert found == (Spell(85.0, 2.0, full[:3].lower()),)
    assert parse_spells(f"level_dba,hours,day\n85,2,{full}\n", source="x") == found


@pytest.mark.parametrize(("first", "last"), [(a, b) for a in range(7) for b in range(7) if a != b])
def test_a_range_has_its_days_from_the_first_to_the_last_whatever_the_week_begins_with(first, last):
    between = [first]
    while between[-1] != last:
        between.append((between[-1] + 1) % 7)
    expected = tuple(Spell(85.0, 2.0, DAYS[number]) for number in between)
    for written in (f"{DAYS[first]}-{DAYS[last]}", f"{NAMES[first]} - {NAMES[last].upper()}"):
        assert parse_spell(f"85:2@{written}", source="x") == expected
        assert parse_spells(f"level_dba,hours,day\n85,2,{written}\n", source="x") == expected


@pytest.mark.parametrize(
    "header", ["Level_dBA,Hours,Day", "LEVEL_DBA , HOURS , DAY", "\tlevel_dba,\thours,\tday\t"]
)
def test_the_header_of_a_table_may_have_any_case_and_blanks_around_its_commas(header):
    found = parse_spells(f"{header}\n 85 , 2 , Mon \n94,1,\n", source="x")
    assert found == (Spell(85.0, 2.0, "mon"), Spell(94.0, 1.0))
    two = header.rpartition(",")[0]
    assert parse_spells(f"{two}\n85,2\n", source="x") == (Spell(85.0, 2.0),)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("85", "x:1:1: found '85', expected LEVEL:HOURS"),
        ("85:2@mon-mon", "x:1:6: found 'mon-mon', expected mon, tue"),
        ("85:2@mon-weekend", "x:1:6: found 'mon-weekend', expected mon, tue"),
        ("85:2@mon-tue-wed", "x:1:6: found 'mon-tue-wed', expected mon, tue"),
        ("85:2@mon-", "x:1:6: found 'mon-', expected mon, tue"),
        ("85:2@-", "x:1:6: found '-', expected mon, tue"),
        ("85:2@mond", "x:1:6: found 'mond', expected mon, tue"),
        ("85:2@sat-mon,Sunday", "x:1:6: found 'sat-mon,Sunday', expected every day once"),
        ("", "x:1:1: found '', expected LEVEL:HOURS"),
        ("85:", "x:1:4: found '', expected hours with a decimal point"),
        (":2", "x:1:1: found '', expected a level in dBA"),
        (
            "85,5:2",
            (
                "x:1:1: found '85,5', expected a level in dBA with a decimal point "
                "(is that a decimal comma?)"
            ),
        ),
        ("85:1,5@mon", "x:1:4: found '1,5', expected hours with a decimal point (is that a de"),
        ("85:1_0", "x:1:4: found '1_0'"),
        ("85:2:3", "x:1:4: found '2:3'"),
        ("nan:2", "x:1:1: found 'nan'"),
        ("85:inf", "x:1:4: found 'inf'"),
        ("-5:2", "x:1:1: found '-5', expected a level from 0 to 140 dBA"),
        ("1e400:2", "x:1:1: found '1e400', expected a level from 0 to 140 dBA"),
        ("85:0", "x:1:4: found '0', expected hours above 0"),
        ("85:-2", "x:1:4: found '-2', expected hours above 0"),
        ("85:169", "x:1:4: found '169', expected hours above 0 and at most the 168 of a week"),
        ("85:25@mon", "x:1:4: found '25', expected hours above 0 and at most the 24 of a day"),
        ("85:2@", "x:1:6: found '', expected mon, tue"),
        ("85:2@mon,", "x:1:6: found 'mon,', expected mon, tue"),
        ("85:2@today", "x:1:6: found 'today', expected mon, tue"),
        ("85:2@mon,weekdays", "x:1:6: found 'mon,weekdays', expected every day once"),
        ("85:\x1b[2J", r"x:1:4: found '\x1b[2J'"),
    ],
)
def test_a_spell_of_another_form_is_refused_with_its_place(text, place):
    with pytest.raises(ListeningError) as caught:
        parse_spell(text, source="x")
    assert str(caught.value).startswith(place)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", [f"x:1:1: found no header, expected {HEADERS}"]),
        ("85,10\n", ["x:1:1: found '85,10', expected 'level_dba,hours'"]),
        ("# a\nlevel,hours\n", ["x:2:1: found 'level,hours', expected 'level_dba,hours'"]),
        (
            "level_dba;hours;day\n85,5;1;sat\n",
            [f"x:1:1: found 'level_dba;hours;day', expected {HEADERS} {SEMICOLON}"],
        ),
        (
            "Level (dBA)\tHours\n",
            [r"x:1:1: found 'Level (dBA)\tHours', expected 'level_dba,hours'"],
        ),
        (
            # every number with a decimal comma, one of them, and none: a second day too many
            "level_dba,hours,day\n85,5,1,5,sat\n85,5,1,sat\n85,1,5\n85,1,mon,wed\n",
            [
                f"x:2:1: found '85,5,1,5,sat', expected 3 {FIELDS} {COMMA}",
                f"x:3:1: found '85,5,1,sat', expected 3 {FIELDS} {COMMA}",
                f"x:4:1: found '85,1,5', expected 3 {FIELDS} {COMMA}",
                f"x:5:1: found '85,1,mon,wed', expected 3 {FIELDS} (days go one a line",
            ],
        ),
        (
            'level_dba,hours\n"85,5",1\n85.5;1,5\n',
            [
                f"x:2:1: found '\"85,5\",1', expected 2 {FIELDS} {COMMA}",
                f"x:3:1: found '85.5;1,5', expected 2 {FIELDS} {SEMICOLON}",
            ],
        ),
        ("level_dba,hours\n", ["x:1:1: found no spell, expected 'level_dba,hours', then one"]),
        (
            "level_dba,hours\n85;1\n\n85,1,sat\n85,1\n141,x\n",
            [
                f"x:2:1: found '85;1', expected 2 {FIELDS} {SEMICOLON}",
                "x:4:1: found '85,1,sat', expected 2 fields",
                "x:6:1: found '141', expected a level from 0 to 140 dBA",
                "x:6:5: found 'x', expected hours with a decimal point",
            ],
        ),
        ("level_dba,hours,day\n85,1\n", ["x:2:1: found '85,1', expected 3 fields"]),
        ("level_dba,hours,day\n85,1,lundi\n", ["x:2:6: found 'lundi', expected mon, tue"]),
        (
            "level_dba,hours,day\n85,20,sat\n85,3,\n85,5,weekend\n",
            ["x:4:1: found 25 hours on sat, expected at most the 24 of a day"],
        ),
        (
            "level_dba,hours\n85,100\n85,60\n85,10\n85,10\n",
            ["x:4:1: found 170 hours in all, expected at most the 168 of a week"],
        ),
        ("level_dba,hours\n85,1\f\n", [r"x:2:4: found '1\x0c', expected hours"]),
    ],
)
def test_a_table_of_another_form_is_refused_with_every_fault(text, faults):
    with pytest.raises(ListeningError) as caught:
        parse_spells(text, source="x")
    lines = str(caught.value).splitlines()
    assert len(lines) == len(faults)
    for line, fault in zip(lines, faults, strict=True):
        assert line.startswith(fault)


def test_hours_that_the_week_has_already_count():
    before = [Spell(80.0, 20.0, "mon"), Spell(80.0, 140.0)]
    assert parse_spell("80:4@mon", source="x", before=before) == (Spell(80.0, 4.0, "mon"),)
    with pytest.raises(ListeningError, match=r"x:1:1: found 24.5 hours on mon"):
        parse_spell("80:4.5@mon", source="x", before=before)
    with pytest.raises(ListeningError, match=r"x:1:1: found 168.5 hours in all"):
        parse_spell("80:8.5", source="x", before=before)
    rows = "level_dba,hours,day\n80,1,tue\n80,4,mon\n80,0.5,mon\n"
    with pytest.raises(ListeningError, match=r"x:4:1: found 24.5 hours on mon") as caught:
        parse_spells(rows, source="x", before=before)
    assert len(caught.value.faults) == 1


long_spells = st.builds(Spell, st.just(80.0), st.floats(1e-6, 24.0), st.sampled_from([None, *DAYS]))


@given(st.lists(long_spells, min_size=1, max_size=40), st.integers(0, 40))
def test_what_is_read_after_other_spells_is_a_week_or_refused(some, n_before):
    """One sum decides, so that what is read is never refused as a week, whatever its rounding."""
    read = []
    for spell in some[:n_before]:
        with contextlib.suppress(ListeningError):
            read += parse_spell(written(spell), source="x", before=read)
    table = "\n".join(["level_dba,hours,day", *map(row, some[n_before:])])
    found, faults = read_or_faults(functools.partial(parse_spells, before=read), table)
    if faults and some[n_before:]:
        with pytest.raises(ValueError, match=r"24|168"):
            week_of_listening([*read, *some[n_before:]])
    else:
        assert week_of_listening([*read, *found]).hours <= 168.0


def test_a_table_is_of_a_week_and_not_longer():
    row = "60,0.001\n"
    assert len(parse_spells("level_dba,hours\n" + row * MAX_ROWS, source="x")) == MAX_ROWS
    with pytest.raises(ListeningError, match=r"x:10082:1: found another row, expected at most"):
        parse_spells("level_dba,hours\n" + row * (MAX_ROWS + 5), source="x")
