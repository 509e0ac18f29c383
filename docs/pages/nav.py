"""The tree of pages, as the site shows it."""

from collections.abc import Mapping

from auricle.audit.rules import all_rules
from auricle.dossier import load_glossary
from auricle.metrics import load_definitions
from docs.pages.commands import commands
from docs.pages.errors import error_classes
from docs.pages.schemas import schema_pages

__all__ = ["GUIDES", "nav_text"]

GUIDES = {
    "Write a dossier": "DOSSIERS.md",
    "Responses": "RESPONSES.md",
    "What drives a headphone": "DRIVE.md",
    "Audit reviews": "AUDIT.md",
    "Rigs and targets": "RIGS-AND-TARGETS.md",
    "The rubric": "RUBRIC.md",
    "Rubric published": "RUBRIC-PUBLISHED.md",
    "Rubrics compared": "RUBRICS-COMPARED.md",
    "Worked example": "WORKED-EXAMPLE.md",
    "Difference": "DIFFERENCE.md",
    "JSON for programs": "JSON.md",
    "Architecture": "ARCHITECTURE.md",
    "Benchmarks": "BENCHMARKS.md",
}
_SECTIONS = {  # title -> its overview, kinds of pages
    "Commands": ("COMMANDS.md", ("commands", "schemas")),
    "Quantities": ("GLOSSARY.md", ("quantities",)),
    "Findings": (None, ("findings", "functions")),
    "Metrics": ("METRICS.md", ("metrics",)),
    "Rules": ("AUDIT-RULES.md", ("rules",)),
    "Errors": ("ERRORS.md", ("errors",)),
}


def nav_text() -> str:
    """The section ``nav`` of mkdocs.yml."""
    lines = ["nav:", "  - Start: index.md", "  - Guides:"]
    lines += [f"      - {title}: {file}" for title, file in GUIDES.items()]
    for title, (overview, kinds) in _SECTIONS.items():
        lines.append(f"  - {title}:")
        if overview:
            lines.append(f"      - All {title.lower()}: {overview}")
        for kind in kinds:
            names = sorted(_names(kind).items(), key=lambda item: item[1].lower())
            lines += [f'      - "{text}": reference/{kind}/{name}.md' for name, text in names]
    return "\n".join(lines) + "\n"


def _names(kind: str) -> Mapping[str, str]:
    """Name of a page -> how the tree calls it."""
    glossary = load_glossary()
    return {
        "commands": {name: command.title for name, command in commands().items()},
        "quantities": {slug: q.name for slug, q in glossary.quantities.items()},
        "findings": {slug: c.name for slug, c in glossary.criteria.items()},
        "functions": {slug: f"Function: {f.name}" for slug, f in glossary.functions.items()},
        "metrics": {name: d.name for name, d in load_definitions().items()},
        "rules": {rule.id: rule.id for rule in all_rules()},
        "errors": {code: code for code in error_classes()},
        "schemas": {name: f"Schema: {name}" for name in schema_pages()},
    }[kind]
