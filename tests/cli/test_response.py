"""``auricle response``: its records, its exit status, what it is asked."""

import json
from pathlib import Path

import numpy as np
import pytest

from auricle.response import R40_HZ, FrequencyResponse
from auricle.response.formats import (
    format_curve,
)

from ..measured import (
    EARS,
    HARMAN_DB,
    collection,
    csv_text,
    error_db,
    level_db,
    put,
    rew_text,
    tarred,
    zipped,
)
from .program import run, run_program, svg_text

ON_GRAS = ("--rig", "gras")
OWN_CURVE = """\
schema = 1
[product]
slug = "SLUG"
brand = "Acme"
model = "SLUG"
form = "over-ear"
back = "open"
connection = ["wired"]
[sources.lab]
publisher = "Some Laboratory"
title = "Measurements"
kind = "laboratory"
rig = "GRAS 45CA"
[[curves]]
file = "curve.csv"
quantity = "frequency-response"
rig = "gras-45ca"
channels = "average"
licence = "CC0"
source = "lab"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return put(tmp_path_factory.mktemp("collection"), collection())


@pytest.fixture(scope="module")
def records(folder):
    return run("response", folder, *ON_GRAS, "--json", status=1).record


def short(record: dict, root: Path) -> str:
    return record["file"].removeprefix(f"{root.as_posix()}/")


def without_root(record, root: Path):
    return json.loads(json.dumps(record).replace(f"{root.as_posix()}/", ""))


# Records


def test_there_is_one_record_a_file_with_what_became_of_it(folder, records):
    assert len(records) == len(collection())
    statuses = {short(record, folder): record["status"] for record in records}
    assert set(statuses) == set(collection())
    assert {name for name, status in statuses.items() if status == "refused"} == {
        "deeper/Acme Bad.txt",
        "deeper/Acme Empty.txt",
        "deeper/picture.png",
    }
    assert [name for name, status in statuses.items() if status == "repaired"] == [
        "deeper/Acme Twice.txt"
    ]


def test_a_refused_file_has_its_code_and_message(folder, records):
    by_name = {short(record, folder): record for record in records}
    bad = by_name["deeper/Acme Bad.txt"]
    assert bad["error"]["code"] == "not-a-curve"
    assert bad["error"]["message"].startswith(bad["file"])
    assert bad["metrics"] == {}
    assert [r["error"] for r in records if r["status"] != "refused"] == [None] * (len(records) - 3)


def test_what_was_repaired_is_said(folder, records):
    [twice] = [r for r in records if r["status"] == "repaired"]
    assert twice["repairs"] == ["1 duplicate frequency averaged"]
    text = run("response", folder / "deeper" / "Acme Twice.txt").stdout
    assert "  repaired: 1 duplicate frequency averaged\n" in text


def test_a_phone_book_is_used_and_is_no_curve(folder, records):
    by_name = {short(record, folder): record for record in records}
    book = by_name["phone_book.json"]
    assert (book["status"], book["dialect"], book["metrics"]) == ("read", "phone-book", {})
    assert book["remarks"] == ["1 products; their names are used"]
    assert by_name["Acme One L.txt"]["product"] == "Acme One"


def test_a_broken_phone_book_is_refused_and_the_curves_are_read(tmp_path):
    put(tmp_path, {"phone_book.json": "[{", "x.txt": rew_text(level_db(0))})
    book, curve = run("response", tmp_path, "--json", status=1).record
    assert (book["status"], book["error"]["code"]) == ("refused", "measurement-format")
    assert curve["status"] == "read"


def test_other_json_is_no_curve(tmp_path):
    put(tmp_path, {"settings.json": '{"a": 1}'})
    [record] = run("response", tmp_path, "--json", status=1).record
    assert record["error"]["code"] == "not-a-curve"


def test_channels_and_takes_come_together_at_the_first_file(folder, records):
    together = {
        short(r, folder): (r["together"]["n_takes"], r["together"]["channels"])
        for r in records
        if r["together"] is not None
    }
    assert together == {
        "Acme Five L1.txt": (5, ["left", "right"]),
        "Acme One L.txt": (1, ["left", "right"]),
    }


# Exit status and company


def test_the_exit_status_is_0_1_or_2(tmp_path):
    put(tmp_path, {"good.txt": rew_text(level_db(0)), "bad.txt": "no table"})
    assert run_program("response", tmp_path / "good.txt").returncode == 0
    assert run_program("response", tmp_path).returncode == 1
    wrong = run_program("response", tmp_path, "--rig", "no such rig")
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert wrong.stderr.startswith(b"refused [unknown-rig]\n")
    assert run_program("response").returncode == 2


def test_a_bad_file_changes_no_byte_of_the_records_of_others(tmp_path):
    good = {"a L.txt": rew_text(level_db(0)), "c.csv": csv_text(level_db(1))}
    put(tmp_path, good)
    alone = run("response", tmp_path, *ON_GRAS, "--json").stdout
    put(tmp_path, {"b.txt": "no table", "a.png": b"\x89PNG\r\n\x1a\n"})
    both = run("response", tmp_path, *ON_GRAS, "--json", status=1).stdout

    def parts(text):
        return text.removeprefix("[\n").removesuffix("\n]\n").split(",\n  {")

    kept = [part for part in parts(both) if '"status": "refused"' not in part]
    assert [p.removeprefix("  {") for p in kept] == [p.removeprefix("  {") for p in parts(alone)]
    assert len(parts(both)) == 4


def test_an_empty_folder_is_an_empty_array_and_is_told(tmp_path):
    assert run("response", tmp_path, "--json").stdout == "[]\n"
    assert run("response", tmp_path).stdout == "0 files: 0 read, 0 repaired, 0 refused\n"


def test_a_file_that_is_named_twice_is_read_once(tmp_path, monkeypatch):
    put(tmp_path, {"a L.txt": rew_text(level_db(0))})
    monkeypatch.chdir(tmp_path)
    ways = ["a L.txt", "./a L.txt", ".", tmp_path, tmp_path / "a L.txt"]
    [record] = run("response", *ways, *ON_GRAS, "--json").record
    assert record["together"] is None


def test_a_folder_a_zip_and_a_tar_have_the_same_records(tmp_path, folder, records):
    for archive in (
        zipped(tmp_path / "x.zip", collection()),
        tarred(tmp_path / "x.tar.gz", collection()),
        tarred(tmp_path / "no ending", collection()),
    ):
        packed = run("response", archive, *ON_GRAS, "--json", status=1).record
        assert without_root(packed, archive) == without_root(records, folder)


# Rigs and targets


@pytest.fixture
def ears(tmp_path):
    return put(tmp_path, {"e.txt": rew_text(level_db(0), Source=EARS)}) / "e.txt"


@pytest.fixture
def plain(tmp_path):
    return put(tmp_path, {"p.txt": rew_text(level_db(1))}) / "p.txt"


def test_the_rig_is_that_of_the_user_else_of_the_file_else_unknown(ears, plain):
    def rig(*arguments):
        [record] = run("response", *arguments, "--json").record
        return record["rig"], record["rig_stated_by"]

    assert rig(plain) == (None, None)
    assert rig(plain, "--rig", "GRAS 43AG") == ("gras-43ag", "user")
    assert rig(ears) == ("minidsp-ears", "file")
    assert rig(ears, "--rig", "gras") == ("gras", "user")
    assert rig(plain, "--rig", "unknown") == (None, None)


def test_a_target_of_another_rig_is_refused_and_others_are_not(ears, plain):
    options = ("--target", "Harman over-ear 2018", "--json")
    refused, read = run("response", ears, plain, *options, status=1).record
    assert refused["error"]["code"] == "rig-mismatch"
    assert read["status"] == "read"
    [alone] = run("response", plain, *options).record
    assert read == alone


def test_an_allowed_mismatch_is_marked_in_record_text_and_plot(ears, tmp_path):
    mark = "rig mismatch: a target of GRAS 45CA used on miniDSP EARS"
    options = ("--target", "Harman over-ear 2018", "--allow-rig-mismatch")
    [record] = run("response", ears, *options, "--json").record
    assert record["rig_mismatch"] == mark
    assert record["metrics"]["predicted_preference_over_ear"]["value"] is not None
    assert (
        f"  {mark.replace('rig mismatch', 'RIG MISMATCH')}\n"
        in run("response", ears, *options).stdout
    )
    run("response", ears, *options, "--plot", tmp_path / "p.svg")
    assert "ig mismatch: a target of GRAS 45CA used on miniDSP EARS" in svg_text(tmp_path / "p.svg")
    copies = [put(tmp_path, {f"{n} x.txt": ears.read_bytes()}) / f"{n} x.txt" for n in range(4)]
    table = run("response", *copies, *options).stdout
    assert table.count("minidsp-ears!") == 4


def test_a_target_of_unknown_rig_is_marked_too(plain, tmp_path):
    target = put(tmp_path, {"mine.csv": csv_text(70.0 + HARMAN_DB)}) / "mine.csv"
    [record] = run("response", plain, "--target", target, "--json").record
    assert record["target"] == {"slug": "user", "name": "mine"}
    assert record["rig_mismatch"] == "the target's rig is not stated"
    owned = ("--target", target, "--target-rig", "gras", *ON_GRAS, "--form", "over-ear")
    [record] = run("response", plain, *owned, "--json").record
    assert record["rig_mismatch"] is None
    points = record["metrics"]["predicted_preference_over_ear"]["value"]
    [built_in] = run("response", plain, *ON_GRAS, "--json").record
    assert points == built_in["metrics"]["predicted_preference_over_ear"]["value"]


def test_what_needs_a_rig_says_how_to_state_it(plain):
    text = run("response", plain).stdout
    assert "rig: unknown; what needs one is not available (state it with --rig)" in text
    assert "Preference, Deviation, Inside preference bounds" in text
    assert "the rig is not known: state it with --rig" in text


def test_adjustments_stand_in_the_printed_name_of_the_target(plain):
    text = run("response", plain, *ON_GRAS, "--bass", "2", "--tilt", "-0.5").stdout
    assert "  target: Harman over-ear 2018 (bass +2 dB, tilt -0.5 dB/octave)\n" in text


def test_the_preference_after_an_equaliser_is_printed(plain, tmp_path):
    preset = put(tmp_path, {"eq.txt": "Preamp: -3 dB\nFilter 1: ON PK Fc 100 Hz Gain -6 dB Q 1\n"})
    [record] = run("response", plain, *ON_GRAS, "--eq", preset / "eq.txt", "--json").record
    feature = record["metrics"]["preference_after_eq"]
    # RBJ's cookbook at 48 kHz, and a gain of all frequencies that changes nothing.
    w, w0, a, q = 2 * np.pi * R40_HZ / 48e3, 2 * np.pi * 100 / 48e3, 10 ** (-6 / 40), 1.0
    z, alpha = np.exp(-1j * w), np.sin(w0) / (2 * q)
    up = (1 + alpha * a) - 2 * np.cos(w0) * z + (1 - alpha * a) * z**2
    down = (1 + alpha / a) - 2 * np.cos(w0) * z + (1 - alpha / a) * z**2
    e = (error_db(1) + 20 * np.log10(np.abs(up / down)))[(R40_HZ >= 50) & (R40_HZ <= 10_000)]
    f = R40_HZ[(R40_HZ >= 50) & (R40_HZ <= 10_000)]
    slope_db = np.polyfit(np.log(f), e, 1)[0]
    expected = 114.49 - 12.62 * np.std(e, ddof=1) - 15.52 * abs(slope_db)
    assert feature["value"] == pytest.approx(expected, rel=1e-5)
    assert (
        "Preference with the equaliser"
        in run("response", plain, *ON_GRAS, "--eq", preset / "eq.txt").stdout
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--rig", "gra"), "unknown-rig"),
        (("--target", "Harmann 2018"), "unknown-target"),
        (("--target-rig", "gras"), "--target-rig needs a --target that is a file"),
        (("--write", "rew"), "--write and --output go together"),
        (("--output", "x"), "--write and --output go together"),
        (("--jobs", "0"), "--jobs"),
        (("--write", "rew", "--output", "x", "--plot", "x.svg"), "--write goes without --plot"),
        (("--write", "rew", "--output", "x", "--json"), "--write goes without"),
    ],
)
def test_wrong_usage_is_refused_with_nothing_done(plain, options, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    ran = run("response", plain, *options, status=2)
    assert told in ran.stderr
    assert ran.stdout == ""
    assert sorted(tmp_path.iterdir()) == before


# Products of the catalog


def test_a_product_of_the_catalog_brings_its_form_and_seating():
    [record] = run("response", "akg-k612-pro", "--json").record
    assert (record["form"], record["seating"]) == ("over-ear", "open")
    assert (record["rig"], record["rig_stated_by"]) == ("gras", "dossier")
    assert record["product"] == "AKG K612 Pro"
    [closed] = run("response", "akg-k371", "--json").record
    assert closed["seating"] == "closed"
    [stated] = run("response", "akg-k612-pro", "--seating", "closed", "--json").record
    names = ("low", "high")
    own, other = ([r["metrics"]["tilt"][n] for n in names] for r in (record, stated))
    assert other[1] - other[0] > own[1] - own[0]


def test_the_curve_of_the_catalog_scores_as_the_file_does(data_folder):
    [known] = run("response", "akg-k612-pro", "--json").record
    file = data_folder / "dossiers" / "akg-k612-pro.csv"
    options = ("--rig", "gras", "--form", "over-ear", "--seating", "open", "--json")
    [read] = run("response", file, *options).record
    assert known["metrics"] == read["metrics"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("akg-k712-pro", "AKG K712 Pro has no response in the catalog"),
        ("akg-k612-prp", "akg-k612-pro"),
        ("no such.txt", "there is no such file"),
        ("no/such", "there is no such file or folder"),
        ("no-such.tar.gz", "there is no such file"),
    ],
)
def test_what_is_neither_file_nor_product_is_told(name, told):
    assert told in run("response", name, status=2).stderr


def test_a_folder_of_which_nothing_may_be_known_is_a_refused_file():
    # A name that is too long for any file: what stat() says of it is no absence.
    [record] = run("response", "x" * 300, "--json", status=1).record
    assert record["error"]["code"] == "unreadable-file"


def test_two_curves_of_one_name_from_two_catalogs_are_not_mixed_up(tmp_path):
    for slug, seed in (("acme-one", 1), ("acme-two", 2)):
        curve = format_curve(FrequencyResponse(R40_HZ, HARMAN_DB + error_db(seed)))
        put(tmp_path / slug, {f"{slug}.toml": OWN_CURVE.replace("SLUG", slug), "curve.csv": curve})
    catalogs = [part for s in ("acme-one", "acme-two") for part in ("--catalog", tmp_path / s)]
    both = run("response", "acme-one", "acme-two", *catalogs, "--json").record
    alone = [
        run("response", slug, *catalogs, "--json").record[0] for slug in ("acme-one", "acme-two")
    ]
    assert [r["metrics"] for r in both] == [r["metrics"] for r in alone]
    assert both[0]["metrics"] != both[1]["metrics"]
