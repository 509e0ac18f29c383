"""Expected values: closed forms, published scores, and an independent least-squares fit."""

import csv
from pathlib import Path

import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from auricle.response import R40_HZ, band
from auricle.response.formats import load_target, parse_curve
from auricle.response.preference import (
    IN_EAR_BAND_HZ,
    IN_EAR_MODELS,
    IN_EAR_PATENT,
    IN_EAR_SPREADSHEET,
    OVER_EAR,
    OVER_EAR_BAND_HZ,
    error_statistics,
    in_ear_preference,
    in_ear_preference_from_statistics,
    in_ear_statistics,
    noise_bias_points,
    over_ear_preference,
    over_ear_preference_from_statistics,
)
from tests.checks import CHECKS, assert_check
from tests.response.curves import bell_db, log_sine_db

F = OVER_EAR_BAND_HZ
ROOT = Path(__file__).parents[2]
PUBLISHED_LINES = [
    line
    for line in (Path(__file__).parent / "published_scores.csv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
PUBLISHED = list(csv.DictReader(PUBLISHED_LINES))
errors_db = arrays(np.float64, (93,), elements=st.floats(-20.0, 20.0))


def over_ear_figures(error_db: np.ndarray, frequency_hz: np.ndarray = F) -> list[float]:
    """Score, standard deviation and slope on whatever grid."""
    sd_db, slope_db = error_statistics(error_db, frequency_hz)
    return [float(over_ear_preference_from_statistics(sd_db, slope_db)), sd_db, slope_db]


def test_no_error_scores_the_intercept_of_the_model():
    assert_check("ppr_oe_perfect", over_ear_preference(np.zeros(93)))
    assert float(in_ear_preference(np.zeros(109))) == pytest.approx(100.0795)
    assert float(in_ear_preference(np.zeros(109), model=IN_EAR_PATENT)) == pytest.approx(68.685)


@pytest.mark.parametrize(
    ("name", "error_db"),
    [
        ("ppr_oe_pure_tilt_-1dB_per_ln", -np.log(F / 1000.0)),
        ("ppr_oe_tilt_-1dB_per_oct", -np.log2(F / 1000.0)),
        ("ppr_oe_log_sine", log_sine_db(F)),
        ("ppr_oe_single_bell_8k_6dB_Q5", bell_db(F, 8000.0, 6.0, 5.0)),
    ],
)
def test_synthetic_errors_score_what_two_other_implementations_give(name, error_db):
    assert_check(name, over_ear_figures(error_db))
    assert_check(name, over_ear_preference(error_db), part=0)


def test_a_denser_grid_sees_more_of_a_sharp_peak():
    dense_hz = 50.0 * 2.0 ** (np.arange(367) / 48.0)
    figures = over_ear_figures(bell_db(dense_hz, 8000.0, 6.0, 5.0), dense_hz)
    assert_check("ppr_oe_single_bell_8k_48peroct", figures)


def test_the_band_of_the_patent_scores_otherwise_than_that_of_the_paper():
    figures = over_ear_figures(log_sine_db(IN_EAR_BAND_HZ), IN_EAR_BAND_HZ)
    assert_check("ppr_oe_if_20Hz_band", figures[0])


def test_what_others_do_otherwise_costs_what_it_is_known_to_cost():
    # standard deviation over n in place of n - 1
    score, sd_db, slope_db = over_ear_figures(log_sine_db(F))
    over_n_db = sd_db * np.sqrt(92.0 / 93.0)
    other = over_ear_preference_from_statistics(over_n_db, slope_db)
    assert_check("ppr_oe_effect_ddof0", other - score)
    # slope per octave in place of ln f
    score, sd_db, slope_db = over_ear_figures(-np.log2(F / 1000.0))
    other = over_ear_preference_from_statistics(sd_db, slope_db * np.log(2.0))
    assert_check("ppr_oe_effect_log2_slope", other - score)


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("ppr_ie_listen_log_sine", IN_EAR_SPREADSHEET),
        ("ppr_ie_patent_log_sine", IN_EAR_PATENT),
    ],
)
def test_the_in_ear_model_scores_the_log_sine_as_each_source_does(name, model):
    error_db = log_sine_db(IN_EAR_BAND_HZ)
    assert_check(name, [in_ear_preference(error_db, model=model), *in_ear_statistics(error_db)])


def test_the_spreadsheet_is_the_set_that_is_taken_where_none_is_named():
    error_db = log_sine_db(IN_EAR_BAND_HZ)
    assert float(in_ear_preference(error_db)) == pytest.approx(
        float(in_ear_preference(error_db, model=IN_EAR_MODELS["spreadsheet"])), abs=0.0
    )


def test_the_residual_error_is_given_where_one_is_published():
    assert (OVER_EAR.residual_points, IN_EAR_PATENT.residual_points) == (6.7, 5.5)
    assert IN_EAR_SPREADSHEET.residual_points is None


@pytest.mark.parametrize(
    ("name", "sd_db", "slope_db", "published"),
    # ranking of AutoEq, measurements of oratory1990: standard deviation, slope, rounded score
    [
        ("ppr_oe_published_PSB_M4U_8", 1.35, 0.05, 97),
        ("ppr_oe_published_Sennheiser_HD_600", 1.71, 0.13, 91),
        ("ppr_oe_published_AKG_K371", 1.52, -0.38, 89),
        ("ppr_oe_published_AKG_K702_65th_Anniversary", 2.28, -0.09, 84),
        ("ppr_oe_published_AKG_K361", 2.06, -0.40, 82),
        ("ppr_oe_published_Sony_MDR-7506", 2.12, 0.50, 80),
        ("ppr_oe_published_Sennheiser_HD_650", 2.37, -0.40, 78),
        ("ppr_oe_published_Audio-Technica_ATH-M40x", 2.23, 0.59, 77),
    ],
)
def test_published_scores_follow_from_their_published_statistics(name, sd_db, slope_db, published):
    score = over_ear_preference_from_statistics(sd_db, slope_db)
    assert_check(name, score)
    assert score == pytest.approx(published, abs=0.6)  # inputs are rounded to 0.01


