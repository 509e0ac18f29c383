"""Frequency responses."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from auricle.response.grid import resample_db

__all__ = ["FrequencyResponse"]

_COARSEST_STEP_OCTAVES = 1.0 / 6.0 + 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class FrequencyResponse:
    """Level over frequency. The arrays are read-only copies."""

    frequency_hz: NDArray[np.float64]  # shape (n_bins,), rising
    level_db: NDArray[np.float64]  # shape (n_bins,)

    def __post_init__(self) -> None:
        f = np.array(self.frequency_hz, dtype=np.float64)
        level = np.array(self.level_db, dtype=np.float64)
        if f.ndim != 1 or f.shape != level.shape:
            msg = (
                "frequency_hz and level_db must be one-dimensional and of equal length, "
                f"got shapes {f.shape} and {level.shape}"
            )
            raise ValueError(msg)
        if f.size < 2 or not f[0] > 0 or not (f[1:] > f[:-1]).all():
            raise ValueError("frequency_hz must hold at least two positive, rising values")
        if not (f[-1] < np.inf and np.isfinite(level).all()):  # what rises ends at its highest
            raise ValueError("frequency_hz and level_db must be finite")
        for name, value in (("frequency_hz", f), ("level_db", level)):
            value.flags.writeable = False
            object.__setattr__(self, name, value)

    def covers(self, low_hz: float, high_hz: float) -> bool:
        """Whether the response was measured over the whole of a band."""
        return bool(self.frequency_hz[0] <= low_hz and self.frequency_hz[-1] >= high_hz)

    def on(self, grid_hz: ArrayLike) -> NDArray[np.float64]:
        """Levels on another grid, as `resample_db` gives them."""
        return resample_db(self.frequency_hz, self.level_db, grid_hz)

    def is_sparse(self, low_hz: float, high_hz: float) -> bool:
        """Whether a band has a gap wider than 1/6 octave, too wide to be filled in for a score."""
        return self.coarsest_step_octaves(low_hz, high_hz) > _COARSEST_STEP_OCTAVES

    def coarsest_step_octaves(self, low_hz: float, high_hz: float) -> float:
        """Widest gap between neighbouring points that touches a band, in octaves."""
        steps = np.diff(np.log2(self.frequency_hz))
        touches = (self.frequency_hz[1:] > low_hz) & (self.frequency_hz[:-1] < high_hz)
        return float(np.max(steps[touches], initial=0.0))
