r"""Prose without its marks, so that a formula reads the same however it is set.

Emphasis, code marks, citations and the commands of LaTeX become spaces or plain signs. Nothing
moves: an offset in the flat text is one in the prose.
"""

import re
from functools import lru_cache

from auricle.audit.reading import Review

__all__ = ["flat", "flat_prose"]

# LaTeX commands that stand for a sign.
_SIGNS = {
    "div": "÷",
    "approx": "≈",
    "simeq": "≈",
    "fallingdotseq": "≈",
    "times": "×",
    "cdot": "×",
    "rightarrow": "→",
    "to": "→",
    "Rightarrow": "→",
    "dots": "…",
    "ldots": "…",
    "cdots": "…",
    "min": "min",
}
_BRACED_TEXT = re.compile(
    r"\\(?:text|mathrm|mathbf|textbf|textrm|operatorname)\{([^{}\n]{0,120})\}"
)
_FRACTION = re.compile(r"(\\[dt]?frac)\{([^{}\n]{1,160})\}[ \t]?\{([^{}\n]{1,160})\}")
_COMMAND = re.compile(r"\\([A-Za-z]{1,20}|[,;:!$%#_& ])")
_THOUSANDS = re.compile(r"(\d{1,3})\{,\}(?=\d{3})")
_CITATION = re.compile(r"\[\d{1,3}(?:[ \t]*[,–-][ \t]*\d{1,3}){0,20}\](?!\()")
_MATHS = re.compile(r"\$(?![ ]?\d)")  # a dollar sign that opens or closes a formula
_MARKS = "*`\u2009\u202f\u00a0"


def flat(prose: str) -> str:
    r"""The same text, of the same length, without marks.

    Examples
    --------
    >>> flat("**CP** = `99 / 210` [3]")
    '  CP   =  99 / 210     '
    >>> flat(r"\frac{99}{210} \approx 0.47").split()
    ['(99)÷210', '≈', '0.47']
    """
    text = _CITATION.sub(_spaces, prose)
    for mark in _MARKS:
        text = text.replace(mark, " ")
    if "\\" not in text:
        return text
    if "{,}" in text:
        text = _THOUSANDS.sub(lambda match: _right(match[1] + ",", len(match[0])), text)
    text = _BRACED_TEXT.sub(lambda match: _right(match[1] + " ", len(match[0])), text)
    text = _FRACTION.sub(_divided, text)
    text = _COMMAND.sub(lambda match: _right(_SIGNS.get(match[1], ""), len(match[0])), text)
    return _MATHS.sub(" ", text)


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _right(words: str, length: int) -> str:
    """Words at the right end of as many characters as stood there."""
    return words.rjust(length)[:length]


def _divided(match: re.Match[str]) -> str:
    return _right(f"({match[2]})÷{match[3]} ", len(match[0]))


@lru_cache(maxsize=2)
def flat_prose(review: Review) -> str:
    """Prose of a review without marks; offsets stay."""
    return flat(review.prose)
