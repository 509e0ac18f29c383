"""One quantity as a text states it."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "sensitivity_db_per_v",
    "sensitivity_db_per_mw",
    "sensitivity_speaker",  # dB/W, dB/2.83 V: of loudspeakers, at 1 m
    "microphone_sensitivity",  # mV/Pa, dBV/Pa
    "level_dbspl",  # re 20 uPa
    "level_dba",  # dB(A) without "SPL": a level or a signal-to-noise ratio
    "level_db",  # dB re nothing that is stated here
    "level_electrical",  # dBu, dBV, dBm, dBFS, dBr, dBc: never a sound pressure
    "slope",  # dB/oct, dB/decade
    "impedance",
    "voltage",  # RMS or direct
    "voltage_peak",  # V peak, V peak to peak: never to be mixed with RMS
    "power",
    "current",
    "frequency",
    "sample_rate",  # only where the text leaves no doubt, else frequency
    "bit_depth",
    "data_rate",
    "percent",
    "money",
    "mass",
    "length",
    "force",
    "duration",
    "capacity",
    "temperature",
]

Bound: TypeAlias = Literal["exact", "at_most", "at_least", "range"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a unit, or a range of them, and where it stands.

    `low` and `high` are in `unit`, the canonical one: "dB/V", "dB/mW", "dB SPL", "dB(A)", "dB",
    "ohm", "V", "mW", "mA", "Hz", "%", an ISO code of a currency, "g", "mm", "mAh", "kbit/s",
    "bit", "N", "°C", "mV/Pa" or "dBV/Pa". Durations keep the size in which people think of them:
    "ms", "s", "min", "h", "days" (weeks are made days), "months", "years".

    For "exact" the two are equal. A bound has None at its open end. "±2 dB" is a range from -2
    to 2, and `signed`; "113±2 dB" is exact with a `tolerance` of 2.

    Attributes
    ----------
    start, end
        Offsets in the text, from the sign, symbol of comparison or currency up to the unit. The
        conditions lie behind `end`, or in front of `start` never.
    decimals
        Digits after the point as written; of a range, the fewer of both.
    signed
        Whether a sign was written: a difference or a deviation more often than a level.
    unit_shared
        Whether an end of a range or an item of a list takes its unit from a later number: in
        "5-40 kHz" the low end is read as 5 kHz, which many a writer did not mean.
    per
        What a price or a power is for: "pair", "each", "channel"; None where nothing is said.
    conditions
        What it holds at: of "98 dB at 1 kHz and 1 mW", the 1 kHz and the 1 mW. These are not
        listed again beside it.
    """

    start: int
    end: int
    text: str
    kind: Kind
    low: float | None
    high: float | None
    unit: str
    unit_written: str
    bound: Bound = "exact"
    decimals: int = 0
    signed: bool = False
    approximate: bool = False
    tolerance: float | None = None
    unit_shared: bool = False
    per: str | None = None
    conditions: "tuple[Quantity, ...]" = ()

    @property
    def value(self) -> float | None:
        """The one value of an exact quantity, in `unit`; None for bounds and ranges.

        Examples
        --------
        >>> Quantity(0, 4, "32 Ω", "impedance", 32.0, 32.0, "ohm", "Ω").value
        32.0
        """
        return self.low if self.bound == "exact" else None
