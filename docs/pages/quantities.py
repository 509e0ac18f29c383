"""A page for every quantity, and the glossary that lists them."""

import statistics
from collections import Counter

from auricle.catalog import built_in_catalog
from auricle.dossier import combine_facts, fact_groups, load_glossary
from auricle.dossier.glossary import Quantity
from auricle.metrics import load_definitions
from docs.pages.built_in import compared_metrics, readers, subjects, uses
from docs.pages.examples import fact_example
from docs.pages.markdown import fenced, page, table

__all__ = ["glossary_page", "quantity_pages"]

_IMPEDANCE_OHM = 32.0  # of the worked conversions
_WORKED = {"<per-milliwatt>": 96.0, "<volt-for-94-db>": 0.1, "<millivolt-for-94-db>": 100.0}


def quantity_pages() -> dict[str, str]:
    """Slug -> page."""
    return {slug: _page(quantity) for slug, quantity in load_glossary().quantities.items()}


def _page(q: Quantity) -> str:
    where, example = fact_example(q)
    return page(
        q.name,
        f"`{q.slug}`, {q.group}, {_in_unit(q)}.",
        q.meaning,
        table(["", ""], _rules(q)),
        "## Units",
        table(["stated as", "kept as"], [[_stated(q, unit), _kept(q, unit)] for unit in q.units]),
        "## What reads it",
        *_readers(q),
        "## In a dossier",
        f"{where}:",
        fenced(example, "toml"),
        "## In the catalog",
        _in_the_catalog(q),
    )


def _in_unit(q: Quantity) -> str:
    return "a plain ratio (0.01 is 1 %)" if q.unit == "ratio" else f"in {q.unit}"


def _rules(q: Quantity) -> list[list[str]]:
    log = q.scale == "log"
    spread = [
        f"{kind} {_spread(q, getattr(q, kind))}" for kind in ("measured", "specified", "estimated")
    ]
    rows = [
        ["Range", f"{_figure(q, q.low)} to {_figure(q, q.high)}; what lies outside is refused"],
        ["Scale", "logarithmic: errors are relative" if log else "linear"],
        ["Standard uncertainty where a source states none", ", ".join(spread)],
        ["Stated for", ", ".join(f"`{name}`" for name in q.per) or "no condition"],
        ["Sibling as proxy", _proxy(q)],
    ]
    if q.range:
        rows.append(["Figure", "a span: `min` and `max` together are the value"])
    return rows


def _spread(q: Quantity, value: float) -> str:
    return f"{100 * value:g} %" if q.scale == "log" else f"{value:g} {q.unit}"


def _proxy(q: Quantity) -> str:
    if q.proxy is None:
        return "none may stand in"
    alike = " and ".join(f"[{s}]({s}.md)" for s in q.alike)
    condition = f", if it is alike in {alike}" if alike else ""
    return f"may stand in, with {_spread(q, q.proxy)} more uncertainty{condition}"


def _stated(q: Quantity, unit: str) -> str:
    how = q.units[unit]
    if isinstance(how, str):
        at = f" at {_IMPEDANCE_OHM:g} Ω" if q.needs_impedance(unit) else ""
        return f"{_WORKED[how]:g} {unit}{at}"
    return f"1 {unit}"


def _kept(q: Quantity, unit: str) -> str:
    how = q.units[unit]
    value = _WORKED[how] if isinstance(how, str) else 1.0
    return f"{q.to_canonical(value, unit, impedance_ohm=_IMPEDANCE_OHM):.6g} {q.unit}"


def _readers(q: Quantity) -> list[str]:
    names = readers().get(q.slug, ())
    if not names:
        return ["No metric reads it: it is shown and moves no rating."]
    definitions = load_definitions()
    links = [f"[{definitions[name].name}](../metrics/{name}.md)" for name in names]
    rows = [
        [use.rubric, use.axis, use.criterion.name, use.how]
        for name in names
        for use in uses(metric=name)
    ]
    parts = [f"Metrics: {', '.join(links)}."]
    if rows:
        parts.append(table(["rubric", "axis", "criterion", "how it counts"], rows))
    if compared_metrics() & set(names):
        place = "[cost-performance](../../RUBRIC.md#cost-performance)"
        parts.append(f"Products are compared by it for the {place}.")
    return parts


