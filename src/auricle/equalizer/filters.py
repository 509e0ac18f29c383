"""Filters of a parametric equaliser, and what several do together."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias

from array_api_compat import array_namespace

from auricle.equalizer.biquad import high_shelf_db, low_shelf_db, peaking_db

__all__ = ["FILTER_KINDS", "Filter", "response_db"]

Array: TypeAlias = Any  # any array that follows the Python array API standard

_LEVELS: Mapping[str, Callable[..., Array]] = MappingProxyType(
    {"peaking": peaking_db, "low-shelf": low_shelf_db, "high-shelf": high_shelf_db}
)

FILTER_KINDS = tuple(_LEVELS)
"""Kinds of filters: those of the Audio EQ Cookbook that have a gain."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of a parametric equaliser; a shelf has half its gain at its frequency."""

    kind: str  # one of FILTER_KINDS
    frequency_hz: float  # centre
    gain_db: float  # re unity gain
    q: float

    def __post_init__(self) -> None:
        if self.kind not in FILTER_KINDS:
            raise ValueError(f"kind must be one of {', '.join(FILTER_KINDS)}, got {self.kind!r}")
        if not (0.0 < self.frequency_hz < math.inf and 0.0 < self.q < math.inf):
            msg = f"frequency and Q must be above 0, got {self.frequency_hz:g} Hz and {self.q:g}"
            raise ValueError(msg)
        if not math.isfinite(self.gain_db):
            raise ValueError(f"gain_db must be finite, got {self.gain_db:g}")


def response_db(
    filters: Sequence[Filter],
    frequency_hz: Array,
    *,
    sample_rate_hz: float = 48_000.0,
    preamp_db: float = 0.0,
) -> Array:
    """Level that filters in a row and a preamp add.

    Parameters
    ----------
    filters
        Digital filters of the Audio EQ Cookbook, each below half the sample rate.
    frequency_hz : array
        From 0 to half the sample rate. [Hz]
    sample_rate_hz
        Of the equaliser. It matters near its half: a bell at 10 kHz is 0.5 dB lower an octave
        above at 48 kHz than at 192 kHz or so. [Hz]
    preamp_db
        Level before the filters. [dB re unity gain]

    Returns
    -------
    array
        Of the shape and dtype of the frequencies. [dB re unity gain]

    Raises
    ------
    ValueError
        If a filter does not lie below half the sample rate.

    Examples
    --------
    >>> import numpy as np
    >>> filters = [Filter("low-shelf", 105.0, 6.0, 0.7), Filter("peaking", 1000.0, -2.0, 1.4)]
    >>> response_db(filters, np.array([20.0, 1000.0]), preamp_db=-6.0).round(2)
    array([-0.01, -8.  ])
    """
    xp = array_namespace(frequency_hz)
    total_db = xp.zeros_like(frequency_hz) + preamp_db
    for one in filters:
        if not one.frequency_hz < sample_rate_hz / 2.0:
            msg = f"a filter at {one.frequency_hz:g} Hz needs more than {sample_rate_hz:g} Hz"
            raise ValueError(msg)
        center_hz = xp.full_like(frequency_hz, one.frequency_hz)
        total_db = total_db + _LEVELS[one.kind](
            frequency_hz, center_hz, one.q, one.gain_db, sample_rate_hz=sample_rate_hz
        )
    return total_db
