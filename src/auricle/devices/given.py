"""Figures that are given of a source, in place of what is known of it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["NOTHING_GIVEN", "Given", "never_falling"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Figures of one output, taken as exact; None for what is not given."""

    open_circuit_v: float | None = None  # RMS at full scale; stands for voltages at loads, too
    output_ohm: float | None = None
    current_a: float | None = None  # RMS
    at_loads: tuple[tuple[float, float], ...] = ()  # ohms and RMS volts; kept as `never_falling`
    noise_v: float | None = None  # A-weighted RMS

    def __post_init__(self) -> None:
        object.__setattr__(self, "at_loads", never_falling(self.at_loads))

    @property
    def has_voltage(self) -> bool:
        """Whether it says how far the output goes."""
        return self.open_circuit_v is not None or bool(self.at_loads)


def never_falling(pairs: Iterable[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Loads in Ω, rising, each with its RMS volts: what a higher load does not get, it does not.

    Parameters
    ----------
    pairs
        Each load once; an infinite one is the open circuit, which is left out of the result.

    Examples
    --------
    >>> never_falling([(32.0, 4.0), (300.0, 1.7), (600.0, 2.0)])
    ((32.0, 1.7), (300.0, 1.7), (600.0, 2.0))
    """
    least = math.inf
    found = []
    for load, volts in sorted(pairs, reverse=True):
        least = min(least, volts)
        if load < math.inf:
            found.append((load, least))
    return tuple(reversed(found))


NOTHING_GIVEN = Given()
