"""How long it takes to hold headphones against sources: as commands, and in the library.

Run with: python benchmarks/drive.py

No program with a command line is known that answers these questions, so there is no peer: the
commands stand beside the start of Python and the import of click, which every such program pays.
In the library one pair is one headphone on one source with all four answers.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial

from auricle.catalog import built_in_catalog
from auricle.devices import all_outputs, class_source, load_classes, load_devices, plug_in
from auricle.metrics import electrical, subject_of
from auricle.rating import default_day
from auricle.review.drive.report import DriveQuestion, match

REPEATS = 9
AURICLE = (sys.executable, "-m", "auricle")
COMMANDS = {
    "python -c pass": (sys.executable, "-c", "pass"),
    "python -c 'import click'": (sys.executable, "-c", "import click"),
    "auricle drive akg-k612-pro": (*AURICLE, "drive", "akg-k612-pro"),
    'auricle drive akg-k612-pro --source "2 V interface"': (
        *(*AURICLE, "drive", "akg-k612-pro"),
        *("--source", "2 V interface"),
    ),
    "auricle drive akg-k612-pro --table": (*AURICLE, "drive", "akg-k612-pro", "--table"),
    'auricle drive --source "RME ADI-2 DAC" --all': (
        *(*AURICLE, "drive", "--source"),
        *("RME ADI-2 DAC", "--all"),
    ),
    "auricle drive --sources": (*AURICLE, "drive", "--sources"),
    "auricle exposure 85:10 94:1.5": (*AURICLE, "exposure", "85:10", "94:1.5"),
}


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one run."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def commands() -> None:
    """Run the commands in turn, so that a slow moment of the machine hits all alike."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(REPEATS):
        for name, command in COMMANDS.items():
            run = partial(subprocess.run, command, stdout=subprocess.DEVNULL, check=True)
            times[name].append(seconds(run))
    medians = {name: statistics.median(values) for name, values in times.items()}
    base = medians["python -c 'import click'"]
    print(f"| command | median of {REPEATS}, ms | over import click |")
    print("|---|---:|---:|")
    for name, median in medians.items():
        print(f"| `{name}` | {1000 * median:.0f} | {median / base:.2f} |")


def library() -> None:
    """Hold every headphone of the catalog against every output that fits."""
    catalog, devices, classes = built_in_catalog(), load_devices(), load_classes()
    day = default_day(catalog, list(catalog.dossiers.values()))
    found = [
        electrical(subject_of(catalog, dossier, day=day, region="US"))
        for dossier in catalog.dossiers.values()
    ]
    headphones = [one for one in found if one is not None]
    pairs = [
        (headphone, plug)
        for headphone in headphones
        for plug in (
            *map(class_source, classes.values()),
            *(
                plug_in(device, output)
                for device in devices.values()
                for output in all_outputs(device, impedance_ohm=headphone.rated_ohm)
            ),
        )
    ]
    question = DriveQuestion()

    def hold() -> None:
        for headphone, plug in pairs:
            match(headphone, plug, question)

    tasks: dict[str, tuple[Callable[[], object], int]] = {
        "a pair of headphone and source, four answers": (hold, len(pairs)),
        "reading a device file": (load_devices, len(devices)),
    }
    print(f"\n| task | how many | median of {REPEATS}, µs each |")
    print("|---|---:|---:|")
    for name, (work, count) in tasks.items():
        median = statistics.median(seconds(work) for _ in range(REPEATS))
        print(f"| {name} | {count} | {1e6 * median / count:.0f} |")


if __name__ == "__main__":
    commands()
    library()
