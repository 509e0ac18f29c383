"""The law of Weibull fitted to service data."""

import math
from dataclasses import dataclass

import numpy as np

from auricle.estimate import Z_95
from auricle.reliability.failed import FailedShare, share_of_hazard
from auricle.reliability.rates import garwood_interval_per_year
from auricle.reliability.service import ServiceData

__all__ = ["FEW_FAILURES", "WeibullFit", "fit_weibull", "fit_weibull_scale"]

FEW_FAILURES = 10
"""With fewer the shape says little: it is to be fixed, 1 for early and random failures, 2 to 3
for parts that wear out (Auricle's notes on failure statistics)."""


@dataclass(frozen=True, slots=True)
class WeibullFit:
    """Shape and scale of a Weibull life, with what their uncertainty takes."""

    shape: float
    scale_months: float
    is_shape_fixed: bool
    n_failures: int
    # Of the logarithms of shape and scale: variances and covariance; of the shape 0 if fixed.
    log_shape_variance: float
    log_scale_variance: float
    log_covariance: float

    @property
    def rests_on_few(self) -> bool:
        """Whether a shape was fitted to fewer than `FEW_FAILURES` failures."""
        return not self.is_shape_fixed and self.n_failures < FEW_FAILURES

    def failed_share(self, age_months: float) -> FailedShare:
        """Share that has failed by an age, with its 5 and 95 % points.

        With a fixed shape the points are exact (`garwood_interval_per_year` of the ages
        raised to the shape). Otherwise they are those of a normal distribution of
        ln(-ln S), whose variance follows from the observed information.
        """
        log_hazard = self.shape * math.log(age_months / self.scale_months)
        # ln(-ln S) = shape (ln age - ln scale): its derivatives by ln shape and ln scale.
        by_shape, by_scale = log_hazard, -self.shape
        variance = (
            by_shape**2 * self.log_shape_variance
            + 2.0 * by_shape * by_scale * self.log_covariance
            + by_scale**2 * self.log_scale_variance
        )
        spread = math.sqrt(variance)
        low, high = (share_of_hazard(log_hazard + reach) for reach in self._reaches(spread))
        value = share_of_hazard(log_hazard)
        # The derivative of 1 - exp(-H) by ln H is H exp(-H).
        hazard = -math.log1p(-value) if value < 1.0 else math.inf
        slope = hazard * math.exp(-hazard) if math.isfinite(hazard) else 0.0
        return FailedShare(value, slope * spread, low, high)

    def _reaches(self, spread: float) -> tuple[float, float]:
        """5 and 95 % points of the logarithm of the cumulative hazard re its estimate."""
        if self.is_shape_fixed:
            # The hazard is a Poisson rate whose estimate is one per (exposure / failures).
            unit = 12.0 * self.n_failures
            low, high = garwood_interval_per_year(self.n_failures, exposure_months=unit)
            return math.log(low), math.log(high)
        return -Z_95 * spread, Z_95 * spread


def fit_weibull(data: ServiceData) -> WeibullFit | None:
    """Maximum-likelihood Weibull life from service data with units that still work.

    The scale is eliminated: the shape is the root of the derivative of the profile
    likelihood, which has one root at most [1]_. Below `FEW_FAILURES` failures the result
    says that it rests on few.

    Returns
    -------
    WeibullFit or None
        None where the likelihood has no maximum: no unit failed, or all failures fell on
        the age of the oldest unit.

    References
    ----------
    .. [1] J. F. Lawless, Statistical Models and Methods for Lifetime Data, 2nd ed., Wiley,
           2003, section 5.2.

    Examples
    --------
    >>> data = ServiceData([6, 14, 20, 30, 36], [True, True, True, True, False])
    >>> fit = fit_weibull(data)
    >>> fit.n_failures, fit.rests_on_few
    (4, True)
    """
    from scipy.optimize import brentq

    oldest = data.age_months[-1]
    log_age = np.log(data.age_months / oldest)  # not above 0: its powers cannot overflow
    if data.n_failures == 0:
        return None
    mean_log_failed = float(log_age[data.has_failed].mean())
    if mean_log_failed >= 0.0:
        return None

    def slope(shape: float) -> float:
        weight = np.exp(shape * log_age)
        return float(weight @ log_age / weight.sum()) - 1.0 / shape - mean_log_failed

    low = -1.0 / mean_log_failed * (1.0 - 1e-9)  # the weighted mean of the logs is not above 0
    high = 2.0 * low
    while slope(high) <= 0.0:
        high *= 2.0
    shape = brentq(slope, low, high, xtol=1e-12, rtol=1e-13, maxiter=500)
    scale = _relative_scale(log_age, shape, data.n_failures)
    z = shape * (log_age - math.log(scale))
    return _with_covariance(z, data, shape, float(oldest) * scale)


def fit_weibull_scale(data: ServiceData, *, shape: float) -> WeibullFit | None:
    """Maximum-likelihood scale of a Weibull life whose shape is given.

    Returns
    -------
    WeibullFit or None
        None where no unit failed: any long life is then as likely as any other.

    Raises
    ------
    ValueError
        If the shape is not finite and above 0.

    Examples
    --------
    With shape 1 the scale is the exposure over the failures:

    >>> fit_weibull_scale(ServiceData([10, 30], [True, False]), shape=1.0).scale_months
    40.0
    """
    if not 0.0 < shape < math.inf:
        msg = f"a shape must be finite and above 0, got {shape}"
        raise ValueError(msg)
    if data.n_failures == 0:
        return None
    oldest = float(data.age_months[-1])
    scale = oldest * _relative_scale(np.log(data.age_months / oldest), shape, data.n_failures)
    return WeibullFit(
        shape=shape,
        scale_months=scale,
        is_shape_fixed=True,
        n_failures=data.n_failures,
        log_shape_variance=0.0,
        log_scale_variance=1.0 / (shape**2 * data.n_failures),
        log_covariance=0.0,
    )


def _relative_scale(log_age: np.ndarray, shape: float, n_failures: int) -> float:
    return float((np.exp(shape * log_age).sum() / n_failures) ** (1.0 / shape))


def _with_covariance(
    z: np.ndarray, data: ServiceData, shape: float, scale_months: float
) -> WeibullFit:
    """The fit with the inverse of its observed information; z = shape ln(age / scale)."""
    hazard = np.exp(z)
    information_shape = float((hazard * (z**2 + z)).sum() - z[data.has_failed].sum())
    information_scale = shape**2 * data.n_failures
    information_both = -shape * float((hazard * z).sum())
    determinant = information_shape * information_scale - information_both**2
    return WeibullFit(
        shape=shape,
        scale_months=scale_months,
        is_shape_fixed=False,
        n_failures=data.n_failures,
        log_shape_variance=information_scale / determinant,
        log_scale_variance=information_shape / determinant,
        log_covariance=-information_both / determinant,
    )
