"""From a rating to the page that says all this to a reader, and the page of a rubric."""

from auricle.review.changes import Changes, changes
from auricle.review.layout import changes_markdown, html, markdown, record
from auricle.review.page.page import Page, review_page
from auricle.review.rubrics.layout import rubric_html, rubric_markdown
from auricle.review.rubrics.page import RubricPage, rubric_page
from auricle.review.rubrics.record import rubric_record

__all__ = [
    "Changes",
    "Page",
    "RubricPage",
    "changes",
    "changes_markdown",
    "html",
    "markdown",
    "record",
    "review_page",
    "rubric_html",
    "rubric_markdown",
    "rubric_page",
    "rubric_record",
]
