"""Expected values: closed forms of Butterworth filters and of lines."""

import array_api_strict
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from auricle.response.bass import (
    bass_extension,
    bass_roll_off,
    reference_level_db,
)
from auricle.response.tilt import tilt_db_per_octave
from tests.checks import assert_check
from tests.response.curves import highpass_db

F = np.geomspace(5.0, 20_000.0, 12_000)


def test_a_second_order_high_pass_reaches_as_deep_as_its_closed_form():
    found = [
        bass_extension(highpass_db(F, 50.0), F, drop_db=drop_db, reference_db=0.0).frequency_hz
        for drop_db in (10.0 * np.log10(2.0), 6.0, 10.0)
    ]
    assert_check("bass_extension_hp2_50Hz", found)


@given(st.floats(15.0, 150.0), st.integers(1, 6), st.floats(1.0, 20.0))
def test_any_high_pass_reaches_as_deep_as_its_closed_form(cutoff_hz, order, drop_db):
    expected_hz = cutoff_hz * (10.0 ** (drop_db / 10.0) - 1.0) ** (-0.5 / order)
    assume(all(abs(expected_hz / limit_hz - 1.0) > 1e-5 for limit_hz in (F[0], 200.0)))
    level_db = highpass_db(F, cutoff_hz, order)
    found = bass_extension(level_db, F, drop_db=drop_db, reference_db=0.0)
    if expected_hz < F[0]:
        assert not found.reached
        assert found.frequency_hz == F[0]
    elif expected_hz > 200.0:
        assert found.beyond
        assert found.frequency_hz == 200.0
    else:
        assert found.reached
        assert not found.beyond
        assert found.frequency_hz == pytest.approx(expected_hz, rel=1e-6)


def test_a_response_that_keeps_its_level_is_not_reached_above_its_lowest_frequency():
    found = bass_extension(np.zeros(12_000), F, drop_db=3.0, reference_db=0.0)
    assert (float(found.frequency_hz), bool(found.reached), bool(found.beyond)) == (
        F[0],
        False,
        False,
    )


def test_a_response_without_bass_is_said_to_end_beyond_200_hz():
    found = bass_extension(highpass_db(F, 1000.0, 2), F, drop_db=3.0, reference_db=0.0)
    assert (float(found.frequency_hz), bool(found.reached), bool(found.beyond)) == (
        200.0,
        True,
        True,
    )


def test_a_dip_above_the_edge_does_not_end_the_bass():
    leak_db = np.where((F > 70.0) & (F < 90.0), -12.0, highpass_db(F, 30.0))
    found = bass_extension(leak_db, F, drop_db=6.0, reference_db=0.0)
    whole = bass_extension(highpass_db(F, 30.0), F, drop_db=6.0, reference_db=0.0)
    assert found.frequency_hz == whole.frequency_hz


def test_levels_below_a_rise_of_the_infrabass_do_not_hide_the_edge():
    # The level stays below from the lowest frequency on only under the first crossing.
    level_db = np.where(F < 8.0, 0.0, highpass_db(F, 50.0))
    found = bass_extension(level_db, F, drop_db=6.0, reference_db=0.0)
    assert not found.reached


@given(st.floats(-40.0, 40.0))
def test_the_level_of_the_whole_curve_does_not_matter_with_its_own_reference(offset_db):
    level_db = highpass_db(F, 50.0) + offset_db
    reference = reference_level_db(level_db, F)
    found = bass_extension(level_db, F, drop_db=6.0, reference_db=reference)
    plain = bass_extension(
        highpass_db(F, 50.0),
        F,
        drop_db=6.0,
        reference_db=reference_level_db(highpass_db(F, 50.0), F),
    )
    assert found.frequency_hz == pytest.approx(plain.frequency_hz, rel=1e-9)


def test_the_reference_is_the_mean_from_200_hz_to_2_khz():
    tilted_db = 3.0 * np.log2(F / 1000.0) + np.where(F > 2100.0, 20.0, 0.0)
    middle_hz = np.sqrt(200.0 * 2000.0)
    assert reference_level_db(tilted_db, F) == pytest.approx(
        3.0 * np.log2(middle_hz / 1000.0), abs=1e-6
    )


@pytest.mark.parametrize("limits_hz", [(200.0, 1000.0), (20.0, 199.0)])
def test_a_response_without_measured_bass_is_refused(limits_hz):
    with pytest.raises(ValueError, match="needs data from below 200 Hz to 200 Hz"):
        bass_extension(np.zeros(50), np.geomspace(*limits_hz, 50), drop_db=3.0, reference_db=0.0)


def test_the_slope_at_the_edge_of_a_second_order_high_pass_is_6_db_an_octave():
    near_hz = 50.0 * 2.0 ** np.linspace(-1e-4, 1e-4, 9)
    slope = tilt_db_per_octave(highpass_db(near_hz, 50.0), near_hz, low_hz=49.0, high_hz=51.0)
    assert_check("rolloff_slope_at_fc_hp2", slope)


