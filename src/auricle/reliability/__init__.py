"""How often products fail, when, and what that costs: numbers from counts and service data."""

from auricle.reliability.counts import (
    JEFFREYS,
    BetaPrior,
    SharePosterior,
    clopper_pearson_upper,
    failed_share,
    probability_fails_more,
)
from auricle.reliability.failed import (
    FailedShare,
    log_hazard,
    share_of_hazard,
    weibull_failed_share,
)
from auricle.reliability.rates import (
    MONTHS_A_YEAR,
    failures_per_year,
    garwood_interval_per_year,
    rate_posterior_share,
)
from auricle.reliability.service import MAX_MONTHS, ServiceData, parse_service_data
from auricle.reliability.survival import SurvivalTable, kaplan_meier
from auricle.reliability.weibull import FEW_FAILURES, WeibullFit, fit_weibull, fit_weibull_scale
from auricle.reliability.worth import annual_cost, annual_cost_range, extra_warranty_year_value

__all__ = [
    "FEW_FAILURES",
    "JEFFREYS",
    "MAX_MONTHS",
    "MONTHS_A_YEAR",
    "BetaPrior",
    "FailedShare",
    "ServiceData",
    "SharePosterior",
    "SurvivalTable",
    "WeibullFit",
    "annual_cost",
    "annual_cost_range",
    "clopper_pearson_upper",
    "extra_warranty_year_value",
    "failed_share",
    "failures_per_year",
    "fit_weibull",
    "fit_weibull_scale",
    "garwood_interval_per_year",
    "kaplan_meier",
    "log_hazard",
    "parse_service_data",
    "probability_fails_more",
    "rate_posterior_share",
    "share_of_hazard",
    "weibull_failed_share",
]
