"""Expected values: an independent least-squares fit, closed forms, check values."""

import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from auricle.response import LOG96_HZ, R40_HZ
from auricle.response.deviation import deviation, tilt_db_per_octave
from tests.response.checks import assert_check

errors_db = arrays(np.float64, (121,), elements=st.floats(-20.0, 20.0))


def test_the_tilt_of_a_tilted_wave_is_that_of_the_check():
    octaves = np.log2(R40_HZ / 1000.0)
    wave_db = -0.8 * octaves + 1.5 * np.sin(2.0 * np.pi * octaves)
    tilt = tilt_db_per_octave(wave_db, R40_HZ, low_hz=20.0, high_hz=20_000.0)
    assert_check("tilt_regression_example", tilt)


def test_a_slope_over_ln_f_is_told_per_octave_too():
    found = deviation(-0.38 * np.log(R40_HZ), R40_HZ)
    assert found.slope_db_per_ln == pytest.approx(-0.38, abs=1e-12)
    assert_check("slope_ln_to_dB_per_octave", found.slope_db_per_octave)


@given(errors_db)
def test_every_figure_is_that_of_its_definition(error_db):
    found = deviation(error_db, R40_HZ)
    assert found.sd_db == pytest.approx(np.std(error_db, ddof=1), abs=1e-9)
    assert found.mean_db == pytest.approx(np.sum(error_db) / 121.0, abs=1e-9)
    assert found.mean_absolute_db == pytest.approx(np.sum(np.abs(error_db)) / 121.0, abs=1e-9)
    slope, _ = np.polyfit(np.log2(R40_HZ), error_db, 1)
    assert found.slope_db_per_octave == pytest.approx(slope, abs=1e-9)


@given(errors_db)
def test_the_tilt_is_that_of_a_least_squares_line_over_the_band(error_db):
    inside = (R40_HZ >= 100.0) & (R40_HZ <= 10_000.0)
    slope, _ = np.polyfit(np.log2(R40_HZ[inside]), error_db[inside], 1)
    assert tilt_db_per_octave(error_db, R40_HZ) == pytest.approx(slope, abs=1e-9)


@given(errors_db, st.floats(-30.0, 30.0), st.floats(0.1, 10.0))
def test_spread_and_slope_scale_with_the_error_and_know_no_offset(error_db, offset_db, factor):
    before, after = deviation(error_db, R40_HZ), deviation(factor * error_db + offset_db, R40_HZ)
    assert after.sd_db == pytest.approx(factor * before.sd_db, abs=1e-7)
    assert after.slope_db_per_ln == pytest.approx(factor * before.slope_db_per_ln, abs=1e-7)
    assert after.mean_db == pytest.approx(factor * before.mean_db + offset_db, abs=1e-7)


@pytest.mark.parametrize(("low_hz", "high_hz", "n_points"), [(201.0, 203.0, 0), (199.0, 203.0, 1)])
def test_a_tilt_of_fewer_than_two_points_is_refused(low_hz, high_hz, n_points):
    with pytest.raises(ValueError, match=f"needs two points .* got {n_points}"):
        tilt_db_per_octave(np.zeros(121), R40_HZ, low_hz=low_hz, high_hz=high_hz)


def test_many_curves_at_once_deviate_as_each_alone():
    errors = np.random.default_rng(3).normal(size=(2, 3, 121))
    together, alone = deviation(errors, R40_HZ), deviation(errors[1, 2], R40_HZ)
    np.testing.assert_allclose([value[1, 2] for value in together], alone)
    tilt = tilt_db_per_octave(errors, R40_HZ)[1, 2]
    assert tilt == pytest.approx(tilt_db_per_octave(errors[1, 2], R40_HZ))


def test_the_kernels_use_the_array_standard_only():
    xp = array_api_strict
    errors = np.random.default_rng(7).normal(size=(3, 121))
    strict, f = xp.asarray(errors), xp.asarray(R40_HZ)
    for one, other in zip(deviation(strict, f), deviation(errors, R40_HZ), strict=True):
        np.testing.assert_allclose(np.asarray(one), other)
    np.testing.assert_allclose(
        np.asarray(tilt_db_per_octave(strict, f)), tilt_db_per_octave(errors, R40_HZ)
    )


def test_single_precision_keeps_a_tilt_within_a_ten_thousandth_of_a_db_even_with_an_offset():
    errors = np.random.default_rng(7).normal(size=(20, 956)) + 90.0
    single = tilt_db_per_octave(errors.astype(np.float32), LOG96_HZ)
    assert single.dtype == np.float32
    np.testing.assert_allclose(single, tilt_db_per_octave(errors, LOG96_HZ), atol=1e-4)
