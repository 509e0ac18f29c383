"""Real files that some tests read, where their folder is there; else those tests are skipped."""

import os
from pathlib import Path

import pytest

__all__ = ["REVIEWS", "SHARED", "needs_reviews"]

SHARED = Path(os.environ.get("AURICLE_SHARED", Path(__file__).parents[2] / "shared"))
REVIEWS = SHARED / "data" / "reviews"

needs_reviews = pytest.mark.skipif(
    not REVIEWS.is_dir(), reason="AURICLE_SHARED names no folder with reviews"
)
