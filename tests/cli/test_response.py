"""``auricle response`` as people and programs use it."""

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest

from auricle.response import R40_HZ, FrequencyResponse
from auricle.response.formats import (
    find_files,
    format_curve,
    group_files,
    parse_phone_book,
)
from auricle.response.survey import read_groups

from ..measured import (
    DATA,
    EARS,
    HARMAN_DB,
    NO_DATA,
    collection,
    csv_text,
    error_db,
    level_db,
    put,
    rew_text,
    rows,
    stereo_text,
    tarred,
    zipped,
)
from .program import AURICLE, run, run_program

ON_GRAS = ("--rig", "gras")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
SVG = "{http://www.w3.org/2000/svg}"
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


def test_one_job_and_several_give_the_same_bytes(tmp_path):
    files = {f"P{n} L.txt": rew_text(level_db(n)) for n in range(64)}
    put(tmp_path, {**files, "P7 bad.txt": "no table", "P8 R.txt": rew_text(level_db(1))})
    one, two = (
        run_program("response", tmp_path, *ON_GRAS, "--json", "--jobs", n) for n in ("1", "2")
    )
    assert (one.returncode, two.returncode) == (1, 1)
    assert one.stderr == two.stderr == b""
    assert one.stdout == two.stdout
    assert len(json.loads(one.stdout)) == 66


def test_a_folder_a_zip_and_a_tar_have_the_same_records(tmp_path, folder, records):
    for archive in (
        zipped(tmp_path / "x.zip", collection()),
        tarred(tmp_path / "x.tar.gz", collection()),
        tarred(tmp_path / "no ending", collection()),
    ):
        packed = run("response", archive, *ON_GRAS, "--json", status=1).record
        assert without_root(packed, archive) == without_root(records, folder)


# Interrupts


def children(of: int) -> list[int]:
    """Processes that a process has started (Linux)."""
    return [int(p) for p in Path(f"/proc/{of}/task/{of}/children").read_text("ascii").split()]


def started(folder: Path, *options: str) -> subprocess.Popen[bytes]:
    """The program with its first record printed; it has a process group of its own."""
    process = subprocess.Popen(
        [*AURICLE, "response", folder, "--json", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        bufsize=0,  # nothing is taken from the pipe but what is asked for
    )
    assert process.stdout is not None
    assert process.stdout.read(1) == b"["
    return process


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    text = rew_text(level_db(0))
    return put(tmp_path_factory.mktemp("many"), {f"P{n} L.txt": text for n in range(600)})


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as POSIX has them")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("is_terminal", [True, False])
def test_an_interrupt_leaves_a_whole_array_and_no_process(many, jobs, is_terminal):
    process = started(many, "--jobs", jobs)
    # A terminal sends the interrupt to every process of the group.
    (os.killpg if is_terminal else os.kill)(process.pid, signal.SIGINT)
    output, told = process.communicate(timeout=60.0)
    assert process.returncode == 130
    done = json.loads(b"[" + output)
    assert 0 < len(done) < 600
    assert told.decode() == (
        f"interrupted: {len(done)} of 600 files were done; what they show stands above\n"
    )
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as POSIX has them")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_impatient_interrupts_change_nothing(many, unbuffered, monkeypatch):
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    process = started(many, "--jobs", "2")
    for _ in range(5):
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.01)
    output, told = process.communicate(timeout=60.0)
    assert process.returncode == 130
    assert told.startswith(b"interrupted: ")
    assert told.count(b"\n") == 1
    json.loads(b"[" + output)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs the /proc of Linux")
def test_a_process_that_is_killed_is_told_without_a_traceback(many):
    process = started(many, "--jobs", "2")
    os.kill(children(process.pid)[0], signal.SIGKILL)
    _, told = process.communicate(timeout=60.0)
    assert process.returncode == 2
    assert b"a process that read files was ended from outside" in told
    assert b"Traceback" not in told


# Progress


