"""The sources of a draft: the review itself, and each entry of its list of references."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from auricle.audit.draft.entry import Entry, line_of
from auricle.audit.draft.meaning import words
from auricle.audit.draft.publishers import host_of, site_named, site_of
from auricle.audit.keys import folded
from auricle.audit.reading import Reference, Review
from auricle.audit.reading.dates import PartialDate
from auricle.audit.statements.vocabulary import BRANDS

__all__ = ["REVIEW", "SourceList", "partial", "read_sources", "title_of"]

REVIEW = "review"  # key of the review itself
_UNKNOWN_PUBLISHER = "not stated"


_URL = words(r"\(?<?(?:https?://|www\.)[^\s<>\"”）」\]]{1,2000}")
_LINK = re.compile(r"\[([^\][\n]{1,300})\]\(")
_QUOTED = re.compile(r"[“\"「『]([^“”\"「」『』\n]{2,300})[”\"」』]")
_PARTING = re.compile(
    r"(?<![ \t])[ \t]+[-–—|][ \t]+|,[ \t]+(?=[A-Z“\"「*])|[.:][ \t]+(?=[A-Z“\"「])"
)
_DASH = re.compile(r"(?<![ \t])[ \t]+[-–—|][ \t]+")
_EDGES = " \t\r\n,.;:-–—|*_“”\"'‘’()[]<>「」『』"
_ACCESS = words(r"\b(?:accessed|retrieved|viewed|visited)\b.{0,40}")

# English words of an entry, by kind of source, in the order in which they are asked for. Lists of
# references in other languages cite pages in English, too.
_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "service-document",
        words(r"\bservice (?:manual|documentation)|\bparts list"),
    ),
    ("patent", words(r"\bpatent (?:no\b|[A-Z]{2}\s?\d)|\bUS\d{7}")),
    (
        "user-reports",
        words(
            r"\b(?:customer|user|owner)s?[’']? (?:reviews?|reports?|feedback|ratings?)"
            r"|\bcommunity\b|\bforums?\b"
        ),
    ),
    ("retailer", words(r"\bresellers?\b")),
    (
        "manufacturer",
        words(
            r"\bofficial\b|\bmanufacturer|\bdata ?sheet|\bcut ?sheet|\buser manual"
            r"|\bwarranty (?:polic|inform|term|service)|\bpress release"
        ),
    ),
    (
        "review",
        words(r"\breviews?\b|\bimpressions?\b|\bhands[- ]on\b|\bmeasure|\bvs\b|\bbest\b"),
    ),
    (
        "retailer",
        words(r"\bretail|\bproduct (?:listing|page)|\bshop\b|\bstore\b"),
    ),
)


_MAKERS = frozenset(folded("".join(name)) for name in BRANDS if len("".join(name)) > 1) | {"harman"}
_OF_A_SHOP = re.compile(r"/(?:products?|shop|store|item)s?/")

# Words that makers add to their names in addresses.
_ADDED = (
    "audio",
    "acoustics",
    "official",
    "headphones",
    "hifi",
    "usa",
    "us",
    "global",
    "iem",
    "store",
)


@dataclass(frozen=True, slots=True)
class SourceList:
    """Sources of a draft, and the key of each number of the list of references."""

    entries: tuple[Entry, ...]
    keys: Mapping[int, str]

    def entry(self, key: str) -> Entry:
        """The source of a key."""
        return next(one for one in self.entries if one.section == f"sources.{key}")

    def kind(self, key: str) -> str:
        """Kind of the source of a key."""
        return str(self.entry(key).keys["kind"])


def read_sources(review: Review, *, brand: str, publisher: str | None = None) -> SourceList:
    r"""The review and what it cites, each entry found through the review.

    Parameters
    ----------
    review
        A published review.
    brand
        Maker of the product: its own pages are a manufacturer's.
    publisher
        Who published the review; no file of a review says it.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> text = "## References\n\n[1] RTINGS, \"One\", https://www.rtings.com/one\n"
    >>> sources = read_sources(read_review("a.md", text), brand="Acme")
    >>> sources.keys[1], sources.kind("rtings")
    ('rtings', 'laboratory')
    """
    entries = [_of_review(review, publisher)]
    keys: dict[int, str] = {}
    taken = {REVIEW: 1}
    for reference in review.references:
        source = _of_reference(reference, brand=brand)
        key = _free_key(source["publisher"], reference.number, taken)
        line = line_of(review, reference.span.start)
        remark = f"line {line}: an entry without a number"
        if reference.number is not None:
            keys.setdefault(reference.number, key)
            remark = f"line {line}: reference [{reference.number}]"
        entries.append(Entry(f"sources.{key}", source, line, (remark,)))
    return SourceList(tuple(entries), keys)


def _of_review(review: Review, publisher: str | None) -> Entry:
    stated = publisher or _UNKNOWN_PUBLISHER
    keys: dict[str, Any] = {"publisher": stated, "title": _title_of(review), "kind": "review"}
    if review.day is not None:
        keys["published"] = partial(review.day)
    remarks = () if publisher else ("who published the review does not stand in it",)
    return Entry(f"sources.{REVIEW}", keys, 1, remarks)


def _title_of(review: Review) -> str:
    heading = re.search(r"^# +(\S[^\n]{0,200})$", review.text.content, re.MULTILINE)
    name = re.sub(r"^.*[/\\]", "", review.file).removesuffix(".md")
    return _clean(title_of(review)) or _clean(heading[1] if heading else "") or name


def title_of(review: Review) -> str:
    """Title of the front matter, as its line has it where the YAML as a whole cannot be read."""
    if review.front is None or not review.front.faults:
        return review.value("title")
    head = review.text.content[: review.front.end]
    line = re.search(r"^title:[ \t]*(\S[^\n]{0,300})$", head, re.MULTILINE)
    return line[1].strip(" \t\r\"'") if line else ""


def partial(day: PartialDate) -> date | str:
    """A day as a dossier has it: a date, or a text where no more than the month is known."""
    return day.calendar_day() or str(PartialDate(day.year, day.month, 0))


def _of_reference(reference: Reference, *, brand: str) -> dict[str, Any]:
    publisher, title = _publisher_and_title(reference)
    keys: dict[str, Any] = {"publisher": publisher, "title": title}
    url = next(iter(reference.urls), "")
    if url.startswith(("http://", "https://")):
        keys["url"] = url
    keys["kind"] = _kind(reference, publisher, brand)
    if reference.accessed is not None:
        keys["accessed"] = partial(reference.accessed)
    keys["via"] = REVIEW
    return keys


def _publisher_and_title(reference: Reference) -> tuple[str, str]:
    """What stands before the address, parted; the site's own name where there is one."""
    text = reference.text
    link = _LINK.match(text)
    address = _URL.search(text)
    head = link[1] if link else text[: address.start()] if address and address.start() else text
    head = _ACCESS.sub("", _URL.sub("", head))
    site = site_of(reference.urls)
    name = site.name if site else ""
    quoted = _QUOTED.search(head)
    if quoted and head[: quoted.start()].strip(_EDGES):
        publisher = _clean(_DASH.split(head[: quoted.start()])[0])
        return publisher or name or _UNKNOWN_PUBLISHER, _clean(quoted[1])
    if quoted:
        return name or _host(reference) or _UNKNOWN_PUBLISHER, _clean(quoted[1])
    parts = [_clean(part) for part in _PARTING.split(head)]
    return _from_parts([part for part in parts if part], name, reference)


