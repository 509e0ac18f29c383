"""What ``auricle response`` prints: JSON as it comes, few files in full, many as a table."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

import click

from auricle.cli.response.lines import file_lines, many_lines, together_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from auricle.response.survey import Record

__all__ = ["Tally", "print_json", "print_text"]

_MOST_IN_FULL = 3  # files that are told in full; more make a table


class Tally:
    """Counts what was refused on its way to the printer."""

    def __init__(self) -> None:
        self.n_refused = 0

    def counted(self, records: Iterable[Record]) -> Iterator[Record]:
        """Give every record on."""
        for record in records:
            self.n_refused += record["status"] == "refused"
            yield record


def print_json(records: Iterable[Record]) -> None:
    """Print one array with a record a file, each as soon as it is there."""
    start = "["
    for record in records:
        text = json.dumps(record, ensure_ascii=False, indent=2, allow_nan=False)
        click.echo(f"{start}\n{textwrap.indent(text, '  ')}", nl=False)
        start = ","
    click.echo("[]" if start == "[" else "\n]")


def print_text(records: Iterable[Record]) -> None:
    """Print few files in full, many as a table."""
    every = list(records)
    if len(every) > _MOST_IN_FULL or not every:
        click.echo("\n".join(many_lines(every)))
        return
    for number, record in enumerate(every):
        click.echo("\n".join([""] * (number > 0) + file_lines(record)))
    for record in every:
        if together := together_lines(record):
            click.echo("\n".join(together))
