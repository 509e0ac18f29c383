"""Which evidence moved a rating between two days, and by how much."""

import math
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from auricle.catalog import Catalog, brand_slug
from auricle.dossier import Dossier, Entry, Price
from auricle.market import COMPARED, is_of_another_kind
from auricle.metrics import load_definitions, own_currency
from auricle.rating.axis import Axis
from auricle.rating.coalitions import TooManyPlayersError
from auricle.rating.games import Scene, axis_game
from auricle.rating.pieces import Piece, pieces_between
from auricle.rating.rate import USUAL_CURRENCY, Rating, rate
from auricle.rating.rubric import AxisRule, Rubric
from auricle.rating.shapley import shapley_values

__all__ = ["AxisDifference", "Difference", "Part", "difference"]

_DECIMALS = 12  # of an effect: processors that add in another order give the same bytes


@dataclass(frozen=True, slots=True)
class Part:
    """What one piece of evidence, or several that were joined, moved an axis by."""

    pieces: tuple[Piece, ...]
    effect: float  # unrounded, on the scale of the axis


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisDifference:
    """One axis on two days: what moved it, and what rounding adds to that."""

    before: Axis
    after: Axis
    parts: tuple[Part, ...]  # the largest first
    joined: bool  # pieces were too many to tell apart; some stand together in one part

    @property
    def change(self) -> float:
        """Of the rounded axis."""
        return round(self.after.rounded - self.before.rounded, 1)

    @property
    def moved(self) -> float:
        """Change of the unrounded axis: all parts together."""
        return round(math.fsum(part.effect for part in self.parts), _DECIMALS)

    @property
    def rounding(self) -> float:
        """What the change of the rounded axis has beyond that of the parts."""
        return round(self.change - self.moved, _DECIMALS) + 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A rating on two days, and every piece of evidence that stands on one of them only."""

    before: Rating
    after: Rating
    axes: tuple[AxisDifference, ...]
    without_effect: tuple[Piece, ...]  # pieces that bear on the rating and moved no axis

    @property
    def change(self) -> float:
        """Of the overall value: all parts and all roundings together."""
        return round(self.after.value - self.before.value, 1)

    @property
    def moved(self) -> float:
        """Change of the sum of the unrounded axes: all parts together."""
        return round(math.fsum(axis.moved for axis in self.axes), _DECIMALS)

    @property
    def rounding(self) -> float:
        """What the change of the overall value has beyond that of the parts."""
        return round(math.fsum(axis.rounding for axis in self.axes), _DECIMALS) + 0.0

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All pieces: those that moved an axis, then those that moved none."""
        moving = [piece for axis in self.axes for part in axis.parts for piece in part.pieces]
        return tuple(dict.fromkeys([*moving, *self.without_effect]))


def difference(
    catalog: Catalog,
    dossier: Dossier,
    *,
    rubric: Rubric,
    first: date,
    second: date,
    region: str,
    currency: str | None = None,
) -> Difference:
    """What every piece of evidence moved a rating by between two days.

    Each axis is a cooperative game: the worth of a set of pieces is the unrounded value of
    the axis when these pieces stand as on the second day and all others as on the first. A
    piece's effect is its Shapley value, the mean of what it adds over all orders in which
    the pieces may move, worked out exactly. Effects and rounding add up to the change.

    Parameters
    ----------
    catalog, dossier, rubric, region
        As for `rate`.
    first, second
        The days; the second may be the earlier one, which turns all signs over.
    currency
        In which prices are compared on both days; by default that of the product's newest
        price on the second day, else on the first.

    Returns
    -------
    Difference

    Examples
    --------
    >>> from auricle.catalog import built_in_catalog
    >>> from auricle.rating import built_in_rubric
    >>> catalog = built_in_catalog()
    >>> moved = difference(catalog, catalog.dossiers["akg-k612-pro"], rubric=built_in_rubric(),
    ...                    first=date(2025, 8, 20), second=date(2026, 3, 15), region="US")
    >>> moved.before.value, moved.after.value
    (2.5, 2.7)
    """
    currency = currency or _currency(dossier, second, first)
    before, after = (
        rate(catalog, dossier, rubric=rubric, day=day, region=region, currency=currency)
        for day in (first, second)
    )
    pieces, standing = pieces_between(catalog, first, second)

    def scene(players: Sequence[frozenset[int]]) -> Scene:
        return Scene(
            catalog=catalog,
            slug=dossier.slug,
            rubric=rubric,
            region=region,
            currency=currency,
            day=max(first, second),
            standing=standing,
            players=tuple(players),
        )

    groupings = list(_groupings(pieces, dossier))
    axes = tuple(
        _axis_difference(pair, rule, pieces, groupings, scene)
        for rule, *pair in zip(rubric.axes, before.axes, after.axes, strict=True)
    )
    moving = {id(piece) for axis in axes for part in axis.parts for piece in part.pieces}
    unmoved = [p for p in pieces if id(p) not in moving and _bears_on(p, catalog, dossier, rubric)]
    return Difference(before=before, after=after, axes=axes, without_effect=tuple(unmoved))