def on_terminal(*arguments: str | Path) -> tuple[bytes, bytes]:
    """Standard output as a pipe has it, and what the terminal at standard error shows."""
    ours, theirs = pty.openpty()
    with subprocess.Popen([*AURICLE, *arguments], stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        assert process.stdout is not None
        output = process.stdout.read()
        shown = b""
        while select.select([ours], [], [], 10.0)[0]:
            try:
                part = os.read(ours, 65_536)
            except OSError:  # how Linux ends a terminal whose other side is closed
                break
            if not part:
                break
            shown += part
        os.close(ours)
    return output, shown


def test_progress_is_shown_on_a_terminal_and_wiped_out(tmp_path):
    put(tmp_path, {f"P{n}.txt": rew_text(level_db(n)) for n in range(5)})
    output, shown = on_terminal("response", tmp_path, "--json")
    assert b"\r5 of 5 files" in shown
    assert shown.endswith(b"\r\x1b[K")
    assert len(json.loads(output)) == 5
    piped = run_program("response", tmp_path, "--json")
    assert piped.stderr == b""
    assert piped.stdout == output


def test_few_files_show_no_progress(tmp_path):
    put(tmp_path, {"P.txt": rew_text(level_db(0))})
    assert on_terminal("response", tmp_path, "--json")[1] == b""


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
    assert f"  RIG MISMATCH: {mark}\n" in run("response", ears, *options).stdout
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
    assert "Preference, Standard deviation" in text
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


# Plots


def svg_text(path: Path) -> str:
    root = ET.parse(path).getroot()  # noqa: S314 - our own figure
    assert root.tag == f"{SVG}svg"
    return " ".join("".join(part.itertext()) for part in root.iter() if part.tag == f"{SVG}text")


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


def assert_is_fit_for_people(text: str, *, longest: int = 200) -> None:
    assert text.endswith("\n")
    for line in text.splitlines():
        assert not re.search(r"\bNone\b|\bnan\b|\binf\b|\w\(.*=|': ", line), line
        assert not CONTROL.search(line), line
        assert len(line) <= longest, line
        assert line == line.rstrip()


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


# Hostile files


def test_no_control_character_of_a_name_reaches_the_terminal(tmp_path):
    hostile = "ev\x1b[31mil\n\x07\x9b2J name\r.txt"
    book = [{"name": "A\u001b[31m", "phones": [{"name": "B\u009b2J", "file": "plain"}]}]
    put(
        tmp_path,
        {
            hostile: rew_text(level_db(0)),
            f"bad {hostile}": "no table",
            "plain L.txt": rew_text(level_db(1)),
            "plain R.txt": rew_text(level_db(2)),
            "phone_book.json": json.dumps(book),
        },
    )
    for arguments in (
        [tmp_path],
        [tmp_path / hostile],
        [tmp_path / "plain L.txt", tmp_path / "phone_book.json"],
    ):
        ran = run("response", *arguments, *ON_GRAS, status=1 if arguments == [tmp_path] else 0)
        assert not CONTROL.search(ran.stdout + ran.stderr)
    ran = run("response", tmp_path, "--json", status=1)
    assert not CONTROL.search(ran.stdout)
    ran = run("response", tmp_path, "--write", "rew", "-o", tmp_path / "out", status=1)
    assert not CONTROL.search(ran.stdout + ran.stderr)
    archive = zipped(tmp_path / "x.zip", {hostile: rew_text(level_db(0))})
    assert not CONTROL.search(run("response", archive).stdout)


@pytest.mark.parametrize("sign", ["\x1b[31m", "\x1b]0;x\x07", "\x9b2J", "\x08"])
def test_no_control_character_of_a_title_reaches_the_terminal(tmp_path, sign):
    put(tmp_path, {"x.txt": rew_text(level_db(0), Measurement=f"Acme {sign} One", Note=sign)})
    for options in ((), ("--json",)):
        result = run_program("response", tmp_path / "x.txt", *options)
        assert not CONTROL.search((result.stdout + result.stderr).decode())
    put(tmp_path, {"y.csv": f"frequency,ra{sign}w\n" + rows(level_db(0), ",")})
    result = run_program("response", tmp_path / "y.csv")
    assert not CONTROL.search((result.stdout + result.stderr).decode())


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have names of text only")
def test_names_that_are_no_text_are_told_apart_by_what_they_hold(tmp_path):
    for name, seed in ((b"a\xff.txt", 1), (b"a\xfe.txt", 2)):
        path = os.path.join(os.fsencode(tmp_path), name)  # noqa: PTH118 - Path takes no bytes
        with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 - likewise
            file.write(rew_text(level_db(seed)))
    result = run_program("response", tmp_path, *ON_GRAS, "--json")
    records = json.loads(result.stdout)
    assert {record["file"] for record in records} == {f"{tmp_path.as_posix()}/a\ufffd.txt"}
    tilts = {record["metrics"]["tilt"]["value"] for record in records}
    alone = [
        json.loads(
            run_program("response", os.fsencode(tmp_path) + b"/" + n, *ON_GRAS, "--json").stdout
        )[0]["metrics"]["tilt"]["value"]
        for n in (b"a\xff.txt", b"a\xfe.txt")
    ]
    assert tilts == set(alone)
    assert len(tilts) == 2


def test_what_is_no_file_or_too_large_is_refused_at_once(tmp_path):
    put(
        tmp_path,
        {
            "empty.txt": "",
            "wide.csv": "frequency,raw\n" + ",".join(["1"] * 1_000_000) + "\n",
            "wide later.csv": csv_text(level_db(0)) + ",".join(["1"] * 1_000_000) + "\n",
        },
    )
    os.mkfifo(tmp_path / "pipe.txt")
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)
    begun_s = time.monotonic()
    refused = run("response", tmp_path, "--json", status=1).record
    assert time.monotonic() - begun_s < 3.0
    assert {Path(r["file"]).name: r["error"]["code"] for r in refused} == {
        "empty.txt": "not-a-curve",
        "huge.txt": "unreadable-file",
        "pipe.txt": "unreadable-file",
        "wide.csv": "measurement-format",
        "wide later.csv": "measurement-format",
    }


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="needs the right to be another user"
)
def test_files_that_may_not_be_read_are_refused_and_others_are_read(tmp_path):
    put(tmp_path, {"a.txt": rew_text(level_db(0)), "b.txt": rew_text(level_db(1))})
    put(tmp_path / "closed", {"c.txt": rew_text(level_db(1))})
    tmp_path.chmod(0o755)
    (tmp_path / "b.txt").chmod(0)
    (tmp_path / "closed").chmod(0)
    if any(not parent.stat().st_mode & 0o001 for parent in tmp_path.parents):
        for parent in tmp_path.parents:
            if parent.stat().st_uid == os.geteuid() and "pytest" in parent.name:
                parent.chmod(0o755)
    code = (
        "import os, sys\n"
        "from click.testing import CliRunner\n"
        "import auricle.response.survey, auricle.catalog\n"  # before they are out of reach
        "from auricle.cli.main import cli\n"
        "CliRunner().invoke(cli, ['response', '--json', sys.argv[3]])\n"
        "os.setgid(65534); os.setuid(65534)\n"
        "sys.argv[0] = 'auricle'\n"
        "r = CliRunner().invoke(cli, sys.argv[1:])\n"
        "print(r.stdout); sys.exit(r.exit_code)\n"
    )
    arguments = ["response", "--json", str(tmp_path), str(tmp_path / "closed" / "c.txt")]
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, check=False
    )
    assert result.returncode == 1, result.stderr
    records = {Path(r["file"]).name: r for r in json.loads(result.stdout)}
    assert records["a.txt"]["status"] == "read"
    for name in ("b.txt", "closed", "c.txt"):
        assert records[name]["error"]["code"] == "unreadable-file"
        assert "Permission denied" in records[name]["error"]["message"]


