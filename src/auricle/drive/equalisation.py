"""What an equaliser in front of a source adds."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auricle.hearing import BAND_CENTER_HZ, PROGRAMME_DB, power_sum_db, programme_level_db

__all__ = ["LARGEST_GAIN_DB", "Equalisation"]

_Floats = NDArray[np.float64]

LARGEST_GAIN_DB = 120.0
"""Largest gain and loss that are taken, as presets are read. The range is Auricle's own."""


@dataclass(frozen=True, slots=True, eq=False)
class Equalisation:
    """Preamp and filters. The arrays are read-only copies."""

    preamp_db: float = 0.0  # re unity gain
    frequency_hz: _Floats | None = None  # of the filters; None without any
    gain_db: _Floats | None = None  # of the filters alone, shape of the frequencies

    def __post_init__(self) -> None:
        if not abs(self.preamp_db) <= LARGEST_GAIN_DB:
            raise ValueError(f"preamp_db must lie within {LARGEST_GAIN_DB:g}, got {self.preamp_db}")
        if self.frequency_hz is None and self.gain_db is None:
            return
        if self.frequency_hz is None or self.gain_db is None:
            raise ValueError("frequency_hz and gain_db come together")
        f = np.array(self.frequency_hz, dtype=np.float64)
        gain = np.array(self.gain_db, dtype=np.float64)
        if f.ndim != 1 or f.shape != gain.shape or f.size < 2:
            msg = "frequency_hz and gain_db must be one-dimensional, of equal length of 2 or more"
            raise ValueError(f"{msg}, got shapes {f.shape} and {gain.shape}")
        if not (f[0] > 0.0 and np.all(np.diff(f) > 0.0) and np.isfinite(f[-1])):
            raise ValueError("frequency_hz must be finite, above 0 and rising")
        if not np.all(np.abs(gain) <= LARGEST_GAIN_DB):
            raise ValueError(f"gain_db must lie within {LARGEST_GAIN_DB:g}")
        for name, value in (("frequency_hz", f), ("gain_db", gain)):
            value.flags.writeable = False
            object.__setattr__(self, name, value)

    @property
    def highest_gain_db(self) -> float:
        """Highest gain of the filters in dB, not below 0."""
        return 0.0 if self.gain_db is None else max(0.0, float(np.max(self.gain_db)))

    @property
    def clips_db(self) -> float:
        """By how many dB a full-scale sine would overload; 0 for not at all."""
        return max(0.0, self.preamp_db + self.highest_gain_db)

    @property
    def safe_preamp_db(self) -> float:
        """The preamp in dB, lowered where it would not keep a sine from overloading."""
        return self.preamp_db - self.clips_db

    @property
    def programme_gain_db(self) -> float:
        """What the filters add to the level of programme noise, in dB."""
        if self.gain_db is None:
            return 0.0
        bands_db = np.array(PROGRAMME_DB) + self.at(np.array(BAND_CENTER_HZ))
        return float(power_sum_db(bands_db)) - programme_level_db()

    def at(self, frequency_hz: _Floats) -> _Floats:
        """Gain of the filters at other frequencies, in dB."""
        if self.frequency_hz is None or self.gain_db is None:
            return np.zeros_like(frequency_hz)
        return np.interp(np.log(frequency_hz), np.log(self.frequency_hz), self.gain_db)
