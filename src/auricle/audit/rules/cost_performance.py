"""Rules on cost-performance: whose prices are divided, and what score follows."""

import re
from collections.abc import Iterator
from decimal import Decimal

from auricle.audit.place import place_of, related_of
from auricle.audit.reading import Review, Span, stated_score_of
from auricle.audit.reading.languages import AXES
from auricle.audit.rules import quotients
from auricle.audit.rules.rule import Excerpt, Hit, Rule
from auricle.audit.statements.comparisons import Comparator, Comparisons, comparisons, is_close
from auricle.audit.statements.flat import flat_prose
from auricle.audit.statements.formulas import Formula, Operand
from auricle.audit.statements.prices import Price, front_price
from auricle.audit.statements.terms import own_currency

__all__ = ["RULES"]

_AXIS = AXES.index("cost_performance")

# Words by which a text says that the score is not the bare result of its formula.
_ADJUSTED = re.compile(
    r"\b(?:adjust\w*|averag\w*|penal\w*|deduct\w*|bonus|uplift|taking into account"
    r"|conservativ\w*|capp?ed|clamp\w*|set (?:to|at)"
    r"|would (?:be|result|give|yield)|raised?|lowered|reduced|assigned|warrant\w*)\b",
    re.IGNORECASE,
)
# Words by which a text keeps a cheaper product from being an equal.
_BARRED = re.compile(
    r"\b(?:no (?:cheaper|other|equivalent|product|competing|alternative)|no .{0,40}\bcheaper"
    r"|none|not|n[’']t|cannot|without|lacks?|lacking|missing|inferior|worse|but|however|although"
    r"|though|while|whereas|falls? short|fall|disqualif\w*|limited|narrower|unavailable|fail\w*"
    r"|insufficient|unsuitable|compromis\w*|excluded?|discontinued|used|only|unlike|do(?:es)? not"
    r"|superior to|exceeds|most affordable|cheapest|sole)\b",
    re.IGNORECASE,
)


def _score(review: Review) -> Decimal | None:
    """Cost-performance of the rating, or of its section where there is no rating of six numbers."""
    field = review.field("rating")
    section = review.section("cost_performance")
    text = ""
    if field is not None and len(field.entries) == len(AXES) + 1:
        text = field.entries[_AXIS + 1]
    elif section is not None and section.scores:
        text = section.scores[0].text
    score = stated_score_of(text)
    return score if score is not None and score <= 1 else None


def _is_company(review: Review) -> bool:
    """Whether several products are weighed, so that no formula is the final one."""
    return review.value("layout") == "company"


def _score_place(review: Review) -> Span:
    section = review.section("cost_performance")
    if section is not None and section.scores:
        return section.scores[0].span
    field = review.field("rating")
    return field.items[_AXIS + 1] if field else Span(0, 0)


def _written(operand: Operand) -> str:
    return " ".join(operand.text.split())


def _is_swapped(review: Review, formula: Formula) -> bool:
    """Whether the product's price stands above the line, and another's below it."""
    front = front_price(review)
    if front is None or not is_close(formula.numerator.value, front):
        return False
    if is_close(formula.denominator.value, front):
        return False
    others = [
        one.price for one in comparisons(review).comparators if one.span.start < formula.span.start
    ]
    return formula.numerator.value not in others


def _check_operands(review: Review) -> Iterator[Hit]:
    formula = comparisons(review).final
    if formula is None or _is_company(review) or not _is_swapped(review, formula):
        return
    above, below = _written(formula.numerator), _written(formula.denominator)
    score = _score(review)
    is_used = any(result.value == score for result in formula.results)
    if not (formula.is_labelled or is_used):
        return
    message = (
        f"the product's own price, {above}, is divided by that of the comparator: "
        "cost-performance is the comparator's price divided by the product's"
    )
    span = Span(formula.numerator.span.start, formula.denominator.span.end)
    yield Hit(place_of(review, span), message, f"{above} ÷ {below}", f"{below} ÷ {above}")


def _front_currency(review: Review, said: Comparisons) -> str:
    """Currency of the price in the front matter; empty where it is not certain.

    Where the prose does not state the price, it is in dollars if all prices of the section are:
    a section in yen alone may stand beside a price in dollars.
    """
    stated = own_currency(review)
    return stated or ("USD" if all(one.currency == "USD" for one in said.prices) else "")


def _check_price(review: Review) -> Iterator[Hit]:
    said, front = comparisons(review), front_price(review)
    formula = said.final
    if formula is None or front is None or _is_company(review):
        return
    below = formula.denominator
    if not formula.is_labelled or _is_swapped(review, formula):
        return
    if any(is_close(term, front) for term in (below.value, *below.terms)):
        return
    if any(is_close(below.value * factor, front) for factor in (2, Decimal("0.5"))):
        return  # a pair and one of it
    if below.currency not in {None, _front_currency(review, said)}:
        return
    if below.currency is None and any(one.currency != "USD" for one in said.prices):
        return
    message = f"the formula divides by {_written(below)}, the front matter gives the price {front}"
    yield Hit(place_of(review, below.span), message, _written(below), str(front))


