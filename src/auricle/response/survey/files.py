"""Measurement files of products, read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from auricle.errors import AuricleError
from auricle.response.curve import FrequencyResponse
from auricle.response.formats import FoundFile, Group, load_all, read_measurement
from auricle.response.formats.names import name_key, printable
from auricle.response.measurement import Measurement

__all__ = ["SIDES", "Named", "Refused", "read_groups"]

SIDES = ("left", "right")
_TARGET = "by its name this is a target, not a headphone"


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """A measurement that was read, with what is known of it beside what it says itself."""

    file: str
    product: str
    channel: str  # that the name says; one of CHANNELS
    measurement: Measurement
    rig_stated_by: str | None = None  # "dossier" where that states the rig of the measurement
    form: str | None = None  # of the product, where that is known
    seating: str | None = None  # likewise
    laboratory: str | None = None  # that measured it, where that is known
    brand: str | None = None  # that a phone book says; `product` begins with it

    @property
    def by_channel(self) -> Mapping[str, FrequencyResponse]:
        """Responses by channel: what the file does not say, its name does."""
        responses = self.measurement.channels
        if set(responses) == {"unknown"}:
            return {self.channel: responses["unknown"]}
        return responses

    @property
    def is_averaged(self) -> bool:
        """Whether it holds no single channel."""
        return not set(self.by_channel) & set(SIDES)


@dataclass(frozen=True, slots=True, eq=False)
class Refused:
    """A file that was not read, and why."""

    file: str
    error: AuricleError


def read_groups(groups: Sequence[Group]) -> list[list[Named | Refused]]:
    """Read the files of some products; each archive is gone through once.

    Returns
    -------
    list of list
        What became of every file of every group, in their order.
    """
    members = {member.file: (group, member) for group in groups for member in group.members}
    found: dict[FoundFile, Named | Refused] = {}
    for file, content in load_all(members):
        group, member = members[file]
        try:
            if isinstance(content, AuricleError):
                raise content
            measurement = read_measurement(content, source=file.name)
        except AuricleError as error:
            found[file] = Refused(file.name, error)
            continue
        if group.is_target:
            measurement = replace(measurement, remarks=(*measurement.remarks, _TARGET))
        found[file] = Named(
            file=file.name,
            product=_product(group),
            channel=member.channel,
            measurement=measurement,
            brand=None if group.brand is None else printable(group.brand),
        )
    return [[found[member.file] for member in group.members] for group in groups]


def _product(group: Group) -> str:
    """Name of what was measured, with its brand and variant where a phone book says them."""
    parts = [group.product] if group.variant is None else [group.product, group.variant]
    if group.brand is not None and not name_key(group.product).startswith(name_key(group.brand)):
        parts.insert(0, group.brand)
    return printable(" ".join(parts))
