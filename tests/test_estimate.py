import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from auricle.drive import drive_voltage_v
from auricle.estimate import (
    Contribution,
    Estimate,
    combine,
    combine_random_effects,
    propagated,
    relative_uncertainty,
    student_t,
)
from tests.checks import assert_check

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


def test_a_proxy_is_combined_as_the_checks_say():
    both = combine([Estimate(114.0, 2.0), Estimate(118.0, math.hypot(1.0, 2.0))])
    found = [both.estimate.value, both.estimate.uncertainty, both.chi_squared]
    assert_check("proxy_combine_114_118", found)
    voltage_v = drive_voltage_v(both.estimate, level_dbspl=110.0)
    assert_check("proxy_combine_drive_V110", [voltage_v.value, voltage_v.uncertainty])


def test_the_birge_ratio_is_that_of_the_check():
    both = combine([Estimate(114.0, 1.0), Estimate(118.0, 1.0)])
    assert_check("birge_ratio", both.inflation)


def test_random_effects_are_those_of_dersimonian_and_laird():
    three = [Estimate(114.0, 1.0), Estimate(118.0, 1.0), Estimate(116.5, 1.5)]
    found = combine_random_effects(three)
    estimate = found.estimate
    assert_check(
        "dersimonian_laird", [found.between_variance, estimate.value, estimate.uncertainty]
    )


@given(values, st.lists(uncertainties, min_size=2, max_size=6))
def test_random_effects_of_equal_values_are_their_weighted_mean(value, spreads):
    alike = [Estimate(value, spread) for spread in spreads]
    found, plain = combine_random_effects(alike), combine(alike)
    assert found.between_variance == 0.0
    assert found.estimate.value == pytest.approx(plain.estimate.value)
    assert found.estimate.uncertainty == pytest.approx(plain.estimate.uncertainty)


@given(st.lists(estimates, min_size=2, max_size=6), st.floats(-100.0, 100.0))
def test_random_effects_move_with_all_their_values(several, offset):
    moved = [Estimate(e.value + offset, e.uncertainty) for e in several]
    one, other = combine_random_effects(several), combine_random_effects(moved)
    assert other.estimate.value == pytest.approx(one.estimate.value + offset, abs=1e-5)
    assert other.estimate.uncertainty == pytest.approx(one.estimate.uncertainty, rel=1e-5)


def test_random_effects_of_one_estimate_are_refused():
    with pytest.raises(ValueError, match="at least two estimates, got 1"):
        combine_random_effects([Estimate(1.0, 1.0)])
    with pytest.raises(ValueError, match="uncertainty above 0"):
        combine_random_effects([Estimate(1.0, 1.0), Estimate(1.0, 0.0)])


def test_independent_contributions_add_as_the_root_of_the_sum_of_squares():
    parts = [Contribution(u) for u in (0.54, 1.0, 1.0, 0.3)]  # seat, rig, unit, calibration
    assert_check("gum_combined", propagated(parts).uncertainty)
    assert propagated(parts).degrees == math.inf


def test_effective_degrees_of_freedom_are_those_of_welch_and_satterthwaite():
    both = propagated([Contribution(0.54, 4), Contribution(1.0, 20)])
    assert_check("welch_satterthwaite", both.degrees)


@given(st.lists(st.tuples(uncertainties, st.integers(1, 50)), min_size=1, max_size=6))
def test_effective_degrees_lie_between_the_fewest_and_the_sum(parts):
    degrees = propagated([Contribution(*part) for part in parts]).degrees
    every = [part[1] for part in parts]
    assert min(every) * (1.0 - 1e-9) <= degrees <= sum(every) * (1.0 + 1e-9)


def test_nothing_cannot_be_propagated():
    with pytest.raises(ValueError, match="at least one contribution"):
        propagated([])


@given(st.integers(1, 400), st.floats(0.01, 0.999))
def test_students_t_is_that_of_scipy(degrees, confidence):
    expected = stats.t.ppf(0.5 + 0.5 * confidence, degrees)
    assert student_t(degrees, confidence=confidence) == pytest.approx(expected, rel=1e-9)


def test_students_t_of_many_degrees_is_that_of_the_normal_distribution():
    assert student_t(100_000) == pytest.approx(1.959964, abs=5e-5)


@pytest.mark.parametrize(("degrees", "confidence"), [(0, 0.95), (-1, 0.95), (4, 0.0), (4, 1.0)])
def test_students_t_out_of_range_is_refused(degrees, confidence):
    with pytest.raises(ValueError, match="degrees must be 1 or more"):
        student_t(degrees, confidence=confidence)


def test_half_a_db_is_six_percent_of_the_pressure():
    assert_check("db_uncertainty_to_percent", 100.0 * relative_uncertainty(0.5))
    with pytest.raises(ValueError, match="must not be below 0"):
        relative_uncertainty(-0.1)
