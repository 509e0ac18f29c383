"""Sensitivities, and figures that look as if they had another reference."""

import math
from datetime import date

import pytest

from auricle.metrics import load_definitions, subject_of
from auricle.metrics.sensitivity import doubtful_units, sensitivity
from auricle.metrics.stated import from_facts

DEFINITION = load_definitions()["sensitivity"]


def characteristic(millivolts, fact_text, **more):
    return fact_text("sensitivity", millivolts, "mV for 94 dB", **more)


def rated(ohm, fact_text):
    return fact_text("nominal-impedance", ohm, "ohm", kind="specified", source="maker")


@pytest.fixture
def remarks_of(make_product):
    def remarks(*facts, rated_ohm=300.0):
        dossier = make_product(*facts)
        stated = tuple(fact for fact in dossier.facts if fact.quantity == "sensitivity")
        return doubtful_units(stated, rated_ohm=rated_ohm)

    return remarks


def per_volt(value, fact_text, **more):
    arguments = {"kind": "specified", "source": "maker"} | more
    return fact_text("sensitivity", value, "dB/V", **arguments)


def per_milliwatt(value, ohm, fact_text, **more):
    arguments = {"kind": "specified", "source": "maker", "more": f"impedance_ohm = {ohm}"} | more
    return fact_text("sensitivity", value, "dB/mW", **arguments)


def test_a_figure_per_volt_that_is_one_per_milliwatt_is_named(remarks_of, fact_text):
    # 97 dB/mW into 300 Ω are 97 + 10 lg(1000/300) = 102.2 dB/V; 327 mV are 94 - 20 lg 0.327.
    [remark] = remarks_of(per_volt(97, fact_text), characteristic(327, fact_text))
    assert remark.startswith("97 dB/V reads as if it were dB/mW")
    assert f"that would be {97.0 + 10.0 * math.log10(1000.0 / 300.0):.1f} dB/V into 300 Ω" in remark
    assert "102.2 dB/V" in remark
    assert f"327 mV for 94 dB, which is {94.0 - 20.0 * math.log10(0.327):.1f} dB/V" in remark
    assert remark.endswith("it is kept as stated")


def test_a_figure_per_milliwatt_that_is_one_per_volt_is_named(remarks_of, fact_text):
    # 104 dB/V called dB/mW come to 109.2 dB/V into 300 Ω, beside 103.7 dB/V.
    [remark] = remarks_of(per_milliwatt(104, 300, fact_text), characteristic(327, fact_text))
    assert remark.startswith("104 dB/mW reads as if it were dB/V: that would be 104.0 dB/V")


@pytest.mark.parametrize("kind", ["measured", "specified"])
def test_a_figure_stated_as_a_voltage_speaks_whoever_states_it(remarks_of, fact_text, kind):
    other = characteristic(327, fact_text, kind=kind)
    assert len(remarks_of(per_volt(97, fact_text), other)) == 1


def test_two_specified_levels_do_not_accuse_each_other(remarks_of, fact_text):
    other = per_volt(103.7, fact_text, source="shop")
    assert remarks_of(per_volt(97, fact_text), other) == ()


def test_figures_that_are_close_or_far_off_either_way_are_left_alone(remarks_of, fact_text):
    measured = characteristic(327, fact_text)  # 103.7 dB/V
    assert remarks_of(per_volt(100, fact_text), measured) == ()  # 3.7 dB: rigs, frequencies, units
    assert (
        remarks_of(per_volt(80, fact_text), measured) == ()
    )  # 85.2 would be no nearer to speak of
    assert remarks_of(per_volt(112, fact_text), measured) == ()  # 117.2 would be farther off
    assert remarks_of(measured) == ()
    assert remarks_of() == ()


def test_near_1_kohm_the_two_references_are_the_same_and_nothing_is_said(remarks_of, fact_text):
    # 97 dB/mW into 600 Ω are 99.2 dB/V: 2.2 dB are less than half of 6.7 dB.
    figures = (per_volt(97, fact_text), characteristic(327, fact_text))
    assert remarks_of(*figures, rated_ohm=600.0) == ()
    assert remarks_of(*figures, rated_ohm=1000.0) == ()


def test_without_an_impedance_nothing_is_said(remarks_of, fact_text):
    figures = (per_volt(97, fact_text), characteristic(327, fact_text))
    assert remarks_of(*figures, rated_ohm=None) == ()


def test_a_figure_that_is_stated_twice_is_named_once(remarks_of, fact_text):
    figures = (per_volt(97, fact_text), per_volt(97, fact_text, source="shop"))
    assert len(remarks_of(*figures, characteristic(327, fact_text))) == 1


def test_a_doubt_changes_no_figure(make_product, subject_with, fact_text):
    subject = subject_with(
        make_product(per_volt(97, fact_text), characteristic(327, fact_text), rated(300, fact_text))
    )
    plain, found = from_facts(DEFINITION, subject), sensitivity(DEFINITION, subject)
    assert (found.value, found.uncertainty) == (plain.value, plain.uncertainty)
    assert (found.low, found.high, found.facts) == (plain.low, plain.high, plain.facts)
    assert found.remarks[: len(plain.remarks)] == plain.remarks
    assert "97 dB/V reads as if it were dB/mW" in found.remarks[-1]
    # The weighted mean of 97 and 103.7, of 2 and 1 dB: the doubtful one counts as it stands.
    weights = (2.0**-2, 1.0)
    figures = (97.0, 94.0 - 20.0 * math.log10(0.327))
    mean = sum(w * x for w, x in zip(weights, figures, strict=True)) / sum(weights)
    assert found.value == pytest.approx(mean, abs=1e-6)


def test_the_hd_600_of_the_catalog_shows_the_doubt(catalog):
    hd_600 = catalog.dossiers["sennheiser-hd-600"]
    found = sensitivity(DEFINITION, subject_of(catalog, hd_600, day=date(2026, 3, 15), region="US"))
    [doubt] = [remark for remark in found.remarks if "reads as if" in remark]
    assert doubt.startswith("97 dB/V reads as if it were dB/mW: that would be 102.2 dB/V")


def test_the_k612_of_the_catalog_is_in_no_doubt(catalog):
    k612 = catalog.dossiers["akg-k612-pro"]
    found = sensitivity(DEFINITION, subject_of(catalog, k612, day=date(2026, 3, 15), region="US"))
    assert found.value == pytest.approx(101.0, abs=1e-9)
    assert not any("reads as if" in remark for remark in found.remarks)
