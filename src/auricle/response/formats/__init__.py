"""One reader per dialect of measurement file."""

from auricle.response.formats.decode import MAX_BYTES
from auricle.response.formats.packaged import (
    find_rig,
    find_target,
    list_targets,
    load_rigs,
    load_target,
)
from auricle.response.formats.read import read_measurement
from auricle.response.formats.table import format_curve, parse_curve

__all__ = [
    "MAX_BYTES",
    "find_rig",
    "find_target",
    "format_curve",
    "list_targets",
    "load_rigs",
    "load_target",
    "parse_curve",
    "read_measurement",
]
