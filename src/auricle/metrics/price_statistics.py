"""What several prices say together, and how a price ages."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

__all__ = [
    "DAYS_A_MONTH",
    "Screening",
    "converted",
    "drift_relative",
    "half_life_weight",
    "in_quadrature",
    "inflated",
    "screened",
    "weighted_median",
    "without_tax",
]

DAYS_A_MONTH = 30.4375
"""Mean length of a month of the Julian year. [days]"""

_MODIFIED_Z_LIMIT = 3.5  # Iglewicz and Hoaglin, 1993
_MONTHLY_DRIFT = 0.04  # relative drift of a street price a month, an engineering estimate
_HALF_LIFE_DAYS = 30.0  # likewise


@dataclass(frozen=True, slots=True)
class Screening:
    """Which amounts stay, and what they were measured by."""

    median: float
    median_deviation: float  # median of the distances from the median
    kept: tuple[bool, ...]  # one for each amount, in its order


def screened(amounts: Sequence[float]) -> Screening:
    """Amounts whose modified z is at most 3.5 [1]_.

    The modified z is 0.6745 times the distance from the median over the median distance;
    where that is 0, the distance over 1.2533 times the mean distance; where that is 0,
    too, all amounts are equal and stay.

    Parameters
    ----------
    amounts
        At least one, in one unit.

    References
    ----------
    .. [1] B. Iglewicz, D. Hoaglin, How to Detect and Handle Outliers, ASQC, 1993.

    Examples
    --------
    >>> screened([249.0, 255.0, 239.0, 399.0, 262.0]).kept
    (True, True, True, False, True)
    """
    middle = median(amounts)
    distances = [abs(amount - middle) for amount in amounts]
    deviation = median(distances)
    scale = deviation / 0.6745
    if scale == 0.0:
        scale = 1.2533 * sum(distances) / len(distances)
    kept = tuple(scale == 0.0 or distance / scale <= _MODIFIED_Z_LIMIT for distance in distances)
    return Screening(middle, deviation, kept)


def half_life_weight(age_days: float, *, half_life_days: float = _HALF_LIFE_DAYS) -> float:
    """Weight of a price by its age, 1 when fresh and halved every half-life.

    Examples
    --------
    >>> half_life_weight(60.0)
    0.25
    """
    return float(2.0 ** (-age_days / half_life_days))


def weighted_median(values: Sequence[float], weights: Sequence[float]) -> float:
    """Smallest value up to which half of the weight lies: the lower weighted median.

    Parameters
    ----------
    values
        At least one, in one unit, which is that of the median.
    weights
        One for each value, above 0; only their ratios count. [1]

    Raises
    ------
    ValueError
        If there is no value, the numbers differ, or a weight is not above 0.

    Examples
    --------
    >>> weighted_median([239.0, 249.0, 255.0], [0.25, 1.0, 0.5])
    249.0
    """
    if not values or len(values) != len(weights) or not all(w > 0.0 for w in weights):
        msg = f"a weighted median needs values with a weight above 0 each, got {values}, {weights}"
        raise ValueError(msg)
    pairs = sorted(zip(values, weights, strict=True))
    half, reached = math.fsum(weights) / 2.0, 0.0
    for value, weight in pairs:
        reached += weight
        if reached >= half:
            return value
    return pairs[-1][0]  # the sum of the weights was rounded up


def without_tax(amount: float, *, tax_ratio: float) -> float:
    """Net price of one that includes a tax on the net price, in the unit of the amount.

    Examples
    --------
    >>> round(without_tax(119.0, tax_ratio=0.19), 6)
    100.0
    """
    return amount / (1.0 + tax_ratio)


def converted(amount: float, *, rate: float) -> float:
    """Price in another currency, at what one unit of its own costs there.

    Examples
    --------
    >>> converted(100.0, rate=1.25)
    125.0
    """
    return amount * rate


def in_quadrature(*uncertainties: float) -> float:
    """Standard uncertainty of several independent ones, all relative or all in one unit.

    Examples
    --------
    >>> round(in_quadrature(0.01, 0.03), 4)
    0.0316
    """
    return math.hypot(*uncertainties)


def inflated(amount: float, *, index_then: float, index_now: float) -> float:
    """Price of one day in the money of another, by a consumer price index of both.

    Examples
    --------
    >>> inflated(210.0, index_then=250.0, index_now=275.0)
    231.0
    """
    return amount * index_now / index_then


def drift_relative(months: float, *, monthly: float = _MONTHLY_DRIFT) -> float:
    """Standard deviation of the logarithm of a price that nobody looked at for months.

    A random walk: it grows with the root of time.

    Examples
    --------
    >>> round(drift_relative(6.0), 3)
    0.098
    """
    return monthly * math.sqrt(months)
