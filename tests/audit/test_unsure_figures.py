"""Figures that a text disputes, supposes, quotes or has of something else are no fault of it."""

import pytest

from tests.audit.published import PARTS, published, rules_in

SCORE = "$$ \\Large \\text{0.7} $$\n\n"
MEASURED = (
    "An independent laboratory measured a response within ±2 dB and distortion of 0.1 % at 94 dB "
    "SPL [2]. "
)
THIRSTLESS = PARTS["overview"].replace("101 dB/V", "114 dB/V")


def in_science(text, **parts):
    return rules_in(published(science=SCORE + MEASURED + text, **parts))


# The product: 101 dB/V and 120 ohm, so that 2 V give 107 dB SPL and 92 dB/mW are the same.
@pytest.mark.parametrize(
    "text",
    [
        "A 2 V source is said to give 103 dB SPL, but that is wrong: it gives 107 dB SPL [2].",
        "An older version of this page had 103 dB SPL for 2 V; this was corrected [2].",
        "Many ask whether 2 V give 110 dB SPL. They do not [2].",
        "Do 2 V give 110 dB SPL? By no means [2].",
        "2 V give 103 dB SPL in the leaflet. This figure is wrong [2].",
        "Through an attenuator of 4 dB, 2 V reach 103 dB SPL [2].",
        "With a 75 ohm adapter, 2 V give only 103 dB SPL [2].",
        "At half volume the 2 V of an interface give 95 dB SPL [2].",
        "1 V does not reach 110 dB SPL [2].",
        "Neither 0.5 V nor 1 V reach 110 dB SPL [2].",
        "Interfaces provide 2 V, so no amplifier is needed for 103 dB SPL [2].",
        "2 V are more than enough for 100 dB SPL [2].",
    ],
)
def test_a_level_that_the_text_disputes_denies_or_lowers_passes(text):
    assert in_science(text) == []


