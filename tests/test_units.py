import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.units import (
    db_per_mw_to_db_per_v,
    db_per_v_to_db_per_mw,
    voltage_for_94_db_to_db_per_v,
)

sensitivities_db = st.floats(70.0, 140.0)
impedances_ohm = st.floats(4.0, 2000.0)


@given(sensitivities_db, impedances_ohm)
def test_a_sensitivity_survives_the_way_to_the_milliwatt_and_back(sensitivity_db, impedance_ohm):
    per_mw = db_per_v_to_db_per_mw(sensitivity_db, impedance_ohm=impedance_ohm)
    back = db_per_mw_to_db_per_v(per_mw, impedance_ohm=impedance_ohm)
    assert back == pytest.approx(sensitivity_db, abs=1e-9)


def test_one_volt_and_one_milliwatt_are_the_same_at_1000_ohm():
    assert db_per_mw_to_db_per_v(96.0, impedance_ohm=1000.0) == 96.0


@pytest.mark.parametrize(
    ("per_volt_db", "impedance_ohm", "per_milliwatt_db"),
    # computed from V^2/Z with a pocket calculator: 1 V into 120, 32, 33.5 ohm
    [(101.0, 120.0, 91.7918), (114.0, 32.0, 99.0515), (118.0, 33.5, 103.2504)],
)
def test_known_pairs_of_the_two_units_agree(per_volt_db, impedance_ohm, per_milliwatt_db):
    per_mw = db_per_v_to_db_per_mw(per_volt_db, impedance_ohm=impedance_ohm)
    assert per_mw == pytest.approx(per_milliwatt_db, abs=1e-3)


@given(st.floats(0.001, 10.0))
def test_the_characteristic_voltage_gives_94_db_again(voltage_v):
    import math

    level_dbspl = voltage_for_94_db_to_db_per_v(voltage_v) + 20.0 * math.log10(voltage_v)
    assert level_dbspl == pytest.approx(94.0, abs=1e-9)


@pytest.mark.parametrize("bad", [0.0, -32.0, float("nan")])
def test_an_impedance_or_voltage_that_is_not_above_0_is_refused(bad):
    with pytest.raises(ValueError, match="above 0"):
        db_per_mw_to_db_per_v(96.0, impedance_ohm=bad)
    with pytest.raises(ValueError, match="above 0"):
        voltage_for_94_db_to_db_per_v(bad)
