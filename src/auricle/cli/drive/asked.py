"""Options of ``auricle drive``, and what they ask."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from auricle.devices import Device, Plugged
    from auricle.drive import Equalisation, ImpedanceCurve, Span
    from auricle.metrics import Electrical
    from auricle.review.drive.report import DriveQuestion

__all__ = ["Asked", "asked_options"]

_F = TypeVar("_F", bound=Callable[..., Any])
_EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_VOLTS = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(mV|V)\s*(.*)", re.IGNORECASE)
_SENSITIVITY = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(.+?)\s*")
_POWER = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(mW|W)\s*@\s*([0-9]*\.?[0-9]+)\s*", re.IGNORECASE)
_PER_WHAT = "; dB per what? dB/V is dB/mW + 10 lg(1000 / Ω): 15 dB more at 32 Ω, 5 dB at 300 Ω"
_NO_OUTPUT_OHM = "no output impedance was given: it is taken as ideal"
_MOST_VOLTS, _MOST_OHM, _MOST_MA, _MOST_UV = 100.0, 10_000.0, 10_000.0, 100_000.0


class _Number(click.FloatRange):
    """A number in a range; NaN, which compares with nothing, is in none."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        number = float(super().convert(value, param, ctx))
        if math.isnan(number):
            self.fail("nan is not a number in the range", param, ctx)
        return number


def _number(low: float, high: float, *, above: bool = False) -> _Number:
    return _Number(low, high, min_open=above)


_OPTIONS = (
    click.option(
        "--spl",
        "level_dbspl",
        type=_number(40.0, 140.0),
        default=110.0,
        show_default=True,
        help="Level of peaks that is wanted: dB SPL of a sine that has the same peak.",
    ),
    click.option(
        "--crest",
        "crest_db",
        type=_number(3.0, 30.0),
        default=15.0,
        show_default=True,
        help="Peak of the music re its RMS level, dB: it tells programme level from peaks.",
    ),
    click.option(
        "--source",
        "source_name",
        metavar="NAME",
        help="A device, a class (phone, dongle, laptop, interface, ...) or a voltage and a class, "
        'as "2 V interface". --sources lists them.',
    ),
    click.option(
        "--output", "output_name", metavar="NAME", help="Socket of a device that has several."
    ),
    click.option("--gain", metavar="NAME", help="Gain setting. Default: the highest."),
    click.option(
        "--volts",
        "volts_v",
        type=_number(0.0, _MOST_VOLTS, above=True),
        help="Open-circuit voltage of the source at full scale, V RMS.",
    ),
    click.option(
        "--output-ohm",
        type=_number(0.0, _MOST_OHM),
        help="Output impedance of the source. Default without a --source: 0.",
    ),
    click.option(
        "--current-ma",
        type=_number(0.0, _MOST_MA, above=True),
        help="Largest current of the source, mA RMS.",
    ),
    click.option(
        "--power",
        "powers",
        metavar="POWER@OHM",
        multiple=True,
        help="Power into a load, as 150mW@32 or 1.2W@300; may be given for several loads.",
    ),
    click.option(
        "--noise-uv",
        type=_number(0.0, _MOST_UV, above=True),
        help="A-weighted noise of the source, µV RMS.",
    ),
    click.option(
        "--eq",
        "eq_file",
        type=_EXISTING_FILE,
        help="A preset (Equalizer APO, ParametricEQ.txt) in front of the source.",
    ),
    click.option(
        "--preamp",
        "preamp_db",
        type=_number(-60.0, 30.0),
        help="Preamp of an equaliser, dB; goes before that of --eq.",
    ),
    click.option(
        "--sensitivity",
        "sensitivity_text",
        metavar="FIGURE",
        help='Of a headphone that has no dossier: "101 dB/V", "97 dB/mW", "327 mV for 94 dB".',
    ),
    click.option(
        "--impedance",
        "impedance_ohm",
        type=_number(1.0, _MOST_OHM),
        help="Its rated impedance, Ω.",
    ),
    click.option(
        "--impedance-curve",
        "impedance_file",
        type=_EXISTING_FILE,
        help="Its impedance over frequency: a table of Hz, Ω and, if known, degrees.",
    ),
    click.option(
        "--sensitive",
        "mode",
        flag_value="sensitive",
        default=None,
        help="Hours by the stricter allowance, for children and who wants to be careful.",
    ),
    click.option(
        "--devices",
        type=click.Path(exists=True, path_type=Path),
        multiple=True,
        help="Folder or file with devices of your own; may be given several times.",
    ),
)