def _currency(dossier: Dossier, second: date, first: date) -> str:
    found = (own_currency(dossier.prices, day=day) for day in (second, first))
    return next((currency for currency in found if currency), USUAL_CURRENCY)


def _axis_difference(
    axes: Sequence[Axis],
    rule: AxisRule,
    pieces: Sequence[Piece],
    groupings: Sequence[Sequence[frozenset[int]]],
    scene: Callable[[Sequence[frozenset[int]]], Scene],
) -> AxisDifference:
    """Parts of one axis, with as few pieces joined as can be worked out exactly."""
    before, after = axes
    for players in groupings:
        try:
            game = axis_game(scene(players), rule)
        except TooManyPlayersError:
            continue
        effects = [round(float(phi), _DECIMALS) + 0.0 for phi in shapley_values(game.worth)]
        parts = [
            Part(tuple(pieces[index] for index in sorted(players[player])), effect)
            for player, effect in zip(game.players, effects, strict=True)
            if effect
        ]
        parts.sort(key=lambda part: -abs(part.effect))
        joined = any(len(players[player]) > 1 for player in game.players)
        return AxisDifference(before=before, after=after, parts=tuple(parts), joined=joined)
    raise AssertionError("two players are never too many")  # the last grouping has no more


def _groupings(pieces: Sequence[Piece], dossier: Dossier) -> Iterator[list[frozenset[int]]]:
    """Players of ever coarser games: single pieces, topics, owners, the product and the rest."""
    own = {("product", dossier.slug), ("brand", brand_slug(dossier.product.brand))}
    keys: tuple[Callable[[Piece], Hashable], ...] = (
        id,
        lambda piece: (piece.holder, piece.owner, piece.topic),
        lambda piece: (piece.holder, piece.owner),
        lambda piece: (piece.holder, piece.owner) in own,
    )
    for key in keys:
        groups: dict[Hashable, list[int]] = {}
        for index, piece in enumerate(pieces):
            groups.setdefault(key(piece), []).append(index)
        yield [frozenset(group) for group in groups.values()]


def _bears_on(piece: Piece, catalog: Catalog, dossier: Dossier, rubric: Rubric) -> bool:
    """Whether a piece is of a kind that a rating of the product reads, or is of the product."""
    if piece.holder in {"accessory", "rates"}:
        return True
    own = catalog.dossiers[dossier.slug].product
    rivals = [d for d in catalog.dossiers.values() if not is_of_another_kind(own, d.product)]
    family = [catalog.dossiers[s] for s in own.siblings if s in catalog.dossiers]
    behind = [
        catalog.dossiers[s]
        for rival in rivals
        for s in rival.product.siblings
        if s in catalog.dossiers
    ]
    scored = {c.metric for axis in rubric.axes for c in axis.criteria if c.metric}

    def is_of(group: Sequence[Dossier]) -> bool:
        if piece.holder == "brand":
            return piece.owner in {brand_slug(d.product.brand) for d in group}
        return piece.owner in {d.slug for d in group}

    return (
        is_of([dossier])
        or (is_of(family) and _is_read(piece, scored))
        or (is_of(rivals) and (piece.topic == "price" or _is_read(piece, COMPARED)))
        or (is_of(behind) and _is_read(piece, COMPARED))
    )


def _is_read(piece: Piece, metrics: Sequence[str] | set[str]) -> bool:
    definitions = load_definitions()
    entries = [s for s in piece.statements if isinstance(s, Entry) and not isinstance(s, Price)]
    return any(definitions[name].reads(entry) for name in metrics for entry in entries)
