"""The electrical side of a product, and what its response makes of programme and noise."""

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.dossier import parse_dossier
from auricle.drive import ImpedanceCurve
from auricle.hearing import BAND_CENTER_HZ, a_weighting_db
from auricle.metrics import electrical, subject_of
from auricle.metrics.electrical import (
    electrical_by_hand,
    field_of,
    with_impedance,
)
from auricle.metrics.response_metrics import error_curve
from auricle.response import R40_HZ, FrequencyResponse
from auricle.response.formats import find_target
from tests.conftest import SOURCES

DAY = date(2026, 3, 15)
HEADER = """\
schema = 1
[product]
slug = "acme-one"
brand = "Acme"
model = "One"
form = "over-ear"
back = "open"
connection = ["wired"]
"""
TABLES = {
    "lab.csv": "20,50,10\n107,170,0\n1000,57,5\n20000,80,40\n",
    "maker.csv": "20,300\n1000,310\n20000,320\n",
}
DIFFUSE_FIELD = find_target("diffuse-field-iso-11904-1").response
# Levels of science 8.4 over a response flat at the drum, and over one like the diffuse field,
# of noise of 94 dB unweighted; the field of ISO 11904-1 has 4.1 dB at 1 kHz, 2.1 dB at 500 Hz.
FLAT_DB, FIELD_DB = 85.894 - 94.0, 91.385 - 94.0
AT_1_KHZ_DB, AT_500_HZ_DB = 4.1, 2.1


def curve_text(file, source):
    return f'[[impedance_curves]]\nfile = "{file}"\nlicence = "CC0"\nsource = "{source}"\n'


@pytest.fixture
def found_of(subject_with, fact_text):
    def found(*parts, sensitivity=True):
        per_volt = fact_text("sensitivity", 101, "dB/V", kind="specified", source="maker")
        text = HEADER + SOURCES + (per_volt if sensitivity else "") + "".join(parts)
        dossier = parse_dossier(text, file="acme-one.toml", read_curve=TABLES.__getitem__)
        return electrical(subject_with(dossier))

    return found


@pytest.fixture
def offset_of(make_product, subject_with):
    """Offset of a response at the drum, given as levels on R40_HZ."""
    error = error_curve(subject_with(make_product(error_db=np.zeros(121), rig="gras")))

    def offset(levels_db, *, rig="gras", reference_hz=1000.0):
        response = FrequencyResponse(R40_HZ, levels_db)
        changed = replace(error, response=response, rig=rig)
        return field_of(changed, slug=error.owner.slug, reference_hz=reference_hz)

    return offset


def catalog_electrical(catalog, slug):
    return electrical(subject_of(catalog, catalog.dossiers[slug], day=DAY, region="US"))


def test_without_a_sensitivity_nothing_is_known(found_of):
    assert found_of(sensitivity=False) is None


def test_a_measured_impedance_is_used_and_names_its_source(found_of):
    found = found_of(curve_text("lab.csv", "lab"))
    assert found.impedance_basis == "measured"
    assert found.headphone.lowest_ohm == pytest.approx(50.0, rel=1e-12)
    expected = 57.0 * complex(math.cos(math.radians(5.0)), math.sin(math.radians(5.0)))
    assert found.headphone.reference_ohm == pytest.approx(expected, rel=1e-9)
    assert "acme-one/lab" in [source.id for source in found.sources]


def test_of_several_impedances_the_one_of_the_strongest_evidence_counts(found_of):
    for order in (("maker", "lab"), ("lab", "maker")):
        found = found_of(*(curve_text(f"{who}.csv", who) for who in order))
        assert found.headphone.lowest_ohm == pytest.approx(50.0, rel=1e-12)
    found = found_of(curve_text("maker.csv", "maker"))
    assert found.impedance_basis == "measured magnitude, minimum phase"


def test_a_measured_impedance_goes_before_points_that_are_stated(found_of, fact_text):
    points = [
        fact_text("impedance", ohm, "ohm", more=f"frequency_hz = {hz}")
        for hz, ohm in ((20, 100), (90, 280), (1000, 110))
    ]
    found = found_of(*points, curve_text("lab.csv", "lab"))
    assert found.impedance_basis == "measured"
    made = found_of(*points)
    assert made.impedance_basis.startswith("model of 280 Ω at 90 Hz over 100 Ω")
    assert abs(complex(made.headphone.impedance.at(90.0))) == pytest.approx(280.0, rel=1e-3)
    assert made.headphone.stated_ohm == pytest.approx((100.0, 280.0, 110.0), rel=1e-9)


