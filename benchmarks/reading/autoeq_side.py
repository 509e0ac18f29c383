"""AutoEq's side of benchmarks/responses.py, run in an environment with autoeq 4.1.2.

What is done to a file is what AutoEq's own batch does before a score: `read_csv`, `interpolate`,
`center`, `compensate`. The target is read once.
"""

import sys
import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
from autoeq.constants import HARMAN_OVEREAR_PREFERENCE_FREQUENCIES
from autoeq.csv import CsvParseError
from autoeq.frequency_response import FrequencyResponse
from worker import serve

BAND_HZ = (50.0, 10_000.0)

TARGET = FrequencyResponse.read_csv(sys.argv[1])
PREPARED = TARGET.copy()
PREPARED.interpolate()
PREPARED.center()

warnings.simplefilter("ignore")  # of NumPy, about things AutoEq may want to change


def read(paths: Sequence[str]) -> None:
    for path in paths:
        FrequencyResponse.read_csv(path)


def score_one(path: str) -> tuple[float, float, float]:
    response = FrequencyResponse.read_csv(path)
    response.interpolate()
    response.center()
    response.compensate(TARGET)
    return response.harman_overear_preference_score()


def score(paths: Sequence[str]) -> None:
    for path in paths:
        score_one(path)


def lean(paths: Sequence[str]) -> None:
    """Score without what need not be done for each file: no centring, the target made before."""
    for path in paths:
        response = FrequencyResponse.read_csv(path)
        response.interpolate()
        response.error = response.raw - PREPARED.raw
        response.harman_overear_preference_score()


def check(paths: Sequence[str]) -> dict[str, Any]:
    """Score of every file that can be read over the whole band, and what it is made of."""
    found = {}
    for path in paths:
        try:
            given = FrequencyResponse.read_csv(path).frequency
            parts = [float(part) for part in score_one(path)]
        except (CsvParseError, ValueError, TypeError, IndexError):
            continue
        is_whole = given.min() <= BAND_HZ[0] and given.max() >= BAND_HZ[1]
        if is_whole and np.isfinite(parts).all():
            found[path] = parts
    return found


def direct(paths: Sequence[str]) -> dict[str, list[float]]:
    """Score, SD and slope where AutoEq's own grid in steps of 1 % is left out."""
    found = {}
    for path in paths:
        response, target = FrequencyResponse.read_csv(path), TARGET.copy()
        for curve in (response, target):
            curve.interpolate(HARMAN_OVEREAR_PREFERENCE_FREQUENCIES)
        response.error = response.raw - target.raw
        found[path] = [float(part) for part in response.harman_overear_preference_score()]
    return found


if __name__ == "__main__":
    serve({"read": read, "score": score, "lean": lean, "check": check, "direct": direct})
