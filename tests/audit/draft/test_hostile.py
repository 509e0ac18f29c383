"""Texts made to stall a draft: none takes long, whatever it says.

As for the audit itself, no test looks at a clock where lines of our own code can be counted.
"""

from contextlib import suppress
from functools import partial

import pytest

from auricle.audit.draft import Known, draft_review
from auricle.audit.draft.findings import STATEMENTS
from auricle.audit.reading import read_review
from auricle.errors import DraftError
from tests.audit.test_hostile import PIECES, TRAPS, is_slow, steps, trap

OURS = {
    "facts": "It weighs 235 g. ",
    "facts of one sentence": "32 ohm, 101 dB/mW sensitivity and ",
    "facts on lines of their own": "**Impedance**: 32 ohm\n\n**Sensitivity**: 101 dB/mW\n\n",
    "measured figures": "The measured THD is 0.1% at 1 kHz and 94 dB SPL.\n",
    "figures that nobody owns": "98 dB sensitivity at 1 kHz, ",
    "prices": "The Acme One costs 249 USD [1]. ",
    "names and prices": "The Bravo X2 and the Bravo X3 cost 249 USD. ",
    "prices of what is gone": "It is discontinued at 249 USD. ",
    "cables": "detachable cable ",
    "fixed cables": "not detachable cable, ",
    "years": "released in 2020 ",
    "entries of one publisher": "[1] Acme, One, https://acme.example/one\n",
}
KNOWN = Known(form="over-ear", back="open", brand="Acme", model="One")
TEXTS = {**TRAPS, **OURS}
_PIECES = (*PIECES, *OURS.values(), "cable is ", "ear pads are ", "detachable a-", "EQ ", "app ")


def drafted(data):
    with suppress(DraftError):
        draft_review(read_review("one.md", data.decode()), KNOWN)


@pytest.mark.parametrize("place", ["text", "list"])
@pytest.mark.parametrize("unit", TEXTS.values(), ids=TEXTS)
def test_the_work_grows_no_faster_than_the_text(unit, place):
    short, long = (trap(unit, place, n_bytes) for n_bytes in (2_000, 8_000))
    drafted(long)  # what is made once is made now
    n_short, n_long = (steps(partial(drafted, data)) for data in (short, long))
    assert n_long < 6 * n_short + 2_000  # 4 times the text; its square would be 16 times the work


@pytest.mark.parametrize("statement", STATEMENTS, ids=[one.name for one in STATEMENTS])
def test_a_statement_is_sought_in_no_more_than_proportion_to_the_text(statement):
    texts = ((piece * (20_000 // len(piece)))[:20_000] for piece in _PIECES)
    slow = next((text[:20] for text in texts if is_slow(partial(_seek, statement), text)), None)
    assert slow is None


def _seek(statement, text):
    for _ in statement.pattern.finditer(text):
        pass


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("word " * 12_000, r"6\d{4} characters"),
        ("It has 32 ohm. " * 600, "600 figures"),
        ("\n## References\n\n" + "[1] Acme, One, https://a.example/\n\n" * 400, "400 references"),
    ],
)
def test_a_text_with_more_than_any_review_has_is_refused(text, found):
    review = read_review("one.md", "# Acme One\n\nAn open-back, over-ear headphone. " + text)
    with pytest.raises(DraftError, match=rf"found .*{found}.*expected a review: at most"):
        draft_review(review)
