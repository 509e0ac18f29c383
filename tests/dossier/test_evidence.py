from datetime import date

from auricle.dossier import (
    EVIDENCE_CLASSES,
    Source,
    as_of,
    evidence_class,
    newest_day,
    parse_brand,
    parse_dossier,
    strength,
    voice,
    with_brand,
)

from .. import texts

BRAND = """
schema = 1
[brand]
name = "Acme"
[sources.terms]
publisher = "Acme"
title = "Warranty terms"
url = "https://example.org/terms"
kind = "manufacturer"
[[facts]]
quantity = "warranty"
value = 1
unit = "year"
kind = "specified"
region = "US"
source = "terms"
[[findings]]
criterion = "direct-support"
holds = "yes"
source = "terms"
"""

OWN_WARRANTY = """
[[facts]]
quantity = "warranty"
value = 2
unit = "years"
kind = "specified"
region = "US"
source = "{}"
"""

REVIEW = """
[sources.review]
publisher = "A review"
title = "Acme One Review"
kind = "review"
published = 2025-03-01
"""

TERMS = """
[sources.terms]
publisher = "Acme"
title = "Warranty terms"
url = "https://example.org/terms"
kind = "manufacturer"
"""


def read(text):
    return parse_dossier(text, file="acme-one.toml", read_curve=texts.no_curve)


def warranties(dossier):
    brand = parse_brand(BRAND, file="acme.toml", slug="acme")
    facts = with_brand(dossier, brand).facts
    return [fact.value for fact in facts if fact.quantity == "warranty"]


def test_what_holds_for_a_brand_holds_for_its_product():
    assert warranties(read(texts.WHOLE)) == [1.0]


def test_what_a_maker_says_of_the_product_goes_before_what_it_says_of_the_brand():
    assert warranties(read(texts.WHOLE + OWN_WARRANTY.format("sheet"))) == [2.0]


def test_a_weaker_source_does_not_overrule_the_brand():
    text = texts.WHOLE + REVIEW + OWN_WARRANTY.format("review")
    assert warranties(read(text)) == [2.0, 1.0]


def test_one_document_read_two_ways_for_brand_and_product_is_kept_both_ways():
    text = texts.WHOLE + TERMS + OWN_WARRANTY.format("terms")
    assert warranties(read(text)) == [2.0, 1.0]


def test_only_evidence_up_to_the_day_counts():
    dossier = read(texts.WHOLE)
    before = as_of(dossier, date(2025, 1, 31))
    assert len(before.facts) == 1  # published 2024-05-01
    assert before.prices == ()
    assert as_of(dossier, date(2025, 2, 1)).prices == dossier.prices
    assert as_of(dossier, date(2024, 4, 30)).facts == ()


def test_failures_count_from_their_source_on_and_wear_parts_from_the_day_of_their_price():
    text = texts.HEADER + texts.FAILURES + texts.SERVICE + texts.WEAR_PART
    text = text.replace("observed = 2025-02-01", "observed = 2025-03-01")
    dossier = parse_dossier(text, file="x.toml", read_curve=lambda _: texts.SERVICE_TABLE)
    source_read, price_seen = date(2025, 2, 1), date(2025, 3, 1)
    assert as_of(dossier, date(2025, 1, 31)).entries == ()
    assert as_of(dossier, source_read).entries == (*dossier.failures, *dossier.service)
    assert as_of(dossier, price_seen).entries == dossier.entries
    assert newest_day(dossier) == price_seen


def test_undated_evidence_counts_on_every_day():
    undated = texts.WHOLE.replace("published = 2024-05-01\naccessed = 2025-01-10\n", "")
    assert len(as_of(read(undated), date(1990, 1, 1)).facts) == 1


def test_the_newest_day_is_that_of_the_newest_entry():
    assert newest_day(read(texts.WHOLE)) == date(2025, 2, 1)
    assert newest_day(read(texts.HEADER)) is None  # a source alone is no entry


def test_evidence_of_which_only_the_year_is_known_does_not_set_the_day():
    text = texts.HEADER.replace("published = 2024-05-01", 'published = "2025"').replace(
        "accessed = 2025-01-10\n", ""
    )
    assert newest_day(read(text + texts.SENSITIVITY)) is None
    assert newest_day(read(text + texts.SENSITIVITY + texts.PRICE)) == date(2025, 2, 1)


def source(kind, **fields):
    return Source("a/b", "Publisher", "Title", kind, **fields)


def test_every_kind_of_source_has_its_class_of_evidence():
    assert evidence_class(source("laboratory", rig="GRAS")) == "independent-measurement"
    assert evidence_class(source("laboratory")) == "laboratory-rig-not-stated"
    assert evidence_class(source("laboratory", rig="GRAS"), "specified") == "relayed"
    assert evidence_class(source("review", relays="A lab")) == "relayed"
    assert evidence_class(source("review")) == "unsourced"
    assert evidence_class(source("dataset")) == "unsourced"
    assert evidence_class(source("patent")) == "granted-patent"
    for kind in ("manufacturer", "service-document", "retailer", "user-reports"):
        assert evidence_class(source(kind)) == kind


def test_a_measurement_is_the_strongest_evidence_and_user_reports_the_weakest():
    ranks = [strength(name) for name in EVIDENCE_CLASSES]
    assert ranks == sorted(ranks)
    assert EVIDENCE_CLASSES[0] == "independent-measurement"
    assert EVIDENCE_CLASSES[-1] == "user-reports"


def test_every_word_of_the_maker_is_one_voice_and_a_copy_has_none():
    assert voice(source("manufacturer")) == voice(source("service-document")) == "the maker"
    assert voice(source("dataset", relays="x"), "specified") == "the maker"
    assert voice(source("review")) is None
    assert voice(source("user-reports")) is None
    assert voice(source("laboratory")) == "Publisher"
    assert voice(source("dataset", relays="Publisher")) == "Publisher"


def test_the_day_an_editor_wrote_is_a_day_of_the_dossier(make_product, price_text):
    from datetime import date

    from auricle.dossier import newest_day

    editor = '[editor]\nname = "Jo"\ndate = 2026-01-02\n'
    assert newest_day(make_product(price_text(249), editor)) == date(2026, 1, 2)
    assert newest_day(make_product(price_text(249))) == date(2025, 8, 20)
