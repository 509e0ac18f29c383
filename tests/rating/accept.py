"""Accepts the ratings of the built-in catalog as they are now, after showing what moved.

Run from the root of the repository: ``python -m tests.rating.accept``, or ``make accept``.
"""

import json

import click

from auricle.catalog import built_in_catalog
from auricle.dossier.write import write_text

from .published_numbers import FOLDER, built_in_rubrics, format_record, recorded, report


def main() -> None:
    """Show what moved, then write it."""
    rubrics = built_in_rubrics()
    for path in sorted(FOLDER.glob("*.json")):
        if path.stem not in rubrics:
            click.echo(f"{path.stem}: the rubric is gone, its ratings are removed")
            path.unlink()
    for name, rubric in rubrics.items():
        path = FOLDER / f"{name}.json"
        new = recorded(built_in_catalog(), rubric)
        if path.exists():
            lines = report(json.loads(path.read_text("utf-8")), new)
            click.echo("\n".join([f"rubric {name}", *(lines or ["nothing moved"])]))
        else:
            click.echo(f"rubric {name}: first record")
        write_text(path, format_record(new))


if __name__ == "__main__":
    main()
