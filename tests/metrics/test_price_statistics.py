import math
import random
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.metrics.price_statistics import (
    converted,
    drift_relative,
    half_life_weight,
    in_quadrature,
    inflated,
    screened,
    weighted_median,
    without_tax,
)

amounts = st.floats(1.0, 10_000.0)


def test_offers_far_from_the_others_are_set_aside():
    # check value robust_price_mad of checks.json (median, MAD, clean median, number kept)
    offers = [249.0, 255.0, 239.0, 249.0, 262.0, 399.0, 89.0]
    result = screened(offers)
    kept = [offer for offer, stays in zip(offers, result.kept, strict=True) if stays]
    found = (result.median, result.median_deviation, median(kept), len(kept))
    assert found == pytest.approx((249.0, 10.0, 249.0, 5), abs=1e-9)


def test_where_most_offers_are_equal_the_mean_distance_screens():
    # mean distance 150 / 7 = 21.4, 1.2533 times that is 26.9: 150 is 5.6 of it away
    assert screened([100.0] * 6 + [250.0]).kept == (True,) * 6 + (False,)
    assert screened([100.0] * 3).kept == (True,) * 3


def test_a_gross_price_in_euro_is_compared_net_and_in_dollars():
    # check value fx_convert of checks.json
    net = without_tax(119.0, tax_ratio=0.19)
    assert converted(net, rate=1.1) == pytest.approx(110.0, abs=1e-9)


def test_relative_uncertainties_add_in_quadrature():
    # check value fx_uncertainty of checks.json
    assert 100.0 * in_quadrature(0.01, 0.03) == pytest.approx(3.16227766016838, abs=1e-9)


def test_a_price_of_two_half_lives_has_a_quarter_of_the_weight():
    # check value price_weight_half_life of checks.json
    assert half_life_weight(60.0, half_life_days=30.0) == pytest.approx(0.25, abs=1e-9)


def test_a_price_follows_the_index_of_consumer_prices():
    # check value inflation_adjust of checks.json
    value = inflated(210.0, index_then=250.0, index_now=275.0)
    assert value == pytest.approx(231.0, abs=1e-9)


def test_a_price_drifts_with_the_root_of_time():
    # check value staleness_drift_sd of checks.json
    assert drift_relative(6.0, monthly=0.04) == pytest.approx(0.0979795897113271, abs=1e-9)
    assert drift_relative(6.0) == drift_relative(6.0, monthly=0.04)


def test_the_lower_weighted_median_of_four_prices():
    # check value weighted_median of checks.json
    prices, weights = [239.0, 249.0, 255.0, 262.0], [0.25, 1.0, 0.5, 0.125]
    assert weighted_median(prices, weights) == pytest.approx(249.0, abs=1e-9)


@given(st.lists(st.tuples(amounts, st.floats(0.01, 10.0)), min_size=1))
def test_no_more_than_half_of_the_weight_lies_on_either_side_of_the_median(pairs):
    values, weights = zip(*pairs, strict=True)
    middle = weighted_median(values, weights)
    total = math.fsum(weights)
    below = math.fsum(w for v, w in pairs if v < middle)
    above = math.fsum(w for v, w in pairs if v > middle)
    assert below <= total / 2.0 * (1.0 + 1e-12)
    assert above <= total / 2.0 * (1.0 + 1e-12)


@given(st.lists(amounts, min_size=1, max_size=15), st.randoms(use_true_random=False))
def test_the_order_of_offers_does_not_change_which_are_kept(offers, shuffler: random.Random):
    shuffled = list(offers)
    shuffler.shuffle(shuffled)

    def kept(values):
        flags = screened(values).kept
        return sorted(value for value, stays in zip(values, flags, strict=True) if stays)

    assert kept(offers) == kept(shuffled)
    assert kept(offers)


@pytest.mark.parametrize(("values", "weights"), [([], []), ([1.0], []), ([1.0], [0.0])])
def test_a_weighted_median_of_nothing_is_refused(values, weights):
    with pytest.raises(ValueError, match="weighted median"):
        weighted_median(values, weights)
