"""The view model of a rubric: everything that a page which explains it shows."""

import math
from dataclasses import dataclass

from auricle import PROGRAM
from auricle.dossier import load_glossary
from auricle.metrics import MAX_AGE_DAYS, load_definitions
from auricle.rating import Rubric
from auricle.rating.rubrics.rubric import AxisRule, CriterionRule
from auricle.wording import evidence_name, figure, sentence_case, years

__all__ = [
    "AxisSheet",
    "CriterionSheet",
    "Curve",
    "RubricPage",
    "answers_worth",
    "rubric_page",
    "weight_share",
]

_WIDTH, _HEIGHT, _EDGE = 200.0, 72.0, 8.0  # of the drawing of a curve of points, in its units
_BETTER = {"higher": "more is better", "lower": "less is better", "none": "neither is better"}


@dataclass(frozen=True, slots=True)
class Curve:
    """The points of a metric as a line to be drawn."""

    width: float
    height: float
    line: str
    dots: tuple[tuple[str, str, str], ...]  # x, y and what stands there
    label: str


@dataclass(frozen=True, slots=True)
class CriterionSheet:
    """One criterion in words."""

    id: str
    name: str
    weight: str  # empty where the rule knows none
    share: str  # of the axis, where all criteria enter
    input: str  # metric or finding, and its id
    meaning: str
    points: tuple[tuple[str, str], ...]  # value or answer, and what it is worth
    remarks: tuple[str, ...]
    wanted: str
    curve: Curve | None


@dataclass(frozen=True, slots=True)
class AxisSheet:
    """One axis in words."""

    id: str
    name: str
    rule: str
    formula: str
    criteria: tuple[CriterionSheet, ...]
    margins: tuple[tuple[str, str], ...]  # of cost-performance: what is compared, and its margin


@dataclass(frozen=True, slots=True)
class RubricPage:
    """A rubric in words."""

    id: str
    sha256: str
    program: str
    grades: tuple[tuple[str, str], ...]
    general: tuple[str, ...]
    axes: tuple[AxisSheet, ...]


def rubric_page(rubric: Rubric) -> RubricPage:
    """What a rubric says, axis by axis, in words and figures.

    Examples
    --------
    >>> from auricle.rating import built_in_rubric
    >>> page = rubric_page(built_in_rubric())
    >>> page.axes[0].criteria[0].share
    '47.6 %'
    """
    return RubricPage(
        id=rubric.id,
        sha256=rubric.sha256,
        program=PROGRAM,
        grades=tuple((evidence_name(name), f"{g:g}") for name, g in rubric.grades.items()),
        general=_general(rubric),
        axes=tuple(_axis(axis, rubric) for axis in rubric.axes),
    )


def _general(rubric: Rubric) -> tuple[str, ...]:
    agreement = "Agreement of independent sources raises no grade."
    if rubric.agreement_bonus > 0.0:
        agreement = (
            f"Two independent sources that agree raise a grade by {rubric.agreement_bonus:g}, to 1 "
            "at most; never that of proxies or user reports."
        )
    unknown = (
        f"An axis of which nothing is known is {rubric.neutral:g}, and its interval reaches "
        f"{rubric.unknown_half_width:g} to either side; the part of an axis that is not known "
        "widens the interval in proportion."
    )
    provisional = (
        "A rating is provisional where the coverage of scientific validity is below "
        f"{rubric.provisional_below:g}."
    )
    overall = "The overall rating is the sum of the axes, each rounded half up to a tenth."
    return agreement, unknown, provisional, overall


def _axis(axis: AxisRule, rubric: Rubric) -> AxisSheet:
    is_market = axis.id == "cost_performance"
    return AxisSheet(
        id=axis.id,
        name=axis.name,
        rule="price-ratio" if is_market else axis.rule,
        formula=_formula(axis, rubric),
        criteria=tuple(_criterion(c, axis, rubric) for c in axis.criteria),
        margins=_margins(rubric) if is_market else (),
    )


def _formula(axis: AxisRule, rubric: Rubric) -> str:
    neutral = f"{rubric.neutral:g}"
    if axis.id == "cost_performance":
        put = "the axis is not known"
        if axis.none_judged is not None:
            put = f"the axis is {axis.none_judged:g}"
        return (
            "Price of the cheapest equal-or-better product over the product's own, at most 1. "
            "Candidates share its form and whether it is closed, and have a new price at most "
            f"{MAX_AGE_DAYS} days old. Where no other product can be judged, {put}."
        )
    if axis.rule == "mean":
        text = (
            "The mean of the points p of what is known, weighed by the grade g of its evidence; "
            f"{neutral} where nothing is."
        )
        if axis.maker_only_step > 0.0:
            text += f" Where only the maker speaks, {axis.maker_only_step:g} closer to {neutral}."
        return text
    if axis.rule == "steps":
        return (
            f"{neutral} and, of every criterion that is known, a step times the grade g of its "
            f"evidence; p is {neutral} and the step. Steps that would leave 0 to 1 are scaled to "
            "end there."
        )
    return (
        f"{neutral} + sum of w g (p - {neutral}) / sum of w, over the criteria that make sense for "
        "the product: w is the weight, p the points, g the grade of the evidence, 0 where nothing "
        "is known."
    )


