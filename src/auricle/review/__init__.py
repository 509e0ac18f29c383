"""From a rating to the page that says all this to a reader."""

from auricle.review.changes import Changes, changes
from auricle.review.layout import changes_markdown, html, markdown, record
from auricle.review.page import Page, review_page

__all__ = [
    "Changes",
    "Page",
    "changes",
    "changes_markdown",
    "html",
    "markdown",
    "record",
    "review_page",
]
