"""From the text of a device file to its value."""

import hashlib
from collections.abc import Mapping
from typing import Any

from auricle.devices import schema
from auricle.devices.model import Device, Figure, Output, Volume
from auricle.dossier import FaultList, Source, parse_toml
from auricle.dossier.build import build_sources
from auricle.dossier.faults import suggestion
from auricle.dossier.read import check_top
from auricle.errors import DossierError

__all__ = ["UNITS", "parse_device"]

UNITS: Mapping[str, Mapping[str, float]] = {
    "voltage": {"V": 1.0, "mV": 1e-3},
    "power": {"W": 1.0, "mW": 1e-3},
    "current": {"A": 1.0, "mA": 1e-3},
    "output-impedance": {"ohm": 1.0, "Ω": 1.0},
    "noise": {"V": 1.0, "uV": 1e-6, "µV": 1e-6},
    "signal-to-noise": {"dB": 1.0},
    "gain": {"dB": 1.0},
}
"""Units that each quantity may be stated in, and their factor to V, W, A, Ω or dB."""

# In SI units: what lies outside is a slip of the pen.
_SANE = {
    "voltage": (0.001, 100.0),
    "power": (1e-5, 100.0),
    "current": (0.001, 10.0),
    "output-impedance": (0.0, 1000.0),
    "noise": (1e-8, 0.1),
    "signal-to-noise": (20.0, 150.0),
    "gain": (-60.0, 60.0),
}
_TELLS_OF_REACH = {"voltage", "power"}


def parse_device(text: str, *, file: str) -> Device:
    r"""Read a device file.

    Parameters
    ----------
    text
        The TOML text.
    file
        Name of the file, for messages; its stem is the slug.

    Returns
    -------
    Device
        Every figure in V, W, A, Ω or dB, and as it was stated.

    Raises
    ------
    DossierError
        With every fault of the file: line, column, what was found, what was expected.

    Examples
    --------
    >>> device = parse_device(
    ...     "schema = 1\n[device]\nslug = 'a-b'\nbrand = 'A'\nmodel = 'B'\nclass = 'desktop'\n"
    ...     "[sources.maker]\npublisher = 'A'\ntitle = 'B'\nkind = 'manufacturer'\n"
    ...     "[[outputs]]\nname = '6.35 mm'\ncircuit = 'single-ended'\n"
    ...     "[[outputs.figures]]\nquantity = 'power'\nvalue = 500\nunit = 'mW'\nload_ohm = 32\n"
    ...     "kind = 'specified'\nsource = 'maker'\n",
    ...     file="a-b.toml",
    ... )
    >>> device.outputs[0].figures[0].value
    0.5
    """
    table, faults = parse_toml(text, file=file), FaultList(file, text)
    check_top(table, {"schema", "device", "sources", "outputs", "volume"}, faults)
    header = _part(table, "device", schema.DeviceHeader, faults)
    volume = _part(table, "volume", schema.VolumeEntry, faults) if "volume" in table else None
    raw = table.get("outputs")
    if not isinstance(raw, list) or not raw:
        faults.add(("outputs",), "no [[outputs]]", "a list: [[outputs]]")
        raw = []
    entries = [
        faults.check(schema.OutputEntry, entry, ("outputs", index))
        for index, entry in enumerate(raw)
    ]
    slug = header.slug if isinstance(header, schema.DeviceHeader) else ""
    if slug and file != f"{slug}.toml":
        faults.add(("device", "slug"), f"{slug!r} in {file}", "the slug as the name of the file")
    sources = build_sources(table, faults, home=slug)
    outputs = [entry for entry in entries if isinstance(entry, schema.OutputEntry)]
    if len(outputs) == len(raw):
        _check_figures(outputs, sources, faults)
    if isinstance(volume, schema.VolumeEntry):
        _check_source(volume.source, ("volume", "source"), sources, faults)
    if len(faults) or not isinstance(header, schema.DeviceHeader):
        raise DossierError(list(faults))
    return Device(
        slug=slug,
        brand=header.brand,
        model=header.model,
        kind=header.kind,
        outputs=tuple(_output(entry, sources) for entry in outputs),
        file=file,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        aliases=tuple(header.aliases),
        volume=_volume(volume, sources) if isinstance(volume, schema.VolumeEntry) else None,
    )


