"""A survey on all cores."""

from collections.abc import Iterator, Sequence
from functools import partial

from auricle.processes import map_on_cores, n_cores
from auricle.response.curve import FrequencyResponse
from auricle.response.formats.groups import Group
from auricle.response.grid import R40_HZ
from auricle.response.measurement import Measurement
from auricle.response.survey.files import Named
from auricle.response.survey.record import Record
from auricle.response.survey.request import Request
from auricle.response.survey.survey import survey_groups, survey_read

__all__ = ["n_cores", "run_survey"]

_FILES_FOR_A_PROCESS = 32  # fewer are read faster than a further process starts
_TASKS_A_PROCESS = 6  # enough to keep all busy to the end
_MOST_FILES = 64  # of a task, unless one product has more: memory and waiting have an end


def run_survey(
    groups: Sequence[Group], request: Request, *, n_jobs: int | None = None
) -> Iterator[list[Record]]:
    """Records of all files, some products at a time, in the order of the groups.

    Only names go to the processes and only records come back, so that memory does not grow with
    the number of files. The records are the same for any number of processes.

    Parameters
    ----------
    groups
        Files by product.
    request
        What is asked of them.
    n_jobs
        Processes to use; as many as there are cores where it is not said. A few files are
        read in this process.
    """
    n_files = sum(len(group.members) for group in groups)
    n_processes = min(n_jobs or n_cores(), max(1, n_files // _FILES_FOR_A_PROCESS))
    n_in_task = min(_MOST_FILES, n_files // (_TASKS_A_PROCESS * n_processes) + 1)
    tasks = list(_tasks(groups, n_in_task))
    if n_processes > 1:
        _make_ready(request)
    yield from map_on_cores(partial(survey_groups, request=request), tasks, n_processes=n_processes)


def _tasks(groups: Sequence[Group], n_files: int) -> Iterator[list[Group]]:
    """Runs of groups with at least so many files together."""
    task: list[Group] = []
    for group in groups:
        task.append(group)
        if sum(len(one.members) for one in task) >= n_files:
            yield task
            task = []
    if task:
        yield task


def _make_ready(request: Request) -> None:
    """Survey level curves, so that what all products need is there before processes fork off.

    Drawn errors, targets and modules that are loaded on their first use are then made once, and
    are in memory once.
    """
    left, right = (FrequencyResponse(R40_HZ, level + 0.0 * R40_HZ) for level in (0.0, 1.0))
    measurement = Measurement("", "plain", {"left": left, "right": right})
    survey_read([[Named("", "", "unknown", measurement)]], request=request)
