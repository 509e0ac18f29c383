"""From the difference of two ratings to what a reader is shown of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from auricle.catalog import ExchangeRate
from auricle.dossier import (
    Claim,
    Curve,
    Entry,
    Fact,
    Finding,
    Impression,
    Price,
    Source,
    WearPart,
    load_glossary,
)
from auricle.metrics import MetricResult, load_definitions
from auricle.rating import Axis, AxisDifference, Difference, Part, Piece, Rating, Term, stated
from auricle.wording import (
    bare_money,
    counted,
    describe_conditions,
    figure,
    money,
    signed,
    term_value,
)

__all__ = ["AxisChanges", "Change", "Changes", "changes"]

_SHOWN_PUBLISHERS = 2


@dataclass(frozen=True, slots=True)
class Change:
    """One line: what a piece of evidence moved."""

    effect: str  # signed, three decimals
    how: str  # added, dropped, changed
    what: str
    sources: tuple[tuple[str, str | None], ...]  # publisher and address, each once


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisChanges:
    """One axis on both days."""

    name: str
    rounded: str
    value: str
    interval: str
    coverage: str
    notes: tuple[str, ...]
    rows: tuple[Change, ...]
    moved: str
    rounding: str
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that a reader is shown of a difference."""

    name: str
    kind: str
    setting: str  # rubric, days, buyer, currency
    overall: str
    interval: str
    notes: tuple[str, ...]
    axes: tuple[AxisChanges, ...]
    total: str
    rest: str  # of the pieces without effect
    n_without_effect: int
    without_effect: tuple[Change, ...]


def changes(difference: Difference, *, list_all: bool = False) -> Changes:
    """What a reader is shown of a difference.

    Parameters
    ----------
    difference
        Of a rating between two days.
    list_all
        Whether pieces without effect are listed; they are counted in any case.
    """
    before, after = difference.before, difference.after
    product = after.dossier.product
    setting = f"{before.day} -> {after.day}, buyer in {after.region}, prices in {after.currency}"
    rest = difference.without_effect
    return Changes(
        name=product.name,
        kind=product.kind,
        setting=f"rubric {after.rubric}, {setting}",
        overall=f"{before.value:.1f} -> {after.value:.1f} of 5 ({_tenths(difference.change)})",
        interval=_interval(before.low, before.high, after.low, after.high),
        notes=_changed_remarks(before.provisional, after.provisional),
        axes=tuple(_axis_changes(axis, difference) for axis in difference.axes),
        total=(
            f"evidence {signed(difference.moved)}, rounding {signed(difference.rounding)}, "
            f"together {_tenths(difference.change)}"
        ),
        rest=_rest(difference),
        n_without_effect=len(rest),
        without_effect=tuple(_unmoved(p, difference) for p in rest) if list_all else (),
    )


def _rest(difference: Difference) -> str:
    if difference.before.day == difference.after.day:
        return "Both days are the same: there is nothing to tell apart."
    if not difference.pieces:
        return "No evidence that bears on the rating came or went between the days."
    n = len(difference.without_effect)
    pieces = counted(n, "further piece of evidence", "further pieces of evidence")
    return f"{pieces} came or went and moved nothing." if n else ""


def _axis_changes(axis: AxisDifference, difference: Difference) -> AxisChanges:
    before, after = axis.before, axis.after
    is_market = after.id == "cost_performance"
    notes = _market_notes(difference) if is_market else ()
    if axis.joined:
        notes = (*notes, "pieces were too many to tell apart: some stand together in one line")
    return AxisChanges(
        name=after.name,
        rounded=f"{_rounded(before)} -> {_rounded(after)}",
        value=f"{before.value:.3f} -> {after.value:.3f}",
        interval=_interval(before.low, before.high, after.low, after.high),
        coverage=f"{before.coverage:.2f} -> {after.coverage:.2f}",
        notes=notes,
        rows=(
            *(_row(part, axis, difference) for part in axis.parts),
            *(_still_row(piece, difference) for piece in _still(difference) if is_market),
        ),
        moved=signed(axis.moved),
        rounding=signed(axis.rounding),
        change=_tenths(axis.change),
    )


def _rounded(axis: Axis) -> str:
    return f"{axis.rounded:.1f}" if axis.is_known else f"not known ({axis.rounded:.1f})"


def _tenths(change: float) -> str:
    text = figure(change, 1)
    return text if text.startswith("-") else f"+{text}"


def _interval(low: float, high: float, then_low: float, then_high: float) -> str:
    return (
        f"{figure(low, 2)} to {figure(high, 2)} -> {figure(then_low, 2)} to {figure(then_high, 2)}"
    )


