import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from auricle.drive import LIMITS, Limits

from .parts import amperes, limits, loads, ohms, output_ohms, passive_ohms, volts

WITHOUT = {
    "voltage": {"open_circuit_v": math.inf},
    "current": {"current_a": math.inf},
    "power": {"at_loads": ()},
}


def alone(whole, name):
    """The same source with one of its limits only; None where it has no such limit."""
    others = {
        key: value for other in LIMITS if other != name for key, value in WITHOUT[other].items()
    }
    try:
        return replace(whole, **others)
    except ValueError:
        return None


def emf_v(whole, z):
    return math.inf if whole is None else float(np.min(whole.emf_v(z)))


@given(limits(), passive_ohms())
def test_the_voltage_is_finite_and_above_0_at_every_impedance(whole, z):
    for found_v in (whole.terminal_voltage_v(z), whole.emf_v(z)):
        assert found_v.shape == z.shape
        assert np.all((found_v > 0.0) & (found_v < math.inf))


@given(limits(), passive_ohms())
def test_no_limit_alone_allows_less_than_all_together(whole, z):
    v = whole.terminal_voltage_v(z)
    magnitude = np.abs(z)
    slack = 1.0 + 1e-12
    assert np.all(v <= slack * whole.open_circuit_v * magnitude / np.abs(z + whole.source_ohm))
    assert np.all(v <= slack * whole.current_a * magnitude)
    if whole.open_circuit_v == math.inf:
        reached_v = [volts for _, volts in whole.at_loads]
        assert np.all(v <= slack * max(reached_v, default=math.inf))


@given(limits(), passive_ohms())
def test_the_limit_that_binds_is_the_one_whose_removal_raises_the_level(whole, z):
    # Above the highest load the open circuit tells what a load gets, and is no limit of its own.
    highest_ohm = max((ohm for ohm, _ in whole.at_loads), default=math.inf)
    assume(np.max(np.abs(z)) <= highest_ohm or whole.open_circuit_v == math.inf)
    by_limit_v = {name: emf_v(alone(whole, name), z) for name in LIMITS}
    least, second = sorted(by_limit_v.values())[:2]
    assume(second > least * (1.0 + 1e-9))  # of two that tie, neither's removal raises anything
    binding = whole.binding(z)
    assert by_limit_v[binding] == least == emf_v(whole, z)
    for name in LIMITS:
        try:
            rest_v = emf_v(replace(whole, **WITHOUT[name]), z)
        except ValueError:
            rest_v = math.inf  # there was no other
        assert (rest_v > least) == (name == binding)


def test_of_limits_that_tie_the_voltage_goes_first_then_the_current():
    # 1 V, 0.1 A and 1 V into 10 Ω are all the same there.
    at_loads = ((10.0, 1.0),)
    assert Limits(open_circuit_v=1.0, current_a=0.1, at_loads=at_loads).binding(10.0) == "voltage"
    assert Limits(current_a=0.1, at_loads=at_loads).binding(10.0) == "current"


@given(limits(), passive_ohms(), st.floats(1.0, 10.0), st.sampled_from(LIMITS))
def test_more_voltage_current_or_power_never_lowers_the_voltage(whole, z, factor, name):
    more = {
        "voltage": {"open_circuit_v": factor * whole.open_circuit_v},
        "current": {"current_a": factor * whole.current_a},
        "power": {"at_loads": tuple((ohm, factor * v) for ohm, v in whole.at_loads)},
    }[name]
    raised = replace(whole, **more)
    slack = 1.0 - 1e-12
    assert np.all(raised.terminal_voltage_v(z) >= slack * whole.terminal_voltage_v(z))
    assert np.all(raised.emf_v(z) >= slack * whole.emf_v(z))


@given(limits(), passive_ohms(), output_ohms)
def test_a_larger_output_impedance_never_raises_the_voltage_at_the_terminals(whole, z, more_ohm):
    larger = replace(whole, source_ohm=whole.source_ohm + more_ohm)
    slack = 1.0 + 1e-12
    assert np.all(larger.terminal_voltage_v(z) <= slack * whole.terminal_voltage_v(z))


