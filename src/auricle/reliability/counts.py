"""Failures among a known number of units: what share fails, and how sure that is."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "JEFFREYS",
    "BetaPrior",
    "SharePosterior",
    "clopper_pearson_upper",
    "failed_share",
    "probability_fails_more",
]

_PIECES = np.array([0.0, 1e-6, 1e-3, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0 - 1e-3, 1.0 - 1e-6, 1.0])
_NODES_A_PIECE = 32


@dataclass(frozen=True, slots=True)
class BetaPrior:
    """What is believed of a share before any unit is seen: a Beta distribution."""

    alpha: float
    beta: float

    def __post_init__(self) -> None:
        if not (0.0 < self.alpha < math.inf and 0.0 < self.beta < math.inf):
            msg = f"a Beta prior needs two finite parameters above 0, got {self.alpha}, {self.beta}"
            raise ValueError(msg)


JEFFREYS = BetaPrior(0.5, 0.5)
"""The prior that says the same on every scale of the share: Beta(1/2, 1/2)."""


@dataclass(frozen=True, slots=True)
class SharePosterior:
    """What is believed of a share after units were seen: a Beta distribution."""

    alpha: float
    beta: float

    @property
    def mean(self) -> float:
        """Expected share."""
        return self.alpha / (self.alpha + self.beta)

    @property
    def standard_deviation(self) -> float:
        """Root of the variance of the share."""
        total = self.alpha + self.beta
        return math.sqrt(self.alpha * self.beta / (total + 1.0)) / total

    @property
    def median(self) -> float:
        """Share that is as likely exceeded as not."""
        return self.quantile(0.5)

    def quantile(self, probability: float) -> float:
        """Share below which the true one lies with that probability.

        Raises
        ------
        ValueError
            If `probability` is not above 0 and below 1.
        """
        from scipy.special import betaincinv

        if not 0.0 < probability < 1.0:
            msg = f"a quantile needs a probability between 0 and 1, got {probability}"
            raise ValueError(msg)
        return float(betaincinv(self.alpha, self.beta, probability))

    def moments_over(self, times: float) -> tuple[float, float]:
        """Mean and standard deviation of the share over another time.

        With a failure rate that is the same at every age, a share p becomes
        ``1 - (1 - p) ** k`` over k `times` as long. Its moments are ratios of Beta functions,
        whose logarithms lose all digits where the share is small; so they are summed over
        the log odds of p, where every integrand dies away at both ends and the trapezoidal
        rule converges faster than any power of the step [1]_.

        References
        ----------
        .. [1] L. N. Trefethen, J. A. C. Weideman, SIAM Review 56, 385 (2014).

        Examples
        --------
        A share that is uniform over a year, over two years: 1 - 1/3 and the root of
        1/5 - 1/9.

        >>> mean, deviation = SharePosterior(1.0, 1.0).moments_over(2.0)
        >>> round(mean, 12), round(deviation**2, 12)
        (0.666666666667, 0.088888888889)
        """
        weight, log_survival = self._over_log_odds()
        failed = -np.expm1(times * log_survival)
        mean = float(np.sum(weight * failed))
        if mean > 0.5:  # near 1 its complement has the digits
            mean = 1.0 - float(np.sum(weight * np.exp(times * log_survival)))
        return mean, math.sqrt(float(np.sum(weight * (failed - mean) ** 2)))

    def _over_log_odds(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Weights that add up to 1, and ln(1 - share), at equal steps of the log odds."""
        width = math.sqrt(1.0 / self.alpha + 1.0 / self.beta)  # of the peak
        center = math.log(self.alpha / self.beta)
        # Far out the density falls like exp(-alpha x) and exp(-beta x): to e-17 of its peak.
        start = center - 10.0 * width - 40.0 / self.alpha
        stop = center + 10.0 * width + 40.0 / self.beta
        step = min(width / 2.0, 0.25)
        log_odds = np.linspace(start, stop, math.ceil((stop - start) / step) + 1)
        log_share, log_survival = -np.logaddexp(0.0, -log_odds), -np.logaddexp(0.0, log_odds)
        log_weight = self.alpha * log_share + self.beta * log_survival
        weight = np.exp(log_weight - log_weight.max())
        return weight / weight.sum(), log_survival


def failed_share(failed: int, units: int, *, prior: BetaPrior = JEFFREYS) -> SharePosterior:
    """Posterior of the share of units that fail, from a count with its denominator.

    Beta prior and binomial count give a Beta posterior [1]_.

    Parameters
    ----------
    failed, units
        How many of how many failed. Without the number of units nothing follows: a number
        of complaints alone is no rate.
    prior
        By default that of Jeffreys.

    Raises
    ------
    ValueError
        If there is no unit, or more failed than there are.

    References
    ----------
    .. [1] A. Gelman et al., Bayesian Data Analysis, 3rd ed., CRC Press, 2013, section 2.4.

    Examples
    --------
    >>> share = failed_share(2, 20)
    >>> round(share.mean, 3), round(share.quantile(0.025), 4), round(share.quantile(0.975), 3)
    (0.119, 0.0214, 0.284)
    """
    _check(failed, units)
    return SharePosterior(prior.alpha + failed, prior.beta + units - failed)


def clopper_pearson_upper(failed: int, units: int, *, confidence: float = 0.95) -> float:
    """Exact one-sided upper bound of the share that fails.

    The share at which so few failures would be seen with a probability of one minus the
    confidence [1]_; it is never too low, and often too high.

    Parameters
    ----------
    failed, units
        How many of how many failed. [units]
    confidence
        Probability that the bound is not below the share, between 0 and 1. [1]

    Returns
    -------
    float
        A share of the units, 0 to 1. [1]

    Raises
    ------
    ValueError
        As `failed_share`, or if the confidence is not between 0 and 1.

    References
    ----------
    .. [1] C. J. Clopper, E. S. Pearson, Biometrika 26, 404 (1934).

    Examples
    --------
    No failure in 30 units, near the "rule of three", 3 / 30:

    >>> round(clopper_pearson_upper(0, 30), 4)
    0.095
    """
    _check(failed, units)
    if not 0.0 < confidence < 1.0:
        msg = f"confidence must lie between 0 and 1, got {confidence}"
        raise ValueError(msg)
    if failed == units:
        return 1.0
    return SharePosterior(failed + 1.0, float(units - failed)).quantile(confidence)


def probability_fails_more(one: SharePosterior, other: SharePosterior) -> float:
    """Probability that one product fails more often than another.

    The integral of what of the wider distribution lies above over the quantiles of the
    narrower one, where it is smooth, piece by piece.

    Examples
    --------
    >>> uniform = BetaPrior(1.0, 1.0)
    >>> a, b = failed_share(5, 60, prior=uniform), failed_share(2, 80, prior=uniform)
    >>> round(probability_fails_more(a, b), 3)
    0.935
    """
    if one.standard_deviation < other.standard_deviation:
        return 1.0 - probability_fails_more(other, one)
    from scipy.special import betaincc, betaincinv

    node, weight = np.polynomial.legendre.leggauss(_NODES_A_PIECE)
    half, middle = np.diff(_PIECES)[:, None] / 2.0, (_PIECES[1:] + _PIECES[:-1])[:, None] / 2.0
    share = betaincinv(other.alpha, other.beta, middle + half * node)
    return float((half * weight * betaincc(one.alpha, one.beta, share)).sum())


def _check(failed: int, units: int) -> None:
    if not 0 <= failed <= units or units < 1:
        msg = f"a share needs 0 <= failed <= units and at least 1 unit, got {failed} of {units}"
        raise ValueError(msg)
