"""``auricle response --plot``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from auricle.cli.options import write_file
from auricle.cli.response.asked import named_window
from auricle.cli.response.lines import LEAST_Q
from auricle.cli.text import hz_text

if TYPE_CHECKING:
    from pathlib import Path

    from auricle.cli.response.products import Products
    from auricle.plots import Curve, ResonanceMark, ResponseView
    from auricle.response.smoothing import SmoothingWindow
    from auricle.response.survey import Picture, Request

__all__ = ["ASPECTS", "check_plot_options", "check_plot_path", "draw_product", "smoothing_notes"]

_BAND_NOTE = "Band: 95 % of what another seating, unit or rig might have given"
_TARGET_BAND_NOTE = (
    "Band: 95 % of what another seating, unit, rig or digitised target might have given"
)
_MOST_MARKS = 8  # of resonances: more would hide the curve
ASPECTS = {"free": "free", "50": "50 dB per decade"}
"""What --aspect may be, as the figures call it."""


def check_plot_path(path: Path) -> str:
    """Form of a plot by the ending of its file."""
    form = path.suffix.lower().removeprefix(".")
    if form not in ("svg", "png"):
        raise click.UsageError(f"--plot {path}: expected a file that ends in .svg or .png")
    return form


def check_plot_options(
    plot: Path | None, *, aspect: str, smooth: str | None, mean: str
) -> SmoothingWindow | None:
    """Window that --smooth names; what cannot be drawn, or is not asked to be, is wrong usage."""
    if plot is not None:
        check_plot_path(plot)
    elif smooth is not None or aspect != "free":
        raise click.UsageError("--smooth and --aspect are for --plot")
    return named_window(smooth, mean=mean)


def draw_product(
    products: Products,
    request: Request,
    *,
    path: Path,
    aspect: str,
    window: SmoothingWindow | None,
) -> None:
    """Draw the one product that was named into a file."""
    form = check_plot_path(path)
    read = list(products.read()) if products.n_products == 1 else []
    if len(read) != 1:
        found = f"{products.n_products} products were named"
        raise click.UsageError(f"--plot draws one product, {found} (auricle compare draws several)")
    from auricle.plots import response_figure
    from auricle.response.survey import picture_product

    picture = picture_product(read[0], request)
    if picture is None:
        raise click.UsageError("--plot: the files are of different rigs or frequencies")
    drawn = picture if window is None else picture.smoothed(window)
    view = _view(drawn, aspect=ASPECTS[aspect], notes=smoothing_notes(window))
    write_file(path, response_figure(view, form=form))


def smoothing_notes(window: SmoothingWindow | None) -> tuple[str, ...]:
    """What a figure says of its smoothing."""
    return (
        ()
        if window is None
        else (f"Smoothed for the eye: {window}; figures are of the raw curves",)
    )


def _view(picture: Picture, *, aspect: str, notes: tuple[str, ...]) -> ResponseView:
    from auricle.plots import Bounds, Curve, ResponseView

    f = picture.frequency_hz
    target = picture.asked.question.target
    error = bounds = None
    if picture.target_db is not None and picture.bounds_db is not None and target is not None:
        error_db = picture.mean_db - picture.target_db
        low_db, high_db = error_db - picture.reach_db, error_db + picture.reach_db
        error = Curve("Response − target", f, error_db, low_db, high_db)
        bounds = Bounds("Preference bounds", f, *picture.bounds_db)
    mark = picture.asked.mark
    return ResponseView(
        title=picture.product,
        subtitle=tuple(_subtitle(picture)),
        marks=() if mark is None else (mark[0].upper() + mark[1:],),
        curves=tuple(_curves(picture)),
        target=None
        if target is None or picture.target_db is None
        else Curve(target.name, f, picture.target_db),
        error=error,
        resonances=_marks(picture),
        bounds=bounds,
        notes=(_BAND_NOTE if target is None else _TARGET_BAND_NOTE, *notes),
        aspect=aspect,
        level_name="Level [dB]",
    )


def _subtitle(picture: Picture) -> list[str]:
    rig = picture.asked.rig
    takes = f"{picture.n_takes} takes of each" if picture.n_takes > 1 else "one take"
    of_channels = " and ".join(name for name in picture.channels_db if name != "unknown")
    first = "rig unknown" if rig is None else f"measured on {rig.name}"
    if picture.target_db is None:
        first = f"no target, {first}"
    level = "level: mean of 200 Hz to 2 kHz at 0 dB"
    if picture.target_db is not None:
        level = "level: mean of 200 Hz to 2 kHz as that of the target, which is 0 dB at 1 kHz"
    parts = [first, *([of_channels] if of_channels else []), takes]
    return [", ".join(parts), level]


def _curves(picture: Picture) -> list[Curve]:
    from auricle.plots import Curve

    f, reach_db = picture.frequency_hz, picture.reach_db
    low_db, high_db = picture.mean_db - reach_db, picture.mean_db + reach_db
    if len(picture.channels_db) == 1:
        [name] = picture.channels_db
        label = "Response" if name == "unknown" else name.capitalize()
        return [Curve(label, f, picture.mean_db, low_db, high_db)]
    mean = Curve("Mean of both", f, picture.mean_db, low_db, high_db)
    sides = [Curve(name.capitalize(), f, db) for name, db in sorted(picture.channels_db.items())]
    return [mean, *sides]


def _marks(picture: Picture) -> tuple[ResonanceMark, ...]:
    """The resonances that stand out most, on the mean."""
    import numpy as np

    from auricle.plots import ResonanceMark

    narrow = [one for one in picture.shown.resonances if one.found.q >= LEAST_Q]
    found = sorted(narrow, key=lambda one: -one.found.prominence_db)
    u = np.log(picture.frequency_hz)
    marks = []
    for one in found[:_MOST_MARKS]:
        hz = one.found.frequency_hz
        level_db = float(np.interp(np.log(hz), u, picture.mean_db))
        marks.append(ResonanceMark(hz, level_db, one.found.kind, hz_text(hz), one.confidence))
    return tuple(marks)
