"""Levels and hours as the rules of hearing protection take them."""

from auricle.hearing.arrays import Array, as_arrays, is_finite, like, refuse_unless

__all__ = [
    "HIGHEST_LEVEL_DBA",
    "HOURS_A_DAY",
    "HOURS_A_WEEK",
    "LOWEST_LEVEL_DBA",
    "ROUNDING_RATIO",
    "levels_of",
    "spells_of",
    "total",
]

LOWEST_LEVEL_DBA = 0.0
"""Lowest level that is taken: the reference itself, below what anyone hears. [dBA re 20 µPa]"""

HIGHEST_LEVEL_DBA = 140.0
"""Highest level that is taken. The range is Auricle's own; it ends at the ceiling of NIOSH 98-126,
chapter 1. [dBA re 20 µPa]"""

HOURS_A_DAY = 24.0
"""Hours of a day: more cannot be listened. [h]"""

HOURS_A_WEEK = 168.0
"""Hours of a week. [h]"""

ROUNDING_RATIO = 1e-6
"""Share by which a sum of hours, or of what they use up, may exceed its limit for want of digits:
many parts of a day in single precision, of which one digit is 6e-8, are still a day. [1]"""


def levels_of(level_dba: Array) -> tuple[Array, Array]:
    """Library and levels that a rule can be applied to."""
    xp, (level,) = as_arrays(level_dba)
    refuse_unless(
        (level >= LOWEST_LEVEL_DBA) & (level <= HIGHEST_LEVEL_DBA),
        f"level_dba must lie from {LOWEST_LEVEL_DBA:g} to {HIGHEST_LEVEL_DBA:g} dBA, "
        f"got {level_dba}",
    )
    return xp, level


def spells_of(level_dba: Array, hours: Array, most_hours: float) -> tuple[Array, Array, Array]:
    """Library, levels and hours of one shape, of which no more than so many in all."""
    xp, (level, time) = as_arrays(level_dba, hours)
    levels_of(level)
    refuse_unless(
        is_finite(time) & (time >= 0.0), f"hours must be finite and not below 0, got {hours}"
    )
    level, time = xp.broadcast_arrays(level, time)
    refuse_unless(
        total(time) <= like(most_hours * (1.0 + ROUNDING_RATIO), time),
        f"hours must be at most {most_hours:g} in all, got {hours}",
    )
    return xp, level, time


def total(values: Array) -> Array:
    """Sum over the last axis; a single number is its own."""
    xp, (array,) = as_arrays(values)
    return xp.sum(array, axis=-1) if array.ndim else array
