"""One reader per dialect of measurement file."""

from auricle.response.formats.packaged import load_rigs, load_target
from auricle.response.formats.table import format_curve, parse_curve

__all__ = ["format_curve", "load_rigs", "load_target", "parse_curve"]
