"""What ``auricle response`` prints: JSON as it comes, few files in full, many as a table."""

from __future__ import annotations

import json
import sys
import textwrap
from typing import TYPE_CHECKING

import click

from auricle.cli.response.lines import file_lines, many_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from auricle.response.survey import Record

__all__ = ["Tally", "print_json", "print_text"]

_MOST_IN_FULL = 3  # files that are told in full; more make a table


class Tally:
    """Counts files on their way to the printer, and shows the count where a person watches."""

    def __init__(self, n_files: int) -> None:
        self.n_files = n_files
        self.n_done = 0
        self.n_refused = 0
        self.is_interrupted = False

    def counted(self, batches: Iterable[Sequence[Record]]) -> Iterator[Record]:
        """Give every record on; an interrupt ends the records, not the program."""
        is_shown = sys.stderr.isatty() and self.n_files > _MOST_IN_FULL
        try:
            for batch in batches:
                self.n_done += len(batch)
                self.n_refused += sum(record["status"] == "refused" for record in batch)
                if is_shown:
                    click.echo(f"\r{self.n_done} of {self.n_files} files", nl=False, err=True)
                yield from batch
        except KeyboardInterrupt:
            self.is_interrupted = True
        if is_shown:
            click.echo("\r\033[K", nl=False, err=True)


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
    if len(every) > _MOST_IN_FULL:
        click.echo("\n".join(many_lines(every)))
        return
    for number, record in enumerate(every):
        click.echo("\n".join([""] * (number > 0) + file_lines(record)))
