"""Products of two makers with one name are two products."""

import pytest

from auricle.audit.reading import Span, read_review
from auricle.audit.statements.mentions import mentions
from auricle.audit.statements.owners import owner
from auricle.audit.statements.prices import prices
from tests.audit.published import published, rules_in


def review_of(text, target="OnePlus Buds Pro", company="oneplus", part="science", **front):
    keys = {"target_name": f'"{target}"', "company_id": company, **front}
    return read_review("acme-one.md", published(keys, **{part: text}))


def named(text, **options):
    review = review_of(text, **options)
    body = review.section("science").body
    return [one for one in mentions(review) if body.start <= one.span.start < body.end]


@pytest.mark.parametrize("name", ["CMF Buds Pro", "Redmi Buds Pro", "CMF’s Buds Pro"])
def test_a_namesake_of_another_maker_is_not_the_target(name):
    [ours, theirs] = named(f"The OnePlus Buds Pro is louder than the {name}.")
    assert (ours.kind, theirs.kind) == ("target", "other")
    assert ours.key != theirs.key


@pytest.mark.parametrize(
    ("target", "company", "name"),
    [
        ("Anker Soundcore Liberty 4", "anker", "Soundcore Liberty 4"),
        ("Soundcore Liberty 4", "anker", "Anker Soundcore Liberty 4"),
        ("KZ ZS10 Pro", "kz", "Knowledge Zenith ZS10 Pro"),
        ("Final A4000", "final", "Final Audio A4000"),
        ("Bowers & Wilkins Px8", "bowers-wilkins", "B&W Px8"),
        ("Galaxy Buds2 Pro", "samsung", "Samsung Galaxy Buds2 Pro"),
        ("Technics EAH-AZ80", "technics", "Panasonic Technics EAH-AZ80"),
        ("Lumbar Nine X2000", "lumbar", "Lumbar Nine X2000"),
        ("Beats Studio Pro X9", "apple", "Apple Beats Studio Pro X9"),
    ],
)
def test_a_maker_in_another_spelling_is_the_same_maker(target, company, name):
    found = named(f"Of this kind the {name} has 32 ohm.", target=target, company=company)
    assert "target" in {one.kind for one in found}
    assert {one.kind for one in found} == {"target"}


def test_another_product_of_the_maker_is_a_sibling_though_half_its_name_is_left_out():
    [one] = named("The Soundcore C30i is open.", target="Anker Soundcore V30i", company="anker")
    assert one.kind == "sibling"


def test_where_no_product_is_under_review_none_has_siblings():
    [one] = mentions(read_review("a.md", "The Sennheiser HD 600 has 300 ohm.\n"))
    assert one.kind == "other"


def test_namesakes_of_two_other_makers_are_two_products():
    [first, second, third] = named(
        "The Truthear Zero Red, the 7Hz Zero Red and again the Truthear Zero Red.",
        target="AKG K612 Pro",
        company="akg",
    )
    assert first.key == third.key != second.key


def test_the_figures_of_a_namesake_are_not_those_of_the_target():
    review = review_of("The CMF Buds Pro weighs 9 g.")
    start = review.prose.index("9 g")
    found = owner(review, Span(start, start + 3))
    assert (found.name, found.kind) == ("CMF Buds Pro", "other")


def test_the_price_of_a_cheaper_namesake_is_told_beside_a_full_score():
    words = "The CMF Buds Pro has an equal response at 49 USD [3]."
    part = f"$$ \\Large \\text{{1.0}} $$\n\n{words}"
    front = {
        "target_name": '"OnePlus Buds Pro"',
        "company_id": "oneplus",
        "price": "149",
        "rating": "[3.5, 0.7, 0.6, 1.0, 0.6, 0.6]",
    }
    text = published(front, cost_performance=part)
    [price] = [one for one in prices(read_review("a.md", text)) if one.value == 49]
    assert not price.is_target
    assert "cp-cheaper-named" in rules_in(text)
