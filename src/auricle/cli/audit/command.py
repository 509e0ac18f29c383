"""``auricle audit``: the command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from auricle.cli.options import catalogs_option, emit_json, json_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auricle.audit.finding import Finding
    from auricle.audit.rules import Rule

__all__ = ["audit"]

_EXAMPLE = """\b
Examples:
  auricle audit reviews/
  auricle audit review.md --ignore unlike-units
  auricle audit reviews/ --select score-sum --json"""


@click.command(epilog=_EXAMPLE)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="FILE|FOLDER...")
@click.option("--select", multiple=True, metavar="RULE", help="Only these rules.")
@click.option("--ignore", multiple=True, metavar="RULE", help="All rules but these.")
@click.option("--hints", is_flag=True, help="With the rules that are off by default.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes. Default: one a core.")
@catalogs_option
@json_option
def audit(
    paths: tuple[Path, ...],
    *,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    hints: bool,
    jobs: int | None,
    catalogs: tuple[Path, ...],
    as_json: bool,
) -> None:
    """List what does not add up in published reviews, with place and reason.

    Exit status: 0 nothing found but hints, 1 errors or warnings found, 2 wrong usage.
    """
    from auricle.audit.one import in_order
    from auricle.audit.run import audit_files, find_reviews, shelf_findings

    if not paths:
        raise click.UsageError("name files or folders with reviews")
    rules = _asked(select, ignore, with_hints=hints)
    if catalogs:
        _check_catalogs(catalogs)
    files = find_reviews(paths)
    audited = list(audit_files(files, rules=rules, n_jobs=jobs, catalogs=catalogs))
    findings = list(
        in_order(
            [
                *(finding for one in audited for finding in one.findings),
                *shelf_findings(audited, rules=rules),
            ]
        )
    )
    _print(findings, n_files=len(files), as_json=as_json)
    if any(one.severity != "hint" for one in findings):
        raise SystemExit(1)


def _asked(select: Sequence[str], ignore: Sequence[str], *, with_hints: bool) -> list[Rule]:
    """Rules that the options name."""
    from auricle.audit.rules import all_rules, rule_named

    named = [rule_named(name) for name in select]
    left_out = [rule_named(name) for name in ignore]
    rules = named or [rule for rule in all_rules() if rule.is_on or with_hints]
    return [rule for rule in rules if rule not in left_out]


def _check_catalogs(catalogs: Sequence[Path]) -> None:
    """Refuse dossiers with faults before any review is read."""
    from auricle.catalog import load_catalog

    load_catalog(catalogs)


def _print(findings: Sequence[Finding], *, n_files: int, as_json: bool) -> None:
    from auricle.audit.report import finding_record
    from auricle.cli.audit.lines import finding_lines, summary_lines

    if as_json:
        emit_json([finding_record(one) for one in findings])
        return
    for one in findings:
        click.echo("\n".join([*finding_lines(one), ""]))
    click.echo("\n".join(summary_lines(findings, n_files=n_files)))
