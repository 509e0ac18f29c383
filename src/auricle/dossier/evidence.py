"""What of a dossier counts on a day, and what the brand adds to it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from auricle.dossier.model import Brand, Dossier, Entry, Fact, Finding, Price, Source, WearPart

__all__ = [
    "EVIDENCE_CLASSES",
    "FINDING",
    "are_independent",
    "as_of",
    "brand_as_of",
    "brand_of_entries",
    "dossier_of_entries",
    "evidence_class",
    "evidence_days",
    "existed",
    "newest_day",
    "strength",
    "voice",
    "with_brand",
]


def newest_day(dossier: Dossier) -> date | None:
    """Newest date in a dossier; None where it holds no date.

    Evidence of which only the year is known does not set the day; what an editor wrote does.
    """
    days = evidence_days(dossier)
    if dossier.editorial is not None:
        days.append(dossier.editorial.day.last)
    return max(days, default=None)


def evidence_days(dossier: Dossier) -> list[date]:
    """Days on which evidence of a dossier came to exist, oldest first.

    Evidence of which only the year is known sets no day.
    """
    days = {_known_by(entry) for entry in dossier.entries if not _only_year(entry)}
    return sorted(day for day in days if day is not None)


def as_of(dossier: Dossier, day: date) -> Dossier:
    """The dossier with only the evidence that surely existed on that day.

    Evidence without a date counts on every day.
    """
    written = dossier.editorial
    return replace(
        dossier_of_entries(dossier, lambda entry: existed(entry, day)),
        editorial=written if written and written.day.last <= day else None,
    )


def existed(entry: Entry, day: date) -> bool:
    """Whether an entry surely existed on a day; one without a date existed on every day."""
    return _existed(_known_by(entry), day)


def dossier_of_entries(dossier: Dossier, counts: Callable[[Entry], bool]) -> Dossier:
    """The dossier with only the entries that count."""
    return replace(
        dossier,
        facts=tuple(filter(counts, dossier.facts)),
        findings=tuple(filter(counts, dossier.findings)),
        claims=tuple(filter(counts, dossier.claims)),
        prices=tuple(filter(counts, dossier.prices)),
        curves=tuple(filter(counts, dossier.curves)),
        impedance_curves=tuple(filter(counts, dossier.impedance_curves)),
        impressions=tuple(filter(counts, dossier.impressions)),
        failures=tuple(filter(counts, dossier.failures)),
        service=tuple(filter(counts, dossier.service)),
        wear_parts=tuple(filter(counts, dossier.wear_parts)),
    )


def _known_by(entry: Entry) -> date | None:
    return entry.known_by if isinstance(entry, Price | WearPart) else entry.source.known_by


def _existed(known_by: date | None, day: date) -> bool:
    return known_by is None or known_by <= day


def _only_year(entry: Entry) -> bool:
    day = entry.observed if isinstance(entry, Price | WearPart) else entry.source.day
    return day is not None and day.is_a_year


def brand_as_of(brand: Brand, day: date) -> Brand:
    """The brand's record with only what surely existed on that day."""

    def source_counts(source: Source | None) -> bool:
        return source is not None and _existed(source.known_by, day)

    return replace(
        brand_of_entries(brand, lambda entry: existed(entry, day)),
        owner=brand.owner if source_counts(brand.owner_source) else None,
        founded=brand.founded if source_counts(brand.founded_source) else None,
    )


def brand_of_entries(brand: Brand, counts: Callable[[Entry], bool]) -> Brand:
    """The brand's record with only the facts and findings that count."""
    return replace(
        brand,
        facts=tuple(filter(counts, brand.facts)),
        findings=tuple(filter(counts, brand.findings)),
    )


