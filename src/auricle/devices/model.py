"""A playback device as values: what was stated of each of its headphone outputs."""

import math
from dataclasses import dataclass

from auricle.dossier import Source as Reference

__all__ = ["Device", "DeviceClass", "Figure", "Output", "Volume"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of an output, in SI units; decibels stay decibels."""

    quantity: str  # voltage, power, current, output-impedance, noise, signal-to-noise, gain
    value: float | None
    low: float | None = None
    high: float | None = None
    kind: str  # measured, specified
    stated: str  # figure and unit as the source has them
    source: Reference
    load_ohm: float | None = None
    gain: str | None = None  # setting that it was read at
    weighting: str | None = None  # A, none
    reference_v: float | None = None
    condition: str | None = None
    note: str | None = None

    @property
    def figure(self) -> float:
        """One number: its value, the middle of a span, or its bound."""
        if self.value is not None:
            return self.value
        ends = [end for end in (self.low, self.high) if end is not None]
        return sum(ends) / len(ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One headphone socket."""

    name: str
    circuit: str  # single-ended, balanced
    figures: tuple[Figure, ...]
    load_min_ohm: float | None = None  # headphones it is for, where the device switches by load
    load_max_ohm: float | None = None  # not for this one itself

    def is_for(self, impedance_ohm: float | None) -> bool:
        """Whether a headphone of that impedance is driven in this way; True where it is unknown."""
        if impedance_ohm is None:
            return True
        low, high = self.load_min_ohm or 0.0, self.load_max_ohm or float("inf")
        return low <= impedance_ohm < high


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """A volume control that shows decibels."""

    at_full_db: float  # what it shows at full scale
    source: Reference
    step_db: float | None = None
    lowest_db: float | None = None

    def shown_db(self, below_full_db: float) -> float | None:
        """What it shows that far below full scale, to its step downwards; None below its lowest."""
        shown = self.at_full_db - below_full_db
        if self.step_db is not None:
            steps = math.floor((shown - self.at_full_db) / self.step_db + 1e-9)
            shown = self.at_full_db + steps * self.step_db
        return None if self.lowest_db is not None and shown < self.lowest_db else shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """One device."""

    slug: str
    brand: str
    model: str
    kind: str  # class of devices: a key of the classes
    outputs: tuple[Output, ...]
    file: str
    sha256: str
    aliases: tuple[str, ...] = ()
    volume: Volume | None = None

    @property
    def name(self) -> str:
        """Brand and model."""
        return f"{self.brand} {self.model}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceClass:
    """What devices of a kind have; each figure is low, middle and high."""

    slug: str
    name: str
    one: str  # what one of them is called in a sentence
    names: tuple[str, ...]  # other words for the class
    voltage_v: tuple[float, float, float]
    output_ohm: tuple[float, float, float]
    current_ma: tuple[float, float, float] | None = None
    noise_uv: tuple[float, float, float] | None = None
    remark: str | None = None
    is_usual: bool = True  # something that people own
    is_amplifier: bool = False  # something that people buy to drive headphones
