"""Everything that is known of how long a product lasts and what stands behind it."""

import math
from dataclasses import replace

from auricle.dossier import (
    Combined,
    Fact,
    FailureCount,
    ServiceRecord,
    Source,
    combine_facts,
    evidence_class,
    fact_groups,
    load_glossary,
)
from auricle.estimate import rounded
from auricle.metrics import (
    MetricResult,
    RunningCost,
    Span,
    Subject,
    count_share,
    failure_rate,
    from_facts,
    load_definitions,
    running_costs,
)
from auricle.rating import sources_with_origins
from auricle.reliability import clopper_pearson_upper, extra_warranty_year_value, failed_share
from auricle.review.reliability.survival import (
    ShareView,
    share_text,
    share_view,
    survival_view,
)
from auricle.review.reliability.views import (
    CostView,
    CountView,
    ExtraYearView,
    ModeView,
    RateView,
    ReliabilityReport,
    ServiceView,
    WarrantyTermView,
)
from auricle.wording import listed, money, years

__all__ = ["reliability_report"]

_TWO_YEARS = 2.0
_NOT_KNOWN = "not known"


def reliability_report(subject: Subject) -> ReliabilityReport:
    """What is known of the reliability of a product, with what is not.

    Parameters
    ----------
    subject
        The product as of a day, for a buyer of a region (`auricle.metrics.subject_of`).

    Returns
    -------
    ReliabilityReport
        Values in words and in figures, each with its sources.

    Examples
    --------
    >>> from datetime import date
    >>> from auricle.catalog import built_in_catalog
    >>> from auricle.metrics import subject_of
    >>> catalog = built_in_catalog()
    >>> k553 = catalog.dossiers["akg-k553-mkii"]
    >>> report = reliability_report(
    ...     subject_of(catalog, k553, day=date(2025, 9, 12), region="DE")
    ... )
    >>> report.failure_rate.text, [term.text for term in report.statutory]
    ('not known', ['2 years'])
    """
    definitions = load_definitions()
    rate = failure_rate(from_facts(definitions["failure-rate"], subject), subject)
    warranty = from_facts(definitions["warranty"], subject)
    report = ReliabilityReport(
        product=subject.dossier.product,
        day=subject.day,
        region=subject.region,
        failure_rate=_rate_view(rate),
        counts=tuple(map(_count_view, subject.dossier.failures)),
        service=tuple(map(_service_view, subject.dossier.service)),
        warranty=_warranty_view(warranty),
        warranty_terms=_terms("warranty", subject),
        statutory=(*_rights(subject), *_terms("statutory-warranty", subject)),
        store=_terms("store-warranty", subject),
        extra_year=_extra_year(rate, warranty),
        running_costs=tuple(map(_cost_view, running_costs(subject))),
        failure_modes=_modes(subject),
        no_failure_mode=_no_mode(subject),
        not_known=(),
        sources=(),
    )
    return replace(report, not_known=_not_known(report), sources=_sources(report))


def _sources(report: ReliabilityReport) -> tuple[Source, ...]:
    terms = (*report.warranty_terms, *report.statutory, *report.store)
    costs = [view.cost for view in report.running_costs]
    return tuple(
        sources_with_origins(
            [
                *report.failure_rate.sources,
                *report.warranty.sources,
                *(count.source for count in report.counts),
                *(service.source for service in report.service),
                *(mode.source for mode in (*report.failure_modes, *report.no_failure_mode)),
                *(source for term in terms for source in term.sources),
                *(s for cost in costs for s in (*cost.price_sources, *cost.life_sources)),
            ]
        )
    )


def _rate_view(rate: MetricResult) -> RateView:
    text = _NOT_KNOWN
    if rate.value is not None and rate.low is not None and rate.high is not None:
        text = share_text(rate.value, rate.low, rate.high)
    return _view(rate, text)


def _warranty_view(warranty: MetricResult) -> RateView:
    return _view(warranty, _NOT_KNOWN if warranty.value is None else years(warranty.value))


