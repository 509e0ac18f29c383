"""The form of a review: whose form it is, and what may vary in it without a finding."""

import pytest

from auricle.audit.reading import read_review
from tests.audit.published import findings_in, published, rules_in

PLAIN = published()


@pytest.mark.parametrize(
    "front",
    [
        "title: A loud loudspeaker\nrating: 4",
        'title: A loud loudspeaker\nrating: "4.5/5"\nprice: 129.00',
        "title: A loud loudspeaker\nrating: [5, 4, 4]",
        "title: A loud loudspeaker\nrating:\n  sound: 5\n  build: 4",
        "title: A loud loudspeaker\ndate: 2025-03-02\nrating: 4.7\nreviews: 212",
    ],
)
def test_the_stars_of_another_site_make_no_review_of_five_axes(front):
    text = f"---\n{front}\n---\n\n## Sound\n\nLoud and clear.\n\n## Verdict\n\nFour of five.\n"
    assert rules_in(text) == []


@pytest.mark.parametrize(
    "front",
    [
        "target_name: Acme One\nrating: 3.4",
        "title: Acme One\nrating: [3.4, 0.7, 0.6, 0.9, 0.6, 0.6]",
        "title: Acme One\nrating: [3.4, 0.7, 0.6, 0.9, 0.6]",
    ],
)
def test_a_rating_of_axes_or_with_the_keys_of_a_review_makes_it_one_of_five_axes(front):
    assert read_review("acme-one.md", f"---\n{front}\n---\nText.\n").kind == "five-axis"


@pytest.mark.parametrize(
    "closing",
    ["(2025.08.20)", "（2025.8.20）", "(2025. 8. 20)", "**(2025.8.20)**", "*(2025.8.20)*"],
)
def test_a_closing_date_may_have_wide_brackets_blanks_or_stars(closing):
    assert rules_in(published(closing=closing)) == []


def test_a_closing_date_in_wide_brackets_is_held_against_the_date_of_the_front_matter():
    [found] = findings_in(published(closing="（2025.8.19）"))
    assert (found.rule, found.found) == ("closing-date", "（2025.8.19）")


@pytest.mark.parametrize(
    ("heading", "written"),
    [
        ("## Overview", "## 1. Overview"),
        ("## Overview", "## 1) Overview"),
        ("## Overview", "## Overview {#overview}"),
        ("## Overview", "## **Overview**"),
        ("## Reliability & Support", "## Reliability &amp; Support"),
        ("## Reliability & Support", "## Reliability and Support"),
    ],
)
def test_a_section_is_known_by_its_words_whatever_marks_stand_beside_them(heading, written):
    assert rules_in(PLAIN.replace(heading, written)) == []


@pytest.mark.parametrize(
    "written",
    [
        "$$\n\\Large \\text{0.7}\n$$",
        "$$ \\huge \\text{0.7} $$",
        "$$ \\Large \\mathbf{0.7} $$",
        "$$\\LARGE\\text{0.7}$$",
    ],
)
def test_a_score_is_read_in_any_large_type(written):
    assert rules_in(PLAIN.replace("$$ \\Large \\text{0.7} $$", written)) == []


@pytest.mark.parametrize("written", ["0.6/1", "0.6 / 1.0", "0,6", "0.60"])
def test_a_score_may_say_of_what_it_is_or_have_a_decimal_comma(written):
    assert rules_in(PLAIN.replace("\\text{0.6}", f"\\text{{{written}}}")) == []


def test_a_score_that_is_shown_as_code_is_no_second_score():
    code = "The drivers, as `$$ \\Large \\text{0.1} $$` shows,"
    assert rules_in(PLAIN.replace("The drivers", code)) == []


def test_a_score_in_another_type_is_held_against_the_rating():
    text = PLAIN.replace("$$ \\Large \\text{0.7} $$", "$$ \\huge \\mathbf{0.8} $$")
    assert rules_in(text) == ["score-section"]


@pytest.mark.parametrize(
    "file",
    ["acme-one/index.md", "acme-one/index.en.md", "acme-one.en.md", "acme-one_2025-08-20.md"],
)
def test_a_file_may_be_named_by_its_folder_or_carry_its_language(file):
    assert rules_in(PLAIN, file=file) == []


@pytest.mark.parametrize("file", ["acme-two/index.md", "acme-one.two.md", "index.md"])
def test_another_name_of_the_file_is_told(file):
    assert rules_in(PLAIN, file=file) == ["file-name"]


@pytest.mark.parametrize("tail", ["acme-one", "acme-one.html", "acme-one/index.html"])
def test_a_permalink_may_end_with_a_page(tail):
    assert rules_in(published(front={"permalink": f"/products/en/{tail}"})) == []


def test_a_missing_score_is_expected_to_be_that_of_the_front_matter():
    text = published(technology="The drivers are of its own design [1].")
    [finding] = [one for one in findings_in(text) if one.rule == "section-score"]
    assert finding.expected == "$$ \\Large \\text{0.6} $$"
