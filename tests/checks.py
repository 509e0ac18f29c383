"""Check values by name, read from checks.json beside this file."""

import json
from pathlib import Path
from typing import Any

import numpy as np

_FILE = json.loads((Path(__file__).parent / "checks.json").read_text("utf-8"))
CHECKS: dict[str, dict[str, Any]] = {check["name"]: check for check in _FILE["checks"]}


def assert_check(name: str, found: Any, *, part: Any = ...) -> None:
    """Hold a value, or several, to the check of that name within its tolerance.

    `part` picks some of several expected values: an index or a slice.
    """
    check = CHECKS[name]
    expected = np.asarray(check["expected"], dtype=float)[part]
    np.testing.assert_allclose(
        np.asarray(found, dtype=float), expected, rtol=0.0, atol=check["tolerance"]
    )
