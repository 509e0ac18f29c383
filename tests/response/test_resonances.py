"""Expected values: SciPy's peaks, prominences and widths; closed forms of bells; symmetries."""

import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import signal

from auricle.response import LOG96_HZ
from auricle.response.formats import load_rigs
from auricle.response.resonances import (
    find_resonances,
    resonance_confidence,
    resonance_frequency_hz,
    resonance_height_db,
)
from tests.checks import assert_check
from tests.response.curves import bell_db

CHECKED_HZ = 20.0 * 2.0 ** (np.arange(957) / 96.0)
rough_curves = arrays(np.float64, (80,), elements=st.floats(-20.0, 20.0))
# few levels: many plateaus and peaks of one height
terraced_curves = arrays(np.float64, (80,), elements=st.integers(-4, 4).map(float))


def checked_curve_db(frequency_hz: np.ndarray = CHECKED_HZ) -> np.ndarray:
    bells = ((8000.0, 7.0, 6.0), (9500.0, -8.0, 8.0), (3000.0, 1.0, 2.0))
    return sum(bell_db(frequency_hz, *bell) for bell in bells)


def test_three_bells_leave_the_peak_and_the_dip_that_scipy_finds():
    dip, peak = sorted(find_resonances(checked_curve_db(), CHECKED_HZ), key=lambda r: r.kind)
    assert (dip.kind, peak.kind) == ("dip", "peak")
    found = [[r.sampled_hz, r.sampled_db, r.prominence_db] for r in (peak, dip)]
    assert_check("peaks_prominence_example", found[0])
    assert_check("dips_prominence_example", found[1])


def test_the_parabola_comes_nearer_to_the_true_extremes_than_the_grid():
    fine_hz = np.geomspace(7000.0, 11_000.0, 400_001)
    true_db = checked_curve_db(fine_hz)
    dip, peak = sorted(find_resonances(checked_curve_db(), CHECKED_HZ), key=lambda r: r.kind)
    for found, at in ((peak, np.argmax(true_db)), (dip, np.argmin(true_db))):
        assert found.frequency_hz == pytest.approx(fine_hz[at], rel=2e-4)  # a step is 7e-3
        assert found.level_db == pytest.approx(true_db[at], abs=5e-4)
        assert abs(found.frequency_hz - fine_hz[at]) < abs(found.sampled_hz - fine_hz[at])


@pytest.mark.parametrize("sign", [1.0, -1.0])
@pytest.mark.parametrize("least_db", [0.5, 2.0, 5.0])
@given(curve_db=st.one_of(rough_curves, terraced_curves))
def test_prominences_and_widths_are_those_of_scipy(sign, least_db, curve_db):
    f = LOG96_HZ[:80]
    heights = sign * curve_db
    places, properties = signal.find_peaks(heights, prominence=least_db)
    prominences, *bases = (properties[k] for k in ("prominences", "left_bases", "right_bases"))
    _, _, low, high = signal.peak_widths(
        heights, places, rel_height=0.5, prominence_data=(prominences, *bases)
    )
    kind = "peak" if sign > 0.0 else "dip"
    found = [
        r for r in find_resonances(curve_db, f, least_prominence_db=least_db) if r.kind == kind
    ]
    np.testing.assert_allclose([r.prominence_db for r in found], prominences)
    edges = f[0] * 2.0 ** (np.stack([low, high]) / 96.0)
    np.testing.assert_allclose([r.low_hz for r in found], edges[0], rtol=1e-9)
    np.testing.assert_allclose([r.high_hz for r in found], edges[1], rtol=1e-9)
    offsets = np.array([np.log2(r.frequency_hz / f[0]) * 96.0 for r in found]) - places
    assert np.all(np.abs(offsets) <= 0.5 + 1e-6)


@given(st.floats(200.0, 8000.0), st.floats(2.5, 15.0), st.floats(1.0, 12.0), st.booleans())
def test_a_lone_bell_is_found_with_its_centre_gain_and_q(center_hz, gain_db, q, is_dip):
    gain_db = -gain_db if is_dip else gain_db
    f = 0.2 * 2.0 ** (np.arange(2200) / 96.0)  # wide enough to hold the flanks
    [found] = find_resonances(bell_db(f, center_hz, gain_db, q), f)
    assert found.kind == ("dip" if is_dip else "peak")
    assert found.frequency_hz == pytest.approx(center_hz, rel=5e-4)
    assert found.level_db == pytest.approx(gain_db, rel=0.002)
    # The grid misses the top by up to half a step.
    assert found.prominence_db == pytest.approx(abs(gain_db), rel=0.02)
    assert found.q == pytest.approx(q, rel=0.02)
    assert found.octaves == pytest.approx(2.0 / np.log(2.0) * np.arcsinh(0.5 / q), rel=0.02)


@given(rough_curves)
def test_a_curve_upside_down_has_its_dips_where_it_had_peaks(curve_db):
    f = LOG96_HZ[:80]
    upright, turned = find_resonances(curve_db, f), find_resonances(-curve_db, f)
    other = {"peak": "dip", "dip": "peak"}
    assert [(r.frequency_hz, r.prominence_db, r.kind) for r in upright] == [
        (r.frequency_hz, r.prominence_db, other[r.kind]) for r in turned
    ]