def _check_score(review: Review) -> Iterator[Hit]:
    said, score = comparisons(review), _score(review)
    formula = said.final
    if formula is None or score is None or not _is_about_score(review, said, formula, score):
        return
    if formula.quotient > 1 and score < 1:
        return  # cp-dearer
    result = f"{_written(formula.numerator)} ÷ {_written(formula.denominator)}"
    message = f"the score does not follow from the formula: {result} gives {formula.score}"
    place = place_of(review, _score_place(review))
    related = (related_of(review, formula.span),)
    yield Hit(place, message, str(score), str(formula.score), related)


def _is_about_score(review: Review, said: Comparisons, formula: Formula, score: Decimal) -> bool:
    """Whether a score was to follow from a formula and does not, without a word why."""
    if _is_company(review) or _is_swapped(review, formula) or score == formula.score:
        return False
    if any(one.score == score for one in said.formulas):
        return False
    if any(result.value == score for result in formula.results):
        return False  # the formula's own fault, which other rules tell
    if any(
        result.value.quantize(Decimal("0.1")) == score for result in formula.results[:1]
    ) and any(quotients.misfits(formula)):
        return False
    codes = {formula.numerator.currency, formula.denominator.currency}
    return len(codes) == 1 and not _is_explained(review, formula, score)


def _is_explained(review: Review, formula: Formula, score: Decimal) -> bool:
    """Whether the text around a formula speaks of more than its result, or gives the score."""
    sentence = review.sentence_at(formula.span.start)
    following = review.sentence_at(min(sentence.end + 2, len(review.prose)))
    end = max(sentence.end, formula.span.end, following.end)
    words = flat_prose(review)[sentence.start : end]
    is_given = re.search(rf"(?<![\d.]){re.escape(str(score))}(?!\d)", words) is not None
    return is_given or _ADJUSTED.search(words) is not None


def _check_dearer(review: Review) -> Iterator[Hit]:
    said, score, front = comparisons(review), _score(review), front_price(review)
    if score is None or score >= 1 or _is_company(review):
        return
    formula = said.final
    if formula is not None:
        if formula.quotient <= 1 or not _is_about_score(review, said, formula, score):
            return
        span, above = formula.numerator.span, _written(formula.numerator)
        own = _written(formula.denominator)
    else:
        used = said.used
        if used is None or front is None or not _is_alone_and_dearer(review, said, used, front):
            return
        span, above, own = used.span, f"{used.price} {used.currency}", str(front)
    message = (
        f"the comparator, at {above}, is dearer than the product, at {own}, "
        f"yet the score is {score}"
    )
    place = place_of(review, span)
    yield Hit(place, message, str(score), "1.0, or a cheaper comparator")


_CHEAPER = re.compile(
    r"\b(?:cheaper|less|lower|fraction|half|under|below|budget|afford\w*)\b", re.IGNORECASE
)


def _is_alone_and_dearer(
    review: Review, said: Comparisons, used: Comparator, front: Decimal
) -> bool:
    """Whether the one comparator is dearer, and nothing hints at another that is cheaper."""
    section = review.section("cost_performance")
    if (
        section is None
        or used.relation != "equal-or-better"
        or used.price <= front * Decimal("1.02")
    ):
        return False
    if used.currency != _front_currency(review, said):
        return False
    others = [one for one in said.prices if not one.is_target and one.low < used.price]
    return not others and _CHEAPER.search(review.prose, *section.body) is None


def _check_cheaper_named(review: Review) -> Iterator[Hit]:
    said, score, front = comparisons(review), _score(review), front_price(review)
    section = review.section("cost_performance")
    if score != 1 or front is None or section is None or _is_company(review):
        return
    if said.final is not None:
        return  # cp-operands, cp-score
    text = flat_prose(review)
    own = _front_currency(review, said)
    for one in said.comparators:
        if one.relation != "equal-or-better" or one.currency != own:
            continue
        if one.price >= front * Decimal("0.95") or one.citations == ():
            continue
        if _BARRED.search(text, *section.body):
            return
        message = (
            f"{one.name} is called equal or better at {one.price} {one.currency}, "
            f"below the product's {front}, yet the score is 1.0"
        )
        expected = str(min(Decimal(1), (one.price / front).quantize(Decimal("0.1"))))
        yield Hit(place_of(review, one.span), message, str(score), expected)
        return


def _check_currency(review: Review) -> Iterator[Hit]:
    if _is_company(review):
        return
    said = comparisons(review)
    for formula in said.formulas:
        above, below = formula.numerator, formula.denominator
        if above.currency and below.currency and above.currency != below.currency:
            message = f"{_written(above)} is divided by {_written(below)}: these are two currencies"
            found = f"{above.currency} ÷ {below.currency}"
            yield Hit(place_of(review, formula.span), message, found, "one currency")
    if said.final is not None:
        yield from _unlike_kinds(review, said, said.final)


