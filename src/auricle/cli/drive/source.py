"""The source that the options of ``auricle drive`` name or describe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from auricle.cli.drive.asked import Asked
    from auricle.devices import Device, DeviceClass, Given, Plugged

__all__ = ["all_devices", "plugged"]

_VOLTS = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(mV|V)\s*(.*)", re.IGNORECASE)
_POWER = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(mW|W)\s*@\s*([0-9]*\.?[0-9]+)\s*", re.IGNORECASE)
_MOST_VOLTS = 100.0
_ROUNDED = 1.01  # by so much a load may get more than the open circuit: figures are rounded


def all_devices(asked: Asked, folders: Sequence[Path]) -> Mapping[str, Device]:
    """Devices that come with Auricle, of catalogs that hold some, and of --devices."""
    from auricle.devices import load_devices

    beside = [folder for folder in folders if (folder / "devices").is_dir()]
    return load_devices([*beside, *asked.devices])


def plugged(
    asked: Asked, devices: Callable[[], Mapping[str, Device]], *, impedance_ohm: float | None
) -> Plugged | None:
    """The source that was named or described; None for none.

    The devices are asked for only where one is named.
    """
    if not asked.has_source:
        return None
    found = _plugged(asked, devices, impedance_ohm=impedance_ohm)
    _refuse_more_than_open(found)
    return found


def _plugged(
    asked: Asked, devices: Callable[[], Mapping[str, Device]], *, impedance_ohm: float | None
) -> Plugged:
    from auricle.devices import choose_output, described, find_device, plug_in

    given = _given(asked)
    if asked.source_name is None:
        return described(given, name="as described")
    name = asked.source_name
    volts, kind = _by_class(name)
    if (volts or kind) and (asked.output_name, asked.gain) != (None, None):
        raise click.UsageError("--output and --gain are for a device, not for a class")
    if volts or kind:
        return _of_class(name.strip(), volts, kind, given)
    device = find_device(devices(), name)
    output = choose_output(device, name=asked.output_name, impedance_ohm=impedance_ohm)
    return plug_in(device, output, gain=asked.gain, given=given)


def _refuse_more_than_open(plugged: Plugged) -> None:
    """Refuse a --power that takes more than the source gives without a load."""
    from auricle.review.drive.words import volts
    from auricle.wording import plain

    open_v = plugged.source.open_circuit_v
    if open_v is None:
        return
    for load, volt in plugged.given.at_loads:
        if volt > _ROUNDED * open_v.value:
            takes = f"--power takes {volts(volt)} into {plain(load)} Ω, more than the"
            message = f"{takes} {volts(open_v.value)} that the source gives without a load"
            raise click.UsageError(f"{message}; --volts says how much that is")


def _given(asked: Asked) -> Given:
    """What the options say of the source, whether one is named beside them or not."""
    from auricle.devices import Given

    return Given(
        open_circuit_v=asked.volts_v,
        output_ohm=asked.output_ohm,
        current_a=None if asked.current_ma is None else asked.current_ma / 1000.0,
        at_loads=_loads(asked),
        noise_v=None if asked.noise_uv is None else 1e-6 * asked.noise_uv,
    )


def _loads(asked: Asked) -> tuple[tuple[float, float], ...]:
    """Loads and voltages of --power, rising."""
    from auricle.wording import plain

    loads: dict[float, float] = {}
    for text in asked.powers:
        found = _POWER.fullmatch(text)
        if not found or not 0.0 < float(found[1]) < 1e6 or not 0.0 < float(found[3]) < 1e5:
            expected = "a power into a load, as 150mW@32 or 1.2W@300"
            raise click.UsageError(f"--power {text!r} is not {expected}")
        watts = float(found[1]) * (1.0 if found[2].lower() == "w" else 1e-3)
        load = float(found[3])
        if load in loads:
            raise click.UsageError(f"--power names {plain(load)} Ω twice: one power for each load")
        loads[load] = float((watts * load) ** 0.5)
    return tuple(sorted(loads.items()))


def _by_class(name: str) -> tuple[float | None, DeviceClass | None]:
    """Voltage and class of a name that is one or both; None for what it does not name."""
    from auricle.devices import find_class, load_classes
    from auricle.errors import UnknownSourceError

    found = _VOLTS.fullmatch(name)
    if found is None:
        return None, find_class(name)
    stated_v = float(found[1]) * (1e-3 if found[2].lower() == "mv" else 1.0)
    if not 0.0 < stated_v <= _MOST_VOLTS:
        raise click.UsageError(f"--source {name!r}: the voltage must be above 0, at most 100 V")
    kind = find_class(found[3])
    if kind is None and found[3].strip():
        raise UnknownSourceError(found[3].strip(), [], tuple(load_classes()))
    return stated_v, kind


def _of_class(name: str, volts: float | None, kind: DeviceClass | None, given: Given) -> Plugged:
    """A source of a voltage, a class, or both; of a voltage alone nothing else is known."""
    from dataclasses import replace

    from auricle.devices import class_source, described

    if volts is not None and given.open_circuit_v is not None:
        message = f"--source {name!r} and --volts are two voltages: leave one out"
        raise click.UsageError(message)
    if volts is not None:
        given = replace(given, open_circuit_v=volts)
    if kind is None:
        return described(given, name=name)
    return class_source(kind, given=given, name=name if volts else None)
