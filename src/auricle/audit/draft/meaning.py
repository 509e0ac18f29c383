"""The form of a rule that tells which quantity a figure is."""

import re
from dataclasses import dataclass

from auricle.audit.quantities import Kind

__all__ = ["ANYTHING", "NOTHING", "Meaning", "words"]


def words(pattern: str) -> re.Pattern[str]:
    """A pattern of words, small letters or capitals."""
    return re.compile(pattern, re.IGNORECASE)


ANYTHING = words("")
NOTHING = words(r"(?!)")


@dataclass(frozen=True, slots=True)
class Meaning:
    """Words that make a figure one of a quantity.

    `before` must end where the figure begins, `after` begin where it ends; one of them is
    enough. Words of `unless` on either side make the figure another thing, as do those of
    `unless_before` and `unless_after` on theirs.
    """

    quantity: str
    kinds: tuple[Kind, ...]
    unit: str  # of the dossier
    low: float  # in that unit: what lies outside is something else
    high: float
    before: re.Pattern[str] = NOTHING
    after: re.Pattern[str] = NOTHING
    unless: re.Pattern[str] = NOTHING
    unless_before: re.Pattern[str] = NOTHING
    unless_after: re.Pattern[str] = NOTHING
    factor: float = 1.0  # from the unit of the figure
    units: tuple[str, ...] = ()  # units that a figure may have; empty: that of its kind
    by_measurement: bool = False  # a figure that is neither measured nor specified is none
    never_measured: bool = False  # nobody measures it, whoever is cited
    yardsticks: bool = True  # whether figures of it are often measuring sticks
