"""What is kept of a review is what an audit of it would give, and is never stale."""

import json
import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal, NamedTuple

import pytest

from auricle.audit.cache import Cache, cache_seed, usual_folder
from auricle.audit.one import audit_text
from auricle.audit.plain import from_plain, to_plain
from auricle.audit.rules import all_rules
from tests.audit.published import published

FAULTY = published(
    front={"rating": "[3.5, 0.7, 0.6, 0.9, 0.6, 0.6]"},
    overview="<!-- auricle: ignore-file date because it is known -->\n\nSee [1] and [9].",
).encode()


@pytest.fixture
def cache(tmp_path) -> Cache:
    return Cache(tmp_path / "kept", cache_seed([rule.id for rule in all_rules()]))


def audited(data: bytes = FAULTY):
    return audit_text("a.md", data, rules=all_rules())


def entries(cache: Cache) -> list[Path]:
    return [path for path in cache.folder.rglob("*") if path.is_file()]


def test_what_was_kept_comes_back_the_same(cache):
    cache.put("a.md", FAULTY, audited())
    kept = cache.get("a.md", FAULTY)
    assert kept == audited()
    assert kept.findings
    assert kept.pragmas
    assert kept.digest is not None


def test_of_another_text_name_or_seed_nothing_is_kept(cache):
    cache.put("a.md", FAULTY, audited())
    assert cache.get("a.md", FAULTY + b"\n") is None
    assert cache.get("b.md", FAULTY) is None
    assert Cache(cache.folder, "another").get("a.md", FAULTY) is None


def test_a_seed_follows_from_rules_and_catalog():
    seeds = [
        cache_seed(["date", "score-sum"]),
        cache_seed(["date"]),
        cache_seed(["datescore-sum"]),
        cache_seed(["date", "score-sum"], catalog="f" * 64),
    ]
    assert len(set(seeds)) == len(seeds)
    assert cache_seed(["date"]) == cache_seed(["date"])


def test_a_seed_follows_from_the_code(monkeypatch, tmp_path):
    from auricle.audit import cache as module

    (tmp_path / "audit").mkdir()
    (tmp_path / "cli").mkdir()
    monkeypatch.setattr(module.auricle, "__file__", str(tmp_path / "__init__.py"))
    seeds = []
    for file, text in (("audit/a.py", "1"), ("audit/a.py", "2"), ("cli/b.py", "3")):
        (tmp_path / file).write_text(text)
        seeds.append(module._code.__wrapped__())
    assert seeds[0] != seeds[1]
    assert seeds[1] == seeds[2]  # how findings are printed changes none


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"file": "a.md"}']
)
def test_a_broken_entry_is_as_none(cache, content):
    cache.put("a.md", FAULTY, audited())
    [entry] = entries(cache)
    entry.write_bytes(content)
    assert cache.get("a.md", FAULTY) is None


@pytest.mark.parametrize("index", range(len(fields(audited()))))
def test_an_entry_with_one_value_of_another_type_is_as_none(cache, index):
    cache.put("a.md", FAULTY, audited())
    [entry] = entries(cache)
    plain = json.loads(entry.read_bytes())
    plain[index] = {"a": 1}
    entry.write_text(json.dumps(plain))
    assert cache.get("a.md", FAULTY) is None


def test_half_an_entry_is_as_none_and_is_replaced(cache):
    cache.put("a.md", FAULTY, audited())
    [entry] = entries(cache)
    entry.write_bytes(entry.read_bytes()[:100])
    assert cache.get("a.md", FAULTY) is None
    cache.put("a.md", FAULTY, audited())
    assert cache.get("a.md", FAULTY) == audited()


def test_nothing_is_kept_where_the_folder_is_a_file(tmp_path):
    (tmp_path / "kept").write_text("a file")
    cache = Cache(tmp_path / "kept", "seed")
    cache.put("a.md", FAULTY, audited())
    assert cache.get("a.md", FAULTY) is None
    assert (tmp_path / "kept").read_text() == "a file"


def test_nothing_but_whole_entries_is_left_in_the_folder(cache):
    cache.put("a.md", FAULTY, audited())
    assert [path.suffix for path in entries(cache)] == [".json"]


def test_a_folder_that_grows_loses_what_was_used_longest_ago(cache):
    cache.put("a.md", FAULTY, audited())
    [entry] = entries(cache)
    for number in range(20):  # 20 entries of 60 KB, one used a second after the other
        other = entry.parent / f"{number:02}.json"
        other.write_bytes(b" " * 60_000)
        os.utime(other, (1_000_000_000 + number, 1_000_000_000 + number))
    cache.put("a.md", FAULTY, audited())
    left = sorted(path.name for path in entry.parent.iterdir())
    assert entry.name in left
    assert sum(path.stat().st_size for path in entry.parent.iterdir()) <= 3 / 4 * 2**20
    numbers = [name for name in left if name != entry.name]
    assert numbers == [f"{number:02}.json" for number in range(20 - len(numbers), 20)]


def test_a_result_too_large_to_keep_is_not_kept(cache):
    line = "<!-- auricle: ignore score-some because X -->\n"
    data = published(overview=line * 2500).encode()
    result = audited(data)
    assert len(result.findings) >= 2500
    cache.put("a.md", data, result)
    assert not entries(cache) if cache.folder.exists() else True


def test_using_an_entry_keeps_it_young(cache):
    cache.put("a.md", FAULTY, audited())
    [entry] = entries(cache)
    os.utime(entry, (0, 0))
    cache.get("a.md", FAULTY)
    assert entry.stat().st_mtime > 0


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {"HOME": "/h"}, "/h/.cache/auricle/audit"),
        ("linux", {"HOME": "/h", "XDG_CACHE_HOME": "/x"}, "/x/auricle/audit"),
        ("linux", {"HOME": "/h", "XDG_CACHE_HOME": "not/absolute"}, "/h/.cache/auricle/audit"),
        ("linux", {}, None),
        ("darwin", {"HOME": "/h"}, "/h/Library/Caches/auricle/audit"),
        ("darwin", {}, None),
        ("win32", {"LOCALAPPDATA": "/l"}, "/l/auricle/audit"),
        ("win32", {"HOME": "/h"}, None),
    ],
)
def test_the_usual_folder_is_that_of_the_system(platform, environment, folder):
    found = usual_folder(environment, platform=platform)
    assert (found and found.as_posix()) == folder


class Pair(NamedTuple):
    left: int
    right: float


@dataclass(frozen=True)
class Thing:
    word: Literal["a", "b"]
    pairs: tuple[Pair, ...]
    both: tuple[int, str] | None


THING = Thing("a", (Pair(1, 2.5), Pair(3, 4.0)), (7, "x"))


@pytest.mark.parametrize("thing", [THING, Thing("b", (), None)])
def test_values_come_back_from_json_by_their_type_hints(thing):
    assert from_plain(Thing, json.loads(json.dumps(to_plain(thing)))) == thing


@pytest.mark.parametrize(
    "plain",
    [
        ["c", [], None],
        ["a", [], None, 1],
        ["a", []],
        ["a", [[1]], None],
        ["a", [[1.5, 2.0]], None],
        ["a", [[True, 2.0]], None],
        ["a", [], [7, 8]],
        ["a", "", None],
        {},
    ],
)
def test_plain_data_of_another_form_are_refused(plain):
    with pytest.raises(ValueError, match="is"):
        from_plain(Thing, plain)


def test_a_kind_that_json_cannot_keep_is_refused():
    with pytest.raises(TypeError, match="plain data"):
        from_plain(set, [])
