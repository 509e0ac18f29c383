"""How currencies are written: one table for sums of money in prose and in formulas."""

from collections.abc import Mapping

__all__ = ["CODES", "DOLLARS", "SIGNS"]

_CODES = (
    "USD", "EUR", "GBP", "JPY", "CNY", "HKD", "TWD", "KRW", "AUD", "CAD", "NZD", "SGD", "INR",
    "CHF", "SEK", "NOK", "DKK", "PLN", "THB",
)  # ISO 4217  # fmt: skip
# In capitals, and those that reviewers write in small letters, too.
CODES: Mapping[str, str] = {
    **{code: code for code in _CODES},
    "RMB": "CNY",
    **{code.lower(): code for code in ("USD", "EUR", "GBP", "JPY")},
}
# A bare dollar sign is that of the United States; "¥" is taken for yen.
SIGNS: Mapping[str, str] = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₩": "KRW",
    "₹": "INR",
}
# Letters before a sign of a currency that say whose it is: "US$", "CN¥".
DOLLARS: Mapping[str, str] = {
    "US": "USD", "A": "AUD", "AU": "AUD", "C": "CAD", "CA": "CAD", "HK": "HKD", "NT": "TWD",
    "S": "SGD", "SG": "SGD", "NZ": "NZD", "CN": "CNY",
}  # fmt: skip
