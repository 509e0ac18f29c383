"""Figures that a review states for its product, by the quantity of the glossary they are.

Only wordings that leave no doubt count: "62-ohm impedance", "a 3 m cable", "a warranty of 2 years".
A draft of a dossier reads more of them (audit/draft/meanings.py), for a person to check; here what
is read wrongly would be just what disagrees with the catalog.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auricle.audit.quantities import Quantity
from auricle.audit.reading import Review, Span
from auricle.audit.statements.flat import flat_prose
from auricle.audit.statements.limits import LONGEST_SENTENCE
from auricle.audit.statements.owners import owner

__all__ = ["Stated", "stated_figures"]

_BEFORE, _AFTER = 60, 40  # characters around a figure in which words say what it is
_WIDE_HZ = 1000.0  # no low end of a stated bandwidth
_SHORT_MM = 300.0  # below it a length is that of a plug, not of a cable


@dataclass(frozen=True, slots=True)
class _Wording:
    """How one quantity is written."""

    quantity: str  # of the glossary
    before: re.Pattern[str]  # what may stand right before the figure
    after: re.Pattern[str]  # or right after it
    never: re.Pattern[str]  # words near it with which it is something else
    factor: float = 1.0  # from the unit of the parser to that of the glossary


def _wording(
    quantity: str, before: str, after: str, never: str, *, factor: float = 1.0
) -> _Wording:
    words = "of|is|at|=|:|as|with|from|spans|only|just|a|an|the|rated|stated|specified"
    lead = rf"(?: of [^,;.]{{1,40}} (?:is|spans|runs))?(?:[ ]{{0,3}}(?:{words}))*"
    return _Wording(
        quantity,
        re.compile(rf"\b(?:{before}){lead}[ ]*$", re.IGNORECASE),
        re.compile(rf"[ ,-]{{0,3}}(?:{after})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{never})", re.IGNORECASE),
        factor,
    )


_OTHERS = (
    r"industry|average|typical|available|compar|than|vs|versus|version|variant|either|or|up to"
    r"|optional|would|could|if you|our own|your own|until|used to|formerly|criteri|threshold"
    r"|(?:replac|succeed)(?:es|ed)\b|predecess"
)
# Words of a sentence with which a figure is not the text's own, or not of the product.
_WRONG = re.compile(
    r"\b(?:wrong|mistak|incorrect|confus|erroneous|misprint|typo|misquot)", re.IGNORECASE
)
_PROPER = re.compile(r"\b[A-Z][\w'’+-]{0,20}(?: [A-Z0-9][\w'’+-]{0,20}){1,5}")
_MONTH = re.compile(
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_USUAL = re.compile(
    r"\b(?:industry|average|standard|typical|usual|norm|extend|regist|instead of)", re.IGNORECASE
)
_KINDS: dict[str, tuple[_Wording, ...]] = {
    "impedance": (
        _wording(
            "nominal-impedance",
            "impedance",
            r"(?:nominal |rated )?impedance|(?:[a-z-]+ ){0,3}headphones?",
            rf"output|source|load|amplifier|into|peak|ris|var|swing|minim|maxim|{_OTHERS}",
        ),
    ),
    "mass": (
        _wording(
            "weight",
            r"weigh(?:s|ing|t)|mass",
            "weight|mass",
            r"cable|case|cord|pack|ship|per (?:side|ear|unit|bud)|each|shell|earpiece|earcup"
            rf"|charg|{_OTHERS}",
        ),
    ),
    "duration": (
        _wording(
            "warranty",
            "warranty(?: period)?",
            r"(?:limited |manufacturer[’']?s? |standard |maker[’']?s |international )*warranty",
            rf"store|retail|dealer|extend|statutory|europe|eu\b|japan|regist|service|cable"
            rf"|accessor|batter|parts|pads|{_OTHERS}",
        ),
    ),
    "length": (
        _wording(
            "driver-diameter",
            r"drivers?|diaphragms?|diameter",
            r"(?:(?:large|custom|dynamic|neodymium|diameter|angled|proprietary) ){0,3}drivers?",
            f"voice coil|plug|jack|{_OTHERS}",
        ),
        _wording(
            "cable-length",
            "cable|cable length",
            r"(?:(?:long|straight|fixed|detachable|removable|single-sided) ){0,3}(?:cable|cord)",
            f"extension|adapter|usb|charg|coil|second|extra|aftermarket|also|two|and|{_OTHERS}",
            factor=1e-3,
        ),
    ),
    "frequency": (
        _wording(
            "stated-bandwidth",
            r"frequency (?:response|range)|bandwidth",
            r"(?:stated |specified )?(?:frequency (?:response|range)|bandwidth)",
            rf"measured|within|±|in-room|wireless|bluetooth|codec|ldac|mic|audible|{_OTHERS}",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure of the product under review, in the unit of the glossary."""

    quantity: str
    low: float  # equal to `high` where it is one value
    high: float
    rounding: float  # half a unit of the last digit written
    written: str
    span: Span
    is_per_milliwatt: bool = False  # a sensitivity in dB/mW, and no glossary unit


