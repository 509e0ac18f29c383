"""The history of a rating as a page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from auricle.rating import Rating
from auricle.review.wording import figure, money

__all__ = ["HistoryRow", "history_rows"]


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """What the rating was from a day on; shares of the bar in percent of its width."""

    day: str
    overall: str
    low: str
    high: str
    scores: tuple[str, ...]
    coverage: str
    price: str
    bar_percent: str
    low_percent: str
    span_percent: str


def history_rows(history: Sequence[Rating]) -> tuple[HistoryRow, ...]:
    """Rows of a history, oldest first; none where there is but one rating."""
    if len(history) < 2:
        return ()
    return tuple(_row(rating) for rating in history)


def _row(rating: Rating) -> HistoryRow:
    price = rating.market.price.value
    return HistoryRow(
        day=rating.day.isoformat(),
        overall=f"{rating.value:.1f}",
        low=figure(rating.low, 2),
        high=figure(rating.high, 2),
        scores=tuple(f"{axis.rounded:.1f}" if axis.is_known else "?" for axis in rating.axes),
        coverage=figure(100.0 * rating.coverage, 0),
        price="not known" if price is None else money(price, rating.currency),
        bar_percent=figure(20.0 * rating.value, 1),
        low_percent=figure(20.0 * rating.low, 1),
        span_percent=figure(20.0 * (rating.high - rating.low), 1),
    )