# The sensitivity is that of the headphone as it is rated: at 1 kHz, sealed, driven by its cable.
@pytest.mark.parametrize(
    "text",
    [
        "At 20 Hz, 1 V gives only 92 dB SPL [2].",
        "In the bass, 2 V reach only 98 dB SPL [2].",
        "With a leak at the pads, 1 V gives 95 dB SPL [2].",
        "In active mode 1 V gives 110 dB SPL, passively 101 dB SPL [2].",
        "Its built-in amplifier gives 110 dB SPL from 1 V of line level [2].",
        "A tolerance of ±3 dB means that 1 V may give 98 dB SPL [2].",
        "The outputs of 2 V and 4 V suffice for peaks of 105 dB SPL [2].",
        "4 V, which suffice for 110 dB SPL, are plenty [2].",
        "From 100 mW it plays 112 dB SPL, from 1 W 122 dB SPL [2].",
        "112 dB SPL are possible with little, from 1 W 122 dB SPL [2].",
        "2 V at 50 Hz give 97 dB SPL [2].",
        "2 V give 97 dB SPL at 8 kHz [2].",
        "2 V give 112 dB SPL between 2 and 4 kHz [2].",
        "From a 300 ohm output, 2 V gives 96 dB SPL [2].",
        "Driven from 120 ohm, 2 V reaches 101 dB SPL [2].",
        "Behind an output impedance of 120 ohm that many old receivers have, 2 V gives 101 dB SPL.",
        "33 mW, which gives 92 dB SPL at the lowest volume step [2].",
        "2 V gives 97 dB SPL at 60 % volume [2].",
        "On low gain the interface has 2 V, which gives 95 dB SPL in this very quiet setting [2].",
        "With a -10 dB pad 2 V gives 97 dB SPL [2].",
        "With the knob at nine o'clock, 2 V gives 90 dB SPL [2].",
    ],
)
def test_a_level_under_other_conditions_than_the_rated_ones_passes(text):
    assert in_science(text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("At 1 kHz, 2 V give 103 dB SPL [2].", "level-from-voltage"),
        ("2 V at 1 kHz give 103 dB SPL [2].", "level-from-voltage"),
        ("At full volume 2 V give 103 dB SPL [2].", "level-from-voltage"),
        ("2 V give 103 dB SPL. From a 300 ohm output it is less [2].", "level-from-voltage"),
        ("THD of 0.10 %, -50 dB, is low [2].", "distortion-units"),
        ("Third harmonic distortion of 0.10 % (-50 dB) is low [2].", "distortion-units"),
        ("From 12 Hz to 39.5 kHz it is flat, and 2 V give 103 dB SPL [2].", "level-from-voltage"),
        ("Interfaces provide 2 V, which gives 103 dB SPL [2].", "level-from-voltage"),
        ("The Apple adapter provides 1 V (95 dB SPL) [2].", "level-from-voltage"),
        ("It has 101 dB/V (98 dB/mW) [2].", "sensitivity-conversion"),
        ("At 1 kHz THD is 0.1 % (-50 dB) at 94 dB SPL [2].", "distortion-units"),
        ("THD of 0.10 %, -50 dB at 1 kHz [2].", "distortion-units"),
        ("THD of 0.10 % or -50 dB [2].", "distortion-units"),
        ("Its rated sensitivity is 98 dB [2].", "sensitivity-reference"),
        ("The sensitivity specification of 98 dB is usual [2].", "sensitivity-reference"),
        ("The sensitivity of 101 dB/V exceeds 98 dB/mW [2].", "unlike-units"),
        ("Its 101 dB/V compare well against the 102 dB/mW of the HD 560S [2].", "unlike-units"),
    ],
)
def test_what_the_text_stands_behind_is_still_found(text, rule):
    assert in_science(text) == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "101 dB/V or 96 dB/mW: both figures do not agree, and the first is right [2].",
        "The 32, 80 and 250 ohm versions differ: 107 dB/V (92 dB/mW) for the first [2].",
        "THD of 0.10 %, -50 dB crosstalk and 20 dB of isolation [2].",
        "THD 0.02 % (-20 dB input) [2].",
        "A distortion of 0.1 % (-25 dB headroom) is usual [2].",
        "THD is 0.05 %, -80 dB below the fundamental at 1 kHz for the third harmonic [2].",
        "THD is 0.05 % (-80 dB for the third harmonic) [2].",
        "THD is 0.05 %, -80 dB in the treble [2].",
        "THD is 0.05 %, -80 dB for the second order [2].",
        "THD+N is 0.05 % (-80 dB at H3) [2].",
        "Distortion is 0.05 %, -80 dB with the noise alone [2].",
    ],
)
def test_figures_that_are_not_one_in_two_units_pass(text):
    assert in_science(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Its sensitivity lets it reach 110 dB [2].",
        "With its sensitivity it hits 110 dB [2].",
        "The noise is low for its sensitivity: 110 dB SNR [2].",
        "It has a high sensitivity (SNR 100 dB) [2].",
        "The sensitivity rises to 110 dB at 8 kHz [2].",
        "The ear's sensitivity is 90 dB lower there [2].",
        "Its Bluetooth receiver sensitivity is 92 dB [2].",
        "The sensitivity is 92 dB, referred to one milliwatt [2].",
        "The sensitivity of 92 dB is for a milliwatt [2].",
        "The box states a sensitivity of 98 dB without any reference [2].",
        "The specification of 98 dB sensitivity lacks a unit [2].",
    ],
)
def test_no_sensitivity_or_one_whose_lack_is_told_passes(text):
    assert in_science(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Its sensitivity of 101 dB/V allows more than 110 dB SPL [2].",
        "The sensitivity of 101 dB/V leaves 9 dB less than the 110 dB SPL wanted [2].",
        "A sensitivity of 101 dB/V exceeds 90 dB SPL at 0.5 V [2].",
        "101 dB/V were measured against the 92 dB/mW of the data sheet [2].",
        "It has 101 dB/V, more than most; the HD 560S has 102 dB/mW [2].",
        "A shop calls 101 dB/V higher than 99 dB/mW, which is a mistake [2].",
    ],
)
def test_levels_that_are_not_compared_as_sensitivities_pass(text):
    assert in_science(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Sources provide 2 V. Whoever says that an amplifier is needed above 100 dB SPL errs [2].",
        "Interfaces provide 2 V. It is a myth that an amplifier is needed above 100 dB SPL [2].",
        "The interface provides 2 V; an amp with SINAD over 100 dB is required [2].",
    ],
)
def test_an_amplifier_that_the_text_does_not_ask_for_passes(text):
    assert in_science(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Some shops say that the 120 ohm impedance requires an amplifier.",
        "A myth: its 120 ohm impedance requires an amplifier.",
        "The claim that its 120 ohm impedance requires an amplifier is old.",
        "For games an amplifier is needed given the 120 ohm impedance of the microphone.",
        "Does the 120 ohm impedance require an amplifier? It does not.",
        "Some say 120 ohm impedance requires an amplifier; it does not.",
        "The 120 ohm impedance is often said to require an amplifier, which is a myth.",
        "Its 120 ohm impedance requires an amplifier, or so they say.",
        "One might think that its 120 ohm impedance requires an amplifier.",
        "According to forums its 120 ohm impedance requires an amplifier.",
        "It is a legend that its 120 ohm impedance requires an amplifier.",
        "An amplifier is needed because of its 120 ohm impedance, the seller told us.",
    ],
)
def test_an_amplifier_called_for_by_others_is_no_fault_of_the_text(text):
    assert in_science("", overview=f"{THIRSTLESS} It folds.\n\n{text}") == []