def test_a_reader_that_goes_away_ends_the_program_without_a_traceback(many):
    process = started(many, "--jobs", "2")
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60.0) != 0
    assert told == b""  # who goes away wants to hear no more
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


# Real files

needs_data = pytest.mark.skipif(not DATA.is_dir(), reason=NO_DATA)


@needs_data
def test_the_odd_files_are_told_as_their_index_has_them():
    result = run_program("response", DATA / "odd", "--json")
    assert (result.returncode, result.stderr) == (1, b"")
    by_number = {Path(r["file"]).name[:3]: r for r in json.loads(result.stdout)}
    repaired = {number for number, r in by_number.items() if r["status"] == "repaired"}
    # Decimal commas and thousands, levels that slipped, strays and duplicates.
    assert repaired == {"001", "003", "005", "039", "049", "065"}
    no_curves = {n for n, r in by_number.items() if (r["error"] or {}).get("code") == "not-a-curve"}
    assert {"025", "077", "079", "087", "089"} <= no_curves
    glued = {
        n for n, r in by_number.items() if (r["error"] or {}).get("code") == "measurement-format"
    }
    assert {"059", "067"} <= glued
    assert by_number["001"]["rig"] == "minidsp-ears"
    text = run_program("response", DATA / "odd").stdout.decode()
    assert_is_fit_for_people(text.replace(DATA.as_posix(), ""), longest=300)


@needs_data
def test_the_channels_of_the_curves_are_paired():
    result = run_program("response", DATA / "curves", "--json")
    assert result.stderr == b""
    records = json.loads(result.stdout)
    files = {
        path.relative_to(DATA).as_posix() for path in (DATA / "curves").rglob("*") if path.is_file()
    }
    assert {r["file"].removeprefix(f"{DATA.as_posix()}/") for r in records} == files
    assert [Path(r["file"]).name for r in records if r["status"] == "refused"] == ["index.csv"]
    pairs = [r["together"] for r in records if r["together"] is not None]
    both = [pair for pair in pairs if pair["channels"] == ["left", "right"]]
    stems = {f.removesuffix(" L.txt") for f in files if f.endswith(" L.txt")}
    plain_pairs = {stem for stem in stems if f"{stem} R.txt" in files}
    joined = {f.removeprefix(f"{DATA.as_posix()}/") for pair in both for f in pair["files"]}
    left_out = {stem for stem in plain_pairs if f"{stem} L.txt" not in joined}
    copies = {
        r["file"] for r in records if any("no take of its own" in told for told in r["remarks"])
    }
    assert left_out == set(), copies
    assert len(both) >= 100
