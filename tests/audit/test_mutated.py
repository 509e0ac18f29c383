"""No review, however it is mutilated, stops an audit, and every finding has a place in it."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from auricle.audit.one import audit_text
from auricle.audit.rules import all_rules
from auricle.audit.run import shelf_findings
from tests.audit.test_seeded_faults import SEEDS

RULES = all_rules()
TEXTS = sorted({text for seed in SEEDS.values() for text in seed.texts.values()})
PIECES = [
    *("---\n", "```\n", "`", "<!--", "-->", "<!-- auricle: ignore score-sum because x -->\n"),
    *("# auricle: ignore-file date because x\n", "[1]", "[99]", "[20-40]", "[7, 8]", "[^1]: x\n"),
    *("$$ \\Large \\text{0.7} $$", "## Overview\n", "\n---\n", "\n\n", "\t", "\r\n", "\ufeff"),
    *("\u2028", "\x85", "\x1b[31m", "é", "円", "±", "≈", "%", " USD", "¥", "dB/mW", " ohm", " V"),
    *(" mW", "÷", "=", "(", ")", "[", "]", '"', "'", "\\", "{", "}", "&a ", "*a", "!!float "),
    *(
        "| ",
        "> ",
        ">-\n  ",
        "- ",
        ": ",
        "#",
        "0000-00-00",
        "2025-13-45",
        "http://",
        "[x](",
        "x: y\n",
    ),
]
NUMBERS = [
    *("0", "0.0", "1e30", "1e999999", "99999999999", "0.00000001", "-3", "1", "3.45", "000"),
    *("inf", "nan", ".0", "9" * 40, "٣", "½", "²", "1/0"),
]
NUMBER = re.compile(r"\d+(?:\.\d+)?")

_FRONT = 400  # characters, about as many as a front matter has: more faults stand there


def mutated(text: str, draw) -> str:
    """A text with a piece put in, a stretch cut out, or a number changed."""
    how = draw(st.sampled_from(["put", "put", "cut", "number", "rating", "line"]))
    at = draw(st.integers(0, min(_FRONT, len(text))) | st.integers(0, len(text)))
    if how == "put":
        return text[:at] + draw(st.sampled_from(PIECES)) + text[at:]
    if how == "cut":
        return text[:at] + text[at + draw(st.integers(1, 60)) :]
    if how == "line":
        lines = text.split("\n")
        lines.insert(at % len(lines), lines[draw(st.integers(0, len(lines) - 1))])
        return "\n".join(lines)
    if how == "rating":
        at = text.find("rating:") + draw(st.integers(0, 35))
    match = NUMBER.search(text, max(0, at)) or NUMBER.search(text)
    if match is None:
        return text
    return text[: match.start()] + draw(st.sampled_from(NUMBERS)) + text[match.end() :]


@st.composite
def mutilated(draw) -> str:
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 12))):
        text = mutated(text, draw)
    return text


@settings(max_examples=300, deadline=None)
@given(mutilated())
def test_a_mutilated_review_is_audited_to_its_end(text):
    audited = audit_text("acme-one.md", text.encode(), rules=RULES)
    lines = text.split("\n")
    for one in [*audited.findings, *shelf_findings([audited], rules=RULES)]:
        assert 1 <= one.line <= len(lines)
        assert one.column < one.end_column
        if one.edit is not None:
            assert text[one.edit.start : one.edit.end] == one.found
