import csv
import json
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.response.formats import FoundFile, find_files, group_files, parse_phone_book
from tests.shared import SHARED


def found(*names):
    return [FoundFile(name, Path(name)) for name in names]


def read(*names, books=()):
    """Product -> (channel, take) of its files."""
    groups = group_files(found(*names), books)
    return {g.product: [(m.channel, m.take) for m in g.members] for g in groups}


def book(*phones, source="phone_book.json"):
    return parse_phone_book(
        json.dumps([{"name": "Acme", "phones": phones}]).encode(), source=source
    )


def test_channels_and_takes_of_a_product_come_together_in_order():
    assert read("One R2.txt", "one L2.txt", "One R1.txt", "One L10.txt", "Two L.txt") == {
        "one": [("left", 2), ("left", 10), ("right", 1), ("right", 2)],
        "Two": [("left", None)],
    }


def test_a_folder_and_an_archive_part_what_has_one_name():
    groups = group_files(found("a/One L.txt", "b/One R.txt", "c.zip/One L.txt", "c.zip/One R.txt"))
    assert [len(group.members) for group in groups] == [1, 1, 2]


def test_a_target_is_apart_from_the_product_of_its_name():
    groups = group_files(found("One.txt", "One Target.txt"))
    assert [(group.product, group.is_target) for group in groups] == [
        ("One", False),
        ("One Target", True),
    ]


def test_a_glued_channel_is_believed_with_its_partner_only():
    assert read("EDZL.txt", "EDZR.txt") == {"EDZ": [("left", None), ("right", None)]}
    assert read("EDZL.txt") == {"EDZL": [("unknown", None)]}
    assert read("a/EDZL.txt", "b/EDZR.txt") == {
        "EDZL": [("unknown", None)],
        "EDZR": [("unknown", None)],
    }


def test_a_glued_channel_is_not_believed_beside_clear_ones():
    # ER4SR is a model of its own, not the right channel of ER4S.
    assert read("ER4S L.txt", "ER4S R.txt", "ER4SR.txt", "ER4SL.txt") == {
        "ER4S": [("left", None), ("right", None)],
        "ER4SL": [("unknown", None)],
        "ER4SR": [("unknown", None)],
    }
    assert read("ER4SL.txt", "ER4SR.txt", "ER4SR L.txt") == {
        "ER4SL": [("unknown", None)],
        "ER4SR": [("left", None), ("unknown", None)],
    }


@pytest.mark.parametrize(
    ("names", "is_believed"),
    [
        (("Fidelio L2.csv",), False),
        (("Fidelio L1.csv", "Fidelio L2.csv"), False),
        (("Fidelio L2.csv", "Fidelio L2 L.txt"), False),
        (("Fidelio L2.csv", "Fidelio L2 R1.txt", "Fidelio R1.txt"), False),
        (("Fidelio L2.csv", "Fidelio R.txt"), True),
        (("Fidelio L2.csv", "Fidelio L.txt"), True),
        (("Fidelio L2.csv", "Fidelio R1.txt"), True),
        (("Fidelio L2.csv", "Fidelio L1.csv", "Fidelio L3.csv"), True),
    ],
)
def test_a_numbered_channel_needs_company(names, is_believed):
    groups = group_files(found(*names))
    [member] = [m for g in groups for m in g.members if m.file.name == "Fidelio L2.csv"]
    expected = ("left", 2) if is_believed else ("unknown", None)
    assert (member.channel, member.take) == expected


def test_a_phone_book_says_which_names_are_models():
    series = ["Fidelio L1.txt", "Fidelio L2.txt", "Fidelio L3.txt"]
    books = [book("Fidelio L2", {"name": "Uno", "file": "One"})]
    assert read(*series, books=books) == {
        name.removesuffix(".txt"): [("unknown", None)] for name in series
    }
    assert read("One L4.txt", books=books) == {"Uno": [("left", 4)]}


def test_a_phone_book_gives_brand_product_and_variant_in_its_folder_and_below():
    entry = {"name": "R3", "file": ["R3", "R3 C"], "suffix": ["", "Custom"]}
    books = [book(entry, source="data/phone_book.json")]
    names = ("data/R3 L.txt", "data/phones/R3 C L.txt", "other/R3 L.txt")
    groups = group_files(found(*names), books)
    assert [(g.brand, g.product, g.variant) for g in groups] == [
        ("Acme", "R3", None),
        ("Acme", "R3", "Custom"),
        (None, "R3", None),
    ]


def test_the_nearest_phone_book_counts_and_two_that_differ_do_not():
    names = found("a/b/x L.txt")
    far = book({"name": "Far", "file": "x"}, source="a/phone_book.json")
    near = book({"name": "Near", "file": "x"}, source="a/b/phone_book.json")
    third = book({"name": "Third", "file": "x"}, source="a/b/phone_book_2.json")
    assert [g.product for g in group_files(names, [far])] == ["Far"]
    assert [g.product for g in group_files(names, [far, near])] == ["Near"]
    assert [g.brand for g in group_files(names, [far, near, third])] == [None]


def test_a_folder_names_the_product_where_the_file_says_the_channel_only():
    assert read("data/HD 600/L.txt", "data/HD 600/right.txt") == {
        "HD 600": [("left", None), ("right", None)]
    }


parts = st.lists(
    st.sampled_from(["One", "Two", "L", "R", "L1", "R1", "L2", "XL", "XR", "Target", "AVG"]),
    min_size=1,
    max_size=4,
).map(" ".join)
names = st.lists(
    st.tuples(st.sampled_from(["", "a/", "b.zip/"]), parts).map("".join), unique=True, max_size=12
)


@given(names, st.randoms(use_true_random=False))
def test_every_file_is_in_one_group_and_the_order_of_files_does_not_matter(names, random):
    files = found(*names)
    groups = group_files(files)
    members = [member.file for group in groups for member in group.members]
    assert Counter(members) == Counter(files)
    random.shuffle(files)
    assert group_files(files) == groups


def test_many_files_are_grouped_in_little_more_than_their_number():
    def seconds(n):
        files = found(
            *(f"f/Phone {k} {side}{take}" for k in range(n) for side in "LR" for take in (1, 2))
        )
        begin = time.process_time()
        assert len(group_files(files)) == n
        return time.process_time() - begin

    small = min(seconds(500) for _ in range(3))
    assert seconds(8000) < 16 * small * 4  # n log n gives 16 * 1.5, n squared 256


def test_the_channels_of_real_collections_are_those_that_their_index_says():
    folder = SHARED / "data" / "curves"
    if not folder.is_dir():
        pytest.skip("the folder of curves is not here (AURICLE_SHARED names its parent)")
    with (folder / "index.csv").open(encoding="utf-8", newline="") as stream:
        stated = {row["file"]: row["channel"] for row in csv.DictReader(stream)}
    files = [f for f in find_files([folder]) if f.path.name != "index.csv"]
    groups = group_files(files)
    said = {
        member.file.path.relative_to(folder).as_posix(): member.channel
        for group in groups
        for member in group.members
    }
    assert said.keys() == stated.keys()
    # The index calls average what comes from a source that has no other curves, and "L+R" a
    # file with both; no name of theirs says so.
    in_words = {"L": "left", "R": "right", "avg": "unknown", "L+R": "unknown"}
    assert {file: in_words[channel] for file, channel in stated.items()} == said
