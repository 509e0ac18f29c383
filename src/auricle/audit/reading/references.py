"""The list of references of a review, entry by entry, and the citations in its prose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auricle.audit.reading.text import Span

__all__ = ["Citation", "PartialDate", "Reference", "find_citations", "read_references"]

_NUMBER = r"\d{1,3}"
_ENTRY = re.compile(
    rf"^[ \t]*(?:[-*][ \t]+)?(?:\[({_NUMBER})\]:?|({_NUMBER})[.)])[ \t]+", re.MULTILINE
)
_GROUP = re.compile(r"\[(\d{1,3}(?:[ \t]*[,–-][ \t]*\d{1,3}){0,20})\](?!\()")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"”）」\]]{1,2000}", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = rf"(?:{'|'.join(_MONTHS)})[a-z]{{0,6}}"
_DATE = re.compile(
    r"(?P<y>20\d\d)[-/.](?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2}))?(?![\d-])"
    r"|(?P<y2>20\d\d)年(?P<m2>\d{1,2})月(?:(?P<d2>\d{1,2})日)?"
    rf"|\b(?P<m3>{_NAME})\.?[ \t]+(?:(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?[ \t]+)?(?P<y3>20\d\d)"
    rf"|\b(?P<d4>\d{{1,2}})[ \t]+(?P<m4>{_NAME})\.?,?[ \t]+(?P<y4>20\d\d)",
    re.IGNORECASE,
)
_ACCESS = re.compile(
    r"\b(?:accessed|access(?: date)?|retrieved|viewed|visited|checked|last seen|last access)\b"
    r"|参照|閲覧|アクセス|取得",
    re.IGNORECASE,
)
_NEAR = 30  # characters between the word and its date


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, or a month where only that is known (`day` is 0 then)."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        """Return it as ISO 8601 writes it."""
        return f"{self.year}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the list of references."""

    number: int
    number_span: Span
    span: Span  # of the whole entry
    text: str
    urls: tuple[str, ...]
    accessed: PartialDate | None
    accessed_span: Span | None  # of the date


@dataclass(frozen=True, slots=True)
class Citation:
    """A number in brackets in the prose."""

    number: int
    span: Span  # of the brackets


def read_references(content: str, start: int, end: int) -> tuple[Reference, ...]:
    """Entries of a list of references that stands between two offsets.

    Examples
    --------
    >>> [one] = read_references("[1] Acme, https://acme.example, accessed 2025-08-20", 0, 51)
    >>> one.number, one.urls, str(one.accessed)
    (1, ('https://acme.example',), '2025-08-20')
    """
    openings = list(_ENTRY.finditer(content, start, end))
    ends = [*(opening.start() for opening in openings), end][1:]
    return tuple(
        _reference(content, opening, stop) for opening, stop in zip(openings, ends, strict=True)
    )


def _reference(content: str, opening: re.Match[str], stop: int) -> Reference:
    raw = content[opening.end() : stop]
    text = raw.rstrip()
    group = 1 if opening[1] else 2
    start = opening.end()
    accessed = _accessed(text)
    return Reference(
        int(opening[group]),
        Span(*opening.span(group)),
        Span(opening.start(), start + len(text)),
        text,
        tuple(match[0].rstrip(".,;:)*'’") for match in _URL.finditer(text)),
        accessed[0] if accessed else None,
        Span(start + accessed[1].start, start + accessed[1].end) if accessed else None,
    )


def _accessed(text: str) -> tuple[PartialDate, Span] | None:
    """The date beside a word of access: the nearest one, before or after it."""
    masked = _URL.sub(lambda match: " " * len(match[0]), text)
    words = [match.span() for match in _ACCESS.finditer(masked)]
    found = []
    for match in _DATE.finditer(masked):
        day = _date(match)
        if day is not None:
            distance = min((_distance(match.span(), word) for word in words), default=_NEAR + 1)
            found.append((distance, match.start(), day, Span(*match.span())))
    near = [one for one in found if one[0] <= _NEAR]
    if not near:
        return None
    _, _, day, span = min(near)
    return day, span


def _distance(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)


def _date(match: re.Match[str]) -> PartialDate | None:
    number = next(n for n in ("", "2", "3", "4") if match[f"y{n}"])
    year, day = int(match[f"y{number}"]), int(match[f"d{number}"] or 0)
    name = match[f"m{number}"]
    month = int(name) if name.isdigit() else _MONTHS.index(name[:3].lower()) + 1
    return PartialDate(year, month, day) if 1 <= month <= 12 and day <= 31 else None


def find_citations(prose: str) -> Iterator[Citation]:
    """Citations like ``[3]``, ``[1, 2]`` and ``[1-3]``, one for each number.

    Examples
    --------
    >>> [one.number for one in find_citations("low [2][4], flat [1-3]")]
    [2, 4, 1, 2, 3]
    """
    for match in _GROUP.finditer(prose):
        for part in match[1].split(","):
            ends = [int(number) for number in re.findall(r"\d+", part)]
            if ends[0] <= ends[-1] <= ends[0] + 50:
                for number in range(ends[0], ends[-1] + 1):
                    yield Citation(number, Span(*match.span()))
