"""What a draft consists of: entries of a dossier with the place they came from, and doubts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from auricle.audit.reading import Review, Span

__all__ = ["Doubt", "Draft", "Entry", "line_of", "shown"]

_LONGEST = 60  # characters of a review that a comment repeats


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a dossier: its keys, and what a person must know to check it."""

    section: str  # "product", "sources.KEY", "facts", ...
    keys: Mapping[str, Any]
    line: int | None  # of the review; None where nothing in it says so
    remarks: tuple[str, ...]
    words: str = ""  # of the review it was read from; empty where it was put together from several

    @property
    def source(self) -> str:
        """Key of the source that the entry names; empty where it names none."""
        return str(self.keys.get("source", ""))


@dataclass(frozen=True, slots=True)
class Doubt:
    """What was read and is no entry: the words, and why a person must decide."""

    line: int
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A first dossier: entries in the order in which they are written, then doubts."""

    product: Entry
    sources: tuple[Entry, ...]
    entries: tuple[Entry, ...]
    notes: tuple[str, ...]  # what a dossier has no table for, as comparators
    doubts: tuple[Doubt, ...]


def line_of(review: Review, offset: int) -> int:
    """Line of an offset, from 1."""
    return review.text.place(offset)[0]


def shown(review: Review, span: Span) -> str:
    r"""Words of a review as a comment may repeat them: one line, short, printable.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> shown(read_review("a.md", "It has\n32 ohm."), Span(3, 13))
    'has 32 ohm'
    """
    words = re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", review.text.content[span.start : span.end])
    words = words.strip()
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