def with_brand(dossier: Dossier, brand: Brand | None) -> Dossier:
    """The dossier with what holds for its brand.

    What the product says of the same quantity or criterion in the same region goes before
    the brand's word, if it is as strong as evidence and stands in another document. Both
    must already be as of one day: what comes later overrules nothing.
    """
    if brand is None:
        return dossier
    facts = [fact for fact in brand.facts if not _fact_overruled(fact, dossier)]
    findings = [finding for finding in brand.findings if not _finding_overruled(finding, dossier)]
    return replace(dossier, facts=(*dossier.facts, *facts), findings=(*dossier.findings, *findings))


def _fact_overruled(fact: Fact, dossier: Dossier) -> bool:
    own = [
        (other.source, other.kind)
        for other in dossier.facts
        if other.quantity == fact.quantity
        and other.conditions.get("region") == fact.conditions.get("region")
    ]
    return _overruled(fact.source, fact.kind, own)


def _finding_overruled(finding: Finding, dossier: Dossier) -> bool:
    own = [
        (other.source, FINDING)
        for other in dossier.findings
        if other.criterion == finding.criterion and other.region == finding.region
    ]
    return _overruled(finding.source, FINDING, own)


def _overruled(source: Source, kind: str, own: list[tuple[Source, str]]) -> bool:
    limit = strength(evidence_class(source, kind))
    return any(
        strength(evidence_class(other, of_kind)) <= limit and other.document != source.document
        for other, of_kind in own
    )


FINDING = "finding"
"""Kind of statement that a finding is, beside the measured, specified and estimated facts."""

EVIDENCE_CLASSES = (
    "independent-measurement",
    "granted-patent",
    "laboratory-rig-not-stated",
    "manufacturer",
    "service-document",
    "retailer",
    "relayed",
    "unsourced",
    "user-reports",
)
"""What a source is worth as evidence, strongest first. A rubric gives each a grade."""


def evidence_class(
    source: Source, kind: str = "measured", *, rig: str | float | None = None
) -> str:
    """Which of `EVIDENCE_CLASSES` a statement belongs to.

    Parameters
    ----------
    source
        Where it was read.
    kind
        Kind of the fact: a laboratory that prints the maker's figure passes it on.
    rig
        The rig, where the statement itself names it and not its source.

    Examples
    --------
    >>> evidence_class(Source("a/b", "RAA", "Report", "laboratory", rig="RAA v1"))
    'independent-measurement'
    """
    if source.kind == "laboratory":
        if kind == "specified":
            return "relayed"
        return "independent-measurement" if source.rig or rig else "laboratory-rig-not-stated"
    if source.kind in {"review", "dataset"}:
        return "relayed" if source.relays else "unsourced"
    return "granted-patent" if source.kind == "patent" else source.kind


def voice(source: Source, kind: str = "measured") -> str | None:
    """Who speaks in a source: two sources of one voice do not confirm each other.

    Every figure of the maker is the maker's, whoever prints it, and so is a patent. A review
    or dataset has the voice of the laboratory whose measurement it passes on; without one
    it may have copied the very source it would confirm, so it has no voice.

    Examples
    --------
    >>> voice(Source("a/b", "AKG", "Cut sheet", "manufacturer"))
    'the maker'
    """
    if kind == "specified" or source.kind in {"manufacturer", "service-document", "patent"}:
        return "the maker"
    if source.kind in {"review", "dataset"}:
        return source.relays if kind == "measured" else None
    return None if source.kind == "user-reports" else source.publisher


def are_independent(one: str | None, other: str | None) -> bool:
    """Whether two voices can confirm each other: one that names the other cannot.

    Examples
    --------
    >>> are_independent("A lab", "Another lab"), are_independent("A lab", "A lab and others")
    (True, False)
    """
    return one is not None and other is not None and one not in other and other not in one


def strength(evidence: str) -> int:
    """Rank of an evidence class, 0 for the strongest.

    Examples
    --------
    >>> strength("manufacturer") < strength("user-reports")
    True
    """
    return EVIDENCE_CLASSES.index(evidence)
