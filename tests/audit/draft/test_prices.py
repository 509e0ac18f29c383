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


@pytest.mark.parametrize("words", ["≈249 USD", "about 249 USD", "~$249"])
def test_a_price_that_is_about_a_figure_says_so(words):
    [price] = entries(draft_of(f"The Acme One sells for {words}."), "prices")
    assert price.keys["note"] == "stated as about this"


@pytest.mark.parametrize(
    ("front", "stated", "amount"), [("249", "248.99", 248.99), ("248.99", "249", 248.99)]
)
def test_of_a_price_and_the_same_in_whole_units_the_finer_is_taken(front, stated, amount):
    [price] = entries(draft_of(f"The Acme One sells for {stated} USD.", price=front), "prices")
    assert price.keys["amount"] == amount


def test_a_price_with_a_comma_before_two_digits_is_not_read_as_a_hundredfold():
    draft = draft_of("The Acme One sells for 24,900 USD.", price='"249,00"')
    assert [one for one in entries(draft, "prices") if one.keys["amount"] == 24900] == []


def test_a_price_of_a_formula_alone_has_its_currency_from_there():
    [price] = entries(
        draft_of(cost="The Bravo X2 is 99 USD. CP = 99 USD ÷ 249 USD = 0.4."), "prices"
    )
    assert (price.keys["amount"], price.keys["currency"]) == (249, "USD")


def test_a_launch_price_of_what_is_no_longer_made_is_no_price_of_a_new_one_today():
    draft = draft_of(
        "It is discontinued. The Acme One counts with 249 USD, its launch price; no new unit sells."
    )
    assert not entries(draft, "prices")
    assert "new or used" in reasons(draft)["price: 249"]
