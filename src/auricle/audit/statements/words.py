"""Words of which names of products are made."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from auricle.audit.keys import product_key

__all__ = ["Word", "by_first", "key_of", "length_of_name", "words_in"]

_POSSESSIVE = re.compile(r"['’]s?$")
_WORD = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Z0-9][A-Za-z0-9]*(?:[-+.:&'’][A-Za-z0-9]+)*\+?"
    r"|x(?= [A-Z0-9])|&(?= [A-Z])|[a-z]{1,4}[A-Z][A-Za-z]*|beyerdynamic|final(?= [A-Z]))"
)


class Word(NamedTuple):
    """A word that may be part of a name."""

    text: str  # without a possessive
    low: str  # the same in small letters
    start: int
    end: int
    is_owner: bool  # whether it has a possessive
    near: bool  # whether only one space stands between it and the word before


def key_of(words: Sequence[str]) -> str:
    """Words of a model as one, however they are parted and numbered.

    Examples
    --------
    >>> {key_of(name.split()) for name in ("K550 MKII", "K 550 mk2", "K550 Mark II")}
    {'k550mk2'}
    """
    return _key_of(tuple(words))


@lru_cache(maxsize=2**15)  # the words of a few hundred reviews
def _key_of(words: tuple[str, ...]) -> str:
    return product_key(" ".join(words))


def words_in(text: str) -> list[Word]:
    """Words of a text that may be part of a name, in their order.

    Examples
    --------
    >>> [(word.text, word.near) for word in words_in("AKG’s K612 and the HD 560S")]
    [('AKG', False), ('K612', True), ('HD', False), ('560S', True)]
    """
    found: list[Word] = []
    last_end = -2
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = written = match[0]
        if "'" in written or "’" in written:
            word = _POSSESSIVE.sub("", written)
        gap = text[last_end:start]
        near = gap in {" ", "\n", "\u00a0", ": "} if found else False
        low = word.lower()
        if gap == ": " and low not in {"red", "blue", "2"}:
            near = False
        found.append(Word(word, low, start, start + len(word), word != written, near))
        last_end = end
    return found


def by_first(brands: frozenset[tuple[str, ...]]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Names of several words by the first of them, the longest first.

    Examples
    --------
    >>> by_first(frozenset({("fir", "audio"), ("fir",)}))
    {'fir': (('fir', 'audio'), ('fir',))}
    """
    found: dict[str, list[tuple[str, ...]]] = {}
    for brand in brands:
        found.setdefault(brand[0], []).append(brand)
    return {first: tuple(sorted(some, key=len, reverse=True)) for first, some in found.items()}


def length_of_name(
    words: Sequence[Word], at: int, table: Mapping[str, tuple[tuple[str, ...], ...]]
) -> int:
    """How many words from `at` are a name of the table; 0 if none is.

    Examples
    --------
    >>> words = words_in("Bowers & Wilkins Px8")
    >>> length_of_name(words, 0, by_first(frozenset({("bowers", "&", "wilkins")})))
    3
    """
    for name in table.get(words[at].low, ()):
        run = words[at : at + len(name)]
        is_run = all(word.near for word in run[1:]) and not any(w.is_owner for w in run[:-1])
        if is_run and tuple(word.low for word in run) == name:
            return len(name)
    return 0
