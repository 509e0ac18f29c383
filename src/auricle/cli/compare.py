"""``auricle compare``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auricle import PROGRAM
from auricle.cli.options import Session, catalogs_option, emit_json, json_option, write_file
from auricle.cli.response.asked import (
    is_unknown,
    named_rig,
    plot_options,
    rig_options,
)
from auricle.cli.response.drawing import (
    ASPECTS,
    check_plot_options,
    check_plot_path,
    smoothing_notes,
)
from auricle.cli.response.products import Products
from auricle.cli.text import hz_text, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from auricle.plots import ComparisonView
    from auricle.response.compare import BandDifference
    from auricle.response.smoothing import SmoothingWindow
    from auricle.response.survey import Comparison, Named, OneCurve, Refused

__all__ = ["compare"]

_ALIGNMENTS = {
    "mean-300-3000": "mean of 300 Hz to 3 kHz",
    "500-hz": "level at 500 Hz",
    "1-khz": "level at 1 kHz",
    "loudness": "loudness of programme noise (K-weighted)",
}
_BAND_NOTE = "Differences inside the band are no more than seating, unit and rig may explain (95 %)"
_MOST = 12  # curves that a figure can tell apart
_EXAMPLE = """\b
Examples:
  auricle compare akg-k612-pro akg-k702
  auricle compare "HD 600 L.txt" "HD 600 R.txt" --rig gras-43ag --align 1-khz
  auricle compare akg-k612-pro sennheiser-hd-600 --plot both.svg"""


@click.command(epilog=_EXAMPLE)
@click.argument("names", nargs=-1, required=True, metavar="FILE|FOLDER|SLUG...")
@click.option(
    "--align",
    type=click.Choice(list(_ALIGNMENTS)),
    default="mean-300-3000",
    show_default=True,
    help="How levels are brought together.",
)
@rig_options
@plot_options
@catalogs_option
@json_option
def compare(
    names: tuple[str, ...],
    *,
    align: str,
    rig: str | None,
    seating: str | None,
    plot: Path | None,
    aspect: str,
    smooth: str | None,
    smooth_mean: str,
    catalogs: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Lay responses over one another and say which differences are more than chance.

    Of each file, folder or product of the catalog one curve is compared: the mean of its
    channels and takes. Differences are those to the first. What seating, unit and rig may
    explain is marked as a tie.
    """
    if not 2 <= len(names) <= _MOST:
        raise click.UsageError(f"two to {_MOST} curves can be compared, got {len(names)}")
    window = check_plot_options(plot, aspect=aspect, smooth=smooth, mean=smooth_mean)
    from auricle.response.survey import Request, compare_products

    session = Session(catalogs=catalogs, region="US")
    products = [(name, _product(name, session)) for name in names]
    comparison = compare_products(
        [read for _, read in products],
        Request(rig=named_rig(rig), rig_is_unknown=is_unknown(rig), seating=seating),
        by=align,
        names=_labels(products),
    )
    if plot is not None:
        from auricle.plots import compare_figure

        view = _view(comparison, aspect=ASPECTS[aspect], window=window)
        write_file(plot, compare_figure(view, form=check_plot_path(plot)))
    if as_json:
        emit_json(_record(comparison))
    else:
        click.echo("\n".join(_lines(comparison)))


def _product(name: str, session: Session) -> Sequence[Named | Refused]:
    """The one product that an argument names."""
    read = list(Products.of([name], session).read())
    if len(read) != 1:
        from auricle.response.formats.names import printable

        found = f"one product is expected, {len(read)} were found"
        raise click.UsageError(f"{printable(name)}: {found}")
    return read[0]


def _labels(products: Sequence[tuple[str, Sequence[Named | Refused]]]) -> list[str]:
    """What the curves are called: products by their names, files without folder and extension."""
    from auricle.response.formats.names import printable
    from auricle.response.survey import Named

    short = []
    for argument, read in products:
        known = [one for one in read if isinstance(one, Named) and one.rig_stated_by == "dossier"]
        named = [one for one in read if isinstance(one, Named)]
        if known or (named and Path(argument).is_dir()):
            short.append(named[0].product)
        else:
            short.append(printable(Path(argument).stem))
    if len(set(short)) == len(short):
        return short
    return [printable(argument) for argument, _ in products]


