"""TOML texts, with what people are told when a text is none."""

import re
import tomllib
from dataclasses import replace
from typing import Any

from auricle.errors import DossierError, Fault

__all__ = ["parse_toml"]


def parse_toml(text: str, *, file: str) -> dict[str, Any]:
    """Parse TOML; a text that is none is refused with its line and column.

    Raises
    ------
    DossierError
        With one fault.

    Examples
    --------
    >>> parse_toml("a = 1", file="x.toml")
    {'a': 1}
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise DossierError([Fault(file, 1, 1, "half a character", "Unicode text")]) from None
    if text.startswith("\ufeff"):
        raise DossierError([Fault(file, 1, 1, "a byte order mark", "UTF-8 without one")])
    try:
        table = tomllib.loads(text)
        _refuse_huge_numbers(table, file=file)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, 1)
        message = re.sub(r" \(at .*\)$", "", str(error))
        content = text.splitlines()[line - 1] if line <= len(text.splitlines()) else ""
        fault = Fault(file, line, column, f"{message[:1].lower()}{message[1:]}", "TOML")
        raise DossierError([replace(fault, hint=_toml_hint(content))]) from None
    except (RecursionError, ValueError):  # ValueError: a number of thousands of digits
        fault = Fault(file, 1, 1, "nesting or a number beyond all measure", "TOML of a person")
        raise DossierError([fault]) from None
    return table


def _refuse_huge_numbers(value: Any, *, file: str, path: tuple[str | int, ...] = ()) -> None:
    """Refuse integers that do not fit into 64 bits, as TOML asks for."""
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        name = ".".join(map(str, path))
        raise DossierError([Fault(file, 1, 1, f"a number beyond 64 bits in {name}", "a figure")])
    children: dict[Any, Any] = value if isinstance(value, dict) else {}
    if isinstance(value, list):
        children = dict(enumerate(value))
    for key, child in children.items():
        _refuse_huge_numbers(child, file=file, path=(*path, key))


def _toml_hint(line: str) -> str:
    """What people most often mean by a line that is no TOML."""
    value = line.partition("=")[2].partition("#")[0].strip()
    if re.fullmatch(r"-?\d+,\d+", value):
        return f"a decimal point? {value.replace(',', '.')}"
    if re.fullmatch(r"\d{4}-\d{2}", value):
        return f'a month stands in quotes: "{value}"'
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return "is that a day of the calendar?"
    if re.fullmatch(r"\d{1,2}[-./]\d{1,2}[-./]\d{2,4}", value):
        return "dates are written like 2025-08-20"
    if re.fullmatch(r"[A-Za-z][^\"']*", value):
        return "texts stand in quotes"
    return ""
