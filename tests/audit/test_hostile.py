"""Texts made to break or to stall an audit: each is told or read, and none takes long.

No test looks at a clock. How the work grows is counted in lines of our own code
that run; for regular expressions, which no counter sees, the time of a text stands beside that of
one four times as long, with a margin that only growth by the square and worse passes.
"""

import re
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import auricle
from auricle.audit.one import MAX_BYTES, audit_text
from auricle.audit.rules import all_rules
from tests.audit.published import findings_in, published

FRONT = "---\nlang: en\nrating: [3.4, 0.7, 0.6, 0.9, 0.6, 0.6]\n---\n"


def rules_found(data: bytes) -> list[str]:
    return [one.rule for one in audit_text("a.md", data, rules=all_rules()).findings]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        pytest.param(b"a" * 50_000_000, "50000000 bytes", id="a line of 50 MB"),
        pytest.param(
            b"---\n" + b"a: b\n" * 10_000_000, "50000004 bytes", id="50 MB of front matter"
        ),
        pytest.param(b"[" * 10**6, "1000000 bytes", id="a million brackets"),
        pytest.param(b"[" * 120_000, "120000 characters", id="brackets in one line"),
        pytest.param(b"fine\n\xff\xfe", "the byte 0xff", id="no UTF-8"),
        pytest.param("fine".encode("utf-16"), "the byte 0xff", id="UTF-16"),
        pytest.param(b"caf\xe9", "the byte 0xe9", id="Latin 1"),
        pytest.param(b"\xed\xa0\x80", "the byte 0xed", id="half of a surrogate pair"),
        pytest.param(b"a\0b", "a zero byte", id="a zero byte"),
    ],
)
def test_what_is_no_text_of_a_review_is_told(data, found):
    [finding] = audit_text("a.md", data, rules=all_rules()).findings
    assert (finding.rule, finding.severity, finding.found) == ("unreadable", "error", found)


def test_the_line_of_a_byte_that_is_no_text_is_told():
    [finding] = audit_text("a.md", b"one\ntwo\n\xff", rules=all_rules()).findings
    assert finding.line == 3


@pytest.mark.parametrize(
    "front",
    [
        pytest.param("a: &a [x, x]\nb: [*a, *a]\n", id="an alias"),
        pytest.param(
            "a0: &a0 [x]\n" + "".join(f"a{n + 1}: &a{n + 1} [*a{n}, *a{n}]\n" for n in range(60)),
            id="aliases that would fill the memory",
        ),
        pytest.param(f"a: {'[' * 9000}{']' * 9000}\n", id="lists in lists"),
        pytest.param(f'a: "{chr(92) * 15_000}\n', id="backslashes"),
        pytest.param("a: !!python/object/apply:os.system [ls]\nb: [\n", id="an open list"),
        pytest.param("a: b\na: c\n", id="a key twice"),
    ],
)
def test_front_matter_that_is_a_trap_is_told(front):
    rating = "rating: [3.4, 0.7, 0.6, 0.9, 0.6, 0.6]\n"
    assert "front-matter" in rules_found(f"---\n{rating}{front}---\nText\n".encode())


@pytest.mark.parametrize("front", ["a: &a [x, x]\nb: [*a, *a]\n", f"a: {'[' * 99}{']' * 99}\n"])
def test_nests_and_aliases_are_told_in_any_review(front):
    assert rules_found(f"---\n{front}---\nText\n".encode()) == ["front-matter"]


def test_tables_in_tables_are_passed_over():
    front = f"a: {'{a: ' * 3000}{'}' * 3000}\nlang: en\n"
    assert set(rules_found(f"---\n{front}---\nText\n".encode())) <= {"front-matter"}


def test_a_slip_in_the_front_matter_of_a_personal_review_is_let_alone():
    assert rules_found(b"---\ntitle: Review: Acme One\n---\nText\n") == []