@given(terraced_curves, st.integers(-30, 30))
def test_an_offset_moves_levels_and_nothing_else(curve_db, offset_db):
    f = LOG96_HZ[:80]
    before, after = (find_resonances(c, f) for c in (curve_db, curve_db + offset_db))
    assert len(after) == len(before)
    for one, other in zip(before, after, strict=True):
        assert (other.kind, other.frequency_hz) == (one.kind, pytest.approx(one.frequency_hz))
        assert (other.prominence_db, other.q) == (one.prominence_db, pytest.approx(one.q))
        assert other.level_db == pytest.approx(one.level_db + offset_db, abs=1e-9)


@given(st.floats(-20.0, 20.0), st.floats(-12.0, 12.0))
def test_a_straight_line_has_no_resonance(level_db, slope_db):
    assert find_resonances(level_db + slope_db * np.log2(LOG96_HZ), LOG96_HZ) == ()


@pytest.mark.parametrize("n_bins", [1, 2, 3])
def test_short_curves_have_the_resonances_that_they_can_have(n_bins):
    level_db = np.array([0.0, 5.0, 0.0])[:n_bins]
    assert len(find_resonances(level_db, LOG96_HZ[:n_bins])) == (n_bins == 3)


def test_a_plateau_counts_once_at_its_middle():
    [found] = find_resonances(np.array([0.0, 1.0, 5.0, 5.0, 5.0, 2.0, 0.0]), LOG96_HZ[:7])
    assert found.frequency_hz == pytest.approx(LOG96_HZ[3])
    assert found.prominence_db == 5.0


def test_an_unevenly_measured_parabola_over_log_frequency_has_its_vertex_found():
    f = np.array([100.0, 300.0, 950.0, 1300.0, 4000.0])
    level_db = 9.0 - 3.0 * np.log(f / 1000.0) ** 2
    [found] = find_resonances(level_db, f)
    assert found.frequency_hz == pytest.approx(1000.0)
    assert found.level_db == pytest.approx(9.0)


def test_a_curve_that_does_not_match_its_frequencies_is_refused():
    with pytest.raises(ValueError, match=r"got \(3,\) and \(2,\)"):
        find_resonances(np.zeros(3), LOG96_HZ[:2])
    with pytest.raises(ValueError, match="as many levels as frequencies"):
        find_resonances(np.zeros((2, 3)), np.zeros((2, 3)))


@pytest.mark.parametrize("least_db", [0.0, -1.0, float("nan")])
def test_a_least_prominence_that_is_not_above_0_is_refused(least_db):
    with pytest.raises(ValueError, match="least_prominence_db must be above 0"):
        find_resonances(np.zeros(956), LOG96_HZ, least_prominence_db=least_db)


@pytest.mark.parametrize(("frequency_hz", "confidence"), [(300.0, "normal"), (7999.0, "normal")])
@pytest.mark.parametrize("rig", [None, *load_rigs().values()])
def test_below_8_khz_a_resonance_is_the_headphones_on_every_rig(rig, frequency_hz, confidence):
    assert resonance_confidence(frequency_hz, rig and rig.coupler) == confidence


@pytest.mark.parametrize("rig", [None, *load_rigs().values()])
def test_from_8_khz_on_it_may_be_the_rigs_but_on_an_ear_meant_for_the_whole_range(rig):
    is_5128 = rig is not None and rig.slug == "bk-5128"
    for frequency_hz in (8000.0, 9000.0, 9999.0):
        confidence = resonance_confidence(frequency_hz, rig and rig.coupler)
        assert confidence == ("normal" if is_5128 else "low")
    assert resonance_confidence(10_001.0, rig and rig.coupler) == "low"


@given(st.floats(5200.0, 7700.0), st.floats(2.0, 10.0))
def test_a_narrow_peak_in_the_band_is_found_with_nearly_its_height(center_hz, gain_db):
    error_db = bell_db(LOG96_HZ, center_hz, gain_db, 20.0)
    height = resonance_height_db(error_db, frequency_hz=LOG96_HZ, low_hz=5000.0, high_hz=8000.0)
    assert 0.75 * gain_db <= float(height) <= gain_db


def test_a_peak_outside_the_band_does_not_count():
    error_db = bell_db(LOG96_HZ, 12_000.0, 10.0, 20.0)
    height = resonance_height_db(error_db, frequency_hz=LOG96_HZ, low_hz=5000.0, high_hz=8000.0)
    assert float(height) < 0.2


def test_a_dip_has_no_height_over_its_mean():
    error_db = bell_db(LOG96_HZ, 6500.0, -10.0, 1.0)
    low = resonance_height_db(error_db, frequency_hz=LOG96_HZ, low_hz=6300.0, high_hz=6700.0)
    assert float(low) == 0.0


def test_heights_of_many_curves_use_the_array_standard_only():
    xp = array_api_strict
    errors = np.random.default_rng(7).normal(size=(2, 3, 956))
    for kernel in (resonance_height_db, resonance_frequency_hz):
        plain = kernel(errors, frequency_hz=LOG96_HZ, low_hz=5000.0, high_hz=8000.0)
        strict = kernel(xp.asarray(errors), frequency_hz=LOG96_HZ, low_hz=5000.0, high_hz=8000.0)
        np.testing.assert_allclose(np.asarray(strict), plain, atol=1e-12)
        alone = kernel(errors[1, 2], frequency_hz=LOG96_HZ, low_hz=5000.0, high_hz=8000.0)
        assert float(alone) == pytest.approx(float(plain[1, 2]))
