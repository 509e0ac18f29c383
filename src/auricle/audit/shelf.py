"""What the rules across reviews know of each review: little enough for thousands of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from auricle.audit.place import Place, place_of
from auricle.audit.reading import Review, Span

__all__ = ["Digest", "Shelf", "digest_of"]


@dataclass(frozen=True, slots=True)
class Digest:
    """A review in short."""

    file: str
    ref: str
    language: str
    target_name: str
    day: str  # as ISO 8601 writes it; empty where there is none
    rating: tuple[float, ...]  # overall and five axes; empty where there are not six numbers
    price: float | None
    place: Place  # of the name of the product


@dataclass(frozen=True, slots=True)
class Shelf:
    """The reviews of a run, in the order of their files."""

    digests: tuple[Digest, ...]


def digest_of(review: Review) -> Digest:
    """A review in short."""
    rating = review.field("rating")
    name = review.field("target_name")
    return Digest(
        review.file,
        review.value("ref"),
        review.value("lang"),
        review.value("target_name"),
        str(review.day or ""),
        _numbers(rating.entries if rating else ()),
        _number(review.value("price")),
        place_of(review, name.span if name else Span(0, 1)),
    )


def _numbers(texts: Sequence[str]) -> tuple[float, ...]:
    """Numbers of the texts; none where one of them is no number."""
    numbers = [_number(text) for text in texts]
    return tuple(n for n in numbers if n is not None) if None not in numbers else ()


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
