"""Two reviews of one product in one language."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from auricle.audit.rules.across.related import see
from auricle.audit.rules.rule import Excerpt, Hit, Rule
from auricle.audit.shelf import Digest, Shelf

__all__ = ["RULES"]

_MOST_SHOWN = 5  # other reviews of one product that a finding names
_MOST_LOOKED_AT = 50


def _check_duplicates(shelf: Shelf) -> Iterator[Hit]:
    """Each review once a kind, against the first of its group that is no version of it."""
    groups: dict[tuple[str, ...], list[Digest]] = defaultdict(list)
    for one in shelf.digests:
        if one.kind == "five-axis":
            for kind, name in (("name", one.key), ("ref", one.ref)):
                if name:
                    groups[kind, one.layout, one.language, name].append(one)
    told: set[str] = set()
    for group in groups.values():
        for review, others in _with_others(sorted(group, key=lambda d: (d.day, d.file))):
            if review.file not in told:
                told.add(review.file)
                yield _duplicate(review, others)


def _with_others(group: Sequence[Digest]) -> Iterator[tuple[Digest, list[Digest]]]:
    """Reviews that are no versions of an earlier one, with the first such and some others."""
    first_of: dict[tuple[str, str], Digest] = {}  # by ref and day, but versions that are kept
    refs: dict[str, Digest] = {}  # the first of each ref
    for one in group:
        same = None if one.is_kept_version else first_of.get((one.ref, one.day))
        other = next((first for ref, first in islice(refs.items(), 2) if ref != one.ref), None)
        found = [first for first in (same, other) if first is not None]
        if found:
            earliest = min(found, key=lambda d: (d.day, d.file))
            yield one, [earliest, *islice(_further(group, one, earliest), _MOST_SHOWN - 1)]
        refs.setdefault(one.ref, one)
        if not one.is_kept_version:
            first_of.setdefault((one.ref, one.day), one)


def _further(group: Sequence[Digest], one: Digest, earliest: Digest) -> Iterator[Digest]:
    """Others of a group that are no versions, of the first ones that are looked at."""
    for other in group[:_MOST_LOOKED_AT]:
        if other is not one and other is not earliest and not _are_versions(other, one):
            yield other


def _are_versions(one: Digest, other: Digest) -> bool:
    """Whether two files are one review on two days: one ref, and each its own day."""
    is_kept = one.is_kept_version or other.is_kept_version
    return one.ref == other.ref and (is_kept or one.day != other.day)


def _duplicate(second: Digest, others: Sequence[Digest]) -> Hit:
    first = others[0]
    if first.key == second.key:
        message = f"{second.target_name} has a review already: {first.file} of {first.day}"
        found = f"a second review of {second.target_name}"
    else:
        message = (
            f"the ref {second.ref} is that of {first.target_name} in {first.file}, too: a ref "
            "names one review in each language"
        )
        found = f"ref {second.ref} for {second.target_name}"
    related = tuple(see(one.place, f"{one.target_name}, {one.day}") for one in others)
    expected = "one review of a product in a language"
    return Hit(second.place, message, found, expected, related)


def _front(name: str, ref: str) -> str:
    return f"target_name: {name}\nref: {ref}\npermalink: /products/en/{ref}/"


RULES = (
    Rule(
        id="duplicate-product",
        group="across",
        severity="warning",
        title="A product has one review in a language.",
        why=(
            "Of two reviews a reader cannot tell which one counts. Names are compared without "
            "case, spaces and signs, MKII is MK2, and one ref is one product. Files of one ref "
            "with a day of their own each are versions of one review."
        ),
        bad=(
            Excerpt("front", _front("Acme One MKII", "acme-one-mkii"), "acme-one-mkii.md"),
            Excerpt("front", _front("Acme One MK2", "acme-one-mk2"), "acme-one-mk2.md"),
        ),
        good=(
            Excerpt("front", _front("Acme One MKII", "acme-one-mkii"), "acme-one-mkii.md"),
            Excerpt("front", _front("Acme One", "acme-one"), "acme-one.md"),
        ),
        check_shelf=_check_duplicates,
    ),
)
