"""What is allowed in a rubric and still not what its author can have meant."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from auricle.metrics import load_definitions
from auricle.rating.rate import Rating
from auricle.rating.rubrics.rubric import (
    AxisRule,
    CriterionRule,
    Rubric,
    built_in_rubric,
    built_in_rubrics,
)

__all__ = ["Doubt", "doubts_of_form", "doubts_of_ratings"]

Place = tuple[str | int, ...]  # of the key or value in the file


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing an author should look at."""

    place: Place
    says: str


def doubts_of_form(rubric: Rubric) -> list[Doubt]:
    """What looks wrong in a rubric by itself.

    Answers that count the wrong way round, the id of another rubric, points that reward worse
    values against the direction of the metric or stand where no value of it can be, criteria
    that cannot move their axis or hardly do, one input asked for twice on an axis, steps that
    leave 0 to 1.

    Examples
    --------
    >>> from auricle.rating import built_in_rubric
    >>> doubts_of_form(built_in_rubric())
    []
    """
    result: list[Doubt] = [*_of_header(rubric)]
    for index, axis in enumerate(rubric.axes):
        place: Place = ("axes", index)
        result += _of_inputs(axis, place)
        if axis.rule == "steps":
            result += _of_reach(axis, rubric, place)
        for number, criterion in enumerate(axis.criteria):
            at = (*place, "criteria", number)
            result += _of_criterion(criterion, rubric, at)
            if axis.rule == "weighted":
                result += _of_weight(criterion, axis, rubric, at)
    return result


def doubts_of_ratings(rubric: Rubric, ratings: Sequence[Rating]) -> list[Doubt]:
    """Criteria that nothing is known of for any of the rated products."""
    known = {
        (axis.id, term.criterion)
        for rating in ratings
        for axis in rating.axes
        for term in axis.terms
        if term.points is not None
    }
    return [
        Doubt(
            ("axes", index, "criteria", number, "id"),
            f"criterion {criterion.id!r} is known for none of {len(ratings)} products",
        )
        for index, axis in enumerate(rubric.axes)
        for number, criterion in enumerate(axis.criteria)
        if (axis.id, criterion.id) not in known
    ]


def _of_header(rubric: Rubric) -> Iterator[Doubt]:
    shares = rubric.shares
    if not shares.yes >= shares.partly >= shares.no:
        yield Doubt(("shares",), "a yes counts less than a partly, or a partly less than a no")
    if rubric.id in built_in_rubrics() and built_in_rubric(rubric.id).sha256 != rubric.sha256:
        yield Doubt(("id",), f"the built-in rubric {rubric.id} has this id and other contents")


def _of_inputs(axis: AxisRule, place: Place) -> Iterator[Doubt]:
    inputs = [criterion.metric or criterion.finding for criterion in axis.criteria]
    for number, name in enumerate(inputs):
        if name in inputs[:number]:
            key = "metric" if axis.criteria[number].metric else "finding"
            yield Doubt((*place, "criteria", number, key), f"{name!r} counts twice on one axis")


def _of_criterion(c: CriterionRule, rubric: Rubric, place: Place) -> Iterator[Doubt]:
    worth = _worth(c, rubric)
    if c.metric is not None:
        yield from _of_direction(c, place)
        yield from _of_range(c, place)
    if set(worth) == {rubric.neutral}:
        yield Doubt((*place, "id"), f"criterion {c.id!r} never moves its axis")
    elif len(set(worth)) == 1:
        yield Doubt((*place, "id"), f"criterion {c.id!r} gives every value the same points")


def _of_weight(c: CriterionRule, axis: AxisRule, rubric: Rubric, place: Place) -> Iterator[Doubt]:
    """Whether a weight is too small to be seen in a value of two decimals."""
    share = c.weight / math.fsum(criterion.weight for criterion in axis.criteria)
    most = share * max(abs(p - rubric.neutral) for p in _worth(c, rubric))
    if 0.0 < most < 0.005:
        yield Doubt((*place, "weight"), f"criterion {c.id!r} moves its axis by {most:.2g} at most")


def _worth(c: CriterionRule, rubric: Rubric) -> list[float]:
    """All that a criterion gives: at its control points, or for each answer."""
    if c.metric is not None:
        return [points for _, points in c.points]
    return list(c.points_of_answers(rubric.shares, neutral=rubric.neutral).values())


def _of_direction(c: CriterionRule, place: Place) -> Iterator[Doubt]:
    direction = load_definitions()[c.metric or ""].direction
    for number, ((value, p), (next_value, next_p)) in enumerate(pairwise(c.points)):
        rewarded = next_p - p if direction == "lower" else p - next_p
        if direction != "none" and rewarded > 0.0:
            yield Doubt(
                (*place, "points", number + 1),
                f"{next_value:g} gets {next_p:g} and {value:g} gets {p:g}, "
                f"though of {c.metric!r} {_better(direction)}",
            )


def _of_range(c: CriterionRule, place: Place) -> Iterator[Doubt]:
    """Control points that no value of the metric can reach."""
    low, high = load_definitions()[c.metric or ""].valid_range
    for number, (value, _) in enumerate(c.points):
        if not low <= value <= high:
            says = f"no {c.metric!r} is {value:g}: it lies between {low:g} and {high:g}"
            yield Doubt((*place, "points", number), says)


def _better(direction: str) -> str:
    return "more is better" if direction == "higher" else "less is better"


def _of_reach(axis: AxisRule, rubric: Rubric, place: Place) -> Iterator[Doubt]:
    """Whether the steps of an axis can leave 0 to 1, where they are scaled down."""
    worth = [_worth(criterion, rubric) for criterion in axis.criteria]
    low = rubric.neutral + sum(min(0.0, min(w) - rubric.neutral) for w in worth)
    high = rubric.neutral + sum(max(0.0, max(w) - rubric.neutral) for w in worth)
    if round(low, 9) < 0.0 or round(high, 9) > 1.0:
        said = f"the steps of {axis.id} reach from {low:.3g} to {high:.3g}"
        yield Doubt((*place, "id"), f"{said}; past 0 to 1 they are scaled down")
