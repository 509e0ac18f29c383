"""All metrics of a product on a day."""

from collections.abc import Callable, Mapping
from datetime import date

from auricle.catalog import Catalog, rights_on
from auricle.dossier import (
    Dossier,
    Entry,
    as_of,
    brand_as_of,
    brand_of_entries,
    dossier_of_entries,
    with_brand,
)
from auricle.metrics.channels import channel_match
from auricle.metrics.definitions import load_definitions
from auricle.metrics.failures import failure_rate
from auricle.metrics.findings import claims_confirmed
from auricle.metrics.prices import price_on_day
from auricle.metrics.response_metrics import response_metrics
from auricle.metrics.result import MetricResult, Subject, not_applicable
from auricle.metrics.stated import drive_voltage, from_facts

__all__ = ["compute_metrics", "subject_of", "subject_of_entries"]


def subject_of(catalog: Catalog, dossier: Dossier, *, day: date, region: str) -> Subject:
    """A product with its brand and siblings, all as of a day.

    Parameters
    ----------
    catalog
        Where brand and siblings are looked up; a sibling that is not there is passed over.
    dossier
        The product.
    day
        Evidence that came later does not count.
    region
        The buyer's: an ISO 3166 code.
    """

    def on_day(product: Dossier) -> Dossier:
        brand = catalog.brand_of(product)
        return with_brand(as_of(product, day), brand_as_of(brand, day) if brand else None)

    return _subject(catalog, dossier, on_day, day=day, region=region)


def subject_of_entries(
    catalog: Catalog,
    dossier: Dossier,
    *,
    counts: Callable[[Entry], bool],
    day: date,
    region: str,
) -> Subject:
    """A product with its brand and siblings, with the entries that count and no others.

    Parameters
    ----------
    catalog, dossier, region
        As for `subject_of`.
    counts
        Whether an entry does.
    day
        From which ages are counted.
    """

    def counted(product: Dossier) -> Dossier:
        brand = catalog.brand_of(product)
        kept = dossier_of_entries(product, counts)
        return with_brand(kept, brand_of_entries(brand, counts) if brand else None)

    return _subject(catalog, dossier, counted, day=day, region=region)


def _subject(
    catalog: Catalog,
    dossier: Dossier,
    standing: Callable[[Dossier], Dossier],
    *,
    day: date,
    region: str,
) -> Subject:
    """A product and its siblings, each with what stands of it."""
    siblings = [catalog.dossiers[s] for s in dossier.product.siblings if s in catalog.dossiers]
    return Subject(
        dossier=standing(dossier),
        siblings=tuple(map(standing, siblings)),
        day=day,
        region=region,
        rates=catalog.rates,
        rights=rights_on(catalog.rights, day),
    )


def compute_metrics(subject: Subject, *, currency: str) -> Mapping[str, MetricResult]:
    """Every metric of a product, known or not, by id.

    Parameters
    ----------
    subject
        The product as of a day.
    currency
        In which the price is wanted, an ISO 4217 code.

    Returns
    -------
    mapping
        In the order of the ids.

    Examples
    --------
    >>> from auricle.catalog import built_in_catalog
    >>> catalog = built_in_catalog()
    >>> k612 = catalog.dossiers["akg-k612-pro"]
    >>> subject = subject_of(catalog, k612, day=date(2026, 3, 15), region="US")
    >>> preference = compute_metrics(subject, currency="USD")["predicted-preference"]
    >>> round(preference.value, 1), preference.unit
    (80.7, 'points')
    """
    definitions = load_definitions()
    results = {d.id: from_facts(d, subject) for d in definitions.values() if d.from_facts}
    results |= response_metrics(definitions, subject)
    matched = channel_match(definitions["channel-match"], subject)
    if matched is not None:
        results["channel-match"] = matched
    results["drive-voltage"] = drive_voltage(definitions["drive-voltage"], results["sensitivity"])
    results["failure-rate"] = failure_rate(results["failure-rate"], subject)
    results["price"] = price_on_day(
        subject.dossier.prices, day=subject.day, currency=currency, rates=subject.rates
    )
    results["claims-confirmed"] = claims_confirmed(definitions["claims-confirmed"], subject)
    for name in _without_meaning(subject):
        results[name] = not_applicable(name, definitions[name].unit)
    return {name: results[name] for name in sorted(results)}


def _without_meaning(subject: Subject) -> list[str]:
    product = subject.dossier.product
    names = [] if "wireless" in product.connection else ["noise", "latency"]
    isolates = product.is_closed or product.form == "in-ear" or "anc" in product.functions
    return names if isolates else [*names, "isolation"]
