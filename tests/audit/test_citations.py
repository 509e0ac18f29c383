"""Numbers in brackets that cite, and those that measure."""

import pytest

from auricle.audit.reading import read_review
from tests.audit.published import findings_in, published

SCORE = "$$ \\Large \\text{0.6} $$\n\n"


def told(words: str) -> list[tuple[str, str]]:
    """Brackets that lead nowhere in a review whose list has [1] to [3], as found and expected."""
    found = findings_in(published(technology=SCORE + words))
    return [(one.found, one.expected) for one in found if one.rule == "citation-without-entry"]


@pytest.mark.parametrize(
    "words",
    [
        "Its band is [20-40] Hz.",
        "Drivers are [40, 50] mm wide.",
        "In [24] bit and [1]\u00a0kHz.",
        "It has [32] Ω, [9] dB, [5] V, [12] mW and [30] hours.",
        "A scale of [20-40] is usual.",
        "Of sizes [10, 20, 50] only one is sold.",
    ],
)
def test_numbers_in_brackets_that_measure_or_count_lead_nowhere_and_are_not_told(words):
    assert told(words) == []


@pytest.mark.parametrize("words", ["a band of [20-40] Hz", "of [3] mm", "in [2] bit", "[1] kΩ"])
def test_a_number_in_brackets_before_a_unit_is_no_citation(words):
    assert read_review("a.md", f"It has {words}.").citations == ()


@pytest.mark.parametrize("words", ["98 [1] dB", "flat [1] Volume", "low [1] V-shaped", "4 [1] mm"])
def test_a_citation_between_a_number_and_its_unit_or_before_a_word_is_one(words):
    assert [one.number for one in read_review("a.md", f"It is {words}.").citations] == [1]


@pytest.mark.parametrize("words", ["so it is [7].", "so it is [7] Varied.", "of [7] hearing, of"])
def test_a_single_number_without_an_entry_is_told(words):
    assert told(words) == [("[7]", "an entry [7]")]


def test_one_bracket_is_one_finding_with_all_its_numbers():
    assert told("Flat [2, 5, 6-8].") == [("[2, 5, 6-8]", "entries [5] to [8]")]
    assert told("Flat [3-5].") == [("[3-5]", "entries [4], [5]")]
    assert told("Flat [3]-[5].") == [("[3]-[5]", "an entry [4]"), ("[5]", "an entry [5]")]


def test_a_number_is_told_once_with_its_other_places():
    text = published(technology=f"{SCORE}Flat [3, 5]. Low [5]. Quiet [5][9].")
    found = [one for one in findings_in(text) if one.rule == "citation-without-entry"]
    assert [(one.found, [rest.text for rest in one.related]) for one in found] == [
        ("[3, 5]", ["[5]", "[5]"]),
        ("[9]", []),
    ]
