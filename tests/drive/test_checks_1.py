"""Sensitivity, drive and amplifier: every check of section 1, by a call of what the package offers.

The last tests hold what published reviews got wrong or right about drive.
"""

import math

import numpy as np
import pytest

from auricle.drive import (
    LOWEST_OF_RATED,
    Equalisation,
    Headphone,
    Limits,
    MotionalImpedance,
    Source,
    Span,
    characteristic_voltage_v,
    crosstalk_db,
    damping_factor,
    drive_current_ma,
    drive_power_mw,
    drive_voltage_v,
    electrical_q,
    emf_for_power_v,
    gain_db,
    hiss_dba,
    largest_loading_db,
    level_at_dbspl,
    noise_from_snr_v,
    peak_voltage_v,
    power_from_emf_w,
    power_readings_db,
    programme_level_dbspl,
    reach,
    required,
    source_loading_db,
)
from auricle.estimate import Estimate
from auricle.units import db_per_mw_to_db_per_v, db_per_v_to_db_per_mw
from tests.checks import CHECKS, assert_check

K612 = Headphone(Estimate(101.0, 2.0), rated_ohm=120.0)
TWO_VOLTS = Source("2 V", Span.exact(0.0), Span.exact(2.0))
AMP = Limits(open_circuit_v=4.0, current_a=0.1)
# The test data of z_model_abs and z_model_fr_change_30ohm.
COIL = MotionalImpedance(100.0, 280.0, 90.0, 2.0, 0.0005)
COIL_HZ = np.array([20.0, 90.0, 1000.0, 10_000.0])


def voltage_v(sensitivity_db_per_v, level_dbspl=110.0):
    return drive_voltage_v(Estimate(sensitivity_db_per_v, 0.0), level_dbspl=level_dbspl).value


def test_a_sensitivity_per_volt_is_one_per_milliwatt_for_its_impedance():
    assert_check("sens_dBV_to_dBmW_101_120", db_per_v_to_db_per_mw(101.0, impedance_ohm=120.0))
    assert_check("sens_dBV_to_dBmW_114_32", db_per_v_to_db_per_mw(114.0, impedance_ohm=32.0))
    assert_check("sens_dBV_to_dBmW_118_33.5", db_per_v_to_db_per_mw(118.0, impedance_ohm=33.5))
    per_mw = CHECKS["sens_dBV_to_dBmW_101_120"]["expected"]
    assert_check("sens_dBmW_to_dBV_91.79_120", db_per_mw_to_db_per_v(per_mw, impedance_ohm=120.0))
    name = "sens_if_118_were_dBmW_then_dBV"
    assert_check(name, db_per_mw_to_db_per_v(118.0, impedance_ohm=33.5))


def test_110_db_takes_the_voltage_the_current_and_the_power_of_the_formulas():
    needs = required(K612, level_dbspl=110.0)
    assert_check("drive_V_110dB_101dBV", needs.voltage_v.value)
    assert_check("drive_I_110dB_101dBV_120", needs.current_ma)
    assert_check("drive_P_110dB_101dBV_120", needs.power_mw)
    assert_check("drive_V_110dB_101dBV", voltage_v(101.0))
    by_hand_ma = drive_current_ma(voltage_v(101.0), impedance_ohm=120.0)
    assert_check("drive_I_110dB_101dBV_120", by_hand_ma)
    assert_check("drive_P_110dB_101dBV_120", drive_power_mw(voltage_v(101.0), impedance_ohm=120.0))
    assert_check("drive_V_110dB_114dBV", voltage_v(114.0))
    assert_check("drive_V_110dB_118dBV", voltage_v(118.0))


def test_a_voltage_counts_with_20_lg_and_not_with_10():
    level_dbspl = level_at_dbspl(101.0, voltage_v=2.0)
    assert_check("spl_from_2V_101dBV", level_dbspl)
    name = "wrong_formula_demo_10log"
    with pytest.raises(AssertionError, match="Mismatched elements: 1 / 1"):
        assert_check(name, level_dbspl)
    assert level_dbspl - CHECKS[name]["expected"] == pytest.approx(10.0 * math.log10(2.0), abs=1e-9)


