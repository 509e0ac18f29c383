"""A review in short: plain values only, so that it can be kept as JSON."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from auricle.audit.keys import product_key
from auricle.audit.place import Place, place_of
from auricle.audit.quantities import find_quantities
from auricle.audit.reading import Field, Review, Span, rating_of
from auricle.audit.shelf.comparators import Comparator, comparators_of, product_of
from auricle.audit.shelf.figures import PartFigures, figures_of

__all__ = ["Digest", "digest_of"]

_DATED = re.compile(r"(?:^|[-_.])20\d\d-[01]\d-[0-3]\d(?:[-_.]|$)")


@dataclass(frozen=True, slots=True)
class Digest:
    """A review in short."""

    file: str
    kind: str  # five-axis, personal
    layout: str
    ref: str
    company: str
    language: str  # the code without a region
    target_name: str
    key: str  # of the name of the product
    day: str  # as ISO 8601 writes it; empty where it is no day of the calendar
    is_kept_version: bool  # whether the name of the file has a day in it
    rating: tuple[float, ...]  # overall and five axes; empty where there are not six numbers
    price: float | None
    product: Comparator | None  # the product itself, with its price where that has a currency
    n_entries: int  # of the list of references
    n_references: int  # of them, but those that state a price: shops differ by country
    comparators: tuple[Comparator, ...]
    figures: tuple[PartFigures, ...]
    place: Place  # of the name of the product
    rating_place: Place
    date_place: Place

    @property
    def science(self) -> float | None:
        """Scientific validity."""
        return self.rating[1] if self.rating else None

    @property
    def cost_performance(self) -> float | None:
        """Cost-performance."""
        return self.rating[3] if self.rating else None


def digest_of(review: Review) -> Digest:
    r"""A review in short.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> text = "---\nlang: en-GB\ntarget_name: Acme One MKII\ndate: 2025-08-20\n---\n"
    >>> one = digest_of(read_review("acme-one.md", text))
    >>> one.language, one.key, one.day, one.is_kept_version
    ('en', 'acmeonemk2', '2025-08-20', False)
    """
    rating = review.field("rating")
    name = review.field("target_name")
    return Digest(
        file=review.file,
        kind=review.kind,
        layout=review.value("layout") or "product",
        ref=review.value("ref"),
        company=review.value("company_id"),
        language=review.value("lang").partition("-")[0].lower(),
        target_name=review.value("target_name"),
        key=product_key(review.value("target_name")),
        day=_day(review),
        is_kept_version=_DATED.search(PurePath(review.file).stem) is not None,
        rating=tuple(map(float, rating_of(review) or ())),
        price=_number(review.value("price")),
        product=product_of(review),
        n_entries=len(review.references),
        n_references=sum(not _has_price(one.text) for one in review.references),
        comparators=comparators_of(review),
        figures=figures_of(review),
        place=_place(review, name),
        rating_place=_place(review, rating),
        date_place=_place(review, review.field("date")),
    )


def _place(review: Review, field: Field | None) -> Place:
    return place_of(review, field.span if field else Span(0, 1))


def _has_price(text: str) -> bool:
    return any(one.kind == "money" for one in find_quantities(text))


def _day(review: Review) -> str:
    day = review.day.calendar_day() if review.day else None
    return day.isoformat() if day else ""


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"[0-9]{1,12}(?:\.[0-9]{1,12})?", text.strip()) else None
