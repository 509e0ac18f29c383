"""Quotients of two prices, and the results that a text gives for them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from auricle.audit.reading import Span
from auricle.audit.statements.money import (
    CURRENCY,
    NUMBER,
    currency_code,
    decimal_of,
    is_ambiguous,
)

__all__ = ["Formula", "Operand", "Result", "find_formulas", "half_up"]

_NOTE = r"(?:[ ]?\([^()\n=÷]{1,80}\))"
_PER = r"(?:[ ]?(?:/|per[ ])[ ]?(?:pair|each|unit|speaker|set|piece)|[ ](?:each|a pair))"
_ABOUT = r"(?:(?:about|approx\.|approximately|around|roughly|~|≈|∼)[ ]?)?"
_MONEY = rf"(?:(?<![A-Za-z]){CURRENCY}[ ]?)?(?<![\w.,]){NUMBER}(?:[ ]?{CURRENCY})?"
_ATOM = rf"{_ABOUT}{_MONEY}{_PER}?{_NOTE}?"
_SUM = rf"(?:\([ ]?{_ATOM}(?:[ ]?[+×][ ]?{_ATOM}){{0,5}}[ ]?\)|{_ATOM})(?:{_PER})?{_NOTE}?"
_DIVIDED = r"[ ]{0,4}(?P<sign>÷|/|∕|⁄|／|:|divided[ ]{1,3}by|over)[ ]{0,4}"
_BEGIN = r"(?:(?<![A-Za-z])|(?=\())"
_FORMULA = re.compile(
    rf"{_BEGIN}(?P<numerator>{_SUM}){_DIVIDED}(?P<denominator>{_SUM})", re.IGNORECASE
)
# What a line with a formula has: looked for first, since most lines have none.
_HINT = re.compile(
    r"(?:[÷/∕⁄／:]|divided[ ]{1,3}by|over)[ ]{0,4}(?:\([ ]?)?"
    rf"{_ABOUT}(?:{CURRENCY}[ ]?)?\d",
    re.IGNORECASE,
)
_TERM = re.compile(
    rf"(?P<before>{CURRENCY})?[ ]?(?P<number>(?<![\w.,]){NUMBER})[ ]?(?P<behind>{CURRENCY})?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:CP|cost[- ]?performance|calculat\w{1,4}|computation|ratio|formula)\b", re.IGNORECASE
)
# Before and behind a quotient that is but a part of another formula. A star is blank in flat text.
_SIGN = r"[+*×·÷/−–-]"
_IN_A_SUM = re.compile(
    rf"(?:(?:[\d)%]|{CURRENCY}){_PER}?,?"
    rf"(?:[ ]{{0,6}}(?:{_SIGN}|x|plus|minus|times|multiplied by)[ ]?|[ ]{{3,6}})(?:\([ ]?)?"
    r"|(?:√|\b(?:exp|sqrt|ln|log|lg))[ ]?\([ ]?"
    r"|\b(?:half|third|quarter|twice|double|thrice|percent)(?:[ ]of)?(?:[ ]the)?[ ]"
    r"|%[ ]of[ ](?:the[ ])?)$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    rf"[ )]{{0,6}}(?:{_SIGN}|x|plus|minus|times|multiplied by)[ ]?\(?(?:{CURRENCY}[ ]?)?\d",
    re.IGNORECASE,
)
_LOOKED_BACK = 32  # characters: a currency, "multiplied by" and blanks

# What stands between a quotient and its result, and between one result and the next.
_VALUE = (
    r"(?P<value>\d{1,4}(?:\.\d{1,8})?)(?P<open>[ ]?(?:…|\.{2,3}))?(?P<percent>[ ]?(?:%|percent))?"
    rf"(?!\d|[.,]\d|[ ]?{CURRENCY}|-?[A-Za-z°Ω]|[ ](?:mm|dB|Hz|kHz|hours?|decimals?|places?)\b)"
)
_EQUALS = r"(?:=|≈|≒|≃|≅|∼|~|→|⇒|⟶|->|=>|is|equals|yields|gives|makes|comes to|approximately|about)"
_FIRST = re.compile(
    rf"[\s)]{{0,12}}(?P<link>(?:{_EQUALS}[ \t]{{0,3}}){{1,3}})\n?[ ]{{0,4}}{_VALUE}", re.IGNORECASE
)
_ARROW = (
    r"[\s,;()]{0,4}(?:→|⇒|⟶|->|=>|=|≈|≒)(?:[ ]{0,3}(?:CP|score|rating))?[ ]{0,2}"
    r"(?:=|:|≈|of)?[ ]{0,3}"
)
_WORDS = (
    r"[\s,;.:()“”\"'–—-]{1,5}[^.\d\n÷=]{0,60}?"
    r"\b(?:round\w{0,4}|score\w?|evaluat\w{1,5}|rat(?:ed|ing)|CP|result\w{0,3})\b"
    r"[^.\d\n÷=]{0,40}?(?:(?:1|one|first) decimal[^.\d\n÷=]{0,20})?=?[ ]{0,2}"
)
_NEXT = re.compile(rf"(?P<link>{_ARROW}|{_WORDS}|[ ]\()(?<![\w.,]){_VALUE}", re.IGNORECASE)
_OTHER_STEP = re.compile(
    r"\b(?:but|however|although|though|consider\w*|adjust\w*|averag\w*|penal\w*|bonus|plus|minus"
    r"|deduct\w*|reduc\w*|while|from|against|compar\w*|versus|vs|whereas|also|other)\b",
    re.IGNORECASE,
)
_CHEAPER = re.compile(
    r"[ ]?(?:cheaper|less|lower|saving|discount|off|more|higher|times)\b", re.IGNORECASE
)
_ABOUT_SIGN = re.compile(r"≈|≒|≃|≅|∼|~|approx|about|roughly", re.IGNORECASE)
_CUT_AFTER = re.compile(r"[ ]?\((?:truncated|cut off|without rounding|unrounded)\b", re.IGNORECASE)
_ABOUT_AFTER = re.compile(r"[ ]?\(?(?:approx\w*|roughly|or so)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Operand:
    """One side of a quotient of prices."""

    value: Decimal  # the sum of its terms
    terms: tuple[Decimal, ...]
    currency: str | None  # ISO code; None where none is written, or several
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Result:
    """A number that a text gives as the result of a quotient."""

    value: Decimal  # a percentage as a fraction of one
    decimals: int  # digits after the point that `value` has
    is_open: bool  # it ends with an ellipsis, or is said to be cut off
    is_about: bool  # it is said to be approximate
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Formula:
    """A quotient of two prices with its results, in their order."""

    numerator: Operand
    denominator: Operand
    results: tuple[Result, ...]
    is_labelled: bool  # words before it say that it is the cost-performance
    span: Span  # from the numerator to the last result

    @property
    def quotient(self) -> Fraction:
        """The right result, exactly."""
        return Fraction(self.numerator.value) / Fraction(self.denominator.value)

    @property
    def score(self) -> Decimal:
        """The cost-performance that follows: no more than 1, half up to a tenth."""
        return half_up(min(self.quotient, Fraction(1)), 1)


def half_up(value: Fraction, decimals: int) -> Decimal:
    """A value rounded to so many digits after the point, halves upwards.

    Examples
    --------
    >>> half_up(Fraction(1, 4), 1), half_up(Fraction(99, 210), 2)
    (Decimal('0.3'), Decimal('0.47'))
    """
    scaled = value * 10**decimals + Fraction(1, 2)
    return Decimal(scaled.numerator // scaled.denominator).scaleb(-decimals)


def find_formulas(text: str, start: int, end: int) -> Iterator[Formula]:
    """Quotients of prices between two offsets of a flat text, in their order.

    A quotient without a currency counts only if a result follows.

    Examples
    --------
    >>> text = "CP = 99 USD ÷ 210 USD = 0.4714, rounded to 0.5"
    >>> [one] = find_formulas(text, 0, len(text))
    >>> [str(result.value) for result in one.results], one.score
    (['0.4714', '0.5'], Decimal('0.5'))
    """
    at = start
    for line in text[start:end].split("\n"):
        stop = at + len(line)
        while _HINT.search(text, at, stop) and (match := _FORMULA.search(text, at, stop)):
            formula = _formula(text, match, start, end)
            at = match.end("numerator") if formula is None else formula.denominator.span.end
            if formula is not None:
                yield formula
        at = stop + 1


def _formula(text: str, match: re.Match[str], start: int, end: int) -> Formula | None:
    numerator = _operand(text, match.span("numerator"))
    denominator = _operand(text, match.span("denominator"))
    if numerator is None or denominator is None or not denominator.value:
        return None
    results = tuple(_results(text, match.end(), end))
    stop = results[-1].span.end if results else match.end()
    has_currency = numerator.currency is not None and denominator.currency is not None
    if match["sign"] == ":" and not has_currency:
        return None
    if not results and not (has_currency and match["sign"] not in "/:"):
        return None
    if _is_a_part(text, Span(max(start, match.start() - _LOOKED_BACK), match.start()), stop):
        return None
    if not has_currency and not results[0].decimals and results[0].value not in (0, 1):
        return None
    label = _LABEL.search(text, max(start, match.start() - 60), match.start())
    return Formula(numerator, denominator, results, label is not None, Span(match.start(), stop))


def _is_a_part(text: str, before: Span, stop: int) -> bool:
    """Whether a quotient, with its results up to `stop`, is but a part of another formula."""
    is_behind = _IN_A_SUM.search(text[before.start : before.end]) is not None
    return is_behind or _GOES_ON.match(text, stop) is not None


def _operand(text: str, place: tuple[int, int]) -> Operand | None:
    written = text[slice(*place)]
    bare = re.sub(r"\([^()]{0,80}[A-Za-z]{4}[^()]{0,80}\)", lambda m: " " * len(m[0]), written)
    bare = bare if re.search(r"\d", bare) else written
    found = list(_TERM.finditer(bare))
    if not found:
        return None
    offset = place[0]
    if any(is_ambiguous(text, offset + m.start("number"), offset + m.end("number")) for m in found):
        return None
    terms = tuple(decimal_of(one["number"]) for one in found)
    codes = {currency_code(one["before"] or one["behind"]) for one in found} - {None}
    value = _combined(bare, terms)
    code = codes.pop() if len(codes) == 1 else None
    return Operand(value, terms, code, written.strip(), Span(*place))


def _combined(written: str, terms: tuple[Decimal, ...]) -> Decimal:
    """Sum of the terms, or their product where a sign of multiplication stands between two."""
    if "×" in written and "+" not in written:
        value = Decimal(1)
        for term in terms:
            value *= term
        return value
    return sum(terms, Decimal(0)) if "+" in written else terms[0]


def _results(text: str, at: int, end: int) -> Iterator[Result]:
    match = _FIRST.match(text, at, end)
    while match is not None:
        if _CHEAPER.match(text, match.end()):
            return
        yield _result(text, match)
        at = match.end()
        match = _NEXT.match(text, at, end)
        if match is not None and (_OTHER_STEP.search(match["link"]) or Decimal(match["value"]) > 1):
            return


def _result(text: str, match: re.Match[str]) -> Result:
    value = Decimal(match["value"])
    decimals = -int(value.as_tuple().exponent)
    if match["percent"]:
        value, decimals = value.scaleb(-2), decimals + 2
    about = _ABOUT_SIGN.search(match["link"]) or _ABOUT_AFTER.match(text, match.end())
    is_open = match["open"] is not None or _CUT_AFTER.match(text, match.end()) is not None
    span = Span(match.start("value"), match.end())
    return Result(value, decimals, is_open, about is not None, text[slice(*span)], span)
