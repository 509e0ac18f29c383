"""The blocks of a Markdown text that an audit needs: headings, code, comments, addresses.

ATX headings, fenced code, HTML comments and bare or linked addresses, as
CommonMark 0.31 defines them as far as reviews use them. Each pattern is linear in the text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from auricle.audit.reading.text import Span, blanked

__all__ = ["Heading", "find_code", "find_comments", "find_headings", "without_addresses"]

_ATX = re.compile(r"^ {0,3}(#{1,6})[ \t]+([^\n]*)$", re.MULTILINE)
# A line alone between a blank one and its underline; a longer paragraph is none, though it is one
# to Markdown: it is prose above a rule as a rule.
_SETEXT = re.compile(
    r"(?:\A|^[ \t]*\r?\n) {0,3}(?P<title>[^\s|>#*+`~=<-][^\n|]{0,100}?)[ \t]*\r?\n"
    r" {0,3}(?P<under>-{2,}|={2,})[ \t]*\r?$",
    re.MULTILINE,
)
_ATTRIBUTES = re.compile(r"\{:?[ \t]*[#.][^{}\n]{0,200}\}$")  # of Pandoc, Kramdown and others
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*$", re.MULTILINE)
# What may open or close code or a comment in a line, and line ends that end a paragraph.
_INLINE = re.compile(r"\\[\\`<]|`+|<!--|\n(?=[ \t\r]*\n|[ \t]{0,3}(?:[-*+>#|]|\d{1,9}[.)]|<!--))")
_LINE_OPENS = re.compile(r"(?:^|\n)\ufeff?[ \t]{0,3}\Z")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"”）」]{1,2000}", re.IGNORECASE)
_LINK_TARGET = re.compile(r"\]\((?!https?://)[^()\s]{1,500}\)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its depth, its words, where the line stands."""

    level: int
    title: str
    span: Span
    is_underlined: bool = False


def find_comments(content: str) -> list[Span]:
    """HTML comments, but those that stand in a line as code.

    One that is never closed reaches to the end where it opens a line; else it is none.

    Examples
    --------
    >>> content = "Write `<!-- a -->` for a comment. <!-- b -->"
    >>> [content[start:end] for start, end in find_comments(content)]
    ['<!-- b -->']
    """
    found: list[Span] = []
    marks = list(_INLINE.finditer(content))
    ends_of_code = _ends_of_code(marks)
    last = content.rfind("-->")
    at = 0
    for mark in marks:
        if mark.start() < at:
            continue
        if mark[0] != "<!--":
            at = ends_of_code.get(mark.start(), mark.end())
        elif mark.end() <= last:
            at = content.find("-->", mark.end()) + 3
            found.append(Span(mark.start(), at))
        elif _LINE_OPENS.search(content, max(0, mark.start() - 4), mark.start()):
            at = len(content)
            found.append(Span(mark.start(), at))
    return found


def _ends_of_code(marks: Sequence[re.Match[str]]) -> dict[int, int]:
    """Where code in a line ends, by where it begins: with a run of as many backticks.

    A run that no other follows before the end of the paragraph is no code.
    """
    ends: dict[int, int] = {}
    following: dict[int, int] = {}  # end of the next run, by its length
    for mark in reversed(marks):
        if mark[0] == "\n":
            following.clear()
        elif mark[0].startswith("`"):
            length = len(mark[0])
            if length in following:
                ends[mark.start()] = following[length]
            following[length] = mark.end()
    return ends


def find_code(content: str) -> list[Span]:
    """Fenced code, which is no prose; a fence that is never closed reaches to the end."""
    found: list[Span] = []
    opening: re.Match[str] | None = None
    has_fences = "```" in content or "~~~" in content
    for fence in _FENCE.finditer(content) if has_fences else ():
        if opening is None:
            opening = fence
        elif fence[1].startswith(opening[1]) and not fence[0].strip(" \t\r`~"):
            found.append(Span(opening.start(), fence.end()))
            opening = None
    if opening is not None:
        found.append(Span(opening.start(), len(content)))
    return found


def find_headings(content: str) -> list[Heading]:
    r"""Headings in their order: behind number signs, or underlined on a line between blank ones.

    Examples
    --------
    >>> [(h.level, h.title) for h in find_headings("# A\ntext\n## B ##\n")]
    [(1, 'A'), (2, 'B')]
    >>> [(h.level, h.is_underlined) for h in find_headings("A\n===\n\nB\n---\n")]
    [(1, True), (2, True)]
    """
    marked = [
        Heading(len(match[1]), _title(match[2]), Span(*match.span()))
        for match in _ATX.finditer(content)
    ]
    underlined = [
        Heading(
            1 if match["under"].startswith("=") else 2,
            _title(match["title"]),
            Span(match.start("title"), match.end("under")),
            is_underlined=True,
        )
        for match in _SETEXT.finditer(content)
    ]
    return sorted([*marked, *underlined], key=lambda one: one.span)


def _title(words: str) -> str:
    title = _ATTRIBUTES.sub("", words.strip())
    without_marks = title.rstrip("#")
    if without_marks != title and without_marks.endswith((" ", "\t")):
        title = without_marks
    title = _ATTRIBUTES.sub("", title.rstrip())
    return title.strip().strip("*").strip()


def without_addresses(content: str) -> str:
    """A text with its addresses blank, so that no number is read out of one."""
    low = content.lower()
    is_there = "://" in low or "www." in low
    spans = [Span(*match.span()) for match in _ADDRESS.finditer(content)] if is_there else []
    spans += [Span(*match.span()) for match in _LINK_TARGET.finditer(content)]
    return blanked(content, spans)
