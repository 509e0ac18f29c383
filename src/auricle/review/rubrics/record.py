"""A rubric as plain data, for programs."""

from typing import Any

from auricle import PROGRAM
from auricle.dossier import load_glossary
from auricle.metrics import load_definitions
from auricle.rating import Rubric
from auricle.rating.rubrics.rubric import AxisRule, CriterionRule
from auricle.review.rubrics.page import answers_worth, weight_share

__all__ = ["rubric_record"]


def rubric_record(rubric: Rubric) -> dict[str, Any]:
    """Everything a rubric says, with what its metrics and findings mean."""
    return {
        "id": rubric.id,
        "sha256": rubric.sha256,
        "neutral": rubric.neutral,
        "unknown_half_width": rubric.unknown_half_width,
        "provisional_below": rubric.provisional_below,
        "agreement_bonus": rubric.agreement_bonus,
        "grades": dict(rubric.grades),
        "axes": {axis.id: _axis_record(axis, rubric) for axis in rubric.axes},
        "margins": rubric.margins.model_dump(),
        "program": PROGRAM,
    }


def _axis_record(axis: AxisRule, rubric: Rubric) -> dict[str, Any]:
    is_market = axis.id == "cost_performance"
    return {
        "name": axis.name,
        "rule": "price-ratio" if is_market else axis.rule,
        "maker_only_step": axis.maker_only_step if axis.rule == "mean" else None,
        "none_judged": axis.none_judged,
        "criteria": [_criterion_record(c, axis, rubric) for c in axis.criteria],
    }


def _criterion_record(c: CriterionRule, axis: AxisRule, rubric: Rubric) -> dict[str, Any]:
    definition = load_definitions()[c.metric] if c.metric else None
    return {
        "criterion": c.id,
        "name": c.name,
        "metric": c.metric,
        "finding": c.finding,
        "unit": definition.unit if definition else None,
        "direction": definition.direction if definition else None,
        "meaning": definition.method
        if definition
        else load_glossary().criteria[c.finding or ""].meaning,
        "weight": c.weight if axis.rule == "weighted" else None,
        "share": weight_share(c, axis),
        "scale": c.scale if c.metric else None,
        "points": [{"value": v, "points": p} for v, p in c.points] if c.metric else None,
        "answers": answers_worth(c, rubric) if c.finding else None,
        "only_where_known": c.only_where_known,
        "wanted": c.wanted,
    }
