"""Switches inside a review: comments that let a finding stand, with the reason.

``<!-- auricle: ignore RULE because ... -->`` on a line of its own counts for the next line that is
not blank, at the end of a line for that line; ``auricle: ignore-file`` counts for the whole file.
Several rules are parted by commas, and several switches may stand above one line. In the front
matter the same stands after a ``#``.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from auricle.audit.finding import Finding
from auricle.audit.reading import Review, Span

__all__ = ["Pragma", "Unused", "broken_pragmas", "read_pragmas", "silenced", "unused_in"]

_MARK = re.compile(r"(?:<!--|#)[ \t]*auricle:[^\n]{0,200}")
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_PRAGMA = re.compile(
    rf"auricle:[ \t]*(ignore(?:-file)?)[ \t]+({_ID}(?:[ \t]*,[ \t]*{_ID}){{0,50}})"
    r"(?:[ \t]+because[ \t]+([^\n]{1,500}))?"
)


_TEXT = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Pragma:
    """One switch."""

    rules: tuple[str, ...]
    line: int | None  # that it counts for; None: the whole file
    reason: str  # empty where none is given
    span: Span


class Unused(NamedTuple):
    """A rule that a switch names and that found nothing there."""

    pragma: Pragma
    rule: str


def read_pragmas(review: Review) -> tuple[Pragma, ...]:
    r"""Switches of a review: in HTML comments, and in comments of its front matter.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> text = "<!-- auricle: ignore score-sum because the axes are weighted -->\nText\n"
    >>> [pragma] = read_pragmas(read_review("a.md", text))
    >>> pragma.rules, pragma.line, pragma.reason
    (('score-sum',), 2, 'the axes are weighted')
    """
    spans = _comments(review)
    lines = _lines_meant(review, spans)
    return tuple(
        pragma
        for span, line in zip(spans, lines, strict=True)
        for pragma in _pragmas(review, span, line)
    )


def broken_pragmas(review: Review) -> Iterator[Span]:
    """Comments that begin as a switch does and are none."""
    for comment in _comments(review):
        mark = _MARK.match(review.text.content, comment.start, comment.end)
        if mark and not _PRAGMA.search(review.text.content, *comment):
            shown = mark[0].removesuffix("-->").rstrip()
            yield Span(mark.start(), mark.start() + len(shown))


def _comments(review: Review) -> tuple[Span, ...]:
    """Comments of the front matter, then those of the text."""
    return (*(review.front.comments if review.front else ()), *review.comments)


def _pragmas(review: Review, span: Span, line_meant: int) -> Iterator[Pragma]:
    content = review.text.content
    for match in _PRAGMA.finditer(content, span.start, span.end):
        rules = tuple(re.split(r"[ \t]*,[ \t]*", match[2]))
        reason = (match[3] or "").removesuffix("-->").strip()
        line = None if match[1] == "ignore-file" else line_meant
        yield Pragma(rules, line, reason, Span(*match.span()))


def _lines_meant(review: Review, comments: Sequence[Span]) -> list[int]:
    """The line of each comment, or the next with text where comments have lines of their own."""
    content, text = review.text.content, review.text
    lines: list[int] = []
    is_alone, before = True, 0
    for start, end in comments:
        line, column = text.place(start)
        begin = start - column + 1
        is_first = before <= begin
        is_alone = (is_first or is_alone) and not content[max(begin, before) : start].strip()
        lines.append(0 if is_alone else line)
        before = end
    return _with_following(review, comments, lines)


def _with_following(review: Review, comments: Sequence[Span], lines: list[int]) -> list[int]:
    """Lines in which 0 stands for that of the next text."""
    content = review.text.content
    following: int | None = None
    after = len(content)
    for n, (start, end) in reversed(list(enumerate(comments))):
        match = _TEXT.search(content, end, after)
        following = match.start() if match else following
        if not lines[n]:
            lines[n] = review.text.place(start if following is None else following)[0]
        after = start
    return lines


def silenced(findings: Sequence[Finding], pragmas: Sequence[Pragma]) -> list[Finding]:
    """Findings without those that a switch lets stand."""
    allowed = {(rule, pragma.line) for pragma in pragmas for rule in pragma.rules}
    return [
        one
        for one in findings
        if (one.rule, one.line) not in allowed and (one.rule, None) not in allowed
    ]


def unused_in(
    findings: Sequence[Finding], pragmas: Sequence[Pragma], *, rules: Collection[str]
) -> list[Unused]:
    """Switches that let nothing stand, as far as these rules were applied.

    Parameters
    ----------
    findings
        What the rules found, with what the switches let stand.
    pragmas
        The switches.
    rules
        Ids of the rules that were applied.
    """
    found: set[tuple[str, int | None]] = {(one.rule, one.line) for one in findings}
    found |= {(one.rule, None) for one in findings}
    return [
        Unused(pragma, rule)
        for pragma in pragmas
        for rule in pragma.rules
        if rule in rules and (rule, pragma.line) not in found
    ]