def test_points_without_a_resonance_make_no_model_but_are_kept(found_of, fact_text):
    found = found_of(fact_text("impedance", 62, "ohm", more="frequency_hz = 1000"))
    assert found.impedance_basis is None
    assert found.headphone.impedance is None
    assert found.rated_ohm == pytest.approx(62.0, rel=1e-9)  # for want of a rated one
    assert found.headphone.lowest_ohm == pytest.approx(62.0, rel=1e-9)


def test_the_power_that_the_maker_allows_is_kept_in_watts(found_of, fact_text):
    power = fact_text("max-input-power", 200, "mW", kind="specified", source="maker")
    assert found_of(power).headphone.max_power_w == pytest.approx(0.2, rel=1e-9)
    assert found_of().headphone.max_power_w is None


def test_the_frequency_of_the_sensitivity_is_the_one_stated_else_1_khz(found_of, fact_text):
    assert found_of().headphone.reference_hz == 1000.0
    at_500 = fact_text(
        "sensitivity", 101, "dB/V", kind="specified", source="shop", more="frequency_hz = 500"
    )
    assert found_of(at_500, sensitivity=False).headphone.reference_hz == 500.0


def test_the_k612_has_101_db_per_volt_and_120_ohm(catalog):
    found = catalog_electrical(catalog, "akg-k612-pro")
    assert found.headphone.sensitivity_db_per_v.value == pytest.approx(101.0, abs=1e-9)
    assert found.rated_ohm == 120.0
    assert found.headphone.reference_hz == 1000.0
    assert found.impedance_basis is None
    assert found.headphone.range_ohm == (0.8 * 120.0, math.inf)  # IEC 60268-7:2010, 8.2.1


@pytest.mark.parametrize(
    ("slug", "basis", "peak_ohm", "peak_hz"),
    [
        ("akg-k240-studio", "model of 170 Ω at 107 Hz over 50 Ω, its Q taken as 1", 170.0, 107.0),
        (
            "sennheiser-hd-650",
            "model of 480 Ω at 100 Hz over 305 Ω, its Q taken as 1",
            480.0,
            100.0,
        ),
    ],
)
def test_points_of_the_catalog_make_a_model_with_their_peak(
    catalog, slug, basis, peak_ohm, peak_hz
):
    found = catalog_electrical(catalog, slug)
    assert found.impedance_basis == basis
    at_peak = abs(complex(found.headphone.impedance.at(peak_hz)))
    assert at_peak == pytest.approx(peak_ohm, rel=2e-3)  # the coil adds in quadrature


def test_every_product_of_the_catalog_with_a_sensitivity_has_an_electrical_side(catalog):
    n_known = 0
    for slug in catalog.dossiers:
        found = catalog_electrical(catalog, slug)
        if found is None:
            continue
        n_known += 1
        assert 60.0 <= found.headphone.sensitivity_db_per_v.value <= 150.0
        assert -13.0 < found.field.programme_db().value < -3.0
        assert found.sources
    assert n_known >= 10


def test_over_a_response_flat_at_the_drum_programme_is_8_1_db_less_in_the_field(offset_of):
    found = offset_of(np.zeros(R40_HZ.size))
    assert found.programme_db().value == pytest.approx(FLAT_DB, abs=0.01)
    assert found.basis.endswith("re Diffuse field, ISO 11904-1")
    # White noise has the power of its bandwidth in every band.
    centers = np.array(BAND_CENTER_HZ)
    field_db = DIFFUSE_FIELD.on(np.clip(centers, 20.0, 20_000.0)) + AT_1_KHZ_DB
    white = centers * 10.0 ** (a_weighting_db(centers) / 10.0)
    expected_db = 10.0 * math.log10(np.sum(white * 10.0 ** (-field_db / 10.0)) / np.sum(white))
    assert found.noise_db.value == pytest.approx(expected_db, abs=0.05)


def test_over_a_response_like_the_diffuse_field_programme_is_6_7_db_less(offset_of):
    found = offset_of(DIFFUSE_FIELD.on(R40_HZ))
    assert found.programme_db().value == pytest.approx(FIELD_DB - AT_1_KHZ_DB, abs=0.02)
    # Every noise at the drum then is that noise in the field, 4.1 dB less than at 1 kHz.
    assert found.noise_db.value == pytest.approx(-AT_1_KHZ_DB, abs=0.05)


