"""A rubric's page as Markdown or HTML."""

from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from auricle.review.rubrics.page import RubricPage

__all__ = ["rubric_html", "rubric_markdown"]


def rubric_markdown(page: RubricPage) -> str:
    """The page in Markdown."""
    environment = Environment(
        loader=PackageLoader("auricle.review"),
        autoescape=False,  # noqa: S701 - Markdown; the texts of a rubric go through `plain`
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["plain"] = _plain
    return environment.get_template("rubric.md.j2").render(page=page)


def rubric_html(page: RubricPage) -> str:
    """The page as one HTML file that needs nothing beside it."""
    environment = Environment(
        loader=PackageLoader("auricle.review"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    css = (files("auricle.review") / "templates" / "rubric.css").read_text("utf-8")
    return environment.get_template("rubric.html.j2").render(page=page, css=css)


def _plain(text: str) -> str:
    """A text that Markdown shows as it is, on one line and in one cell of a table."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "&#124;")
    return " ".join(escaped.split())
