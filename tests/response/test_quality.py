"""Expected values: check values, and the transfer function of a bell."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.response.quality import half_gain_edges_hz, octaves_of_q, q_at_3_db, q_of_octaves
from tests.checks import assert_check
from tests.response.curves import bell_db

qs = st.floats(0.1, 100.0)


def test_q_and_octaves_are_those_of_the_cookbook():
    assert_check("bw_octaves_from_Q", [octaves_of_q(q) for q in (1.0, 1.4142135623731, 4.318473)])
    octaves = (1.0, 0.333333333333333, 2.0)
    assert_check("Q_from_bw_octaves", [q_of_octaves(n) for n in octaves])


def test_the_edges_at_half_of_the_gain_are_those_of_the_check():
    assert_check("bell_bw_half_gain", half_gain_edges_hz(1000.0, q=5.0))


def test_the_q_of_the_width_3_db_below_the_peak_is_another_one():
    assert_check("bell_minus3dB_Q_effective", q_at_3_db(5.0, gain_db=6.0))
    # The edges lie at |f/f0 - f0/f| = 1/Q.
    assert_check("bell_minus3dB_x", 1.0 / q_at_3_db(5.0, gain_db=6.0))


@given(qs)
def test_octaves_and_q_are_inverse_to_each_other(q):
    assert q_of_octaves(octaves_of_q(q)) == pytest.approx(q, rel=1e-12)


@given(qs, st.floats(-20.0, 20.0))
def test_a_bell_has_half_of_its_gain_at_its_edges_whatever_the_gain(q, gain_db):
    edges = np.array(half_gain_edges_hz(3000.0, q=q))
    np.testing.assert_allclose(bell_db(edges, 3000.0, gain_db, q), 0.5 * gain_db, atol=1e-8)
    assert np.log2(edges[1] / edges[0]) == pytest.approx(octaves_of_q(q), rel=1e-9)


@given(qs, st.floats(3.1, 20.0))
def test_a_bell_has_half_of_its_power_at_the_edges_of_its_other_q(q, gain_db):
    edges = np.array(half_gain_edges_hz(3000.0, q=q_at_3_db(q, gain_db=gain_db)))
    expected_db = gain_db - 10.0 * np.log10(2.0)
    np.testing.assert_allclose(bell_db(edges, 3000.0, gain_db, q), expected_db, atol=1e-7)


def test_a_bell_too_low_to_have_edges_3_db_down_is_refused():
    with pytest.raises(ValueError, match=r"above 3\.01 .* got 3$"):
        q_at_3_db(5.0, gain_db=3.0)


@pytest.mark.parametrize("value", [0.0, -1.0, float("nan")])
def test_a_q_or_width_that_is_not_above_0_is_refused(value):
    with pytest.raises(ValueError, match="q must be above 0"):
        octaves_of_q(value)
    with pytest.raises(ValueError, match="octaves must be above 0"):
        q_of_octaves(value)
    with pytest.raises(ValueError, match="q must be above 0"):
        half_gain_edges_hz(1000.0, q=value)
    with pytest.raises(ValueError, match="q must be above 0"):
        q_at_3_db(value, gain_db=6.0)