@pytest.mark.parametrize(
    "text",
    [
        "Its 120 ohm impedance requires an amplifier only at concert levels.",
        "Its 120 ohm impedance requires an amplifier just for very loud peaks.",
        "Only at concert levels does its 120 ohm impedance require an amplifier.",
        "Its 120 ohm impedance requires nothing but a phone amplifier.",
        "Its 120 ohm impedance requires nothing more than the amplifier of a phone.",
        "Its 120 ohm impedance requires an amplifier, but in practice a phone suffices.",
        "Its 120 ohm impedance requires an amplifier on paper; a phone is loud enough.",
        "Its 120 ohm impedance used to require an amplifier when portables were weak.",
    ],
)
def test_an_amplifier_called_for_under_a_condition_is_no_fault_of_the_text(text):
    assert in_science("", overview=f"{THIRSTLESS} It folds.\n\n{text}") == []


def test_an_amplifier_called_for_by_the_impedance_is_found_beside_an_only_of_other_things():
    text = "It comes only in black, and its 120 ohm impedance requires an amplifier."
    found = in_science("", overview=f"{THIRSTLESS} It folds.\n\n{text}")
    assert found == ["amplifier-impedance"]


# 105 dB/V take 1.8 V for 110 dB SPL: the product needs an amplifier, which says nothing of another.
@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("The Audio-Technica ATH-R70xa needs an amplifier: its cable is long.", False),
        ("The high 470 ohm impedance of its coil, requiring an amplifier, is rare.", False),
        ("The Audio-Technica ATH-R70xa is fine, but its 470 ohm impedance requires an amp.", True),
    ],
)
def test_the_impedance_of_another_product_is_weighed_by_its_own_sensitivity(text, is_found):
    overview = PARTS["overview"].replace("101 dB/V", "105 dB/V")
    found = in_science("", overview=f"{overview}\n\n{text}")
    assert found == (["amplifier-impedance"] if is_found else [])


def test_an_amplifier_required_right_behind_the_impedance_is_found():
    text = "It has a high impedance design of 300Ω, requiring good headphone amplifiers."
    assert in_science("", overview=f"{THIRSTLESS}\n\n{text}") == ["amplifier-impedance"]
