"""Rules that hold a review against dossiers, with a dossier made for these tests."""

from pathlib import Path

import pytest

from auricle.audit.finding import Finding
from auricle.audit.known import known_product, known_products
from auricle.audit.one import audit_text
from auricle.audit.reading import read_review
from auricle.audit.rules import rule_named
from tests.audit.published import published
from tests.shared import REVIEWS

SAMPLES = REVIEWS / "_samples"

DOSSIER = """
schema = 1

[product]
slug = "acme-one"
brand = "Acme"
model = "One"
aliases = ["Uno"]
form = "over-ear"
back = "open"
connection = ["wired"]

[sources.sheet]
publisher = "Acme"
title = "Data sheet"
kind = "manufacturer"

[sources.lab]
publisher = "Some Laboratory"
title = "Measurements"
kind = "laboratory"

[sources.shop]
publisher = "A shop"
title = "Offer"
kind = "retailer"
accessed = 2025-08-10

[[facts]]
quantity = "nominal-impedance"
value = 120
unit = "ohm"
kind = "specified"
source = "sheet"

[[facts]]
quantity = "impedance"
value = 135
unit = "ohm"
kind = "measured"
source = "lab"

[[facts]]
quantity = "sensitivity"
value = 101
unit = "dB/V"
kind = "specified"
source = "sheet"

[[facts]]
quantity = "warranty"
value = 2
unit = "years"
kind = "specified"
source = "sheet"

[[facts]]
quantity = "weight"
value = 250
unit = "g"
kind = "specified"
source = "sheet"

[[facts]]
quantity = "cable-length"
value = 3
unit = "m"
kind = "specified"
source = "sheet"

[[facts]]
quantity = "driver-diameter"
value = 50
unit = "mm"
kind = "specified"
source = "sheet"

[[facts]]
quantity = "stated-bandwidth"
min = 12
max = 39500
unit = "Hz"
kind = "specified"
source = "sheet"

[[prices]]
amount = 249
currency = "USD"
per = "pair"
condition = "new"
region = "US"
seller = "A shop"
observed = 2025-08-10
source = "shop"

[[prices]]
amount = 120
currency = "USD"
per = "pair"
condition = "used"
region = "US"
seller = "A shop"
observed = 2025-08-10
source = "shop"
"""


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    (tmp_path / "acme-one.toml").write_text(DOSSIER, encoding="utf-8")
    return tmp_path


def found(text: str, catalog: Path, rule: str = "catalog-fact") -> list[Finding]:
    return list(
        audit_text(
            "acme-one.md", text.encode(), rules=[rule_named(rule)], catalogs=(catalog,)
        ).findings
    )


def overview(sentence: str) -> str:
    """The review without faults, with a sentence and no warranty that would count beside it."""
    return published(overview=sentence, reliability="$$ \\Large \\text{0.6} $$\n\nIt lasts.")


@pytest.mark.parametrize(
    "sentence",
    [
        "The Acme One has an impedance of 120 Ω.",
        "The Acme One has a **measured impedance of 135 Ω**.",
        "The Acme One is a 120-ohm open headphone.",
        "The Acme One has a sensitivity of 101 dB/V.",
        # 101 dB/V at 120 ohm: 101 - 10 lg(1000/120) = 91.8 dB/mW
        "The Acme One has a sensitivity of 92 dB/mW.",
        "The Acme One weighs 250 g and has a 3 m cable.",
        "The Acme One uses 50 mm drivers.",
        "The Acme One comes with a 2-year warranty.",
        "The Acme One comes with a warranty of 24 months.",
        "The frequency range of the Acme One is 12 Hz to 39.5 kHz.",
    ],
)
def test_figures_that_agree_with_the_dossier_pass(sentence, catalog):
    assert found(overview(sentence), catalog) == []


