"""Each axis as a game of the pieces of evidence: its value for every subset that has moved."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from auricle.catalog import Catalog, ExchangeRate, brand_slug
from auricle.dossier import (
    Brand,
    Dossier,
    Entry,
    Finding,
    Price,
    brand_of_entries,
    dossier_of_entries,
)
from auricle.market import (
    COMPARED,
    BoughtIn,
    Profile,
    compared_by,
    is_of_another_kind,
    judge_candidate,
    price_ratio,
)
from auricle.metrics import (
    FindingResult,
    MetricResult,
    Subject,
    compute_metric,
    finding_result,
    load_definitions,
    price_of_standing,
    subject_of_entries,
)
from auricle.rating.axis import Term, axis_values, enters, judge
from auricle.rating.over_time.coalitions import (
    Table,
    TooManyPlayersError,
    full_table,
    numbers,
    tabulate,
)
from auricle.rating.over_time.pieces import Standing, Statement
from auricle.rating.rubrics.rubric import AxisRule, CriterionRule, Rubric

__all__ = ["Game", "Scene", "axis_game"]

_MOST_IN_A_TABLE = 10  # 1024 evaluations of one input
_MOST_IN_A_GAME = 16  # 65536 values of an axis

T = TypeVar("T")
Figures = Table[tuple[float, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A product in its catalog while some pieces of evidence have moved and others have not."""

    catalog: Catalog
    slug: str
    rubric: Rubric
    region: str
    currency: str
    day: date  # from which ages are counted; values do not depend on it
    standing: Standing
    players: tuple[frozenset[int], ...]  # pieces that move together

    @property
    def dossier(self) -> Dossier:
        """The product, with all that was ever entered."""
        return self.catalog.dossiers[self.slug]

    def players_of(self, statements: Iterable[Statement]) -> list[int]:
        """Players that some statements belong to."""
        pieces = self.standing.pieces_of(statements)
        return [index for index, player in enumerate(self.players) if player & pieces]

    def moved(self, coalition: frozenset[int]) -> frozenset[int]:
        """Pieces that have moved when these players have."""
        return frozenset().union(*(self.players[player] for player in coalition))


@dataclass(frozen=True, slots=True)
class Game:
    """Value of an axis for every subset of the players that bear on it."""

    players: tuple[int, ...]  # rising
    worth: NDArray[np.float64]  # shape (2, ..., 2), one axis a player


def axis_game(scene: Scene, rule: AxisRule) -> Game:
    """The game of one axis.

    Raises
    ------
    TooManyPlayersError
        If it would take too large a table.

    Examples
    --------
    The science of a product, for every subset of what came between two days:

    >>> from auricle.catalog import built_in_catalog
    >>> from auricle.rating import built_in_rubric
    >>> from auricle.rating.over_time.pieces import pieces_between
    >>> catalog, rubric = built_in_catalog(), built_in_rubric()
    >>> pieces, standing = pieces_between(catalog, date(2025, 8, 20), date(2026, 3, 15))
    >>> scene = Scene(
    ...     catalog=catalog, slug="akg-k371", rubric=rubric, region="US", currency="USD",
    ...     day=date(2026, 3, 15), standing=standing,
    ...     players=tuple(frozenset({place}) for place in range(len(pieces))))
    >>> game = axis_game(scene, rubric.axes[0])
    >>> game.worth.shape == (2,) * len(game.players)
    True
    """
    if rule.id == "cost_performance":
        return _market_game(scene)
    tables = [_criterion_table(scene, criterion) for criterion in rule.criteria]
    players = _players(tables)
    points, grade, entering, from_maker = np.moveaxis(_joined(tables, players), -1, 0)
    worth = axis_values(
        rule,
        scene.rubric,
        points=points,
        grade=grade,
        enters=entering.astype(np.bool_),
        from_maker=from_maker.astype(np.bool_),
    )
    return Game(players, worth)


def _players(tables: Sequence[Figures]) -> tuple[int, ...]:
    players = tuple(sorted({player for table in tables for player in table.players}))
    if len(players) > _MOST_IN_A_GAME:
        raise TooManyPlayersError(f"{len(players)} players, expected at most {_MOST_IN_A_GAME}")
    return players


