"""A page for every rule of the audit, with what its bad example really gives, and a list of all."""

from collections.abc import Iterator, Sequence

from auricle.audit.reading.languages import LANGUAGES
from auricle.audit.rules import Example, Rule, all_rules
from docs.pages.markdown import fenced, page, table
from tests.audit.published import example_findings

__all__ = ["rule_pages", "rules_page"]

_ENGLISH = LANGUAGES["en"]
_PARTS = {
    "front": "front matter",
    **_ENGLISH.titles,
    "references": _ENGLISH.references,
    "closing": "the last line",
    "file": "the whole text",
}
_GROUPS = {
    "structure": "Form",
    "scores": "Scores",
    "cost-performance": "Cost-performance",
    "electrical": "Electrical and acoustic figures",
    "evidence": "Evidence",
    "across": "Across reviews",
    "catalog": "Against the catalog",
    "switches": "Switches",
}


def rule_pages() -> dict[str, str]:
    """Id -> page."""
    return {rule.id: _page(rule) for rule in all_rules()}


def _page(rule: Rule) -> str:
    found = [one for one in example_findings(rule.bad) if one.rule == rule.id]
    messages = [f"{one.file}:{one.line}:{one.column}: {one.message}" for one in found]
    expected = [f"found {one.found}; expected {one.expected}" for one in found]
    lines = [line for pair in zip(messages, expected, strict=True) for line in pair]
    return page(
        rule.id,
        f"{rule.title} Severity: {rule.severity}, {_state(rule)}.",
        rule.why,
        "## Bad",
        *_example(rule.bad),
        "gives",
        fenced("\n".join(lines)),
        "## Good",
        *_example(rule.good),
        "## Let it stand",
        "In one place of a review, with the reason:",
        fenced(f"<!-- auricle: ignore {rule.id} because ... -->", "html"),
        f"In a whole run: `auricle audit --ignore {rule.id} ...`.",
    )


def _state(rule: Rule) -> str:
    return "on by default" if rule.is_on else f"off unless `--hints` or `--select {rule.id}` asks"


def _example(example: Example) -> Iterator[str]:
    n_files = len({excerpt.file for excerpt in example})
    for excerpt in example:
        file = f"`{excerpt.file}`, " if n_files > 1 else ""
        part = excerpt.part.removesuffix("-heading")
        yield f"{file}{_PARTS[part]}:"
        yield fenced(excerpt.text, "yaml" if part == "front" else "markdown")


def rules_page() -> str:
    """Every rule under its group, with a link to its page."""
    parts: list[str] = []
    for group, title in _GROUPS.items():
        rules = [rule for rule in all_rules() if rule.group == group]
        if rules:
            parts += [
                f"## {title}",
                f"Group `{group}`.",
                table(["rule", "severity", "what holds"], _rows(rules)),
            ]
    return page(
        "Rules of the audit",
        "What `auricle audit` looks for. A rule says what holds in a review without that fault; its page has a\n"
        "bad and a good example. How to use them, and how to switch them: [AUDIT.md](AUDIT.md).",
        "An error is provably wrong, a warning is for an editor to look at, a hint is off until `--hints`\n"
        "asks for it.",
        *parts,
    )


def _rows(rules: Sequence[Rule]) -> Iterator[list[str]]:
    for rule in rules:
        yield [f"[`{rule.id}`](reference/rules/{rule.id}.md)", rule.severity, rule.title]
