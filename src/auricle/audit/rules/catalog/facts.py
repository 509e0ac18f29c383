"""Figures of a review that the facts of the product's dossier contradict."""

from collections.abc import Iterator, Sequence
from math import log

from auricle.audit.known import KnownProduct, KnownProducts, known_product
from auricle.audit.known.product import KnownFact
from auricle.audit.place import place_of
from auricle.audit.reading import Review
from auricle.audit.rules.catalog.stated import Stated, stated_figures
from auricle.audit.rules.rule import Excerpt, Hit, Rule
from auricle.units import db_per_mw_to_db_per_v

__all__ = ["RULES"]

_COVERAGE = 2.0  # standard uncertainties: 95 % of a normal distribution
_NAMES = {
    "nominal-impedance": "impedance",
    "driver-diameter": "diameter of the driver",
    "cable-length": "length of the cable",
    "stated-bandwidth": "frequency range",
}
# What versions of one product differ in, or what one has several of.
_VERSIONS = {"nominal-impedance", "cable-length", "driver-diameter", "warranty"}
_ALSO = {"nominal-impedance": ("impedance",)}  # quantities whose figures bear one out, too


def _check_facts(review: Review, known: KnownProducts) -> Iterator[Hit]:
    product = known_product(review, known)
    if product is None:
        return
    seen: set[tuple[str, float, float]] = set()
    for stated in _certain(list(stated_figures(review))):
        facts = product.facts.get(stated.quantity, ())
        figure = stated.quantity, stated.low, stated.high
        if facts and figure not in seen and not _bears_out(product, stated):
            seen.add(figure)
            yield _contradicted(review, product, stated, facts)


def _certain(stated: Sequence[Stated]) -> list[Stated]:
    """Figures without those of which a review gives several: versions of a product differ."""
    figures: dict[str, set[tuple[float, float]]] = {}
    for one in stated:
        figures.setdefault(one.quantity, set()).add((one.low, one.high))
    return [
        one for one in stated if one.quantity not in _VERSIONS or len(figures[one.quantity]) == 1
    ]


def _bears_out(product: KnownProduct, stated: Stated) -> bool:
    """Whether a fact agrees with a figure, or it lies among those that are stated."""
    quantities = (stated.quantity, *_ALSO.get(stated.quantity, ()))
    facts = [fact for quantity in quantities for fact in product.facts.get(quantity, ())]
    readings = list(_readings(product, stated))
    is_log = stated.quantity in product.log_scales
    ends = [end for fact in facts for end in (fact.low, fact.high) if end is not None]
    if stated.low == stated.high and any(min(ends) <= one <= max(ends) for one, _ in readings):
        return True
    return not readings or any(
        _agree(low, high, fact, stated.rounding, is_log=is_log)
        for low, high in readings
        for fact in facts
    )


def _readings(product: KnownProduct, stated: Stated) -> Iterator[tuple[float, float]]:
    """The figure in the unit of the glossary: for each impedance that may lie under a dB/mW."""
    if not stated.is_per_milliwatt:
        yield stated.low, stated.high
        return
    for fact in product.facts.get("nominal-impedance", ()):
        if fact.low:
            level = db_per_mw_to_db_per_v(stated.low, impedance_ohm=fact.low)
            yield level, level


def _agree(low: float, high: float, fact: KnownFact, rounding: float, *, is_log: bool) -> bool:
    """Whether a figure or range and a fact differ by no more than they are uncertain."""
    if low == high:
        return _distance(low, fact.low, fact.high, fact.uncertainty, rounding, is_log=is_log) <= 0
    ends = ((low, fact.low), (high, fact.high))
    return all(
        end is None or _distance(one, end, end, fact.uncertainty, rounding, is_log=is_log) <= 0
        for one, end in ends
    )


def _distance(
    value: float,
    low: float | None,
    high: float | None,
    uncertainty: float,
    rounding: float,
    *,
    is_log: bool,
) -> float:
    """How far a value lies outside of two ends, beyond what is uncertain."""

    def scaled(number: float) -> float:
        return log(number) if is_log else number

    margin = _COVERAGE * uncertainty + (rounding / value if is_log else rounding)
    below = scaled(low) - scaled(value) if low is not None else 0.0
    above = scaled(value) - scaled(high) if high is not None else 0.0
    return max(below, above, 0.0) - margin


def _contradicted(
    review: Review, product: KnownProduct, stated: Stated, facts: Sequence[KnownFact]
) -> Hit:
    figures: dict[str, list[str]] = {}
    for fact in facts:
        publishers = figures.setdefault(fact.stated, [])
        if fact.publisher not in publishers:
            publishers.append(fact.publisher)
    told = "; ".join(f"{figure} ({', '.join(names)})" for figure, names in figures.items())
    name = _NAMES.get(stated.quantity, stated.quantity)
    message = f"the {name} of the {product.name} is {told} in the catalog, {stated.written} here"
    place = place_of(review, stated.span)
    return Hit(place, message, stated.written, " or ".join(figures))


RULES = (
    Rule(
        id="catalog-fact",
        language="en",
        group="catalog",
        severity="warning",
        title="Figures of a product are those of its dossier.",
        why=(
            "Where Auricle's catalog has a dossier of exactly that name, clear statements on the "
            "product are held against its facts: impedance, sensitivity, weight, warranty, driver, "
            "cable and frequency range. A figure passes where it agrees with any fact within the "
            "uncertainty of both, or lies among those that are stated."
        ),
        bad=(
            Excerpt("front", "target_name: AKG K612 Pro\ncompany_id: akg"),
            Excerpt("overview", "The AKG K612 Pro is an open headphone of 62 ohm impedance [1]."),
        ),
        good=(
            Excerpt("front", "target_name: AKG K612 Pro\ncompany_id: akg"),
            Excerpt("overview", "The AKG K612 Pro is an open headphone of 120 ohm impedance [1]."),
        ),
        check_catalog=_check_facts,
    ),
)
