"""``auricle draft``."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auricle.cli.options import (
    ExistingPath,
    catalogs_option,
    json_option,
    json_text,
    write_or_print,
)

if TYPE_CHECKING:
    from auricle.audit.draft import Draft
    from auricle.audit.reading import Review

__all__ = ["draft"]


_EXAMPLE = """\b
Examples:
  auricle draft review.md
  auricle draft review.md -o acme-one.toml --publisher "A magazine"
  auricle draft review.md --form over-ear --back closed"""


@click.command(epilog=_EXAMPLE)
@click.argument("review", type=ExistingPath, metavar="REVIEW.md")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A new file to write.")
@click.option("--brand", help="Brand, where the review does not tell it from the model.")
@click.option("--model", help="Model, without the brand.")
@click.option(
    "--form",
    type=click.Choice(["over-ear", "on-ear", "in-ear", "earbud"]),
    help="Form, whatever the review says.",
)
@click.option(
    "--back",
    type=click.Choice(["open", "semi-open", "closed"]),
    help="Back, whatever the review says.",
)
@click.option("--publisher", help="Who published the review.")
@catalogs_option
@json_option
def draft(
    review: Path,
    *,
    output: Path | None,
    catalogs: tuple[Path, ...],
    as_json: bool,
    **known: str | None,
) -> None:
    """Write a first dossier from a published review, for a person to check.

    Each entry has a comment with the line it was read from. What was not plain stands as a
    comment at the end and is no entry. Exit status: 0 written, 2 refused, with nothing
    written.
    """
    from auricle.audit.draft import Known, draft_record, draft_review, format_draft
    from auricle.catalog import load_catalog

    if output is not None and output.exists():
        raise click.UsageError(f"{output} exists, and a draft overwrites nothing")
    catalog = load_catalog(catalogs)
    brands = tuple(sorted({one.product.brand for one in catalog.dossiers.values()}))
    made = draft_review(_review(review), Known(brands=brands, **known))
    slug = made.product.keys["slug"]
    text = format_draft(made, file=output.name if output else f"{slug}.toml")
    write_or_print(json_text(draft_record(made)) if as_json else text, output)
    if slug in catalog.dossiers:
        click.echo(
            f"note: the catalog has a dossier {slug!r} already; what is new in the draft goes into "
            "a copy of it, or the draft gets a slug and names of its own",
            err=True,
        )
    click.echo(_summary(made), err=True)


def _review(path: Path) -> Review:
    from auricle.audit.one import MAX_BYTES, decoded
    from auricle.audit.reading import read_review
    from auricle.errors import UnreadableFileError
    from auricle.response.formats.files import find_files

    if path.is_dir():
        raise click.UsageError(f"{path} is a folder; name one review")
    files = list(islice(find_files([path], max_bytes=MAX_BYTES), 2))
    if len(files) != 1:
        found = "more than one file" if files else "no file"
        raise click.UsageError(f"{path} is an archive with {found}; name one review")
    [file] = files
    text = decoded(file.name, file.load())
    if not isinstance(text, str):
        raise UnreadableFileError(file.name, f"{text.message}: {text.found}")
    return read_review(file.name, text)


def _summary(made: Draft) -> str:
    counts = {"sources": len(made.sources)} | {
        section: sum(one.section == section for one in made.entries)
        for section in ("facts", "findings", "prices")
    }
    said = ", ".join(f"{count} {section}" for section, count in counts.items())
    return f"{said}; {len(made.doubts)} left as comments. All of it is to be checked."
