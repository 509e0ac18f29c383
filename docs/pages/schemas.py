"""A page for every JSON schema: each key with its type and meaning."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docs.pages.markdown import page, table

__all__ = ["FOLDER", "schema_pages"]

FOLDER = Path(__file__).parents[1] / "schemas"
_ENDING = ".schema.json"
_MOST_WORDS = 12  # of an enumeration that are spelled out

Schema = dict[str, Any]
Row = list[str]


def schema_pages() -> dict[str, str]:
    """Name -> page."""
    paths = sorted(FOLDER.glob(f"*{_ENDING}"))
    return {
        p.name.removesuffix(_ENDING): _page(p.name, json.loads(p.read_text("utf-8"))) for p in paths
    }


def _page(file: str, schema: Schema) -> str:
    header = ["key", "type", "meaning"]
    parts: list[str] = []
    for name, part in schema.get("$defs", {}).items():
        rows = [["", _type(part), part.get("description", "")], *_rows(part, "")]
        parts += [f"### {name}", table(header, rows)]
    return page(
        schema.get("title", file),
        schema.get("description", ""),
        f"The schema itself: [{file}](../../schemas/{file}). What holds for every output is in\n"
        "[JSON for programs](../../JSON.md). `a.b` is the key b of the object a, `a[]` an entry of the list a, and\n"
        "`a.*` what stands under every name in a.",
        "## Keys",
        _keys(schema, header),
        *(["## Parts", *parts] if parts else []),
    )


def _keys(schema: Schema, header: list[str]) -> str:
    """What stands at the top: a table, or the parts of which it is one."""
    if "oneOf" in schema:
        return f"One of these parts: {', '.join(map(_type, schema['oneOf']))}."
    return table(header, _rows(schema.get("items", schema), ""))


def _rows(schema: Schema, path: str) -> Iterator[Row]:
    for key, part in schema.get("properties", {}).items():
        yield from _entry(part, f"{path}.{key}" if path else key)
    extra = schema.get("additionalProperties")
    if isinstance(extra, dict):
        yield from _entry(extra, f"{path}.*" if path else "*")


def _entry(part: Schema, path: str) -> Iterator[Row]:
    yield [f"`{path}`", _type(part), part.get("description", "")]
    yield from _rows(part, path)
    items = part.get("items")
    if isinstance(items, dict) and ("properties" in items or "description" in items):
        yield [f"`{path}[]`", _type(items), items.get("description", "")]
        yield from _rows(items, f"{path}[]")
    for choice in (*part.get("anyOf", ()), *part.get("oneOf", ())):
        yield from _rows(choice, path)


def _type(part: Schema) -> str:
    if "$ref" in part:
        return _reference(part["$ref"])
    for choices in ("anyOf", "oneOf"):
        if choices in part:
            return " or ".join(dict.fromkeys(map(_type, part[choices])))
    if "const" in part:
        return f"`{json.dumps(part['const'], ensure_ascii=False)}`"
    if "enum" in part:
        words = [f"`{json.dumps(word, ensure_ascii=False)}`" for word in part["enum"]]
        more = [f"... ({len(words)} in all)"] if len(words) > _MOST_WORDS else []
        return ", ".join([*words[:_MOST_WORDS], *more])
    if part.get("type") == "array" and isinstance(part.get("items"), dict):
        return f"list of {_type(part['items'])}"
    kinds = part.get("type", "any")
    return " or ".join(kinds) if isinstance(kinds, list) else kinds


def _reference(target: str) -> str:
    """A link to a part of this schema or of another."""
    file, _, place = target.partition("#")
    other = file.removesuffix(_ENDING)
    name = place.rsplit("/", 1)[-1]
    if not name:
        return f"[{other}]({other}.md)"
    page_of = f"{other}.md" if file else ""
    return f"[{name}]({page_of}#{name})"
