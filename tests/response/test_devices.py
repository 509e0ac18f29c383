"""The kernels leave arrays on the device they are on, here one of the standard's own library."""

from collections.abc import Callable
from typing import Any

import array_api_strict as xp
import numpy as np
import pytest

from auricle.response import LOG96_HZ
from auricle.response.bands import third_octave_levels_db
from auricle.response.bass import (
    bass_extension,
    bass_roll_off,
    reference_level_db,
)
from auricle.response.bounds import bs708_tolerance_db, fraction_inside
from auricle.response.channels import (
    bs708_channel_verdict,
    channel_difference_db,
    channel_match,
    channel_mismatch_db,
)
from auricle.response.erb import erb_number, erb_octaves
from auricle.response.preference import in_ear_preference, over_ear_preference
from auricle.response.resonances import resonance_frequency_hz, resonance_height_db
from auricle.response.seating import seating_spread
from auricle.response.smoothing import smooth_db, smooth_erb_db, smooth_uneven_db
from auricle.response.tilt import tilt_db_per_octave

ELSEWHERE = xp.Device("device1")
BAND = {"frequency_hz": LOG96_HZ, "low_hz": 5000.0, "high_hz": 8000.0}


def channels(level: Any, f: Any) -> list[Any]:
    difference = channel_difference_db(level, 2.0 * level, f)
    swapped = (difference.difference_db, difference.center_hz)
    verdict = bs708_channel_verdict(*swapped)
    return [*channel_match(*swapped), *verdict, channel_mismatch_db(level, 2.0 * level)]


def bass(level: Any, f: Any) -> list[Any]:
    edge = bass_extension(level, f, drop_db=3.0, reference_db=reference_level_db(level, f))
    fixed = bass_extension(level, f, drop_db=10.0, reference_db=0.0)
    return [*edge, *bass_roll_off(level, f, fixed)]


KERNELS: dict[str, Callable[[Any, Any], Any]] = {
    "smooth_db": lambda level, _: [smooth_db(level, fraction=3)],
    "smooth_uneven_db": lambda level, f: [smooth_uneven_db(level, f, fraction=3)],
    "smooth_erb_db": lambda level, f: [smooth_erb_db(level, f)],
    "third_octave_levels_db": lambda level, f: third_octave_levels_db(level, f)[1:],
    "channels": channels,
    "bass": bass,
    "bounds": lambda level, f: [fraction_inside(level, f), bs708_tolerance_db(f)],
    "tilt": lambda level, f: [tilt_db_per_octave(level, f)],
    "erb": lambda _, f: [erb_number(f), erb_octaves(f)],
    "preference": lambda level, _: [
        over_ear_preference(level[:, :93]),
        in_ear_preference(level[:, :109]),
    ],
    "resonance": lambda level, _: [
        resonance_height_db(level, **BAND),
        resonance_frequency_hz(level, **BAND),
    ],
    "seating": lambda level, _: seating_spread(level)[:5],
}


@pytest.mark.parametrize("name", KERNELS)
def test_what_comes_from_a_device_stays_there_and_is_the_same(name):
    levels = np.random.default_rng(7).normal(scale=3.0, size=(3, 956))
    elsewhere = (xp.asarray(array, device=ELSEWHERE) for array in (levels, LOG96_HZ))
    plain = KERNELS[name](levels, LOG96_HZ)
    for found, expected in zip(KERNELS[name](*elsewhere), plain, strict=True):
        assert found.device == ELSEWHERE
        here = np.asarray(xp.asarray(found, device=xp.Device("CPU_DEVICE"), copy=True))
        np.testing.assert_allclose(here, expected, atol=1e-9)
