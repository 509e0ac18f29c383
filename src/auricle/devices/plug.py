"""From what is stated of an output to one source that a headphone is plugged into."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from auricle.devices.choose import choose_setting, of_setting, reached
from auricle.devices.given import NOTHING_GIVEN, Given, never_falling
from auricle.devices.load import load_classes
from auricle.devices.model import Device, DeviceClass, Figure, Output
from auricle.drive import Source, Span, noise_from_snr_v
from auricle.estimate import rounded

__all__ = ["Plugged", "class_source", "described", "plug_in"]

# Standard uncertainty of a voltage in dB: another unit, another criterion of overload.
_STATED_DB = {"measured": 0.2, "specified": 0.5}  # engineering values
# What A-weighting leaves of a noise voltage: 0.8 of white noise, little of hum.
_WEIGHTED_LEAST, _WEIGHTED_USUAL = 0.1, 0.5  # engineering values
_NO_OUTPUT_OHM = "no output impedance was given: it is taken as ideal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugged:
    """A source with where its figures come from."""

    source: Source
    device: Device | None = None  # None for a class, or figures given by hand
    output: Output | None = None
    gain: str | None = None  # setting
    kind: DeviceClass | None = None  # whose ranges stand in, or which it is itself
    figures: tuple[Figure, ...] = ()  # that were used
    given: Given = NOTHING_GIVEN  # in place of what is known of it
    remarks: tuple[str, ...] = ()


def described(given: Given, *, name: str) -> Plugged:
    """A source of which nothing is known but what is given.

    Without an output impedance it is taken as ideal, and that is remarked.

    Raises
    ------
    ValueError
        If neither a voltage, a current nor a voltage at a load is given.

    Examples
    --------
    >>> described(Given(open_circuit_v=2.0), name="2 V").remarks
    ('no output impedance was given: it is taken as ideal',)
    """
    is_known = given.output_ohm is not None
    source = Source(
        name=name,
        output_ohm=_exact(given.output_ohm) or Span(0.0, 0.0, 0.0, is_assumed=True),
        open_circuit_v=_exact(given.open_circuit_v),
        current_a=_exact(given.current_a),
        at_loads=given.at_loads,
        noise_v=_exact(given.noise_v),
    )
    return Plugged(source=source, given=given, remarks=() if is_known else (_NO_OUTPUT_OHM,))


def class_source(
    kind: DeviceClass, *, given: Given = NOTHING_GIVEN, name: str | None = None
) -> Plugged:
    """The source that stands for a class of devices.

    Parameters
    ----------
    kind
        The class.
    given
        Figures in place of those of the class; where voltages at loads are among them, they end
        the level, not the current of the class.
    name
        Of the source, in place of that of the class.

    Examples
    --------
    >>> class_source(load_classes()["dongle"]).source.open_circuit_v.value
    1.0
    """
    is_assumed = kind.is_usual
    source = Source(
        name=kind.name if name is None else name,
        output_ohm=_exact(given.output_ohm) or Span(*kind.output_ohm, is_assumed=is_assumed),
        open_circuit_v=_exact(given.open_circuit_v) or Span(*kind.voltage_v, is_assumed=is_assumed),
        current_a=_exact(given.current_a) or (None if given.at_loads else _class_current(kind)),
        at_loads=given.at_loads,
        noise_v=_exact(given.noise_v) or _class_noise(kind),
    )
    remarks = (kind.remark,) if kind.remark else ()
    return Plugged(source=source, kind=kind, given=given, remarks=remarks)


def _exact(figure: float | None) -> Span | None:
    return None if figure is None else Span.exact(figure)


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


def plug_in(
    device: Device, output: Output, *, gain: str | None = None, given: Given = NOTHING_GIVEN
) -> Plugged:
    """One output at one setting as a source.

    Parameters
    ----------
    device, output
        The device and one of its outputs.
    gain
        A setting; None for the one with the most voltage.
    given
        Figures in place of those of the device, which then count no longer.

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
    gain = choose_setting(device, output, gain)
    figures = of_setting(output, gain)
    kind = _class_of(device, output)
    own = _voltages(figures)
    kept = _not_given(own, given)
    loads = given.at_loads or never_falling((load, volts) for load, (volts, _) in kept.items())
    of_voltage = [figure for _, figure in kept.values()]
    impedance, of_impedance = _output_ohm(figures, kind, given)
    current, of_current = _current(figures, kind, given, knows_loads=bool(loads))
    noise, of_noise, remarks = _noise(figures, kind, given, full_v=_full_scale_v(own))
    open_v = given.open_circuit_v or (kept[math.inf][0] if math.inf in kept else None)
    source = Source(
        name=f"{device.name}, {output.name}" if len(device.outputs) > 1 else device.name,
        output_ohm=impedance,
        open_circuit_v=_exact(open_v),
        current_a=current,
        at_loads=loads,
        noise_v=noise,
        stated_db=max((_STATED_DB[figure.kind] for figure in of_voltage), default=0.0),
    )
    return Plugged(
        source=source,
        device=device,
        output=output,
        gain=gain,
        kind=kind,
        figures=tuple(dict.fromkeys([*of_voltage, *of_current, *of_impedance, *of_noise])),
        given=given,
        remarks=remarks,
    )


