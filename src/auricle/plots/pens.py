"""How lines are drawn so that they can be told apart without colour, too."""

from dataclasses import dataclass

__all__ = ["GRID", "INK", "MUTED", "PENS", "STRONG_GRID", "TARGET_PEN", "Pen"]

INK = "#1a1a1a"  # of text
MUTED = "#4d4d4d"  # of text that is less important: 8.5 to 1 on white
GRID = "#e3e3e3"
STRONG_GRID = "#bdbdbd"


@dataclass(frozen=True, slots=True)
class Pen:
    """Colour, dashes and width of a line."""

    color: str
    dashes: tuple[float, ...]  # lengths on and off; empty for a solid line [px]
    width_px: float


# M. Okabe, K. Ito, "Color Universal Design" (2008): colours that people with any kind of colour
# vision tell apart. Ordered so that neighbours differ in lightness; yellow, hardly seen on
# white, is left out.
_COLORS = ("#0072b2", "#e69f00", "#d55e00", "#56b4e9", "#009e73", "#000000", "#cc79a7")
_DASHES: tuple[tuple[float, ...], ...] = (
    (),
    (9.0, 3.0),
    (2.0, 2.0),
    (9.0, 2.5, 2.0, 2.5),
    (4.5, 2.5),
    (9.0, 2.0, 2.0, 2.0, 2.0, 2.0),
)
_WIDTHS_PX = (2.0, 2.2, 1.9, 2.2, 1.9, 1.6, 2.1)

PENS = tuple(
    Pen(_COLORS[k % len(_COLORS)], _DASHES[k % len(_DASHES)], _WIDTHS_PX[k % len(_WIDTHS_PX)])
    for k in range(12)
)
"""One for each curve, in their order."""

TARGET_PEN = Pen("#6e6e6e", (5.0, 2.0), 2.6)
"""Of the target: grey as in most graphs of the field, broad, in short dashes."""

BOUNDS_PEN = Pen("#7a7a7a", (1.5, 1.5), 0.8)
"""Of the edges of a range that is wanted."""
