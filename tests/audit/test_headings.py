"""Sections are found under headings of every form that Markdown has for them."""

import pytest

from auricle.audit.reading import read_review
from tests.audit.published import PARTS, published, rules_in


@pytest.mark.parametrize(
    "heading",
    [
        "## Advice {#advice}",
        "## Advice {.wide #advice} ##",
        "## **Advice** {: #advice}",
        "Advice\n------",
        "Advice\n---",
        "Advice \r\n--------\r",
    ],
)
def test_a_section_is_found_under_its_heading(heading):
    text = published(advice_heading=heading)
    assert rules_in(text) == []
    review = read_review("a.md", text)
    section = review.section("advice")
    body = review.text.content[section.body.start : section.body.end]
    assert body.strip().startswith(PARTS["advice"])
    assert section.title == "Advice"


def test_an_underlined_title_may_stand_right_below_the_front_matter():
    assert rules_in(published(overview_heading="Overview\n--------")) == []


@pytest.mark.parametrize(
    "words",
    [
        "It is so [1].\nAdvice\n---",
        "| Advice |\n---",
        "> Advice\n---",
        "- Advice\n---",
        "Advice\n\n---",
    ],
)
def test_other_lines_above_a_rule_are_no_heading(words):
    text = published(technology=f"$$ \\Large \\text{{0.6}} $$\n\n{words}\n\nOwn drivers [1].")
    sections = read_review("a.md", text).sections
    assert [one.title for one in sections].count("Advice") == 1


def test_an_underlined_title_of_no_part_leaves_the_section_whole():
    """A paragraph of one line above a rule is a heading to Markdown, seldom to its author."""
    text = published(technology="$$ \\Large \\text{0.6} $$\n\nOwn drivers [1]\n---\n\nMore [1].")
    section = read_review("a.md", text).section("technology")
    assert "More [1]." in text[section.body.start : section.body.end]
