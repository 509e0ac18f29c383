"""Expected values: an independent least-squares fit, closed forms, check values."""

import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from auricle.response import LOG96_HZ, R40_HZ
from auricle.response.tilt import tilt_db_per_octave
from tests.checks import assert_check

errors_db = arrays(np.float64, (121,), elements=st.floats(-20.0, 20.0))


def test_the_tilt_of_a_tilted_wave_is_that_of_the_check():
    octaves = np.log2(R40_HZ / 1000.0)
    wave_db = -0.8 * octaves + 1.5 * np.sin(2.0 * np.pi * octaves)
    tilt = tilt_db_per_octave(wave_db, R40_HZ, low_hz=20.0, high_hz=20_000.0)
    assert_check("tilt_regression_example", tilt)


@given(errors_db)
def test_the_tilt_is_that_of_a_least_squares_line_over_the_band(error_db):
    inside = (R40_HZ >= 100.0) & (R40_HZ <= 10_000.0)
    slope, _ = np.polyfit(np.log2(R40_HZ[inside]), error_db[inside], 1)
    assert tilt_db_per_octave(error_db, R40_HZ) == pytest.approx(slope, abs=1e-9)


@pytest.mark.parametrize(("low_hz", "high_hz", "n_points"), [(201.0, 203.0, 0), (199.0, 203.0, 1)])
def test_a_tilt_of_fewer_than_two_points_is_refused(low_hz, high_hz, n_points):
    with pytest.raises(ValueError, match=f"needs two points .* got {n_points}"):
        tilt_db_per_octave(np.zeros(121), R40_HZ, low_hz=low_hz, high_hz=high_hz)


def test_many_curves_at_once_tilt_as_each_alone():
    errors = np.random.default_rng(3).normal(size=(2, 3, 121))
    tilt = tilt_db_per_octave(errors, R40_HZ)[1, 2]
    assert tilt == pytest.approx(tilt_db_per_octave(errors[1, 2], R40_HZ))


def test_the_kernel_uses_the_array_standard_only():
    xp = array_api_strict
    errors = np.random.default_rng(7).normal(size=(3, 121))
    strict, f = xp.asarray(errors), xp.asarray(R40_HZ)
    np.testing.assert_allclose(
        np.asarray(tilt_db_per_octave(strict, f)), tilt_db_per_octave(errors, R40_HZ)
    )


def test_single_precision_keeps_a_tilt_within_a_ten_thousandth_of_a_db_even_with_an_offset():
    errors = np.random.default_rng(7).normal(size=(20, 956)) + 90.0
    single = tilt_db_per_octave(errors.astype(np.float32), LOG96_HZ)
    assert single.dtype == np.float32
    np.testing.assert_allclose(single, tilt_db_per_octave(errors, LOG96_HZ), atol=1e-4)
