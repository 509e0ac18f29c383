"""The form of a dossier and of a brand record, as they stand in their files."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from auricle.dossier.model import Day
from auricle.reliability import MAX_MONTHS

__all__ = [
    "BRAND_SECTIONS",
    "CURVE_FILE",
    "DOSSIER_SECTIONS",
    "BrandHeader",
    "ClaimEntry",
    "Currency",
    "CurveEntry",
    "DossierHeader",
    "EditorEntry",
    "Entry",
    "FactEntry",
    "FailureEntry",
    "FindingEntry",
    "ImpedanceCurveEntry",
    "ImpressionEntry",
    "ListeningEntry",
    "PartialDate",
    "PriceEntry",
    "ServiceEntry",
    "Slug",
    "SourceEntry",
    "Text",
    "WearPartEntry",
]


def _partial_date(value: Any) -> Any:
    if isinstance(value, date | str) and not isinstance(value, datetime):
        try:
            return Day.parse(value)
        except ValueError:
            pass
    raise ValueError("a date like 2025-08-20, or a text like '2025-08' or '2025'")


def _matching(pattern: str, expected: str) -> Callable[[str], str]:
    """Check a whole text; people are told what is expected, not the pattern."""

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(expected)
        return text

    return check


_SLUG = _matching(r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case letters and digits, parted by hyphens")
_TEXT = _matching(r"[^\x00-\x1f\x7f]*\S[^\x00-\x1f\x7f]*", "a text of one line that is not empty")
_URL = _matching(r"https?://\S+", "an address that begins with https://")
_REGION = _matching(r"[A-Z]{2}|global", "a country as in ISO 3166 ('US', 'DE'), or 'global'")
_CURRENCY = _matching(r"[A-Z]{3}", "a currency as in ISO 4217 ('USD', 'EUR')")
CURVE_FILE = r"[^/\\\x00-\x1f]+\.csv"
_FILE = _matching(CURVE_FILE, "the name of a .csv file beside the dossier")

PartialDate = Annotated[Day, BeforeValidator(_partial_date)]
Slug = Annotated[str, AfterValidator(_SLUG)]
Text = Annotated[str, AfterValidator(_TEXT)]
Region = Annotated[str, AfterValidator(_REGION)]
Currency = Annotated[str, AfterValidator(_CURRENCY)]
Positive = Annotated[float, Field(gt=0)]
Amount = Annotated[float, Field(gt=0, lt=1e8)]  # of money: what costs more is a slip of the pen


LifeYears = Annotated[float, Field(ge=0.1, le=30)]  # as the quantity pad-life has it


class Entry(BaseModel):
    """A table of a file; keys that are not declared are refused."""

    model_config = ConfigDict(
        extra="forbid", strict=True, frozen=True, arbitrary_types_allowed=True, allow_inf_nan=False
    )


class DossierHeader(Entry):
    """``[product]``."""

    slug: Slug
    brand: Text
    model: Text
    aliases: list[Text] = []
    form: Literal["over-ear", "on-ear", "in-ear", "earbud"]
    back: Literal["open", "semi-open", "closed"] | None = None
    connection: Annotated[list[Literal["wired", "wireless"]], Field(min_length=1)]
    siblings: list[Slug] = []
    functions: list[Text] = []
    lacks: list[Text] = []


class BrandHeader(Entry):
    """``[brand]``."""

    name: Text
    owner: Text | None = None
    ownership_source: Slug | None = None
    founded: int | None = None
    founded_source: Slug | None = None


class SourceEntry(Entry):
    """``[sources.KEY]``."""

    publisher: Text
    title: Text
    url: Annotated[str, AfterValidator(_URL)] | None = None
    kind: Literal[
        "laboratory",
        "manufacturer",
        "retailer",
        "service-document",
        "patent",
        "review",
        "dataset",
        "user-reports",
    ]
    published: PartialDate | None = None
    accessed: PartialDate | None = None
    rig: Text | None = None
    relays: Text | None = None
    via: Slug | None = None


class FactEntry(Entry):
    """``[[facts]]``."""

    quantity: Text
    value: float | None = None
    min: float | None = None
    max: float | None = None
    unit: Text
    kind: Literal["measured", "specified", "estimated"]
    source: Slug
    uncertainty: Positive | None = None
    frequency_hz: Positive | None = None
    frequency_min_hz: Positive | None = None
    frequency_max_hz: Positive | None = None
    level_dbspl: Positive | None = None
    impedance_ohm: Positive | None = None
    region: Region | None = None
    mode: Text | None = None
    codec: Text | None = None
    statistic: Text | None = None
    target: Slug | None = None
    rig: Text | None = None
    unit_stated: Text | None = None
    unit_reason: Text | None = None
    note: Text | None = None


class FindingEntry(Entry):
    """``[[findings]]``."""

    criterion: Text
    holds: Literal["yes", "partly", "no"]
    source: Slug
    note: Text | None = None
    region: Region | None = None


class ClaimEntry(Entry):
    """``[[claims]]``."""

    claim: Text
    confirmed: Literal["yes", "partly", "no"]
    source: Slug
    made_in: Slug | None = None
    note: Text | None = None


class PriceEntry(Entry):
    """``[[prices]]``."""

    amount: Amount
    currency: Currency
    per: Literal["pair", "single"] = "pair"
    condition: Literal["new", "refurbished", "used"]
    region: Region | None = None
    seller: Text | None = None
    observed: PartialDate
    source: Slug
    list: bool = False
    note: Text | None = None


class CurveEntry(Entry):
    """``[[curves]]``."""

    file: Annotated[str, AfterValidator(_FILE)]
    quantity: Literal["frequency-response"]
    rig: Text
    channels: Literal["average", "left", "right"]
    licence: Text
    source: Slug
    note: Text | None = None


class ImpedanceCurveEntry(Entry):
    """``[[impedance_curves]]``."""

    file: Annotated[str, AfterValidator(_FILE)]
    licence: Text
    source: Slug
    note: Text | None = None


class ImpressionEntry(Entry):
    """``[[impressions]]``."""

    aspect: Text
    polarity: Literal["for", "against", "neutral"]
    note: Text
    source: Slug
    chain: Text | None = None
    compared_with: Slug | None = None
    listening: Slug | None = None


class ListeningEntry(Entry):
    """``[listening.KEY]``: how somebody listened who reports impressions."""

    source: Slug
    listeners: Annotated[int, Field(gt=0)] | None = None
    chain: Text | None = None
    level_habit: Text | None = None
    level_matched: Literal["yes", "no"] | None = None
    blind: Literal["yes", "no"] | None = None
    condition: Literal["new", "refurbished", "used"] | None = None
    paid: Amount | None = None
    currency: Currency | None = None
    note: Text | None = None


class EditorialParagraph(Entry):
    """``[[editor.paragraphs]]``."""

    section: Literal[
        "overview",
        "scientific_validity",
        "technology_level",
        "cost_performance",
        "reliability_support",
        "design_rationality",
        "advice",
    ]
    text: Text


class EditorEntry(Entry):
    """``[editor]``: what an editor adds to the page."""

    name: Text
    date: PartialDate
    summary: Text | None = None
    paragraphs: list[EditorialParagraph] = []


class FailureEntry(Entry):
    """``[[failures]]``."""

    failed: Annotated[int, Field(ge=0)]
    units: Annotated[int, Field(ge=1, le=1_000_000_000)]
    months: Annotated[float, Field(gt=0, le=MAX_MONTHS)]
    source: Slug
    mode: Text | None = None
    note: Text | None = None


class ServiceEntry(Entry):
    """``[[service]]``."""

    file: Annotated[str, AfterValidator(_FILE)]
    licence: Text
    source: Slug
    note: Text | None = None


class WearPartEntry(Entry):
    """``[[wear_parts]]``."""

    part: Literal["ear-pads", "ear-tips", "headband-pad", "cable", "battery"]
    amount: Amount
    currency: Currency
    observed: PartialDate
    source: Slug
    life_years: LifeYears | None = None
    life_min_years: LifeYears | None = None
    life_max_years: LifeYears | None = None
    seller: Text | None = None
    region: Region | None = None
    note: Text | None = None


DOSSIER_SECTIONS: dict[str, type[Entry]] = {
    "facts": FactEntry,
    "findings": FindingEntry,
    "claims": ClaimEntry,
    "prices": PriceEntry,
    "curves": CurveEntry,
    "impedance_curves": ImpedanceCurveEntry,
    "impressions": ImpressionEntry,
    "failures": FailureEntry,
    "service": ServiceEntry,
    "wear_parts": WearPartEntry,
}
"""Lists of entries that a dossier may hold, in the order in which they are written."""

BRAND_SECTIONS: dict[str, type[Entry]] = {"facts": FactEntry, "findings": FindingEntry}
"""Lists of entries that a brand record may hold."""