def test_the_offset_is_re_the_frequency_of_the_sensitivity(offset_of):
    levels_db = DIFFUSE_FIELD.on(R40_HZ)
    found = offset_of(levels_db, reference_hz=500.0)
    assert found.programme_db().value == pytest.approx(FIELD_DB - AT_500_HZ_DB, abs=0.02)
    assert found.noise_db.value == pytest.approx(-AT_500_HZ_DB, abs=0.05)


def test_the_level_at_which_a_response_was_measured_is_no_part_of_it(offset_of):
    wave_db = 3.0 * np.sin(np.log(R40_HZ))
    low, high = offset_of(wave_db), offset_of(wave_db + 94.0)
    assert low.programme_db().value == pytest.approx(high.programme_db().value, abs=1e-9)
    assert low.noise_db.value == pytest.approx(high.noise_db.value, abs=1e-9)


def test_without_a_response_or_a_diffuse_field_of_its_rig_the_usual_offset_is_taken(offset_of):
    for reference_hz, at_reference_db in ((1000.0, AT_1_KHZ_DB), (500.0, AT_500_HZ_DB)):
        usual = field_of(None, slug="acme-one", reference_hz=reference_hz)
        middle_db = (FLAT_DB + FIELD_DB - at_reference_db) / 2.0
        assert usual.programme_db().value == pytest.approx(middle_db, abs=0.02)
        assert usual.noise_db is None
    for rig in ("minidsp-ears", "flat-bed"):
        assert not offset_of(np.zeros(R40_HZ.size), rig=rig).is_measured


def test_the_response_of_a_sibling_is_said_to_be_one_and_is_less_sure(catalog):
    own = catalog_electrical(catalog, "akg-k702")
    leaning = catalog_electrical(catalog, "akg-k712-pro")
    assert "sibling AKG K702" in leaning.field.basis
    assert "sibling" not in own.field.basis
    assert leaning.field.uncertainty_db > own.field.uncertainty_db
    for found in (own, leaning):
        assert "akg-k702/response-oratory1990" in {source.id for source in found.sources}


def test_a_boost_over_the_whole_band_is_one_of_the_programme(offset_of):
    found = offset_of(np.zeros(R40_HZ.size))
    boosted = found.programme_db(np.full(31, 6.0)).value
    assert boosted == pytest.approx(found.programme_db().value + 6.0, abs=1e-9)


@given(st.floats(60.0, 150.0), st.floats(1.0, 10_000.0))
def test_figures_given_by_hand_are_exact_in_every_unit(figure, ohm):
    per_volt = electrical_by_hand(figure, "dB/V", impedance_ohm=ohm)
    assert per_volt.headphone.sensitivity_db_per_v.value == figure
    assert per_volt.headphone.sensitivity_db_per_v.uncertainty == 0.0
    assert not per_volt.field.is_measured
    # The same headphone per milliwatt and as a voltage for 94 dB.
    per_mw = figure - 10.0 * math.log10(1000.0 / ohm)
    millivolts = 1000.0 * 10.0 ** ((94.0 - figure) / 20.0)
    for other, unit in ((per_mw, "dB/mW"), (millivolts, "mV for 94 dB")):
        found = electrical_by_hand(other, unit, impedance_ohm=ohm)
        assert found.headphone.sensitivity_db_per_v.value == pytest.approx(figure, abs=1e-9)
        assert found.rated_ohm == ohm


@pytest.mark.parametrize(
    ("figure", "unit", "more", "said"),
    [
        (97.0, "dB", {"impedance_ohm": 32.0}, "'dB'"),
        (97.0, "dB/mW", {}, "impedance"),
        (0.0, "V for 94 dB", {"impedance_ohm": 32.0}, "voltage_v must be above 0"),
        (97.0, "dB/V", {"impedance_ohm": 0.0}, "rated_ohm must be above 0"),
        (97.0, "dB/mW", {"impedance_ohm": 0.0}, "impedance_ohm must be above 0"),
        (math.nan, "dB/V", {}, "value must be finite"),
    ],
)
def test_figures_by_hand_that_mean_nothing_are_refused(figure, unit, more, said):
    with pytest.raises(ValueError, match=said):
        electrical_by_hand(figure, unit, **more)


def test_the_impedance_of_ones_own_unit_replaces_what_is_known(catalog):
    found = catalog_electrical(catalog, "akg-k612-pro")
    own = ImpedanceCurve(np.array([20.0, 20_000.0]), np.array([100.0, 130.0]), "my unit")
    changed = with_impedance(found, own)
    assert changed.impedance_basis == "my unit"
    assert changed.headphone.lowest_ohm == pytest.approx(100.0, rel=1e-12)
    assert changed.sensitivity == found.sensitivity
    assert found.headphone.impedance is None
