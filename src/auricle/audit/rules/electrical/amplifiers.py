"""Amplifiers that are called for without ground, or against the figures stated."""

import re
from collections.abc import Iterator
from dataclasses import replace

from auricle.audit.place import place_of, related_of
from auricle.audit.quantities import Quantity
from auricle.audit.reading import Review, Span
from auricle.audit.reading.text import find_near
from auricle.audit.rules.electrical.levels import tolerance_db
from auricle.audit.rules.electrical.shown import science
from auricle.audit.rules.rule import Example, Excerpt, Hit, Rule
from auricle.audit.statements.disputed import is_disputed, is_hearsay
from auricle.audit.statements.electrical import (
    Sensitivity,
    quantities_between,
    sensitivities,
    volt_ranges,
)
from auricle.audit.statements.headphones import is_of_headphones
from auricle.audit.statements.levels import level_at
from auricle.audit.statements.limits import LONGEST_SENTENCE
from auricle.audit.statements.mentions import target_of
from auricle.audit.statements.owners import owner
from auricle.units import ratio_of_db

__all__ = ["RULES"]

_LOUD_DBSPL = 110.0  # of peaks, as a rule of thumb that reviews use themselves

# English.
_AMP = r"(?:pre-?|head-?)?amp(?:lifier|lification|s|lifiers)?(?:/DAC)?|DAC/amp"
_AMP_WORD = re.compile(r"[Aa][Mm][Pp]")  # in each match of a pattern with _AMP
_REACH = 400  # more characters than a match of any pattern here has
_WANTED = re.compile(
    rf"\b(?:{_AMP})\b[^.;]{{0,50}}\b(?:recommended|needed|required|necessary|advis\w+|mandatory"
    rf"|essential)\b|\b(?:need|requir|recommend|want|consider)\w*\b[^.;]{{0,40}}\b(?:{_AMP})\b",
    re.IGNORECASE,
)
_UNWANTED = re.compile(
    r"\b(?:no|not|without|never|nor|minimal|little|unnecessary|un-?needed|rather than|instead of"
    r"|eliminat\w+|avoid\w*|optional|neither|few|hardly|less)\b|n['’]t\b",
    re.IGNORECASE,
)
_PROVIDES = re.compile(
    r"\b(?:provid|deliver|suppl|offer|output|put out|puts out|limited|only|max|giv|swing)\w*"
    r"[^.;]{0,30}$",
    re.IGNORECASE,
)
_LOSES = re.compile(r"\bEQ\b|pre-?amp|equali[sz]|output impedance|crest", re.IGNORECASE)
_TAKES = re.compile(r"\b(?:need|requir|tak|demand)\w*[^.;]{0,20}$", re.IGNORECASE)
_THRESHOLD = re.compile(
    r"\b(?:above|over|beyond|exceed\w*|louder than|more than|for|reach|require|want|need)\b"
    r"[^.;\d]{0,25}$",
    re.IGNORECASE,
)
_NO_LOUDNESS = re.compile(r"\b(?:SINAD|SNR|S/N|dynamic range|noise|signal)\b", re.IGNORECASE)
_IMPEDANCE = (
    r"\b(?:\d{1,4}(?:\.\d)?[ -]?(?:Ω|ohms?\b)(?:[^.,;:()\n]{0,12}impedance\b)?"
    r"|impedance\b(?: (?:of|is|at|rating|specification|design)\b){0,3}"
    r"(?: ?\(?(?:about |around |roughly |approximately |only |just |[≈~])?"
    r"\d{1,4}(?:\.\d)?[ -]?(?:Ω|ohms?\b)\)?)?)"
)
_NEEDS = (
    r"(?:need(?:s|ed)?|requir(?:e[sd]?|ing)|demand(?:s|ing)?|necessitat(?:es?|ing)|calls? for"
    r"|must have|mandatory|essential|necessary|recommended)"
)
_LINK = (
    r"(?:, (?:requiring|necessitating|demanding)"
    r"|,? ?(?:which means|meaning|so|therefore|thus|hence|which|mak(?:es|ing)|and therefore)\b"
    rf"[^.;:()]{{0,40}}\b{_NEEDS}"
    rf"|(?: (?!(?:and|or|but|while)\b)[^ .,;:()]{{1,16}}){{0,5}} {_NEEDS})\b"
)
_VARIANT = re.compile(r"\b(?:version|variant|edition|model)s?\b", re.IGNORECASE)  # names it
_BECAUSE = r"(?:due to|because of|because|given|owing to|thanks to|considering|since|on account of)"
_NEED_INFERRED = re.compile(
    rf"{_IMPEDANCE}{_LINK}[^.;:()]{{0,50}}?\b(?:{_AMP})\b"
    rf"|{_IMPEDANCE},? (?:which |that )?mak(?:es|ing) [^.;:()]{{0,25}}?\b(?:{_AMP})\b"
    rf"[^.;:()]{{0,15}}? {_NEEDS}\b"
    rf"|\b{_NEEDS}\b[^.;:()]{{0,40}}?\b(?:{_AMP})\b[^.;:()]{{0,30}}?\b{_BECAUSE}\b"
    rf"[^.;:()]{{0,30}}?{_IMPEDANCE}"
    rf"|\b(?:{_AMP})\b[^.;:()]{{0,20}}?\b{_NEEDS}\b[^.;:()]{{0,20}}?\b{_BECAUSE}\b"
    rf"[^.;:()]{{0,30}}?{_IMPEDANCE}",
    re.IGNORECASE,
)
_EASY = (
    r"(?:eas(?:y|ier|ily) (?:to )?(?:driv\w+|amplification)|driv(?:en|ing) eas\w+"
    r"|(?:better|good|easy) driv(?:e)?ability"
    r"|driving from (?:various|most|any|portable|mobile)|drive directly from)"
)
_EASE_WORD = re.compile(r"[Ee][Aa][Ss]|[Dd][Rr][Ii][Vv]")  # in each match of _EASY
_EASE_INFERRED = re.compile(
    rf"{_IMPEDANCE}[^.;:\n]{{0,50}}?\b{_EASY}|\b{_EASY}\b[^.;:()]{{0,40}}?"
    rf"\b(?:{_BECAUSE}|with)\b[^.;:()]{{0,30}}?{_IMPEDANCE}",
    re.IGNORECASE,
)
_OTHER_GROUND = re.compile(
    r"sensitiv|efficien|\bvolt|\bcurrent\b|\bmilliwatt|\bdB|output impedance|source impedance"
    r"|damping|electrostatic|\bplanar|power-?hungry|headroom|output power",
    re.IGNORECASE,
)
_CONCEDES = re.compile(
    r"\b(?:despite|although|though|even|regardless|unlike|whereas|if"
    r"|not (?:the|its|because|due))\b",
    re.IGNORECASE,
)
# Where an amplifier is called for under a condition, or by others, or what is needed is none.
_QUALIFIED = re.compile(
    r"\b(?:(?:only|just|merely) (?:at|above|for|when|where|if|beyond|with|from)"
    r"|nothing (?:but|more|beyond|other|special)|no more than|used to"
    r"|suffices?|sufficient|(?:is|are|be|loud) enough|in practice|in theory|on paper|seems?"
    r"|legends?|folklore|rumou?r\w{0,2}|according to|thinks?|thought|assum\w{1,4}|believ\w{1,4}"
    r"|they say|told|forums?|people)\b",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(
    r" ?of (?:the|its|an?|your) (?:\w{1,12} )?(?:mic|microphone|source|output|input|interface|amp"
    r"|amplifier|cable|speakers?|socket|jack)\b",
    re.IGNORECASE,
)
_GROUNDS = frozenset(
    {"voltage", "power", "level_dbspl", "sensitivity_db_per_v", "sensitivity_db_per_mw"}
)
_DONGLE_V = 1.0  # a typical USB dongle: science of drive, table of sources
_GROUND = "sensitivity and the voltage for a level"


def _check_conclusion(review: Review) -> Iterator[Hit]:
    if not is_of_headphones(review):
        return
    for match in find_near(_WANTED, review.prose, _AMP_WORD, reach=_REACH):
        sentence = review.sentence_at(match.start())
        words = review.prose[max(sentence.start, match.start() - 15) : match.end()]
        if sentence.end - sentence.start > LONGEST_SENTENCE or _UNWANTED.search(words):
            continue
        if _LOSES.search(review.prose, *sentence) or _is_of_others(review, match.start()):
            continue
        threshold = _threshold(review, Span(match.start(), match.end()), sentence)
        source = _source(review, sentence, match.start())
        if threshold and source:
            yield from _conclusion_hit(review, threshold, source)


def _is_of_others(review: Review, at: int) -> bool:
    """Whether a recommendation is one that the text disputes, or that others are said to give."""
    return is_disputed(review, Span(at, at)) or is_hearsay(review, Span(at, at))


def _threshold(review: Review, wanted: Span, sentence: Span) -> Quantity | None:
    """The level above which an amplifier is recommended."""
    near = quantities_between(review, max(sentence.start, wanted.start - 60), sentence.end)
    for one in near:
        if one.kind not in {"level_db", "level_dbspl"} or one.low is None or one.signed:
            continue
        if not 80.0 <= one.low <= 140.0 or one.start - wanted.end > 60:
            continue
        before = review.prose[max(sentence.start, one.start - 40) : one.start]
        if _NO_LOUDNESS.search(before):
            continue
        if one.bound == "at_least" or (one.start >= wanted.start and _THRESHOLD.search(before)):
            return one
    return None


def _source(review: Review, sentence: Span, end: int) -> Quantity | None:
    """The largest voltage that a source is said to give, in the sentence or the one before."""
    start = review.sentence_at(max(0, sentence.start - 2)).start
    found = []
    for one in quantities_between(review, max(start, end - LONGEST_SENTENCE), end):
        before = review.prose[max(start, one.start - 50) : one.start]
        if one.kind == "voltage" and one.value and one.value > 0.0:
            takes = _TAKES.search(before)
            provides = _PROVIDES.search(before)
            if provides and not (takes and takes.start() > provides.start()):
                found.append(one)
    return max(found, key=lambda one: one.value or 0.0, default=None)


def _conclusion_hit(review: Review, threshold: Quantity, source: Quantity) -> Iterator[Hit]:
    reached = [
        (level_at(low, "V", source, impedance_ohm=1.0), one)
        for one in _of_target(review)
        for low, _ in volt_ranges(review, one)
    ]
    if not reached or threshold.low is None:
        return
    level, stated = min(reached, key=lambda pair: pair[0])
    margin = 2.0 * tolerance_db(source) if source.approximate else 2.0 * tolerance_db(threshold)
    if level - threshold.low <= margin:
        return
    yield Hit(
        place_of(review, Span(threshold.start, threshold.end)),
        f"an amplifier is recommended for {threshold.text}, but {source.text} give "
        f"{stated.quantity.low:g} {stated.quantity.unit} + 20 lg {source.value:g} = "
        f"{level:.1f} dB SPL already",
        threshold.text,
        f"above {level:.0f} dB SPL",
        related=(
            related_of(review, Span(source.start, source.end)),
            related_of(review, stated.span),
        ),
    )


def _of_target(review: Review) -> list[Sensitivity]:
    key = target_of(review).key
    return [one for one in sensitivities(review) if one.key == key and one.reference]


def _check_need(review: Review) -> Iterator[Hit]:
    if _is_of_electronics(review):
        return
    for match in find_near(_NEED_INFERRED, review.prose, _AMP_WORD, reach=_REACH):
        if (
            _UNWANTED.search(match[0])
            or _QUALIFIED.search(review.prose, *review.sentence_at(match.start()))
            or _is_of_others(review, match.start())
            or _VARIANT.search(match[0])
            or not _rests_on_impedance(review, match)
        ):
            continue
        volts = _volts_for_loud(review, _whose(review, match))
        if volts and volts[-1] > _DONGLE_V:
            continue  # it does need one, by its sensitivity
        message = (
            "an amplifier is called for by the impedance alone: it is the sensitivity that says"
        )
        known = "" if not volts else f"; {_LOUD_DBSPL:g} dB SPL take {volts[0]:.2g} V here"
        place = place_of(review, Span(match.start(), match.end()))
        yield Hit(place, f"{message} how much voltage is needed{known}", match[0], _GROUND)


def _check_ease(review: Review) -> Iterator[Hit]:
    if _is_of_electronics(review):
        return
    for match in find_near(_EASE_INFERRED, review.prose, _EASE_WORD, reach=_REACH):
        if _rests_on_impedance(review, match):
            message = "easy drive is inferred from the impedance alone"
            place = place_of(review, Span(match.start(), match.end()))
            yield Hit(place, f"{message}, without sensitivity", match[0], _GROUND)


def _is_of_electronics(review: Review) -> bool:
    return review.kind == "five-axis" and not is_of_headphones(review)


def _rests_on_impedance(review: Review, match: re.Match[str]) -> bool:
    """Whether nothing else in a sentence and the one before could be the ground."""
    sentence = review.sentence_at(match.start())
    if match.end() > sentence.end or sentence.end - sentence.start > LONGEST_SENTENCE:
        return False
    earlier = review.sentence_at(max(0, sentence.start - 2))
    start = earlier.start if sentence.start - earlier.end < 3 else sentence.start
    before = review.prose[max(sentence.start, match.start() - 40) : match.start()]
    kinds = {one.kind for one in quantities_between(review, start, sentence.end)}
    return (
        not _OTHER_GROUND.search(review.prose, sentence.start, sentence.end)
        and not _OF_ANOTHER.match(review.prose, match.end())
        and not _CONCEDES.search(before)
        and not kinds & _GROUNDS
    )


def _whose(review: Review, match: re.Match[str]) -> str:
    """The product whose impedance is spoken of."""
    stated = quantities_between(review, match.start(), match.end())
    mention = owner(review, Span(stated[0].start, stated[0].end)) if stated else None
    return mention.key if mention else target_of(review).key


def _volts_for_loud(review: Review, key: str) -> tuple[float, ...]:
    """Voltages for a loud level by the sensitivities that may be a product's, the least first."""
    told = [one for one in sensitivities(review) if one.key in (key, None)]
    return tuple(
        sorted(
            ratio_of_db(_LOUD_DBSPL - low)
            for one in told
            for low, _ in volt_ranges(review, replace(one, key=key))
        )
    )


def _overview(text: str) -> Example:
    """An example in a review that states a sensitivity of 114 dB/V."""
    opening = "The Acme One is an open, wired headphone with a sensitivity of 114 dB/V [1]."
    return (
        Excerpt("overview", f"{opening} It folds. {text}"),
        *science("An independent laboratory measured a response within ±2 dB [2]."),
    )


RULES = (
    Rule(
        id="amplifier-conclusion",
        language="en",
        group="electrical",
        severity="warning",
        title="An amplifier is recommended for levels that the source named does not reach.",
        why="By the stated sensitivity the voltage of the source gives a level; an amplifier is "
        "needed above it, and not below. Silent within 1 dB, or 2 dB where the voltage is called "
        "approximate.",
        bad=science(
            "Many interfaces provide 2 V (107 dB SPL), so a stronger amplifier is recommended "
            "above 103 dB SPL [2]."
        ),
        good=science(
            "Many interfaces provide 2 V (107 dB SPL), so a stronger amplifier is recommended "
            "above 107 dB SPL [2]."
        ),
        check=_check_conclusion,
    ),
    Rule(
        id="amplifier-impedance",
        language="en",
        group="electrical",
        severity="warning",
        title="The need for an amplifier is not inferred from the impedance alone.",
        why="The voltage for a level follows from the sensitivity per volt; a headphone of high "
        "impedance may need little of it. Silent where the sentence, or the one before, speaks of "
        "sensitivity, voltage, power or level, and where the stated sensitivity asks for more "
        "than 1 V for 110 dB SPL, which is what a typical USB dongle gives.",
        bad=_overview("Its 62 ohm impedance means that it requires an amplifier."),
        good=_overview(
            "Its 62 ohm and sensitivity of 114 dB/V mean that it requires no amplifier."
        ),
        check=_check_need,
    ),
    Rule(
        id="easy-from-impedance",
        language="en",
        group="electrical",
        severity="hint",
        title="Easy drive is not inferred from the impedance alone.",
        why="A low impedance takes less voltage for the same power, but the level follows from "
        "the sensitivity. Silent where the sentence, or the one before, speaks of it.",
        bad=science("The low impedance of 32 ohm makes it easy to drive [2]."),
        good=science("The high sensitivity and 32 ohm make it easy to drive [2]."),
        check=_check_ease,
        is_on=False,
    ),
)
