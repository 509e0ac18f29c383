"""Sentences of the criteria: what the evidence of each one says."""

import math
from collections.abc import Callable, Mapping

from auricle.dossier import Claim, Criterion, Product, load_glossary
from auricle.metrics import MetricResult
from auricle.rating import Rating, Term
from auricle.response.formats import load_target
from auricle.review.page.phrases import sibling_words
from auricle.review.references import References
from auricle.review.sentences import Paragraph, Sentence
from auricle.wording import (
    bound_words,
    clause,
    figure,
    frequency,
    listed,
    sentence_case,
    spread,
    term_value,
    with_spread,
    years,
)

__all__ = [
    "criterion_lead",
    "criterion_sentences",
    "tilt_word",
    "unknown_criterion",
    "unknown_words",
]

_AUDIBLY_TILTED = 0.3  # dB per unit of ln f: 0.2 dB an octave, 2 dB over the audio band
_UNKNOWN = {
    "predicted-preference": "the predicted preference",
    "response-deviation": "how far the response deviates from its target",
    "treble-resonance": "resonances of the treble",
    "channel-match": "how well left and right match",
    "distortion": "distortion",
    "isolation": "isolation",
    "noise": "noise",
    "latency": "latency",
    "warranty": "the maker's warranty",
    "claims-confirmed": "whether the maker's claims hold",
    "failure-rate": "how often it fails",
}
_WORTH_TELLING_DB = 1.0  # mean error of a band, about what is just heard of a broad one
_BANDS = {
    "error_20_to_60_hz_db": "from 20 to 60 Hz",
    "error_60_to_200_hz_db": "from 60 to 200 Hz",
    "error_2_to_5_khz_db": "from 2 to 5 kHz",
    "error_5_to_10_khz_db": "from 5 to 10 kHz",
}


def criterion_sentences(term: Term, rating: Rating, references: References) -> Paragraph:
    """What is known of one criterion, with its references.

    Parameters
    ----------
    term
        A term of the trace whose value is known.
    rating
        The rating that it belongs to.
    references
        Sources are numbered here as they are cited.
    """
    if term.input in rating.findings:
        return _finding(term, rating, references)
    metric = rating.metrics[term.input]
    texts = _METRICS.get(term.input, _plain)(metric, term, rating)
    cites = references.cite(metric.sources)
    return tuple(Sentence(text, cites) for text in texts)


def criterion_lead(term: Term, product: Product) -> str:
    """The one statement of a finding, without the notes behind it."""
    criterion = load_glossary().criteria[term.input]
    if term.value == "disputed":
        return f"Sources of equal standing disagree ({criterion.name.lower()})"
    return _answer(criterion, str(term.value), product)


def _answer(criterion: Criterion, holds: str, product: Product) -> str:
    lead = {
        "yes": criterion.yes,
        "partly": criterion.partly,
        "no": criterion.no,
        "unknown": criterion.unknown,
    }[holds]
    wired, wireless = (way in product.connection for way in ("wired", "wireless"))
    part = "cable or battery" if wired and wireless else "battery" if wireless else "cable"
    return lead.replace("{part}", part)


def unknown_words(term: Term, product: Product) -> str:
    """What is not known where nothing is known of a criterion."""
    if term.input in load_glossary().criteria:
        return _answer(load_glossary().criteria[term.input], "unknown", product)
    return _UNKNOWN.get(term.input, clause(term.name))


def unknown_criterion(term: Term, product: Product) -> str:
    """The same with what was there and could not be taken."""
    remarks = [r for r in term.remarks if r != "no claim was checked by measurement"]
    words = unknown_words(term, product)
    return f"{words} ({'; '.join(remarks)})" if remarks else words


def tilt_word(metric: MetricResult) -> str | None:
    """Which way a response leans; None where it hardly does or nobody published it."""
    slope = float(metric.details["slope_db_per_ln"])
    if abs(slope) < _AUDIBLY_TILTED or _says(metric, "is assumed"):
        return None
    return "bright" if slope > 0 else "warm"


