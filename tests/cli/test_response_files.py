"""``auricle response`` on hostile files and on real ones."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ..measured import (
    DATA,
    NO_DATA,
    csv_text,
    level_db,
    put,
    rew_text,
    rows,
    zipped,
)
from .program import CONTROL, assert_is_fit_for_people, run, run_program

ON_GRAS = ("--rig", "gras")


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
            of_tests = "pytest" in parent.name or parent.name.startswith("popen-")
            if parent.stat().st_uid == os.geteuid() and of_tests:
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
