"""The audit of one review."""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from auricle.audit.finding import Finding, Region
from auricle.audit.known import known_products
from auricle.audit.pragmas import Pragma, read_pragmas, silenced, unused_in
from auricle.audit.reading import Review, read_review
from auricle.audit.rules import Hit, Rule
from auricle.audit.shelf import Digest, digest_of

__all__ = [
    "MAX_BYTES",
    "UNREADABLE",
    "Audited",
    "audit_text",
    "decoded",
    "finding_of",
    "in_order",
    "refusal",
]

MAX_BYTES = 2**17  # of a review: the longest of 290 published ones has 11 kB
_MOST_IN_A_LINE = 100_000  # characters; more is no prose
UNREADABLE = "unreadable"  # rule of files that are no review


@dataclass(frozen=True, slots=True)
class Audited:
    """What came of one review."""

    file: str
    findings: tuple[Finding, ...]
    digest: Digest | None  # None: it could not be read
    pragmas: tuple[Pragma, ...] = ()
    sha256: str = ""  # of the content; empty where it could not be read


def audit_text(
    file: str, data: bytes, *, rules: Sequence[Rule], catalogs: tuple[Path, ...] = ()
) -> Audited:
    r"""Findings in the content of one file, by the rules on single reviews.

    Parameters
    ----------
    file
        Its name, as findings show it.
    data
        Its content. One that is no text of a review is a finding of the rule ``unreadable``.
    rules
        Rules to apply.
    catalogs
        Folders and files with dossiers, beside those that come with Auricle.

    Examples
    --------
    >>> from auricle.audit.rules import rule_named
    >>> data = b"---\nrating: [3.9, 0.7, 0.7, 1.0, 0.6, 0.8]\n---\n"
    >>> [one] = audit_text("a.md", data, rules=[rule_named("score-sum")]).findings
    >>> one.line, one.found, one.expected
    (2, '3.9', '3.8')
    """
    content = decoded(file, data)
    if isinstance(content, Finding):
        return Audited(file, (content,), None)
    review = read_review(file, content)
    pragmas = read_pragmas(review)
    findings = [*_in_file(_found(review, rules, catalogs), content)]
    standing = [*silenced(findings, pragmas), *_switches(review, findings, pragmas, rules)]
    sha256 = hashlib.sha256(data).hexdigest()
    return Audited(file, tuple(standing), digest_of(review), pragmas, sha256)


def _found(review: Review, rules: Sequence[Rule], catalogs: tuple[Path, ...]) -> Iterator[Finding]:
    for rule in rules:
        for hit in _hits(review, rule, catalogs=catalogs):
            yield _with_region(finding_of(hit, rule), review)


def _in_file(findings: Iterable[Finding], content: str) -> Iterator[Finding]:
    """Findings whose edits have the offsets of the file, where CRLF ends a line, not of the text.

    A review is read with ends of one character each.
    """
    ends = [match.start() - n for n, match in enumerate(re.finditer("\r\n", content))]
    for one in findings:
        edit = one.edit if ends else None
        if edit is None:
            yield one
            continue
        start, end = (at + bisect_left(ends, at) for at in (edit.start, edit.end))
        yield replace(one, edit=replace(edit, start=start, end=end))


def _switches(
    review: Review, findings: Sequence[Finding], pragmas: Sequence[Pragma], rules: Sequence[Rule]
) -> list[Finding]:
    """Findings on switches that let nothing stand."""
    asked = [rule for rule in rules if rule.check_unused is not None]
    if not asked or not pragmas:
        return []
    applied = {rule.id for rule in rules if rule.check is not None}
    unused = unused_in(findings, pragmas, rules=applied)
    found = [
        finding_of(hit, rule)
        for rule in asked
        if rule.check_unused is not None
        for hit in rule.check_unused(review, unused)
    ]
    return silenced(found, pragmas)


def _with_region(finding: Finding, review: Review) -> Finding:
    """The finding with lines and columns of its edit."""
    if finding.edit is None:
        return finding
    start, end = review.text.place(finding.edit.start), review.text.place(finding.edit.end)
    return replace(finding, edit_region=Region(*start, *end))


def _hits(review: Review, rule: Rule, *, catalogs: tuple[Path, ...]) -> Iterator[Hit]:
    if rule.language and not review.is_in(rule.language):
        return
    if rule.check is not None:
        yield from rule.check(review)
    if rule.check_catalog is not None:
        yield from rule.check_catalog(review, known_products(catalogs))


def finding_of(hit: Hit, rule: Rule) -> Finding:
    """A hit with what its rule says."""
    place = hit.place
    return Finding(
        place.file,
        place.line,
        place.column,
        place.end_column,
        rule.id,
        rule.severity,
        hit.message,
        hit.found,
        hit.expected,
        hit.related,
        hit.edit,
        place.line_text,
    )


def refusal(file: str, message: str, *, found: str, expected: str, line: int = 1) -> Finding:
    """The finding that a file is no review that can be read."""
    return Finding(file, line, 1, 2, UNREADABLE, "error", message, found, expected)


def decoded(file: str, data: bytes) -> str | Finding:
    """Text of a review from the bytes of its file, or the finding that it is none."""
    if len(data) > MAX_BYTES:
        found = f"{len(data)} bytes"
        return refusal(file, "too long for a review", found=found, expected=f"at most {MAX_BYTES}")
    try:
        content = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"the byte 0x{data[error.start]:02x}"
        return refusal(file, "not a text in UTF-8", found=found, expected="UTF-8", line=line)
    if "\0" in content:
        line = content.count("\n", 0, content.index("\0")) + 1
        return refusal(file, "not a text", found="a zero byte", expected="Markdown", line=line)
    for number, text in enumerate(content.split("\n"), start=1):
        if len(text) > _MOST_IN_A_LINE:
            return refusal(
                file,
                "a line too long for prose",
                found=f"{len(text)} characters",
                expected=f"at most {_MOST_IN_A_LINE}",
                line=number,
            )
    return content


def in_order(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings by file and place, each once."""
    yield from dict.fromkeys(sorted(findings, key=lambda one: one.order))
