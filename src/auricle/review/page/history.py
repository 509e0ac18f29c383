"""The history of a rating as a page shows it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from auricle.rating import Difference, Rating
from auricle.review.what_changed import changes
from auricle.wording import figure, money

__all__ = ["HistoryRow", "MovedView", "history_rows", "moved_view"]

_MOST_MOVES = 6


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """What the rating was from a day on; shares of the bar in percent of its width."""

    day: str
    overall: str
    low: str
    high: str
    scores: tuple[str, ...]  # of the five axes, a dash where one is not known
    coverage: str
    price: str
    bar_percent: str
    low_percent: str
    span_percent: str


@dataclass(frozen=True, slots=True)
class MovedView:
    """What moved a rating between two days, the largest effects first."""

    since: str
    overall: str  # from, to and change
    rows: tuple[tuple[str, str, str, str], ...]  # effect, axis, what, who says so
    total: str


def moved_view(difference: Difference) -> MovedView:
    """The pieces of evidence that moved a rating most, by their Shapley values."""
    shown = changes(difference)
    rows = [
        (
            abs(part.effect),
            (
                _signs(row.effect),
                axis.after.name,
                _signs(row.what),
                ", ".join(dict.fromkeys(publisher for publisher, _ in row.sources)),
            ),
        )
        for axis, told in zip(difference.axes, shown.axes, strict=True)
        for part, row in zip(axis.parts, told.rows, strict=False)
    ]
    largest = sorted(rows, key=lambda row: (-row[0], row[1]))[:_MOST_MOVES]
    kept = tuple(row for _, row in largest)
    return MovedView(
        since=difference.before.day.isoformat(),
        overall=_signs(shown.overall),
        rows=kept,
        total=_signs(shown.total),
    )


def _signs(text: str) -> str:
    """The text with an arrow and minus signs in place of what keyboards have for them.

    Examples
    --------
    >>> _signs("3.6 -> 3.4 (-0.2), seen 2025-08-20")
    '3.6 → 3.4 (−0.2), seen 2025-08-20'
    """
    return re.sub(r"(?<![\w.-])-(?=\d)", "−", text.replace("->", "→"))


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
        scores=tuple(f"{axis.rounded:.1f}" if axis.is_known else "–" for axis in rating.axes),
        coverage=figure(100.0 * rating.coverage, 0),
        price="not known" if price is None else money(price, rating.currency),
        bar_percent=figure(20.0 * rating.value, 1),
        low_percent=figure(20.0 * rating.low, 1),
        span_percent=figure(20.0 * (rating.high - rating.low), 1),
    )
