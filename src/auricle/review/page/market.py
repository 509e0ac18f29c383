"""What a review says of cost-performance."""

from auricle.market import Candidate
from auricle.rating import Rating
from auricle.review.references import References
from auricle.review.sentences import Sentence
from auricle.wording import counted, figure, money, sentence_case

__all__ = [
    "best_candidate",
    "candidate_sentences",
    "market_notes",
    "none_does_better",
    "outcome_words",
    "price_seen",
    "price_verdict",
]


def price_verdict(rating: Rating, references: References) -> list[Sentence]:
    """What a pair costs, and what the cheapest equal-or-better one does."""
    market, neutral = rating.market, f"{rating.neutral:g}"
    if market.price.value is None:
        why = "; ".join(market.price.remarks)
        return [Sentence(f"Its price is not known ({why}); the rubric then gives {neutral}")]
    own = money(market.price.value, rating.currency)
    seen = price_seen(rating)
    rates = [remark for remark in market.price.remarks if remark.startswith("converted")]
    text = ", ".join([f"A new pair costs {own}", seen, *rates])
    price = Sentence(text, references.cite(market.price.sources))
    judged = [candidate for candidate in market.candidates if candidate.is_judged]
    if not judged or market.ratio is None:
        put = neutral if market.ratio is None else f"{market.ratio:g}"
        return [price, Sentence(f"No other product could be judged; the rubric then gives {put}")]
    best = best_candidate(rating)
    if best is None or best.cost is None:
        return [price, Sentence(sentence_case(none_does_better(rating)))]
    compared = counted(len(judged), "product", "products")
    cost = money(best.cost, rating.currency)
    return [
        price,
        Sentence(
            f"Of {compared} compared, the {best.product.name} is the cheapest that is equal or "
            f"better: {cost} / {own} = {figure(market.ratio, 2)}",
            references.cite(best.sources),
        ),
    ]


def price_seen(rating: Rating) -> str:
    """When the price was seen, and how we know; empty where none is known."""
    details = rating.market.price.details
    if rating.market.price.value is None:
        return ""
    notes = [
        price.note
        for price in rating.dossier.prices
        if price.note and price.source in rating.market.price.sources and not price.is_list
    ]
    aside = f" ({'; '.join(dict.fromkeys(notes))})" if notes else ""
    kinds = {source.kind for source in rating.market.price.sources}
    if details["relayed"] and kinds <= {"review", "dataset"}:
        return f"according to a review of {details['observed']}{aside}"
    return f"seen on {details['observed']}{aside}"


def candidate_sentences(rating: Rating, references: References) -> list[Sentence]:
    """Every product that was compared, with outcome and reasons."""
    return [
        Sentence(
            f"{candidate.product.name}, {money(candidate.cost or 0.0, rating.currency)}: "
            f"{outcome_words(candidate)} ({'; '.join(candidate.reasons)})",
            references.cite(candidate.sources),
        )
        for candidate in rating.market.candidates
        if candidate.outcome != "excluded"
    ]


def market_notes(rating: Rating) -> list[Sentence]:
    """Why the figure may change, and how far."""
    market = rating.market
    if market.ratio is None:
        return []
    notes = []
    if market.provisional:
        notes.append(Sentence(f"The ratio is provisional: {'; '.join(market.provisional)}"))
    unknown = any(c.outcome == "unknown" for c in market.candidates)
    if unknown and figure(market.low, 2) < figure(market.ratio, 2):
        text = "If every cheaper product that could not be judged were equal or better"
        notes.append(Sentence(f"{text}, the ratio would be {figure(market.low, 2)}"))
    return notes


def outcome_words(candidate: Candidate) -> str:
    """What became of a candidate, in words."""
    return "not judged" if candidate.outcome == "unknown" else candidate.outcome.replace("-", " ")


def none_does_better(rating: Rating) -> str:
    """That no product that costs less does as well, or that none costs less at all."""
    own = rating.market.price.value or 0.0
    costs = [c.cost for c in rating.market.candidates if c.is_judged and c.cost is not None]
    compared = counted(len(costs), "product", "products")
    if all(cost > own for cost in costs):
        return f"it costs less than {'all of ' if len(costs) > 1 else ''}the {compared} compared"
    return f"none of {compared} compared does as well for less"


def best_candidate(rating: Rating) -> Candidate | None:
    """The cheapest equal-or-better product that costs less; None without one."""
    candidates = rating.market.candidates
    return next((c for c in candidates if c.product.slug == rating.market.best), None)
