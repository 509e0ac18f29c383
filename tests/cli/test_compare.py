"""``auricle compare`` as people and programs use it."""

import re
from itertools import pairwise

import numpy as np
import pytest

from auricle.response import R40_HZ

from ..measured import (
    DATA,
    EARS,
    NO_DATA,
    csv_text,
    level_db,
    put,
    rew_text,
    tarred,
    zipped,
)
from .program import CONTROL, run, run_program, svg_text

ON_GRAS = ("--rig", "gras")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    files = {f"P{n}.txt": rew_text(level_db(n)) for n in range(13)}
    louder_db = level_db(0) + 6.0
    bass_db = level_db(0) + 15.0 * (R40_HZ < 60.0)
    more = {
        "Louder.txt": rew_text(louder_db),
        "Bass.csv": csv_text(bass_db),
        "Ears.txt": rew_text(level_db(0), Source=EARS),
        "Coarse.txt": rew_text(level_db(0), Smoothing="1/3 octave"),
        "High.txt": rew_text(level_db(0)[R40_HZ > 400.0], frequency_hz=R40_HZ[R40_HZ > 400.0]),
        "bad.txt": "no table",
        "pair/Acme L.txt": rew_text(level_db(0) + 1.0),
        "pair/Acme R.txt": rew_text(level_db(0) - 1.0),
    }
    return put(tmp_path_factory.mktemp("compared"), {**files, **more})


def differences(record) -> list[float]:
    return [
        band[name]
        for difference in record["differences"]
        for band in difference["bands"]
        for name in ("mean_db", "largest_db")
    ]


def test_a_curve_and_itself_differ_by_nothing_and_tie(folder):
    path = folder / "P0.txt"
    record = run("compare", path, path, *ON_GRAS, "--json").record
    assert set(differences(record)) == {0.0}
    [difference] = record["differences"]
    assert difference["sd_db"] == 0.0
    assert all(b["mean_is_tie"] and b["largest_is_tie"] for b in difference["bands"])
    text = run("compare", path, path, *ON_GRAS).stdout
    rows = [line for line in text.splitlines() if re.match(r"  \d+ k?Hz to ", line)]
    assert len(rows) == 7
    for row in rows:
        assert re.search(r" 0\.0 ± \d+\.\d  tie +0\.0 ± \d+\.\d  at .*, tie$", row)


@pytest.mark.parametrize("align", ["mean-300-3000", "500-hz", "1-khz", "loudness"])
def test_a_curve_that_is_6_db_louder_is_the_same_after_alignment(folder, align):
    paths = (folder / "P0.txt", folder / "Louder.txt")
    record = run("compare", *paths, *ON_GRAS, "--align", align, "--json").record
    assert record["aligned_by"] == align
    assert set(differences(record)) == {0.0}  # to nine decimals


def test_a_difference_of_15_db_in_the_bass_is_no_tie(folder):
    paths = (folder / "P0.txt", folder / "Bass.csv")
    record = run("compare", *paths, *ON_GRAS, "--json").record
    bands = {band["low_hz"]: band for band in record["differences"][0]["bands"]}
    lowest, *_, highest = (bands[hz] for hz in sorted(bands))
    assert lowest["largest_db"] == pytest.approx(15.0, abs=1e-6)
    assert not lowest["mean_is_tie"]
    assert highest["mean_db"] == pytest.approx(0.0, abs=1e-6)
    assert highest["mean_is_tie"]


def test_differences_turn_around_with_the_order(folder):
    paths = (folder / "P0.txt", folder / "P1.txt")
    one, other = (
        run("compare", *order, *ON_GRAS, "--json").record for order in (paths, paths[::-1])
    )
    for first, second in zip(differences(one), differences(other), strict=True):
        assert first == pytest.approx(-second, abs=1e-9)
    assert one["differences"][0]["sd_db"] == pytest.approx(other["differences"][0]["sd_db"])


def test_the_standard_deviation_is_that_of_the_difference(folder):
    record = run("compare", folder / "P0.txt", folder / "P1.txt", *ON_GRAS, "--json").record
    inside = (R40_HZ >= 50.0) & (R40_HZ <= 10_000.0)
    expected = np.std((level_db(1) - level_db(0))[inside], ddof=1)
    assert record["differences"][0]["sd_db"] == pytest.approx(expected, rel=1e-5)


def test_the_mean_of_a_pair_is_compared(folder):
    record = run("compare", folder / "P0.txt", folder / "pair", *ON_GRAS, "--json").record
    assert set(differences(record)) == {0.0}
    pair = record["curves"][1]
    assert (pair["channels"], pair["n_takes"]) == (["left", "right"], 1)
    assert len(pair["files"]) == 2


