"""A value with its standard uncertainty, and how estimates of one quantity combine."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = [
    "Z_95",
    "Z_97_5",
    "Combination",
    "Contribution",
    "Estimate",
    "RandomEffects",
    "combine",
    "combine_random_effects",
    "propagated",
    "relative_uncertainty",
    "rounded",
    "student_t",
]

Z_95 = 1.6448536269514722
"""95 % point of the standard normal distribution: the 5 to 95 % range is ± this many u."""

Z_97_5 = 1.959963984540054
"""97.5 % point of the standard normal distribution: ± this many u cover 95 %."""

# 95 % points of chi-squared for 1 to 10 degrees of freedom, NIST/SEMATECH e-Handbook of
# Statistical Methods, 1.3.6.7.4.
_CHI_SQUARED_95 = (3.841, 5.991, 7.815, 9.488, 11.070, 12.592, 14.067, 15.507, 16.919, 18.307)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value and its standard uncertainty, in the same unit."""

    value: float
    uncertainty: float

    def __post_init__(self) -> None:
        if not math.isfinite(self.value):
            msg = f"value must be finite, got {self.value}"
            raise ValueError(msg)
        if not 0.0 <= self.uncertainty < math.inf:
            msg = f"uncertainty must be finite and not below 0, got {self.uncertainty}"
            raise ValueError(msg)

    @property
    def low(self) -> float:
        """5 % point of a normal distribution with these parameters."""
        return self.value - Z_95 * self.uncertainty

    @property
    def high(self) -> float:
        """95 % point of a normal distribution with these parameters."""
        return self.value + Z_95 * self.uncertainty


def rounded(value: float, digits: int = 9) -> float:
    """Value as it is kept: nine significant digits, the same on every processor.

    Examples
    --------
    >>> rounded(80.64991440506312), rounded(1234.0, 3)
    (80.6499144, 1230.0)
    """
    return float(f"{value:.{digits}g}")


@dataclass(frozen=True, slots=True)
class Combination:
    """Several estimates of one quantity made into one."""

    estimate: Estimate
    weights: tuple[float, ...]  # normalised, one for each input, in its order
    chi_squared: float
    inflation: float  # Birge ratio that was applied; 1 where the inputs agree


def combine(estimates: Sequence[Estimate]) -> Combination:
    """Weighted mean of independent estimates, made wider where they contradict each other.

    Each counts with the inverse square of its uncertainty. If chi-squared exceeds its
    95 % point for n - 1 degrees of freedom, the uncertainty is multiplied by the Birge
    ratio, the root of chi-squared over its degrees of freedom [1]_.

    Parameters
    ----------
    estimates
        At least one, each with an uncertainty above 0, all in one unit.

    Raises
    ------
    ValueError
        If there is no estimate, or one has no uncertainty.

    References
    ----------
    .. [1] R. T. Birge, "The Calculation of Errors by the Method of Least Squares",
           Physical Review 40, 207 (1932).

    Examples
    --------
    A specification of 114 ± 2 dB and a sibling's measurement of 118 ± √5 dB:

    >>> both = combine([Estimate(114.0, 2.0), Estimate(118.0, 5.0**0.5)])
    >>> round(both.estimate.value, 2), round(both.estimate.uncertainty, 2)
    (115.78, 1.49)
    """
    if not estimates:
        raise ValueError("combine needs at least one estimate, got none")
    if any(estimate.uncertainty == 0.0 for estimate in estimates):
        raise ValueError("combine needs an uncertainty above 0 for each estimate")
    raw_weights = [estimate.uncertainty**-2 for estimate in estimates]
    total = math.fsum(raw_weights)
    weights = tuple(weight / total for weight in raw_weights)
    mean = math.fsum(w * e.value for w, e in zip(weights, estimates, strict=True))
    chi_squared = math.fsum(((e.value - mean) / e.uncertainty) ** 2 for e in estimates)
    inflation = _birge_ratio(chi_squared, len(estimates) - 1)
    return Combination(
        Estimate(mean, inflation / math.sqrt(total)), weights, chi_squared, inflation
    )


@dataclass(frozen=True, slots=True)
class RandomEffects:
    """Estimates that differ by more than their uncertainties, made into one."""

    estimate: Estimate
    between_variance: float  # tau², of what sets them apart, in the square of their unit


def combine_random_effects(estimates: Sequence[Estimate]) -> RandomEffects:
    """Weighted mean of estimates of quantities that themselves scatter around it.

    Where `combine` widens the result, this asks how far the quantities lie apart and weighs
    them more evenly the farther they do: the moment estimate of [1]_.

    Parameters
    ----------
    estimates
        At least two, each with an uncertainty above 0, all in one unit.

    Raises
    ------
    ValueError
        If there are fewer than two, or one has no uncertainty.

    References
    ----------
    .. [1] R. DerSimonian, N. Laird, "Meta-analysis in clinical trials", Controlled Clinical
           Trials 7, 177 (1986).

    Examples
    --------
    >>> both = combine_random_effects([Estimate(114.0, 1.0), Estimate(118.0, 1.0)])
    >>> both.estimate.value, round(both.estimate.uncertainty, 9), round(both.between_variance, 9)
    (116.0, 2.0, 7.0)
    """
    if len(estimates) < 2:
        msg = f"random effects need at least two estimates, got {len(estimates)}"
        raise ValueError(msg)
    alike = combine(estimates)
    weights = [estimate.uncertainty**-2 for estimate in estimates]
    total = math.fsum(weights)
    excess = alike.chi_squared - (len(estimates) - 1)
    between = max(0.0, excess / (total - math.fsum(w * w for w in weights) / total))
    widened = [Estimate(e.value, math.hypot(e.uncertainty, math.sqrt(between))) for e in estimates]
    weights = [estimate.uncertainty**-2 for estimate in widened]
    total = math.fsum(weights)
    mean = math.fsum(w * e.value for w, e in zip(weights, estimates, strict=True)) / total
    return RandomEffects(Estimate(mean, 1.0 / math.sqrt(total)), between)


