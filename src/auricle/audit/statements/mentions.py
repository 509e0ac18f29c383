"""Which product a part of the prose speaks of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from auricle.audit.reading import Review, Span
from auricle.audit.statements.flat import flat_prose
from auricle.audit.statements.names import (
    BRANDS,
    GEAR,
    GENERIC,
    GENERIC_PHRASE,
    NO_MODEL,
    NO_SERIES,
    PUBLISHERS,
    STOP,
    SUFFIXES,
    UNITS,
)
from auricle.audit.statements.words import Word, by_first, key_of, length_of_name, words_in

__all__ = ["Mention", "mentions", "target_of"]

Kind = Literal["target", "sibling", "other"]

_MODEL = re.compile(r"(?=.*\d)[A-Z][A-Za-z]{0,9}(?:-[A-Za-z]{1,6})?-?\d{1,5}[\w+-]{0,12}")
_LETTERS = re.compile(r"[A-Z]{1,5}")
_NUMBER = re.compile(r"\d{1,4}[A-Za-z]{0,4}\d?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_WORDS = 6  # of a model's name


_BRANDS = by_first(BRANDS)
_SHOPS = by_first(PUBLISHERS)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a product in the prose, or words that stand for it.

    Two mentions with the same `key` are of the same product.
    """

    name: str  # as written
    span: Span
    kind: Kind
    key: str  # the model without its brand, in small letters and digits


@dataclass(slots=True)
class _Names:
    """The names that a review has given to products, and whose they are."""

    brand: tuple[str, ...] = ()
    target: tuple[str, ...] = ()  # words of the model
    brands: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    known: dict[str, tuple[str, str]] = field(default_factory=dict)  # short form: key, brand


def _names_of(review: Review) -> _Names:
    """What the front matter says the review is about."""
    title = review.value("target_name")
    words = words_in(title or review.value("title"))
    names = _Names(brands=_BRANDS)
    company = review.value("company_id").replace("-", "").lower()
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
    for word in words[:_MOST_WORDS]:
        if word.low in {"review", "headphones", "headphone", "earphones", "earbuds", "iem"}:
            return
        yield word.text


def _register(names: _Names) -> None:
    """Short forms of the target: each run of its words that says something."""
    words = names.target
    whole = key_of(words)
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            run = words[start:end]
            if any(_is_telling(word) for word in run):
                names.known[key_of(run)] = (whole, " ".join(names.brand))
    for word in words:
        for part in word.split("-")[1:]:
            if len(part) > 3 and re.search(r"\d", part):
                names.known[key_of([part])] = (whole, " ".join(names.brand))


def _is_telling(word: str) -> bool:
    low = word.lower()
    if low in GENERIC or low in STOP or low.isdigit():
        return False
    return len(low) > 2 or any(char.isdigit() for char in low)


def _run_after_brand(text: str, words: Sequence[Word], at: int, names: _Names) -> int:
    """Index after the last word of the model whose name begins at `at`."""
    end = at
    while end < len(words) and end - at < _MOST_WORDS:
        word = words[end]
        is_first = end == at
        is_joined = word.near or (is_first and text[words[end - 1].end : word.start] in _JOINTS)
        if not is_joined or word.low in STOP or (not is_first and words[end - 1].is_owner):
            break
        if word.text[0].isdigit() and not _is_number_of_a_model(text, word):
            break
        length = length_of_name(words, end, names.brands) or length_of_name(words, end, _SHOPS)
        if length and word.low not in {"final", "creative", "marshall", "beats", "spl", "ad"}:
            if end + length < len(words) and words[end + length].near:
                end += length
                continue
            break
        end += 1
    return end


_JOINTS = ("'s ", "’s ", " x ", " ")


def _is_number_of_a_model(text: str, word: Word) -> bool:
    if not word.text.isdigit():
        return not UNITS.match(text, _digits_end(word))
    return UNITS.match(text, word.end) is None


def _digits_end(word: Word) -> int:
    match = re.match(r"[\d.]+", word.text)
    return word.start + (match.end() if match else 0)


def _branded(text: str, words: Sequence[Word], names: _Names) -> Iterator[tuple[int, int, int]]:
    """Names with a brand: index of the brand, of the model, and after the model."""
    at, target = 0, key_of(names.target)
    while at < len(words):
        is_first = words[at].low in names.brands
        length = length_of_name(words, at, names.brands) if is_first else 0
        if not length:
            at += 1
            continue
        model = at + length
        end = _run_after_brand(text, words, model, names)
        run = words[model:end]
        if run and (_names_something(run) or key_of([one.text for one in run]) == target):
            yield at, model, end
            at = end
        else:
            at = model


def _names_something(words: Sequence[Word]) -> bool:
    """Whether the words after a brand are a name, and no company's department."""
    return any(_is_telling(word.text) or word.text.isdigit() for word in words) and not all(
        NO_MODEL.fullmatch(word.text) and not word.text.isdigit() and len(word.text) > 3
        for word in words
    )


def _unbranded(text: str, words: Sequence[Word], at: int) -> int:
    """Index after a model number that begins at `at`; `at` if none does."""
    word = words[at]
    end = at
    if _is_model(word.text):
        end = at + 1
    elif (
        at + 1 < len(words)
        and _LETTERS.fullmatch(word.text)
        and word.low not in NO_SERIES
        and not word.is_owner
        and words[at + 1].near
        and _NUMBER.fullmatch(words[at + 1].text)
        and sum(char.isdigit() for char in words[at + 1].text) >= 2
        and not _YEAR.fullmatch(words[at + 1].text)
        and _is_number_of_a_model(text, words[at + 1])
    ):
        end = at + 2
    if end == at:
        return at
    while end < len(words) and words[end].near and not words[end - 1].is_owner:
        if words[end].low not in SUFFIXES:
            break
        end += 1
    return end


