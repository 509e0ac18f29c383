"""Numbers of a text, each with the unit, currency and sign that stand at it."""

import re
from dataclasses import dataclass
from math import inf

from auricle.audit.quantities.currencies import CODES, DOLLARS, SIGNS
from auricle.audit.quantities.language import Unit
from auricle.audit.quantities.units import LANGUAGES, read_unit

__all__ = ["Token", "read_tokens"]

# "20,000.5", "1.299,00" (certain by its two separators), "3,5", "20.5", "20", "1'299.50"; groups
# that a blank parts are certain where they are noughts: "20 000", not "DT 880 250 ohms".
_NUMBER = re.compile(
    r"[0-9]++(?:(?:,[0-9]{3}(?![0-9]))++(?:\.[0-9]++)?+|\.[0-9]{3},[0-9]{2}(?![0-9])"
    r"|,[0-9]{1,2}(?![0-9,])|\.[0-9]++|(?:'[0-9]{3}(?![0-9]))++(?:\.[0-9]++)?+"
    r"|(?: 000(?![0-9,.]))++)?+"
)
# "1 299 USD" may be one number, or a name and a price; it is left alone.
_MAYBE_GROUPED = frozenset({"money", "frequency"})
_GROUP_BEFORE = re.compile(r"(?<![A-Za-z0-9.,'])[1-9][0-9]? $")
_GROUP_BEHIND = re.compile(r" [0-9]{3}(?![0-9])")
_DECIMAL = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}(?![0-9.])")
_SEPARATORS = str.maketrans("", "", ",' ")
_LONGEST = 20  # digits and separators of a number that anybody would state
_MULTIPLES = re.compile(r" ?(k|K|thousand|M|million|bn|billion)(?![A-Za-z0-9])")
_MULTIPLE_OF = {"k": 1e3, "t": 1e3, "m": 1e6, "b": 1e9}
# Signs are read where no word or number ends just before them.
_BEFORE_SIGN = frozenset(" \n\0([{,:;=|/~≈<>≤≥*\"'@→")
_PREFIXES = ("sub-", "mid-", "near-", "under-", "over-", "post-", "pre-", "above-", "below-")
_NUMERALS = LANGUAGES[0].numerals
_LOWER_WORD = re.compile(r"\b([A-Za-z]{3,6})(?: to |-to-|–| or )$")
_NUMERAL_UNIT = re.compile("|".join(LANGUAGES[0].numeral_units))


@dataclass(slots=True)
class Token:
    """A number: `front` is where its sign or currency begins, `start` where its digits do."""

    front: int
    start: int
    end: int
    value: float
    decimals: int
    unit: Unit | None = None
    written: str = ""  # the unit as it stands
    sign: str = ""
    plus: bool = False


def read_tokens(text: str) -> list[Token]:
    """Numbers that can be part of a quantity, in order, from a masked text.

    Left out are parts of names, dates and versions: digits that a letter, a point or a further
    hyphen ties to what stands before.

    Examples
    --------
    >>> [token.value for token in read_tokens("K612, 62 ohms, 1,299.99 USD")]
    [62.0, 1299.99]
    """
    tokens: list[Token] = []
    taken = 0  # end of the last token: what it took is no currency of the next
    for found in _NUMBER.finditer(text):
        token = _token(text, found, taken)
        if token is not None:
            tokens.append(token)
            taken = token.end
    return _with_numerals(text, tokens)


def _token(text: str, found: re.Match[str], taken: int) -> Token | None:
    start, end = found.span()
    if end - start > _LONGEST or start < taken:
        return None
    before = text[start - 1] if start else " "
    currency, front = None, start
    if before.isalnum() or before == "_":
        if before.isupper():
            currency, front = _code_before(text, start, taken)
        if currency is None and not _follows_freely(text, start, before):
            return None
    elif before in SIGNS or before == " ":
        currency, front = _currency_before(text, start, taken)
    elif before == ".":
        if not found[0].isdigit() or (start > 1 and text[start - 2] not in _BEFORE_SIGN):
            return None
        front = start - 1
    elif before in ":,-" and not _is_apart(text, start, before, taken):
        return None
    return _completed(text, found, front=front, currency=currency)


def _follows_freely(text: str, start: int, before: str) -> bool:
    """Whether a number may follow this letter: "2x50 W", or a script without blanks."""
    if before == "x":
        return start > 1 and (text[start - 2].isdigit() or text[start - 2] == " ")
    return before > "\u3000" or before in "Øøφϕ"


def _is_apart(text: str, start: int, before: str, taken: int) -> bool:
    """Whether a colon, comma or hyphen before the number leaves it a number of its own."""
    if start < 2:
        return True
    last = text[start - 2]
    if before != "-":
        return not last.isdigit() or (taken == start - 1 and before == ",")
    if not last.isalnum() and last not in "%)'\"]$€£":
        return True
    if taken == start - 1 or _DECIMAL.match(text, start):
        return True  # a range, whose low end ends at this hyphen; names hold no point
    return text[max(0, start - 6) : start].lower().endswith(_PREFIXES)


