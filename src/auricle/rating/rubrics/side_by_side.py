"""Two rubrics over the whole catalog."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from auricle.catalog import Catalog
from auricle.rating.rate import Rating, is_tie, rate_all
from auricle.rating.rubrics.agreement import Agreement, agreement
from auricle.rating.rubrics.rubric import AXES, Rubric

__all__ = ["Pair", "SideBySide", "compare_rubrics", "side_by_side"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One product by two rubrics."""

    first: Rating
    second: Rating
    first_rank: int  # by the overall value, 1 for the highest; equal ones share the lowest number
    second_rank: int

    @property
    def slug(self) -> str:
        """Slug of the product."""
        return self.first.dossier.slug

    @property
    def difference(self) -> float:
        """Overall value of the second less that of the first, in tenths."""
        return round(self.second.value - self.first.value, 1) + 0.0  # no minus zero

    @property
    def axis_differences(self) -> Mapping[str, float]:
        """The same for each axis, to a tenth; an axis that is not known counts as neutral."""
        axes = zip(self.first.axes, self.second.axes, strict=True)
        return {a.id: round(b.rounded - a.rounded, 1) + 0.0 for a, b in axes}

    @property
    def widest_axis(self) -> str | None:
        """The axis that differs most, the first of equals; None where none differs."""
        return _widest(self.axis_differences)

    @property
    def is_tie(self) -> bool:
        """Whether the difference lies inside the joint interval of the two ratings."""
        return is_tie(self.first, self.second)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """All products by two rubrics, and how far the two agree."""

    pairs: tuple[Pair, ...]  # the highest overall value by the first rubric first
    overall: Agreement
    axes: Mapping[str, Agreement]

    @property
    def widest_axis(self) -> str | None:
        """The axis whose mean absolute difference is largest; None where none differs."""
        return _widest({a: s.mean_absolute_difference or 0.0 for a, s in self.axes.items()})


def compare_rubrics(
    catalog: Catalog, first: Rubric, second: Rubric, *, day: date, region: str, currency: str
) -> SideBySide:
    """Ratings of all products by two rubrics, on one day and for one buyer.

    Arguments as for `rate_all`.

    Examples
    --------
    >>> from auricle.catalog import built_in_catalog
    >>> from auricle.rating import built_in_rubric
    >>> same = compare_rubrics(built_in_catalog(), built_in_rubric(), built_in_rubric(),
    ...                        day=date(2025, 8, 20), region="US", currency="USD")
    >>> same.overall.mean_absolute_difference, same.widest_axis
    (0.0, None)
    """
    buyer = {"region": region, "currency": currency}
    return side_by_side(
        rate_all(catalog, rubric=first, day=day, **buyer),
        rate_all(catalog, rubric=second, day=day, **buyer),
    )


def side_by_side(first: Sequence[Rating], second: Sequence[Rating]) -> SideBySide:
    """The same from ratings that were made already, each product once on either side."""
    other = {rating.dossier.slug: rating for rating in second}
    pairs = sorted(
        (
            Pair(
                first=rating,
                second=other[rating.dossier.slug],
                first_rank=_rank(rating, first),
                second_rank=_rank(other[rating.dossier.slug], second),
            )
            for rating in first
        ),
        key=lambda pair: (pair.first_rank, pair.slug),
    )
    return SideBySide(
        pairs=tuple(pairs),
        overall=agreement([p.first.value for p in pairs], [p.second.value for p in pairs]),
        axes={
            axis: agreement(
                [p.first.axes[index].rounded for p in pairs],
                [p.second.axes[index].rounded for p in pairs],
            )
            for index, axis in enumerate(AXES)
        },
    )


def _rank(rating: Rating, ratings: Sequence[Rating]) -> int:
    return 1 + sum(other.value > rating.value for other in ratings)


def _widest(differences: Mapping[str, float]) -> str | None:
    axis = max(differences, key=lambda name: abs(differences[name]))
    return axis if differences[axis] else None
