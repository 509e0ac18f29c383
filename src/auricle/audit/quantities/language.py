"""What a language brings to the reading of quantities: tables of words, no code."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from auricle.audit.quantities.quantity import Kind


@dataclass(frozen=True, slots=True)
class Unit:
    """A way to write a unit: one of it is `factor` of the canonical `unit`."""

    kind: Kind
    unit: str
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Language:
    """Words of one language, lower case, blanks single.

    Words in front of a number are looked up by the last three to one of them; words behind it by
    the first two. A language that writes them without blanks ("約", "以下") gives them in
    `glued_before` and `glued_behind`, with the same meanings.
    """

    units: Mapping[str, Unit]
    numerals: Mapping[str, float]
    numeral_units: tuple[str, ...]
    approximate: frozenset[str]
    at_most: frozenset[str]
    at_least: frozenset[str]
    from_words: frozenset[str] = frozenset()
    change_words: frozenset[str] = frozenset()
    range_words: frozenset[str] = frozenset()
    between: str = ""
    between_and: str = ""
    by: str = ""
    per: tuple[str, ...] = ()
    glued_before: Mapping[str, str] = field(default_factory=dict)
    glued_behind: Mapping[str, str] = field(default_factory=dict)


def listed(words: str) -> frozenset[str]:
    """The words that blanks part.

    Examples
    --------
    >>> sorted(listed("about circa"))
    ['about', 'circa']
    """
    return frozenset(words.split())


def spelled(
    table: Mapping[tuple[Kind, str], Mapping[str, float]],
) -> dict[str, Unit]:
    """Each word as it may be spelled, lower case, with a capital or all in capitals.

    Examples
    --------
    >>> sorted(spelled({("impedance", "ohm"): {"ohm": 1.0}}))
    ['OHM', 'Ohm', 'ohm']
    """
    return {
        spelling: Unit(kind, unit, factor)
        for (kind, unit), words in table.items()
        for word, factor in words.items()
        for spelling in (word, word.capitalize(), word.title(), word.upper())
    }
