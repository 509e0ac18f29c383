"""Which product a review is about: name, form, back and connection."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from auricle.audit.draft.meaning import words
from auricle.audit.draft.sources import title_of
from auricle.audit.keys import folded
from auricle.audit.reading import Review, Span
from auricle.audit.statements.headphones import leads_of, tags_of

__all__ = ["Reading", "name_of", "read_back", "read_connection", "read_form"]


# English words. Where several patterns of a table match a text, each counts.
_FORMS: Mapping[str, re.Pattern[str]] = {
    "earbud": words(
        r"\bopen[- ](?:fit|ear)\b|\bflat-?head\b|\b(?:semi|half)[- ]in-?ear\b"
        r"|\bopen,? [\w-]{0,15} ?earbuds?\b"
    ),
    "in-ear": words(r"\bin[- ]ears?\b|\biems?\b|\bcanal[- ]?type\b|\bear[- ]?canals?\b"),
    "over-ear": words(r"\b(?:over|around)[- ](?:the[- ])?ears?\b|\bcircum-?aural\b|\bfull-?size"),
    "on-ear": words(r"\bon-ears?\b|\bsupra-?aural\b"),
}
_BONE = words(r"\bbone[- ]conduct")
_TRUE_WIRELESS = words(r"\btrue[- ]wireless\b|\btws\b|\bearbuds?\b")
_BIG = words(r"\bheadphones?\b|\bheadsets?\b|\bear ?cups?\b|\bheadbands?\b|\bearspeakers?\b")
_SMALL = words(r"\bear ?phones?\b|\bear ?tips?\b|\bnozzles?\b")
_SEMI_OPEN = words(r"\bsemi[- ](?:open|closed)")
_BACKS: Mapping[str, re.Pattern[str]] = {
    "semi-open": _SEMI_OPEN,
    "open": words(
        r"\bopen[- ](?:back|air|design|type|dynamic|headphones?|planar|acoustic)\w*"
        r"|\bopen,|\bfully open\b"
    ),
    "closed": words(
        r"\bclosed[- ](?:back|design|type|dynamic|headphones?|acoustic)\w*|\bclosed,|\bsealed\b"
    ),
}
_ANC = words(r"\banc\b|\bnoise[- ]cancel(?!\w* mic)")
_WIRELESS = words(r"\bwireless\b|\bbluetooth\b|\btws\b|\bldac\b|\b2\.4 ?ghz\b")
_WIRED = words(
    r"\bwired\b|\b3\.5 ?mm\b|\b6\.3\d? ?mm\b|\b4\.4 ?mm\b|\bcables?\b|\bcord\b|\b2-pin\b|\bmmcx\b"
    r"|\blightning\b"
)
_ALSO_WIRED = words(
    r"\bwired (?:mode|connect\w+|use|usage|listening|operation|playback|input|and wireless|or)\b"
    r"|\bwireless (?:and|or) wired\b|\b3\.5 ?mm (?:aux\w*|cable|jack|wired|analog\w*|input"
    r"|connect\w+|"
    r"headphone jack)\b|\baux(?:iliary)? (?:cable|input|in)\b|\busb-c (?:audio|wired)\b"
)
_NEGATED = words(
    r"\b(?:no|not|non|without|lacks?|lacking|never|rather than|instead of)[\s\w-]{0,25}$"
)
_DECORATION = words(
    r"\b(?:product |headphones? |earphones? |iem |full |my |quick )*review(?: of)?\b:?"
    r"|\b(?:headphones?|earphones?|earbuds?|iems?)\b|\breviewed\b|^the\b"
)
_OF_THE_PRODUCT = ("overview", "science", "technology", "reliability", "rationality")


@dataclass(frozen=True, slots=True)
class Reading:
    """A word of the product's header and where it was read; without a span it is assumed."""

    value: str
    span: Span | None
    reason: str  # empty where the review says it in so many words


def name_of(review: Review, brands: Sequence[str] = ()) -> tuple[str, str]:
    r"""Brand and model; the brand is empty where no line tells it from the model.

    Parameters
    ----------
    review
        A published review.
    brands
        Brands that are known; the longest that the name begins with is taken where the front
        matter has no `company_id`.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> front = "---\ntarget_name: Acme Audio One Pro\ncompany_id: acme-audio\n---\n"
    >>> name_of(read_review("a.md", front))
    ('Acme Audio', 'One Pro')
    """
    full = _full_name(review)
    known = [review.value("company_id"), *sorted(brands, key=len, reverse=True)]
    for brand in filter(None, map(folded, known)):
        length = _prefix(full, brand)
        if length:
            return full[:length].strip(), _without_brand(full[length:], brand) or full
    head, _, tail = full.partition(" ")
    return (head, tail.strip()) if tail.strip() else ("", full)


def _full_name(review: Review) -> str:
    stated = review.value("target_name")
    if not stated:
        heading = re.search(r"^# +(\S[^\n]{0,200})$", review.text.content, re.MULTILINE)
        title = title_of(review) or (heading[1] if heading else "")
        stated = _DECORATION.sub(" ", title)
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", stated).strip(" :-–—|,.")


