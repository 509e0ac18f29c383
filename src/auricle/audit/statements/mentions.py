"""Which product a part of the prose speaks of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from auricle.audit.reading import Review, Span
from auricle.audit.statements.flat import flat_prose
from auricle.audit.statements.naming import (
    MOST_WORDS,
    Names,
    is_same_maker,
    is_telling,
    learn,
    names_of,
)
from auricle.audit.statements.vocabulary import (
    BRANDS,
    GEAR,
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
_SHOPS = by_first(PUBLISHERS)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a product in the prose, or words that stand for it.

    Two mentions with the same `key` are of the same product. Where makers share a name, the key
    of one that is not the product under review has its maker.
    """

    name: str  # as written
    span: Span
    kind: Kind
    key: str  # in small letters and digits, without its maker as a rule


def _run_after_brand(text: str, words: Sequence[Word], at: int, names: Names) -> int:
    """Index after the last word of the model whose name begins at `at`."""
    end = at
    while end < len(words) and end - at < MOST_WORDS:
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


def _branded(text: str, words: Sequence[Word], names: Names) -> Iterator[tuple[int, int, int]]:
    """Names with a brand: index of the brand, of the model, and after the model."""
    at, target = 0, names.key
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
    return any(is_telling(word.text) or word.text.isdigit() for word in words) and not all(
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


def _known(words: Sequence[Word], at: int, names: Names) -> int:
    """Index after the longest short form of a product named elsewhere; `at` if there is none."""
    longest, known = at, names.known
    run: list[str] = []
    for end, word in enumerate(words[at : at + MOST_WORDS], start=at):
        if run and (not word.near or words[end - 1].is_owner):
            break
        run.append(word.text)
        key = key_of(run)
        if key in known or (key[-1:] == "s" and key[:-1] in known):
            longest = end + 1
    return longest


def _mention(text: str, words: Sequence[Word], names: Names, brand: str | None) -> Mention:
    span = Span(words[0].start, words[-1].end)
    model = [word.text for word in words]
    maker = brand or ""
    if brand is not None:
        named = words[len(brand.split()) :]
        maker = " ".join([brand, *(word.low for word in named if (word.low,) in BRANDS)])
        model = [one.text for one in named if (one.low,) not in BRANDS and one.text != "x"]
        model = model or [one.text for one in named]
    key = key_of(model)
    key = key if key in names.known or key[:-1] not in names.known else key[:-1]
    whole, owner = names.known.get(key, (key, maker))
    is_namesake = (
        not names.is_ours(maker) if whole == names.key else not is_same_maker(maker, owner)
    )
    if is_namesake:
        whole, owner = key_of([*maker.split()[:1], *model]), maker
    return Mention(text[span.start : span.end], span, _kind(whole, maker or owner, names), whole)


def _kind(key: str, maker: str, names: Names) -> Kind:
    if key == names.key:
        return "target"
    if maker:
        is_known = bool(names.brand or names.company)
        return "sibling" if is_known and names.is_ours(maker) else "other"
    stem, target = (re.match(r"[a-z]*", one) for one in (key, names.key))
    same = stem is not None and target is not None and stem[0] and stem[0] == target[0]
    return "sibling" if same else "other"


def _spoken(review: Review) -> Iterator[Mention]:
    """Words that stand for a product."""
    section = review.section("cost_performance")
    target = target_of(review).key
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
    text, names = flat_prose(review), names_of(review)
    words = words_in(text)
    branded = {one[0]: one for one in _branded(text, words, names)}
    for at, model, end in branded.values():
        learn(words[at:model], words[model:end], names)
    found = [*_walk(text, words, branded, names), *_spoken(review)]
    return tuple(sorted(found, key=lambda one: one.span))


def _walk(
    text: str,
    words: Sequence[Word],
    branded: Mapping[int, tuple[int, int, int]],
    names: Names,
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


@lru_cache(maxsize=2)
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
    return Mention(review.value("target_name"), span, "target", names_of(review).key)
