"""Options of ``auricle drive``, and what they ask."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from auricle.cli.options import read_text

if TYPE_CHECKING:
    from auricle.drive import Equalisation
    from auricle.review.drive.report import DriveQuestion

__all__ = ["Asked", "asked_options"]

_F = TypeVar("_F", bound=Callable[..., Any])
_EXISTING_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
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
        help="Preamp of an equaliser, dB; in place of that of --eq.",
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
        "--resonance",
        "resonance_text",
        metavar="OHM@HZ[@Q]",
        help="Peak of its impedance in the bass over the rated one, as 170@107: makes a model. "
        "Default for Q: 1.",
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
    resonance_text: str | None
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

    @property
    def digests(self) -> dict[str, str | None]:
        """SHA-256 of the files that were given, by what they are; None where none was."""
        from hashlib import sha256

        given = {"equaliser": self.eq_file, "impedance": self.impedance_file}
        return {
            name: None if path is None else sha256(path.read_bytes()).hexdigest()
            for name, path in given.items()
        }

    def check(self) -> None:
        """Refuse options that mean nothing together."""
        if self.impedance_ohm is not None and not self.by_hand:
            raise click.UsageError("--impedance is for a headphone given with --sensitivity")
        if self.impedance_file is not None and self.resonance_text is not None:
            raise click.UsageError("--impedance-curve and --resonance are two ways to say the same")
        alone = (self.output_ohm, self.noise_uv)
        if any(given is not None for given in alone) and not self.has_source:
            message = "--output-ohm and --noise-uv need a --source or --volts beside them"
            raise click.UsageError(message)
        if self.source_name is not None and not self.source_name.strip():
            raise click.UsageError("--source has no name; --sources lists what there is")
        if self.source_name is None and (self.output_name, self.gain) != (None, None):
            raise click.UsageError("--output and --gain need the --source that they are of")

    def check_list(self) -> None:
        """Refuse a source or headphone where devices are listed."""
        given = (
            self.sensitivity_text,
            self.impedance_file,
            self.resonance_text,
            self.eq_file,
            self.preamp_db,
        )
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
        from auricle.drive import FULL_BAND_HZ, LARGEST_GAIN_DB, Equalisation

        if self.eq_file is None:
            return None if self.preamp_db is None else Equalisation(self.preamp_db)
        import numpy as np

        from auricle.equalizer.formats import parse_preset

        preset = parse_preset(read_text(self.eq_file), source=self.eq_file.name)
        f = np.geomspace(*FULL_BAND_HZ, 961)
        filters_db = preset.response_db(f) - preset.preamp_db
        most_db = float(np.max(np.abs(filters_db)))
        if not most_db <= LARGEST_GAIN_DB:
            found = f"{self.eq_file.name!r} changes a level by {most_db:.0f} dB"
            raise click.UsageError(f"{found}, expected at most {LARGEST_GAIN_DB:g} dB")
        preamp = preset.preamp_db if self.preamp_db is None else self.preamp_db
        return Equalisation(preamp, f, filters_db)


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
