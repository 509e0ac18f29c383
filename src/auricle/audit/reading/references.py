"""The list of references of a review, entry by entry, and the citations in its prose."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from auricle.audit.reading.dates import PartialDate, find_access, find_dates
from auricle.audit.reading.text import Span, blanked

__all__ = [
    "Citation",
    "PartialDate",
    "Reference",
    "find_citations",
    "find_lists",
    "find_notes",
    "read_references",
]

_NUMBER = r"\d{1,3}"
# How lists open an entry, in the order of preference: the first form that a list has counts.
_BRACKETS = re.compile(
    rf"^[ \t]{{0,3}}(?:[-*+•][ \t]+)?(?:\*\*)?\\?\[[\[^]?(?P<n>{_NUMBER})\\?\]{{1,2}}(?:\*\*)?[:.]?"
    r"[ \t]*",
    re.MULTILINE,
)
_ORDERED = re.compile(rf"^[ \t]{{0,3}}(?:\*\*)?(?P<n>{_NUMBER})[.)](?:\*\*)?[ \t]+", re.MULTILINE)
_PARENTHESES = re.compile(rf"^[ \t]{{0,3}}\((?P<n>{_NUMBER})\)[ \t]+", re.MULTILINE)
_BULLETS = re.compile(r"^ {0,3}[-*+•](?P<n>)[ \t]+", re.MULTILINE)
_LINES = re.compile(r"^(?P<n>)(?=[^\n]{0,2000}?(?:https?://|www\.))", re.MULTILINE)
_FORMS = (_BRACKETS, _ORDERED, _PARENTHESES, _BULLETS, _LINES)

# Footnotes and link definitions of Markdown that stand under no heading of their own.
_NOTE = re.compile(
    rf"^ {{0,3}}\[(?:\^{_NUMBER}|{_NUMBER})\]:[ \t]+[^\n]*(?:\n[ \t]{{2,4}}\S[^\n]*)*", re.MULTILINE
)

# What follows a blank line and still belongs to the entry before it: an indented
# paragraph, an address, the date of access.
_CONTINUES = re.compile(
    r"[ \t]{2,}\S|<?(?:https?://|www\.)|\(?(?:accessed|retrieved)\b", re.IGNORECASE
)
_WORD = re.compile(r"\S")
_BLANK = re.compile(r"\n[ \t\r]*\n")

_SEPARATORS = ",;–—−-"
_GROUP = re.compile(
    r"https?://[^\s<>()\[\]]*"
    rf"|\[\^?({_NUMBER}(?:[ \t]*[{_SEPARATORS}][ \t]*\^?{_NUMBER}){{0,20}})"
    r"(?:,[ \t]*(?:p|pp|fig|sec|ch)\.[^\[\]\n]{0,20})?\\?\](?!\((?!#))"
    rf"|<sup>[ \t]*({_NUMBER}(?:[ \t]*[{_SEPARATORS}][ \t]*{_NUMBER}){{0,20}})[ \t]*</sup>"
)
_BETWEEN = re.compile(r"[ \t]?[–—−-][ \t]?")  # of "[1]-[3]"
# Numbers in brackets before a unit measure something, unless a number stands before them.
_UNIT = re.compile(
    r"[ \t\u00a0]?(?:[kM]?Hz|dB\w{0,4}|[mcµ]m|[mµ]?V(?:rms)?|[mµ]?W|mAh?|bits?|[km]?Ω|[Oo]hms?"
    r"|hours?|ms|k?g|%|°C?)(?![\w-])"
)
_AFTER_NUMBER = re.compile(r"\d[ \t\u00a0]?\Z")
_MOST_IN_A_RANGE = 50
_MOST_LISTS = 20  # of one review: each is read to its end
_MOST_ENTRIES = 1000  # of a list: a number has three digits

_DOMAIN = r"(?:[a-z0-9-]{1,60}\.){1,4}[a-z]{2,10}/[^\s<>\"”）」\]]{1,2000}"
_URL = re.compile(
    rf"(?:https?://|www\.)[^\s<>\"”）」\]]{{1,2000}}|(?<![\w./@-]){_DOMAIN}", re.IGNORECASE
)

# Titles of the list other than that of the language's own form, one row a language.
_TITLES = (
    r"references?(?: and notes| list)?|sources?(?: and references| cited)?|bibliography|citations"
    r"|works cited|literature|footnotes"
    r"|参考文献|参考資料|出典|脚注"
    r"|quellen|literatur|quellenverzeichnis"
    r"|références|sources et références|referencias|fuentes|riferimenti|fonti"
)
_TITLE = re.compile(
    rf"^ {{0,3}}(?P<mark>#{{1,6}}[ \t]+|\*\*|__)?(?:{_TITLES})(?P<end>:?(?:\*\*|__)?:?)"
    r"[ \t#]*\r?$",
    re.IGNORECASE | re.MULTILINE,
)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the list of references."""

    number: int | None  # None in a list without numbers
    number_span: Span
    span: Span  # of the whole entry
    text: str
    urls: tuple[str, ...]
    accessed: PartialDate | None  # the latest, where an entry has several addresses
    accessed_span: Span | None  # of the date
    published: PartialDate | None = None  # another date, of which month or day are known
    is_note: bool = False  # a footnote or a link definition outside of any list


