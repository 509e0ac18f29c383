"""Pieces of evidence that stand on one of two days and not on the other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from auricle.catalog import Catalog, ExchangeRate, rate_stands
from auricle.dossier import (
    Curve,
    Entry,
    Fact,
    Finding,
    Price,
    Source,
    existed,
)
from auricle.metrics import price_stands

__all__ = ["Piece", "Standing", "Statement", "pieces_between", "topic_of"]

Statement: TypeAlias = Entry | ExchangeRate
"""An entry of a dossier or a brand's record, the price of an accessory, or an exchange rate."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Piece:
    """One piece of evidence that came, went or changed between two days.

    A fact, finding, claim, response or impression is a piece of its own. The prices of one
    product are one piece, and so are the rates of two currencies: they expire and are
    renewed, and a day on which the old ones are gone and the new ones not yet seen never was.
    """

    holder: str  # product, brand, accessory, rates
    owner: str  # slug of the product or brand, name of the accessory, currencies
    name: str  # of the owner, as people write it
    topic: str  # quantity, criterion, "price", "claim", name of the response's file, ...
    dropped: tuple[Statement, ...]  # stand on the first day only
    added: tuple[Statement, ...]  # stand on the second day only

    @property
    def change(self) -> str:
        """Added, dropped or changed."""
        if self.dropped and self.added:
            return "changed"
        return "added" if self.added else "dropped"

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What was dropped and what was added."""
        return (*self.dropped, *self.added)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where all that was read."""
        return tuple(dict.fromkeys(statement.source for statement in self.statements))


@dataclass(frozen=True, slots=True)
class Standing:
    """Which statements stand while some pieces stand as on the second day, others as on the first.

    A piece has moved when it stands as on the second day.
    """

    first: date
    place: Mapping[int, tuple[int, bool]]  # identity of a statement -> its piece, whether added

    def counts(self, statement: Statement, moved: frozenset[int]) -> bool:
        """Whether a statement counts when these pieces have moved and the others have not."""
        if id(statement) not in self.place:
            return _stands(statement, self.first)  # as on the second day
        piece, is_added = self.place[id(statement)]
        return (piece in moved) == is_added

    def pieces_of(self, statements: Iterable[Statement]) -> frozenset[int]:
        """Pieces that some statements belong to."""
        found = (self.place.get(id(statement)) for statement in statements)
        return frozenset(place[0] for place in found if place is not None)


def pieces_between(
    catalog: Catalog, first: date, second: date
) -> tuple[tuple[Piece, ...], Standing]:
    """Every piece of a catalog that stands on one of two days only.

    Returns
    -------
    pieces : tuple of Piece
        In the order of the catalog: products, brands, accessories, exchange rates.
    standing : Standing
        Says which statements stand when some of the pieces have moved.
    """
    found = (_piece(group, first, second) for group in _groups(catalog))
    pieces = tuple(piece for piece in found if piece is not None)
    place = {
        id(statement): (index, is_added)
        for index, piece in enumerate(pieces)
        for statements, is_added in ((piece.dropped, False), (piece.added, True))
        for statement in statements
    }
    return pieces, Standing(first, place)


def topic_of(entry: Entry) -> str:
    """What an entry speaks of.

    Examples
    --------
    >>> topic_of(Finding("spare-parts", "yes", Source("a/b", "A", "B", "review")))
    'spare-parts'
    """
    if isinstance(entry, Fact):
        return entry.quantity
    if isinstance(entry, Finding):
        return entry.criterion
    if isinstance(entry, Curve):
        return entry.file
    return type(entry).__name__.lower()


def _stands(statement: Statement, day: date) -> bool:
    if isinstance(statement, Price):
        return price_stands(statement, day)
    if isinstance(statement, ExchangeRate):
        return rate_stands(statement, day)
    return existed(statement, day)


@dataclass(frozen=True, slots=True)
class _Group:
    """Statements that are one piece if they change."""

    holder: str
    owner: str
    name: str
    topic: str
    statements: Sequence[Statement]


def _groups(catalog: Catalog) -> Iterator[_Group]:
    for slug, dossier in sorted(catalog.dossiers.items()):
        name = dossier.product.name
        for entry in dossier.entries:
            if not isinstance(entry, Price):
                yield _Group("product", slug, name, topic_of(entry), [entry])
        yield _Group("product", slug, name, "price", dossier.prices)
    for slug, brand in sorted(catalog.brands.items()):
        for entry in brand.entries:
            yield _Group("brand", slug, brand.name, topic_of(entry), [entry])
    for accessory in catalog.accessories:
        yield _Group("accessory", accessory.name, accessory.name, "price", accessory.prices)
    for currencies in sorted({_currencies(rate) for rate in catalog.rates}):
        fitting = [rate for rate in catalog.rates if _currencies(rate) == currencies]
        yield _Group("rates", currencies, currencies, "rate", fitting)


def _currencies(rate: ExchangeRate) -> str:
    return "/".join(sorted((rate.base, rate.quote)))


def _piece(group: _Group, first: date, second: date) -> Piece | None:
    states = [(s, _stands(s, first), _stands(s, second)) for s in group.statements]
    dropped = tuple(s for s, before, after in states if before and not after)
    added = tuple(s for s, before, after in states if after and not before)
    if not dropped and not added:
        return None
    return Piece(
        holder=group.holder,
        owner=group.owner,
        name=group.name,
        topic=group.topic,
        dropped=dropped,
        added=added,
    )
