import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.response.analog import bell_db, high_shelf_db, low_shelf_db

GRID_HZ = np.geomspace(20.0, 20_000.0, 200)
centers_hz = st.floats(20.0, 18_000.0)
qs = st.floats(0.2, 20.0)
gains_db = st.floats(-24.0, 24.0)


def prototype_db(kind: str, f: np.ndarray, center_hz: float, gain_db: float, q: float):
    """Level from the transfer functions of the Audio EQ Cookbook, in complex numbers."""
    s, a = 1j * f / center_hz, 10.0 ** (gain_db / 40.0)
    tops = {
        "bell": s * s + s * a / q + 1.0,
        "low": a * (s * s + s * np.sqrt(a) / q + a),
        "high": a * (a * s * s + s * np.sqrt(a) / q + 1.0),
    }
    bottoms = {
        "bell": s * s + s / (a * q) + 1.0,
        "low": a * s * s + s * np.sqrt(a) / q + 1.0,
        "high": s * s + s * np.sqrt(a) / q + a,
    }
    return 20.0 * np.log10(np.abs(tops[kind] / bottoms[kind]))


LEVELS = [bell_db, low_shelf_db, high_shelf_db]
KINDS = [("bell", bell_db), ("low", low_shelf_db), ("high", high_shelf_db)]


@pytest.mark.parametrize(("kind", "level"), KINDS)
@given(centers_hz, gains_db, qs)
def test_levels_are_those_of_the_transfer_functions(kind, level, center_hz, gain_db, q):
    found_db = level(GRID_HZ, center_hz=center_hz, gain_db=gain_db, q=q)
    np.testing.assert_allclose(
        found_db, prototype_db(kind, GRID_HZ, center_hz, gain_db, q), atol=1e-9
    )


@given(centers_hz, gains_db, qs)
def test_a_shelf_has_half_its_gain_at_its_centre_whatever_its_q(center_hz, gain_db, q):
    f = np.array([center_hz])
    for shelf in (low_shelf_db, high_shelf_db):
        assert shelf(f, center_hz=center_hz, gain_db=gain_db, q=q)[0] == pytest.approx(
            gain_db / 2.0, abs=1e-9
        )


@pytest.mark.parametrize("level", LEVELS)
def test_a_cut_undoes_the_boost_of_the_same_figures(level):
    boost_db = level(GRID_HZ, center_hz=300.0, gain_db=7.0, q=1.3)
    cut_db = level(GRID_HZ, center_hz=300.0, gain_db=-7.0, q=1.3)
    np.testing.assert_allclose(boost_db + cut_db, 0.0, atol=1e-9)


@pytest.mark.parametrize("level", LEVELS)
def test_single_precision_keeps_a_bass_filter_to_a_ten_thousandth(level):
    exact_db = level(GRID_HZ, center_hz=30.0, gain_db=6.0, q=2.0)
    center_hz, gain_db, q = (np.float32(value) for value in (30.0, 6.0, 2.0))
    single_db = level(GRID_HZ.astype("f4"), center_hz=center_hz, gain_db=gain_db, q=q)
    assert single_db.dtype == np.float32
    np.testing.assert_allclose(single_db, exact_db, atol=1e-4)


@pytest.mark.parametrize("level", LEVELS)
def test_a_batch_uses_the_array_standard_only(level):
    xp = array_api_strict
    gains = xp.reshape(xp.asarray([-6.0, 0.0, 6.0]), (3, 1))
    found_db = level(xp.asarray(GRID_HZ), center_hz=1000.0, gain_db=gains, q=0.9)
    assert found_db.shape == (3, 200)
    alone_db = level(GRID_HZ, center_hz=1000.0, gain_db=6.0, q=0.9)
    np.testing.assert_allclose(np.asarray(found_db[2, :]), alone_db, atol=1e-12)
