"""Prices, equal-or-better products, cost-performance."""

from auricle.market.comparators import (
    BoughtIn,
    Candidate,
    Comparison,
    CostPerformance,
    Margins,
    Profile,
    cost_performance,
)

__all__ = [
    "BoughtIn",
    "Candidate",
    "Comparison",
    "CostPerformance",
    "Margins",
    "Profile",
    "cost_performance",
]