@given(limits(), passive_ohms())
def test_behind_the_open_circuit_voltage_stands_the_voltage_at_the_terminals(whole, z):
    divided_v = whole.emf_v(z) * np.abs(z) / np.abs(z + whole.source_ohm)
    np.testing.assert_allclose(divided_v, whole.terminal_voltage_v(z), rtol=1e-9)


@given(loads(least=1), ohms)
def test_a_published_voltage_is_that_of_its_load_and_lies_between_others(at_loads, ohm):
    limit = Limits(at_loads=at_loads)
    known_ohm, known_v = np.array(at_loads).T
    np.testing.assert_allclose(limit.terminal_voltage_v(known_ohm), known_v, rtol=1e-9)
    v = float(limit.terminal_voltage_v(ohm)[0])
    if ohm <= known_ohm[0]:
        assert v == pytest.approx(known_v[0] * ohm / known_ohm[0], rel=1e-9)  # the same current
    elif ohm >= known_ohm[-1]:
        assert v == pytest.approx(known_v[-1], rel=1e-9)
    else:
        at = int(np.searchsorted(known_ohm, ohm))
        ends = sorted(known_v[at - 1 : at + 1])
        assert ends[0] * (1 - 1e-9) <= v <= ends[1] * (1 + 1e-9)


def test_halfway_between_two_loads_in_octaves_the_voltage_is_their_mean():
    limit = Limits(at_loads=((16.0, 1.0), (64.0, 3.0)))
    assert limit.terminal_voltage_v(32.0)[0] == pytest.approx(2.0, abs=1e-12)


@given(volts, amperes, volts, ohms)
def test_into_a_resistance_the_three_laws_of_a_circuit_hold(volt, ampere, at_load_v, ohm):
    limit = Limits(open_circuit_v=volt, current_a=ampere, at_loads=((ohm, at_load_v),))
    expected_v = min(volt, ampere * ohm, at_load_v)
    assert limit.terminal_voltage_v(ohm)[0] == pytest.approx(expected_v, rel=1e-12)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({}, "at least one limit"),
        ({"open_circuit_v": 0.0}, "open_circuit_v must be above 0, got 0.0"),
        ({"open_circuit_v": math.nan}, "open_circuit_v must be above 0, got nan"),
        ({"current_a": -1.0}, "current_a must be above 0, got -1.0"),
        ({"open_circuit_v": 1.0, "source_ohm": -1.0}, "source_ohm must be finite"),
        ({"open_circuit_v": 1.0, "source_ohm": math.inf}, "source_ohm must be finite"),
        ({"open_circuit_v": 1.0, "source_ohm": math.nan}, "source_ohm must be finite"),
        ({"at_loads": ((32.0, 1.0), (16.0, 1.0))}, "rising loads"),
        ({"at_loads": ((32.0, 1.0), (32.0, 2.0))}, "rising loads"),
        ({"at_loads": ((32.0, 0.0),)}, "voltages above 0"),
        ({"at_loads": ((math.inf, 1.0),)}, "rising loads"),
        ({"at_loads": ((math.nan, 1.0),)}, "rising loads"),
    ],
)
def test_limits_that_are_none_are_refused(wrong, said):
    with pytest.raises(ValueError, match=said):
        Limits(**wrong)


def test_above_the_highest_load_the_voltage_rises_to_that_of_the_open_circuit():
    # 10 V open and 7 V into 32 ohm: 3 V are lacking at 7/32 A, and less the less current flows.
    known = Limits(open_circuit_v=10.0, at_loads=((32.0, 7.0),))
    found = known.terminal_voltage_v([32.0, 64.0, 320.0, 1e6])
    assert found == pytest.approx([7.0, 8.5, 9.7, 10.0], abs=1e-3)
    least = Limits(at_loads=((32.0, 7.0),))
    assert least.terminal_voltage_v([32.0, 320.0]) == pytest.approx([7.0, 7.0], rel=1e-12)
