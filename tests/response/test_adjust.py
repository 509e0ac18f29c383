import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.response import LOG96_HZ, R40_HZ, adjusted, harman_style
from auricle.response.adjust import TILT_PIVOT_HZ, tilt_db
from auricle.response.analog import bell_db, high_shelf_db, low_shelf_db
from auricle.response.formats import find_target, load_target

amounts_db = st.floats(-12.0, 12.0)


def test_the_name_tells_every_adjustment_and_nothing_else():
    made = adjusted(load_target("harman-over-ear-2018"), bass_db=3.0, tilt_db_per_octave=-0.8)
    assert made.name == "Harman over-ear 2018 (bass +3 dB, tilt -0.8 dB/octave)"
    assert made.adjustments == ("bass +3 dB", "tilt -0.8 dB/octave")


def test_a_second_adjustment_joins_the_first_in_the_name():
    once = adjusted(load_target("harman-over-ear-2018"), treble_db=-1.5)
    twice = adjusted(once, ear_gain_db=1.0)
    assert twice.name == "Harman over-ear 2018 (treble -1.5 dB, ear gain +1 dB)"


def test_no_adjustment_leaves_a_target_as_it_is():
    target = load_target("harman-over-ear-2018")
    assert adjusted(target) is target


def test_an_adjusted_target_keeps_its_rigs_forms_and_slug():
    target = load_target("diffuse-field-5128")
    made = adjusted(target, tilt_db_per_octave=-1.0)
    assert (made.slug, made.rigs, made.forms) == (target.slug, target.rigs, target.forms)


@given(amounts_db, amounts_db, st.floats(-2.0, 2.0), amounts_db)
def test_on_the_grid_of_the_scores_an_adjustment_is_exact(bass, treble, tilt, ear):
    target = load_target("harman-over-ear-2018")
    made = adjusted(
        target, bass_db=bass, treble_db=treble, tilt_db_per_octave=tilt, ear_gain_db=ear
    )
    f = R40_HZ
    added_db = (
        low_shelf_db(f, center_hz=105.0, gain_db=bass, q=np.sqrt(0.5))
        + high_shelf_db(f, center_hz=2500.0, gain_db=treble, q=0.42)
        + bell_db(f, center_hz=2750.0, gain_db=ear, q=1.0)
        + tilt * np.log2(f / 1000.0)
    )
    added_db = added_db - added_db[f == 1000.0]
    np.testing.assert_allclose(
        made.response.on(f), target.response.on(f) + added_db, rtol=0.0, atol=1e-9
    )


def test_between_that_grid_a_shelf_of_6_db_is_within_a_hundredth():
    target = load_target("harman-over-ear-2018")
    made = adjusted(target, bass_db=6.0)
    shelf_db = low_shelf_db(LOG96_HZ, center_hz=105.0, gain_db=6.0, q=np.sqrt(0.5))
    shelf_db = shelf_db - low_shelf_db(
        np.array([1000.0]), center_hz=105.0, gain_db=6.0, q=np.sqrt(0.5)
    )
    added_db = made.response.on(LOG96_HZ) - target.response.on(LOG96_HZ)
    np.testing.assert_allclose(added_db, shelf_db, rtol=0.0, atol=0.01)


def test_a_tilt_falls_by_its_amount_each_octave():
    made = adjusted(find_target("5128 DF"), tilt_db_per_octave=-1.0).response
    plain = find_target("5128 DF").response
    added_db = made.on([125.0, 250.0, 500.0, 1000.0]) - plain.on([125.0, 250.0, 500.0, 1000.0])
    np.testing.assert_allclose(np.diff(added_db), -1.0, atol=1e-9)


def test_the_pivot_is_the_geometric_middle_of_20_hz_and_20_khz():
    assert pytest.approx(632.4555, abs=1e-4) == TILT_PIVOT_HZ
    assert float(tilt_db(np.array([2.0 * TILT_PIVOT_HZ]), tilt_db_per_octave=3.0)[0]) == 3.0


def test_harmans_shelves_on_the_room_come_near_the_target_of_2013():
    # Another published description of the target: +4.8 dB and -4.4 dB re a diffuse field are its
    # shelves; on the room the bass is lower. What is left is the figures' accuracy and the shape.
    room = load_target("harman-in-room-flat-2013")
    plain_db, made_db, wanted_db = (
        target.response.on([31.5, 50.0, 80.0, 3150.0, 5000.0, 8000.0])
        for target in (
            room,
            harman_style(room, bass_db=4.8, treble_db=-4.4),
            load_target("harman-over-ear-2013"),
        )
    )
    assert np.max(np.abs(made_db - wanted_db)) < 0.5 * np.max(np.abs(plain_db - wanted_db))


def test_a_target_made_from_a_reference_is_a_target_and_says_of_which_shelves():
    made = harman_style(load_target("diffuse-field-kemar"), bass_db=6.44, treble_db=-1.41, q=0.6)
    assert made.kind == "target"
    assert made.name == (
        "Diffuse field, GRAS KEMAR (Harman-style bass +6.44 dB, Q 0.6, "
        "Harman-style treble -1.41 dB, Q 0.6)"
    )


def test_a_tilt_uses_the_array_standard_only():
    xp = array_api_strict
    found_db = tilt_db(xp.asarray([500.0, 1000.0]), tilt_db_per_octave=-1.0, pivot_hz=500.0)
    np.testing.assert_allclose(np.asarray(found_db), [0.0, -1.0], atol=1e-12)