def test_two_to_twelve_can_be_compared(folder):
    paths = [folder / f"P{n}.txt" for n in range(13)]
    record = run("compare", *paths[:12], *ON_GRAS, "--json").record
    assert [d["curve"] for d in record["differences"]] == [f"P{n}" for n in range(1, 12)]
    assert {d["minus"] for d in record["differences"]} == {"P0"}
    for wrong in (paths, paths[:1]):
        ran = run("compare", *wrong, status=2)
        assert f"two to 12 curves can be compared, got {len(wrong)}" in ran.stderr


def test_labels_are_short_while_they_tell_apart(folder, tmp_path):
    put(tmp_path, {"P0.csv": csv_text(level_db(3))})
    names = [folder / "P0.txt", folder / "P1.txt"]
    curves = run("compare", *names, "--json").record["curves"]
    assert [curve["name"] for curve in curves] == ["P0", "P1"]
    alike = [folder / "P0.txt", tmp_path / "P0.csv"]
    curves = run("compare", *alike, "--json").record["curves"]
    assert [curve["name"] for curve in curves] == list(map(str, alike))


def test_a_product_of_the_catalog_brings_name_rig_and_seating():
    record = run("compare", "akg-k612-pro", "akg-k371", "--json").record
    assert [c["name"] for c in record["curves"]] == ["AKG K612 Pro", "AKG K371"]
    assert [c["seating"] for c in record["curves"]] == ["open", "closed"]
    assert [c["rig"] for c in record["curves"]] == ["gras", "gras"]
    assert record["rig_warning"] is None


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "the rigs are of different families"),
        (("--rig", "unknown"), "the rig of both curves is unknown"),
    ],
)
def test_curves_of_two_rigs_bear_a_warning(folder, options, told):
    paths = ("akg-k612-pro", folder / "Ears.txt")
    record = run("compare", *paths, *options, "--json").record
    assert record["rig_warning"].startswith(told)
    text = run("compare", *paths, *options).stdout
    assert f"RIGS: {told}" in text


def test_an_unknown_rig_is_warned_of_and_widens_the_uncertainty(folder):
    paths = (folder / "P0.txt", folder / "P1.txt")
    unknown = run("compare", *paths, "--json").record
    stated = run("compare", *paths, *ON_GRAS, "--json").record
    assert "the rig of both curves is unknown" in unknown["rig_warning"]
    assert stated["rig_warning"] is None
    for wide, narrow in zip(
        unknown["differences"][0]["bands"], stated["differences"][0]["bands"], strict=True
    ):
        assert wide["mean_uncertainty_db"] > narrow["mean_uncertainty_db"]


def test_an_open_headphone_sits_more_surely_than_a_closed_one(folder):
    paths = (folder / "P0.txt", folder / "P1.txt")
    opened, closed = (
        run("compare", *paths, *ON_GRAS, "--seating", seating, "--json").record
        for seating in ("open", "closed")
    )
    first = [r["differences"][0]["bands"][0]["mean_uncertainty_db"] for r in (opened, closed)]
    assert first[0] < first[1]


def test_what_was_smoothed_is_marked(folder):
    paths = (folder / "P0.txt", folder / "Coarse.txt")
    record = run("compare", *paths, "--json").record
    assert [c["not_raw"] for c in record["curves"]] == [None, "the curve is smoothed (1/3 octave)"]
    assert "the curve is smoothed (1/3 octave)" in run("compare", *paths).stdout


def test_bands_that_both_do_not_cover_are_named(folder):
    paths = (folder / "P0.txt", folder / "High.txt")
    record = run("compare", *paths, "--align", "1-khz", *ON_GRAS, "--json").record
    [difference] = record["differences"]
    assert difference["sd_db"] is None
    assert len(difference["not_covered_hz"]) == 3
    assert (
        "20 Hz to 60 Hz: not measured in both"
        in run("compare", *paths, "--align", "1-khz", *ON_GRAS).stdout
    )


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("P0.txt", "bad.txt"), "refused [not-a-curve]"),
        (("P0.txt", "."), "one product is expected"),
        (("P0.txt", "no such.txt"), "there is no such file or folder"),
        (("P0.txt", "High.txt"), "300"),  # levels are aligned from 300 Hz
        (("akg-k612-pro", "akg-k612-prp"), "akg-k612-pro"),
        (("akg-k612-pro", "akg-k712-pro"), "AKG K712 Pro has no response in the catalog"),
    ],
)
def test_what_cannot_be_compared_is_refused_as_a_whole(folder, names, told, monkeypatch):
    monkeypatch.chdir(folder)
    ran = run("compare", *names, status=2)
    assert told in ran.stderr
    assert ran.stdout == ""


