"""What a figure is to show: values that a caller fills and that compute nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["ASPECTS", "Bounds", "ComparisonView", "Curve", "ResonanceMark", "ResponseView"]

ASPECTS = ("free", "50 dB per decade")
"""How many dB are as long as a decade: what fills the panel, or 50 dB (IEC 60263)."""

_MOST_DB = 1000.0  # no level of sound is beyond
_MOST_CURVES = 12  # as many pens as there are that can be told apart


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """A line with its label, and the band around it where there is one.

    What lies outside 20 Hz to 20 kHz is not drawn.

    Examples
    --------
    >>> Curve("flat", np.array([20.0, 20e3]), np.zeros(2)).low_db is None
    True
    """

    label: str
    frequency_hz: NDArray[np.float64]  # shape (n_bins,), rising
    level_db: NDArray[np.float64]  # shape (n_bins,), re what the view says
    low_db: NDArray[np.float64] | None = None  # shape (n_bins,), lower edge of the band
    high_db: NDArray[np.float64] | None = None  # shape (n_bins,), upper edge

    def __post_init__(self) -> None:
        if (self.low_db is None) != (self.high_db is None):
            raise ValueError("a band has a lower and an upper edge")
        _check_lines(self.frequency_hz, self.level_db, self.low_db, self.high_db)


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """A range of levels to be shaded, in the levels of its panel."""

    label: str
    frequency_hz: NDArray[np.float64]  # shape (n_bins,), rising
    low_db: NDArray[np.float64]
    high_db: NDArray[np.float64]

    def __post_init__(self) -> None:
        _check_lines(self.frequency_hz, self.low_db, self.high_db)


@dataclass(frozen=True, slots=True)
class ResonanceMark:
    """A peak or a dip to be marked."""

    frequency_hz: float
    level_db: float  # where it stands on the curve of the upper panel
    kind: str  # "peak" or "dip"
    label: str  # "+6.1 dB, 6.3 kHz"
    confidence: str = "high"  # "low" makes the mark hollow

    def __post_init__(self) -> None:
        if self.kind not in ("peak", "dip"):
            msg = f"kind must be peak or dip, got {self.kind!r}"
            raise ValueError(msg)
        if not self.frequency_hz > 0.0 or not np.isfinite([self.frequency_hz, self.level_db]).all():
            raise ValueError("a mark needs a positive frequency and a finite level")


@dataclass(frozen=True, slots=True, eq=False)
class ResponseView:
    """One response, or several takes of it, with target and error.

    Without `error` there is one panel. Resonances stand on the first curve and on the error;
    those that come first get the best places for their labels.
    """

    title: str
    curves: tuple[Curve, ...]  # 1 to 12
    subtitle: tuple[str, ...] = ()  # rig, target, takes, what levels are relative to
    marks: tuple[str, ...] = ()  # what must not be overlooked: a target of another rig
    target: Curve | None = None
    error: Curve | None = None  # response minus target
    resonances: tuple[ResonanceMark, ...] = ()
    bounds: Bounds | None = None
    notes: tuple[str, ...] = ()  # at the bottom: what the band is
    aspect: str = "free"
    level_name: str = "Level [dB]"
    error_name: str = "Response − target [dB]"

    def __post_init__(self) -> None:
        _check_view(self.curves, self.aspect, least=1)


@dataclass(frozen=True, slots=True, eq=False)
class ComparisonView:
    """Several responses over one another, and how each differs from the first.

    With one difference a band around it is clear; with more, `chance` is clearer than bands.
    """

    title: str
    curves: tuple[Curve, ...]  # 2 to 12, aligned
    differences: tuple[Curve, ...] = ()  # one for each curve but the first, in their order
    chance: Bounds | None = None  # around 0 dB: differences inside may be chance
    subtitle: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()  # that the rigs differ
    notes: tuple[str, ...] = ()
    aspect: str = "free"
    level_name: str = "Level [dB]"
    difference_name: str = "Difference to the first [dB]"

    def __post_init__(self) -> None:
        _check_view(self.curves, self.aspect, least=2)
        if self.differences and len(self.differences) != len(self.curves) - 1:
            msg = f"{len(self.curves)} curves have {len(self.curves) - 1} differences"
            raise ValueError(f"{msg}, got {len(self.differences)}")


def _check_view(curves: Sequence[Curve], aspect: str, *, least: int) -> None:
    if not least <= len(curves) <= _MOST_CURVES:
        msg = f"a figure has {least} to {_MOST_CURVES} curves, got {len(curves)}"
        raise ValueError(msg)
    if aspect not in ASPECTS:
        msg = f"aspect must be one of {ASPECTS}, got {aspect!r}"
        raise ValueError(msg)


def _check_lines(frequency_hz: NDArray[np.float64], *levels_db: NDArray[np.float64] | None) -> None:
    f = np.asarray(frequency_hz)
    if f.ndim != 1 or f.size < 2 or not f[0] > 0 or not np.all(np.diff(f) > 0):
        raise ValueError("frequency_hz must hold at least two positive, rising values")
    for level in levels_db:
        if level is None:
            continue
        if np.shape(level) != f.shape or not np.all(np.abs(level) <= _MOST_DB):
            msg = f"levels must be finite, one for each frequency and within ±{_MOST_DB:g} dB"
            raise ValueError(msg)
