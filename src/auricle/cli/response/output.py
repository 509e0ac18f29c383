"""What ``auricle response`` prints: JSON as it comes, few files in full, many as a table."""

from __future__ import annotations

import json
import signal
import sys
import textwrap
from typing import TYPE_CHECKING

import click

from auricle.cli.response.lines import file_lines, many_lines, together_lines

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from types import FrameType

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
        self._is_waiting = False

    def counted(self, batches: Generator[Sequence[Record], None, None]) -> Iterator[Record]:
        """Give every record on; an interrupt ends the records, not the program.

        It ends the wait for records at once. What has come already is printed to its end, so
        that an array is never cut in the middle of a record.
        """
        is_shown = sys.stderr.isatty() and self.n_files > _MOST_IN_FULL
        before = signal.signal(signal.SIGINT, self._interrupt)
        _hold_interrupts(is_held=True)
        try:
            while (batch := self._next(batches)) is not None:
                self.n_done += len(batch)
                self.n_refused += sum(record["status"] == "refused" for record in batch)
                if is_shown:
                    click.echo(f"\r{self.n_done} of {self.n_files} files", nl=False, err=True)
                yield from batch
        finally:
            batches.close()
            # After one interrupt the program ends by itself: more of them are not heard.
            signal.signal(signal.SIGINT, signal.SIG_IGN if self.is_interrupted else before)
            _hold_interrupts(is_held=False)
        if is_shown:
            click.echo("\r\033[K", nl=False, err=True)

    def _next(self, batches: Iterator[Sequence[Record]]) -> Sequence[Record] | None:
        """Wait for records; None where there are no more, or the user does not want them."""
        if self.is_interrupted:
            return None
        try:
            self._is_waiting = True
            _hold_interrupts(is_held=False)
            batch = next(batches, None)
            self._is_waiting = False
        except KeyboardInterrupt:
            return None
        finally:
            _hold_interrupts(is_held=True)
        return batch

    def _interrupt(self, _signal: int, _frame: FrameType | None) -> None:
        self.is_interrupted = True
        if self._is_waiting:
            self._is_waiting = False  # a second interrupt must not break into the clearing up
            raise KeyboardInterrupt


def _hold_interrupts(*, is_held: bool) -> None:
    """Hold interrupts back, or let them come: one that breaks into a write may cut it short.

    Without a buffer (PYTHONUNBUFFERED) Python drops what a write that was cut short has left.
    """
    if hasattr(signal, "pthread_sigmask"):  # not on Windows
        how = signal.SIG_BLOCK if is_held else signal.SIG_UNBLOCK
        signal.pthread_sigmask(how, {signal.SIGINT})


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