def _view(metric: MetricResult, text: str) -> RateView:
    return RateView(
        text=text,
        value=metric.value,
        low=metric.low,
        high=metric.high,
        evidence=metric.evidence,
        agreeing=metric.agreeing,
        rests_on=metric.remarks,
        sources=metric.sources,
    )


def _count_view(count: FailureCount) -> CountView:
    posterior = failed_share(count.failed, count.units)
    low, high = posterior.quantile(0.05), posterior.quantile(0.95)
    what = f" ({count.mode})" if count.mode else ""
    share = ShareView(
        count.months,
        rounded(posterior.mean),
        rounded(low),
        rounded(high),
        rounded(posterior.standard_deviation),
        share_text(posterior.mean, low, high),
    )
    return CountView(
        text=f"{count.in_words}{what}",
        failed=count.failed,
        units=count.units,
        months=count.months,
        mode=count.mode,
        share=share,
        median=rounded(posterior.median),
        upper_bound=rounded(clopper_pearson_upper(count.failed, count.units)),
        two_years=share_view(12.0 * _TWO_YEARS, count_share(count)),
        note=count.note,
        source=count.source,
    )


def _service_view(record: ServiceRecord) -> ServiceView:
    return ServiceView(
        survival=survival_view(record.data, file=record.file),
        licence=record.licence,
        note=record.note,
        source=record.source,
    )


def _terms(quantity: str, subject: Subject) -> tuple[WarrantyTermView, ...]:
    """What is stated of a quantity, one row a region, the buyer's first."""
    keys = [key for key in fact_groups(subject.dossier.facts) if key[0] == quantity]
    combined = [combine_facts(subject.dossier, (), key) for key in keys]
    terms = [_term(one, subject.region) for one in combined if one is not None]
    return tuple(sorted(terms, key=lambda t: (not t.holds_for_buyer, t.region or "~")))


def _term(combined: Combined, buyer: str) -> WarrantyTermView:
    facts = [c.fact for c in combined.contributions]
    facts += [aside.fact for aside in combined.set_aside]
    spans = sorted({_span(fact) for fact in facts})
    region = dict(combined.key[1]).get("region")
    notes = [fact.note for fact in facts if fact.note]
    return WarrantyTermView(
        region=None if region is None else str(region),
        text=" or ".join(_span_text(*span) for span in spans),
        shortest_years=spans[0][0],
        longest_years=max(high for _, high in spans),
        holds_for_buyer=_holds(region, buyer),
        evidence=evidence_class(facts[0].source, facts[0].kind),
        notes=tuple(dict.fromkeys(notes)),
        sources=tuple(dict.fromkeys(fact.source for fact in facts)),
    )


def _span(fact: Fact) -> tuple[float, float]:
    ends = [end for end in (fact.value, fact.low, fact.high) if end is not None]
    return min(ends), max(ends)


def _span_text(low: float, high: float) -> str:
    return years(low) if low == high else f"{round(low, 2):g} to {years(high)}"


def _holds(region: str | float | None, buyer: str) -> bool:
    return region == "global" or load_glossary().holds_in(region, buyer)


def _rights(subject: Subject) -> tuple[WarrantyTermView, ...]:
    """Rights by law in the buyer's region; those of others do not concern the product."""
    return tuple(
        WarrantyTermView(
            region=right.region,
            text=years(right.years),
            shortest_years=right.years,
            longest_years=right.years,
            holds_for_buyer=True,
            evidence=None,
            notes=(right.note,) if right.note else (),
            sources=(right.source,),
        )
        for right in subject.rights
        if _holds(right.region, subject.region)
    )