def _from_parts(parts: Sequence[str], name: str, reference: Reference) -> tuple[str, str]:
    """Publisher and title from what dashes and commas part."""
    if not parts:
        return name or _host(reference) or _UNKNOWN_PUBLISHER, _host(reference) or "not stated"
    labels = [folded(label) for label in host_of(next(iter(reference.urls), "")).split(".")[:-1]]
    for part in parts:
        inside = folded(part)
        known = inside and (inside == folded(name) or inside in labels)
        if known and len(parts) > 1:
            rest = [other for other in parts if other != part] or [part]
            return part, rest[0]
    if name:
        return name, parts[0] if folded(parts[0]) != folded(name) else parts[-1]
    if len(parts) > 1:
        return parts[0], parts[1]
    return _host(reference) or _UNKNOWN_PUBLISHER, parts[0]


def _host(reference: Reference) -> str:
    return host_of(next(iter(reference.urls), ""))


def _kind(reference: Reference, publisher: str, brand: str) -> str:
    """Kind of a source: of its site, else of its maker, else by the words of the entry."""
    site = site_of(reference.urls) if reference.urls else site_named(publisher)
    words = _URL.sub(" ", reference.text)
    if site is not None and site.kind != "dataset":
        users = _WORDS[2][1]
        is_of_users = site.kind == "retailer" and users.search(words)
        return "user-reports" if is_of_users else site.kind
    for kind, pattern in _WORDS[:2]:
        if pattern.search(words):
            return kind
    if site is not None:
        return site.kind
    if _is_of_maker(reference, publisher, brand):
        return "manufacturer"
    said = next((kind for kind, pattern in _WORDS if pattern.search(words)), None)
    return said or ("retailer" if any(map(_OF_A_SHOP.search, reference.urls)) else "review")


def _is_of_maker(reference: Reference, publisher: str, brand: str) -> bool:
    """Whether a page stands on the site of a maker: of this product, or of another."""
    labels = [folded(label) for label in host_of(next(iter(reference.urls), "")).split(".")]
    ours = folded(brand)
    if len(ours) > 1 and (ours in "".join(labels) or ours == folded(publisher)):
        return True
    return any(_is_maker(label) for label in (*labels[-2:-1], folded(publisher)))


def _is_maker(label: str) -> bool:
    """Whether part of a host name is a known brand, perhaps with a word that shops add to it."""
    if label in _MAKERS:
        return True
    return any(
        label.endswith(word) and label.removesuffix(word) in _MAKERS for word in _ADDED
    ) or any(label.startswith(word) and label.removeprefix(word) in _MAKERS for word in _ADDED)


def _free_key(publisher: str, number: int | None, taken: dict[str, int]) -> str:
    """A key that is not taken, which it is then; `taken` counts what was asked for."""
    plain = re.sub(r"[^a-z0-9]+", "-", publisher.lower().replace("'", "")).strip("-")
    base = "-".join(plain.split("-")[:4]) or f"reference-{number or 1}"
    key = base
    while key in taken:
        taken[base] += 1
        key = f"{base}-{taken[base]}"
    taken[key] = 1
    return key


def _clean(words: str) -> str:
    """Words of one line without marks at their ends; a bracket stays where it has its partner."""
    words = re.sub(r"[*`]+", "", words)
    text = re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", words)[:200].lstrip(_EDGES).rstrip(_EDGES)
    at = words.find(text) if text else -1
    closing = words[at + len(text) : at + len(text) + 1] if at >= 0 else ""
    opening = {")": "(", "]": "[", "」": "「", "』": "『"}.get(closing)
    return text + closing if opening and text.count(opening) > text.count(closing) else text
