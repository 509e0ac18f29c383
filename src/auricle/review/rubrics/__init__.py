"""The page of a rubric: its axes, criteria and points, explained."""

from auricle.review.rubrics.layout import rubric_html, rubric_markdown
from auricle.review.rubrics.page import RubricPage, rubric_page
from auricle.review.rubrics.record import rubric_record

__all__ = ["RubricPage", "rubric_html", "rubric_markdown", "rubric_page", "rubric_record"]
