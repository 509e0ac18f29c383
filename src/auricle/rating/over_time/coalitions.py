"""Tables over coalitions: something worked out for every subset of a few players."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = ["Table", "TooManyPlayersError", "full_table", "numbers", "tabulate"]

T = TypeVar("T")
U = TypeVar("U")


class TooManyPlayersError(ValueError):
    """A table over so many players would be too large."""


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """A value for every subset of some players; it depends on each of them.

    `values` lists the subsets in the order of the binary numbers whose digits say, from the
    first player on, who is in.
    """

    players: tuple[int, ...]  # rising
    values: tuple[T, ...]  # 2 ** len(players) of them

    def at(self, coalition: frozenset[int]) -> T:
        """Value for those of a coalition who are players here."""
        place = reduce(lambda n, player: 2 * n + (player in coalition), self.players, 0)
        return self.values[place]


def tabulate(
    players: Iterable[int],
    value_of: Callable[[frozenset[int]], T],
    *,
    most: int,
    key: Callable[[T], object] = lambda value: value,
) -> Table[T]:
    """Table of a function of the coalition, without the players who never change it.

    Parameters
    ----------
    players
        Those on whom the value may depend.
    value_of
        The value of a coalition.
    most
        Players that are too few to be refused.
    key
        What of a value counts when two are compared.

    Raises
    ------
    TooManyPlayersError
        If there are more than `most` players.

    Examples
    --------
    >>> tabulate([3, 5], lambda coalition: 5 in coalition, most=8)
    Table(players=(5,), values=(False, True))
    """
    order = tuple(sorted(set(players)))
    if len(order) > most:
        raise TooManyPlayersError(f"{len(order)} players, expected at most {most}")
    n = len(order)
    values = [
        value_of(frozenset(p for i, p in enumerate(order) if place >> (n - 1 - i) & 1))
        for place in range(2**n)
    ]
    return _without_null_players(order, values, [key(value) for value in values])


def _without_null_players(
    players: tuple[int, ...], values: Sequence[T], keys: Sequence[object]
) -> Table[T]:
    kept: list[int] = []
    places = list(range(len(values)))
    for index, player in enumerate(players):
        digit = 1 << (len(players) - 1 - index)
        without = [place for place in places if not place & digit]
        if all(keys[place] == keys[place | digit] for place in without):
            places = without
        else:
            kept.append(player)
    return Table(tuple(kept), tuple(values[place] for place in places))


def numbers(table: Table[U], figures: Callable[[U], Sequence[float]]) -> Table[tuple[float, ...]]:
    """Table of figures read from the values of another, without players who change none."""
    rows = [tuple(figures(value)) for value in table.values]
    return _without_null_players(table.players, rows, rows)


def full_table(table: Table[tuple[float, ...]], players: Sequence[int]) -> NDArray[np.float64]:
    """Figures of a table as an array with one axis a player, of length 1 for those not in it.

    Returns
    -------
    ndarray, shape (1 or 2, ..., n_figures)
        Broadcasts over the coalitions of all `players`.
    """
    shape = [2 if player in table.players else 1 for player in players]
    return np.array(table.values, dtype=np.float64).reshape([*shape, -1])
