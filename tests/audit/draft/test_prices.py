"""Prices have currency, condition, day and source, or are left to a person."""

from datetime import date

import pytest

from .drafts import draft_of, entries, reasons


def test_the_price_of_the_front_matter_takes_seller_and_day_from_the_shop_that_is_cited():
    [price] = entries(draft_of("The Acme One sells for 249 USD [3]."), "prices")
    assert price.keys == {
        "amount": 249,
        "currency": "USD",
        "condition": "new",
        "seller": "Sweetwater",
        "observed": date(2025, 8, 17),
        "source": "sweetwater",
    }
    assert price.line == 7


def test_a_price_without_citation_is_of_the_review_on_its_day():
    [price] = entries(draft_of("The Acme One sells for about 249 USD."), "prices")
    assert (price.keys["source"], price.keys["observed"]) == ("review", date(2025, 8, 20))
    assert "seller" not in price.keys
    assert price.keys["note"] == "stated as about this"


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("The Acme One is found refurbished for 249 USD.", "refurbished"),
        ("A used Acme One sells for 249 USD.", "used"),
        ("The Acme One, used for mixing, is 249 USD.", "new"),
    ],
)
def test_a_price_has_the_condition_that_its_sentence_says(words, condition):
    [price] = entries(draft_of(words), "prices")
    assert price.keys["condition"] == condition


def test_a_price_of_what_is_no_longer_made_is_left_to_a_person_unless_it_says_new_or_used():
    draft = draft_of("The Acme One is 249 USD.", tags="[Headphones, Open-back, Discontinued]")
    assert not entries(draft, "prices")
    assert "new or used" in reasons(draft)["price: 249"]


def test_a_price_whose_currency_nobody_says_is_left_to_a_person():
    draft = draft_of()
    assert not entries(draft, "prices")
    assert "currency" in reasons(draft)["price: 249"]


def test_a_price_that_the_text_gives_to_another_product_is_left_to_a_person():
    draft = draft_of("Its successor, the Acme Three, is 249 USD.")
    assert not entries(draft, "prices")
    assert "is it that of" in reasons(draft)["price: 249"]


def test_a_list_price_is_marked_as_one():
    [price] = entries(draft_of("Its MSRP is 249 USD."), "prices")
    assert price.keys["list"] is True


def test_a_price_of_another_day_is_a_comment():
    draft = draft_of("It launched at 399 USD. The street price is 249 USD.")
    assert [one.keys["amount"] for one in entries(draft, "prices")] == [249]
    assert "which day" in reasons(draft)["399 USD"]


def test_comparators_are_remarks_with_price_citation_and_line():
    draft = draft_of(cost="The Sony MDR-7506 costs 99 USD [3]. CP = 99 USD / 249 USD = 0.4.")
    assert draft.notes == ("line 20: comparator Sony MDR-7506 at 99 USD [3]",)