@dataclass(frozen=True, slots=True)
class Citation:
    """A number in brackets in the prose."""

    number: int
    span: Span  # of the brackets


def read_references(content: str, start: int, end: int) -> tuple[Reference, ...]:
    """Entries of a list of references that stands between two offsets.

    Entries open with a number (``[1]``, ``1.``, ``(1)``, ``[^1]:``), a bullet, or are lines with
    an address. A list of Markdown whose entries all have one number is numbered by its reader.

    Examples
    --------
    >>> [one] = read_references("[1] Acme, https://acme.example, accessed 2025-08-20", 0, 51)
    >>> one.number, one.urls, str(one.accessed)
    (1, ('https://acme.example',), '2025-08-20')
    """
    openings = _openings(content, start, end)
    ends = [*(opening.start() for opening in openings), end][1:]
    return tuple(
        _reference(content, opening, number, _end_of_entry(content, opening.end(), stop))
        for opening, number, stop in zip(openings, _numbers(openings), ends, strict=True)
    )


def _openings(content: str, start: int, end: int) -> list[re.Match[str]]:
    for form in _FORMS:
        found = list(islice(form.finditer(content, start, end), _MOST_ENTRIES))
        if found:
            return found
    return []


def _numbers(openings: Sequence[re.Match[str]]) -> list[int | None]:
    numbers = [int(opening["n"]) if opening["n"] else None for opening in openings]
    is_markdown = bool(openings) and openings[0].re is _ORDERED
    if is_markdown and len(numbers) > 1 and len(set(numbers)) == 1:
        return [index + (numbers[0] or 0) for index in range(len(numbers))]
    return numbers


def _end_of_entry(content: str, start: int, stop: int) -> int:
    """Where an entry ends that the next one, at `stop`, does not end first."""
    first = _WORD.search(content, start, stop)
    for blank in _BLANK.finditer(content, first.start() if first else stop, stop):
        if not _CONTINUES.match(content, blank.end()):
            return blank.start()
    return stop


def _reference(
    content: str, opening: re.Match[str], number: int | None, stop: int, *, is_note: bool = False
) -> Reference:
    start = opening.end()
    text = content[start:stop].rstrip()
    addresses = list(_URL.finditer(text))
    masked = blanked(text, [Span(*one.span()) for one in addresses])
    dates = list(find_dates(masked))
    accessed = find_access(masked, dates)
    others = [day for day, span in dates if accessed is None or span != accessed[1]]
    return Reference(
        number,
        Span(*opening.span("n")) if opening["n"] else Span(*opening.span()),
        Span(opening.start(), start + len(text)),
        text,
        tuple(_trimmed(one[0]) for one in addresses),
        accessed[0] if accessed else None,
        Span(start + accessed[1].start, start + accessed[1].end) if accessed else None,
        next((day for day in others if day.month), None),
        is_note,
    )


