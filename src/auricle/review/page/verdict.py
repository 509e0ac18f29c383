"""What a reader should take away: the verdict in a paragraph, and in a line."""

from auricle.metrics import MetricResult
from auricle.rating import Rating, Term
from auricle.response.formats import load_target
from auricle.review.page.criteria import (
    criterion_lead,
    criterion_sentences,
    tilt_word,
    unknown_words,
)
from auricle.review.page.drive import easy_v, usual_v
from auricle.review.page.market import best_candidate, none_does_better
from auricle.review.page.phrases import by_wire, leaning, noun, sibling_words
from auricle.review.references import References
from auricle.review.sentences import Paragraph, Sentence
from auricle.wording import clause, figure, money, spread

__all__ = ["summary", "verdict"]

# Bands of published practice since 2026-04: up to 1.9 dB counts as good, 2.5 dB as average,
# 3 to 3.5 dB as below it.
_DEVIATION_WORDS = (
    (1.9, "closely follows"),
    (2.5, "roughly follows"),
    (3.5, "departs from"),
)
_FAR = "departs far from"
_WORTH_NAMING = 0.02  # of an axis: a fifth of the step in which it is published


def summary(rating: Rating) -> str:
    """What a reader should take away, in one or two sentences without references."""
    marked = ["Provisional rating"] if rating.provisional else []
    texts = [_sound(rating), *_price_lesson(rating), *_not_known(rating)[:1]]
    return " ".join(f"{text}." for text in [*marked, *texts])


def verdict(rating: Rating, references: References) -> Paragraph:
    """The verdict in one paragraph."""
    preference, voltage = (rating.metrics[m] for m in ("predicted-preference", "drive-voltage"))
    best = best_candidate(rating)
    rests_on = [*rating.market.price.sources, *(best.sources if best else ())]
    sentences = [Sentence(_sound(rating), references.cite(preference.sources))]
    if voltage.value is not None:
        sentences.append(Sentence(_drive(voltage, rating), references.cite(voltage.sources)))
    sentences += [Sentence(t, references.cite(rests_on)) for t in _price_lesson(rating)]
    against = _most_against(rating)
    if against is not None:
        lead = criterion_sentences(against, rating, references)[0].text
        if against.input in rating.findings:
            lead = criterion_lead(against, rating.dossier.product)
        text = f"Beyond the sound, what counts most against it: {clause(lead)}"
        sentences.append(Sentence(text, references.cite(against.sources)))
    sentences += [Sentence(text) for text in _not_known(rating)]
    return tuple(sentences)


def _sound(rating: Rating) -> str:
    preference = rating.metrics["predicted-preference"]
    what = f"The {rating.dossier.product.name} is {noun(rating)}"
    if preference.value is None and rating.dossier.curves:
        return f"{what} whose response could not be judged ({preference.remarks[0]})"
    if preference.value is None:
        return f"{what} of which no response curve is at hand"
    sd_db = float(preference.details["sd_db"])
    words = next((word for limit, word in _DEVIATION_WORDS if sd_db <= limit), _FAR)
    target = f"the target {load_target(str(preference.details['target'])).name}"
    tilt = tilt_word(preference)
    lean = f" and leans {tilt}" if tilt else ""
    points = f"the Harman model predicts a preference of {spread(preference)}"
    if preference.proxy:
        whose = sibling_words(rating, preference)
        return f"{what}; the response{whose} {words} {target}{lean}, and {points}"
    return f"{what} whose response {words} {target}{lean}; {points}"


def _drive(voltage: MetricResult, rating: Rating) -> str:
    value, lean = voltage.value or 0.0, leaning(rating, voltage.proxy)
    needs = f"Loud peaks (110 dB SPL) take {spread(voltage)}{by_wire(rating)}{lean}"
    if value <= easy_v():
        return f"{needs}; even the weakest usual phone adapter ({easy_v():g} V) gives that"
    if value <= usual_v():
        return f"{needs}; a usual USB-C adapter ({usual_v():g} V) gives that"
    return f"{needs}; a usual USB-C adapter gives only {usual_v():g} V"


def _price_lesson(rating: Rating) -> list[str]:
    market, best = rating.market, best_candidate(rating)
    if market.price.value is None:
        return ["Its price of the day is not known"]
    own = money(market.price.value, rating.currency)
    perhaps = "; the comparison is provisional" if market.provisional else ""
    judged = [candidate for candidate in market.candidates if candidate.is_judged]
    if market.ratio is None or not judged:
        return [f"It costs {own}; how it compares with others is not known"]
    if best is not None and best.cost is not None:
        cost = f"{money(best.cost, rating.currency)} against {own}"
        text = f"The {best.product.name}, at {cost}, does as well as far as the two can be compared"
        return [f"{text}{perhaps}"]
    return [f"At {own} {none_does_better(rating)}{perhaps}"]


def _not_known(rating: Rating) -> list[str]:
    terms = [term for term in rating.axes[0].terms if term.value is None]
    missing = [unknown_words(term, rating.dossier.product) for term in terms]
    covered = figure(100.0 * rating.coverage, 0)
    share = f"In all, evidence weighted by its strength covers {covered} % of the rubric"
    return [*([f"Not known: {'; '.join(missing)}"] if missing else []), share]


def _most_against(rating: Rating) -> Term | None:
    """What lowers its axis most, sound and price apart; None where nothing does by much."""
    terms = [
        term
        for axis in rating.axes
        if axis.id not in {"scientific_validity", "cost_performance"}
        for term in axis.terms
        if term.contribution <= -_WORTH_NAMING
    ]
    return min(terms, key=lambda term: (term.contribution, term.criterion), default=None)
