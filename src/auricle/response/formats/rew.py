"""Header of the text exports of Room EQ Wizard (REW)."""

import re
from collections.abc import Sequence

from auricle.response.formats.header import Header, named_rig, read_step, title_of
from auricle.response.formats.statements import read_smoothing, says_compensated

__all__ = ["read_rew_header"]

_SIGNATURES = ("Measurement data measured by REW", "Freq(Hz)", "More info about this measurement")
_NAMES = re.compile(r"Freq\s?\(Hz\)[\s,;]", re.IGNORECASE)
# The setting is for meters that weight by themselves: REW undoes what they did, so that the levels
# it writes are not weighted if the meter was one, and rise by the inverse of C if it was none.
_UNWEIGHTED = (
    "C-weighting compensation was on: REW took the input for C-weighted and undid the weighting"
)
_STATEMENT = re.compile(r"([A-Z][A-Za-z\- ]{2,30}): ?(.*)")


def read_rew_header(preamble: Sequence[str]) -> Header | None:
    """What the lines above the table of a REW export say; None for other texts.

    Every line begins with ``*``. A spreadsheet may have parted the words by tabs. The names of
    folders and devices in it are looked at for the rig and for nothing else.

    Examples
    --------
    >>> lines = ["* Measurement data measured by REW V5.31", "* Measurement: HD 600 L"]
    >>> read_rew_header(lines).title
    'HD 600 L'
    """
    starred = [" ".join(line.split()) for line in preamble if line.lstrip().startswith("*")]
    lines = [line.lstrip("* ") for line in starred]
    if not any(line.startswith(_SIGNATURES) for line in lines):
        return None
    stated = {match[1]: match[2] for line in lines if (match := _STATEMENT.fullmatch(line))}
    title = title_of(stated.get("Measurement", ""))
    note = stated.get("Note", "").lstrip("; ")
    smoothing = read_smoothing(stated.get("Smoothing", ""))
    return Header(
        "rew",
        names=_column_names(preamble),
        title=title,
        date=title_of(stated.get("Dated", "")),
        smoothing=smoothing,
        step=read_step(stated.get("Frequency Step", "")),
        rig=named_rig(stated.get("Source", "")) or named_rig(note),
        is_compensated=says_compensated(f"{title} {note}"),
        remarks=_remarks(stated, title, note),
    )


def _column_names(preamble: Sequence[str]) -> tuple[str, ...] | None:
    for line in reversed(preamble):
        if line.lstrip().startswith("*") and _NAMES.search(line + " "):
            names = re.split(r"[\s,;]+", line.lstrip("* \t").strip(" \t,;"))
            return tuple(name for name in names if name)
    return None


def _remarks(stated: dict[str, str], title: str | None, note: str) -> tuple[str, ...]:
    origin = " ".join((stated.get("Source", ""), stated.get("Format", ""), note))
    remarks = []
    if "Trace Arithmetic" in origin:
        remarks.append("a result of trace arithmetic, not a measurement as taken")
    if re.search(r"\bto Crin\b", f"{title} {note}"):
        remarks.append("shifted to imitate another rig (the header says 'to Crin')")
    if "Averaged data" in origin:
        remarks.append(_average(origin))
    if "delimited data" in origin:
        remarks.append("imported into REW from a text file, not measured by it")
    if stated.get("C-weighting compensation", "").startswith("On"):
        remarks.append(_UNWEIGHTED)
    stated_smoothing = stated.get("Smoothing", "")
    smoothing = read_smoothing(stated_smoothing)
    if smoothing is not None and smoothing.fraction and "jan" in stated_smoothing.casefold():
        remarks.append(f"smoothing read as {smoothing}: a spreadsheet had made a date of it")
    return tuple(remarks)


def _average(origin: str) -> str:
    names = re.search(r"produced from (?:the [a-z ]{1,40} of )?(.{1,1000})", origin)
    count = names[1].split(" Averaged data")[0].count(", ") + 1 if names else 0
    return f"an average of {count if count > 1 else 'several'} measurements"
