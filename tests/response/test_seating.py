"""Expected values: check values, NumPy's moments, SciPy's distributions."""

import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from auricle.response.seating import energy_mean_db, sd_from_range_db, seating_spread
from tests.checks import assert_check

takes = arrays(np.float64, (5, 7), elements=st.floats(-40.0, 40.0))
# five takes with a sample standard deviation of 1.2 dB: deviations of sum 0 and sum 4 1.44
FIVE_TAKES_DB = np.array([[0.0], [1.2], [-1.2], [1.2], [-1.2]]) + 80.0


def test_five_takes_that_scatter_by_1_2_db_have_the_uncertainty_of_the_check():
    spread = seating_spread(FIVE_TAKES_DB)
    assert float(spread.sd_db[0]) == pytest.approx(1.2)
    assert_check("seating_mean_u", spread.uncertainty_db[0])
    assert_check("seating_t95_N5", spread.half_width_db[0])
    assert spread.n_takes == 5


def test_two_seats_have_the_power_average_of_the_check_and_its_mean_of_db():
    two_db = np.array([[80.0], [86.0]])
    assert_check("power_average_two_seats", energy_mean_db(two_db)[0])
    assert float(seating_spread(two_db).mean_db[0]) == pytest.approx(83.0)


def test_a_range_of_five_takes_gives_the_standard_deviation_of_the_check():
    assert_check("sd_from_range_n5", sd_from_range_db(2.9, n_takes=5))


@pytest.mark.parametrize("n_takes", range(2, 11))
def test_the_mean_range_of_normal_takes_is_that_of_the_integral(n_takes):
    # E(range) = integral of 1 - F^n - (1 - F)^n; tables have three digits behind the point
    x = np.linspace(-9.0, 9.0, 20_001)
    below = stats.norm.cdf(x)
    mean_range = np.trapezoid(1.0 - below**n_takes - (1.0 - below) ** n_takes, x)
    assert 1.0 / sd_from_range_db(1.0, n_takes=n_takes) == pytest.approx(mean_range, abs=6e-4)


@pytest.mark.parametrize("n_takes", [0, 1, 11])
def test_a_range_of_too_few_or_too_many_takes_is_refused(n_takes):
    with pytest.raises(ValueError, match=f"2 to 10, got {n_takes}"):
        sd_from_range_db(1.0, n_takes=n_takes)


@given(takes)
def test_every_figure_is_that_of_its_definition(takes_db):
    spread = seating_spread(takes_db)
    np.testing.assert_allclose(spread.mean_db, np.mean(takes_db, axis=0), atol=1e-9)
    np.testing.assert_allclose(spread.sd_db, np.std(takes_db, axis=0, ddof=1), atol=1e-9)
    np.testing.assert_allclose(spread.uncertainty_db, stats.sem(takes_db, axis=0), atol=1e-9)
    low, high = stats.t.interval(0.95, 4, loc=0.0, scale=1.0)
    np.testing.assert_allclose(
        spread.half_width_db, 0.5 * (high - low) * spread.uncertainty_db, atol=1e-9
    )
    power = np.mean(10.0 ** (takes_db / 10.0), axis=0)
    np.testing.assert_allclose(spread.energy_mean_db, 10.0 * np.log10(power), atol=1e-9)


@given(takes)
def test_energy_never_averages_below_the_db(takes_db):
    spread = seating_spread(takes_db)
    assert np.all(spread.energy_mean_db >= spread.mean_db - 1e-9)


@given(takes, st.permutations(range(5)))
def test_the_order_of_the_takes_does_not_matter(takes_db, order):
    one, other = seating_spread(takes_db), seating_spread(takes_db[list(order)])
    for before, after in zip(one[:5], other[:5], strict=True):
        np.testing.assert_allclose(after, before, atol=1e-9)


def test_more_takes_of_one_scatter_narrow_the_mean():
    generator = np.random.default_rng(1)
    few, many = (seating_spread(generator.normal(size=(n, 500))) for n in (3, 30))
    assert np.mean(many.half_width_db) < 0.3 * np.mean(few.half_width_db)


@pytest.mark.parametrize("n_takes", [0, 1])
def test_a_spread_of_fewer_than_two_takes_is_refused(n_takes):
    with pytest.raises(ValueError, match=f"at least two takes, got {n_takes}"):
        seating_spread(np.zeros((n_takes, 4)))


def test_many_headphones_at_once_scatter_as_each_alone():
    takes_db = np.random.default_rng(3).normal(size=(2, 3, 5, 7))
    together, alone = seating_spread(takes_db), seating_spread(takes_db[1, 2])
    for one, other in zip(together[:5], alone[:5], strict=True):
        np.testing.assert_allclose(one[1, 2], other)


def test_the_kernels_use_the_array_standard_only():
    takes_db = np.random.default_rng(7).normal(size=(3, 5, 7))
    strict = seating_spread(array_api_strict.asarray(takes_db))
    for one, other in zip(strict[:5], seating_spread(takes_db)[:5], strict=True):
        np.testing.assert_allclose(np.asarray(one), other)


def test_single_precision_holds_loud_takes_to_a_ten_thousandth_of_a_db():
    takes_db = np.random.default_rng(7).normal(size=(5, 50)) + 400.0  # 10^40 is no single number
    single = seating_spread(takes_db.astype(np.float32))
    for one, other in zip(single[:5], seating_spread(takes_db)[:5], strict=True):
        assert one.dtype == np.float32
        np.testing.assert_allclose(one, other, atol=1e-4)
