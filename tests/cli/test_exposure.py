"""``auricle exposure``: a week of listening, as text and as JSON."""

import json
import os
import re
import shlex
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from auricle.hearing import HIGHEST_LEVEL_DBA

from .program import assert_is_fit_for_people, run, run_program
from .test_json_schemas import DOCS, closed_objects, objects, without

WEEKS = {
    "no day": ("85:10", "94:1.5"),
    "days": ("85:2@weekdays", "97:1@sat"),
    "both": ("60:5@sun", "85:2", "97:1@mon,wed"),
    "careful": ("75:40", "--sensitive"),
    "loudest": (f"{HIGHEST_LEVEL_DBA:g}:1", "0:2@daily"),
}


def schema():
    return json.loads((DOCS / "schemas" / "exposure.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def outputs():
    return [run("exposure", *week, "--json").record for week in WEEKS.values()]


def table(folder: Path, text: str | bytes, name: str = "week.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def test_the_verdict_comes_first_and_in_plain_words():
    over = run("exposure", "85:10", "94:1.5").stdout
    assert over.startswith("More than the allowance of a week for adults: 173.3 % of it, in 11.5 h")
    within = run("exposure", "75:20").stdout
    assert within.startswith("Within the allowance of a week for adults: 15.8 % of it, in 20 h.\n")
    careful = run("exposure", "80:20", "--sensitive").stdout
    assert careful.startswith("More than the allowance of a week for children and careful listen")
    assert "250000 times it" in run("exposure", "140:10").stdout


def test_a_week_beyond_the_allowance_is_told_by_how_many_db_lower_it_is_within():
    # (10 h * 10^1 + 4 h * 10^1.5) / (40 h * 10^0), in levels above 75 dBA: 10 lg 5.66 = 7.53
    lines = run("exposure", "85:2@weekdays", "90:4@sun", "--sensitive").stdout.splitlines()
    assert "children and careful listeners: 566 % of it" in lines[0]
    assert lines[1] == "8 dB lower, the same hours keep within it."
    # 10 lg(50 / 40) = 0.97 dB
    lines = run("exposure", "80:50").stdout.splitlines()
    assert lines[1] == "1 dB lower, the same hours keep within it."
    lines = run("exposure", "80.5:40").stdout.splitlines()
    assert lines[1] == "0.5 dB lower, the same hours keep within it."
    assert "dB lower" not in run("exposure", "75:40").stdout


def test_what_adults_may_hear_and_children_may_not_is_said_in_the_verdict():
    lines = run("exposure", "80:31.622777").stdout.splitlines()  # 10^1.5 h; 10 lg 2.5 = 3.98 dB
    assert lines[0] == (
        "Within the allowance of a week for adults: 79.1 % of it, in 31.6 h, "
        "but not for children: 250 %."
    )
    assert lines[1] == "4 dB lower, the same hours keep within that for children."
    within = run("exposure", "75:40").stdout
    assert "children:" not in within
    over = run("exposure", "80:41").stdout.splitlines()
    assert over[0] == "More than the allowance of a week for adults: 102.5 % of it, in 41 h."
    sensitive = run("exposure", "80:20", "--sensitive").stdout.splitlines()
    assert sensitive[0].endswith("children and careful listeners: 158.1 % of it, in 20 h.")


@pytest.mark.parametrize("week", ["80.5:35.6502", "140:0.00004", "75:167.9", "100:0.4", "79:50.3"])
def test_the_longest_verdict_is_a_line(week):
    assert len(run("exposure", week).stdout.splitlines()[0]) <= 100


def test_a_day_beyond_what_niosh_recommends_is_said_at_once():
    third = run("exposure", "91:2@mon", "97:1@mon").stdout.splitlines()[2]
    assert third == "The busiest day is more than NIOSH recommends for a working day: 300 %."
    third = run("exposure", "91:2@mon", "97:1").stdout.splitlines()[2]
    assert third.startswith("At worst the busiest day is more than NIOSH recommends")
    assert "more than NIOSH" not in run("exposure", "85:8@mon").stdout


def test_the_action_level_and_the_limit_of_osha_are_told_apart():
    # 20 h at 85 dBA: T = 8 h / 2^((85 - 90) / 5) = 16 h, and nothing from 90 dBA on
    lines = run("exposure", "85:20@mon").stdout.splitlines()
    header = next(line for line in lines if line.startswith("  day "))
    assert header.endswith("OSHA action  OSHA limit")
    row = next(line for line in lines if line.startswith("  mon "))
    assert row.split()[-4:] == ["125.0", "%", "0", "%"]
    # 4 h at 95 dBA are all of the limit: T = 8 h / 2^((95 - 90) / 5) = 4 h
    day = run("exposure", "85:8@mon", "95:4@mon", "--json").record["days"][0]
    assert (day["osha_action_dose"], day["osha_limit_dose"]) == (1.5, 1.0)
    rules = " ".join(" ".join(lines).split())
    assert "action: counted from 80 dBA on, 50 % is the action level" in rules
    assert "limit: counted from 90 dBA on, 100 % is the most of a working day" in rules


def test_a_level_beyond_the_table_of_osha_is_said_to_be_beyond_it():
    # 29 CFR 1910.95 table G-16 has 1/4 h or less at its last level, 115 dBA.
    beyond = "Table G-16 of OSHA ends at 115 dBA"
    assert beyond not in run("exposure", "115:0.25@mon").stdout
    assert beyond in run("exposure", "115.1:0.1@mon", "80:1@tue").stdout
    assert beyond in run("exposure", "120:0.1").stdout


@pytest.mark.parametrize("week", WEEKS.values(), ids=WEEKS)
def test_the_text_is_fit_for_people_and_says_what_it_rests_on(week):
    text = run("exposure", *week).stdout
    assert_is_fit_for_people(text, longest=100)
    for said in (
        "ITU-T H.870",
        "98-126",
        "29 CFR 1910.95",
        "ISO 1999",
        "A-weighted and those of a diffuse field",
        "at\nthe eardrum",
        "`auricle drive`",
        "no medical advice",
    ):
        assert said in text


@pytest.mark.parametrize("level", ["91", "93.7", "85.2", "100", "118", "127.3", "76", "70"])
@pytest.mark.parametrize("sensitive", [(), ("--sensitive",)])
def test_hours_that_are_said_to_be_allowed_or_left_are(level, sensitive):
    def cells(*arguments):
        lines = run("exposure", *arguments, *sensitive).stdout.splitlines()
        row = next(line for line in lines if line.startswith(f"  {level} dBA"))
        times = re.findall(r"([0-9.]+) (h|min|s)", row.split("dBA")[1])
        parts = {"h": 1.0, "min": 60.0, "s": 3600.0}
        return [float(figure) / parts[unit] for figure, unit in times]

    _, allowed, _ = cells(f"{level}:0.00000001")
    # 40 h at 80 dBA, or at 75 dBA in the sensitive mode, or equal energy: ITU-T H.870
    exact = 40.0 * 10.0 ** (((75.0 if sensitive else 80.0) - float(level)) / 10.0)
    assert 0.9 * min(exact, 168.0) < allowed <= min(exact, 168.0) * (1.0 + 1e-9)
    assert run("exposure", f"{level}:{allowed:.12f}", *sensitive).stdout.startswith("Within")
    _, _, left = cells(f"{level}:{allowed / 3.0:.12f}")
    both = (f"{level}:{allowed / 3.0:.12f}", f"{level}:{left:.12f}")
    assert run("exposure", *both, *sensitive).stdout.startswith("Within")


def test_hours_allowed_and_left_stand_at_each_level():
    lines = run("exposure", "80:20", "90:1").stdout.splitlines()
    cells = [line.split() for line in lines]
    assert ["80", "dBA", "20", "h", "40", "h", "10", "h"] in cells
    assert ["90", "dBA", "1", "h", "4", "h", "1", "h"] in cells
    # 40 h at 80 dBA are 14.4 s at 120 dBA; 8 h leave four fifths of them, less the 1.01 s: 10.5 s
    assert ["120", "dBA", "1", "s", "14", "s", "10", "s"] in [
        line.split() for line in run("exposure", "120:0.00028", "80:8").stdout.splitlines()
    ]


def test_every_day_that_is_named_has_a_row_and_others_are_said_to_be_the_worst_case():
    text = run("exposure", "85:2@weekdays", "97:1@sat").stdout
    for day in ("mon", "tue", "wed", "thu", "fri", "sat", "busiest (sat)"):
        assert f"\n  {day} " in text
    assert "sun" not in text
    assert "worst case" not in text
    assert "Spells without a day are taken to fall on the busiest day: the worst case." in (
        run("exposure", "85:2").stdout
    )


def test_json_says_the_same(outputs):
    first, days = outputs[0], outputs[1]
    assert first["mode"] == "adult"
    assert first["within_allowance"] is False
    assert first["allowances"]["adult"]["share"] == pytest.approx(1.73253, abs=1e-5)
    assert first["days"] == []
    assert first["busiest_day"]["hours_without_day"] == 11.5
    assert [day["day"] for day in days["days"]] == ["mon", "tue", "wed", "thu", "fri", "sat"]
    assert days["busiest_day"]["niosh_dose"] == 2.0
    # 10 lg(10 / 40 * 10^0.5 + 1.5 / 40 * 10^1.4) = 2.39 dB, and 5 dB more for children
    assert first["allowances"]["adult"]["lower_by_db"] == 2.5
    assert first["allowances"]["sensitive"]["lower_by_db"] == 7.5
    assert outputs[3]["allowances"]["sensitive"]["lower_by_db"] == 0.0
    assert outputs[3]["mode"] == "sensitive"
    assert outputs[3]["within_allowance"] is True


def test_the_schema_is_exact_and_describes_every_key():
    found = schema()
    Draft202012Validator.check_schema(found)
    assert all(part.get("additionalProperties") is False for part in objects(found))
    for place, part in closed_objects(found):
        assert set(part["properties"]) == set(part["required"]), place
        assert all(entry.get("description") for entry in part["properties"].values()), place


def test_what_is_printed_fits_the_schema_and_nothing_else_does(outputs):
    check = Draft202012Validator(schema())
    for output in outputs:
        assert [error.message for error in check.iter_errors(output)] == []
        assert not check.is_valid({**output, "unheard_of": None})
    for place, part in closed_objects(schema()):
        for key in part["properties"]:
            lacking = without({"exposure": schema()}, "exposure", place, key)["exposure"]
            checker = Draft202012Validator(lacking)
            assert not all(map(checker.is_valid, outputs)), (*place, key)


def test_a_table_and_arguments_are_one_week(tmp_path):
    path = table(tmp_path, "\ufeff# my week\r\nlevel_dba,hours,day\r\n85,10,\r\n94,1.5,sat\r\n")
    one = run("exposure", path, "97:1@sun", "--json").record
    other = run("exposure", "85:10", "94:1.5@sat", "97:1@sun", "--json").record
    assert one == other


def test_a_table_may_name_days_in_full_and_as_ranges_as_arguments_may(tmp_path):
    path = table(tmp_path, "Level_dBA, Hours, Day\n85, 2, Monday-fri\n94, 1.5, Saturday\n")
    one = run("exposure", path, "--json").record
    assert one == run("exposure", "85:2@weekdays", "94:1.5@sat", "--json").record
    assert one == run("exposure", "85:2@mon-Friday", "94:1.5@SATURDAY", "--json").record


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("Level_dBA;Hours\n85,5;2\n", "not by semicolons, and numbers have a decimal point"),
        ("level_dba,hours\n85,5,2\n", "is that a decimal comma?"),
        ("", "week.csv:1:1: found no header, expected 'level_dba,hours'"),
        ("85,10\n", "week.csv:1:1: found '85,10'"),
        ("level_dba,hours\n85,1,5\n", "week.csv:2:1: found '85,1,5', expected 2 fields"),
        ("level_dba,hours\n=1+1,2\n", "week.csv:2:1: found '=1+1'"),
        ("level_dba,hours\n85,1e999\n", "week.csv:2:4: found '1e999', expected hours above 0"),
        ("level_dba,hours,day\n85,25,sat\n", "week.csv:2:4: found '25', expected hours above 0"),
        ("level_dba,hours\n85,\x1b[2J\n", r"week.csv:2:4: found '\x1b[2J'"),
        ("level_dba,hours\n85,\u202e1\n", r"week.csv:2:4: found '\u202e1'"),
        (b"level_dba,hours\n85,1\xff\n", "week.csv:2:1: found bytes, expected UTF-8 text"),
        (b"\x89PNG\r\n\x1a\n", "week.csv:1:1: found bytes"),
        (b"\0" * 100, r"week.csv:1:1: found '\x00"),
        (b"\xff\xfel\0e\0", "week.csv:1:1: found bytes"),
        (b"0" * (2**20 + 1), "week.csv:1:1: found what cannot be read: "),
        ("level_dba,hours\n" + "85,x\n" * 3, "week.csv:4:4: found 'x'"),
    ],
)
def test_a_table_that_is_none_is_refused_with_its_place(tmp_path, text, complaint):
    ran = run("exposure", table(tmp_path, text), status=2)
    assert complaint in ran.stderr
    assert ran.stdout == ""


def test_the_name_of_a_file_cannot_write_to_the_terminal(tmp_path):
    path = table(tmp_path, "x\n", name="a\x1b[2J\n.csv")
    assert "\x1b" not in run("exposure", path, status=2).stderr


def test_no_file_or_what_is_no_file_is_refused(tmp_path):
    assert "cannot be read" in run("exposure", tmp_path / "no.csv", status=2).stderr
    (tmp_path / "folder.csv").mkdir()
    assert "cannot be read" in run("exposure", tmp_path / "folder.csv", status=2).stderr
    os.mkfifo(tmp_path / "pipe.csv")
    assert "cannot be read" in run("exposure", tmp_path / "pipe.csv", status=2).stderr


def test_all_faults_of_all_arguments_come_at_once(tmp_path):
    path = table(tmp_path, "level_dba,hours\n85,x\n")
    lines = run("exposure", "85,5:1", "80:1", path, "80:1@now", status=2).stderr.splitlines()
    assert lines[0] == "refused [listening]"
    assert len(lines) == 4
    for place in ("argument 1:1:1: found '85,5'", "week.csv:2:4", "argument 4:1:6: found 'now'"):
        assert any(place in line for line in lines)


def test_a_file_that_cannot_be_read_does_not_hide_the_other_faults(tmp_path):
    lines = run("exposure", "bad", tmp_path / "no.csv", "80:x", status=2).stderr.splitlines()
    assert lines[0] == "refused [listening]"
    assert len(lines) == 4
    for said in (
        "argument 1:1:1: found 'bad'",
        "no.csv:1:1: found what cannot be read: No such file or directory, expected a table",
        "argument 3:1:4: found 'x'",
    ):
        assert any(said in line for line in lines)


def test_too_many_hours_are_refused_alike_in_arguments_in_a_table_and_in_both(tmp_path):
    path = table(tmp_path, "level_dba,hours,day\n80,1,tue\n85,10,mon\n")
    both = table(tmp_path, "level_dba,hours,day\n85,20,mon\n85,10,mon\n", name="both.csv")
    said = "found 30 hours on mon, expected at most the 24 of a day"
    for arguments, place in (
        (["85:20@mon", "85:10@mon"], "argument 2:1:1"),
        (["85:20@mon", path], f"{path}:3:1"),
        ([path, "85:20@mon"], "argument 2:1:1"),
        ([both], f"{both}:3:1"),
        (["85:20@mon", "85:1@tue", "85:10@sun-mon"], "argument 3:1:1"),
    ):
        ran = run("exposure", *arguments, status=2)
        assert ran.stderr == f"refused [listening]\n{place}: {said}"
        assert ran.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ("", "Missing argument"),
        ("week.txt", "argument 1:1:1: found 'week.txt', expected LEVEL:HOURS"),
        ("80:20@mon 80:5@mon", "argument 2:1:1: found 25 hours on mon, expected at most the 24"),
        ("80:100 80:100", "argument 2:1:1: found 200 hours in all, expected at most the 168"),
        ("80:24@daily 80:1", "argument 2:1:1: found 169 hours in all, expected at most the 168"),
        ("80:1 --careful", "No such option"),
        ("-5:1", "No such option"),
        ("-- -5:1", "argument 1:1:1: found '-5', expected a level from 0 to 140 dBA"),
    ],
)
def test_wrong_usage_and_refused_input_end_with_2(arguments, complaint):
    ran = run_program("exposure", *shlex.split(arguments))
    assert ran.returncode == 2
    assert complaint in ran.stderr.decode("utf-8")
    assert ran.stdout == b""


def test_the_program_prints_the_same_bytes_every_time():
    first, second = (run_program("exposure", "85:2@daily", "--json") for _ in range(2))
    assert first.returncode == 0
    assert first.stdout == second.stdout
    assert first.stderr == b""


def test_the_help_has_examples_that_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    table(tmp_path, "level_dba,hours\n85,10\n")
    examples = run("exposure", "--help").stdout.split("Examples:")[1].split("\n")
    lines = [line.strip() for line in examples if line.strip()]
    assert len(lines) == 3
    for line in lines:
        run(*shlex.split(line)[1:])
