"""For whom a product is, and for whom not: advice that follows from metrics and use."""

from auricle.dossier import combine_facts, fact_groups
from auricle.metrics import MetricResult
from auricle.rating import Rating
from auricle.review.page.criteria import criterion_lead
from auricle.review.page.drive import easy_v, usual_v
from auricle.review.page.market import best_candidate
from auricle.review.page.phrases import by_wire, leaning, sibling_words
from auricle.review.references import References
from auricle.review.sentences import Paragraph, Sentence
from auricle.wording import clause, figure, money, spread

__all__ = ["for_whom", "not_for"]

_LIKED_POINTS, _DISLIKED_POINTS = 80.0, 60.0  # control points of auricle-1: 0.65 and 0.35
_ISOLATES_DB, _HARDLY_ISOLATES_DB = 20.0, 10.0  # the same of isolation: 0.65 and 0.5
_HEAVY_G, _LIGHT_G = 350.0, 230.0  # engineering defaults
_TIGHT_N = 6.0  # engineering default


def for_whom(rating: Rating, references: References) -> Paragraph:
    """Whom the product suits, each with the evidence for it; phrases without a verb."""
    product, metrics = rating.dossier.product, rating.metrics
    isolation, voltage = metrics["isolation"], metrics["drive-voltage"]
    preference = metrics["predicted-preference"]
    result = []
    if _is_open(rating):
        result.append(Sentence("Quiet rooms, where nobody minds what leaks out"))
    elif product.is_closed:
        result.append(Sentence(_shared_rooms(isolation)))
    if "anc" in product.functions:
        result.append(Sentence("Journeys – it cancels noise"))
    if _is_surely_isolating(isolation):
        result.append(
            _with("Noisy surroundings – it keeps out {} on average", isolation, references)
        )
    if _is_surely_liked(preference):
        text = f"Those who want what most listeners prefer – {_predicted(rating, preference)}"
        result.append(_with(text, preference, references))
    if voltage.value is not None and voltage.value <= usual_v():
        source = f"Any output that gives {easy_v() if voltage.value <= easy_v() else usual_v():g} V"
        text = f"{source} – 110 dB SPL takes {{}}{by_wire(rating)}{leaning(rating, voltage.proxy)}"
        result.append(_with(text, voltage, references))
    weight = _fact(rating, "weight", references)
    if weight and weight[0] <= _LIGHT_G:
        text = f"Long sessions, as far as weight decides – {figure(weight[0], 0)} g"
        result.append(Sentence(text, weight[1]))
    return tuple(result)


def not_for(rating: Rating, references: References) -> Paragraph:
    """Whom the product does not suit; as `for_whom`."""
    product, metrics = rating.dossier.product, rating.metrics
    isolation, voltage = metrics["isolation"], metrics["drive-voltage"]
    preference = metrics["predicted-preference"]
    result = []
    if _is_open(rating):
        back = f"its {product.back} back lets sound out and in"
        result.append(
            Sentence(f"Recording beside a microphone, shared rooms and journeys – {back}")
        )
    elif isolation.value is not None and isolation.value <= _HARDLY_ISOLATES_DB:
        result.append(_with("Noisy places – it keeps out {} on average", isolation, references))
    if preference.value is not None and preference.value <= _DISLIKED_POINTS:
        text = f"Listening without an equaliser – {_predicted(rating, preference)}"
        result.append(_with(text, preference, references))
    if voltage.value is not None and voltage.value > usual_v():
        text = (
            f"Weak outputs – 110 dB SPL takes {{}}{by_wire(rating)}"
            f"{leaning(rating, voltage.proxy)}, a usual USB-C adapter gives {usual_v():g} V"
        )
        result.append(_with(text, voltage, references))
    result += [*_hard_use(rating, references), *_long_sessions(rating, references)]
    best = best_candidate(rating)
    if best is not None and best.cost is not None:
        cost = money(best.cost, rating.currency)
        text = f"as far as could be compared, the {best.product.name} does as well for {cost}"
        result.append(Sentence(f"Tight budgets – {text}", references.cite(best.sources)))
    return tuple(result)


def _is_open(rating: Rating) -> bool:
    product = rating.dossier.product
    return product.back in {"open", "semi-open"} and product.form in {"over-ear", "on-ear"}


def _with(text: str, metric: MetricResult, references: References) -> Sentence:
    return Sentence(text.replace("{}", spread(metric)), references.cite(metric.sources))


def _predicted(rating: Rating, preference: MetricResult) -> str:
    whose = sibling_words(rating, preference)
    return f"a predicted preference of {{}}{' for the response' + whose if whose else ''}"


def _is_surely_isolating(isolation: MetricResult) -> bool:
    """Whether it keeps out much, by a figure that nobody doubts."""
    doubted = any((fact.note or "").startswith("doubtful") for fact in isolation.facts)
    return isolation.value is not None and isolation.value >= _ISOLATES_DB and not doubted


def _is_surely_liked(preference: MetricResult) -> bool:
    """Whether a preference is high, its own response says so, and it is not only just so."""
    if preference.value is None or preference.only_proxy:
        return False
    least = preference.value - (preference.uncertainty or 0.0)
    return preference.value >= _LIKED_POINTS and least >= _DISLIKED_POINTS


def _shared_rooms(isolation: MetricResult) -> str:
    unknown = "; how much is not known" if isolation.value is None else ""
    return (
        f"Shared rooms, and recording beside a microphone – its closed back holds sound in{unknown}"
    )


def _hard_use(rating: Rating, references: References) -> list[Sentence]:
    """That what breaks first cannot be replaced."""
    for term in (term for axis in rating.axes for term in axis.terms):
        if term.input == "cable-or-battery" and term.value == "no":
            lead = criterion_lead(term, rating.dossier.product)
            text = f"Hard use – {clause(lead)}"
            return [Sentence(text, references.cite(term.sources))]
    return []


def _long_sessions(rating: Rating, references: References) -> list[Sentence]:
    """That it is heavy, or clamps hard."""
    found = [
        (slug, unit, limit, _fact(rating, slug, references))
        for slug, unit, limit in (("weight", "g", _HEAVY_G), ("clamping-force", "N", _TIGHT_N))
    ]
    return [
        Sentence(f"Long sessions – {slug.replace('-', ' ')} {value[0]:.3g} {unit}", value[1])
        for slug, unit, limit, value in found
        if value is not None and value[0] >= limit
    ]


def _fact(
    rating: Rating, quantity: str, references: References
) -> tuple[float, tuple[int, ...]] | None:
    """Combined figure of a quantity with its references; None where nobody states it."""
    subject = rating.subject
    for key in fact_groups(subject.dossier.facts):
        if key[0] == quantity:
            combined = combine_facts(subject.dossier, subject.siblings, key)
            if combined is not None:
                sources = (part.fact.source for part in combined.contributions)
                return combined.estimate.value, references.cite(sources)
    return None
