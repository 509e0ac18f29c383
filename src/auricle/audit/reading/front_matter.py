"""The front matter of a review: YAML between two lines of dashes, read with places.

Only what such a page needs is read: keys with a text, or with a list of texts. Nothing is ever
built from a tag, and aliases are refused, so that no front matter can grow in memory.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from auricle.audit.reading.text import Span

__all__ = ["Field", "FrontMatter", "FrontMatterFault", "read_front_matter"]

_NO_KEYS = "no keys"  # of a text between two lines of dashes, which may be no front matter
_MOST_CHARACTERS = 20_000  # of a front matter; the longest known has under 2000
_FENCE = re.compile(r"\ufeff?---[ \t]*\r?\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_KEY_LINE = re.compile(r"^(\w{1,40}):[ \t]+(\S[^\r\n]{0,1000}?)[ \t]*\r?$", re.MULTILINE)
_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same events, faster


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a front matter."""

    key: str
    value: str | tuple[str, ...] | None  # as written; None: neither text nor list of texts
    span: Span  # of the value
    key_span: Span
    items: tuple[Span, ...] = ()  # of the entries of a list

    @property
    def text(self) -> str:
        """The value where it is a text, else nothing."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def entries(self) -> tuple[str, ...]:
        """The values where it is a list, else nothing."""
        return self.value if isinstance(self.value, tuple) else ()


@dataclass(frozen=True, slots=True)
class FrontMatterFault:
    """Why a front matter cannot be read."""

    offset: int
    found: str
    expected: str
    is_trap: bool = False  # what might grow without end: nests, aliases


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys of a front matter in their order, and what is wrong with its form."""

    fields: Mapping[str, Field]
    end: int  # offset after the closing line
    faults: tuple[FrontMatterFault, ...] = ()
    repeated: tuple[Field, ...] = ()  # further entries of a key that was there before

    def text(self, key: str) -> str:
        """Value of a key that holds a text; empty where it does not, or is not there."""
        return self.fields[key].text if key in self.fields else ""


def read_front_matter(content: str) -> FrontMatter | None:
    r"""Front matter at the head of a text; None where the text has none.

    Examples
    --------
    >>> front = read_front_matter("---\nlang: en\ntags: [a, b]\n---\nText")
    >>> front.text("lang"), front.fields["tags"].entries
    ('en', ('a', 'b'))
    """
    opening = _FENCE.match(content)
    if opening is None:
        return None
    closing = _END.search(content, opening.end(), opening.end() + _MOST_CHARACTERS)
    if closing is None:
        expected = f"a line of three dashes within {_MOST_CHARACTERS} characters"
        fault = FrontMatterFault(0, "a front matter without an end", expected)
        return FrontMatter({}, len(opening[0]), (fault,))
    return _Builder(opening.end(), content[opening.end() : closing.start()], closing.end()).read()


@dataclass(slots=True)
class _Builder:
    """From the events of YAML to fields."""

    start: int  # offset of the YAML in the file
    yaml_text: str
    end: int

    def read(self) -> FrontMatter:
        found: list[Field] = []
        faults: list[FrontMatterFault] = []
        try:
            self._read_fields(found)
        except _UnwantedError as error:
            faults.append(error.fault)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            faults.append(self._fault(error))
        if faults:
            found = [*found, *self._read_lines({field.key for field in found})]
        fields: dict[str, Field] = {}
        repeated = [one for one in found if fields.setdefault(one.key, one) is not one]
        return FrontMatter(fields, self.end, tuple(faults), tuple(repeated))

    def _read_lines(self, known: set[str]) -> Iterator[Field]:
        """Keys that stand alone on their line, where the YAML as a whole cannot be read."""
        for match in _KEY_LINE.finditer(self.yaml_text):
            if match[1] not in known:
                known.add(match[1])
                start = self.start + match.start(2)
                span = Span(start, start + len(match[2]))
                yield Field(match[1], match[2], span, Span(self.start + match.start(1), start - 1))

    def _fault(self, error: Exception) -> FrontMatterFault:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = getattr(error, "problem", None) or "something that is no YAML"
        return FrontMatterFault(self._offset(mark), str(problem), "YAML: key: value")

    def _offset(self, mark: Any) -> int:
        return self.start + min(mark.index if mark else 0, len(self.yaml_text))

    def _read_fields(self, found: list[Field]) -> None:
        events = _events(self.yaml_text)
        first = next(events, None)
        if first is None:
            return
        if not isinstance(first, yaml.MappingStartEvent):
            raise self._unwanted(first, _NO_KEYS, "key: value")
        for key in events:
            if isinstance(key, yaml.MappingEndEvent):
                return
            if not isinstance(key, yaml.ScalarEvent):
                raise self._unwanted(key, "a key that is no text", "key: value")
            found.append(self._field(key, next(events), events))

    def _field(self, key: Any, value: Any, events: Any) -> Field:
        key_span = self._span(key)
        if isinstance(value, yaml.ScalarEvent):
            return Field(key.value, value.value, self._span(value), key_span)
        start = self._offset(value.start_mark)
        if isinstance(value, yaml.AliasEvent):
            raise self._unwanted(value, "an alias", "the value itself")
        if isinstance(value, yaml.MappingStartEvent):
            return Field(key.value, None, Span(start, self._skipped(events)), key_span)
        entries: list[Any] = []
        for entry in events:
            if isinstance(entry, yaml.SequenceEndEvent):
                span = Span(start, self._offset(entry.end_mark))
                break
            if not isinstance(entry, yaml.ScalarEvent):
                raise self._unwanted(entry, "a list in a list", "a list of texts or numbers")
            entries.append(entry)
        texts = tuple(str(entry.value) for entry in entries)
        return Field(key.value, texts, span, key_span, tuple(map(self._span, entries)))

    def _skipped(self, events: Any) -> int:
        """Offset after a mapping, which no field of a review is."""
        depth = 1
        while depth:
            event = next(events)
            starts = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
            depth += isinstance(event, starts)
            depth -= isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent))
        return self._offset(event.end_mark)

    def _span(self, event: Any) -> Span:
        return Span(self._offset(event.start_mark), self._offset(event.end_mark))

    def _unwanted(self, event: Any, found: str, expected: str) -> "_UnwantedError":
        offset = self._offset(event.start_mark)
        is_trap = found != _NO_KEYS
        return _UnwantedError(FrontMatterFault(offset, found, expected, is_trap=is_trap))


class _UnwantedError(Exception):
    """YAML that no front matter needs."""

    def __init__(self, fault: FrontMatterFault) -> None:
        super().__init__(fault.found)
        self.fault = fault


def _events(text: str) -> Any:
    """Events of a text but those of stream and document; an alias is no event of ours."""
    skipped = (
        yaml.StreamStartEvent,
        yaml.StreamEndEvent,
        yaml.DocumentStartEvent,
        yaml.DocumentEndEvent,
    )
    for event in yaml.parse(text, Loader=_Parser):
        if not isinstance(event, skipped):
            yield event
