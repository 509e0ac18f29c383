"""What a line of prose states of a curve: how it was smoothed, and what was taken away from it."""

import re
import unicodedata
from collections.abc import Iterable

from auricle.response.measurement import Smoothing

__all__ = ["read_smoothing", "says_compensated", "says_relative", "smoothing_in"]

_LONGEST_LINE = 1000

# "Oct 8" is a day.
_OCTAVE = r"(?:oct(?!ober|\b\.?[ ,/\-]{1,2}\d)|okt|oitav|окт|オクターブ|倍频程|倍頻程|옥타브)"
_SMOOTH = re.compile(
    r"smooth(?:ed|ing)|geglättet|glättung|lissé|lissage|suavizad|сглаж|スムージング|平滑|스무딩"
)
# Band levels are means over the bands, whatever word stands for it.
_BANDS = re.compile(rf"{_OCTAVE}\w*[ -]?bands?\b")
_CLAUSE = re.compile(r"[;|()\[\]{}\"#*]|,(?!\d)")

_NONE = re.compile(
    r"\bun-?smoothed|\b(?:no|not|without|zero)[ -]smooth|\bsmoothing\W{0,3}(?:none|no|off)\b"
    r"|\bungeglättet|\bkeine glättung|\bohne glättung|\bsans lissage|\bnon lissé"
)
_NONE_ALONE = re.compile(r"(?:none|no|off|0|keine|aucun|нет)\b\W{0,3}")
_KINDS = (
    ("psychoacoustic", re.compile(r"psycho")),
    ("erb", re.compile(r"\berb\b")),
    ("variable", re.compile(r"\bvar(?:iable)?\b")),
)
# A spreadsheet takes 1/48 for a date: "Jan/48", "Jan-48", "48-Jan".
_FRACTIONS = (
    re.compile(r"(?<![\d/.,])1\s?[/⁄∕]\s?(\d{1,3})(?!\d|/|\.\d)"),
    re.compile(rf"(?<![\d/.,:])1\s?:\s?(\d{{1,3}})[ -]?{_OCTAVE}"),
    re.compile(rf"^(?:smoothing\W{{0,3}})?jan\W{{0,2}}(\d{{1,3}})\b(?: {_OCTAVE}|$)"),
    re.compile(rf"^(?:smoothing\W{{0,3}})?(\d{{1,3}})\W{{0,2}}jan\b(?: {_OCTAVE}|$)"),
    re.compile(rf"(?<![\d/.,])(\d{{1,3}})(?:st|nd|rd|th)[ -]{_OCTAVE}"),
)
_WORDS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
    "twelfth": 12,
    "twenty-fourth": 24,
    "forty-eighth": 48,
    "ninety-sixth": 96,
    "full": 1,
    "whole": 1,
}
_IN_WORDS = re.compile(
    rf"(?<!two[ -])\b(?:one[ -]|1 )?(twenty-fourth|forty-eighth|ninety-sixth|{'|'.join(_WORDS)})"
    rf"[ -]{_OCTAVE}"
)
_WIDTH = re.compile(rf"(?<![\d/.,:])(\d{{1,2}}(?:[.,]\d{{1,6}})?)[ -]?{_OCTAVE}")
_ONE_OCTAVE = re.compile(rf"(?:one )?{_OCTAVE}\w*\.?(?: smoothing| bands?)?")
# Widths in use; of these a rounded number such as 0.33 is one.
_USUAL_FRACTIONS = (1, 2, 3, 6, 12, 24, 48, 96)

_RELATIVE = re.compile(
    r"\btarget\s*[-−–]\s|\s[-−–]\s*target\b|\bminus (?:the )?target\b"
    r"|\b(?:re[:.]?|rel\.?|relative to|deviation from|difference (?:from|to)|error from)"
    r" (?:[^\W\d]+[ -]){0,4}target\b|\babweichung (?:von|vom|zu|zum|zur)\b|\bdeviation from\b",
    re.IGNORECASE,
)
_COMPENSATED = re.compile(
    r"(?<!not )(?<!un-)(?<!non-)\b(?:compensated|error curve|equali[sz]ed|kompensiert|entzerrt"
    r"|(?:df|diffuse[- ]field|free[- ]field|hrtf|target)[- ]"
    r"(?:removed|subtracted|corrected|normali[sz]ed))\b",
    re.IGNORECASE,
)


