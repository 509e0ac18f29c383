"""Which evidence moved a rating between two days, and by how much."""

import math
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from auricle.catalog import Catalog
from auricle.dossier import Dossier
from auricle.metrics import own_currency
from auricle.rating.axis import Axis
from auricle.rating.over_time.bearing import bearing_on, is_own
from auricle.rating.over_time.coalitions import TooManyPlayersError
from auricle.rating.over_time.games import Scene, axis_game
from auricle.rating.over_time.pieces import Piece, pieces_between
from auricle.rating.over_time.shapley import shapley_values
from auricle.rating.rate import USUAL_CURRENCY, Rating, rate
from auricle.rating.rubrics.rubric import AxisRule, Rubric

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

    scene = Scene(
        catalog=catalog,
        slug=dossier.slug,
        rubric=rubric,
        region=region,
        currency=currency,
        day=max(first, second),
        standing=standing,
        players=(),
    )
    bearing = [bearing_on(rule, pieces, catalog, dossier) for rule in rubric.axes]
    axes = tuple(
        _axis_difference(scene, rule, pair, {place: pieces[place] for place in places})
        for rule, places, *pair in zip(rubric.axes, bearing, before.axes, after.axes, strict=True)
    )
    moving = {id(piece) for axis in axes for part in axis.parts for piece in part.pieces}
    bearing_on_any = {place for places in bearing for place in places}
    without_effect = tuple(
        piece
        for place, piece in enumerate(pieces)
        if id(piece) not in moving and (place in bearing_on_any or is_own(piece, dossier))
    )
    return Difference(before=before, after=after, axes=axes, without_effect=without_effect)


def _currency(dossier: Dossier, second: date, first: date) -> str:
    found = (own_currency(dossier.prices, day=day) for day in (second, first))
    return next((currency for currency in found if currency), USUAL_CURRENCY)


def _axis_difference(
    scene: Scene, rule: AxisRule, axes: Sequence[Axis], pieces: Mapping[int, Piece]
) -> AxisDifference:
    """Parts of one axis, with as few pieces joined as can be worked out exactly.

    `pieces` are those that bear on the axis, by their place.
    """
    before, after = axes
    for players in _groupings(pieces, scene.dossier):
        try:
            game = axis_game(replace(scene, players=players), rule)
        except TooManyPlayersError:
            continue
        effects = [round(float(phi), _DECIMALS) + 0.0 for phi in shapley_values(game.worth)]
        parts = [
            Part(tuple(pieces[place] for place in sorted(players[player])), effect)
            for player, effect in zip(game.players, effects, strict=True)
            if effect
        ]
        parts.sort(key=lambda part: -abs(part.effect))
        joined = any(len(players[player]) > 1 for player in game.players)
        return AxisDifference(before=before, after=after, parts=tuple(parts), joined=joined)
    raise AssertionError("two players are never too many")  # the last grouping has no more


def _groupings(
    pieces: Mapping[int, Piece], dossier: Dossier
) -> Iterator[tuple[frozenset[int], ...]]:
    """Players of ever coarser games: single pieces, topics, owners, the product and the rest."""
    keys: tuple[Callable[[Piece], Hashable], ...] = (
        id,
        lambda piece: (piece.holder, piece.owner, piece.topic),
        lambda piece: (piece.holder, piece.owner),
        lambda piece: is_own(piece, dossier),
    )
    for key in keys:
        groups: dict[Hashable, list[int]] = {}
        for place, piece in pieces.items():
            groups.setdefault(key(piece), []).append(place)
        yield tuple(frozenset(group) for group in groups.values())