def test_4_db_are_a_ratio_of_voltages_and_its_square_of_powers():
    low_v, high_v = voltage_v(118.0), voltage_v(114.0)
    assert_check("sens_conflict_4dB_voltage_ratio", high_v / low_v)
    powers_mw = [drive_power_mw(v, impedance_ohm=32.0) for v in (low_v, high_v)]
    assert_check("sens_conflict_4dB_power_ratio", powers_mw[1] / powers_mw[0])


def test_the_quantities_of_iec_60268_7_are_its_own():
    assert_check("characteristic_voltage_101dBV", characteristic_voltage_v(101.0))
    emf_v = emf_for_power_v(0.001, rated_ohm=32.0, source_ohm=120.0)
    assert_check("iec60268_7_emf_1mW_32_120", emf_v)
    power_w = power_from_emf_w(emf_v, rated_ohm=32.0, source_ohm=120.0)
    assert_check("iec60268_7_P_from_emf", power_w)
    readings_db = power_readings_db(40.0, rated_ohm=32.0, source_ohm=120.0)
    assert_check("iec60268_7_853c_minus_852b_40ohm", readings_db)
    assert_check("rated_impedance_rule_32", LOWEST_OF_RATED * 32.0)
    assert_check("rated_impedance_rule_32", Headphone(Estimate(100.0, 1.0), 32.0).range_ohm[0])


def test_an_output_impedance_lifts_where_the_impedance_is_high():
    for source_ohm, name in (
        (10.0, "zout_fr_change_10ohm_60_vs_32"),
        (120.0, "zout_fr_change_120ohm_60_vs_32"),
    ):
        assert_check(name, source_loading_db(60.0, source_ohm=source_ohm, reference_ohm=32.0))
        assert_check(name, largest_loading_db(32.0, 60.0, source_ohm=source_ohm))


def test_the_divider_is_complex_and_a_magnitude_alone_errs():
    arguments = {"source_ohm": 10.0, "reference_ohm": 32.0}
    assert_check("zout_fr_change_complex", source_loading_db(40.0 + 30.0j, **arguments))
    modulus_db = source_loading_db(abs(40.0 + 30.0j), **arguments)
    assert_check("zout_fr_change_modulus_only_error", modulus_db)


def test_an_output_impedance_of_an_eighth_of_the_lowest_changes_1_db_at_most():
    worst_db = largest_loading_db(32.0, math.inf, source_ohm=32.0 / 8.0)
    assert_check("zout_eighth_rule_worst_case", worst_db)
    assert worst_db == pytest.approx(20.0 * math.log10(9.0 / 8.0), abs=1e-12)


def test_the_model_of_a_coil_and_its_resonance_has_the_magnitudes_of_its_formula():
    assert_check("z_model_abs", np.abs(COIL.impedance_ohm(COIL_HZ)))
    at_1_khz = complex(COIL.impedance_ohm(1000.0))
    change_db = source_loading_db(
        COIL.impedance_ohm(COIL_HZ), source_ohm=30.0, reference_ohm=at_1_khz
    )
    assert_check("z_model_fr_change_30ohm", change_db)


def test_damping_is_a_ratio_and_a_source_raises_the_electrical_q():
    assert_check("damping_factor", damping_factor(32.0, source_ohm=10.0))
    assert_check("qes_with_zout", electrical_q(0.9, dc_ohm=100.0, source_ohm=30.0))


def test_an_amplifier_gives_the_least_of_what_its_limits_allow():
    names = ["amp_max_V_16ohm", "amp_max_V_32ohm", "amp_max_V_120ohm", "amp_max_V_300ohm"]
    found_v = AMP.terminal_voltage_v([16.0, 32.0, 120.0, 300.0])
    for name, volts in zip(names, found_v.tolist(), strict=True):
        assert_check(name, volts)
    # The test data of amp_power_limited_V: 100 mW into 32 Ω.
    limited = Limits(open_circuit_v=4.0, at_loads=((32.0, math.sqrt(0.1 * 32.0)),))
    assert_check("amp_power_limited_V", limited.terminal_voltage_v(32.0)[0])


