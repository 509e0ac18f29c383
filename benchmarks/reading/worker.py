"""A process that does tasks on files and says how long each took: one side of a comparison.

Standard library only, so that it runs in the environment of a peer as well.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

__all__ = ["Worker", "serve"]

_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def serve(tasks: Mapping[str, Callable[[Sequence[str]], Any]]) -> None:
    """Do tasks that come in as lines of JSON, until the last; imports were made before."""
    for line in sys.stdin:
        asked = json.loads(line)
        wall_s, cpu_s = time.perf_counter(), time.process_time()
        result = tasks[asked["task"]](asked["paths"])
        cpu_s, wall_s = time.process_time() - cpu_s, time.perf_counter() - wall_s
        print(json.dumps({"cpu_s": cpu_s, "wall_s": wall_s, "result": result}), flush=True)


class Worker:
    """A script that serves tasks, run by a Python of its own on one thread."""

    def __init__(self, python: str, script: Path, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [python, str(script), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **_ONE_THREAD},
        )

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.stdin.close()
        self._process.wait()

    def do(self, task: str, paths: Sequence[str]) -> dict[str, Any]:
        """What a task gave, and the seconds it took: `cpu_s`, `wall_s`, `result`."""
        self._process.stdin.write(json.dumps({"task": task, "paths": paths}) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise SystemExit(f"{task}: the worker ended; its message stands above")
        return json.loads(answer)
