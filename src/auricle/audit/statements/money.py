"""Sums of money: as formulas are made of them, and exactly as the prose writes them."""

import re
from decimal import Decimal

from auricle.audit.quantities import Quantity
from auricle.audit.quantities.units import CURRENCIES

__all__ = ["CURRENCY", "NUMBER", "currency_code", "decimal_of", "exact", "is_ambiguous"]

_BY_WORD = {word.lower(): code for word, code in CURRENCIES.items()}

NUMBER = r"\d{1,9}(?:[,'’]\d{3}){0,3}(?:\.\d{1,8})?(?![\d])"
CURRENCY = (
    "(?:"
    + "|".join(re.escape(word) for word in sorted(_BY_WORD, key=len, reverse=True))
    + ")(?![A-Za-z])"
)
_SEPARATORS = str.maketrans("", "", ",'’")
_THREE_DIGITS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_GROUP_BEFORE = re.compile(r"(?<![\w.,])\d{1,3}[ '’]$")
_GROUP_BEHIND = re.compile(r"[ '’]\d{3}(?!\d)|,\d{1,2}(?!\d)")


def currency_code(word: str | None) -> str | None:
    """ISO 4217 code of a sign or word of a currency.

    Examples
    --------
    >>> currency_code("US$"), currency_code("円"), currency_code(None)
    ('USD', 'JPY', None)
    """
    return _BY_WORD.get(word.lower()) if word else None


def decimal_of(number: str) -> Decimal:
    """A number as written, exactly.

    Examples
    --------
    >>> decimal_of("1,299.90"), decimal_of("1’299")
    (Decimal('1299.90'), Decimal('1299'))
    """
    return Decimal(number.translate(_SEPARATORS))


def is_ambiguous(text: str, start: int, end: int) -> bool:
    """Whether it is open how large the number between two offsets of a text is.

    "1.299" is one of Germany or one of three decimals; "1 299" may be one number or a name and
    a price, and "299,90" is more than its whole part.

    Examples
    --------
    >>> is_ambiguous("1 299 USD", 2, 5), is_ambiguous("1.299 EUR", 0, 5)
    (True, True)
    >>> is_ambiguous("1299 USD", 0, 4)
    False
    """
    return (
        _THREE_DIGITS.fullmatch(text, start, end) is not None
        or _GROUP_BEFORE.search(text[max(0, start - 5) : start]) is not None
        or _GROUP_BEHIND.match(text, end) is not None
    )


def exact(quantity: Quantity) -> tuple[Decimal, Decimal] | None:
    """Low and high end of a sum of money with the digits that are written; of a bound, it twice.

    Examples
    --------
    >>> from auricle.audit.quantities import find_quantities
    >>> exact(find_quantities("It costs 99.50 USD.")[0])
    (Decimal('99.50'), Decimal('99.50'))
    >>> exact(find_quantities("It costs 99-120 USD.")[0])
    (Decimal('99'), Decimal('120'))
    """
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    if not ends or min(ends) < 0.0:
        return None
    return _decimal(ends[0], quantity.decimals), _decimal(ends[-1], quantity.decimals)


def _decimal(value: float, decimals: int) -> Decimal:
    """A value with as many digits after the point as were written, or more where it has more."""
    written = f"{value:.{min(decimals, 9)}f}"
    return Decimal(written if float(written) == value else repr(value))
