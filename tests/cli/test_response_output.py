"""What ``auricle response`` makes: plots, files in other forms, text for people."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from auricle.response import R40_HZ
from auricle.response.formats import (
    find_files,
    group_files,
    parse_phone_book,
)
from auricle.response.survey import read_groups

from ..measured import (
    collection,
    csv_text,
    level_db,
    put,
    rew_text,
    stereo_text,
)
from .program import assert_is_fit_for_people, run, svg_text

ON_GRAS = ("--rig", "gras")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return put(tmp_path_factory.mktemp("collection"), collection())


@pytest.fixture
def plain(tmp_path):
    return put(tmp_path, {"p.txt": rew_text(level_db(1))}) / "p.txt"


# Plots


def test_a_plot_is_written_whole(plain, tmp_path):
    ran = run("response", plain, *ON_GRAS, "--plot", tmp_path / "p.svg")
    assert "Preference" in ran.stdout
    assert "Harman over-ear 2018" in svg_text(tmp_path / "p.svg")
    run("response", plain, "--plot", tmp_path / "p.png")
    png = (tmp_path / "p.png").read_bytes()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert png.endswith(b"IEND\xaeB`\x82")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["p.png", "p.svg", "p.txt"]


def test_a_plot_into_a_folder_that_is_not_there_leaves_nothing(plain, tmp_path):
    ran = run("response", plain, "--plot", tmp_path / "no" / "p.svg", status=2)
    assert "cannot write" in ran.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["p.txt"]


def test_a_plot_of_wrong_ending_is_refused_before_anything_is_read(tmp_path):
    # The fifo would be waited for and the rig is unknown: neither is looked at.
    ran = run("response", tmp_path, "--plot", "p.pdf", "--rig", "no such rig", status=2)
    assert "expected a file that ends in .svg or .png" in ran.stderr


def test_a_plot_of_several_products_is_refused(folder, tmp_path):
    ran = run("response", folder, "--plot", tmp_path / "p.svg", status=2)
    assert "--plot draws one product" in ran.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_plot_of_a_file_that_cannot_be_read_says_why(tmp_path):
    put(tmp_path, {"bad.txt": "no table"})
    ran = run("response", tmp_path / "bad.txt", "--plot", tmp_path / "p.svg", status=2)
    assert "not-a-curve" in ran.stderr


def test_a_name_with_any_sign_makes_a_sound_svg(tmp_path):
    name = "B&O <b> \x1b[31m $x_1$ \u202e é"
    put(tmp_path, {f"{name} L.txt": rew_text(level_db(0))})
    run("response", tmp_path, *ON_GRAS, "--plot", tmp_path / "p.svg")
    assert "B&O <b>" in svg_text(tmp_path / "p.svg")


# Writing


def written(folder: Path) -> list[list]:
    groups = group_files(file for file in find_files([folder]) if not file.name.endswith(".json"))
    return read_groups(groups)


@pytest.mark.parametrize("form", ["autoeq", "rew", "cringraph"])
def test_what_is_written_reads_back_as_the_same_numbers(form, tmp_path):
    files = {
        "Acme One L.txt": rew_text(level_db(0) + 1e-7),
        "Acme One R.txt": rew_text(level_db(1)),
        "Acme Two.csv": csv_text(level_db(2) / 3.0),
        "Acme Both.csv": stereo_text(level_db(4), level_db(5)),
    }
    put(tmp_path / "in", files)
    ran = run("response", tmp_path / "in", "--write", form, "-o", tmp_path / "out")
    paths = [Path(line) for line in ran.stdout.splitlines()]
    assert all(path.is_file() for path in paths)

    def numbers(products):
        return {
            (one.product, "average" if c == "unknown" else c): (
                r.frequency_hz.tolist(),
                r.level_db.tolist(),
            )
            for product in products
            for one in product
            for c, r in one.by_channel.items()
        }

    before, after = numbers(written(tmp_path / "in")), numbers(written(tmp_path / "out"))
    assert before == after
    assert len(before) == 5


def test_a_collection_keeps_its_takes_and_brands(tmp_path):
    book = [{"name": "Acme", "phones": [{"name": "Uno", "file": "1st"}]}]
    takes = {f"1st {s}{n}.txt": rew_text(level_db(n)) for s in "LR" for n in (1, 2)}
    put(tmp_path / "in", {"phone_book.json": json.dumps(book), **takes})
    run("response", tmp_path / "in", "--write", "cringraph", "-o", tmp_path / "out")
    source = tmp_path / "out" / "data" / "phone_book.json"
    [brand] = parse_phone_book(source.read_bytes(), source="b").brands
    assert (brand.name, [phone.name for phone in brand.phones]) == ("Acme", ["Uno"])
    records = run("response", tmp_path / "out", *ON_GRAS, "--json").record
    [together] = [r["together"] for r in records if r["together"] is not None]
    assert (together["product"], together["n_takes"]) == ("Acme Uno", 2)


def test_nothing_is_overwritten(plain, tmp_path):
    run("response", plain, "--write", "rew", "-o", tmp_path / "out")
    [path] = (tmp_path / "out").iterdir()
    path.write_text("mine", "utf-8")
    ran = run("response", plain, "--write", "rew", "-o", tmp_path / "out", status=2)
    assert "exists already: nothing was written" in ran.stderr
    assert path.read_text("utf-8") == "mine"
    assert "is a file" in run("response", plain, "--write", "rew", "-o", path, status=2).stderr


def test_what_was_refused_is_told_and_the_rest_is_written(folder, tmp_path):
    ran = run("response", folder, "--write", "autoeq", "-o", tmp_path / "out", status=1)
    assert ran.stderr.count("refused [not-a-curve]") == 3
    assert len(ran.stdout.splitlines()) == len(list((tmp_path / "out").iterdir())) == 21


def test_what_a_form_cannot_say_is_told(folder, tmp_path):
    ran = run("response", folder, "--write", "autoeq", "-o", tmp_path / "out", status=1)
    assert "Acme Error.csv: it is compensated" in ran.stderr
    assert "Acme Coarse.txt: it is smoothed (1/3 octave)" in ran.stderr
    assert ran.stderr.count("note: ") == 2


# Text


def test_one_file_is_told_in_full(plain):
    text = run("response", plain, *ON_GRAS).stdout
    assert_is_fit_for_people(text)
    for part in (
        "text of REW, read, channel not stated, 121 points from 20 Hz to 20 kHz",
        "  rig: gras (stated by you)",
        "  smoothing: 1/48 octave",
        "  target: Harman over-ear 2018",
        "95 % interval",
        "Preference (over-ear model)",
        "the model itself errs by ±6.7",
        "  not available:",
    ):
        assert part in text


@pytest.mark.parametrize(
    "name",
    [name for name in collection() if not name.startswith("Acme Five")],
)
@pytest.mark.parametrize("options", [(), ON_GRAS, ("--rig", "711"), ("--rig", "5128")])
def test_a_file_of_any_kind_is_told_without_holes(folder, name, options):
    is_refused = name.split("/")[-1] in {"Acme Bad.txt", "Acme Empty.txt", "picture.png"}
    ran = run("response", folder / name, *options, status=1 if is_refused else 0)
    assert_is_fit_for_people(ran.stdout.replace(folder.as_posix(), ""))


def test_three_files_are_told_in_full_and_four_in_a_table(tmp_path):
    put(tmp_path, {f"P{n} L.txt": rew_text(level_db(n)) for n in range(3)})
    in_full = run("response", tmp_path, *ON_GRAS).stdout
    assert in_full.count("95 % interval") == 3
    put(tmp_path, {"P3 L.txt": rew_text(level_db(3))})
    table = run("response", tmp_path, *ON_GRAS).stdout
    assert "95 % interval" not in table
    assert table.splitlines()[-1] == "4 files: 4 read, 0 repaired, 0 refused"


def test_many_files_are_a_table_with_what_was_repaired_and_refused(folder):
    text = run("response", folder, *ON_GRAS, status=1).stdout
    assert_is_fit_for_people(text.replace(folder.as_posix(), ""))
    lines = text.splitlines()
    assert lines[0].split() == [
        *("file", "channel", "points", "rig", "preference", "SD,", "dB", "tilt,", "dB/oct"),
        *("-6", "dB,", "Hz"),
    ]
    assert "Products with several files" in lines
    assert lines.index("Repaired") < lines.index("Refused")
    assert lines[-1] == "24 files: 20 read, 1 repaired, 3 refused"


def test_nothing_but_refused_files_begins_without_an_empty_line(tmp_path):
    put(tmp_path, {f"{n}.txt": "no table" for n in range(4)})
    lines = run("response", tmp_path, status=1).stdout.splitlines()
    assert lines[0] == "Refused"
    assert lines[-2:] == ["", "4 files: 0 read, 0 repaired, 4 refused"]


def test_broad_peaks_and_dips_are_counted_in_words(tmp_path):
    tilted_db = 80.0 + 6.0 * np.sin(np.log(R40_HZ / 1000.0))
    put(tmp_path, {"x.txt": rew_text(tilted_db)})
    text = run("response", tmp_path / "x.txt").stdout
    assert re.search(
        r"^  \d peaks? (and|or) dips? with a Q below 1 \(--json has them\)$", text, re.MULTILINE
    )
