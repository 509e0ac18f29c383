"""A review page as Markdown, HTML or plain data."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from auricle.rating import Rating, rating_record
from auricle.review.changes import Changes
from auricle.review.page import Page
from auricle.review.wording import sentence_case

__all__ = ["changes_markdown", "html", "markdown", "record"]


def markdown(page: Page) -> str:
    """The page in the form in which five-axis reviews are published."""
    return _template("page.md.j2", escape=False).render(page=page)


def changes_markdown(page: Changes) -> str:
    """The difference of two ratings as Markdown."""
    return _template("changes.md.j2", escape=False).render(page=page)


def html(page: Page) -> str:
    """The page as one HTML file that needs nothing beside it."""
    css = (files("auricle.review") / "templates" / "page.css").read_text("utf-8")
    return _template("page.html.j2", escape=True).render(page=page, css=css)


def record(page: Page, rating: Rating) -> dict[str, Any]:
    """The page and the rating it shows as plain data, for programs."""
    return {
        "title": page.title,
        "summary": page.summary,
        "tags": list(page.tags),
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "score": float(section.axis.score) if section.axis else None,
                "paragraphs": [
                    [
                        {"text": sentence.text, "references": list(sentence.references)}
                        for sentence in paragraph
                    ]
                    for paragraph in section.paragraphs
                ],
            }
            for section in page.sections
        ],
        "references": [
            {
                "number": reference.number,
                "id": reference.id,
                "text": reference.text,
                "url": reference.url,
            }
            for reference in page.references
        ],
        "rating": rating_record(rating),
    }


@cache
def _template(name: str, *, escape: bool) -> Template:
    environment = Environment(
        loader=PackageLoader("auricle.review"),
        autoescape=escape,  # noqa: S701 - off for Markdown, whose texts go through `plain`
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["quoted"] = _quoted
    environment.filters["plain"] = _plain
    environment.filters["cell"] = _cell
    environment.filters["sentence"] = sentence_case
    return environment.get_template(name)


def _quoted(text: str) -> str:
    """A text as a YAML scalar: JSON strings are YAML."""
    return json.dumps(text, ensure_ascii=False)


def _plain(text: str) -> str:
    """A text that Markdown shows as it is: no markup of its own."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _cell(text: str) -> str:
    """A text that stays in its cell of a Markdown table."""
    return _plain(" ".join(text.split())).replace("|", "\\|")
