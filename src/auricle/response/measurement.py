"""What one measurement file holds: responses by channel, and what the file says about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from auricle.response.curve import FrequencyResponse

__all__ = ["CHANNELS", "Measurement", "Smoothing"]

CHANNELS = ("left", "right", "average", "unknown")
"""Ears a response may belong to; "unknown" where neither the file nor its name says it."""

_COARSEST_RAW_FRACTION = 6  # science asks for raw curves: 1/6 octave and coarser is no longer one


@dataclass(frozen=True, slots=True)
class Smoothing:
    """Smoothing that a file states.

    `kind` is "none", "fractional-octave", "erb", "psychoacoustic", "variable" or "unstated-width"
    (the file says that it is smoothed and not how); `fraction` is 3 for 1/3 octave.

    Examples
    --------
    >>> Smoothing("fractional-octave", 6).is_coarse, Smoothing("fractional-octave", 12).is_coarse
    (True, False)
    >>> str(Smoothing("fractional-octave", 48))
    '1/48 octave'
    """

    kind: str
    fraction: int | None = None

    @property
    def is_coarse(self) -> bool:
        """Whether it hides what metrics of raw curves look at: 1/6 octave and coarser."""
        if self.kind == "fractional-octave":
            return self.fraction is None or self.fraction <= _COARSEST_RAW_FRACTION
        return self.kind != "none"

    def __str__(self) -> str:
        """Return it as it is printed."""
        if self.kind == "fractional-octave":
            return f"1/{self.fraction} octave"
        return {"erb": "ERB", "unstated-width": "smoothed, width not stated"}.get(
            self.kind, self.kind
        )


@dataclass(frozen=True, slots=True, eq=False)
class Measurement:
    """What one file holds. Nothing in it names a folder or a person of whoever measured."""

    source: str  # the file as it was named by who asked; it names the file in messages
    dialect: str  # "rew", "autoeq", "audio-precision", "audiotools", "columns", "plain", "auricle"
    channels: Mapping[str, FrequencyResponse]  # one of CHANNELS -> response
    rig: str | None = None  # slug of a rig that the file itself states
    title: str | None = None  # name of the measurement that the file states
    date: str | None = None  # as the file states it
    smoothing: Smoothing | None = None  # None where the file does not say
    is_compensated: bool = False  # the file says that a target or the ear gain was taken away
    weighting: str | None = None  # "A", "C", ... where the file says that one was applied
    repairs: tuple[str, ...] = ()  # "2 duplicate frequencies averaged"
    remarks: tuple[str, ...] = ()  # what a reader should know and what changed no number

    def __post_init__(self) -> None:
        if not self.channels or not set(self.channels) <= set(CHANNELS):
            msg = f"channels must be some of {CHANNELS}, got {sorted(self.channels)}"
            raise ValueError(msg)
        object.__setattr__(self, "channels", MappingProxyType(dict(self.channels)))

    @property
    def n_points(self) -> int:
        """Number of frequencies of the longest channel."""
        return max(response.frequency_hz.size for response in self.channels.values())

    @property
    def status(self) -> str:
        """Whether the file was "read" as it stands or "repaired"."""
        return "repaired" if self.repairs else "read"
