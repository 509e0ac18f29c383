"""Findings and abilities that a review states in so many words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from auricle.audit.draft.context import cited_for, is_in, sentence_of, stranger
from auricle.audit.draft.entry import Doubt, Entry, line_of, shown
from auricle.audit.draft.meaning import words
from auricle.audit.draft.sources import SourceList
from auricle.audit.reading import Review, Section, Span

__all__ = ["STATEMENTS", "Abilities", "read_abilities", "read_findings"]

_MOST = 100  # places of one statement that are looked at: no review says it more often
_LEFT_OUT = ("cost_performance", "advice", "references")


# Words before a statement that turn it or leave it open, in English.
_TURNED = words(
    r"\b(?:no|not|non|nor|without|lack\w*|absen\w+|never|neither|rather than|instead of|miss\w+"
    r"|n[’']t"
    r"|would|could|should|might|may|if|unless|potential\w*|optional(?:ly)?|future|hypothetical\w*"
    r"|some|other|many|most|typical(?:ly)?|modern|competing)\b[^.;:]{0,40}$"
)
_TURNED_AFTER = words(
    r"^[^.;:,]{0,40}\b(?:is|are|was|were|remains?) (?:not|absent|missing|unavailable|lacking"
    r"|unclear)\b"
    r"|^[^.;,]{0,40}\b(?:would|could|should|might)\b"
    r"|^[^.;,]{0,20}\b(?:not included|unavailable|sold separately)"
)


@dataclass(frozen=True, slots=True)
class _Statement:
    """Words that state something of the product."""

    name: str  # criterion or function
    pattern: re.Pattern[str]
    holds: str = "yes"
    turns: bool = True  # whether words before it may turn it; not where it holds its own "no"
    forms: tuple[str, ...] = ("over-ear", "on-ear", "in-ear", "earbud")
    connections: tuple[str, ...] = ("wired", "wireless")
    note: str = ""
    parts: tuple[str, ...] = ()  # sections that may say it; empty: all that speak of the product
    is_tag: bool = False  # whether a tag may say it, too


_CABLE = r"(?:cables?|cord|cabling)"
_DETACHABLE = r"(?:detachable|removable|replaceable|interchangeable|swappable|user-replaceable)"
_FIXED = (
    r"(?:fixed|non-?[ -]?detachable|captive|non-?removable|permanently attached|hard-?wired"
    r"|integrated,? non\w*)"
)
_PADS = r"(?:ear ?-?(?:pads?|cushions?)|pads?|cushions?)"
_BIG = ("over-ear", "on-ear")

_FINDINGS: Sequence[_Statement] = (
    _Statement(
        "wear-parts",
        words(
            rf"\b(?:user-)?(?:replaceable|removable|detachable|interchangeable"
            rf"|swappable) (?:[\w-]{{1,24}} ){{0,3}}{_PADS}\b"
            rf"|\b(?:ear ?-?(?:pads?|cushions?)) (?:are|is) (?:[\w-]{{1,24}}ly )?(?:user-)?"
            rf"(?:replaceable|removable|detachable|interchangeable)"
            rf"|\breplacement (?:[\w-]{{1,24}} )?{_PADS} (?:are|is) (?:[\w-]{{1,24}} )?"
            r"(?:available|sold|offered)"
        ),
        forms=_BIG,
        note="ear pads; the review says no more",
    ),
    _Statement(
        "wear-parts",
        words(
            rf"\bnon-?(?:user-?)?(?:replaceable|removable) (?:[\w-]{{1,24}} ){{0,2}}{_PADS}\b"
            rf"|\b{_PADS} (?:cannot be|are not|is not) (?:[\w-]{{1,24}} )?(?:replaced|replaceable"
            rf"|removable|detachable)"
        ),
        "no",
        turns=False,
        forms=_BIG,
        note="ear pads",
    ),
    _Statement(
        "cable-or-battery",
        words(
            rf"\b{_DETACHABLE}[\w ./-]{{0,30}}? {_CABLE}\b|\b{_CABLE} (?:is|are) {_DETACHABLE}\b"
        ),
        connections=("wired",),
        note="the cable comes off",
    ),
    _Statement(
        "cable-or-battery",
        words(
            rf"(?<!-)\b{_FIXED} (?:[\w./-]{{1,24}} ){{0,4}}{_CABLE}\b"
            rf"|\b{_CABLE} (?:is|are) (?:{_FIXED}|not (?:detachable|removable|replaceable))\b"
        ),
        "no",
        turns=False,
        connections=("wired",),
        note="the cable is fixed",
    ),
    _Statement(
        "cable-or-battery",
        words(r"\b(?:user-)?replaceable batter(?:y|ies)\b"),
        connections=("wireless",),
        note="the battery",
    ),
    _Statement(
        "cable-or-battery",
        words(
            r"\bnon-?(?:user-?)?(?:replaceable|removable) batter(?:y|ies)\b|\bbatter(?:y"
            r"|ies) (?:is|are|cannot be) (?:not )?(?:user-)?(?:non-replaceable|replaceable"
            r"|replaced)"
        ),
        "no",
        turns=False,
        connections=("wireless",),
        note="the battery",
    ),
    _Statement(
        "spare-parts",
        words(
            r"\b(?:spare|replacement) parts (?:[\w-]{1,24} ){0,3}(?:are|is"
            r"|remain) (?:[\w-]{1,24} ){0,2}(?:available|sold|offered|stocked)"
        ),
        "partly",
        note="parts are sold; service papers are not mentioned",
    ),
)
_ABILITIES: Sequence[_Statement] = (
    _Statement(
        "detachable-cable",
        words(
            rf"\b{_DETACHABLE}[\w ./-]{{0,30}}? {_CABLE}\b|\b{_CABLE} (?:is|are) {_DETACHABLE}\b"
        ),
        is_tag=True,
    ),
    _Statement(
        "detachable-cable",
        words(
            rf"(?<!-)\b{_FIXED} (?:[\w./-]{{1,24}} ){{0,4}}{_CABLE}\b"
            rf"|\b{_CABLE} (?:is|are) (?:{_FIXED}|not (?:detachable|removable))\b"
        ),
        "no",
        turns=False,
    ),
    _Statement(
        "folding",
        words(
            r"\bfoldable\b|\bfolding (?:[\w-]{1,24} )?(?:design|mechanism|hinges?|structure"
            r"|construction|headband|frame)\b"
            r"|\b(?:headphones?|earcups?|it|they|design) folds?\b"
        ),
        forms=_BIG,
    ),
    _Statement(
        "swivel",
        words(
            r"\b(?:swivel(?:ing|ling)?|rotat(?:ing|able)|pivoting) (?:[\w-]{1,24} ){0,2}"
            r"(?:ear ?-?cups?|cups|housings?|earpieces?)"
            r"|\b(?:ear ?-?cups?|cups|housings?) (?:that |which |can )?(?:swivel|rotate)s?\b"
        ),
        forms=_BIG,
    ),
    _Statement(
        "mic",
        words(
            r"\b(?:built-in|in-?line|boom|detachable|integrated|retractable|noise-?cancell?ing"
            r"|dual|four|six|\d(?:-| )?)"
            r" ?(?:[\w-]{1,24} ){0,2}(?:microphones?|mics?)\b|\bmicrophones? for (?:clear )?calls\b"
            r"|\bcall quality\b"
        ),
    ),
    _Statement(
        "anc",
        words(
            r"(?<!passive )(?<!environmental )\bnoise[- ](?:cancell?(?:ing|ation))\b(?! mic)"
            r"|\bactive noise[- ]reduction\b|\bANC\b"
        ),
        parts=("overview",),
        is_tag=True,
    ),
    _Statement(
        "app-eq",
        words(
            r"\bapp\b[^.;]{0,60}\b(?:EQ|equali[sz](?:er|ation))\b|\b(?:EQ|equali[sz](?:er"
            r"|ation))\b[^.;]{0,40}\b(?:via|through|in|using|with) (?:the |its "
            r"|their )?(?:[\w-]{1,24} ){0,3}app\b"
        ),
        connections=("wireless",),
    ),
    _Statement("multipoint", words(r"\bmulti-?point\b"), connections=("wireless",)),
)


STATEMENTS = (*_FINDINGS, *_ABILITIES)


@dataclass(frozen=True, slots=True)
class Abilities:
    """What the product can do and what it cannot, with the places."""

    has: tuple[str, ...]
    lacks: tuple[str, ...]
    remarks: tuple[str, ...]
    doubts: tuple[Doubt, ...]


def read_findings(
    review: Review, sources: SourceList, *, form: str, connection: Sequence[str]
) -> tuple[tuple[Entry, ...], tuple[Doubt, ...]]:
    r"""Findings that the review states plainly; of those that it turns both ways none.

    Examples
    --------
    >>> from auricle.audit.draft.sources import read_sources
    >>> from auricle.audit.reading import read_review
    >>> review = read_review("a.md", "# Acme One\n\nThe cable is detachable.\n")
    >>> sources = read_sources(review, brand="Acme")
    >>> found, _ = read_findings(review, sources, form="over-ear", connection=["wired"])
    >>> found[0].keys["criterion"], found[0].keys["holds"]
    ('cable-or-battery', 'yes')
    """
    entries: list[Entry] = []
    doubts: list[Doubt] = []
    for name, said in _by_name(review, _FINDINGS, form, connection).items():
        if len({one.holds for one, _ in said}) > 1:
            doubts += [_unclear(review, name, span) for _, span in said]
            continue
        seen: set[str] = set()
        for statement, span in said:
            cited = cited_for(review, sources, span)
            if cited.key in seen:
                continue
            seen.add(cited.key)
            entries.append(_entry(review, statement, span, cited.key))
    named = [one for one in entries if one.source != "review"]
    kept = [one for one in entries if one in named or not _is_attested(one, named)]
    return tuple(kept), tuple(doubts)


def _is_attested(entry: Entry, named: Sequence[Entry]) -> bool:
    return any(one.keys["criterion"] == entry.keys["criterion"] for one in named)


def _entry(review: Review, statement: _Statement, span: Span, source: str) -> Entry:
    line = line_of(review, span.start)
    keys: dict[str, Any] = {"criterion": statement.name, "holds": statement.holds}
    if statement.note:
        keys["note"] = statement.note
    keys["source"] = source
    remark = f'line {line}: "{shown(review, span)}", relayed by the review'
    return Entry("findings", keys, line, (remark,), shown(review, span))


def _unclear(review: Review, name: str, span: Span) -> Doubt:
    reason = f"{name}: the review says both yes and no"
    return Doubt(line_of(review, span.start), shown(review, span), reason)


def read_abilities(review: Review, *, form: str, connection: Sequence[str]) -> Abilities:
    r"""Abilities that a review states; `wireless` follows from the connection.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> review = read_review("a.md", "# Acme One\n\nIt has a fixed cable and a folding headband.\n")
    >>> found = read_abilities(review, form="over-ear", connection=["wired"])
    >>> found.has, found.lacks
    (('folding',), ('detachable-cable',))
    """
    has: dict[str, str] = {}
    lacks: dict[str, str] = {}
    doubts: list[Doubt] = []
    for name, said in _by_name(review, _ABILITIES, form, connection).items():
        if len({one.holds for one, _ in said}) > 1:
            doubts += [_unclear(review, name, span) for _, span in said]
            continue
        statement, span = said[0]
        line = line_of(review, span.start)
        remark = f'line {line}: {name}: "{shown(review, span)}"'
        (has if statement.holds == "yes" else lacks)[name] = remark
    if "wireless" in connection:
        has["wireless"] = "wireless: as the connection"
    return Abilities(tuple(has), tuple(lacks), (*has.values(), *lacks.values()), tuple(doubts))


def _by_name(
    review: Review, statements: Sequence[_Statement], form: str, connection: Sequence[str]
) -> Mapping[str, list[tuple[_Statement, Span]]]:
    found: dict[str, list[tuple[_Statement, Span]]] = {}
    for statement in statements:
        fits = form in statement.forms and connection[0] in statement.connections
        if fits or (form in statement.forms and set(connection) == set(statement.connections)):
            for span in _places(review, statement):
                found.setdefault(statement.name, []).append((statement, span))
    return found


def _may_say(statement: _Statement, section: Section) -> bool:
    """Whether a section speaks of the product alone, and a statement is looked for there."""
    return section.part not in _LEFT_OUT and (
        not statement.parts or section.part is None or section.part in statement.parts
    )


def _places(review: Review, statement: _Statement) -> Iterator[Span]:
    """Places where the review states it of its product, and nothing around turns it."""
    tags = review.field("tags") if statement.is_tag else None
    for tag, span in zip(tags.entries, tags.items, strict=True) if tags else ():
        if statement.pattern.search(tag):
            yield span
    left_out = [one.body for one in review.sections if not _may_say(statement, one)]
    for match in islice(statement.pattern.finditer(review.prose), _MOST):
        span = Span(*match.span())
        if is_in(left_out, span.start):
            continue
        sentence = sentence_of(review, span)
        before = review.prose[sentence.start : span.start]
        after = review.prose[span.end : sentence.end]
        is_turned = statement.turns and (_TURNED.search(before) or _TURNED_AFTER.search(after))
        if not is_turned and stranger(review, span) is None:
            yield span
