from datetime import date

from auricle.catalog import Catalog
from auricle.review.facts.sheet import fact_sheet


def sheet_of(product):
    return fact_sheet(Catalog({product.slug: product}), product, day=date(2025, 8, 20), region="US")


def test_a_rig_that_the_fact_names_makes_it_an_independent_measurement(make_product, fact_text):
    named = fact_text(
        "target-error-sd",
        2.0,
        "dB",
        source="plain-lab",
        more=('target = "harman-over-ear-2018"\nrig = "gras-45ca"'),
    )
    unnamed = fact_text("thd", 0.2, "%", source="plain-lab")
    [sd, thd] = sheet_of(make_product(named, unnamed)).quantities
    classes = {row.quantity: row.parts[0].evidence for row in (sd, thd)}
    assert classes == {
        "target-error-sd": "independent-measurement",
        "thd": "laboratory-rig-not-stated",
    }
