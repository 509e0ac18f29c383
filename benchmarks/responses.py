"""How fast measurement files are read and scored, beside AutoEq in the same run.

Run with:

    python -m venv /tmp/autoeq
    /tmp/autoeq/bin/pip install autoeq==4.1.2
    python benchmarks/responses.py --autoeq /tmp/autoeq/bin/python [FOLDER]

FOLDER is one with measurement files; without it, that of the data beside the repository, or in the
folder that AURICLE_SHARED names. Without --autoeq only Auricle is timed.

Each side is one process with one thread that has its imports behind it and reads the very same
files from the disk, which has them in memory. The sides take turns, so that a slow moment of the
machine hits both. Only files that both can read count.
"""

import argparse
import os
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from auricle.response.preference import over_ear_preference_from_statistics
from reading.process_tree import watch
from reading.worker import Worker

TARGET = "harman-over-ear-2018"
HERE = Path(__file__).parent
SHARED = Path(os.environ.get("AURICLE_SHARED", HERE.parents[1] / "shared"))
NO_AUTOEQ = """\
AutoEq is not timed. Make an environment for it and name its Python:
    python -m venv /tmp/autoeq && /tmp/autoeq/bin/pip install autoeq==4.1.2
    python benchmarks/responses.py --autoeq /tmp/autoeq/bin/python
"""
SIDES = {
    "Auricle, read": ("auricle", "read"),
    "Auricle, read and score": ("auricle", "score"),
    "AutoEq, read": ("autoeq", "read"),
    "AutoEq, read and score": ("autoeq", "score"),
    "AutoEq, read and score, target made before": ("autoeq", "lean"),
}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED / "data" / "curves")
    parser.add_argument("--autoeq", metavar="PYTHON", help="of an environment with autoeq 4.1.2")
    parser.add_argument("--repeats", type=int, default=15)
    asked = parser.parse_args()
    if not asked.folder.is_dir():
        parser.error(f"no folder {asked.folder}: name one with measurement files")
    return asked


def main() -> None:
    asked = arguments()
    files = [str(path) for path in sorted(asked.folder.rglob("*")) if path.is_file()]
    with ExitStack() as stack:
        workers = {"auricle": Worker(sys.executable, HERE / "reading/auricle_side.py", TARGET)}
        if asked.autoeq:
            target = stack.enter_context(target_for_autoeq())
            workers["autoeq"] = Worker(asked.autoeq, HERE / "reading/autoeq_side.py", target.name)
        for worker in workers.values():
            stack.enter_context(worker)
        scores = {name: worker.do("check", files)["result"] for name, worker in workers.items()}
        both = sorted(set.intersection(*map(set, scores.values())))
        counts = ", ".join(f"{len(found)} by {name}" for name, found in scores.items())
        print(f"{len(files)} files, scored {counts}, {len(both)} by all\n")
        print_times(workers, both, repeats=asked.repeats)
        if asked.autoeq:
            direct = workers["autoeq"].do("direct", both)["result"]
            print_agreement(scores["auricle"], scores["autoeq"], direct, both)
        print_survey(workers["auricle"], asked.folder, len(files))
    print_commands(asked.folder, len(files))
    if not asked.autoeq:
        print(NO_AUTOEQ)


def target_for_autoeq() -> Any:
    """Auricle's own points of the target, with the names of columns that AutoEq looks for."""
    lines = (HERE.parent / f"src/auricle/data/targets/{TARGET}.csv").read_text("utf-8").split("\n")
    rows = [line for line in lines if line and not line.startswith("#")][1:]
    stream = tempfile.NamedTemporaryFile("w", suffix=".csv")  # noqa: SIM115 - its user closes it
    stream.write("\n".join(["frequency,raw", *rows]) + "\n")
    stream.flush()
    return stream


