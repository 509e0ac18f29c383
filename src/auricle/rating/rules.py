"""From points, weights and grades to what each criterion adds to its axis."""

from typing import Any, TypeAlias

from array_api_compat import array_namespace

__all__ = ["contributions"]

Array: TypeAlias = Any  # any array that follows the Python array API standard


def contributions(
    *, weight: Array, grade: Array, points: Array, enters: Array, neutral: float
) -> Array:
    """What every criterion adds to the neutral value of its axis.

    Parameters
    ----------
    weight : array, shape (..., n_criteria)
        Of the rubric.
    grade : array, shape (..., n_criteria)
        How far the evidence is trusted, 0 to 1; 0 where nothing is known.
    points : array, shape (..., n_criteria)
        What the evidence is worth, 0 to 1; any number where nothing is known.
    enters : array of bool, shape (..., n_criteria)
        Whether the criterion counts for the product at all.
    neutral
        Value of an axis of which nothing is known.

    Returns
    -------
    array, shape (..., n_criteria)
        ``w g (p - neutral) / sum w``, the sum over the criteria that enter, 0 for the others.
        The leading axes broadcast: one call serves one product or every subset of evidence.

    Examples
    --------
    >>> import numpy as np
    >>> contributions(weight=np.array([3.0, 1.0]), grade=np.array([1.0, 0.0]),
    ...               points=np.array([1.0, 0.5]), enters=np.array([True, True]), neutral=0.5)
    array([0.375, 0.   ])
    """
    xp = array_namespace(weight, grade, points, enters)
    counted = xp.where(enters, weight, xp.zeros_like(weight))
    share = counted * grade / xp.sum(counted, axis=-1, keepdims=True)
    return share * (points - neutral)
