"""The view model of a review: everything a template shows, nothing left to compute."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypedDict

from auricle import PROGRAM
from auricle.catalog import brand_slug
from auricle.metrics import error_curve
from auricle.rating import Axis, Difference, Rating
from auricle.review.page.axis_view import (
    SHORT_TITLES,
    TITLES,
    AxisView,
    CandidateView,
    axis_view,
    candidate_views,
)
from auricle.review.page.criteria import unknown_criterion
from auricle.review.page.drive import DriveView, ListeningView, drive_paragraphs, drive_views
from auricle.review.page.history import HistoryRow, MovedView, history_rows, moved_view
from auricle.review.page.lasting import lasting_sentences
from auricle.review.page.listeners import ListenerReport, listener_reports, report_sentences
from auricle.review.page.market import (
    candidate_sentences,
    market_notes,
    price_seen,
    price_verdict,
)
from auricle.review.page.plot import Plot, response_plot
from auricle.review.page.prose import (
    Reason,
    advice,
    axis_lead,
    overview,
    reasons,
    stated_too,
    unknown,
)
from auricle.review.page.suitability import for_whom, not_for
from auricle.review.page.verdict import summary, verdict
from auricle.review.references import References, describe_source
from auricle.review.reliability.report import reliability_report
from auricle.review.sentences import Paragraph, Sentence
from auricle.wording import bare_money, figure, money, sentence_case

__all__ = ["EditorView", "Page", "Reference", "Section", "review_page"]


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the published form."""

    id: str
    title: str
    axis: AxisView | None = None
    lead: Paragraph = ()
    reasons: tuple[Reason, ...] = ()
    notes: tuple[Paragraph, ...] = ()  # what no criterion takes, and what is not known
    doubts: Paragraph = ()  # why a cost-performance may change
    editorial: tuple[str, ...] = ()  # paragraphs of the editor

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All that is said, but for the editor's words, as paragraphs."""
        by_sign = (
            tuple(sentence for reason in group for sentence in reason.sentences)
            for _, group in groupby(self.reasons, key=lambda reason: reason.sign)
        )
        return tuple(filter(None, (self.lead, *by_sign, *self.notes, self.doubts)))


@dataclass(frozen=True, slots=True)
class Reference:
    """One numbered source."""

    number: int
    id: str  # of the source
    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class EditorView:
    """Who adds words of their own to the page."""

    name: str
    day: str
    summary: str | None


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
    coverage: str  # percent
    scores: tuple[str, ...]  # the five, to 0.1
    price: str | None  # bare figure
    price_text: str
    price_seen: str  # when and where; empty where no price is known
    summary: str
    editor: EditorView | None
    verdict: Paragraph
    lead: Paragraph  # the verdict without its last sentence, the coverage, which stands beside it
    for_whom: Paragraph
    not_for: Paragraph
    tags: tuple[str, ...]
    rubric: str
    neutral: str  # what an axis is without evidence
    region: str
    provisional: tuple[str, ...]
    proxies: tuple[str, ...]  # names of siblings
    sections: tuple[Section, ...]
    axis_heads: tuple[tuple[str, str], ...]  # short and whole title of each axis
    candidates: tuple[CandidateView, ...]
    excluded: tuple[str, ...]
    drive: DriveView | None
    listening: ListeningView | None  # how long it may be listened to
    listeners: tuple[ListenerReport, ...]
    history: tuple[HistoryRow, ...]
    moved: MovedView | None  # what moved the last change
    missing: tuple[tuple[str, tuple[str, ...]], ...]  # title of an axis, what is not known on it
    wanted: tuple[tuple[str, str, str], ...]  # gain, axis, evidence
    plot: Plot | None
    references: tuple[Reference, ...]
    inputs: tuple[tuple[str, str], ...]
    program: str


def review_page(
    rating: Rating, *, history: Sequence[Rating] = (), moved: Difference | None = None
) -> Page:
    """Everything the page of a rating shows.

    Parameters
    ----------
    rating
        The rating of the day.
    history
        Those of earlier days and of this one, oldest first; a single one is no history.
    moved
        What the rating differs by from an earlier day, if it does.

    Returns
    -------
    Page
        References are numbered in the order in which a reader meets them.
    """
    references = References()
    cited = _cited(rating, references)
    product, written = rating.dossier.product, rating.dossier.editorial
    return Page(
        **_figures(rating),
        slug=product.slug,
        name=product.name,
        title=f"{product.name} Product Review",
        brand=brand_slug(product.brand),
        summary=summary(rating),
        editor=EditorView(written.name, str(written.day), written.summary) if written else None,
        verdict=cited.verdict,
        lead=cited.verdict[:-1],
        for_whom=cited.for_whom,
        not_for=cited.not_for,
        tags=_tags(rating),
        rubric=rating.rubric,
        region=rating.region,
        provisional=rating.provisional,
        proxies=tuple(rating.subject.sibling_name(slug) for slug in rating.proxies),
        sections=tuple(_with_editorial(section, rating) for section in cited.sections),
        axis_heads=tuple((SHORT_TITLES[axis.id], TITLES[axis.id]) for axis in rating.axes),
        candidates=cited.candidates,
        excluded=_excluded(rating),
        drive=cited.drive,
        listening=cited.listening,
        listeners=cited.listeners,
        history=history_rows(history),
        moved=moved_view(moved) if moved is not None else None,
        missing=_missing(rating),
        wanted=_wanted(rating),
        plot=_plot(rating),
        references=_references(references),
        inputs=tuple(rating.inputs.items()),
        program=PROGRAM,
    )


