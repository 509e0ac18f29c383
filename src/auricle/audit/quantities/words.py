"""What the words and symbols around a number say of it: about, at most, at least."""

from dataclasses import dataclass

from auricle.audit.quantities.units import LANGUAGES

__all__ = ["Modifiers", "modifiers"]

_SYMBOLS = {"~": "approximate", "≈": "approximate", "<": "at_most", ">": "at_least"} | {
    "≤": "at_most",
    "≥": "at_least",
}
_ENTITIES = {"&lt;": "at_most", "&gt;": "at_least", "&le;": "at_most", "&ge;": "at_least"}
_ENGLISH = LANGUAGES[0]
_MEANINGS: dict[str, str] = {}
_GLUED_BEFORE: dict[str, str] = {}
_GLUED_BEHIND: dict[str, str] = {}
for _language in LANGUAGES:
    _MEANINGS |= dict.fromkeys(_language.approximate, "approximate")
    _MEANINGS |= dict.fromkeys(_language.at_most, "at_most")
    _MEANINGS |= dict.fromkeys(_language.at_least, "at_least")
    _MEANINGS |= dict.fromkeys(_language.from_words, "from")
    _GLUED_BEFORE |= _language.glued_before
    _GLUED_BEHIND |= _language.glued_behind
_GLUED_LAST = frozenset(word[-1] for word in _GLUED_BEFORE)
_GLUED_FIRST = frozenset(word[0] for word in _GLUED_BEHIND)
_GOES_ON = _ENGLISH.range_words | _ENGLISH.approximate | {"than", "the"}
_OPENING = "([{*_\"'`"  # what may stand right before a word
_LONGEST_PHRASE = max(phrase.count(" ") for phrase in _MEANINGS) + 1
_REACH = 32  # characters before a number in which its words are looked for


@dataclass(slots=True)
class Modifiers:
    """How a number is meant, and where the symbols before it begin."""

    front: int
    approximate: bool = False
    at_most: bool = False
    at_least: bool = False
    starting: bool = False  # "from" before it, and no word of change before that
    moved: bool = False  # it is where a change began or how large it was
    between: bool = False

    def add(self, meaning: str) -> None:
        """Notes a meaning of the tables of words."""
        if meaning == "from":
            self.starting = True
        else:
            setattr(self, meaning, True)


def modifiers(text: str, front: int, end: int) -> Modifiers:
    """What stands around the quantity from `front` to `end` of a masked text.

    Examples
    --------
    >>> found = modifiers("up to about 30 hours", 12, 20)
    >>> found.at_most, found.approximate
    (True, True)
    """
    result = Modifiers(front)
    _read_symbols(text, result)
    _read_words_before(text, result)
    _read_behind(text, end, result)
    return result


def _read_symbols(text: str, result: Modifiers) -> None:
    for _ in range(3):
        at = result.front - 1
        if at > 0 and text[at] == " ":
            at -= 1
        if at < 0:
            return
        symbol = text[at]
        if symbol == "=" and at and text[at - 1] in "<>":
            at, symbol = at - 1, text[at - 1]
        meaning = _SYMBOLS.get(symbol)
        if symbol == ";":
            entity = text[max(0, at - 3) : at + 1]
            meaning, at = _ENTITIES.get(entity), at - 3
        if meaning is None or (symbol == ">" and _quotes(text, at)):
            return
        result.add(meaning)
        result.front = at


def _quotes(text: str, at: int) -> bool:
    """Whether this ">" begins a line: Markdown's mark of a quotation."""
    return at == 0 or text[at - 1] == "\n"


def _read_words_before(text: str, result: Modifiers) -> None:
    front = result.front
    glued = text[front - 1] if front else ""
    if glued in _GLUED_LAST:
        for word, meaning in _GLUED_BEFORE.items():
            if text.endswith(word, 0, front):
                result.add(meaning)
    if glued == "-" and text[max(0, front - 5) : front].lower().endswith(("sub-", "der-")):
        result.at_most = True
        return
    if glued not in {" ", "\n"}:
        return
    words = text[max(0, front - _REACH) : front].lower().split()
    while words and (said := _meaning_of_last(words)):
        result.add(said)
    _read_changes(words, result)


def _meaning_of_last(words: list[str]) -> str | None:
    """The meaning of the last three to one words, which it takes from the list."""
    for count in range(min(_LONGEST_PHRASE, len(words)), 0, -1):
        meaning = _MEANINGS.get(" ".join(words[-count:]).lstrip(_OPENING))
        if meaning:
            del words[-count:]
            return meaning
    return None


def _read_changes(words: list[str], result: Modifiers) -> None:
    last = words[-3:]
    if not last:
        return
    result.between = last[-1].lstrip(_OPENING) == _ENGLISH.between
    result.moved = last[-1] == _ENGLISH.by or not _ENGLISH.change_words.isdisjoint(last)
    if result.moved:
        result.starting = False


def _read_behind(text: str, end: int, result: Modifiers) -> None:
    following = text[end : end + 1]
    if following == "+" and text[end + 1 : end + 2] not in {"N", "n"}:
        result.at_least = result.at_least or not text[end + 1 : end + 2].isdigit()
    elif following in _GLUED_FIRST and following:
        for word, meaning in _GLUED_BEHIND.items():
            if text.startswith(word, end):
                result.add(meaning)
    elif text[end : end + 3] in {" or", " an"}:
        words = text[end : end + 32].lower().split()[:3]
        said = _MEANINGS.get(" ".join(words[:2]).rstrip(".,;:)*"))
        if said and not (len(words) > 2 and _goes_on(words[1], words[2])):
            result.add(said)


def _goes_on(last: str, following: str) -> bool:
    """Whether "and above" or "and up" speaks of what follows: "and above 5 kHz", "and up to"."""
    if not last.isalpha():
        return False  # a stop ends the phrase
    return following in _GOES_ON or any(map(str.isdigit, following))
