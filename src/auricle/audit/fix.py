"""What has only one right answer, put right: as a text, and as a diff."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from auricle.audit.finding import Edit

__all__ = ["Change", "change_of", "diff_lines"]

_CONTEXT = 3  # lines around a change, as diff -u shows


@dataclass(frozen=True, slots=True)
class Change:
    """The text of a file before and after."""

    old: str
    new: str
    edits: tuple[Edit, ...]  # that were made; none overlaps another


def change_of(content: str, edits: Sequence[Edit]) -> Change:
    r"""A text with what some edits make of it.

    Of two that overlap only the first is made: what is left of the other shows when the new
    text is audited. Line ends and a mark of the byte order stay as they are.

    Parameters
    ----------
    content
        The text that the edits were made for.
    edits
        In any order.

    Examples
    --------
    >>> change_of("3.5 = 0.7\r\n", [Edit(0, 3, "0.7")]).new
    '0.7 = 0.7\r\n'
    """
    made: list[Edit] = []
    parts: list[str] = []
    at = 0
    for edit in sorted(set(edits), key=lambda one: (one.start, one.end)):
        if edit.start < at or (made and edit.start == made[-1].start):
            continue
        parts += [content[at : edit.start], edit.new]
        at = edit.end
        made.append(edit)
    return Change(content, "".join([*parts, content[at:]]), tuple(made))


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of the old text that become others; from 0, the end after the last."""

    start: int
    end: int
    new: list[str]


def diff_lines(change: Change, *, file: str) -> Iterator[str]:
    r"""Lines of a unified diff, without their ends; a carriage return stays in the line.

    The edits say where the texts differ, so that no text takes long.

    Examples
    --------
    >>> change = change_of("a\n3.5\n", [Edit(2, 5, "3.4")])
    >>> list(diff_lines(change, file="a.md"))
    ['--- a/a.md', '+++ b/a.md', '@@ -1,2 +1,2 @@', ' a', '-3.5', '+3.4']
    """
    is_relative = not PurePath(file).is_absolute()
    yield f"--- {'a/' if is_relative else ''}{file}"
    yield f"+++ {'b/' if is_relative else ''}{file}"
    old = _lines(change.old)
    shift = 0
    for hunk in _hunks(list(_blocks(change))):
        start = max(0, hunk[0].start - _CONTEXT)
        end = min(len(old), hunk[-1].end + _CONTEXT)
        grown = sum(len(one.new) - (one.end - one.start) for one in hunk)
        yield f"@@ -{_range(start, end)} +{_range(start + shift, end + shift + grown)} @@"
        yield from _hunk_lines(old, hunk, start, end)
        shift += grown


def _lines(text: str) -> list[str]:
    """Lines with their ends; only a line feed ends one."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _range(start: int, end: int) -> str:
    n_lines = end - start
    first = start + 1 if n_lines else start
    return f"{first}" if n_lines == 1 else f"{first},{n_lines}"


def _blocks(change: Change) -> Iterator[_Block]:
    """Lines that the edits touch; edits in one line are one block."""
    old = change.old
    waiting: list[Edit] = []
    for edit in change.edits:
        if waiting and "\n" in old[waiting[-1].end : edit.start]:
            yield _block(old, waiting)
            waiting = []
        waiting.append(edit)
    if waiting:
        yield _block(old, waiting)


def _block(old: str, edits: list[Edit]) -> _Block:
    start = old.rfind("\n", 0, edits[0].start) + 1
    ending = old.find("\n", edits[-1].end)
    end = len(old) if ending < 0 else ending + 1
    shifted = [Edit(one.start - start, one.end - start, one.new) for one in edits]
    first = old.count("\n", 0, start)
    n_lines = len(_lines(old[start:end]))
    return _Block(first, first + n_lines, _lines(change_of(old[start:end], shifted).new))


def _hunks(blocks: list[_Block]) -> Iterator[list[_Block]]:
    """Blocks whose surroundings touch stand in one hunk."""
    hunk: list[_Block] = []
    for block in blocks:
        if hunk and block.start - hunk[-1].end > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(block)
    if hunk:
        yield hunk


def _hunk_lines(old: list[str], hunk: list[_Block], start: int, end: int) -> Iterator[str]:
    at = start
    for block in hunk:
        yield from _marked(" ", old[at : block.start])
        yield from _marked("-", old[block.start : block.end])
        yield from _marked("+", block.new)
        at = block.end
    yield from _marked(" ", old[at:end])


def _marked(mark: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield mark + line.removesuffix("\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"
