"""Measurement files made for tests, and the real ones where they are at hand."""

import math

from tests.shared import SHARED

FREQUENCIES_HZ = [20.0 * 2.0 ** (step / 6.0) for step in range(60)]  # to 18.2 kHz
LEVELS_DB = [90.0 + 6.0 * math.sin(step / 5.0) for step in range(60)]
ROWS = [(round(f, 3), round(x, 3)) for f, x in zip(FREQUENCIES_HZ, LEVELS_DB, strict=True)]

DATA = SHARED / "data"
NO_DATA = f"needs the folder of real files, which is no part of the repository ({DATA.name}/)"


def table(separator: str = "\t", *, rows=ROWS, end: str = "\n", after: str = "") -> str:
    """Rows as text with three decimals; `after` stands at the end of each line."""
    return "".join(f"{f:.3f}{separator}{x:.3f}{after}{end}" for f, x in rows)


def rew(
    body: str | None = None, *, names: str = "* Freq(Hz) SPL(dB)", end: str = "\n", **stated: str
) -> str:
    """Text in the form of a REW export; `stated` replaces what its header says."""
    header = {
        "Source": "Microphone (USB Sound Device), MICROPHONE (Master Volume), L, volume: 0.500",
        "Format": "256k Log Swept Sine, 1 sweep at -12.0 dBFS with no timing reference",
        "Dated": "Feb 3, 2024 10:11:12 AM",
        "REW Settings": "",
        " C-weighting compensation": "Off",
        " Target level": "75.0 dB",
        "Note": "",
        "Measurement": "Acme One L",
        "Smoothing": "1/48 octave",
        "Frequency Step": "1/6 octave",
        "Start Frequency": "20.000 Hz",
    }
    header.update({key.replace("_", " "): value for key, value in stated.items()})
    lines = ["* Measurement data measured by REW V5.31.3"]
    lines += [f"* {key}: {value}".rstrip() for key, value in header.items()]
    lines += ["*", names]
    return end.join(lines) + end + (table(" ", end=end) if body is None else body)


def independent_rows(text: str) -> list[tuple[float, float]]:
    """Frequencies and levels by the simplest rule: two numbers with points that begin a line.

    It knows neither thousands nor decimal commas, and takes any separator.
    """
    found = []
    for line in text.replace("\r", "\n").split("\n"):
        cells = line.replace(",", " ").replace(";", " ").replace('"', " ").split()
        try:
            found.append((float(cells[0]), float(cells[1])))
        except (IndexError, ValueError):
            continue
    return found
