"""The text of the page: overview, the reasons of each axis, advice."""

from collections.abc import Sequence
from dataclasses import dataclass

from auricle.dossier import (
    Combined,
    Fact,
    Product,
    Quantity,
    combine_facts,
    fact_groups,
    load_glossary,
)
from auricle.rating import Axis, Rating, Term
from auricle.review.page.criteria import criterion_sentences, unknown_criterion
from auricle.review.page.phrases import leaning
from auricle.review.references import References
from auricle.review.sentences import Paragraph, Sentence
from auricle.wording import (
    bound_words,
    clause,
    describe_conditions,
    figure,
    frequency,
    listed,
    signed,
    with_spread,
)

__all__ = ["Reason", "advice", "axis_lead", "overview", "reasons", "stated_too", "unknown"]

_OVERVIEW = {
    "sensitivity": "Its sensitivity is {}",
    "nominal-impedance": "It is rated at {}",
    "weight": "It weighs {}",
    "clamping-force": "It clamps with {}",
    "driver-diameter": "Its drivers measure {}",
    "cable-length": "Its cable is {} long",
    "battery-life": "A battery life of {} is stated",
    "stated-bandwidth": "A bandwidth of {} is stated",
}
_MEASURABLE = frozenset({"sensitivity", "clamping-force"})  # a mean of several makes sense
# Quantities that no criterion takes, and those that one takes under some conditions only.
_UNSCORED = frozenset({"response-deviation", "weighted-harmonic-distortion"})
_FROM_FACTS = {
    "distortion": "thd",
    "isolation": "isolation",
    "channel-match": "channel-mismatch",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """What one criterion says, and what it adds to its axis."""

    criterion: str
    sign: str  # for, against, neutral
    adds: str
    sentences: Paragraph


def overview(rating: Rating, references: References) -> list[Paragraph]:
    """What it is, what its data sheet says, and how far the rating can be trusted."""
    product = rating.dossier.product
    wired, wireless = (way in product.connection for way in ("wired", "wireless"))
    link = "It is wireless and also takes a cable" if wired and wireless else "It is wireless"
    first = [Sentence(link if wireless else "It is wired")]
    first += _specifications(rating, references)
    second = [
        Sentence(
            f"It rates {rating.value:.1f} of 5 (interval {figure(rating.low, 2)} to "
            f"{figure(rating.high, 2)}) by rubric {rating.rubric}, on the evidence as of "
            f"{rating.day}"
        )
    ]
    second += [Sentence(f"The rating is provisional: {why}") for why in rating.provisional]
    if rating.proxies:
        names = listed([rating.subject.sibling_name(slug) for slug in rating.proxies])
        word = "siblings" if len(rating.proxies) > 1 else "sibling"
        second.append(Sentence(f"Part of the evidence is that of its {word} {names}"))
    return [tuple(first), tuple(second)]


def axis_lead(axis: Axis, rating: Rating) -> Sentence:
    """Value, interval and coverage of an axis."""
    if not axis.is_known:
        text = "No criterion of this axis has evidence that counts"
        return Sentence(f"{text}; the rubric then gives {rating.neutral:g}")
    share = f"evidence, weighted by its strength, covers {figure(100.0 * axis.coverage, 0)} %"
    return Sentence(
        f"The axis comes to {figure(axis.value, 2)} (interval {figure(axis.low, 2)} to "
        f"{figure(axis.high, 2)}); {share}"
    )


def reasons(axis: Axis, rating: Rating, references: References) -> tuple[Reason, ...]:
    """What is known on an axis: the response, then what speaks for it, the strongest first."""
    known = [term for term in axis.terms if term.value is not None]
    return tuple(
        Reason(
            term.criterion,
            _sign(term),
            signed(term.contribution),
            criterion_sentences(term, rating, references),
        )
        for term in sorted(known, key=_by_sign_and_size)
    )


def unknown(axis: Axis, product: Product) -> Paragraph:
    """What is not known on an axis."""
    names = [unknown_criterion(term, product) for term in axis.terms if term.value is None]
    return (Sentence(f"Not known: {'; '.join(names)}"),) if names else ()


def stated_too(axis: Axis, rating: Rating, references: References) -> Paragraph:
    """What sources state of the sound that no criterion can take."""
    if axis.id != "scientific_validity":
        return ()
    glossary = load_glossary().quantities
    metrics = [rating.metrics[name] for name in _FROM_FACTS]
    scored = {id(fact) for m in metrics for fact in (*m.facts, *m.set_aside)}
    told = [
        Sentence(
            f"The {clause(glossary[fact.quantity].name)} is stated as {_in_words(fact.stated)}"
            f"{_aside(fact)}",
            references.cite([fact.source]),
        )
        for fact in rating.dossier.facts
        if fact.quantity in _UNSCORED
        or (fact.quantity in _FROM_FACTS.values() and id(fact) not in scored)
    ]
    intro = Sentence("Also stated, but in a form that no criterion can use")
    return (intro, *told) if told else ()


def advice(rating: Rating, suits: Paragraph, suits_not: Paragraph) -> list[Paragraph]:
    """Whom it suits, whom it does not, and what to wait for."""
    result = [
        _row(title, phrases)
        for title, phrases in (("It suits", suits), ("It does not suit", suits_not))
        if phrases
    ]
    science = [w.wanted for w in rating.wanted if w.axis == "scientific_validity"]
    if science:
        result.append((Sentence(f"On sound, the evidence that would add most is {science[0]}"),))
    return result


def _row(title: str, phrases: Paragraph) -> Paragraph:
    """Phrases as one sentence that begins with a title, the references of all at its end."""
    texts = [clause(phrase.text) for phrase in phrases]
    cites = dict.fromkeys(n for phrase in phrases for n in phrase.references)
    return (Sentence(f"{title}: {'; '.join(texts)}", tuple(cites)),)


def _sign(term: Term) -> str:
    if abs(term.contribution) < 5e-4:  # shown as 0.000
        return "neutral"
    return "for" if term.contribution > 0.0 else "against"


def _by_sign_and_size(term: Term) -> tuple[int, float]:
    order = ("for", "against", "neutral").index(_sign(term))
    is_the_response = term.input in {"predicted-preference", "response-deviation"}
    return -1 if is_the_response else order, -abs(term.contribution)


def _specifications(rating: Rating, references: References) -> list[Sentence]:
    sentences = []
    subject = rating.subject
    groups = fact_groups(subject.dossier.facts)
    for slug, words in _OVERVIEW.items():
        key = next((key for key in groups if key[0] == slug), None)
        combined = combine_facts(subject.dossier, subject.siblings, key) if key else None
        if combined is not None:
            cites = references.cite(c.fact.source for c in combined.contributions)
            text = words.replace("{}", _stated(combined)) + leaning(rating, combined.proxy)
            sentences.append(Sentence(text, cites))
    return sentences


def _stated(combined: Combined) -> str:
    """What is stated of a quantity: a mean where it was measured, else each figure as it is."""
    facts = [contribution.fact for contribution in combined.contributions]
    quantity = load_glossary().quantities[facts[0].quantity]
    if quantity.slug in _MEASURABLE:
        up_to = bound_words(facts)
        value, uncertainty = combined.estimate.value, combined.estimate.uncertainty
        return up_to + with_spread(value, uncertainty, quantity.unit) + _doubt(facts)
    figures = {_figure(fact, quantity): fact for fact in reversed(facts)}
    most, *others = reversed(figures)
    also = f" (also stated: {listed(others)})" if others else ""
    return f"{most}{_doubt(facts[:1])}{also}"


def _figure(fact: Fact, quantity: Quantity) -> str:
    if quantity.range and fact.low is not None and fact.high is not None:
        return f"{frequency(fact.low, digits=4)} to {frequency(fact.high, digits=4)}"
    return f"{bound_words([fact])}{fact.figure:.3g} {quantity.unit}"


def _doubt(facts: Sequence[Fact]) -> str:
    doubts = [fact.note for fact in facts if fact.note and fact.note.startswith("doubtful")]
    return f" ({'; '.join(dict.fromkeys(doubts))})" if doubts else ""


def _in_words(stated: str) -> str:
    return stated.replace("< ", "below ").replace("> ", "above ")


def _aside(fact: Fact) -> str:
    parts = [describe_conditions(fact.conditions), fact.note]
    shown = "; ".join(part for part in parts if part)
    return f" ({shown})" if shown else ""
