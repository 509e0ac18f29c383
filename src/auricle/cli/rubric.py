"""``auricle rubric``: rubrics shown, checked and compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auricle.cli.options import (
    Session,
    catalog_options,
    emit_json,
    evidence_options,
    json_option,
    json_text,
    write_or_print,
)
from auricle.cli.text import table

if TYPE_CHECKING:
    from auricle.rating import Axis, RubricCheck, SideBySide
    from auricle.review import RubricPage

__all__ = ["rubric"]

_CURRENCY = "USD"  # one for all, as in `auricle list`
_SHORT = {
    "scientific_validity": "science",
    "technology_level": "technology",
    "cost_performance": "cost",
    "reliability_support": "reliability",
    "design_rationality": "design",
}

_EXAMPLE = """\b
Examples:
  auricle rubric show published
  auricle rubric check my-rubric.toml --json
  auricle rubric compare auricle-1 published"""
_SHOW_EXAMPLE = """\b
Examples:
  auricle rubric show
  auricle rubric show published --format html -o published.html
  auricle rubric show my-rubric.toml --json"""
_CHECK_EXAMPLE = """\b
Examples:
  auricle rubric check my-rubric.toml
  auricle rubric check my-rubric.toml --catalog my-headphones --json"""
_COMPARE_EXAMPLE = """\b
Examples:
  auricle rubric compare auricle-1 published
  auricle rubric compare auricle-1 my-rubric.toml --as-of 2026-03-15 --format md
  auricle rubric compare auricle-1 published --json"""


@click.group(epilog=_EXAMPLE)
def rubric() -> None:
    """Show, check and compare rubrics: the files that say how evidence becomes points.

    A rubric is named by the id of a built-in one (auricle-1, published) or by its file.
    """


@rubric.command(epilog=_SHOW_EXAMPLE)
@click.argument("name", metavar="[ID|FILE]", default="auricle-1")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "md", "html"]),
    help="html: one file that needs nothing beside it. Default: text.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file and print its path. Default: print the page.",
)
@json_option
def show(name: str, *, form: str | None, output: Path | None, as_json: bool) -> None:
    """Explain a rubric: every axis, criterion, weight, input and curve of points."""
    if as_json and form is not None:
        raise click.UsageError(f"--json and --format {form} ask for two different files")
    from auricle import review as pages
    from auricle.rating import named_rubric

    shown = named_rubric(name)
    page = pages.rubric_page(shown)
    if as_json:
        write_or_print(json_text(pages.rubric_record(shown)), output)
    elif form == "html":
        write_or_print(pages.rubric_html(page), output)
    elif form == "md":
        write_or_print(pages.rubric_markdown(page), output)
    else:
        write_or_print("\n".join(_page_lines(page)) + "\n", output)


def _page_lines(page: RubricPage) -> list[str]:
    lines = [f"rubric {page.id}, SHA-256 {page.sha256}", "", *page.general, ""]
    lines += table([["grade g", "evidence"], *([grade, name] for name, grade in page.grades)])
    for axis in page.axes:
        lines += ["", f"{axis.name}  (rule {axis.rule})", f"  {axis.formula}"]
        rows = [
            [f"  {c.name}", c.weight, c.share, c.input, _points(c.points), "; ".join(c.remarks)]
            for c in axis.criteria
        ]
        header = ["  criterion", "w", "of axis", "input", "points", ""]
        lines += table([header, *rows], right=frozenset({1, 2})) if rows else []
        rows = [[f"  {compared}", margin] for compared, margin in axis.margins]
        lines += table([["  compared", "worse if short by more than"], *rows]) if rows else []
    return lines


def _points(points: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{value}: {worth}" for value, worth in points)


@rubric.command(epilog=_CHECK_EXAMPLE)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@evidence_options
@json_option
def check(file: Path, *, session: Session, as_json: bool) -> None:
    """Say what is wrong in a rubric file, and what its author should look at.

    Faults come all at once, with line and column. A file without faults rates the catalog,
    to find criteria that nothing is known of. Exit status: 0 no faults, 1 faults, 2 a file
    that cannot be read.
    """
    from auricle.rating import check_rubric, rate_all
    from auricle.rating.rubrics.rubric import rubric_text

    catalog = session.catalog()
    day = session.day(catalog)
    checked = check_rubric(
        rubric_text(file),
        file=file.name,
        rate_by=lambda rubric: rate_all(
            catalog, rubric=rubric, day=day, region=session.region, currency=_CURRENCY
        ),
    )
    if as_json:
        emit_json(_check_record(checked, file.name, day.isoformat(), session.region))
    else:
        click.echo("\n".join(_check_lines(checked, file.name)))
    if checked.faults:
        raise SystemExit(1)


def _check_lines(checked: RubricCheck, file: str) -> list[str]:
    from auricle.wording import counted

    if checked.rubric is None:
        faults = counted(len(checked.faults), "fault", "faults")
        return [*map(str, checked.faults), f"{file}: {faults}"]
    warnings = counted(len(checked.warnings), "warning", "warnings")
    said = f"{file}: rubric {checked.rubric.id} has no faults, {warnings}"
    return [*map(str, checked.warnings), said]


def _check_record(checked: RubricCheck, file: str, day: str, region: str) -> dict[str, Any]:
    from auricle import PROGRAM

    return {
        "file": file,
        "rubric": checked.rubric.id if checked.rubric else None,
        "sha256": checked.rubric.sha256 if checked.rubric else None,
        "as_of": day,
        "region": region,
        "faults": [
            {
                "line": fault.line,
                "column": fault.column,
                "found": fault.found,
                "expected": fault.expected,
                "hint": fault.hint or None,
            }
            for fault in checked.faults
        ],
        "warnings": [
            {"line": warning.line, "column": warning.column, "says": warning.says}
            for warning in checked.warnings
        ],
        "products": checked.n_products if checked.rubric else None,
        "program": PROGRAM,
    }


@rubric.command(epilog=_COMPARE_EXAMPLE)
@click.argument("first", metavar="ID|FILE")
@click.argument("second", metavar="ID|FILE")
@click.option(
    "--format", "form", type=click.Choice(["text", "md"]), help="md: Markdown. Default: text."
)
@catalog_options
@json_option
def compare(first: str, second: str, *, form: str | None, session: Session, as_json: bool) -> None:
    """Rate the whole catalog by two rubrics, side by side.

    Products stand in the order of their overall value by the first rubric; equal ones share
    a rank. A difference inside the joint interval of two ratings is a tie.
    """
    if as_json and form is not None:
        raise click.UsageError(f"--json and --format {form} ask for two different outputs")
    from auricle.rating import compare_rubrics, named_rubric, side_by_side_record

    rubrics = named_rubric(first), named_rubric(second)
    catalog = session.catalog()
    compared = compare_rubrics(
        catalog,
        *rubrics,
        day=session.day(catalog),
        region=session.region,
        currency=session.currency or _CURRENCY,
    )
    if as_json:
        emit_json(side_by_side_record(compared))
    else:
        click.echo("\n".join(_compared_lines(compared, is_markdown=form == "md")))


def _compared_lines(compared: SideBySide, *, is_markdown: bool) -> list[str]:
    first, second = compared.pairs[0].first, compared.pairs[0].second
    rows = _rows(compared)
    lines = [
        f"rubrics {first.rubric} and {second.rubric}, as of {first.day}, buyer in {first.region}",
        f"of two figures the first is by {first.rubric}, the second by {second.rubric}",
        "",
    ]
    if is_markdown:
        lines += [f"| {' | '.join(c.replace('|', '&#124;') for c in row)} |" for row in rows]
        lines.insert(4, "|---" * len(rows[0]) + "|")
    else:
        lines += table(rows, right=frozenset(range(1, 6)))
    return [*lines, "", *_summary(compared)]


def _rows(compared: SideBySide) -> list[list[str]]:
    first, second = compared.pairs[0].first, compared.pairs[0].second
    header = [
        "product",
        first.rubric,
        second.rubric,
        "differs",
        "1st rank",
        "2nd rank",
        *_SHORT.values(),
    ]
    return [
        [*header, "most", ""],
        *(
            [
                pair.first.dossier.product.name,
                f"{pair.first.value:.1f}",
                f"{pair.second.value:.1f}",
                f"{pair.difference:+.1f}",
                str(pair.first_rank),
                str(pair.second_rank),
                *(
                    f"{_shown(a)} {_shown(b)}"
                    for a, b in zip(pair.first.axes, pair.second.axes, strict=True)
                ),
                _SHORT.get(pair.widest_axis or "", ""),
                "tie" if pair.is_tie else "",
            ]
            for pair in compared.pairs
        ),
    ]


def _shown(axis: Axis) -> str:
    return f"{axis.rounded:.1f}" if axis.is_known else "?"


def _summary(compared: SideBySide) -> list[str]:
    overall = compared.overall
    ties = sum(pair.is_tie for pair in compared.pairs)
    said = (
        f"{overall.n} products: second less first {_number(overall.mean_difference)} in the mean, "
        f"{_number(overall.mean_absolute_difference)} apart; "
        f"rank correlation (Spearman) {_number(overall.rank_correlation)}; {ties} ties"
    )
    apart = [
        f"{_SHORT[axis]} {_number(stated.mean_absolute_difference)}"
        for axis, stated in compared.axes.items()
    ]
    most = _SHORT.get(compared.widest_axis or "", "none")
    return [
        said,
        f"axes apart in the mean: {', '.join(apart)}; most: {most}",
        "tie: the difference lies inside the joint interval; ?: not known, counts as neutral",
    ]


def _number(value: float | None) -> str:
    from auricle.wording import figure

    return "not defined" if value is None else figure(value, 2)
