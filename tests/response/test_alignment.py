"""The level that becomes 0 dB, against closed forms, standards and numerical integration."""

import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.errors import AlignmentError
from auricle.response import LOG96_HZ, R40_HZ, alignment
from auricle.response.alignment import (
    ALIGNMENT_RANGES_HZ,
    alignment_db,
    alignment_sensitivity,
    interval_weights,
    k_weighting_db,
)
from auricle.response.bands import NOMINAL_THIRD_OCTAVES_HZ
from tests.checks import CHECKS

KINDS = sorted(ALIGNMENT_RANGES_HZ)
CURVE_DB = 3.0 * np.sin(4.0 * np.log10(LOG96_HZ)) - 2.0 * np.log2(LOG96_HZ / 1000.0)
BANDS = slice(4, -3)  # 50 Hz to 10 kHz of 20 Hz to 20 kHz


@pytest.mark.parametrize("by", KINDS)
@given(offset_db=st.floats(-100.0, 100.0))
def test_a_louder_curve_has_a_reference_that_is_higher_by_as_much(by, offset_db):
    higher_db = alignment_db(CURVE_DB + offset_db, LOG96_HZ, by=by)
    assert higher_db - alignment_db(CURVE_DB, LOG96_HZ, by=by) == pytest.approx(offset_db)


def test_the_mean_of_a_straight_line_is_its_level_in_the_middle_of_the_range():
    line_db = -6.0 * np.log2(LOG96_HZ / 1000.0)
    middle_hz = np.sqrt(300.0 * 3000.0)
    expected_db = -6.0 * np.log2(middle_hz / 1000.0)
    assert alignment_db(line_db, LOG96_HZ) == pytest.approx(expected_db, abs=1e-12)


def test_the_level_at_one_frequency_is_that_of_the_line_between_its_neighbours():
    f = np.array([250.0, 1000.0, 4000.0])
    level_db = np.array([0.0, 8.0, -8.0])
    assert alignment_db(level_db, f, by="500-hz") == pytest.approx(4.0)
    assert alignment_db(level_db, f, by="1-khz") == pytest.approx(8.0)


@given(
    st.lists(st.floats(20.0, 20_000.0), min_size=2, max_size=30, unique=True),
    st.floats(0.0, 1.0),
    st.floats(0.0, 1.0),
    st.randoms(use_true_random=False),
)
def test_the_mean_over_an_interval_is_the_integral_of_the_line_through_the_bins(
    frequencies, one, other, random
):
    f = np.sort(np.array(frequencies))
    u = np.log(f)
    if np.min(np.diff(u)) < 1e-6 or abs(one - other) < 1e-3:
        return
    level_db = np.array([random.uniform(-30.0, 30.0) for _ in f])
    low, high = (u[0] + share * (u[-1] - u[0]) for share in sorted((one, other)))
    inner = u[(u > low) & (u < high)]
    corners = np.concatenate([[low], inner, [high]])  # trapezoids are exact between corners
    expected = np.trapezoid(np.interp(corners, u, level_db), corners) / (high - low)
    weights = interval_weights(f, np.exp([low]), np.exp([high]))
    assert weights.sum() == pytest.approx(1.0, abs=1e-6)
    assert (weights @ level_db)[0] == pytest.approx(expected, abs=1e-4)


def test_k_weighting_has_the_values_of_the_recommendation():
    # ITU-R BS.1770, tables 1 and 2 at 48 kHz, worked out for these frequencies by others.
    frequencies_hz = [31.5, 100.0, 500.0, 997.0, 2000.0, 10_000.0]
    expected_db = [-7.789964, -1.133498, 0.042462, 0.691014, 3.071257, 4.041882]
    np.testing.assert_allclose(k_weighting_db(frequencies_hz), expected_db, atol=1e-6)


def test_k_weighting_is_what_scipy_makes_of_the_same_coefficients():
    from scipy.signal import freqz

    w = 2.0 * np.pi * LOG96_HZ / 48_000.0
    gains = [freqz(b, a, worN=w)[1] for b, a in alignment._K_STAGES]
    expected_db = 20.0 * np.log10(np.abs(gains[0] * gains[1]))
    np.testing.assert_allclose(k_weighting_db(LOG96_HZ), expected_db, atol=1e-9)


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("iec60268_1_programme_table", alignment._PROGRAMME_DB),
        ("iso11904_1_DF_table", alignment._DIFFUSE_FIELD_DB),
    ],
)
def test_the_tables_are_those_of_the_standards(name, table):
    assert list(table) == CHECKS[name]["expected"][BANDS]


