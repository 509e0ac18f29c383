"""Sums of money as regular expressions see them: what prices and formulas are made of."""

import re
from collections.abc import Iterator
from decimal import Decimal

__all__ = ["AMOUNT", "CURRENCY", "NUMBER", "currency_code", "decimal_of", "find_amounts"]

# Signs and words of currencies; a bare dollar sign is that of the United States.
_CODES = {
    "USD": ("USD", "US$", "$", "US dollars", "dollars"),
    "EUR": ("EUR", "€", "euros", "euro"),
    "GBP": ("GBP", "£", "pounds"),
    "JPY": ("JPY", "¥", "￥", "円", "yen"),
    "CNY": ("CNY", "RMB", "元", "yuan"),
    "AUD": ("AUD", "A$", "AU$"),
    "CAD": ("CAD", "C$", "CA$"),
    "HKD": ("HKD", "HK$"),
    "SGD": ("SGD", "S$"),
    "TWD": ("TWD", "NT$"),
    "KRW": ("KRW", "₩"),
    "INR": ("INR", "₹"),
    "CHF": ("CHF",),
    "SEK": ("SEK",),
    "PLN": ("PLN",),
}
_BY_WORD = {word.lower(): code for code, words in _CODES.items() for word in words}

NUMBER = r"\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,8})?(?![\d])"
CURRENCY = (
    "(?:"
    + "|".join(re.escape(word) for word in sorted(_BY_WORD, key=len, reverse=True))
    + ")(?![A-Za-z])"
)
# A sum with at least one sign of a currency: "USD 99", "$99", "99 USD", "USD 130 USD".
AMOUNT = (
    rf"(?:(?<![A-Za-z])(?P<before>{CURRENCY})[ ]?(?P<after_sign>{NUMBER})(?:[ ]?{CURRENCY})?"
    rf"|(?<![\w.,])(?P<before_sign>{NUMBER})(?:[ -]?)(?P<behind>{CURRENCY}))"
)


_AMOUNT = re.compile(AMOUNT, re.IGNORECASE)
# What a line with a sum has: looked for first, since most lines have none.
_HINTS = (
    *("$", "€", "£", "¥", "￥", "円", "元", "₩", "₹", "Dollar", "dollar", "Euro", "euro"),
    *("Pound", "pound", "Yen", "yen", "Yuan", "yuan", "USD", "EUR", "GBP", "JPY", "CNY", "RMB"),
    *("AUD", "CAD", "HKD", "SGD", "TWD", "KRW", "INR", "CHF", "SEK", "PLN", "usd", "eur"),
    *("gbp", "jpy"),
)


def find_amounts(text: str) -> Iterator[re.Match[str]]:
    """Sums of money in a text, in their order, as matches of `AMOUNT`.

    Examples
    --------
    >>> [match[0] for match in find_amounts("From 99 USD, not 120 ohm, to $210")]
    ['99 USD', '$210']
    """
    hints = [one for one in _HINTS if one in text]
    start = 0
    for line in text.splitlines(keepends=True) if hints else ():
        end = start + len(line)
        if any(one in line for one in hints):
            yield from _AMOUNT.finditer(text, start, end)
        start = end


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
    >>> decimal_of("1,299.90")
    Decimal('1299.90')
    """
    return Decimal(number.replace(",", ""))
