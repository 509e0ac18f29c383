"""Failures among a known number of units: what share fails, and how sure that is."""

import math
from dataclasses import dataclass

import numpy as np

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
_LARGEST_PRODUCT = 1000.0  # a whole power is a product, which keeps its digits


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

    def mean_power_of_survival(self, exponent: float) -> float:
        """Expected value of (1 - share) to a power.

        With a failure rate that is the same at every age, a share p of `m` months is
        ``1 - (1 - p) ** (n / m)`` over `n` months: this gives the mean of that.

        Examples
        --------
        >>> share = SharePosterior(1.0, 3.0)
        >>> round(share.mean_power_of_survival(1.0), 12) == 1.0 - share.mean
        True
        """
        total = self.alpha + self.beta
        if exponent.is_integer() and 0.0 <= exponent <= _LARGEST_PRODUCT:
            return math.prod((self.beta + n) / (total + n) for n in range(int(exponent)))
        log_ratio = math.lgamma(self.beta + exponent) - math.lgamma(self.beta)
        return math.exp(log_ratio + math.lgamma(total) - math.lgamma(total + exponent))


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

    The integral of the narrower distribution function over the wider distribution, taken
    over its quantiles, where it is smooth, piece by piece between quantiles of the
    narrower one.

    Examples
    --------
    >>> uniform = BetaPrior(1.0, 1.0)
    >>> a, b = failed_share(5, 60, prior=uniform), failed_share(2, 80, prior=uniform)
    >>> round(probability_fails_more(a, b), 3)
    0.935
    """
    if one.standard_deviation < other.standard_deviation:
        return 1.0 - probability_fails_more(other, one)
    from scipy.special import betainc, betaincinv

    ends = betainc(one.alpha, one.beta, betaincinv(other.alpha, other.beta, _PIECES))
    node, weight = np.polynomial.legendre.leggauss(_NODES_A_PIECE)
    half, middle = np.diff(ends)[:, None] / 2.0, (ends[1:] + ends[:-1])[:, None] / 2.0
    share = betaincinv(one.alpha, one.beta, middle + half * node)
    return float((half * weight * betainc(other.alpha, other.beta, share)).sum())


def _check(failed: int, units: int) -> None:
    if not 0 <= failed <= units or units < 1:
        msg = f"a share needs 0 <= failed <= units and at least 1 unit, got {failed} of {units}"
        raise ValueError(msg)
