"""Values as plain data that JSON can hold, and back, by their type hints."""

import types
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

__all__ = ["from_plain", "to_plain"]

_T = TypeVar("_T")
_Reader = Callable[[Any], Any]


def to_plain(value: Any) -> Any:
    """Plain data of a value: dataclasses and tuples become lists, all else stays.

    Examples
    --------
    >>> from auricle.audit.finding import Related
    >>> to_plain((Related("a.md", 3, "249 USD"), None))
    [['a.md', 3, '249 USD'], None]
    """
    if isinstance(value, (str, int, float)) or value is None:
        return value
    if isinstance(value, (tuple, list)):
        return [to_plain(one) for one in value]
    if is_dataclass(value):
        return [
            to_plain(getattr(value, name)) for name in _field_names(cast("Hashable", type(value)))
        ]
    return value


@cache
def _field_names(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cast("Any", kind)))


def from_plain(kind: type[_T], plain: Any) -> _T:
    """The value of a kind that `to_plain` has made plain.

    Parameters
    ----------
    kind
        str, int, float, bool, None, a literal, a tuple, a named tuple or a dataclass of such, or
        a choice among them.
    plain
        Plain data.

    Raises
    ------
    ValueError
        If it is no such value.
    TypeError
        If the kind is another.

    Examples
    --------
    >>> from auricle.audit.finding import Related
    >>> from_plain(Related, ["a.md", 3, "249 USD"])
    Related(file='a.md', line=3, text='249 USD')
    """
    read: Callable[[Any], _T] = _reader(cast("Hashable", kind))
    return read(plain)


@cache
def _reader(kind: Hashable) -> _Reader:
    origin = get_origin(kind)
    if kind in (str, int, float, bool, types.NoneType):
        return _scalar_reader(kind)
    if origin is Literal:
        return _literal_reader(get_args(kind))
    if origin in (Union, types.UnionType):
        return _choice_reader([_reader(one) for one in get_args(kind)])
    if origin is tuple:
        return _tuple_reader(get_args(kind))
    if is_dataclass(kind) or hasattr(kind, "_fields"):
        return _record_reader(kind)
    raise TypeError(f"{kind} is nothing that is kept as plain data")


def _scalar_reader(kind: type) -> _Reader:
    def read(plain: Any) -> Any:
        if type(plain) is kind:  # True is no number here
            return plain
        if kind is float and type(plain) is int:
            return float(plain)
        raise ValueError(f"{plain!r} is not of type {kind.__name__}")

    return read


def _literal_reader(values: tuple[Any, ...]) -> _Reader:
    def read(plain: Any) -> Any:
        if plain not in values:
            raise ValueError(f"{plain!r} is none of {values}")
        return plain

    return read


def _choice_reader(readers: list[_Reader]) -> _Reader:
    def read(plain: Any) -> Any:
        for one in readers:
            try:
                return one(plain)
            except ValueError:
                continue
        raise ValueError(f"{plain!r} is none of several kinds")

    return read


def _tuple_reader(kinds: tuple[Any, ...]) -> _Reader:
    if kinds[1:] == (Ellipsis,):
        every = _reader(kinds[0])
        return lambda plain: tuple(map(every, _list_of(plain)))
    if set(kinds) <= {str, int, bool}:
        return _scalars_reader(kinds)
    readers = [_reader(kind) for kind in kinds]

    def read(plain: Any) -> Any:
        values = _list_of(plain, len(readers))
        return tuple([one(value) for one, value in zip(readers, values, strict=True)])

    return read


def _scalars_reader(kinds: tuple[Any, ...]) -> _Reader:
    """A reader of tuples of scalars alone, all of which are checked at once."""

    def read(plain: Any) -> Any:
        values = tuple(_list_of(plain))
        if tuple(map(type, values)) != kinds:
            raise ValueError(f"{plain!r} does not hold {kinds}")
        return values

    return read


def _record_reader(kind: Any) -> _Reader:
    hints = get_type_hints(kind)
    names = [one.name for one in fields(kind)] if is_dataclass(kind) else kind._fields
    readers = [_reader(hints[name]) for name in names]

    def read(plain: Any) -> Any:
        values = _list_of(plain, len(readers))
        return kind(*[one(value) for one, value in zip(readers, values, strict=True)])

    return read


def _list_of(plain: Any, length: int | None = None) -> list[Any]:
    if not isinstance(plain, list) or length not in (None, len(plain)):
        raise ValueError(f"{plain!r} is no list of the right length")
    return plain
