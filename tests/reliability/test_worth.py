import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.reliability import (
    FailedShare,
    annual_cost,
    annual_cost_range,
    extra_warranty_year_value,
    rate_posterior_share,
    weibull_failed_share,
)

positive = st.floats(0.1, 100.0)


def test_a_second_warranty_year_at_five_percent_a_year():
    # check value warranty_extra_year_value of checks.json
    worth = extra_warranty_year_value(100.0, years_before=1.0, shape=1.0, scale_years=1.0 / 0.05)
    assert worth == pytest.approx(4.63920064647545, abs=1e-6)


def test_a_second_warranty_year_of_what_wears_out():
    # check value warranty_extra_year_weibull of checks.json
    worth = extra_warranty_year_value(100.0, years_before=1.0, shape=1.5, scale_years=8.0)
    assert worth == pytest.approx(7.42712575180611, abs=1e-6)


@given(st.floats(0.5, 5.0), st.floats(0.5, 30.0))
def test_all_warranty_years_of_a_life_together_save_each_first_repair_once(shape, scale_years):
    total = sum(
        extra_warranty_year_value(1.0, years_before=n, shape=shape, scale_years=scale_years)
        for n in range(50)
    )
    failed = weibull_failed_share(50.0, shape=shape, scale=scale_years)
    assert total == pytest.approx(failed, abs=1e-12)


def test_pads_for_thirty_that_last_two_and_a_quarter_years():
    # check value durability_2.25y_pads_annual_cost of checks.json
    assert annual_cost(30.0, life_years=2.25) == pytest.approx(13.3333333333333, abs=1e-9)


@given(positive, positive, positive, positive)
def test_the_cost_a_year_lies_between_the_ends_of_price_and_life(a, b, c, d):
    prices, lives = (min(a, b), max(a, b)), (min(c, d), max(c, d))
    low, high = annual_cost_range(prices, life_years=lives)
    inner = annual_cost(sum(prices) / 2.0, life_years=sum(lives) / 2.0)
    assert low <= inner * (1.0 + 1e-12)
    assert inner <= high * (1.0 + 1e-12)


@pytest.mark.parametrize("life_years", [0.0, -1.0, float("nan")])
def test_a_part_without_a_life_has_no_cost_a_year(life_years):
    with pytest.raises(ValueError, match="life above 0"):
        annual_cost(30.0, life_years=life_years)


@pytest.mark.parametrize("share", [(0.1, 0.0, 0.2, 0.3), (0.5, 0.0, 0.4, 1.1), (0.5, -1.0, 0, 1)])
def test_a_share_outside_its_ends_is_refused(share):
    with pytest.raises(ValueError, match="a share needs"):
        FailedShare(*share)


@pytest.mark.parametrize(("shape", "scale"), [(0.0, 5.0), (1.0, 0.0), (math.nan, 5.0)])
def test_a_life_without_shape_or_scale_is_refused(shape, scale):
    with pytest.raises(ValueError, match="a shape and a scale above 0"):
        weibull_failed_share(1.0, shape=shape, scale=scale)


@pytest.mark.parametrize("age_months", [-1.0, math.inf, math.nan])
def test_a_share_by_an_age_that_cannot_be_is_refused(age_months):
    with pytest.raises(ValueError, match="an age must be finite"):
        rate_posterior_share(0, exposure_months=10.0, age_months=age_months)
