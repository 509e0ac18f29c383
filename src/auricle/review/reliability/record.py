"""The report on reliability as plain data."""

from collections.abc import Mapping
from typing import Any

from auricle import PROGRAM
from auricle.dossier import Source
from auricle.metrics import RunningCost, Span
from auricle.rating import source_record
from auricle.review.reliability.survival import FitView, ShareView, SurvivalView
from auricle.review.reliability.views import (
    CountView,
    RateView,
    ReliabilityReport,
    ServiceView,
    WarrantyTermView,
)

__all__ = ["reliability_record", "service_file_record"]

Record = dict[str, Any]


def reliability_record(report: ReliabilityReport, *, inputs: Mapping[str, str | None]) -> Record:
    """A report as plain data, for programs; `inputs` are SHA-256 hashes by name."""
    return {
        "slug": report.product.slug,
        "product": report.product.name,
        "as_of": report.day.isoformat(),
        "region": report.region,
        "failure_rate": _rate_record(report.failure_rate),
        "counts": [_count_record(count) for count in report.counts],
        "service": [_service_record(service) for service in report.service],
        "warranty": _rate_record(report.warranty),
        "warranty_terms": [_term_record(term) for term in report.warranty_terms],
        "statutory": [_term_record(term) for term in report.statutory],
        "store": [_term_record(term) for term in report.store],
        "extra_year": None
        if report.extra_year is None
        else {
            "years_before": report.extra_year.years_before,
            "value": report.extra_year.value,
            "low": report.extra_year.low,
            "high": report.extra_year.high,
        },
        "running_costs": [_cost_record(view.cost) for view in report.running_costs],
        "failure_modes": [
            {
                "holds": mode.holds,
                "text": mode.text,
                "evidence": mode.evidence,
                "source": mode.source.id,
            }
            for mode in report.failure_modes
        ],
        "no_failure_mode": [
            {"text": none.text, "evidence": none.evidence, "source": none.source.id}
            for none in report.no_failure_mode
        ],
        "not_known": list(report.not_known),
        "sources": {source.id: source_record(source) for source in report.sources},
        "inputs": dict(inputs),
        "program": PROGRAM,
    }


def service_file_record(view: SurvivalView, *, sha256: str) -> Record:
    """Service data alone as plain data: all that concerns a product is null or empty."""
    service = {**_survival_record(view), "licence": None, "note": None, "source": None}
    nothing = (
        "counts",
        "warranty_terms",
        "statutory",
        "store",
        "running_costs",
        "failure_modes",
        "no_failure_mode",
    )
    return {
        **dict.fromkeys(("slug", "product", "as_of", "region", "failure_rate", "warranty")),
        **{key: [] for key in nothing},
        "service": [service],
        "extra_year": None,
        "not_known": [],
        "sources": {},
        "inputs": {"dossier": None, "catalog": None, "service": sha256},
        "program": PROGRAM,
    }


def _rate_record(view: RateView) -> Record:
    return {
        "value": view.value,
        "low": view.low,
        "high": view.high,
        "evidence": view.evidence,
        "agreeing": view.agreeing,
        "rests_on": list(view.rests_on),
        "sources": _ids(view.sources),
    }


def _count_record(count: CountView) -> Record:
    return {
        "failed": count.failed,
        "units": count.units,
        "months": count.months,
        "mode": count.mode,
        "mean": count.share.value,
        "median": count.median,
        "low": count.share.low,
        "high": count.share.high,
        "upper_bound": count.upper_bound,
        "two_years": _share_record(count.two_years),
        "note": count.note,
        "source": count.source.id,
    }


def _service_record(service: ServiceView) -> Record:
    return {
        **_survival_record(service.survival),
        "licence": service.licence,
        "note": service.note,
        "source": service.source.id,
    }


def _survival_record(view: SurvivalView) -> Record:
    return {
        "file": view.file,
        "units": view.n_units,
        "failures": view.n_failures,
        "exposure_years": view.exposure_years,
        "rate_per_year": view.rate_per_year,
        "rate_low": view.rate_low,
        "rate_high": view.rate_high,
        "survival": [
            {
                "age_months": row.age_months,
                "at_risk": row.at_risk,
                "failures": row.failures,
                "survival": row.survival,
                "standard_error": row.standard_error,
            }
            for row in view.rows
        ],
        "failed_shares": [_share_record(share) for share in view.shares],
        "weibull": [_fit_record(fit) for fit in view.fits],
        "second_year": view.second_year_ratio,
        "remarks": list(view.remarks),
    }


def _fit_record(fit: FitView) -> Record:
    return {
        "shape": fit.shape,
        "scale_months": fit.scale_months,
        "shape_fixed": fit.is_shape_fixed,
        "rests_on_few": fit.rests_on_few,
        "failed_shares": [_share_record(share) for share in fit.shares],
    }


def _share_record(share: ShareView) -> Record:
    return {
        "age_months": share.age_months,
        "value": share.value,
        "low": share.low,
        "high": share.high,
        "standard_error": share.standard_error,
    }


def _term_record(term: WarrantyTermView) -> Record:
    return {
        "region": term.region,
        "shortest_years": term.shortest_years,
        "longest_years": term.longest_years,
        "holds_for_buyer": term.holds_for_buyer,
        "evidence": term.evidence,
        "notes": list(term.notes),
        "sources": _ids(term.sources),
    }


def _cost_record(cost: RunningCost) -> Record:
    return {
        "part": cost.part,
        "currency": cost.currency,
        "price": _span_record(cost.price),
        "regions": list(cost.regions),
        "observed": cost.observed,
        "life_years": _span_record(cost.life_years),
        "life_is_pad_life": cost.is_life_of_pads,
        "per_year": _span_record(cost.per_year),
        "notes": list(cost.notes),
        "price_sources": _ids(cost.price_sources),
        "life_sources": _ids(cost.life_sources),
    }


def _span_record(span: Span | None) -> Record | None:
    if span is None:
        return None
    return {"value": span.value, "low": span.low, "high": span.high}


def _ids(sources: tuple[Source, ...]) -> list[str]:
    return [source.id for source in sources]