@pytest.mark.parametrize("row", PUBLISHED, ids=lambda row: row["headphone"])
def test_every_row_of_the_published_ranking_follows_from_its_statistics(row):
    sd_db, slope_db, published = (float(row[key]) for key in ("sd_db", "slope_db", "score"))
    if row["form"] == "in-ear":
        score = in_ear_preference_from_statistics(sd_db, slope_db, float(row["mean_db"]))
    else:
        score = over_ear_preference_from_statistics(sd_db, slope_db)
    assert score == pytest.approx(published, abs=0.75)


def test_the_published_ranking_has_both_forms_and_is_not_of_the_patent_set():
    in_ear = [row for row in PUBLISHED if row["form"] == "in-ear"]
    assert (len(PUBLISHED), len(in_ear)) == (105, 24)
    for row in in_ear:
        statistics = (float(row[key]) for key in ("sd_db", "slope_db", "mean_db"))
        score = in_ear_preference_from_statistics(*statistics, model=IN_EAR_PATENT)
        assert abs(score - float(row["score"])) > 10.0


def test_the_levels_of_a_measured_headphone_score_what_was_worked_out_from_them():
    text = (Path(__file__).parent / "k612.csv").read_text("utf-8")
    measured = parse_curve(text, source="k612.csv")
    np.testing.assert_array_equal(measured.frequency_hz, F)
    target_db = load_target("harman-over-ear-2018").response.on(F)
    assert_check("ppr_oe_K612_reproducible", over_ear_figures(measured.level_db - target_db))


def test_our_own_curve_of_that_headphone_scores_the_same_within_its_rounding():
    text = (ROOT / "src/auricle/data/dossiers/akg-k612-pro.csv").read_text("utf-8")
    response = parse_curve(text, source="akg-k612-pro.csv").on(F)
    target_db = load_target("harman-over-ear-2018").response.on(F)
    # Both were rounded and interpolated: levels differ by 0.01 dB at most. A standard deviation
    # is a norm, the slope is linear, so 0.01 dB moves the score by no more than this.
    u = np.log(F) - np.mean(np.log(F))
    most = 0.01 * (12.62 * np.sqrt(93.0 / 92.0) + 15.52 * np.sum(np.abs(u)) / np.sum(u * u))
    expected = CHECKS["ppr_oe_K612_reproducible"]["expected"][0]
    assert float(over_ear_preference(response - target_db)) == pytest.approx(expected, abs=most)


@pytest.mark.parametrize("model", [OVER_EAR, *IN_EAR_MODELS.values()], ids=lambda m: m.name)
@given(st.floats(0.0, 20.0), st.floats(0.0, 20.0))
def test_noise_lowers_a_score_and_by_no_more_than_its_own_spread(model, sd_db, noise_db):
    bias = noise_bias_points(sd_db, noise_db, model=model)
    assert -1e-9 <= bias <= model.per_sd * noise_db + 1e-9


def test_noise_takes_the_points_of_the_checks():
    assert_check("ppr_noise_inflation", noise_bias_points(2.0, 1.0))
    assert_check("ppr_mc_expected_bias", noise_bias_points(2.0, np.array([0.5, 1.0, 1.5])))


def test_white_noise_lowers_the_score_of_a_wave_as_the_bias_says():
    # The wave has no slope of its own, and that of the noise is small but never negative.
    wave_db = log_sine_db(F) - np.polyval(np.polyfit(np.log(F), log_sine_db(F), 1), np.log(F))
    noise_db = np.random.default_rng(5).normal(scale=1.0, size=(20_000, 93))
    sd_db, _ = error_statistics(wave_db, F)
    noisy, _ = error_statistics(wave_db + noise_db, F)
    lost = OVER_EAR.per_sd * float(np.mean(noisy) - sd_db)
    # second order in 1/n: E(s) of n - 1 = 92 degrees falls short of sigma by up to 1/(4 92)
    assert lost == pytest.approx(noise_bias_points(float(sd_db), 1.0), abs=12.62 * 2.0 / (4 * 92))


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
    for model in IN_EAR_MODELS.values():
        strict = in_ear_preference(xp.asarray(errors), model=model)
        np.testing.assert_allclose(np.asarray(strict), in_ear_preference(errors, model=model))
    strict = noise_bias_points(xp.asarray(errors**2), xp.asarray(errors**2))
    np.testing.assert_allclose(
        np.asarray(strict), noise_bias_points(errors**2, errors**2), atol=1e-12
    )
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
    assert_check("ppr_oe_grid_points", F.size)
    in_ear_mean = IN_EAR_BAND_HZ[band(IN_EAR_BAND_HZ, 40.0, 10_000.0)]
    assert_check("ppr_ie_grid_points_20_10k_and_40_10k", [IN_EAR_BAND_HZ.size, in_ear_mean.size])
    assert (F[0], F[-1]) == (50.0, 10_000.0)
    assert (IN_EAR_BAND_HZ[0], IN_EAR_BAND_HZ[-1]) == (20.0, 10_000.0)
    assert band(R40_HZ, 50.0, 10_000.0).stop - band(R40_HZ, 50.0, 10_000.0).start == 93
