"""Edits of findings change a text and nothing else, and a diff says how."""

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.audit.finding import Edit
from auricle.audit.fix import change_of, diff_lines
from tests.audit.published import findings_in, published


def test_edits_are_made_whatever_their_order():
    edits = [Edit(4, 7, "three"), Edit(0, 1, "zero")]
    assert change_of("0 1 222 x", edits).new == "zero 1 three x"


def test_of_two_edits_that_overlap_the_first_is_made():
    change = change_of("abcdef", [Edit(2, 5, "X"), Edit(1, 3, "Y")])
    assert change.new == "aYdef"
    assert change.edits == (Edit(1, 3, "Y"),)


def test_of_two_insertions_at_one_place_one_is_made():
    assert change_of("ab", [Edit(1, 1, "X"), Edit(1, 1, "Y")]).new in ("aXb", "aYb")


def test_line_ends_and_the_mark_of_the_byte_order_stay():
    content = "\ufeff---\r\nrating: 3.5\r\n"
    at = content.index("3.5")
    assert change_of(content, [Edit(at, at + 3, "3.4")]).new == "\ufeff---\r\nrating: 3.4\r\n"


def test_a_sum_put_right_leaves_no_finding():
    text = published(front={"rating": "[3.5, 0.7, 0.6, 0.9, 0.6, 0.6]"})
    [finding] = findings_in(text)
    assert finding.edit is not None
    mended = change_of(text, [finding.edit]).new
    assert mended == published()
    assert findings_in(mended) == []


def test_the_place_of_an_edit_is_that_of_its_offsets():
    text = published(front={"rating": "[3.5, 0.7, 0.6, 0.9, 0.6, 0.6]"})
    [finding] = findings_in(text)
    region = finding.edit_region
    line = text.splitlines()[region.line - 1]
    assert line[region.column - 1 : region.end_column - 1] == "3.5"
    assert region.end_line == region.line


@pytest.mark.parametrize("end", ["\n", "", "\r\n"])
def test_git_applies_the_diff(tmp_path, end):
    old = "".join(f"line {n}\n" for n in range(30)).replace("line 29\n", f"line 29{end}")
    spots = [old.index(f"line {n}\n") for n in (2, 4, 14, 20)] + [old.index("line 29")]
    change = change_of(old, [Edit(at, at + 4, "LINE") for at in spots])
    (tmp_path / "a.md").write_bytes(old.encode())
    patch = "".join(f"{line}\n" for line in diff_lines(change, file="a.md")).encode()
    subprocess.run(["git", "apply", "-"], input=patch, cwd=tmp_path, check=True)
    assert (tmp_path / "a.md").read_bytes() == change.new.encode()
    assert change.new.count("LINE") == 5


_TEXT = st.text(st.sampled_from("ab\n\r"), max_size=60)
_EDITS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 5), _TEXT), max_size=6)


def patched(old: str, lines: list[str]) -> str:
    """A text with a diff applied to it, strictly: every line must be as the diff says."""
    rows = old.split("\n")
    rows = [f"{row}\n" for row in rows[:-1]] + ([rows[-1]] if rows[-1] else [])
    done: list[str] = []
    at = 0
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith(("---", "+++", "\\")):
            continue
        if line.startswith("@@"):
            first, _, count = line.split()[1].removeprefix("-").partition(",")
            start = int(first) - (count != "0")
            done += rows[at:start]
            at = start
            continue
        words = line[1:] + ("" if following.startswith("\\") else "\n")
        if line[0] in " -":
            assert rows[at] == words
            at += 1
        if line[0] in " +":
            done.append(words)
    return "".join([*done, *rows[at:]])


@given(_TEXT.filter(lambda text: "--" not in text), _EDITS)
def test_a_diff_leads_from_the_old_text_to_the_new_one(old, spots):
    edits = [Edit(min(at, len(old)), min(at + length, len(old)), new) for at, length, new in spots]
    change = change_of(old, edits)
    assert patched(old, list(diff_lines(change, file="a.md"))) == change.new
