"""From a rating to the page that says all this to a reader."""

from auricle.review.layout import html, markdown, record
from auricle.review.page import Page, review_page

__all__ = ["Page", "html", "markdown", "record", "review_page"]
