import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.response import LOG96_HZ, R40_HZ, FrequencyResponse, band, resample_db


def test_the_r40_series_has_the_counts_that_the_models_are_defined_on():
    assert R40_HZ.size == 121
    assert R40_HZ[band(R40_HZ, 50.0, 10_000.0)].size == 93
    assert R40_HZ[band(R40_HZ, 20.0, 10_000.0)].size == 109
    assert R40_HZ[band(R40_HZ, 40.0, 10_000.0)].size == 97


def test_every_r40_value_lies_within_rounding_of_its_exact_place():
    exact = 20.0 * 10.0 ** (np.arange(121) / 40.0)  # ISO 3: R40 is 10^(n/40), rounded
    assert np.max(np.abs(R40_HZ / exact - 1.0)) < 0.013


def test_the_fine_grid_has_96_points_an_octave():
    np.testing.assert_allclose(np.diff(np.log2(LOG96_HZ)), 1.0 / 96.0)


@given(st.floats(-12.0, 12.0), st.floats(-40.0, 40.0))
def test_a_straight_line_over_log_frequency_is_kept_exactly(slope_db, offset_db):
    f = np.geomspace(10.0, 30_000.0, 37)
    line = offset_db + slope_db * np.log2(f / 1000.0)
    expected = offset_db + slope_db * np.log2(R40_HZ / 1000.0)
    np.testing.assert_allclose(resample_db(f, line, R40_HZ), expected, atol=1e-9)


def test_leading_axes_go_through():
    f = np.array([10.0, 1000.0, 40_000.0])
    levels = np.array([[[0.0, 1.0, 2.0], [3.0, 3.0, 3.0]]])
    out = resample_db(f, levels, R40_HZ)
    assert out.shape == (1, 2, 121)
    np.testing.assert_allclose(out[0, 1], 3.0)


@pytest.mark.parametrize("grid", [[19.0, 100.0], [100.0, 20_001.0]])
def test_nothing_is_extrapolated(grid):
    with pytest.raises(ValueError, match="data only 20 to 20000 Hz"):
        resample_db([20.0, 20_000.0], [0.0, 0.0], grid)


@pytest.mark.parametrize(
    ("frequency_hz", "level_db", "complaint"),
    [
        ([100.0], [0.0], "at least two"),
        ([100.0, 100.0], [0.0, 0.0], "rising"),
        ([0.0, 100.0], [0.0, 0.0], "positive"),
        ([100.0, 200.0], [0.0], "equal length"),
        ([100.0, 200.0], [0.0, np.nan], "finite"),
        ([[100.0, 200.0]], [[0.0, 0.0]], "one-dimensional"),
    ],
)
def test_an_inconsistent_response_cannot_be_made(frequency_hz, level_db, complaint):
    with pytest.raises(ValueError, match=complaint):
        FrequencyResponse(np.array(frequency_hz), np.array(level_db))


def test_a_response_cannot_be_changed_from_outside():
    f, level = np.array([100.0, 200.0]), np.array([0.0, 1.0])
    response = FrequencyResponse(f, level)
    level[0] = 99.0
    assert response.level_db[0] == 0.0
    with pytest.raises(ValueError, match="read-only"):
        response.level_db[0] = 1.0


def test_the_coarsest_step_sees_a_gap_inside_the_band_only():
    response = FrequencyResponse(np.array([20.0, 40.0, 41.0, 42.0, 400.0]), np.zeros(5))
    assert response.coarsest_step_octaves(40.5, 41.5) == pytest.approx(np.log2(41.0 / 40.0))
    assert response.coarsest_step_octaves(20.0, 400.0) == pytest.approx(np.log2(400.0 / 42.0))
