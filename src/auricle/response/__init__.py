"""A curve and all that can be said from it alone."""

from auricle.response.adjust import adjusted, harman_style
from auricle.response.curve import FrequencyResponse
from auricle.response.grid import LOG96_HZ, R40_HZ, band, resample_db
from auricle.response.rigs import Rig
from auricle.response.targets import Target, check_rig, target_from_response

__all__ = [
    "LOG96_HZ",
    "R40_HZ",
    "FrequencyResponse",
    "Rig",
    "Target",
    "adjusted",
    "band",
    "check_rig",
    "harman_style",
    "resample_db",
    "target_from_response",
]
