"""The electrical side of a headphone."""

import math
from dataclasses import dataclass

from auricle.drive.impedance import ImpedanceCurve
from auricle.drive.standard import LOWEST_OF_RATED
from auricle.estimate import Estimate

__all__ = ["Headphone"]


@dataclass(frozen=True, slots=True, eq=False)
class Headphone:
    """Sensitivity and impedance, as far as they are known."""

    sensitivity_db_per_v: Estimate  # level for 1 V RMS
    rated_ohm: float | None = None  # rated, else a measured average; None where nobody says
    impedance: ImpedanceCurve | None = None
    stated_ohm: tuple[float, ...] = ()  # magnitudes stated at single frequencies
    max_power_w: float | None = None  # that the maker allows
    reference_hz: float = 1000.0  # of the sensitivity

    def __post_init__(self) -> None:
        if self.rated_ohm is not None and not 0.0 < self.rated_ohm < math.inf:
            raise ValueError(f"rated_ohm must be above 0, got {self.rated_ohm}")

    @property
    def reference_ohm(self) -> complex | None:
        """Impedance in Ω at the frequency of the sensitivity, else the rated one."""
        if self.impedance is not None:
            return complex(self.impedance.at(self.reference_hz))
        return self.rated_ohm

    @property
    def lowest_ohm(self) -> float | None:
        """Lowest magnitude in Ω that is known."""
        if self.impedance is not None:
            return self.impedance.lowest_ohm
        return min((*self._rated, *self.stated_ohm), default=None)

    @property
    def range_ohm(self) -> tuple[float, float] | None:
        """Ends between which the impedance lies for certain; the upper one may be infinite.

        Without a curve the lower end is what IEC 60268-7 allows a rated impedance to fall to.

        Examples
        --------
        >>> Headphone(Estimate(101.0, 2.0), rated_ohm=120.0).range_ohm
        (96.0, inf)
        """
        if self.impedance is not None:
            return self.impedance.lowest_ohm, self.impedance.highest_ohm
        known = [*(LOWEST_OF_RATED * ohm for ohm in self._rated), *self.stated_ohm]
        return (min(known), math.inf) if known else None

    @property
    def _rated(self) -> tuple[float, ...]:
        return () if self.rated_ohm is None else (self.rated_ohm,)