@dataclass(frozen=True, slots=True)
class Contribution:
    """Standard uncertainty with the degrees of freedom that it was found with."""

    uncertainty: float
    degrees: float = math.inf  # infinite where it is taken as known


def propagated(contributions: Sequence[Contribution]) -> Contribution:
    """Standard uncertainty of a sum of independent quantities.

    Parameters
    ----------
    contributions
        At least one, in one unit.

    Returns
    -------
    Contribution
        Root of the sum of squares, with the effective degrees of freedom of Welch and
        Satterthwaite, JCGM 100:2008 (GUM), 5.1.2 and G.4.1. `student_t` takes these
        rounded down.

    Raises
    ------
    ValueError
        If there is none.

    Examples
    --------
    >>> both = propagated([Contribution(3.0, 4), Contribution(4.0)])
    >>> both.uncertainty, round(both.degrees, 2)
    (5.0, 30.86)
    """
    if not contributions:
        raise ValueError("propagated needs at least one contribution, got none")
    uncertainty = math.hypot(*(part.uncertainty for part in contributions))
    per_degree = math.fsum(part.uncertainty**4 / part.degrees for part in contributions)
    degrees = uncertainty**4 / per_degree if per_degree > 0.0 else math.inf
    return Contribution(uncertainty, degrees)


def student_t(degrees: int, *, confidence: float = 0.95) -> float:
    """Factor that makes an interval of a standard uncertainty found from few values.

    Parameters
    ----------
    degrees
        Degrees of freedom, 1 or more: one less than the values that were averaged.
    confidence
        Probability that the interval is to hold, above 0 and below 1.

    Returns
    -------
    float
        Student's t, both sides: 2.776 for 4 degrees at 95 %.

    Raises
    ------
    ValueError
        If an argument is out of range.

    Notes
    -----
    The probability is the finite sum of M. Abramowitz, I. A. Stegun, Handbook of Mathematical
    Functions, 26.7.3 and 26.7.4, exact for whole degrees; t is found by halving an interval
    of its angle atan(t/sqrt(degrees)) to the last digit.

    Examples
    --------
    >>> round(student_t(4), 3)
    2.776
    """
    if degrees < 1 or not 0.0 < confidence < 1.0:
        msg = "degrees must be 1 or more and confidence between 0 and 1"
        raise ValueError(f"{msg}, got {degrees} and {confidence}")
    low, high = 0.0, 0.5 * math.pi
    for _ in range(60):  # halvings that leave nothing of 53 bits
        angle = 0.5 * (low + high)
        inside = _student_probability(angle, degrees)
        low, high = (angle, high) if inside < confidence else (low, angle)
    return math.sqrt(degrees) * math.tan(0.5 * (low + high))


def _student_probability(angle: float, degrees: int) -> float:
    """Probability of |t| below sqrt(degrees) tan(angle)."""
    cosine_squared = math.cos(angle) ** 2
    is_odd = degrees % 2
    term = math.cos(angle) if is_odd else 1.0
    total = 0.0 if degrees == 1 else term
    for k in range(2 + is_odd, degrees - 1, 2):
        term *= cosine_squared * (k - 1) / k
        total += term
    part = math.sin(angle) * total
    return 2.0 / math.pi * (angle + part) if is_odd else part


def relative_uncertainty(uncertainty_db: float) -> float:
    """Uncertainty of a level as a share of the pressure or voltage: 0.06 for 0.5 dB.

    Parameters
    ----------
    uncertainty_db
        Standard uncertainty of a level, 0 or more. [dB]

    Returns
    -------
    float
        10^(u/20) - 1, the upper side; the lower side is smaller. [1]

    Raises
    ------
    ValueError
        If it is below 0.

    Examples
    --------
    >>> round(relative_uncertainty(0.5), 4)
    0.0593
    """
    if not uncertainty_db >= 0.0:
        msg = f"uncertainty_db must not be below 0, got {uncertainty_db}"
        raise ValueError(msg)
    return math.expm1(math.log(10.0) / 20.0 * uncertainty_db)


def _birge_ratio(chi_squared: float, degrees: int) -> float:
    if degrees == 0 or chi_squared <= _chi_squared_95(degrees):
        return 1.0
    return math.sqrt(chi_squared / degrees)


def _chi_squared_95(degrees: int) -> float:
    if degrees <= len(_CHI_SQUARED_95):
        return _CHI_SQUARED_95[degrees - 1]
    # Wilson and Hilferty, PNAS 17, 684 (1931): 0.1 % off at 11 degrees, less above.
    spread = 2.0 / (9.0 * degrees)
    return float(degrees * (1.0 - spread + Z_95 * math.sqrt(spread)) ** 3)
