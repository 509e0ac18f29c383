"""Expected values: the corners that define the bounds, straight lines between them, counting."""

import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.response import LOG96_HZ, R40_HZ
from auricle.response.bass import reference_level_db
from auricle.response.bounds import bs708_tolerance_db, fraction_inside, preference_bounds_db
from tests.checks import assert_check

JUDGED = (R40_HZ >= 20.0) & (R40_HZ <= 16_000.0)


def inside(error_db, frequency_hz):
    """Share inside the bounds of an error whose level is aligned as the features do it."""
    reference_db = reference_level_db(error_db, frequency_hz)
    return fraction_inside(error_db - reference_db[..., None], frequency_hz)


@pytest.mark.parametrize(
    ("frequency_hz", "lower_db", "upper_db"),
    [
        (20.0, -2.0, 6.0),
        (105.0, -2.0, 6.0),
        (np.sqrt(105.0 * 200.0), -1.5, 3.5),
        (200.0, -1.0, 1.0),
        (632.0, -1.0, 1.0),
        (2000.0, -1.0, 1.0),
        (np.sqrt(8.0) * 1000.0, -2.0, 2.0),
        (4000.0, -3.0, 3.0),
        (8000.0, -3.0, 3.0),
        (np.sqrt(128.0) * 1000.0, -4.0, 4.0),
        (16_000.0, -5.0, 5.0),
        (20_000.0, -5.0, 5.0),
    ],
)
def test_the_bounds_run_straight_from_corner_to_corner(frequency_hz, lower_db, upper_db):
    bounds = preference_bounds_db(np.array([frequency_hz]))
    assert bounds.lower_db[0] == pytest.approx(lower_db, abs=1e-9)
    assert bounds.upper_db[0] == pytest.approx(upper_db, abs=1e-9)


def test_the_mask_of_bs708_at_250_hz_is_that_of_the_check():
    assert_check("bs708_mask_250Hz", bs708_tolerance_db(np.array([250.0]))[0])


def test_the_mask_of_bs708_has_its_corners_and_asks_for_nothing_outside():
    f = np.array([99.9, 100.0, 500.0, 1000.0, 4000.0, 8000.0, 16_000.0, 16_001.0])
    expected_db = [np.inf, 2.0, 1.5, 1.5, 1.5, 2.75, 4.0, np.inf]
    np.testing.assert_allclose(bs708_tolerance_db(f), expected_db)


@given(st.floats(-40.0, 40.0))
def test_a_level_error_lies_wholly_inside_whatever_its_level(level_db):
    assert float(inside(np.full(121, level_db), R40_HZ)) == 1.0


@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_an_error_short_of_the_bounds_lies_inside(share):
    # A jump at an end of the band that levels are aligned over moves its mean by 1e-3 dB.
    bounds = preference_bounds_db(R40_HZ)
    aligned = (R40_HZ >= 200.0) & (R40_HZ <= 2000.0)
    for edge_db in bounds:
        error_db = np.where(aligned, 0.0, share * edge_db)
        assert float(inside(error_db, R40_HZ)) == 1.0


def test_points_outside_the_bounds_are_counted():
    error_db = np.zeros(121)
    error_db[R40_HZ > 4000.0] = 5.5  # 25 points of R40 from 4250 Hz to 16 kHz
    n_judged, n_outside = np.sum(JUDGED), np.sum(JUDGED & (R40_HZ > 4000.0))
    assert (n_judged, n_outside) == (117, 24)
    assert float(inside(error_db, R40_HZ)) == pytest.approx(93.0 / 117.0)


def test_what_lies_above_16_khz_is_not_judged():
    error_db = np.where(R40_HZ > 16_000.0, 40.0, 0.0)
    assert float(inside(error_db, R40_HZ)) == 1.0


def test_more_bass_is_forgiven_more_than_less():
    more, less = (np.where(R40_HZ < 100.0, bass_db, 0.0) for bass_db in (5.0, -5.0))
    assert float(inside(more, R40_HZ)) == 1.0
    n_below = int(np.sum(R40_HZ < 100.0))
    assert float(inside(less, R40_HZ)) == pytest.approx(1.0 - n_below / 117.0)


def test_an_error_that_was_not_measured_where_levels_are_aligned_is_refused():
    f = np.geomspace(300.0, 10_000.0, 50)
    with pytest.raises(ValueError, match="windows reach 200 to 2000 Hz"):
        inside(np.zeros(50), f)


def test_many_errors_at_once_are_judged_as_each_alone():
    errors = np.random.default_rng(3).normal(scale=2.0, size=(2, 3, 121))
    together = inside(errors, R40_HZ)
    assert together.shape == (2, 3)
    assert float(together[1, 2]) == float(inside(errors[1, 2], R40_HZ))


def test_the_kernels_use_the_array_standard_only():
    xp = array_api_strict
    errors = np.random.default_rng(7).normal(scale=2.0, size=(3, 956))
    f = xp.asarray(LOG96_HZ)
    np.testing.assert_allclose(np.asarray(inside(xp.asarray(errors), f)), inside(errors, LOG96_HZ))
    np.testing.assert_allclose(np.asarray(bs708_tolerance_db(f)), bs708_tolerance_db(LOG96_HZ))
