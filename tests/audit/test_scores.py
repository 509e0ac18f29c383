"""Scores as they are written: which texts are one, and what is said of the others."""

from decimal import Decimal

import pytest

from auricle.audit.reading import rating_of, read_review, score_of
from auricle.audit.shelf import digest_of
from tests.audit.published import findings_in, published, rules_in

RATING = "[3.4, 0.7, 0.6, 0.9, 0.6, 0.6]"


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.7", "0.7"), ("1", "1"), (" 3.45 ", "3.45"), ("10", "10"), (".5", "0.5"), ("1.", "1")],
)
def test_a_number_as_scores_are_written_is_one(text, value):
    assert score_of(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "1e30", "1e999999", "inf", "nan", "-0.7", "٣", "½", "0.7/1", "9" * 40, "1_0", "."]
)
def test_any_other_text_is_no_score(text):
    assert score_of(text) is None


@pytest.mark.parametrize("number", ["1e30", "1e999999", "-1e999999", "inf", "nan", "9" * 40, "٣"])
@pytest.mark.parametrize("at", range(6))
def test_a_number_beyond_all_scales_is_off_the_scale_and_nothing_else_breaks(number, at):
    entries = RATING.strip("[]").split(", ")
    written = [*entries[:at], number, *entries[at + 1 :]]
    text = published(front={"rating": f"[{', '.join(written)}]"})
    found = [(one.rule, one.found) for one in findings_in(text)]
    assert ("score-scale", number) in found
    assert digest_of(read_review("a.md", text)).rating == ()


def test_the_rating_is_read_once_for_all():
    review = read_review("a.md", published())
    assert rating_of(review) == tuple(map(Decimal, ("3.4", "0.7", "0.6", "0.9", "0.6", "0.6")))
    assert digest_of(review).rating == (3.4, 0.7, 0.6, 0.9, 0.6, 0.6)
    for rating in ("[3.4, 0.7]", "3.4", "[3.4, 0.7, 0.6, 0.9, 0.6, good]"):
        assert rating_of(read_review("a.md", published(front={"rating": rating}))) is None


@pytest.mark.parametrize("first", ['"3.5"', "!!float 3.5", "&overall 3.5", "'3.5'"])
def test_a_sum_is_put_right_only_where_nothing_but_its_digits_would_change(first):
    text = published(front={"rating": f"[{first}, 0.7, 0.6, 0.9, 0.6, 0.6]"})
    [finding] = findings_in(text)
    assert (finding.rule, finding.found, finding.expected) == ("score-sum", "3.5", "3.4")
    assert finding.edit is None


def test_a_sum_is_not_put_right_while_a_section_has_another_score():
    """0.7 + 0.5 + 0.9 + 0.6 + 0.6 = 3.3, but with the 0.6 that Technology states it is 3.4."""
    text = published(front={"rating": "[3.4, 0.7, 0.5, 0.9, 0.6, 0.6]"})
    found = findings_in(text)
    assert sorted(one.rule for one in found) == ["score-section", "score-sum"]
    assert [one.edit for one in found] == [None, None]


def test_a_ref_with_capital_letters_is_told_and_left_to_the_editor():
    """Whether the ref or the names made of it are wrong, nobody but the editor knows."""
    text = published(front={"ref": ">-\n  Acme-One", "permalink": "/products/en/Acme-One/"})
    found = findings_in(text, file="Acme-One.md")
    assert [(one.rule, one.found, one.edit) for one in found] == [("file-name", "Acme-One", None)]


def test_two_sections_with_one_wrong_score_are_two_findings_with_the_name_of_each():
    score = "$$ \\Large \\text{0.7} $$\n\nSo it is [1]."
    text = published(technology=score, reliability=score)
    found = [one.expected for one in findings_in(text) if one.rule == "score-section"]
    assert ["Technology Level" in one for one in found] == [True, False]
    assert ["Reliability & Support" in one for one in found] == [False, True]


def test_the_score_of_a_section_counts_where_the_rating_is_none():
    assert "score-sum" not in rules_in(published(front={"rating": "[1e30, 1, 1, 1, 1, 1]"}))
