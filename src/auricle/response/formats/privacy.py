"""What a file's header says of persons and devices, kept out of everything that is shown."""

import re

__all__ = ["has_path", "shown", "without_paths"]

_SHOWN_CHARACTERS = 60

# Folders of a user: Windows drives and shares, the homes of Unix and macOS, file addresses.
_PATH = re.compile(
    r"(?<![A-Za-z])[A-Za-z]:[\\/]|\\|~/|file:"
    r"|/(?:users|home|volumes|mnt|media|private|tmp|var|opt|root|documents|desktop)/",
    re.IGNORECASE,
)
_IDENTITY = re.compile(
    r"\b[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}\b"  # a universally unique identifier
    r"|(?:serial(?:\s*(?:number|no\.?))?|ser\.?\s?no\.?|s/n)\W{0,3}[0-9A-Z-]{3,}"
    r"|(?:latitude|longitude)\W{0,3}[0-9.]+",
    re.IGNORECASE,
)


def has_path(text: str) -> bool:
    r"""Whether a text names a folder of whoever measured.

    Examples
    --------
    >>> has_path(r"C:\Users\somebody\HD 600 L.txt"), has_path("HD 600 L")
    (True, False)
    """
    is_possible = "/" in text or "\\" in text or ":" in text  # a header has dozens of texts
    return is_possible and _PATH.search(text) is not None


def without_paths(text: str) -> str:
    """Text up to the first path in it, with serial numbers, device ids and places masked.

    A path may hold blanks, so that nobody can say where it ends: the rest is left out.

    Examples
    --------
    >>> without_paths("imported from /Users/somebody/HD 600.txt Format: text")
    'imported from (path)'
    >>> without_paths("Sens Factor =-1.2dB, SERNO: 7001234")
    'Sens Factor =-1.2dB, (id)'
    """
    path = _PATH.search(text)
    if path is not None:
        text = text[: path.start()] + "(path)"
    return _IDENTITY.sub("(id)", text)


def shown(text: str) -> str:
    r"""A piece of a file as it may stand in a message: masked, quoted, of bounded length.

    Examples
    --------
    >>> shown("20\t1.2.3")
    "'20\\t1.2.3'"
    """
    return repr(without_paths(text[: 4 * _SHOWN_CHARACTERS])[:_SHOWN_CHARACTERS])
