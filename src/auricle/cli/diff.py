"""``auricle diff``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from auricle.cli.options import (
    DayType,
    Session,
    json_option,
    json_text,
    product_argument,
    two_days_options,
    write_or_print,
)
from auricle.cli.text import table

if TYPE_CHECKING:
    from datetime import date

    from auricle.rating import Difference
    from auricle.review import Changes
    from auricle.review.what_changed import AxisChanges, Change

__all__ = ["diff"]

_EXAMPLE = """\b
Examples:
  auricle diff akg-k612-pro --from 2025-08-20 --to 2026-03-15
  auricle diff akg-k612-pro --from 2025-08-20 --to 2026-03-15 --all
  auricle diff my-headphone.toml --from 2025-08-20 --to 2026-03-15 --json"""


@click.command(epilog=_EXAMPLE)
@product_argument
@click.option(
    "--from", "first", type=DayType(), required=True, help="The day the change is counted from."
)
@click.option("--to", "second", type=DayType(), required=True, help="The day it is counted to.")
@click.option("--all", "list_all", is_flag=True, help="List evidence that moved nothing, too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "json"]),
    show_default="text",
    help="text: for the terminal; md: a page with links to the sources; json: for programs.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file and print its path. Default: print the result.",
)
@two_days_options
@json_option
def diff(
    product: str,
    *,
    first: date,
    second: date,
    list_all: bool,
    form: str | None,
    output: Path | None,
    session: Session,
    as_json: bool,
) -> None:
    """Show which evidence moved the rating of a product between two days.

    Every piece of evidence that came, went or changed has the effect that it has on average
    over all orders in which the pieces may have moved. Effects and rounding add up to the
    change. Prices of both days are compared in one currency: that of the product's newest
    price on the day --to, unless --currency names another.
    """
    if as_json and form not in {None, "json"}:
        raise click.UsageError(f"--json and --format {form} ask for two different forms")
    moved = session.difference(product, first, second)
    write_or_print(_text(moved, "json" if as_json else form, list_all=list_all), output)


def _text(moved: Difference, form: str | None, *, list_all: bool) -> str:
    if form == "json":
        from auricle.rating import difference_record

        return json_text(difference_record(moved))
    from auricle.review import changes, changes_markdown

    page = changes(moved, list_all=list_all)
    return changes_markdown(page) if form == "md" else "\n".join(_lines(page)) + "\n"


def _lines(page: Changes) -> list[str]:
    lines = [f"{page.name}  ({page.kind})", page.setting, "", f"  {page.overall}"]
    lines += [f"  interval {page.interval}", *(f"  {note}" for note in page.notes)]
    for axis in page.axes:
        lines += ["", *_axis_lines(axis)]
    lines += ["", f"Together: {page.total}."]
    if page.rest:
        hint = " --all lists them." if page.n_without_effect > len(page.without_effect) else ""
        lines += ["", page.rest + hint]
    return lines + table([_cells(row) for row in page.without_effect])


def _axis_lines(axis: AxisChanges) -> list[str]:
    intervals = f"interval {axis.interval}, coverage {axis.coverage}"
    lines = [f"{axis.name}: {axis.rounded}   {axis.value}, {intervals}"]
    lines += [f"  {note}" for note in axis.notes]
    if not axis.rows and axis.change == "+0.0":
        return [*lines, "  nothing moved it"]
    rows = [_cells(row) for row in axis.rows]
    rows += [[f"  {axis.rounding}", "", "rounding"], [f"  {axis.change}", "", "together"]]
    return lines + table(rows)


def _cells(row: Change) -> list[str]:
    names = list(dict.fromkeys(name for name, _ in row.sources))
    return [f"  {row.effect}", row.how, row.what, ", ".join(names)]
