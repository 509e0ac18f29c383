"""Rules on electrical and acoustic figures."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.audit.one import audit_text
from auricle.audit.rules import all_rules
from tests.audit.published import findings_in, published
from tests.shared import REVIEWS

SAMPLES = REVIEWS / "_samples"
ELECTRICAL = [rule for rule in all_rules() if rule.group == "electrical"]

PLAIN = "The Acme One is an open, wired headphone."
PER_V = "The Acme One is an open, wired headphone of 120 ohm with 101 dB/V [1]."
PER_MW = "The Acme One is an open, wired headphone of 32 ohm with 98 dB/mW [1]."
EASY = "The Acme One is an open, wired headphone of 62 ohm with 114 dB/V [1]."


def found(text, *, rule=None, overview=PER_V, part="science", **front):
    """Rule, words found and words expected of each electrical finding in a review."""
    parts = {"science": f"$$ \\Large \\text{{0.7}} $$\n\n{PLAIN}"}
    parts |= {part: f"$$ \\Large \\text{{0.7}} $$\n\n{text}", "overview": overview}
    findings = findings_in(published(front, **parts), rules=ELECTRICAL)
    return [(one.rule, one.found) for one in findings if rule in (None, one.rule)]


def sample(name):
    """Electrical findings in a real review, hints left out."""
    path = SAMPLES / name
    if not path.exists():
        pytest.skip("the folder of reviews is not here (AURICLE_SHARED names its parent)")
    rules = [rule for rule in ELECTRICAL if rule.is_on]
    return [
        (one.rule, one.found) for one in audit_text(name, path.read_bytes(), rules=rules).findings
    ]


# Read by eye: 101 dB/V at 2 V is 107.0 dB, and 2.82 V and 66 mW for 110 dB are right.
def test_the_sample_with_103_db_at_2_volts_has_that_fault_and_the_conclusion_from_it():
    assert sample("akg-k612-pro_2025-08-20.md") == [
        ("level-from-voltage", "≈103 dB"),
        ("amplifier-conclusion", ">105 dB"),
    ]


def test_the_sample_with_118_db_of_no_reference_has_that_fault_and_the_comparison():
    assert sample("akg-k553-mkii_2025-09-12.md") == [
        ("sensitivity-reference", "118.0 dB SPL"),
        ("unlike-units", "114 dB SPL/V against 118.0 dB SPL"),
    ]


def test_the_personal_sample_has_its_need_of_an_amplifier_from_62_ohm_and_nothing_else():
    [(rule, words)] = sample("akg-k702_personal.md")
    assert rule == "amplifier-impedance"
    assert "62 ohms" in words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # 101 + 20 lg 2 = 107.0; 101 + 20 lg 0.5 = 95.0; 2.82 V and 66 mW give 110
        ("Interfaces provide 2 V (103 dB SPL).", "103 dB SPL"),
        ("With 2 V it reaches 112 dB SPL.", "112 dB SPL"),
        ("0.5 V give 105 dB SPL.", "105 dB SPL"),
        ("To reach 110 dB SPL it needs 4.5 V.", "4.5 V"),
        ("110 dB SPL take 2.82 V (20 mW into 120 ohm).", "20 mW"),
        ("It plays 120 dB SPL at 2 V.", "120 dB SPL"),
        ("66 mW yield 104 dB SPL.", "104 dB SPL"),
    ],
)
def test_a_level_that_does_not_follow_from_its_voltage_is_found(text, words):
    assert found(text) == [("level-from-voltage", words)]


@pytest.mark.parametrize(
    "text",
    [
        "Interfaces provide 2 V (107 dB SPL).",
        "Interfaces provide about 2 V (105 dB SPL).",  # 2 dB are allowed, both called approximate
        "With 2 V it reaches over 100 dB SPL.",
        "To reach 110 dB SPL it needs 2.8 V.",
        "To reach 110 dB SPL it needs about 3 V.",  # rounded to one digit
        "110 dB SPL take 2.82 V (66 mW into 120 ohm).",
        "The amplifier has an output of 2 V (118 dB SNR).",
        "THD is 0.1 % at 94 dB SPL and 2 V.",
        "With a preamp of -6 dB, 2 V give 101 dB SPL.",
        "A laboratory measured 108 dB SPL with 0.5 V.",  # of another unit than the data sheet
        "Its sensitivity of 105 dB SPL at 0.5 V is high.",
        "The HD 560S reaches 110 dB SPL with 1 V.",  # a product whose sensitivity is not stated
        "A source with 120 ohm of output impedance and 2 V reaches 103 dB SPL.",
        "The maximum SPL is 115 dB, at a maximum input of 150 mW.",
        "To reach 100 dB SPL it needs 0.9 V, to reach 110 dB SPL 2.8 V.",
        "With 2 V it reaches 107 dB SPL, at 4 V 113 dB SPL.",
        "It plays 100 dB SPL at 3.7 V battery voltage.",
        "The drivers are 40 mm wide, with 2 V for 5 ms.",
    ],
)
def test_a_level_that_follows_or_is_of_something_else_passes(text):
    assert found(text) == []


def test_a_level_of_a_power_follows_from_the_sensitivity_per_milliwatt():
    # 98 + 10 lg 10 = 108
    assert found("10 mW give 108 dB SPL.", overview=PER_MW) == []
    assert found("10 mW give 120 dB SPL.", overview=PER_MW) == [
        ("level-from-voltage", "120 dB SPL")
    ]
    # 1 V is 1000/32 mW: 98 + 10 lg 31.25 = 112.9 dB/V, and 2 V 119.0 dB
    assert found("2 V give 119 dB SPL.", overview=PER_MW) == []
    assert found("2 V give 104 dB SPL.", overview=PER_MW) == [("level-from-voltage", "104 dB SPL")]


def test_one_of_several_sensitivities_that_agrees_clears_a_level():
    overview = f"{PER_V} A laboratory measured a sensitivity of 97 dB/V."
    assert found("2 V give 103 dB SPL.", overview=overview) == []


@given(st.integers(80, 120), st.sampled_from([0.1, 0.25, 0.5, 1.5, 2.0, 3.0, 5.0]))
def test_a_level_reckoned_by_the_formula_is_never_blamed_and_one_3_db_off_always(level, volts):
    right = level + 20.0 * math.log10(volts)
    overview = f"The Acme One is an open headphone with {level} dB/V [1]."
    text = "{:g} V give {:.0f} dB SPL."
    assert found(text.format(volts, right), overview=overview) == []
    wrong = text.format(volts, right + 3.0)
    assert [rule for rule, _ in found(wrong, overview=overview)] == ["level-from-voltage"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # at 32 ohm there are 14.9 dB between both
        ("Sensitivity is 110 dB/V (98 dB/mW) at 32 ohm.", "110 dB/V"),
        ("It has 98 dB/mW, or 105 dB/Vrms, at 32 ohm.", "105 dB/Vrms"),
    ],
)
def test_a_sensitivity_whose_two_units_disagree_is_found(text, words):
    assert found(text, overview=PLAIN) == [("sensitivity-conversion", words)]


@pytest.mark.parametrize(
    "text",
    [
        "Sensitivity is 113 dB/V (98 dB/mW) at 32 ohm.",
        "Sensitivity is 110 dB/V (98 dB/mW).",  # no impedance, no proof
        "The maker states 98 dB/mW, a laboratory 118 dB/V at 32 ohm.",  # two sources
    ],
)
def test_a_sensitivity_whose_two_units_agree_or_may_agree_passes(text):
    assert found(text, overview=PLAIN) == []


@pytest.mark.parametrize(
    "text",
    [
        "It has 32 ohm and 98 dB sensitivity.",
        "The sensitivity is 98 dB SPL.",
        "Sensitivity: 98 dB at 1 kHz.",
        "The laboratory reports a measured sensitivity of 98.0 dB SPL and 33 ohm.",
        "It lists 98dB sound pressure sensitivity, with 150 mW of maximum input.",
        "The sensitivity (98 ± 3 dB) is as usual.",
    ],
)
def test_a_sensitivity_without_reference_is_found(text):
    assert [rule for rule, _ in found(text, overview=PLAIN)] == ["sensitivity-reference"]


@pytest.mark.parametrize(
    "text",
    [
        "The sensitivity is 98 dB/mW.",
        "The sensitivity is 98 dB SPL at 1 kHz and 1 mW.",
        "It has a sensitivity of 98 dB (1 V RMS).",
        "It has a sensitivity of 98 dB (SPL/mW).",
        "The sensitivity of 98 dB is per milliwatt, as the maker told us (98 dB/mW).",
        "The microphone has a sensitivity of 98 dB.",
        "The microphone has a sensitivity of -42 dB.",
        "Sensitivity of hearing aside, the SNR is 98 dB.",
        "The sensitivity exceeds the threshold of 98 dB.",
        "It gains 3 dB in sensitivity.",
        "This places the sensitivity between problematic (70 dB) and excellent (100 dB).",
        "Sensitivity is not published, the maximum level is 118 dB SPL.",
    ],
)
def test_a_sensitivity_with_its_reference_and_other_levels_pass(text):
    assert found(text, overview=PLAIN) == []


def test_one_figure_is_told_once_and_its_other_places_with_it():
    text = "It has 98 dB sensitivity. The sensitivity of 98 dB is high. It has 98 dB sensitivity."
    parts = {"science": f"$$ \\Large \\text{{0.7}} $$\n\n{text}", "overview": PLAIN}
    [finding] = findings_in(published(**parts), rules=ELECTRICAL)
    assert [one.text for one in finding.related] == ["98 dB", "98 dB"]


def test_a_figure_whose_reference_stands_elsewhere_passes():
    assert found("It has 101 dB sensitivity.") == []


def test_loudspeakers_have_another_reference_and_are_let_alone():
    front = {"title": '"Acme One Speaker"', "tags": "[Loudspeakers, Bookshelf]"}
    assert found("It has 88 dB sensitivity.", overview="A speaker.", **front) == []


@pytest.mark.parametrize(
    "text",
    [
        "The sensitivity (120 dB/Vrms vs 105 dB/mW) is better.",
        "Its sensitivity of 101 dB/V is higher than the 99 dB/mW of the Bravo Two.",
        "The Bravo Two has 99 dB/mW, exceeding the Acme One's 101 dB/V.",
        "The HD 560S has 99 dB/mW, equivalent to the 101 dB/V of the Acme One.",
    ],
)
def test_unlike_units_that_are_compared_are_found(text):
    assert [rule for rule, _ in found(text, overview=PLAIN)] == ["unlike-units"]


@pytest.mark.parametrize(
    "text",
    [
        "The sensitivity (120 dB/Vrms vs 114 dB/V) is better.",
        "Sensitivity is 113 dB/V, equivalent to 98 dB/mW.",
        "It has 113 dB/V (98 dB/mW), higher than the 94 dB/mW of the Bravo Two.",
        "101 dB/V and 99 dB/mW cannot be compared: 101 dB/V are less than 99 dB/mW.",
        "The Acme One has 101 dB/V. The Bravo Two has 99 dB/mW.",
        "It has 101 dB/V and more bass than the Bravo Two at 94 dB SPL.",
    ],
)
def test_like_units_conversions_and_mere_lists_pass(text):
    assert found(text, rule="unlike-units", overview=PLAIN) == []


@pytest.mark.parametrize(
    "text",
    [
        "Laptops deliver 2 V, so an amplifier is recommended above 103 dB SPL.",
        "Laptops deliver 2 V. A stronger amp is needed if you want more than 103 dB SPL.",
        "With a dongle that provides 2 V you need an amplifier for 103 dB SPL.",
    ],
)
def test_an_amplifier_for_a_level_that_the_source_reaches_is_found(text):
    # 2 V give 107.0 dB
    rules = [rule for rule, _ in found(text, rule="amplifier-conclusion")]
    assert rules == ["amplifier-conclusion"]


@pytest.mark.parametrize(
    "text",
    [
        "Laptops deliver 2 V, so an amplifier is recommended above 107 dB SPL.",
        "Laptops deliver 1 V, so an amplifier is recommended above 103 dB SPL.",
        "Laptops deliver 2 V, so no amplifier is needed above 103 dB SPL.",
        "An amplifier is recommended above 103 dB SPL.",  # no source is named
        "It needs 2 V, so an amplifier is recommended above 103 dB SPL.",
    ],
)
def test_an_amplifier_for_a_level_that_the_source_does_not_reach_passes(text):
    assert found(text, rule="amplifier-conclusion") == []


@pytest.mark.parametrize(
    "text",
    [
        "The impedance is 62 ohm, which means you will need a dedicated amp.",
        "Its 300 Ω impedance requires a headphone amplifier.",
        "The high impedance demands a powerful amplifier.",
        "With an impedance of 250 ohms, so a dedicated amplifier is necessary, an amp.",
        "A dedicated amplifier is required due to the 300-ohm impedance.",
        "It needs an amplifier because of its high impedance.",
        "The high 300 Ω impedance makes a headphone amp essential.",
    ],
)
def test_an_amplifier_called_for_by_the_impedance_alone_is_found(text):
    assert [rule for rule, _ in found(text, overview=PLAIN)] == ["amplifier-impedance"]


@pytest.mark.parametrize(
    "text",
    [
        "Its 300 Ω impedance and sensitivity of 96 dB/mW require an amplifier.",
        "The low sensitivity of 90 dB/V requires an amplifier, as does the 300 Ω impedance.",
        "Despite its 300 Ω impedance, it requires no amplifier.",
        "Despite modest 62 ohm impedance it requires an amplifier.",
        "110 dB SPL take 3 V. So its 300 Ω impedance requires an amplifier.",
        "Its impedance is 300 Ω. An amplifier is sold with it.",
        "It needs an amplifier with low output impedance.",
        "The 250 ohm version requires an amplifier, while that of 32 ohm does not.",
        "Its 32 ohm impedance means no amplifier is needed.",
        "The amplifier drives 300 ohm.",
        "It has an 8 ohm impedance and requires a cable to the amplifier.",
    ],
)
def test_an_amplifier_with_another_ground_or_none_called_for_passes(text):
    assert found(text, rule="amplifier-impedance", overview=PLAIN) == []


def test_an_amplifier_that_the_sensitivity_asks_for_is_not_blamed_on_the_impedance():
    # 110 dB SPL take 10^((110 - 114)/20) = 0.63 V at 114 dB/V, 2.8 V at 101 dB/V
    text = "Its 300 Ω impedance requires an amplifier."
    assert [rule for rule, _ in found(text, overview=EASY)] == ["amplifier-impedance"]
    assert found(text, overview=PER_V) == []


def test_easy_drive_from_the_impedance_alone_is_a_hint():
    [rule] = [rule for rule in ELECTRICAL if rule.id == "easy-from-impedance"]
    assert (rule.severity, rule.is_on) == ("hint", False)
    for text in ("Its 32 Ω impedance makes it easy to drive.", "Easy to drive due to 32 ohm."):
        assert [name for name, _ in found(text, overview=PLAIN)] == ["easy-from-impedance"]
    assert found("Its 32 Ω impedance and sensitivity make it easy to drive.", overview=PLAIN) == []


@pytest.mark.parametrize(
    ("text", "is_fault"),
    [
        # 0.1 % are 20 lg 0.001 = -60 dB, 0.03 % -70.5 dB
        ("THD is 0.10 % (-60 dB).", False),
        ("THD is 0.03 % (-70 dB).", False),
        ("THD is 0.10 % (-50 dB).", True),
        ("Distortion of 1 % (-30 dB).", True),
        ("THD is 0.10 % at -50 dBFS.", False),
        ("THD is 0.10 % (94 dB SPL).", False),
        ("The volume is at 50 % (-30 dB).", False),
    ],
)
def test_distortion_in_percent_and_db_must_be_the_same(text, is_fault):
    assert [rule for rule, _ in found(text)] == ["distortion-units"] * is_fault


@given(st.text(alphabet="0129 dBV/mWΩ()vs.,%-≈ampneedsoit\n", max_size=300))
def test_any_text_can_be_audited(text):
    found(text)


def test_a_megabyte_of_figures_is_read_in_time_that_grows_with_its_length():
    for words in ("2 V (103 dB SPL) ", "98 dB sensitivity ", "62 ohm needs amp ", "101 dB/V vs "):
        found(words * 2000)


@pytest.mark.parametrize(
    ("impedance", "told"),
    # 10 lg(1000/16) = 17.96, 10 lg(1000/300) = 5.23; without an impedance 32 ohm stand in
    [("16 ohm", "18 dB at 16 Ω"), ("300 ohm", "5 dB at 300 Ω"), ("", "15 dB at 32 Ω")],
)
def test_what_a_missing_reference_makes_is_told_for_the_impedance_that_is_stated(impedance, told):
    text = published(
        overview=f"The Acme One is an open, wired headphone{' of ' * bool(impedance)}{impedance} "
        "[1]. Its sensitivity is 98 dB SPL [1].",
        science="$$ \\Large \\text{0.7} $$\n\nThe response is within ±2 dB [2].",
    )
    [finding] = findings_in(text)
    assert finding.rule == "sensitivity-reference"
    assert finding.message.endswith(told)