_Voltages = dict[float, tuple[float, Figure]]


def _voltages(figures: Sequence[Figure]) -> _Voltages:
    """Volts by load, with the figure that says so; an infinite load is the open circuit."""
    by_load: dict[float, list[tuple[float, Figure]]] = {}
    for load, volts, figure in reached(figures):
        by_load.setdefault(load, []).append((volts, figure))
    return {load: _smallest_of_strongest(said) for load, said in by_load.items()}


def _not_given(own: _Voltages, given: Given) -> _Voltages:
    """Voltages of a device that no figure replaces: one without a load replaces them all."""
    if given.open_circuit_v is not None:
        return {}
    return {load: said for load, said in own.items() if load == math.inf or not given.at_loads}


def _full_scale_v(own: _Voltages) -> float:
    return own[math.inf][0] if math.inf in own else max(volts for volts, _ in own.values())


def _smallest_of_strongest(said: Sequence[tuple[float, Figure]]) -> tuple[float, Figure]:
    measured = [one for one in said if one[1].kind == "measured"]
    return min(measured or said, key=lambda one: one[0])


def _named(figures: Sequence[Figure], quantity: str) -> list[Figure]:
    found = [figure for figure in figures if figure.quantity == quantity]
    return [figure for figure in found if figure.kind == "measured"] or found


def _output_ohm(
    figures: Sequence[Figure], kind: DeviceClass, given: Given
) -> tuple[Span, list[Figure]]:
    if given.output_ohm is not None:
        return Span.exact(given.output_ohm), []
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
    figures: Sequence[Figure], kind: DeviceClass, given: Given, *, knows_loads: bool
) -> tuple[Span | None, list[Figure]]:
    """Limit of the current; that of the class where neither it nor a voltage at a load is known."""
    if given.current_a is not None:
        return Span.exact(given.current_a), []
    found = _named(figures, "current")
    least = min(found, key=lambda figure: figure.figure, default=None)
    if least is not None:
        return Span.exact(least.figure), [least]
    return (None if knows_loads else _class_current(kind)), []


def _noise(
    figures: Sequence[Figure], kind: DeviceClass, given: Given, *, full_v: float
) -> tuple[Span | None, list[Figure], tuple[str, ...]]:
    """A-weighted noise, the figures it rests on, and what was taken for granted."""
    if given.noise_v is not None:
        return Span.exact(given.noise_v), [], ()
    stated = [(_noise_span(f, f.figure), f) for f in _named(figures, "noise")]
    remarks: list[str] = []
    if not stated:
        for figure in _named(figures, "signal-to-noise"):
            reference_v = figure.reference_v or full_v
            noise_v = noise_from_snr_v(figure.figure, reference_v=reference_v)
            stated.append((_noise_span(figure, noise_v), figure))
        if any(figure.reference_v is None for _, figure in stated):
            taken = f"{rounded(full_v, 3):g} V"
            remarks.append(f"the signal-to-noise ratio names no reference: taken re {taken}")
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
