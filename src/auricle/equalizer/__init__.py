"""What an equaliser does to a response."""

from auricle.equalizer.filters import FILTER_KINDS, Filter, response_db
from auricle.equalizer.preset import Preset

__all__ = ["FILTER_KINDS", "Filter", "Preset", "response_db"]