def test_the_bands_are_those_from_50_hz_to_10_khz():
    nominal_hz = NOMINAL_THIRD_OCTAVES_HZ[BANDS]
    assert (nominal_hz[0], nominal_hz[-1]) == (50.0, 10_000.0)
    np.testing.assert_allclose(alignment._CENTRES_HZ, nominal_hz, rtol=0.016)


def test_a_curve_like_the_diffuse_field_is_as_loud_as_its_programme_is_by_k_weighting():
    # Levels that are constant over each band: H - D = 0 there, so only X + K is left.
    edges = np.outer(alignment._CENTRES_HZ, [10**-0.05 * (1 + 1e-9), 10**0.05 * (1 - 1e-9)])
    f = edges.ravel()
    f[0], f[-1] = ALIGNMENT_RANGES_HZ["loudness"]
    level_db = np.repeat(alignment._DIFFUSE_FIELD_DB, 2)
    bands_db = alignment._PROGRAMME_DB + k_weighting_db(alignment._CENTRES_HZ)
    expected_db = 10.0 * np.log10(np.sum(10.0 ** (bands_db / 10.0)))
    assert alignment_db(level_db, f, by="loudness") == pytest.approx(expected_db, abs=1e-5)


def test_loudness_hardly_depends_on_the_grid():
    coarse = np.interp(np.log(R40_HZ), np.log(LOG96_HZ), CURVE_DB)
    fine_db = alignment_db(CURVE_DB, LOG96_HZ, by="loudness")
    assert alignment_db(coarse, R40_HZ, by="loudness") == pytest.approx(fine_db, abs=0.005)


@pytest.mark.parametrize("by", KINDS)
def test_the_sensitivity_is_the_derivative_by_each_bin(by):
    step_db = 1e-4
    moved_db = CURVE_DB + step_db * np.eye(LOG96_HZ.size)
    slope = (alignment_db(moved_db, LOG96_HZ, by=by) - alignment_db(CURVE_DB, LOG96_HZ, by=by)) / (
        step_db
    )
    sensitivity = alignment_sensitivity(CURVE_DB, LOG96_HZ, by=by)
    np.testing.assert_allclose(sensitivity, slope, atol=1e-6)
    assert sensitivity.sum() == pytest.approx(1.0)


@pytest.mark.parametrize("by", KINDS)
def test_a_curve_that_ends_too_early_is_refused(by):
    f = np.array([20.0, 400.0])
    with pytest.raises(AlignmentError, match=by):
        alignment_db(np.zeros(2), f, by=by)


def test_a_kind_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="by must be one of"):
        alignment_db(CURVE_DB, LOG96_HZ, by="2-khz")


@pytest.mark.parametrize("by", KINDS)
def test_the_kernel_uses_the_array_standard_only_and_treats_each_curve_by_itself(by):
    xp = array_api_strict
    batch = np.stack([CURVE_DB, -CURVE_DB, 0.5 * CURVE_DB + 3.0]).reshape(3, 1, -1)
    f = xp.asarray(LOG96_HZ)
    found = alignment_db(xp.asarray(batch), f, by=by)
    assert found.shape == (3, 1)
    assert alignment_sensitivity(xp.asarray(batch), f, by=by).shape == batch.shape
    for row, level_db in zip(np.asarray(found), batch, strict=True):
        assert row == pytest.approx(alignment_db(level_db, LOG96_HZ, by=by), abs=1e-12)


@pytest.mark.parametrize("by", KINDS)
def test_single_precision_keeps_the_level_within_a_thousandth_of_a_db(by):
    single = alignment_db(CURVE_DB.astype("f4"), LOG96_HZ.astype("f4"), by=by)
    assert single.dtype == np.float32
    assert float(single) == pytest.approx(float(alignment_db(CURVE_DB, LOG96_HZ, by=by)), abs=1e-3)
