"""How far two lists of ratings of the same products agree."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Agreement", "agreement", "ranks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Differences and correlations of two lists; None where there is none."""

    n: int
    mean_difference: float | None  # second less first
    mean_absolute_difference: float | None
    correlation: float | None  # Pearson's
    rank_correlation: float | None  # Spearman's


def agreement(first: Sequence[float], second: Sequence[float]) -> Agreement:
    """How far two lists of numbers agree, pair by pair.

    Parameters
    ----------
    first, second
        Of equal length.

    Returns
    -------
    Agreement
        Correlations are None where a list holds fewer than two different numbers, for then
        they are not defined; differences where both lists are empty.

    References
    ----------
    C. Spearman, "The proof and measurement of association between two things", American
    Journal of Psychology 15 (1904), 72-101: the correlation of the ranks, equal numbers
    sharing the mean of theirs.

    Examples
    --------
    >>> agreement([1.0, 2.0, 3.0], [1.5, 2.0, 4.0]).mean_difference
    0.5
    >>> agreement([1.0, 2.0, 3.0], [10.0, 30.0, 20.0]).rank_correlation
    0.5
    """
    a, b = (np.asarray(numbers, dtype=np.float64) for numbers in (first, second))
    if a.shape != b.shape:
        msg = f"two lists of equal length, got {a.size} and {b.size} numbers"
        raise ValueError(msg)
    return Agreement(
        n=a.size,
        mean_difference=_kept(float(np.mean(b - a))) if a.size else None,
        mean_absolute_difference=_kept(float(np.mean(np.abs(b - a)))) if a.size else None,
        correlation=_correlation(a, b),
        rank_correlation=_correlation(ranks(a), ranks(b)),
    )


def ranks(values: Sequence[float] | NDArray[np.float64]) -> NDArray[np.float64]:
    """Rank of every number, 1 for the lowest; equal numbers share the mean of their ranks.

    Examples
    --------
    >>> ranks([0.2, 0.5, 0.2])
    array([1.5, 3. , 1.5])
    """
    _, place, count = np.unique(np.asarray(values), return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    return np.asarray((last - (count - 1) / 2.0)[place])


def _correlation(a: NDArray[np.float64], b: NDArray[np.float64]) -> float | None:
    if a.size < 2 or np.ptp(a) == 0.0 or np.ptp(b) == 0.0:
        return None
    a, b = a - np.mean(a), b - np.mean(b)
    return _kept(float(np.sum(a * b) / np.sqrt(np.sum(a**2) * np.sum(b**2))))


def _kept(value: float) -> float:
    """A figure to nine decimals, so that processors that round differently give the same one."""
    return round(value, 9) + 0.0
