"""How low a response reaches, and how much of it lies inside what listeners prefer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from auricle.response.analysis.feature import Feature, known, unavailable
from auricle.response.analysis.question import Question
from auricle.response.bass import bass_extension_hz, roll_off_db_per_octave
from auricle.response.bounds import preference_bounds_db
from auricle.response.grid import R40_HZ, band
from auricle.response.spread import error_noise_db, interval

__all__ = ["BASS_UNITS", "bass_features", "bounds_feature"]
