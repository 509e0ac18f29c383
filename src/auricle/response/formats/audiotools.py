"""Header and footer of the exports of AudioTools."""

import re
from collections.abc import Sequence

from auricle.response.formats.header import Header, title_of
from auricle.response.formats.statements import read_smoothing, says_compensated, smoothing_in

__all__ = ["is_audiotools_footer", "part_audiotools_footer", "read_audiotools_header"]

_NAMES = re.compile(r"Frequency\tdB\t(\S[^\t]{0,40})\s*")
_FOOTER_KEYS = {
    *("overall db", "decay", "averaging", "source"),
    *("latitude", "longitude", "saved", "peak"),
}
_FOOTER_START = re.compile(r"^[ \t]*[A-Za-z]", re.MULTILINE)
_WEIGHTING = re.compile(r"([AC])[- ]?weighted", re.IGNORECASE)
_DATE = re.compile(r"\b\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}\b.{0,20}")


def is_audiotools_footer(footer: Sequence[str]) -> bool:
    r"""Whether lines below a table are those that AudioTools writes there.

    Examples
    --------
    >>> is_audiotools_footer(["overall dB\t88.0 dB", "decay\tAverage"])
    True
    """
    return all(line.split("\t")[0].strip().casefold() in _FOOTER_KEYS for line in footer)


def part_audiotools_footer(body: str) -> tuple[str, tuple[str, ...]]:
    r"""Rows of a table, and the lines of an AudioTools footer below; none for any other text.

    Examples
    --------
    >>> part_audiotools_footer("20\t80\n25\t81\npeak\t19.0Hz\n")
    ('20\t80\n25\t81\n', ('peak\t19.0Hz',))
    """
    start = _FOOTER_START.search(body)
    if start is None:
        return body, ()
    below = (line.strip(" \t") for line in body[start.start() :].split("\n"))
    footer = tuple(line for line in below if line)
    return (body[: start.start()], footer) if is_audiotools_footer(footer) else (body, ())


def read_audiotools_header(preamble: Sequence[str], footer: Sequence[str]) -> Header | None:
    r"""What an AudioTools export says of itself; None for other texts.

    The device and the place, which stand there too, are left unread.

    Examples
    --------
    >>> read_audiotools_header(["Frequency\tdB\tA-weighted"], ["averaging\t1/24 Octave"])
    Header(dialect='audiotools', names=('Frequency', 'dB'), title=None, date=None,
    smoothing=Smoothing(kind='fractional-octave', fraction=24), step=None, rig=None,
    weighting='A', is_compensated=False, remarks=())
    """
    names = next((match for line in preamble if (match := _NAMES.fullmatch(line))), None)
    if names is None:
        return None
    stated = {
        key.strip().casefold(): value for key, _, value in (line.partition("\t") for line in footer)
    }
    weighting = _WEIGHTING.fullmatch(names[1])
    date = _DATE.search(stated.get("saved", ""))
    first = preamble[0].strip() if preamble else ""
    is_title = bool(first) and "\t" not in first and not first.startswith(("*", "#"))
    titles = [first] if is_title else []
    return Header(
        "audiotools",
        names=("Frequency", "dB"),
        title=title_of(first) if is_title else None,
        date=title_of(date[0]) if date else None,
        smoothing=read_smoothing(stated.get("averaging", "")) or smoothing_in(titles),
        weighting=weighting[1].upper() if weighting else None,
        is_compensated=any(map(says_compensated, titles)),
    )