@lru_cache(maxsize=2**14)  # the words of some hundred reviews
def _is_model(text: str) -> bool:
    return (
        _MODEL.fullmatch(text) is not None
        and sum(char.isdigit() for char in text) + sum(char.isupper() for char in text) >= 3
        and NO_MODEL.fullmatch(text) is None
        and text.lower() not in GEAR
        and UNITS.match(text, len(text)) is None
    )


def _known(words: Sequence[Word], at: int, names: _Names) -> int:
    """Index after the longest short form of a product named elsewhere; `at` if there is none."""
    longest, known = at, names.known
    run: list[str] = []
    for end, word in enumerate(words[at : at + _MOST_WORDS], start=at):
        if run and (not word.near or words[end - 1].is_owner):
            break
        run.append(word.text)
        key = key_of(run)
        if key in known or (key[-1:] == "s" and key[:-1] in known):
            longest = end + 1
    return longest


def _mention(text: str, words: Sequence[Word], names: _Names, brand: str | None) -> Mention:
    span = Span(words[0].start, words[-1].end)
    model = [word.text for word in words]
    if brand is not None:
        count = len(brand.split())
        model = [word.text for word in words[count:]]
        model = [one for one in model if (one.lower(),) not in BRANDS and one != "x"] or model
    key = key_of(model)
    key = key if key in names.known or key[:-1] not in names.known else key[:-1]
    whole, known_brand = names.known.get(key, (key, brand or ""))
    return Mention(
        text[span.start : span.end], span, _kind(whole, brand or known_brand, names), whole
    )


def _kind(key: str, brand: str, names: _Names) -> Kind:
    if key == key_of(names.target):
        return "target"
    if brand:
        return "sibling" if brand.split(maxsplit=1)[0] == (names.brand or ("",))[0] else "other"
    stem, target = (re.match(r"[a-z]*", one) for one in (key, key_of(names.target)))
    same = stem is not None and target is not None and stem[0] and stem[0] == target[0]
    return "sibling" if same else "other"


def _spoken(review: Review) -> Iterator[Mention]:
    """Words that stand for a product."""
    section = review.section("cost_performance")
    target = key_of(_names_of(review).target)
    for match in GENERIC_PHRASE.finditer(review.prose):
        start, end = match.span()
        if match["this"] and section and section.body.start <= start < section.body.end:
            continue  # there it is now the one, now the other
        kind: Kind = "other" if match["other"] else "sibling" if match["sibling"] else "target"
        key = target if kind == "target" else match[0].lower()
        yield Mention(match[0], Span(start, end), kind, key)


@lru_cache(maxsize=2)
def mentions(review: Review) -> tuple[Mention, ...]:
    r"""Products named in the prose, in the order of the text.

    Brands that stand alone, publishers, measuring gear and technologies are none.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> front = "---\ntarget_name: AKG K612 Pro\n---\n"
    >>> text = front + "The K612 and the HD 560S (120 ohm) differ from the K712 over Bluetooth.\n"
    >>> [(one.name, one.kind) for one in mentions(read_review("a.md", text))]
    [('K612', 'target'), ('HD 560S', 'other'), ('K712', 'sibling')]
    """
    text, names = flat_prose(review), _names_of(review)
    _register(names)
    words = words_in(text)
    branded = {one[0]: one for one in _branded(text, words, names)}
    for at, model, end in branded.values():
        _learn(words[at:model], words[model:end], names)
    found = [*_walk(text, words, branded, names), *_spoken(review)]
    return tuple(sorted(found, key=lambda one: one.span))


def _learn(brand: Sequence[Word], model: Sequence[Word], names: _Names) -> None:
    """A name with its brand makes known the model alone, and what it is called for short."""
    low_brand = " ".join(word.low for word in brand)
    parts = [word.text for word in model if (word.low,) not in BRANDS and word.text != "x"]
    key = key_of(parts)
    if not parts or key in names.known or not any(map(_is_telling, parts)):
        return
    names.known[key] = (key, low_brand)
    if len(parts) > 1:
        for short in (parts[:1], parts[-1:]):
            if _is_telling(short[0]) and len(short[0]) > 2:
                names.known.setdefault(key_of(short), (key, low_brand))


def _walk(
    text: str,
    words: Sequence[Word],
    branded: Mapping[int, tuple[int, int, int]],
    names: _Names,
) -> Iterator[Mention]:
    at = 0
    while at < len(words):
        brand: str | None = None
        if at in branded:
            _, model, end = branded[at]
            brand = " ".join(word.low for word in words[at:model])
        elif words[at].low in _SHOPS and (length := length_of_name(words, at, _SHOPS)):
            at += length
            continue
        else:
            end = max(_known(words, at, names), _unbranded(text, words, at))
        if end > at:
            yield _mention(text, words[at:end], names, brand)
        at = max(end, at + 1)


def target_of(review: Review) -> Mention:
    r"""The product that a review is about, as its front matter names it.

    Examples
    --------
    >>> from auricle.audit.reading import read_review
    >>> review = read_review("a.md", "---\ntarget_name: AKG K612 Pro\n---\n")
    >>> target_of(review).key
    'k612pro'
    """
    field = review.field("target_name") or review.field("title")
    span = field.span if field else Span(0, 0)
    return Mention(review.value("target_name"), span, "target", key_of(_names_of(review).target))
