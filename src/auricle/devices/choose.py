"""Which output of a device a headphone is plugged into, and at which setting of its gain."""

import math
from collections.abc import Iterable

from auricle.devices.model import Device, Figure, Output
from auricle.errors import UnknownSourceError

__all__ = [
    "all_outputs",
    "choose_output",
    "choose_setting",
    "gain_settings",
    "gain_steps",
    "of_setting",
    "reached",
]

_OPEN_OHM = 10_000.0  # a voltage into a load above this counts as open circuit


def choose_output(
    device: Device, *, name: str | None = None, impedance_ohm: float | None = None
) -> Output:
    """The socket that was named, else the one with the most voltage for that impedance.

    A single-ended socket goes before a balanced one: it needs no other cable. Where a device
    switches by load and the impedance is not known, what is for low impedances is taken.

    Raises
    ------
    UnknownSourceError
        If no socket, or more than one, has the name in its own.
    """
    if name is not None:
        wanted = name.lower()
        found = [output for output in device.outputs if wanted in output.name.lower()]
        found = found or [output for output in device.outputs if wanted in output.circuit]
        if len(found) > 1:
            found = [output for output in found if output.is_for(impedance_ohm)]
        if len(found) != 1:
            names = tuple(output.name for output in device.outputs)
            raise UnknownSourceError(f"{device.slug}, output {name}", [], names)
        return found[0]
    fitting = [output for output in device.outputs if output.is_for(impedance_ohm or 0.0)]
    plain = [output for output in fitting if output.circuit == "single-ended"]
    return max(plain or fitting or device.outputs, key=_most_voltage)


def _most_voltage(output: Output) -> float:
    return max(volts for _, volts, _ in reached(output.figures))


def gain_settings(output: Output) -> tuple[str, ...]:
    """Settings of which a voltage or power is known, least voltage first."""
    names = {f.gain for f in output.figures if f.gain and f.quantity in {"voltage", "power"}}
    return tuple(sorted(names, key=lambda name: (_voltage_at(output, name), name)))


def _voltage_at(output: Output, gain: str) -> float:
    return max(volts for _, volts, _ in reached(of_setting(output, gain)))


def gain_steps(output: Output) -> tuple[tuple[str, float], ...]:
    """Settings of an amplifier of which the gain is known, with it in dB, least first.

    Examples
    --------
    >>> from auricle.devices.load import load_devices
    >>> gain_steps(load_devices()["neurochrome-hp-1"].outputs[0])
    (('low', 6.0), ('medium', 12.0), ('high', 20.0))
    """
    found = {f.gain or "fixed": f.figure for f in output.figures if f.quantity == "gain"}
    return tuple(sorted(found.items(), key=lambda step: step[1]))


def all_outputs(device: Device, *, impedance_ohm: float | None) -> tuple[Output, ...]:
    """Sockets that a headphone of that impedance could be plugged into."""
    return tuple(output for output in device.outputs if output.is_for(impedance_ohm))


def choose_setting(device: Device, output: Output, gain: str | None) -> str | None:
    """The setting of that name, else the one with the most voltage; None where it has none.

    Raises
    ------
    UnknownSourceError
        If there is no such setting.
    """
    settings = gain_settings(output)
    if gain is None:
        return settings[-1] if settings else None
    named = [name for name in settings if gain.lower() == name.lower()]
    if not named:
        where = f"{device.slug}, {output.name}, gain {gain}"
        reason = "" if settings else "its voltage is not known by setting; leave --gain out"
        raise UnknownSourceError(where, [], settings, reason=reason)
    return named[0]


def of_setting(output: Output, gain: str | None) -> list[Figure]:
    """Figures that hold at a setting: its own, and those that name none."""
    return [f for f in output.figures if f.gain is None or f.gain == gain]


def reached(figures: Iterable[Figure]) -> list[tuple[float, float, Figure]]:
    """Load in Ω (infinite for open circuit), RMS volts there, and the figure that says so."""
    found = []
    for figure in figures:
        if figure.quantity == "voltage":
            load = figure.load_ohm or math.inf
            found.append((math.inf if load >= _OPEN_OHM else load, figure.figure, figure))
        elif figure.quantity == "power" and figure.load_ohm is not None:
            volts = math.sqrt(figure.figure * figure.load_ohm)
            found.append((figure.load_ohm, volts, figure))
    return found
