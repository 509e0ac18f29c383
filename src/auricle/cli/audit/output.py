"""What ``auricle audit`` prints, in each form."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from auricle.cli.audit.lines import count, finding_lines, summary_lines
from auricle.cli.options import emit_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auricle.audit.baseline import Compared, Entry
    from auricle.audit.finding import Finding
    from auricle.audit.rules import Rule

__all__ = ["Outcome", "coloured", "print_gone", "print_outcome"]

_MOST_GONE = 20  # of a baseline that are named


@dataclass(frozen=True)
class Outcome:
    """What came of a run."""

    findings: Sequence[Finding]  # that count
    rules: Sequence[Rule]
    n_files: int
    compared: Compared | None  # with a baseline, if there is one


def coloured() -> bool | None:
    """Whether colours are wanted: None leaves it to the terminal (no-color.org)."""
    is_off = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return False if is_off else None


def print_outcome(outcome: Outcome, *, form: str, summary: bool) -> None:
    """Print the findings."""
    from auricle.audit.report import annotation, finding_record, sarif_log

    if form == "json":
        emit_json([finding_record(one) for one in outcome.findings])
    elif form == "sarif":
        log = sarif_log(outcome.findings, rules=outcome.rules, compared=outcome.compared)
        emit_json(log)
    elif form == "github":
        for one in outcome.findings:
            click.echo(annotation(one))
        _print_summary(outcome)
    else:
        for one in [] if summary else outcome.findings:
            click.echo("\n".join([*finding_lines(one), ""]), color=coloured())
        _print_summary(outcome)


def _print_summary(outcome: Outcome) -> None:
    n_known = len(outcome.compared.known) if outcome.compared else 0
    lines = summary_lines(outcome.findings, n_files=outcome.n_files, n_known=n_known)
    click.echo("\n".join(lines))


def print_gone(gone: Sequence[Entry]) -> None:
    """Say on stderr what of the baseline is found no more."""
    if not gone:
        return
    what = count(len(gone), "finding")
    click.echo(f"{what} of the baseline no longer found: write it anew to keep it short", err=True)
    for one in gone[:_MOST_GONE]:
        click.echo(f"  {one.file}: {one.rule}: {one.found}", err=True)
    if len(gone) > _MOST_GONE:
        click.echo(f"  and {len(gone) - _MOST_GONE} more", err=True)
