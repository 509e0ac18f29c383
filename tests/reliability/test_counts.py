import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import special, stats

from auricle.reliability import (
    BetaPrior,
    clopper_pearson_upper,
    failed_share,
    probability_fails_more,
)

UNIFORM = BetaPrior(1.0, 1.0)
counts = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def summary(share):
    return [share.mean, share.quantile(0.025), share.median, share.quantile(0.975)]


def test_two_of_twenty_under_a_uniform_prior():
    # check value beta_binomial_2_20_uniform of checks.json
    expected = [0.136363636363636, 0.0304889676215155, 0.125313148079099, 0.303774406913924]
    assert summary(failed_share(2, 20, prior=UNIFORM)) == pytest.approx(expected, abs=1e-6)


def test_two_of_twenty_under_the_prior_of_jeffreys():
    # check value beta_binomial_2_20_jeffreys of checks.json
    expected = [0.119047619047619, 0.0213724880224748, 0.106968383712036, 0.283853257304252]
    assert summary(failed_share(2, 20)) == pytest.approx(expected, abs=1e-6)


def test_no_failure_in_thirty_units_leaves_an_upper_end():
    # check value beta_binomial_0_30_jeffreys_upper95 of checks.json
    assert failed_share(0, 30).quantile(0.95) == pytest.approx(0.0615167245573009, abs=1e-6)


def test_the_exact_upper_bound_of_no_failure_is_a_root_of_the_confidence():
    # check value clopper_pearson_0_30_upper95_onesided of checks.json
    assert clopper_pearson_upper(0, 30) == pytest.approx(0.0950338528553042, abs=1e-9)
    assert clopper_pearson_upper(0, 30) == pytest.approx(1.0 - 0.05 ** (1.0 / 30.0), abs=1e-12)


def test_the_probability_that_one_product_fails_more_often():
    # check value prob_A_worse_than_B of checks.json
    a, b = failed_share(5, 60, prior=UNIFORM), failed_share(2, 80, prior=UNIFORM)
    assert probability_fails_more(a, b) == pytest.approx(0.934953681283434, abs=1e-6)


@given(counts)
def test_at_the_exact_bound_so_few_failures_have_a_probability_of_five_percent(count):
    failed, units = count
    bound = clopper_pearson_upper(failed, units)
    if failed == units:
        assert bound == 1.0
    else:
        assert stats.binom.cdf(failed, units, bound) == pytest.approx(0.05, rel=1e-6)


@given(counts)
def test_the_posterior_is_the_beta_distribution_of_another_implementation(count):
    failed, units = count
    share, other = failed_share(failed, units), stats.beta(0.5 + failed, 0.5 + units - failed)
    assert share.mean == pytest.approx(other.mean())
    assert share.standard_deviation == pytest.approx(other.std())
    assert other.cdf(share.quantile(0.95)) == pytest.approx(0.95, rel=1e-9)
    assert share.quantile(0.05) < share.median < share.quantile(0.95)


@pytest.mark.parametrize("exponent", [0.25, 0.5, 2.0, 24.0 / 7.0])
@pytest.mark.parametrize("count", [(0, 5), (3, 40), (17, 900), (13, 13)])
def test_a_share_over_another_time_has_the_moments_of_its_integrals(count, exponent):
    share = failed_share(*count)

    def survival_to(power):
        # E (1 - p) ** k of Beta(a, b) is B(a, b + k) / B(a, b)
        betas = (special.betaln(share.alpha, share.beta + k) for k in (power, 0.0))
        return math.exp(next(betas) - next(betas))

    one, two = survival_to(exponent), survival_to(2.0 * exponent)
    # Differences of Beta functions keep ten digits of the mean and six of the variance.
    mean, deviation = share.moments_over(exponent)
    assert mean == pytest.approx(1.0 - one, rel=1e-9)
    assert deviation == pytest.approx(math.sqrt(two - one**2), rel=1e-6)


