"""A fact sheet as plain data."""

from typing import Any

from auricle import PROGRAM
from auricle.dossier import (
    Claim,
    Curve,
    Dossier,
    FailureCount,
    Finding,
    ImpedanceRecord,
    Impression,
    Listening,
    Price,
    ServiceRecord,
    Source,
    WearPart,
)
from auricle.rating import source_record
from auricle.review.facts.sheet import FactSheet, QuantityRow

__all__ = ["fact_sheet_record"]


def fact_sheet_record(sheet: FactSheet) -> dict[str, Any]:
    """A fact sheet as plain data, for programs."""
    product = sheet.dossier.product
    return {
        "slug": product.slug,
        "product": product.name,
        "form": product.form,
        "back": product.back,
        "connection": list(product.connection),
        "functions": list(product.functions),
        "lacks": list(product.lacks),
        "siblings": list(product.siblings),
        "brand": {
            "name": product.brand,
            "owner": sheet.brand.owner if sheet.brand else None,
            "owner_source": _id(sheet.brand.owner_source) if sheet.brand else None,
            "founded": sheet.brand.founded if sheet.brand else None,
            "founded_source": _id(sheet.brand.founded_source) if sheet.brand else None,
        },
        "as_of": sheet.day.isoformat(),
        "region": sheet.region,
        "facts": [_row_record(row) for row in sheet.quantities],
        **_entries_record(sheet.dossier),
        "sources": {source.id: source_record(source) for source in sheet.sources},
        "later_entries": sheet.later,
        "inputs": dict(sheet.inputs),
        "program": PROGRAM,
    }


def _entries_record(dossier: Dossier) -> dict[str, Any]:
    return {
        "findings": [_finding_record(finding) for finding in dossier.findings],
        "claims": [_claim_record(claim) for claim in dossier.claims],
        "prices": [_price_record(price) for price in dossier.prices],
        "responses": [_curve_record(curve) for curve in dossier.curves],
        "impedances": [_impedance_record(record) for record in dossier.impedance_curves],
        "impressions": [_impression_record(impression) for impression in dossier.impressions],
        "failures": [_failure_record(count) for count in dossier.failures],
        "service": [_service_record(record) for record in dossier.service],
        "wear_parts": [_wear_part_record(part) for part in dossier.wear_parts],
    }


def _finding_record(finding: Finding) -> dict[str, Any]:
    return {
        "criterion": finding.criterion,
        "holds": finding.holds,
        "note": finding.note,
        "region": finding.region,
        "source": finding.source.id,
    }


def _claim_record(claim: Claim) -> dict[str, Any]:
    return {
        "claim": claim.claim,
        "confirmed": claim.confirmed,
        "note": claim.note,
        "made_in": claim.made_in.id if claim.made_in else None,
        "source": claim.source.id,
    }


def _price_record(price: Price) -> dict[str, Any]:
    return {
        "amount": price.amount,
        "currency": price.currency,
        "per": price.per,
        "condition": price.condition,
        "list": price.is_list,
        "seller": price.seller,
        "region": price.region,
        "observed": str(price.observed),
        "note": price.note,
        "source": price.source.id,
    }


def _curve_record(curve: Curve) -> dict[str, Any]:
    return {
        "file": curve.file,
        "quantity": curve.quantity,
        "rig": curve.rig,
        "channels": curve.channels,
        "licence": curve.licence,
        "note": curve.note,
        "source": curve.source.id,
    }


def _impedance_record(record: ImpedanceRecord) -> dict[str, Any]:
    return {
        "file": record.file,
        "licence": record.licence,
        "note": record.note,
        "source": record.source.id,
    }


def _impression_record(impression: Impression) -> dict[str, Any]:
    return {
        "aspect": impression.aspect,
        "polarity": impression.polarity,
        "note": impression.note,
        "chain": impression.chain,
        "compared_with": impression.compared_with,
        "listening": _listening_record(impression.listening),
        "source": impression.source.id,
    }


def _listening_record(how: Listening | None) -> dict[str, Any] | None:
    if how is None:
        return None
    return {
        "listeners": how.listeners,
        "chain": how.chain,
        "level_habit": how.level_habit,
        "level_matched": how.level_matched,
        "blind": how.blind,
        "condition": how.condition,
        "paid": how.paid,
        "currency": how.currency,
        "note": how.note,
    }


def _failure_record(count: FailureCount) -> dict[str, Any]:
    return {
        "failed": count.failed,
        "units": count.units,
        "months": count.months,
        "mode": count.mode,
        "note": count.note,
        "source": count.source.id,
    }


def _service_record(record: ServiceRecord) -> dict[str, Any]:
    return {
        "file": record.file,
        "units": record.data.n_units,
        "failures": record.data.n_failures,
        "exposure_months": record.data.exposure_months,
        "licence": record.licence,
        "note": record.note,
        "source": record.source.id,
    }


def _wear_part_record(part: WearPart) -> dict[str, Any]:
    low, high = part.life_years or (None, None)
    return {
        "part": part.part,
        "amount": part.amount,
        "currency": part.currency,
        "life_min_years": low,
        "life_max_years": high,
        "seller": part.seller,
        "region": part.region,
        "observed": str(part.observed),
        "note": part.note,
        "source": part.source.id,
    }


def _row_record(row: QuantityRow) -> dict[str, Any]:
    return {
        "quantity": row.quantity,
        "name": row.name,
        "conditions": dict(row.conditions),
        "value": row.value,
        "unit": row.unit,
        "uncertainty": row.uncertainty,
        "low": row.low,
        "high": row.high,
        "bound": row.is_bound,
        "proxy": row.proxy,
        "inflation": row.inflation,
        "stated": [
            {
                "stated": part.stated,
                "kind": part.kind,
                "evidence": part.evidence,
                "product": part.product,
                "weight": part.weight,
                "note": part.note or None,
                "source": part.source.id,
            }
            for part in row.parts
        ],
    }


def _id(source: Source | None) -> str | None:
    return source.id if source else None
