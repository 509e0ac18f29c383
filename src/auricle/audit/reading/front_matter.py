"""The front matter of a review: YAML between two lines of dashes, read with places.

Only what such a page needs is read: keys with a text, or with a list of texts; other values are
passed over. Nothing is ever built from a tag, and aliases and deep nests are refused, so that no
front matter can grow in memory.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import yaml

from auricle.audit.reading.text import Span, blanked

__all__ = ["Field", "FrontMatter", "FrontMatterFault", "read_front_matter"]

_NO_KEYS = "no keys"  # of a text between two lines of dashes, which may be no front matter
_MOST_CHARACTERS = 20_000  # of a front matter; the longest known has under 2000
_DEEPEST = 20  # lists and tables in each other; sites nest three or four
_FENCE = re.compile(r"\ufeff?---[ \t]*\r?\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_KEY_LINE = re.compile(r"^(\w{1,40}):[ \t]+(\S[^\r\n]{0,1000}?)[ \t]*\r?$", re.MULTILINE)
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\n]*", re.MULTILINE)
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
    comments: tuple[Span, ...] = ()  # from the number sign to the end of the line

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
    scalars: list[Span] = field(default_factory=list)  # places in the YAML, not in the file

    def read(self) -> FrontMatter:
        found: list[Field] = []
        faults: list[FrontMatterFault] = []
        try:
            self.read_fields(found)
        except _UnwantedError as error:
            faults.append(error.fault)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            faults.append(self._fault(error))
        if faults:
            if found and self._is_one_line(found[-1].span.end, faults[0].offset):
                found.pop()  # it may have been read by half
            found = [*found, *self._read_lines({field.key for field in found})]
        fields: dict[str, Field] = {}
        repeated = [one for one in found if fields.setdefault(one.key, one) is not one]
        comments = tuple(self._comments())
        return FrontMatter(fields, self.end, tuple(faults), tuple(repeated), comments)

    def _is_one_line(self, start: int, end: int) -> bool:
        return "\n" not in self.yaml_text[start - self.start : end - self.start]

    def _comments(self) -> Iterator[Span]:
        """Comments, which no number sign within a text begins."""
        for match in _COMMENT.finditer(blanked(self.yaml_text, self.scalars)):
            yield Span(self.start + match.start(), self.start + match.end())

    def _read_lines(self, known: set[str]) -> Iterator[Field]:
        """Keys that stand alone on their line, where the YAML as a whole cannot be read."""
        for match in _KEY_LINE.finditer(self.yaml_text):
            if match[1] not in known:
                known.add(match[1])
                yield self._read_line(match)

    def _read_line(self, match: re.Match[str]) -> Field:
        """The field of one line: by YAML where the line is some, else its text as it stands."""
        line = _Builder(self.start + match.start(), match[0], self.end)
        found: list[Field] = []
        with suppress(_UnwantedError, yaml.YAMLError, ValueError, RecursionError):
            line.read_fields(found)
            moved = (
                Span(one.start + match.start(), one.end + match.start()) for one in line.scalars
            )
            self.scalars += moved
            return found[0]
        start = self.start + match.start(2)
        key_span = Span(self.start + match.start(1), start - 1)
        return Field(match[1], match[2], Span(start, start + len(match[2])), key_span)

    def _fault(self, error: Exception) -> FrontMatterFault:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = getattr(error, "problem", None) or "something that is no YAML"
        return FrontMatterFault(self._offset(mark), str(problem), "YAML: key: value")

    def _offset(self, mark: Any) -> int:
        return self.start + min(mark.index if mark else 0, len(self.yaml_text))

    def read_fields(self, found: list[Field]) -> None:
        """Add the fields to a list, as far as the YAML can be read."""
        events = self._events()
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
        inside = [value, *self._rest_of(value, events)]
        span = Span(start, self._offset(inside[-1].end_mark))
        entries = inside[1:-1]
        is_list = isinstance(value, yaml.SequenceStartEvent)
        if not (is_list and all(isinstance(entry, yaml.ScalarEvent) for entry in entries)):
            return Field(key.value, None, span, key_span)
        texts = tuple(str(entry.value) for entry in entries)
        return Field(key.value, texts, span, key_span, tuple(map(self._span, entries)))

    def _rest_of(self, opening: Any, events: Any) -> Iterator[Any]:
        """Events of a list or a table after its first, whatever is nested in it."""
        depth = 1
        while depth:
            event = next(events)
            depth += isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent))
            depth -= isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent))
            if depth > _DEEPEST:
                raise self._unwanted(opening, "a deep nest", f"at most {_DEEPEST} levels")
            yield event

    def _events(self) -> Iterator[Any]:
        """Events but those of stream and document; places of texts are kept on the way."""
        skipped = (
            yaml.StreamStartEvent,
            yaml.StreamEndEvent,
            yaml.DocumentStartEvent,
            yaml.DocumentEndEvent,
        )
        for event in yaml.parse(self.yaml_text, Loader=_Parser):
            if isinstance(event, yaml.AliasEvent):
                raise self._unwanted(event, "an alias", "the value itself")
            if isinstance(event, yaml.ScalarEvent):
                start, end = self._span(event)
                self.scalars.append(Span(start - self.start, end - self.start))
            if not isinstance(event, skipped):
                yield event

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