@pytest.mark.parametrize("times", [1, 2, 4])
@pytest.mark.parametrize("count", [(0, 5), (17, 900), (13, 13), (0, 10**7), (10**9, 10**9)])
def test_over_whole_times_the_moments_are_those_of_exact_fractions(count, times):
    failed, units = count
    alpha, beta = Fraction(1, 2) + failed, Fraction(1, 2) + units - failed

    def survival_to(power):
        return math.prod((beta + n) / (alpha + beta + n) for n in range(power))

    mean = 1 - survival_to(times)
    variance = survival_to(2 * times) - survival_to(times) ** 2
    expected = (float(mean), math.sqrt(variance))
    assert failed_share(failed, units).moments_over(times) == pytest.approx(expected, rel=1e-11)


@given(counts)
def test_over_its_own_time_a_share_has_its_own_moments(count):
    share = failed_share(*count)
    own = (share.mean, share.standard_deviation)
    assert share.moments_over(1.0) == pytest.approx(own, rel=1e-11)


@pytest.mark.parametrize("units", [10**5, 10**7, 10**9])
def test_no_failure_among_very_many_units_keeps_its_digits_over_another_time(units):
    # 1 - (1 - p) ** k is k p - k (k - 1) p ** 2 / 2 + ..., and the third term is below 1e-10 of it
    share, k = failed_share(0, units), 24.0 / 36.0
    mean_square = share.mean * (share.alpha + 1.0) / (share.alpha + share.beta + 1.0)
    expected = k * share.mean - k * (k - 1.0) / 2.0 * mean_square
    mean, deviation = share.moments_over(k)
    assert mean == pytest.approx(expected, rel=1e-9)
    assert deviation == pytest.approx(k * share.standard_deviation, rel=3.0 / units)


def probability_over_log_odds(one, other):
    """The same integral as a plain sum over the log odds, where every integrand dies away."""
    log_odds = np.linspace(-60.0, 60.0, 60_001)
    below, above = -np.logaddexp(0.0, -log_odds), -np.logaddexp(0.0, log_odds)
    log_density = one.alpha * below + one.beta * above - special.betaln(one.alpha, one.beta)
    share = special.expit(log_odds)
    worse = np.exp(log_density) * special.betainc(other.alpha, other.beta, share)
    return float(worse.sum()) * (log_odds[1] - log_odds[0])


@given(counts, counts)
@example((0, 7), (17, 30))  # one far below the other
def test_the_probability_is_that_of_a_sum_over_the_log_odds(one, other):
    a, b = failed_share(*one), failed_share(*other)
    found = probability_fails_more(a, b)
    assert found == pytest.approx(probability_over_log_odds(a, b), abs=1e-7)
    assert found + probability_fails_more(b, a) == pytest.approx(1.0, abs=1e-9)


def test_a_product_fails_as_often_as_itself():
    share = failed_share(3, 50)
    assert probability_fails_more(share, share) == pytest.approx(0.5, abs=1e-6)


@pytest.mark.parametrize("count", [(-1, 5), (6, 5), (0, 0)])
def test_a_count_that_cannot_be_is_refused(count):
    for function in (failed_share, clopper_pearson_upper):
        with pytest.raises(ValueError, match="got"):
            function(*count)


@pytest.mark.parametrize("parameters", [(0.0, 1.0), (1.0, math.inf), (math.nan, 1.0)])
def test_a_prior_without_two_parameters_above_zero_is_refused(parameters):
    with pytest.raises(ValueError, match="Beta prior"):
        BetaPrior(*parameters)


@pytest.mark.parametrize("probability", [0.0, 1.0, math.nan])
def test_a_probability_outside_its_range_is_refused(probability):
    with pytest.raises(ValueError, match="between 0 and 1"):
        failed_share(1, 2).quantile(probability)
    with pytest.raises(ValueError, match="between 0 and 1"):
        clopper_pearson_upper(1, 2, confidence=probability)