def _part(table: Mapping[str, Any], name: str, model: Any, faults: FaultList) -> Any:
    if not isinstance(table.get(name), dict):
        faults.add((name,), f"no [{name}]", f"a table [{name}]")
        return None
    return faults.check(model, table[name], (name,))


def _check_figures(
    outputs: list[schema.OutputEntry], sources: Mapping[str, Source], faults: FaultList
) -> None:
    for i, output in enumerate(outputs):
        if not any(figure.quantity in _TELLS_OF_REACH for figure in output.figures):
            expected = "at least one figure of voltage or power"
            faults.add(("outputs", i), f"no such figure of {output.name!r}", expected)
        for j, figure in enumerate(output.figures):
            path = ("outputs", i, "figures", j)
            _check_source(figure.source, (*path, "source"), sources, faults)
            units = UNITS[figure.quantity]
            if figure.unit not in units:
                found, expected = f"unit {figure.unit!r}", f"one of {', '.join(units)}"
                faults.add((*path, "unit"), found, expected)
                continue
            low, high = _SANE[figure.quantity]
            for key in ("value", "min", "max"):
                number = getattr(figure, key)
                if number is not None and not low <= number * units[figure.unit] <= high:
                    found = f"{figure.quantity} of {number:g} {figure.unit}"
                    faults.add((*path, key), found, f"one from {low:g} to {high:g} in SI units")


def _check_source(
    key: str, path: tuple[str | int, ...], sources: Mapping[str, Source], faults: FaultList
) -> None:
    if key not in sources:
        expected = f"a key of [sources]: {', '.join(sources) or 'there is none'}"
        faults.add(path, f"source {key!r}", expected, hint=suggestion(key, sources))


def _output(entry: schema.OutputEntry, sources: Mapping[str, Source]) -> Output:
    return Output(
        name=entry.name,
        circuit=entry.circuit,
        figures=tuple(_figure(figure, sources) for figure in entry.figures),
        load_min_ohm=entry.load_min_ohm,
        load_max_ohm=entry.load_max_ohm,
    )


def _figure(entry: schema.FigureEntry, sources: Mapping[str, Source]) -> Figure:
    factor = UNITS[entry.quantity][entry.unit]

    def in_si(number: float | None) -> float | None:
        return None if number is None else number * factor

    return Figure(
        quantity=entry.quantity,
        value=in_si(entry.value),
        low=in_si(entry.min),
        high=in_si(entry.max),
        kind=entry.kind,
        stated=_stated(entry),
        source=sources[entry.source],
        load_ohm=entry.load_ohm,
        gain=entry.gain,
        weighting=entry.weighting,
        reference_v=entry.reference_v,
        condition=entry.condition,
        note=entry.note,
    )


def _stated(entry: schema.FigureEntry) -> str:
    if entry.value is not None:
        figure = f"{entry.value:g}"
    elif entry.min is not None and entry.max is not None:
        figure = f"{entry.min:g}\N{EN DASH}{entry.max:g}"
    else:
        figure = f"< {entry.max:g}" if entry.max is not None else f"> {entry.min:g}"
    load = "" if entry.load_ohm is None else f" into {entry.load_ohm:g} Ω"
    return f"{figure} {entry.unit.replace('ohm', 'Ω').replace('uV', 'µV')}{load}"


def _volume(entry: schema.VolumeEntry, sources: Mapping[str, Source]) -> Volume:
    return Volume(
        at_full_db=entry.at_full,
        source=sources[entry.source],
        step_db=entry.step,
        lowest_db=entry.lowest,
    )
