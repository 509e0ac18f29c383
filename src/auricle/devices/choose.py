"""From what is stated of a device to one source that a headphone is plugged into."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from auricle.devices.load import load_classes
from auricle.devices.model import Device, DeviceClass, Figure, Output
from auricle.drive import Source, Span, noise_from_snr_v
from auricle.errors import UnknownSourceError

__all__ = [
    "Plugged",
    "all_outputs",
    "choose_output",
    "class_source",
    "gain_settings",
    "gain_steps",
    "plug_in",
]

_OPEN_OHM = 10_000.0  # a voltage into a load above this counts as open circuit
# Standard uncertainty of a voltage in dB: another unit, another criterion of overload.
_STATED_DB = {"measured": 0.2, "specified": 0.5}  # engineering values
# What A-weighting leaves of a noise voltage: 0.8 of white noise, little of hum.
_WEIGHTED_LEAST, _WEIGHTED_USUAL = 0.1, 0.5  # engineering values


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugged:
    """A source with where its figures come from."""

    source: Source
    device: Device | None = None  # None for a class, or figures given by hand
    output: Output | None = None
    gain: str | None = None  # setting
    kind: DeviceClass | None = None  # whose ranges stand in, or which it is itself
    figures: tuple[Figure, ...] = ()  # that were used
    remarks: tuple[str, ...] = ()


def class_source(kind: DeviceClass) -> Plugged:
    """The source that stands for a class of devices.

    Examples
    --------
    >>> class_source(load_classes()["dongle"]).source.open_circuit_v.value
    1.0
    """
    source = Source(
        name=kind.name,
        output_ohm=Span(*kind.output_ohm, is_assumed=kind.is_usual),
        open_circuit_v=Span(*kind.voltage_v, is_assumed=kind.is_usual),
        current_a=_class_current(kind),
        noise_v=_class_noise(kind),
    )
    return Plugged(source=source, kind=kind, remarks=(kind.remark,) if kind.remark else ())


def _class_current(kind: DeviceClass) -> Span | None:
    if kind.current_ma is None:
        return None
    low, value, high = (figure / 1000.0 for figure in kind.current_ma)
    return Span(low, value, high, is_assumed=True)


def _class_noise(kind: DeviceClass) -> Span | None:
    if kind.noise_uv is None:
        return None
    low, value, high = (1e-6 * figure for figure in kind.noise_uv)
    return Span(low, value, high, is_assumed=True)


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
    return max(volts for _, volts, _ in _reached(output.figures))


def gain_settings(output: Output) -> tuple[str, ...]:
    """Settings of which a voltage or power is known, least voltage first."""
    names = {f.gain for f in output.figures if f.gain and f.quantity in {"voltage", "power"}}
    return tuple(sorted(names, key=lambda name: (_voltage_at(output, name), name)))


def _voltage_at(output: Output, gain: str) -> float:
    return max(volts for _, volts, _ in _reached(_of_setting(output, gain)))


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


def plug_in(device: Device, output: Output, *, gain: str | None = None) -> Plugged:
    """One output at one setting as a source.

    Parameters
    ----------
    device, output
        The device and one of its outputs.
    gain
        A setting; None for the one with the most voltage.

    Returns
    -------
    Plugged
        What was measured goes before what the maker states; of several figures of one kind for
        one load the smallest counts. An unknown output impedance or noise takes the range of
        the device's class, marked as such.

    Raises
    ------
    UnknownSourceError
        If there is no such setting.
    """
    settings = gain_settings(output)
    if gain is not None:
        named = [name for name in settings if gain.lower() == name.lower()]
        if not named:
            where = f"{device.slug}, {output.name}, gain {gain}"
            raise UnknownSourceError(where, [], settings or ("no setting of its gain",))
        gain = named[0]
    elif settings:
        gain = settings[-1]
    figures = _of_setting(output, gain)
    kind = _class_of(device, output)
    loads, open_v, used = _voltages(figures)
    impedance, of_impedance = _output_ohm(figures, kind)
    full_v = open_v.value if open_v else max(volts for _, volts in loads)
    noise, of_noise, remarks = _noise(figures, kind, full_v=full_v)
    current, of_current = _current(figures, kind, knows_loads=bool(loads))
    source = Source(
        name=f"{device.name}, {output.name}" if len(device.outputs) > 1 else device.name,
        output_ohm=impedance,
        open_circuit_v=open_v,
        current_a=current,
        at_loads=loads,
        noise_v=noise,
        stated_db=max(_STATED_DB[figure.kind] for figure in used),
    )
    return Plugged(
        source=source,
        device=device,
        output=output,
        gain=gain,
        kind=kind,
        figures=tuple(dict.fromkeys([*used, *of_current, *of_impedance, *of_noise])),
        remarks=remarks,
    )


def _of_setting(output: Output, gain: str | None) -> list[Figure]:
    return [f for f in output.figures if f.gain is None or f.gain == gain]


def _reached(figures: Iterable[Figure]) -> list[tuple[float, float, Figure]]:
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


def _voltages(
    figures: Sequence[Figure],
) -> tuple[tuple[tuple[float, float], ...], Span | None, list[Figure]]:
    """Voltages at loads, rising; that of the open circuit; and the figures that say so."""
    by_load: dict[float, list[tuple[float, Figure]]] = {}
    for load, volts, figure in _reached(figures):
        by_load.setdefault(load, []).append((volts, figure))
    chosen = {load: _smallest_of_strongest(said) for load, said in by_load.items()}
    open_v = None
    if math.inf in chosen:
        open_v = Span.exact(chosen[math.inf][0])
    figures = [figure for _, figure in chosen.values()]
    return _never_falling(chosen), open_v, figures


def _never_falling(
    chosen: Mapping[float, tuple[float, Figure]],
) -> tuple[tuple[float, float], ...]:
    """Voltages by load, rising: what a higher load does not get, a lower one does not get."""
    least = math.inf
    pairs = []
    for load in sorted(chosen, reverse=True):
        least = min(least, chosen[load][0])
        if load < math.inf:
            pairs.append((load, least))
    return tuple(reversed(pairs))


def _smallest_of_strongest(said: Sequence[tuple[float, Figure]]) -> tuple[float, Figure]:
    measured = [one for one in said if one[1].kind == "measured"]
    return min(measured or said, key=lambda one: one[0])


def _named(figures: Sequence[Figure], quantity: str) -> list[Figure]:
    found = [figure for figure in figures if figure.quantity == quantity]
    return [figure for figure in found if figure.kind == "measured"] or found


def _output_ohm(figures: Sequence[Figure], kind: DeviceClass) -> tuple[Span, list[Figure]]:
    found = _named(figures, "output-impedance")
    values = [f for f in found if f.value is not None or None not in (f.low, f.high)]
    if not found:
        return Span(*kind.output_ohm, is_assumed=True), []
    used = values or found
    low = min(_first(f.low, f.value, 0.0) for f in used)
    high = max(_first(f.high, f.value, f.low) for f in used)
    middle = sum(f.figure if values else 0.5 * _first(f.high, f.low) for f in used) / len(used)
    return Span(low, min(max(middle, low), high), high), used


def _first(*figures: float | None) -> float:
    return next(figure for figure in figures if figure is not None)


def _class_of(device: Device, output: Output) -> DeviceClass:
    """Class whose ranges stand in: of a balanced output that of balanced ones, if there is one."""
    classes = load_classes()
    balanced = classes.get(f"{device.kind}-balanced")
    return balanced if balanced and output.circuit == "balanced" else classes[device.kind]


def _current(
    figures: Sequence[Figure], kind: DeviceClass, *, knows_loads: bool
) -> tuple[Span | None, list[Figure]]:
    """Limit of the current; that of the class where neither it nor a voltage at a load is known."""
    found = _named(figures, "current")
    least = min(found, key=lambda figure: figure.figure, default=None)
    if least is not None:
        return Span.exact(least.figure), [least]
    return (None if knows_loads else _class_current(kind)), []


def _noise(
    figures: Sequence[Figure], kind: DeviceClass, *, full_v: float
) -> tuple[Span | None, list[Figure], tuple[str, ...]]:
    """A-weighted noise, the figures it rests on, and what was taken for granted."""
    stated = [(_noise_span(f, f.figure), f) for f in _named(figures, "noise")]
    remarks: list[str] = []
    if not stated:
        for figure in _named(figures, "signal-to-noise"):
            reference_v = figure.reference_v or full_v
            noise_v = noise_from_snr_v(figure.figure, reference_v=reference_v)
            stated.append((_noise_span(figure, noise_v), figure))
        if any(figure.reference_v is None for _, figure in stated):
            remarks.append(f"the signal-to-noise ratio names no reference: taken re {full_v:.3g} V")
    if not stated:
        return _class_noise(kind), [], ()
    weighted = [one for one in stated if one[1].weighting == "A"]
    if not weighted:
        remarks.append("the noise is not said to be A-weighted: its weighted value is less")
    used = weighted or stated
    spans = sorted((span for span, _ in used), key=lambda span: span.value)
    low, high = spans[0], spans[-1]
    middle = math.sqrt(low.value * high.value)
    return Span(low.low, middle, high.high), [figure for _, figure in used], tuple(remarks)


def _noise_span(figure: Figure, noise_v: float) -> Span:
    if figure.weighting == "A":
        return Span(noise_v, noise_v, noise_v)
    return Span(_WEIGHTED_LEAST * noise_v, _WEIGHTED_USUAL * noise_v, noise_v)