def _finding(term: Term, rating: Rating, references: References) -> Paragraph:
    notes = [r for r in term.remarks if not r.startswith(("a weaker source", "one document"))]
    lead = criterion_lead(term, rating.dossier.product)
    if term.evidence == "unsourced":
        lead += ", by a review's account"
    text = f"{lead}: {'; '.join(dict.fromkeys(notes))}" if notes else lead
    sentences = [Sentence(text, references.cite(term.sources))]
    sentences += [Sentence(sentence_case(r)) for r in term.remarks if r.startswith("one document")]
    return (*sentences, *_weaker(term, rating, references))


def _weaker(term: Term, rating: Rating, references: References) -> list[Sentence]:
    """What weaker sources say against it, which does not vote."""
    criterion, product = load_glossary().criteria[term.input], rating.dossier.product
    result = []
    for finding in rating.dossier.findings:
        told = f"a weaker source says {finding.holds} ({finding.source.publisher})"
        if finding.criterion == term.input and told in term.remarks:
            lead = _answer(criterion, finding.holds, product)
            text = f"A weaker source, {finding.source.publisher}, disagrees: {clause(lead)}"
            result.append(Sentence(text, references.cite([finding.source])))
    return result


def _response(metric: MetricResult, _: Term, rating: Rating) -> list[str]:
    details = metric.details
    target = f"the target {load_target(str(details['target'])).name}"
    whose = f"The response{sibling_words(rating, metric)}" if metric.proxy else "Its response"
    source = metric.sources[0]
    verb = "measured" if source.kind == "laboratory" else "as published"
    tilt, slope = tilt_word(metric), float(details["slope_db_per_ln"])
    octave = figure(abs(slope) * math.log(2.0), 2)
    lean = f" and leans {tilt} by {octave} dB an octave" if tilt else ""
    if not tilt and not _says(metric, "is assumed"):
        lean = " and is hardly tilted"
    text = (
        f"{whose}, {verb} by {source.publisher}, deviates from {target} by "
        f"{figure(float(details['sd_db']), 1)} dB (standard deviation, "
        f"{float(details['lowest_hz']):g} Hz to 10 kHz){lean}"
    )
    bands = _band_errors(metric)
    if bands:
        text += f". Set level with the target in the midrange, it lies {bands}"
    return [text]


def _preference(metric: MetricResult, term: Term, rating: Rating) -> list[str]:
    residual = f"{float(metric.details['model_residual_points']):g}"
    text = (
        f"The Harman model predicts a preference of {spread(metric)}, where about 100 is the best; "
        f"the model's own error is {residual} points"
    )
    return [*_response(metric, term, rating), text]


def _band_errors(metric: MetricResult) -> str:
    """Bands in which a response strays from its target, as seen from the midrange."""
    errors = {words: metric.details.get(name) for name, words in _BANDS.items()}
    told = [
        f"{figure(abs(error_db), 1)} dB {'above' if error_db > 0 else 'below'} it {words}"
        for words, error_db in errors.items()
        if isinstance(error_db, float) and abs(error_db) >= _WORTH_TELLING_DB
    ]
    return listed(told)


def _resonance(metric: MetricResult, _: Term, rating: Rating) -> list[str]:
    details, whose = metric.details, sibling_words(rating, metric)
    place = frequency(float(details["at_5_to_8_khz_hz"]))
    text = (
        f"Seen against the target, the sharpest treble peak{whose} from 5 to 8 kHz stands "
        f"{spread(metric)} above the octave around it, at {place}"
    )
    upper = details.get("at_8_to_11_5_khz_db")
    other = frequency(float(details.get("at_8_to_11_5_khz_hz", 0.0)))
    if isinstance(upper, float) and other != place:
        text += (
            "; from 8 to 11.5 kHz, where rig and ear canal blur the reading, "
            f"{figure(upper, 1)} dB at {other}"
        )
    return [text]


def _channels(metric: MetricResult, _: Term, rating: Rating) -> list[str]:
    whose = sibling_words(rating, metric)
    if _says(metric, "bound"):
        stated = sorted({f"{fact.figure:g}" for fact in metric.facts}, key=float)
        given = f"{listed(stated)} dB" if len(stated) > 1 else spread(metric)
        return [f"The largest difference of left and right{whose} is given as {given}"]
    return [f"Left and right{whose} differ by {spread(metric)} (RMS in third octaves)"]


