import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.rating.over_time.coalitions import TooManyPlayersError, full_table, numbers, tabulate

players = st.sets(st.integers(0, 9), max_size=6)


@given(players, players)
def test_a_table_depends_on_those_players_alone_who_change_its_value(asked, deciding):
    table = tabulate(asked, lambda coalition: sorted(coalition & deciding), most=6)
    assert table.players == tuple(sorted(asked & deciding))
    assert len(table.values) == 2 ** len(table.players)


@given(players, players)
def test_a_table_gives_back_the_value_of_every_coalition(asked, coalition):
    table = tabulate(asked, lambda c: sum(2**player for player in c), most=6)
    assert table.at(frozenset(coalition)) == sum(2**player for player in asked & coalition)


@given(players, players)
def test_a_full_table_has_every_figure_where_its_coalition_is(asked, others):
    everyone = sorted(asked | others)
    table = tabulate(asked, lambda c: (float(sum(c)), 1.0), most=6)
    full = full_table(table, everyone)
    whole = np.broadcast_to(full, (*(2,) * len(everyone), 2))
    for coalition in np.ndindex((2,) * len(everyone)):
        inside = [p for p, is_in in zip(everyone, coalition, strict=True) if is_in and p in asked]
        assert whole[coalition].tolist() == [float(sum(inside)), 1.0]


def test_players_who_change_nothing_of_what_is_read_from_a_table_leave_it():
    table = tabulate([1, 2], lambda c: (1 in c, 2 in c), most=2)
    assert numbers(table, lambda value: [float(value[1])]).players == (2,)


def test_more_players_than_allowed_are_refused_with_their_number():
    with pytest.raises(TooManyPlayersError, match="3 players, expected at most 2"):
        tabulate([1, 2, 3], len, most=2)
