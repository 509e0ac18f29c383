import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.drive import MotionalImpedance, fit_motional_impedance, motional_from_points
from auricle.drive.motional import USUAL_Q


@st.composite
def resonances(draw):
    dc_ohm = draw(st.floats(1.0, 2000.0))
    return MotionalImpedance(
        dc_ohm,
        dc_ohm * draw(st.floats(1.0, 20.0)),
        draw(st.floats(5.0, 2000.0)),
        draw(st.floats(0.05, 50.0)),
        draw(st.floats(0.0, 0.1)),
    )


@given(resonances(), st.lists(st.floats(0.1, 1e6), min_size=1, max_size=9))
def test_a_driver_is_passive_and_finite_at_every_frequency(made, frequency_hz):
    z = made.impedance_ohm(frequency_hz)
    assert np.isfinite(z).all()
    assert np.all(z.real >= made.dc_ohm * (1.0 - 1e-12))


@given(resonances())
def test_at_its_resonance_a_driver_is_its_peak_and_its_coil(made):
    at_peak = complex(made.impedance_ohm(made.resonance_hz))
    assert at_peak.real == pytest.approx(made.peak_ohm, rel=1e-9)
    omega = 2.0 * math.pi * made.resonance_hz
    assert at_peak.imag == pytest.approx(omega * made.inductance_h, rel=1e-9, abs=1e-9)


@given(resonances())
def test_the_flanks_of_the_resonance_stand_where_its_q_says(made):
    # At f0 (sqrt(1 + 1/4Q²) ± 1/2Q) the motional part is its peak over 1 ± j.
    half, root = 0.5 / made.q, math.sqrt(1.0 + 0.25 / made.q**2)
    rise_ohm = made.peak_ohm - made.dc_ohm
    for side in (-half, half):
        f = made.resonance_hz * (root + side)
        motional = complex(made.impedance_ohm(f)) - made.dc_ohm
        motional -= 2j * math.pi * f * made.inductance_h
        assert abs(motional) == pytest.approx(
            rise_ohm / math.sqrt(2.0), rel=1e-6, abs=1e-9 * made.dc_ohm
        )


@pytest.mark.parametrize(
    "made",
    [
        MotionalImpedance(32.0, 60.0, 80.0, 1.5, 1e-4),
        MotionalImpedance(250.0, 550.0, 70.0, 0.5, 8e-4),
        MotionalImpedance(50.0, 170.0, 107.0, 1.0, 2e-4),
        MotionalImpedance(16.0, 17.0, 200.0, 3.0, 1e-5),
    ],
)
@pytest.mark.parametrize("grid", [np.geomspace, np.linspace])
def test_a_fit_finds_the_driver_that_the_magnitudes_were_made_of(made, grid):
    f = grid(20.0, 20_000.0, 19_981)  # of a linear spacing every 1 Hz
    found = fit_motional_impedance(f, np.abs(made.impedance_ohm(f)))
    assert found.dc_ohm == pytest.approx(made.dc_ohm, rel=1e-3)
    assert found.peak_ohm == pytest.approx(made.peak_ohm, rel=5e-3)
    assert found.resonance_hz == pytest.approx(made.resonance_hz, rel=5e-3)
    assert found.q == pytest.approx(made.q, rel=0.03)
    assert found.inductance_h == pytest.approx(made.inductance_h, rel=0.01)


@pytest.mark.parametrize(
    ("frequency_hz", "magnitude_ohm"),
    [
        ([20.0, 30.0, 40.0, 50.0], [32.0] * 4),
        ([20.0, 30.0, 40.0, 50.0, 60.0], [32.0, 32.0, 0.0, 32.0, 32.0]),
        ([0.0, 30.0, 40.0, 50.0, 60.0], [32.0] * 5),
        ([60.0, 50.0, 40.0, 30.0, 20.0], [32.0] * 5),
        ([20.0, 30.0, 40.0, 50.0, 60.0], [32.0] * 6),
        ([20.0, 30.0, 40.0, 50.0, math.nan], [32.0] * 5),
        ([20.0, 30.0, 40.0, 50.0, 60.0], [32.0, 32.0, math.nan, 32.0, 32.0]),
    ],
)
def test_a_fit_of_what_is_no_curve_is_refused(frequency_hz, magnitude_ohm):
    with pytest.raises(ValueError, match="five frequencies and magnitudes above 0"):
        fit_motional_impedance(frequency_hz, magnitude_ohm)


