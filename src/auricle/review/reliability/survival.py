"""Service data as a reader sees them: survival, the law of Weibull, rates."""

from dataclasses import dataclass, replace

from auricle.estimate import rounded
from auricle.reliability import (
    FailedShare,
    ServiceData,
    SurvivalTable,
    WeibullFit,
    extra_warranty_year_value,
    failures_per_year,
    fit_weibull,
    fit_weibull_scale,
    garwood_interval_per_year,
    kaplan_meier,
)
from auricle.wording import counted, figure

__all__ = [
    "AGES_MONTHS",
    "FitView",
    "ShareView",
    "SurvivalRow",
    "SurvivalView",
    "share_text",
    "share_view",
    "survival_view",
]

AGES_MONTHS = (12.0, 24.0, 36.0)
"""Ages at which the share that has failed is shown. [months]"""

# What a shape that is fixed stands for (notes on failure statistics, see FEW_FAILURES).
_FIXED_SHAPES = (
    (1.0, "failures at random"),
    (2.0, "wear"),
    (3.0, "wear, at much the same age"),
)


@dataclass(frozen=True, slots=True)
class ShareView:
    """The share that has failed by an age; figures are None where no interval is known."""

    age_months: float
    value: float | None
    low: float | None  # 5 % point
    high: float | None  # 95 % point
    standard_error: float | None
    text: str


@dataclass(frozen=True, slots=True)
class SurvivalRow:
    """Survival after an age at which units failed."""

    age_months: float
    at_risk: int  # units seen working just before
    failures: int
    survival: float
    standard_error: float


@dataclass(frozen=True, slots=True)
class FitView:
    """A Weibull life: its shape fitted, or fixed."""

    name: str  # what the shape stands for
    shape: float
    scale_months: float
    is_shape_fixed: bool
    rests_on_few: bool
    shares: tuple[ShareView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SurvivalView:
    """What a table of service data says."""

    file: str
    text: str  # units, failures and time in use, in words
    n_units: int
    n_failures: int
    exposure_years: float  # of all units together
    rate_per_year: float  # failures a unit and year, if the rate is the same at every age
    rate_low: float  # 5 % point
    rate_high: float  # 95 % point
    rows: tuple[SurvivalRow, ...]
    shares: tuple[ShareView, ...]  # by Kaplan and Meier
    fits: tuple[FitView, ...]  # empty where no unit failed
    second_year_ratio: float | None  # of units fail first in their second year, by the fit
    remarks: tuple[str, ...]


def survival_view(data: ServiceData, *, file: str) -> SurvivalView:
    """What service data say of survival, in figures and words.

    Parameters
    ----------
    data
        Ages of the units.
    file
        Name of the table, for readers.

    Examples
    --------
    >>> view = survival_view(ServiceData([10, 30], [True, False]), file="x.csv")
    >>> view.text
    '1 of 2 units failed in 3.3 years of use together'
    """
    table = kaplan_meier(data)
    fits = _fits(data)
    months = data.exposure_months
    rate = failures_per_year(data.n_failures, exposure_months=months)
    low, high = garwood_interval_per_year(data.n_failures, exposure_months=months)
    years = months / 12.0
    units = counted(data.n_units, "unit", "units")
    return SurvivalView(
        file=file,
        text=f"{data.n_failures} of {units} failed in {figure(years, 1)} years of use together",
        n_units=data.n_units,
        n_failures=data.n_failures,
        exposure_years=rounded(years),
        rate_per_year=rounded(rate),
        rate_low=rounded(low),
        rate_high=rounded(high),
        rows=tuple(
            SurvivalRow(float(age), int(at_risk), int(failed), rounded(s), rounded(error))
            for age, at_risk, failed, s, error in zip(
                table.age_months,
                table.at_risk,
                table.failures,
                table.survival,
                table.standard_error,
                strict=True,
            )
        ),
        shares=tuple(_observed(table, age) for age in AGES_MONTHS),
        fits=tuple(_fit_view(name, fit) for name, fit in fits),
        second_year_ratio=_second_year(fits),
        remarks=_remarks(data, fits),
    )


def share_view(age_months: float, share: FailedShare | None) -> ShareView:
    """A share with its ends in words, or that it is not known.

    Examples
    --------
    >>> share_view(24.0, FailedShare(0.012, 0.004, 0.006, 0.021)).text
    '1.2 % (0.6 to 2.1 %)'
    """
    if share is None:
        return ShareView(age_months, None, None, None, None, "not known")
    return ShareView(
        age_months,
        rounded(share.value),
        rounded(share.low),
        rounded(share.high),
        rounded(share.uncertainty),
        share_text(share.value, share.low, share.high),
    )


def _observed(table: SurvivalTable, age_months: float) -> ShareView:
    """Share by Kaplan and Meier; where that has no uncertainty, in words only."""
    view = share_view(age_months, table.failed_share(age_months))
    if view.value is not None:
        return view
    if table.survival.size and table.survival[-1] == 0.0 and age_months >= table.age_months[-1]:
        return replace(view, text="all failed")  # of these units none is left, however late
    if age_months > table.last_age_months:
        return view
    reached = table.age_months[table.age_months <= age_months].size
    return replace(view, text="all failed" if reached else "none failed")


def share_text(value: float, low: float, high: float) -> str:
    """A share with its 5 and 95 % points, in percent.

    Examples
    --------
    >>> share_text(0.1234, 0.05, 0.3), share_text(0.00042, 0.0001, 0.001)
    ('12.3 % (5.0 to 30.0 %)', '0.04 % (0.01 to 0.10 %)')
    """
    digits = 1 if value >= 0.005 else 2 if value >= 0.0001 else 4
    shown = [figure(100.0 * end, digits) for end in (value, low, high)]
    return f"{shown[0]} % ({shown[1]} to {shown[2]} %)"


def _fits(data: ServiceData) -> list[tuple[str, WeibullFit]]:
    """The free fit, and with few failures those of fixed shapes beside it."""
    free = fit_weibull(data)
    named = [("fitted", free)]
    if free is None or free.rests_on_few:
        named += [(name, fit_weibull_scale(data, shape=shape)) for shape, name in _FIXED_SHAPES]
    return [(name, fit) for name, fit in named if fit is not None]


def _fit_view(name: str, fit: WeibullFit) -> FitView:
    return FitView(
        name=name,
        shape=rounded(fit.shape),
        scale_months=rounded(fit.scale_months),
        is_shape_fixed=fit.is_shape_fixed,
        rests_on_few=fit.rests_on_few,
        shares=tuple(share_view(age, fit.failed_share(age)) for age in AGES_MONTHS),
    )


def _second_year(fits: list[tuple[str, WeibullFit]]) -> float | None:
    """By the fitted shape, or with few failures by a constant rate."""
    fit = next((fit for _, fit in fits if not fit.rests_on_few), None)
    if fit is None:
        return None
    years = fit.scale_months / 12.0
    return rounded(
        extra_warranty_year_value(1.0, years_before=1.0, shape=fit.shape, scale_years=years)
    )


def _remarks(data: ServiceData, fits: list[tuple[str, WeibullFit]]) -> tuple[str, ...]:
    if not data.n_failures:
        return ("no unit failed: neither a survival table nor a Weibull life follows",)
    if any(fit.rests_on_few for _, fit in fits):
        few = counted(data.n_failures, "failure", "failures")
        return (f"the fitted shape rests on {few}, too few to tell wear from chance",)
    if all(fit.is_shape_fixed for _, fit in fits):
        return ("all failures fell on the age of the oldest unit: no shape can be fitted",)
    return ()
