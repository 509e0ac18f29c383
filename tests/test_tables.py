import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.errors import AuricleError
from auricle.reliability import parse_service_data
from auricle.response.formats import parse_curve
from auricle.tables import parse_number, row_lines

ODD_NUMBERS = [
    "1_2",
    "١٢",
    "１２",
    "12\f",
    "\f12",
    "\u00a012",
    "0x10",
    "12d0",
    "12,5",
    ".",
    "1e",
    "",
]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_that_is_written_is_read_back(number):
    assert parse_number(repr(number)) == number
    assert parse_number(f" {number:.17e}\t") == number


@given(st.text())
def test_any_text_is_a_number_of_plain_digits_or_none(text):
    number = parse_number(text)
    assert number is None or set(text) <= set("0123456789.+-eE \t")


@pytest.mark.parametrize("text", [*ODD_NUMBERS, "nan", "inf", "-Infinity"])
def test_what_can_be_read_in_two_ways_is_no_number(text):
    assert parse_number(text) is None


@pytest.mark.parametrize("odd", [odd for odd in ODD_NUMBERS if "," not in odd])
def test_both_readers_of_tables_refuse_odd_numbers_with_their_place(odd):
    with pytest.raises(AuricleError, match=r"x\.csv:3:1: found"):
        parse_curve(f"frequency_hz,level_db\n1,1\n{odd},2\n", source="x.csv")
    with pytest.raises(AuricleError, match=r"x\.csv:3:1: found"):
        parse_service_data(f"months,failed\n1,1\n{odd},1\n", source="x.csv")


@pytest.mark.parametrize("sign", ["\f", "\v", "\x1c", "\x85", "\u2028"])
def test_only_line_feeds_and_carriage_returns_end_a_line(sign):
    assert list(row_lines(f"a{sign}b\r\nc\rd\n")) == [(1, f"a{sign}b"), (2, "c"), (3, "d")]
    with pytest.raises(AuricleError, match=r"x\.csv:2:1: found"):
        parse_service_data(f"months,failed\n12,0{sign}24,1\n", source="x.csv")
