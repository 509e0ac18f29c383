"""Findings and abilities are taken where they are plainly stated."""

import pytest

from .drafts import draft_of, entries


@pytest.mark.parametrize(
    ("words", "criterion", "holds"),
    [
        ("It has a detachable 3 m cable.", "cable-or-battery", "yes"),
        ("The cable is fixed.", "cable-or-battery", "no"),
        ("Its non-detachable cable is thin.", "cable-or-battery", "no"),
        ("It has replaceable ear pads.", "wear-parts", "yes"),
        ("Spare parts are available from the maker.", "spare-parts", "partly"),
    ],
)
def test_a_plain_statement_is_a_finding(words, criterion, holds):
    [finding] = entries(draft_of(reliability=words), "findings")
    assert (finding.keys["criterion"], finding.keys["holds"]) == (criterion, holds)
    assert finding.keys["source"] == "review"


@pytest.mark.parametrize(
    "words",
    [
        "It lacks a detachable cable.",
        "A detachable cable would be better.",
        "Unlike the Bravo Two with its detachable cable, it has none.",
        "Many headphones have replaceable ear pads.",
        "It has user-replaceable parts, but it also makes cable noise.",
    ],
)
def test_what_is_turned_or_of_others_is_no_finding(words):
    assert not entries(draft_of(reliability=words), "findings")


def test_a_review_that_says_both_gives_no_finding_and_two_comments():
    draft = draft_of("It has a detachable cable.", reliability="The cable is fixed.")
    assert not entries(draft, "findings")
    both = [one for one in draft.doubts if one.reason.startswith("cable-or-battery")]
    assert [one.line for one in both] == [12, 24]


def test_abilities_and_what_is_lacking_stand_in_the_header_with_their_places():
    draft = draft_of("It has a folding headband, a boom microphone and a fixed cable.")
    assert draft.product.keys["functions"] == ["folding", "mic"]
    assert draft.product.keys["lacks"] == ["detachable-cable"]
    assert 'line 12: folding: "folding headband"' in draft.product.remarks


def test_noise_cancelling_told_as_a_matter_of_design_is_no_ability():
    draft = draft_of(science="Active noise cancellation would not help an open headphone.")
    assert "anc" not in draft.product.keys["functions"]
