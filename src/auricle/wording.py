"""Figures and names as a reader expects them."""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # figures are worded by commands that need none of these
    from collections.abc import Mapping, Sequence

    from auricle.dossier import Fact
    from auricle.metrics import MetricResult
    from auricle.rating import Term

__all__ = [
    "WHOM",
    "bare_money",
    "bound_words",
    "clause",
    "counted",
    "describe_conditions",
    "evidence_name",
    "figure",
    "frequency",
    "listed",
    "money",
    "plain",
    "sentence_case",
    "signed",
    "significant",
    "spread",
    "term_value",
    "time_text",
    "up",
    "with_spread",
    "years",
]

WHOM = {"adult": "adults", "sensitive": "children and careful listeners"}
"""Whom an allowance of ITU-T H.870 is for, by its mode."""

_EVIDENCE_NAMES = {
    "laboratory-rig-not-stated": "laboratory, rig not stated",
    "relayed": "passed on",
    "unsourced": "names no source",
}


def figure(value: float, digits: int) -> str:
    """A number with that many decimals, halves up, never a minus zero.

    Examples
    --------
    >>> figure(2.25, 1), figure(-0.0001, 2)
    ('2.3', '0.00')
    """
    quantum = Decimal(1).scaleb(-digits)
    rounded = Decimal(repr(round(value, 9))).quantize(quantum, ROUND_HALF_UP)
    return str(abs(rounded)) if rounded == 0 else str(rounded)


def with_spread(value: float, uncertainty: float | None, unit: str) -> str:
    """A value with its standard uncertainty, to the digits the uncertainty deserves.

    Examples
    --------
    >>> with_spread(80.66, 11.1, "points"), with_spread(0.0008, None, "ratio")
    ('81 ± 11 points', '0.08 %')
    >>> with_spread(0.661, 0.076, "V"), with_spread(0.514, 0.012, "V")
    ('0.66 ± 0.08 V', '0.514 ± 0.012 V')
    """
    if unit == "ratio":
        value, uncertainty, unit = 100.0 * value, 100.0 * (uncertainty or 0.0), "%"
    if not uncertainty:
        return f"{value:.3g} {unit}"
    exponent = math.floor(math.log10(uncertainty))
    digits = max(1 - exponent, 0)
    if uncertainty >= 0.1:
        digits = min(digits, 1)
    elif uncertainty >= 3.0 * 10.0**exponent:  # a second digit would say nothing
        digits -= 1
    return f"{figure(value, digits)} ± {figure(uncertainty, digits)} {unit}"


def spread(metric: MetricResult) -> str:
    """Value of a metric that is known, with its standard uncertainty."""
    return with_spread(metric.value or 0.0, metric.uncertainty, metric.unit)


def frequency(value_hz: float, *, digits: int = 2) -> str:
    """A frequency to so many digits, as people say it.

    Examples
    --------
    >>> frequency(6271.3), frequency(125.0), frequency(996.0), frequency(39500.0, digits=4)
    ('6.3 kHz', '120 Hz', '1 kHz', '39.5 kHz')
    """
    if float(significant(value_hz, digits)) >= 1000.0:
        return f"{float(significant(value_hz / 1000.0, digits)):g} kHz"
    return f"{float(significant(value_hz, digits)):g} Hz"


def bound_words(facts: Sequence[Fact]) -> str:
    """Words before a figure of which only a bound is stated; empty before any other.

    Examples
    --------
    >>> bound_words([])
    ''
    """
    if not facts or any(fact.value is not None for fact in facts):
        return ""
    if all(fact.low is None for fact in facts):
        return "at most "
    return "at least " if all(fact.high is None for fact in facts) else ""


def significant(value: float, digits: int) -> str:
    """A number with that many significant digits and no exponent.

    Examples
    --------
    >>> significant(447.0, 2), significant(0.01234, 2), significant(996.0, 2)
    ('450', '0.012', '1000')
    """
    if value == 0.0:
        return "0"
    decimals = digits - 1 - math.floor(math.log10(abs(value)))
    rounded_value = round(value, decimals)
    return f"{rounded_value:.{max(decimals, 0)}f}"


def up(value: float, digits: int) -> str:
    """A number with that many decimals, rounded up, so that a bound stays one.

    Examples
    --------
    >>> up(9.294, 0), up(9.0, 0), up(0.001, 2)
    ('10', '9', '0.01')
    """
    quantum = Decimal(1).scaleb(-digits)
    return str(Decimal(repr(round(value, 9))).quantize(quantum, ROUND_CEILING))


