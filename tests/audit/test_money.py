"""Sums of money in reviews: how large they are, in which currency, and whose."""

import pytest

from auricle.audit.reading import Review, read_review
from auricle.audit.statements.flat import flat
from auricle.audit.statements.formulas import find_formulas
from auricle.audit.statements.prices import Price, prices
from tests.audit.published import published


def review_of(words: str) -> Review:
    part = f"$$ \\Large \\text{{0.9}} $$\n\n{words}"
    return read_review("acme-one.md", published(cost_performance=part))


def prices_in(words: str) -> list[Price]:
    review = review_of(words)
    body = review.section("cost_performance").body
    return [one for one in prices(review) if body.start <= one.span.start < body.end]


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
