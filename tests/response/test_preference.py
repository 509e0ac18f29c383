"""Expected values: closed forms, published scores, and an independent least-squares fit."""

import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from auricle.response import R40_HZ, band
from auricle.response.formats import load_target
from auricle.response.preference import (
    IN_EAR_BAND_HZ,
    OVER_EAR_BAND_HZ,
    error_statistics,
    in_ear_preference,
    over_ear_preference,
    over_ear_preference_from_statistics,
)

F = OVER_EAR_BAND_HZ
errors_db = arrays(np.float64, (93,), elements=st.floats(-20.0, 20.0))


def test_no_error_scores_the_intercept_of_the_model():
    assert float(over_ear_preference(np.zeros(93))) == pytest.approx(114.49)
    assert float(in_ear_preference(np.zeros(109))) == pytest.approx(100.0795)


@pytest.mark.parametrize(
    ("error_db", "score", "sd", "slope"),
    [
        (-np.log(F / 1000.0), 79.3568149558914, 1.55413510650623, -1.0),
        (-np.log2(F / 1000.0), 63.8035281662302, 2.24214301102797, -1.44269504088896),
        (
            2.0 * np.sin(2.0 * np.pi * 1.7 * np.log10(F / 1000.0) + 0.3),
            95.8357097239549,
            1.41230651485144,
            -0.0535426584162338,
        ),
    ],
)
def test_synthetic_errors_score_what_two_other_implementations_give(error_db, score, sd, slope):
    statistics = error_statistics(error_db, F)
    assert float(over_ear_preference(error_db)) == pytest.approx(score, abs=1e-6)
    assert float(statistics.sd_db) == pytest.approx(sd, abs=1e-6)
    assert float(statistics.slope_db) == pytest.approx(slope, abs=1e-6)


def test_the_in_ear_model_scores_the_log_sine_as_the_spreadsheet_does():
    error_db = 2.0 * np.sin(2.0 * np.pi * 1.7 * np.log10(IN_EAR_BAND_HZ / 1000.0) + 0.3)
    assert float(in_ear_preference(error_db)) == pytest.approx(82.9190458195605, abs=1e-6)


@pytest.mark.parametrize(
    ("sd_db", "slope_db", "published"),
    # ranking of AutoEq, measurements of oratory1990: standard deviation, slope, rounded score
    [
        (1.35, 0.05, 97),
        (1.71, 0.13, 91),
        (1.52, -0.38, 89),
        (2.28, -0.09, 84),
        (2.06, -0.40, 82),
        (2.12, 0.50, 80),
        (2.37, -0.40, 78),
        (2.23, 0.59, 77),
    ],
)
def test_published_scores_follow_from_their_published_statistics(sd_db, slope_db, published):
    score = over_ear_preference_from_statistics(sd_db, slope_db)
    assert score == pytest.approx(published, abs=0.6)  # inputs are rounded to 0.01


@given(errors_db)
def test_the_statistics_are_those_of_a_least_squares_line(error_db):
    statistics = error_statistics(error_db, F)
    slope, _ = np.polyfit(np.log(F), error_db, 1)
    assert float(statistics.slope_db) == pytest.approx(slope, abs=1e-9)
    assert float(statistics.sd_db) == pytest.approx(np.std(error_db, ddof=1), abs=1e-9)


@given(errors_db, st.floats(-30.0, 30.0))
def test_a_constant_offset_changes_nothing_over_ear(error_db, offset_db):
    one, other = over_ear_preference(error_db), over_ear_preference(error_db + offset_db)
    assert float(one) == pytest.approx(float(other), abs=1e-9)


@given(errors_db)
def test_the_sign_of_the_error_does_not_matter(error_db):
    assert float(over_ear_preference(-error_db)) == pytest.approx(
        float(over_ear_preference(error_db)), abs=1e-9
    )


def test_the_sign_of_a_published_slope_does_not_matter():
    one = over_ear_preference_from_statistics(2.0, -0.4)
    assert one == over_ear_preference_from_statistics(2.0, 0.4)


def test_the_older_target_scores_against_the_newer_what_was_worked_out_before():
    # ISO 11904-1 diffuse field in third octaves re 1 kHz, scored as if it were a headphone.
    third_octaves = load_target("harman-over-ear-2018").response.frequency_hz
    diffuse_field = [-4.1] * 8 + [-3.9, -3.7, -3.5, -3.3, -3.0, -2.6, -2.0, -1.3, -0.8, 0.0, 1.4]
    diffuse_field += [3.6, 6.9, 11.2, 11.6, 8.8, 6.5, 5.3, 5.4, 2.7, -0.3, -3.4, -6.9]
    from auricle.response import resample_db

    target_db = load_target("harman-over-ear-2018").response.on(F)
    error_db = resample_db(third_octaves, diffuse_field, F) - target_db
    assert float(over_ear_preference(error_db)) == pytest.approx(50.761, abs=1e-3)


def test_many_headphones_at_once_score_what_each_scores_alone():
    errors = np.random.default_rng(7).normal(size=(4, 5, 93))
    together = over_ear_preference(errors)
    assert together.shape == (4, 5)
    assert float(together[2, 3]) == pytest.approx(float(over_ear_preference(errors[2, 3])))


def test_the_kernels_use_the_array_standard_only():
    xp = array_api_strict
    errors = np.random.default_rng(7).normal(size=(3, 109))
    strict = in_ear_preference(xp.asarray(errors))
    np.testing.assert_allclose(np.asarray(strict), in_ear_preference(errors))
    strict = over_ear_preference(xp.asarray(errors[:, :93]))
    np.testing.assert_allclose(np.asarray(strict), over_ear_preference(errors[:, :93]))


def test_single_precision_keeps_a_score_within_a_thousandth_of_a_point():
    errors = np.random.default_rng(7).normal(size=(50, 93))
    single = over_ear_preference(errors.astype(np.float32))
    assert single.dtype == np.float32
    np.testing.assert_allclose(single, over_ear_preference(errors), atol=1e-3)


@pytest.mark.parametrize("n_bins", [1, 92, 94, 109])
def test_an_error_on_another_grid_is_refused(n_bins):
    with pytest.raises(ValueError, match=f"93 bins of the model's band, got {n_bins}"):
        over_ear_preference(np.zeros(n_bins))


def test_the_bands_are_those_of_the_models():
    assert (F[0], F[-1]) == (50.0, 10_000.0)
    assert (IN_EAR_BAND_HZ[0], IN_EAR_BAND_HZ[-1]) == (20.0, 10_000.0)
    assert band(R40_HZ, 50.0, 10_000.0).stop - band(R40_HZ, 50.0, 10_000.0).start == 93
