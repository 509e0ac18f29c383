"""Figures of responses as SVG and PNG."""

from auricle.plots.figures import FORMS, compare_figure, response_figure
from auricle.plots.views import (
    ASPECTS,
    Bounds,
    ComparisonView,
    Curve,
    ResonanceMark,
    ResponseView,
)

__all__ = [
    "ASPECTS",
    "FORMS",
    "Bounds",
    "ComparisonView",
    "Curve",
    "ResonanceMark",
    "ResponseView",
    "compare_figure",
    "response_figure",
]
