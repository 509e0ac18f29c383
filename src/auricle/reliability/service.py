"""Service data: how old each unit was when it failed, or when it was last seen working."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auricle.errors import Fault, ServiceDataError
from auricle.tables import parse_number, row_lines

__all__ = ["MAX_MONTHS", "ServiceData", "parse_service_data"]

MAX_MONTHS = 1200.0
"""No headphone is older than a hundred years. [months]"""

_HEADER = "months,failed"
_WORDS = {"0": False, "1": True}


@dataclass(frozen=True, slots=True, eq=False)
class ServiceData:
    """Ages of units at failure, or at the last time they were seen working (censored)."""

    age_months: NDArray[np.float64]  # shape (n_units,), rising, read-only
    has_failed: NDArray[np.bool_]  # shape (n_units,), read-only

    def __post_init__(self) -> None:
        age = np.array(self.age_months, dtype=np.float64)
        failed = np.array(self.has_failed, dtype=np.bool_)
        if age.ndim != 1 or age.shape != failed.shape or age.size == 0:
            msg = (
                "age_months and has_failed must be one-dimensional, of equal length and not "
                f"empty, got shapes {age.shape} and {failed.shape}"
            )
            raise ValueError(msg)
        if not (np.isfinite(age).all() and (age > 0.0).all()):
            raise ValueError("age_months must be finite and above 0")
        order = np.lexsort((~failed, age))  # at one age, failures before those still working
        for name, value in (("age_months", age[order]), ("has_failed", failed[order])):
            value.flags.writeable = False
            object.__setattr__(self, name, value)

    @property
    def n_units(self) -> int:
        """Number of units that were followed."""
        return int(self.age_months.size)

    @property
    def n_failures(self) -> int:
        """Number of units that failed."""
        return int(self.has_failed.sum())

    @property
    def exposure_months(self) -> float:
        """Months that all units together were in use."""
        return math.fsum(self.age_months)


def parse_service_data(text: str, *, source: str) -> ServiceData:
    r"""Read a table of service data; `source` names it in errors.

    Lines that start with ``#`` are remarks, the first other line is the header
    ``months,failed``, every further one is a unit: its age in months when it failed
    (``failed`` is 1), or when it was last seen working (0). What was dead on arrival has
    the fraction of a month after which it was found to be.

    Raises
    ------
    ServiceDataError
        With every line that is wrong, what stood there and what was expected.

    Examples
    --------
    >>> data = parse_service_data("months,failed\n6,1\n24,0\n", source="x.csv")
    >>> data.n_units, data.n_failures, data.exposure_months
    (2, 1, 30.0)
    """
    faults: list[Fault] = []
    units: list[tuple[float, bool]] = []
    header_seen = False
    for number, content in row_lines(text):
        if not header_seen:
            if content != _HEADER:
                raise ServiceDataError([Fault(source, number, 1, _shown(content), repr(_HEADER))])
            header_seen = True
            continue
        unit = _unit(content)
        if isinstance(unit, str):
            faults.append(Fault(source, number, 1, _shown(content), unit))
        else:
            units.append(unit)
    if not units and not faults:
        faults.append(Fault(source, 1, 1, "no unit", f"{_HEADER!r}, then one unit a line"))
    if faults:
        raise ServiceDataError(faults)
    ages, failed = zip(*units, strict=True)
    return ServiceData(np.array(ages), np.array(failed))


def _unit(content: str) -> tuple[float, bool] | str:
    """Age and whether it failed, or what was expected instead."""
    fields = content.split(",")
    if len(fields) != 2:
        return "age in months with a decimal point and 0 or 1, parted by one comma"
    months = parse_number(fields[0])
    if months is None:
        return "an age in months with a decimal point"
    if not 0.0 < months <= MAX_MONTHS:
        return f"an age above 0 and up to {MAX_MONTHS:g} months"
    word = fields[1].strip(" \t")
    return (months, _WORDS[word]) if word in _WORDS else "'failed' as 0 or 1"


def _shown(content: str) -> str:
    return repr(content[:80])
