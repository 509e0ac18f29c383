"""What is asked of curves: against which target, and how sure they are."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from auricle.response.spread import Doubt
from auricle.response.targets import Target

__all__ = ["IN_EAR", "OVER_EAR", "Question"]

OVER_EAR = "over-ear"
"""Headphones that the preference model of around-ear and on-ear ones is for."""
IN_EAR = "in-ear"
"""Headphones that the in-ear model is for."""


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What is asked of every curve of a batch."""

    doubt: Doubt
    target: Target | None = None
    why_no_target: str = "no target is stated"  # where there is none
    model: str | None = None  # OVER_EAR or IN_EAR; None: no preference is predicted
    coupler: str | None = None  # of the rig; None where it is not known
    smoothing: str | None = None  # that hides narrow peaks, where there is one
    eq_db: NDArray[np.float64] | None = None  # gain of an equaliser on R40_HZ [dB]
    not_raw: str = ""  # why metrics of raw curves are refused

    def of_mean(self, *, n_takes: int, own_sd_db: tuple[float, ...] | None) -> "Question":
        """Return the same of the mean of so many takes, with their own spread where it is known."""
        return replace(self, doubt=replace(self.doubt, n_takes=n_takes, own_sd_db=own_sd_db))