def _joined(tables: Sequence[Figures], players: Sequence[int]) -> NDArray[np.float64]:
    """Figures of all tables for every coalition, shape (2, ..., 2, n_tables, n_figures)."""
    full = [full_table(table, players) for table in tables]
    shape = (2,) * len(players)
    return np.stack([np.broadcast_to(f, (*shape, f.shape[-1])) for f in full], axis=-2)


def _criterion_table(scene: Scene, criterion: CriterionRule) -> Figures:
    """Points, grade, whether it enters and rests on the maker's word, of one criterion."""
    rubric = scene.rubric

    def figures(term: Term, *, is_in: bool) -> tuple[float, ...]:
        points = rubric.neutral if term.points is None else term.points
        return points, term.grade, float(is_in), float(term.evidence == "manufacturer")

    def of_metric(metric: MetricResult) -> tuple[float, ...]:
        metrics = {metric.metric: metric}
        return figures(judge(criterion, rubric, metrics, {}), is_in=enters(criterion, metrics))

    def of_finding(finding: FindingResult) -> tuple[float, ...]:
        findings = {finding.criterion: finding}
        return figures(judge(criterion, rubric, {}, findings), is_in=enters(criterion, {}))

    if criterion.metric is not None:
        return numbers(_metric_table(scene, scene.slug, criterion.metric), of_metric)
    return numbers(_finding_table(scene, criterion.finding or ""), of_finding)


def _metric_table(scene: Scene, slug: str, name: str) -> Table[MetricResult]:
    """A metric of a product for every subset of the pieces it reads."""

    def metric(subject: Subject) -> MetricResult:
        return compute_metric(name, subject, currency=scene.currency)

    return _subject_table(scene, slug, load_definitions()[name].reads, metric)


def _finding_table(scene: Scene, criterion: str) -> Table[FindingResult]:
    def reads(entry: Entry) -> bool:
        return isinstance(entry, Finding) and entry.criterion == criterion

    return _subject_table(scene, scene.slug, reads, lambda s: finding_result(criterion, s))


def _subject_table(
    scene: Scene, slug: str, reads: Callable[[Entry], bool], value_of: Callable[[Subject], T]
) -> Table[T]:
    """What is made of a product, from those entries that are read."""
    read = _reduced(scene.catalog, slug, reads)
    records: list[Dossier | Brand] = [*read.dossiers.values(), *read.brands.values()]
    entries = [entry for record in records for entry in record.entries]

    def value(coalition: frozenset[int]) -> T:
        moved = scene.moved(coalition)
        subject = subject_of_entries(
            read,
            read.dossiers[slug],
            counts=lambda entry: scene.standing.counts(entry, moved),
            day=scene.day,
            region=scene.region,
        )
        return value_of(subject)

    return tabulate(scene.players_of(entries), value, most=_MOST_IN_A_TABLE)


def _reduced(catalog: Catalog, slug: str, reads: Callable[[Entry], bool]) -> Catalog:
    """A product, its siblings and their brands, with the entries that are read and no others."""

    def is_kept(entry: Entry) -> bool:
        return not isinstance(entry, Price) and reads(entry)

    product = catalog.dossiers[slug]
    slugs = [s for s in (slug, *product.product.siblings) if s in catalog.dossiers]
    dossiers = {s: dossier_of_entries(catalog.dossiers[s], is_kept) for s in slugs}
    brands = {brand_slug(d.product.brand) for d in dossiers.values()} & catalog.brands.keys()
    return Catalog(dossiers, {b: brand_of_entries(catalog.brands[b], is_kept) for b in brands})


def _price_table(scene: Scene, prices: Sequence[Price]) -> Table[MetricResult]:
    rates = _rates_needed(scene, prices)

    def price(coalition: frozenset[int]) -> MetricResult:
        moved = scene.moved(coalition)
        return price_of_standing(
            [price for price in prices if scene.standing.counts(price, moved)],
            day=scene.day,
            currency=scene.currency,
            rates=[rate for rate in rates if scene.standing.counts(rate, moved)],
        )

    players = scene.players_of([*prices, *rates])
    return tabulate(players, price, most=_MOST_IN_A_TABLE, key=lambda result: result.value)


