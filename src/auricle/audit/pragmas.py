"""Switches inside a review: comments that let a finding stand, with the reason.

``<!-- auricle: ignore RULE because ... -->`` on a line of its own counts for the next line that is
not blank, at the end of a line for that line; ``auricle: ignore-file`` counts for the whole file.
Several rules are parted by commas. In the front matter the same stands after a ``#``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from auricle.audit.finding import Finding
from auricle.audit.reading import Review, Span

__all__ = ["Pragma", "read_pragmas", "silenced"]

_PRAGMA = re.compile(
    r"auricle:[ \t]*(ignore(?:-file)?)[ \t]+([a-z0-9-]+(?:[ \t]*,[ \t]*[a-z0-9-]+){0,50})"
    r"(?:[ \t]+because[ \t]+([^\n]{1,500}))?"
)


@dataclass(frozen=True, slots=True)
class Pragma:
    """One switch."""

    rules: tuple[str, ...]
    line: int | None  # that it counts for; None: the whole file
    reason: str  # empty where none is given
    span: Span = field(default=Span(0, 0))


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
    spans = [*review.comments, *_comments_of_front_matter(review)]
    return tuple(pragma for span in spans for pragma in _pragmas(review, span))


def _comments_of_front_matter(review: Review) -> Iterator[Span]:
    end = review.front.end if review.front else 0
    for match in re.finditer(r"(?:^|[ \t])#[^\n]*", review.text.content[:end], re.MULTILINE):
        yield Span(*match.span())


def _pragmas(review: Review, span: Span) -> Iterator[Pragma]:
    content = review.text.content
    for match in _PRAGMA.finditer(content, span.start, span.end):
        rules = tuple(re.split(r"[ \t]*,[ \t]*", match[2]))
        reason = (match[3] or "").removesuffix("-->").strip()
        is_file = match[1] == "ignore-file"
        line = None if is_file else _line_meant(review, span)
        yield Pragma(rules, line, reason, Span(*match.span()))


def _line_meant(review: Review, span: Span) -> int:
    """The line of the comment, or the next with text where it has a line of its own."""
    content = review.text.content
    line, column = review.text.place(span.start)
    is_alone = not content[span.start - column + 1 : span.start].strip()
    if not is_alone:
        return line
    following = re.compile(r"\S").search(content, span.end)
    return review.text.place(following.start())[0] if following else line


def silenced(findings: Sequence[Finding], pragmas: Sequence[Pragma]) -> list[Finding]:
    """Findings without those that a switch lets stand."""
    return [
        one
        for one in findings
        if not any(one.rule in p.rules and p.line in (None, one.line) for p in pragmas)
    ]