def _criterion(c: CriterionRule, axis: AxisRule, rubric: Rubric) -> CriterionSheet:
    share = weight_share(c, axis)
    remarks = ["points lie on the logarithm of the value"] if c.scale == "log" else []
    if c.only_where_known:
        remarks.append("enters only where it is known")
    return CriterionSheet(
        id=c.id,
        name=c.name,
        weight=f"{c.weight:g}" if axis.rule == "weighted" else "",
        share="" if share is None else f"{figure(100.0 * share, 1)} %",
        input=f"metric {c.metric}" if c.metric else f"finding {c.finding}",
        meaning=_meaning(c),
        points=_points(c, rubric),
        remarks=tuple(remarks),
        wanted=c.wanted,
        curve=_curve(c) if c.metric else None,
    )


def weight_share(criterion: CriterionRule, axis: AxisRule) -> float | None:
    """Share of the axis that a criterion has where all enter, 0 to 1; None where steps count."""
    if axis.rule == "steps":
        return None
    return criterion.weight / math.fsum(c.weight for c in axis.criteria)


def _meaning(c: CriterionRule) -> str:
    if c.metric is None:
        return load_glossary().criteria[c.finding or ""].meaning
    d = load_definitions()[c.metric]
    return f"{d.method} In {_unit_name(d.unit)}; {_BETTER[d.direction]}."


def _unit_name(unit: str) -> str:
    return {"ratio": "percent", "year": "years"}.get(unit, unit)


def _points(c: CriterionRule, rubric: Rubric) -> tuple[tuple[str, str], ...]:
    if c.metric is None:
        worth = answers_worth(c, rubric)
        return tuple((answer, f"{points:g}") for answer, points in worth.items())
    unit = load_definitions()[c.metric].unit
    return tuple((_value(value, unit), f"{points:g}") for value, points in c.points)


def answers_worth(criterion: CriterionRule, rubric: Rubric) -> dict[str, float]:
    """What each answer to a finding is worth, 0 to 1, inverted where the rubric says so."""
    worth = criterion.points_of_answers(rubric.shares, neutral=rubric.neutral)
    return {a: 1.0 - p for a, p in worth.items()} if criterion.inverted else worth


def _value(value: float, unit: str) -> str:
    if unit == "ratio":
        return f"{100.0 * value:g} %"
    return years(value) if unit == "year" else f"{value:g} {unit}"


def _curve(c: CriterionRule) -> Curve:
    unit = load_definitions()[c.metric or ""].unit
    places = [math.log(v) if c.scale == "log" else v for v, _ in c.points]
    reach = 0.12 * (places[-1] - places[0])
    low, span = places[0] - reach, places[-1] - places[0] + 2.0 * reach

    def x(place: float) -> float:
        return _EDGE + (_WIDTH - 2.0 * _EDGE) * (place - low) / span

    def y(points: float) -> float:
        return _HEIGHT - _EDGE - (_HEIGHT - 2.0 * _EDGE) * points

    corners = [(x(place), y(p)) for place, (_, p) in zip(places, c.points, strict=True)]
    ends = [(_EDGE, corners[0][1]), *corners, (_WIDTH - _EDGE, corners[-1][1])]
    described = ", ".join(f"{_value(v, unit)} gives {p:g}" for v, p in c.points)
    return Curve(
        width=_WIDTH,
        height=_HEIGHT,
        line=" ".join(f"{a:.1f},{b:.1f}" for a, b in ends),
        dots=tuple(
            (f"{a:.1f}", f"{b:.1f}", f"{_value(v, unit)}: {p:g}")
            for (a, b), (v, p) in zip(corners, c.points, strict=True)
        ),
        label=f"{sentence_case(c.name)}: {described}",
    )


def _margins(rubric: Rubric) -> tuple[tuple[str, str], ...]:
    m = rubric.margins
    return (
        ("predicted preference, on rigs of one family only", f"{m.preference_points:g} points"),
        ("channel match", f"{m.channel_match_db:g} dB"),
        ("distortion", f"{m.distortion_steps:g} step of the points of distortion"),
        ("isolation", f"{m.isolation_db:g} dB"),
        (
            "level",
            f"the product reaches 110 dB SPL from {m.level_from_v:g} V and the candidate does not",
        ),
        ("functions", "any function of the product that it lacks and that cannot be bought in"),
    )