def test_no_tag_of_yaml_builds_anything(tmp_path):
    """The tag would make a folder; of a list that is no text the key is told, and nothing else."""
    made = tmp_path / "made"
    text = published(front={"summary": f"!!python/object/apply:os.mkdir [{made}]"})
    assert [(one.rule, one.found[:8]) for one in findings_in(text)] == [
        ("front-matter-keys", "summary:")
    ]
    assert not made.exists()


def test_a_text_that_begins_with_a_line_of_dashes_has_no_front_matter_to_break():
    assert rules_found(b"---\n\nText [unclosed: {\n\n---\n") == []


TRAPS = {
    "headings": "## a\n",
    "headings of one part": "## Overview\n",
    "lists of references": "## References\n[1] a http://a accessed 2025-01-01\n",
    "titles of lists": "**References**\n",
    "titles of lists with entries": "**References:**\n[1] http://a\n",
    "open comments": "<!--\n",
    "comments": "<!---->\n",
    "comments in one line": "<!---->",
    "switches": "<!-- auricle: ignore score-sum because x -->\n",
    "switches of rules that are none": "<!-- auricle: ignore a,b,c,d,e -->\n",
    "switches in one line": "<!-- auricle: ignore score-sum because x -->",
    "comments that open in a line": "a <!--",
    "backticks": "`",
    "code in a line": "`a` ",
    "open code in a line": "``` `` ` ",
    "open fences": "```x\n",
    "fences": "```\n",
    "tildes": "~~~\n```\n",
    "blank lines": "\n",
    "blank lines of two characters": "\r\n",
    "digits": "1",
    "numbers": "1 ",
    "numbers with commas": "1,",
    "numbers with points": "1.",
    "numbers with dashes": "1-",
    "numbers with signs": "±1 ",
    "quantities": "101 dB/V at 2.82 V, ",
    "sentences with quantities": "It has 101 dB/V at 2.82 V, 32 ohm; it costs 249 USD.\n",
    "short sentences": "A. B. C. D.\n",
    "citations": "low [1, 2, 3-40] x.\n",
    "citations alone": "[1]\n",
    "citations in a row": "[1]",
    "brackets": "[",
    "closing brackets": "]",
    "footnotes": "[^1]: a\n",
    "scores": "$$ \\Large \\text{ ",
    "scores of spaces": "$$ \\Large \\text{" + " " * 40,
    "closing dates": "(2025.8.20)\n",
    "addresses": "http://",
    "addresses without a scheme": "www.",
    "domains": "a-a.",
    "link targets": "](",
    "months": "jan 1 ",
    "prices": "249 USD ÷ 219 USD = 0.88, ",
    "comparisons": "cheaper than the Acme One at 249 USD ",
    "sentences that compare": "It is cheaper than the Acme One at 249 USD.\n",
    "impedance": "The 120 ohm impedance needs an amplifier.\n",
    "quotes": '"',
    "stars": "*",
    "cells": "| a ",
    "capitals": "Word ",
    "Japanese": "音。",
    "spaces": " ",
    "tabs": "\t",
    "hashes": "#",
}
PLACES = {
    "text": lambda body: f"{FRONT}## Scientific Validity\n\n{body}\n",
    "list": lambda body: f"{FRONT}Text [1].\n\n## References\n[1] {body}\n",
}


