"""From the text of a device file to its value."""

import hashlib
import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

from pydantic import BaseModel, ValidationError

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
_Path = tuple[str | int, ...]
_TELLS_OF_REACH = {"voltage", "power"}

# What stands in for a key that is wrong or missing, so that what an entry says as a whole can be
# checked all the same: a right value, or the end of what is taken, that breaks no rule by itself.
_FIGURE_STAND_INS: Mapping[str, Any] = {
    "quantity": "voltage",
    "value": 1.0,
    "min": math.nextafter(-1000.0, 0.0),
    "max": math.nextafter(1e9, 0.0),
    "unit": "V",
    "kind": "specified",
    "source": "maker",
    "load_ohm": 32.0,
}
_OUTPUT_STAND_INS: Mapping[str, Any] = {
    "name": "output",
    "circuit": "balanced",
    "load_min_ohm": math.nextafter(0.1, 1.0),
    "load_max_ohm": math.nextafter(1e6, 0.0),
    "figures": [
        {"quantity": "voltage", "value": 1.0, "unit": "V", "kind": "specified", "source": "maker"}
    ],
}


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
    sources = build_sources(table, faults, home=header.slug if header else "")
    outputs = _outputs(table, sources, faults)
    slug = _right_keys(schema.DeviceHeader, table.get("device")).get("slug")
    if slug is not None and file != f"{slug}.toml":
        faults.add(("device", "slug"), f"{slug!r} in {file}", "the slug as the name of the file")
    named = _right_keys(schema.VolumeEntry, table.get("volume")).get("source")
    _check_source(named, ("volume", "source"), sources, faults)
    if len(faults) or header is None:
        raise DossierError(list(faults))
    return Device(
        slug=header.slug,
        brand=header.brand,
        model=header.model,
        kind=header.kind,
        outputs=tuple(_output(entry, sources) for entry in outputs),
        file=file,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        aliases=tuple(header.aliases),
        volume=None if volume is None else _volume(volume, sources),
    )


_EntryT = TypeVar("_EntryT", bound=BaseModel)


def _part(
    table: Mapping[str, Any], name: str, model: type[_EntryT], faults: FaultList
) -> _EntryT | None:
    if not isinstance(table.get(name), dict):
        faults.add((name,), f"no [{name}]", f"a table [{name}]")
        return None
    return cast("_EntryT | None", faults.check(model, table[name], (name,)))


def _outputs(
    table: Mapping[str, Any], sources: Mapping[str, Source], faults: FaultList
) -> list[schema.OutputEntry]:
    """Outputs of which nothing is wrong with a key; all that is wrong with any is noted."""
    raw = table.get("outputs")
    if not isinstance(raw, list) or not raw:
        faults.add(("outputs",), "no [[outputs]]", "a list: [[outputs]]")
        return []
    entries = []
    for index, output in enumerate(raw):
        path: _Path = ("outputs", index)
        entry = faults.check(schema.OutputEntry, output, path)
        if isinstance(entry, schema.OutputEntry):
            entries.append(entry)
            figures = output["figures"]
        else:
            figures = _check_broken(output, path, faults)
        _check_reach(figures, output, path, faults)
        for j, figure in enumerate(figures):
            _check_figure(figure, (*path, "figures", j), sources, faults)
    return entries


def _check_broken(output: Any, path: _Path, faults: FaultList) -> list[Mapping[str, Any]]:
    """Figures of an output with wrong keys, each with what stands under its right ones."""
    _check_whole(schema.OutputEntry, output, _OUTPUT_STAND_INS, path, faults)
    raw = output.get("figures") if isinstance(output, dict) else None
    figures = raw if isinstance(raw, list) else []
    for j, figure in enumerate(figures):
        _check_whole(schema.FigureEntry, figure, _FIGURE_STAND_INS, (*path, "figures", j), faults)
    return [_right_keys(schema.FigureEntry, figure) for figure in figures]


def _wrong_keys(model: type[BaseModel], raw: Mapping[str, Any]) -> set[str]:
    """Keys of an entry that are missing, unknown, or have a value that cannot be."""
    try:
        model.model_validate(raw)
    except ValidationError as error:
        places = [detail["loc"] for detail in error.errors(include_url=False)]
        return {str(place[0]) for place in places if place}
    return set()


def _right_keys(model: type[BaseModel], raw: Any) -> Mapping[str, Any]:
    """What an entry says with the keys that nothing is wrong with."""
    if not isinstance(raw, dict):
        return {}
    wrong = _wrong_keys(model, raw)
    return {key: value for key, value in raw.items() if key not in wrong}


def _check_whole(
    model: type[BaseModel], raw: Any, stand_ins: Mapping[str, Any], path: _Path, faults: FaultList
) -> None:
    """Try the rules between keys on an entry with wrong ones, in whose place the stand-ins are."""
    if isinstance(raw, dict):
        mended = {key: stand_ins[key] for key in _wrong_keys(model, raw) & stand_ins.keys()}
        faults.check(model, {**_right_keys(model, raw), **mended}, path)


def _check_reach(
    figures: Sequence[Mapping[str, Any]], output: Any, path: _Path, faults: FaultList
) -> None:
    said = {figure.get("quantity") for figure in figures}
    if said and not said & {*_TELLS_OF_REACH, None}:  # a misspelled quantity may be one of them
        name = output.get("name")
        found = f"no such figure of {name!r}" if isinstance(name, str) else "no such figure"
        faults.add(path, found, "at least one figure of voltage or power")


def _check_figure(
    figure: Mapping[str, Any], path: _Path, sources: Mapping[str, Source], faults: FaultList
) -> None:
    _check_source(figure.get("source"), (*path, "source"), sources, faults)
    quantity, unit = figure.get("quantity"), figure.get("unit")
    if quantity is None or unit is None:
        return
    units = UNITS[quantity]
    if unit not in units:
        faults.add((*path, "unit"), f"unit {unit!r}", f"one of {', '.join(units)}")
        return
    low, high = _SANE[quantity]
    for key in ("value", "min", "max"):
        if key in figure and not low <= figure[key] * units[unit] <= high:
            found = f"{quantity} of {figure[key]:g} {unit}"
            faults.add((*path, key), found, f"one from {low:g} to {high:g} in SI units")


def _check_source(
    key: str | None, path: _Path, sources: Mapping[str, Source], faults: FaultList
) -> None:
    if key is not None and key not in sources:
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
