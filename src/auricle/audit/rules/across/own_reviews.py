"""What the own review of a comparator says against its use."""

from collections.abc import Iterator
from fractions import Fraction

from auricle.audit.rules.across.examples import OWN, compared_with, front_of
from auricle.audit.rules.across.related import days_apart, money, rating_text, see
from auricle.audit.rules.rule import Excerpt, Hit, Rule
from auricle.audit.shelf import Comparator, Digest, Shelf
from auricle.audit.statements.formulas import half_up
from auricle.audit.statements.terms import NEAR_DAYS, WITH_MORE

__all__ = ["RULES"]

_STEP = 0.1  # of a score


def _with_own_review(shelf: Shelf) -> Iterator[tuple[Digest, Comparator, Digest]]:
    """Reviews, a comparator that they call equal or better, and its own review."""
    for one in shelf.current.values():
        for comparator in one.comparators:
            own = shelf.current.get((one.language, comparator.key))
            if comparator.is_equal and own is not None and own is not one:
                yield one, comparator, own


def _check_scores(shelf: Shelf) -> Iterator[Hit]:
    for one, comparator, own in _with_own_review(shelf):
        if one.science is not None and own.science is not None:
            lower = round(one.science - own.science, 6)
            if lower >= _STEP:
                yield _scored_lower(one, comparator, own, lower)


def _scored_lower(one: Digest, comparator: Comparator, own: Digest, lower: float) -> Hit:
    message = (
        f"the {comparator.name} is called equal to the {one.target_name} or better, but its own "
        f"review of {own.day or 'no day'} gives it {own.science:.1f} for scientific validity, "
        f"{lower:.1f} less than the {one.science:.1f} here"
    )
    related = (see(own.rating_place, f"{rating_text(own)}, {own.day}"),)
    found = f"{comparator.name}, {own.science:.1f}"
    expected = f"a comparator with {one.science:.1f} or more"
    return Hit(comparator.place, message, found, expected, related)


def _check_cheaper(shelf: Shelf) -> Iterator[Hit]:
    for one, comparator, own in _with_own_review(shelf):
        if comparator.is_used and own.cost_performance is not None and own.cost_performance < 1.0:
            for other in own.comparators:
                if other.is_used and other.key != one.key and _are_alike(other, comparator):
                    yield from _cheaper(one, comparator, own, other)


def _are_alike(one: Comparator, other: Comparator) -> bool:
    """Whether prices are in one currency, on the same terms, and of the products alone."""
    is_alike = (one.currency, one.terms) == (other.currency, other.terms)
    return is_alike and WITH_MORE not in one.terms


def _cheaper(one: Digest, comparator: Comparator, own: Digest, other: Comparator) -> Iterator[Hit]:
    """A hit where the cheaper comparator would give another score."""
    if not one.price or one.cost_performance is None or other.price >= comparator.price:
        return
    score = half_up(Fraction(str(min(1.0, other.price / one.price))), 1)
    if float(score) < one.cost_performance:
        message = (
            f"the {comparator.name} may not be the cheapest: its own review of {own.day} names the "
            f"{other.name} at {money(other)} as its equal. Look at it beside the "
            f"{one.target_name}, too: {other.price:g} ÷ {one.price:g} would give {score}, not "
            f"{one.cost_performance:.1f}"
        )
        related = (see(other.place, f"{other.name}, {money(other)}"),)
        found = f"{comparator.name}, {money(comparator)}"
        yield Hit(comparator.place, message, found, f"a word on the {other.name}", related)


def _check_cycles(shelf: Shelf) -> Iterator[Hit]:
    for one, comparator, own in _with_own_review(shelf):
        apart = days_apart(one, own)
        is_later = (own.day, own.file) < (one.day, one.file)  # tell each cycle once
        if apart is not None and apart <= NEAR_DAYS and is_later:
            for back in own.comparators:
                if back.key == one.key and _is_cycle(one, comparator, own, back):
                    yield _cycle(one, comparator, own, back)


