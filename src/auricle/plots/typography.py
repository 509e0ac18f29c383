"""Text: what of it can be drawn, how wide it is, and how it is broken into lines."""

from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

__all__ = ["FONT_FAMILY", "font", "plain", "shortened", "text_width_px", "wrapped"]

FONT_FAMILY = "DejaVu Sans"
"""The font that comes with Matplotlib, so that every machine lays out alike."""

_HINTING = 1.03  # glyphs on whole pixels may be this much wider than their outlines


def plain(text: str) -> str:
    r"""Text as one line, without what no XML file may hold and what turns its direction.

    Examples
    --------
    >>> plain("AKG\tK702\n\x00 \u202efine")
    'AKG K702 fine'
    """
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def shortened(text: str, n_letters: int) -> str:
    """Text that is cut where it is far too long for a figure, with "…" at its end.

    Examples
    --------
    >>> shortened("Sundara", 7), shortened("Sundara", 4)
    ('Sundara', 'Sun…')
    """
    return text if len(text) <= n_letters else f"{text[: n_letters - 1].rstrip()}…"


def font(size_px: float, *, bold: bool = False) -> FontProperties:
    """The font of a text of that size."""
    weight = "bold" if bold else "normal"
    return FontProperties(family=FONT_FAMILY, size=size_px, weight=weight)


@lru_cache(maxsize=4096)
def text_width_px(text: str, size_px: float, *, bold: bool = False) -> float:
    """Width that a text takes, with room for the rounding of glyphs to pixels."""
    width, _, _ = text_to_path.get_text_width_height_descent(
        text, font(size_px, bold=bold), ismath=False
    )
    return float(width) * _HINTING


def wrapped(text: str, width_px: float, size_px: float, *, bold: bool = False) -> list[str]:
    """Lines of a text that are no wider than that; a word that is wider is broken.

    Examples
    --------
    >>> wrapped("a headphone with a long name", 80.0, 10.0)
    ['a headphone', 'with a long', 'name']
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if text_width_px(longer, size_px, bold=bold) <= width_px:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _broken(word, width_px, size_px, bold=bold)
        lines.extend(whole)
    return [*lines, line] if line else lines


def _broken(word: str, width_px: float, size_px: float, *, bold: bool) -> list[str]:
    parts = [""]
    for letter in word:
        if parts[-1] and text_width_px(parts[-1] + letter, size_px, bold=bold) > width_px:
            parts.append("")
        parts[-1] += letter
    return parts
