"""How many units still work at an age, without a law of failure: Kaplan and Meier."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auricle.estimate import Z_95
from auricle.reliability.failed import FailedShare
from auricle.reliability.service import ServiceData

__all__ = ["SurvivalTable", "kaplan_meier"]


@dataclass(frozen=True, slots=True, eq=False)
class SurvivalTable:
    """Survival at each age at which a unit failed. All arrays have shape (n_ages,)."""

    age_months: NDArray[np.float64]
    at_risk: NDArray[np.int64]  # units seen working just before
    failures: NDArray[np.int64]  # at that age
    survival: NDArray[np.float64]  # share that works after it
    standard_error: NDArray[np.float64]  # of the survival
    last_age_months: float  # of the oldest unit: beyond it nothing is known
    hazard_variance: NDArray[np.float64]  # of the logarithm of the survival

    def failed_share(self, age_months: float) -> FailedShare | None:
        """Share that has failed by an age, with its 5 and 95 % points.

        The ends are those of a normal distribution of ln(-ln S), so that they stay within
        0 and 1 [1]_. None beyond the oldest unit, before the first failure and after the
        last unit failed: there the table gives a value and no uncertainty.

        References
        ----------
        .. [1] J. D. Kalbfleisch, R. L. Prentice, The Statistical Analysis of Failure Time
               Data, 2nd ed., Wiley, 2002, section 1.4.
        """
        row = int(np.searchsorted(self.age_months, age_months, side="right")) - 1
        if row < 0 or age_months > self.last_age_months:
            return None
        survival, error = float(self.survival[row]), float(self.standard_error[row])
        if not 0.0 < survival < 1.0:
            return None
        reach = Z_95 * math.sqrt(self.hazard_variance[row]) / -math.log(survival)
        low, high = (1.0 - survival ** math.exp(sign * reach) for sign in (-1.0, 1.0))
        return FailedShare(1.0 - survival, error, low, high)


def kaplan_meier(data: ServiceData) -> SurvivalTable:
    """Product-limit estimate of survival [1]_ with the standard errors of Greenwood [2]_.

    A unit that was last seen working at the age at which another failed counts as at risk
    there.

    References
    ----------
    .. [1] E. L. Kaplan, P. Meier, Journal of the American Statistical Association 53,
           457 (1958).
    .. [2] M. Greenwood, Reports on Public Health and Medical Subjects 33, 1 (1926).

    Examples
    --------
    >>> table = kaplan_meier(ServiceData([6, 9, 14, 20], [True, False, True, False]))
    >>> table.age_months, table.at_risk, table.survival
    (array([ 6., 14.]), array([4, 2]), array([0.75 , 0.375]))
    """
    ages, failures = np.unique(data.age_months[data.has_failed], return_counts=True)
    at_risk = data.n_units - np.searchsorted(data.age_months, ages, side="left")
    survival = np.asarray(np.cumprod(1.0 - failures / at_risk), dtype=np.float64)
    # Where the last unit fails, the survival is 0 and its error, too.
    still_working = np.maximum(at_risk - failures, 1)
    hazard_variance = np.cumsum(failures / (at_risk * still_working))
    return SurvivalTable(
        age_months=ages,
        at_risk=at_risk,
        failures=failures,
        survival=survival,
        standard_error=survival * np.sqrt(hazard_variance),
        last_age_months=float(data.age_months[-1]),
        hazard_variance=hazard_variance,
    )
