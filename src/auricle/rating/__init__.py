"""From metrics and findings to a rating with its trace."""

from auricle.rating.axis import Axis, Term, round_half_up
from auricle.rating.history import rating_history
from auricle.rating.rate import Rating, WantedEvidence, default_day, is_tie, rate, rate_all
from auricle.rating.record import (
    PROGRAM,
    metric_record,
    rating_record,
    source_record,
    sources_with_origins,
)
from auricle.rating.rubric import AXES, Rubric, built_in_rubric, load_rubric, parse_rubric

__all__ = [
    "AXES",
    "PROGRAM",
    "Axis",
    "Rating",
    "Rubric",
    "Term",
    "WantedEvidence",
    "built_in_rubric",
    "default_day",
    "is_tie",
    "load_rubric",
    "metric_record",
    "parse_rubric",
    "rate",
    "rate_all",
    "rating_history",
    "rating_record",
    "round_half_up",
    "source_record",
    "sources_with_origins",
]
