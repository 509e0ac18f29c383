"""Two reviews of one product in one language."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from auricle.audit.rules.across.related import see
from auricle.audit.rules.rule import Excerpt, Hit, Rule
from auricle.audit.shelf import Digest, Shelf

__all__ = ["RULES"]


def _check_duplicates(shelf: Shelf) -> Iterator[Hit]:
    groups: dict[tuple[str, ...], list[Digest]] = defaultdict(list)
    for one in shelf.digests:
        if one.kind == "five-axis":
            for kind, name in (("name", one.key), ("ref", one.ref)):
                if name:
                    groups[kind, one.layout, one.language, name].append(one)
    told: set[tuple[str, str]] = set()
    for group in groups.values():
        for first, second in combinations(sorted(group, key=lambda d: (d.day, d.file)), 2):
            if not _are_versions(first, second) and (first.file, second.file) not in told:
                told.add((first.file, second.file))
                yield _duplicate(first, second)


def _are_versions(one: Digest, other: Digest) -> bool:
    """Whether two files are one review on two days: one ref, and each its own day."""
    is_kept = one.is_kept_version or other.is_kept_version
    return one.ref == other.ref and (is_kept or one.day != other.day)


def _duplicate(first: Digest, second: Digest) -> Hit:
    if first.key == second.key:
        message = f"{second.target_name} has a review already: {first.file} of {first.day}"
        found = f"a second review of {second.target_name}"
    else:
        message = (
            f"the ref {second.ref} is that of {first.target_name} in {first.file}, too: a ref "
            "names one review in each language"
        )
        found = f"ref {second.ref} for {second.target_name}"
    related = (see(first.place, f"{first.target_name}, {first.day}"),)
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
