import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.estimate import Estimate, combine

values = st.floats(-1e3, 1e3)
uncertainties = st.floats(0.01, 100.0)
estimates = st.builds(Estimate, values, uncertainties)


def test_a_specification_and_a_siblings_measurement_combine_as_worked_out_by_hand():
    # 114 +- 2 and 118 +- sqrt(1 + 4): weights 5/9 and 4/9, 1042/9, sqrt(20)/3, chi^2 = 16/9
    both = combine([Estimate(114.0, 2.0), Estimate(118.0, math.sqrt(5.0))])
    assert both.estimate.value == pytest.approx(1042.0 / 9.0, abs=1e-12)
    assert both.estimate.uncertainty == pytest.approx(math.sqrt(20.0) / 3.0, abs=1e-12)
    assert both.weights == pytest.approx((5.0 / 9.0, 4.0 / 9.0))
    assert both.chi_squared == pytest.approx(16.0 / 9.0)
    assert both.inflation == 1.0


def test_contradicting_estimates_are_widened_by_the_birge_ratio():
    # 114 +- 1 and 118 +- 1: chi^2 = 8 on one degree of freedom, over its 95 % point of 3.84
    both = combine([Estimate(114.0, 1.0), Estimate(118.0, 1.0)])
    assert both.inflation == pytest.approx(math.sqrt(8.0))
    assert both.estimate.uncertainty == pytest.approx(math.sqrt(0.5) * math.sqrt(8.0))


def test_the_limit_of_contradiction_for_many_estimates_is_that_of_the_tables():
    # 95 % point of chi-squared at 20 degrees of freedom: 31.410 (NIST table)
    spread = math.sqrt(31.0 / 20.0)
    agreeing = [Estimate(spread * (-1) ** n, 1.0) for n in range(20)] + [Estimate(0.0, 1.0)]
    assert combine(agreeing).chi_squared == pytest.approx(31.0)
    assert combine(agreeing).inflation == 1.0
    wider = [Estimate(e.value * math.sqrt(32.0 / 31.0), 1.0) for e in agreeing]
    assert combine(wider).inflation == pytest.approx(math.sqrt(32.0 / 20.0))


@given(estimates)
def test_one_estimate_alone_stays_as_it_is(estimate):
    alone = combine([estimate])
    assert alone.estimate.value == pytest.approx(estimate.value)
    assert alone.estimate.uncertainty == pytest.approx(estimate.uncertainty)


@given(st.lists(estimates, min_size=1, max_size=6))
def test_the_mean_lies_between_the_extremes_and_the_weights_sum_to_one(group):
    result = combine(group)
    slack = 1e-9 * (1.0 + max(abs(e.value) for e in group))
    assert min(e.value for e in group) - slack <= result.estimate.value
    assert result.estimate.value <= max(e.value for e in group) + slack
    assert math.fsum(result.weights) == pytest.approx(1.0)


@given(st.lists(estimates, min_size=2, max_size=6), st.randoms())
def test_the_order_of_the_sources_does_not_matter(group, random):
    shuffled = list(group)
    random.shuffle(shuffled)
    one, other = combine(group).estimate, combine(shuffled).estimate
    assert one.value == pytest.approx(other.value, rel=1e-9, abs=1e-9)
    assert one.uncertainty == pytest.approx(other.uncertainty, rel=1e-9)


@given(estimates, st.floats(0.01, 100.0))
def test_another_agreeing_source_never_makes_the_estimate_less_certain(estimate, uncertainty):
    both = combine([estimate, Estimate(estimate.value, uncertainty)])
    assert both.estimate.uncertainty <= estimate.uncertainty * (1.0 + 1e-12)


def test_nine_tenths_of_a_normal_distribution_lie_between_low_and_high():
    estimate = Estimate(10.0, 2.0)
    share = 0.5 * (
        math.erf((estimate.high - 10.0) / 2.0 / math.sqrt(2.0))
        - math.erf((estimate.low - 10.0) / 2.0 / math.sqrt(2.0))
    )
    assert share == pytest.approx(0.9, abs=1e-9)


def test_what_cannot_be_combined_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        combine([])
    with pytest.raises(ValueError, match="above 0"):
        combine([Estimate(1.0, 0.0)])
    with pytest.raises(ValueError, match="finite"):
        Estimate(math.nan, 1.0)
    with pytest.raises(ValueError, match="not below 0"):
        Estimate(1.0, -1.0)