def print_times(workers: Mapping[str, Worker], paths: Sequence[str], *, repeats: int) -> None:
    """Medians over all repeats, and how many times as fast as AutoEq."""
    times: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    asked = {name: side for name, side in SIDES.items() if side[0] in workers}
    for _ in range(repeats):
        for name, (worker, task) in asked.items():
            taken = workers[worker].do(task, paths)
            times[name].append((taken["cpu_s"], taken["wall_s"]))
    print(f"| {len(paths)} files, median of {repeats} | CPU, ms a file | files a second and core |")
    print("|---|---:|---:|")
    for name, taken in times.items():
        cpu_s, wall_s = (
            statistics.median(column) / len(paths) for column in zip(*taken, strict=True)
        )
        rates = f"{1.0 / cpu_s:.0f} ({1.0 / wall_s:.0f} by the clock)"
        print(f"| {name} | {1000.0 * cpu_s:.3f} | {rates} |")
    ours = "Auricle, read and score"
    for name in times:
        if name.startswith("AutoEq, read and score"):
            ratios = [b[0] / a[0] for a, b in zip(times[ours], times[name], strict=True)]
            low, high = min(ratios), max(ratios)
            print(
                f"\nAuricle over {name}: {statistics.median(ratios):.1f} ({low:.1f} to {high:.1f})"
            )
    print()


def print_agreement(
    ours: Mapping[str, Any],
    theirs: Mapping[str, Any],
    direct: Mapping[str, Any],
    paths: Sequence[str],
) -> None:
    """How far the scores of both sides are apart, and what is left without AutoEq's own grid."""
    print("| difference of AutoEq, points | median | largest |")
    print("|---|---:|---:|")
    ours_of_theirs = {
        path: [over_ear_preference_from_statistics(sd_db, slope_db)]
        for path, (_, sd_db, slope_db) in direct.items()
    }
    compared = {
        "as it scores": theirs,
        "without its grid in steps of 1 %": direct,
        "and with Auricle's coefficients": ours_of_theirs,
    }
    for name, other in compared.items():
        apart = sorted((abs(other[path][0] - ours[path][0]), path) for path in paths)
        largest, where = apart[-1]
        median = apart[len(apart) // 2][0]
        print(f"| {name} | {median:.2g} | {largest:.2g} ({Path(where).name}) |")
    print()


def print_survey(worker: Worker, folder: Path, n_files: int) -> None:
    """Every feature with its interval, in one process."""
    taken = [worker.do("survey", [str(folder)])["cpu_s"] for _ in range(3)]
    ms = 1000.0 * statistics.median(taken) / n_files
    print(f"Every feature with its interval (rig stated): {ms:.2f} ms CPU a file, one core\n")


def commands(folder: Path) -> Iterator[tuple[str, list[str]]]:
    for options in ((), ("--rig", "gras-43ag"), ("--rig", "gras-43ag", "--jobs", "16")):
        yield (
            " ".join(("auricle response FOLDER --json", *options)),
            [sys.executable, "-m", "auricle", "response", str(folder), "--json", *options],
        )


def print_commands(folder: Path, n_files: int, *, repeats: int = 3) -> None:
    """Time and memory of the command over the whole folder."""
    n_cores = len(os.sched_getaffinity(0))
    print(
        f"| {n_files} files, {n_cores} cores, median of {repeats} | wall, s | CPU, s | processes "
        "| peak memory, MB | sum of resident sizes, MB |"
    )
    print("|---|---:|---:|---:|---:|---:|")
    for name, command in commands(folder):
        seen = [watch(command) for _ in range(repeats)]
        wall_s, cpu_s, n_processes, pss_mb, rss_mb = (
            statistics.median(column) for column in zip(*seen, strict=True)
        )
        sizes = f"{n_processes:.0f} | {pss_mb:.0f} | {rss_mb:.0f}"
        print(f"| `{name}` | {wall_s:.1f} | {cpu_s:.1f} | {sizes} |")
    print("\nPeak memory: proportional set sizes of all processes together, sampled.")


if __name__ == "__main__":
    main()
