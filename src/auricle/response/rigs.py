"""Ear simulators, and the targets that belong to them."""

from collections.abc import Mapping
from dataclasses import dataclass

from auricle.response.curve import FrequencyResponse

__all__ = ["Rig", "Target"]


@dataclass(frozen=True, slots=True)
class Rig:
    """The ear simulator and pinna that a response was measured on."""

    slug: str
    name: str
    coupler: str
    family: str  # responses of one family may be compared with each other
    targets: Mapping[str, str]  # form of the product -> slug of the target


@dataclass(frozen=True, slots=True)
class Target:
    """The response wanted at the drum reference point of a rig."""

    slug: str
    name: str
    origin: str  # where the figures come from
    response: FrequencyResponse  # re its 1 kHz level
