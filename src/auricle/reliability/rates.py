"""Failures per year of use, where the rate is the same at every age."""

import math

from auricle.reliability.failed import FailedShare

__all__ = [
    "MONTHS_A_YEAR",
    "failures_per_year",
    "garwood_interval_per_year",
    "rate_posterior_share",
]

MONTHS_A_YEAR = 12.0


def failures_per_year(n_failures: int, *, exposure_months: float) -> float:
    """Failures per unit and year, the maximum-likelihood estimate of an exponential life.

    Parameters
    ----------
    n_failures
        That were seen.
    exposure_months
        Months that all units together were in use, those that did not fail included.

    Raises
    ------
    ValueError
        If the number is below 0 or there was no exposure.

    Examples
    --------
    >>> round(failures_per_year(4, exposure_months=223.0), 3)
    0.215
    """
    _check(n_failures, exposure_months)
    return n_failures * MONTHS_A_YEAR / exposure_months


def garwood_interval_per_year(
    n_failures: int, *, exposure_months: float, confidence: float = 0.9
) -> tuple[float, float]:
    """Exact central interval of a failure rate [1]_, per unit and year.

    Arguments and errors as for `failures_per_year`; `confidence` is the probability that
    the interval holds the rate, so that by default its ends are the 5 and 95 % points.

    References
    ----------
    .. [1] F. Garwood, Biometrika 28, 437 (1936).

    Examples
    --------
    >>> low, high = garwood_interval_per_year(4, exposure_months=223.0, confidence=0.95)
    >>> round(low, 3), round(high, 3)
    (0.059, 0.551)
    """
    from scipy.special import gammaincinv

    _check(n_failures, exposure_months)
    if not 0.0 < confidence < 1.0:
        msg = f"confidence must lie between 0 and 1, got {confidence}"
        raise ValueError(msg)
    tail = (1.0 - confidence) / 2.0
    low = float(gammaincinv(n_failures, tail)) if n_failures else 0.0
    high = float(gammaincinv(n_failures + 1.0, 1.0 - tail))
    years = exposure_months / MONTHS_A_YEAR
    return low / years, high / years


def rate_posterior_share(
    n_failures: int, *, exposure_months: float, age_months: float
) -> FailedShare:
    """Share that has failed by an age, under the prior of Jeffreys for a constant rate.

    The rate times the exposure has a Gamma distribution of shape ``n_failures + 1/2``
    [1]_; mean and spread of ``1 - exp(-rate age)`` follow in closed form. Of use where no
    unit failed: the most likely rate is then 0, and the units may still fail.

    Parameters
    ----------
    n_failures
        That were seen.
    exposure_months
        That all units together were in use. [months]
    age_months
        The age. [months]

    Raises
    ------
    ValueError
        If the number or the age is below 0, or there was no exposure.

    References
    ----------
    .. [1] A. Gelman et al., Bayesian Data Analysis, 3rd ed., CRC Press, 2013, section 2.6.

    Examples
    --------
    >>> share = rate_posterior_share(0, exposure_months=2400.0, age_months=24.0)
    >>> round(share.value, 4), round(share.high, 4)
    (0.005, 0.019)
    """
    from scipy.special import gammaincinv

    _check(n_failures, exposure_months)
    if not 0.0 <= age_months < math.inf:
        msg = f"an age must be finite and not below 0, got {age_months} months"
        raise ValueError(msg)
    shape, ratio = n_failures + 0.5, age_months / exposure_months
    # E exp(-k rate age) of a Gamma distribution is (1 + k ratio) ** -shape.
    survival, survival_squared = ((1.0 + k * ratio) ** -shape for k in (1.0, 2.0))
    low, high = (-math.expm1(-ratio * float(gammaincinv(shape, p))) for p in (0.05, 0.95))
    spread = math.sqrt(max(0.0, survival_squared - survival**2))
    return FailedShare(min(max(1.0 - survival, low), high), spread, low, high)


def _check(n_failures: int, exposure_months: float) -> None:
    if n_failures < 0 or not 0.0 < exposure_months < math.inf:
        msg = (
            "a rate needs a number of failures not below 0 and an exposure above 0, "
            f"got {n_failures} in {exposure_months} months"
        )
        raise ValueError(msg)
