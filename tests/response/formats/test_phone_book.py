import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.errors import AuricleError, MeasurementFormatError
from auricle.response.formats import Listing, parse_phone_book
from tests.shared import SHARED

BOOK = [
    {
        "name": "Acme",
        "suffix": "Audio Works",
        "phones": [
            "One",
            {"name": "Two", "file": "Acme Two", "reviewScore": 4.5, "price": "€ 99"},
            {"name": "R3", "file": ["R3", "R3 C"], "suffix": ["", "Custom"]},
            {"name": "Zero-1", "file": ["Z1 S2", "Z1", "Other"], "prefix": "z1"},
            {"name": "Duo", "file": ["Duo", "Duo Foam", "Odd"], "collab": "Ajax"},
        ],
    },
    {"name": "Ajax", "phones": []},
]


def parse(content):
    return parse_phone_book(json.dumps(content).encode(), source="phone_book.json")


@pytest.mark.parametrize(
    ("stem", "product", "variant"),
    [
        ("One", "One", None),
        ("acme  TWO", "Two", None),
        ("R3", "R3", None),
        ("R3 C", "R3", "Custom"),
        ("Z1 S2", "Zero-1", "S2"),
        ("Z1", "Zero-1", None),
        ("Other", "Zero-1", "Other"),
        ("Duo", "Duo", None),
        ("Duo Foam", "Duo", "Foam"),
        ("Odd", "Duo", "Odd"),
    ],
)
def test_a_file_is_found_with_the_variant_that_crinagraph_would_show(stem, product, variant):
    assert parse(BOOK).find(stem) == Listing("Acme", product, variant)


def test_a_book_keeps_what_it_says_of_brands_and_partners():
    acme, ajax = parse(BOOK).brands
    assert (acme.name, acme.suffix, ajax.phones) == ("Acme", "Audio Works", ())
    assert [phone.collaborator for phone in acme.phones] == [None] * 4 + ["Ajax"]


def test_a_file_that_is_not_listed_or_listed_as_two_things_is_not_found():
    book = parse([{"name": "A", "phones": ["X"]}, {"name": "B", "phones": ["X", "Y", "Y"]}])
    assert book.find("X") is None
    assert book.find("Z") is None
    assert book.find("Y") == Listing("B", "Y", None)


def test_a_byte_order_mark_changes_nothing():
    data = json.dumps(BOOK).encode()
    marked = parse_phone_book(b"\xef\xbb\xbf" + data, source="x")
    assert marked == parse_phone_book(data, source="x")


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "x:1:1: found the end in column 1, expected JSON (expecting value)"),
        (b'[\n{"name": "A"\n "phones": []}]', "x:3:1: found '\"phones\": []}]' in column 2"),
        (b"\xff\xfe[", "x:1:1: found byte 0xff, expected text in UTF-8"),
        (b"[]\n\n\xe9", "x:3:1: found byte 0xe9"),
        (b"{}", "found a table as the file, expected a list of brands"),
        (b"7", "found a number as the file"),
        (b"[3]", "found a number as brand 1, expected a table with a name"),
        (b'[{"name": "A"}]', "found none as phones of brand 1, expected a list of products"),
        (b'[{"phones": []}]', "found none as name of brand 1, expected a text"),
        (b'[{"name": " ", "phones": []}]', "found an empty text as name of brand 1"),
        (b'[{"name": "A", "phones": [1]}]', "found a number as product 1 of brand 1"),
        (b'[{"name": "A", "phones": [{"name": true}]}]', "found true or false as name"),
        (b'[{"name": "A", "phones": [{"name": "B", "file": {}}]}]', ""),
        (
            b'[{"name": "A", "phones": [{"name": "B", "file": ["x", []]}]}]',
            "found a list of 0 as file 2 of product 1 of brand 1, expected a text",
        ),
        (
            b'[{"name": "A", "phones": [{"name": "B", "file": ["x", "y"], "suffix": ["z"]}]}]',
            "found a list of 1 as suffix of product 1 of brand 1, expected a list of 2 texts",
        ),
        (b"[" * 200_000, "found lists inside lists without end"),
        (b'{"a":' * 200_000, "found lists inside lists without end"),
        (b" " * 8_000_001, "found 8000001 bytes, expected a phone book of at most 8000000"),
    ],
)
def test_what_is_no_phone_book_is_refused_with_its_place(data, complaint):
    if not complaint:
        assert parse_phone_book(data, source="x").find("B")  # an empty file means the name
        return
    with pytest.raises(MeasurementFormatError) as refusal:
        parse_phone_book(data, source="x")
    assert complaint in str(refusal.value)


@pytest.mark.parametrize("number", ["9" * 10_000, "-1e999999", "NaN", "Infinity"])
def test_a_number_of_any_size_does_no_harm(number):
    data = f'[{{"name": "A", "phones": [{{"name": "B", "price": {number}}}]}}]'.encode()
    assert parse_phone_book(data, source="x").find("B") == Listing("A", "B", None)


trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["name", "phones", "file", "suffix", "prefix", "collab"]), inner
        )
    ),
    max_leaves=20,
)


@given(trees)
def test_any_json_is_a_phone_book_or_refused(tree):
    try:
        book = parse([{"name": "A", "phones": [tree]}])
    except AuricleError:
        return
    assert all(phone.files for brand in book.brands for phone in brand.phones)


@given(st.binary())
def test_any_bytes_are_a_phone_book_or_refused(data):
    with contextlib.suppress(MeasurementFormatError):
        assert parse_phone_book(data, source="x").source == "x"


@pytest.fixture
def odd_folder():
    folder = SHARED / "data" / "odd"
    if not folder.is_dir():
        pytest.skip("the folder of odd files is not here (AURICLE_SHARED names its parent)")
    return folder


def test_a_phone_book_in_use_is_read_whole(odd_folder):
    data = (odd_folder / "085_book__phone_book_hp.json").read_bytes()
    book = parse_phone_book(data, source="phone_book_hp.json")
    listed = [phone["file"] for brand in json.loads(data) for phone in brand["phones"]]
    stems = [stem for entry in listed for stem in ([entry] if isinstance(entry, str) else entry)]
    assert len(stems) > 49
    assert all(book.find(stem) for stem in stems)
    assert book.find("Sennheiser HD600 S2 Misodiko") == Listing(
        "Sennheiser", "HD600", "S2 w/ Misodiko pads"
    )


def test_a_phone_book_with_a_comma_missing_is_refused_at_its_line(odd_folder):
    data = (odd_folder / "083_book__phone_book.json").read_bytes()
    with pytest.raises(MeasurementFormatError) as refusal:
        parse_phone_book(data, source="phone_book.json")
    # The comma is missing after line 306, and the next value stands in line 307.
    assert refusal.value.fault.line == 307
