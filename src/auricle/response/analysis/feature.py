"""One thing that a curve shows, with its interval, or why it cannot be said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from auricle.response.spread import Interval

__all__ = ["Detail", "Feature", "known", "unavailable"]

Detail = float | str | bool | None


@dataclass(frozen=True, slots=True)
class Feature:
    """A number read from a curve. Either it has a value, or `reason` says why not."""

    unit: str
    value: float | None
    low: float | None  # the 95 % interval: 2.5 % and 97.5 % of the curves drawn
    high: float | None
    reason: str
    details: Mapping[str, Detail] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if (self.value is None) != bool(self.reason):
            msg = f"a feature has a value or a reason, got {self.value} and {self.reason!r}"
            raise ValueError(msg)


def known(value: float, spread: Interval | None, unit: str, **details: Detail) -> Feature:
    """Feature with a value.

    Examples
    --------
    >>> known(2.0, Interval(1.5, 2.5), "dB").high
    2.5
    """
    low, high = (None, None) if spread is None else (spread.low, spread.high)
    return Feature(unit, float(value), low, high, "", MappingProxyType(details))


def unavailable(reason: str, unit: str, **details: Detail) -> Feature:
    """Feature without a value.

    Examples
    --------
    >>> unavailable("the rig is unknown", "dB").value is None
    True
    """
    return Feature(unit, None, None, None, reason, MappingProxyType(details))
