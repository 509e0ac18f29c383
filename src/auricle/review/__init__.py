"""From a rating to the page that says all this to a reader, and the page of a rubric."""

from auricle.review.layout import html, markdown, record
from auricle.review.page import Page, review_page
from auricle.review.rubric_layout import rubric_html, rubric_markdown
from auricle.review.rubric_page import RubricPage, rubric_page
from auricle.review.rubric_record import rubric_record

__all__ = [
    "Page",
    "RubricPage",
    "html",
    "markdown",
    "record",
    "review_page",
    "rubric_html",
    "rubric_markdown",
    "rubric_page",
    "rubric_record",
]