@dataclass(frozen=True)
class Asked:
    """What the options say."""

    level_dbspl: float
    crest_db: float
    source_name: str | None
    output_name: str | None
    gain: str | None
    volts_v: float | None
    output_ohm: float | None
    current_ma: float | None
    powers: tuple[str, ...]
    noise_uv: float | None
    eq_file: Path | None
    preamp_db: float | None
    sensitivity_text: str | None
    impedance_ohm: float | None
    impedance_file: Path | None
    mode: str | None
    devices: tuple[Path, ...]

    @property
    def by_hand(self) -> bool:
        """Whether figures of a headphone are given."""
        return self.sensitivity_text is not None

    @property
    def has_source(self) -> bool:
        """Whether a source was named or described."""
        given = (self.source_name, self.volts_v, self.current_ma, self.powers or None)
        return any(figure is not None for figure in given)

    def check(self) -> None:
        """Refuse options that mean nothing together."""
        if self.impedance_ohm is not None and not self.by_hand:
            raise click.UsageError("--impedance is for a headphone given with --sensitivity")
        alone = (self.output_ohm, self.noise_uv)
        if any(given is not None for given in alone) and not self.has_source:
            message = "--output-ohm and --noise-uv need a --source or --volts beside them"
            raise click.UsageError(message)
        if self.source_name is None and (self.output_name, self.gain) != (None, None):
            raise click.UsageError("--output and --gain need the --source that they are of")

    def check_list(self) -> None:
        """Refuse a source or headphone where devices are listed."""
        given = (self.sensitivity_text, self.impedance_file, self.eq_file, self.preamp_db)
        if self.has_source or any(one is not None for one in given):
            message = "--sources lists all devices; take it alone, or with --devices and --json"
            raise click.UsageError(message)

    def question(self) -> DriveQuestion:
        """Level, equaliser and mode."""
        from auricle.review.drive.report import DriveQuestion

        return DriveQuestion(
            level_dbspl=self.level_dbspl,
            crest_db=self.crest_db,
            equalisation=self._equalisation(),
            mode=self.mode or "adult",
        )

    def _equalisation(self) -> Equalisation | None:
        from auricle.drive import FULL_BAND_HZ, Equalisation

        if self.eq_file is None:
            return None if self.preamp_db is None else Equalisation(self.preamp_db)
        import numpy as np

        from auricle.equalizer.formats import parse_preset

        preset = parse_preset(_text(self.eq_file), source=self.eq_file.name)
        f = np.geomspace(*FULL_BAND_HZ, 961)
        filters_db = preset.response_db(f) - preset.preamp_db
        preamp = preset.preamp_db if self.preamp_db is None else self.preamp_db
        return Equalisation(preamp, f, filters_db)

    def all_devices(self, folders: Sequence[Path]) -> Mapping[str, Device]:
        """Devices that come with Auricle, of catalogs that hold some, and of --devices."""
        from auricle.devices import load_devices

        beside = [folder for folder in folders if (folder / "devices").is_dir()]
        return load_devices([*beside, *self.devices])

    def plugged(
        self, devices: Callable[[], Mapping[str, Device]], *, impedance_ohm: float | None
    ) -> Plugged | None:
        """The source that was named or described; None for none.

        The devices are asked for only where one is named.
        """
        if not self.has_source:
            return None
        base = self._named(devices, impedance_ohm=impedance_ohm) if self.source_name else None
        return self._with_figures(base)

    def _named(
        self, devices: Callable[[], Mapping[str, Device]], *, impedance_ohm: float | None
    ) -> Plugged:
        from auricle.devices import choose_output, class_source, find_class, find_device, plug_in

        name = self.source_name or ""
        volts = _VOLTS.fullmatch(name)
        kind = find_class(volts[3] if volts else name)
        if (volts or kind) and (self.output_name, self.gain) != (None, None):
            raise click.UsageError("--output and --gain are for a device, not for a class")
        if volts:
            return _of_voltage(name, volts, class_source(kind) if kind else None)
        if kind is not None:
            return class_source(kind)
        device = find_device(devices(), name)
        output = choose_output(device, name=self.output_name, impedance_ohm=impedance_ohm)
        return plug_in(device, output, gain=self.gain)

    def _with_figures(self, base: Plugged | None) -> Plugged:
        """A source with the figures that were given in place of its own."""
        from dataclasses import replace

        from auricle.devices import Plugged
        from auricle.drive import Source, Span

        if base is None:
            output = Span.exact(self.output_ohm or 0.0)
            loads = self._loads()
            source = Source(
                name="as described",
                output_ohm=output,
                open_circuit_v=None if self.volts_v is None else Span.exact(self.volts_v),
                current_a=None if self.current_ma is None else self.current_ma / 1000.0,
                at_loads=loads,
                noise_v=self._noise(),
            )
            assumed = () if self.output_ohm is not None else (_NO_OUTPUT_OHM,)
            return Plugged(source=source, remarks=assumed)
        changed: dict[str, Any] = {}
        if self.volts_v is not None:
            changed |= {"open_circuit_v": Span.exact(self.volts_v), "at_loads": ()}
        if self.output_ohm is not None:
            changed["output_ohm"] = Span.exact(self.output_ohm)
        if self.current_ma is not None:
            changed["current_a"] = self.current_ma / 1000.0
        if self.powers:
            changed["at_loads"] = self._loads()
        if self.noise_uv is not None:
            changed["noise_v"] = self._noise()
        return replace(base, source=replace(base.source, **changed)) if changed else base

    def _noise(self) -> Span | None:
        from auricle.drive import Span

        return None if self.noise_uv is None else Span.exact(1e-6 * self.noise_uv)

    def _loads(self) -> tuple[tuple[float, float], ...]:
        """Loads and voltages of --power, rising."""
        loads: dict[float, float] = {}
        for text in self.powers:
            found = _POWER.fullmatch(text)
            if not found or not 0.0 < float(found[1]) < 1e6 or not 0.0 < float(found[3]) < 1e5:
                expected = "a power into a load, as 150mW@32 or 1.2W@300"
                raise click.UsageError(f"--power {text!r} is not {expected}")
            watts = float(found[1]) * (1.0 if found[2].lower() == "w" else 1e-3)
            loads[float(found[3])] = float((watts * float(found[3])) ** 0.5)
        return tuple(sorted(loads.items()))

    def headphone_by_hand(self) -> Electrical:
        """The headphone whose figures were given."""
        from auricle.metrics import electrical_by_hand

        return electrical_by_hand(
            *self._sensitivity(),
            impedance_ohm=self.impedance_ohm,
            impedance=self.impedance_curve(),
        )

    def _sensitivity(self) -> tuple[float, str]:
        """Figure and unit."""
        from auricle.dossier import load_glossary

        found = _SENSITIVITY.fullmatch(self.sensitivity_text or "")
        quantity = load_glossary().quantities["sensitivity"]
        if found is None or found[2] not in quantity.units:
            expected = f"a figure with one of {', '.join(quantity.units)}"
            message = f"--sensitivity {self.sensitivity_text!r} is not {expected}"
            raise click.UsageError(message + (_PER_WHAT if found and found[2] == "dB" else ""))
        value, unit = float(found[1]), found[2]
        if quantity.needs_impedance(unit) and self.impedance_ohm is None:
            message = f"--sensitivity in {unit} needs --impedance, to convert to dB/V"
            raise click.UsageError(message)
        is_in_range = value > 0.0 and (
            quantity.low
            <= quantity.to_canonical(value, unit, impedance_ohm=self.impedance_ohm)
            <= quantity.high
        )
        if not is_in_range:
            expected = f"one from {quantity.low:g} to {quantity.high:g} {quantity.unit}"
            raise click.UsageError(f"--sensitivity {self.sensitivity_text!r} is not {expected}")
        return value, unit

    def impedance_curve(self) -> ImpedanceCurve | None:
        """The table of --impedance-curve."""
        from auricle.drive import parse_impedance

        if self.impedance_file is None:
            return None
        return parse_impedance(_text(self.impedance_file), source=self.impedance_file.name)


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
    source = Source(name.strip(), Span.exact(0.0), Span.exact(stated))
    return Plugged(source=source, remarks=(_NO_OUTPUT_OHM,))


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise click.UsageError(f"{path.name!r} is not a text in UTF-8") from None
    except OSError as error:
        raise click.UsageError(f"cannot read {path.name!r}: {error.strerror}") from None


def asked_options(command: _F) -> _F:
    """Add the options of ``auricle drive``; the command gets them as `asked`."""
    names = [field.name for field in fields(Asked)]

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        asked = Asked(**{name: kwargs.pop(name) for name in names})
        return command(*args, asked=asked, **kwargs)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped  # type: ignore[return-value]  # same command with other options