@dataclass(frozen=True, slots=True)
class _Cited:
    """The parts of a page that cite sources."""

    verdict: Paragraph
    for_whom: Paragraph
    not_for: Paragraph
    sections: tuple[Section, ...]
    drive: DriveView | None
    listening: ListeningView | None
    listeners: tuple[ListenerReport, ...]
    candidates: tuple[CandidateView, ...]


def _cited(rating: Rating, references: References) -> _Cited:
    """Made in the order in which a reader meets them, as sources are numbered in it."""
    said = verdict(rating, references)
    suits, suits_not = for_whom(rating, references), not_for(rating, references)
    first = Section("overview", "Overview", None, said, notes=tuple(overview(rating, references)))
    axes = [_axis_section(axis, rating, references) for axis in rating.axes]
    listeners = listener_reports(
        rating.dossier.impressions,
        {c.product.slug: c.product.name for c in rating.market.candidates},
        references,
    )
    drive, listening = drive_views(rating, references)
    driven = () if drive is None or listening is None else drive_paragraphs(drive, listening)
    last = _advice_section(rating, suits, suits_not, driven, listeners)
    return _Cited(
        verdict=said,
        for_whom=suits,
        not_for=suits_not,
        sections=(first, *axes, last),
        drive=drive,
        listening=listening,
        listeners=listeners,
        candidates=candidate_views(rating, references),
    )


class _Figures(TypedDict):
    """The figures of a rating and its day, as its page has them."""

    day: str
    short_day: str
    overall: str
    low: str
    high: str
    coverage: str
    scores: tuple[str, ...]
    price: str | None
    price_text: str
    price_seen: str
    neutral: str


def _figures(rating: Rating) -> _Figures:
    price = rating.market.price.value
    return _Figures(
        day=rating.day.isoformat(),
        short_day=f"{rating.day.year}.{rating.day.month}.{rating.day.day}",
        overall=f"{rating.value:.1f}",
        low=figure(rating.low, 2),
        high=figure(rating.high, 2),
        coverage=figure(100.0 * rating.coverage, 0),
        scores=tuple(f"{axis.rounded:.1f}" for axis in rating.axes),
        price=None if price is None else bare_money(price),
        price_text="price not known" if price is None else money(price, rating.currency),
        price_seen=price_seen(rating),
        neutral=f"{rating.neutral:g}",
    )


def _wanted(rating: Rating) -> tuple[tuple[str, str, str], ...]:
    """Evidence that would narrow the rating most, first."""
    wanted = sorted(rating.wanted, key=lambda one: -one.gain)
    return tuple((figure(one.gain, 2), TITLES[one.axis], one.wanted) for one in wanted)


def _references(references: References) -> tuple[Reference, ...]:
    return tuple(
        Reference(number, source.id, describe_source(source), source.url)
        for number, source in enumerate(references.sources, start=1)
    )


def _axis_section(axis: Axis, rating: Rating, references: References) -> Section:
    view = axis_view(axis, rating, references)
    if axis.id == "cost_performance":
        lead = (axis_lead(axis, rating),) if axis.is_known else ()
        compared = ((sentence,) for sentence in candidate_sentences(rating, references))
        return Section(
            axis.id,
            TITLES[axis.id],
            view,
            (*lead, *price_verdict(rating, references)),
            notes=tuple(compared),
            doubts=tuple(market_notes(rating)),
        )
    return Section(
        axis.id,
        TITLES[axis.id],
        view,
        (axis_lead(axis, rating),),
        reasons(axis, rating, references),
        (
            stated_too(axis, rating, references),
            _lasting(axis, rating, references),
            unknown(axis, rating.dossier.product),
        ),
    )


def _lasting(axis: Axis, rating: Rating, references: References) -> Paragraph:
    if axis.id != "reliability_support":
        return ()
    return lasting_sentences(reliability_report(rating.subject), references)


def _advice_section(
    rating: Rating,
    suits: Paragraph,
    suits_not: Paragraph,
    driven: Sequence[Paragraph],
    listeners: Sequence[ListenerReport],
) -> Section:
    heard: list[Paragraph] = [report_sentences(report) for report in listeners]
    if heard:
        heard.insert(0, (Sentence("What listeners report, which no score contains"),))
    return Section("advice", "Advice", notes=(*advice(rating, suits, suits_not), *driven, *heard))


def _with_editorial(section: Section, rating: Rating) -> Section:
    written = rating.dossier.editorial
    if written is None:
        return section
    texts = tuple(text for place, text in written.paragraphs if place == section.id)
    return replace(section, editorial=texts)


def _excluded(rating: Rating) -> tuple[str, ...]:
    return tuple(
        f"{candidate.product.name} ({candidate.reasons[0]})"
        for candidate in rating.market.candidates
        if candidate.outcome == "excluded"
    )


def _missing(rating: Rating) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What is not known, axis by axis."""
    product, market = rating.dossier.product, rating.market
    unpriced = market.price.remarks if market.price.value is None else ()
    rows = [
        (*unpriced, *market.provisional)
        if axis.id == "cost_performance"
        else tuple(unknown_criterion(t, product) for t in axis.terms if t.value is None)
        for axis in rating.axes
    ]
    return tuple((TITLES[a.id], what) for a, what in zip(rating.axes, rows, strict=True) if what)


def _plot(rating: Rating) -> Plot | None:
    error = error_curve(rating.subject)
    if error is None:
        return None
    details = rating.metrics["response-deviation"].details
    return response_plot(error, slug=rating.dossier.slug, details=details)


def _tags(rating: Rating) -> tuple[str, ...]:
    product = rating.dossier.product
    connections = [sentence_case(name) for name in product.connection]
    back = [f"{sentence_case(product.back)}-back"] if product.back else []
    return ("Headphones", sentence_case(product.form), *back, *connections)
