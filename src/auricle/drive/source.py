"""The electrical side of a source: one headphone output at one setting."""

import math
from dataclasses import dataclass

from auricle.drive.headphone import Headphone
from auricle.drive.limits import Limits
from auricle.drive.loading import loss_db

__all__ = ["Source", "Span"]


@dataclass(frozen=True, slots=True)
class Span:
    """A figure between two ends; they are the same where it is taken as exact."""

    low: float
    value: float
    high: float
    is_assumed: bool = False  # the range of a class of devices, not a figure of this one

    def __post_init__(self) -> None:
        if not (0.0 <= self.low <= self.value <= self.high < math.inf):
            msg = f"a span needs 0 <= low <= value <= high, got {self.low}, {self.value}"
            raise ValueError(f"{msg}, {self.high}")

    @classmethod
    def exact(cls, value: float) -> "Span":
        """A figure that is taken as it is.

        Examples
        --------
        >>> Span.exact(2.0).uncertainty_db
        0.0
        """
        return cls(value, value, value)

    @property
    def uncertainty_db(self) -> float:
        """Standard uncertainty in dB, if any value between the ends is as likely.

        Examples
        --------
        >>> round(Span(1.5, 2.0, 2.5).uncertainty_db, 2)
        1.28
        """
        return 20.0 * math.log10(self.high / self.low) / math.sqrt(12.0) if self.low > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Source:
    """One output at one setting of its gain."""

    name: str
    output_ohm: Span
    open_circuit_v: Span | None = None  # RMS at full scale
    current_a: Span | None = None  # RMS; None where no limit is known
    at_loads: tuple[tuple[float, float], ...] = ()  # ohms and the RMS volts reached into them
    noise_v: Span | None = None  # A-weighted RMS
    stated_db: float = 0.0  # standard uncertainty of the voltages as they were stated

    def __post_init__(self) -> None:
        if not 0.0 <= self.stated_db < math.inf:
            raise ValueError(f"stated_db must be finite and not below 0, got {self.stated_db}")
        _ = self.limits  # what limits refuse is refused here

    @property
    def limits(self) -> Limits:
        """What it can give, with the middle values."""
        return Limits(
            open_circuit_v=self.open_circuit_v.value if self.open_circuit_v else math.inf,
            source_ohm=self.output_ohm.value,
            current_a=math.inf if self.current_a is None else self.current_a.value,
            at_loads=self.at_loads,
        )

    def lost_db(self, headphone: Headphone) -> float | None:
        """Level in dB that the output impedance takes; None where the headphone's is not known.

        Of an ideal source, whose ends are both 0 Ω, it is 0 on any headphone.
        """
        ohm = headphone.reference_ohm
        if ohm is None:
            return 0.0 if self.output_ohm.high == 0.0 else None
        return -float(loss_db(ohm, source_ohm=self.output_ohm.value))

    @property
    def is_same_into_any_load(self) -> bool:
        """Whether it gives its voltage into every impedance: nothing stands behind that or ends it.

        Examples
        --------
        >>> Source("2 V", Span.exact(0.0), Span.exact(2.0)).is_same_into_any_load
        True
        """
        has_limits = self.current_a is not None or bool(self.at_loads)
        return self.output_ohm.high == 0.0 and not has_limits

    def is_least_into(self, impedance_ohm: complex) -> bool:
        """Whether it may give more into an impedance than is known: lower loads alone are stated.

        Examples
        --------
        >>> amp = Source("amp", Span.exact(0.0), at_loads=((32.0, 1.0),))
        >>> amp.is_least_into(32.0), amp.is_least_into(300.0)
        (False, True)
        """
        if self.open_circuit_v is not None or not self.at_loads:
            return False
        return abs(impedance_ohm) > max(load for load, _ in self.at_loads)

    @property
    def full_scale_v(self) -> float:
        """Largest voltage in V RMS that it is known to give into any load."""
        reached = max((volts for _, volts in self.at_loads), default=0.0)
        return self.open_circuit_v.value if self.open_circuit_v else reached

    @property
    def voltage_uncertainty_db(self) -> float:
        """Standard uncertainty of the full-scale voltage in dB."""
        of_span = self.open_circuit_v.uncertainty_db if self.open_circuit_v else 0.0
        return math.hypot(of_span, self.stated_db)
