"""Which product a part of the prose speaks of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.audit.reading import Span, read_review
from auricle.audit.statements.mentions import mentions
from auricle.audit.statements.owners import owner
from tests.audit.published import published


def review_of(text, target="AKG K612 Pro", company="akg", part="science"):
    front = {"target_name": f'"{target}"', "company_id": company}
    return read_review("acme-one.md", published(front, **{part: f"{text}"}))


def named(text, **options):
    review = review_of(text, **options)
    section = review.section(options.get("part", "science"))
    return [
        (one.name, one.kind)
        for one in mentions(review)
        if section.body.start <= one.span.start < section.body.end
    ]


def owner_of(text, quantity, **options):
    review = review_of(text, **options)
    start = review.prose.index(quantity, review.section(options.get("part", "science")).body.start)
    found = owner(review, Span(start, start + len(quantity)))
    return found and (found.name, found.kind)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The AKG K612 Pro is open.", [("AKG K612 Pro", "target")]),
        ("The K612 is open, K612 Pro too.", [("K612", "target"), ("K612 Pro", "target")]),
        ("AKG’s K712 is dearer.", [("AKG’s K712", "sibling")]),
        ("The K702 is older.", [("K702", "sibling")]),
        ("Its predecessor was heavier.", [("Its predecessor", "sibling")]),
        ("Sennheiser’s HD 560S costs less.", [("Sennheiser’s HD 560S", "other")]),
        ("The HD 560S costs less.", [("HD 560S", "other")]),
        ("The Audio-Technica ATH-M40x folds.", [("Audio-Technica ATH-M40x", "other")]),
        ("Sony WH-1000XM5 and DT 770 Pro", [("Sony WH-1000XM5", "other"), ("DT 770 Pro", "other")]),
        ("The Moondrop Chu II is small.", [("Moondrop Chu II", "other")]),
        ("7Hz x Crinacle Zero:2 is cheap.", [("7Hz x Crinacle Zero:2", "other")]),
        ("The Truthear Hola is one. The Hola is.", [("Truthear Hola", "other"), ("Hola", "other")]),
        ("Apple AirPods Pro 2 cancel noise.", [("Apple AirPods Pro 2", "other")]),
        ("**Truthear Zero: RED** is in bold.", [("Truthear Zero: RED", "other")]),
    ],
)
def test_a_product_is_known_by_its_name_in_full_or_in_short(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "RTINGS and Audio Science Review measured it on a GRAS 45CA and a B&K 5128.",
        "It has Bluetooth 5.3 with LDAC 990, an ES9038Q2M and IP67, USB-C and N52 magnets.",
        "AKG Support answers, and AKG Professional Headphones are repaired.",
        "It costs USD 249 or 249 USD; THD 0.1 % and SNR 100 dB, IEC 60268 as a rule.",
        "The ear simulator is that of IEC60318-4.",
        "The Harman Target of 2018 and the Harman IE 2019 differ.",
        "AKG states 120 ohm, and AKG 32 ohm for another.",
    ],
)
def test_publishers_gear_technologies_and_brands_alone_are_no_products(text):
    assert named(text) == []


def test_a_sibling_with_the_next_number_and_the_same_suffix_is_not_the_target():
    text = "The K553 MKII is like the K550 MKII; AKG K553 MK2 again."
    assert named(text, target="AKG K553 MKII") == [
        ("K553 MKII", "target"),
        ("K550 MKII", "sibling"),
        ("AKG K553 MK2", "target"),
    ]


def test_a_brand_nobody_knows_is_read_from_the_front_matter():
    text = "The Zworp Nuna is new, the Nuna 2 newer and the Zworp Talo old."
    assert named(text, target="Zworp Nuna", company="zworp") == [
        ("Zworp Nuna", "target"),
        ("Nuna", "target"),
        ("Zworp Talo", "sibling"),
    ]


def test_a_target_of_words_that_name_nothing_alone_is_known_by_its_brand():
    text = "The Acme One is open. One may like it."
    assert named(text, target="Acme One", company="acme") == [("Acme One", "target")]


def test_a_personal_review_has_its_product_in_its_title():
    text = "---\ntitle: Review - AKG K702 Headphones\n---\n\nThe K702s are open.\n"
    assert [(one.name, one.kind) for one in mentions(read_review("a.md", text))] == [
        ("K702s", "target")
    ]


def test_a_quantity_belongs_to_the_nearest_product_before_it():
    text = "The K612 has 120 ohm, while the HD 560S (101 dB/V) has less."
    assert owner_of(text, "120 ohm") == ("K612", "target")
    assert owner_of(text, "101 dB/V") == ("HD 560S", "other")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The HD 560S folds (unlike the K612) and has 99 ohm.", ("HD 560S", "other")),
        ("It has 120 ohm, more than the HD 560S's 99 ohm.", ("HD 560S", "other")),
        ("The HD 560S matches the K612's functions: a cable, pads, 99 ohm.", None),
        ("It weighs more than the 99 ohm of the HD 560S.", ("HD 560S", "other")),
        ("The Sennheiser IE-900 has 99 ohm.", ("Sennheiser IE-900", "other")),
    ],
)
def test_a_name_in_a_closed_bracket_or_beside_which_another_is_held_owns_nothing(text, expected):
    assert owner_of(text, "99 ohm") == expected


def test_without_a_name_a_quantity_belongs_to_the_product_reviewed():
    assert owner_of("The data sheet states 101 dB/V.", "101 dB/V") == ("AKG K612 Pro", "target")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("It has 99 ohm.", "cost_performance"),  # there other products are described
        ("With 99 ohm it beats the HD 560S.", "science"),
        ("The K712 is the sibling. Its impedance is 99 ohm.", "science"),
        ("The HD 560S has more than 99 ohm.", "science"),
        ("The HD 560S (99 ohm vs 120 ohm) is alike.", "science"),
        ("The K612 and the HD 560S have 99 ohm and 120 ohm respectively.", "science"),
    ],
)
def test_whose_a_quantity_is_stays_open_where_the_text_does_not_say(text, part):
    assert owner_of(text, "99 ohm", part=part) is None


@given(st.text(alphabet="AK612 'x:-+.()HDs’\n", max_size=200))
def test_any_text_is_read_and_names_stand_in_order_where_they_say(text):
    review = review_of(text)
    found = mentions(review)
    assert [one.span for one in found] == sorted(one.span for one in found)
    assert all(review.prose[slice(*one.span)] == one.name for one in found)
