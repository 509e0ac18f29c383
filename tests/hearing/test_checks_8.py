"""Exposure and loudness: every check of section 8, by a call of what the package offers."""

import numpy as np
import pytest

from auricle.hearing import (
    BAND_CENTER_HZ,
    CONTOUR_HZ,
    LEAST_CHARACTERISTIC_VOLTAGE_V,
    LISTENING_MODES,
    PLAYER_VOLTAGE_LIMIT_V,
    PROGRAMME_DB,
    THRESHOLD_DBSPL,
    THRESHOLD_PHON,
    a_weighting_db,
    characteristic_level_dba,
    crest_factor_db,
    diffuse_field_gain_db,
    diffuse_field_level_dba,
    equal_loudness_dbspl,
    level_ex_8h_dba,
    loudness_phon,
    masked_listening_level_dba,
    niosh_dose,
    niosh_hours,
    niosh_twa_dba,
    osha_hours,
    osha_twa_dba,
    programme_a_weighting_db,
    programme_field_offset_db,
    programme_level_db,
    sound_dose_pa2h,
    weekly_dose,
    weekly_hours,
)
from auricle.response.formats import find_target
from tests.checks import CHECKS, assert_check

LEVELS_DBA, HOURS = np.array([91.0, 97.0]), np.array([2.0, 1.0])
NOISE_AT_94_DB = np.array(PROGRAMME_DB) - programme_level_db() + 94.0


@pytest.fixture(scope="module")
def field_db():
    return diffuse_field_gain_db(find_target("diffuse-field-iso-11904-1"))


@pytest.mark.parametrize(
    ("name", "phon"),
    [
        ("iso226_2023_20phon_all29", 20.0),
        ("iso226_2023_40phon_all29", 40.0),
        ("iso226_2023_60phon_all29", 60.0),
        ("iso226_2023_80phon_all29", 80.0),
        ("iso226_2023_90phon_all29", 90.0),
    ],
)
def test_a_contour_is_that_of_iso_226_2023(name, phon):
    level_dbspl = equal_loudness_dbspl(phon)
    assert_check(name, level_dbspl)
    back_phon = loudness_phon(level_dbspl, CONTOUR_HZ)
    np.testing.assert_allclose(back_phon, phon, rtol=0.0, atol=1e-9)


def test_at_1_khz_loudness_and_level_are_the_same_number():
    at_1_khz = CONTOUR_HZ.index(1000.0)
    assert_check("iso226_2023_1kHz_identity", equal_loudness_dbspl(40.0)[at_1_khz])


def test_a_tone_of_60_db_at_100_hz_has_its_loudness():
    assert_check("iso226_2023_inverse_100Hz_60dB", loudness_phon(60.0, 100.0))


def test_the_contours_are_not_those_of_2003():
    name = "iso226_2003_40phon_20_100_4000Hz"
    ours_dbspl = equal_loudness_dbspl(40.0)[[CONTOUR_HZ.index(f) for f in (20.0, 100.0, 4000.0)]]
    with pytest.raises(AssertionError, match="Mismatched elements: 3 / 3"):
        assert_check(name, ours_dbspl)
    assert np.max(np.abs(ours_dbspl - CHECKS[name]["expected"])) < 0.2


def test_the_contour_of_the_threshold_is_the_threshold():
    error_db = equal_loudness_dbspl(THRESHOLD_PHON) - np.array(THRESHOLD_DBSPL)
    assert_check("iso226_2023_threshold_identity_max_error", np.max(np.abs(error_db)))


def test_weighting_a_at_the_exact_centres_is_that_of_iec_61672():
    assert_check("a_weighting_nominal_31", a_weighting_db(BAND_CENTER_HZ))


def test_the_time_at_a_level_halves_every_3_or_5_db():
    assert_check("niosh_T", niosh_hours(np.array([85.0, 88.0, 94.0, 100.0])))
    assert_check("osha_pel_T", osha_hours(np.array([90.0, 95.0, 100.0])))


def test_doses_of_a_day_and_their_averages():
    dose = niosh_dose(LEVELS_DBA, HOURS)
    assert_check("niosh_dose_2h91_1h97", 100.0 * dose)
    assert_check("niosh_TWA", niosh_twa_dba(dose))
    assert_check("osha_TWA_50pct", osha_twa_dba(0.5))
    assert_check("lex_8h", level_ex_8h_dba(LEVELS_DBA, HOURS))


def test_the_allowances_of_a_week_are_those_of_h_870():
    assert_check("h870_reference_dose_adult", sound_dose_pa2h(80.0, 40.0))
    assert_check("h870_reference_dose_sensitive", sound_dose_pa2h(75.0, 40.0))
    assert_check("h870_reference_dose_adult", LISTENING_MODES["adult"].dose_pa2h)
    assert_check("h870_reference_dose_sensitive", LISTENING_MODES["sensitive"].dose_pa2h)
    levels_dba = np.array([80.0, 83.0, 85.0, 90.0, 94.0, 100.0])
    assert_check("h870_weekly_hours", weekly_hours(levels_dba))
    assert_check("h870_dose_3h_at_92", 100.0 * weekly_dose(92.0, 3.0))


def test_levels_follow_from_the_characteristic_voltage():
    limits = PLAYER_VOLTAGE_LIMIT_V, LEAST_CHARACTERISTIC_VOLTAGE_V
    assert_check("en50332_150mV_75mV", characteristic_level_dba(*limits))
    voltage_v = np.array([0.015, 0.027])
    assert_check("en50332_15mV_27mV", characteristic_level_dba(voltage_v, 0.075))


def test_programme_noise_is_that_of_iec_60268_1():
    assert_check("iec60268_1_programme_table", PROGRAMME_DB)
    assert_check("iec60268_1_power_sum", programme_level_db())
    assert_check("programme_A_minus_Z", programme_a_weighting_db())
    assert_check("crest_factor_gaussian_clip", crest_factor_db(2.0))


def test_the_diffuse_field_is_that_of_iso_11904_1(field_db):
    assert_check("iso11904_1_DF_table", field_db)


def test_noise_at_a_flat_eardrum_is_less_loud_in_the_field(field_db):
    name = "programme_flat_eardrum_94_to_DFA"
    assert_check(name, diffuse_field_level_dba(NOISE_AT_94_DB, field_db))
    assert_check(name, 94.0 + programme_field_offset_db(np.zeros(31), field_db))


def test_a_headphone_like_the_diffuse_field_is_not_10_db_too_loud(field_db):
    eardrum_db = NOISE_AT_94_DB + field_db
    name = "programme_DF_eq_headphone"
    assert_check(name, diffuse_field_level_dba(eardrum_db, field_db))
    assert_check(name, 94.0 + programme_field_offset_db(field_db, field_db))
    assert float(diffuse_field_level_dba(eardrum_db, field_db)) == pytest.approx(91.4, abs=0.05)
    # The trap: weighted by A at the eardrum itself, as if that were the field.
    trap = "programme_DF_eq_headphone_no_correction"
    assert_check(trap, diffuse_field_level_dba(eardrum_db, np.zeros(31)))


def test_isolation_lowers_the_level_one_for_one():
    assert_check("isolation_energy_sum", masked_listening_level_dba(80.0, 20.0, 10.0))
