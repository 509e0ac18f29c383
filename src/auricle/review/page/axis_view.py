"""The five axes as a page shows them: bars, reasons and trace."""

from dataclasses import dataclass

from auricle.market import Candidate
from auricle.metrics import Subject
from auricle.rating import Axis, Rating, Term
from auricle.review.page.market import outcome_words
from auricle.review.references import References
from auricle.wording import evidence_name, figure, money, signed, term_value

__all__ = [
    "SHORT_TITLES",
    "TITLES",
    "AxisView",
    "CandidateView",
    "TermView",
    "axis_view",
    "candidate_views",
]

TITLES = {
    "scientific_validity": "Scientific Validity",
    "technology_level": "Technology Level",
    "cost_performance": "Cost-Performance",
    "reliability_support": "Reliability & Support",
    "design_rationality": "Rationality of Design Philosophy",
}
"""Titles of the published form, in its order."""

SHORT_TITLES = {
    "scientific_validity": "Sci.",
    "technology_level": "Tech.",
    "cost_performance": "Cost",
    "reliability_support": "Rel.",
    "design_rationality": "Des.",
}
"""The same as heads of narrow columns."""


@dataclass(frozen=True, slots=True)
class TermView:
    """One row of the trace."""

    name: str
    value: str  # "not known" where nothing is
    points: str
    weight: str
    grade: str
    contribution: str
    evidence: str
    references: tuple[int, ...]
    is_known: bool


@dataclass(frozen=True, slots=True)
class AxisView:
    """One axis with its trace; shares of the bar in percent of its width."""

    id: str
    name: str
    score: str  # to 0.1
    value: str  # to 0.01
    low: str
    high: str
    coverage: str
    is_known: bool
    is_provisional: bool
    bar_percent: str
    low_percent: str
    span_percent: str
    terms: tuple[TermView, ...]


@dataclass(frozen=True, slots=True)
class CandidateView:
    """One product that was considered for the cost-performance."""

    name: str
    price: str
    observed: str  # the day of its price
    outcome: str
    reasons: str
    references: tuple[int, ...]
    is_best: bool  # the cheapest that is equal or better
    is_judged: bool


def axis_view(axis: Axis, rating: Rating, references: References) -> AxisView:
    """An axis, ready to be shown."""
    is_market = axis.id == "cost_performance"
    return AxisView(
        id=axis.id,
        name=axis.name,
        score=f"{axis.rounded:.1f}",
        value=figure(axis.value, 2),
        low=figure(axis.low, 2),
        high=figure(axis.high, 2),
        coverage=figure(100.0 * axis.coverage, 0),
        is_known=axis.is_known,
        is_provisional=is_market and bool(rating.market.provisional),
        bar_percent=figure(100.0 * axis.value, 1),
        low_percent=figure(100.0 * axis.low, 1),
        span_percent=figure(100.0 * (axis.high - axis.low), 1),
        terms=tuple(_term_view(term, rating.subject, references) for term in axis.terms),
    )


def _term_view(term: Term, subject: Subject, references: References) -> TermView:
    evidence = evidence_name(term.evidence or "")
    if term.proxy:
        evidence = f"proxy: {subject.sibling_name(term.proxy)}"
    return TermView(
        name=term.name,
        value=term_value(term) or "not known",
        points="" if term.points is None else figure(term.points, 2),
        weight=f"{term.weight:g}",
        grade=figure(term.grade, 2),
        contribution="" if term.points is None else signed(term.contribution),
        evidence=evidence,
        references=references.cite(term.sources),
        is_known=term.value is not None,
    )


def candidate_views(rating: Rating, references: References) -> tuple[CandidateView, ...]:
    """Every product that was considered, the cheapest first, those not judged last."""
    shown = [c for c in rating.market.candidates if c.outcome != "excluded"]
    return tuple(
        _candidate_view(candidate, rating, references)
        for candidate in sorted(shown, key=lambda c: not c.is_judged)
    )


def _candidate_view(candidate: Candidate, rating: Rating, references: References) -> CandidateView:
    is_best = candidate.product.slug == rating.market.best
    outcome = outcome_words(candidate)
    return CandidateView(
        name=candidate.product.name,
        price=money(candidate.cost or 0.0, rating.currency),
        observed=str(candidate.price.details.get("observed", "")),
        outcome=f"{outcome}, the cheapest" if is_best else outcome,
        reasons="; ".join(candidate.reasons),
        references=references.cite(candidate.sources),
        is_best=is_best,
        is_judged=candidate.is_judged,
    )
