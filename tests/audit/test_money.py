"""Sums of money in reviews: how large they are, in which currency, and whose."""

from auricle.audit.reading import Review, read_review
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