def _trimmed(address: str) -> str:
    """An address without the marks of the sentence around it; its own brackets stay."""
    address = address.rstrip(".,;:*'’")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,;:*'’")
    return address


def find_lists(visible: str, *, known: Sequence[Span] = ()) -> list[Span]:
    r"""Lists of references under a heading of any level, or under a line that names them.

    A list has numbers or addresses; what has neither may be anything that a review calls sources.
    Those within `known` lists are passed over.

    Examples
    --------
    >>> text = "Text [1].\n\n### Sources\n\n[1] Acme\n"
    >>> [text[one.start:one.end].strip() for one in find_lists(text)]
    ['[1] Acme']
    """
    found: list[Span] = []
    titles = (one for one in _TITLE.finditer(visible) if one["mark"] or one["end"])
    for title in islice(titles, _MOST_LISTS):
        if found and title.start() < found[-1].end:
            continue  # a list in a list
        if any(one.start <= title.end() <= one.end for one in known):
            continue
        heading = _HEADING.search(visible, title.end())
        end = heading.start() if heading else len(visible)
        entries = read_references(visible, title.end(), end)
        if any(one.number is not None or one.urls for one in entries):
            is_heading = (title["mark"] or "").startswith("#")
            found.append(Span(title.end(), end if is_heading else entries[-1].span.end))
    return found


def find_notes(visible: str) -> tuple[Reference, ...]:
    r"""Footnotes and numbered link definitions of Markdown outside of any list.

    Examples
    --------
    >>> [one] = find_notes("Low [^1].\n\n[^1]: Acme, https://acme.example\n")
    >>> one.number, one.is_note
    (1, True)
    """
    notes = []
    for match in _NOTE.finditer(visible) if "]:" in visible else ():
        opening = _BRACKETS.match(visible, match.start())
        if opening is not None:
            notes.append(_reference(visible, opening, int(opening["n"]), match.end(), is_note=True))
    return tuple(notes)


def find_citations(prose: str) -> Iterator[Citation]:
    """Citations like ``[3]``, ``[1, 2]``, ``[1-3]`` and ``[^4]``, one for each number.

    Examples
    --------
    >>> [one.number for one in find_citations("low [2][4], flat [1-3], far [5]-[7]")]
    [2, 4, 1, 2, 3, 5, 7, 6]
    >>> list(find_citations("a band of [20-40] Hz"))
    []
    """
    groups = [
        match
        for match in _GROUP.finditer(prose)
        if (match[1] or match[2]) and not _measures(prose, match) and not _defines(prose, match)
    ]
    for match in groups:
        for part in re.split(r"[,;]", match[1] or match[2]):
            ends = [int(number) for number in re.findall(r"\d+", part)]
            yield from _between(ends[0], ends[-1], Span(*match.span()))
    for before, after in pairwise(groups):
        if _BETWEEN.fullmatch(prose, before.end(), after.start()):
            first, last = (one[1] or "" for one in (before, after))
            if first.isdigit() and last.isdigit():
                span = Span(before.start(), after.end())
                yield from _between(int(first) + 1, int(last) - 1, span)


def _defines(prose: str, match: re.Match[str]) -> bool:
    """Whether a bracket opens its line and a colon follows: it says where a link leads."""
    line = prose.rfind("\n", 0, match.start()) + 1
    return prose.startswith(":", match.end()) and not prose[line : match.start()].strip()


def _measures(prose: str, match: re.Match[str]) -> bool:
    if _UNIT.match(prose, match.end()) is None:
        return False
    start = match.start()
    return _AFTER_NUMBER.search(prose, max(0, start - 2), start) is None


def _between(first: int, last: int, span: Span) -> Iterator[Citation]:
    if 0 < first <= last <= first + _MOST_IN_A_RANGE:
        for number in range(first, last + 1):
            yield Citation(number, span)
