"""Sentences of the criteria: what the evidence of each one says."""

import math
from collections.abc import Callable, Mapping

from auricle.dossier import Product, load_glossary
from auricle.metrics import MetricResult
from auricle.rating import Rating, Term
from auricle.response.formats import load_target
from auricle.review.references import References
from auricle.review.sentences import Paragraph, Sentence
from auricle.review.wording import (
    counted,
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
    "sibling_words",
    "tilt_word",
    "unknown_criterion",
]

_AUDIBLY_TILTED = 0.3  # dB per unit of ln f: 0.2 dB an octave, 2 dB over the audio band
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
        return _finding(term, rating.dossier.product, references)
    metric = rating.metrics[term.input]
    texts = _METRICS.get(term.input, _plain)(metric, term, rating)
    cites = references.cite(metric.sources)
    return tuple(Sentence(text, cites) for text in texts)


def criterion_lead(term: Term, product: Product) -> str:
    """The one statement of a finding, without the notes behind it."""
    criterion = load_glossary().criteria[term.input]
    if term.value == "disputed":
        return f"Sources of equal standing disagree: {criterion.name.lower()}"
    lead = {"yes": criterion.yes, "partly": criterion.partly, "no": criterion.no}[str(term.value)]
    wired, wireless = (way in product.connection for way in ("wired", "wireless"))
    part = "cable or battery" if wired and wireless else "battery" if wireless else "cable"
    return lead.replace("{part}", part)


def unknown_criterion(term: Term) -> str:
    """A criterion of which nothing is known, with what was there and could not be taken."""
    name = f"{term.name[:1].lower()}{term.name[1:]}".removesuffix(" (counts against)")
    remarks = [r for r in term.remarks if r != "no claim was checked by measurement"]
    return f"{name} ({'; '.join(remarks)})" if remarks else name


def sibling_words(rating: Rating, metric: MetricResult) -> str:
    """Whose evidence it is, where it is not the product's own; begins with a blank."""
    return f" of its sibling {rating.subject.sibling_name(metric.proxy)}" if metric.proxy else ""


def tilt_word(metric: MetricResult) -> str | None:
    """Which way a response leans; None where it hardly does or nobody published it."""
    slope = float(metric.details["slope_db_per_ln"])
    if abs(slope) < _AUDIBLY_TILTED or _says(metric, "is assumed"):
        return None
    return "bright" if slope > 0 else "warm"


def _finding(term: Term, product: Product, references: References) -> Paragraph:
    notes = [r for r in term.remarks if not r.startswith(("a weaker source", "one document"))]
    others = [r for r in term.remarks if r not in notes]
    lead = criterion_lead(term, product)
    text = f"{lead}: {'; '.join(dict.fromkeys(notes))}" if notes else lead
    cites = references.cite(term.sources)
    return (Sentence(text, cites), *(Sentence(sentence_case(other)) for other in others))


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
    return [text, f"Against its midrange it lies {bands}"] if bands else [text]


def _preference(metric: MetricResult, term: Term, rating: Rating) -> list[str]:
    residual = f"{float(metric.details['model_residual_points']):g}"
    text = (
        f"The Harman model predicts a preference of {spread(metric)}; it errs by {residual} points "
        "itself and does not tell closer products apart"
    )
    return [*_response(metric, term, rating), text]


def _band_errors(metric: MetricResult) -> str:
    """Bands in which a response strays from its target, as seen from the midrange."""
    errors = {words: metric.details.get(name) for name, words in _BANDS.items()}
    told = [
        f"{figure(abs(error_db), 1)} dB {'above' if error_db > 0 else 'below'} the target {words}"
        for words, error_db in errors.items()
        if isinstance(error_db, float) and abs(error_db) >= _WORTH_TELLING_DB
    ]
    return listed(told)


def _resonance(metric: MetricResult, _: Term, rating: Rating) -> list[str]:
    details, whose = metric.details, sibling_words(rating, metric)
    place = frequency(float(details["at_5_to_8_khz_hz"]))
    text = (
        f"Between 5 and 8 kHz the sharpest peak of the error{whose} stands {spread(metric)} above "
        f"its own octave mean, at {place}"
    )
    upper = details.get("at_8_to_11_5_khz_db")
    if isinstance(upper, float):
        place = frequency(float(details["at_8_to_11_5_khz_hz"]))
        text += (
            f"; from 8 to 11.5 kHz, where rig and ear canal have their say, {figure(upper, 1)} dB "
            f"at {place}"
        )
    return [text]


def _channels(metric: MetricResult, _: Term, rating: Rating) -> list[str]:
    whose = sibling_words(rating, metric)
    if _says(metric, "bound"):
        return [f"The largest difference of left and right{whose} is {spread(metric)}"]
    return [f"Left and right{whose} differ by {spread(metric)} (RMS in third octaves)"]


def _distortion(metric: MetricResult, _: Term, rating: Rating) -> list[str]:
    level = "at an unstated level" if _says(metric, "does not state the level") else "at 94 dB SPL"
    bound = "below " if _says(metric, "bound") else ""
    value = with_spread(metric.value or 0.0, None, "ratio")
    notes = dict.fromkeys(fact.note for fact in metric.facts if fact.note)
    aside = f" ({'; '.join(notes)})" if notes else ""
    whose = sibling_words(rating, metric)
    return [f"Total harmonic distortion{whose} is {bound}{value} {level}{aside}"]


def _isolation(metric: MetricResult, _: Term, rating: Rating) -> list[str]:
    whose = sibling_words(rating, metric)
    bound = "at most " if _says(metric, "bound") else ""
    return [f"The isolation{whose} is {bound}{spread(metric)}, a mean from 100 Hz to 10 kHz"]


def _warranty(metric: MetricResult, _: Term, rating: Rating) -> list[str]:
    also = "".join(f"; {remark}" for remark in metric.remarks if remark.startswith("also"))
    granted = years(metric.value or 0.0)
    return [f"The maker's warranty is {granted} for a buyer in {rating.region}{also}"]


def _claims(metric: MetricResult, term: Term, rating: Rating) -> list[str]:
    n = counted(len(rating.dossier.claims), "claim", "claims")
    return [f"Of {n} of the maker that measurement checked, {term_value(term)} hold"] + [
        f"{sentence_case(remark)}" for remark in metric.remarks
    ]


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
}


def _says(metric: MetricResult, words: str) -> bool:
    return any(words in remark for remark in metric.remarks)
