"""Ear simulators."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Rig"]


@dataclass(frozen=True, slots=True)
class Rig:
    """The ear simulator and pinna that a response was measured on. None is "not known"."""

    slug: str
    name: str
    short_name: str  # as in "a target of GRAS 45CA used on miniDSP EARS"
    coupler: str
    family: str  # responses of one family may be compared with each other
    targets: Mapping[str, str]  # form of the product -> slug of the target taken by default
    standard: str | None = None  # that the ear conforms to
    pinna: str | None = None
    highest_hz: float | None = None  # above it a response means nothing
    aliases: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()  # what else is known of it, with its source
