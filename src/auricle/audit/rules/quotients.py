"""Rules on the arithmetic of cost-performance formulas: the quotient, and its rounding."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from auricle.audit.finding import Edit
from auricle.audit.place import place_of
from auricle.audit.reading import Review
from auricle.audit.rules.rule import Excerpt, Hit, Rule
from auricle.audit.statements.comparisons import comparisons
from auricle.audit.statements.disputed import is_disputed
from auricle.audit.statements.formulas import Formula, Result, half_up

__all__ = ["RULES", "misfits"]

Fault = Literal["quotient", "truncated", "rounded twice", "rounded the wrong way"]


@dataclass(frozen=True, slots=True)
class _Misfit:
    """A result that does not follow from its operands."""

    formula: Formula
    result: Result
    fault: Fault


def misfits(formula: Formula) -> Iterator[_Misfit]:
    """Results of a formula that do not follow from it, at most one of them a wrong quotient.

    A result fits if it is the quotient within half a step of its last digit. One that ends with
    an ellipsis may be cut off, one said to be approximate may be a whole step away where no more
    exact one stands before it, and a quotient above 1 may be given as 1. Later results that
    follow from a wrong one are not blamed again, nor are those more than a step away: they are
    no rounding but a judgement.
    """
    if _has_two_currencies(formula):
        return
    for index, result in enumerate(formula.results):
        is_rounded = any(one.decimals > result.decimals for one in formula.results[:index])
        if _fits(result, formula.quotient, is_rounded=is_rounded):
            continue
        if abs(Fraction(result.value) - formula.quotient) >= _step(result):
            if index == 0:
                yield _Misfit(formula, result, "quotient")
            return
        yield _Misfit(formula, result, _rounding_fault(formula, index))


def _has_two_currencies(formula: Formula) -> bool:
    codes = {formula.numerator.currency, formula.denominator.currency} - {None}
    return len(codes) > 1


def _step(result: Result) -> Fraction:
    return Fraction(1, 10**result.decimals)


def _fits(result: Result, quotient: Fraction, *, is_rounded: bool) -> bool:
    value, step = Fraction(result.value), _step(result)
    if quotient > 1 and value == 1:
        return True
    if result.is_open and value <= quotient < value + step:
        return True
    return abs(value - quotient) <= (step if result.is_about and not is_rounded else step / 2)


def _rounding_fault(formula: Formula, index: int) -> Fault:
    result = formula.results[index]
    if Fraction(result.value) < formula.quotient:
        return "truncated"
    before = formula.results[:index]
    if any(half_up(Fraction(one.value), result.decimals) == result.value for one in before):
        return "rounded twice"
    return "rounded the wrong way"


def _check_quotient(review: Review) -> Iterator[Hit]:
    for misfit in _misfits_in(review):
        if misfit.fault != "quotient":
            continue
        formula, result = misfit.formula, misfit.result
        message = f"the quotient is wrong: {_worked_out(formula, result)}"
        expected = _shown(half_up(formula.quotient, result.decimals), result)
        yield Hit(place_of(review, result.span), message, result.text, expected)


def _check_rounding(review: Review) -> Iterator[Hit]:
    for misfit in _misfits_in(review):
        if misfit.fault == "quotient":
            continue
        formula, result = misfit.formula, misfit.result
        right = half_up(formula.quotient, result.decimals)
        expected = _shown(right, result)
        message = f"{misfit.fault}: {_worked_out(formula, result)}, half up {expected}"
        edit = _edit(review, result, right)
        yield Hit(place_of(review, result.span), message, result.text, expected, edit=edit)


def _misfits_in(review: Review) -> Iterator[_Misfit]:
    for formula in comparisons(review).formulas:
        if not is_disputed(review, formula.span):
            yield from misfits(formula)


def _worked_out(formula: Formula, result: Result) -> str:
    """The formula with its quotient, in as many digits as show how it is rounded."""
    sides = [" ".join(one.text.split()) for one in (formula.numerator, formula.denominator)]
    digits = max(result.decimals + 1, 4)
    right = half_up(formula.quotient, result.decimals)
    while half_up(Fraction(half_up(formula.quotient, digits)), result.decimals) != right:
        digits += 1
    return f"{sides[0]} ÷ {sides[1]} = {half_up(formula.quotient, digits)}"


def _shown(value: Decimal, result: Result) -> str:
    return f"{value.scaleb(2)} %" if "%" in result.text or "percent" in result.text else str(value)


def _edit(review: Review, result: Result, right: Decimal) -> Edit | None:
    """The change of the digits, unless another number would have to change with it.

    A score in tenths may only be changed to what the section says already.
    """
    start, end = result.span.start, result.span.start + len(str(result.value))
    if review.prose[start:end] != str(result.value):
        return None
    section = review.section("cost_performance")
    scores = [one.text for one in section.scores] if section else []
    if result.decimals < 2 and str(right) not in scores:
        return None
    return Edit(start, end, str(right))


_TEXT = (
    "$$ \\Large \\text{0.9} $$\n\nThe Philips X2 has the same functions and an equal or better "
    "response at 219 USD [3]. "
)
_GOOD = (Excerpt("cost_performance", _TEXT + "CP = 219 USD ÷ 249 USD = 0.8795, rounded to 0.9."),)

RULES = (
    Rule(
        id="cp-arithmetic",
        group="cost-performance",
        severity="error",
        title="The quotient of the two prices is right to the digits that are written.",
        why="The division is done exactly. A result that is said to be approximate, or ends with "
        "an ellipsis, has one step of its last digit of room; a quotient above 1 may be written "
        "as 1. Prices in two currencies are left to cp-currency.",
        bad=(Excerpt("cost_performance", _TEXT + "CP = 219 USD ÷ 249 USD = 0.8595 → 0.9."),),
        good=_GOOD,
        check=_check_quotient,
    ),
    Rule(
        id="cp-rounding",
        group="cost-performance",
        severity="error",
        title="The quotient is rounded once, half up, to the digits that are written.",
        why="A value that is cut off is too low, one that is rounded twice may be too high: "
        "0.8478 is 0.8, though 0.85 would be 0.9. A first result that is said to be approximate "
        "passes; so does one that is said to be cut off.",
        bad=(Excerpt("cost_performance", _TEXT + "CP = 219 USD ÷ 249 USD = 0.879, hence 0.9."),),
        good=_GOOD,
        check=_check_rounding,
    ),
)
