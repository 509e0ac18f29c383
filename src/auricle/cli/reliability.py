"""``auricle reliability``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from auricle.cli.options import Session, emit_json, evidence_options, json_option
from auricle.cli.text import table

if TYPE_CHECKING:
    from auricle.review.reliability.survival import FitView, SurvivalView
    from auricle.review.reliability.views import (
        CostView,
        CountView,
        RateView,
        ReliabilityReport,
        WarrantyTermView,
    )

__all__ = ["reliability"]

_MOST_ROWS = 40  # of a survival table on the screen; --json has them all
_EXAMPLE = """\b
Examples:
  auricle reliability akg-k553-mkii
  auricle reliability sony-wh-1000xm4 --region DE --json
  auricle reliability my-headphone.toml
  auricle reliability repairs.csv"""


@click.command(epilog=_EXAMPLE)
@click.argument("product", metavar="SLUG|FILE")
@evidence_options
@json_option
def reliability(product: str, *, session: Session, as_json: bool) -> None:
    """Show how often and when a product fails, and what stands behind it.

    Failure rate with its interval, survival and Weibull life from service data, warranty by
    region, statutory rights, running cost of wear parts, and failure modes on record. What
    is not known is said. A table of service data (.csv with the header months,failed) can
    be given alone.
    """
    path = Path(product)
    if path.suffix == ".csv":
        _service_file(path, session, as_json=as_json)
        return
    from auricle.metrics import subject_of
    from auricle.review.reliability.record import reliability_record
    from auricle.review.reliability.report import reliability_report

    catalog, dossier = session.open(product)
    day = session.day(catalog, dossier)
    subject = subject_of(catalog, dossier, day=day, region=session.region)
    report = reliability_report(subject)
    if as_json:
        inputs = {"dossier": dossier.sha256, "catalog": catalog.sha256, "service": None}
        emit_json(reliability_record(report, inputs=inputs))
    else:
        click.echo("\n".join(_lines(report)))


def _service_file(path: Path, session: Session, *, as_json: bool) -> None:
    from auricle.reliability import parse_service_data
    from auricle.review.reliability.record import service_file_record
    from auricle.review.reliability.survival import survival_view

    if session.as_of is not None or session.catalogs:
        raise click.UsageError("--as-of and --catalog are for a product: service data have none")
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"cannot read {path}: {type(error).__name__}") from None
    view = survival_view(parse_service_data(text, source=path.name), file=path.name)
    if as_json:
        import hashlib

        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        emit_json(service_file_record(view, sha256=digest))
    else:
        click.echo("\n".join(_survival_lines(view)))


def _lines(report: ReliabilityReport) -> list[str]:
    from auricle.review.references import describe_source

    product = report.product
    lines = [
        f"{product.name}  ({product.slug})",
        f"as of {report.day}, buyer in {report.region}",
        "",
        f"Failure rate in two years: {report.failure_rate.text}",
        *_rests_on(report.failure_rate),
    ]
    for count in report.counts:
        lines += ["", *_count_lines(count)]
    for service in report.service:
        lines += ["", *_survival_lines(service.survival), f"  source: {service.source.id}"]
    lines += _warranty_lines(report)
    lines += ["", "Running cost of wear parts", *_cost_lines(report.running_costs)]
    lines += ["", "Failure modes on record: that they exist, not how often"]
    rows = [[f"  {m.holds}", m.text, m.source.id] for m in report.failure_modes]
    rows += [["  no", none.text, none.source.id] for none in report.no_failure_mode]
    lines += table(rows) or ["  none"]
    if report.not_known:
        lines += ["", "Not known", *(f"  {missing}" for missing in report.not_known)]
    sources = [[f"  {s.id}", describe_source(s)] for s in report.sources]
    return [*lines, "", "Sources", *(table(sources) or ["  none"])]


def _warranty_lines(report: ReliabilityReport) -> list[str]:
    lines = ["", f"Maker's warranty for this buyer: {report.warranty.text}"]
    lines += _rests_on(report.warranty)
    for title, terms in (
        ("Maker's warranty by region", report.warranty_terms),
        ("Statutory rights, against the seller", report.statutory),
        ("Shop's own warranty", report.store),
    ):
        lines += ["", title, *_term_lines(terms)]
    if report.extra_year is not None:
        lines += ["", f"Extended warranty: {report.extra_year.text}"]
    return lines


def _rests_on(view: RateView) -> list[str]:
    from auricle.wording import evidence_name

    lines = [f"  {remark}" for remark in view.rests_on]
    if view.evidence is not None:
        names = ", ".join(source.id for source in view.sources)
        lines.append(f"  {evidence_name(view.evidence)}: {names}")
    return lines


def _count_lines(count: CountView) -> list[str]:
    from auricle.wording import figure

    bound = figure(100.0 * count.upper_bound, 1)
    lines = [f"Count: {count.text}", f"  expected share: {count.share.text}"]
    if count.share.age_months != count.two_years.age_months:
        lines.append(f"  in two years, at a constant rate: {count.two_years.text}")
    lines.append(f"  at most {bound} % (exact, one-sided, 95 %)")
    if count.note:
        lines.append(f"  {count.note}")
    return [*lines, f"  source: {count.source.id}"]


def _survival_lines(view: SurvivalView) -> list[str]:
    from auricle.wording import figure

    rate, low, high = (
        figure(100.0 * r, 1) for r in (view.rate_per_year, view.rate_low, view.rate_high)
    )
    lines = [
        f"Service data {view.file}: {view.text}",
        f"  at a constant rate: {rate} % a year, between {low} and {high} %",
    ]
    rows = [
        [
            f"  {row.age_months:g}",
            str(row.at_risk),
            str(row.failures),
            figure(row.survival, 3),
            figure(row.standard_error, 3),
        ]
        for row in view.rows
    ]
    if rows:
        header = ["  months", "at risk", "failed", "still work", "std. error"]
        lines += table([header, *rows[:_MOST_ROWS]], right=frozenset(range(5)))
    if len(rows) > _MOST_ROWS:
        lines.append(f"  {len(rows) - _MOST_ROWS} more ages: see --json")
    shares = [["  failed by", *(f"{share.age_months:g} months" for share in view.shares)]]
    shares.append(["  Kaplan-Meier", *(share.text for share in view.shares)])
    shares += [[f"  Weibull, {_fit_name(fit)}", *(s.text for s in fit.shares)] for fit in view.fits]
    lines += table(shares)
    if view.second_year_ratio is not None:
        share = figure(100.0 * view.second_year_ratio, 1)
        law = "" if len(view.fits) == 1 and not view.fits[0].is_shape_fixed else " (constant rate)"
        lines.append(
            f"  a second warranty year covers the first failure of {share} % of units{law}"
        )
    return [*lines, *(f"  {remark}" for remark in view.remarks)]


def _fit_name(fit: FitView) -> str:
    return f"shape {fit.shape:.3g} ({fit.name}), scale {fit.scale_months:.1f} months"


def _term_lines(terms: tuple[WarrantyTermView, ...]) -> list[str]:
    rows = [
        [
            f"  {term.region or 'region not stated'}",
            term.text,
            "holds for this buyer" if term.holds_for_buyer else "",
            ", ".join(source.id for source in term.sources),
            "; ".join(term.notes),
        ]
        for term in terms
    ]
    return table(rows) if rows else ["  none known"]


def _cost_lines(costs: tuple[CostView, ...]) -> list[str]:
    lines = []
    for view in costs:
        lines += [
            f"  {view.part}: {view.per_year_text}",
            f"    price: {view.price_text}",
            f"    life: {view.life_text}",
        ]
        lines += [f"    {note}" for note in view.cost.notes]
        sources = dict.fromkeys((*view.cost.price_sources, *view.cost.life_sources))
        lines.append(f"    source: {', '.join(source.id for source in sources)}")
    return lines or ["  none known"]
