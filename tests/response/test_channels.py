"""Expected values: closed forms, ITU-R BS.708, symmetries."""

import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from auricle.response import LOG96_HZ
from auricle.response.bands import NOMINAL_THIRD_OCTAVES_HZ
from auricle.response.channels import (
    bs708_channel_verdict,
    channel_difference_db,
    channel_match,
    channel_mismatch_db,
)
from tests.checks import assert_check

NOMINAL_HZ = np.array(NOMINAL_THIRD_OCTAVES_HZ)
JUDGED_HZ = NOMINAL_HZ[(NOMINAL_HZ >= 100.0) & (NOMINAL_HZ <= 8000.0)]
differences_db = arrays(np.float64, (31,), elements=st.floats(-20.0, 20.0))


def ripple_db(frequency_hz: np.ndarray) -> np.ndarray:
    return 0.4 + 0.6 * np.sin(np.log2(frequency_hz / 1000.0))


def test_a_known_ripple_has_the_balance_and_shape_of_the_closed_form():
    match = channel_match(ripple_db(JUDGED_HZ), JUDGED_HZ)
    found = [match.balance_db, match.rms_db, match.largest_db, match.shape_db]
    assert_check("channel_match_example", found)


def test_bands_outside_100_hz_to_8_khz_change_no_figure():
    outside = (NOMINAL_HZ < 100.0) | (NOMINAL_HZ > 8000.0)
    wild = np.where(outside, 30.0, ripple_db(NOMINAL_HZ))
    np.testing.assert_allclose(
        channel_match(wild, NOMINAL_HZ), channel_match(ripple_db(JUDGED_HZ), JUDGED_HZ)
    )


def test_the_largest_difference_is_told_with_its_band():
    difference = np.zeros(31)
    difference[NOMINAL_HZ == 6300.0] = -3.0
    match = channel_match(difference, NOMINAL_HZ)
    assert (float(match.largest_db), float(match.largest_hz)) == (3.0, 6300.0)


@given(differences_db)
def test_rms_is_balance_and_shape_together(difference):
    match = channel_match(difference, NOMINAL_HZ)
    assert match.rms_db**2 == pytest.approx(match.balance_db**2 + match.shape_db**2, abs=1e-9)


@given(differences_db, st.floats(-10.0, 10.0))
def test_a_balance_control_moves_the_balance_and_leaves_the_shape(difference, offset_db):
    before, after = (channel_match(d, NOMINAL_HZ) for d in (difference, difference + offset_db))
    assert after.balance_db == pytest.approx(before.balance_db + offset_db, abs=1e-9)
    assert after.shape_db == pytest.approx(before.shape_db, abs=1e-6)


@given(differences_db)
def test_swapped_channels_change_the_sign_of_the_balance_only(difference):
    one, other = channel_match(difference, NOMINAL_HZ), channel_match(-difference, NOMINAL_HZ)
    assert other.balance_db == -one.balance_db
    assert (other.rms_db, other.largest_db) == (one.rms_db, one.largest_db)


def test_bands_that_are_all_outside_are_refused():
    with pytest.raises(ValueError, match="100 Hz to 8 kHz"):
        channel_match(np.zeros(2), np.array([50.0, 16_000.0]))


@given(st.floats(-10.0, 10.0))
def test_a_constant_difference_of_the_channels_is_their_difference_in_every_band(offset_db):
    level = np.random.default_rng(5).normal(size=956)
    channels = channel_difference_db(level + offset_db, level, LOG96_HZ)
    np.testing.assert_allclose(channels.difference_db, offset_db, atol=1e-9)
    mismatch = channel_mismatch_db(level + offset_db, level)
    assert float(mismatch) == pytest.approx(abs(offset_db), abs=1e-9)


def test_a_smooth_ripple_of_the_channels_is_found_in_their_third_octaves():
    level = np.zeros(956)
    channels = channel_difference_db(ripple_db(LOG96_HZ), level, LOG96_HZ)
    # The ripple is so wide that a band's mean is nearly its level in the middle.
    np.testing.assert_allclose(channels.difference_db, ripple_db(channels.center_hz), atol=5e-3)
    mismatch = channel_mismatch_db(ripple_db(LOG96_HZ), level)
    assert float(mismatch) == pytest.approx(0.5790, abs=5e-3)


