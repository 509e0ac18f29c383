"""Rules as text: the list of all, and the page of one."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from auricle.cli.text import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from auricle.audit.rules import Example, Rule

__all__ = ["explained_lines", "rule_list_lines"]

_WIDTH = 96


def rule_list_lines(rules: Sequence[Rule]) -> list[str]:
    """Id, group, severity, whether it is on, title."""
    return table(
        [
            [rule.id, rule.group, rule.severity, "on" if rule.is_on else "off", rule.title]
            for rule in rules
        ]
    )


def explained_lines(rule: Rule) -> Iterator[str]:
    """What a rule looks for, why, with its examples."""
    state = "on" if rule.is_on else "off unless --hints or --select asks for it"
    yield f"{rule.id} ({rule.group}, {rule.severity}, {state})"
    yield ""
    yield from textwrap.wrap(rule.title, _WIDTH)
    yield from textwrap.wrap(rule.why, _WIDTH)
    for title, example in (("Bad", rule.bad), ("Good", rule.good)):
        yield ""
        yield f"{title}:"
        yield from _example_lines(example)
    yield ""
    yield "Let it stand, in the line above or in the line itself:"
    yield f"  <!-- auricle: ignore {rule.id} because ... -->"


def _example_lines(example: Example) -> Iterator[str]:
    n_files = len({excerpt.file for excerpt in example})
    for excerpt in example:
        if n_files > 1:
            yield f"  {excerpt.file}:"
        for line in excerpt.text.splitlines():
            yield f"  {'  ' * (n_files > 1)}{line}".rstrip()
