"""The names that a review gives to products, and whose they are."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from auricle.audit.reading import Review
from auricle.audit.statements.vocabulary import BRANDS, GENERIC, SAME_MAKER, STOP
from auricle.audit.statements.words import Word, by_first, key_of, length_of_name, words_in

__all__ = ["MOST_WORDS", "Names", "is_same_maker", "is_telling", "learn", "names_of"]

MOST_WORDS = 6  # of a model's name
_BRANDS = by_first(BRANDS)


@dataclass(slots=True)
class Names:
    """Names of products as a review has given them so far."""

    brand: tuple[str, ...] = ()
    company: str = ""  # the maker by the identifier of the front matter
    target: tuple[str, ...] = ()  # words of the model
    brands: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    known: dict[str, tuple[str, str]] = field(default_factory=dict)  # short form: key, brand

    def is_ours(self, maker: str) -> bool:
        """Whether the product under review is of this maker, as far as the review tells.

        Examples
        --------
        >>> Names(brand=("cmf",), company="nothing").is_ours("nothing")
        True
        """
        own = " ".join(self.brand)
        return is_same_maker(maker, own) or (
            bool(self.company) and is_same_maker(maker, self.company)
        )

    @property
    def key(self) -> str:
        """Key of the product under review."""
        return key_of(self.target)


def names_of(review: Review) -> Names:
    r"""What the front matter says the review is about, with the short forms of it.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> names = names_of(read_review("a.md", "---\ntarget_name: AKG K612 Pro\n---\n"))
    >>> names.brand, names.target, sorted(names.known)
    (('akg',), ('K612', 'Pro'), ['k612', 'k612pro'])
    """
    title = review.value("target_name")
    words = words_in(title or review.value("title"))
    company_id = review.value("company_id").lower()
    names = Names(brands=_BRANDS, company=company_id.replace("-", " ").strip())
    company = company_id.replace("-", "")
    for at in range(len(words)):
        length = length_of_name(words, at, _BRANDS)
        if title and not length and at == 0:
            length = _company_words(words, company)
        if length:
            while at + length < len(words) and length_of_name(words, at + length, _BRANDS):
                length += 1  # "7HZ 7Hz Salnotes Zero"
            names.brand = tuple(word.low for word in words[at : at + length])
            names.target = tuple(_model_words(words[at + length :]))
            break
        if title:
            names.brand, names.target = (words[0].low,), tuple(_model_words(words[1:]))
            break
    if names.brand and names.brand[0] not in _BRANDS and len(names.brand[0]) > 1:
        names.brands = {**_BRANDS, names.brand[0]: (names.brand,)}
    _register(names)
    return names


def _company_words(words: Sequence[Word], company: str) -> int:
    """How many words the name of the company has, by the front matter."""
    joined = ""
    for count, word in enumerate(words[:-1], start=1):
        joined += re.sub(r"[^a-z0-9]", "", word.low)
        if company and joined == company:
            return count
    return 0


def _model_words(words: Sequence[Word]) -> Iterator[str]:
    for word in words[:MOST_WORDS]:
        if word.low in {"review", "headphones", "headphone", "earphones", "earbuds", "iem"}:
            return
        yield word.text


def _register(names: Names) -> None:
    """Short forms of the target: each run of its words that says something."""
    words = names.target
    whole = key_of(words)
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            run = words[start:end]
            if any(is_telling(word) for word in run):
                names.known[key_of(run)] = (whole, " ".join(names.brand))
    for word in words:
        for part in word.split("-")[1:]:
            if len(part) > 3 and re.search(r"\d", part):
                names.known[key_of([part])] = (whole, " ".join(names.brand))


def is_telling(word: str) -> bool:
    """Whether a word alone may stand for a product.

    Examples
    --------
    >>> is_telling("K612"), is_telling("Pro"), is_telling("612")
    (True, False, False)
    """
    low = word.lower()
    if low in GENERIC or low in STOP or low.isdigit():
        return False
    return len(low) > 2 or any(char.isdigit() for char in low)


def is_same_maker(one: str, other: str) -> bool:
    """Whether two names in small letters are of one maker: one is the other, or holds it.

    A maker that is not named may be any.

    Examples
    --------
    >>> is_same_maker("anker soundcore", "soundcore"), is_same_maker("cmf", "oneplus")
    (True, False)
    """
    words, others = (set(SAME_MAKER.get(name, name).split()) for name in (one, other))
    return words <= others or others <= words


def learn(brand: Sequence[Word], model: Sequence[Word], names: Names) -> None:
    """A name with its brand makes known the model alone, and what it is called for short.

    Examples
    --------
    >>> names = Names()
    >>> learn(words_in("Truthear"), words_in("Hola Two"), names)
    >>> sorted(names.known)
    ['hola', 'holatwo']
    """
    low_brand = " ".join(word.low for word in brand)
    parts = [word.text for word in model if (word.low,) not in BRANDS and word.text != "x"]
    key = key_of(parts)
    if not parts or key in names.known or not any(map(is_telling, parts)):
        return
    names.known[key] = (key, low_brand)
    if len(parts) > 1:
        for short in (parts[:1], parts[-1:]):
            if is_telling(short[0]) and len(short[0]) > 2:
                names.known.setdefault(key_of(short), (key, low_brand))