def _extra_year(rate: MetricResult, warranty: MetricResult) -> ExtraYearView | None:
    """Of a constant failure rate, as a single rate over two years says no more."""
    if warranty.value is None or rate.value is None or rate.low is None or rate.high is None:
        return None
    before = warranty.value
    low_rate, high_rate = _rate_per_year(rate.low), _rate_per_year(rate.high)
    value = _share_of_next_year(_rate_per_year(rate.value), years_before=before)
    rates = [low_rate, high_rate]
    if before > 0.0:  # at more failures a year than this, too few units are left
        rates.append(min(max(math.log1p(1.0 / before), low_rate), high_rate))
    shares = [_share_of_next_year(per_year, years_before=before) for per_year in rates]
    low, high = min(shares), max(shares)
    what = f"a year after the maker's {years(warranty.value)} saves on average"
    return ExtraYearView(
        text=f"{what} {share_text(value, low, high)} of the cost of a repair",
        years_before=warranty.value,
        value=rounded(value),
        low=rounded(low),
        high=rounded(high),
    )


def _rate_per_year(two_years: float) -> float:
    """Of a share that fails in two years; where all do, of the share next to all."""
    return -math.log1p(-min(two_years, math.nextafter(1.0, 0.0))) / _TWO_YEARS


def _share_of_next_year(per_year: float, *, years_before: float) -> float:
    if per_year == 0.0:
        return 0.0
    return extra_warranty_year_value(
        1.0, years_before=years_before, shape=1.0, scale_years=1.0 / per_year
    )


def _cost_view(cost: RunningCost) -> CostView:
    per_year, price, currency = cost.per_year, cost.price, cost.currency or ""
    price_text = _NOT_KNOWN
    if price is not None:
        where = f" in {listed(cost.regions)}" if cost.regions else ""
        price_text = f"{money(price.value, currency)}{where}, seen {cost.observed}"
    life_text = _NOT_KNOWN if cost.life_years is None else _life_text(cost.life_years)
    yearly = _NOT_KNOWN
    if per_year is not None:
        low, high = money(per_year.low, currency), money(per_year.high, currency)
        yearly = f"{money(per_year.value, currency)} a year"
        yearly += f", between {low} and {high}" if low != high else ""
    return CostView(
        part=cost.part.replace("-", " "),
        price_text=price_text,
        life_text=life_text,
        per_year_text=yearly,
        cost=cost,
    )


def _life_text(life: Span) -> str:
    middle = years(life.value)
    if life.low == life.high:
        return middle
    return f"{middle}, between {round(life.low, 1):g} and {round(life.high, 1):g}"


def _modes(subject: Subject) -> tuple[ModeView, ...]:
    found = [
        ModeView(
            holds=finding.holds,
            text=finding.note or "documented, without details",
            evidence=evidence_class(finding.source),
            source=finding.source,
        )
        for finding in subject.dossier.findings
        if finding.criterion == "known-failure" and finding.holds != "no"
    ]
    found += [
        ModeView(
            holds="yes",
            text=count.mode,
            evidence=evidence_class(count.source),
            source=count.source,
        )
        for count in subject.dossier.failures
        if count.mode is not None and count.failed > 0
    ]
    return tuple(found)


def _no_mode(subject: Subject) -> tuple[ModeView, ...]:
    """Who says that no failure mode beyond wear is documented."""
    return tuple(
        ModeView(
            holds=finding.holds,
            text=f"none beyond wear, says {finding.source.publisher}"
            + (f": {finding.note}" if finding.note else ""),
            evidence=evidence_class(finding.source),
            source=finding.source,
        )
        for finding in subject.dossier.findings
        if finding.criterion == "known-failure" and finding.holds == "no"
    )


def _not_known(report: ReliabilityReport) -> tuple[str, ...]:
    missing = []
    if report.failure_rate.value is None:
        missing.append("how often it fails: no source gives failures and the number of units")
    if report.warranty.value is None:
        missing.append(f"the maker's warranty in {report.region}")
    if not any(term.holds_for_buyer for term in report.statutory):
        missing.append(f"statutory rights in {report.region}")
    if not any(view.cost.per_year is not None for view in report.running_costs):
        missing.append("the running cost of wear parts: price or life of a part is missing")
    if not report.failure_modes and not report.no_failure_mode:
        missing.append("whether any failure mode is documented")
    return tuple(missing)