def test_the_mismatch_is_the_same_whichever_channel_comes_first():
    left, right = np.random.default_rng(11).normal(size=(2, 956))
    assert float(channel_mismatch_db(left, right)) == float(channel_mismatch_db(right, left))


def test_the_limits_of_bs708_are_1_db_to_8_khz_and_2_db_from_10_to_16_khz():
    verdict = bs708_channel_verdict(np.zeros(31), NOMINAL_HZ)
    expected = dict.fromkeys(NOMINAL_THIRD_OCTAVES_HZ, np.inf)
    expected |= {f: 1.0 for f in NOMINAL_THIRD_OCTAVES_HZ if 100.0 <= f <= 8000.0}
    expected |= {f: 2.0 for f in NOMINAL_THIRD_OCTAVES_HZ if 10_000.0 <= f <= 16_000.0}
    np.testing.assert_array_equal(verdict.limit_db, list(expected.values()))


@pytest.mark.parametrize(
    ("at_hz", "difference_db", "holds"),
    [
        (1000.0, 1.0, True),
        (1000.0, -1.01, False),
        (80.0, 9.0, True),
        (8000.0, 1.5, False),
        (10_000.0, 1.5, True),
        (16_000.0, -2.1, False),
        (20_000.0, 9.0, True),
    ],
)
def test_one_band_decides_whether_the_limits_hold(at_hz, difference_db, holds):
    difference = np.where(at_hz == NOMINAL_HZ, difference_db, 0.0)
    verdict = bs708_channel_verdict(difference, NOMINAL_HZ)
    assert bool(verdict.holds) is holds
    np.testing.assert_array_equal(verdict.exceeds, (at_hz == NOMINAL_HZ) & (not holds))


def test_exact_centres_are_judged_as_nominal_ones():
    exact_hz = 1000.0 * 10.0 ** (np.arange(-17, 14) / 10.0)
    difference = np.random.default_rng(1).normal(size=31)
    nominal, exact = (bs708_channel_verdict(difference, f).limit_db for f in (NOMINAL_HZ, exact_hz))
    np.testing.assert_array_equal(nominal, exact)
    assert channel_match(difference, exact_hz)[:4] == channel_match(difference, NOMINAL_HZ)[:4]


def test_many_pairs_at_once_match_as_each_alone():
    differences = np.random.default_rng(3).normal(size=(2, 3, 31))
    together = channel_match(differences, NOMINAL_HZ)
    alone = channel_match(differences[1, 2], NOMINAL_HZ)
    np.testing.assert_allclose([value[1, 2] for value in together], alone)
    assert bs708_channel_verdict(differences, NOMINAL_HZ).holds.shape == (2, 3)
    levels = np.random.default_rng(4).normal(size=(2, 3, 956))
    mismatches = channel_mismatch_db(levels[0], levels[1])
    assert float(mismatches[2]) == pytest.approx(
        float(channel_mismatch_db(levels[0, 2], levels[1, 2]))
    )


def test_the_kernels_use_the_array_standard_only():
    xp = array_api_strict
    left, right = np.random.default_rng(7).normal(size=(2, 3, 956))
    f = xp.asarray(LOG96_HZ)
    strict = channel_difference_db(xp.asarray(left), xp.asarray(right), f)
    plain = channel_difference_db(left, right, LOG96_HZ)
    np.testing.assert_allclose(np.asarray(strict.difference_db), plain.difference_db, atol=1e-12)
    for one, other in zip(
        channel_match(*reversed(strict)), channel_match(*reversed(plain)), strict=True
    ):
        np.testing.assert_allclose(np.asarray(one), other)
    verdict = bs708_channel_verdict(*reversed(strict))
    np.testing.assert_array_equal(
        np.asarray(verdict.exceeds), bs708_channel_verdict(*reversed(plain)).exceeds
    )
    np.testing.assert_allclose(
        np.asarray(channel_mismatch_db(xp.asarray(left), xp.asarray(right))),
        channel_mismatch_db(left, right),
    )


def test_single_precision_comes_back_single_and_right_to_a_hundred_thousandth_of_a_db():
    difference = np.random.default_rng(7).normal(size=(20, 31))
    single = channel_match(difference.astype(np.float32), NOMINAL_HZ.astype(np.float32))
    double = channel_match(difference, NOMINAL_HZ)
    for one, other in zip(single[:4], double[:4], strict=True):
        assert one.dtype == np.float32
        np.testing.assert_allclose(one, other, atol=1e-5)
