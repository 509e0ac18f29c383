"""Peaks and dips of a curve, each with how sure its place, height and width are."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auricle.response.analysis.question import Question
from auricle.response.grid import R40_HZ, resample_db
from auricle.response.resonances import Resonance, find_resonances, resonance_confidence
from auricle.response.spread import Interval, error_noise_db, interval

__all__ = ["ShownResonance", "shown_resonances"]

_VERTEX_SHARE = 0.25  # of the width, from the centre to the points that give its vertex
_LEAST_SLOPE_DB = 0.5  # per width: at a flatter edge errors would move it without end
_MOST_CHANGE = 4.0  # of a width by errors, to either side


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

    Notes
    -----
    Drawn errors are smooth over a fifth of a decade, wider than most resonances. So what they
    do to one is worked out from the errors at its centre, its edges and the level it rises from;
    a search for it in every drawn curve would find its neighbours.
    """
    if frequency_hz.size < 3:
        return ()
    return tuple(
        _Shape(resonance, level_db, frequency_hz).shown(question)
        for resonance in find_resonances(level_db, frequency_hz)
    )


class _Shape:
    """A resonance turned so that it is a peak, on octaves."""

    def __init__(
        self, found: Resonance, level_db: NDArray[np.float64], frequency_hz: NDArray[np.float64]
    ) -> None:
        self.found = found
        self._sign = 1.0 if found.kind == "peak" else -1.0
        self._height_db = self._sign * level_db
        self._octaves = np.log2(frequency_hz / found.frequency_hz)

    def shown(self, question: Question) -> ShownResonance:
        """Return the resonance with what drawn errors do to it."""
        found = self.found
        step = _VERTEX_SHARE * found.octaves
        around = np.array([-step, 0.0, step])
        at = np.concatenate([around, self._edges(), [self._foot()]])
        noise_db = self._noise_db(question, at)
        _, centre_db, _, low_db, high_db, foot_db = noise_db.T
        moved = self._moved_octaves(around, noise_db[:, :3])
        half_db = 0.5 * (centre_db + foot_db)
        low_slope_db, high_slope_db = self._slopes_db()
        wider = (half_db - high_db) / high_slope_db - (half_db - low_db) / low_slope_db
        width = np.clip(1.0 + wider, 1.0 / _MOST_CHANGE, _MOST_CHANGE)
        prominence_db = found.prominence_db + centre_db - foot_db
        return ShownResonance(
            found,
            frequency=interval(found.frequency_hz, found.frequency_hz * 2.0**moved),
            prominence=interval(found.prominence_db, prominence_db, least=0.0),
            q=interval(found.q, found.q / width),
            confidence=resonance_confidence(found.frequency_hz, question.coupler),
        )

    def _noise_db(self, question: Question, octaves: NDArray[np.float64]) -> NDArray[np.float64]:
        """Errors drawn at some places, shape (n_draws, n_places); beyond 20 kHz as there."""
        at_hz = np.clip(self.found.frequency_hz * 2.0**octaves, R40_HZ[0], R40_HZ[-1])
        noise_db = error_noise_db(question.doubt)
        return np.asarray(self._sign * resample_db(R40_HZ, noise_db, at_hz))

    def _edges(self) -> tuple[float, float]:
        f = self.found
        return float(np.log2(f.low_hz / f.frequency_hz)), float(np.log2(f.high_hz / f.frequency_hz))

    def _foot(self) -> float:
        """Place of the level that the prominence is counted from: the higher of two valleys."""
        place = int(np.argmin(np.abs(self._octaves)))
        top_db = self._height_db[place]
        higher = np.flatnonzero(self._height_db > top_db)
        before, after = higher[higher < place], higher[higher > place]
        first = int(before[-1]) if before.size else 0
        last = int(after[0]) if after.size else self._height_db.size - 1
        left = first + int(np.argmin(self._height_db[first : place + 1]))
        right = place + int(np.argmin(self._height_db[place : last + 1]))
        foot = left if self._height_db[left] >= self._height_db[right] else right
        return float(self._octaves[foot])

    def _slopes_db(self) -> tuple[float, float]:
        """Slope at both edges in dB per width: above 0 at the lower, below 0 at the upper."""
        low, high = self._edges()
        width = high - low
        step = _VERTEX_SHARE * width
        places = np.array([low - step, low + step, high - step, high + step])
        at_db = np.interp(places, self._octaves, self._height_db)
        per_width = width / (2.0 * step)
        low_slope_db = max((at_db[1] - at_db[0]) * per_width, _LEAST_SLOPE_DB)
        high_slope_db = min((at_db[3] - at_db[2]) * per_width, -_LEAST_SLOPE_DB)
        return low_slope_db, high_slope_db

    def _moved_octaves(
        self, around: NDArray[np.float64], noise_db: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """How far each draw moves the vertex, at most to the points that give it."""
        step = float(around[-1])
        plain_db = np.interp(around, self._octaves, self._height_db)
        return _vertex(plain_db + noise_db, step) - _vertex(plain_db[None, :], step)


def _vertex(height_db: NDArray[np.float64], step: float) -> NDArray[np.float64]:
    """Vertex of the parabola through three points a step apart, kept between the outer two."""
    before, top, after = height_db.T
    curvature = before - 2.0 * top + after
    is_peak = curvature < 0.0
    vertex = 0.5 * step * (before - after) / np.where(is_peak, curvature, -1.0)
    towards = np.where(after > before, step, -step)
    return np.clip(np.where(is_peak, vertex, towards), -step, step)
