"""A text and the places in it."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["Span", "Text", "blanked", "find_near"]


class Span(NamedTuple):
    """Part of a text: offsets of its first character and of that after its last."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    r"""The content of a file, and where its lines begin.

    Examples
    --------
    >>> text = Text("one\ntwo\n")
    >>> text.place(5)
    (2, 2)
    >>> text.line(2)
    'two'
    """

    content: str
    line_starts: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        starts = (0, *(match.end() for match in re.finditer("\n", self.content)))
        object.__setattr__(self, "line_starts", starts)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        index = bisect_right(self.line_starts, offset) - 1
        return index + 1, offset - self.line_starts[index] + 1

    def line(self, number: int) -> str:
        """A line without its end."""
        start = self.line_starts[number - 1]
        last = number == len(self.line_starts)
        end = len(self.content) if last else self.line_starts[number]
        return self.content[start:end].rstrip("\r\n")

    def offset(self, line: int, column: int = 1) -> int:
        """Offset of a place, both from 1."""
        return self.line_starts[line - 1] + column - 1


def blanked(text: str, spans: list[Span]) -> str:
    """A text with some parts turned into spaces, so that all other places stay.

    Line ends stay, too.

    Examples
    --------
    >>> blanked("see `x` there", [Span(4, 7)])
    'see     there'
    """
    parts = []
    at = 0
    for start, end in sorted(spans):
        if end <= at:
            continue
        begin = max(at, start)
        parts += [text[at:begin], _blank(text[begin:end])]
        at = end
    return "".join([*parts, text[at:]])


def find_near(
    pattern: re.Pattern[str], text: str, word: re.Pattern[str], *, reach: int
) -> Iterator[re.Match[str]]:
    """Matches of a slow pattern, each of which holds a word: sought around that word alone.

    Parameters
    ----------
    pattern
        What to find.
    text
        Where to find it.
    word
        What every match holds: it should be quick to find, and rare.
    reach
        Characters around the word, more than the longest match has.

    Examples
    --------
    >>> word, pattern = re.compile("amp"), re.compile(r"needs [a-z ]{0,9}amp")
    >>> [match[0] for match in find_near(pattern, "It needs an amp.", word, reach=20)]
    ['needs an amp']
    """
    start = end = 0
    for match in word.finditer(text):
        if match.start() - reach > end:
            yield from pattern.finditer(text, start, end)
            start = match.start() - reach
        end = match.end() + reach
    yield from pattern.finditer(text, start, end)


def _blank(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))
