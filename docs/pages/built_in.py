"""What the pages show of the catalog, the rubrics and the metrics that come with the program."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from auricle.catalog import built_in_catalog
from auricle.metrics import MetricResult, Subject, compute_metrics, load_definitions, subject_of
from auricle.rating import Rubric, built_in_rubric, built_in_rubrics, default_day, rate_all
from auricle.rating.rubrics.rubric import CriterionRule

__all__ = ["Use", "compared_metrics", "day", "metrics", "readers", "rubrics", "subjects", "uses"]

REGION, CURRENCY = "US", "USD"


@dataclass(frozen=True, slots=True)
class Use:
    """One criterion of a built-in rubric that rests on a metric or a finding."""

    rubric: str
    axis: str  # its name
    rule: str  # how criteria make the value of the axis: weighted, mean, steps
    criterion: CriterionRule
    all_weights: float  # of the criteria of the axis

    @property
    def how(self) -> str:
        """How it counts in the axis."""
        if self.rule == "weighted":
            return f"weight {self.criterion.weight:g} of {self.all_weights:g}"
        return {"mean": "in the mean of what is known", "steps": "by a step"}[self.rule]


@cache
def day() -> date:
    """Day of the newest entry of the catalog."""
    return default_day(built_in_catalog(), [])


@cache
def rubrics() -> Mapping[str, Rubric]:
    """Every rubric that comes with the program, by the name of its file."""
    return {name: built_in_rubric(name) for name in built_in_rubrics()}


@cache
def subjects() -> Mapping[str, Subject]:
    """Every product of the catalog with its brand and siblings, by slug."""
    catalog = built_in_catalog()
    return {
        slug: subject_of(catalog, catalog.dossiers[slug], day=day(), region=REGION)
        for slug in sorted(catalog.dossiers)
    }


@cache
def metrics() -> Mapping[str, Mapping[str, MetricResult]]:
    """Every metric of every product of the catalog, by slug and metric."""
    return {slug: compute_metrics(s, currency=CURRENCY) for slug, s in subjects().items()}


@cache
def readers() -> Mapping[str, tuple[str, ...]]:
    """Quantity -> metrics that read it: those defined by it, and those that used it in the catalog."""
    pairs = {(c.quantity, d.id) for d in load_definitions().values() for c in d.from_facts}
    pairs |= {
        (fact.quantity, name)
        for results in metrics().values()
        for name, metric in results.items()
        for fact in metric.facts
    }
    return {q: tuple(sorted(m for p, m in pairs if p == q)) for q, _ in sorted(pairs)}


@cache
def compared_metrics() -> frozenset[str]:
    """Metrics by which products are compared for the cost-performance."""
    rubric = next(iter(rubrics().values()))
    ratings = rate_all(
        built_in_catalog(), rubric=rubric, day=day(), region=REGION, currency=CURRENCY
    )
    candidates = [candidate for rating in ratings for candidate in rating.market.candidates]
    return frozenset(c.metric for candidate in candidates for c in candidate.comparisons)


def uses(*, metric: str | None = None, finding: str | None = None) -> Iterator[Use]:
    """Criteria of all built-in rubrics that rest on a metric or on a finding."""
    for name, rubric in rubrics().items():
        for axis in rubric.axes:
            total = math.fsum(criterion.weight for criterion in axis.criteria)
            for c in axis.criteria:
                if (c.metric or "", c.finding or "") == (metric or "", finding or ""):
                    yield Use(name, axis.name, axis.rule, c, total)
