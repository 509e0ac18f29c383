"""From points, weights and grades to what each criterion adds to its axis."""

from typing import Any, TypeAlias

from array_api_compat import array_namespace

__all__ = ["RULES", "contributions", "unlimited_contributions"]

Array: TypeAlias = Any  # any array that follows the Python array API standard

RULES = ("weighted", "mean", "steps")
"""How an axis is made from its criteria, by the name that a rubric file gives it."""


def contributions(
    *,
    weight: Array,
    grade: Array,
    points: Array,
    enters: Array,
    neutral: float,
    rule: str = "weighted",
    from_maker: Array | None = None,
    maker_only_step: float = 0.0,
) -> Array:
    """What every criterion adds to the neutral value of its axis.

    Parameters
    ----------
    weight : array, shape (..., n_criteria)
        Of the rubric; ones where the rule knows no weights.
    grade : array, shape (..., n_criteria)
        How far the evidence is trusted, 0 to 1; 0 where nothing is known.
    points : array, shape (..., n_criteria)
        What the evidence is worth, 0 to 1; any number where nothing is known.
    enters : array of bool, shape (..., n_criteria)
        Whether the criterion counts for the product at all.
    neutral
        Value of an axis of which nothing is known.
    rule
        One of `RULES`.
    from_maker : array of bool, shape (..., n_criteria), optional
        Whether the evidence is the maker's own word; needed for `maker_only_step`.
    maker_only_step
        By how much an axis of rule "mean" comes closer to `neutral` where all that is known
        is the maker's word.

    Returns
    -------
    array, shape (..., n_criteria)
        Their sum and `neutral` are the value of the axis, which lies in 0 to 1 where the
        points do. The leading axes broadcast: one call serves one product or every subset
        of evidence. Where nothing enters or is known, all of them are 0.

        - "weighted": ``w g (p - neutral) / sum w``, the sum over the criteria that enter.
        - "mean": ``w g (p - neutral) / sum w g``, so that only what is known counts; less
          `maker_only_step` in all, and never past `neutral`, where the maker alone speaks.
        - "steps": ``w g (p - neutral)``; where the steps would leave 0 to 1 all of them are
          scaled to end there.

    Examples
    --------
    >>> import numpy as np
    >>> contributions(weight=np.array([3.0, 1.0]), grade=np.array([1.0, 0.0]),
    ...               points=np.array([1.0, 0.5]), enters=np.array([True, True]), neutral=0.5)
    array([0.375, 0.   ])
    """
    xp = array_namespace(weight, grade, points, enters)
    raw = unlimited_contributions(
        weight=weight, grade=grade, points=points, enters=enters, neutral=neutral, rule=rule
    )
    if rule == "weighted":
        return raw
    total = xp.sum(raw, axis=-1, keepdims=True)
    limited = xp.clip(total, -neutral, 1.0 - neutral)
    if rule == "mean" and from_maker is not None:
        alone = xp.all(from_maker | ~enters | (grade == 0.0), axis=-1, keepdims=True)
        left = xp.abs(total) - maker_only_step
        closer = xp.where(left > 0.0, xp.sign(total) * left, xp.zeros_like(total))
        limited = xp.where(alone, closer, total)
    # Contributions that cancel stay as they are: their sum needs no scaling.
    return raw * xp.where(total == 0.0, xp.ones_like(total), limited / _or_one(total))


def unlimited_contributions(
    *, weight: Array, grade: Array, points: Array, enters: Array, neutral: float, rule: str
) -> Array:
    """What every criterion would add on its own, before what a rule says of their sum.

    Parameters and shapes as for `contributions`. A difference of points moves this in
    proportion, which is what the interval of a term asks for.

    Raises
    ------
    ValueError
        If there is no such rule.

    Examples
    --------
    >>> import numpy as np
    >>> unlimited_contributions(
    ...     weight=np.ones(2), grade=np.ones(2), points=np.array([1.0, 0.75]),
    ...     enters=np.array([True, True]), neutral=0.5, rule="steps")
    array([0.5 , 0.25])
    """
    xp = array_namespace(weight, grade, points, enters)
    counted = xp.where(enters, weight, xp.zeros_like(weight))
    if rule == "weighted":
        share = counted * grade / _or_one(xp.sum(counted, axis=-1, keepdims=True))
    elif rule == "mean":
        share = counted * grade / _or_one(xp.sum(counted * grade, axis=-1, keepdims=True))
    elif rule == "steps":
        share = counted * grade
    else:
        msg = f"rule must be one of {', '.join(RULES)}, got {rule!r}"
        raise ValueError(msg)
    return share * (points - neutral)


def _or_one(total: Array) -> Array:
    """A sum to divide by, and one where there is nothing to sum."""
    xp = array_namespace(total)
    return xp.where(total == 0.0, xp.ones_like(total), total)
