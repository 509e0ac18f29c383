"""Evidence that a text denies, or that stands somewhere else, is no fault of the text."""

import pytest

from tests.audit.published import PARTS, published, rules_in

SCORE = "$$ \\Large \\text{0.7} $$\n\n"
MEASURED = (
    "An independent laboratory measured a response within ±2 dB and distortion of 0.1 % at 94 dB "
    "SPL [2]. "
)


def in_science(text, **parts):
    return rules_in(published(science=SCORE + MEASURED + text, **parts))


def with_fourth(entry, **parts):
    """Rules that find something in a review with a fourth entry that is cited."""
    cited = "$$ \\Large \\text{0.6} $$\n\nThe money is well spent [4]."
    references = f"{PARTS['references']}\n\n[4] {entry}"
    return rules_in(published(references=references, **{"rationality": cited, **parts}))


@pytest.mark.parametrize(
    "text",
    [
        "Independent measurements were not found at first, but a laboratory has since made some.",
        "When it came out, no independent measurements were available; now there are three [2].",
        "If no independent measurements were available, the score would be 0.5.",
        "No third-party measurements of the wireless mode are available.",
        "No independent measurements of unit variation exist.",
        "Third-party measurements are not available for the older version.",
        "I measured ±2 dB myself. No independent measurements exist.",
        "Our own measurements show ±2 dB. No independent measurements were found.",
        "The response is within ±2 dB by RTINGS. No independent measurements are published.",
        "No third-party measurements exist for the wireless mode; those by wire are within ±2 dB.",
        "When we began, no independent measurements were available. We measured it: ±2 dB.",
        "In 2023 there were no independent measurements available; today there are three.",
        "No independent measurements were found then; now a laboratory has some.",
        "Independent measurements were not available in 2023. In 2024 a laboratory took them.",
        "No independent measurements were found at the time. A year later there were two.",
        "No independent measurements are available, but measurements by a lab are within ±2 dB.",
        "No independent measurements are available. The response on our rig is within ±2 dB.",
        "No independent measurements are available, so ours had to do: on a coupler it is flat.",
        "We have no independent measurements available and measured it on a GRAS 45CA: ±2 dB.",
    ],
)
def test_a_score_that_rests_on_some_measurement_passes(text):
    assert rules_in(published(science=f"{SCORE}{text} It is new [2].")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Independent bench measurements were not found in the sources consulted.",
        "Third-party measurements are not available.",
        "No independent measurements were found. The maker states ±2 dB.",
        "No independent measurements were found, as is often the case. The maker states ±2 dB.",
        "No independent measurements are available now. The maker states ±2 dB.",
        "No independent measurements were available as of 2025. The maker states ±2 dB.",
    ],
)
def test_a_score_that_rests_on_no_measurement_is_found(text):
    assert rules_in(published(science=f"{SCORE}{text} It is new [2].")) == [
        "science-without-measurement"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Figures of the Acme Zero are no proxy for it: that has 0.2 % [2].",
        "We do not take the 0.2 % of the Acme Zero as a proxy [2].",
        "It shares drivers with the Acme Zero, which suggests nothing about its 0.1 % [2].",
        "Measurements of the Acme Zero, 0.2 %, suggest a cause: its coil was redesigned [2].",
        "The Acme Zero has 0.2 %, this model 0.1 %, which supports the claim of the maker [2].",
        "It is likely that 0.1 % are enough; the Acme Zero sold well [2].",
        "Its sibling is treated in another review, where 0.2 % was found [2].",
        "The 5 % discount on the Acme Zero suggests its end [2].",
        "The Acme Zero is 20 % lighter, which suggests another magnet [2].",
    ],
)
def test_another_model_whose_figures_are_not_taken_over_passes(text):
    assert in_science(text) == []


def test_a_proxy_behind_a_lack_of_measurements_is_found():
    text = (
        "There are no figures of the Acme One, so the 0.2 % of the Acme Zero serve as a proxy [2]."
    )
    assert in_science(text) == ["sibling-figures"]


@pytest.mark.parametrize(
    "said",
    [
        "availability confirmed July 2025",
        "last visit: 2025-08-19",
        "fetched 2025-08-19",
        "looked up 2025-08-19",
        "prices surveyed 2025-08-19",
        "page inspected on 19 August 2025",
    ],
)
def test_a_day_on_which_somebody_looked_is_one_of_access_by_any_word(said):
    assert with_fourth(f'Acme, "Manual", https://acme.example/m, {said}') == []


@pytest.mark.parametrize(
    "title",
    ["Discontinued as of January 2026", "Best headphones as of 2026", "Confirmed for May 2026"],
)
def test_a_day_of_something_else_is_no_late_access(title):
    entry = f'Acme, "{title}", https://acme.example/m, accessed 2025-08-19'
    assert with_fourth(entry) == []


@pytest.mark.parametrize(
    "entry",
    [
        "See [1]",
        "Ibid.",
        "Label on the package of the unit tested",
        "Telephone call with Acme, 2025-08-01",
        "F. Toole, Sound Reproduction, Routledge 2017",
        "What Hi-Fi?, print edition, May 2024",
        "JEITA RC-8140B",
    ],
)
def test_print_and_talk_need_no_address(entry):
    assert with_fourth(entry) == []


@pytest.mark.parametrize(
    "text",
    [
        "The buffer x[5] holds it [1].",
        "The interval [0, 5] ms is short [1].",
        "Values in [1, 10] are possible, and a scale [1, 9] as well.",
    ],
)
def test_an_index_or_an_interval_cites_nothing(text):
    assert rules_in(published(rationality=f"$$ \\Large \\text{{0.6}} $$\n\n{text}")) == []


@pytest.mark.parametrize("port", ["USB-C[7]", "the sound[7]", "vitamin C [7]"])
def test_a_citation_right_behind_a_word_is_one(port):
    text = f"$$ \\Large \\text{{0.6}} $$\n\nIt has {port}."
    assert rules_in(published(rationality=text)) == ["citation-without-entry"]


@pytest.mark.parametrize(
    "text",
    ["As refs. 3 and 4 say.", "References [3] and [4] agree.", "It is told [1] to [4].", "(see 4)"],
)
def test_an_entry_that_words_point_at_is_cited(text):
    rationality = f"$$ \\Large \\text{{0.6}} $$\n\nIt is so [1]. {text}"
    assert (
        with_fourth('A, "B", https://a.example, accessed 2025-08-19', rationality=rationality) == []
    )
