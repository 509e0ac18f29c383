"""The page that holds our ratings, by both rubrics, against published ones."""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from auricle.catalog import built_in_catalog
from auricle.rating import (
    AXES,
    Agreement,
    Rating,
    agreement,
    built_in_rubric,
    default_day,
    rate,
    side_by_side,
)
from auricle.wording import figure

HERE = Path(__file__).parent
REGION = "US"  # the buyer's, as in the published reviews, whose prices are in USD
RUBRICS = ("auricle-1", "published")
NAMES = dict(zip(AXES, ("science", "technology", "cost", "reliability", "design"), strict=True))
NO_EVIDENCE = 2.5  # five axes at the neutral 0.5

INTRODUCTION = """
`auricle-1` is the rubric of Auricle. `published` follows what published five-axis reviews do, as literally as evidence can. That
practice was reconstructed from 3,090 reviews and their validator (part A, below and in the file); each figure in `src/auricle/data/rubrics/published.toml` says where it comes from, and
`auricle rubric show published` explains it. `auricle rubric compare auricle-1 published` makes a table like the first one below
for any day.
"""

READING = """
## What the figures say

Two reviews of the same headphone lie 0.32 apart in the mean (147 re-reviews of 125 products); by `published` ours lie {published}
from the reviews and by `auricle-1` {auricle}. On {n} reviews such figures are coarse: a single one that lies 1 point further off moves a mean by {step}. They
are also no test of independence: several dossiers hold figures and findings that were taken from these very reviews, and
measured responses, most of them undated, count on every day, whether or not the reviewer had seen them.

Why ours and theirs differ:

- **A dossier holds evidence only.** What a review grants without a source is not in it, and an axis of which little is known
  stays near {neutral:g}. Most findings on technology and design are not known for most products. `auricle-1` moves an axis
  in proportion to weight and grade, so that thin evidence moves it little; `published` takes all evidence at its word.
- **A step is an editor's judgement.** Part A of the rubric names what moves technology and rationality, and gives the size of a
  step only for reliability. With steps of 0.1 `published` can give rationality 0.8 at most; the reviews give up to {top:.1f}.
- **The warranty counts more than it should** in `published`: mean scores by warranty hold a share of the other steps
  already, and these are added once more. The reviews also take away for reported failures, for which part A gives no figure.
- **Candidates differ.** A review chooses one competitor; here every product of the catalog with a price that is not too old is
  compared, all by the same margins. The review of the K612 Pro on {k612_day} knows none that is cheaper and gives {k612_cost:.1f};
  by our margins the {best} for {best_cost:.2f} USD is one, and the axis is {our_cost:.1f}. Where a price is missing on the
  day, the axis is not known.
- **Reviews of one headphone differ.** Those of the K612 Pro lie {k612:.1f} apart within seven months; ours by `published` {own:.1f},
  for reasons that `auricle rate --as-of` shows.

## What cannot be followed literally

- What the good edge of a threshold counts is not said, nor how several quantities are weighed: 0.9, and the plain mean.
- The thresholds are those in force since 2026-04, of the standard deviation of the error. Reviews before that were written by
  others: deviations within ±0.5 or ±1 dB, problematic at ±3 or ±5 dB.
- Firmware care, know-how, novelty and progress have no finding of their own. Isolation and noise enter only where the product
  isolates or has a wireless link.
- "Equal or better" compares by predicted preference and the other metrics, with the margins of `auricle-1`. Part A has none.
- Published ratings have no interval and are never provisional; those shown here are ours.
"""


@dataclass(frozen=True, slots=True)
class Published:
    """A rating that others published."""

    slug: str
    day: date
    overall: float
    axes: tuple[float, ...]
    url: str


@cache
def published_ratings() -> tuple[Published, ...]:
    """Those in published-ratings.toml, in its order."""
    table = tomllib.loads((HERE / "published-ratings.toml").read_text("utf-8"))
    return tuple(
        Published(r["slug"], r["date"], r["rating"][0], tuple(r["rating"][1:]), r["url"])
        for r in table["ratings"]
    )


@cache
def rated(slug: str, day: date, rubric: str) -> Rating:
    """A product of the catalog as `auricle rate` rates it."""
    catalog = built_in_catalog()
    product = catalog.dossiers[slug]
    return rate(catalog, product, rubric=built_in_rubric(rubric), day=day, region=REGION)


def page(note: str) -> str:
    """The whole page; `note` says that it is made."""
    parts = [
        "# Two rubrics and published ratings",
        note + INTRODUCTION.rstrip(),
        "## The catalog",
        "Each product on its own default day, the newest in its dossier; the interval in brackets. The last column is the",
        "overall value of published reviews, where there are any, with their day. ?: provisional.",
    ]
    head, intro = parts[:3], "\n".join(parts[3:])
    return "\n\n".join(
        [*head, intro, _catalog_table(), _reviews_section(), _agreement_section(), _reading()]
    )


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join([_row(header), "|---" * len(header) + "|", *map(_row, rows)])


def _on_own_days() -> list[tuple[Rating, Rating]]:
    catalog = built_in_catalog()
    days = {slug: default_day(catalog, [d]) for slug, d in catalog.dossiers.items()}
    first, second = ([rated(slug, day, name) for slug, day in days.items()] for name in RUBRICS)
    return [(pair.first, pair.second) for pair in side_by_side(first, second).pairs]


