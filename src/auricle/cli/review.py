"""``auricle review``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from auricle.cli.options import Session, json_option, product_argument, session_options

__all__ = ["review"]

_EXAMPLE = """\b
Examples:
  auricle review akg-k612-pro
  auricle review akg-k612-pro --format html --output akg-k612-pro.html
  auricle review akg-k612-pro --as-of 2025-08-20 --json"""


@click.command(epilog=_EXAMPLE)
@product_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["md", "html", "json"]),
    show_default="md",
    help="md: as five-axis reviews are published; html: one file that needs nothing beside it.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file and print its path. Default: print the page.",
)
@session_options
@json_option
def review(
    product: str, *, form: str | None, output: Path | None, session: Session, as_json: bool
) -> None:
    """Write the review page of a product.

    Every number on it carries its reference, and what is not known is said.
    """
    from auricle import review as pages
    from auricle.dossier import write_text

    if output is not None and not output.name:
        raise click.UsageError("--output needs the name of a file")
    if as_json and form not in {None, "json"}:
        raise click.UsageError(f"--json and --format {form} ask for two different files")
    history = session.history(product)
    rating = history[-1]
    page = pages.review_page(rating, history=history)
    if as_json or form == "json":
        record = pages.record(page, rating)
        text = json.dumps(record, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    elif form == "html":
        text = pages.html(page)
    else:
        text = pages.markdown(page)
        if page.price is None:
            note = f"note: no price in the page of {page.name}: none is known on {page.day}"
            click.echo(f"{note}, though the published form asks for one", err=True)
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        write_text(output, text)
    except OSError as error:
        raise click.UsageError(f"cannot write {output}: {error.strerror}") from None
    click.echo(str(output))