def read_smoothing(text: str) -> Smoothing | None:
    """Smoothing as programs state it, a fraction that a spreadsheet took for a date included.

    None for an empty text only: a statement that is not understood is one none the less.

    Examples
    --------
    >>> str(read_smoothing("1/48 octave")), str(read_smoothing("Jan/48 octave"))
    ('1/48 octave', '1/48 octave')
    >>> read_smoothing("None").kind, read_smoothing("as usual").kind, read_smoothing(" ")
    ('none', 'unstated-width', None)
    """
    plain = _plain(text)
    if not plain:
        return None
    kinds = [kind for kind, pattern in _KINDS if pattern.search(plain)]
    fractions = _fractions(plain)
    if not kinds and not fractions and (_NONE_ALONE.fullmatch(plain) or _NONE.search(plain)):
        return Smoothing("none")
    if len(kinds) == 1:
        return Smoothing(kinds[0])
    if len(fractions) == 1 and not kinds:
        return Smoothing("fractional-octave", fractions.pop())
    return Smoothing("unstated-width")


def smoothing_in(lines: Iterable[str]) -> Smoothing | None:
    """Smoothing that the first line that speaks of one states; None where none does.

    A fraction of an octave alone is none: steps, tilts and analyses have such, too.

    Examples
    --------
    >>> str(smoothing_in(["HD 600, 2024", "# Smoothing: 1/3 octave"]))
    '1/3 octave'
    >>> smoothing_in(["-1 dB per octave", "1/12 octave steps"]) is None
    True
    """
    for line in lines:
        plain = _plain(line[:_LONGEST_LINE])
        if not (_SMOOTH.search(plain) or _BANDS.search(plain)):
            continue
        clauses = [
            clause
            for clause in _CLAUSE.split(plain)
            if _SMOOTH.search(clause) or re.search(_OCTAVE, clause)
        ]
        return read_smoothing(" ".join(clauses))
    return None


def says_relative(text: str) -> bool:
    """Whether a text says that a curve is what differs from a target.

    Examples
    --------
    >>> says_relative("SPL re Harman target (dB)"), says_relative("Harman target")
    (True, False)
    """
    return _RELATIVE.search(text[:_LONGEST_LINE]) is not None


def says_compensated(text: str) -> bool:
    """Whether a text says that a target or the gain of the ear was taken away, or an EQ applied.

    Examples
    --------
    >>> says_compensated("diffuse-field equalised"), says_compensated("uncompensated")
    (True, False)
    """
    return says_relative(text) or _COMPENSATED.search(text[:_LONGEST_LINE]) is not None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(" .;:,=")


def _fractions(plain: str) -> set[int]:
    """Every n for which a text names 1/n octave."""
    found = {int(match[1]) for pattern in _FRACTIONS for match in pattern.finditer(plain)}
    found |= {_WORDS[match[1]] for match in _IN_WORDS.finditer(plain)}
    widths = [float(match[1].replace(",", ".")) for match in _WIDTH.finditer(plain)]
    digits = [len(match[1].replace(",", ".").partition(".")[2]) for match in _WIDTH.finditer(plain)]
    found |= {_fraction_of(*pair) for pair in zip(widths, digits, strict=True)}
    if _ONE_OCTAVE.fullmatch(plain):
        found.add(1)
    return found - {0}


def _fraction_of(octaves: float, n_digits: int) -> int:
    """N where a width is 1/n octave, exactly or rounded; 0 where it is none."""
    if octaves <= 0.0 or octaves > 1.0:
        return 0
    if abs(1.0 / octaves - round(1.0 / octaves)) < 1e-9:
        return round(1.0 / octaves)
    usual = [n for n in _USUAL_FRACTIONS if round(1.0 / n, n_digits) == octaves]
    return usual[0] if len(usual) == 1 else 0
