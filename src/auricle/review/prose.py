"""Sentences of a review, each with the references it rests on."""

from dataclasses import dataclass

from auricle.dossier import Fact, Product, combine_facts, fact_groups, load_glossary
from auricle.market import Candidate
from auricle.metrics import MetricResult
from auricle.rating import Axis, Rating, Term
from auricle.response.formats import load_target
from auricle.review.references import References
from auricle.review.wording import (
    describe_conditions,
    figure,
    money,
    sentence_case,
    term_value,
    with_spread,
)

__all__ = ["Paragraph", "Sentence", "advice", "axis_paragraphs", "overview", "summary"]

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


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without its full stop, with the numbers of its references."""

    text: str
    references: tuple[int, ...] = ()


Paragraph = tuple[Sentence, ...]


def summary(rating: Rating) -> str:
    """What a reader should take away, in one line without references."""
    product = rating.dossier.product
    parts = [f"{sentence_case(product.kind)} headphone"]
    preference = rating.metrics["predicted-preference"]
    if preference.value is not None:
        stands_in = " (from a sibling)" if preference.proxy else ""
        parts.append(f"predicted preference {figure(preference.value, 0)} points{stands_in}")
    market = rating.market
    best = _candidate(rating, market.best)
    if best is not None and best.cost is not None:
        parts.append(f"equal or better from {money(best.cost, rating.currency)}")
    elif market.ratio is not None:
        parts.append("nothing equal or better found for less")
    missing = [term.name.lower() for term in rating.axes[0].terms if term.value is None]
    if missing:
        parts.append(f"not known: {', '.join(missing)}")
    mark = "Provisional. " if rating.provisional else ""
    return mark + "; ".join(parts) + "."


def overview(rating: Rating, references: References) -> list[Paragraph]:
    """What it is, what its data sheet says, and how far the rating can be trusted."""
    product = rating.dossier.product
    connection = " and ".join(product.connection)
    article = "an" if product.kind[0] in "aeiou" else "a"
    first = [Sentence(f"The {product.name} is {article} {product.kind} headphone, {connection}")]
    first += _specifications(rating, references)
    voltage = rating.metrics["drive-voltage"]
    if voltage.value is not None:
        drive = with_spread(voltage.value, voltage.uncertainty, "V")
        cites = references.cite(voltage.sources)
        first.append(Sentence(f"110 dB SPL takes {drive} at its terminals", cites))
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
    if axis.id == "cost_performance":
        return _market_paragraphs(rating, references)
    known = [term for term in axis.terms if term.value is not None]
    sentences: list[Sentence] = []
    if axis.id == "scientific_validity":
        for term in known:
            metric = rating.metrics[term.input]
            sibling = rating.subject.sibling_name(metric.proxy) if metric.proxy else ""
            sentences += _science(term, metric, sibling, references)
    else:
        sentences = [_plain(term, references) for term in known]
    paragraphs: list[Paragraph] = [(sentence,) for sentence in sentences]
    if axis.id == "scientific_validity":
        paragraphs += [(sentence,) for sentence in _unscored(rating, references)]
    unknown = [term.name.lower() for term in axis.terms if term.value is None]
    if unknown:
        text = f"Not known: {', '.join(unknown)}"
        if not known:
            text += "; the value of 0.5 stands for this, not for an average"
        paragraphs.append((Sentence(text),))
    return paragraphs


def advice(rating: Rating, references: References) -> list[Paragraph]:
    """Whom it suits, what it needs, what else to look at, what to wait for."""
    product = rating.dossier.product
    first = [Sentence(_use(product))]
    voltage = rating.metrics["drive-voltage"]
    if voltage.value is not None:
        enough = voltage.value <= 1.0
        text = (
            "Any source that gives 1 V reaches 110 dB SPL"
            if enough
            else (
                f"For peaks of 110 dB SPL it wants a source of {figure(voltage.value, 1)} V, "
                "more than a phone or a plain dongle gives"
            )
        )
        first.append(Sentence(text, references.cite(voltage.sources)))
    best = _candidate(rating, rating.market.best)
    if best is not None and best.cost is not None:
        cost = money(best.cost, rating.currency)
        first.append(
            Sentence(
                f"The {best.product.name} is equal or better in all that could be compared and "
                f"costs {cost}",
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


def _specifications(rating: Rating, references: References) -> list[Sentence]:
    sentences = []
    subject = rating.subject
    groups = fact_groups(subject.dossier.facts)
    for slug in _OVERVIEW_QUANTITIES:
        keys = [key for key in groups if key[0] == slug]
        for key in keys[:1]:
            combined = combine_facts(subject.dossier, subject.siblings, key)
            if combined is None:
                continue
            quantity = load_glossary().quantities[slug]
            cites = references.cite(c.fact.source for c in combined.contributions)
            fact = combined.contributions[0].fact
            if quantity.range:
                text = f"{fact.low:g} to {fact.high:g} {quantity.unit}"
            elif slug == "sensitivity":
                text = with_spread(combined.estimate.value, combined.estimate.uncertainty, "dB/V")
            else:
                text = f"{combined.estimate.value:.3g} {quantity.unit}"
            if combined.proxy:
                text += f", leaning on the sibling {subject.sibling_name(combined.proxy)}"
            sentences.append(Sentence(f"{quantity.name}: {text}", cites))
    return sentences


def _science(
    term: Term, metric: MetricResult, sibling: str, references: References
) -> list[Sentence]:
    writers = {
        "predicted-preference": _preference,
        "treble-resonance": _resonance,
        "channel-match": _channels,
        "distortion": _distortion,
    }
    if term.criterion not in writers:
        return [_plain(term, references)]
    cites = references.cite(metric.sources)
    return [Sentence(text, cites) for text in writers[term.criterion](metric, sibling)]


def _preference(metric: MetricResult, sibling: str) -> list[str]:
    target = load_target(str(metric.details["target"])).name
    whose = f"The response of its sibling {sibling}" if sibling else "Its response"
    source = metric.sources[0]
    verb = "measured" if source.kind == "laboratory" else "as published"
    sd, slope = float(metric.details["sd_db"]), float(metric.details["slope_db_per_ln"])
    lean = "bright" if slope > 0 else "warm"
    tilt = f"leans {lean} by" if abs(slope) >= _AUDIBLY_TILTED else "is hardly tilted,"
    return [
        (
            f"{whose}, {verb} by {source.publisher}, deviates from {target} by {figure(sd, 1)} dB "
            f"(standard deviation, 50 Hz to 10 kHz) and {tilt} {figure(abs(slope), 2)} dB per unit "
            "of ln f"
        ),
        (
            f"The Harman model predicts a preference of {_spread(metric)}; two products closer "
            "than about 7 points are not told apart by it"
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
    return [f"Between 5 and 8 kHz the error{_of(sibling)} stands {height}{also}"]


def _channels(metric: MetricResult, sibling: str) -> list[str]:
    word = "at most " if _says(metric, "bound") else ""
    return [f"Left and right{_of(sibling)} differ by {word}{_spread(metric)}"]


def _distortion(metric: MetricResult, sibling: str) -> list[str]:
    level = "at an unstated level" if _says(metric, "does not state the level") else "at 94 dB SPL"
    bound = "below " if _says(metric, "bound") else ""
    value = with_spread(metric.value or 0.0, None, "ratio")
    whose = _of(sibling)
    return [f"Total harmonic distortion{whose} is {bound}{value} {level}"]


def _unscored(rating: Rating, references: References) -> list[Sentence]:
    """What sources state of the sound that no criterion can take."""
    glossary = load_glossary().quantities
    scored = {id(fact) for name in _FROM_FACTS for fact in rating.metrics[name].facts}
    return [
        Sentence(
            f"Stated, not scored: {glossary[fact.quantity].name.lower()} {fact.stated}"
            f"{_aside(fact)}",
            references.cite([fact.source]),
        )
        for fact in rating.dossier.facts
        if fact.quantity in _UNSCORED
        or (fact.quantity in _FROM_FACTS.values() and id(fact) not in scored)
    ]


def _aside(fact: Fact) -> str:
    parts = [describe_conditions(fact.conditions), fact.note]
    shown = "; ".join(part for part in parts if part)
    return f" ({shown})" if shown else ""


def _of(sibling: str) -> str:
    return f" of the sibling {sibling}" if sibling else ""


def _spread(metric: MetricResult) -> str:
    return with_spread(metric.value or 0.0, metric.uncertainty, metric.unit)


def _plain(term: Term, references: References) -> Sentence:
    note = next((r for r in term.remarks if not r.startswith("a weaker source")), "")
    if term.criterion == "claims-confirmed":
        note = "; ".join(term.remarks)
    details = f" ({note})" if note else ""
    return Sentence(f"{term.name}: {term_value(term)}{details}", references.cite(term.sources))


def _says(metric: MetricResult, words: str) -> bool:
    return any(words in remark for remark in metric.remarks)


def _market_paragraphs(rating: Rating, references: References) -> list[Paragraph]:
    market = rating.market
    paragraphs: list[Paragraph] = [tuple(_verdict(rating, references))]
    looked_at = [c for c in market.candidates if c.outcome != "excluded"]
    for candidate in looked_at:
        cost = money(candidate.cost or 0.0, rating.currency)
        outcome = candidate.outcome.replace("-", " ")
        because = "; ".join(candidate.reasons)
        text = f"{candidate.product.name}, {cost}: {outcome} ({because})"
        paragraphs.append((Sentence(text, references.cite(candidate.sources)),))
    notes = [Sentence(f"Provisional: {why}") for why in market.provisional]
    if market.ratio is not None and market.coverage < 1.0 and market.low < market.ratio:
        notes.append(
            Sentence(
                "Were every cheaper product that could not be judged equal or better, the ratio "
                f"would be {figure(market.low, 2)}"
            )
        )
    return [*paragraphs, tuple(notes)] if notes else paragraphs


def _verdict(rating: Rating, references: References) -> list[Sentence]:
    """What a pair costs, and what the cheapest equal-or-better one does."""
    market = rating.market
    if market.price.value is None:
        text = f"No new price in {rating.currency} is known for {rating.day}; 0.5 stands for this"
        return [Sentence(text)]
    own = money(market.price.value, rating.currency)
    relayed = ", as a review relays it" if market.price.details.get("relayed") else ""
    price = Sentence(f"A new pair costs {own}{relayed}", references.cite(market.price.sources))
    if market.ratio is None:
        return [price, Sentence("No other product could be judged; 0.5 stands for this")]
    n_judged = sum(c.outcome in {"equal-or-better", "worse"} for c in market.candidates)
    best = _candidate(rating, market.best)
    if best is None or best.cost is None:
        return [
            price,
            Sentence(f"None of {n_judged} products compared is equal or better for less"),
        ]
    cost = money(best.cost, rating.currency)
    return [
        price,
        Sentence(
            f"The cheapest of {n_judged} products compared that is equal or better is the "
            f"{best.product.name} at {cost}: {cost} / {own} = {figure(market.ratio, 2)}",
            references.cite(best.sources),
        ),
    ]


def _candidate(rating: Rating, slug: str | None) -> Candidate | None:
    return next((c for c in rating.market.candidates if c.product.slug == slug), None)


def _use(product: Product) -> str:
    if product.form in {"in-ear", "earbud"}:
        return "For use on the move"
    if product.is_closed:
        return "For rooms with others or with microphones: a closed back keeps most sound in"
    return f"For quiet rooms: a back that is {product.back} lets sound out and in"
