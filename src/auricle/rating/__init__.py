"""From metrics and findings to a rating with its trace."""

from auricle.rating.axis import Axis, Term, round_half_up
from auricle.rating.over_time import (
    AxisDifference,
    Difference,
    Part,
    Piece,
    difference,
    difference_record,
    last_other,
    rating_history,
    stated,
)
from auricle.rating.rate import Rating, WantedEvidence, default_day, is_tie, rate, rate_all
from auricle.rating.record import (
    metric_record,
    rating_record,
    source_record,
    sources_with_origins,
)
from auricle.rating.rubrics.agreement import Agreement, agreement
from auricle.rating.rubrics.check import RubricCheck, RubricWarning, check_rubric
from auricle.rating.rubrics.record import side_by_side_record
from auricle.rating.rubrics.rubric import (
    AXES,
    Rubric,
    built_in_rubric,
    built_in_rubrics,
    load_rubric,
    named_rubric,
    parse_rubric,
)
from auricle.rating.rubrics.side_by_side import Pair, SideBySide, compare_rubrics, side_by_side

__all__ = [
    "AXES",
    "Agreement",
    "Axis",
    "AxisDifference",
    "Difference",
    "Pair",
    "Part",
    "Piece",
    "Rating",
    "Rubric",
    "RubricCheck",
    "RubricWarning",
    "SideBySide",
    "Term",
    "WantedEvidence",
    "agreement",
    "built_in_rubric",
    "built_in_rubrics",
    "check_rubric",
    "compare_rubrics",
    "default_day",
    "difference",
    "difference_record",
    "is_tie",
    "last_other",
    "load_rubric",
    "metric_record",
    "named_rubric",
    "parse_rubric",
    "rate",
    "rate_all",
    "rating_history",
    "rating_record",
    "round_half_up",
    "side_by_side",
    "side_by_side_record",
    "source_record",
    "sources_with_origins",
    "stated",
]
