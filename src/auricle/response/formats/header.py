"""What the text above and below a table says of the measurement."""

import re
from dataclasses import dataclass

from auricle.response.formats.privacy import has_path, without_paths
from auricle.response.measurement import Smoothing

__all__ = ["Header", "Step", "named_rig", "read_step", "title_of"]

_LONGEST_TITLE = 200

# A spreadsheet takes 1/48 for a date: "Jan/48", "Jan-48", "48-Jan".
_FRACTION = re.compile(
    r"(?:\b1\s*/\s*|\bjan\W{0,2})(\d{1,3})\b|\b(\d{1,3})\W{0,2}jan\b", re.IGNORECASE
)
# How headers name a rig that data/rigs.toml knows.
_RIGS = (
    (re.compile(r"\bE\.A\.R\.S\b|\bminidsp ears\b", re.IGNORECASE), "minidsp-ears"),
    (re.compile(r"\b(?:B&K|HBK|BK|type)\W{0,2}5128\b|\b5128-[BCD]\b", re.IGNORECASE), "bk-5128"),
    (re.compile(r"\bGRAS\W?45CA\b|\b45CA(?:-\d+)?\b", re.IGNORECASE), "gras-45ca"),
    (re.compile(r"\bGRAS\W?43AG\b|\b43AG(?:-\d+)?\b", re.IGNORECASE), "gras-43ag"),
    (re.compile(r"\bHMS\W?II\.?3?\b", re.IGNORECASE), "hms-ii-3"),
    (re.compile(r"\bKEMAR\b", re.IGNORECASE), "gras-kemar"),
    (re.compile(r"\bIEC\W?(?:60318-4|60711|711)\b", re.IGNORECASE), "iec-60318-4"),
)
_RIG_WORDS = ("e.a.r.s", "ears", "5128", "45ca", "43ag", "hms", "kemar", "711", "60318")
# A text with such words is about a copy of a rig, or a correction to one.
_NOT_THE_RIG = re.compile(r"clone|comp|target|DF\b|HRTF|imported|arithmetic|\bto\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """Distance between neighbouring points that a header states."""

    text: str
    octaves: float | None = None
    hz: float | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """Statements about a measurement; None and empty where a file says nothing."""

    dialect: str
    names: tuple[str, ...] | None = None  # of the columns
    title: str | None = None
    date: str | None = None
    smoothing: Smoothing | None = None
    step: Step | None = None
    rig: str | None = None
    weighting: str | None = None
    is_compensated: bool = False
    remarks: tuple[str, ...] = ()


def read_step(text: str) -> Step | None:
    """Step between points as REW states it.

    Examples
    --------
    >>> read_step("96 ppo").octaves == 1 / 96, read_step("0.5 Hz").hz
    (True, 0.5)
    """
    fraction = _fraction(text)
    if fraction:
        return Step(f"1/{fraction} octave", octaves=1.0 / fraction)
    match = re.fullmatch(r"([0-9]{1,6}(?:[.,][0-9]{1,12})?)\s*(ppo|Hz)", text.strip())
    number = float(match[1].replace(",", ".")) if match else 0.0
    if match is None or number <= 0:
        return None
    if match[2] == "ppo":
        return Step(f"1/{number:g} octave", octaves=1.0 / number)
    return Step(f"{number:g} Hz", hz=number)


def named_rig(text: str) -> str | None:
    """Slug of the one rig that a text names as what was measured on.

    Examples
    --------
    >>> named_rig("Microphone (E.A.R.S Gain: 18dB)"), named_rig("Clone 43AG comp") is None
    ('minidsp-ears', True)
    """
    lower = text.casefold()
    if not any(word in lower for word in _RIG_WORDS):
        return None
    if has_path(text) or _NOT_THE_RIG.search(text):
        return None
    slugs = {slug for pattern, slug in _RIGS if pattern.search(text)}
    return slugs.pop() if len(slugs) == 1 else None


def title_of(text: str) -> str | None:
    """Text as a title: None where it is empty or names a folder of whoever measured.

    Examples
    --------
    >>> title_of("  HD 600   L "), title_of("/home/somebody/HD 600 L.txt") is None
    ('HD 600 L', True)
    """
    title = " ".join(text.split())[:_LONGEST_TITLE]
    return without_paths(title) if title and not has_path(title) else None


def _fraction(text: str) -> int | None:
    match = _FRACTION.search(text)
    return int(match[1] or match[2]) or None if match else None
