"""Sums of money in reviews: how large they are, in which currency, and whose."""

from decimal import Decimal

import pytest

from auricle.audit.reading import Review, read_review
from auricle.audit.statements.flat import flat
from auricle.audit.statements.formulas import find_formulas
from auricle.audit.statements.prices import Price, prices
from tests.audit.published import published, rules_in


def review_of(words: str) -> Review:
    part = f"$$ \\Large \\text{{0.9}} $$\n\n{words}"
    return read_review("acme-one.md", published(cost_performance=part))


def prices_in(words: str) -> list[Price]:
    review = review_of(words)
    body = review.section("cost_performance").body
    return [one for one in prices(review) if body.start <= one.span.start < body.end]


def amounts_in(words: str) -> list[tuple[Decimal, Decimal, str]]:
    return [(one.low, one.value, one.currency) for one in prices_in(words)]


@pytest.mark.parametrize(
    ("words", "value", "currency"),
    [
        ("1’219 CHF", "1219", "CHF"),
        ("1'219 CHF", "1219", "CHF"),
        ("1.299,99 €", "1299.99", "EUR"),
        ("219,99 €", "219.99", "EUR"),
        ("99 NZD", "99", "NZD"),
        ("99 THB", "99", "THB"),
        ("1,299.50 USD", "1299.50", "USD"),
        ("USD 219", "219", "USD"),
        ("$219", "219", "USD"),
        ("US$ 219", "219", "USD"),
        ("about 219 usd", "219", "USD"),
        ("~219 euros", "219", "EUR"),
        ("￥9,990", "9990", "JPY"),
        ("NT$219", "219", "TWD"),
        ("CN¥219", "219", "CNY"),
        ("**219 USD**", "219", "USD"),
    ],
)
def test_a_sum_is_as_large_as_its_writer_meant(words, value, currency):
    expected = [(Decimal(value), Decimal(value), currency)]
    assert amounts_in(f"The Philips X2 costs {words}.") == expected


@pytest.mark.parametrize(
    "words",
    ["1 219 USD", "USD 1 299", "1.299 EUR", "1\u00a0219 USD", "1\u202f219 USD", "USD 1\u202f299"],
)
def test_a_sum_that_may_be_two_numbers_is_left_alone(words):
    assert amounts_in(f"The Philips X2 costs {words}.") == []


@pytest.mark.parametrize(
    ("words", "low", "high"), [("99-120 USD", "99", "120"), ("$99.50–$120", "99.50", "120")]
)
def test_a_range_of_prices_has_both_its_ends(words, low, high):
    assert amounts_in(f"The Philips X2 costs {words}.") == [(Decimal(low), Decimal(high), "USD")]


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u202f"])
def test_the_tail_of_a_grouped_number_is_no_cheaper_price(blank):
    words = f"The Philips X2 has an equal response at 1{blank}319 USD [3]."
    part = f"$$ \\Large \\text{{1.0}} $$\n\n{words}"
    front = {"price": "1249", "rating": "[3.5, 0.7, 0.6, 1.0, 0.6, 0.6]"}
    assert "cp-cheaper-named" not in rules_in(published(front=front, cost_performance=part))


@pytest.mark.parametrize(
    "words",
    [
        "1 219 USD ÷ 999 USD = 1.22",
        "1\u202f219 USD ÷ 999 USD = 1.22",
        "USD 1 219 ÷ USD 999 = 1.22",
        "USD 999 ÷ USD 1 219 = 0.82",
        "999 € ÷ 1.499 € = 0.67",
        "999,50 € ÷ 1499,50 € = 0.67",
    ],
)
def test_a_formula_of_numbers_that_may_be_larger_is_left_alone(words):
    text = flat(words)
    assert list(find_formulas(text, 0, len(text))) == []


def test_a_formula_reads_groups_that_an_apostrophe_parts():
    text = "CP = 1’219 CHF ÷ 2'438 CHF = 0.5"
    [one] = find_formulas(text, 0, len(text))
    assert (one.numerator.value, one.denominator.value) == (1219, 2438)


def test_a_product_of_an_unknown_maker_is_one_however_its_name_is_spelt():
    words = "The Lumbar Audio Mark II at 80 USD is one, the Lumbar Audio MKII (85 USD) again."
    first, second = prices_in(words)
    assert first.owner.name != second.owner.name
    assert first.owner.key == second.owner.key


@pytest.mark.parametrize(
    "words",
    [
        "219 USD × 1.1 ÷ 249 USD = 0.967",
        "209 USD + 10 USD ÷ 249 USD = 0.88",
        "209 USD per pair + 10 USD ÷ 249 USD = 0.88",
        "259 € − 40 € ÷ 249 € = 0.88",
        "1.1 × 219 USD ÷ 249 USD = 0.967",
        "219 USD ÷ 249 USD × 1.1 = 0.967",
        "219 USD ÷ 249 USD - 0.1 = 0.78",
        "219 USD ÷ 249 USD ÷ 2 = 0.44",
        "219 USD ÷ 249 USD + 10 USD = 0.85",
    ],
)
def test_part_of_a_longer_sum_is_not_judged_alone(words):
    text = flat(words)
    assert list(find_formulas(text, 0, len(text))) == []


@pytest.mark.parametrize(
    "words",
    [
        "* 219 USD ÷ 249 USD = 0.88",
        "+ 219 USD ÷ 249 USD = 0.88",
        "Bravo Two – 219 USD ÷ 249 USD = 0.88",
        "Cost-performance: 219 USD ÷ 249 USD = 0.88 – rounded to 0.9",
    ],
)
def test_a_sign_that_only_leads_to_a_formula_leaves_it_whole(words):
    text = flat(words)
    [one] = find_formulas(text, 0, len(text))
    assert (one.numerator.value, one.denominator.value) == (219, 249)
