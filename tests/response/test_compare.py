"""Differences of curves, against closed forms, integrals and drawn errors."""

import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.errors import AlignmentError, AuricleError
from auricle.estimate import Z_97_5
from auricle.response import LOG96_HZ, R40_HZ, FrequencyResponse
from auricle.response.alignment import ALIGNMENT_RANGES_HZ, alignment_db
from auricle.response.compare import (
    DIFFERENCE_BANDS_HZ,
    ComparedCurve,
    band_differences,
    compare,
    rig_warning,
)
from auricle.response.formats import load_rigs
from auricle.response.uncertainty import side_sd_db, smooth_noise

BASE_DB = 4.0 * np.cos(3.0 * np.log10(LOG96_HZ))
BELL_HZ, BELL_DB, BELL_Q = 7000.0, 6.0, 2.0


def bell_db(f):
    """Analog peaking filter of the Audio EQ Cookbook."""
    a = 10.0 ** (BELL_DB / 40.0)
    s = 1j * f / BELL_HZ
    return 20.0 * np.log10(np.abs((s**2 + s * a / BELL_Q + 1.0) / (s**2 + s / (a * BELL_Q) + 1.0)))


def curve(level_db, f=LOG96_HZ, **details):
    return ComparedCurve(FrequencyResponse(f, level_db), details.pop("seating", "open"), **details)


@given(st.floats(-60.0, 60.0), st.sampled_from(sorted(ALIGNMENT_RANGES_HZ)))
def test_a_curve_and_a_louder_copy_do_not_differ(offset_db, by):
    found = compare(curve(BASE_DB), curve(BASE_DB + offset_db), rigs="one-rig", by=by)
    np.testing.assert_allclose(found.difference_db, 0.0, atol=1e-9)
    assert found.sd_db == pytest.approx(0.0, abs=1e-9)
    assert not any(band.mean_is_clear or band.largest_is_clear for band in found.bands)


def test_curves_that_are_compared_as_they_are_keep_their_levels():
    found = compare(curve(BASE_DB), curve(BASE_DB + 5.0), rigs="one-rig", by="none")
    np.testing.assert_allclose(found.difference_db, 5.0)


def test_a_bell_on_top_is_found_where_it_is_and_as_high_as_it_is():
    from scipy.integrate import quad

    def mean_db(low_hz, high_hz):
        u = np.log([low_hz, high_hz])
        return quad(lambda v: bell_db(np.exp(v)), *u, points=[np.log(BELL_HZ)])[0] / np.diff(u)[0]

    found = compare(curve(BASE_DB), curve(BASE_DB + bell_db(LOG96_HZ)), rigs="one-rig")
    shift_db = mean_db(300.0, 3000.0)
    treble = found.bands[5]
    assert (treble.low_hz, treble.high_hz) == (5000.0, 10_000.0)
    assert treble.mean_db == pytest.approx(mean_db(5000.0, 10_000.0) - shift_db, abs=1e-3)
    assert treble.largest_db == pytest.approx(BELL_DB - shift_db, abs=5e-3)
    assert abs(np.log2(treble.largest_hz / BELL_HZ)) < 1 / 96
    assert treble.largest_is_clear
    assert not any(band.mean_is_clear for band in found.bands[:4])
    expected_sd_db = np.std(bell_db(R40_HZ[(R40_HZ >= 50.0) & (R40_HZ <= 10_000.0)]), ddof=1)
    assert found.sd_db == pytest.approx(expected_sd_db, abs=2e-3)


def test_exchanging_the_curves_turns_every_sign():
    one, other = curve(BASE_DB), curve(0.5 * BASE_DB, seating="closed", n_takes=3)
    there = compare(one, other, rigs="one-family")
    back = compare(other, one, rigs="one-family")
    np.testing.assert_allclose(there.difference_db, -back.difference_db, atol=1e-12)
    np.testing.assert_allclose(there.uncertainty_db, back.uncertainty_db, atol=1e-12)
    assert there.sd_db == pytest.approx(back.sd_db)


@pytest.mark.parametrize("by", ["mean-300-3000", "500-hz", "loudness"])
def test_the_uncertainties_are_the_spread_of_curves_with_drawn_errors(by):
    # Errors are drawn on R40 as the rating draws them; 2000 draws fix a spread to 1.6 %, and
    # between the steps of R40 the drawn errors are somewhat smoother than those of the law.
    base_db = np.interp(np.log(R40_HZ), np.log(LOG96_HZ), BASE_DB)
    random = np.random.default_rng(7)
    drawn = []
    for seating in ("open", "closed"):
        sd_db = side_sd_db(R40_HZ, rigs="one-family", seating=seating)
        level_db = base_db + sd_db * smooth_noise(random)
        drawn.append(level_db - alignment_db(level_db, R40_HZ, by=by)[:, None])
    difference_db = drawn[1] - drawn[0]
    found = compare(
        curve(base_db, R40_HZ), curve(base_db, R40_HZ, seating="closed"), rigs="one-family", by=by
    )
    means_db = band_differences(difference_db, R40_HZ).mean_db
    expected_db = np.std(means_db, axis=0, ddof=1)
    stated_db = [band.mean_uncertainty_db for band in found.bands]
    np.testing.assert_allclose(stated_db, expected_db, rtol=0.08)
    at_db = np.interp(R40_HZ, found.frequency_hz, found.uncertainty_db)
    inside = np.abs(np.log(R40_HZ[:, None] / [100.0, 1000.0, 4000.0, 8000.0, 10_000.0])) > 0.1
    inside = inside.all(axis=1)
    np.testing.assert_allclose(
        at_db[inside], np.std(difference_db, axis=0, ddof=1)[inside], rtol=0.08, atol=0.01
    )


