"""``auricle show``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auricle.cli.options import Session, emit_json, evidence_options, json_option, product_argument
from auricle.cli.text import table

if TYPE_CHECKING:
    from auricle.dossier import Dossier
    from auricle.review.facts.sheet import FactSheet, QuantityRow

__all__ = ["show"]

_EXAMPLE = """\b
Examples:
  auricle show akg-k553-mkii
  auricle show "AKG K 612 PRO" --as-of 2025-08-20
  auricle show my-headphone.toml --json"""


@click.command(epilog=_EXAMPLE)
@product_argument
@evidence_options
@json_option
def show(product: str, *, session: Session, as_json: bool) -> None:
    """Show what is known of a product: facts, sources, conflicts, proxies.

    Where several sources state one quantity, each is shown with its weight, and what was
    set aside with the reason.
    """
    from auricle.review.facts.record import fact_sheet_record
    from auricle.review.facts.sheet import fact_sheet

    catalog, dossier = session.open(product)
    day = session.day(catalog, dossier)
    sheet = fact_sheet(catalog, dossier, day=day, region=session.region)
    if as_json:
        emit_json(fact_sheet_record(sheet))
    else:
        click.echo("\n".join(_lines(sheet)))


def _lines(sheet: FactSheet) -> list[str]:
    from auricle.review.references import describe_source

    product = sheet.dossier.product
    lines = [
        f"{product.name}  ({product.slug})",
        f"{product.kind}, {' and '.join(product.connection)}; as of {sheet.day}",
    ]
    if sheet.brand is not None:
        owner = f", owned by {sheet.brand.owner}" if sheet.brand.owner else ""
        founded = f", founded {sheet.brand.founded}" if sheet.brand.founded else ""
        lines.append(f"brand: {sheet.brand.name}{owner}{founded}")
    if product.functions:
        lines.append(f"functions: {', '.join(product.functions)}")
    if product.lacks:
        lines.append(f"lacks: {', '.join(product.lacks)}")
    if product.siblings:
        lines.append(f"siblings: {', '.join(product.siblings)}")
    lines += ["", "Facts"]
    for row in sheet.quantities:
        lines += _quantity_lines(row)
    if not sheet.quantities:
        lines.append("  none")
    for title, rows in _sections(sheet):
        if rows:
            lines += ["", title, *table(rows)]
    lines += ["", "Sources", *table([[f"  {s.id}", describe_source(s)] for s in sheet.sources])]
    if sheet.later:
        lines += [
            "",
            f"{sheet.later} entries of the dossier came after {sheet.day} and are left out",
        ]
    return lines


def _quantity_lines(row: QuantityRow) -> list[str]:
    lines = [f"  {row.name}: {row.combined}"]
    if row.proxy_note:
        lines.append(f"    {row.proxy_note}")
    for part in row.parts:
        share = f"{100.0 * part.weight:3.0f} %" if part.weight is not None else "  -  "
        evidence = part.evidence.replace("-", " ")
        note = f"  ({part.note})" if part.note else ""
        lines.append(
            f"    {share}  {part.stated}  {part.kind} ({evidence}), {part.source.id}{note}"
        )
    return lines


def _sections(sheet: FactSheet) -> list[tuple[str, list[list[str]]]]:
    dossier = sheet.dossier
    return [
        (
            "Findings",
            [[f"  {f.criterion}", f.holds, f.source.id, f.note or ""] for f in dossier.findings],
        ),
        (
            "Claims of the maker",
            [[f"  {c.claim}", c.confirmed, c.source.id, c.note or ""] for c in dossier.claims],
        ),
        ("Prices", _price_rows(dossier)),
        (
            "Responses",
            [
                [f"  {c.file}", c.rig or "rig unknown", c.channels, c.source.id, c.licence]
                for c in dossier.curves
            ],
        ),
        (
            "Impedances",
            [[f"  {z.file}", z.source.id, z.licence] for z in dossier.impedance_curves],
        ),
        (
            "Impressions of listeners, never scored",
            [[f"  {i.aspect}", i.polarity, i.source.id, i.note] for i in dossier.impressions],
        ),
        ("Failures with the number of units", _failure_rows(dossier)),
        ("Service data", _service_rows(dossier)),
        ("Wear parts", _wear_rows(dossier)),
    ]


def _price_rows(dossier: Dossier) -> list[list[str]]:
    return [
        [
            f"  {p.observed}",
            f"{p.amount:.2f} {p.currency}",
            "list price" if p.is_list else p.condition,
            p.seller or "relayed",
            p.source.id,
        ]
        for p in sorted(dossier.prices, key=lambda p: (p.known_by, p.amount))
    ]


def _failure_rows(dossier: Dossier) -> list[list[str]]:
    return [
        [
            f"  {f.failed} of {f.units} in {f.months:g} months",
            f.mode or "any failure",
            f.source.id,
            f.note or "",
        ]
        for f in dossier.failures
    ]


def _service_rows(dossier: Dossier) -> list[list[str]]:
    return [
        [f"  {s.file}", f"{s.data.n_failures} of {s.data.n_units} failed", s.source.id, s.licence]
        for s in dossier.service
    ]


def _wear_rows(dossier: Dossier) -> list[list[str]]:
    return [
        [
            f"  {p.observed}",
            p.part,
            f"{p.amount:.2f} {p.currency}",
            p.seller or "relayed",
            p.source.id,
        ]
        for p in sorted(dossier.wear_parts, key=lambda p: (p.known_by, p.amount))
    ]
