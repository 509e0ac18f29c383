"""Prices, equal-or-better products, cost-performance."""

from auricle.market.comparators import BoughtIn, Candidate, CostPerformance, cost_performance
from auricle.market.comparison import Comparison, Margins, Profile

__all__ = [
    "BoughtIn",
    "Candidate",
    "Comparison",
    "CostPerformance",
    "Margins",
    "Profile",
    "cost_performance",
]
