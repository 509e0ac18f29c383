"""What a metric says it reads is all that it depends on: `auricle diff` relies on it."""

from datetime import date

import numpy as np
import pytest

from auricle.catalog import Catalog
from auricle.dossier import brand_of_entries, dossier_of_entries
from auricle.metrics import compute_metric, compute_metrics, load_definitions, subject_of

DEFINITIONS = load_definitions()


def metric(catalog, slug, name):
    subject = subject_of(catalog, catalog.dossiers[slug], day=date(2026, 6, 23), region="US")
    return compute_metrics(subject, currency="USD")[name]


@pytest.mark.parametrize("name", sorted(DEFINITIONS))
def test_a_metric_is_the_same_without_what_it_does_not_read(name, catalog):
    reads = DEFINITIONS[name].reads
    reduced = Catalog(
        {slug: dossier_of_entries(d, reads) for slug, d in catalog.dossiers.items()},
        {slug: brand_of_entries(b, reads) for slug, b in catalog.brands.items()},
        catalog.rates,
    )
    for slug in catalog.dossiers:
        assert metric(reduced, slug, name) == metric(catalog, slug, name), slug


@pytest.mark.parametrize("name", sorted(DEFINITIONS))
def test_every_metric_reads_something_and_no_finding_or_impression(name, make_product):
    product = make_product(
        '[[findings]]\ncriterion = "spare-parts"\nholds = "yes"\nsource = "maker"\n',
        '[[impressions]]\naspect = "comfort"\npolarity = "for"\nnote = "light"\nsource = "users"\n',
    )
    assert DEFINITIONS[name].from_facts or DEFINITIONS[name].also_reads
    assert not any(map(DEFINITIONS[name].reads, product.entries))


def test_a_voltage_reads_what_tells_siblings_apart(make_product, fact_text):
    product = make_product(
        fact_text("sensitivity", 101, "dB/V"),
        fact_text("nominal-impedance", 120, "Ω"),
        fact_text("impedance", 118, "Ω"),
        fact_text("weight", 200, "g"),
        error_db=np.zeros(121),
    )
    read = list(filter(DEFINITIONS["drive-voltage"].reads, product.entries))
    assert [fact.quantity for fact in read] == ["sensitivity", "nominal-impedance", "impedance"]


def test_one_metric_alone_is_what_all_together_have_under_its_name(catalog):
    for dossier in catalog.dossiers.values():
        subject = subject_of(catalog, dossier, day=date(2025, 10, 26), region="US")
        for name, together in compute_metrics(subject, currency="USD").items():
            assert compute_metric(name, subject, currency="USD") == together