def test_a_clear_difference_is_one_beyond_twice_its_uncertainty():
    tilted = compare(curve(BASE_DB), curve(BASE_DB + 2.0 * np.log2(LOG96_HZ)), rigs="one-rig")
    for band in tilted.bands:
        assert band.mean_is_clear == (abs(band.mean_db) / band.mean_uncertainty_db > 1.96)
    assert abs(Z_97_5 - 1.96) < 1e-4
    assert tilted.bands[0].mean_is_clear


def test_more_takes_make_differences_surer_but_not_surer_than_unit_and_rig_allow():
    spreads = [
        compare(curve(BASE_DB, n_takes=n), curve(BASE_DB, n_takes=n), rigs="one-rig").uncertainty_db
        for n in (1, 5, 10**9)
    ]
    assert np.all(spreads[0] > spreads[1])
    assert np.all(spreads[1] > spreads[2])
    assert spreads[2].min() > 0.1


def test_rigs_that_are_less_alike_make_differences_less_sure():
    kinds = ("one-rig", "one-family", "different")
    one_rig, one_family, different = (
        side_sd_db(R40_HZ, rigs=rigs, seating="open") for rigs in kinds
    )
    assert np.all(one_rig < one_family)
    assert np.all(one_family <= different)


def test_a_side_has_seating_unit_and_rig_as_a_root_of_the_sum_of_squares():
    # science of the rows: seating open 1.0, unit 1.2, same standard 1.5 in 4 to 8 kHz.
    f = np.array([5000.0])
    expected_db = np.sqrt(1.0**2 + 1.2**2 + 1.5**2)
    assert side_sd_db(f, rigs="one-family", seating="open") == pytest.approx(expected_db)
    # Both sides of different families, without seating and unit: 2.5 dB.
    rig_only = 2.0 * (
        side_sd_db(f, rigs="different", seating="open") ** 2
        - side_sd_db(f, rigs="one-rig", seating="open") ** 2
    )
    assert np.sqrt(rig_only) == pytest.approx(2.5)


def test_unknown_kinds_of_rigs_are_refused():
    with pytest.raises(ValueError, match="rigs must be one of"):
        side_sd_db(R40_HZ, rigs="same", seating="open")


def test_bands_are_told_as_far_as_both_cover_them_and_named_where_that_is_less_than_half():
    f = np.geomspace(30.0, 9000.0, 400)
    found = compare(curve(np.zeros(400), f), curve(BASE_DB), rigs="one-rig")
    assert found.not_covered_hz == ((10_000.0, 16_000.0),)
    edges = [edge for band in found.bands for edge in (band.low_hz, band.high_hz)]
    whole = [edge for band in DIFFERENCE_BANDS_HZ[1:5] for edge in band]
    assert edges == pytest.approx([30.0, 60.0, *whole, 5000.0, 9000.0])
    assert found.sd_db is None
    assert (found.frequency_hz[0], found.frequency_hz[-1]) == pytest.approx((30.0, 9000.0))


def test_a_range_that_just_covers_the_alignment_is_enough():
    f = np.geomspace(300.0, 3000.0, 50)
    f[0], f[-1] = 300.0, 3000.0
    found = compare(curve(np.zeros(50), f), curve(BASE_DB), rigs="one-rig")
    # 0.74 of the 1.32 octaves from 200 to 500 Hz, 0.58 of those from 2 to 5 kHz
    edges = [(band.low_hz, band.high_hz) for band in found.bands]
    assert edges == [(300.0, 500.0), (500.0, 2000.0)]


def test_curves_without_common_frequencies_are_refused():
    low = curve(np.zeros(2), np.array([20.0, 100.0]))
    high = curve(np.zeros(2), np.array([1000.0, 9000.0]))
    with pytest.raises(AuricleError, match="no frequencies in common"):
        compare(low, high, rigs="one-rig")
    with pytest.raises(AlignmentError):
        compare(low, curve(BASE_DB), rigs="one-rig")


def test_a_batch_gives_what_its_rows_give_on_any_array_library():
    xp = array_api_strict
    batch = np.stack([BASE_DB, -2.0 * BASE_DB, bell_db(LOG96_HZ)]).reshape(3, 1, -1)
    found = band_differences(xp.asarray(batch), xp.asarray(LOG96_HZ))
    assert found.mean_db.shape == found.largest_db.shape == found.largest_hz.shape == (3, 1, 7)
    for k in range(3):
        row = band_differences(batch[k, 0], LOG96_HZ)
        for whole, part in zip(found, row, strict=True):
            np.testing.assert_allclose(np.asarray(whole)[k, 0], part, atol=1e-12)


def test_single_precision_stays_within_a_thousandth_of_a_db():
    single = band_differences(BASE_DB.astype("f4"), LOG96_HZ.astype("f4"))
    assert single.mean_db.dtype == np.float32
    np.testing.assert_allclose(
        single.mean_db, band_differences(BASE_DB, LOG96_HZ).mean_db, atol=1e-3
    )


def test_rigs_of_one_family_need_no_warning():
    rigs = load_rigs()
    assert rig_warning([rigs["gras"], rigs["gras-45ca"]]) is None


def test_rigs_of_two_families_and_unknown_ones_are_named():
    rigs = load_rigs()
    warning = rig_warning([rigs["gras"], rigs["bk-5128"], None])
    assert "different families (5128, 711 with GRAS pinna)" in warning
    assert "the rig of 1 of 3 curves is unknown" in warning
