"""A page for every command, made from what click knows of it and from running its examples."""

import contextlib
import inspect
import re
import shlex
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from click.testing import CliRunner

from auricle.cli.main import cli
from docs.pages.markdown import fenced, page, table

__all__ = ["Command", "command_pages", "commands", "commands_page"]

_MOST_LINES = 40  # of an output that is shown


@dataclass(frozen=True, slots=True)
class Command:
    """One command of the program."""

    path: tuple[str, ...]  # its name, after those of the groups it stands in
    click: click.Command

    @property
    def title(self) -> str:
        """What one types."""
        return " ".join(["auricle", *self.path])

    @property
    def summary(self) -> str:
        """First paragraph of its help."""
        return inspect.cleandoc(self.click.help or "").partition("\n\n")[0]

    @property
    def more(self) -> str:
        """The other paragraphs."""
        return inspect.cleandoc(self.click.help or "").partition("\n\n")[2]

    @property
    def examples(self) -> list[str]:
        """The examples of its help, one a line."""
        lines = [line.strip() for line in (self.click.epilog or "").splitlines()]
        return [line for line in lines if line.startswith("auricle ")]


def commands() -> dict[str, Command]:
    """Every command by its name, those of a group as ``group-command``."""
    return {"-".join(command.path): command for command in _walk(cli, ())}


def _walk(group: click.Group, above: tuple[str, ...]) -> Iterator[Command]:
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from _walk(command, (*above, name))
        else:
            yield Command((*above, name), command)


def command_pages() -> dict[str, str]:
    """Name -> page."""
    return {name: _page(name, command) for name, command in commands().items()}


def _page(name: str, command: Command) -> str:
    context = click.Context(command.click, info_name=command.title, max_content_width=100)
    printed = _first_output(command)
    return page(
        command.title,
        command.summary,
        command.more,
        fenced(context.get_usage().removeprefix("Usage: ")),
        "## Options",
        table(["option", "meaning"], _options(command.click, context)),
        "## Examples",
        fenced("\n".join(command.examples)),
        *(["## What it prints", *printed] if printed else []),
        "## For programs",
        f"With `--json` it prints JSON of the form [{name}](../schemas/{name}.md); what holds for all\n"
        "commands is in [JSON for programs](../../JSON.md). Exit status: 0 done, 1 done with faults found, 2 wrong\n"
        "usage or refused input with nothing done. What may be refused: [errors](../../ERRORS.md).",
    )


def _options(command: click.Command, context: click.Context) -> list[list[str]]:
    options = [p for p in command.get_params(context) if isinstance(p, click.Option)]
    records = [option.get_help_record(context) for option in options]
    return [[f"`{names}`", re.sub(r"\s+", " ", text)] for names, text in filter(None, records)]


def _first_output(command: Command) -> list[str]:
    """The first example that needs no file of the reader's, and what it prints."""
    for line in command.examples:
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(Path(folder)):
            result = CliRunner().invoke(cli, shlex.split(line)[1:])
        if result.exit_code in {0, 1} and result.stdout:
            lines = result.stdout.rstrip("\n").splitlines()
            left = len(lines) - _MOST_LINES
            shown = lines if left < 2 else [*lines[:_MOST_LINES], "...", f"({left} more lines)"]
            language = "markdown" if lines[0] == "---" else "text"
            return [f"`{line}`:", fenced("\n".join(shown), language)]
    return []


def commands_page() -> str:
    """Every command in a line, with a link to its page."""
    rows = [
        [
            f"[`{command.title}`](reference/commands/{name}.md)",
            command.summary,
        ]
        for name, command in commands().items()
    ]
    return page(
        "Commands",
        "Every command has `--help` with examples and `--json` for programs.",
        table(["command", "what it does"], rows),
    )
