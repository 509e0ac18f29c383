"""Switches inside a review let findings stand, and are looked after themselves."""

import pytest

from auricle.audit.rules import rule_named
from tests.audit.published import findings_in, published, rules_in

SUM = {"rating": "[3.5, 0.7, 0.6, 0.9, 0.6, 0.6]"}  # the axes add up to 3.4
SCORE = "$$ \\Large \\text{%s} $$"


def with_switch(switch: str, score: str = "0.7") -> str:
    """A review whose section on technology has a switch above its score; 0.6 is right."""
    return published(technology=f"{switch}\n{SCORE % score}\n\nOwn drivers [1].")


def test_without_a_switch_the_fault_is_found():
    assert rules_in(with_switch("")) == ["score-section"]


def test_a_switch_above_a_line_lets_its_finding_stand():
    switch = "<!-- auricle: ignore score-section because the list is mended tomorrow -->"
    assert rules_in(with_switch(switch)) == []


def test_a_switch_lets_only_the_rule_stand_that_it_names():
    switch = "<!-- auricle: ignore score-sum because the axes are weighted -->"
    assert "score-section" in rules_in(with_switch(switch))


def test_a_switch_counts_for_the_next_line_and_no_further():
    switch = "<!-- auricle: ignore score-section because it is known -->\n\nText [1].\n"
    assert "score-section" in rules_in(with_switch(switch))


def test_a_switch_for_the_file_counts_wherever_it_stands():
    text = with_switch("") + "\n<!-- auricle: ignore-file score-section because it is old -->\n"
    assert "score-section" not in rules_in(text)


def test_several_rules_are_named_with_commas():
    switch = "<!-- auricle: ignore score-sum, score-section because both are known -->"
    assert "score-section" not in rules_in(with_switch(switch))


@pytest.mark.parametrize("place", ["rating", "above"])
def test_a_comment_in_the_front_matter_is_a_switch(place):
    comment = "# auricle: ignore score-sum because the axes are weighted"
    if place == "rating":
        front = {"rating": f"{SUM['rating']} {comment}"}
    else:
        front = {"date": f"2025-08-20\n{comment}", **SUM}
    assert rules_in(published(front=SUM)) == ["score-sum"]
    assert rules_in(published(front=front)) == []


def test_a_switch_without_a_reason_works_and_is_told():
    switch = "<!-- auricle: ignore score-section -->"
    assert rules_in(with_switch(switch)) == ["pragma-without-reason"]


def test_a_rule_that_there_is_not_is_told_with_the_nearest_one():
    [one] = findings_in(with_switch("<!-- auricle: ignore score-sums because X -->", score="0.6"))
    assert (one.rule, one.found, one.expected) == ("pragma-unknown-rule", "score-sums", "score-sum")


@pytest.mark.parametrize("switch", ["auricle: ignroe score-sum", "auricle: ignore", "auricle:"])
def test_a_comment_that_means_to_be_a_switch_and_is_none_is_told(switch):
    [one] = findings_in(with_switch(f"<!-- {switch} -->", score="0.6"))
    assert one.rule == "pragma-unknown-rule"
    assert one.line_text == f"<!-- {switch} -->"


@pytest.mark.parametrize("words", ["<!-- a note on auricle: it is a program -->", "auricle: x"])
def test_what_only_speaks_of_the_program_is_no_switch(words):
    assert "pragma-unknown-rule" not in rules_in(with_switch(words, score="0.6"))


def test_a_switch_that_lets_nothing_stand_is_told():
    switch = "<!-- auricle: ignore score-section because it is known -->"
    [one] = findings_in(with_switch(switch, score="0.6"))
    assert (one.rule, one.found) == ("pragma-unused", "score-section")


def test_of_a_rule_that_was_not_applied_no_switch_is_called_unused():
    switch = "<!-- auricle: ignore score-section because it is known -->"
    rules = [rule_named("pragma-unused"), rule_named("score-sum")]
    assert rules_in(with_switch(switch, score="0.6"), rules=rules) == []


def test_half_a_switch_that_is_unused_is_told_by_its_rule():
    switch = "<!-- auricle: ignore score-sum, score-section because both are known -->"
    found = findings_in(with_switch(switch))
    assert [(one.rule, one.found) for one in found] == [("pragma-unused", "score-sum")]


SCORE_SECTION = "<!-- auricle: ignore score-section because a -->"
NO_ENTRY = "<!-- auricle: ignore citation-without-entry because b -->"


@pytest.mark.parametrize(
    "between", ["\n", "\n\n", " ", "\n<!-- a note -->\n", "\n<!-- two\nlines -->"]
)
def test_switches_above_each_other_count_for_one_line(between):
    both = f"{SCORE_SECTION}{between}{NO_ENTRY}\n{SCORE % '0.7'} [9]\n\nOwn drivers [1]."
    assert rules_in(published(technology=both)) == []
    one = f"{SCORE_SECTION}{between}<!-- b -->\n{SCORE % '0.7'} [9]\n\nOwn drivers [1]."
    assert rules_in(published(technology=one)) == ["citation-without-entry"]


def test_switches_above_each_other_in_the_front_matter_count_for_one_key():
    first = "# auricle: ignore date because a"
    second = "# auricle: ignore score-sum because the axes are weighted"
    text = published(front={"date": f"2025-08-20\n{first}\n{second}", **SUM})
    assert rules_in(text) == ["pragma-unused"]


def test_a_switch_at_the_end_of_a_line_counts_for_it_though_another_stands_before():
    line = f"Own drivers [9]. {SCORE_SECTION} {NO_ENTRY}"
    text = published(technology=f"{SCORE % '0.6'}\n\n{line}")
    assert rules_in(text) == ["pragma-unused"]


@pytest.mark.parametrize(
    "shown",
    [
        f"`{NO_ENTRY.replace('ignore', 'ignore-file')}`",
        f"`` {NO_ENTRY.replace('ignore', 'ignore-file')} ` ``",
        f"`a\n{NO_ENTRY[4:-3]}b`",
    ],
)
def test_a_switch_shown_in_a_line_as_code_is_none(shown):
    text = published(technology=f"{SCORE % '0.6'}\n\nWrite {shown}, so it is [9].")
    assert "citation-without-entry" in rules_in(text)


@pytest.mark.parametrize("shown", ["`<!--`", "<!-- in the middle of a line", "\\<!--"])
def test_what_opens_no_comment_hides_nothing(shown):
    text = published(technology=f"{SCORE % '0.6'}\n\nWrite {shown} to hide it [9].")
    assert rules_in(text) == ["citation-without-entry"]


@pytest.mark.parametrize(
    "before", ["A stray ` here.\n\n", "A stray ` here.\n- A list.\n", "It`s here.\n"]
)
def test_a_stray_mark_of_code_hides_no_switch(before):
    text = published(technology=f"{SCORE % '0.6'}\n\n{before}{NO_ENTRY}\nSo it is [9]. Another `.")
    assert rules_in(text) == []


def test_a_comment_that_opens_a_line_and_never_closes_hides_the_rest():
    text = published(front={"ref": "acme-one"}).replace("## Advice", "<!--\n## Advice")
    assert "sections" in rules_in(text)
