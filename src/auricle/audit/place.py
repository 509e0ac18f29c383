"""Places in the files of reviews, as findings show them."""

from dataclasses import dataclass

from auricle.audit.finding import Related
from auricle.audit.reading import Review, Span

__all__ = ["Place", "place_of", "related_of"]


@dataclass(frozen=True, slots=True)
class Place:
    """Part of a line of a file; lines and columns count from 1."""

    file: str
    line: int
    column: int
    end_column: int
    line_text: str


def place_of(review: Review, span: Span) -> Place:
    """Place of a part of a review; one over several lines ends with its first."""
    line, column = review.text.place(span.start)
    shown = review.text.line(line)
    end = min(column + span.end - span.start, len(shown) + 1)
    return Place(review.file, line, column, max(end, column + 1), shown)


def related_of(review: Review, span: Span) -> Related:
    r"""A part of a review that a finding speaks of besides its own place, in one line.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> related_of(read_review("a.md", "It has 32 ohm.\nIts sensitivity is 98 dB.\n"), Span(7, 13))
    Related(file='a.md', line=1, text='32 ohm')
    """
    line, _ = review.text.place(span.start)
    return Related(review.file, line, " ".join(review.text.content[span.start : span.end].split()))
