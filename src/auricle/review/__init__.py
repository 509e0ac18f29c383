"""From a rating to the page that says all this to a reader, and the page of a rubric."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from auricle.review.layout import changes_markdown, html, markdown, record
    from auricle.review.page.page import Page, review_page
    from auricle.review.rubrics.layout import rubric_html, rubric_markdown
    from auricle.review.rubrics.page import RubricPage, rubric_page
    from auricle.review.rubrics.record import rubric_record
    from auricle.review.what_changed import Changes, changes

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

# Each name is loaded when it is asked for: a report needs no page, and a page no rubric.
_MODULES = {
    "Changes": "what_changed",
    "Page": "page.page",
    "RubricPage": "rubrics.page",
    "changes": "what_changed",
    "changes_markdown": "layout",
    "html": "layout",
    "markdown": "layout",
    "record": "layout",
    "review_page": "page.page",
    "rubric_html": "rubrics.layout",
    "rubric_markdown": "rubrics.layout",
    "rubric_page": "rubrics.page",
    "rubric_record": "rubrics.record",
}


def __getattr__(name: str) -> Any:
    """Public name of a module that has not been loaded yet."""
    if name not in _MODULES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
