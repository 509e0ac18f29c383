"""Tables as text: the lines that hold rows, and numbers that can be read in one way only."""

import re
from collections.abc import Iterator

__all__ = ["parse_number", "row_lines"]

_LINE_ENDS = re.compile(r"\r\n|\n|\r")
_BLANKS = " \t"
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")


def row_lines(text: str) -> Iterator[tuple[int, str]]:
    r"""Number and content of every line that is neither blank nor a remark.

    Remarks start with ``#``. Lines end with a line feed, a carriage return or both, and
    with no other sign: a form feed is a part of its line. Blanks and tabs around a line do
    not count.

    Examples
    --------
    >>> list(row_lines("# a remark\r\n\r\n 1,2\n3,4"))
    [(3, '1,2'), (4, '3,4')]
    """
    for number, line in enumerate(_LINE_ENDS.split(text), start=1):
        content = line.strip(_BLANKS)
        if content and not content.startswith("#"):
            yield number, content


def parse_number(text: str) -> float | None:
    """Number that a text says with the digits 0 to 9 and a decimal point; None for any other.

    What Python reads beside that is refused: ``1_2``, digits of other scripts, ``nan`` and
    ``inf``. A number too large is infinite: its range is for the reader to check.

    Examples
    --------
    >>> parse_number(" -1.5e3"), parse_number("1_2"), parse_number("nan")
    (-1500.0, None, None)
    """
    number = text.strip(_BLANKS)
    return float(number) if _NUMBER.fullmatch(number) else None
