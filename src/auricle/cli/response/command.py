"""``auricle response``: the command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from auricle.cli.options import Session, catalogs_option, json_option
from auricle.cli.progress import INTERRUPTED, Progress
from auricle.cli.response.asked import make_request, plot_options, request_options
from auricle.cli.response.drawing import check_plot_options, draw_product
from auricle.cli.response.output import Tally, print_json, print_text
from auricle.cli.response.products import Products
from auricle.cli.response.writing import write_products

__all__ = ["response"]

_EXAMPLE = """\b
Examples:
  auricle response akg-k612-pro
  auricle response "HD 600 L.txt" --rig gras-43ag --plot hd600.svg
  auricle response measurements/ --rig "711 clone" --json
  auricle response my.csv --rig gras --target "Harman over-ear 2013" --bass 2"""


@click.command(epilog=_EXAMPLE)
@click.argument("paths", nargs=-1, required=True, metavar="FILE|FOLDER|SLUG...")
@request_options
@plot_options
@click.option(
    "--write",
    "write_as",
    type=click.Choice(["autoeq", "rew", "cringraph"]),
    help="Write what was read in another form, into --output.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Folder for the files of --write."
)
@click.option("--jobs", type=click.IntRange(min=1), help="Processes. Default: one a core.")
@catalogs_option
@json_option
def response(
    paths: tuple[str, ...],
    *,
    plot: Path | None,
    aspect: str,
    smooth: str | None,
    smooth_mean: str,
    write_as: str | None,
    output: Path | None,
    jobs: int | None,
    catalogs: tuple[Path, ...],
    as_json: bool,
    **asked: Any,
) -> None:
    """Read any measured frequency responses and say what they show, and how sure.

    Files of REW, squig.link and CrinGraph, AutoEq, Audio Precision, AudioTools and plain
    tables are told apart by what is in them; folders and archives (zip, tar.gz) are read whole.
    Each value has the range in which 95 % of the curves lie that might have been measured instead.

    Exit status: 0 all read, 1 some refused, 2 wrong usage.
    """
    if (write_as is None) != (output is None):
        raise click.UsageError("--write and --output go together")
    if write_as is not None and (plot is not None or as_json):
        raise click.UsageError("--write goes without --plot and --json")
    window = check_plot_options(plot, aspect=aspect, smooth=smooth, mean=smooth_mean)
    request = make_request(**asked)
    products = Products.of(paths, Session(catalogs=catalogs, region="US"))
    if write_as is not None and output is not None:
        write_products(products, form=write_as, folder=output)
        return
    if plot is not None:
        draw_product(products, request, path=plot, aspect=aspect, window=window)
    progress, tally = Progress(products.n_files), Tally()
    records = tally.counted(progress.counted(products.survey(request, n_jobs=jobs)))
    (print_json if as_json else print_text)(records)
    if progress.is_interrupted:
        click.echo(progress.note, err=True)
        raise SystemExit(INTERRUPTED)
    if tally.n_refused:
        raise SystemExit(1)
