import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.response.formats import parse_name
from auricle.response.formats.names import name_key, printable
from auricle.response.measurement import CHANNELS


@pytest.mark.parametrize(
    ("name", "product", "channel", "take", "form"),
    [
        ("Acme One L.txt", "Acme One", "left", None, "stated"),
        ("Acme One R .txt", "Acme One", "right", None, "stated"),
        ("Acme M100 r.txt", "Acme M100", "right", None, "stated"),
        ("Acme One (Left).csv", "Acme One", "left", None, "stated"),
        ("Acme One [r].csv", "Acme One", "right", None, "stated"),
        ("Acme One (R 2).csv", "Acme One", "right", 2, "stated"),
        ("Acme One_R.txt", "Acme One", "right", None, "stated"),
        ("Acme-One-L.txt", "Acme-One", "left", None, "stated"),
        ("Acme One - Right.txt", "Acme One", "right", None, "stated"),
        ("Acme One AVG.txt", "Acme One", "average", None, "stated"),
        ("acme_one_average.csv", "acme_one", "average", None, "stated"),
        ("Acme One left 3.csv", "Acme One", "left", 3, "stated"),
        ("Acme One II L V2.txt", "Acme One II V2", "left", None, "stated"),
        ("Sony XBA-N3 R2", "Sony XBA-N3", "right", 2, "numbered"),
        ("1MORE Triple Driver L1.txt", "1MORE Triple Driver", "left", 1, "numbered"),
        ("Acme One R12.frd", "Acme One", "right", 12, "numbered"),
        ("KZ EDZL.txt", "KZ EDZ", "left", None, "glued"),
        ("Acme (felt)R.txt", "Acme (felt)", "right", None, "glued"),
        ("L.txt", "", "left", None, "stated"),
        ("a folder/b R/Acme One.txt", "Acme One", "unknown", None, "none"),
        ("C:\\curves\\Acme One R.txt", "Acme One", "right", None, "stated"),
        ("Acme One L.txt.TXT", "Acme One", "left", None, "stated"),
        ("Xelento 2. Gen R.txt", "Xelento 2. Gen", "right", None, "stated"),
        ('Acme "House" Target.txt', 'Acme "House" Target', "unknown", None, "target"),
        ("house_target.csv", "house_target", "unknown", None, "target"),
        ("One EQ to target L.txt", "One EQ to target", "left", None, "stated"),
    ],
)
def test_a_name_says_what_its_collection_means(name, product, channel, take, form):
    read = parse_name(name)
    assert (read.product, read.channel, read.take, read.form) == (product, channel, take, form)


@pytest.mark.parametrize(
    "name",
    [
        "Focal Celestee.txt",
        "Etymotic ER4S.txt",
        "HIFIMAN HE-R10.txt",
        "Acme HE-l.txt",
        "Sennheiser HD 800 S.txt",
        "Moondrop VOID.txt",
        "B&O Beoplay E8.txt",
        "Acme One R100.txt",
        "Acme One L0.txt",
        "Acme Targeter.txt",
        "Cleft.txt",
        "Copyright.txt",
    ],
)
def test_a_model_that_ends_in_a_letter_or_number_has_no_channel(name):
    read = parse_name(name)
    assert (read.channel, read.take, read.form) == ("unknown", None, "none")
    assert read.product == read.whole == name.removesuffix(".txt")


words = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=8).filter(
    lambda word: word not in ("l", "r", "left", "right", "avg", "average", "target")
)
products = st.lists(words.map(str.capitalize), min_size=1, max_size=4).map(" ".join)
endings = st.sampled_from(
    [(" L", "left"), (" R", "right"), ("_l", "left"), (" (Right)", "right"), (" AVG", "average")]
)


@given(products, endings, st.sampled_from([".txt", ".csv", ".TSV", " .txt", ""]))
def test_what_is_put_behind_a_product_is_read_off_again(product, ending, extension):
    text, channel = ending
    read = parse_name(f"any/folder/{product}{text}{extension}")
    assert (read.product, read.channel, read.form) == (product, channel, "stated")


@given(products, st.sampled_from("LR"), st.integers(1, 99))
def test_a_take_is_read_off_again(product, side, take):
    read = parse_name(f"{product} {side}{take}.txt")
    assert (read.product, read.take, read.form) == (product, take, "numbered")
    assert read.channel == {"L": "left", "R": "right"}[side]


@given(st.text())
def test_any_text_is_a_name_and_nothing_of_it_gets_lost(text):
    read = parse_name(text)
    assert read.channel in CHANNELS
    assert read.whole.startswith(read.product.split(" V")[0][: len(read.whole)])
    assert (read.channel == "unknown") == (read.form in ("none", "target"))


@pytest.mark.parametrize("unit", [" ", "-", "(", "L", " L", "_-", "(L", ".txt", "left "])
def test_a_very_long_name_takes_no_more_than_its_length(unit):
    begin = time.perf_counter()
    parse_name(unit * (2_000_000 // len(unit)))
    assert time.perf_counter() - begin < 5.0  # the square of its length would be hours


def test_names_are_compared_without_case_blanks_and_way_of_composing():
    assert name_key("Ra\u0308umlich  ONE") == name_key("R\u00e4umlich one ")
    assert name_key("HD 600") != name_key("HD600")


@given(st.text(st.characters(codec=None)))
def test_a_printable_name_is_one_line_that_can_be_written(text):
    shown = printable(text)
    assert len(shown) == len(text)
    assert not set(shown) & set("\x00\x07\x1b\n\r\x7f\x9b")
    shown.encode()
