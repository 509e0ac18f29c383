"""What a review says of a product, and what not."""

import math

from auricle.dossier import Fact, Product, combine_facts, fact_groups, load_glossary
from auricle.metrics import MetricResult
from auricle.rating import Axis, Rating, Term
from auricle.response.formats import load_target
from auricle.review.market_prose import best_candidate
from auricle.review.references import References
from auricle.review.sentences import Paragraph, Sentence
from auricle.review.wording import (
    counted,
    describe_conditions,
    figure,
    money,
    sentence_case,
    term_value,
    with_spread,
)

__all__ = ["advice", "axis_paragraphs", "overview", "summary"]

_OVERVIEW_QUANTITIES = (
    "sensitivity",
    "nominal-impedance",
    "weight",
    "driver-diameter",
    "cable-length",
    "battery-life",
    "stated-bandwidth",
)
# Quantities that no criterion takes, and those that one takes under some conditions only.
_UNSCORED = frozenset({"response-deviation", "weighted-harmonic-distortion"})
_FROM_FACTS = {
    "distortion": "thd",
    "isolation": "isolation",
    "channel-match": "channel-mismatch",
}
_AUDIBLY_TILTED = 0.3  # dB per unit of ln f: 0.2 dB an octave, 2 dB over the audio band


def summary(rating: Rating) -> str:
    """What a reader should take away, in one line without references."""
    parts = [sentence_case(_noun(rating.dossier.product))]
    preference = rating.metrics["predicted-preference"]
    if preference.value is not None:
        stands_in = " (from a sibling)" if preference.proxy else ""
        parts.append(f"predicted preference {figure(preference.value, 0)} points{stands_in}")
    market, best = rating.market, best_candidate(rating)
    perhaps = " (provisional)" if market.provisional else ""
    if best is not None and best.cost is not None:
        parts.append(f"equal or better from {money(best.cost, rating.currency)}{perhaps}")
    elif market.ratio is not None:
        parts.append(f"nothing equal or better found for less{perhaps}")
    missing = [term.name.lower() for term in rating.axes[0].terms if term.value is None]
    if missing:
        parts.append(f"not known: {', '.join(missing)}")
    mark = "Provisional. " if rating.provisional else ""
    return mark + "; ".join(parts) + "."


def overview(rating: Rating, references: References) -> list[Paragraph]:
    """What it is, what its data sheet says, and how far the rating can be trusted."""
    product = rating.dossier.product
    noun = _noun(product)
    article = "an" if noun[0] in "aeiou" else "a"
    connection = " and ".join(product.connection)
    first = [Sentence(f"The {product.name} is {article} {noun}, {connection}")]
    first += _specifications(rating, references)
    voltage = rating.metrics["drive-voltage"]
    if voltage.value is not None:
        drive = with_spread(voltage.value, voltage.uncertainty, "V")
        text = f"110 dB SPL takes {drive} at its terminals{_by_wire(product)}"
        text += _leaning(rating, voltage.proxy)
        first.append(Sentence(text, references.cite(voltage.sources)))
    second = [
        Sentence(
            f"It rates {rating.value:.1f} of 5, with an interval of {figure(rating.low, 2)} to "
            f"{figure(rating.high, 2)}, by rubric {rating.rubric} on the evidence of {rating.day}"
        )
    ]
    second += [Sentence(f"The rating is provisional: {why}") for why in rating.provisional]
    if rating.proxies:
        names = ", ".join(rating.subject.sibling_name(slug) for slug in rating.proxies)
        second.append(Sentence(f"It leans on evidence of sibling products: {names}"))
    return [tuple(first), tuple(second)]


def axis_paragraphs(axis: Axis, rating: Rating, references: References) -> list[Paragraph]:
    """What is known on an axis, criterion by criterion, and what is not."""
    paragraphs: list[Paragraph] = []
    for term in axis.terms:
        if term.value is not None:
            paragraphs += [(s,) for s in _of_term(term, rating, references)]
    if axis.id == "scientific_validity":
        unscored = tuple(_unscored(rating, references))
        if unscored:
            intro = Sentence("Stated too, but not in the form that a criterion asks for")
            paragraphs.append((intro, *unscored))
    unknown = [_unknown(term) for term in axis.terms if term.value is None]
    if unknown:
        text = f"Not known: {', '.join(unknown)}"
        if not axis.is_known:
            text += f". The score of {rating.neutral:g} is what the rubric gives to no evidence"
        paragraphs.append((Sentence(text),))
    return paragraphs


