"""Arguments as arrays of one library, and what is refused of them."""

from typing import Any, TypeAlias

import numpy as np
from array_api_compat import array_namespace, device, is_array_api_obj

__all__ = ["Array", "as_arrays", "is_finite", "like", "refuse_unless"]

Array: TypeAlias = Any  # a number, or any array that follows the Python array API standard


def as_arrays(*values: Array) -> tuple[Any, tuple[Array, ...]]:
    """Library of some arguments, and the arguments as arrays of floating-point numbers of it.

    Arrays keep library, device and precision; integers become double. Numbers and sequences
    of them follow the arrays, and are NumPy's where there is none.

    Examples
    --------
    >>> xp, (level, hours) = as_arrays(np.asarray([80.0, 83.0], dtype=np.float32), 2)
    >>> level.dtype, hours.dtype, hours.shape
    (dtype('float32'), dtype('float32'), ())
    """
    arrays = [value for value in values if is_array_api_obj(value)] or [np.zeros(1)]
    xp = array_namespace(*arrays)
    types = [array.dtype for array in arrays if xp.isdtype(array.dtype, "real floating")]
    dtype = xp.result_type(*types) if types else xp.float64
    place = device(arrays[0])
    return xp, tuple(
        xp.astype(value, dtype, copy=False)
        if is_array_api_obj(value)
        else xp.asarray(value, dtype=dtype, device=place)
        for value in values
    )


def like(values: Any, array: Array) -> Array:
    """Constants as an array of the library, precision and device of another one.

    Examples
    --------
    >>> like((1.0, 2.0), np.zeros(3)).dtype
    dtype('float64')
    """
    xp = array_namespace(array)
    return xp.asarray(values, dtype=array.dtype, device=device(array))


def is_finite(array: Array) -> Array:
    """Where an array is neither infinite nor NaN.

    Examples
    --------
    >>> is_finite(np.array([1.0, np.inf, np.nan]))
    array([ True, False, False])
    """
    return array_namespace(array).isfinite(array)


def refuse_unless(holds: Array, message: str) -> None:
    """Refuse an argument of which something does not hold throughout.

    Raises
    ------
    ValueError
        With the message.

    Examples
    --------
    >>> refuse_unless(np.array([True, False]), "hours must not be below 0")
    Traceback (most recent call last):
    ValueError: hours must not be below 0
    """
    if not bool(array_namespace(holds).all(holds)):
        raise ValueError(message)
