"""A review, read once, with everything that rules look at."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Literal

from auricle.audit.keys import folded
from auricle.audit.quantities import Quantity, find_quantities
from auricle.audit.reading.blocks import (
    Heading,
    find_code,
    find_comments,
    find_headings,
    without_addresses,
)
from auricle.audit.reading.front_matter import Field, FrontMatter, read_front_matter
from auricle.audit.reading.languages import AXES, LANGUAGES, Language, language_of
from auricle.audit.reading.references import (
    Citation,
    PartialDate,
    Reference,
    find_citations,
    find_lists,
    find_notes,
    read_references,
)
from auricle.audit.reading.sentences import find_sentences
from auricle.audit.reading.text import Span, Text, blanked

__all__ = ["Citation", "Review", "Score", "Section", "read_review"]

Kind = Literal["five-axis", "personal"]

_SCORE = re.compile(
    r"(?<!`)\$\$\s{0,4}\\(?:[lL]arge|LARGE|[hH]uge)[ \t]*\\(?:text|mathrm|mathbf|textbf)"
    r"\{[ \t]*([^}\n]{0,20}?)[ \t]*\}\s{0,4}\$\$"
)
_CLOSING = re.compile(
    r"^[ \t]*[*_]{0,2}[(（](\d{4})\.[ \t]?(\d{1,2})\.[ \t]?(\d{1,2})[)）][*_]{0,2}[ \t]*\r?$",
    re.MULTILINE,
)
_NUMBERED = re.compile(r"\d{1,2}[.)][ \t]")  # before the words of a heading
_KEYS_OF_REVIEWS = ("target_name", "company_id")  # other sites have a rating, but not these


@dataclass(frozen=True, slots=True)
class Score:
    """A number that opens a section."""

    text: str  # as written
    span: Span  # of the number
    opens: bool  # whether nothing but space stands between it and the heading


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the second level with what stands under it."""

    title: str
    part: str | None  # of the seven parts of a five-axis review, or "references"
    heading: Span
    body: Span
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Review:
    """A published review.

    `prose` is the text in which front matter, code, comments, addresses and the list of
    references are blank: offsets in it are offsets in the file.
    """

    file: str
    text: Text
    kind: Kind
    language: Language | None
    front: FrontMatter | None
    sections: tuple[Section, ...]
    prose: str
    sentences: tuple[Span, ...]
    quantities: tuple[Quantity, ...]  # of the prose
    citations: tuple[Citation, ...]
    references: tuple[Reference, ...]
    closing: tuple[tuple[PartialDate, Span], ...]  # dates in brackets on lines of their own
    comments: tuple[Span, ...]

    def section(self, part: str) -> Section | None:
        """First section that is this part of a five-axis review."""
        return next((one for one in self.sections if one.part == part), None)

    def field(self, key: str) -> Field | None:
        """A key of the front matter, if it is there."""
        return self.front.fields.get(key) if self.front else None

    def value(self, key: str) -> str:
        """Text of a key of the front matter; empty where there is none."""
        return self.front.text(key) if self.front else ""

    def is_in(self, language: str) -> bool:
        """Whether it is in the language of this code; one that says of none is in English."""
        return self.language is not None and self.language.code == language

    @property
    def day(self) -> PartialDate | None:
        """The day in the front matter, if it is one of the calendar."""
        match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?", self.value("date"))
        day = PartialDate(int(match[1]), int(match[2]), int(match[3])) if match else None
        return day if day is not None and day.calendar_day() is not None else None

    def sentence_at(self, offset: int) -> Span:
        """The sentence in which an offset of the prose stands."""
        at = bisect_right(self.sentences, offset, key=lambda one: one.start) - 1
        found = self.sentences[at] if at >= 0 else None
        return found if found and offset < found.end else Span(offset, offset)


