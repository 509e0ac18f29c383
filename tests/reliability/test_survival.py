import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import optimize, stats

from auricle.reliability import (
    ServiceData,
    failures_per_year,
    fit_weibull,
    fit_weibull_scale,
    garwood_interval_per_year,
    kaplan_meier,
    weibull_failed_share,
)

# The test data of checks.json, kaplan_meier_small.
MONTHS = [6.0, 9.0, 14.0, 20.0, 24.0, 24.0, 24.0, 30.0, 36.0, 36.0]
FAILED = [True, False, True, True, False, False, False, True, False, False]
SMALL = ServiceData(MONTHS, FAILED)

units = st.lists(st.tuples(st.floats(0.1, 120.0), st.booleans()), min_size=2, max_size=60)


def data_of(rows):
    ages, failed = zip(*rows, strict=True)
    return ServiceData(ages, failed)


def log_likelihood(data, shape, scale):
    z = (data.age_months / scale) ** shape
    density = np.log(shape / scale) + (shape - 1.0) * np.log(data.age_months / scale)
    return float(density[data.has_failed].sum() - z.sum())


def test_the_product_limit_of_the_small_table():
    # check value kaplan_meier_small of checks.json (lifelines gives the same)
    table = kaplan_meier(SMALL)
    assert table.age_months.tolist() == [6.0, 14.0, 20.0, 30.0]
    assert table.at_risk.tolist() == [10, 8, 7, 3]
    assert table.survival == pytest.approx([0.9, 0.7875, 0.675, 0.45], abs=1e-9)


def test_the_standard_error_of_greenwood_in_the_small_table():
    # check value kaplan_meier_greenwood_se_at_20 of checks.json
    assert kaplan_meier(SMALL).standard_error[2] == pytest.approx(0.155070548461015, abs=1e-9)


def test_shape_and_scale_of_the_small_table():
    # check value weibull_mle_censored_small of checks.json (lifelines: 1.67341, 41.0721)
    fit = fit_weibull(SMALL)
    assert fit.shape == pytest.approx(1.6734058867977, abs=0.001)
    assert fit.scale_months == pytest.approx(41.072163809628, abs=0.001)
    assert fit.rests_on_few


def test_the_share_that_fails_in_one_two_and_three_years_by_the_law_of_weibull():
    # check value weibull_failure_12_24_36 of checks.json
    fit = fit_weibull(SMALL)
    shares = [fit.failed_share(age).value for age in (12.0, 24.0, 36.0)]
    expected = [0.119778459971182, 0.334317872976734, 0.551594776414972]
    assert shares == pytest.approx(expected, abs=1e-4)


def test_the_yearly_rate_is_failures_over_years_of_use():
    # check value exp_rate_mle of checks.json
    assert SMALL.exposure_months == 223.0
    rate = failures_per_year(SMALL.n_failures, exposure_months=SMALL.exposure_months)
    assert rate == pytest.approx(0.2152466367713, abs=1e-9)


def test_the_interval_of_garwood_for_four_failures():
    # check value exp_rate_ci95 of checks.json
    interval = garwood_interval_per_year(4, exposure_months=223.0, confidence=0.95)
    assert interval == pytest.approx((0.0586474640516408, 0.551116879393921), abs=1e-6)


@given(st.integers(0, 300), st.floats(0.5, 1e5))
def test_at_the_ends_of_garwood_the_count_is_as_rare_as_the_tail(n_failures, months):
    low, high = garwood_interval_per_year(n_failures, exposure_months=months)
    years = months / 12.0
    assert stats.poisson.cdf(n_failures, high * years) == pytest.approx(0.05, rel=1e-6)
    if n_failures:
        assert stats.poisson.sf(n_failures - 1, low * years) == pytest.approx(0.05, rel=1e-6)
    else:
        assert low == 0.0


def test_without_censoring_the_product_limit_is_the_share_that_is_left():
    ages = [1.0, 2.0, 2.0, 5.0, 7.0]
    table = kaplan_meier(ServiceData(ages, [True] * 5))
    assert table.survival == pytest.approx([0.8, 0.4, 0.2, 0.0], abs=1e-12)
    # Greenwood is then the binomial sqrt(S (1 - S) / n)
    binomial = np.sqrt(table.survival * (1.0 - table.survival) / 5.0)
    assert table.standard_error == pytest.approx(binomial, abs=1e-12)


@given(units)
def test_survival_agrees_with_an_independent_implementation(rows):
    data = data_of(rows)
    table = kaplan_meier(data)
    sample = stats.CensoredData(
        uncensored=data.age_months[data.has_failed], right=data.age_months[~data.has_failed]
    )
    other = stats.ecdf(sample).sf
    assert table.survival == pytest.approx(other.evaluate(table.age_months), abs=1e-12)


def test_the_share_that_failed_stays_between_its_ends_and_within_zero_and_one():
    share = kaplan_meier(SMALL).failed_share(24.0)
    assert share.value == pytest.approx(0.325)
    assert share.uncertainty == pytest.approx(0.155070548461015)
    assert 0.0 < share.low < share.value < share.high < 1.0
    # the ends are those of ln(-ln S), whose variance is Greenwood's sum over (ln S) squared
    z = 1.6448536269514722 * (0.155070548461015 / 0.675) / -math.log(0.675)
    assert share.low == pytest.approx(1.0 - 0.675 ** math.exp(-z))
    assert share.high == pytest.approx(1.0 - 0.675 ** math.exp(z))


@pytest.mark.parametrize("age_months", [5.0, 36.5])
def test_before_the_first_failure_and_beyond_the_oldest_unit_the_table_says_nothing(age_months):
    assert kaplan_meier(SMALL).failed_share(age_months) is None


