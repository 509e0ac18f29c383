"""The quantities that a dossier may state and the findings that a rubric may ask for."""

import math
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from auricle import units

__all__ = ["Criterion", "Function", "Glossary", "Quantity", "load_glossary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One quantity: its name, its units and how well a figure of it is known."""

    slug: str
    group: str
    name: str
    unit: str  # canonical
    units: Mapping[str, float | str]  # accepted unit -> factor, or the name of a conversion
    low: float  # in the canonical unit; below is a slip of the pen
    high: float
    scale: str  # "linear", or "log" where uncertainties are relative
    measured: float  # standard uncertainty where a source states none
    specified: float
    estimated: float
    meaning: str
    proxy: float | None = None  # standard deviation between siblings; None: no sibling stands in
    alike: tuple[str, ...] = ()  # quantities in which a sibling must agree before it may
    per: tuple[str, ...] = ()  # conditions that make two facts different quantities
    range: bool = False  # whether min and max together are the value

    def default_uncertainty(self, kind: str) -> float:
        """Standard uncertainty of a figure of that kind; relative where `scale` is log."""
        return {
            "measured": self.measured,
            "specified": self.specified,
            "estimated": self.estimated,
        }[kind]

    def needs_impedance(self, unit: str) -> bool:
        """Whether a figure in that unit means nothing without the impedance it holds for."""
        return self.units.get(unit) == "<per-milliwatt>"

    def is_falling(self, unit: str) -> bool:
        """Whether a larger figure in that unit is a smaller one in the canonical unit."""
        return str(self.units.get(unit)).endswith("for-94-db>")

    def to_canonical(self, value: float, unit: str, *, impedance_ohm: float | None) -> float:
        """Figure in the canonical unit.

        Raises
        ------
        ValueError
            If the unit is not accepted, or the conversion needs what is not there.

        Examples
        --------
        >>> weight = load_glossary().quantities["weight"]
        >>> round(weight.to_canonical(8.0, "oz", impedance_ohm=None), 1)
        226.8
        """
        if unit not in self.units:
            msg = f"{self.slug} is not stated in {unit!r}"
            raise ValueError(msg)
        how = self.units[unit]
        if isinstance(how, str):
            return _CONVERSIONS[how](value, impedance_ohm)
        return value * how

    def uncertainty_to_canonical(self, uncertainty: float, value: float, unit: str) -> float:
        """Standard uncertainty of a figure in the canonical unit; relative on a log scale.

        Examples
        --------
        A voltage for 94 dB that is known to 1 %:

        >>> sensitivity = load_glossary().quantities["sensitivity"]
        >>> round(sensitivity.uncertainty_to_canonical(1.0, 100.0, "mV for 94 dB"), 4)
        0.0869
        """
        how = self.units[unit]
        if self.scale == "log" or how == "<per-milliwatt>":
            return uncertainty
        if isinstance(how, str):  # a level that falls with the logarithm of a voltage
            return 20.0 / math.log(10.0) * uncertainty / value
        return uncertainty * how


@dataclass(frozen=True, slots=True)
class Criterion:
    """One statement that a rubric may ask for: yes, partly or no."""

    slug: str
    axis: str
    name: str
    meaning: str
    yes: str  # the sentence that says it on a page
    partly: str
    no: str


@dataclass(frozen=True, slots=True)
class Function:
    """One ability that a user would miss."""

    slug: str
    name: str
    meaning: str
    wireless_only: bool = False  # what is only wired and does not list it, lacks it


@dataclass(frozen=True, slots=True)
class Glossary:
    """Everything that may be stated, by slug."""

    quantities: Mapping[str, Quantity]
    criteria: Mapping[str, Criterion]
    functions: Mapping[str, Function]
    regions: Mapping[str, tuple[str, ...]]

    def holds_in(self, stated: str | float | None, region: str) -> bool:
        """Whether terms that are stated for a region hold for a buyer in another.

        Examples
        --------
        >>> load_glossary().holds_in("EU", "DE"), load_glossary().holds_in("EU", "US")
        (True, False)
        """
        return stated == region or region in self.regions.get(str(stated), ())


@cache
def load_glossary() -> Glossary:
    """Read the glossary that comes with Auricle.

    Examples
    --------
    >>> load_glossary().quantities["sensitivity"].unit
    'dB/V'
    """
    text = (files("auricle") / "data" / "glossary.toml").read_text("utf-8")
    table = tomllib.loads(text)
    quantities = {
        slug: Quantity(
            slug=slug,
            **{**entry, **{key: tuple(entry.get(key, ())) for key in ("per", "alike")}},
        )
        for slug, entry in table["quantities"].items()
    }
    criteria = {slug: Criterion(slug=slug, **entry) for slug, entry in table["findings"].items()}
    functions = {slug: Function(slug=slug, **entry) for slug, entry in table["functions"].items()}
    regions = {name: tuple(members) for name, members in table["regions"].items()}
    return Glossary(quantities, criteria, functions, regions)


def _per_milliwatt(value: float, impedance_ohm: float | None) -> float:
    if impedance_ohm is None:
        raise ValueError("a figure per milliwatt needs the impedance it holds for")
    return units.db_per_mw_to_db_per_v(value, impedance_ohm=impedance_ohm)


_CONVERSIONS: Mapping[str, Callable[[float, float | None], float]] = {
    "<per-milliwatt>": _per_milliwatt,
    "<volt-for-94-db>": lambda value, _: units.voltage_for_94_db_to_db_per_v(value),
    "<millivolt-for-94-db>": lambda value, _: units.voltage_for_94_db_to_db_per_v(value / 1000.0),
}