def advice(rating: Rating, references: References) -> list[Paragraph]:
    """Whom it suits, what it needs, what else to look at, what to wait for."""
    product = rating.dossier.product
    first = [Sentence(_use(product))]
    voltage = rating.metrics["drive-voltage"]
    if voltage.value is not None:
        text = f"Any source that gives 1 V reaches 110 dB SPL{_by_wire(product)}"
        if voltage.value > 1.0:
            text = f"For peaks of 110 dB SPL it wants a source of {figure(voltage.value, 1)} V"
        first.append(Sentence(text, references.cite(voltage.sources)))
    best = best_candidate(rating)
    if best is not None and best.cost is not None:
        n = sum(c.verdict != "not-compared" for c in best.comparisons)
        respects = counted(n, "respect", "respects")
        first.append(
            Sentence(
                f"The {best.product.name} is equal or better in the {respects} that could be "
                f"compared and costs {money(best.cost, rating.currency)}",
                references.cite(best.sources),
            )
        )
    science = [w.wanted for w in rating.wanted if w.axis == "scientific_validity"]
    if science:
        first.append(Sentence(f"What would settle most of what is open: {science[0]}"))
    paragraphs: list[Paragraph] = [tuple(first)]
    heard = [
        Sentence(f"{sentence_case(i.aspect)}, {i.polarity}: {i.note}", references.cite([i.source]))
        for i in rating.dossier.impressions
    ]
    if heard:
        intro = Sentence("Impressions of listeners, which no score contains")
        paragraphs.append((intro, *heard))
    return paragraphs


def _noun(product: Product) -> str:
    return product.kind if product.form == "earbud" else f"{product.kind} headphone"


def _use(product: Product) -> str:
    if product.form in {"in-ear", "earbud"}:
        return "For use on the move"
    if product.is_closed:
        return "For rooms with others or with microphones: its back is closed"
    return f"For quiet rooms: its back is {product.back} and lets sound out and in"


def _by_wire(product: Product) -> str:
    return " by wire" if "wireless" in product.connection else ""


def _leaning(rating: Rating, proxy: str | None) -> str:
    return f", leaning on the sibling {rating.subject.sibling_name(proxy)}" if proxy else ""


def _specifications(rating: Rating, references: References) -> list[Sentence]:
    sentences = []
    subject = rating.subject
    groups = fact_groups(subject.dossier.facts)
    for slug in _OVERVIEW_QUANTITIES:
        key = next((key for key in groups if key[0] == slug), None)
        combined = combine_facts(subject.dossier, subject.siblings, key) if key else None
        if combined is None:
            continue
        quantity = load_glossary().quantities[slug]
        fact = combined.contributions[0].fact
        text = f"{combined.estimate.value:.3g} {quantity.unit}"
        if quantity.range:
            text = f"{fact.low:g} to {fact.high:g} {quantity.unit}"
        elif quantity.scale == "linear":
            text = with_spread(
                combined.estimate.value, combined.estimate.uncertainty, quantity.unit
            )
        text += _leaning(rating, combined.proxy)
        cites = references.cite(c.fact.source for c in combined.contributions)
        sentences.append(Sentence(f"{quantity.name}: {text}", cites))
    return sentences


def _of_term(term: Term, rating: Rating, references: References) -> list[Sentence]:
    writers = {
        "predicted-preference": _preference,
        "treble-resonance": _resonance,
        "channel-match": _channels,
        "distortion": _distortion,
    }
    if term.input not in writers:
        return [_plain(term, references)]
    metric = rating.metrics[term.input]
    sibling = f" of the sibling {rating.subject.sibling_name(metric.proxy)}" if metric.proxy else ""
    cites = references.cite(metric.sources)
    return [Sentence(text, cites) for text in writers[term.input](metric, sibling)]


