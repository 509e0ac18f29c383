"""Markdown that reads the same on GitHub and in the site."""

import html
import re
from collections.abc import Iterable, Sequence

__all__ = ["NOTE", "fenced", "page", "table"]

NOTE = "<!-- Made by docs/make_pages.py from the code and the data in src/auricle: change it there. -->"


def page(title: str, *parts: str | Iterable[str]) -> str:
    """Text of a page: its title, the note that it is made, and its paragraphs, a blank line between."""
    paragraphs = [part if isinstance(part, str) else "\n".join(part) for part in parts]
    return "\n\n".join([f"# {title}", NOTE, *filter(None, paragraphs)]) + "\n"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a bar inside a cell is written as an entity.

    Examples
    --------
    >>> print(table(["a", "b"], [["1", "x|y"]]))
    | a | b |
    |---|---|
    | 1 | x&#124;y |
    """
    lines = [_row(header), "|" + "---|" * len(header)]
    return "\n".join([*lines, *map(_row, rows)])


def fenced(text: str, language: str = "text") -> str:
    """A block of code; an indented one would lose its language."""
    return f"```{language}\n{text.strip(chr(10))}\n```"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(_cell, cells)) + " |"


def _cell(text: str) -> str:
    """Text without a bar; one inside code cannot be escaped so that both GitHub and the site show it."""
    code = re.sub(
        r"`([^`]*\|[^`]*)`", lambda m: f"<code>{html.escape(m[1], quote=False)}</code>", text
    )
    return code.replace("|", "&#124;")