def _lines(comparison: Comparison) -> list[str]:
    first, *others = comparison.curves
    lines = [f"Levels aligned by the {_ALIGNMENTS[comparison.by]}"]
    rows = [
        [
            f"  {curve.name}",
            "rig unknown" if curve.rig is None else curve.rig.name,
            " and ".join(curve.channels),
            f"{curve.curve.n_takes} takes" if curve.curve.n_takes > 1 else "1 take",
            curve.not_raw,
        ]
        for curve in comparison.curves
    ]
    lines += table(rows)
    if comparison.warning is not None:
        lines.append(f"RIGS: {comparison.warning}")
    for curve, found in zip(others, comparison.differences, strict=True):
        sd = "" if found.sd_db is None else f", standard deviation {found.sd_db:.1f} dB"
        lines += ["", f"{curve.name} minus {first.name}, dB (± 95 %){sd}"]
        rows = [["  band", "mean", "", "largest", ""]]
        rows += [_band_row(band) for band in found.bands]
        lines += table(rows, right=frozenset({1, 3}))
        for low_hz, high_hz in found.not_covered_hz:
            lines.append(f"  {hz_text(low_hz)} to {hz_text(high_hz)}: not measured in both")
    return lines


def _band_row(band: BandDifference) -> list[str]:
    at = f"at {hz_text(band.largest_hz)}"
    return [
        f"  {hz_text(band.low_hz)} to {hz_text(band.high_hz)}",
        _with_reach(band.mean_db, band.mean_uncertainty_db),
        "" if band.mean_is_clear else "tie",
        _with_reach(band.largest_db, band.largest_uncertainty_db),
        at if band.largest_is_clear else f"{at}, tie",
    ]


def _with_reach(value_db: float, uncertainty_db: float) -> str:
    from auricle.estimate import Z_97_5

    value = f"{value_db:+.1f}"
    value = "0.0" if float(value) == 0.0 else value
    return f"{value} ± {Z_97_5 * uncertainty_db:.1f}"


def _record(comparison: Comparison) -> dict[str, Any]:
    first, *others = comparison.curves
    return {
        "aligned_by": comparison.by,
        "rig_warning": comparison.warning,
        "curves": [
            {
                "name": curve.name,
                "files": list(curve.files),
                "rig": None if curve.rig is None else curve.rig.slug,
                "channels": list(curve.channels),
                "n_takes": curve.curve.n_takes,
                "seating": curve.curve.seating,
                "not_raw": curve.not_raw or None,
            }
            for curve in comparison.curves
        ],
        "differences": [
            {
                "curve": curve.name,
                "minus": first.name,
                "sd_db": _number(found.sd_db),
                "bands": [_band_record(band) for band in found.bands],
                "not_covered_hz": [list(edges) for edges in found.not_covered_hz],
            }
            for curve, found in zip(others, comparison.differences, strict=True)
        ],
        "program": PROGRAM,
    }


def _band_record(band: BandDifference) -> dict[str, Any]:
    return {
        "low_hz": band.low_hz,
        "high_hz": band.high_hz,
        "mean_db": _number(band.mean_db),
        "mean_uncertainty_db": _number(band.mean_uncertainty_db),
        "mean_is_tie": not band.mean_is_clear,
        "largest_db": _number(band.largest_db),
        "largest_hz": _number(band.largest_hz),
        "largest_uncertainty_db": _number(band.largest_uncertainty_db),
        "largest_is_tie": not band.largest_is_clear,
    }


def _number(value: float | None) -> float | None:
    from auricle.response.survey import kept

    return kept(value)


def _view(comparison: Comparison, *, aspect: str, window: SmoothingWindow | None) -> ComparisonView:
    from auricle.plots import Bounds, ComparisonView, Curve

    first, *others = comparison.curves
    differences = []
    for curve, found in zip(others, comparison.differences, strict=True):
        f, difference_db = found.frequency_hz, found.difference_db
        if window is not None:
            difference_db = window.smoothed_db(difference_db, f)
        differences.append(Curve(curve.name, f, difference_db))
    rigs = {"rig unknown" if one.rig is None else one.rig.name for one in comparison.curves}
    return ComparisonView(
        title=f"{first.name} and {others[0].name if len(others) == 1 else f'{len(others)} others'}",
        curves=tuple(
            Curve(curve.name, curve.frequency_hz, _drawn_db(curve, window))
            for curve in comparison.curves
        ),
        differences=tuple(differences),
        chance=Bounds("What chance may explain", *comparison.chance()),
        subtitle=(
            f"levels aligned by the {_ALIGNMENTS[comparison.by]}",
            "; ".join(sorted(rigs)),
        ),
        marks=() if comparison.warning is None else (comparison.warning,),
        notes=(_BAND_NOTE, *smoothing_notes(window)),
        aspect=aspect,
        level_name="Level, aligned [dB]",
        difference_name=f"Minus {first.name} [dB]",
    )


def _drawn_db(curve: OneCurve, window: SmoothingWindow | None) -> NDArray[Any]:
    if window is None:
        return curve.aligned_db
    return window.smoothed_db(curve.aligned_db, curve.frequency_hz)  # type: ignore[no-any-return]  # array API
