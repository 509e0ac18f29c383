import numpy as np
import pytest

from auricle.response import R40_HZ, band
from auricle.response.preference import error_statistics, over_ear_preference
from auricle.response.uncertainty import N_DRAWS, curve_sd_db, error_draws_db, smooth_noise

NOISE = smooth_noise(np.random.default_rng(1))


def test_the_noise_has_unit_variance_everywhere():
    # standard error of a variance of 2000 normal draws: sqrt(2 / 1999) = 0.032
    np.testing.assert_allclose(np.var(NOISE, axis=0, ddof=1), 1.0, atol=5 * 0.032)


def test_errors_a_fifth_of_a_decade_apart_correlate_by_one_over_the_root_of_e():
    eight_steps = np.mean([np.corrcoef(NOISE[:, k], NOISE[:, k + 8])[0, 1] for k in range(113)])
    assert eight_steps == pytest.approx(np.exp(-0.5), abs=0.02)


def test_parts_of_the_uncertainty_add_as_the_root_of_the_sum_of_squares():
    at_500_hz = curve_sd_db(np.array([500.0]), seating="open")
    assert at_500_hz[0] == pytest.approx(np.sqrt(0.3**2 + 0.5**2 + 0.3**2 + 0.1**2))
    sibling = curve_sd_db(np.array([500.0, 6000.0]), seating="open", sibling=True)
    own = curve_sd_db(np.array([500.0, 6000.0]), seating="open")
    np.testing.assert_allclose(sibling**2 - own**2, [4.0, 16.0])


def test_a_closed_headphone_is_less_certain_in_the_bass_than_an_open_one():
    bass = np.array([50.0])
    assert curve_sd_db(bass, seating="closed") > curve_sd_db(bass, seating="open")


def test_an_unknown_seating_is_refused():
    with pytest.raises(ValueError, match="seating must be one of"):
        curve_sd_db(R40_HZ, seating="sideways")


def test_drawn_curves_scatter_around_the_measured_one():
    error_db = np.sin(np.log(R40_HZ))
    draws = error_draws_db(error_db, R40_HZ, NOISE, seating="closed")
    sd_db = curve_sd_db(R40_HZ, seating="closed")
    assert draws.shape == (N_DRAWS, 121)
    assert np.max(np.abs(draws.mean(axis=0) - error_db) / sd_db) < 5.0 / np.sqrt(N_DRAWS)


def test_another_seed_moves_the_uncertainty_of_a_score_by_less_than_a_tenth():
    f = R40_HZ[band(R40_HZ, 50.0, 10_000.0)]
    error_db = 2.0 * np.sin(2.0 * np.pi * 1.7 * np.log10(f / 1000.0))
    spreads = []
    for seed in (2018, 1, 2, 3):
        noise = smooth_noise(np.random.default_rng(seed))
        spreads.append(
            np.std(over_ear_preference(error_draws_db(error_db, f, noise, seating="open")))
        )
    assert max(spreads) / min(spreads) < 1.10


def test_the_drawn_slopes_spread_as_linear_propagation_says():
    # The slope is linear in the error, so its variance is exactly g' C g.
    f = R40_HZ[band(R40_HZ, 50.0, 10_000.0)]
    u = np.log(f) - np.mean(np.log(f))
    gradient = u / np.sum(u * u)
    index = np.arange(f.size) * 0.025
    correlation = np.exp(-0.5 * ((index[:, None] - index) / 0.2) ** 2)
    sd_db = curve_sd_db(f, seating="open")
    expected = np.sqrt((gradient * sd_db) @ correlation @ (gradient * sd_db))
    draws = error_draws_db(np.zeros(f.size), f, NOISE, seating="open")
    slopes = error_statistics(draws, f).slope_db
    assert np.std(slopes, ddof=1) == pytest.approx(expected, rel=0.08)