def _changed_remarks(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    gone = [f"no longer provisional: {reason}" for reason in before if reason not in after]
    return (*gone, *(f"provisional now: {reason}" for reason in after if reason not in before))


def _market_notes(difference: Difference) -> tuple[str, ...]:
    before, after = difference.before, difference.after
    places = ("cheapest equal or better", "next")
    pairs = zip(_comparators(before), _comparators(after), strict=True)
    notes = [
        f"{place}: {one} -> {other}"
        for place, (one, other) in zip(places, pairs, strict=True)
        if one or other
    ]
    remarks = _changed_remarks(before.market.provisional, after.market.provisional)
    return (*notes, *remarks)


def _comparators(rating: Rating) -> list[str]:
    names = {c.product.slug: c for c in rating.market.candidates}
    found = [names.get(slug or "") for slug in (rating.market.best, rating.market.next_best)]
    return [
        f"{c.product.name} {money(c.cost, rating.currency)}" if c and c.cost is not None else "none"
        for c in found
    ]


def _still(difference: Difference) -> list[Piece]:
    """Prices of the cheapest comparators that moved nothing: the reader looks for them."""
    markets = (difference.before.market, difference.after.market)
    slugs = {slug for market in markets for slug in (market.best, market.next_best)}
    return [
        piece
        for piece in difference.without_effect
        if piece.holder == "product" and piece.topic == "price" and piece.owner in slugs
    ]


def _still_row(piece: Piece, difference: Difference) -> Change:
    row = _unmoved(piece, difference)
    if piece.owner in {difference.before.market.best, difference.after.market.best}:
        return row
    return replace(row, what=f"{row.what} (not the cheapest on either day)")


def _row(part: Part, axis: AxisDifference, difference: Difference) -> Change:
    what = "; ".join(_what(piece, difference) for piece in part.pieces)
    if len(part.pieces) == 1:
        what += _consequence(part.pieces[0], axis)
    hows = {_how(piece, difference) for piece in part.pieces}
    how = hows.pop() if len(hows) == 1 else "changed"
    return Change(signed(part.effect), how, what, _sources(part.pieces, difference))


def _unmoved(piece: Piece, difference: Difference) -> Change:
    sources = _sources([piece], difference)
    return Change(signed(0.0), _how(piece, difference), _what(piece, difference), sources)


def _how(piece: Piece, difference: Difference) -> str:
    """Whether a piece was added, dropped or changed; a price on both days has changed."""
    if piece.topic == "price" and piece.holder == "product":
        prices = (_price(rating, piece.owner) for rating in (difference.before, difference.after))
        if all(price.value is not None for price in prices):
            return "changed"
    return piece.change


def _sources(pieces: Sequence[Piece], difference: Difference) -> tuple[tuple[str, str | None], ...]:
    """Where the pieces were read; of prices only those that made the price of either day."""
    sources: list[Source] = []
    for piece in pieces:
        if piece.topic == "price" and piece.holder == "product":
            ratings = (difference.before, difference.after)
            sources += [source for r in ratings for source in _price(r, piece.owner).sources]
        else:
            sources += piece.sources
    return tuple(dict.fromkeys((source.publisher, source.url) for source in sources))


def _what(piece: Piece, difference: Difference) -> str:
    """A piece in words, with whose it is where it is not the product's own."""
    own = difference.after.dossier
    whose = "" if (piece.holder, piece.owner) == ("product", own.slug) else f"{piece.name}: "
    if piece.topic == "price" and piece.holder == "product":
        before, after = (_price(r, piece.owner) for r in (difference.before, difference.after))
        return f"{whose}{_price_change(before, after)}"
    if piece.holder in {"accessory", "rates"}:
        told = (", ".join(map(stated, side)) or "none" for side in (piece.dropped, piece.added))
        return f"{whose}{piece.topic} {' -> '.join(told)}"
    return whose + ", ".join(_statement(s) for s in piece.statements if isinstance(s, Entry))


def _price(rating: Rating, slug: str) -> MetricResult:
    if slug == rating.dossier.slug:
        return rating.market.price
    return next(c.price for c in rating.market.candidates if c.product.slug == slug)


def _price_change(before: MetricResult, after: MetricResult) -> str:
    known = [price for price in (before, after) if price.value is not None]
    if not known:
        return f"price in another currency than {after.unit}"
    amounts = ["none" if p.value is None else bare_money(p.value) for p in (before, after)]
    who = dict.fromkeys(_who(price) for price in known)
    return f"price {' -> '.join(amounts)} {after.unit}, {' -> '.join(who)}"


def _who(price: MetricResult) -> str:
    names = list(dict.fromkeys(source.publisher for source in price.sources))
    shown = ", ".join(names[:_SHOWN_PUBLISHERS])
    more = f" and {len(names) - _SHOWN_PUBLISHERS} more" if len(names) > _SHOWN_PUBLISHERS else ""
    return f"{'relayed by ' if price.details.get('relayed') else ''}{shown}{more}"


def _statement(entry: Entry) -> str:
    if isinstance(entry, Fact):
        conditions = describe_conditions(entry.conditions)
        name = load_glossary().quantities[entry.quantity].name.lower()
        return f"{name} {entry.stated}" + (f", {conditions}" if conditions else "")
    if isinstance(entry, Finding):
        return f"finding {entry.criterion}: {entry.holds}"
    if isinstance(entry, Claim):
        return f"claim {entry.claim!r} confirmed: {entry.confirmed}"
    return f"{_name(entry)} {stated(entry)}"


def _name(entry: Entry) -> str:
    """What an entry that says its own figure is about."""
    if isinstance(entry, Curve):
        return f"response {entry.file},"
    if isinstance(entry, Impression):
        return f"impression of {entry.aspect}:"
    if isinstance(entry, WearPart):
        return f"price of {entry.part}"
    return "price" if isinstance(entry, Price) else "failures"


def _consequence(piece: Piece, axis: AxisDifference) -> str:
    """What became of the criterion that a piece bears on, where its value changed."""
    entries = [s for s in piece.statements if not isinstance(s, ExchangeRate)]
    definitions = load_definitions()
    then = {term.criterion: term for term in axis.after.terms}

    def bears_on(term: Term) -> bool:
        if term.input in definitions:
            return any(definitions[term.input].reads(entry) for entry in entries)
        return any(isinstance(e, Finding) and e.criterion == term.input for e in entries)

    told = [
        f"{term.name.lower()}: {shown} -> {shown_then}"
        for term in axis.before.terms
        if bears_on(term) and term.criterion in then
        if (shown := term_value(term) or "not known")
        != (shown_then := term_value(then[term.criterion]) or "not known")
    ]
    return f" ({'; '.join(told)})" if told and axis.after.id != "cost_performance" else ""
