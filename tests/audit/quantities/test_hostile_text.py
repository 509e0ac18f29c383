"""Texts that no reviewer writes: nothing raises, and nothing takes more than linear time."""

import math
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from auricle.audit.quantities import Quantity, find_quantities

PIECES = (
    *("0", "1", "7", "20", "1,000", "3.5", "1.299,00", "٣", "²", "½", "NaN", "inf", "1e9"),
    *("±", "+", "-", "−", "–", "/", "@", "(", ")", "[", "]", "~", "<", ">", "≤", "=", "|", "×"),
    *("dB", "dB/mW", "dB SPL", "Ω", "ohm", "Hz", "kHz", "k", "V", "Vrms", "mW", "%", "USD", "$"),
    *("円", "約", "g", "mm", '"', "hours", "year", "two", "bit", "A", "s", "N", "°C", "µ", "_"),
    *(" ", " ", " ", "\n", "\t", "\u202f", "\u3000", ",", ".", ";", ":", "'", "*", "`", "```"),
    *("about", "up to", "between", "and", "to", "from", "at", "into", "per pair", "or more", "x"),
    *("<!--", "-->", "https://a", "](", "\0", "\ud800", "😀", "&lt;", "K612", "ab"),
)


def every(found: tuple[Quantity, ...]) -> list[Quantity]:
    return [part for quantity in found for part in (quantity, *quantity.conditions)]


def check(text: str) -> None:
    """What holds of every answer, whatever the text."""
    found = every(find_quantities(text))
    last = 0
    for quantity in found:
        assert last <= quantity.start < quantity.end <= len(text)
        assert quantity.text == text[quantity.start : quantity.end]
        ends = [end for end in (quantity.low, quantity.high) if end is not None]
        assert ends
        assert all(map(math.isfinite, ends))
        assert ends == sorted(ends)
        assert (len(ends) == 1) == (quantity.bound in {"at_most", "at_least"})
        assert quantity.bound != "exact" or quantity.low == quantity.high
        last = quantity.end


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_pieces_in_any_order_give_quantities_in_order_that_do_not_overlap(pieces):
    check("".join(pieces))


@given(st.text())
@example(".3.5")
@example("a cable of .3.5 m")
@example(".1,000 mm")
def test_no_text_raises(text):
    check(text)


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_a_paragraph_before_a_text_moves_its_quantities_and_changes_nothing_else(pieces):
    before, text = "Nothing is measured here.\n\n", "".join(pieces)
    alone = [(q.start + len(before), q.text, q.low, q.high) for q in find_quantities(text)]
    behind = [(q.start, q.text, q.low, q.high) for q in find_quantities(before + text)]
    assert alone == behind


LONG = 20_000
HOSTILE = {
    "digits": "7" * LONG,
    "digits with a unit": "7" * LONG + " ohm",
    "signs": "±" * LONG,
    "minus signs": "-" * LONG + "5 dB",
    "signed digits": "±1" * LONG,
    "groups": "1,000" * LONG,
    "points": "1.1" * LONG,
    "apostrophes": "1'000" * LONG,
    "noughts": "1" + " 000" * LONG,
    "brackets": "(" * LONG + "5 dB" + ")" * LONG,
    "slashes": "1/" * LONG + "1 mm",
    "sides": "1x" * LONG + "1 mm",
    "dashes": "1-" * LONG + "1 mm",
    "conditions": "5 dB @ " * LONG,
    "blanks": "5" + " " * LONG + "dB",
    "words before": "about " * LONG + "5 dB",
    "links": "](" * LONG,
    "open links": "](" + "a" * LONG,
    "addresses": "https://" * LONG,
    "tags": "<a " * LONG,
    "references": "[1" * LONG,
    "comments": "<!--" * LONG,
    "comments closed": "<!-- -->" * LONG,
    "fences": "```\n" * LONG,
    "indented": "   " * LONG + "```",
    "inches": '5" ' * LONG,
    "quotation marks": '"' * LONG + '5" woofer',
    "year words": "year " * LONG,
    "numerals": "two-year " * LONG,
    "capitals": "USDUSD$" * LONG + "5",
    "kilo": "1k - " * LONG,
    "currencies": "$" * LONG + "5",
    "levels": "5 dB SPL/" * LONG,
    "weights": "5 dB(A)" * LONG,
    "entities": "&lt;" * LONG + "5 dB",
    "underscores": "5 V_" * LONG,
}


def calls_of(text: str) -> int:
    """Calls of functions, of Python and of C, that reading a text takes."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        find_quantities(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", HOSTILE)
def test_a_long_text_of_one_kind_is_read_to_its_end(name):
    check(HOSTILE[name])


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_twice_as_long_takes_at_most_twice_the_steps(name):
    text = HOSTILE[name][:8000]
    assert calls_of(text + text) <= 2.2 * calls_of(text) + 200
