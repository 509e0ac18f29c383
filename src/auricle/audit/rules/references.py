"""Rules on the list of references, and on the citations of its entries."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from auricle.audit.place import place_of, related_of
from auricle.audit.reading import Citation, Reference, Review, Span
from auricle.audit.reading.dates import PartialDate, is_called_access
from auricle.audit.rules.rule import Excerpt, Hit, Rule

__all__ = ["RULES"]

_HIGHEST = 99  # a higher number in brackets counts no entry

# Other ways to point at an entry, which are too loose to be read as citations.
_POINTERS = re.compile(
    r"\[(\d{1,2})\]\("
    r"|\b(?:references?|refs?\.?|sources?|notes?)[ \t]+\[?(\d{1,2}\b"
    r"(?:\]?(?:,| and| to| through| &|–|-)[ \t]?\[?\d{1,2}\b){0,20})"
    r"|(\[\d{1,2}\]?[ \t](?:to|through)[ \t]\[?\d{1,2}\])"
    r"|\((?:see|cf\.)[ \t](\d{1,2})\)"
    r"|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})"
    r"|参考文献[ \t]?(\d{1,2})",
    re.IGNORECASE,
)
_RUN = re.compile(r"\b(?:to|through)\b|[–-]")
# Numbers in brackets that count something else: "x[5]", "in the range [1, 10]".
_COUNTS = re.compile(r"(?<![\w-])[a-z]$|\b(?:range|interval|scale|values in)[ \t]$", re.IGNORECASE)
_FROM_ZERO = re.compile(r"\[0[ \t]*,")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

# What has no page of its own on the web: print, standards, patents, private knowledge.
_IN_PRINT = re.compile(
    r"\b(?:doi|isbn|issn|arxiv|patents?|vol|pp|journal of|proc|proceedings|convention"
    r"|university press|(?:2nd|3rd|\dth) ed|printed|(?:user|owner'?s|service) manual"
    r"|(?:iso|iec|itu|aes|ansi|cta|en|din|jis|jeita)[ /-]?[A-Z]{0,3}[ -]?\d{2,5}"
    r"|own (?:measurements?|purchase|unit)|our (?:own |in-house )?(?:measurements?|tests?)"
    r"|author'?s|personal communication|private communication|correspondence|e-?mail"
    r"|in-house|listening test|search(?:es)? (?:conducted|performed)|no results|ibid|jeita"
    r"|(?:label|package|packaging|insert|leaflet)|print edition|routledge|springer|focal press"
    r"|(?:phone|telephone) call|conversation|interview|visit to|shipped with|page \d{1,4})\b"
    r"|^\W{0,3}(?:see|same as)\b"
    r"|\b10\.\d{4,9}/\S",
    re.IGNORECASE,
)
# Addresses of what never changes: they need no date of access.
_LASTING = re.compile(
    r"//(?:dx\.)?doi\.org/|//arxiv\.org/|patent|//(?:web\.)?archive\.(?:org|today|ph|is)/",
    re.IGNORECASE,
)
_ZONE = re.compile(r"[ \t,]{0,2}\(?(?:UTC|GMT|[A-Z]{1,4}T\b|[+-]\d\d:?\d\d)")  # of a date
_RELATIVE_LINK = re.compile(r"\]\([^()\s]{1,500}\)")


def _listed(review: Review) -> list[Reference]:
    """Entries of lists: no footnotes."""
    return [one for one in review.references if not one.is_note]


def _named(entry: Reference) -> str:
    """How a message calls an entry."""
    return f"[{entry.number}]" if entry.number is not None else "the entry"


def _check_without_entry(review: Review) -> Iterator[Hit]:
    known = {one.number for one in review.references if one.number is not None}
    if len(known) < len({one.number for one in review.references}):
        return  # entries without numbers: nobody can tell which is meant
    if not known and not _cites_a_list(review):
        return
    told: set[int] = set()
    brackets = _without_entry(review, known)
    for index, bracket in enumerate(brackets):
        new = [citation.number for citation in bracket if citation.number not in told]
        if not new or (told and not known):
            continue
        told.update(new)
        later = [one[0].span for one in brackets[index + 1 :] if _numbers(one) & {*new}]
        yield _leads_nowhere(review, bracket[0].span, new, known, later)


def _without_entry(review: Review, known: Collection[int]) -> list[list[Citation]]:
    """Citations that lead nowhere, bracket by bracket.

    Of several numbers in a bracket one at least has an entry; else they measure or count.
    """
    found: list[list[Citation]] = []
    for _, group in groupby(review.citations, lambda one: one.span.start):
        bracket = list(group)
        is_sure = len(bracket) == 1 or not known or any(n in known for n in _numbers(bracket))
        lost = [one for one in bracket if one.number not in known and one.number <= _HIGHEST]
        if lost and is_sure and not _is_of_numbers(review, bracket[0].span):
            found.append(lost)
    return found


def _numbers(bracket: Sequence[Citation]) -> set[int]:
    return {one.number for one in bracket}


def _leads_nowhere(
    review: Review, span: Span, new: Sequence[int], known: Collection[int], later: Sequence[Span]
) -> Hit:
    there = f"the list of references has only {_in_short(sorted(known))}"
    cited, are = _in_short(new), "is" if len(new) == 1 else "are"
    return Hit(
        place_of(review, span),
        f"{cited} {are} cited, and {there if known else 'the review has no list of references'}",
        review.text.content[span.start : span.end],
        f"{'an entry' if len(new) == 1 else 'entries'} {cited}"
        if known
        else "a list of references",
        tuple(related_of(review, one) for one in later),
    )


def _is_of_numbers(review: Review, span: Span) -> bool:
    """Whether brackets hold an index or an interval."""
    content = review.text.content
    before = content[max(0, span.start - 12) : span.start]
    return bool(_COUNTS.search(before) or _FROM_ZERO.match(content, span.start))


def _in_short(numbers: Sequence[int]) -> str:
    """Numbers as a reader takes them in: a run by its ends."""
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"[{numbers[0]}] to [{numbers[-1]}]"
    return ", ".join(f"[{number}]" for number in numbers)


def _cites_a_list(review: Review) -> bool:
    """Whether numbers in brackets cite, though there is no list: a review in five parts does."""
    return review.kind == "five-axis" and any(one.number == 1 for one in review.citations)


def _check_uncited(review: Review) -> Iterator[Hit]:
    numbers = {one.number for one in review.references}
    cited = {one.number for one in review.citations}
    if not numbers & cited:
        return
    uncited = [one for one in review.references if one.number not in cited]
    pointed_at = set(_pointed_at(review.prose)) if uncited else set()
    for entry in uncited:
        if entry.number is not None and entry.number not in pointed_at:
            yield Hit(
                place_of(review, entry.number_span),
                f"no sentence cites {_named(entry)}, though the review cites others by number",
                _named(entry),
                f"{_named(entry)} where the text rests on it, or no such entry",
            )


def _pointed_at(prose: str) -> Iterator[int]:
    for match in _POINTERS.finditer(prose):
        told = next(group for group in match.groups() if group)
        numbers = [int(one) for one in re.findall(r"\d+", told.translate(_RAISED))]
        is_run = _RUN.search(told) is not None and len(numbers) == 2
        yield from range(numbers[0], numbers[1] + 1) if is_run else numbers


def _check_number(review: Review) -> Iterator[Hit]:
    seen: set[int] = set()
    before: Reference | None = None
    for entry in _listed(review):
        if before is not None and _is_parted(review, before, entry):
            seen, before = set(), None
        if entry.number is None:
            continue
        place = place_of(review, entry.number_span)
        if entry.number in seen:
            message = f"the list of references has {_named(entry)} twice"
            yield Hit(place, message, _named(entry), "each number once")
        elif before is not None and before.number is not None and entry.number < before.number:
            message = f"{_named(entry)} stands after {_named(before)}"
            yield Hit(place, message, _named(entry), "numbers that rise")
        seen.add(entry.number)
        before = entry


def _is_parted(review: Review, one: Reference, other: Reference) -> bool:
    """Whether something stands between two entries, so that they belong to two lists."""
    return bool(review.text.content[one.span.end : other.span.start].strip())


def _check_address(review: Review) -> Iterator[Hit]:
    if review.kind != "five-axis":
        return
    entries = _listed(review)
    without = [one for one in entries if not _has_address(one)]
    lacking = [one for one in without if not _IN_PRINT.search(one.text)]
    if len(without) == len(entries) and len(lacking) > 1:
        yield _of_the_list(review, "no entry of the list has an address", "addresses")
        return
    for entry in lacking:
        if entry.number is not None and entry.text:
            yield Hit(
                place_of(review, entry.number_span),
                f"{_named(entry)} has no address, so that nobody can look it up",
                _named(entry),
                "the address of the page",
            )


def _has_address(entry: Reference) -> bool:
    return bool(entry.urls) or _RELATIVE_LINK.search(entry.text) is not None


def _of_the_list(review: Review, message: str, what: str) -> Hit:
    """A finding on a whole list, told at its head."""
    section = review.section("references")
    entries = _listed(review)
    span = section.heading if section else entries[0].number_span
    return Hit(place_of(review, span), message, f"no {what} in {len(entries)} entries", what)


def _check_access(review: Review) -> Iterator[Hit]:
    if review.kind != "five-axis":
        return
    on_web = [one for one in _listed(review) if any(not _LASTING.search(url) for url in one.urls)]
    lacking = [one for one in on_web if one.accessed is None]
    if len(lacking) == len(on_web) > 1:
        message = "no entry of the list says when its page was read"
        yield _of_the_list(review, message, "dates of access")
        return
    for entry in lacking:
        message = f"{_named(entry)} does not say when its page was read"
        if entry.published:
            message += f": {entry.published} is not called a date of access"
        place = place_of(review, entry.number_span)
        yield Hit(place, message, _named(entry), "accessed YYYY-MM-DD")


def _check_after_date(review: Review) -> Iterator[Hit]:
    """Each late date once, with the places of its other entries."""
    days = [day for day in (review.day, *(day for day, _ in review.closing)) if day is not None]
    late: dict[PartialDate, list[tuple[Reference, Span]]] = {}
    for entry in review.references if days else ():
        accessed, span = entry.accessed, entry.accessed_span
        if accessed is None or span is None or not is_called_access(entry.text):
            continue
        is_late = _first_day(accessed) > max(days)
        if is_late and not _may_be_same_day(review, accessed, span, max(days)):
            late.setdefault(accessed, []).append((entry, span))
    for accessed, found in late.items():
        entry, span = found[0]
        others = f" and {len(found) - 1} more" if len(found) > 1 else ""
        verb = "were" if others else "was"
        yield Hit(
            place_of(review, span),
            f"{_named(entry)}{others} {verb} read on {accessed}, after the review: {max(days)}",
            review.text.content[span.start : span.end],
            f"{max(days)} or before, or a later date of the review",
            tuple(related_of(review, one.span) for one, _ in found[1:]),
        )


def _may_be_same_day(review: Review, accessed: PartialDate, span: Span, last: PartialDate) -> bool:
    """Whether a day with its time zone is but the next one: elsewhere it was the day before."""
    behind = review.text.content[span.end : span.end + 12]
    if not (accessed.day and last.day and _ZONE.match(behind)):
        return False
    try:
        read, written = (date(one.year, one.month, one.day) for one in (accessed, last))
    except ValueError:
        return False
    return read - written == timedelta(days=1)


def _first_day(date: PartialDate) -> PartialDate:
    return PartialDate(date.year, max(date.month, 1), max(date.day, 1))


def _check_missing(review: Review) -> Iterator[Hit]:
    if review.kind != "five-axis" or review.references:
        return
    content = review.text.content
    end = len(content.rstrip())
    place = place_of(review, Span(max(end - 1, 0), max(end, 1)))
    yield Hit(place, "the review names no sources", "no references", "a list of references")


_ONE = '[1] Acme, "One data sheet", https://acme.example/one.pdf, accessed 2025-08-19'
_TWO = '[2] Some Laboratory, "Acme One", https://lab.example/acme-one, accessed 2025-08-19'
_THREE = '[3] A Shop, "Bravo Two", https://shop.example/bravo-two, accessed 2025-08-19'


def _list(*entries: str) -> tuple[Excerpt, ...]:
    return (Excerpt("references", "\n\n".join(entries)),)


_GOOD = _list(_ONE, _TWO, _THREE)

RULES = (
    Rule(
        id="citation-without-entry",
        group="evidence",
        severity="error",
        title="Every number cited has its entry in the list of references.",
        why="A citation that leads nowhere cannot be checked. Each number is told once, those "
        "of one bracket together. Silent where the entries of the list have no numbers, before a "
        "unit, and on several numbers of which none has an entry: they count something.",
        bad=(
            Excerpt("rationality", "$$ \\Large \\text{0.6} $$\n\nThe money is well spent [1][4]."),
        ),
        good=(Excerpt("rationality", "$$ \\Large \\text{0.6} $$\n\nThe money is well spent [1]."),),
        check=_check_without_entry,
    ),
    Rule(
        id="reference-uncited",
        group="evidence",
        severity="warning",
        title="Every entry of the list of references is cited.",
        why="A reader cannot tell what rests on an entry that no sentence cites. Silent where a "
        "review does not cite by number at all.",
        bad=_list(
            _ONE,
            _TWO,
            _THREE,
            '[4] Acme, "Warranty", https://acme.example/warranty, accessed 2025-08-19',
        ),
        good=_GOOD,
        check=_check_uncited,
    ),
    Rule(
        id="reference-number",
        group="evidence",
        severity="error",
        title="The numbers of the list of references rise, and each stands once.",
        why="Of two entries with one number a reader takes either. A number left out is no fault.",
        bad=_list(_ONE, _THREE, _TWO),
        good=_GOOD,
        check=_check_number,
    ),
    Rule(
        id="reference-address",
        group="evidence",
        severity="warning",
        title="Every entry of the list of references has an address.",
        why="What a page says can be checked only where the page is named. Print, standards, "
        "patents and own measurements need none. Where no entry has one, that is told once.",
        bad=_list(_ONE, _TWO, '[3] A Shop, "Bravo Two", 219 USD, accessed 2025-08-19'),
        good=_GOOD,
        check=_check_address,
    ),
    Rule(
        id="reference-access",
        group="evidence",
        severity="warning",
        title="Every entry with the address of a page says when it was read.",
        why="Prices and pages change. A date of publication is not that of access. Archived "
        "pages, DOIs and patents need none. Where no entry has one, that is told once.",
        bad=_list(_ONE, _TWO.replace("accessed 2025-08-19", "2024"), _THREE),
        good=_GOOD,
        check=_check_access,
    ),
    Rule(
        id="access-after-date",
        group="evidence",
        severity="error",
        title="No source was read after the date of the review.",
        why="Either the date of the review is older than its content or that of access is wrong. "
        "A month counts from its first day; entries of one date are told together.",
        bad=_list(_ONE, _TWO.replace("2025-08-19", "September 2025"), _THREE),
        good=_list(_ONE, _TWO.replace("2025-08-19", "August 2025"), _THREE),
        check=_check_after_date,
    ),
    Rule(
        id="references-missing",
        group="evidence",
        severity="hint",
        title="A five-axis review lists its sources.",
        why="Off unless asked for: many older reviews have no list at all.",
        bad=(
            Excerpt("overview", "The Acme One is an open, wired headphone of 120 ohm."),
            Excerpt("science", "$$ \\Large \\text{0.7} $$\n\nThe response is within ±2 dB."),
            Excerpt(
                "technology", "$$ \\Large \\text{0.6} $$\n\nIts drivers are of its own design."
            ),
            Excerpt("cost_performance", "$$ \\Large \\text{0.9} $$\n\nThe Bravo Two is cheaper."),
            Excerpt("reliability", "$$ \\Large \\text{0.6} $$\n\nEar pads can be replaced."),
            Excerpt("advice", "It suits mixing in quiet rooms."),
            Excerpt("references", "None were kept."),
        ),
        good=_GOOD,
        check=_check_missing,
        is_on=False,
    ),
)
