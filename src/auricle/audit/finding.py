"""What an audit lists."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

__all__ = ["Edit", "Finding", "Region", "Related", "Severity"]

Severity = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True)
class Edit:
    """The one right answer to a finding: what stands from `start` to `end` becomes `new`."""

    start: int  # offset of the first character in the text of the file
    end: int  # offset after the last one
    new: str


class Region(NamedTuple):
    """Part of a text by lines and columns from 1; the end is after the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of."""

    file: str
    line: int
    text: str  # what stands there


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not add up, with its place.

    Lines and columns count from 1; `end_column` is that after the last character, on the same
    line. `found` is what is written, `expected` what it should be.
    """

    file: str
    line: int
    column: int
    end_column: int
    rule: str
    severity: Severity
    message: str
    found: str
    expected: str
    related: tuple[Related, ...] = ()
    edit: Edit | None = None
    line_text: str = ""  # the line that is shown
    edit_region: Region | None = None  # where the edit stands

    @property
    def order(self) -> tuple[str, int, int, str]:
        """By this findings are sorted: file, place, rule."""
        return self.file, self.line, self.column, self.rule
