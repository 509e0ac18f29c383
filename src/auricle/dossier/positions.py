"""Where in a TOML text each key and value stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

__all__ = ["Path", "Place", "Positions"]

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column, both from 1; columns count characters."""

    line: int
    column: int


class Positions:
    r"""Places of all keys and values of one TOML text that parses.

    Examples
    --------
    >>> positions = Positions('[[facts]]\nvalue = 3\n')
    >>> positions.value(("facts", 0, "value"))
    Place(line=2, column=9)
    """

    def __init__(self, text: str) -> None:
        self._lines = text.encode("utf-8").split(b"\n")
        tree = Parser(Language(tree_sitter_toml.language())).parse(text.encode("utf-8"))
        self._keys: dict[Path, Place] = {}
        self._values: dict[Path, Place] = {}
        self._counts: dict[Path, int] = {}
        for node in tree.root_node.named_children:
            self._visit_top(node)

    def key(self, path: Path) -> Place:
        """Place of a key, or of the nearest thing around it that stands in the text."""
        return self._nearest(self._keys, path)

    def value(self, path: Path) -> Place:
        """Place of a value, or of the nearest thing around it that stands in the text."""
        return self._nearest(self._values, path)

    def _nearest(self, places: Mapping[Path, Place], path: Path) -> Place:
        for length in range(len(path), 0, -1):
            for found in (path[:length], (*path[:length], 0)):  # an array of tables: its first
                if found in places:
                    return places[found]
        return Place(1, 1)

    def _visit_top(self, node: Node) -> None:
        if node.type == "pair":
            self._visit_pair(node, ())
        elif node.type in {"table", "table_array_element"}:
            header = node.named_children[0]
            path = self._resolve(tuple(_key_parts(header)))
            if node.type == "table_array_element":
                index = self._counts.get(path, 0)
                self._counts[path] = index + 1
                path = (*path, index)
            self._keys[path] = self._values[path] = self._place(header)
            for child in node.named_children[1:]:
                if child.type == "pair":
                    self._visit_pair(child, path)

    def _resolve(self, parts: tuple[str, ...]) -> Path:
        """Path of a header: below an array of tables it means the last one of them."""
        path: Path = ()
        for number, part in enumerate(parts):
            path = (*path, part)
            if number < len(parts) - 1 and path in self._counts:
                path = (*path, self._counts[path] - 1)
        return path

    def _visit_pair(self, node: Node, parent: Path) -> None:
        key, value = node.named_children[0], node.named_children[-1]
        path = (*parent, *_key_parts(key))
        self._keys[path] = self._place(key)
        self._visit_value(value, path)

    def _visit_value(self, node: Node, path: Path) -> None:
        self._values[path] = self._place(node)
        if node.type == "array":
            items = [child for child in node.named_children if child.type != "comment"]
            for index, item in enumerate(items):
                self._visit_value(item, (*path, index))
        elif node.type == "inline_table":
            for child in node.named_children:
                if child.type == "pair":
                    self._visit_pair(child, path)

    def _place(self, node: Node) -> Place:
        row, byte_column = node.start_point
        before = self._lines[row][:byte_column].decode("utf-8")
        return Place(row + 1, len(before) + 1)


def _key_parts(node: Node) -> Iterator[str]:
    if node.type == "dotted_key":
        for child in node.named_children:
            yield from _key_parts(child)
    else:
        text = (node.text or b"").decode("utf-8")
        yield text[1:-1] if node.type == "quoted_key" else text
