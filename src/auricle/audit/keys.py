"""Names of products as keys: one key for all spellings of one name.

Case, spaces and signs do not count, but a plus does: Capsule3 Pro and Capsule3 Pro+ are two
products. Numbers of a series are one whether Roman, Arabic or spelt with *mark* or *generation*.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

__all__ = ["folded", "product_key"]

_TOKEN = re.compile(r"\+|[^\W_]+")
_MARK = re.compile(r"(?:mk|mark)(\d|[ivx]{1,4})")
_MARKED = re.compile(r"(\w*\dx?)mk(\d|[ivx]{1,4})", re.ASCII)  # "k553mkii", "m50xmk2"
_GENERATION = re.compile(r"(?:gen|generation)(\d)")
_ORDINAL = re.compile(r"(\d)(?:st|nd|rd|th)")
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_SINGLE = {"i": "1", "v": "5", "x": "10"}  # numbers only after a word that says so
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5"}
_GENERATIONS = frozenset({"gen", "generation"})
_MARKS = frozenset({"mk", "mark"})
_SPELT = {"+": "plus"}


def folded(words: str) -> str:
    """Letters and digits in lower case, ``&`` as "and": titles and names of makers as one.

    Examples
    --------
    >>> folded("Mitchell & Johnson"), folded("Reliability and Support")
    ('mitchellandjohnson', 'reliabilityandsupport')
    """
    return re.sub(r"[\W_]+", "", words.replace("&", "and").casefold())


@lru_cache(maxsize=4096)
def product_key(name: str) -> str:
    """Key of a product's name, equal for spellings of one name.

    Examples
    --------
    >>> product_key("K553 MKII") == product_key("K 553 Mk.2") == product_key("k553-mark-ii")
    True
    >>> product_key("K553MKII") == product_key("K553 MK2")
    True
    >>> product_key("AirPods Pro (2nd generation)") == product_key("AirPods Pro Gen 2")
    True
    >>> product_key("Capsule3 Pro+")
    'capsule3proplus'
    """
    tokens = _TOKEN.findall(unicodedata.normalize("NFKC", name).lower().replace("&", " and "))
    return "".join(_in_one_spelling(tokens))


def _in_one_spelling(tokens: list[str]) -> Iterator[str]:
    at = 0
    while at < len(tokens):
        after = tokens[at + 1] if at + 1 < len(tokens) else ""
        pair = _as_pair(tokens[at], after)
        yield pair or _as_one(tokens[at], is_first=at == 0)
        at += 2 if pair else 1


def _as_pair(token: str, after: str) -> str | None:
    """What two tokens are together: ``mark 2``, ``2nd gen``; None where each stands alone."""
    if token in _MARKS and (number := _number(after)):
        return f"mk{number}"
    if token in _GENERATIONS and (number := _number(after)):
        return f"gen{number}"
    if after in _GENERATIONS:
        ordinal = _ORDINAL.fullmatch(token)
        number = ordinal[1] if ordinal else _ORDINALS.get(token, "")
        return f"gen{number}" if number else None
    return None


def _as_one(token: str, *, is_first: bool) -> str:
    if mark := _MARK.fullmatch(token):
        return f"mk{_number(mark[1]) or mark[1]}"
    if marked := _MARKED.fullmatch(token):
        return f"{marked[1]}mk{_number(marked[2]) or marked[2]}"
    if generation := _GENERATION.fullmatch(token):
        return f"gen{generation[1]}"
    spelt = _SPELT.get(token, token)
    return spelt if is_first else _ROMAN.get(spelt, spelt)


def _number(token: str) -> str:
    """Arabic digits of a number of a series; empty where the token is none."""
    if token.isascii() and token.isdigit():
        return token
    return _ROMAN.get(token) or _SINGLE.get(token, "")
