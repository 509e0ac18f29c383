"""From weighed criteria to one axis of the rating."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from auricle.dossier import Source
from auricle.estimate import rounded
from auricle.metrics import FindingResult, MetricResult
from auricle.rating.rubrics.rubric import AxisRule, CriterionRule, Rubric
from auricle.rating.rules import contributions, unlimited_contributions

__all__ = [
    "Axis",
    "Term",
    "axis_from_criteria",
    "axis_values",
    "enters",
    "judge",
    "round_half_up",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One criterion of an axis, with what the evidence made of it."""

    criterion: str
    name: str
    input: str
    value: float | str | None  # None where nothing is known
    unit: str | None
    uncertainty: float | None
    points: float | None  # 0..1
    points_low: float | None  # at the 5 and 95 % points of the value
    points_high: float | None
    weight: float
    grade: float  # how far the evidence is trusted, 0..1
    evidence: str | None
    agreeing: bool  # two independent sources agree
    contribution: float  # to the axis
    half_width: float  # of the interval of the contribution
    sources: tuple[Source, ...]
    proxy: str | None
    remarks: tuple[str, ...]
    wanted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One axis: its value, its interval and the terms that add up to it."""

    id: str
    name: str
    rule: str  # how the terms make the value: weighted, mean, steps or price-ratio
    value: float
    rounded: float
    low: float
    high: float
    coverage: float
    is_known: bool  # whether anything at all is
    terms: tuple[Term, ...]


def round_half_up(value: float) -> float:
    """Value to one decimal, halves up, as people round.

    The value is taken as a decimal after ``round(value, 9)``, so that 0.45 that came out as
    0.44999999999999996 goes up.

    Examples
    --------
    >>> round_half_up(0.45), round_half_up(0.1 + 0.35)
    (0.5, 0.5)
    """
    return float(Decimal(repr(round(value, 9))).quantize(Decimal("0.1"), ROUND_HALF_UP))


def axis_from_criteria(
    rule: AxisRule,
    rubric: Rubric,
    metrics: Mapping[str, MetricResult],
    findings: Mapping[str, FindingResult],
) -> Axis:
    """Neutral value moved by every known criterion as the rule of the axis says.

    Parameters
    ----------
    rule, rubric
        The axis and the rubric it belongs to.
    metrics, findings
        All results, by id.

    Returns
    -------
    Axis
        `value` is the neutral value plus the contributions of the terms, to rounding. Where no
        criterion makes sense for the product, the axis is not known and has no terms.

    Examples
    --------
    A yes from the maker moves three of nine parts of an axis by half, at a grade of 0.7:

    >>> from auricle.rating import built_in_rubric
    >>> rubric = built_in_rubric()
    >>> rule = rubric.axis("technology_level")
    >>> findings = {c.finding: FindingResult(criterion=c.finding) for c in rule.criteria
    ...             if c.finding}
    >>> findings["own-technology"] = FindingResult(
    ...     criterion="own-technology", state="known", holds="yes", answers=("yes",),
    ...     evidence="manufacturer")
    >>> metrics = {c.metric: MetricResult(metric=c.metric, unit="", state="unknown")
    ...            for c in rule.criteria if c.metric}
    >>> axis = axis_from_criteria(rule, rubric, metrics, findings)
    >>> round(axis.value, 6) == round(0.5 + 3.0 * 0.7 * 0.5 / 9.0, 6)
    True
    """
    entering = [c for c in rule.criteria if enters(c, metrics)]
    judged = [judge(criterion, rubric, metrics, findings) for criterion in entering]
    terms = _with_contributions(judged, rule, rubric)
    value = math.fsum([rubric.neutral, *(term.contribution for term in terms)])
    coverage = _coverage(terms)
    half_width = _half_width(terms, coverage, rubric.unknown_half_width)
    return Axis(
        id=rule.id,
        name=rule.name,
        rule=rule.rule,
        value=value,
        rounded=round_half_up(value),
        low=max(0.0, value - half_width),
        high=min(1.0, value + half_width),
        coverage=coverage,
        is_known=coverage > 0.0,
        terms=terms,
    )


def axis_values(
    rule: AxisRule,
    rubric: Rubric,
    *,
    points: NDArray[np.float64],
    grade: NDArray[np.float64],
    enters: NDArray[np.bool_],
    from_maker: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """Values of an axis for many states of its criteria at once.

    Parameters
    ----------
    rule, rubric
        The axis and the rubric it belongs to.
    points, grade, enters, from_maker : arrays, shape (..., n_criteria)
        Of all criteria of the rule, as `judge` and `enters` give them; the points are the
        neutral value where nothing is known.

    Returns
    -------
    array, shape (...)

    Examples
    --------
    A mean of two criteria, for one that is known and for both:

    >>> from auricle.rating import built_in_rubric
    >>> rubric = built_in_rubric("published")
    >>> two = rubric.axes[0].model_copy(
    ...     update={"rule": "mean", "criteria": rubric.axes[0].criteria[:2]})
    >>> axis_values(two, rubric, points=np.array([1.0, 0.6]),
    ...             grade=np.array([[1.0, 0.0], [1.0, 1.0]]),
    ...             enters=np.ones((2, 2), dtype=bool), from_maker=np.zeros((2, 2), dtype=bool))
    array([1. , 0.8])
    """
    weight = np.array([criterion.weight for criterion in rule.criteria])
    adds = contributions(
        weight=np.broadcast_to(weight, enters.shape),
        grade=grade,
        points=points,
        enters=enters,
        neutral=rubric.neutral,
        rule=rule.rule,
        from_maker=from_maker,
        maker_only_step=rule.maker_only_step,
    )
    values: NDArray[np.float64] = rubric.neutral + np.sum(adds, axis=-1)
    return values


def enters(criterion: CriterionRule, metrics: Mapping[str, MetricResult]) -> bool:
    """Whether a criterion counts for a product at all."""
    if criterion.metric is None:
        return True
    state = metrics[criterion.metric].state
    return state != "not_applicable" and (state == "known" or not criterion.only_where_known)


def _coverage(terms: Sequence[Term]) -> float:
    """Share of the weight that is known; none is where nothing makes sense for a product."""
    total = math.fsum(term.weight for term in terms)
    return math.fsum(term.weight * term.grade for term in terms) / total if terms else 0.0


def _half_width(terms: Sequence[Term], coverage: float, unknown_half_width: float) -> float:
    unknown = unknown_half_width * (1.0 - coverage)
    return math.sqrt(math.fsum([unknown**2, *(term.half_width**2 for term in terms)]))


def _grade(rubric: Rubric, evidence: str, *, agreeing: bool, only_proxy: bool) -> float:
    grade = rubric.grades[evidence]
    if only_proxy:
        return min(grade, rubric.grades["proxy"])
    if agreeing and evidence != "user-reports":
        return min(1.0, round(grade + rubric.agreement_bonus, 9))
    return grade


def judge(
    criterion: CriterionRule,
    rubric: Rubric,
    metrics: Mapping[str, MetricResult],
    findings: Mapping[str, FindingResult],
) -> Term:
    """One criterion with its points and grade, before it is brought to its share of the axis."""
    if criterion.metric is not None:
        return _metric_term(criterion, rubric, metrics[criterion.metric])
    return _finding_term(criterion, rubric, findings[criterion.finding or ""])


def _metric_term(criterion: CriterionRule, rubric: Rubric, metric: MetricResult) -> Term:
    term = replace(_unknown_term(criterion), unit=metric.unit, remarks=metric.remarks)
    if metric.value is None or metric.low is None or metric.high is None:
        return term
    points = criterion.points_of(metric.value)
    ends = sorted((criterion.points_of(metric.low), criterion.points_of(metric.high)))
    known = replace(
        term,
        value=metric.value,
        uncertainty=metric.uncertainty,
        points=points,
        points_low=ends[0],
        points_high=ends[1],
        proxy=metric.proxy,
    )
    return _graded(known, rubric, metric)


def _finding_term(criterion: CriterionRule, rubric: Rubric, finding: FindingResult) -> Term:
    term = _unknown_term(criterion)
    if not finding.answers:
        return term
    worth = criterion.points_of_answers(rubric.shares, neutral=rubric.neutral)
    points = rounded(math.fsum(worth[a] for a in finding.answers) / len(finding.answers))
    points = 1.0 - points if criterion.inverted else points
    known = replace(
        term,
        value=finding.holds,
        points=points,
        points_low=points,
        points_high=points,
        remarks=finding.remarks,
    )
    return _graded(known, rubric, finding)


def _graded(term: Term, rubric: Rubric, result: MetricResult | FindingResult) -> Term:
    """A term with known points, with the grade of its evidence."""
    if result.evidence is None or term.points is None:
        return term
    only_proxy = isinstance(result, MetricResult) and result.only_proxy
    grade = _grade(rubric, result.evidence, agreeing=result.agreeing, only_proxy=only_proxy)
    return replace(
        term,
        grade=grade,
        evidence=result.evidence,
        agreeing=result.agreeing,
        sources=result.sources,
    )


def _with_contributions(terms: Sequence[Term], rule: AxisRule, rubric: Rubric) -> tuple[Term, ...]:
    """Terms brought to their shares of the axis."""

    def known(points: Sequence[float | None]) -> dict[str, Any]:
        return {
            "weight": np.array([term.weight for term in terms]),
            "grade": np.array([term.grade for term in terms]),
            "points": np.array([rubric.neutral if p is None else p for p in points]),
            "enters": np.ones(len(terms), dtype=bool),
            "neutral": rubric.neutral,
            "rule": rule.rule,
        }

    adds = contributions(
        **known([term.points for term in terms]),
        from_maker=np.array([term.evidence == "manufacturer" for term in terms]),
        maker_only_step=rule.maker_only_step,
    )
    lows = unlimited_contributions(**known([term.points_low for term in terms]))
    highs = unlimited_contributions(**known([term.points_high for term in terms]))
    return tuple(
        replace(term, contribution=float(add), half_width=(float(high) - float(low)) / 2.0)
        for term, add, low, high in zip(terms, adds, lows, highs, strict=True)
    )


def _unknown_term(criterion: CriterionRule) -> Term:
    return Term(
        criterion=criterion.id,
        name=criterion.name,
        input=criterion.metric or criterion.finding or "",
        value=None,
        unit=None,
        uncertainty=None,
        points=None,
        points_low=None,
        points_high=None,
        weight=criterion.weight,
        grade=0.0,
        evidence=None,
        agreeing=False,
        contribution=0.0,
        half_width=0.0,
        sources=(),
        proxy=None,
        remarks=(),
        wanted=criterion.wanted,
    )
