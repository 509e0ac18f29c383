import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from auricle.rating import agreement
from auricle.rating.rubrics.agreement import ranks

tenths = st.integers(0, 50).map(lambda n: n / 10.0)
pairs = st.lists(st.tuples(tenths, tenths), min_size=2, max_size=30)


@given(st.permutations(range(12)))
def test_without_equal_numbers_the_rank_correlation_is_spearmans_formula(order):
    n = len(order)
    squares = sum((a - b) ** 2 for a, b in zip(range(n), order, strict=True))
    expected = 1.0 - 6.0 * squares / (n * (n**2 - 1))
    assert agreement(range(n), order).rank_correlation == pytest.approx(expected, abs=1e-8)


@given(st.lists(tenths, min_size=1, max_size=30))
def test_equal_numbers_share_the_mean_of_their_ranks(values):
    order = sorted(values)
    for value, rank in zip(values, ranks(values), strict=True):
        places = [place for place, other in enumerate(order, start=1) if other == value]
        assert rank == pytest.approx(sum(places) / len(places))


@given(pairs)
def test_correlations_are_symmetric_and_differences_change_their_sign(values):
    first, second = zip(*values, strict=True)
    one, other = agreement(first, second), agreement(second, first)
    assert one.mean_difference == pytest.approx(-other.mean_difference)
    assert one.mean_absolute_difference == other.mean_absolute_difference
    for a, b in (
        (one.correlation, other.correlation),
        (one.rank_correlation, other.rank_correlation),
    ):
        assert (a is None) == (b is None)
        assert a is None or (-1.0 <= a <= 1.0 and a == pytest.approx(b))


@given(pairs)
def test_the_correlation_is_that_of_numpy(values):
    first, second = zip(*values, strict=True)
    assume(len(set(first)) > 1 and len(set(second)) > 1)
    expected = np.corrcoef(first, second)[0, 1]
    assert agreement(first, second).correlation == pytest.approx(expected, abs=1e-7)


def test_a_straight_line_correlates_fully_and_its_distance_is_the_bias():
    stated = agreement([1.0, 2.0, 3.0], [1.5, 2.5, 3.5])
    assert stated.correlation == stated.rank_correlation == 1.0
    assert stated.mean_difference == stated.mean_absolute_difference == 0.5


@pytest.mark.parametrize("second", [[2.5, 2.5, 2.5], [1.0, 1.0, 1.0]])
def test_a_constant_has_no_correlation(second):
    stated = agreement([1.0, 2.0, 3.0], second)
    assert stated.correlation is None
    assert stated.rank_correlation is None
    assert not math.isnan(stated.mean_difference)


def test_nothing_has_no_mean():
    assert agreement([], []).mean_difference is None


def test_lists_of_unequal_length_are_refused():
    with pytest.raises(ValueError, match="got 2 and 1 numbers"):
        agreement([1.0, 2.0], [1.0])