def _code_before(text: str, start: int, taken: int) -> tuple[str | None, int]:
    """The code of a currency that ends at `start`, and where it begins."""
    begin = start - 3
    code = text[max(begin, 0) : start]
    if begin < taken or code not in CODES:
        return None, start
    if begin and (text[begin - 1].isalnum() or text[begin - 1] == "_"):
        return None, start
    return CODES[code], begin


def _currency_before(text: str, start: int, taken: int) -> tuple[str | None, int]:
    """The currency before a number, with or without a blank, and where it begins."""
    last = start - 1 if text[start - 1] != " " else start - 2
    if last < taken:
        return None, start
    sign = text[last]
    if sign not in SIGNS:
        code, begin = _code_before(text, last + 1, taken)
        return (code, begin) if code else (None, start)
    begin = last
    while begin > taken and last - begin < 4 and text[begin - 1].isupper():
        begin -= 1
    prefix = text[begin:last]
    if prefix in DOLLARS:
        return DOLLARS[prefix], begin
    return (CODES[prefix], begin) if prefix in CODES else (SIGNS[sign], last)


def _completed(
    text: str, found: re.Match[str], *, front: int, currency: str | None
) -> Token | None:
    start, end = found.span()
    written = found[0]
    if written[0] == "0" and len(written) > 1 and written[1].isdigit():
        return None  # the month of a date, a catalogue number
    value, decimals = _read_number(("." if text[front] == "." else "") + written)
    token = Token(front, start, end, value, decimals)
    if currency is not None:
        _apply_currency(text, token, currency)
    else:
        read = read_unit(text, end)
        if read is not None:
            token.unit, begin, token.end, token.plus = read
            token.written = text[begin : token.end]
        _apply_sign(text, token)
    return None if _is_ambiguous(text, token) else token


def _is_ambiguous(text: str, token: Token) -> bool:
    """Whether separators leave it open how large it is: "1 299 USD", "1.299 EUR", "40.000 Hz"."""
    if token.unit is None or token.unit.kind not in _MAYBE_GROUPED:
        return False
    is_money = token.unit.kind == "money"
    may_be_grouped = is_money or (token.unit.unit == "Hz" and token.unit.factor == 1.0)
    if may_be_grouped and token.decimals == 3 and 1.0 <= token.value < (inf if is_money else 1e3):
        return True
    start, before = token.start, text[max(0, token.start - 5) : token.start]
    if token.front < start and token.value < 100.0:
        return _GROUP_BEHIND.match(text, token.end) is not None
    return text[start : start + 3].isdigit() and _GROUP_BEFORE.search(before) is not None


def _apply_currency(text: str, token: Token, currency: str) -> None:
    token.unit, token.written = Unit("money", currency), text[token.front : token.start].strip()
    multiple = _MULTIPLES.match(text, token.end)
    if multiple:
        token.value *= _MULTIPLE_OF[multiple[1][0].lower()]
        token.end = multiple.end()
    read = read_unit(text, token.end)
    if read is not None and read[0].kind == "money":  # "$99 CAD"
        token.unit, token.written, token.end = read[0], text[read[1] : read[2]], read[2]


def _read_number(written: str) -> tuple[float, int]:
    """Value and decimals, from the forms of `_NUMBER`."""
    whole, comma, tail = written.rpartition(",")
    if comma and len(tail) in {1, 2}:  # a decimal comma
        return float(whole.replace(".", "") + "." + tail), len(tail)
    plain = written.translate(_SEPARATORS)
    return float(plain), len(plain.partition(".")[2])


def _apply_sign(text: str, token: Token) -> None:
    """Takes a sign that stands right at the number, or "±" with a blank."""
    at = token.front - 1
    if at < 0:
        return
    if text[at] == " " and at and text[max(0, at - 3) : at].endswith(("±", "+/-", "-/+")):
        at -= 1
    sign = text[at]
    if sign == "±":
        token.sign, token.front = "±", at
    elif sign in "+-−–":
        if text[max(0, at - 2) : at + 1] in {"+/-", "-/+"}:
            token.sign, token.front = "±", at - 2
        elif sign == "-" and at and text[at - 1] == "+":
            token.sign, token.front = "±", at - 1
        elif at == 0 or text[at - 1] in _BEFORE_SIGN:
            token.sign, token.front = ("+" if sign == "+" else "-"), at


def _with_numerals(text: str, tokens: list[Token]) -> list[Token]:
    """The tokens and, among them, number words before units of time: "two-year"."""
    words = []
    for found in _NUMERAL_UNIT.finditer(text):
        at = found.start()
        if at < 4 or text[at - 1] not in " -\n":
            continue
        begin = at - 1
        while begin and at - begin < 8 and text[begin - 1].isalpha():
            begin -= 1
        value = _NUMERALS.get(text[begin : at - 1].lower())
        read = read_unit(text, at - 1) if value is not None else None
        if value is not None and read is not None:
            lower = _LOWER_WORD.search(text, max(0, begin - 12), begin)
            if lower is not None and lower[1].lower() in _NUMERALS:
                first = _NUMERALS[lower[1].lower()]
                words.append(Token(lower.start(), lower.start(), lower.end(1), first, 0))
            written = text[read[1] : read[2]]
            words.append(Token(begin, begin, read[2], value, 0, read[0], written))
    if not words:
        return tokens
    return sorted([*tokens, *words], key=lambda token: token.start)
