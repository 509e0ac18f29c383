"""The view model of a review page: what a template shows of a rating, and in which words."""

from auricle.review.page.page import Page, Section, review_page

__all__ = ["Page", "Section", "review_page"]
