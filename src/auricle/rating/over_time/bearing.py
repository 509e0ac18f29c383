"""Which pieces of evidence bear on which axis of a product's rating."""

from collections.abc import Iterable, Sequence

from auricle.catalog import Catalog, ExchangeRate, brand_slug
from auricle.dossier import Dossier, Finding, Price
from auricle.market import COMPARED, is_of_another_kind
from auricle.metrics import load_definitions
from auricle.rating.over_time.pieces import Piece
from auricle.rating.rubrics.rubric import AxisRule

__all__ = ["bearing_on", "is_own"]


def bearing_on(
    rule: AxisRule, pieces: Sequence[Piece], catalog: Catalog, dossier: Dossier
) -> list[int]:
    """Places of the pieces that an axis may depend on.

    Parameters
    ----------
    rule
        The axis.
    pieces
        Of the whole catalog.
    catalog, dossier
        Where siblings and competitors are looked up, and the product.
    """
    if rule.id == "cost_performance":
        return _bearing_on_market(pieces, catalog, dossier)
    metrics = [criterion.metric for criterion in rule.criteria if criterion.metric]
    findings = {criterion.finding for criterion in rule.criteria if criterion.finding}
    family = _owners([dossier, *_siblings(catalog, dossier)])
    return [
        place
        for place, piece in enumerate(pieces)
        if ((piece.holder, piece.owner) in family and _is_read(piece, metrics))
        or (is_own(piece, dossier) and _is_found(piece, findings))
    ]


def is_own(piece: Piece, dossier: Dossier) -> bool:
    """Whether a piece is of a product itself or of its brand."""
    return (piece.holder, piece.owner) in _owners([dossier])


def _bearing_on_market(pieces: Sequence[Piece], catalog: Catalog, dossier: Dossier) -> list[int]:
    market = [
        other
        for other in catalog.dossiers.values()
        if not is_of_another_kind(dossier.product, other.product)
    ]
    families = _owners([p for other in market for p in (other, *_siblings(catalog, other))])
    priced = {other.slug for other in market}

    def bears(piece: Piece) -> bool:
        if piece.holder in {"accessory", "rates"}:
            return True
        if piece.topic == "price":
            return piece.owner in priced
        return (piece.holder, piece.owner) in families and _is_read(piece, COMPARED)

    return [place for place, piece in enumerate(pieces) if bears(piece)]


def _siblings(catalog: Catalog, dossier: Dossier) -> list[Dossier]:
    return [catalog.dossiers[s] for s in dossier.product.siblings if s in catalog.dossiers]


def _owners(dossiers: Sequence[Dossier]) -> set[tuple[str, str]]:
    """Holder and owner of the pieces of some products and their brands."""
    brands = {("brand", brand_slug(dossier.product.brand)) for dossier in dossiers}
    return {("product", dossier.slug) for dossier in dossiers} | brands


def _is_read(piece: Piece, metrics: Iterable[str]) -> bool:
    """Whether one of some metrics reads a piece; prices are asked for apart."""
    definitions = load_definitions()
    entries = [s for s in piece.statements if not isinstance(s, Price | ExchangeRate)]
    return any(definitions[name].reads(entry) for name in metrics for entry in entries)


def _is_found(piece: Piece, criteria: set[str]) -> bool:
    return any(isinstance(s, Finding) and s.criterion in criteria for s in piece.statements)
