"""Peaks and dips of a curve, each with how sure its place, height and width are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auricle.response.analysis.question import Question
from auricle.response.grid import R40_HZ, resample_db
from auricle.response.resonances import Resonance, find_resonances, resonance_confidence
from auricle.response.spread import Interval, error_noise_db, interval

__all__ = ["ShownResonance", "shown_resonances"]

_WINDOW_POINTS = 33  # over three widths: errors drawn are smooth, a few points show what they do
_HALF_WINDOW = 1.5  # widths to either side
_LEAST_STEP_DB = 1e-9  # between the points around an edge, so that a level one divides by it
_WIDEST_OCTAVES = 3.0  # of a window: what is broader is no resonance but the shape of the curve


@dataclass(frozen=True, slots=True)
class ShownResonance:
    """One peak or dip with the 95 % intervals of what it is."""

    found: Resonance
    frequency: Interval  # [Hz]
    prominence: Interval  # [dB]
    q: Interval
    confidence: str  # "normal" or "low", by the rig


def shown_resonances(
    level_db: NDArray[np.float64], frequency_hz: NDArray[np.float64], question: Question
) -> tuple[ShownResonance, ...]:
    """Peaks and dips of one curve in rising order of frequency.

    Parameters
    ----------
    level_db : ndarray, shape (n_bins,)
        Error or response on a part of `LOG96_HZ`, unsmoothed. [dB]
    frequency_hz : ndarray, shape (n_bins,)
        That part. [Hz]
    question
        Its doubt gives the intervals, its rig the confidence.
    """
    return tuple(
        _shown(resonance, level_db, frequency_hz, question)
        for resonance in find_resonances(level_db, frequency_hz)
    )


def _shown(
    found: Resonance,
    level_db: NDArray[np.float64],
    frequency_hz: NDArray[np.float64],
    question: Question,
) -> ShownResonance:
    width = min(found.octaves, _WIDEST_OCTAVES / (2.0 * _HALF_WINDOW))
    octaves = np.linspace(-_HALF_WINDOW, _HALF_WINDOW, _WINDOW_POINTS) * width
    window_hz = np.clip(found.frequency_hz * 2.0**octaves, frequency_hz[0], frequency_hz[-1])
    sign = 1.0 if found.kind == "peak" else -1.0
    near_db = sign * resample_db(frequency_hz, level_db, window_hz)
    noise_db = sign * _between(error_noise_db(question.doubt), window_hz)
    plain = _peaks(near_db[None, :], octaves)
    drawn = _peaks(near_db + noise_db, octaves)
    moved_hz = found.frequency_hz * 2.0 ** (drawn.octaves - plain.octaves)
    prominence_db = found.prominence_db + drawn.prominence_db - plain.prominence_db
    return ShownResonance(
        found,
        frequency=interval(found.frequency_hz, moved_hz),
        prominence=interval(found.prominence_db, prominence_db, least=0.0),
        q=interval(found.q, found.q * plain.width / drawn.width),
        confidence=resonance_confidence(found.frequency_hz, question.rig_family),
    )


def _between(noise_db: NDArray[np.float64], at_hz: NDArray[np.float64]) -> NDArray[np.float64]:
    """Errors drawn on `R40_HZ` at other frequencies; beyond its ends those of the ends."""
    inside_hz = np.clip(at_hz, R40_HZ[0], R40_HZ[-1])
    return resample_db(R40_HZ, noise_db, inside_hz)


@dataclass(frozen=True, slots=True, eq=False)
class _Peaks:
    """The highest point of each curve in a window, each of shape (n_curves,)."""

    octaves: NDArray[np.float64]  # re the middle of the window
    prominence_db: NDArray[np.float64]  # over the higher of the lowest levels to either side
    width: NDArray[np.float64]  # at half of that, in steps of the window


def _peaks(level_db: NDArray[np.float64], octaves: NDArray[np.float64]) -> _Peaks:
    """Highest point of each curve of shape (n_curves, n_points), with its width."""
    index = np.arange(level_db.shape[-1])
    rows = np.arange(level_db.shape[0])
    top = np.argmax(level_db, axis=-1)
    height_db = level_db[rows, top]
    is_left, is_right = index <= top[:, None], index >= top[:, None]
    left_db = np.min(np.where(is_left, level_db, np.inf), axis=-1)
    right_db = np.min(np.where(is_right, level_db, np.inf), axis=-1)
    prominence_db = height_db - np.maximum(left_db, right_db)
    half_db = height_db - 0.5 * prominence_db
    is_below = level_db < half_db[:, None]
    low = np.max(np.where(is_below & is_left, index, 0), axis=-1)
    high = np.min(np.where(is_below & is_right, index, index[-1]), axis=-1)
    below = np.stack([low, high])
    above = np.stack([np.minimum(low + 1, top), np.maximum(high - 1, top)])
    outer_db, inner_db = level_db[rows, below], level_db[rows, above]
    step_db = np.maximum(inner_db - outer_db, _LEAST_STEP_DB)
    share = np.clip((half_db - outer_db) / step_db, 0.0, 1.0)
    edges = below + share * (above - below)
    width = np.maximum(edges[1] - edges[0], 1.0)
    return _Peaks(octaves[top], prominence_db, width)
