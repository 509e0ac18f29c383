"""A value with its standard uncertainty, and how estimates of one quantity combine."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Z_95", "Combination", "Estimate", "combine", "rounded"]

Z_95 = 1.6448536269514722
"""95 % point of the standard normal distribution: the 5 to 95 % range is ± this many u."""

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


def rounded(value: float) -> float:
    """Value as it is kept: nine significant digits, the same on every processor.

    Examples
    --------
    >>> rounded(80.64991440506312)
    80.6499144
    """
    return float(f"{value:.9g}")


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
