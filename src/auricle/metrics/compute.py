"""All metrics of a product on a day."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import TypeAlias

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
from auricle.metrics.definitions import Definition, load_definitions
from auricle.metrics.failures import failure_rate
from auricle.metrics.findings import claims_confirmed
from auricle.metrics.prices import price_on_day
from auricle.metrics.response_metrics import RESPONSE_METRICS, response_metrics
from auricle.metrics.result import MetricResult, Subject, not_applicable
from auricle.metrics.sensitivity import sensitivity
from auricle.metrics.stated import drive_voltage, from_facts

__all__ = ["compute_metric", "compute_metrics", "subject_of", "subject_of_entries"]


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
    response = _response_of(subject)
    return {
        name: _metric(name, subject, currency=currency, response=response)
        for name in sorted(load_definitions())
    }


def compute_metric(name: str, subject: Subject, *, currency: str) -> MetricResult:
    """One metric of a product, known or not, without the work for the others.

    Parameters
    ----------
    name
        Its id.
    subject, currency
        As for `compute_metrics`.

    Returns
    -------
    MetricResult
        What `compute_metrics` gives under that id.

    Raises
    ------
    KeyError
        If there is no such metric.

    Examples
    --------
    >>> from auricle.catalog import built_in_catalog
    >>> catalog = built_in_catalog()
    >>> k612 = catalog.dossiers["akg-k612-pro"]
    >>> subject = subject_of(catalog, k612, day=date(2026, 3, 15), region="US")
    >>> price = compute_metric("price", subject, currency="USD")
    >>> price.value, price.unit
    (189.0, 'USD')
    """
    return _metric(name, subject, currency=currency, response=_response_of(subject))


_OfResponse: TypeAlias = Callable[[], Mapping[str, MetricResult]]


def _response_of(subject: Subject) -> _OfResponse:
    """The metrics of a response, which come together: worked out when asked for, and once."""
    return cache(lambda: response_metrics(load_definitions(), subject))


def _metric(name: str, subject: Subject, *, currency: str, response: _OfResponse) -> MetricResult:
    definition = load_definitions()[name]
    if name in _without_meaning(subject):
        return not_applicable(name, definition.unit)
    if name in RESPONSE_METRICS:
        return response()[name]
    if name == "price":
        prices, rates = subject.dossier.prices, subject.rates
        return price_on_day(prices, day=subject.day, currency=currency, rates=rates)
    return _NOT_ONLY_STATED.get(name, from_facts)(definition, subject)


def _channel_match(definition: Definition, subject: Subject) -> MetricResult:
    return channel_match(definition, subject) or from_facts(definition, subject)


def _drive_voltage(definition: Definition, subject: Subject) -> MetricResult:
    return drive_voltage(definition, sensitivity(load_definitions()["sensitivity"], subject))


def _failure_rate(definition: Definition, subject: Subject) -> MetricResult:
    return failure_rate(from_facts(definition, subject), subject)


_NOT_ONLY_STATED: Mapping[str, Callable[[Definition, Subject], MetricResult]] = {
    "channel-match": _channel_match,
    "claims-confirmed": claims_confirmed,
    "drive-voltage": _drive_voltage,
    "failure-rate": _failure_rate,
    "sensitivity": sensitivity,
}


def _without_meaning(subject: Subject) -> list[str]:
    product = subject.dossier.product
    names = [] if "wireless" in product.connection else ["noise", "latency"]
    isolates = product.is_closed or product.form == "in-ear" or "anc" in product.functions
    return names if isolates else [*names, "isolation"]