def _in_the_catalog(q: Quantity) -> str:
    n_products = len(built_in_catalog().dossiers)
    groups: Counter[tuple[str, tuple[tuple[str, str | float], ...]]] = Counter()
    stating = 0
    for subject in subjects().values():
        keys = [key for key in fact_groups(subject.dossier.facts) if key[0] == q.slug]
        stating += bool(keys)
        groups.update(keys)
    if not groups:
        return f"None of the {n_products} products states it."
    text = f"{stating} of {n_products} products state it."
    if q.range:
        facts = [f for s in subjects().values() for f in s.dossier.facts if f.quantity == q.slug]
        low = min(fact.low for fact in facts if fact.low is not None)
        high = max(fact.high for fact in facts if fact.high is not None)
        return f"{text} Lowest lower end {low:g} {q.unit}, highest upper end {high:g} {q.unit}."
    key = min(groups, key=lambda k: (-groups[k], repr(k)))
    found = {}
    for slug, subject in subjects().items():
        combined = combine_facts(subject.dossier, (), key)
        if combined is not None:
            found[slug] = combined.estimate.value
    lowest, highest = min(found, key=found.__getitem__), max(found, key=found.__getitem__)
    median = statistics.median(found.values())
    if len(groups) > 1:
        where = ", ".join(f"`{name}` {value}" for name, value in key[1])
        text += f" Most of them ({len(found)}) {f'for {where}' if where else 'without condition'}."
    return (
        f"{text} Lowest {_figure(q, found[lowest])} ({lowest}), median {_figure(q, median)}, "
        f"highest {_figure(q, found[highest])} ({highest})."
    )


def _figure(q: Quantity, value: float) -> str:
    return f"{value:.4g}" if q.unit == "ratio" else f"{value:.4g} {q.unit}"


def glossary_page() -> str:
    """Quantities, findings and functions that a dossier may state, with links to their pages."""
    glossary = load_glossary()
    quantities = glossary.quantities.values()
    parts: list[str] = []
    for group in dict.fromkeys(q.group for q in quantities):
        rows = [_glossary_row(q) for q in quantities if q.group == group]
        header = ["quantity", "meaning", "units", "range", "uncertainty"]
        parts += [f"### {group.capitalize()}", table(header, rows)]
    findings = [
        [
            f"[`{c.slug}`](reference/findings/{c.slug}.md)<br>{c.name}",
            c.axis.replace("_", " "),
            c.meaning,
        ]
        for c in glossary.criteria.values()
    ]
    functions = [
        [f"[`{f.slug}`](reference/functions/{f.slug}.md)<br>{f.name}", f.meaning]
        for f in glossary.functions.values()
    ]
    return page(
        "Glossary",
        "What a dossier may state. Figures are kept in the canonical unit, which is named first;\n"
        "the others are converted when the dossier is read. A value outside the range is refused.\n"
        "Uncertainty is the standard uncertainty that is taken where a source states none, for a\n"
        "measured, specified and estimated figure; in percent where errors are relative. Each name\n"
        "leads to a page with conversions, an example and what the catalog holds.",
        "## Quantities",
        *parts,
        "## Findings",
        "Statements that are attested with yes, partly or no.",
        table(["finding", "axis", "meaning"], findings),
        "## Functions",
        "Abilities a user would miss, for `functions` and `lacks`.",
        table(["function", "meaning"], functions),
    )


def _glossary_row(q: Quantity) -> list[str]:
    units = [q.unit, *(unit for unit in q.units if unit != q.unit)]
    log = q.scale == "log"
    spread = [f"{100 * u:g} %" if log else f"{u:g}" for u in (q.measured, q.specified, q.estimated)]
    return [
        f"[`{q.slug}`](reference/quantities/{q.slug}.md)<br>{q.name}",
        q.meaning,
        ", ".join(units),
        f"{q.low:g} to {q.high:g}",
        ", ".join(spread),
    ]
