"""What Auricle refuses, each with a stable code."""

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = [
    "AuricleError",
    "DossierError",
    "Fault",
    "MeasurementFormatError",
    "RubricError",
    "ServiceDataError",
    "UnknownProductError",
]


class AuricleError(Exception):
    """Base of every error that a caller may want to catch."""

    code = "error"  # stable across releases, unlike the message


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong in a file: where it stands, what was found, what was expected."""

    file: str
    line: int
    column: int
    found: str
    expected: str
    hint: str = ""

    def __str__(self) -> str:
        """Return the fault on one line, as compilers print theirs."""
        hint = f" ({self.hint})" if self.hint else ""
        place = f"{self.file}:{self.line}:{self.column}"
        return f"{place}: found {self.found}, expected {self.expected}{hint}"


class _FaultyFileError(AuricleError):
    """A file was refused; `faults` lists everything that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class DossierError(_FaultyFileError):
    """A dossier, or the brand record or curve it names, does not have the form it must have."""

    code = "dossier"


class RubricError(_FaultyFileError):
    """A rubric file does not have the form it must have."""

    code = "rubric"


class ServiceDataError(_FaultyFileError):
    """A table of service data does not have the form it must have."""

    code = "service-data"


class MeasurementFormatError(AuricleError):
    """A measurement file does not have the form its format promises."""

    code = "measurement-format"

    def __init__(self, source: str, line: int, found: str, expected: str) -> None:
        self.fault = Fault(source, line, 1, found, expected)
        super().__init__(str(self.fault))


class UnknownProductError(AuricleError):
    """No product of the catalog has that name."""

    code = "unknown-product"

    def __init__(self, name: str, suggestions: Sequence[str] = ()) -> None:
        hint = f"; did you mean {' or '.join(suggestions)}?" if suggestions else ""
        super().__init__(
            f"no product {name!r} in the catalog{hint} (`auricle list` shows them all)"
        )
