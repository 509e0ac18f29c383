"""Long work that a person watches: a count on stderr, and interrupts that cut nothing short."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from types import FrameType

__all__ = ["INTERRUPTED", "Progress"]

INTERRUPTED = 130  # exit status, as shells say that SIGINT ended a command
_FEW = 3  # so many are done before anyone looks

_T = TypeVar("_T")


class Progress:
    """Counts things on their way to the printer, and shows the count where a person watches."""

    def __init__(self, n_all: int, *, what: str = "files") -> None:
        self.n_all = n_all
        self.n_done = 0
        self.is_interrupted = False
        self._what = what
        self._is_waiting = False

    @property
    def note(self) -> str:
        """What is said after an interrupt."""
        done = f"{self.n_done} of {self.n_all} {self._what} were done"
        return f"interrupted: {done}; what they show stands above"

    def counted(self, batches: Generator[Sequence[_T], None, None]) -> Iterator[_T]:
        """Give every thing on; an interrupt ends the things, not the program.

        It ends the wait for things at once. What has come already is given on to its end, so
        that what is printed of it is never cut in the middle.
        """
        is_shown = sys.stderr.isatty() and self.n_all > _FEW
        before = signal.signal(signal.SIGINT, self._interrupt)
        _hold_interrupts(is_held=True)
        try:
            while (batch := self._next(batches)) is not None:
                self.n_done += len(batch)
                if is_shown:
                    count = f"\r{self.n_done} of {self.n_all} {self._what}"
                    click.echo(count, nl=False, err=True)
                yield from batch
        finally:
            batches.close()
            # After one interrupt the program ends by itself: more of them are not heard.
            signal.signal(signal.SIGINT, signal.SIG_IGN if self.is_interrupted else before)
            _hold_interrupts(is_held=False)
        if is_shown:
            click.echo("\r\033[K", nl=False, err=True)

    def _next(self, batches: Iterator[Sequence[_T]]) -> Sequence[_T] | None:
        """Wait for things; None where there are no more, or the user does not want them."""
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