def trap(unit: str, place: str, n_bytes: int) -> bytes:
    """Many of one thing, with lines as long as an audit takes them."""
    n_units = n_bytes // len(unit.encode())
    if "\n" in unit:
        return PLACES[place](unit * n_units).encode()
    line = unit * (90_000 // len(unit)) + "\n"
    body = (line * (n_bytes // len(line.encode()) + 1))[: n_units * len(unit)]
    return PLACES[place](body).encode()[:MAX_BYTES]


class _Steps:
    """Counts lines of Auricle's own code that run."""

    def __init__(self) -> None:
        self.n = 0
        self._root = str(Path(auricle.__file__).parent)

    def __call__(self, frame: FrameType, _event: str, _argument: object) -> Any:
        return self._line if frame.f_code.co_filename.startswith(self._root) else None

    def _line(self, _frame: FrameType, event: str, _argument: object) -> Any:
        self.n += event == "line"
        return self._line


def steps(work: Callable[[], object]) -> int:
    counter, before = _Steps(), sys.gettrace()
    sys.settrace(counter)
    try:
        work()
    finally:
        sys.settrace(before)
    return counter.n


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("unit", TRAPS.values(), ids=TRAPS)
def test_the_work_grows_no_faster_than_the_text(unit, place):
    short, long = (trap(unit, place, n_bytes) for n_bytes in (2_000, 8_000))
    rules_found(short)  # what is made once is made now
    n_short, n_long = (steps(lambda data=data: rules_found(data)) for data in (short, long))
    assert n_long < 6 * n_short + 2_000  # 4 times the text; its square would be 16 times the work


@pytest.mark.parametrize("unit", TRAPS.values(), ids=TRAPS)
def test_a_trap_as_large_as_a_review_may_be_is_read_to_its_end(unit):
    rules_found(trap(unit, "text", MAX_BYTES - 500))


def patterns() -> Iterator[tuple[str, Callable[[str], object]]]:
    """Every compiled pattern of the audit's modules, as it is used: anywhere, or at one place."""
    root = Path(auricle.__file__).parent
    sources = {path: path.read_text("utf-8") for path in sorted((root / "audit").rglob("*.py"))}
    for path, source in sources.items():
        parts = path.relative_to(root.parent).with_suffix("").parts
        module = import_module(".".join(part for part in parts if part != "__init__"))
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                ways = r"search|finditer|findall|sub|subn|split"
                used = re.compile(rf"\b{name}\.(?:{ways})\b|\bfind_near\({name}\b")
                places = [source] if name.startswith("_") else sources.values()
                is_sought = any(used.search(place) for place in places)
                work = partial(_seek, value) if is_sought else partial(_match, value)
                yield f"{path.relative_to(root / 'audit')}:{name}", work


def _seek(pattern: re.Pattern[str], text: str) -> None:
    for _ in pattern.finditer(text):
        pass


def _match(pattern: re.Pattern[str], text: str) -> None:
    pattern.match(text)
    pattern.fullmatch(text)


PATTERNS = dict(patterns())
PIECES = [
    *(unit for unit in TRAPS.values()),
    *"aA0 \t\n.,-/:;()[]{}<>|*_#$\\'\"±~≈=+%&@!?–—’”。、年",
    *("a ", "0 ", "0,", "0.", "a-", "a.", "A ", "a,", "[1", "[1-", "1–", "<a ", "a=b ", "ab12-"),
    *("USD ", "dB ", "ohm ", "V ", "and ", "than ", "a\n", "\n ", " \n", "**a", "because "),
]
_SHORT, _LONG = 5_000, 20_000  # characters
_TOO_SLOW = 10.0  # times as long for 4 times the text: its square takes 16 times as long
_AT_LEAST_S = 0.05  # shorter times say nothing; at this rate 100 000 characters take a second


def seconds(work: Callable[[str], object], text: str) -> float:
    begin = time.process_time()
    work(text)
    return time.process_time() - begin


def is_slow(work: Callable[[str], object], text: str) -> bool:
    """Whether a text takes much longer than in proportion to a fourth of it, thrice in a row."""
    for _ in range(3):
        taken_s = seconds(work, text)
        if taken_s <= max(_AT_LEAST_S, _TOO_SLOW * seconds(work, text[:_SHORT])):
            return False
    return True


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_takes_no_longer_than_in_proportion_to_its_text(name):
    texts = ((head + piece * (_LONG // len(piece)))[:_LONG] for head in "( " for piece in PIECES)
    slow = next((text[:20] for text in texts if is_slow(PATTERNS[name], text)), None)
    assert slow is None


def test_a_pattern_that_is_a_trap_is_found_out():
    trap_of_spaces = partial(_seek, re.compile(r"[ \t]+$"))
    assert is_slow(trap_of_spaces, " " * _LONG + "x")
