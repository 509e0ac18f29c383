"""The report on reliability as values that a page or a command shows."""

from dataclasses import dataclass
from datetime import date

from auricle.dossier import Product, Source
from auricle.metrics import RunningCost
from auricle.review.reliability.survival import ShareView, SurvivalView

__all__ = [
    "CostView",
    "CountView",
    "ExtraYearView",
    "ModeView",
    "RateView",
    "ReliabilityReport",
    "ServiceView",
    "WarrantyTermView",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RateView:
    """The failure rate over two years, as the rating takes it."""

    text: str
    value: float | None
    low: float | None  # 5 % point
    high: float | None  # 95 % point
    evidence: str | None  # class
    agreeing: bool
    rests_on: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountView:
    """Failures among a known number of units."""

    text: str
    failed: int
    units: int
    months: float
    mode: str | None  # what failed; None where the count holds any failure
    share: ShareView  # over those months: posterior mean under the prior of Jeffreys
    median: float
    upper_bound: float  # exact, one-sided, 95 %
    two_years: ShareView
    note: str | None
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceView:
    """Service data with where they come from."""

    survival: SurvivalView
    licence: str
    note: str | None
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class WarrantyTermView:
    """Years that somebody answers for faults, in a region."""

    region: str | None  # None where the source names none
    text: str
    shortest_years: float
    longest_years: float
    holds_for_buyer: bool
    evidence: str | None  # class; None for a law
    notes: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraYearView:
    """What a warranty year after the maker's own is worth, as a share of a repair."""

    text: str
    years_before: float
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CostView:
    """Running cost of a wear part, in words and figures."""

    part: str
    price_text: str
    life_text: str
    per_year_text: str
    cost: RunningCost


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeView:
    """A failure mode on record, or that there is none: that it exists, never how often."""

    holds: str  # yes, partly, no
    text: str
    evidence: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliabilityReport:
    """Failures, warranty, rights and running cost of a product as of a day."""

    product: Product
    day: date
    region: str  # the buyer's
    failure_rate: RateView
    counts: tuple[CountView, ...]
    service: tuple[ServiceView, ...]
    warranty: RateView  # what the maker grants this buyer, in years
    warranty_terms: tuple[WarrantyTermView, ...]  # by region, the buyer's first
    statutory: tuple[WarrantyTermView, ...]  # against the seller, by law
    store: tuple[WarrantyTermView, ...]  # a shop's own promise
    extra_year: ExtraYearView | None  # None unless failure rate and warranty are known
    running_costs: tuple[CostView, ...]
    failure_modes: tuple[ModeView, ...]
    no_failure_mode: tuple[ModeView, ...]  # who says that there is none beyond wear
    not_known: tuple[str, ...]
    sources: tuple[Source, ...]  # in the order of their ids, with those they were found in