def time_text(hours: float, *, digits: int = 2, rounding: str = ROUND_FLOOR) -> str:
    """A time as people say it, rounded down, so that what is allowed stays so.

    Parameters
    ----------
    hours
        Not below 0. [h]
    digits
        Of hours; minutes and seconds have two.
    rounding
        As the module `decimal` names it: another one for a time that is no limit.

    Examples
    --------
    >>> time_text(3.177), time_text(3.177, digits=3), time_text(0.2), time_text(0.0)
    ('3.1 h', '3.17 h', '12 min', '0 h')
    """
    if hours == 0.0:
        return "0 h"
    value, unit, kept = hours, "h", digits
    if hours < 1.0:
        value, unit, kept = 60.0 * hours, "min", 2
        if value < 1.0:
            value, unit = 3600.0 * hours, "s"
    quantum = Decimal(1).scaleb(math.floor(math.log10(value)) - kept + 1)
    steps = (Decimal(repr(round(value, 9))) / quantum).to_integral_value(rounding)
    return f"{(steps * quantum).normalize():f} {unit}"


def plain(value: float, digits: int = 3) -> str:
    """A number to so many digits, without zeros that say nothing and without an exponent.

    Examples
    --------
    >>> plain(1000.0), plain(0.30), plain(3.96), plain(12_345.0), plain(0.0)
    ('1000', '0.3', '3.96', '12300', '0')
    """
    return f"{Decimal(significant(value, digits)).normalize():f}"


def listed(parts: Sequence[str], *, word: str = "and") -> str:
    """Parts of a sentence in a row.

    Examples
    --------
    >>> listed(["a", "b", "c"]), listed(["a"])
    ('a, b and c', 'a')
    """
    return (
        f" {word} ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
    )


def signed(value: float) -> str:
    """A contribution with its sign, to three decimals.

    Examples
    --------
    >>> signed(0.0285), signed(-0.0375), signed(0.0)
    ('+0.029', '-0.038', '+0.000')
    """
    text = figure(value, 3)
    return text if text.startswith("-") else f"+{text}"


def evidence_name(evidence: str) -> str:
    """A class of evidence in words.

    Examples
    --------
    >>> evidence_name("unsourced")
    'names no source'
    """
    return _EVIDENCE_NAMES.get(evidence, evidence.replace("-", " "))


def counted(number: int, singular: str, plural: str) -> str:
    """A number of things.

    Examples
    --------
    >>> counted(1, "product", "products"), counted(2, "product", "products")
    ('1 product', '2 products')
    """
    return f"{number} {singular if number == 1 else plural}"


def money(amount: float, currency: str) -> str:
    """An amount of money: cents only where there are any.

    Examples
    --------
    >>> money(249.0, "USD"), money(279.95, "USD")
    ('249 USD', '279.95 USD')
    """
    return f"{bare_money(amount)} {currency}"


def bare_money(amount: float) -> str:
    """An amount without its currency.

    Examples
    --------
    >>> bare_money(249.0), bare_money(74.99)
    ('249', '74.99')
    """
    return figure(amount, 0 if round(amount, 2) == round(amount) else 2)


def term_value(term: Term) -> str:
    """What a term was given, as a reader expects it; empty where nothing is known."""
    if term.value is None:
        return ""
    if isinstance(term.value, str):
        return term.value
    if term.unit == "year":
        return years(term.value)
    return with_spread(term.value, term.uncertainty, term.unit or "")


def years(value: float) -> str:
    """A number of years.

    Examples
    --------
    >>> years(1.0), years(1.5)
    ('1 year', '1.5 years')
    """
    shown = f"{round(value, 2):g}"
    return f"{shown} year" if shown == "1" else f"{shown} years"


def describe_conditions(conditions: Mapping[str, str | float]) -> str:
    """What a fact holds for, as a reader expects it; empty where nothing is stated.

    Examples
    --------
    >>> describe_conditions({"frequency_hz": 1000.0, "level_dbspl": 94, "region": "US"})
    'at 1000 Hz, at 94 dB SPL, US'
    """
    c = dict(conditions)
    parts = []
    if "frequency_hz" in c:
        parts.append(f"at {c.pop('frequency_hz'):g} Hz")
    if "frequency_min_hz" in c and "frequency_max_hz" in c:
        low_hz, high_hz = c.pop("frequency_min_hz"), c.pop("frequency_max_hz")
        parts.append(f"at {low_hz:g} Hz" if low_hz == high_hz else f"{low_hz:g} to {high_hz:g} Hz")
    if "frequency_min_hz" in c:
        parts.append(f"from {c.pop('frequency_min_hz'):g} Hz")
    if "frequency_max_hz" in c:
        parts.append(f"up to {c.pop('frequency_max_hz'):g} Hz")
    if "level_dbspl" in c:
        parts.append(f"at {c.pop('level_dbspl'):g} dB SPL")
    if "impedance_ohm" in c:
        parts.append(f"into {c.pop('impedance_ohm'):g} Ω")
    return ", ".join([*parts, *(str(value) for value in c.values())])


def clause(text: str) -> str:
    """Text as a part of a sentence: it begins with a small letter.

    Examples
    --------
    >>> clause("The cable comes off")
    'the cable comes off'
    """
    return f"{text[:1].lower()}{text[1:]}"


def sentence_case(text: str) -> str:
    """Text that begins with a capital.

    Examples
    --------
    >>> sentence_case("open back")
    'Open back'
    """
    return text[:1].upper() + text[1:]
