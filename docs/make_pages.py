"""Makes the pages that are made from code and data, and the tree of pages of the site.

`make docs` runs ``python -m docs.make_pages``; a test compares the files with what it would write.
"""

from pathlib import Path

from auricle.metrics import MAX_AGE_DAYS
from auricle.rating import built_in_rubric
from docs.pages.commands import command_pages, commands_page
from docs.pages.errors import error_pages, errors_page
from docs.pages.findings import finding_pages, function_pages
from docs.pages.markdown import NOTE
from docs.pages.metrics import metric_pages, metrics_page
from docs.pages.nav import nav_text
from docs.pages.quantities import glossary_page, quantity_pages
from docs.pages.schemas import schema_pages

HERE = Path(__file__).parent
SITE = HERE.parent / "mkdocs.yml"
_NAV_MARK = "# From here on made by docs/make_pages.py.\n"


def rubric_page() -> str:
    """The built-in rubric in words and tables."""
    rubric = built_in_rubric()
    lines = [
        f"# Rubric {rubric.id}",
        "",
        NOTE,
        "    axis = 0.5 + sum w g (p - 0.5) / sum w        coverage = sum w g / sum w",
        "",
        "w is the weight of a criterion, p what the rubric's points make of its value, g the grade",
        "of its evidence. A criterion that makes no sense for a product does not enter; one of",
        "which nothing is known enters with grade 0. Half-width of an axis: the root of the sum of",
        "squares of every term's (p at the 95 % end - p at the 5 % end) / 2, weighed as the term,",
        f"and of {rubric.unknown_half_width:g} (1 - coverage). A rating whose scientific coverage is",
        f"below {rubric.provisional_below:g} is provisional. Worked out: [WORKED-EXAMPLE.md](WORKED-EXAMPLE.md).",
        "",
        "## Grades",
        "",
        "| evidence | g |",
        "|---|---|",
        *(f"| {name.replace('-', ' ')} | {grade:g} |" for name, grade in rubric.grades.items()),
        "",
        f"Two independent sources that agree raise a grade by {rubric.agreement_bonus:g}, to 1 at",
        "most; agreement never raises proxies or user reports. A proxy has the grade above at most.",
        "",
        "The overall rating is the sum of the axes, each rounded half up to a tenth. Its interval adds in",
        "quadrature: below, the root of the sum of the squared distances from each axis to its low end;",
        "above, of those to the high end.",
        "",
        "Two ratings whose difference lies inside their joint interval (the root of the sum of the",
        "squared half-widths) are a tie. Lists stand in the order of the low end.",
    ]
    for axis in rubric.axes:
        lines += ["", f"## {axis.name}", ""]
        if axis.id == "cost_performance":
            lines += _market_lines()
            continue
        lines += ["| criterion | w | input | points |", "|---|---|---|---|"]
        for c in axis.criteria:
            points = "; ".join(f"{value:g} → {share:g}" for value, share in c.points)
            if c.metric is None:
                points = (
                    "no → 1, partly → 0.5, yes → 0"
                    if c.inverted
                    else "yes → 1, partly → 0.5, no → 0"
                )
            if c.scale == "log":
                points += " (logarithmic)"
            if c.only_where_known:
                points += "; enters only where it is known"
            kind, name = ("metric", c.metric) if c.metric else ("finding", c.finding)
            source = f"{kind} [`{name}`](reference/{kind}s/{name}.md)"
            lines.append(f"| {c.name} | {c.weight:g} | {source} | {points} |")
    return "\n".join(lines) + "\n"


def _market_lines() -> list[str]:
    m = built_in_rubric().margins
    return [
        "Price of the cheapest equal-or-better product over the product's own, at most 1. Candidates",
        f"share its form and whether it is closed, and have a new price at most {MAX_AGE_DAYS} days old.",
        "",
        "| compared | a candidate is worse if it falls short by more than |",
        "|---|---|",
        f"| predicted preference, on rigs of one family only | {m.preference_points:g} points |",
        f"| channel match | {m.channel_match_db:g} dB |",
        f"| distortion | {m.distortion_steps:g} step of the points of `distortion` |",
        f"| isolation | {m.isolation_db:g} dB |",
        f"| level | the product reaches 110 dB SPL from {m.level_from_v:g} V and the candidate does not |",
        "| functions | any function of the product that it lacks and that cannot be bought in |",
        "",
        "One worse settles it. Preference must be known on both sides, and nobody may have left open",
        "whether it has a function; else the outcome is unknown. The low end of the interval counts",
        "every cheaper unknown as equal or better; both ends lie at the 5 and 95 % points of the prices",
        "(of one seller's price of A days ago: times or over exp(1.645 * 0.04 * sqrt(A / 30.44))). Coverage",
        "is the share of the cheaper candidates with a known outcome, where one whose price has expired and",
        "was lower counts as unknown; 1 if none is cheaper. Without a price or any known outcome the axis",
        "is not known. It is provisional with fewer than 3 known outcomes, a cheaper unknown, or a price",
        "that only a review relays.",
    ]


PAGES = {
    "COMMANDS.md": commands_page,
    "ERRORS.md": errors_page,
    "GLOSSARY.md": glossary_page,
    "METRICS.md": metrics_page,
    "RUBRIC.md": rubric_page,
}
REFERENCE = {
    "commands": command_pages,
    "errors": error_pages,
    "findings": finding_pages,
    "functions": function_pages,
    "metrics": metric_pages,
    "quantities": quantity_pages,
    "schemas": schema_pages,
}


def all_pages() -> dict[str, str]:
    """Path below docs/ -> text, of every page that is made."""
    texts = {name: make() for name, make in PAGES.items()}
    for kind, make in REFERENCE.items():
        texts |= {f"reference/{kind}/{name}.md": text for name, text in make().items()}
    return texts


def site_text() -> str:
    """mkdocs.yml with the tree of pages as it has to be."""
    settings = SITE.read_text("utf-8").partition(_NAV_MARK)[0]
    return settings + _NAV_MARK + nav_text()


def main() -> None:
    """Write every page, and remove those of things that are gone."""
    texts = all_pages()
    for path in HERE.glob("reference/*/*.md"):
        if path.relative_to(HERE).as_posix() not in texts:
            path.unlink()
    for name, text in texts.items():
        path = HERE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    SITE.write_text(site_text(), "utf-8")


if __name__ == "__main__":
    main()
