"""How the rating of a product went from day to day."""

from collections.abc import Sequence

from auricle.catalog import Catalog
from auricle.dossier import Dossier, evidence_days
from auricle.rating.rate import Rating, rate
from auricle.rating.rubrics.rubric import Rubric

__all__ = ["last_other", "rating_history"]

_MOST_DAYS = 8


def rating_history(
    catalog: Catalog, dossier: Dossier, *, rubric: Rubric, before: Rating
) -> tuple[Rating, ...]:
    """Ratings of the days on which the product's own evidence grew, oldest first.

    Parameters
    ----------
    catalog, dossier, rubric
        As for `rate`.
    before
        The rating that the history leads to; its region and currency hold for all.

    Returns
    -------
    tuple
        Of the last eight such days; of days in a row that show the same figures the first,
        and none that shows at the end what `before` does.

    Examples
    --------
    >>> from datetime import date
    >>> from auricle.catalog import built_in_catalog
    >>> from auricle.rating import built_in_rubric
    >>> catalog, rubric = built_in_catalog(), built_in_rubric()
    >>> k612 = catalog.dossiers["akg-k612-pro"]
    >>> now = rate(catalog, k612, rubric=rubric, day=date(2026, 3, 15), region="US")
    >>> [str(r.day) for r in rating_history(catalog, k612, rubric=rubric, before=now)][-1]
    '2026-03-14'
    """
    days = [day for day in evidence_days(dossier) if day < before.day][-_MOST_DAYS:]
    past = [
        rate(
            catalog, dossier, rubric=rubric, day=day, region=before.region, currency=before.currency
        )
        for day in days
    ]
    changes = _changes(past)
    return tuple(changes[:-1] if changes and _shown(changes[-1]) == _shown(before) else changes)


def last_other(history: Sequence[Rating], now: Rating) -> Rating | None:
    """The last rating before `now` whose overall value is another; None without one.

    Examples
    --------
    >>> from datetime import date
    >>> from auricle.catalog import built_in_catalog
    >>> from auricle.rating import built_in_rubric
    >>> catalog, rubric = built_in_catalog(), built_in_rubric()
    >>> k612 = catalog.dossiers["akg-k612-pro"]
    >>> now = rate(catalog, k612, rubric=rubric, day=date(2026, 3, 15), region="US")
    >>> history = rating_history(catalog, k612, rubric=rubric, before=now)
    >>> other = last_other(history, now)
    >>> other.value, now.value
    (2.8, 2.7)
    >>> last_other([now], now) is None
    True
    """
    others = [rating for rating in history if rating.value != now.value]
    return others[-1] if others else None


def _changes(ratings: Sequence[Rating]) -> list[Rating]:
    kept: list[Rating] = []
    for rating in ratings:
        if not kept or _shown(rating) != _shown(kept[-1]):
            kept.append(rating)
    return kept


def _shown(rating: Rating) -> tuple[float, ...]:
    figures = [rating.value, round(rating.low, 2), round(rating.high, 2)]
    return (*figures, *(axis.rounded for axis in rating.axes))
