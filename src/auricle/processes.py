"""Work on all cores, in processes that leave interrupts to the one that started them."""

import gc
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

from auricle.errors import AuricleError

__all__ = ["map_on_cores", "n_cores"]

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


def n_cores() -> int:
    """Number of processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def map_on_cores(
    function: Callable[[_Task], _Result], tasks: Sequence[_Task], *, n_processes: int
) -> Iterator[_Result]:
    """What a function makes of each task, in their order; the same for any number of processes.

    Parameters
    ----------
    function
        One that can be pickled, as its tasks and results must be.
    tasks
        What it is called with, one after the other.
    n_processes
        Processes to start. With 1 the work is done in this process, task by task as it is asked
        for.

    Raises
    ------
    AuricleError
        If a process was ended from outside.

    Examples
    --------
    >>> list(map_on_cores(abs, [-1, 2], n_processes=1))
    [1, 2]
    """
    if n_processes == 1:
        yield from map(function, tasks)
        return
    gc.freeze()  # else each process would write to all objects when it looks for unused ones
    pool = ProcessPoolExecutor(n_processes, initializer=_leave_interrupts)
    try:
        with _interrupts_held():
            found = pool.map(function, tasks)
        yield from found
    except BrokenProcessPool:
        msg = "a process that read files was ended from outside: not all files were read"
        raise AuricleError(msg) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        gc.unfreeze()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold interrupts back until the processes that start meanwhile can leave them alone."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave_interrupts() -> None:
    """Leave interrupts to the process that started this one: it lets running tasks end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