def _rates_needed(scene: Scene, prices: Sequence[Price]) -> list[ExchangeRate]:
    """Rates between the currency of the scene and those of some prices."""
    pairs = [{scene.currency, price.currency} for price in prices]
    return [rate for rate in scene.catalog.rates if {rate.base, rate.quote} in pairs]


def _market_game(scene: Scene) -> Game:
    prices = numbers(_price_table(scene, scene.dossier.prices), _amount)
    highest = max((p for (p,) in prices.values if math.isfinite(p)), default=None)
    if highest is None:  # there is no ratio whatever has moved
        return Game((), np.array(scene.rubric.neutral))
    candidates = _competing(_candidate_tables(scene), highest)
    players = _players([prices, *candidates])
    price = _joined([prices], players)[..., 0, 0]
    cost, is_judged = np.moveaxis(_joined(candidates, players), -1, 0)
    ratio, is_known = price_ratio(price=price, cost=cost, is_judged=is_judged.astype(np.bool_))
    neutral, put = scene.rubric.neutral, scene.rubric.axis("cost_performance").none_judged
    unjudged = np.where(np.isfinite(price), neutral if put is None else put, neutral)
    return Game(players, np.where(is_known, ratio, unjudged))


def _amount(price: MetricResult) -> tuple[float]:
    return (math.inf if price.value is None else price.value,)


def _competing(tables: Sequence[Figures], highest: float) -> list[Figures]:
    """Costs and outcomes of the candidates that can bear on the ratio.

    What costs as much as the product itself at its dearest is as if it were not there, and
    so is what never undercuts the dearest state of another; a constant stands for the latter.
    """
    judged = any(all(is_judged for _, is_judged in table.values) for table in tables)

    def capped(row: tuple[float, ...]) -> tuple[float, ...]:
        return min(row[0], highest), float(judged or row[1])

    reduced = [numbers(table, capped) for table in tables]
    dearest = min((max(cost for cost, _ in t.values) for t in reduced), default=highest)
    constant: Figures = Table((), ((dearest, float(judged)),))
    return [constant] + [
        table
        for table in reduced
        if min(cost for cost, _ in table.values) < dearest
        or (not judged and any(is_judged for _, is_judged in table.values))
    ]


def _candidate_tables(scene: Scene) -> list[Figures]:
    """Cost where equal or better, and whether judged, of every product of the same kind."""
    own = {name: _compared_table(scene, scene.slug, name) for name in COMPARED}
    extras = [_price_table(scene, extra.prices) for extra in scene.catalog.accessories]
    others = [
        dossier
        for slug, dossier in sorted(scene.catalog.dossiers.items())
        if slug != scene.slug and not is_of_another_kind(scene.dossier.product, dossier.product)
    ]
    return [_candidate_table(scene, other, own, extras) for other in others]


def _compared_table(scene: Scene, slug: str, name: str) -> Table[MetricResult]:
    table = _metric_table(scene, slug, name)
    return tabulate(table.players, table.at, most=_MOST_IN_A_TABLE, key=compared_by)


def _candidate_table(
    scene: Scene,
    other: Dossier,
    own: dict[str, Table[MetricResult]],
    extras: Sequence[Table[MetricResult]],
) -> Figures:
    theirs = {name: _compared_table(scene, other.slug, name) for name in COMPARED}
    theirs["price"] = _price_table(scene, other.prices)
    margins = scene.rubric.comparison_margins()

    def outcome(coalition: frozenset[int]) -> tuple[float, ...]:
        candidate = judge_candidate(
            Profile(scene.dossier.product, {n: t.at(coalition) for n, t in own.items()}),
            Profile(other.product, {n: t.at(coalition) for n, t in theirs.items()}),
            [
                BoughtIn(extra.name, extra.adds, extra.fits, price.at(coalition))
                for extra, price in zip(scene.catalog.accessories, extras, strict=True)
            ],
            margins,
        )
        return candidate.competing_cost, float(candidate.is_judged)

    tables = [*own.values(), *theirs.values(), *extras]
    players = {player for table in tables for player in table.players}
    return tabulate(players, outcome, most=_MOST_IN_A_TABLE)
