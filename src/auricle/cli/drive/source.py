"""The source that the options of ``auricle drive`` name or describe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from auricle.cli.drive.asked import Asked
    from auricle.devices import Device, Plugged
    from auricle.drive import Span

__all__ = ["all_devices", "plugged"]

_VOLTS = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(mV|V)\s*(.*)", re.IGNORECASE)
_POWER = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(mW|W)\s*@\s*([0-9]*\.?[0-9]+)\s*", re.IGNORECASE)
_NO_OUTPUT_OHM = "no output impedance was given: it is taken as ideal"
_MOST_VOLTS = 100.0


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
    base = _named(asked, devices, impedance_ohm=impedance_ohm) if asked.source_name else None
    return _with_figures(asked, base)


def _named(
    asked: Asked, devices: Callable[[], Mapping[str, Device]], *, impedance_ohm: float | None
) -> Plugged:
    from auricle.devices import choose_output, class_source, find_class, find_device, plug_in

    name = asked.source_name or ""
    volts = _VOLTS.fullmatch(name)
    kind = find_class(volts[3] if volts else name)
    if (volts or kind) and (asked.output_name, asked.gain) != (None, None):
        raise click.UsageError("--output and --gain are for a device, not for a class")
    if volts:
        return _of_voltage(name, volts, class_source(kind) if kind else None)
    if kind is not None:
        return class_source(kind)
    device = find_device(devices(), name)
    output = choose_output(device, name=asked.output_name, impedance_ohm=impedance_ohm)
    return plug_in(device, output, gain=asked.gain)


def _with_figures(asked: Asked, base: Plugged | None) -> Plugged:
    """A source with the figures that were given in place of its own."""
    from dataclasses import replace

    from auricle.devices import Plugged
    from auricle.drive import Source, Span

    if base is None:
        output = Span(0.0, 0.0, 0.0, is_assumed=True)
        if asked.output_ohm is not None:
            output = Span.exact(asked.output_ohm)
        loads = _loads(asked)
        source = Source(
            name="as described",
            output_ohm=output,
            open_circuit_v=None if asked.volts_v is None else Span.exact(asked.volts_v),
            current_a=_current(asked),
            at_loads=loads,
            noise_v=_noise(asked),
        )
        assumed = () if asked.output_ohm is not None else (_NO_OUTPUT_OHM,)
        return Plugged(source=source, remarks=assumed)
    changed: dict[str, Any] = {}
    if asked.volts_v is not None:
        changed |= {"open_circuit_v": Span.exact(asked.volts_v), "at_loads": ()}
    if asked.output_ohm is not None:
        changed["output_ohm"] = Span.exact(asked.output_ohm)
    if asked.current_ma is not None:
        changed["current_a"] = _current(asked)
    if asked.powers:
        changed["at_loads"] = _loads(asked)
    if asked.noise_uv is not None:
        changed["noise_v"] = _noise(asked)
    return replace(base, source=replace(base.source, **changed)) if changed else base


def _current(asked: Asked) -> Span | None:
    from auricle.drive import Span

    return None if asked.current_ma is None else Span.exact(asked.current_ma / 1000.0)


def _noise(asked: Asked) -> Span | None:
    from auricle.drive import Span

    return None if asked.noise_uv is None else Span.exact(1e-6 * asked.noise_uv)


def _loads(asked: Asked) -> tuple[tuple[float, float], ...]:
    """Loads and voltages of --power, rising."""
    loads: dict[float, float] = {}
    for text in asked.powers:
        found = _POWER.fullmatch(text)
        if not found or not 0.0 < float(found[1]) < 1e6 or not 0.0 < float(found[3]) < 1e5:
            expected = "a power into a load, as 150mW@32 or 1.2W@300"
            raise click.UsageError(f"--power {text!r} is not {expected}")
        watts = float(found[1]) * (1.0 if found[2].lower() == "w" else 1e-3)
        loads[float(found[3])] = float((watts * float(found[3])) ** 0.5)
    return tuple(sorted(loads.items()))


def _of_voltage(name: str, volts: re.Match[str], base: Plugged | None) -> Plugged:
    """A source of a stated voltage, otherwise like its class; without one nothing else is known."""
    from dataclasses import replace

    from auricle.devices import Plugged
    from auricle.drive import Source, Span

    stated = float(volts[1]) * (1e-3 if volts[2].lower() == "mv" else 1.0)
    if not 0.0 < stated <= _MOST_VOLTS:
        raise click.UsageError(f"--source {name!r}: the voltage must be above 0, at most 100 V")
    if base is not None:
        source = replace(base.source, name=name.strip(), open_circuit_v=Span.exact(stated))
        return replace(base, source=source)
    if volts[3].strip():
        from auricle.devices import load_classes
        from auricle.errors import UnknownSourceError

        raise UnknownSourceError(volts[3].strip(), [], tuple(load_classes()))
    source = Source(name.strip(), Span(0.0, 0.0, 0.0, is_assumed=True), Span.exact(stated))
    return Plugged(source=source, remarks=(_NO_OUTPUT_OHM,))
