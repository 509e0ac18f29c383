"""Every draft is a valid dossier."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.audit.draft import Known, draft_review, format_draft
from auricle.audit.reading import read_review
from auricle.dossier import parse_dossier
from auricle.errors import DraftError
from tests.shared import REVIEWS

from .drafts import draft_of, reasons


def dossier_of(draft):
    return parse_dossier(format_draft(draft, file="one.toml"), file="one.toml", read_curve=str)


def test_a_draft_reads_back_as_the_dossier_it_means():
    dossier = dossier_of(
        draft_of(
            "It has 120 ohm impedance and 101 dB/V sensitivity [1]. It sells for 249 USD [3].",
            reliability="It has replaceable ear pads.",
        )
    )
    assert {(one.quantity, one.value) for one in dossier.facts} == {
        ("nominal-impedance", 120.0),
        ("sensitivity", 101.0),
    }
    assert [one.criterion for one in dossier.findings] == ["wear-parts"]
    assert [(one.amount, one.seller) for one in dossier.prices] == [(249.0, "Sweetwater")]


def test_every_entry_has_a_comment_with_its_line_above_it():
    text = format_draft(draft_of("It has 120 ohm impedance [1]."), file="one.toml")
    lines = text.splitlines()
    at = lines.index("[[facts]]")
    assert lines[at - 1].startswith('# line 12: "120 ohm" [1], relayed')


def test_what_was_not_sure_stands_at_the_end_as_comments():
    text = format_draft(draft_of("It has 98 dB sensitivity."), file="one.toml")
    *_, head, first, last = text.splitlines()
    assert head == "# Read, but not sure enough for an entry:"
    assert first.startswith('# line 7: "price: 249"')
    assert last.startswith('# line 12: "98 dB": sensitivity')


def test_no_sentence_of_the_review_is_repeated():
    sentence = "Whoever listens to it for an evening will not want to put it down again"
    text = format_draft(draft_of(f"{sentence}: it has 120 ohm impedance."), file="one.toml")
    assert "evening" not in text


@pytest.mark.parametrize("day", ["2025-28-08", "2025-02-30", "0000-08-20"])
def test_a_review_whose_date_is_no_day_has_no_day_of_publication(day):
    draft = draft_of("It sells for 249 USD.", date=day)
    assert "published" not in draft.sources[0].keys
    assert "nothing says when" in reasons(draft)["price: 249"]
    assert dossier_of(draft).prices == ()


def test_one_review_gives_the_same_bytes_each_time():
    texts = {format_draft(draft_of("It has 120 ohm [1]."), file="a.toml") for _ in range(3)}
    assert len(texts) == 1


WORDS = st.lists(
    st.sampled_from(
        [
            *("120 ohm", "0 ohm", "1e999 ohm", "98 dB", "dB/mW", "sensitivity", "50 mm drivers"),
            *("0 Hz", "at 0 Hz", "0 dB SPL", "Hz-99999999999kHz", "20", "0 g", "0 USD", "1e99 USD"),
            *("249 USD", "used", "[1]", "[2]", "[9]", "2-year warranty", "THD", "0.1%", "at 1 kHz"),
            *("94 dB SPL", "measured", "specified", "the Bravo Two", "vs", "235 g", "30 hours"),
            *("battery life", "20 Hz-20 kHz", "frequency response", "released in 2020"),
            *(
                "detachable cable",
                "folding headband",
                ".",
                ",",
                "(",
                ")",
                "“",
                '"',
                "\\",
                "#",
                "\n",
            ),
            *("'''", "\t", "\x85", "\u2028", "\x7f"),
        ]
    ),
    max_size=40,
).map(" ".join)


DATES = st.sampled_from(
    [
        "2025-08-20",
        "2025-28-08",
        "2025-02-30",
        "0000-00-00",
        "0001-01-01",
        "2025-08",
        "20250820",
        "-",
    ]
)


@given(WORDS, WORDS, st.text(max_size=30), DATES, DATES)
def test_whatever_stands_in_a_review_its_draft_is_a_valid_dossier(
    overview, science, name, day, seen
):
    title = name.replace('"', "").replace("\\", "")
    known = Known(form="over-ear", back="open", brand="Acme", model="One")
    cited = "Sweetwater, One, https://www.sweetwater.com/one, accessed"
    draft = draft_of(
        overview.replace("{", "").replace("}", ""),
        science=science.replace("{", "").replace("}", ""),
        reliability=f"It is sold [4].\n\n## References\n\n[4] {cited} {seen}",
        title=f'"{title}"',
        date=day,
        known=known,
    )
    assert dossier_of(draft).product.brand == "Acme"


@pytest.mark.skipif(not REVIEWS.is_dir(), reason="the published reviews are not here")
def test_every_published_review_of_a_headphone_gives_a_valid_dossier():
    drafted = refused = 0
    for path in sorted(REVIEWS.rglob("*.md")):
        review = read_review(path.name, path.read_text("utf-8"))
        try:
            draft = draft_review(review)
        except DraftError as error:
            refused += 1
            if "something else" in str(error):
                continue
            draft = draft_review(review, Known(form="over-ear", back="closed"))
        assert dossier_of(draft).slug == draft.product.keys["slug"]
        drafted += 1
    # By eye: 233 of the 293 files are of headphones and earphones; 20 of these leave open
    # whether the product is open or closed, or sits on no ear at all.
    assert (drafted, refused) == (233, 80)


@pytest.mark.skipif(not REVIEWS.is_dir(), reason="the published reviews are not here")
def test_the_draft_of_the_k612_pro_has_the_figures_that_its_review_states():
    path = REVIEWS / "_samples" / "akg-k612-pro_2025-08-20.md"
    draft = draft_review(read_review(path.name, path.read_text("utf-8")))
    # Read from the review by eye.
    stated = {
        (one.keys["quantity"], one.keys.get("value", one.keys.get("max")), one.source)
        for one in draft.entries
        if one.section == "facts"
    }
    assert stated == {
        ("nominal-impedance", 120, "review"),
        ("sensitivity", 101, "akg-harman"),
        ("stated-bandwidth", 39500, "akg-harman"),
        ("cable-length", 3, "akg-harman"),
    }
    assert draft.product.keys["lacks"] == ["detachable-cable"]