def test_where_every_unit_failed_the_table_has_no_uncertainty_and_says_nothing():
    data = ServiceData([3.0, 8.0], [True, True])
    assert kaplan_meier(data).survival[-1] == 0.0
    assert kaplan_meier(data).failed_share(8.0) is None


def test_without_a_failure_there_is_neither_a_table_nor_a_fit():
    data = ServiceData([10.0, 20.0], [False, False])
    assert kaplan_meier(data).age_months.size == 0
    assert fit_weibull(data) is None
    assert fit_weibull_scale(data, shape=1.0) is None


def test_failures_on_the_age_of_the_oldest_unit_alone_give_no_shape():
    assert fit_weibull(ServiceData([10.0, 20.0, 20.0], [False, True, True])) is None


@given(units)
def test_no_shape_and_scale_are_likelier_than_the_fitted_ones(rows):
    data = data_of(rows)
    fit = fit_weibull(data)
    assume(fit is not None and fit.shape < 50.0)
    best = log_likelihood(data, fit.shape, fit.scale_months)
    result = optimize.minimize(
        lambda p: -log_likelihood(data, math.exp(p[0]), math.exp(p[1])),
        [math.log(fit.shape) + 0.05, math.log(fit.scale_months) - 0.05],
        method="Nelder-Mead",
        options={"xatol": 1e-8, "fatol": 1e-10},
    )
    assert best >= -result.fun - 1e-7


def test_the_uncertainty_of_a_fit_is_the_curvature_of_the_likelihood():
    fit, h = fit_weibull(SMALL), 1e-4

    def at(a, b):
        return log_likelihood(SMALL, fit.shape * math.exp(a), fit.scale_months * math.exp(b))

    second = np.empty((2, 2))
    second[0, 0] = (at(h, 0) - 2 * at(0, 0) + at(-h, 0)) / h**2
    second[1, 1] = (at(0, h) - 2 * at(0, 0) + at(0, -h)) / h**2
    second[0, 1] = second[1, 0] = (at(h, h) - at(h, -h) - at(-h, h) + at(-h, -h)) / (4 * h**2)
    covariance = np.linalg.inv(-second)
    assert fit.log_shape_variance == pytest.approx(covariance[0, 0], rel=1e-4)
    assert fit.log_scale_variance == pytest.approx(covariance[1, 1], rel=1e-4)
    assert fit.log_covariance == pytest.approx(covariance[0, 1], rel=1e-3)


def test_a_fit_finds_the_shape_and_scale_that_made_the_data():
    generator = np.random.default_rng(1)
    life = 40.0 * generator.weibull(2.5, 4000)
    seen = generator.uniform(12.0, 60.0, 4000)
    fit = fit_weibull(ServiceData(np.minimum(life, seen), life <= seen))
    assert not fit.rests_on_few
    for estimate, truth, variance in (
        (fit.shape, 2.5, fit.log_shape_variance),
        (fit.scale_months, 40.0, fit.log_scale_variance),
    ):
        assert abs(math.log(estimate / truth)) < 3.0 * math.sqrt(variance)
    share = fit.failed_share(24.0)
    assert share.low < weibull_failed_share(24.0, shape=2.5, scale=40.0) < share.high


@given(units, st.floats(0.5, 5.0))
def test_with_a_fixed_shape_the_hazard_is_failures_over_the_sum_of_powers(rows, shape):
    data = data_of(rows)
    fit = fit_weibull_scale(data, shape=shape)
    assume(fit is not None)
    assert fit.is_shape_fixed
    assert not fit.rests_on_few
    by_formula = data.n_failures / (data.age_months**shape).sum()
    assert fit.scale_months**-shape == pytest.approx(by_formula, rel=1e-9)


def test_with_shape_one_the_ends_are_those_of_garwood():
    share = fit_weibull_scale(SMALL, shape=1.0).failed_share(24.0)
    low, high = garwood_interval_per_year(4, exposure_months=223.0)
    assert share.value == pytest.approx(-math.expm1(-24.0 * 4.0 / 223.0))
    assert (share.low, share.high) == pytest.approx((-math.expm1(-2 * low), -math.expm1(-2 * high)))


@given(units, st.floats(1.0, 120.0))
def test_more_units_fail_with_age_and_every_share_lies_between_its_ends(rows, age_months):
    data = data_of(rows)
    fit = fit_weibull(data)
    assume(fit is not None and fit.shape < 50.0)
    for law in (fit, fit_weibull_scale(data, shape=2.0)):
        younger, older = law.failed_share(age_months), law.failed_share(1.5 * age_months)
        assert younger.low <= younger.value <= younger.high
        assert younger.value <= older.value


@pytest.mark.parametrize("shape", [0.0, -1.0, math.inf, math.nan])
def test_a_shape_that_is_not_above_zero_is_refused(shape):
    with pytest.raises(ValueError, match="shape must be finite"):
        fit_weibull_scale(SMALL, shape=shape)


@pytest.mark.parametrize(("n_failures", "months"), [(-1, 1.0), (1, 0.0), (1, math.inf)])
def test_a_rate_without_exposure_is_refused(n_failures, months):
    for function in (failures_per_year, garwood_interval_per_year):
        with pytest.raises(ValueError, match="a rate needs"):
            function(n_failures, exposure_months=months)


def test_an_interval_needs_a_confidence_between_zero_and_one():
    with pytest.raises(ValueError, match="confidence"):
        garwood_interval_per_year(1, exposure_months=1.0, confidence=1.0)
