"""What moved a rating from one day to another."""

from auricle.rating.over_time.difference import AxisDifference, Difference, Part, difference
from auricle.rating.over_time.history import last_other, rating_history
from auricle.rating.over_time.pieces import Piece
from auricle.rating.over_time.record import difference_record, stated

__all__ = [
    "AxisDifference",
    "Difference",
    "Part",
    "Piece",
    "difference",
    "difference_record",
    "last_other",
    "rating_history",
    "stated",
]