def read_review(file: str, content: str) -> Review:
    r"""A review from the text of its file.

    Parameters
    ----------
    file
        Its name, as findings show it.
    content
        Its text. Ends of lines may be CRLF, which count as one character in all offsets.

    Examples
    --------
    >>> review = read_review("a.md", "---\nlang: en\n---\n## Overview\n\nIt has 32 ohm [1].\n")
    >>> review.sections[0].part, review.citations[0].number
    ('overview', 1)
    """
    content = content.replace("\r\n", "\n")
    text = Text(content)
    front = read_front_matter(content)
    start = front.end if front else 0
    code = find_code(content)
    hidden = [Span(0, start), *code]
    comments = find_comments(blanked(content, hidden))
    hidden += comments
    visible = blanked(content, hidden)
    language = language_of(front.text("lang") or "en") if front else LANGUAGES["en"]
    closing = _closing(visible)
    end = _end_of_body(visible, closing)
    sections = _sections(visible, find_headings(visible), language, end=end)
    listed = _lists(visible, sections, end=end)
    notes = find_notes(blanked(visible, listed))
    cited_in = blanked(visible, [*listed, *(note.span for note in notes)])
    prose = without_addresses(cited_in)
    return Review(
        file=file,
        text=text,
        kind=_kind(front, sections),
        language=language,
        front=front,
        sections=sections,
        prose=prose,
        sentences=tuple(find_sentences(prose)),
        quantities=find_quantities(prose),
        citations=tuple(sorted(find_citations(cited_in), key=lambda one: one.span)),
        references=tuple(
            entry for body in listed for entry in read_references(visible, body.start, body.end)
        )
        + notes,
        closing=closing,
        comments=tuple(comments),
    )


def _sections(
    visible: str, headings: Sequence[Heading], language: Language | None, *, end: int
) -> tuple[Section, ...]:
    parts = _parts_by_title(language)
    found = [
        heading
        for heading in headings
        if heading.level == 2 and (not heading.is_underlined or _of_title(heading.title) in parts)
    ]
    ends = [*(heading.span.start for heading in found), end][1:]
    return tuple(
        Section(
            heading.title,
            parts.get(_of_title(heading.title)),
            heading.span,
            Span(heading.span.end, max(stop, heading.span.end)),
            _scores(visible, heading.span.end, stop),
        )
        for heading, stop in zip(found, ends, strict=True)
    )


def _end_of_body(visible: str, closing: Sequence[tuple[PartialDate, Span]]) -> int:
    """Where the last section ends: before the closing date, which belongs to none."""
    last = closing[-1][1] if closing else None
    if last is None or visible[last.end :].strip():
        return len(visible)
    return visible.rfind("\n", 0, last.start) + 1


def _lists(visible: str, sections: Sequence[Section], *, end: int) -> list[Span]:
    """Lists of references: sections of that title, and others under a like name."""
    own = [one.body for one in sections if one.part == "references"]
    others = find_lists(visible[:end], known=own)
    return sorted([*own, *others])


def _parts_by_title(language: Language | None) -> Mapping[str, str]:
    languages = [language] if language else list(LANGUAGES.values())
    parts: dict[str, str] = {}
    for one in languages:
        parts |= {_of_title(title): part for part, title in one.titles.items()}
        parts[_of_title(one.references)] = "references"
    return parts


def _of_title(title: str) -> str:
    """A title however it is numbered and escaped."""
    number = _NUMBERED.match(title)
    return folded(unescape(title[number.end() :] if number else title))


def _scores(visible: str, start: int, end: int) -> tuple[Score, ...]:
    return tuple(
        Score(match[1], Span(*match.span(1)), not visible[start : match.start()].strip())
        for match in _SCORE.finditer(visible, start, max(start, end))
    )


def _closing(visible: str) -> tuple[tuple[PartialDate, Span], ...]:
    return tuple(
        (PartialDate(int(one[1]), int(one[2]), int(one[3])), Span(one.start(1) - 1, one.end(3) + 1))
        for one in _CLOSING.finditer(visible)
    )


def _kind(front: FrontMatter | None, sections: Sequence[Section]) -> Kind:
    """Whether a review means to have five axes: a rating of them, or three of their sections.

    Without front matter a page on the axes themselves looks alike, but has no scores.
    """
    axes = [section for section in sections if section.part in AXES]
    has_axes = len({section.part for section in axes}) >= 3
    is_scored = front is not None or any(section.scores for section in axes)
    is_rated = front is not None and _is_rating_of_axes(front)
    return "five-axis" if is_rated or (has_axes and is_scored) else "personal"


def _is_rating_of_axes(front: FrontMatter) -> bool:
    """Whether a rating is one of axes, and not the stars of another site or shop."""
    rating = front.fields.get("rating")
    has_keys = any(key in front.fields for key in _KEYS_OF_REVIEWS)
    return rating is not None and (has_keys or len(rating.entries) >= len(AXES))
