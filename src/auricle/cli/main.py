"""``auricle``: the command line."""

import os
import sys
from io import TextIOWrapper

import click

from auricle import __version__
from auricle.cli.audit import audit
from auricle.cli.compare import compare
from auricle.cli.diff import diff
from auricle.cli.draft import draft
from auricle.cli.drive import drive
from auricle.cli.exposure import exposure
from auricle.cli.list import list_products
from auricle.cli.rate import rate
from auricle.cli.reliability import reliability
from auricle.cli.response import response
from auricle.cli.review import review
from auricle.cli.rubric import rubric
from auricle.cli.show import show
from auricle.errors import AuricleError

__all__ = ["main"]


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with: auricle rate akg-k612-pro",
)
@click.version_option(__version__, prog_name="auricle")
def cli() -> None:
    """Rate headphones from evidence; every tenth of a point traced to a fact with a source."""


for command in (
    list_products,
    show,
    rate,
    diff,
    review,
    reliability,
    rubric,
    response,
    compare,
    exposure,
    drive,
    audit,
    draft,
):
    cli.add_command(command)


def main() -> None:
    """Run the command line.

    Exit status: 0 done, 1 done with faults found, 2 wrong usage or refused input with
    nothing done.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # the same bytes under every locale and system
            stream.reconfigure(encoding="utf-8", newline="\n")
    try:
        try:
            cli()
        finally:
            sys.stdout.flush()
    except AuricleError as error:
        click.echo(f"refused [{error.code}]\n{error}", err=True)
        raise SystemExit(2) from None
    except OSError as error:
        # What stdout still holds cannot be written either: let nothing try once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        click.echo(f"cannot write the result: {error.strerror}", err=True)
        raise SystemExit(2) from None
