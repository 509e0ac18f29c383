"""A page for every metric, and the list of them."""

from auricle.dossier import load_glossary
from auricle.metrics import MetricResult, load_definitions
from auricle.metrics.definitions import Definition
from auricle.rating.rubrics.rubric import CriterionRule
from docs.pages.built_in import compared_metrics, day, metrics, readers, subjects, uses
from docs.pages.markdown import page, table

__all__ = ["metric_pages", "metrics_page"]

_BETTER = {
    "higher": "more is better",
    "lower": "less is better",
    "none": "neither is better",
}


def metric_pages() -> dict[str, str]:
    """Id -> page."""
    return {name: _page(d) for name, d in load_definitions().items()}


def _page(d: Definition) -> str:
    low, high = d.valid_range
    return page(
        d.name,
        f"`{d.id}`, version {d.version}, {_unit(d.unit)}; {_BETTER[d.direction]}; "
        f"valid from {low:g} to {high:g}.",
        d.method,
        f"Source: {d.source}.",
        "## What it is taken from",
        _origin(d),
        "## What rests on it",
        *_uses(d),
        "## In the catalog",
        *_values(d),
    )


def _unit(unit: str) -> str:
    words = {"currency": "in the currency of the prices", "ratio": "a plain ratio (0.01 is 1 %)"}
    return words.get(unit, f"in {unit}")


def _origin(d: Definition) -> str:
    quantities = load_glossary().quantities
    if d.from_facts:
        rows = [
            [
                f"[{quantities[c.quantity].name}](../quantities/{c.quantity}.md)",
                ", ".join(
                    [f"`{name}` {value}" for name, value in c.where.items()]
                    + [f"no `{name}`" for name in c.absent]
                )
                or "any",
                "; ".join(
                    ([c.remark] if c.remark else [])
                    + ([f"uncertainty times {c.widen:g}"] if c.widen != 1.0 else [])
                ),
            ]
            for c in d.from_facts
        ]
        head = "The first of these choices that somebody states; `{region}` is the buyer's."
        return f"{head}\n\n{table(['quantity', 'condition', 'remark'], rows)}"
    names = [q for q, readers_of in readers().items() if d.id in readers_of]
    links = [f"[{quantities[name].name}](../quantities/{name}.md)" for name in names]
    return {
        "price": "The [prices](../../DOSSIERS.md) of the dossier.",
        "claims-confirmed": "The [claims](../../DOSSIERS.md) of the dossier.",
        "drive-voltage": f"The metric [Sensitivity](sensitivity.md), and so {_and(links)}.",
    }.get(
        d.id,
        "A measured [response](../../DOSSIERS.md#responses)"
        + (f"; without one what is stated of {_and(links)}." if links else "."),
    )


def _and(words: list[str]) -> str:
    return " and ".join(words)


def _uses(d: Definition) -> list[str]:
    parts: list[str] = []
    for use in uses(metric=d.id):
        parts.append(
            f"**{use.criterion.name}** of {use.rubric}, {use.axis.lower()}: "
            f"{use.how}{_extra(use.criterion)}."
        )
        unit = "" if d.unit in {"ratio", "currency"} else f" in {d.unit}"
        rows = [[f"{value:g}", f"{points:g}"] for value, points in use.criterion.points]
        parts.append(table([f"value{unit}", "worth, 0 to 1"], rows))
    if d.id in compared_metrics():
        parts.append(
            "Products are compared by it for the [cost-performance](../../RUBRIC.md#cost-performance)."
        )
    if d.id == "price":
        parts.append(
            "The [cost-performance](../../RUBRIC.md#cost-performance) is a ratio of prices."
        )
    return parts or ["No criterion of a built-in rubric; it is shown."]


def _extra(c: CriterionRule) -> str:
    return (", points on a logarithmic scale" if c.scale == "log" else "") + (
        ", enters only where it is known" if c.only_where_known else ""
    )


def _values(d: Definition) -> list[str]:
    found = {slug: results[d.id] for slug, results in metrics().items()}
    known = [slug for slug, m in found.items() if m.value is not None]
    n_pointless = sum(m.state == "not_applicable" for m in found.values())
    count = f"Known of {len(known)} of {len(found)} products on {day()}"
    count += f"; makes no sense for {n_pointless}." if n_pointless else "."
    if not known:
        return [count]
    sign = -1.0 if d.direction == "higher" else 1.0
    known.sort(key=lambda slug: (sign * (found[slug].value or 0.0), slug))
    rows = [
        [subjects()[slug].dossier.product.name, _value(found[slug]), _evidence(found[slug])]
        for slug in known
    ]
    return [count, table(["product", "value", "evidence"], rows)]


def _value(m: MetricResult) -> str:
    spread = f" ± {m.uncertainty:.2g}" if m.uncertainty else ""
    unit = "" if m.unit == "ratio" else f" {m.unit}"
    return f"{m.value:.4g}{spread}{unit}"


def _evidence(m: MetricResult) -> str:
    words = (m.evidence or "").replace("-", " ")
    return f"{words}, leans on {m.proxy}" if m.proxy else words


def metrics_page() -> str:
    """Every metric with unit, direction and version, and a link to its page."""
    rows = [
        [
            f"[`{d.id}`](reference/metrics/{d.id}.md)<br>{d.name}",
            d.unit,
            _BETTER[d.direction],
            str(d.version),
            d.method,
        ]
        for d in load_definitions().values()
    ]
    return page(
        "Metrics",
        "What is computed from facts and responses. Each name leads to a page with source, valid range,\n"
        "the points that a rubric gives, and the values of the catalog.",
        table(["metric", "unit", "direction", "version", "method"], rows),
    )
