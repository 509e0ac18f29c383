"""A review page as Markdown, HTML or plain data."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from auricle.rating import Rating, rating_record
from auricle.review.page.drive import DriveView, ListeningView
from auricle.review.page.page import Page, Section
from auricle.review.sentences import Paragraph
from auricle.review.what_changed import Changes
from auricle.wording import sentence_case

__all__ = ["changes_markdown", "html", "markdown", "record"]

_UNITS = (
    *("%", "dB", "k?Hz", "[mµ]?V", "mA", "m?W", "k?Ω", "Pa", "N", "k?g", "m?m", "cm", "m?s", "h"),
    *("dB SPL", "dB/m?[VW]", "points?", "years?", "days?", "[A-Z]{3}"),
)
"""Units, and codes of currencies, that stay with their figure; patterns."""


def markdown(page: Page) -> str:
    """The page in the form in which five-axis reviews are published."""
    return _template("page.md.j2", escape=False).render(page=renumbered(page))


def renumbered(page: Page) -> Page:
    """The page with the references of its sections alone, numbered as these cite them."""
    cited = dict.fromkeys(
        number
        for section in page.sections
        for paragraph in section.paragraphs
        for sentence in paragraph
        for number in sentence.references
    )
    new = {number: place for place, number in enumerate(cited, start=1)}
    listed = {reference.number: reference for reference in page.references}
    return replace(
        page,
        sections=tuple(_renumbered_section(section, new) for section in page.sections),
        references=tuple(replace(listed[old], number=number) for old, number in new.items()),
    )


def _renumbered_section(section: Section, new: Mapping[int, int]) -> Section:
    def paragraph(sentences: Paragraph) -> Paragraph:
        return tuple(
            replace(s, references=tuple(new[number] for number in s.references)) for s in sentences
        )

    return replace(
        section,
        lead=paragraph(section.lead),
        reasons=tuple(replace(r, sentences=paragraph(r.sentences)) for r in section.reasons),
        notes=tuple(map(paragraph, section.notes)),
        doubts=paragraph(section.doubts),
    )


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
        "verdict": _sentences(page.verdict),
        "for_whom": _sentences(page.for_whom),
        "not_for": _sentences(page.not_for),
        "tags": list(page.tags),
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "score": float(section.axis.score) if section.axis else None,
                "paragraphs": [_sentences(paragraph) for paragraph in section.paragraphs],
                "editor": list(section.editorial),
            }
            for section in page.sections
        ],
        "editor": None if page.editor is None else asdict(page.editor),
        "listeners": [
            {
                "who": report.who,
                "references": list(report.references),
                "context": list(report.context),
                "confounds": list(report.confounds),
                "notes": [{"polarity": polarity, "text": what} for polarity, what in report.notes],
            }
            for report in page.listeners
        ],
        "drive": None if page.drive is None else _drive(page.drive),
        "listening": None if page.listening is None else _listening(page.listening),
        "references": [asdict(reference) for reference in page.references],
        "rating": rating_record(rating),
    }


def _drive(view: DriveView) -> dict[str, Any]:
    return {
        "needs": [{"name": name, "value": value} for name, value in view.needs],
        "answer": list(view.answer),
        "rows": [asdict(row) for row in view.rows],
        "notes": list(view.notes),
        "doubts": list(view.doubts),
        "references": list(view.references),
    }


def _listening(view: ListeningView) -> dict[str, Any]:
    return {
        "rows": [asdict(row) for row in view.rows],
        "basis": view.basis,
        "warning": view.warning,
        "references": list(view.references),
    }


def _sentences(paragraph: Paragraph) -> list[dict[str, Any]]:
    return [{"text": s.text, "references": list(s.references)} for s in paragraph]


@cache
def _template(name: str, *, escape: bool) -> Template:
    environment = Environment(
        loader=PackageLoader("auricle.review"),
        autoescape=escape,  # noqa: S701 - off for Markdown, whose texts go through `plain`
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        finalize=_unbroken if escape else None,
    )
    environment.filters["quoted"] = _quoted
    environment.filters["plain"] = _plain
    environment.filters["cell"] = _cell
    environment.filters["sentence"] = sentence_case
    return environment.get_template(name)


_GLUE = re.compile(r" (?=±)|(?<=±) |(?<=\d) (?=(?:" + "|".join(_UNITS) + r")(?!\w))")


def _unbroken(value: object) -> object:
    """A text in which no line breaks between a figure and its unit, or beside ±.

    Every expression of an HTML template passes it; what is markup already, such as the
    style, stays as it is.

    Examples
    --------
    >>> str(_unbroken("0.66 ± 0.08 V at 2 Vents")).replace(chr(0xA0), "_")
    '0.66_±_0.08_V at 2 Vents'
    """
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return _GLUE.sub("\N{NO-BREAK SPACE}", value)
    return value


def _quoted(text: str) -> str:
    """A text as a YAML scalar: JSON strings are YAML."""
    return json.dumps(text, ensure_ascii=False)


def _plain(text: str) -> str:
    """A text that Markdown shows as it is: no markup of its own."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _cell(text: str) -> str:
    """A text that stays in its cell of a Markdown table."""
    return _plain(" ".join(text.split())).replace("|", "\\|")