def _unlike_kinds(review: Review, said: Comparisons, formula: Formula) -> Iterator[Hit]:
    """Prices of a formula that the text gives for a pair and for one, or for used and for new."""
    above = _stated(said, formula.numerator, is_target=False)
    below = _stated(said, formula.denominator, is_target=True)
    if above is None or below is None:
        return
    pairs = {above.per, below.per}
    kinds = (above.condition, below.condition)
    if pairs == {"pair", "single"}:
        message = "a price per pair is divided by one for a single, or the other way round"
        found = f"{above.per} ÷ {below.per}"
        yield Hit(
            place_of(review, formula.span), message, found, "both for a pair, or both for one"
        )
    elif "new" in kinds and {"used", "refurbished"} & set(kinds):
        message = f"a {kinds[0]} price is divided by a {kinds[1]} one"
        yield Hit(
            place_of(review, formula.span),
            message,
            f"{kinds[0]} ÷ {kinds[1]}",
            "both new, or both used",
        )


def _stated(said: Comparisons, operand: Operand, *, is_target: bool) -> Price | None:
    """The price in the section, outside formulas, that an operand takes up."""
    for one in said.prices:
        inside = any(f.span.start <= one.span.start < f.span.end for f in said.formulas)
        if not inside and one.value == operand.value and one.is_target == is_target:
            return one
    return None


def _part(score: str, words: str) -> Excerpt:
    return Excerpt("cost_performance", f"$$ \\Large \\text{{{score}}} $$\n\n{words}")


_EQUAL = "The Philips X2 has the same functions and an equal or better response at 219 USD [3]. "
_GOOD = (_part("0.9", _EQUAL + "CP = 219 USD ÷ 249 USD = 0.8795, rounded to 0.9."),)
_ONE = Excerpt("front", "rating: [3.5, 0.7, 0.6, 1.0, 0.6, 0.6]")
_HALF = Excerpt("front", "rating: [3.3, 0.7, 0.6, 0.8, 0.6, 0.6]")

RULES = (
    *quotients.RULES,
    Rule(
        id="cp-operands",
        language="en",
        group="cost-performance",
        severity="error",
        title="The comparator's price is divided by the product's, not the other way round.",
        why="Turned round, a dear product looks cheap. The rule knows the product's price from "
        "the front matter, and is silent where the comparator has the same price.",
        bad=(
            _ONE,
            _part("1.0", _EQUAL + "CP = 249 USD ÷ 219 USD = 1.137, rounded to 1.0."),
        ),
        good=_GOOD,
        check=_check_operands,
    ),
    Rule(
        id="cp-price",
        language="en",
        group="cost-performance",
        severity="warning",
        title="The formula divides by the price that the front matter gives.",
        why="Within 1 %, or within the rounding to whole units, the two are one price. The rule "
        "is silent where the currencies differ, where an accessory is added, and where one of the "
        "two is of a pair.",
        bad=(_HALF, _part("0.8", _EQUAL + "CP = 219 USD ÷ 279 USD = 0.785, rounded to 0.8.")),
        good=_GOOD,
        check=_check_price,
    ),
    Rule(
        id="cp-score",
        language="en",
        group="cost-performance",
        severity="error",
        title="The score of cost-performance is what the final formula gives.",
        why="That is the quotient, at most 1, half up to a tenth; a tiny one may be 0.0. Where "
        "the text speaks of an adjustment, or the fault is that of the formula, it is silent.",
        bad=(_HALF, _part("0.8", _EQUAL + "CP = 219 USD ÷ 249 USD = 0.8795.")),
        good=_GOOD,
        check=_check_score,
    ),
    Rule(
        id="cp-dearer",
        language="en",
        group="cost-performance",
        severity="warning",
        title="A product whose comparator is dearer has a cost-performance of 1.0.",
        why="If the cheapest equal costs more, the product is the cheapest. The rule is silent "
        "where the text hints at something cheaper or gives another reason.",
        bad=(
            Excerpt("front", "rating: [3.4, 0.7, 0.6, 0.9, 0.6, 0.6]"),
            _part(
                "0.9",
                "The Philips X2 has the same functions and an equal response at 279 USD [3].",
            ),
        ),
        good=(
            _ONE,
            _part(
                "1.0",
                "The Philips X2 has the same functions and an equal response at 279 USD [3].",
            ),
        ),
        check=_check_dearer,
    ),
    Rule(
        id="cp-cheaper-named",
        language="en",
        group="cost-performance",
        severity="warning",
        title="Beside a score of 1.0 no cheaper product is called equal or better.",
        why="A score of 1.0 says that there is none. Any word that keeps the other product from "
        "being an equal silences the rule.",
        bad=(_ONE, _part("1.0", _EQUAL + "This is good value.")),
        good=_GOOD,
        check=_check_cheaper_named,
    ),
    Rule(
        id="cp-currency",
        group="cost-performance",
        severity="warning",
        title="Both prices of the formula are of one kind: currency, pair or single, new or used.",
        why="A ratio of unlike prices says nothing. Prices are taken for unlike only where the "
        "text says so of both.",
        bad=(_part("0.9", _EQUAL + "CP = 219 USD ÷ 249 EUR = 0.8795, rounded to 0.9."),),
        good=_GOOD,
        check=_check_currency,
    ),
)
