"""Audibility: every check of section 7, by a call of what the package offers."""

import math

import numpy as np
import pytest

from auricle.hearing import (
    GROUP_DELAY_THRESHOLD_HZ,
    GROUP_DELAY_THRESHOLD_S,
    audible_harmonic_ratio,
    bark,
    delay_as_phase_deg,
    delay_in_periods,
    level_ratio,
    masked_level_dbspl,
    threshold_dbspl,
)
from auricle.response.resonances import added_resonance_db
from tests.checks import assert_check

ORDERS = np.array([2, 3])


def test_the_critical_band_rate_is_that_of_zwicker_and_terhardt():
    assert_check("bark_zwicker", bark(np.array([1000.0, 2000.0, 3000.0])))


def test_harmonics_are_masked_as_the_slope_of_terhardt_has_it():
    for name, level_dbspl in [
        ("masked_level_H2_H3_70dB_1k", 70.0),
        ("masked_level_H2_H3_80dB_1k", 80.0),
        ("masked_level_H2_H3_90dB_1k", 90.0),
    ]:
        assert_check(name, masked_level_dbspl(level_dbspl, 1000.0, order=ORDERS, offset_db=0.0))


def test_a_second_harmonic_may_be_larger_at_a_higher_level():
    for name, level_dbspl in [
        ("h2_threshold_est_90dB_1k", 90.0),
        ("h2_threshold_est_70dB_1k", 70.0),
    ]:
        ratio = audible_harmonic_ratio(level_dbspl, 1000.0, order=2, offset_db=0.0)
        assert_check(name, 100.0 * ratio)


def test_a_harmonic_at_the_threshold_of_hearing_is_a_small_share_of_a_loud_bass():
    # The check takes 18.5 dB SPL as the threshold at 150 Hz, which is not in the table; between
    # its values ours is 19.0, held by the next test.
    assert_check("absolute_threshold_H3_50Hz_90dB", 100.0 * level_ratio(18.5, 90.0))


def test_the_threshold_at_150_hz_lies_on_the_line_between_those_at_125_and_160_hz():
    # ISO 226:2023 table 1: 22.1 dB at 125 Hz, 17.9 dB at 160 Hz; linear over lg f between.
    share = math.log(150.0 / 125.0) / math.log(160.0 / 125.0)
    expected_dbspl = 22.1 + share * (17.9 - 22.1)
    assert float(threshold_dbspl(150.0)) == pytest.approx(expected_dbspl, abs=1e-9)
    masked_dbspl = masked_level_dbspl(10.0, 50.0, order=3)
    assert float(masked_dbspl) == pytest.approx(expected_dbspl, abs=1e-9)


def test_the_thresholds_of_group_delay_are_some_periods():
    periods = delay_in_periods(np.array(GROUP_DELAY_THRESHOLD_S), GROUP_DELAY_THRESHOLD_HZ)
    assert_check("blauert_laws_cycles", periods)


def test_a_delay_between_the_ears_is_a_phase():
    assert_check("itd_jnd_equiv_phase", delay_as_phase_deg(10e-6, 1000.0))


def test_a_resonance_that_is_added_in_phase_raises_the_curve():
    assert_check("additive_resonance_peak_height", added_resonance_db(np.array([-20, -10, 0.0])))
