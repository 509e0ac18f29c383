"""Makes the pages that are made from code and data, and the tree of pages of the site.

`make docs` runs ``python -m docs.make_pages``; a test compares the files with what it would write.
"""

from pathlib import Path

from auricle.metrics import MAX_AGE_DAYS
from auricle.rating import built_in_rubric
from auricle.review import rubric_markdown
from auricle.review import rubric_page as view_of_rubric
from docs import rubrics_compared
from docs.pages.commands import command_pages, commands_page
from docs.pages.errors import error_pages, errors_page
from docs.pages.findings import finding_pages, function_pages
from docs.pages.markdown import NOTE
from docs.pages.metrics import metric_pages, metrics_page
from docs.pages.nav import nav_text
from docs.pages.quantities import glossary_page, quantity_pages
from docs.pages.rigs import rigs_and_targets_page
from docs.pages.rules import rule_pages, rules_page
from docs.pages.schemas import schema_pages

HERE = Path(__file__).parent
SITE = HERE.parent / "mkdocs.yml"
_NAV_MARK = "# From here on made by docs/make_pages.py.\n"

RUBRIC_FILES = """
## Rubrics of your own

A rubric is one TOML file; copy one of those in `src/auricle/data/rubrics` under a new id.
`--rubric` of every command takes the id of a built-in one (`auricle-1`, [`published`](RUBRIC-PUBLISHED.md)) or such a file, an
id before a file of the same name. `auricle rubric check FILE` lists all faults with line and column, and warns of what is
allowed and still looks wrong; `auricle rubric show FILE` explains it as a page; `auricle rubric compare A B` rates the catalog by
two of them. The two that come with Auricle are held against published ratings in [RUBRICS-COMPARED.md](RUBRICS-COMPARED.md).

| key | what it says |
|---|---|
| `schema` | 1 |
| `id` | name and version; a published rubric never changes |
| `neutral` | value of an axis of which nothing is known |
| `unknown_half_width` | half-width of the interval of such an axis |
| `provisional_below` | scientific coverage below which a rating is provisional |
| `agreement_bonus` | what agreement of independent sources adds to a grade |
| `[grades]` | grade of each class of evidence, 0 to 1; all must be there |
| `[shares]` | what yes, partly and no count |
| `[[axes]]` | the five axes in their order: `id`, `name`, `rule` |
| `[[axes.criteria]]` | `id`, `name`, `wanted` (the evidence that would settle it) and either `metric` or `finding` |
| `[margins]` | by how much a candidate may fall short before it is worse |

The `rule` of an axis says how its criteria make its value; cost-performance has none, it is a ratio of prices.

| rule | value of the axis | keys |
|---|---|---|
| `weighted`, if none is named | 0.5 + sum w g (p - 0.5) / sum w | `weight` of each criterion |
| `mean` | mean of the p of what is known, weighed by g; 0.5 where nothing is | `maker_only_step` of the axis: so much closer to 0.5 where only the maker speaks |
| `steps` | 0.5 + sum of g times the step of each answer; scaled to end at 0 or 1 where it would pass them | `steps = { yes = 0.1, partly = 0.0, no = -0.1 }` of each finding; of a metric p is 0.5 and the step |

A key that its rule does not use is refused. Keys of a criterion of any rule:

| key | what it says |
|---|---|
| `points` | of a metric: pairs of value and p, the values rising; linear between them, constant outside |
| `scale` | "log": linear on the logarithm of the value |
| `inverted` | of a finding without steps: a yes counts against |
| `only_where_known` | it enters only where something is known |

`none_judged` of cost-performance is the value where there is a price and no other product could be judged; without it
the axis is then not known.
"""


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
    return "\n".join(lines) + "\n" + RUBRIC_FILES


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


def published_rubric_page() -> str:
    """The rubric that follows published reviews, as `auricle rubric show published --format md`."""
    title, rest = rubric_markdown(view_of_rubric(built_in_rubric("published"))).split("\n", 1)
    return f"{title}\n\n{NOTE}{rest}"


def rubrics_compared_page() -> str:
    """Both rubrics over the catalog, and held against published reviews."""
    return rubrics_compared.page(NOTE)


PAGES = {
    "AUDIT-RULES.md": rules_page,
    "COMMANDS.md": commands_page,
    "ERRORS.md": errors_page,
    "GLOSSARY.md": glossary_page,
    "METRICS.md": metrics_page,
    "RIGS-AND-TARGETS.md": rigs_and_targets_page,
    "RUBRIC.md": rubric_page,
    "RUBRIC-PUBLISHED.md": published_rubric_page,
    "RUBRICS-COMPARED.md": rubrics_compared_page,
}
REFERENCE = {
    "commands": command_pages,
    "errors": error_pages,
    "findings": finding_pages,
    "functions": function_pages,
    "metrics": metric_pages,
    "quantities": quantity_pages,
    "rules": rule_pages,
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
