"""Collecting everything that is wrong in one file, with its places."""

import difflib
from collections.abc import Iterable
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from auricle.dossier.positions import Path, Positions
from auricle.errors import Fault

__all__ = ["FaultList", "suggestion"]


def suggestion(word: str, known: Iterable[str]) -> str:
    """A question that names the nearest known word, or an empty text.

    Examples
    --------
    >>> suggestion("sensitvity", ["sensitivity", "weight"])
    "did you mean 'sensitivity'?"
    """
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.7)
    return f"did you mean {near[0]!r}?" if near else ""


class FaultList:
    """The faults of one TOML file; places are looked up when the first fault is added."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._text = text
        self._positions: Positions | None = None
        self._faults: dict[Fault, None] = {}  # in the order in which they were found

    def __iter__(self) -> Any:
        """Iterate over the faults in the order in which they were found."""
        return iter(self._faults)

    def __len__(self) -> int:
        """Count the faults."""
        return len(self._faults)

    def add(
        self, path: Path, found: str, expected: str, *, hint: str = "", at_key: bool = False
    ) -> None:
        """Note a fault of the value at `path`, or of its key."""
        if self._positions is None:
            self._positions = _positions(self._text)
        place = self._positions.key(path) if at_key else self._positions.value(path)
        fault = Fault(self._file, place.line, place.column, found, expected, hint)
        self._faults[fault] = None

    def check(self, model: type[BaseModel], entry: Any, path: Path) -> BaseModel | None:
        """Validate one entry; None where it has faults, which are noted."""
        try:
            return model.model_validate(entry)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                self._add_detail(model, detail, path)
            return None

    def _add_detail(self, model: type[BaseModel], detail: ErrorDetails, path: Path) -> None:
        location = (*path, *detail["loc"])
        name = str(detail["loc"][-1]) if detail["loc"] else ""
        if detail["type"] == "missing":
            self.add(location[:-1], f"no {name!r}", f"{name!r}, which every such entry needs")
        elif detail["type"] == "extra_forbidden":
            fields = _model_at(model, detail["loc"][:-1]).model_fields
            known = sorted(f.alias or name for name, f in fields.items() if not f.exclude)
            hint, expected = suggestion(name, known), f"one of {', '.join(known)}"
            self.add(location, f"unknown key {name!r}", expected, hint=hint, at_key=True)
        else:
            found = _shown(detail["input"])
            self.add(location, found, _expected(detail), hint=_literal_hint(detail))


def _positions(text: str) -> Positions:
    try:
        return Positions(text)
    except RecursionError:  # keys of thousands of parts: the faults stand at the beginning
        return Positions("")


def _model_at(model: type[BaseModel], location: tuple[str | int, ...]) -> type[BaseModel]:
    """The model that validates what stands at a location inside an entry."""
    for part in location:
        if isinstance(part, str) and part in model.model_fields:
            model = _model_in(model.model_fields[part].annotation) or model
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model inside an annotation like ``tuple[Model, ...] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(argument) for argument in get_args(annotation))
    return next((model for model in found if model is not None), None)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "this table"
    text = repr(value) if isinstance(value, str | int | float | bool) else type(value).__name__
    return text if len(text) <= 60 else text[:57] + "..."


def _expected(detail: ErrorDetails) -> str:
    context = detail.get("ctx", {})
    kind = detail["type"]
    texts = {
        "literal_error": _one_of(str(context.get("expected", ""))),
        "greater_than": f"a number above {context.get('gt', '')}",
        "less_than": f"a number below {context.get('lt', '')}",
        "value_error": str(context.get("error", "")),
    }
    message = detail["msg"].removeprefix("Input should be ")
    return texts.get(kind, message[:1].lower() + message[1:])


def _one_of(expected: str) -> str:
    """The words that a key may have; a single one stands alone."""
    return f"one of {expected}" if " or " in expected else expected


def _literal_hint(detail: ErrorDetails) -> str:
    if detail["type"] != "literal_error" or not isinstance(detail["input"], str):
        return ""
    expected = str(detail.get("ctx", {}).get("expected", ""))
    return suggestion(
        detail["input"], [word.strip("' ") for word in expected.replace(" or ", ",").split(",")]
    )
