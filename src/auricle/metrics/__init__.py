"""From a dossier to numbers with unit, uncertainty and evidence."""

from auricle.metrics.compute import (
    compute_metric,
    compute_metrics,
    subject_of,
    subject_of_entries,
)
from auricle.metrics.definitions import Definition, load_definitions
from auricle.metrics.electrical import (
    Electrical,
    electrical,
    electrical_by_hand,
    with_impedance,
)
from auricle.metrics.error_curves import ErrorCurve, seating_of
from auricle.metrics.failures import count_share, failure_rate
from auricle.metrics.findings import FindingResult, finding_result
from auricle.metrics.prices import (
    MAX_AGE_DAYS,
    own_currency,
    price_of_standing,
    price_on_day,
    price_stands,
)
from auricle.metrics.response_metrics import ERROR_BANDS_HZ, REFERENCE_BAND_HZ, error_curve
from auricle.metrics.result import MetricResult, Subject
from auricle.metrics.sensitivity import doubtful_unit
from auricle.metrics.stated import from_facts, rated_ohm
from auricle.metrics.wear import RunningCost, Span, running_costs

__all__ = [
    "ERROR_BANDS_HZ",
    "MAX_AGE_DAYS",
    "REFERENCE_BAND_HZ",
    "Definition",
    "Electrical",
    "ErrorCurve",
    "FindingResult",
    "MetricResult",
    "RunningCost",
    "Span",
    "Subject",
    "compute_metric",
    "compute_metrics",
    "count_share",
    "doubtful_unit",
    "electrical",
    "electrical_by_hand",
    "error_curve",
    "failure_rate",
    "finding_result",
    "from_facts",
    "load_definitions",
    "own_currency",
    "price_of_standing",
    "price_on_day",
    "price_stands",
    "rated_ohm",
    "running_costs",
    "seating_of",
    "subject_of",
    "subject_of_entries",
    "with_impedance",
]