def stated_figures(review: Review) -> Iterator[Stated]:
    r"""Figures that a review clearly states for its own product.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> text = "---\ntarget_name: AKG K612 Pro\n---\nThe K612 has a 3 m cable. It gives 101 dB/V.\n"
    >>> [(one.quantity, one.low) for one in stated_figures(read_review("a.md", text))]
    [('cable-length', 3.0), ('sensitivity', 101.0)]
    """
    for one in review.quantities:
        found = _read(review, one)
        if found is not None and _is_of_target(review, found.span) and not _is_unsure(review, one):
            yield found


def _is_of_target(review: Review, span: Span) -> bool:
    mention = owner(review, span)
    return mention is not None and mention.kind == "target"


def _is_unsure(review: Review, one: Quantity) -> bool:
    """Whether a sentence gives another figure of the kind, doubts, or names something else."""
    sentence = review.sentence_at(one.start)
    if sentence.end - sentence.start > LONGEST_SENTENCE:
        return True
    words = flat_prose(review)[sentence.start : sentence.end]
    names = [
        name
        for name in _PROPER.findall(words[: one.start - sentence.start])
        if not _MONTH.match(name)
    ]
    own = {word.lower() for word in re.findall(r"\w+", review.value("target_name"))}
    is_other = bool(names) and own.isdisjoint(re.findall(r"\w+", names[-1].lower()))
    return is_other or _WRONG.search(words) is not None or _has_second(review, sentence, one)


def _has_second(review: Review, sentence: Span, one: Quantity) -> bool:
    """Whether another figure of the same kind stands in a sentence: they may be of two products."""
    if one.kind == "frequency" or (one.kind == "length" and (one.low or 0.0) < _SHORT_MM):
        return False
    return any(
        other.kind == one.kind
        and sentence.start <= other.start < sentence.end
        and (other.low, other.high) != (one.low, one.high)
        and _is_like(one, other)
        and not _USUAL.search(review.prose, max(sentence.start, other.start - 25), other.end + 25)
        for other in review.quantities
    )


def _is_like(one: Quantity, other: Quantity) -> bool:
    """Whether two are a cable and a cable, or two warranties: no diameter, no hours of playing."""
    if one.kind == "length":
        return (other.low or 0.0) >= _SHORT_MM
    return one.kind != "duration" or (one.unit in _PER_YEAR) == (other.unit in _PER_YEAR)


def _read(review: Review, one: Quantity) -> Stated | None:
    if one.low is None or one.high is None or one.signed or one.tolerance is not None:
        return None
    span = Span(one.start, one.end)
    if one.kind in {"sensitivity_db_per_v", "sensitivity_db_per_mw"} and one.bound == "exact":
        is_per_milliwatt = one.kind == "sensitivity_db_per_mw"
        half = 0.5 * 10.0**-one.decimals
        return Stated("sensitivity", one.low, one.high, half, one.text, span, is_per_milliwatt)
    for wording in _KINDS.get(one.kind, ()):
        if _fits(review, one, wording):
            factor = wording.factor
            if one.kind == "duration":
                factor *= _PER_YEAR.get(one.unit, 0.0)
            low, high = one.low * factor, one.high * factor
            if low <= 0.0 and one.kind not in _MAY_BE_NONE:
                return None
            half = _half_unit(one, low)
            return Stated(wording.quantity, low, high, half, one.text, span) if factor else None
    return None


_MAY_BE_NONE = frozenset({"duration"})  # no warranty; what else is stated has a logarithmic scale
_PER_YEAR = {"years": 1.0, "months": 1.0 / 12.0}


def _half_unit(one: Quantity, low: float) -> float:
    """Half a unit of the last digit as written, in the unit of the glossary."""
    match = re.search(r"\d+(?:,\d{3})*(?:\.\d+)?", one.text)
    written = float(match[0].replace(",", "")) if match else 0.0
    return 0.5 * 10.0**-one.decimals * (low / written if written else 1.0)


def _fits(review: Review, one: Quantity, wording: _Wording) -> bool:
    """Whether the words at a figure say that it is of that quantity, and none that it is not."""
    is_range = wording.quantity == "stated-bandwidth"
    if (one.bound == "range") != is_range or one.conditions:
        return False
    is_unclear = one.unit_shared and (one.low or 0.0) >= _WIDE_HZ  # "20-40 kHz"
    is_plug = wording.quantity == "cable-length" and (one.low or 0.0) < _SHORT_MM
    if is_unclear or is_plug:
        return False
    sentence = review.sentence_at(one.start)
    prose = flat_prose(review)
    before = prose[max(sentence.start, one.start - _BEFORE) : one.start]
    after = prose[one.end : min(sentence.end, one.end + _AFTER)]
    clause = re.split(r"[,;(]", before)[-1] + one.text + re.split(r"[,;)]", after)[0]
    if wording.never.search(clause):
        return False
    return bool(wording.before.search(before) or wording.after.match(after))
