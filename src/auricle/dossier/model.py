"""What is known of one product, as values that cannot be inconsistent."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

from auricle.drive import ImpedanceCurve
from auricle.reliability import ServiceData
from auricle.response import FrequencyResponse

__all__ = [
    "Brand",
    "Claim",
    "Curve",
    "Day",
    "Dossier",
    "Editorial",
    "Entry",
    "Fact",
    "FailureCount",
    "Finding",
    "ImpedanceRecord",
    "Impression",
    "Listening",
    "Price",
    "Product",
    "ServiceRecord",
    "Source",
    "WearPart",
]


@dataclass(frozen=True, slots=True)
class Day:
    """A date of which the day, or day and month, may be unknown."""

    first: date
    last: date

    @classmethod
    def parse(cls, value: date | str) -> "Day":
        """Read a date, or a text of the form ``2025-08`` or ``2025``.

        Raises
        ------
        ValueError
            If it is neither.

        Examples
        --------
        >>> Day.parse("2025-02").last
        datetime.date(2025, 2, 28)
        """
        if isinstance(value, date) and not isinstance(value, datetime):
            return cls(value, value)
        text = str(value)
        fields = text.split("-")
        if not all(part.isascii() and part.isdigit() for part in fields) or len(fields[0]) != 4:
            msg = f"{value!r} is no date"
            raise ValueError(msg)
        year = int(fields[0])
        if len(fields) == 1:
            return cls(date(year, 1, 1), date(year, 12, 31))
        month = int(fields[1])
        if len(fields) == 2 and len(fields[1]) == 2 and 1 <= month <= 12:
            return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
        return cls(date.fromisoformat(text), date.fromisoformat(text))

    @property
    def is_a_year(self) -> bool:
        """Whether only the year is known."""
        return (self.last - self.first).days > 31

    def __str__(self) -> str:
        """Return the date as far as it is known."""
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first:%Y}" if self.is_a_year else f"{self.first:%Y-%m}"


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was read."""

    id: str  # file's slug and key: unique in a catalog
    publisher: str
    title: str
    kind: str
    url: str | None = None
    published: Day | None = None
    accessed: Day | None = None
    rig: str | None = None
    relays: str | None = None
    via: "Source | None" = None  # where we found this one cited

    @property
    def day(self) -> Day | None:
        """When it was published, where that is known, else when it was read."""
        return self.published or self.accessed or (self.via.day if self.via else None)

    @property
    def known_by(self) -> date | None:
        """Day on which the evidence surely existed; None where nothing dates it."""
        bounds = [day.last for day in (self.published, self.accessed) if day is not None]
        if self.via is not None and self.via.known_by is not None:
            bounds.append(self.via.known_by)
        return min(bounds, default=None)

    @property
    def document(self) -> str:
        """What tells two sources apart as documents: address, else title, and edition."""
        place = self.url or f"{self.publisher}: {self.title}"
        return f"{place} ({self.published})" if self.published else place


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One quantity of one product with unit, condition, kind and source."""

    quantity: str
    kind: str  # measured, specified, estimated
    value: float | None  # canonical unit
    low: float | None = None  # lower bound, or lower end of a range
    high: float | None = None
    unit: str
    stated: str  # figure and unit as the source has them
    stated_unit: str = ""  # the unit alone, as it was entered
    uncertainty: float  # standard, in the canonical unit; relative on a log scale
    source: Source
    conditions: Mapping[str, str | float] = field(default_factory=dict)
    note: str | None = None
    unit_reason: str | None = None  # why the unit was concluded, where the source omits it
    brand_wide: bool = False

    @property
    def figure(self) -> float:
        """One number for the fact: its value, the middle of a span, or its bound."""
        if self.value is not None:
            return self.value
        ends = [end for end in (self.low, self.high) if end is not None]
        return sum(ends) / len(ends)


@dataclass(frozen=True, slots=True)
class Finding:
    """An attested yes, partly or no."""

    criterion: str
    holds: str
    source: Source
    note: str | None = None
    region: str | None = None
    brand_wide: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A checkable claim of the maker, and whether measurement confirms it."""

    claim: str
    confirmed: str
    source: Source
    made_in: Source | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What one was asked or paid."""

    amount: float
    currency: str
    per: str
    condition: str
    observed: Day
    source: Source
    region: str | None = None
    seller: str | None = None
    is_list: bool = False
    note: str | None = None

    @property
    def known_by(self) -> date:
        """Day on which the price had surely been seen: within the day or month stated."""
        return _seen_by(self.observed, self.source)


def _seen_by(observed: Day, source: Source) -> date:
    bound = source.known_by or observed.last
    return max(observed.first, min(observed.last, bound))


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A measured response of the product."""

    file: str
    quantity: str
    rig: str | None  # slug; None where unknown
    channels: str
    licence: str
    source: Source
    response: FrequencyResponse
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpedanceRecord:
    """A measured impedance of the product over frequency."""

    file: str
    licence: str
    source: Source
    impedance: ImpedanceCurve
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """How somebody listened who reports impressions; None where nobody says."""

    key: str
    source: Source
    listeners: int | None = None
    chain: str | None = None
    level_habit: str | None = None
    level_matched: str | None = None  # yes, no
    blind: str | None = None  # yes, no
    condition: str | None = None  # new, refurbished, used
    paid: float | None = None
    currency: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Impression:
    """What a listener reports."""

    aspect: str
    polarity: str
    note: str
    source: Source
    chain: str | None = None
    compared_with: str | None = None
    listening: Listening | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Editorial:
    """What an editor adds to the page of a product; no evidence."""

    name: str
    day: Day
    summary: str | None = None
    paragraphs: tuple[tuple[str, str], ...] = ()  # id of a section, text


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureCount:
    """How many of a known number of units failed over a time."""

    failed: int
    units: int
    months: float  # over which the units were watched
    source: Source
    mode: str | None = None  # what failed; None where the count holds any failure
    note: str | None = None

    @property
    def in_words(self) -> str:
        """What was counted, without the mode."""
        units = "1 unit" if self.units == 1 else f"{self.units} units"
        months = "1 month" if self.months == 1.0 else f"{self.months:g} months"
        return f"{self.failed} of {units} failed in {months}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRecord:
    """Ages of units at failure, or when they were last seen working."""

    file: str
    licence: str
    source: Source
    data: ServiceData
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WearPart:
    """What a part that wears out costs, and how long it lasts as far as the source says."""

    part: str
    amount: float  # for what one headphone needs
    currency: str
    observed: Day
    source: Source
    life_years: tuple[float, float] | None = None  # shortest and longest stated
    seller: str | None = None
    region: str | None = None
    note: str | None = None

    @property
    def known_by(self) -> date:
        """Day on which the price had surely been seen: within the day or month stated."""
        return _seen_by(self.observed, self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One headphone model and variant."""

    slug: str
    brand: str
    model: str
    form: str
    back: str | None  # None where nobody says, for what sits in the ear
    connection: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    siblings: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()  # attested
    lacks: tuple[str, ...] = ()  # attested to be absent; what is in neither is not known

    @property
    def name(self) -> str:
        """Brand and model."""
        return f"{self.brand} {self.model}"

    @property
    def kind(self) -> str:
        """Back and form, as far as they are known."""
        return f"{self.back} {self.form}" if self.back else self.form

    @property
    def is_closed(self) -> bool:
        """Whether the back is closed; semi-open counts as open."""
        return self.back == "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All facts, findings, prices and curves of one product."""

    product: Product
    file: str  # its name
    sha256: str  # of the dossier's text, its curve files and its service files
    path: str = ""  # where it was read, if from a file
    facts: tuple[Fact, ...] = ()
    findings: tuple[Finding, ...] = ()
    claims: tuple[Claim, ...] = ()
    prices: tuple[Price, ...] = ()
    curves: tuple[Curve, ...] = ()
    impedance_curves: tuple[ImpedanceRecord, ...] = ()
    impressions: tuple[Impression, ...] = ()
    failures: tuple[FailureCount, ...] = ()
    service: tuple[ServiceRecord, ...] = ()
    wear_parts: tuple[WearPart, ...] = ()
    editorial: Editorial | None = None

    @property
    def slug(self) -> str:
        """Slug of the product."""
        return self.product.slug

    @property
    def entries(self) -> "tuple[Entry, ...]":
        """Everything with a source."""
        return (
            *self.facts,
            *self.findings,
            *self.claims,
            *self.prices,
            *self.curves,
            *self.impedance_curves,
            *self.impressions,
            *self.failures,
            *self.service,
            *self.wear_parts,
        )


Entry: TypeAlias = (
    Fact
    | Finding
    | Claim
    | Price
    | Curve
    | ImpedanceRecord
    | Impression
    | FailureCount
    | ServiceRecord
    | WearPart
)
"""One statement of a dossier, with its source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """What holds for a brand."""

    slug: str
    name: str
    file: str
    sha256: str
    owner: str | None = None
    owner_source: Source | None = None
    founded: int | None = None
    founded_source: Source | None = None
    facts: tuple[Fact, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every statement with a source that holds for the brand's products."""
        return (*self.facts, *self.findings)
