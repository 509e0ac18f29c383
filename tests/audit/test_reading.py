"""What a text is, and which parts of it are read."""

import pytest

from auricle.audit.pragmas import read_pragmas
from auricle.audit.reading import read_review
from tests.audit.published import FRONT, published, rules_in

AXES = (
    "# How we rate\n\n## Scientific validity\n\nMeasurements.\n\n"
    "## Technology level\n\nPatents.\n\n## Cost-performance\n\nPrices.\n"
)


def test_a_page_on_the_axes_without_scores_and_front_matter_is_no_review_with_five():
    assert read_review("a.md", AXES).kind == "personal"
    assert rules_in(AXES) == []


def test_a_review_that_lost_its_front_matter_is_one_by_its_scores():
    text = published(dict.fromkeys(FRONT)).split("---\n", 2)[-1]
    assert read_review("a.md", text).kind == "five-axis"
    assert "front-matter" in rules_in(text)


@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_a_switch_shown_as_code_is_none(fence):
    comment = "<!-- auricle: ignore score-some -->"
    shown = read_review("a.md", f"{fence}markdown\n{comment}\n{fence}\n")
    assert read_pragmas(shown) == ()
    assert len(read_pragmas(read_review("a.md", comment))) == 1


def test_an_open_comment_shown_as_code_hides_nothing():
    text = "```\n<!-- never closed\n```\n\n## Overview\n\nIt has 32 ohm.\n"
    review = read_review("a.md", text)
    assert [one.text for one in review.quantities] == ["32 ohm"]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-08-20", "2025-08-20"),
        ("2024-02-29 10:00:00", "2024-02-29"),
        ("2025-28-08", None),
        ("2025-02-29", None),
        ("2025-08-00", None),
        ("0000-08-20", None),
        ("2025-08", None),
    ],
)
def test_the_day_of_a_review_is_one_of_the_calendar_or_none(written, day):
    review = read_review("a.md", f"---\ndate: {written}\n---\nText\n")
    assert (None if review.day is None else str(review.day)) == day