def _catalog_table() -> str:
    rows = [
        [
            first.dossier.product.name,
            str(first.day),
            _with_interval(first),
            _with_interval(second),
            f"{round(second.value - first.value, 1) + 0.0:+.1f}",
            ", ".join(
                f"[{p.overall:.1f}]({p.url}) ({p.day})"
                for p in published_ratings()
                if p.slug == first.dossier.slug
            ),
        ]
        for first, second in _on_own_days()
    ]
    header = ["product", "as of", *(f"`{name}`" for name in RUBRICS), "differs", "published"]
    stated = agreement(*([r[i].value for r in _on_own_days()] for i in (0, 1)))
    said = (
        f"{stated.n} products: `published` gives {_signed(stated.mean_difference)} in the mean; "
        f"rank correlation (Spearman) {_number(stated.rank_correlation)}."
    )
    return f"{_table(header, rows)}\n\n{said}"


def _with_interval(rating: Rating) -> str:
    mark = " ?" if rating.provisional else ""
    return f"{rating.value:.1f} ({figure(rating.low, 1)}-{figure(rating.high, 1)}){mark}"


def _reviews_section() -> str:
    rows = []
    for p in published_ratings():
        ours = [rated(p.slug, p.day, name) for name in RUBRICS]
        axes = zip(p.axes, *(rating.axes for rating in ours), strict=True)
        rows.append(
            [
                ours[0].dossier.product.name,
                str(p.day),
                f"{p.overall:.1f} / {ours[0].value:.1f} / {ours[1].value:.1f}",
                *(f"{own:.1f} / {_shown(a)} / {_shown(b)}" for own, a, b in axes),
            ]
        )
    text = (
        "Published / `auricle-1` / `published`, ours with what was known on the day of the review.\n"
        "-: nothing is known, 0.5 enters the overall value."
    )
    header = ["product", "day", "overall", *NAMES.values()]
    return f"## On the day of each review\n\n{text}\n\n{_table(header, rows)}"


def _shown(axis: object) -> str:
    return f"{axis.rounded:.1f}" if axis.is_known else "-"


def _against(values: Callable[[Rating], float], published: Sequence[float]) -> list[Agreement]:
    """Agreement of each rubric with the published figures, on the days of these."""
    return [
        agreement(published, [values(rated(p.slug, p.day, name)) for p in published_ratings()])
        for name in RUBRICS
    ]


def _agreement_section() -> str:
    reviews = published_ratings()
    rows = [["overall", *_cells(_against(lambda r: r.value, [p.overall for p in reviews]))]]
    for index, axis in enumerate(AXES):
        ours = _against(lambda r, i=index: r.axes[i].rounded, [p.axes[index] for p in reviews])
        rows.append([NAMES[axis], *_cells(ours)])
    nothing = agreement([p.overall for p in reviews], [NO_EVIDENCE] * len(reviews))
    text = (
        f"{len(reviews)} published ratings of {len({p.slug for p in reviews})} products, on the day of each review. Bias: ours less\n"
        "published, in the mean; apart: mean absolute difference; r: correlation (Pearson)."
    )
    header = ["", *(f"`{name}`: {what}" for name in RUBRICS for what in ("bias", "apart", "r"))]
    said = (
        f"For comparison: {NO_EVIDENCE} for every product, which is what no evidence at all would give, has bias "
        f"{_signed(nothing.mean_difference)} and\nlies {_number(nothing.mean_absolute_difference)} apart."
    )
    return f"## How far ours and theirs agree\n\n{text}\n\n{_table(header, rows)}\n\n{said}"


def _cells(stated: Sequence[Agreement]) -> list[str]:
    return [
        cell
        for s in stated
        for cell in (
            _signed(s.mean_difference),
            _number(s.mean_absolute_difference),
            _number(s.correlation),
        )
    ]


def _reading() -> str:
    reviews = published_ratings()
    apart = _against(lambda r: r.value, [p.overall for p in reviews])
    first, last = (p for p in reviews if p.slug == "akg-k612-pro")
    ours = [rated(p.slug, p.day, "published").value for p in (first, last)]
    market = rated(first.slug, first.day, "published").market
    best = next(c for c in market.candidates if c.product.slug == market.best)
    text = READING.format(
        auricle=_number(apart[0].mean_absolute_difference),
        published=_number(apart[1].mean_absolute_difference),
        n=len(reviews),
        step=figure(1.0 / len(reviews), 2),
        neutral=built_in_rubric().neutral,
        top=max(p.axes[4] for p in reviews),
        k612_day=first.day,
        k612_cost=first.axes[2],
        best=best.product.name,
        best_cost=best.cost,
        our_cost=market.ratio,
        k612=abs(first.overall - last.overall),
        own=abs(ours[0] - ours[1]),
    )
    return text.strip() + "\n"


def _number(value: float | None) -> str:
    return "not defined" if value is None else figure(value, 2)


def _signed(value: float | None) -> str:
    text = _number(value)
    return text if value is None or text.startswith("-") else f"+{text}"
