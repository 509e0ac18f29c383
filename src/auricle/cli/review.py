"""``auricle review``."""

from __future__ import annotations

from pathlib import Path

import click

from auricle.cli.options import (
    Session,
    json_option,
    json_text,
    product_argument,
    session_options,
    write_or_print,
)

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

    if output is not None and not output.name:
        raise click.UsageError("--output needs the name of a file")
    if as_json and form not in {None, "json"}:
        raise click.UsageError(f"--json and --format {form} ask for two different files")
    history, moved = session.past(product)
    rating = history[-1]
    page = pages.review_page(rating, history=history, moved=moved)
    if as_json or form == "json":
        text = json_text(pages.record(page, rating))
    elif form == "html":
        text = pages.html(page)
    else:
        text = pages.markdown(page)
        if page.price is None:
            note = f"note: no price in the page of {page.name}: none is known on {page.day}"
            click.echo(f"{note}, though the published form asks for one", err=True)
    write_or_print(text, output)
