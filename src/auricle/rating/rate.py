"""What a rubric makes of a dossier as of a day."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from auricle.catalog import Catalog
from auricle.dossier import Dossier, load_glossary, newest_day
from auricle.errors import AuricleError
from auricle.market import BoughtIn, CostPerformance, Profile, cost_performance
from auricle.metrics import (
    FindingResult,
    MetricResult,
    Subject,
    compute_metrics,
    finding_result,
    own_currency,
    price_on_day,
    subject_of,
)
from auricle.rating.axis import Axis, Term, axis_from_criteria, round_half_up
from auricle.rating.rubrics.rubric import Rubric

__all__ = [
    "USUAL_CURRENCY",
    "Rating",
    "WantedEvidence",
    "default_day",
    "is_tie",
    "rate",
    "rate_all",
]

_MOST_WANTED = 3
USUAL_CURRENCY = "USD"
"""Where the product has no price of its own."""


@dataclass(frozen=True, slots=True)
class WantedEvidence:
    """Evidence that would raise the coverage of an axis."""

    axis: str
    criterion: str
    wanted: str
    gain: float  # in coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """Five axes, overall, interval, and all they rest on."""

    subject: Subject  # the product and its siblings as of the day
    region: str
    currency: str
    rubric: str
    neutral: float  # what an axis is without evidence
    value: float  # sum of the rounded axes, 0 to 5
    low: float
    high: float
    provisional: tuple[str, ...]  # why; empty where the rating stands
    axes: tuple[Axis, ...]
    market: CostPerformance
    metrics: Mapping[str, MetricResult]
    findings: Mapping[str, FindingResult]
    wanted: tuple[WantedEvidence, ...]
    inputs: Mapping[str, str]  # name of an input -> its SHA-256

    @property
    def dossier(self) -> Dossier:
        """The dossier as of the day, with what holds for the brand."""
        return self.subject.dossier

    @property
    def day(self) -> date:
        """Evidence that came later does not count."""
        return self.subject.day

    @property
    def coverage(self) -> float:
        """Share of what the rubric asks for that is known: mean of the axes."""
        return math.fsum(axis.coverage for axis in self.axes) / len(self.axes)

    @property
    def proxies(self) -> tuple[str, ...]:
        """Siblings whose evidence stands in, in the order of the terms."""
        terms = [term for axis in self.axes for term in axis.terms]
        named = [term.proxy for term in terms if term.proxy]
        stated = [m.proxy for m in self.metrics.values() if m.proxy]
        return tuple(dict.fromkeys([*named, *stated]))


def default_day(catalog: Catalog, dossiers: Sequence[Dossier]) -> date:
    """Newest date in the dossiers, else in the catalog.

    Raises
    ------
    AuricleError
        If nothing in the catalog is dated: then the day must be given.
    """
    for group in (dossiers, list(catalog.dossiers.values())):
        days = [day for day in map(newest_day, group) if day is not None]
        if days:
            return max(days)
    raise AuricleError("nothing in the catalog has a date: say which day is meant (--as-of)")


def is_tie(one: Rating, other: Rating) -> bool:
    """Whether the difference of two ratings lies inside their joint interval."""
    half_widths = [(r.high - r.low) / 2.0 for r in (one, other)]
    return abs(one.value - other.value) <= math.hypot(*half_widths)


def rate(
    catalog: Catalog,
    dossier: Dossier,
    *,
    rubric: Rubric,
    day: date,
    region: str,
    currency: str | None = None,
) -> Rating:
    """Rate a product.

    Parameters
    ----------
    catalog
        Siblings, brands and candidates are looked up here.
    dossier
        The product.
    rubric
        The rule.
    day
        Evidence and prices that came later do not count.
    region
        The buyer's, an ISO 3166 code.
    currency
        In which prices are compared, an ISO 4217 code; by default that of the newest price
        of the product, so that prices that share it are divided without any conversion.

    Returns
    -------
    Rating
        The same for the same arguments, on every machine.

    Examples
    --------
    >>> from auricle.catalog import built_in_catalog
    >>> from auricle.rating import built_in_rubric
    >>> catalog = built_in_catalog()
    >>> rating = rate(catalog, catalog.dossiers["akg-k612-pro"], rubric=built_in_rubric(),
    ...               day=date(2025, 8, 20), region="US")
    >>> rating.value == round(sum(axis.rounded for axis in rating.axes), 1)
    True
    """
    currency = currency or own_currency(dossier.prices, day=day) or USUAL_CURRENCY
    profiles = _profiles(catalog, day=day, region=region, currency=currency)
    return _rate(catalog, dossier, profiles, rubric=rubric)


def rate_all(
    catalog: Catalog, *, rubric: Rubric, day: date, region: str, currency: str
) -> list[Rating]:
    """Ratings of all products, the highest low end of the interval first.

    Arguments as for `rate`, but all prices in one currency. The order keeps what is not
    known from winning over what is known to be good.
    """
    profiles = _profiles(catalog, day=day, region=region, currency=currency)
    ratings = [_rate(catalog, d, profiles, rubric=rubric) for d in catalog.dossiers.values()]
    return sorted(ratings, key=lambda rating: (-rating.low, rating.dossier.slug))


@dataclass(frozen=True, slots=True)
class _Profiles:
    """Subjects and metrics of the whole catalog on a day."""

    subjects: Mapping[str, Subject]
    metrics: Mapping[str, Mapping[str, MetricResult]]
    currency: str


def _profiles(catalog: Catalog, *, day: date, region: str, currency: str) -> _Profiles:
    subjects = {
        slug: subject_of(catalog, catalog.dossiers[slug], day=day, region=region)
        for slug in sorted(catalog.dossiers)
    }
    metrics = {slug: compute_metrics(s, currency=currency) for slug, s in subjects.items()}
    return _Profiles(subjects, metrics, currency)


def _rate(catalog: Catalog, dossier: Dossier, profiles: _Profiles, *, rubric: Rubric) -> Rating:
    subject, metrics = profiles.subjects[dossier.slug], profiles.metrics[dossier.slug]
    findings = {name: finding_result(name, subject) for name in load_glossary().criteria}
    market = _market(catalog, subject, profiles, rubric)
    axes = tuple(
        _market_axis(market, rule.name, rubric)
        if rule.id == "cost_performance"
        else axis_from_criteria(rule, rubric, metrics, findings)
        for rule in rubric.axes
    )
    value = round(math.fsum(axis.rounded for axis in axes), 1)
    below = math.sqrt(math.fsum((axis.value - axis.low) ** 2 for axis in axes))
    above = math.sqrt(math.fsum((axis.high - axis.value) ** 2 for axis in axes))
    return Rating(
        subject=subject,
        region=subject.region,
        currency=profiles.currency,
        rubric=rubric.id,
        neutral=rubric.neutral,
        value=value,
        low=max(0.0, value - below),
        high=min(5.0, value + above),
        provisional=_provisional(axes, rubric),
        axes=axes,
        market=market,
        metrics=metrics,
        findings=findings,
        wanted=_wanted(axes),
        inputs={
            "dossier": dossier.sha256,
            "catalog": catalog.sha256,
            "rubric": rubric.sha256,
        },
    )


def _market(
    catalog: Catalog, subject: Subject, profiles: _Profiles, rubric: Rubric
) -> CostPerformance:
    priced = {
        slug: Profile(other.dossier.product, profiles.metrics[slug])
        for slug, other in profiles.subjects.items()
    }
    own = priced.pop(subject.dossier.slug)
    bought_in = [
        BoughtIn(
            accessory.name,
            accessory.adds,
            accessory.fits,
            price_on_day(
                accessory.prices,
                day=subject.day,
                currency=profiles.currency,
                rates=catalog.rates,
            ),
        )
        for accessory in catalog.accessories
    ]
    return cost_performance(
        own,
        list(priced.values()),
        accessories=bought_in,
        margins=rubric.comparison_margins(),
        neutral=rubric.neutral,
        unknown_half_width=rubric.unknown_half_width,
        none_judged=rubric.axis("cost_performance").none_judged,
    )


def _market_axis(market: CostPerformance, name: str, rubric: Rubric) -> Axis:
    is_known = market.ratio is not None
    value = rubric.neutral if market.ratio is None else market.ratio
    best = next((c for c in market.candidates if c.product.slug == market.best), None)
    sources = (*market.price.sources, *(best.sources if best else ()))
    term = Term(
        criterion="price-ratio",
        name="Cheapest equal-or-better price over own price",
        input="price",
        value=market.ratio,
        unit="ratio",
        uncertainty=None,
        points=market.ratio,
        points_low=market.low if is_known else None,
        points_high=market.high if is_known else None,
        weight=1.0,
        grade=market.coverage,
        evidence=market.price.evidence if is_known else None,
        agreeing=False,
        contribution=value - rubric.neutral,
        half_width=(market.high - market.low) / 2.0,
        sources=sources if is_known else (),
        proxy=None,
        remarks=market.provisional,
        wanted="prices of shops and responses of cheaper products",
    )
    return Axis(
        id="cost_performance",
        name=name,
        rule="price-ratio",
        value=value,
        rounded=round_half_up(value),
        low=market.low,
        high=market.high,
        coverage=market.coverage,
        is_known=is_known,
        terms=(term,),
    )


def _provisional(axes: Sequence[Axis], rubric: Rubric) -> tuple[str, ...]:
    science = axes[0]
    if science.coverage < rubric.provisional_below:
        return (
            f"scientific coverage is {science.coverage:.2f}, below {rubric.provisional_below:g}",
        )
    return ()


def _wanted(axes: Sequence[Axis]) -> tuple[WantedEvidence, ...]:
    """What would raise coverage most, the scientific axis first."""
    result: list[WantedEvidence] = []
    for axis in axes:
        if axis.id == "cost_performance":
            continue
        total = math.fsum(term.weight for term in axis.terms)
        gains: dict[str, WantedEvidence] = {}
        for term in axis.terms:
            gain = term.weight * (1.0 - term.grade) / total
            before = gains.get(term.wanted)
            if gain > 0.0:
                gains[term.wanted] = WantedEvidence(
                    axis.id,
                    before.criterion if before else term.criterion,
                    term.wanted,
                    gain + (before.gain if before else 0.0),
                )
        result += sorted(gains.values(), key=lambda w: (-w.gain, w.criterion))[:_MOST_WANTED]
    return tuple(result)
