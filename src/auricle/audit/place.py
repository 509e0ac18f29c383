"""Places in the files of reviews, as findings show them."""

from dataclasses import dataclass

from auricle.audit.reading import Review, Span

__all__ = ["Place", "place_of"]


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
