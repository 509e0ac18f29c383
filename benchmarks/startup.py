"""How long the command line takes: medians, beside the nearest peer in the same run.

Run with: python benchmarks/startup.py

The peer of `auricle --help` is the import of click that every such program pays; `auricle rate`
reads the whole catalog and computes every metric of it.
"""

import statistics
import subprocess
import sys
import time

REPEATS = 15
IMPORT_CLICK = [sys.executable, "-c", "import click"]
COMMANDS = {
    "python -c 'import click'": IMPORT_CLICK,
    "auricle --help": [sys.executable, "-m", "auricle", "--help"],
    "auricle show akg-k553-mkii": [sys.executable, "-m", "auricle", "show", "akg-k553-mkii"],
    "auricle rate akg-k612-pro": [sys.executable, "-m", "auricle", "rate", "akg-k612-pro"],
    "auricle list": [sys.executable, "-m", "auricle", "list"],
    "auricle review akg-k612-pro": [sys.executable, "-m", "auricle", "review", "akg-k612-pro"],
    "auricle diff akg-k612-pro": [
        *(sys.executable, "-m", "auricle", "diff", "akg-k612-pro"),
        *("--from", "2025-08-20", "--to", "2026-03-15"),
    ],
    "auricle reliability akg-k612-pro": [
        *(sys.executable, "-m", "auricle", "reliability", "akg-k612-pro"),
    ],
    "auricle response akg-k612-pro": [
        *(sys.executable, "-m", "auricle", "response", "akg-k612-pro"),
    ],
    "auricle compare akg-k612-pro akg-k702": [
        *(sys.executable, "-m", "auricle", "compare", "akg-k612-pro", "akg-k702"),
    ],
    "auricle rubric compare auricle-1 published": [
        *(sys.executable, "-m", "auricle", "rubric", "compare", "auricle-1", "published"),
    ],
}


def seconds(command: list[str]) -> float:
    """Wall time of one run."""
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


def main() -> None:
    """Run the commands in turn, so that a slow moment of the machine hits all alike."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(REPEATS):
        for name, command in COMMANDS.items():
            times[name].append(seconds(command))
    medians = {name: statistics.median(values) for name, values in times.items()}
    base = medians["python -c 'import click'"]
    print(f"| command | median of {REPEATS}, ms | over import click |")
    print("|---|---:|---:|")
    for name, median in medians.items():
        print(f"| `{name}` | {1000 * median:.0f} | {median / base:.2f} |")


if __name__ == "__main__":
    main()
