"""A draft as data, for programs."""

from datetime import date
from typing import Any

from auricle.audit.draft.entry import Draft, Entry

__all__ = ["draft_record"]


def draft_record(draft: Draft) -> dict[str, Any]:
    r"""A draft as JSON has it: entries with their places, remarks, and what was not sure.

    Examples
    --------
    >>> from auricle.audit.draft import draft_review
    >>> from auricle.audit.reading import read_review
    >>> review = read_review("one.md", "# Acme One\n\nAn open-back, over-ear headphone.\n")
    >>> draft_record(draft_review(review))["product"]["keys"]["slug"]
    'acme-one'
    """
    return {
        "product": _entry(draft.product),
        "sources": [_entry(one) for one in draft.sources],
        "entries": [_entry(one) for one in draft.entries],
        "comparators": list(draft.notes),
        "unsure": [
            {"line": one.line, "words": one.words, "reason": one.reason} for one in draft.doubts
        ],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "section": entry.section,
        "line": entry.line,
        "keys": {key: _plain(value) for key, value in entry.keys.items()},
        "remarks": list(entry.remarks),
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
