"""What a metric says of a product."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from auricle.catalog import ExchangeRate, StatutoryRight
from auricle.dossier import Dossier, Fact, Source

__all__ = ["MetricResult", "Subject", "not_applicable", "unknown"]


@dataclass(frozen=True, slots=True)
class Subject:
    """A product as of a day, for a buyer of a region, with those that may stand in for it."""

    dossier: Dossier
    siblings: tuple[Dossier, ...]
    day: date
    region: str
    rates: tuple[ExchangeRate, ...] = ()
    rights: tuple[StatutoryRight, ...] = ()  # by law, of all regions

    @property
    def slug(self) -> str:
        """Slug of the product."""
        return self.dossier.slug

    def sibling_name(self, slug: str) -> str:
        """Name of a sibling."""
        return next(s.product.name for s in self.siblings if s.slug == slug)


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricResult:
    """One number with its unit, uncertainty and evidence, or why there is none."""

    metric: str
    unit: str
    state: str = "known"  # known, unknown, not_applicable
    value: float | None = None
    uncertainty: float | None = None  # standard
    low: float | None = None  # 5 % point
    high: float | None = None  # 95 % point
    evidence: str | None = None  # strongest class of what it rests on
    agreeing: bool = False  # two independent sources agree
    sources: tuple[Source, ...] = ()
    facts: tuple[Fact, ...] = ()  # stated facts that entered
    set_aside: tuple[Fact, ...] = ()  # stated facts that did not, beside those that did
    proxy: str | None = None  # slug of a sibling whose evidence is in it
    only_proxy: bool = False  # nothing of the product itself is
    remarks: tuple[str, ...] = ()
    details: Mapping[str, float | str | bool] = field(default_factory=dict)


def unknown(metric: str, unit: str, *remarks: str) -> MetricResult:
    """A metric that nothing is known of."""
    return MetricResult(metric=metric, unit=unit, state="unknown", remarks=remarks)


def not_applicable(metric: str, unit: str, *remarks: str) -> MetricResult:
    """A metric that makes no sense for the product."""
    return MetricResult(metric=metric, unit=unit, state="not_applicable", remarks=remarks)
