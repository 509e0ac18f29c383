"""Time and memory of a command with all processes that it starts (Linux only)."""

import os
import resource
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

__all__ = ["Seen", "watch"]

_EVERY_S = 0.05


class Seen(NamedTuple):
    """What a command took."""

    wall_s: float
    cpu_s: float
    n_processes: int  # at once
    pss_mb: float  # peak of the sum: pages that several processes share count once
    rss_mb: float  # peak of the sum: they count in each


def watch(command: Sequence[str]) -> Seen:
    """Run a command to its end, whatever its exit status, with its output thrown away."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    n_processes = pss_kb = rss_kb = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            sizes = [_sizes_kb(pid) for pid in _tree(process.pid)]
            n_processes = max(n_processes, len(sizes))
            pss_kb = max(pss_kb, sum(pss for pss, _ in sizes))
            rss_kb = max(rss_kb, sum(rss for _, rss in sizes))
            time.sleep(_EVERY_S)
    wall_s = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Seen(wall_s, cpu_s, n_processes, pss_kb / 1000.0, rss_kb / 1000.0)


def _tree(pid: int) -> list[int]:
    """A process and all that come from it."""
    found = [pid]
    for one in found:  # grows while it is gone through
        for thread in _names(f"/proc/{one}/task"):
            found += map(int, _text(f"/proc/{one}/task/{thread}/children").split())
    return found


def _sizes_kb(pid: int) -> tuple[int, int]:
    lines = _text(f"/proc/{pid}/smaps_rollup").split("\n")
    sizes = {line.split(":")[0]: int(line.split()[1]) for line in lines if line.endswith(" kB")}
    return sizes.get("Pss", 0), sizes.get("Rss", 0)


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - names
    except OSError:  # it has ended
        return []


def _text(path: str) -> str:
    try:
        return Path(path).read_text("ascii")
    except OSError:
        return ""
