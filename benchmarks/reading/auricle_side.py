"""Auricle's side of benchmarks/responses.py: read files and score them."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from worker import serve

from auricle.errors import AuricleError
from auricle.response import FrequencyResponse
from auricle.response.formats import (
    find_files,
    find_rig,
    group_files,
    load_target,
    read_measurement,
)
from auricle.response.preference import (
    OVER_EAR_BAND_HZ,
    error_statistics,
    over_ear_preference,
)
from auricle.response.survey import Request, survey_groups

TARGET_DB = load_target(sys.argv[1]).response.on(OVER_EAR_BAND_HZ)


def read_one(path: str) -> FrequencyResponse:
    measurement = read_measurement(Path(path).read_bytes(), source=path)
    return next(iter(measurement.channels.values()))


def read(paths: Sequence[str]) -> None:
    for path in paths:
        read_one(path)


def error_db(paths: Sequence[str]) -> np.ndarray:
    return np.stack([read_one(path).on(OVER_EAR_BAND_HZ) for path in paths]) - TARGET_DB


def score(paths: Sequence[str]) -> None:
    over_ear_preference(error_db(paths))


def check(paths: Sequence[str]) -> dict[str, Any]:
    """Score of every file that can be read over the whole band, and what it is made of."""
    found = {}
    for path in paths:
        try:
            error = error_db([path])
        except (AuricleError, ValueError):  # the second: the band is not in the file
            continue
        statistics = error_statistics(error, OVER_EAR_BAND_HZ)
        parts = (over_ear_preference(error), statistics.sd_db, statistics.slope_db)
        found[path] = [float(part[0]) for part in parts]
    return found


def survey(paths: Sequence[str]) -> int:
    """Every feature of every file, with its interval; the number of files."""
    groups = group_files(find_files([Path(path) for path in paths]))
    return len(survey_groups(groups, request=Request(rig=find_rig("gras-43ag"))))


if __name__ == "__main__":
    serve({"read": read, "score": score, "check": check, "survey": survey})
