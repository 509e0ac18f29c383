from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from auricle.rating.over_time.shapley import shapley_values

worths = st.integers(0, 5).flatmap(
    lambda n: arrays(np.float64, (2,) * n, elements=st.floats(-1.0, 1.0, width=32))
)


def game(n, worth_of):
    return np.array([worth_of(np.array(c)) for c in np.ndindex((2,) * n)]).reshape((2,) * n)


def over_all_orders(worth):
    """The definition: what each adds on joining, averaged over all orders."""
    n = worth.ndim
    added = np.zeros(n)
    orders = list(permutations(range(n)))
    for order in orders:
        coalition = [0] * n
        for player in order:
            before = worth[tuple(coalition)]
            coalition[player] = 1
            added[player] += worth[tuple(coalition)] - before
    return added / len(orders)


@given(worths)
def test_a_value_is_the_mean_of_what_a_player_adds_over_all_orders(worth):
    np.testing.assert_allclose(shapley_values(worth), over_all_orders(worth), atol=1e-12)


@given(worths)
def test_the_values_add_up_to_what_all_bring_about_together(worth):
    total = worth[(1,) * worth.ndim] - worth[(0,) * worth.ndim]
    assert shapley_values(worth).sum() == pytest.approx(total, abs=1e-12)


@given(worths)
def test_the_game_played_backwards_turns_every_sign_over(worth):
    np.testing.assert_allclose(shapley_values(np.flip(worth)), -shapley_values(worth), atol=1e-12)


@given(st.lists(st.floats(-1.0, 1.0), max_size=8))
def test_in_an_additive_game_everyone_gets_what_he_adds(shares):
    worth = game(len(shares), lambda coalition: float(coalition @ np.array(shares)))
    np.testing.assert_allclose(shapley_values(worth), shares, atol=1e-12)


@pytest.mark.parametrize("needed", [(0,), (1, 3), (0, 2, 4), (0, 1, 2, 3, 4)])
def test_in_a_unanimity_game_those_who_are_needed_share_evenly(needed):
    worth = game(5, lambda coalition: float(coalition[list(needed)].all()))
    expected = [1.0 / len(needed) if player in needed else 0.0 for player in range(5)]
    np.testing.assert_allclose(shapley_values(worth), expected, atol=1e-15)


@pytest.mark.parametrize("n_left", [1, 2, 3, 4])
def test_in_a_glove_game_the_only_right_glove_gets_all_but_its_share_of_one(n_left):
    # Player 0 has the right glove. It adds a pair unless it comes first of all n + 1.
    worth = game(n_left + 1, lambda coalition: float(coalition[0] and coalition[1:].any()))
    expected = [n_left / (n_left + 1)] + [1.0 / (n_left * (n_left + 1))] * n_left
    np.testing.assert_allclose(shapley_values(worth), expected, atol=1e-15)


def test_in_an_airport_game_each_stretch_of_the_runway_is_shared_by_those_who_need_it():
    # S. C. Littlechild, G. Owen, Management Science 20, 370 (1973).
    lengths = np.array([1.0, 4.0, 6.0, 10.0])
    worth = game(4, lambda coalition: float((coalition * lengths).max()))
    stretches = np.diff(lengths, prepend=0.0) / np.array([4, 3, 2, 1])
    np.testing.assert_allclose(shapley_values(worth), np.cumsum(stretches), atol=1e-12)


def test_a_game_without_players_has_no_values():
    assert shapley_values(np.array(0.5)).tolist() == []
