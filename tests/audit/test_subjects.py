"""Whether a review is of headphones, and in which currency its price is."""

import pytest

from auricle.audit.reading import read_review
from auricle.audit.statements.headphones import is_of_headphones
from tests.audit.published import published, rules_in


def review_of(name, tags, opening):
    front = f"---\ntarget_name: {name}\ntags: [{tags}]\n---\n\n## Overview\n\n"
    return read_review("a.md", f"{front}{opening}\n")


@pytest.mark.parametrize(
    ("name", "tags", "opening", "expected"),
    [
        ("Acme One", "Headphones, Open-back", "The Acme One is an over-ear headphone.", True),
        ("Acme Two", "IEM", "The Acme Two is an in-ear monitor with a cable.", True),
        ("Acme Buds", "TWS, ANC", "The Acme Buds are true wireless earbuds.", True),
        ("Acme Amp", "Headphone amplifier", "The Acme Amp is a headphone amplifier.", False),
        ("Acme Tip", "Ear Tips", "The Acme Tip is an ear tip for earphones.", False),
        ("Acme Plug", "Adapter, DAC, Headphones", "The Acme Plug is a headphone adapter.", False),
        ("Acme Player", "Portable, DAP", "The Acme Player is a player for earphones.", False),
        ("Acme Box", "Speakers", "The Acme Box is a bookshelf speaker.", False),
    ],
)
def test_a_review_is_of_headphones_where_its_subject_is_one(name, tags, opening, expected):
    assert is_of_headphones(review_of(name, tags, opening)) is expected


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        ("The Philips X2 is equal at 223.20 USD [3].", True),
        ("The Philips X2 is equal at 223.20 USD [3], here at 33,000 JPY.", False),
    ],
)
def test_a_price_that_the_prose_does_not_state_is_in_dollars_where_all_are(words, is_told):
    # 223.20 / 279 = 0.8
    part = f"$$ \\Large \\text{{0.8}} $$\n\n{words} CP = 223.20 USD ÷ 279 USD = 0.8."
    front = {"price": "249", "rating": "[3.3, 0.7, 0.6, 0.8, 0.6, 0.6]"}
    found = rules_in(published(front=front, cost_performance=part))
    assert ("cp-price" in found) == is_told