@pytest.mark.parametrize(
    ("sentence", "written", "expected"),
    [
        ("The Acme One has an impedance of 62 Ω.", "62 Ω", "120 ohm"),
        ("The Acme One is a 32-ohm open headphone.", "32-ohm", "120 ohm"),
        ("The Acme One has a sensitivity of 92 dB/V.", "92 dB/V", "101 dB/V"),
        # 101 dB/mW would be 110.2 dB/V
        ("The Acme One has a sensitivity of 101 dB/mW.", "101 dB/mW", "101 dB/V"),
        ("The Acme One weighs 350 g.", "350 g", "250 g"),
        ("The Acme One has a detachable 1.2 m cable.", "1.2 m", "3 m"),
        ("The Acme One uses 40 mm drivers.", "40 mm", "50 mm"),
        ("The Acme One comes with a **1-year** limited warranty.", "1-year", "2 years"),
        (
            "The frequency range of the Acme One is 12 Hz to 28 kHz.",
            "12 Hz to 28 kHz",
            "12–39500 Hz",
        ),
    ],
)
def test_a_figure_that_the_dossier_contradicts_is_told_with_its_source(
    sentence, written, expected, catalog
):
    [one] = found(overview(sentence), catalog)
    assert one.found == written
    assert one.expected == expected
    assert "Acme" in one.message


@pytest.mark.parametrize(
    "sentence",
    [
        "The Bravo HD 100 has an impedance of 32 Ω.",
        "The amplifier of the Acme One has an output impedance of 2 Ω.",
        "The impedance of the Acme One peaks at 250 Ω.",
        "The Acme One is available with an impedance of 32 Ω.",
        "The Acme One falls below the industry average of a 3-year warranty.",
        "A store extends this to a 3-year warranty.",
        "The Acme One comes with a 1 m extension cable.",
        "The Acme One was measured within ±3 dB from 100 Hz to 8 kHz.",
        "The Acme One was discontinued after 3 years.",
        "Shops long listed the Acme One with an impedance of 62 Ω, which is wrong: it is 120 Ω.",
        "Some lists give the Acme One an impedance of 62 Ω; they confuse it with the Zero.",
        "With a 62 Ω impedance the Acme One would be louder.",
        "We used the Acme One with our own 1.5 m cable.",
        "The Acme One has a 1-year warranty at home and 2 years in other countries.",
        "The Acme One had a 1-year warranty until 2023.",
        "The Acme One (120 Ω) and the Bravo Two (32 Ω impedance) were played at one level.",
        "The Acme One, like the Bravo Two with its 32 Ω impedance, folds flat.",
        "If you own the 250-ohm headphone, the Acme One is a step down.",
        "The Acme One replaces a 300-ohm headphone.",
        "The Acme One keeps to the criteria: a frequency response of 20 Hz to 20 kHz.",
    ],
)
def test_figures_of_something_else_pass(sentence, catalog):
    assert found(overview(sentence), catalog) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The frequency range of the Acme One is 0 Hz to 39.5 kHz.",
        "The frequency range of the Acme One is 0 Hz to 0.0 kHz.",
        "The Acme One has an impedance of 0 Ω.",
        "The Acme One has an impedance of 0.0 ohm.",
        "The Acme One weighs 0 g and has a 0 m cable.",
        "The Acme One uses 0 mm drivers.",
    ],
)
def test_a_figure_that_no_product_can_have_is_not_compared(sentence, catalog):
    assert found(overview(sentence), catalog) == []


def test_a_warranty_of_no_years_is_compared(catalog):
    [one] = found(overview("The Acme One comes with a 0-year warranty."), catalog)
    assert (one.found, one.expected) == ("0-year", "2 years")


def test_a_figure_between_two_that_are_stated_passes(catalog):
    text = overview("The Acme One has an impedance of 128 Ω.")
    assert found(text, catalog) == []  # 120 specified, 135 measured


def test_a_figure_is_told_once(catalog):
    text = published(
        overview="The Acme One has an impedance of 62 Ω.",
        advice="The Acme One has an impedance of 62 Ω.",
    )
    assert len(found(text, catalog)) == 1


def test_versions_of_a_product_are_not_held_against_one_dossier(catalog):
    text = published(
        overview="The Acme One has an impedance of 62 Ω.",
        advice="The Acme One has an impedance of 250 Ω.",
    )
    assert found(text, catalog) == []