points = st.dictionaries(st.floats(1.0, 40_000.0), st.floats(1.0, 10_000.0), max_size=6)


@given(points, st.none() | st.floats(1.0, 10_000.0))
def test_points_make_a_driver_that_has_the_peak_they_state_or_none(stated, rated_ohm):
    made = motional_from_points(stated, rated_ohm=rated_ohm)
    if made is not None:
        assert stated[made.resonance_hz] == made.peak_ohm
        assert made.q == USUAL_Q
        assert made.peak_ohm >= 1.05 * made.dc_ohm
        z = made.curve(origin="made").impedance_ohm
        assert np.isfinite(z).all()


def test_the_points_of_a_k240_make_a_resonance_of_170_ohm_over_50():
    made = motional_from_points({20.0: 50.0, 107.0: 170.0, 1000.0: 57.0}, rated_ohm=55.0)
    assert (made.dc_ohm, made.peak_ohm, made.resonance_hz) == (50.0, 170.0, 107.0)
    assert made.inductance_h == 0.0


def test_a_rise_at_the_top_is_the_inductance_of_the_coil():
    # 305 Ω and ω L in quadrature are 370 Ω at 20 kHz.
    made = motional_from_points({20.0: 305.0, 100.0: 480.0, 20_000.0: 370.0}, rated_ohm=300.0)
    expected_h = math.sqrt(370.0**2 - 305.0**2) / (2.0 * math.pi * 20_000.0)
    assert made.inductance_h == pytest.approx(expected_h, rel=1e-12)


@pytest.mark.parametrize(
    ("stated", "rated_ohm"),
    [
        ({}, 32.0),
        ({1000.0: 62.0}, 62.0),  # no bass
        ({100.0: 62.0}, None),  # nothing to rise from
        ({100.0: 62.0}, 60.0),  # 3 % are no resonance
        ({50.0: 32.0, 1000.0: 60.0}, 32.0),  # the rise stands in the treble
    ],
)
def test_points_without_a_rise_in_the_bass_make_no_driver(stated, rated_ohm):
    assert motional_from_points(stated, rated_ohm=rated_ohm) is None


@pytest.mark.parametrize(
    "wrong",
    [
        (0.0, 60.0, 80.0, 1.0),
        (32.0, 31.0, 80.0, 1.0),
        (32.0, math.nan, 80.0, 1.0),
        (32.0, math.inf, 80.0, 1.0),
        (32.0, 60.0, 0.0, 1.0),
        (32.0, 60.0, 80.0, 0.0),
        (32.0, 60.0, 80.0, math.nan),
        (32.0, 60.0, 80.0, 1.0, -1e-4),
        (32.0, 60.0, 80.0, 1.0, math.nan),
    ],
)
def test_a_driver_that_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match="must"):
        MotionalImpedance(*wrong)


@given(st.floats(1.0, 1000.0), st.floats(1.05, 20.0), st.floats(20.0, 400.0), st.floats(0.1, 20.0))
def test_a_curve_has_its_resonance_at_its_place_height_and_width(dc_ohm, rise, resonance_hz, q):
    made = MotionalImpedance(dc_ohm, rise * dc_ohm, resonance_hz, q)
    curve = made.curve(origin="made")
    assert curve.highest_ohm == pytest.approx(rise * dc_ohm, rel=1e-12)
    between = np.sqrt(curve.frequency_hz[1:] * curve.frequency_hz[:-1])
    exact = np.abs(made.impedance_ohm(between))
    np.testing.assert_allclose(np.abs(curve.at(between)), exact, rtol=0.04)
