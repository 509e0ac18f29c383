"""A review and its translation: what must be the same in both."""

from collections import defaultdict
from collections.abc import Iterator

from auricle.audit.finding import Related
from auricle.audit.rules.across.related import rating_text, see
from auricle.audit.rules.rule import Excerpt, Hit, Rule
from auricle.audit.shelf import Digest, Figure, PartFigures, Shelf

__all__ = ["RULES"]

_AXES = ("overall", "science", "technology", "cost-performance", "reliability", "rationality")


def _translations(shelf: Shelf) -> Iterator[tuple[Digest, Digest]]:
    """The newest review of each ref of a company in two languages; the second is the later."""
    groups: dict[tuple[str, str, str], dict[str, Digest]] = defaultdict(dict)
    for one in shelf.digests:
        if one.kind == "five-axis" and one.ref and one.company and one.language:
            versions = groups[one.layout, one.company, one.ref]
            known = versions.get(one.language)
            if known is None or _rank(one) > _rank(known):
                versions[one.language] = one
    for versions in groups.values():
        in_order = sorted(versions.values(), key=lambda one: (one.language != "en", one.language))
        for other in in_order[1:]:
            yield in_order[0], other


def _rank(one: Digest) -> tuple[str, bool]:
    return one.day, not one.is_kept_version


def _check_translated_rating(shelf: Shelf) -> Iterator[Hit]:
    for one, other in _translations(shelf):
        if not (one.rating and other.rating) or one.rating == other.rating:
            continue
        unlike = ", ".join(
            f"{axis} {theirs:.1f} against {ours:.1f}"
            for axis, ours, theirs in zip(_AXES, one.rating, other.rating, strict=True)
            if ours != theirs
        )
        message = f"the rating differs from that of its {one.language} version: {unlike}"
        related = (see(one.rating_place, rating_text(one)),)
        yield Hit(other.rating_place, message, rating_text(other), rating_text(one), related)


def _check_translated_rest(shelf: Shelf) -> Iterator[Hit]:
    for one, other in _translations(shelf):
        name = f"its {one.language} version"
        if one.day and other.day and one.day != other.day:
            message = f"the date differs from that of {name}: the two are of unlike states"
            related = (see(one.date_place, one.day),)
            yield Hit(other.date_place, message, other.day, one.day, related)
            continue  # texts of two days may well have other figures
        if one.n_references != other.n_references and one.n_entries != other.n_entries:
            yield _unlike_references(one, other)
        yield from _unlike_figures(one, other)


def _unlike_references(one: Digest, other: Digest) -> Hit:
    here, there = _counted(other.n_references), _counted(one.n_references)
    message = (
        f"this version lists {here}, its {one.language} version {there}, not counting those that "
        "state a price"
    )
    return Hit(other.place, message, here, there, (see(one.place, there),))


def _counted(n_references: int) -> str:
    return "1 reference" if n_references == 1 else f"{n_references} references"


def _unlike_figures(one: Digest, other: Digest) -> Iterator[Hit]:
    theirs = {part.part: part for part in one.figures}
    for part in other.figures:
        if part.part not in theirs:
            continue
        ours_only = _missing(part, theirs[part.part])
        theirs_only = _missing(theirs[part.part], part)
        if not (ours_only and theirs_only):  # none stands in the place of another
            ours_only, theirs_only = _nowhere(ours_only, one), _nowhere(theirs_only, other)
        if not ours_only and not theirs_only:
            continue
        found = _list(ours_only) or f"no {_list(theirs_only)}"
        expected = _list(theirs_only) or f"no {_list(ours_only)}"
        message = (
            f"the figures of this section are not those of its {one.language} version: "
            f"{found} here, {expected} there"
        )
        related = tuple(Related(one.file, figure.line, figure.text) for figure in theirs_only)
        yield Hit(part.heading, message, found, expected, related)


def _missing(part: PartFigures, other: PartFigures) -> list[Figure]:
    """Figures with a number that counts nothing alike in the other section, whatever its unit."""
    known = _known(other)
    return [
        figure
        for figure in part.figures
        if not all(_stands(number, known[figure.counts] | known[""]) for number in figure.numbers)
    ]


def _nowhere(figures: list[Figure], other: Digest) -> list[Figure]:
    """Those of some figures that stand in no section of the other version."""
    known = _known(*other.figures) if figures else {}
    return [
        figure
        for figure in figures
        if not all(_stands(number, known.get(figure.counts, set())) for number in figure.numbers)
    ]


def _known(*parts: PartFigures) -> dict[str, set[str]]:
    """Numbers of some sections, by what they count."""
    known: dict[str, set[str]] = defaultdict(set)
    for part in parts:
        for counts, number in part.numbers:
            known[counts].add(number)
    return known


def _stands(number: str, known: set[str]) -> bool:
    """Whether a number is known; a one may belong to a unit ("dB/1 mW") that can do without it."""
    return number == "1" or not known.isdisjoint(_in_units(number))


def _in_units(number: str) -> tuple[str, ...]:
    """A number as it is written in its unit, in thousands and in thousandths of it."""
    value = float(number)
    return (number, f"{value * 1e3:.10g}", f"{value / 1e3:.10g}")


def _list(figures: list[Figure]) -> str:
    return ", ".join(figure.text for figure in figures)


_DE = "de/acme-one.md"


def _front(language: str, lines: str = "") -> Excerpt:
    keys = f"lang: {language}\npermalink: /products/{language}/acme-one/"
    return Excerpt("front", f"{keys}\n{lines}".strip(), f"{language}/acme-one.md")


RULES = (
    Rule(
        id="translation-rating",
        group="across",
        severity="error",
        title="A review has one rating in all of its languages.",
        why="A product is not better in one language. Versions are found by company and ref.",
        bad=(
            _front("en"),
            _front("de", "rating: [3.5, 0.7, 0.7, 0.9, 0.6, 0.6]"),
            Excerpt("technology", "$$ \\Large \\text{0.7} $$\n\nEigene Treiber [1].", _DE),
        ),
        good=(_front("en"), _front("de")),
        check_shelf=_check_translated_rating,
    ),
    Rule(
        id="translation-differs",
        group="across",
        severity="warning",
        title="A review and its translation have one date, as many references, the same figures.",
        why=(
            "Readers of one language would miss evidence, or get a wrong figure. Figures are "
            "compared by section and by number; prices and shops may differ by country, and "
            "spans of time and imperial units are not compared, nor is a figure that only stands "
            "in another section. Where the days differ the figures are not compared either."
        ),
        bad=(
            _front("en"),
            _front("de"),
            Excerpt(
                "rationality",
                "$$ \\Large \\text{0.6} $$\n\nEin Treiber von 50 mm.",
                _DE,
            ),
        ),
        good=(_front("en"), _front("de")),
        check_shelf=_check_translated_rest,
    ),
)