@pytest.mark.parametrize(
    ("front", "is_found"),
    [
        ({"target_name": "ACME ONE"}, True),
        ({"target_name": "Acme-Uno"}, True),
        ({"target_name": "One"}, True),  # with its company, acme
        ({"target_name": "One", "company_id": "other"}, False),
        ({"target_name": "Acme One Pro"}, False),
        ({"target_name": "Acme One MKII"}, False),
    ],
)
def test_a_dossier_is_found_by_the_whole_name_only(front, is_found, catalog):
    text = published(front, overview="It has an impedance of 62 Ω.")
    assert bool(found(text, catalog)) == is_found


@pytest.mark.parametrize(
    "words",
    [
        "The Acme One is 620 CAD, which is 449 USD.",
        "The limited edition of the Acme One costs 449 USD.",
        "On Black Friday the Acme One was 449 USD.",
        "The Acme One is $449 in Australia (AUD).",
        "The Acme One costs 449 USD at one shop and 249 USD at another.",
    ],
)
def test_a_price_that_is_converted_special_or_one_of_two_is_not_held_against_the_catalog(
    words, catalog
):
    text = published({"price": "449"}, cost_performance=f"$$ \\Large \\text{{0.9}} $$\n\n{words}")
    assert found(text, catalog, "catalog-price") == []


@pytest.mark.parametrize(
    ("price", "day", "currency", "is_found"),
    [
        (449, "2025-08-20", "USD", True),
        (300, "2025-08-20", "USD", False),  # 20 % more than 249
        (449, "2025-12-20", "USD", False),  # four months later
        (449, "2025-08-20", "EUR", False),
        (120, "2025-08-20", "USD", True),  # the price of a used one is no price of a new one
    ],
)
def test_a_price_is_held_against_new_prices_of_the_month_in_its_currency(
    price, day, currency, is_found, catalog
):
    text = published(
        {"price": str(price), "date": day},
        cost_performance=f"The Acme One costs {price} {currency} [1].",
    )
    told = found(text, catalog, "catalog-price")
    assert bool(told) == is_found
    if told:
        assert told[0].expected.startswith("249 USD")


def test_names_are_read_from_heads_and_a_dossier_only_where_one_fits(tmp_path):
    (tmp_path / "broken.toml").write_text(
        DOSSIER.replace("schema = 1", "schema = 99"), encoding="utf-8"
    )
    known = known_products((tmp_path,))
    assert "acmeone" in known.files
    assert found(published({"target_name": "Bravo Two"}), tmp_path) == []


def test_the_digest_of_the_catalog_moves_with_any_dossier(tmp_path):
    before = known_products((tmp_path,)).sha256
    known_products.cache_clear()
    (tmp_path / "acme-one.toml").write_text(DOSSIER, encoding="utf-8")
    assert known_products((tmp_path,)).sha256 != before


@pytest.fixture
def k612() -> str:
    path = SAMPLES / "akg-k612-pro_2025-08-20.md"
    if not path.exists():
        pytest.skip("the folder of reviews is not here (AURICLE_SHARED names its parent)")
    return path.read_text(encoding="utf-8")


def in_built_in_catalog(text: str) -> list[tuple[str, str]]:
    rules = [rule_named("catalog-fact"), rule_named("catalog-price")]
    found = audit_text("akg-k612-pro.md", text.encode(), rules=rules).findings
    return [(one.found, one.expected) for one in found]


def test_the_sample_of_the_k612_pro_agrees_with_its_dossier(k612):
    assert known_product(read_review("a.md", k612), known_products()) is not None
    assert in_built_in_catalog(k612) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("120-ohm studio", "32-ohm studio", [("32-ohm", "120 Ω")]),
        ("single-sided 3 m cable", "single-sided 1.2 m cable", [("1.2 m", "3 m")]),
        ("12 Hz–39.5 kHz", "12 Hz–28 kHz", [("12 Hz–28 kHz", "12–39500 Hz")]),
    ],
)
def test_one_changed_figure_of_the_sample_is_found_and_nothing_else(k612, old, new, expected):
    assert old in k612
    assert in_built_in_catalog(k612.replace(old, new)) == expected
