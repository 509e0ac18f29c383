"""What each metric is: one file a metric, beside the code that computes it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files

from auricle.dossier import (
    Claim,
    Curve,
    Entry,
    Fact,
    FailureCount,
    Price,
    ServiceRecord,
    load_glossary,
    quantities_read,
)

__all__ = ["Definition", "FactChoice", "load_definitions"]

_SECTIONS = {
    "curves": Curve,
    "claims": Claim,
    "prices": Price,
    "failures": FailureCount,
    "service": ServiceRecord,
}
_BUYERS_REGION = "{region}"  # in `where`: any region whose terms hold for the buyer


@dataclass(frozen=True, slots=True)
class FactChoice:
    """Which facts a metric is taken from."""

    quantity: str
    where: Mapping[str, str | float] = field(default_factory=dict)
    absent: tuple[str, ...] = ()  # conditions that must not be stated
    widen: float = 1.0  # factor on the uncertainty
    remark: str | None = None

    def fits(self, conditions: Mapping[str, str | float], *, region: str) -> bool:
        """Whether facts stated under these conditions are meant."""
        holds_in = load_glossary().holds_in
        return not any(name in conditions for name in self.absent) and all(
            holds_in(conditions.get(name), region)
            if wanted == _BUYERS_REGION
            else conditions.get(name) == wanted
            for name, wanted in self.where.items()
        )


@dataclass(frozen=True)
class Definition:
    """One metric: unit, direction, method, source, valid range."""

    id: str
    name: str
    version: int
    unit: str
    direction: str  # "higher" or "lower" is better, or "none"
    method: str
    source: str
    valid_range: tuple[float, float]
    from_facts: tuple[FactChoice, ...] = ()  # the first choice that somebody states counts
    also_reads: tuple[str, ...] = ()  # "curves", "claims", "prices", or a further quantity

    def reads(self, entry: Entry) -> bool:
        """Whether the metric may depend on an entry of the product, its brand or a sibling."""
        if isinstance(entry, Fact):
            return entry.quantity in self._quantities
        return any(isinstance(entry, kind) for kind in map(_SECTIONS.get, self.also_reads) if kind)

    @cached_property
    def _quantities(self) -> frozenset[str]:
        stated = {choice.quantity for choice in self.from_facts}
        stated |= {name for name in self.also_reads if name not in _SECTIONS}
        return frozenset().union(*map(quantities_read, stated))


@cache
def load_definitions() -> Mapping[str, Definition]:
    """Every metric's definition, by id.

    Examples
    --------
    >>> load_definitions()["warranty"].unit
    'year'
    """
    result: dict[str, Definition] = {}
    folder = files("auricle.metrics") / "definitions"
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        if path.name.endswith(".toml"):
            table = tomllib.loads(path.read_text("utf-8"))
            choices = tuple(
                FactChoice(**{**choice, "absent": tuple(choice.get("absent", ()))})
                for choice in table.pop("from_facts", ())
            )
            valid_range = tuple(table.pop("valid_range"))
            also_reads = tuple(table.pop("also_reads", ()))
            definition = Definition(
                **table, valid_range=valid_range, from_facts=choices, also_reads=also_reads
            )
            result[definition.id] = definition
    return result
