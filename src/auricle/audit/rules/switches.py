"""Rules on the switches inside a review that let findings stand."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import cache

from auricle.audit.place import place_of
from auricle.audit.pragmas import Unused, broken_pragmas, read_pragmas
from auricle.audit.reading import Review
from auricle.audit.rules.rule import Excerpt, Hit, Rule

__all__ = ["RULES"]

_FORM = "auricle: ignore RULE because ..."
_MOST_GUESSES = 100  # switches of one review: each takes a while


@cache
def _known() -> frozenset[str]:
    from auricle.audit.rules.registry import all_rules  # noqa: PLC0415 - it lists these rules, too

    return frozenset(rule.id for rule in all_rules())


def _check_rules(review: Review) -> Iterator[Hit]:
    for span in broken_pragmas(review):
        found = review.text.content[span.start : span.end]
        yield Hit(place_of(review, span), "this is no switch, and changes nothing", found, _FORM)
    for index, pragma in enumerate(read_pragmas(review)):
        rule = next((one for one in pragma.rules if one not in _known()), None)
        if rule is not None:
            near = get_close_matches(rule, _known(), n=1) if index < _MOST_GUESSES else []
            expected = near[0] if near else "a rule that auricle audit --rules lists"
            message = f"there is no rule {rule}: it lets nothing stand"
            yield Hit(place_of(review, pragma.span), message, rule, expected)


def _check_reason(review: Review) -> Iterator[Hit]:
    for pragma in read_pragmas(review):
        if not pragma.reason:
            message = "the switch does not say why the finding may stand"
            found = review.text.content[pragma.span.start : pragma.span.end]
            yield Hit(place_of(review, pragma.span), message, found, "because and a reason")


def _check_unused(review: Review, unused: Sequence[Unused]) -> Iterator[Hit]:
    for pragma, rule in unused:
        where = "this file" if pragma.line is None else f"line {pragma.line}"
        message = f"{rule} finds nothing in {where}: the switch may go"
        yield Hit(place_of(review, pragma.span), message, rule, "no switch, or that of a finding")


_SCORE = "$$ \\Large \\text{%s} $$"
_SWITCH = "<!-- auricle: ignore score-section because the lists are mended tomorrow -->"


def _technology(switch: str, score: str) -> tuple[Excerpt, ...]:
    return (Excerpt("technology", f"{switch}\n{_SCORE % score}\n\nOwn drivers."),)


RULES = (
    Rule(
        id="pragma-unknown-rule",
        group="switches",
        severity="warning",
        title="A switch names a rule that there is.",
        why="One with a slip of the pen lets nothing stand, and nobody would know.",
        bad=(Excerpt("closing", "<!-- auricle: ignore score-some because X -->\n\n(2025.8.20)"),),
        good=_technology(_SWITCH, "0.7"),
        check=_check_rules,
    ),
    Rule(
        id="pragma-without-reason",
        group="switches",
        severity="warning",
        title="A switch says why a finding may stand.",
        why="Whoever reads the review next cannot tell a decision from an oversight otherwise.",
        bad=_technology("<!-- auricle: ignore score-section -->", "0.7"),
        good=_technology(_SWITCH, "0.7"),
        check=_check_reason,
    ),
    Rule(
        id="pragma-unused",
        group="switches",
        severity="hint",
        title="A switch lets a finding stand.",
        why="One that is left over hides the next fault in its line. Only rules that look at one "
        "review alone, and that were applied in this run, are judged.",
        bad=_technology(_SWITCH, "0.6"),
        good=_technology(_SWITCH, "0.7"),
        check_unused=_check_unused,
        is_on=False,
    ),
)
