"""From a draft to the text of a dossier, with a comment at each entry for a person to check."""

from collections.abc import Iterator
from typing import Any

import tomlkit

from auricle.audit.draft.entry import Doubt, Draft
from auricle.dossier import parse_dossier

__all__ = ["format_draft"]

_HEAD = (
    "A draft, read by a machine from one review. Nothing in it is checked: hold each entry",
    "against the line of the review that its comment names, then against the source itself.",
    "Sources with 'via' were found cited in the review and not read.",
)


def format_draft(draft: Draft, *, file: str) -> str:
    r"""Text of a draft, which is a valid dossier.

    Parameters
    ----------
    draft
        What was read.
    file
        Name of the dossier, as faults would name it.

    Raises
    ------
    DossierError
        If the draft is no valid dossier. Nothing that `draft_review` makes is known to be none.

    Examples
    --------
    >>> from auricle.audit.draft import draft_review
    >>> from auricle.audit.reading import read_review
    >>> review = read_review("one.md", "# Acme One\n\nAn open-back, over-ear headphone.\n")
    >>> print(format_draft(draft_review(review), file="acme-one.toml").splitlines()[-1])
    kind = "review"
    """
    text = "\n".join(_lines(draft)).rstrip() + "\n"
    parse_dossier(text, file=file, read_curve=str)
    return text


def _lines(draft: Draft) -> Iterator[str]:
    yield from (f"# {line}" for line in _HEAD)
    yield from ("", "schema = 1", "")
    for entry in (draft.product, *draft.sources, *draft.entries):
        yield from (_comment(remark) for remark in entry.remarks)
        is_single = entry.section == "product" or "." in entry.section
        yield f"[{entry.section}]" if is_single else f"[[{entry.section}]]"
        yield from (_pair(key, value) for key, value in entry.keys.items())
        yield ""
    if draft.notes:
        yield from (_comment(note) for note in draft.notes)
        yield ""
    if draft.doubts:
        yield "# Read, but not sure enough for an entry:"
        yield from (_comment(_of_doubt(doubt)) for doubt in draft.doubts)


def _pair(key: str, value: Any) -> str:
    return f"{key} = {tomlkit.item(value).as_string()}"


def _comment(words: str) -> str:
    """A comment of one line; TOML allows no control characters in it."""
    return "# " + "".join(char if char.isprintable() else " " for char in words)


def _of_doubt(doubt: Doubt) -> str:
    return f'line {doubt.line}: "{doubt.words}": {doubt.reason}'
