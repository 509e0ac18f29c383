"""What a review says of cost-performance."""

from auricle.market import Candidate
from auricle.rating import Rating
from auricle.review.references import References
from auricle.review.sentences import Sentence
from auricle.review.wording import counted, figure, money

__all__ = ["best_candidate", "candidate_sentences", "market_notes", "price_seen", "price_verdict"]


def price_verdict(rating: Rating, references: References) -> list[Sentence]:
    """What a pair costs, and what the cheapest equal-or-better one does."""
    market, neutral = rating.market, f"{rating.neutral:g}"
    if market.price.value is None:
        why = "; ".join(market.price.remarks)
        return [Sentence(f"Its price is not known: {why}; {neutral} stands for this")]
    own = money(market.price.value, rating.currency)
    seen = price_seen(rating)
    rates = [remark for remark in market.price.remarks if remark.startswith("converted")]
    text = ", ".join([f"A new pair costs {own}", seen, *rates])
    price = Sentence(text, references.cite(market.price.sources))
    n_judged = sum(c.outcome in {"equal-or-better", "worse"} for c in market.candidates)
    if n_judged == 0 or market.ratio is None:
        put = neutral if market.ratio is None else f"{market.ratio:g}"
        return [price, Sentence(f"No other product could be judged; {put} stands for this")]
    compared = counted(n_judged, "product", "products")
    best = best_candidate(rating)
    if best is None or best.cost is None:
        lesson = f"Among {compared} compared, none that costs less is equal or better"
        return [price, Sentence(lesson)]
    cost = money(best.cost, rating.currency)
    return [
        price,
        Sentence(
            f"The cheapest of {compared} compared that is equal or better is the "
            f"{best.product.name} at {cost}: {cost} / {own} = {figure(market.ratio, 2)}",
            references.cite(best.sources),
        ),
    ]


def price_seen(rating: Rating) -> str:
    """When the price was seen, and how we know; empty where none is known."""
    details = rating.market.price.details
    if rating.market.price.value is None:
        return ""
    if details["relayed"]:
        return f"as a review of {details['observed']} relays it"
    return f"seen on {details['observed']}"


def candidate_sentences(rating: Rating, references: References) -> list[Sentence]:
    """Every product that was compared, with outcome and reasons."""
    return [
        Sentence(
            f"{candidate.product.name}, {money(candidate.cost or 0.0, rating.currency)}: "
            f"{candidate.outcome.replace('-', ' ')} ({'; '.join(candidate.reasons)})",
            references.cite(candidate.sources),
        )
        for candidate in rating.market.candidates
        if candidate.outcome != "excluded"
    ]


def market_notes(rating: Rating) -> list[Sentence]:
    """Why the figure may change, and how far."""
    market = rating.market
    notes = [Sentence(f"Provisional: {why}") for why in market.provisional]
    unknown = any(c.outcome == "unknown" for c in market.candidates)
    if market.ratio is not None and unknown and figure(market.low, 2) < figure(market.ratio, 2):
        notes.append(
            Sentence(
                "Were every cheaper product that could not be judged equal or better, the ratio "
                f"would be as low as {figure(market.low, 2)}"
            )
        )
    return notes


def best_candidate(rating: Rating) -> Candidate | None:
    """The cheapest equal-or-better product that costs less; None without one."""
    candidates = rating.market.candidates
    return next((c for c in candidates if c.product.slug == rating.market.best), None)