def test_the_slope_through_two_points_is_their_secant():
    ends_hz = np.array([12.5, 25.0])
    slope = tilt_db_per_octave(highpass_db(ends_hz, 50.0), ends_hz, low_hz=12.5, high_hz=25.0)
    assert_check("rolloff_secant_12.5_25", slope)


@given(st.floats(3.0, 30.0), st.floats(30.0, 150.0))
def test_a_straight_roll_off_has_its_slope(slope_db, corner_hz):
    level_db = np.minimum(0.0, slope_db * np.log2(F / corner_hz))
    edge = bass_extension(level_db, F, drop_db=10.0, reference_db=0.0)
    found = bass_roll_off(level_db, F, edge)
    measured = edge.reached and 0.5 * edge.frequency_hz >= F[0]
    assert bool(found.available) == bool(measured)
    if measured:
        assert found.slope_db_per_octave == pytest.approx(slope_db, rel=1e-9)


def test_the_slope_is_that_of_a_least_squares_line_over_the_octave_below_the_edge():
    level_db = highpass_db(F, 80.0, 3)
    edge = bass_extension(level_db, F, drop_db=10.0, reference_db=0.0)
    inside = (edge.frequency_hz / 2.0 <= F) & (edge.frequency_hz >= F)
    expected, _ = np.polyfit(np.log2(F[inside]), level_db[inside], 1)
    assert bass_roll_off(level_db, F, edge).slope_db_per_octave == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("n_bins", [40, 400])
def test_a_slope_needs_six_points(n_bins):
    f = np.geomspace(5.0, 2000.0, n_bins)
    level_db = highpass_db(f, 80.0)
    edge = bass_extension(level_db, f, drop_db=10.0, reference_db=0.0)
    n_inside = np.sum((edge.frequency_hz / 2.0 <= f) & (edge.frequency_hz >= f))
    assert bool(bass_roll_off(level_db, f, edge).available) == (n_inside >= 6)
    assert (n_inside >= 6) == (n_bins == 400)  # both sides of the rule are met


@pytest.mark.parametrize("cutoff_hz", [0.1, 1000.0])
def test_there_is_no_slope_where_the_edge_is_not_in_the_bass(cutoff_hz):
    level_db = highpass_db(F, cutoff_hz)
    edge = bass_extension(level_db, F, drop_db=10.0, reference_db=0.0)
    found = bass_roll_off(level_db, F, edge)
    assert not found.available
    assert found.slope_db_per_octave == 0.0


def test_many_responses_at_once_reach_as_deep_as_each_alone():
    cutoffs = np.array([[1.0, 30.0, 50.0], [80.0, 120.0, 900.0]])
    levels = highpass_db(F, cutoffs[..., np.newaxis])
    reference = reference_level_db(levels, F)
    together = bass_extension(levels, F, drop_db=10.0, reference_db=reference)
    slopes = bass_roll_off(levels, F, together)
    for index in np.ndindex(2, 3):
        alone = bass_extension(levels[index], F, drop_db=10.0, reference_db=reference[index])
        assert [v[index] for v in together] == [v[()] for v in alone]
        slope = bass_roll_off(levels[index], F, alone)
        assert slopes.available[index] == slope.available
        assert slopes.slope_db_per_octave[index] == pytest.approx(slope.slope_db_per_octave)


def test_the_kernels_use_the_array_standard_only():
    xp = array_api_strict
    levels = highpass_db(F, np.array([[1.0], [50.0], [900.0]]))
    f = xp.asarray(F)
    reference = reference_level_db(xp.asarray(levels), f)
    strict = bass_extension(xp.asarray(levels), f, drop_db=10.0, reference_db=reference)
    plain = bass_extension(levels, F, drop_db=10.0, reference_db=reference_level_db(levels, F))
    for one, other in zip(strict, plain, strict=True):
        np.testing.assert_allclose(np.asarray(one), other)
    slopes = bass_roll_off(xp.asarray(levels), f, strict)
    np.testing.assert_allclose(
        np.asarray(slopes.slope_db_per_octave), bass_roll_off(levels, F, plain).slope_db_per_octave
    )


def test_single_precision_keeps_an_edge_within_a_hundred_thousandth():
    f = np.geomspace(5.0, 20_000.0, 1200)
    levels = highpass_db(f, np.array([[30.0], [50.0], [120.0]]))
    double = bass_extension(levels, f, drop_db=6.0, reference_db=0.0)
    single = bass_extension(levels.astype(np.float32), f, drop_db=6.0, reference_db=0.0)
    assert single.frequency_hz.dtype == np.float32
    np.testing.assert_allclose(single.frequency_hz, double.frequency_hz, rtol=1e-5)
