"""The header of a draft: the product, with what its words were read from."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from auricle.audit.draft.checked import fault_of
from auricle.audit.draft.entry import Entry, line_of, shown
from auricle.audit.draft.identity import (
    Reading,
    name_of,
    read_back,
    read_connection,
    read_form,
)
from auricle.audit.reading import Review
from auricle.audit.statements.headphones import is_of_headphones
from auricle.errors import DraftError

__all__ = ["Known", "read_header"]

# What a review has at most, so that no draft takes longer than a second. The most of 290 published
# ones is 11,000, 51 and 16; the longest of 3000 known ones has 40,000 characters.
_MOST = {"characters": 60_000, "figures": 500, "references": 300}
_OUTSIDE = ("over-ear", "on-ear")  # what needs a back


@dataclass(frozen=True, slots=True)
class Known:
    """What a person says of the product, which goes before what the review says."""

    brand: str | None = None
    model: str | None = None
    form: str | None = None
    back: str | None = None
    publisher: str | None = None  # of the review
    brands: tuple[str, ...] = ()  # of the catalog


def read_header(review: Review, known: Known) -> Entry:
    r"""``[product]`` of a draft.

    Raises
    ------
    DraftError
        If the review is about no headphone, or name, form or back cannot be told.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> text = "---\nref: acme-one\ntarget_name: Acme One\n---\nAn open-back, over-ear headphone.\n"
    >>> header = read_header(read_review("a.md", text), Known())
    >>> header.keys["slug"], header.keys["form"], header.keys["back"]
    ('acme-one', 'over-ear', 'open')
    """
    brand, model = _name(review, known)
    form = _said(known.form) or read_form(review)
    back = _said(known.back) or (read_back(review, form.value) if form else None)
    missing = tuple(_missing(review, known, (brand, model), form, back))
    if missing or form is None:
        raise DraftError(review.file, missing)
    connection = read_connection(review)
    keys: dict[str, Any] = {
        "slug": _slug(review, f"{brand} {model}"),
        "brand": brand,
        "model": model,
        "form": form.value,
    }
    if back is not None:
        keys["back"] = back.value
    keys["connection"] = [one.value for one in connection]
    readings = [("form", form), ("back", back), *(("connection", one) for one in connection)]
    remarks = tuple(_remark(review, key, one) for key, one in readings if one is not None)
    header = Entry("product", keys, None, remarks)
    fault = fault_of(header)
    if fault is not None:
        raise DraftError(review.file, [f"no dossier has such a {fault}"])
    return header


def _said(word: str | None) -> Reading | None:
    return Reading(word, None, "named on the command line") if word else None


def _name(review: Review, known: Known) -> tuple[str, str]:
    brand, model = name_of(review, known.brands)
    return known.brand or brand, known.model or model


def _missing(
    review: Review,
    known: Known,
    name: tuple[str, str],
    form: Reading | None,
    back: Reading | None,
) -> Iterator[str]:
    counts = (len(review.prose), len(review.quantities), len(review.references))
    if any(n > most for n, most in zip(counts, _MOST.values(), strict=True)):
        found, most = (_listed(numbers) for numbers in (counts, _MOST.values()))
        yield f"found {found}, expected a review: at most {most}"
        return
    if known.form is None and not is_of_headphones(review):
        found = "found a review of something else than a headphone, expected one of a headphone"
        yield f"{found}; if it is one, name its --form"
        return
    for key, word in zip(("brand", "model"), name, strict=True):
        if not word:
            expected = "one in target_name or the title"
            yield f"found no {key}, expected {expected}; name it with --{key}"
    if form is None:
        expected = "over-ear, on-ear, in-ear or earbud"
        yield f"found no word of the form, expected {expected}; name it with --form"
    elif form.value in _OUTSIDE and back is None:
        expected = "open, semi-open or closed"
        yield f"found no word of the back, expected {expected}; name it with --back"


def _listed(counts: Iterable[int]) -> str:
    return ", ".join(f"{n} {what}" for n, what in zip(counts, _MOST, strict=True))


def _slug(review: Review, name: str) -> str:
    """The review's own `ref`, else the name, in small letters and digits parted by hyphens."""
    stated = review.value("ref") or name
    return re.sub(r"[^a-z0-9]+", "-", stated.lower()).strip("-") or "product"


def _remark(review: Review, key: str, reading: Reading) -> str:
    if reading.span is None:
        return f"{key} {reading.value}: {reading.reason}"
    line = line_of(review, reading.span.start)
    tail = f" ({reading.reason})" if reading.reason else ""
    return f'line {line}: {key} {reading.value}: "{shown(review, reading.span)}"{tail}'
