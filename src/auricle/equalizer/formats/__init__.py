"""One reader per dialect of equaliser preset."""

from auricle.equalizer.formats.equalizer_apo import parse_preset

__all__ = ["parse_preset"]
