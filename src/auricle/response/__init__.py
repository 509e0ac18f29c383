"""A curve and all that can be said from it alone."""

from auricle.response.curve import FrequencyResponse
from auricle.response.grid import LOG96_HZ, R40_HZ, band, resample_db
from auricle.response.rigs import Rig, Target

__all__ = ["LOG96_HZ", "R40_HZ", "FrequencyResponse", "Rig", "Target", "band", "resample_db"]
