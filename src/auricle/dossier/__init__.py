"""What is known of one product: read, check, combine, write."""

from auricle.dossier.combine import (
    Combined,
    Contribution,
    SetAside,
    combine_facts,
    fact_evidence,
    fact_groups,
)
from auricle.dossier.evidence import (
    EVIDENCE_CLASSES,
    FINDING,
    are_independent,
    as_of,
    brand_as_of,
    evidence_class,
    newest_day,
    strength,
    voice,
    with_brand,
)
from auricle.dossier.faults import FaultList
from auricle.dossier.glossary import Criterion, Function, Glossary, Quantity, load_glossary
from auricle.dossier.model import (
    Brand,
    Claim,
    Curve,
    Day,
    Dossier,
    Entry,
    Fact,
    Finding,
    Impression,
    Price,
    Product,
    Source,
)
from auricle.dossier.read import parse_brand, parse_dossier
from auricle.dossier.toml import parse_toml
from auricle.dossier.write import format_dossier, write_dossier, write_text

__all__ = [
    "EVIDENCE_CLASSES",
    "FINDING",
    "Brand",
    "Claim",
    "Combined",
    "Contribution",
    "Criterion",
    "Curve",
    "Day",
    "Dossier",
    "Entry",
    "Fact",
    "FaultList",
    "Finding",
    "Function",
    "Glossary",
    "Impression",
    "Price",
    "Product",
    "Quantity",
    "SetAside",
    "Source",
    "are_independent",
    "as_of",
    "brand_as_of",
    "combine_facts",
    "evidence_class",
    "fact_evidence",
    "fact_groups",
    "format_dossier",
    "load_glossary",
    "newest_day",
    "parse_brand",
    "parse_dossier",
    "parse_toml",
    "strength",
    "voice",
    "with_brand",
    "write_dossier",
    "write_text",
]