def _distortion(metric: MetricResult, _: Term, rating: Rating) -> list[str]:
    notes = _notes(metric)
    level = "" if "level" in notes else " at an unstated level"
    if not _says(metric, "does not state the level"):
        level = " at 94 dB SPL"
    is_stated = all(fact.kind == "specified" for fact in metric.facts)
    verb = "is specified as" if is_stated and metric.facts else "is"
    value = with_spread(metric.value or 0.0, None, "ratio")
    whose = sibling_words(rating, metric)
    return [
        f"Total harmonic distortion{whose} {verb} {bound_words(metric.facts)}{value}{level}{notes}"
    ]


def _notes(metric: MetricResult) -> str:
    """What the sources of a metric's facts remark, in brackets; empty where they do not."""
    notes = dict.fromkeys(fact.note for fact in metric.facts if fact.note)
    return f" ({'; '.join(notes)})" if notes else ""


def _isolation(metric: MetricResult, _: Term, rating: Rating) -> list[str]:
    whose = sibling_words(rating, metric)
    mode = " with noise cancelling on" if _mode(metric) == "anc" else ""
    band = _notes(metric) or ", the mean from 100 Hz to 10 kHz"
    return [f"The isolation{whose}{mode} is {bound_words(metric.facts)}{spread(metric)}{band}"]


def _mode(metric: MetricResult) -> str | float | None:
    return metric.facts[0].conditions.get("mode") if metric.facts else None


def _warranty(metric: MetricResult, _: Term, rating: Rating) -> list[str]:
    fact = metric.facts[0]
    stated = years(metric.value or 0.0)
    if fact.value is None and fact.low is not None and fact.high is not None:
        stated = f"{fact.low:g} to {years(fact.high)}"
    stated = f"{bound_words([fact])}{stated}"
    note = f" ({fact.note})" if fact.note else ""
    text = f"A maker's warranty of {stated} is stated, for which region is not said{note}"
    if "region" in fact.conditions:
        text = f"The maker's warranty is {stated} for buyers in region {rating.region}{note}"
    also = "".join(f"; {remark}" for remark in metric.remarks if remark.startswith("also"))
    return [f"{text}{also}"]


def _claims(_: MetricResult, __: Term, rating: Rating) -> list[str]:
    claims = rating.dossier.claims
    words = {"yes": "holds", "partly": "holds in part", "no": "does not hold"}
    if len(claims) == 1:
        verdict = words[claims[0].confirmed]
        return [f"Measurement checked one claim of the maker, which {verdict}: {_claim(claims[0])}"]
    counts = [(word, sum(c.confirmed == word for c in claims)) for word in words]
    plural = {"yes": "hold", "partly": "hold in part", "no": "do not hold"}
    told = [f"{n} {words[w] if n == 1 else plural[w]}" for w, n in counts if n]
    intro = f"Of {len(claims)} claims of the maker that measurement checked, {listed(told)}"
    return [intro, *(f"{_claim(c, words[c.confirmed])}" for c in claims)]


def _claim(claim: Claim, verdict: str = "") -> str:
    note = f" ({claim.note})" if claim.note else ""
    return f"\u201c{claim.claim}\u201d{' ' + verdict if verdict else ''}{note}"


def _failures(metric: MetricResult, _: Term, __: Rating) -> list[str]:
    ends = [100.0 * (end or 0.0) for end in (metric.value, metric.low, metric.high)]
    value, low, high = (figure(end, 1) for end in ends)
    how = f" ({'; '.join(metric.remarks)})" if metric.remarks else ""
    return [f"Within two years {value} % of units fail, between {low} and {high} %{how}"]


def _plain(metric: MetricResult, term: Term, _: Rating) -> list[str]:
    details = f" ({'; '.join(metric.remarks[:2])})" if metric.remarks else ""
    return [f"{term.name}: {term_value(term)}{details}"]


_METRICS: Mapping[str, Callable[[MetricResult, Term, Rating], list[str]]] = {
    "predicted-preference": _preference,
    "response-deviation": _response,
    "treble-resonance": _resonance,
    "channel-match": _channels,
    "distortion": _distortion,
    "isolation": _isolation,
    "warranty": _warranty,
    "claims-confirmed": _claims,
    "failure-rate": _failures,
}


def _says(metric: MetricResult, words: str) -> bool:
    return any(words in remark for remark in metric.remarks)