def _prefix(full: str, brand: str) -> int:
    """Length of the beginning of a name that is a brand, whole words only; 0 where it is not."""
    brand = _without_and(brand)
    for match in re.finditer(r"\S+", full[:200]):
        so_far = _without_and(folded(full[: match.end()]))
        if so_far == brand:
            return match.end()
        if not brand.startswith(so_far):
            return 0
    return 0


def _without_and(name: str) -> str:
    """A folded name without "and", which addresses of companies leave out."""
    return name.replace("and", "")


def _without_brand(model: str, brand: str) -> str:
    model = model.strip()
    head, _, tail = model.partition(" ")
    return tail.strip() if folded(head) == brand and tail.strip() else model


def read_form(review: Review) -> Reading | None:
    """Form of a headphone, from the first place that names exactly one; None where none does.

    Where only "headphones" or "earbuds" is said, the usual form of these is assumed.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> read_form(read_review("a.md", "The One is an over-ear headphone.")).value
    'over-ear'
    """
    if any(
        _BONE.search(text) and not _FORMS["in-ear"].search(text) for text, _ in leads_of(review)
    ):
        return None  # it sits on no ear, and no form of a dossier says so
    stated = _one_of(_FORMS, review)
    if stated is not None:
        return stated
    for pattern, form, said in (
        (_TRUE_WIRELESS, "in-ear", "earbuds, taken as in-ear"),
        (_SMALL, "in-ear", "earphones, taken as in-ear"),
        (_BIG, "over-ear", "headphones, taken as over-ear"),
    ):
        for text, span in _places(review):
            match = pattern.search(text)
            if match:
                reason = f"assumed: only {said}"
                return Reading(form, Span(span.start, span.end), reason)
    return None


def read_back(review: Review, form: str) -> Reading | None:
    """Whether a headphone is open, semi-open or closed; None where nobody says.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> read_back(read_review("a.md", "The One is an open-back headphone."), "over-ear").value
    'open'
    """
    is_worn_outside = form in {"over-ear", "on-ear"}
    stated = _one_of(_BACKS, review, everywhere=is_worn_outside)
    if stated is not None or not is_worn_outside:
        return stated
    for text, span in _places(review, everywhere=False):
        if _found(_ANC, text):
            return Reading("closed", span, "concluded from the noise cancelling: nobody says it")
    return None


def read_connection(review: Review) -> list[Reading]:
    """How a headphone is connected, wired or wireless or both.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> review = read_review("a.md", "The One is a Bluetooth headset. Its wired mode works, too.")
    >>> [one.value for one in read_connection(review)]
    ['wired', 'wireless']
    """
    found = []
    wireless = _first(_WIRELESS, review, everywhere=False)
    wired = _first(_ALSO_WIRED if wireless else _WIRED, review, everywhere=True)
    if wireless and any(
        _BONE.search(t) or "true wireless" in t.lower() for t, _ in leads_of(review)
    ):
        wired = None
    if wired is not None:
        found.append(Reading("wired", wired, ""))
    if wireless is not None:
        found.append(Reading("wireless", wireless, ""))
    return found or [Reading("wired", None, "assumed: nothing says wireless")]


def _places(review: Review, *, everywhere: bool = True) -> Iterator[tuple[str, Span]]:
    """Texts that may say what the product is, the surest first."""
    yield from tags_of(review)
    yield from leads_of(review)
    parts = _OF_THE_PRODUCT if everywhere else ("overview",)
    bodies = [one.body for one in review.sections if one.part in parts]
    for body in bodies if review.kind == "five-axis" else [Span(0, len(review.prose))]:
        yield review.prose[body.start : body.end], body


def _one_of(
    patterns: Mapping[str, re.Pattern[str]], review: Review, *, everywhere: bool = True
) -> Reading | None:
    """The word of a table that the first place names which names exactly one."""
    tags = " | ".join(tag for tag, _ in tags_of(review))
    field = review.field("tags")
    places = [(tags, field.span)] if field and tags else []
    places += [one for one in _places(review, everywhere=everywhere) if one[0] not in tags]
    for text, span in places:
        plain = _SEMI_OPEN.sub(" ", text)
        found = {
            word: match
            for word, pattern in patterns.items()
            if (match := _found(pattern, text if word == "semi-open" else plain))
        }
        if len(found) == 1:
            [(word, match)] = found.items()
            return Reading(word, _inside(match, text, span, review), "")
    return None


def _found(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """First match that nothing before it negates."""
    for match in pattern.finditer(text):
        if not _NEGATED.search(text[max(0, match.start() - 45) : match.start()]):
            return match
    return None


def _first(pattern: re.Pattern[str], review: Review, *, everywhere: bool) -> Span | None:
    for text, span in _places(review, everywhere=everywhere):
        match = _found(pattern, text)
        if match:
            return _inside(match, text, span, review)
    return None


def _inside(match: re.Match[str], text: str, span: Span, review: Review) -> Span:
    """Place of a match in the file; the whole place where its text is not that of the file."""
    if review.prose[span.start : span.end] == text:
        return Span(span.start + match.start(), span.start + match.end())
    return span
