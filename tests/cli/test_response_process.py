"""``auricle response`` as a process: jobs, interrupts, progress, a reader that goes away."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ..measured import (
    level_db,
    put,
    rew_text,
)
from .program import AURICLE, run_program

ON_GRAS = ("--rig", "gras")


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
    return put(tmp_path_factory.mktemp("many"), {f"P{n} L.txt": text for n in range(300)})


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
    assert 0 < len(done) < 300
    assert told.decode() == (
        f"interrupted: {len(done)} of 300 files were done; what they show stands above\n"
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
