"""Plain tables for the terminal."""

from collections.abc import Sequence
from itertools import zip_longest

__all__ = ["bar", "hz_text", "table"]


def table(rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()) -> list[str]:
    """Lines of a table with columns as wide as they need; `right` ones end flush.

    Examples
    --------
    >>> table([["a", "10"], ["bc", "5"]], right=frozenset({1}))
    ['a   10', 'bc   5']
    """
    widths = [max(map(len, column)) for column in zip_longest(*rows, fillvalue="")]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if index in right else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=False))
        ]
        lines.append("  ".join(cells).rstrip())
    return lines


def bar(value: float, *, width: int = 10) -> str:
    """A share of 1 as a bar.

    Examples
    --------
    >>> bar(0.25, width=4)
    '█···'
    """
    full = max(0, min(width, int(value * width + 0.5 + 1e-9)))
    return "█" * full + "·" * (width - full)


def hz_text(frequency_hz: float) -> str:
    """Frequency with three digits.

    Examples
    --------
    >>> hz_text(31.5), hz_text(6310.0)
    ('31.5 Hz', '6.31 kHz')
    """
    if frequency_hz >= 999.5:
        return f"{frequency_hz / 1000.0:.3g} kHz"
    return f"{frequency_hz:.3g} Hz"
