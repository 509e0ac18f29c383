import re
from pathlib import Path

import numpy as np
import pytest

from auricle.response.adjust import bass_shelf_db, tilt_db, treble_shelf_db
from auricle.response.formats import load_target
from auricle.response.preference import (
    IN_EAR_BAND_HZ,
    OVER_EAR_BAND_HZ,
    error_statistics,
    in_ear_preference,
    over_ear_preference,
)
from tests.checks import CHECKS, assert_check


@pytest.mark.parametrize(
    ("check", "slug"),
    [
        ("target_table_harman_oe_2018_a", "harman-over-ear-2018"),
        ("target_table_harman_oe_2013_a", "harman-over-ear-2013"),
        ("target_table_harman_ie_2019v2", "harman-in-ear-2019"),
        ("target_table_df_iso11904_1", "diffuse-field-iso-11904-1"),
    ],
)
def test_a_target_has_the_levels_of_its_table(check, slug):
    assert_check(check, load_target(slug).response.level_db)


@pytest.mark.parametrize(
    ("check", "response"),
    [
        ("ppr_e2e_oe2013_scored_against_oe2018", "harman-over-ear-2013"),
        ("ppr_e2e_isoDF_scored_against_oe2018", "diffuse-field-iso-11904-1"),
        ("ppr_e2e_oe2018_digitisation_b_vs_a", "harman-over-ear-2018-b"),
    ],
)
def test_a_target_scored_against_harman_2018_has_its_known_score(check, response):
    target_db = load_target("harman-over-ear-2018").response.on(OVER_EAR_BAND_HZ)
    error_db = load_target(response).response.on(OVER_EAR_BAND_HZ) - target_db
    score = over_ear_preference(error_db)
    assert_check(check, [score, *error_statistics(error_db, OVER_EAR_BAND_HZ)])


def test_jm_1_against_the_in_ear_target_has_its_known_scores():
    f = IN_EAR_BAND_HZ
    error_db = load_target("jm-1").response.on(f) - load_target("harman-in-ear-2019").response.on(f)
    sd_db, slope_db = error_statistics(error_db, f)
    mean_db = np.mean(np.abs(error_db - error_db[f == 500.0])[f >= 40.0])
    # US 2019/0087739 A1, eq. 4
    patent = 68.685 - 3.238 * sd_db - 4.473 * abs(slope_db) - 2.658 * mean_db
    found = [in_ear_preference(error_db), patent, sd_db, slope_db, mean_db]
    assert_check("ppr_e2e_ie_jm1_against_ie2019v2", found)


def test_two_digitisations_of_one_figure_differ_by_what_is_known():
    first, second = (
        load_target(slug).response for slug in ("harman-over-ear-2018", "harman-over-ear-2018-b")
    )
    f = first.frequency_hz
    apart_db = (second.level_db - first.level_db)[(f >= 50.0) & (f <= 10_000.0)]
    rms_db = np.sqrt(np.mean(apart_db**2))
    assert_check("target_digitisation_spread_oe2018", [rms_db, np.max(np.abs(apart_db))])


def test_the_targets_of_two_rigs_differ_as_the_rigs_do():
    f = [100.0, 200.0, 1000.0, 4000.0, 5000.0, 6300.0, 8000.0, 10_000.0]
    hms_db = load_target("harman-over-ear-2018-hms-ii-3").response.on(f)
    gras_db = load_target("harman-over-ear-2018").response.on(f)
    assert_check("rig_offset_hms2_minus_gras", hms_db - gras_db)


def test_the_shelves_that_listeners_preferred_have_their_known_levels():
    f = np.array([20.0, 50.0, 105.0, 200.0, 1000.0, 2500.0, 5000.0, 10_000.0])
    level_db = bass_shelf_db(f, gain_db=6.44) + treble_shelf_db(f, gain_db=-1.41, q=np.sqrt(0.5))
    assert_check("harman_style_shelves_2015_mean", level_db)


def test_a_tilt_turns_about_the_middle_of_hearing():
    level_db = tilt_db(np.array([20.0, 632.4555, 20_000.0]), tilt_db_per_octave=-1.0)
    assert_check("tilt_definition_autoeq", level_db)


def test_every_check_of_targets_is_used_here():
    text = Path(__file__).read_text("utf-8")
    used = set(re.findall(r'"(\w+)"', text))
    wanted = {name for name, check in CHECKS.items() if check["section"] == "3"}
    assert len(wanted) == 12
    assert wanted <= used
