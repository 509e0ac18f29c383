"""Prices, equal-or-better products, cost-performance."""

from auricle.market.comparators import (
    BoughtIn,
    Candidate,
    CostPerformance,
    cost_performance,
    is_of_another_kind,
    judge_candidate,
    price_ratio,
)
from auricle.market.comparison import COMPARED, Comparison, Margins, Profile, compared_by

__all__ = [
    "COMPARED",
    "BoughtIn",
    "Candidate",
    "Comparison",
    "CostPerformance",
    "Margins",
    "Profile",
    "compared_by",
    "cost_performance",
    "is_of_another_kind",
    "judge_candidate",
    "price_ratio",
]