def test_the_largest_level_is_that_of_the_voltage_at_the_terminals():
    plain = Source("amp", Span.exact(0.0), Span.exact(4.0), current_a=Span.exact(0.1))
    found = reach(Headphone(Estimate(114.0, 0.0), 32.0), plain, level_dbspl=110.0)
    assert_check("amp_max_spl_32ohm_114", found.level_dbspl.value)
    # The test data of amp_max_spl_120ohm_101_Zout10: 2 V behind 10 Ω.
    behind = Source("amp", Span.exact(10.0), Span.exact(2.0))
    found = reach(K612, behind, level_dbspl=110.0)
    assert_check("amp_max_spl_120ohm_101_Zout10", found.level_dbspl.value)


def test_hiss_follows_from_the_noise_and_the_sensitivity():
    assert_check("hiss_spl_3uV_118", hiss_dba(118.0, noise_v=3e-6))
    quiet_uv = 1e6 * voltage_v(130.0, level_dbspl=0.0)
    assert_check("hiss_max_noise_for_0dBA_130", quiet_uv)
    assert hiss_dba(130.0, noise_v=1e-6 * quiet_uv) == pytest.approx(0.0, abs=1e-9)
    assert_check("snr_to_noise_volts", 1e6 * noise_from_snr_v(110.0, reference_v=2.0))


def test_the_preamp_of_an_equaliser_is_taken_off_the_level():
    found = reach(K612, TWO_VOLTS, level_dbspl=110.0, equalisation=Equalisation(-6.2))
    assert_check("eq_headroom_k612_2V", found.level_dbspl.value)


def test_gain_peaks_and_programme_follow_from_the_voltage():
    assert_check("gain_needed_1V_to_2.818V", gain_db(voltage_v(101.0), source_v=1.0))
    assert_check("peak_from_rms_sine", peak_voltage_v(2.0))
    name = "programme_rms_when_peak_equals_110dB_sine_crest15"
    assert_check(name, programme_level_dbspl(110.0, crest_db=15.0))
    assert_check(name, required(K612, level_dbspl=110.0).programme_dbspl)


def test_a_shared_return_is_crosstalk():
    assert_check("crosstalk_common_ground", crosstalk_db(0.1, impedance_ohm=32.0))


def test_2_v_on_101_db_per_volt_are_107_db_and_not_the_103_of_a_review():
    found = reach(K612, TWO_VOLTS, level_dbspl=105.0)
    assert found.level_dbspl.value == pytest.approx(107.0, abs=0.05)
    assert found.headroom_db == pytest.approx(2.0, abs=0.05)  # no stronger amplifier for 105 dB
    assert found.limit == "voltage"


def test_110_db_of_a_k612_take_2_82_v_and_66_mw_as_a_review_has_it():
    needs = required(K612, level_dbspl=110.0)
    assert round(needs.voltage_v.value, 2) == 2.82
    assert round(needs.power_mw) == 66
    assert round(needs.current_ma, 1) == 23.5


def test_behind_a_preamp_of_6_2_db_2_v_give_100_8_db():
    found = reach(K612, TWO_VOLTS, level_dbspl=105.0, equalisation=Equalisation(-6.2))
    assert found.level_dbspl.value == pytest.approx(100.8, abs=0.05)
    assert found.headroom_db < 0.0
    assert found.limit == "clipping"


def test_114_and_118_db_per_volt_lie_4_db_apart_and_the_118_is_no_figure_per_milliwatt():
    ratio = voltage_v(114.0) / voltage_v(118.0)
    assert ratio == pytest.approx(1.585, abs=5e-4)
    assert ratio**2 == pytest.approx(2.51, abs=5e-3)
    # Read per milliwatt it would lie above every headphone that there is.
    assert db_per_mw_to_db_per_v(118.0, impedance_ohm=33.5) == pytest.approx(132.7, abs=0.05)
