"""Drafts of reviews that tests write."""

from auricle.audit.draft import Draft, Entry, Known, draft_review
from auricle.audit.reading import read_review

FRONT = """\
---
title: "Acme One Product Review"
target_name: "Acme One"
company_id: acme
ref: acme-one
date: 2025-08-20
price: 249
tags: [Headphones, Over-ear, Open-back]
---
## Overview

The Acme One is an open-back, over-ear, wired headphone. {overview}

## Scientific Validity

{science}

## Cost-Performance

{cost}

## Reliability & Support

{reliability}

## References

[1] Acme, "One data sheet", https://acme.example/one.pdf, accessed 2025-08-18

[2] RTINGS, "Acme One Review", https://www.rtings.com/one, accessed 2025-08-19

[3] Sweetwater, "Acme One", https://www.sweetwater.com/one, accessed 2025-08-17

(2025.8.20)
"""


def draft_of(
    overview: str = "",
    *,
    science: str = "Nothing is known.",
    cost: str = "Nothing is known.",
    reliability: str = "Nothing is known.",
    known: Known | None = None,
    **front: str,
) -> Draft:
    """Draft of a review of the Acme One with these words; `front` replaces lines of its head."""
    text = FRONT.format(overview=overview, science=science, cost=cost, reliability=reliability)
    for key, value in front.items():
        lines = text.splitlines(keepends=True)
        text = "".join(
            f"{key}: {value}\n" if line.startswith(f"{key}:") and value else line
            for line in lines
            if value or not line.startswith(f"{key}:")
        )
    return draft_review(read_review("one.md", text), known or Known())


def entries(draft: Draft, section: str) -> list[Entry]:
    """Entries of one section."""
    return [one for one in draft.entries if one.section == section]


def facts(draft: Draft, quantity: str) -> list[dict[str, object]]:
    """Keys of the facts of one quantity, without its name."""
    return [
        {key: value for key, value in one.keys.items() if key != "quantity"}
        for one in entries(draft, "facts")
        if one.keys["quantity"] == quantity
    ]


def reasons(draft: Draft) -> dict[str, str]:
    """What was not sure: words and reason."""
    return {one.words: one.reason for one in draft.doubts}