def _is_cycle(one: Digest, comparator: Comparator, own: Digest, back: Comparator) -> bool:
    """Whether each of two products is said to be the cheaper equal of the other."""
    if not (comparator.is_used and back.is_used and one.price and own.price):
        return False
    return _are_alike(back, comparator) and comparator.price < one.price and back.price < own.price


def _cycle(one: Digest, comparator: Comparator, own: Digest, back: Comparator) -> Hit:
    message = (
        f"the {comparator.name} is the cheaper equal of the {one.target_name} here "
        f"({money(comparator)} against {one.price:,.10g}), and the other way round in its own "
        f"review ({money(back)} against {own.price:,.10g}): both cannot hold"
    )
    related = (see(back.place, f"{back.name}, {money(back)}"),)
    found = f"{comparator.name}, {money(comparator)}"
    return Hit(comparator.place, message, found, "one of the two is the cheaper one", related)


_BRAVO = "bravo-two.md"
_FOUND = "A comparator is found by its whole name only, among reviews of one language."
_CHEAPEST = (
    Excerpt("overview", "An open, wired headphone of 120 ohm [1].", _BRAVO),
    Excerpt(
        "cost_performance",
        "$$ \\Large \\text{1.0} $$\n\nNo cheaper product is as good at 219 USD [3].",
        _BRAVO,
    ),
    Excerpt("advice", "It suits mixing in quiet rooms.", _BRAVO),
)

RULES = (
    Rule(
        id="comparator-score",
        group="across",
        severity="warning",
        title="A comparator called equal or better scores no less in its own review.",
        why=(
            "What has the lower score for scientific validity is not as good, so that either the "
            "comparator does not serve or one of the two scores is wrong. A difference of 0.1 "
            f"counts. {_FOUND}"
        ),
        bad=(
            *OWN,
            front_of("Bravo Two", price=219, rating="[3.4, 0.6, 0.6, 1.0, 0.6, 0.6]"),
            Excerpt("science", "$$ \\Large \\text{0.6} $$\n\nA response within ±2 dB [2].", _BRAVO),
            *_CHEAPEST,
        ),
        good=(
            *OWN,
            front_of("Bravo Two", price=219, rating="[3.5, 0.7, 0.6, 1.0, 0.6, 0.6]"),
            *_CHEAPEST,
        ),
        check_shelf=_check_scores,
    ),
    Rule(
        id="comparator-cheaper",
        group="across",
        severity="warning",
        title="A comparator has no cheaper equal in its own review.",
        why=(
            "Cost-performance asks for the cheapest equal, and the comparator's own review knows a "
            "cheaper one. That one need not be the equal of the product here: equal or better "
            f"with margins does not carry over a third product. It is worth a look. {_FOUND}"
        ),
        bad=(
            *OWN,
            front_of("Bravo Two", price=209),
            *compared_with("Delta Four", 189, product_price=209, file=_BRAVO),
        ),
        good=(
            *OWN,
            front_of("Bravo Two", price=219, rating="[3.5, 0.7, 0.6, 1.0, 0.6, 0.6]"),
            *_CHEAPEST,
        ),
        check_shelf=_check_cheaper,
    ),
    Rule(
        id="comparator-cycle",
        group="across",
        severity="error",
        title="Of two products one at most is the cheaper equal of the other.",
        why=(
            "Two reviews that each take the other product for the cheaper one rest on prices that "
            "cannot both be right. Reviews more than 30 days apart are not compared, since prices "
            f"move. {_FOUND}"
        ),
        bad=(
            *OWN,
            front_of("Bravo Two", price=259),
            *compared_with("Acme One", 239, product_price=259, file=_BRAVO),
        ),
        good=(
            *OWN,
            front_of("Bravo Two", price=219, rating="[3.5, 0.7, 0.6, 1.0, 0.6, 0.6]"),
            *_CHEAPEST,
        ),
        check_shelf=_check_cycles,
    ),
)
