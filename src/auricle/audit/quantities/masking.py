"""A text made ready for reading: one form of each sign, and blanks over what is no prose."""

import re

__all__ = ["masked"]

_HIDDEN = "\0"

# Each is one character for one, so that offsets stay: full-width forms (Unicode block FF00),
# blanks of other widths, hyphens, and letters that look alike.
_FOLDS = (
    {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)}
    | dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " ")
    | dict.fromkeys("\u202f\u205f\u3000\t\r", " ")
    | dict.fromkeys("\u2010\u2011", "-")
    | dict.fromkeys("\u2012\u2013\u301c", "–")
    | {"\u2126": "Ω", "\u03bc": "µ", "\u223c": "~", "\u2265": "≥", "\u2267": "≥", "\u2266": "≤"}
    | {"\u2a7d": "≤", "\u2a7e": "≥", "≒": "≈", "￥": "¥", "～": "~", "’": "'", "∕": "/", "⁄": "/"}
    | {"″": '"', "”": '"', "“": '"'}
)
_FOLDED = re.compile("[" + "".join(map(re.escape, _FOLDS)) + "]")

# Addresses, targets of Markdown links, tags of HTML, numbers of references, mail-like handles.
_NO_PROSE = re.compile(
    r"https?://[^\s<>\"')\]]*+|www\.[^\s<>\"')\]]*+"
    r"|\]\([^()\s]*+\)?+"
    r"|\[\^?[0-9][0-9, –-]{0,20}\]"
    r"|</?[A-Za-z][^<>\n]{0,120}>"
)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)


def masked(text: str) -> str:
    r"""The text at the same length, with one form of each sign and without what is no prose.

    Hidden are addresses, targets of links, tags and comments of HTML, numbers of references and
    fenced code. Code within a line stays: reviewers set their arithmetic in it.

    Examples
    --------
    >>> masked("at 1\u202fk\u2126 [3]") == "at 1 kΩ " + 3 * chr(0)
    True
    """
    if not text.isascii():
        text = _FOLDED.sub(lambda found: _FOLDS[found[0]], text)
    if "<!--" in text:
        text = _without_comments(text)
    if "```" in text or "~~~" in text:
        text = _without_fences(text)
    return _NO_PROSE.sub(lambda found: _HIDDEN * len(found[0]), text)


def _without_comments(text: str) -> str:
    parts = []
    position = 0
    while (begin := text.find("<!--", position)) >= 0:
        end = text.find("-->", begin)
        end = len(text) if end < 0 else end + 3
        parts += [text[position:begin], _HIDDEN * (end - begin)]
        position = end
    return "".join(parts) + text[position:]


def _without_fences(text: str) -> str:
    """Fenced code hidden; a fence that nothing closes reaches to the end, as in CommonMark."""
    parts = []
    position = 0
    fences = [found.start() for found in _FENCE.finditer(text)]
    for begin, close in zip(fences[::2], [*fences[1::2], len(text)], strict=False):
        parts += [text[position:begin], _HIDDEN * (close - begin)]
        position = close
    return "".join(parts) + text[position:]
