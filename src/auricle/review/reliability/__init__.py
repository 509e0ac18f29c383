"""The report on reliability: failures, warranty, rights and running cost."""

from auricle.review.reliability.record import reliability_record, service_file_record
from auricle.review.reliability.report import reliability_report
from auricle.review.reliability.survival import survival_view
from auricle.review.reliability.views import ReliabilityReport

__all__ = [
    "ReliabilityReport",
    "reliability_record",
    "reliability_report",
    "service_file_record",
    "survival_view",
]
