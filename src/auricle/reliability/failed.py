"""The share that has failed by an age."""

import math
import sys
from dataclasses import dataclass

__all__ = ["FailedShare", "log_hazard", "share_of_hazard", "weibull_failed_share"]

_LARGEST_LOG = 700.0  # the exponential function of more overflows


@dataclass(frozen=True, slots=True)
class FailedShare:
    """A share of units with its standard uncertainty and its 5 and 95 % points."""

    value: float
    uncertainty: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0.0 <= self.low <= self.value <= self.high <= 1.0 or not self.uncertainty >= 0.0:
            msg = (
                "a share needs 0 <= low <= value <= high <= 1 and an uncertainty of 0 or more, "
                f"got {self.low}, {self.value}, {self.high}, {self.uncertainty}"
            )
            raise ValueError(msg)


def weibull_failed_share(age: float, *, shape: float, scale: float) -> float:
    """Share that has failed by an age, 1 - exp(-(age / scale) ** shape) [1]_.

    Parameters
    ----------
    age, scale
        In one unit of time; at the scale 63 % have failed.
    shape
        1 where the failure rate is the same at every age (exponential life), below 1 where
        it falls with age, above 1 where units wear out.

    Raises
    ------
    ValueError
        If shape or scale is not finite and above 0.

    References
    ----------
    .. [1] W. Weibull, Journal of Applied Mechanics 18, 293 (1951).

    Examples
    --------
    >>> round(weibull_failed_share(24.0, shape=1.0, scale=24.0), 4)
    0.6321
    """
    if not (0.0 < shape < math.inf and 0.0 < scale < math.inf):
        msg = f"a Weibull life needs a shape and a scale above 0, got {shape} and {scale}"
        raise ValueError(msg)
    return share_of_hazard(shape * math.log(age / scale)) if age > 0.0 else 0.0


def share_of_hazard(log_hazard: float) -> float:
    """Share that has failed where the cumulative hazard has a natural logarithm.

    Beyond what numbers can hold it is that of the largest or smallest hazard that they can.

    Examples
    --------
    >>> round(share_of_hazard(0.0), 4), share_of_hazard(1e6)
    (0.6321, 1.0)
    """
    bounded = min(max(log_hazard, -_LARGEST_LOG), _LARGEST_LOG)
    return -math.expm1(-math.exp(bounded))


def log_hazard(share: float) -> float:
    """Natural logarithm of the cumulative hazard at which a share has failed, ln(-ln(1 - share)).

    The inverse of `share_of_hazard`. On this scale the ends of a share lie about as far from
    it on either side, wherever in 0 to 1 it is; those of 0 and 1 are those of the numbers
    next to them.

    Examples
    --------
    >>> round(share_of_hazard(log_hazard(0.02)), 12)
    0.02
    """
    hazard = -math.log1p(-min(share, math.nextafter(1.0, 0.0)))
    return math.log(max(hazard, sys.float_info.min))
