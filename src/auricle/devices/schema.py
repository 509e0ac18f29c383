"""The form of a device file."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from auricle.dossier.schema import Entry, Slug, Text

__all__ = ["DeviceHeader", "FigureEntry", "OutputEntry", "VolumeEntry"]

_Positive = Annotated[float, Field(gt=0, lt=1e9)]
_Number = Annotated[float, Field(gt=-1000, lt=1e9)]
_Ohm = Annotated[float, Field(gt=0.1, lt=1e6)]


class DeviceHeader(Entry):
    """``[device]``."""

    slug: Slug
    brand: Text
    model: Text
    aliases: list[Text] = Field(default=[])
    kind: Literal["phone", "dongle", "laptop", "interface", "portable", "desktop"] = Field(
        alias="class"
    )


class FigureEntry(Entry):
    """``[[outputs.figures]]``."""

    quantity: Literal[
        "voltage", "power", "current", "output-impedance", "noise", "signal-to-noise", "gain"
    ]
    value: _Number | None = None
    min: _Number | None = None
    max: _Number | None = None
    unit: Text
    kind: Literal["measured", "specified"]
    source: Slug
    load_ohm: _Ohm | None = None
    gain: Text | None = None
    weighting: Literal["A", "none"] | None = None
    reference_v: _Positive | None = None
    condition: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _states_a_figure(self) -> "FigureEntry":
        ends = [end for end in (self.min, self.max) if end is not None]
        if (self.value is None) == (not ends):
            raise ValueError("'value', or 'min' and 'max', or one of these")
        if len(ends) == 2 and not ends[0] <= ends[1]:
            raise ValueError("'min' that is not above 'max'")
        if self.quantity == "power" and self.load_ohm is None:
            raise ValueError("'load_ohm' beside a power: into what?")
        return self


class OutputEntry(Entry):
    """``[[outputs]]``."""

    name: Text
    circuit: Literal["single-ended", "balanced"]
    load_min_ohm: _Ohm | None = None
    load_max_ohm: _Ohm | None = None
    figures: list[FigureEntry] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_for_some_load(self) -> "OutputEntry":
        low, high = self.load_min_ohm, self.load_max_ohm
        if low is not None and high is not None and not low < high:
            raise ValueError("'load_min_ohm' that is not above 'load_max_ohm'")
        return self


class VolumeEntry(Entry):
    """``[volume]``."""

    shows: Literal["dB"]
    at_full: _Number
    step: _Positive | None = None
    lowest: _Number | None = None
    source: Slug