def test_a_plot_is_written_whole_or_not_at_all(folder, tmp_path):
    paths = (folder / "P0.txt", folder / "Ears.txt")
    run("compare", *paths, "--plot", tmp_path / "c.svg")
    texts = svg_text(tmp_path / "c.svg")
    for part in ("P0", "Ears", "aligned", "rig"):
        assert part in texts
    run("compare", *paths, folder / "P1.txt", "--plot", tmp_path / "c.png")
    assert (tmp_path / "c.png").read_bytes().endswith(b"IEND\xaeB`\x82")
    assert (
        "cannot write"
        in run("compare", *paths, "--plot", tmp_path / "no" / "c.svg", status=2).stderr
    )
    assert ".svg or .png" in run("compare", "no", "such", "--plot", "c.gif", status=2).stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["c.png", "c.svg"]


def test_an_archive_is_compared_as_its_folder_is(folder, tmp_path):
    files = {"Acme L.txt": rew_text(level_db(0) + 1.0), "Acme R.txt": rew_text(level_db(0) - 1.0)}
    places = [
        put(tmp_path / "x", files),
        zipped(tmp_path / "x.zip", files),
        tarred(tmp_path / "x.tar.gz", files),
    ]
    found = [run("compare", folder / "P1.txt", place, "--json").record for place in places]
    assert [f["differences"][0]["bands"] for f in found[1:]] == [
        found[0]["differences"][0]["bands"]
    ] * 2


def test_names_bring_no_control_characters_to_the_terminal(tmp_path):
    hostile = "ev\x1b[31mil\n\x9b2J.txt"
    put(tmp_path, {hostile: rew_text(level_db(0)), "x.txt": rew_text(level_db(1))})
    put(tmp_path / f"f{hostile}", {"a.txt": rew_text(level_db(0)), "b.txt": rew_text(level_db(1))})
    ran = run("compare", tmp_path / hostile, tmp_path / "x.txt", "--plot", tmp_path / "c.svg")
    assert not CONTROL.search(ran.stdout + ran.stderr)
    assert not CONTROL.search(
        run("compare", tmp_path / f"f{hostile}", tmp_path / "x.txt", status=2).stderr
    )
    svg_text(tmp_path / "c.svg")


def test_a_name_that_is_no_text_is_compared_too(tmp_path):
    name = bytes(tmp_path) + b"/a\xff.txt"
    with open(name, "w", encoding="utf-8") as file:  # noqa: PTH123 - Path takes no bytes
        file.write(rew_text(level_db(0)))
    put(tmp_path, {"x.txt": rew_text(level_db(1))})
    result = run_program("compare", name, tmp_path / "x.txt")
    assert result.returncode == 0, result.stderr
    assert "a\ufffd" in result.stdout.decode()


def test_the_text_has_no_holes(folder):
    names = ("akg-k612-pro", *(folder / f"{n}.txt" for n in ("P0", "Ears", "Coarse")))
    text = run("compare", *names).stdout.replace(folder.as_posix(), "")
    for line in text.splitlines():
        assert not re.search(r"\bNone\b|\bnan\b|\binf\b|[{}]", line), line
        assert len(line) <= (240 if line.startswith("RIGS: ") else 200)  # that is a sentence
        assert line == line.rstrip()
    assert text.startswith("Levels aligned by the mean of 300 Hz to 3 kHz\n")
    assert not any(a == b == "" for a, b in pairwise(text.splitlines()))


@pytest.mark.skipif(not DATA.is_dir(), reason=NO_DATA)
def test_real_products_are_compared():
    paths = sorted((DATA / "curves").rglob("* L.txt"))[:3]
    record = run("compare", *paths, "--json").record
    assert len(record["differences"]) == 2


def test_the_rig_of_a_dossier_and_that_of_the_user_are_two(folder):
    # both named gras, but one stands in another laboratory: its error stays in the difference
    options = (*ON_GRAS, "--seating", "open", "--json")
    own = run("compare", folder / "P0.txt", folder / "P1.txt", *options).record
    mixed = run("compare", "akg-k612-pro", folder / "P1.txt", *options).record
    of_bands = [
        [band["mean_uncertainty_db"] for band in record["differences"][0]["bands"]]
        for record in (own, mixed)
    ]
    assert all(two > one for one, two in zip(*of_bands, strict=True))
