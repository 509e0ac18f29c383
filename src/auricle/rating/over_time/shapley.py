"""What each player of a cooperative game adds to it, averaged over all orders of joining."""

from math import factorial

import numpy as np
from numpy.typing import NDArray

__all__ = ["shapley_values"]


def shapley_values(worth: NDArray[np.float64]) -> NDArray[np.float64]:
    """Share of each player in what all of them together bring about.

    Player ``i`` adds ``worth[with i] - worth[without i]`` to the coalition it joins; its
    value is the mean of that over all orders in which the players may join [1]_::

        phi_i = sum over S without i of |S|! (n - |S| - 1)! / n! (v(S with i) - v(S))

    Parameters
    ----------
    worth : ndarray, shape (2, ..., 2) with one axis a player
        Worth of every coalition: index 1 on the axes of those who are in it, else 0.

    Returns
    -------
    ndarray, shape (n_players,)
        They add up to ``worth[1, ..., 1] - worth[0, ..., 0]``, and one who never changes
        the worth has 0.

    References
    ----------
    .. [1] L. S. Shapley, "A Value for n-Person Games", in Contributions to the Theory of
           Games II, Princeton University Press, 1953, pp. 307-317.

    Examples
    --------
    One glove is worth nothing: two hold a left one, the third holds a right one.

    >>> worth = np.zeros((2, 2, 2))
    >>> worth[1, 0, 1] = worth[0, 1, 1] = worth[1, 1, 1] = 1.0
    >>> shapley_values(worth).round(4).tolist()
    [0.1667, 0.1667, 0.6667]
    """
    n = worth.ndim
    size_of_others = np.zeros((2,) * max(n - 1, 0), dtype=np.int64)
    for axis in range(n - 1):
        size_of_others += np.arange(2).reshape([2 if a == axis else 1 for a in range(n - 1)])
    weights = np.array([factorial(s) * factorial(n - s - 1) / factorial(n) for s in range(n)])
    share = weights[size_of_others] if n else size_of_others
    added = (worth.take(1, axis=i) - worth.take(0, axis=i) for i in range(n))
    return np.array([np.sum(share * difference) for difference in added])
