"""``auricle audit``: the command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auricle.cli.audit.asked import (
    asked_cache,
    asked_rules,
    audit_options,
    check_usage,
    read_baseline,
)
from auricle.cli.options import catalogs_option
from auricle.cli.progress import INTERRUPTED, Progress
from auricle.errors import AuricleError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from auricle.audit.baseline import Compared, Entry
    from auricle.audit.finding import Finding
    from auricle.audit.one import Audited
    from auricle.audit.rules import Rule
    from auricle.response.formats.files import FoundFile

__all__ = ["audit"]

_EXAMPLE = """\b
Examples:
  auricle audit reviews/
  auricle audit review.md --ignore unlike-units
  auricle audit reviews/ --select score-sum --json
  auricle audit reviews/ --fix
  auricle audit reviews/ --write-baseline audit-baseline.json"""


@click.command(epilog=_EXAMPLE)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="FILE|FOLDER...")
@audit_options
@catalogs_option
def audit(
    paths: tuple[Path, ...],
    *,
    form: str,
    as_json: bool,
    list_rules: bool,
    explain: str | None,
    **asked: Any,
) -> None:
    """List what does not add up in published reviews, with place and reason.

    Exit status: 0 nothing found but hints, 1 errors or warnings found, 2 wrong usage, 130
    interrupted, with what was found until then.
    """
    if list_rules or explain is not None:
        _print_rules(explain)
        return
    form = "json" if as_json and form == "text" else form
    if as_json and form != "json":
        raise click.UsageError(f"--json and --format {form} do not go together")
    _run(paths, form=form, **asked)


def _print_rules(explain: str | None) -> None:
    from auricle.audit.rules import all_rules, rule_named
    from auricle.cli.audit.explained import explained_lines, rule_list_lines

    lines = (
        rule_list_lines(all_rules()) if explain is None else explained_lines(rule_named(explain))
    )
    click.echo("\n".join(lines))


def _run(
    paths: Sequence[Path],
    *,
    form: str,
    select: Sequence[str],
    ignore: Sequence[str],
    hints: bool,
    jobs: int | None,
    catalogs: tuple[Path, ...],
    cache_folder: Path | None,
    no_cache: bool,
    baseline: Path | None,
    write_baseline: Path | None,
    **asked: Any,
) -> None:
    """Audit the files, and do with the findings what is asked."""
    from auricle.audit.run import audit_files, find_reviews

    check_usage(
        paths,
        form=form,
        cache_folder=cache_folder,
        no_cache=no_cache,
        baseline=baseline,
        write_baseline=write_baseline,
        **asked,
    )
    rules = asked_rules(select, ignore, with_hints=hints)
    known = _checked(catalogs, baseline, write_baseline)
    cache = asked_cache(cache_folder, rules, no_cache=no_cache, catalogs=catalogs)
    files = find_reviews(paths)
    progress = Progress(len(files), what="reviews")
    batches = audit_files(files, rules=rules, n_jobs=jobs, catalogs=catalogs, cache=cache)
    audited = list(progress.counted(batches))
    findings = _all_findings(audited, rules, is_whole=not progress.is_interrupted)
    if write_baseline is not None and not progress.is_interrupted:
        _write_baseline(write_baseline, findings)
        return
    folder = baseline.parent if baseline else Path()
    compared = None if known is None else _compared(known, folder, findings, audited, rules)
    is_bad = _report(files, audited, findings, rules=rules, form=form, compared=compared, **asked)
    _end(progress, is_bad=is_bad)


def _end(progress: Progress, *, is_bad: bool) -> None:
    """End with the status that the findings make."""
    if progress.is_interrupted:
        click.echo(progress.note, err=True)
        raise SystemExit(INTERRUPTED)
    if is_bad:
        raise SystemExit(1)


def _checked(
    catalogs: Sequence[Path], baseline: Path | None, write_baseline: Path | None
) -> Mapping[Entry, int] | None:
    """What the baseline lets stand; what has faults is refused before any review is read."""
    if catalogs:
        from auricle.catalog import load_catalog

        load_catalog(catalogs)
    if write_baseline is not None:
        _check_may_be_written(write_baseline)
    return read_baseline(baseline) if baseline else None


def _check_may_be_written(path: Path) -> None:
    """Refuse to write over anything but a baseline, before any review is read."""
    try:
        if path.exists():
            read_baseline(path)
    except AuricleError:
        message = f"{path} exists and is no baseline; --write-baseline needs a file of its own"
        raise click.UsageError(message) from None


def _all_findings(
    audited: Sequence[Audited], rules: Sequence[Rule], *, is_whole: bool
) -> list[Finding]:
    """Findings of each review, and across reviews where all of them were read."""
    from auricle.audit.one import in_order
    from auricle.audit.run import shelf_findings

    single = [finding for one in audited for finding in one.findings]
    return list(in_order([*single, *(shelf_findings(audited, rules=rules) if is_whole else [])]))


def _report(
    files: Sequence[FoundFile],
    audited: Sequence[Audited],
    findings: Sequence[Finding],
    *,
    rules: Sequence[Rule],
    form: str,
    summary: bool,
    fix: bool,
    write: bool,
    compared: Compared | None,
) -> bool:
    """Print or mend what counts; say whether an error or a warning is left."""
    from auricle.cli.audit.fixing import fix_files
    from auricle.cli.audit.output import Outcome, print_gone, print_outcome

    counted = compared.new if compared else tuple(findings)
    is_complete = True
    if fix:
        hashes = {one.file: one.sha256 for one in audited}
        mended, is_complete = fix_files(files, counted, hashes=hashes, write=write)
        counted = tuple(one for one in counted if one not in mended)
    else:
        print_outcome(Outcome(counted, rules, len(audited), compared), form=form, summary=summary)
    print_gone(compared.gone if compared else ())
    return not is_complete or any(one.severity != "hint" for one in counted)


def _compared(
    known: Mapping[Entry, int],
    folder: Path,
    findings: Sequence[Finding],
    audited: Sequence[Audited],
    rules: Sequence[Rule],
) -> Compared:
    from auricle.audit.baseline import compare

    return compare(
        findings,
        known,
        folder=folder,
        files=[one.file for one in audited],
        rules={rule.id for rule in rules if rule.check_shelf is None},
    )


def _write_baseline(path: Path, findings: Sequence[Finding]) -> None:
    from auricle.audit.baseline import baseline_text
    from auricle.audit.one import UNREADABLE
    from auricle.cli.audit.lines import count
    from auricle.cli.options import write_file

    findings = [one for one in findings if one.rule != UNREADABLE]
    write_file(path, baseline_text(findings, folder=path.parent).encode("utf-8"))
    click.echo(f"{count(len(findings), 'finding')} written to {path}")
