"""The electrical side of a headphone."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auricle.drive.impedance import ImpedanceCurve
from auricle.drive.standard import LOWEST_OF_RATED
from auricle.estimate import Estimate

__all__ = ["BAND_HZ", "FULL_BAND_HZ", "Headphone"]

FULL_BAND_HZ = (20.0, 20_000.0)
"""Band over which a source must keep its limits. [Hz]"""

BAND_HZ: NDArray[np.float64] = np.geomspace(*FULL_BAND_HZ, 481)
"""Frequencies at which it is held to them: 48 an octave. [Hz]"""
BAND_HZ.flags.writeable = False

_OPEN_OHM = 1e9  # stands for an impedance that is not known: no source notices it


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
        if not all(0.0 < ohm < math.inf for ohm in self.stated_ohm):
            raise ValueError(f"stated_ohm must be above 0, got {self.stated_ohm}")
        if self.max_power_w is not None and not 0.0 < self.max_power_w < math.inf:
            raise ValueError(f"max_power_w must be above 0, got {self.max_power_w}")
        if not 0.0 < self.reference_hz < math.inf:
            raise ValueError(f"reference_hz must be above 0, got {self.reference_hz}")

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
    def over_band(self) -> NDArray[np.complex128]:
        """Impedance in Ω at `BAND_HZ`; the lowest known at all of them where there is no curve."""
        if self.impedance is not None:
            return self.impedance.at(BAND_HZ)
        return np.full(BAND_HZ.shape, self.lowest_ohm or _OPEN_OHM, dtype=np.complex128)

    @property
    def looked_at(self) -> tuple[NDArray[np.float64], NDArray[np.complex128]]:
        """Frequencies in Hz and impedances in Ω at which a source must keep its limits.

        The band, and at the frequency of the sensitivity the impedance there and the rated one:
        where sources disagree, the lower counts.
        """
        over_band = self.over_band
        known = [self.reference_ohm or over_band[0], self.rated_ohm or over_band[0]]
        at_hz = np.full(len(known), self.reference_hz)
        return np.append(BAND_HZ, at_hz), np.append(over_band, known)

    @property
    def _rated(self) -> tuple[float, ...]:
        return () if self.rated_ohm is None else (self.rated_ohm,)
