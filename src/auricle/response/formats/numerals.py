"""Numbers of a table, whose decimal sign is found from the table as a whole."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["COMMA", "POINT", "Style", "is_piece_of_number", "matching_styles"]

# Between thousands stand a point or a comma (the other one is the decimal sign), an apostrophe
# (Switzerland) or a blank, as a rule one that does not break.
_EITHER = "'’ \u00a0\u202f"
_EXPONENT = r"(?:[eE][+-]?[0-9]{1,3})?"
_PIECE = re.compile(r"[+-]?[0-9]*+(?:[.,][0-9]*+)?(?:[eE][+-]?[0-9]*)?")


@dataclass(frozen=True, slots=True)
class Style:
    """One way to write numbers: a decimal sign and signs between thousands."""

    decimal: str
    number: re.Pattern[str]
    lines: re.Pattern[str]  # of numbers
    thousands: re.Pattern[str]

    def numbers(self, cells: Sequence[str]) -> list[float]:
        """The numbers that cells say; all must match `number`."""
        if self.decimal == ".":
            try:
                return list(map(float, cells))  # as a rule there is nothing to replace
            except ValueError:
                pass
        return [float(self._plain(cell)) for cell in cells]

    def repairs(self, cells: Iterable[str]) -> tuple[str, ...]:
        """What had to be replaced so that the cells could be read."""
        named = []
        text = "\n".join(cells)
        if self.decimal != "." and self.decimal in text:
            named.append("decimal commas read as points")
        if self.thousands.search(text):
            named.append("thousands separators left out")
        return tuple(named)

    def _plain(self, cell: str) -> str:
        return self.thousands.sub("", cell).replace(self.decimal, ".")


def _style(decimal: str, thousands: str, digits_after: str) -> Style:
    d = re.escape(decimal)
    number = (
        rf"[+-]?(?:[0-9]{{1,3}}(?:[{thousands}][0-9]{{3}})+(?:{d}[0-9]+)?"
        rf"|[0-9]+(?:{d}[0-9]{digits_after})?|{d}[0-9]+){_EXPONENT}"
    )
    return Style(
        decimal,
        re.compile(number),
        re.compile(rf"(?:(?:{number})\n)*+"),
        re.compile(f"[{thousands}]"),
    )


POINT = _style(".", "," + _EITHER, "*")
COMMA = _style(",", "." + _EITHER, "+")  # "20," is the end of a field, no number


def matching_styles(cells: Sequence[str]) -> tuple[Style, ...]:
    """Styles in which every cell is a number, that with the decimal point first.

    Examples
    --------
    >>> [style.decimal for style in matching_styles(["20,5", "1.001,37"])]
    [',']
    >>> [style.decimal for style in matching_styles(["1,001.371", "99.4"])]
    ['.']
    >>> [style.decimal for style in matching_styles(["20,145"])], matching_styles(["1.2.3"])
    (['.', ','], ())
    """
    text = "\n".join((*cells, ""))
    return tuple(style for style in (POINT, COMMA) if style.lines.fullmatch(text))


def is_piece_of_number(cell: str) -> bool:
    """Whether a cell may be a number that was cut off.

    Examples
    --------
    >>> is_piece_of_number("-"), is_piece_of_number("1.5e"), is_piece_of_number("1.2.3")
    (True, True, False)
    """
    return _PIECE.fullmatch(cell) is not None
