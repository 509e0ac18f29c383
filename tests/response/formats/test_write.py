import csv
import io
import json
import string

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from auricle.response import FrequencyResponse
from auricle.response.formats import (
    Listing,
    ProductCurves,
    format_autoeq,
    format_cringraph,
    format_rew,
    parse_name,
    parse_phone_book,
    read_measurement,
    safe_file_name,
)

levels_db = st.floats(-150.0, 150.0)


def frequencies_hz(least_points):
    return st.lists(st.floats(1.0, 96_000.0), min_size=least_points, max_size=20, unique=True)


@st.composite
def responses(draw, least_points=2):
    frequency_hz = sorted(draw(frequencies_hz(least_points)))
    level_db = draw(st.lists(levels_db, min_size=len(frequency_hz), max_size=len(frequency_hz)))
    return FrequencyResponse(frequency_hz, level_db)


def columns(text, delimiter):
    """Numbers of a text as numpy reads them."""
    lines = [line for line in text.splitlines() if line[:1].isdigit()]
    return np.loadtxt(lines, delimiter=delimiter, ndmin=2).T


def assert_same(response, read):
    np.testing.assert_array_equal(read[0], response.frequency_hz)
    np.testing.assert_array_equal(read[1], response.level_db)


@given(responses())
def test_an_autoeq_file_has_every_digit(response):
    header, *rows = csv.reader(io.StringIO(format_autoeq(response)))
    assert header == ["frequency", "raw"]
    assert_same(response, np.array(rows, dtype=np.float64).T)


@given(responses())
def test_a_rew_file_has_every_digit(response):
    assert_same(response, columns(format_rew(response, title="x"), "\t"))


@given(responses())
def test_a_cringraph_file_has_every_digit_after_two_lines(response):
    files = format_cringraph([ProductCurves("A", "B", {"right": (response,)})])
    text = files["data/A B R.txt"]
    assert_same(response, columns(text, "\t"))
    # CrinGraph's own reader drops two lines, and others what begins with a star.
    assert [line[0] for line in text.splitlines()[:2]] == ["*", "*"]
    assert text.splitlines()[2][0].isdigit()


CURVE = FrequencyResponse([20.0, 1000.0, 20000.0], [1.5, 0.1 + 0.2, -30.25])


def test_a_rew_file_says_what_it_is_told_and_nothing_else():
    text = format_rew(CURVE, title="One\nL", date="2025-08-20", smoothing="1/48 octave")
    remarks = [line for line in text.splitlines() if line.startswith("*")]
    assert remarks[1:] == [
        "* Dated: 2025-08-20",
        "* Measurement: One L",
        "* Smoothing: 1/48 octave",
        "*",
        "* Freq(Hz)\tSPL(dB)",
    ]
    assert "Dated" not in format_rew(CURVE, title="x")
    assert "Smoothing" not in format_rew(CURVE, title="x")


@given(st.text(), st.lists(st.text(), max_size=2))
def test_no_title_and_no_note_becomes_a_row(title, notes):
    text = format_rew(CURVE, title=title, notes=notes)
    rows = [line for line in text.split("\n") if not line.startswith("*")]
    assert rows == [*rows[:3], ""]
    assert len(text.splitlines()) == 3 + 4 + len(notes)


def test_a_collection_has_numbered_takes_and_a_book_of_all_products():
    products = [
        ProductCurves("Acme", "One", {"left": (CURVE, CURVE), "right": (CURVE,)}),
        ProductCurves("Acme", "One", {"left": (CURVE,)}, variant="foam"),
        ProductCurves("A/B", "Two", {"average": (CURVE,)}),
        ProductCurves("A:B", "Two", {"average": (CURVE,)}),
    ]
    files = format_cringraph(products)
    assert sorted(files) == [
        "data/A_B Two (2) AVG1.txt",
        "data/A_B Two AVG1.txt",
        "data/Acme One L1.txt",
        "data/Acme One L2.txt",
        "data/Acme One R1.txt",
        "data/Acme One foam L1.txt",
        "data/phone_book.json",
    ]
    assert json.loads(files["data/phone_book.json"]) == [
        {
            "name": "Acme",
            "phones": [
                {"name": "One", "file": ["Acme One", "Acme One foam"], "suffix": ["", "foam"]}
            ],
        },
        {"name": "A/B", "phones": [{"name": "Two", "file": "A_B Two"}]},
        {"name": "A:B", "phones": [{"name": "Two", "file": "A_B Two (2)"}]},
    ]


names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).filter(str.strip)
channels = st.dictionaries(
    st.sampled_from(["left", "right", "average"]), st.integers(1, 3), min_size=1
)


@example([("0", "TARGET", None, {"left": 2})])
@given(st.lists(st.tuples(names, names, st.none() | names, channels), min_size=1, max_size=4))
def test_our_own_readers_find_every_curve_of_a_collection(products):
    wanted = {}
    for brand, product, variant, takes in products:
        # One product and variant stands once in a collection; blanks at ends carry no meaning.
        key = (brand.strip(), product.strip(), (variant or "").strip())
        wanted[key] = {channel: (CURVE,) * n for channel, n in takes.items()}
    curves = [ProductCurves(b, p, takes, variant=v or None) for (b, p, v), takes in wanted.items()]
    files = format_cringraph(curves)
    book = parse_phone_book(files.pop("data/phone_book.json").encode(), source="x")
    seen = {}
    for path in files:
        name = parse_name(path)
        listing = book.find(name.product)
        assert isinstance(listing, Listing)
        key = (listing.brand, listing.product, listing.variant or "")
        seen.setdefault(key, set()).add((name.channel, name.take))
    is_numbered = any(len(takes) > 1 for item in wanted.values() for takes in item.values())
    assert seen == {
        key: {
            (channel, number if is_numbered else None)
            for channel, takes in item.items()
            for number in range(1, len(takes) + 1)
        }
        for key, item in wanted.items()
    }


@given(st.text(st.characters(codec=None)))
def test_a_safe_name_can_be_a_file_on_every_system(text):
    name = safe_file_name(text)
    assert 1 <= len(name.encode()) <= 201
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert name == name.strip(" .")
    assert name.split(".")[0].upper() not in ("CON", "PRN", "AUX", "NUL", "COM1", "LPT9")
    assert safe_file_name(name) == name


@given(
    st.text(string.ascii_letters + string.digits + "()&+-", min_size=1).filter(
        lambda text: safe_file_name(text) == text
    )
)
def test_a_name_that_is_safe_stays_as_it_is(text):
    assert safe_file_name(text) == text


@pytest.mark.parametrize(
    ("brand", "takes"),
    [("A", {}), ("A", {"left": ()}), ("A", {"unknown": (CURVE,)}), (" ", {"left": (CURVE,)})],
)
def test_curves_that_a_collection_has_no_place_for_are_refused(brand, takes):
    with pytest.raises(ValueError, match=r"takes must be|must be named"):
        ProductCurves(brand, "One", takes)


@given(responses(least_points=8))
def test_the_reader_of_measurements_reads_back_the_same_numbers(response):
    assume(response.frequency_hz[-1] > 1000.0)  # else it asks whether the unit is kHz
    texts = {
        "x.csv": format_autoeq(response),
        "x.txt": format_rew(response, title="One L"),
        "One L.txt": format_cringraph([ProductCurves("A", "B", {"left": (response,)})])[
            "data/A B L.txt"
        ],
    }
    for source, text in texts.items():
        measurement = read_measurement(text.encode(), source=source)
        assert measurement.repairs == ()
        [read] = measurement.channels.values()
        assert_same(response, (read.frequency_hz, read.level_db))