def _preference(metric: MetricResult, sibling: str) -> list[str]:
    details = metric.details
    target = load_target(str(details["target"])).name
    whose = f"The response{sibling}" if sibling else "Its response"
    source = metric.sources[0]
    verb = "measured" if source.kind == "laboratory" else "as published"
    sd, slope = float(details["sd_db"]), float(details["slope_db_per_ln"])
    lean = "bright" if slope > 0 else "warm"
    tilt = f"leans {lean} by" if abs(slope) >= _AUDIBLY_TILTED else "is hardly tilted,"
    octave = f" and {tilt} {figure(abs(slope) * math.log(2.0), 2)} dB an octave"
    if _says(metric, "is assumed"):
        octave = ""  # the slope was not published
    return [
        (
            f"{whose}, {verb} by {source.publisher}, deviates from {target} by "
            f"{figure(sd, 1)} dB (standard deviation, {float(details['lowest_hz']):g} Hz to "
            f"10 kHz){octave}"
        ),
        (
            f"The Harman model predicts a preference of {_spread(metric)}; its own error is "
            f"{float(details['model_residual_points']):g} points, so that it does not tell "
            "closer products apart"
        ),
    ]


def _resonance(metric: MetricResult, sibling: str) -> list[str]:
    upper = metric.details.get("at_8_to_11_5_khz_db")
    also = ""
    if isinstance(upper, float):
        also = (
            f"; from 8 to 11.5 kHz, where rig and ear canal have their say, {figure(upper, 1)} dB"
        )
    height = f"at most {_spread(metric)} above its own octave mean"
    return [f"Between 5 and 8 kHz the error{sibling} stands {height}{also}"]


def _channels(metric: MetricResult, sibling: str) -> list[str]:
    if _says(metric, "bound"):
        return [f"The largest difference of left and right{sibling} is {_spread(metric)}"]
    return [f"Left and right{sibling} differ by {_spread(metric)} (RMS in third octaves)"]


def _distortion(metric: MetricResult, sibling: str) -> list[str]:
    level = "at an unstated level" if _says(metric, "does not state the level") else "at 94 dB SPL"
    bound = "below " if _says(metric, "bound") else ""
    value = with_spread(metric.value or 0.0, None, "ratio")
    notes = dict.fromkeys(fact.note for fact in metric.facts if fact.note)
    aside = f" ({'; '.join(notes)})" if notes else ""
    return [f"Total harmonic distortion{sibling} is {bound}{value} {level}{aside}"]


def _unscored(rating: Rating, references: References) -> list[Sentence]:
    """What sources state of the sound that no criterion can take."""
    glossary = load_glossary().quantities
    scored = {id(fact) for name in _FROM_FACTS for fact in rating.metrics[name].facts}
    return [
        Sentence(
            f"{glossary[fact.quantity].name} {_in_words(fact.stated)}{_aside(fact)}",
            references.cite([fact.source]),
        )
        for fact in rating.dossier.facts
        if fact.quantity in _UNSCORED
        or (fact.quantity in _FROM_FACTS.values() and id(fact) not in scored)
    ]


def _in_words(stated: str) -> str:
    return stated.replace("< ", "below ").replace("> ", "above ")


def _aside(fact: Fact) -> str:
    parts = [describe_conditions(fact.conditions), fact.note]
    shown = "; ".join(part for part in parts if part)
    return f" ({shown})" if shown else ""


def _spread(metric: MetricResult) -> str:
    return with_spread(metric.value or 0.0, metric.uncertainty, metric.unit)


def _plain(term: Term, references: References) -> Sentence:
    notes = [r for r in term.remarks if not r.startswith("a weaker source")]
    shown = notes if term.criterion == "claims-confirmed" else notes[:2]
    details = f" ({'; '.join(shown)})" if shown else ""
    return Sentence(f"{term.name}: {term_value(term)}{details}", references.cite(term.sources))


def _unknown(term: Term) -> str:
    """A criterion of which nothing is known, with what was there and could not be taken."""
    return f"{term.name.lower()} ({'; '.join(term.remarks)})" if term.remarks else term.name.lower()


def _says(metric: MetricResult, words: str) -> bool:
    return any(words in remark for remark in metric.remarks)
