"""One reader per dialect of measurement file."""

from auricle.response.formats.packaged import (
    find_rig,
    find_target,
    list_targets,
    load_rigs,
    load_target,
)
from auricle.response.formats.table import format_curve, parse_curve

__all__ = [
    "find_rig",
    "find_target",
    "format_curve",
    "list_targets",
    "load_rigs",
    "load_target",
    "parse_curve",
]
