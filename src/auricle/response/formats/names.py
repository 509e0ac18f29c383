"""What the name of a measurement file says: the product, the channel and the take."""

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["FileName", "name_key", "parse_name", "printable"]

_EXTENSION = re.compile(r"\.(?:txt|csv|tsv|frd|dat|json)$", re.IGNORECASE)
_TARGET = re.compile(r"(?<![^\W_])target(?![^\W_])", re.IGNORECASE)

# A channel stands at the end of a name. The patterns have a greatest length, so that a search takes
# no more than the length of the name: those inside archives may be long.
_TAKE = r"(?P<take>[1-9][0-9]?)"
_BRACKET = re.compile(
    rf"[(\[] ?(?P<side>L|R|left|right|avg|average) ?{_TAKE}? ?[)\]]$", re.IGNORECASE
)
_WORD = re.compile(rf"(?:^|[ _-])(?P<side>left|right|avg|average)[ _]?{_TAKE}?$", re.IGNORECASE)
_LETTER = re.compile(rf"(?:^|[ _])(?P<side>[LR])(?:{_TAKE}|(?P<version> [Vv][0-9]))?$")
_SMALL_LETTER = re.compile(rf"(?:^|[ _])(?P<side>[lr]){_TAKE}?$")
_HYPHEN = re.compile(r"(?<=[^ _-])-(?P<side>[LR])$")
_GLUED = re.compile(r"(?<=[^\W_])(?P<side>[LR])$|(?<=\))(?P<side_after>[LR])$")

_CHANNELS = {
    "l": "left",
    "left": "left",
    "r": "right",
    "right": "right",
    "avg": "average",
    "average": "average",
}


@dataclass(frozen=True, slots=True)
class FileName:
    """What a file name says. `form` tells how it says the channel, and so how sure that is.

    "stated": in a way that no model's name has, "numbered": by a letter with a number
    (``K240 L2``, but ``Fidelio L2`` is a model), "glued": by a letter at the end of the last word
    (``KZ EDZL``, but ``HD800 XLR`` is none), "none": not at all, "target": the file is a target.
    What is numbered or glued is believed by `group_files` only if other names bear it out.
    """

    whole: str  # the name without folders and extension
    product: str  # the same without channel and take; empty where it says nothing else
    channel: str  # "left", "right", "average" or "unknown"
    take: int | None  # number of the seating; None where there is none
    form: str

    @property
    def is_target(self) -> bool:
        """Whether the file holds a target, not the response of a product."""
        return self.form == "target"


def parse_name(name: str) -> FileName:
    """What a file name says, by the customs of squig.link and CrinGraph collections.

    The rule: folders and extension are passed over; what stands last says the channel if it is

    - ``left``, ``right``, ``avg`` or ``average`` after a blank, ``_`` or ``-``, or one of these,
      ``L`` or ``R`` in brackets, with or without a number of the take (any case);
    - ``L``, ``R``, ``l`` or ``r`` after a blank or ``_``; with a number (``L1``) the form is
      "numbered"; a version after it (``L V2``) belongs to the product;
    - ``-L`` or ``-R``, capital and without a number: ``HE-R10`` is a model;
    - ``L`` or ``R``, capital, at the end of a word: the form is "glued".

    A name with the word "target" is that of a target, unless its channel is stated or numbered.

    Examples
    --------
    >>> parse_name("data/AKG K240 L3.txt")
    FileName(whole='AKG K240 L3', product='AKG K240', channel='left', take=3, form='numbered')
    >>> parse_name("HIFIMAN HE-R10.csv").channel, parse_name("Focal Celestee.txt").channel
    ('unknown', 'unknown')
    >>> parse_name("KZ EDZL.txt").form, parse_name("Harman Target.txt").is_target
    ('glued', True)
    """
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    whole = _without_extension(_plain(last))
    claim = _claim(whole)
    if claim is not None and claim.form in ("stated", "numbered"):
        return claim
    if _TARGET.search(whole):
        return FileName(whole, whole, "unknown", None, "target")
    return claim or FileName(whole, whole, "unknown", None, "none")


def name_key(name: str) -> str:
    """Form in which names are compared: without case, width of blanks and way of composing.

    Examples
    --------
    >>> name_key("HIFIMAN  HE400SE") == name_key("Hifiman HE400se")
    True
    """
    return _plain(_plain(name).casefold())


def printable(name: str) -> str:
    r"""Name without what would make a line of output something else: controls, halves of pairs.

    Examples
    --------
    >>> printable("HD 600\n.txt") == "HD 600\ufffd.txt"
    True
    """
    return "".join(
        "\ufffd" if unicodedata.category(character) in ("Cc", "Cs") else character
        for character in name
    )


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _without_extension(text: str) -> str:
    for _ in range(2):  # "x.txt.txt" is what one saves on a system that hides extensions
        if match := _EXTENSION.search(text):
            text = text[: match.start()].rstrip()
    return text


def _claim(whole: str) -> FileName | None:
    for pattern in (_BRACKET, _WORD, _LETTER, _SMALL_LETTER, _HYPHEN, _GLUED):
        match = pattern.search(whole)
        if match is None:
            continue
        found = match.groupdict()
        side = found["side"] or found["side_after"]
        take = found.get("take")
        rest = whole[: match.start()].rstrip(" _-")
        product = rest + (found.get("version") or "")
        form = "stated"
        if take and len(side) == 1 and pattern is not _BRACKET:
            form = "numbered"
        elif pattern is _GLUED:
            form = "glued"
        return FileName(whole, product, _CHANNELS[side.lower()], int(take) if take else None, form)
    return None
