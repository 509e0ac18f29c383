"""What the options of ``auricle audit`` ask for."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from auricle.audit.baseline import Entry
    from auricle.audit.cache import Cache
    from auricle.audit.rules import Rule

    _F = TypeVar("_F", bound=Callable[..., Any])

__all__ = ["asked_cache", "asked_rules", "audit_options", "check_usage", "read_baseline"]

FORMS = ("text", "json", "sarif", "github")

_OPTIONS = (
    click.option(
        "--format",
        "form",
        type=click.Choice(FORMS),
        default="text",
        show_default=True,
        help="sarif: for code scanning; github: annotations of GitHub Actions.",
    ),
    click.option("--json", "as_json", is_flag=True, help="Short for --format json."),
    click.option("--summary", is_flag=True, help="Only how many findings there are by rule."),
    click.option(
        "--select",
        multiple=True,
        metavar="RULE",
        help="Only these rules or groups, parted by commas.",
    ),
    click.option(
        "--ignore", multiple=True, metavar="RULE", help="All rules but these or these groups."
    ),
    click.option("--hints", is_flag=True, help="With the rules that are off by default."),
    click.option("--rules", "list_rules", is_flag=True, help="List all rules, and audit nothing."),
    click.option("--explain", metavar="RULE", help="Explain a rule, and audit nothing."),
    click.option(
        "--baseline",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Findings in this file are not shown and do not count.",
    ),
    click.option(
        "--write-baseline",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write all findings to this file, as a baseline.",
    ),
    click.option(
        "--fix", is_flag=True, help="Show as a diff what has only one right answer, put right."
    ),
    click.option("--write", is_flag=True, help="With --fix: put it right in the files."),
    click.option("--jobs", type=click.IntRange(min=1), help="Processes. Default: one a core."),
    click.option(
        "--cache",
        "cache_folder",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="FOLDER",
        help="Where results are kept. Default: a folder of the user's.",
    ),
    click.option("--no-cache", is_flag=True, help="Keep no results, and use none."),
)


def audit_options(command: _F) -> _F:
    """Add the options of the command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def check_usage(
    paths: Sequence[Path],
    *,
    form: str,
    summary: bool,
    fix: bool,
    write: bool,
    baseline: Path | None,
    write_baseline: Path | None,
    cache_folder: Path | None,
    no_cache: bool,
) -> None:
    """Refuse options that do not go together."""
    faults = {
        "name files or folders with reviews": not paths,
        "--write goes with --fix": write and not fix,
        "--fix and --summary print text: not with --json or --format": (
            form != "text" and (fix or summary)
        ),
        "--baseline and --write-baseline do not go together": bool(baseline and write_baseline),
        "--fix and --write-baseline do not go together": bool(fix and write_baseline),
        "--cache and --no-cache do not go together": bool(cache_folder and no_cache),
    }
    for fault, is_there in faults.items():
        if is_there:
            raise click.UsageError(fault)


def asked_rules(select: Sequence[str], ignore: Sequence[str], *, with_hints: bool) -> list[Rule]:
    """Rules that the options name, in the order of the list of all."""
    from auricle.audit.rules import all_rules

    named = {rule.id for rule in _named(select)}
    left_out = {rule.id for rule in _named(ignore)}
    return [
        rule
        for rule in all_rules()
        if (rule.id in named if select else rule.is_on or with_hints) and rule.id not in left_out
    ]


def _named(names: Sequence[str]) -> Iterator[Rule]:
    """Rules of some names, each that of a rule or of a group, or several with commas."""
    from auricle.audit.rules import all_rules, rule_named

    for name in (part.strip() for option in names for part in option.split(",")):
        group = [rule for rule in all_rules() if rule.group == name.lower()]
        yield from group or [rule_named(name)]


def asked_cache(
    folder: Path | None, rules: Sequence[Rule], *, no_cache: bool, catalogs: Sequence[Path]
) -> Cache | None:
    """Where results are kept; None where they are not."""
    from auricle.audit.cache import Cache, cache_seed, catalog_hash, usual_folder

    place = folder or usual_folder(os.environ, platform=sys.platform)
    if no_cache or place is None:
        return None
    looks_up = any(rule.check_catalog is not None for rule in rules)
    catalog = catalog_hash(catalogs) if looks_up else ""
    return Cache(place, cache_seed([rule.id for rule in rules], catalog=catalog))


def read_baseline(path: Path) -> Mapping[Entry, int]:
    """What a baseline lets stand."""
    from auricle.audit.baseline import parse_baseline
    from auricle.cli.options import read_text

    return parse_baseline(read_text(path), file=str(path))
