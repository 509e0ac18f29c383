import json

import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.signal import freqz

from auricle.equalizer import FILTER_KINDS, Filter, response_db
from auricle.equalizer.biquad import high_shelf_db, low_shelf_db, peaking_db
from tests.shared import SHARED

GRID_HZ = np.geomspace(20.0, 20_000.0, 200)
CHECKED_HZ = np.array([20.0, 50.0, 105.0, 500.0, 1000.0, 2000.0, 5000.0, 10_000.0, 15_000.0])
LEVELS = {"peaking": peaking_db, "low-shelf": low_shelf_db, "high-shelf": high_shelf_db}
centers_hz = st.floats(20.0, 18_000.0)
qs = st.floats(0.2, 20.0)
gains_db = st.floats(-24.0, 24.0)


def cookbook(kind: str, center_hz: float, gain_db: float, q: float, fs: float = 48e3):
    """Numerator and denominator as the Audio EQ Cookbook prints them."""
    a, w = 10.0 ** (gain_db / 40.0), 2.0 * np.pi * center_hz / fs
    alpha, c = np.sin(w) / (2.0 * q), np.cos(w)
    if kind == "peaking":
        return [1 + alpha * a, -2 * c, 1 - alpha * a], [1 + alpha / a, -2 * c, 1 - alpha / a]
    up, down, root = a + 1.0, a - 1.0, 2.0 * np.sqrt(a) * alpha
    sign = 1.0 if kind == "low-shelf" else -1.0
    b = [
        a * (up - sign * down * c + root),
        2 * sign * a * (down - sign * up * c),
        a * (up - sign * down * c - root),
    ]
    return b, [up + sign * down * c + root, -2 * sign * (down + sign * up * c),
               up + sign * down * c - root]  # fmt: skip


def magnitude_db(b, a, f, fs=48e3):
    return 20.0 * np.log10(np.abs(freqz(b, a, worN=f, fs=fs)[1]))


# Coefficients b0, b1, b2, 1, a1, a2 at 48 kHz from an independent implementation.
COEFFICIENTS = [
    (Filter("peaking", 1000.0, 6.0, 1.0),
     [1.04395308699034, -1.8953207239366, 0.867722284759857, 1.0, -1.8953207239366,
      0.911675371750192]),
    (Filter("low-shelf", 105.0, 6.0, 0.7),
     [1.00341274163298, -1.98341623278592, 0.980268147537686, 1.0, -1.98348223977762,
      0.983614882178956]),
    (Filter("high-shelf", 10_000.0, -4.0, 0.7),
     [0.766848147863355, -0.13356775588298, 0.131966266588626, 1.0, -0.435484407606555,
      0.200731066175555]),
    (Filter("peaking", 8000.0, -5.5, 3.0),
     [0.922434786945066, -0.834656489001344, 0.746878191057622, 1.0, -0.834656489001344,
      0.669312978002688]),
]  # fmt: skip

# Levels of the same filters, and the independent implementation agrees with AutoEq to 1e-11 dB.
KNOWN_DB = [
    [0.00258884419709466, 0.0162058127991499, 0.0719231728261023, 1.8793813596764,
     5.99999999999999, 1.86599103694757, 0.248597613567459, 0.0476019086487158,
     0.0124630984902327],
    [5.98696984956148, 5.66282100591546, 3.00000000000105, 0.0180282294523345,
     0.00215601971796942, 0.000388465172408316, 5.22812062162868e-05, 1.0060253526938e-05,
     2.63648677975201e-06],
    [-2.39703915427741e-07, -1.49930877119865e-06, -6.63270733385839e-06, -0.000163611923414763,
     -0.000821133217231207, -0.00600119791079817, -0.166388148007139, -2.0, -3.71676316614562],
    [-3.35557711873358e-06, -2.09735388808255e-05, -9.25144697331285e-05, -0.00211135530526303,
     -0.00861869177989925, -0.0374773896671205, -0.476047443487128, -1.4111563722728,
     -0.130501088347697],
]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "known_db"),
    [(one, known_db) for (one, _), known_db in zip(COEFFICIENTS, KNOWN_DB, strict=True)],
)
def test_levels_are_those_of_an_independent_implementation(one, known_db):
    np.testing.assert_allclose(response_db([one], CHECKED_HZ), known_db, rtol=0.0, atol=1e-6)


@pytest.mark.parametrize(("one", "coefficients"), COEFFICIENTS)
def test_levels_are_those_of_its_coefficients(one, coefficients):
    expected_db = magnitude_db(coefficients[:3], coefficients[3:], GRID_HZ)
    np.testing.assert_allclose(response_db([one], GRID_HZ), expected_db, rtol=0.0, atol=1e-6)


@given(st.sampled_from(FILTER_KINDS), centers_hz, gains_db, qs, st.sampled_from([44.1e3, 96e3]))
def test_levels_are_those_of_the_cookbook_at_any_sample_rate(kind, center_hz, gain_db, q, fs):
    found_db = LEVELS[kind](GRID_HZ, np.array(center_hz), q, gain_db, sample_rate_hz=fs)
    expected_db = magnitude_db(*cookbook(kind, center_hz, gain_db, q, fs), GRID_HZ, fs)
    np.testing.assert_allclose(found_db, expected_db, rtol=0.0, atol=1e-5)


