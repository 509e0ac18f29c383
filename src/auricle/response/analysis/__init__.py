"""What a curve shows: features, each with the interval that its uncertainty leaves it."""

from auricle.response.analysis.analyse import Shown, analyse
from auricle.response.analysis.deviation import DEVIATION_UNITS
from auricle.response.analysis.feature import Feature, known, unavailable
from auricle.response.analysis.question import IN_EAR, OVER_EAR, Question
from auricle.response.analysis.resonances import ShownResonance
from auricle.response.analysis.takes import (
    CHANNEL_FEATURES,
    Takes,
    channel_features,
    seating_feature,
    take_together,
)

__all__ = [
    "CHANNEL_FEATURES",
    "DEVIATION_UNITS",
    "IN_EAR",
    "OVER_EAR",
    "Feature",
    "Question",
    "Shown",
    "ShownResonance",
    "Takes",
    "analyse",
    "channel_features",
    "known",
    "seating_feature",
    "take_together",
    "unavailable",
]
