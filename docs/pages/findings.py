"""A page for every finding and for every function."""

from auricle.dossier import load_glossary
from auricle.dossier.glossary import Criterion, Function
from auricle.dossier.model import Product
from auricle.metrics import finding_result
from docs.pages.built_in import rubrics, subjects, uses
from docs.pages.examples import finding_example
from docs.pages.markdown import fenced, page, table

__all__ = ["finding_pages", "function_pages"]


def finding_pages() -> dict[str, str]:
    """Slug -> page."""
    return {slug: _finding_page(c) for slug, c in load_glossary().criteria.items()}


def function_pages() -> dict[str, str]:
    """Slug -> page."""
    return {slug: _function_page(f) for slug, f in load_glossary().functions.items()}


def _finding_page(c: Criterion) -> str:
    where, example = finding_example(c.slug)
    answers: dict[str, list[str]] = {}
    for subject in subjects().values():
        holds = finding_result(c.slug, subject).holds or "nobody says"
        answers.setdefault(holds, []).append(subject.dossier.product.name)
    rows = [[answer, ", ".join(answers[answer])] for answer in sorted(answers, key=_order)]
    return page(
        c.name,
        f"`{c.slug}`, a finding for the axis {c.axis.replace('_', ' ')}: yes, partly or no.",
        c.meaning,
        "## What rests on it",
        *_uses(c),
        "## In a dossier",
        f"{where}:",
        fenced(example, "toml"),
        "## In the catalog",
        table(["answer", "products"], rows),
    )


def _order(answer: str) -> tuple[int, str]:
    known = ["yes", "partly", "no"]
    return (known.index(answer) if answer in known else len(known), answer)


def _uses(c: Criterion) -> list[str]:
    found = list(uses(finding=c.slug))
    if not found:
        return ["No criterion of a built-in rubric."]
    rows = []
    for use in found:
        rubric = rubrics()[use.rubric]
        shares = use.criterion.points_of_answers(rubric.shares, neutral=rubric.neutral)
        points = {answer: 1.0 - s if use.criterion.inverted else s for answer, s in shares.items()}
        rows.append(
            [
                use.rubric,
                use.axis,
                use.criterion.name,
                use.how,
                ", ".join(f"{answer} → {p:g}" for answer, p in points.items()),
            ]
        )
    wanted = "; ".join(dict.fromkeys(use.criterion.wanted for use in found))
    header = ["rubric", "axis", "criterion", "how it counts", "points"]
    return [table(header, rows), f"Evidence that settles it: {wanted}."]


def _function_page(f: Function) -> str:
    groups: dict[str, list[str]] = {"has it": [], "lacks it": [], "not known": []}
    for subject in subjects().values():
        product = subject.dossier.product
        groups[_whether(f, product)].append(product.name)
    rule = (
        "It needs electronics of its own: a product that is only wired and does not list it lacks it."
        if f.wireless_only
        else "A product that lists it in neither `functions` nor `lacks` leaves it open."
    )
    return page(
        f.name,
        f"`{f.slug}`, an ability that a user would miss.",
        f.meaning,
        rule,
        "## What it does",
        "A product that lacks it is no equal of one that has it, unless it can be bought in; where it is\n"
        "not known, the comparison stays open. See [cost-performance](../../RUBRIC.md#cost-performance).",
        "## In a dossier",
        fenced(
            f'[product]\nfunctions = ["{f.slug}"]   # attested\n\n# or, where its absence is attested:\n'
            f'# lacks = ["{f.slug}"]',
            "toml",
        ),
        "## In the catalog",
        table(
            ["", "products"], [[word, ", ".join(names) or "none"] for word, names in groups.items()]
        ),
    )


def _whether(f: Function, product: Product) -> str:
    if f.slug in product.functions:
        return "has it"
    wired_only = f.wireless_only and "wireless" not in product.connection
    return "lacks it" if f.slug in product.lacks or wired_only else "not known"
