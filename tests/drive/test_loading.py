"""What an output impedance does, by closed forms, bounds, and a measured headphone."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.drive import (
    FULL_BAND_HZ,
    crosstalk_db,
    damping_factor,
    electrical_q,
    fit_motional_impedance,
    largest_loading_db,
    loss_db,
    parse_impedance,
    source_loading_db,
)
from tests.measured import DATA, NO_DATA

from .parts import curves, ohms, output_ohms, passive_ohms

DT1990 = DATA / "impedance" / "dt1990 impedance.csv"


@given(passive_ohms(), output_ohms)
def test_the_voltage_at_the_terminals_is_that_of_a_complex_divider(z, source_ohm):
    by_hand = [20.0 * math.log10(abs(one / (one + source_ohm))) for one in z.tolist()]
    np.testing.assert_allclose(loss_db(z, source_ohm=source_ohm), by_hand, atol=1e-9)


@given(passive_ohms(), output_ohms)
def test_no_source_with_a_resistance_gives_more_than_its_open_circuit_voltage(z, source_ohm):
    assert np.all(loss_db(z, source_ohm=source_ohm) <= 1e-12)


@given(st.lists(ohms, min_size=2, max_size=8), output_ohms)
def test_resistances_change_by_no_more_than_their_ends_allow(z, source_ohm):
    bound_db = largest_loading_db(min(z), max(z), source_ohm=source_ohm)
    change_db = source_loading_db(z, source_ohm=source_ohm, reference_ohm=z[0])
    assert np.max(change_db) - np.min(change_db) == pytest.approx(bound_db, abs=1e-9)
    assert np.max(np.abs(change_db)) <= bound_db + 1e-9


@given(curves(), output_ohms)
def test_no_curve_changes_by_more_than_its_lowest_impedance_and_an_open_end_allow(
    curve, source_ohm
):
    bound_db = largest_loading_db(curve.lowest_ohm, math.inf, source_ohm=source_ohm)
    reference = complex(curve.impedance_ohm[0])
    change_db = source_loading_db(
        curve.impedance_ohm, source_ohm=source_ohm, reference_ohm=reference
    )
    assert np.max(change_db) - np.min(change_db) <= bound_db + 1e-9


def test_a_reactance_goes_beyond_the_bound_of_two_resistances():
    # A coil of 40 Ω against a resistance of 32 Ω: |j40/(j40 + 32)| is more than 40/(40 + 32).
    # This is why a headphone of which one figure is known has the bound with an open end.
    change_db = float(source_loading_db(40.0j, source_ohm=32.0, reference_ohm=32.0))
    assert change_db == pytest.approx(20.0 * math.log10(2.0 * 40.0 / math.hypot(40.0, 32.0)))
    assert change_db > largest_loading_db(32.0, 40.0, source_ohm=32.0)
    assert change_db < largest_loading_db(32.0, math.inf, source_ohm=32.0)


@given(ohms)
def test_an_eighth_of_the_lowest_impedance_changes_by_1_02_db_at_most(lowest_ohm):
    bound_db = largest_loading_db(lowest_ohm, math.inf, source_ohm=lowest_ohm / 8.0)
    assert bound_db == pytest.approx(20.0 * math.log10(9.0 / 8.0), abs=1e-9)


@given(ohms, ohms, output_ohms, output_ohms)
def test_a_larger_output_impedance_never_narrows_the_bound(one_ohm, other_ohm, source_ohm, more):
    ends = sorted((one_ohm, other_ohm))
    less_db, more_db = (
        largest_loading_db(*ends, source_ohm=zo) for zo in (source_ohm, source_ohm + more)
    )
    assert less_db >= -1e-12
    assert less_db <= more_db + 1e-9
    # A source of any impedance is at most a current source.
    assert more_db <= 20.0 * math.log10(ends[1] / ends[0]) + 1e-9


@pytest.mark.parametrize("wrong", [-1.0, math.nan])
def test_an_output_impedance_below_0_is_refused(wrong):
    with pytest.raises(ValueError, match="source_ohm must be finite and not below 0"):
        source_loading_db(32.0, source_ohm=wrong, reference_ohm=32.0)


@given(ohms, st.floats(0.001, 1000.0))
def test_damping_and_electrical_q_are_of_one_circuit(ohm, source_ohm):
    factor = damping_factor(ohm, source_ohm=source_ohm)
    # With the coil's resistance for the rated one, Q rises by 1 + 1/DF.
    assert electrical_q(1.0, dc_ohm=ohm, source_ohm=source_ohm) == pytest.approx(
        1.0 + 1.0 / factor, rel=1e-9
    )
    assert damping_factor(ohm, source_ohm=0.0) == math.inf


@given(st.floats(0.001, 10.0), ohms)
def test_crosstalk_is_the_share_of_the_shared_wire(return_ohm, ohm):
    share = return_ohm / (return_ohm + ohm)
    found_db = crosstalk_db(return_ohm, impedance_ohm=ohm)
    assert 10.0 ** (found_db / 20.0) == pytest.approx(share, rel=1e-9)


@pytest.mark.skipif(not DT1990.exists(), reason=NO_DATA)
@pytest.mark.parametrize("source_ohm", [10.0, 30.0, 120.0])
def test_a_measured_headphone_and_its_model_change_alike_within_0_3_db(source_ohm):
    measured = parse_impedance(DT1990.read_text("utf-8-sig"), source=DT1990.name)
    model = fit_motional_impedance(measured.frequency_hz, np.abs(measured.impedance_ohm))
    f = np.geomspace(*FULL_BAND_HZ, 961)
    by_curve_db, by_model_db = (
        source_loading_db(at(f), source_ohm=source_ohm, reference_ohm=complex(at(1000.0)))
        for at in (measured.at, model.impedance_ohm)
    )
    assert np.max(np.abs(by_curve_db - by_model_db)) <= 0.3
    bound_db = largest_loading_db(measured.lowest_ohm, math.inf, source_ohm=source_ohm)
    assert 0.1 < np.max(np.abs(by_curve_db)) <= bound_db
    # By magnitude alone the peak re 1 kHz would be this; the phase there is small.
    peak, at_1_khz = measured.highest_ohm, abs(complex(measured.at(1000.0)))
    plain_db = source_loading_db(peak, source_ohm=source_ohm, reference_ohm=at_1_khz)
    assert np.max(by_curve_db) == pytest.approx(float(plain_db), abs=0.1)
