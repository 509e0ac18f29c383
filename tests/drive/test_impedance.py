import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.drive import (
    ImpedanceCurve,
    MotionalImpedance,
    impedance_from_magnitude,
    loss_db,
    source_loading_db,
)

from .parts import curves, frequencies, ohms

COILS = [(32.0, 1e-4), (100.0, 1e-3), (300.0, 5e-3), (16.0, 1e-5)]  # Ω and H
RESONANCES = [
    MotionalImpedance(32.0, 60.0, 80.0, 1.5, 1e-4),
    MotionalImpedance(100.0, 280.0, 90.0, 2.0, 5e-4),
    MotionalImpedance(250.0, 380.0, 60.0, 0.5, 5e-4),
    MotionalImpedance(50.0, 170.0, 107.0, 1.0),
]


def phase_rad(curve):
    return np.angle(curve.impedance_ohm)


@pytest.mark.parametrize(("dc_ohm", "henry"), COILS)
@pytest.mark.parametrize("n_points", [31, 100, 500])
def test_a_coil_has_the_phase_of_its_inductance_within_a_thirtieth_of_a_radian(
    dc_ohm, henry, n_points
):
    f = np.geomspace(20.0, 20_000.0, n_points)
    reactance_ohm = 2.0 * np.pi * f * henry
    found = impedance_from_magnitude(f, np.hypot(dc_ohm, reactance_ohm))
    np.testing.assert_allclose(phase_rad(found), np.arctan2(reactance_ohm, dc_ohm), atol=0.03)


@given(ohms, st.integers(2, 200))
def test_a_resistance_has_no_phase(ohm, n_points):
    f = np.geomspace(20.0, 20_000.0, n_points)
    found = impedance_from_magnitude(f, np.full(n_points, ohm))
    np.testing.assert_allclose(phase_rad(found), 0.0, atol=1e-12)


@pytest.mark.parametrize("made", RESONANCES)
def test_a_resonance_has_the_phase_of_its_circuit(made):
    f = np.geomspace(5.0, 40_000.0, 500)
    z = made.impedance_ohm(f)
    found = impedance_from_magnitude(f, np.abs(z))
    np.testing.assert_allclose(phase_rad(found), np.angle(z), atol=0.03)
    below, above = f < made.resonance_hz / 1.1, (f > 1.1 * made.resonance_hz) & (f < 300.0)
    assert np.all(phase_rad(found)[below] > 0.0)  # the mass below, the spring above
    assert np.all(phase_rad(found)[above] < 0.0)


@pytest.mark.parametrize("made", RESONANCES)
@pytest.mark.parametrize("source_ohm", [10.0, 30.0, 120.0])
def test_where_the_phase_is_not_measured_the_change_errs_by_a_tenth_of_a_db_at_most(
    made, source_ohm
):
    f = np.geomspace(20.0, 20_000.0, 300)
    z = made.impedance_ohm(f)
    found = impedance_from_magnitude(f, np.abs(z))
    by_magnitude_db, exact_db = (
        source_loading_db(at(f), source_ohm=source_ohm, reference_ohm=complex(at(1000.0)))
        for at in (found.at, made.impedance_ohm)
    )
    np.testing.assert_allclose(by_magnitude_db, exact_db, atol=0.1)


@given(frequencies(), st.data())
def test_every_magnitude_has_a_phase_that_passive_parts_can_have(f, data):
    any_ohm = st.floats(0.001, 1e6)
    magnitude = np.array(data.draw(st.lists(any_ohm, min_size=f.size, max_size=f.size)))
    found = impedance_from_magnitude(f, magnitude)
    np.testing.assert_allclose(np.abs(found.impedance_ohm), magnitude, rtol=1e-9)
    assert np.all(np.abs(phase_rad(found)) <= math.pi / 2.0 + 1e-12)
    # So that no source gives more than its open-circuit voltage.
    assert np.all(loss_db(found.impedance_ohm, source_ohm=100.0) <= 1e-9)


@given(st.floats(-200.0, 200.0))
def test_the_phase_does_not_depend_on_the_unit_of_the_magnitude(exponent):
    f = np.geomspace(20.0, 20_000.0, 50)
    z = RESONANCES[0].impedance_ohm(f)
    plain = impedance_from_magnitude(f, np.abs(z))
    scaled = impedance_from_magnitude(f, np.abs(z) * 10.0**exponent)
    np.testing.assert_allclose(phase_rad(scaled), phase_rad(plain), atol=1e-9)


@given(curves())
def test_a_curve_is_itself_at_its_own_points_and_stays_at_its_ends(curve):
    np.testing.assert_allclose(curve.at(curve.frequency_hz), curve.impedance_ohm, rtol=1e-9)
    first, last = curve.frequency_hz[[0, -1]]
    np.testing.assert_allclose(curve.at(first / 2.0), curve.impedance_ohm[0], rtol=1e-9)
    np.testing.assert_allclose(curve.at(2.0 * last), curve.impedance_ohm[-1], rtol=1e-9)


@given(curves(), st.floats(1.0, 1e5))
def test_between_its_points_a_curve_keeps_within_their_magnitudes(curve, frequency_hz):
    magnitude = abs(complex(curve.at(frequency_hz)))
    assert curve.lowest_ohm * (1.0 - 1e-9) <= magnitude <= curve.highest_ohm * (1.0 + 1e-9)


def test_halfway_in_octaves_a_curve_is_at_the_geometric_mean():
    curve = ImpedanceCurve(np.array([100.0, 400.0]), np.array([10.0, 1000.0]))
    assert complex(curve.at(200.0)) == pytest.approx(100.0, rel=1e-12)


def test_the_arrays_of_a_curve_are_copies_that_nobody_changes():
    f, z = np.array([20.0, 20_000.0]), np.array([32.0, 33.0])
    curve = ImpedanceCurve(f, z)
    f[0] = z[0] = 1.0
    assert curve.frequency_hz[0] == 20.0
    assert curve.lowest_ohm == 32.0
    with pytest.raises(ValueError, match="read-only"):
        curve.impedance_ohm[0] = 1.0


@pytest.mark.parametrize(
    ("frequency_hz", "impedance_ohm", "said"),
    [
        ([20.0], [32.0], "at least two"),
        ([20.0, 20.0], [32.0, 32.0], "rising"),
        ([0.0, 20.0], [32.0, 32.0], "positive"),
        ([20.0, math.nan], [32.0, 32.0], "rising"),
        ([20.0, math.inf], [32.0, 32.0], "finite"),
        ([20.0, 30.0], [32.0, 0.0], "no impedance 0"),
        ([20.0, 30.0], [32.0, math.nan], "finite"),
        ([20.0, 30.0], [32.0], "equal length"),
        ([[20.0, 30.0]], [[32.0, 32.0]], "one-dimensional"),
    ],
)
@pytest.mark.parametrize("make", [ImpedanceCurve, impedance_from_magnitude])
def test_what_is_no_curve_is_refused(make, frequency_hz, impedance_ohm, said):
    with pytest.raises(ValueError, match=said):
        make(np.array(frequency_hz), np.array(impedance_ohm))