@given(st.sampled_from(FILTER_KINDS), centers_hz, qs, gains_db)
def test_a_cut_undoes_the_boost_with_the_same_parameters(kind, center_hz, q, gain_db):
    boost_db, cut_db = (
        LEVELS[kind](GRID_HZ, np.array(center_hz), q, sign * gain_db, sample_rate_hz=48e3)
        for sign in (1.0, -1.0)
    )
    np.testing.assert_allclose(boost_db + cut_db, 0.0, atol=1e-9)


@given(centers_hz, qs, gains_db)
def test_at_both_ends_of_the_axis_every_filter_is_level(center_hz, q, gain_db):
    f, center = np.array([0.0, 24_000.0]), np.array(center_hz)
    ends = {"peaking": (0.0, 0.0), "low-shelf": (gain_db, 0.0), "high-shelf": (0.0, gain_db)}
    for kind, expected_db in ends.items():
        found_db = LEVELS[kind](f, center, q, gain_db, sample_rate_hz=48e3)
        np.testing.assert_allclose(found_db, expected_db, atol=1e-9)


@pytest.mark.parametrize("kind", FILTER_KINDS)
def test_single_precision_keeps_a_bass_filter_within_a_thousandth_of_a_db(kind):
    args = np.array([30.0, 2.0, 6.0])
    exact_db = LEVELS[kind](GRID_HZ, *args, sample_rate_hz=192e3)
    single_db = LEVELS[kind](GRID_HZ.astype("f4"), *args.astype("f4"), sample_rate_hz=192e3)
    assert single_db.dtype == np.float32
    np.testing.assert_allclose(single_db, exact_db, atol=1e-3)


@pytest.mark.parametrize("kind", FILTER_KINDS)
def test_the_kernels_use_the_array_standard_only(kind):
    xp = array_api_strict
    gains = xp.reshape(xp.asarray([-6.0, 0.0, 6.0]), (3, 1))
    f, one = xp.asarray(GRID_HZ), xp.asarray(1.0, dtype=xp.float64)
    out = LEVELS[kind](f, 1000.0 * one, one, gains, sample_rate_hz=48e3)
    assert out.shape == (3, 200)
    alone_db = LEVELS[kind](GRID_HZ, np.array(1000.0), 1.0, 6.0, sample_rate_hz=48e3)
    np.testing.assert_allclose(np.asarray(out[2, :]), alone_db, atol=1e-12)


@given(st.lists(st.tuples(st.sampled_from(FILTER_KINDS), centers_hz, gains_db, qs), max_size=5))
def test_filters_in_a_row_add_up_with_the_preamp(figures):
    filters = [Filter(*figure) for figure in figures]
    together_db = response_db(filters, GRID_HZ, preamp_db=-3.0)
    alone_db = sum((response_db([one], GRID_HZ) for one in filters), np.full(200, -3.0))
    np.testing.assert_allclose(together_db, alone_db, atol=1e-9)


def test_several_filters_run_on_the_array_standard_only():
    xp = array_api_strict
    filters = [Filter(kind, 900.0, 3.0, 0.7) for kind in FILTER_KINDS]
    found_db = response_db(filters, xp.asarray(GRID_HZ), preamp_db=-2.0)
    expected_db = response_db(filters, GRID_HZ, preamp_db=-2.0)
    np.testing.assert_allclose(np.asarray(found_db), expected_db, atol=1e-12)


def test_a_known_preset_needs_its_known_preamp():
    filters = [
        Filter("low-shelf", 105.0, 6.2, 0.7),
        Filter("peaking", 2828.0, -3.8, 1.72),
        Filter("peaking", 877.0, 1.9, 1.62),
    ]
    f = 20.0 * 1.01 ** np.arange(695)
    # -max(0, largest sum of gains), from an independent computation on this grid
    assert -np.max(response_db(filters, f)) == pytest.approx(-6.18679781390146, abs=1e-4)


def test_ten_bands_of_6_db_add_up_to_more():
    bands = [Filter("peaking", 31.25 * 2.0**i, 6.0, np.sqrt(2.0)) for i in range(10)]
    assert response_db(bands, np.array([1000.0]))[0] == pytest.approx(8.80024805038531, abs=1e-6)


def test_a_filter_above_half_the_sample_rate_is_refused():
    with pytest.raises(ValueError, match="needs more than 32000 Hz"):
        response_db([Filter("peaking", 16_000.0, 1.0, 1.0)], GRID_HZ, sample_rate_hz=32_000.0)


@pytest.mark.parametrize(
    "figures",
    [
        ("notch", 100.0, 1.0, 1.0),
        ("peaking", 0.0, 1.0, 1.0),
        ("peaking", np.inf, 1.0, 1.0),
        ("peaking", 100.0, np.nan, 1.0),
        ("peaking", 100.0, 1.0, 0.0),
        ("peaking", 100.0, 1.0, np.nan),
    ],
)
def test_a_filter_that_cannot_be_is_refused(figures):
    with pytest.raises(ValueError, match=r"kind|above 0|finite"):
        Filter(*figures)


def test_the_figures_above_are_those_of_the_reference():
    path = SHARED / "reference" / "checks.json"
    if not path.is_file():
        pytest.skip("the reference that the figures were taken from is not here")
    reference = {check["name"]: check["expected"] for check in json.loads(path.read_text("utf-8"))}
    names = ["rbj_pk_1000_6_1.0", "rbj_ls_105_6_0.7", "rbj_hs_10000_-4_0.7", "rbj_pk_8000_-5.5_3.0"]
    for name, (_, coefficients), known_db in zip(names, COEFFICIENTS, KNOWN_DB, strict=True):
        assert reference[f"{name}_coeffs"] == coefficients
        assert reference[f"{name}_response"] == known_db
