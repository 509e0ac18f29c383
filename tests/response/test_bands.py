"""Expected values: IEC 61260-1, ISO 266, Glasberg and Moore."""

import array_api_strict
import numpy as np
import pytest

from auricle.response import LOG96_HZ, R40_HZ
from auricle.response.bands import (
    NOMINAL_THIRD_OCTAVES_HZ,
    third_octave_center_hz,
    third_octave_edges_hz,
    third_octave_levels_db,
)
from auricle.response.erb import erb_hz, erb_number, erb_octaves
from tests.checks import assert_check

BANDS = np.arange(-17, 14)
SPEECH_HZ = np.array([100.0, 1000.0, 8000.0])


def test_centres_of_third_octaves_are_those_of_the_standard():
    assert_check("iec61260_exact_centres", third_octave_center_hz(np.array([-17, -15, 0, 6, 13])))


def test_the_1_khz_band_has_the_edges_of_the_standard():
    assert_check("iec61260_1k_edges_third", np.stack(third_octave_edges_hz(np.array(0))))


def test_bands_meet_without_gap_or_overlap():
    low_hz, high_hz = third_octave_edges_hz(BANDS)
    np.testing.assert_allclose(high_hz[:-1], low_hz[1:], rtol=1e-14)


def test_a_label_is_the_exact_centre_within_the_rounding_of_iso_266():
    ratio = np.array(NOMINAL_THIRD_OCTAVES_HZ) / third_octave_center_hz(BANDS)
    assert np.max(np.abs(ratio - 1.0)) < 0.013
    assert set(NOMINAL_THIRD_OCTAVES_HZ) <= set(R40_HZ.tolist())  # every fourth of R40


def test_the_r40_series_has_121_values():
    assert_check("oct_12_R40_nominal_count", R40_HZ.size)


def test_the_bandwidth_of_the_ear_is_that_of_glasberg_and_moore():
    assert_check("erb_bandwidth", erb_hz(SPEECH_HZ))
    assert_check("erb_rate", erb_number(SPEECH_HZ))
    assert_check("erb_in_octaves_1k", erb_octaves(np.array([1000.0]))[0])


def test_a_bandwidth_whose_lower_edge_is_no_frequency_is_refused():
    with pytest.raises(ValueError, match=r"above 13\.1 Hz, got 13"):
        erb_octaves(np.array([13.0, 1000.0]))


def test_the_erb_number_rises_by_about_one_in_each_bandwidth():
    # Both formulas are fits of their own: the slope is 21.4/(24.7 ln 10 4.37/4.37) = 1.008.
    f = np.array([200.0, 1000.0, 5000.0])
    width = erb_hz(f)
    rise = (erb_number(f + 0.01 * width) - erb_number(f - 0.01 * width)) / 0.02
    slope = 21.4 * 4.37e-3 / np.log(10.0) * 24.7
    np.testing.assert_allclose(rise, slope, rtol=1e-4)


def test_only_bands_that_were_measured_from_edge_to_edge_have_a_level():
    f = np.geomspace(100.0, 1000.0, 300)
    bands = third_octave_levels_db(np.zeros(300), f)
    assert bands.nominal_hz == (125.0, 160.0, 200.0, 250.0, 315.0, 400.0, 500.0, 630.0, 800.0)
    np.testing.assert_allclose(bands.center_hz, 1000.0 * 10.0 ** (np.arange(-9, 0) / 10.0))
    assert bands.level_db.shape == (9,)


def test_all_31_bands_are_there_where_all_were_measured():
    f = np.geomspace(17.0, 23_000.0, 900)
    assert third_octave_levels_db(np.zeros(900), f).nominal_hz == NOMINAL_THIRD_OCTAVES_HZ


def test_a_response_narrower_than_any_band_is_refused():
    with pytest.raises(ValueError, match="no third octave"):
        third_octave_levels_db(np.zeros(2), np.array([990.0, 1010.0]))


def test_the_band_levels_of_a_slope_follow_from_the_closed_form():
    f = np.geomspace(17.0, 23_000.0, 9000)
    bands = third_octave_levels_db(-6.0 * np.log2(f / 1000.0), f)
    k, h = 6.0 * np.log(10.0) / 10.0, np.log2(10.0) / 20.0  # per octave; half a band in octaves
    rise_db = 10.0 * np.log10(np.sinh(k * h) / (k * h))
    expected_db = -6.0 * np.log2(bands.center_hz / 1000.0) + rise_db
    np.testing.assert_allclose(bands.level_db, expected_db, atol=1e-6)


def test_many_curves_at_once_have_the_levels_of_each_alone():
    levels = np.random.default_rng(3).normal(size=(2, 3, 956))
    together = third_octave_levels_db(levels, LOG96_HZ).level_db
    alone = third_octave_levels_db(levels[1, 2], LOG96_HZ).level_db
    np.testing.assert_allclose(together[1, 2], alone, atol=1e-12)


def test_the_kernels_use_the_array_standard_only():
    xp = array_api_strict
    levels = np.random.default_rng(7).normal(size=(3, 956))
    strict = third_octave_levels_db(xp.asarray(levels), xp.asarray(LOG96_HZ))
    plain = third_octave_levels_db(levels, LOG96_HZ)
    np.testing.assert_allclose(np.asarray(strict.level_db), plain.level_db, atol=1e-12)
    f = xp.asarray(SPEECH_HZ)
    for kernel in (erb_hz, erb_number, erb_octaves):
        np.testing.assert_allclose(np.asarray(kernel(f)), kernel(SPEECH_HZ))


def test_single_precision_comes_back_single_and_right_to_a_hundred_thousandth_of_a_db():
    levels = np.random.default_rng(7).normal(size=956)
    single = third_octave_levels_db(levels.astype(np.float32), LOG96_HZ).level_db
    assert single.dtype == np.float32
    np.testing.assert_allclose(single, third_octave_levels_db(levels, LOG96_HZ).level_db, atol=1e-5)
