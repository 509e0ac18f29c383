"""Figures become facts where their meaning and their owner are plain, and comments elsewhere."""

import pytest

from auricle.audit.draft import Known, format_draft

from .drafts import draft_of, entries, facts, reasons


@pytest.mark.parametrize(
    ("words", "quantity", "expected"),
    [
        ("It has 120 ohm impedance.", "nominal-impedance", {"value": 120, "unit": "Ω"}),
        ("It uses 50 mm dynamic drivers.", "driver-diameter", {"value": 50, "unit": "mm"}),
        ("Its driver size is 40mm.", "driver-diameter", {"value": 40, "unit": "mm"}),
        ("It weighs 235 g.", "weight", {"value": 235, "unit": "g"}),
        ("The lightweight 15-ounce build is fine.", "weight", {"value": 15, "unit": "oz"}),
        ("It comes with a 3 m cable.", "cable-length", {"value": 3, "unit": "m"}),
        ("It carries a 2-year warranty.", "warranty", {"value": 2, "unit": "years"}),
        ("The warranty period is 18 months.", "warranty", {"value": 18, "unit": "months"}),
        ("Its sensitivity is 101 dB/V.", "sensitivity", {"value": 101, "unit": "dB/V"}),
        (
            "It is specified as 12 Hz-39.5 kHz frequency response.",
            "stated-bandwidth",
            {"min": 12, "max": 39500, "unit": "Hz"},
        ),
        (
            "The maximum input power is 200 mW.",
            "max-input-power",
            {"value": 200, "unit": "mW"},
        ),
        (
            "The maximum SPL of 118 dB is enough.",
            "max-spl",
            {"value": 118, "unit": "dB SPL"},
        ),
    ],
)
def test_a_plain_figure_is_a_fact_of_the_review_that_tells_it(words, quantity, expected):
    [fact] = facts(draft_of(words), quantity)
    assert fact == expected | {"kind": "specified", "source": "review"}


def test_a_fact_has_the_source_that_is_cited_for_it_and_the_line_it_came_from():
    draft = draft_of("Its impedance is 120 ohm [1].")
    [fact] = facts(draft, "nominal-impedance")
    assert fact["source"] == "acme"
    [entry] = entries(draft, "facts")
    assert entry.line == 12
    assert entry.remarks[0].startswith('line 12: "120 ohm" [1], relayed by the review')


def test_a_citation_behind_a_turn_is_of_what_stands_there():
    science = "The data sheet [1] states 120 ohm impedance, but no laboratory found that [2]."
    [fact] = facts(draft_of(science=science), "nominal-impedance")
    assert fact["source"] == "acme"


def test_what_a_laboratory_measured_is_measured_with_its_conditions():
    science = "Measurements show THD of 0.08% at 1 kHz/94 dB SPL [2]."
    [fact] = facts(draft_of(science=science), "thd")
    assert fact == {
        "value": 0.08,
        "unit": "%",
        "frequency_hz": 1000,
        "level_dbspl": 94,
        "kind": "measured",
        "source": "rtings",
    }


def test_a_bound_stays_a_bound():
    [fact] = facts(draft_of(science="The manufacturer specifies THD below 0.2% [1]."), "thd")
    assert (fact["max"], fact["kind"]) == (0.2, "specified")
    assert "value" not in fact


def test_a_measured_impedance_is_no_nominal_one():
    draft = draft_of(
        "The maker states 120 ohm impedance.", science="RTINGS measured 128 ohm impedance [2]."
    )
    [nominal], [measured] = facts(draft, "nominal-impedance"), facts(draft, "impedance")
    assert (nominal["value"], measured["value"], measured["kind"]) == (120, 128, "measured")


def test_unlike_figures_of_one_quantity_are_all_kept():
    draft = draft_of("It has 120 ohm impedance [1].", science="It has 115 ohm impedance [3].")
    assert [one["value"] for one in facts(draft, "nominal-impedance")] == [120, 115]


def test_one_figure_said_twice_is_one_fact_with_both_lines_and_the_better_source():
    draft = draft_of("It has 120 ohm impedance.", science="It has 120 ohm impedance [1].")
    [fact] = facts(draft, "nominal-impedance")
    assert fact["source"] == "acme"
    [entry] = entries(draft, "facts")
    assert entry.remarks[-1] == "again in line 12"


def test_a_sensitivity_without_reference_is_no_fact():
    draft = draft_of("It has 98 dB sensitivity.")
    assert not entries(draft, "facts")
    assert "per milliwatt or per volt" in reasons(draft)["98 dB"]


def test_a_level_at_one_milliwatt_is_a_sensitivity_whose_unit_was_concluded():
    draft = draft_of("It has 32 ohm impedance and 98 dB sensitivity at 1 kHz and 1 mW.")
    [fact] = facts(draft, "sensitivity")
    assert (fact["value"], fact["unit"], fact["impedance_ohm"]) == (98, "dB/mW", 32)
    assert fact["unit_stated"] == "dB"
    assert "1 mW" in str(fact["unit_reason"])


def test_a_figure_per_milliwatt_needs_one_impedance_to_be_converted_by():
    draft = draft_of("Its sensitivity is 98 dB/mW.")
    assert not entries(draft, "facts")
    assert "which impedance" in reasons(draft)["98 dB/mW"]


