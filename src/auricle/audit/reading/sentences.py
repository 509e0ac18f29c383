"""Sentences of prose."""

import re
from collections.abc import Iterator

from auricle.audit.reading.text import Span

__all__ = ["find_sentences"]

# A sentence ends at a blank line, a list item, or a full stop before space and no small letter.
_BREAK = re.compile(
    r"\n[ \t]*\r?\n"
    r"|\n(?=[ \t]*(?:[-*+|>#]|\d{1,3}[.)])[ \t])"
    r"|(?<=[.!?。！？])[\"”’)*\]]{0,3}[ \t\r\n]+(?=[^a-z\s])"
    r"|[。！？]"
)
_SHORT = re.compile(
    r"(?:\b(?:approx|vs|e\.g|i\.e|cf|no|fig|ca|incl|est|inc|ltd|dr|mr|st)"
    r"|(?:^|[^\d\s][ \t])[A-Z])\.$",
    re.IGNORECASE,
)


def find_sentences(prose: str) -> Iterator[Span]:
    r"""Sentences in their order, without the space around them.

    Examples
    --------
    >>> text = "It is approx. 3 dB. Next one.\n\nLast"
    >>> [text[start:end] for start, end in find_sentences(text)]
    ['It is approx. 3 dB.', 'Next one.', 'Last']
    """
    start = 0
    for match in _BREAK.finditer(prose):
        if prose[match.start() - 1 : match.start()] == "." and _is_short(
            prose, start, match.start()
        ):
            continue
        if sentence := _trimmed(prose, start, match.end()):
            yield sentence
        start = match.end()
    if sentence := _trimmed(prose, start, len(prose)):
        yield sentence


def _is_short(prose: str, start: int, end: int) -> bool:
    """Whether the stop belongs to a short form."""
    return _SHORT.search(prose[max(start, end - 12) : end]) is not None


def _trimmed(prose: str, start: int, end: int) -> Span | None:
    words = prose[start:end]
    inner = words.strip()
    begin = start + len(words) - len(words.lstrip())
    return Span(begin, begin + len(inner)) if inner else None
