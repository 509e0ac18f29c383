"""A baseline knows findings again, and nothing else."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from auricle.audit.baseline import baseline_text, compare, parse_baseline
from auricle.audit.finding import Finding
from auricle.errors import BaselineError
from tests.audit.published import findings_in, published

HERE = Path()
ONE = Finding(
    "reviews/a.md", 9, 10, 13, "score-sum", "error", "no sum", "3.5", "3.4", line_text="r: [3.5]"
)


def compared(findings, baseline_of, **options):
    known = parse_baseline(baseline_text(baseline_of, folder=HERE), file="b.json")
    files = sorted({one.file for one in [*findings, *baseline_of]})
    given = {"folder": HERE, "files": files, "rules": {"score-sum"}, **options}
    return compare(findings, known, **given)


def test_what_was_written_is_known_and_nothing_is_new_or_gone():
    result = compared([ONE], [ONE])
    assert (result.new, result.known, result.gone) == ((), (ONE,), ())


@pytest.mark.parametrize(
    "change", [{"line": 40}, {"column": 1}, {"message": "other words"}, {"line_text": "r:  [3.5] "}]
)
def test_a_finding_is_known_again_after_edits_around_it(change):
    assert compared([replace(ONE, **change)], [ONE]).new == ()


@pytest.mark.parametrize(
    "change",
    [
        {"file": "reviews/b.md"},
        {"rule": "date"},
        {"found": "3.6"},
        {"expected": "3.3"},
        {"line_text": "r: [3.5, 1]"},
    ],
)
def test_another_finding_is_new(change):
    other = replace(ONE, **change)
    assert compared([other], [ONE]).new == (other,)


def test_of_equal_findings_as_many_are_known_as_were_written():
    result = compared([ONE, ONE, ONE], [ONE, ONE])
    assert (len(result.known), len(result.new)) == (2, 1)


def test_what_is_found_no_more_is_gone():
    [gone] = compared([], [ONE]).gone
    assert (gone.file, gone.rule, gone.found) == ("reviews/a.md", "score-sum", "3.5")


@pytest.mark.parametrize("options", [{"files": ["reviews/b.md"]}, {"rules": {"date"}}])
def test_of_files_and_rules_that_were_not_asked_for_nothing_is_gone(options):
    assert compared([], [ONE], **options).gone == ()


def test_names_are_kept_relative_to_the_baseline(tmp_path):
    finding = replace(ONE, file=str(tmp_path / "reviews" / "a.md"))
    text = baseline_text([finding], folder=tmp_path / "checks")
    assert json.loads(text)["findings"][0]["file"] == "../reviews/a.md"


def test_a_baseline_has_a_sorted_line_for_each_kind_of_finding():
    findings = [replace(ONE, file=file) for file in ("b.md", "a.md", "b.md")]
    lines = baseline_text(findings, folder=HERE).splitlines()
    rows = [json.loads(line.strip().removesuffix(",")) for line in lines if '"rule"' in line]
    assert [(row["file"], row["count"]) for row in rows] == [("a.md", 1), ("b.md", 2)]


def test_no_text_of_the_review_but_the_words_found_is_in_a_baseline():
    finding = replace(ONE, line_text="a whole paragraph of a review")
    assert "paragraph" not in baseline_text([finding], folder=HERE)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "no JSON (Expecting value)"),
        ("[1, 2", "no JSON (Expecting ',' delimiter)"),
        ("[]", "no baseline"),
        ("[" * 100_000, "too much of something"),
        ('{"auricle-baseline": 2, "findings": []}', "version 2"),
        ('{"auricle-baseline": true, "findings": []}', "version True"),
        ('{"auricle-baseline": 1, "findings": {}}', "no list of findings"),
        ('{"auricle-baseline": 1, "findings": [3]}', "findings[0] that is no object"),
    ],
)
def test_a_broken_baseline_is_refused_with_the_place(text, found):
    with pytest.raises(BaselineError) as error:
        parse_baseline(text, file="b.json")
    assert error.value.faults[0].found == found
    assert error.value.faults[0].file == "b.json"


@pytest.mark.parametrize(
    "change",
    [{"count": 0}, {"count": -3}, {"count": "1"}, {"count": True}, {"found": None}, {"line": 7}],
)
def test_an_entry_with_a_wrong_value_is_refused_with_its_line(change):
    whole = json.loads(baseline_text([ONE], folder=HERE))
    whole["findings"][0] |= change
    rows = json.dumps(whole["findings"][0])
    text = f'{{\n  "auricle-baseline": 1,\n  "findings": [\n    {rows}\n  ]\n}}\n'
    with pytest.raises(BaselineError) as error:
        parse_baseline(text, file="b.json")
    assert [fault.line for fault in error.value.faults] == [4]


def test_conflict_marks_of_a_merge_are_refused():
    text = baseline_text([ONE], folder=HERE).replace("{\n", "{\n<<<<<<< HEAD\n", 1)
    with pytest.raises(BaselineError, match=r"b\.json:2:1"):
        parse_baseline(text, file="b.json")


SCORE = "$$ \\Large \\text{%s} $$\n\n"
CP = SCORE % "0.8" + "The Bravo Two has an equal or better response [3]. CP = %s USD ÷ 249 USD."
RATED = {"rating": "[3.3, 0.7, 0.6, 0.8, 0.6, 0.6]"}
# Two reviews of which each has one fault of a rule, in words alike as far as the rule allows.
PAIRS = {
    "score-section": (
        published(technology=SCORE % "0.7" + "So [1]."),
        published(reliability=SCORE % "0.7" + "So [1]."),
    ),
    "sections": (published(advice_heading="## X"), published(overview_heading="## X")),
    "section-score": (
        published(technology="So [1].\n\n" + SCORE % "0.6"),
        published(reliability="So [1].\n\n" + SCORE % "0.6"),
    ),
    "score-repeated": (
        published(technology=SCORE % "0.6" + SCORE % "0.6"),
        published(reliability=SCORE % "0.6" + SCORE % "0.6"),
    ),
    "score-sum": (
        published(front={"rating": "[3.9, 0.7, 0.6, 0.9, 0.6, 0.6]"}),
        published(front={"rating": "[3.9, 0.6, 0.7, 0.9, 0.6, 0.6]"}),
    ),
    "cp-score": (
        published(RATED, cost_performance=CP % 219),
        published(RATED, cost_performance=CP % 79),
    ),
    "front-matter-keys": (published(front={"price": None}), published(front={"tags": None})),
    "citation-without-entry": (
        published(advice="It suits mixing [7], and the Bravo Two [3]."),
        published(advice="It suits mixing [8], and the Bravo Two [3]."),
    ),
    "closing-date": (published(closing="(2025.8.19)"), published(closing="(2025.8.21)")),
}


@pytest.mark.parametrize("rule", PAIRS)
def test_a_fault_that_is_known_hides_no_other_of_its_rule(rule):
    """0.8795 is no 0.8 but 0.9, and 79 ÷ 249 = 0.3173 is 0.3, and so on."""
    first, second = ([one for one in findings_in(text) if one.rule == rule] for text in PAIRS[rule])
    assert len(first) == len(second) == 1
    assert compared(second, first, rules={rule}).new == tuple(second)
    assert compared(first, first, rules={rule}).new == ()
