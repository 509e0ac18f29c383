"""How many reviews are audited in a second, beside public linters on the same files.

Run with:

    npm install --prefix /tmp/mdl markdownlint-cli2@0.24.1
    python -m venv /tmp/pml && /tmp/pml/bin/pip install pymarkdownlnt==0.9.41
    python benchmarks/audit.py --markdownlint /tmp/mdl/node_modules/.bin/markdownlint-cli2 \
        --pymarkdown /tmp/pml/bin/pymarkdown [FOLDER]

FOLDER is one with reviews; without it, that of the data beside the repository, or in the folder
that AURICLE_SHARED names. Peers that are not named are not timed.

Each command is run as a user runs it, from its start to its end, on copies of the reviews in one
folder of its own. The commands take turns, so that a slow moment of the machine hits all alike.
With --copies every review stands there several times, each time with another last line, so that
nothing is kept of one that serves another.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from reading.process_tree import Seen, watch

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("AURICLE_SHARED", HERE.parents[1] / "shared"))
AURICLE = [sys.executable, "-m", "auricle"]
OURS = "auricle audit, 1 process"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED / "data" / "reviews")
    parser.add_argument("--markdownlint", metavar="PROGRAM", help="markdownlint-cli2")
    parser.add_argument("--pymarkdown", metavar="PROGRAM")
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=5)
    asked = parser.parse_args()
    if not asked.folder.is_dir():
        parser.error(f"no folder {asked.folder}: name one with reviews")
    return asked


def main() -> None:
    asked = arguments()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        n_files = put(asked.folder, work / "reviews", copies=asked.copies)
        times: defaultdict[str, list[Seen]] = defaultdict(list)
        for _ in range(asked.repeats):
            for name, command in commands(work, asked).items():
                if "nothing kept" in name:
                    shutil.rmtree(work / "kept", ignore_errors=True)
                times[name].append(watch(command))
        print_times(times, n_files, asked.repeats)


def put(source: Path, folder: Path, *, copies: int) -> int:
    """Copy the reviews into one folder; say how many there are."""
    n_files = 0
    for number in range(copies):
        for path in sorted(source.rglob("*.md")):
            copy = folder / str(number) / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            mark = f"\n<!-- copy {number} -->\n".encode() if number else b""
            copy.write_bytes(path.read_bytes() + mark)
            n_files += 1
    return n_files


def commands(work: Path, asked: argparse.Namespace) -> Mapping[str, list[str]]:
    audit = [*AURICLE, "audit", str(work / "reviews"), "--summary"]
    kept = ["--cache", str(work / "kept")]
    return {
        "auricle --help": [*AURICLE, "--help"],
        OURS: [*audit, "--no-cache", "--jobs", "1"],
        "auricle audit, 2 processes": [*audit, "--no-cache", "--jobs", "2"],
        "auricle audit, 2 processes, nothing kept yet": [*audit, *kept, "--jobs", "2"],
        "auricle audit, 1 process, all kept": [*audit, *kept, "--jobs", "1"],
        "auricle audit, 2 processes, all kept": [*audit, *kept, "--jobs", "2"],
        **dict(peers(work, asked)),
    }


def peers(work: Path, asked: argparse.Namespace) -> Iterator[tuple[str, list[str]]]:
    if asked.markdownlint:
        yield "markdownlint-cli2", [asked.markdownlint, f"{work / 'reviews'}/**/*.md"]
    if asked.pymarkdown:
        yield "pymarkdown", [asked.pymarkdown, "scan", "--recurse", str(work / "reviews")]


def print_times(times: Mapping[str, list[Seen]], n_files: int, repeats: int) -> None:
    """Medians, and how many times as long as our own single process each takes."""
    head = f"{n_files} reviews, median of {repeats}"
    print(f"| {head} | wall, s | CPU, s | reviews a second | over one process |")
    print("|---|---:|---:|---:|---:|")
    for name, seen in times.items():
        wall_s, cpu_s = (
            statistics.median(getattr(one, f) for one in seen) for f in Seen._fields[:2]
        )
        ratios = [a.wall_s / b.wall_s for a, b in zip(seen, times[OURS], strict=True)]
        rate = "" if name.endswith("--help") else f"{n_files / wall_s:.0f}"
        ratio = f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
        print(f"| `{name}` | {wall_s:.2f} | {cpu_s:.2f} | {rate} | {ratio} |")


if __name__ == "__main__":
    main()
