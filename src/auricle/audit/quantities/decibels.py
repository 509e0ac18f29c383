"""Decibels, and what they are re."""

import re

from auricle.audit.quantities.language import Unit

__all__ = ["MICROPHONE", "RMS", "read_level"]

RMS = r"(?:[ _-]?(?:\{?RMS\}?|\{?rms\}?|Rms))"
_LEVEL = re.compile(
    r"(?:(?P<microphone>[ ]?V[ ]?/[ ]?Pa|(?:[ ]re)?[ ]?[(/]?1[ ]?V/Pa\)?)(?![A-Za-z0-9_])"
    r"|(?P<weighted>[ ]?\(A\)|[Aa](?![A-Za-z0-9_])|-A(?![A-Za-z0-9_-]))"
    r"|(?P<electrical>[ ]?F[Ss]|u|V(?!rms)|m|rA?|c)(?![A-Za-z0-9_]))?"
    r"(?:[ _]?(?P<spl>(?:\([Ss][Pp][Ll]\)|[Ss][Pp][Ll])(?:\(A\))?))?"
    r"(?:(?P<slope>[ ]?/[ ]?(?:oct(?:ave)?|dec(?:ade)?)|[ ]per[ ](?:octave|decade))"
    r"|(?:[ ]?/[ ]?|[ ]per[ ]|[ ]re[ ])\(?(?:1(?:\.0)?[ ]?)?"
    r"(?P<reference>mW|milliwatt|2\.83[ ]?V|V|volt|W|watt)" + RMS + r"?(?![A-Za-z0-9_])"
    r"(?P<distance>[ ]?[/@][ ]?(?:1[ ]?)?m(?:eter|etre)?(?![A-Za-z0-9_]))?"
    r"(?P<spl_behind>[ ]?SPL)?)?"
    r"(?![A-Za-z0-9_])"
)
_REFERENCES: dict[str, Unit] = {
    "mW": Unit("sensitivity_db_per_mw", "dB/mW"),
    "milliwatt": Unit("sensitivity_db_per_mw", "dB/mW"),
    "V": Unit("sensitivity_db_per_v", "dB/V"),
    "volt": Unit("sensitivity_db_per_v", "dB/V"),
    "W": Unit("sensitivity_speaker", "dB/W"),
    "watt": Unit("sensitivity_speaker", "dB/W"),
}
MICROPHONE = Unit("microphone_sensitivity", "dBV/Pa")
_PER_2_83_V = Unit("sensitivity_speaker", "dB/2.83 V")


def read_level(text: str, position: int) -> tuple[Unit | None, int]:
    """What the "dB" that ends at `position` is re, and where its unit ends.

    The unit is None where letters go on that no unit has.

    Examples
    --------
    >>> read_level("dB SPL/V", 2)
    (Unit(kind='sensitivity_db_per_v', unit='dB/V', factor=1.0), 8)
    >>> read_level("dBx", 2)
    (None, 2)
    """
    found = _LEVEL.match(text, position)
    return (None, position) if found is None else (_level_unit(found), found.end())


def _level_unit(found: re.Match[str]) -> Unit:
    if found["microphone"]:
        return MICROPHONE
    if found["electrical"]:
        return Unit("level_electrical", "dB" + found["electrical"].strip())
    if found["slope"]:
        return Unit("slope", "dB/oct" if "oct" in found["slope"] else "dB/decade")
    reference = found["reference"]
    if reference and not found["weighted"]:
        return _REFERENCES.get(reference, _PER_2_83_V)
    if found["spl"]:
        return Unit("level_dbspl", "dB SPL")
    return Unit("level_dba", "dB(A)") if found["weighted"] else Unit("level_db", "dB")
