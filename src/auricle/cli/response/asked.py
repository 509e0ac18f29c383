"""Options that say what is asked of responses, and the request they make."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from auricle.response.rigs import Rig
    from auricle.response.smoothing import SmoothingWindow
    from auricle.response.survey import Request
    from auricle.response.targets import Target

__all__ = [
    "is_unknown",
    "make_request",
    "named_rig",
    "named_window",
    "plot_options",
    "request_options",
    "rig_options",
]

_F = TypeVar("_F", bound=Callable[..., Any])

FORMS = ("over-ear", "on-ear", "in-ear", "earbud")
SEATINGS = ("open", "closed", "insert")

_MOST_DB = 40.0  # of an adjustment: more is no target


class _DecibelType(click.ParamType[float]):
    """A finite number of decibels."""

    name = "dB"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Read a number."""
        try:
            decibels = float(value)
        except ValueError:
            decibels = float("nan")
        if not abs(decibels) <= _MOST_DB:
            self.fail(f"{value!r} is no number from -{_MOST_DB:g} to {_MOST_DB:g}", param, ctx)
        return decibels


def _adjustment(option: str, name: str, meaning: str) -> Callable[[_F], _F]:
    return click.option(option, name, type=_DecibelType(), default=0.0, help=meaning)


_RIG_OPTIONS = (
    click.option(
        "--rig",
        metavar="NAME",
        help="The rig that the files were measured on, as gras-43ag or 5128. Default: what a file "
        "states; as a rule that is nothing.",
    ),
    click.option(
        "--seating",
        type=click.Choice(SEATINGS),
        help="How the headphone sits, for the uncertainty. Default: insert for in-ear, else "
        "closed, which is less certain than open.",
    ),
)
_TARGET_OPTIONS = (
    click.option(
        "--target",
        metavar="NAME|FILE",
        help="The target, by name or as a file of your own. Default: that of the rig.",
    ),
    click.option("--target-rig", metavar="NAME", help="The rig that a target file belongs to."),
    click.option(
        "--form", type=click.Choice(FORMS), help="Default: what the rig or target is for."
    ),
    _adjustment("--bass", "bass_db", "Bass shelf of the target, dB."),
    click.option(
        "--treble",
        "treble_db",
        type=_DecibelType(),
        default=0.0,
        help="Treble shelf of the target, dB.",
    ),
    click.option(
        "--ear-gain",
        "ear_gain_db",
        type=_DecibelType(),
        default=0.0,
        help="Ear gain of the target, dB.",
    ),
    _adjustment("--tilt", "tilt_db", "Tilt of the target, dB/octave."),
    click.option(
        "--allow-rig-mismatch",
        is_flag=True,
        help="Go on with a target of another rig; the result is marked.",
    ),
    click.option(
        "--eq",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="A preset (Equalizer APO, ParametricEQ.txt): what it makes of the preference.",
    ),
    click.option(
        "--seed",
        type=click.IntRange(min=0),
        help="Of the random errors that give the intervals.",
    ),
)


_PLOT_OPTIONS = (
    click.option(
        "--plot",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Draw into this file, .svg or .png: responses, and target and error where they are.",
    ),
    click.option(
        "--aspect", type=click.Choice(["free", "50"]), default="free", help="50: 50 dB per decade."
    ),
    click.option(
        "--smooth",
        metavar="1/N|erb",
        help="Smooth what is drawn: 1/N octave, or one ERB. Figures stay those of the raw curves.",
    ),
    click.option(
        "--smooth-mean",
        type=click.Choice(["power", "level", "amplitude"]),
        default="power",
        show_default=True,
        help="What --smooth takes the mean of; level: of the dB.",
    ),
)


def plot_options(command: _F) -> _F:
    """Add the options that say what is drawn, and how; `named_window` takes those of smoothing."""
    return _with(command, _PLOT_OPTIONS)


def named_window(width: str | None, *, mean: str) -> SmoothingWindow | None:
    """Window of that width; None without one. What only a plot needs is refused without one."""
    if width is None:
        return None
    from auricle.response.smoothing import SmoothingWindow

    if width.lower() == "erb":
        return SmoothingWindow(None, mean)
    numerator, _, fraction = width.partition("/")
    if numerator != "1" or not fraction.isascii() or not fraction.isdigit() or int(fraction) < 1:
        raise click.UsageError(f"--smooth {width}: expected 1/12 or the like, or erb")
    return SmoothingWindow(float(fraction), mean)


def rig_options(command: _F) -> _F:
    """Add the options that say what curves were measured on."""
    return _with(command, _RIG_OPTIONS)


def request_options(command: _F) -> _F:
    """Add the options that say what is asked of curves; `make_request` takes them."""
    return _with(command, (*_RIG_OPTIONS, *_TARGET_OPTIONS))


def _with(command: _F, options: tuple[Callable[[_F], _F], ...]) -> _F:
    for option in reversed(options):
        command = option(command)
    return command


def named_rig(name: str | None) -> Rig | None:
    """Rig of that name; None without one, or where the user says that it is unknown."""
    from auricle.response.formats import find_rig

    return None if name is None else find_rig(name)


def is_unknown(rig: str | None) -> bool:
    """Whether the user says that the rig is unknown, whatever else states one."""
    return rig is not None and named_rig(rig) is None


def make_request(
    *,
    rig: str | None,
    seating: str | None,
    target: str | None,
    target_rig: str | None,
    form: str | None,
    bass_db: float,
    treble_db: float,
    ear_gain_db: float,
    tilt_db: float,
    allow_rig_mismatch: bool,
    eq: Path | None,
    seed: int | None,
) -> Request:
    """Request that the options make."""
    from auricle.response.spread import SEED
    from auricle.response.survey import Request

    return Request(
        rig=named_rig(rig),
        rig_is_unknown=is_unknown(rig),
        target=_target(target, target_rig),
        form=form,
        seating=seating,
        allow_mismatch=allow_rig_mismatch,
        bass_db=bass_db,
        treble_db=treble_db,
        ear_gain_db=ear_gain_db,
        tilt_db_per_octave=tilt_db,
        eq_db=None if eq is None else _gain_db(eq),
        seed=SEED if seed is None else seed,
    )


def _target(name: str | None, rig: str | None) -> Target | None:
    """Target by name, else the curve of a file."""
    if name is None:
        if rig is not None:
            raise click.UsageError("--target-rig needs a --target that is a file")
        return None
    from auricle.response import target_from_response
    from auricle.response.formats import find_target, read_measurement
    from auricle.response.formats.names import printable

    path = Path(name)
    if not path.is_file():
        if len(path.parts) > 1 or path.suffix in (".csv", ".txt"):
            raise click.UsageError(f"--target {printable(name)}: there is no such file")
        if rig is not None:
            raise click.UsageError(f"--target-rig needs a --target that is a file, not {name!r}")
        return find_target(name)
    measurement = read_measurement(_content(path), source=path.name)
    responses = tuple(measurement.channels.values())
    if len(responses) > 1:
        raise click.UsageError(f"{name} holds {len(responses)} channels: a target is one curve")
    return target_from_response(responses[0], name=printable(path.stem), rig=named_rig(rig))


def _gain_db(path: Path) -> NDArray[Any]:
    """Gain of a preset on R40_HZ."""
    from auricle.equalizer.formats import parse_preset
    from auricle.response import R40_HZ

    try:
        text = _content(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise click.UsageError(f"{path} is no text in UTF-8") from None
    return parse_preset(text, source=path.name).response_db(R40_HZ)


def _content(path: Path) -> bytes:
    from auricle.response.formats import FoundFile

    return FoundFile(path.name, path).load()
