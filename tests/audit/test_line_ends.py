"""A review says the same with either end of lines."""

from dataclasses import replace

import pytest

from auricle.audit.fix import change_of
from auricle.audit.rules import all_rules
from tests.audit.published import findings_in, published, with_excerpts

SCORE = "$$ \\Large \\text{%s} $$\n\n"


def with_crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def without_edits(findings):
    return [replace(one, edit=None) for one in findings]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_the_bad_example_of_a_rule_has_the_same_findings_with_crlf(rule):
    for file in {excerpt.file for excerpt in rule.bad}:
        text = with_excerpts([one for one in rule.bad if one.file == file])
        found, with_other_ends = findings_in(text), findings_in(with_crlf(text))
        assert without_edits(with_other_ends) == without_edits(found)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        # What a paragraph before spoke of is not spoken of here: 101 + 20 lg 2 = 107.0
        ("science", "The Bravo Two plays as loud.\n\nOf 2 V comes 103 dB SPL."),
        ("science", "2 V make a level of\n\n103 dB SPL."),
        ("science", "2 V give a level of\n103 dB SPL."),
        ("science", "Distortion is 0.05 %\n(-80 dB) at 94 dB SPL."),
        ("technology", "Its 62 ohm impedance\nmeans that it requires\nan amplifier."),
        ("cost_performance", "CP = 219 USD ÷\n249 USD = 0.85."),
        ("cost_performance", "The Bravo Two is equal at 219 USD. CP = 219 USD ÷ 249 USD =\n0.85."),
    ],
)
def test_a_text_that_is_wrapped_has_the_same_findings_with_crlf(part, words):
    score = {"science": "0.7", "cost_performance": "0.9"}.get(part, "0.6")
    text = published(**{part: SCORE % score + words})
    assert without_edits(findings_in(with_crlf(text))) == without_edits(findings_in(text))


def test_what_is_mended_in_a_file_with_crlf_is_mended_as_in_one_without():
    text = published({"rating": "[3.9, 0.7, 0.6, 0.9, 0.6, 0.6]"})
    mended = change_of(text, [one.edit for one in findings_in(text) if one.edit]).new
    assert mended != text
    with_ends = with_crlf(text)
    edits = [one.edit for one in findings_in(with_ends) if one.edit]
    assert change_of(with_ends, edits).new == with_crlf(mended)


def test_lines_that_end_in_both_ways_are_mended_where_they_are_wrong():
    text = published({"rating": "[3.9, 0.7, 0.6, 0.9, 0.6, 0.6]"})
    mixed = text.replace("\n", "\r\n", 3)
    edits = [one.edit for one in findings_in(mixed) if one.edit]
    assert change_of(mixed, edits).new == mixed.replace("[3.9,", "[3.4,")
