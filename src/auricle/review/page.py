"""The view model of a review: everything a template shows, nothing left to compute."""

from dataclasses import dataclass

from auricle.catalog import brand_slug
from auricle.metrics import Subject, error_curve
from auricle.rating import PROGRAM, Axis, Rating, Term
from auricle.review.market_prose import candidate_sentences, market_notes, verdict
from auricle.review.plot import Plot, response_plot
from auricle.review.prose import advice, axis_paragraphs, overview, summary
from auricle.review.references import References, describe_source
from auricle.review.sentences import Paragraph, Sentence
from auricle.review.wording import (
    bare_money,
    evidence_name,
    figure,
    money,
    sentence_case,
    signed,
    term_value,
)

__all__ = ["AxisView", "CandidateView", "Page", "Reference", "Section", "TermView", "review_page"]

# Titles of the published form, in its order.
_TITLES = {
    "scientific_validity": "Scientific Validity",
    "technology_level": "Technology Level",
    "cost_performance": "Cost-Performance",
    "reliability_support": "Reliability & Support",
    "design_rationality": "Rationality of Design Philosophy",
}


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
    """One product that was looked at for the cost-performance."""

    name: str
    price: str
    outcome: str
    reasons: str
    references: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the published form."""

    id: str
    title: str
    axis: AxisView | None
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """One numbered source."""

    number: int
    id: str  # of the source
    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """A review, ready to be laid out."""

    slug: str
    name: str
    title: str
    brand: str  # slug
    day: str  # 2025-08-20
    short_day: str  # 2025.8.20
    overall: str
    low: str
    high: str
    scores: tuple[str, ...]  # the five, to 0.1
    price: str | None  # bare figure
    price_text: str
    summary: str
    tags: tuple[str, ...]
    rubric: str
    region: str
    provisional: tuple[str, ...]
    proxies: tuple[str, ...]  # names of siblings
    sections: tuple[Section, ...]
    verdict: Paragraph  # what a pair costs, and what the cheapest equal-or-better one does
    candidates: tuple[CandidateView, ...]
    market_notes: Paragraph
    excluded: tuple[str, ...]
    wanted: tuple[tuple[str, str, str], ...]  # gain, axis, evidence
    plot: Plot | None
    references: tuple[Reference, ...]
    inputs: tuple[tuple[str, str], ...]
    program: str


def review_page(rating: Rating) -> Page:
    """Everything the page of a rating shows.

    References are numbered in the order in which a reader meets them.
    """
    references = References()
    product = rating.dossier.product
    sections = (
        Section("overview", "Overview", None, tuple(overview(rating, references))),
        *(_axis_section(axis, rating, references) for axis in rating.axes),
        Section("advice", "Advice", None, tuple(advice(rating, references))),
    )
    candidates = _candidates(rating, references)
    error = error_curve(rating.subject)
    price = rating.market.price.value
    return Page(
        slug=product.slug,
        name=product.name,
        title=f"{product.name} Product Review",
        brand=brand_slug(product.brand),
        day=rating.day.isoformat(),
        short_day=f"{rating.day.year}.{rating.day.month}.{rating.day.day}",
        overall=f"{rating.value:.1f}",
        low=figure(rating.low, 2),
        high=figure(rating.high, 2),
        scores=tuple(f"{axis.rounded:.1f}" for axis in rating.axes),
        price=None if price is None else bare_money(price),
        price_text="price not known" if price is None else money(price, rating.currency),
        summary=summary(rating),
        tags=_tags(rating),
        rubric=rating.rubric,
        region=rating.region,
        provisional=rating.provisional,
        proxies=tuple(rating.subject.sibling_name(slug) for slug in rating.proxies),
        sections=sections,
        verdict=tuple(verdict(rating, references)),
        candidates=candidates,
        market_notes=tuple(market_notes(rating)),
        excluded=_excluded(rating),
        wanted=tuple((figure(w.gain, 2), _TITLES[w.axis], w.wanted) for w in rating.wanted),
        plot=response_plot(error, slug=product.slug) if error is not None else None,
        references=tuple(
            Reference(number, source.id, describe_source(source), source.url)
            for number, source in enumerate(references.sources, start=1)
        ),
        inputs=tuple(rating.inputs.items()),
        program=PROGRAM,
    )


def _axis_section(axis: Axis, rating: Rating, references: References) -> Section:
    if axis.id == "cost_performance":
        doubts, paragraphs = rating.market.provisional, _market_paragraphs(rating, references)
    else:
        doubts, paragraphs = (), tuple(axis_paragraphs(axis, rating, references))
    view = _axis_view(axis, rating.subject, references, is_provisional=bool(doubts))
    return Section(axis.id, _TITLES[axis.id], view, paragraphs)


def _market_paragraphs(rating: Rating, references: References) -> tuple[tuple[Sentence, ...], ...]:
    lead = tuple(verdict(rating, references))
    candidates = ((sentence,) for sentence in candidate_sentences(rating, references))
    notes = tuple(market_notes(rating))
    return (lead, *candidates, *((notes,) if notes else ()))


def _axis_view(
    axis: Axis, subject: Subject, references: References, *, is_provisional: bool
) -> AxisView:
    return AxisView(
        id=axis.id,
        name=axis.name,
        score=f"{axis.rounded:.1f}",
        value=figure(axis.value, 2),
        low=figure(axis.low, 2),
        high=figure(axis.high, 2),
        coverage=figure(100.0 * axis.coverage, 0),
        is_known=axis.is_known,
        is_provisional=is_provisional,
        bar_percent=figure(100.0 * axis.value, 1),
        low_percent=figure(100.0 * axis.low, 1),
        span_percent=figure(100.0 * (axis.high - axis.low), 1),
        terms=tuple(_term_view(term, subject, references) for term in axis.terms),
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


def _candidates(rating: Rating, references: References) -> tuple[CandidateView, ...]:
    return tuple(
        CandidateView(
            candidate.product.name,
            money(candidate.cost or 0.0, rating.currency),
            candidate.outcome.replace("-", " "),
            "; ".join(candidate.reasons),
            references.cite(candidate.sources),
        )
        for candidate in rating.market.candidates
        if candidate.outcome != "excluded"
    )


def _excluded(rating: Rating) -> tuple[str, ...]:
    return tuple(
        f"{candidate.product.name} ({candidate.reasons[0]})"
        for candidate in rating.market.candidates
        if candidate.outcome == "excluded"
    )


def _tags(rating: Rating) -> tuple[str, ...]:
    product = rating.dossier.product
    connections = [sentence_case(name) for name in product.connection]
    back = [f"{sentence_case(product.back)}-back"] if product.back else []
    return ("Headphones", sentence_case(product.form), *back, *connections)