@pytest.mark.parametrize(
    "words",
    [
        "Unlike the Bravo Two, it has 120 ohm impedance.",
        "The Sony MDR-7506 has 63 ohm impedance.",
        "Its predecessor had 80 ohm impedance.",
        "The impedance was changed from 150 ohm to 300 ohm.",
    ],
)
def test_a_figure_that_may_be_of_another_product_is_no_fact(words):
    assert not entries(draft_of(words), "facts")


def test_figures_of_the_section_that_weighs_prices_are_no_facts():
    assert not entries(draft_of(cost="The Acme One has 120 ohm impedance."), "facts")


@pytest.mark.parametrize(
    "words",
    [
        "THD below the 0.05% transparent level would be needed.",
        "This is below the industry average warranty of 2 years.",
        "The microphone covers a frequency response of 100 Hz-10 kHz.",
        "A 3-month warranty on the cable is given.",
        "A shop adds a 3-year warranty of its own, says the retailer.",
        "Its output impedance of 2 ohm is low.",
        "A 3.5 mm jack and a 6.35 mm adapter are there.",
        "It deviates by ±3 dB from 20 Hz-20 kHz.",
        "The case weighs 45 g.",
    ],
)
def test_a_measuring_stick_or_another_thing_is_no_fact(words):
    assert not entries(draft_of(words), "facts")


def test_a_battery_is_told_with_its_mode_and_without_its_case():
    draft = draft_of(
        "It plays 8 hours of playback with ANC on, and 32 hours total with the case.",
        tags="[True wireless earbuds, ANC]",
    )
    [fact] = facts(draft, "battery-life")
    assert (fact["value"], fact["unit"], fact["mode"]) == (8, "h", "anc")


def test_earbuds_that_play_a_day_may_do_so_with_their_case_only():
    draft = draft_of("It has a 30-hour battery life.", known=Known(form="in-ear"))
    assert not entries(draft, "facts")
    assert "with the case" in reasons(draft)["30-hour"]


def test_an_attenuation_without_its_frequency_is_left_to_a_person():
    draft = draft_of("It has 45 dB of noise cancelling.", tags="[Over-ear, Closed-back, ANC]")
    assert not entries(draft, "facts")
    assert reasons(draft)["45 dB"].startswith("isolation")


def test_distortion_of_which_nobody_says_how_it_was_won_is_no_fact():
    draft = draft_of("It has a THD of 0.1%.")
    assert not entries(draft, "facts")
    assert "measured or specified" in reasons(draft)["0.1%"]


def test_the_year_of_release_is_read_and_that_of_the_company_is_not():
    draft = draft_of("Acme was founded in 1947. The Acme One was released in May 2019.")
    assert [one["value"] for one in facts(draft, "release-year")] == [2019]


def test_headphones_may_play_a_day_on_one_charge():
    [fact] = facts(draft_of("It has a 30-hour battery life."), "battery-life")
    assert fact["value"] == 30


def test_a_range_of_which_one_end_may_be_in_another_unit_is_left_to_a_person():
    draft = draft_of("The frequency response is 5-40 kHz.")
    assert not entries(draft, "facts")
    assert "Hz or in kHz" in reasons(draft)["5-40 kHz"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("At 104 dB SPL, measured distortion reaches 1.3%.", {"level_dbspl": 104}),
        ("Measured THD at 500 Hz of less than 1.5% is high.", {"frequency_hz": 500}),
        ("Measured THD is 0.2% in the bass.", {"note": "in the bass"}),
    ],
)
def test_conditions_before_a_distortion_and_its_region_are_kept(words, expected):
    [fact] = facts(draft_of(science=words), "thd")
    assert {key: fact.get(key) for key in expected} == expected


def test_a_second_figure_does_not_take_the_frequency_of_the_first():
    draft = draft_of(science="Measured THD is 0.2% at 100 Hz and 0.1% in the treble.")
    assert [one.get("frequency_hz") for one in facts(draft, "thd")] == [100, None]


def test_a_warranty_has_the_region_that_is_named_with_it():
    draft = draft_of(reliability="Acme grants a 2-year warranty in the United States.")
    [fact] = facts(draft, "warranty")
    assert fact["region"] == "US"


def test_an_overview_that_named_another_product_goes_back_to_its_own():
    draft = draft_of("It follows the Bravo Two. Key specifications include 120 ohm impedance.")
    assert [one["value"] for one in facts(draft, "nominal-impedance")] == [120]


def test_a_longer_warranty_for_a_part_is_not_that_of_the_product():
    draft = draft_of(reliability="Acme grants a 2-year warranty with 5-year coverage for hinges.")
    assert [one["value"] for one in facts(draft, "warranty")] == [2]


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("It has a frequency response of 0 Hz to 39.5 kHz [1].", "0 Hz to 39.5 kHz"),
        ("It has a frequency response of 20Hz-99999999999kHz [1].", "20Hz-99999999999kHz"),
        ("Its measured THD is 0.1% at 0 Hz [2].", "0.1%"),
        ("Its measured THD is 0.1% at 0 dB SPL [2].", "0.1%"),
        ("It has a sensitivity of 101 dB/V at 0 Hz [1].", "101 dB/V"),
    ],
)
def test_a_figure_that_no_dossier_takes_is_left_to_a_person(words, figure):
    draft = draft_of(words)
    format_draft(draft, file="one.toml")
    assert not entries(draft, "facts")
    assert figure in reasons(draft)


def test_a_figure_at_no_frequency_takes_no_plain_one_with_it():
    draft = draft_of("Its measured THD is 0.1% at 0 Hz [2].", science="Measured THD is 0.1% [2].")
    assert [one["value"] for one in facts(draft, "thd")] == [0.1]
