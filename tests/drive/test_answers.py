import math
from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from auricle.devices import choose_output, load_devices, plug_in
from auricle.drive import (
    FULL_BAND_HZ,
    Equalisation,
    Headphone,
    Hiss,
    ImpedanceCurve,
    ProgrammeNoise,
    Reach,
    Source,
    Span,
    characteristic_voltage_v,
    drive_voltage_v,
    hiss,
    largest_loading_db,
    level_at_dbspl,
    loudness_verdict,
    reach,
    required,
    response_change,
)
from auricle.estimate import Estimate
from auricle.units import (
    db_per_mw_to_db_per_v,
    db_per_v_to_db_per_mw,
    voltage_for_94_db_to_db_per_v,
)

from .parts import (
    amperes,
    curves,
    equalisations,
    headphones,
    levels_dbspl,
    ohms,
    output_ohms,
    preamps_db,
    sensitivities_db,
    sources,
    volts,
)

DOUBLED_DB = 20.0 * math.log10(2.0)  # 6.02
K612 = Headphone(Estimate(101.0, 2.0), rated_ohm=120.0)
BAND_HZ = np.geomspace(*FULL_BAND_HZ, 481)


def ideal(volt, **more):
    return Source("ideal", Span.exact(0.0), Span.exact(volt), **more)


def numbers(value):
    """Every number in a value, however deep."""
    if is_dataclass(value):
        value = [getattr(value, field.name) for field in fields(value)]
    if isinstance(value, tuple | list):
        for part in value:
            yield from numbers(part)
    elif isinstance(value, np.ndarray):
        yield from value.ravel().tolist()
    elif isinstance(value, float | int) and not isinstance(value, bool):
        yield value


def peak_filters(center_hz, peak_db, *, octaves=0.5):
    """Gain that falls on both sides of a centre."""
    return peak_db * np.exp(-((np.log2(BAND_HZ / center_hz) / octaves) ** 2))


@given(sensitivities_db, volts)
def test_twice_the_voltage_is_6_db_more(sensitivity_db, volt):
    once, twice = (level_at_dbspl(sensitivity_db, voltage_v=v) for v in (volt, 2.0 * volt))
    assert twice - once == pytest.approx(DOUBLED_DB, abs=1e-9)
    headphone = Headphone(Estimate(sensitivity_db, 0.0))
    reached = [reach(headphone, ideal(v), level_dbspl=100.0) for v in (volt, 2.0 * volt)]
    assert reached[1].headroom_db - reached[0].headroom_db == pytest.approx(DOUBLED_DB, abs=1e-9)


@given(sensitivities_db, ohms)
def test_a_sensitivity_survives_the_way_through_every_unit(sensitivity_db, ohm):
    per_mw = db_per_v_to_db_per_mw(sensitivity_db, impedance_ohm=ohm)
    back_db = db_per_mw_to_db_per_v(per_mw, impedance_ohm=ohm)
    assert back_db == pytest.approx(sensitivity_db, abs=1e-9)
    back_db = voltage_for_94_db_to_db_per_v(characteristic_voltage_v(sensitivity_db))
    assert back_db == pytest.approx(sensitivity_db, abs=1e-9)


@given(sensitivities_db, levels_dbspl)
def test_the_voltage_for_a_level_gives_that_level(sensitivity_db, level_dbspl):
    volt = drive_voltage_v(Estimate(sensitivity_db, 1.0), level_dbspl=level_dbspl).value
    assert level_at_dbspl(sensitivity_db, voltage_v=volt) == pytest.approx(level_dbspl, abs=1e-9)


@given(headphones(), levels_dbspl, st.floats(0.0, 40.0))
def test_what_a_level_takes_is_finite_and_obeys_ohm(headphone, level_dbspl, crest_db):
    needs = required(headphone, level_dbspl=level_dbspl, crest_db=crest_db)
    assert all(math.isfinite(number) for number in numbers(needs))
    volt = needs.voltage_v.value
    assert needs.peak_v == pytest.approx(math.sqrt(2.0) * volt, rel=1e-12)
    assert needs.level_dbspl - needs.programme_dbspl == pytest.approx(
        crest_db - 10.0 * math.log10(2.0), abs=1e-9
    )
    ohm = headphone.reference_ohm
    if ohm is None:
        assert needs.current_ma is None
        assert needs.power_mw is None
    else:
        assert needs.current_ma / 1000.0 * abs(ohm) == pytest.approx(volt, rel=1e-9)
        # Real power: V I cos(phase), all of it in a resistance.
        phase_rad = math.atan2(complex(ohm).imag, complex(ohm).real)
        apparent_mw = volt * needs.current_ma
        expected_mw = apparent_mw * math.cos(phase_rad)
        assert needs.power_mw == pytest.approx(expected_mw, abs=1e-9 * apparent_mw)


@pytest.mark.parametrize("wrong", [-1.0, 161.0, math.nan, math.inf])
def test_a_level_that_nobody_means_is_refused(wrong):
    with pytest.raises(ValueError, match="level_dbspl must lie from 0 to 160, got"):
        required(K612, level_dbspl=wrong)


@pytest.mark.parametrize("wrong", [-1.0, 41.0, math.nan])
def test_a_crest_factor_that_no_programme_has_is_refused(wrong):
    with pytest.raises(ValueError, match="crest_db must lie from 0 to 40, got"):
        required(K612, level_dbspl=110.0, crest_db=wrong)


@given(headphones(), sources(), levels_dbspl, equalisations())
def test_how_loud_a_source_plays_is_finite_wherever_it_is_known(
    headphone, source, level_dbspl, equalisation
):
    found = reach(headphone, source, level_dbspl=level_dbspl, equalisation=equalisation)
    # Only a voltage without anything behind it is the same into every load.
    limits_of_loads = (source.current_a, source.at_loads or None)
    is_same = limits_of_loads == (None, None) and source.output_ohm.high == 0.0
    assert (found is None) == (headphone.reference_ohm is None and not is_same)
    if found is not None:
        assert all(math.isfinite(number) for number in numbers(found))
        assert found.limit in {"voltage", "current", "power", "clipping"}
        level = found.level_dbspl.value
        assert found.headroom_db == pytest.approx(level - level_dbspl, abs=1e-9)
        sensitivity_db = headphone.sensitivity_db_per_v.value
        assert level == pytest.approx(
            level_at_dbspl(sensitivity_db, voltage_v=found.voltage_v), abs=1e-9
        )


@given(headphones(), sources(), equalisations())
def test_the_level_is_never_above_what_voltage_current_and_loads_allow_alone(
    headphone, source, equalisation
):
    found = reach(headphone, source, level_dbspl=100.0, equalisation=equalisation)
    assume(found is not None)
    volt, ohm = found.voltage_v / (1.0 + 1e-9), headphone.reference_ohm
    open_v = source.open_circuit_v.value if source.open_circuit_v else math.inf
    assert volt <= open_v
    if ohm is not None:
        assert volt <= open_v * abs(ohm / (ohm + source.output_ohm.value))
        most_a = math.inf if source.current_a is None else source.current_a.value
        assert volt <= most_a * abs(ohm)
        of_loads = [v for _, v in source.at_loads] if source.open_circuit_v is None else []
        assert volt <= max(of_loads, default=math.inf)


def test_filters_that_only_cut_do_not_let_a_source_give_more_current():
    # 0.1 A into 32 Ω are 3.2 V, however far the filters cut.
    source = ideal(50.0, current_a=Span.exact(0.1))
    cuts = Equalisation(0.0, BAND_HZ, np.full(481, -20.0))
    headphone = Headphone(Estimate(100.0, 0.0), 32.0)
    found = reach(headphone, source, level_dbspl=100.0, equalisation=cuts)
    assert found.voltage_v == pytest.approx(3.2, rel=1e-12)
    assert found.limit == "current"


@given(headphones(), sources(), st.floats(1.0, 10.0))
def test_a_stronger_source_never_plays_less_loud(headphone, source, factor):
    found = reach(headphone, source, level_dbspl=100.0)
    assume(found is not None)
    open_v, current_a = source.open_circuit_v, source.current_a
    stronger = [
        replace(source, at_loads=tuple((ohm, factor * v) for ohm, v in source.at_loads)),
        replace(source, current_a=current_a and Span.exact(factor * current_a.value)),
        replace(source, open_circuit_v=open_v and Span.exact(factor * open_v.value)),
    ]
    for other in stronger:
        louder = reach(headphone, other, level_dbspl=100.0)
        assert louder.level_dbspl.value >= found.level_dbspl.value - 1e-9


@given(headphones(), volts, output_ohms, output_ohms)
def test_a_larger_output_impedance_never_plays_louder_at_one_voltage(
    headphone, volt, ohm, more_ohm
):
    small, large = (
        reach(headphone, Source("x", Span.exact(zo), Span.exact(volt)), level_dbspl=100.0)
        for zo in (ohm, ohm + more_ohm)
    )
    assume(small is not None and large is not None)
    assert large.voltage_v <= small.voltage_v * (1.0 + 1e-12)
    if headphone.reference_ohm is not None:
        gone_db = 20.0 * math.log10(volt / small.voltage_v)
        assert small.lost_db == pytest.approx(gone_db, abs=1e-9)


@given(headphones(), volts, st.floats(-60.0, 0.0))
def test_a_preamp_without_boosts_is_exactly_taken_off(headphone, volt, preamp_db):
    plain, behind = (
        reach(headphone, ideal(volt), level_dbspl=100.0, equalisation=eq)
        for eq in (None, Equalisation(preamp_db))
    )
    assert plain.limit == "voltage"
    assert behind.level_dbspl.value == pytest.approx(plain.level_dbspl.value + preamp_db, abs=1e-9)
    assert behind.limit == ("clipping" if preamp_db < 0.0 else "voltage")


@given(headphones(), sources(), st.floats(-60.0, 0.0))
def test_a_preamp_without_boosts_never_plays_louder_nor_takes_off_more_than_itself(
    headphone, source, preamp_db
):
    plain, behind = (
        reach(headphone, source, level_dbspl=100.0, equalisation=eq)
        for eq in (None, Equalisation(preamp_db))
    )
    assume(plain is not None)
    lost_db = plain.level_dbspl.value - behind.level_dbspl.value
    assert -1e-9 <= lost_db <= -preamp_db + 1e-9


def test_a_preamp_is_taken_off_where_a_source_states_its_voltage_at_a_load_only():
    # 1.25 V into 32 Ω, and no more is known of higher loads: 101 + 20 lg 1.25 - 6.2.
    mac = load_devices()["apple-macbook-pro-2021"]
    source = plug_in(mac, choose_output(mac, impedance_ohm=120.0)).source
    assert source.open_circuit_v is None
    found = reach(K612, source, level_dbspl=110.0, equalisation=Equalisation(-6.2))
    expected_dbspl = 101.0 + 20.0 * math.log10(1.25) - 6.2
    assert found.level_dbspl.value == pytest.approx(expected_dbspl, abs=1e-9)
    assert found.limit == "clipping"


def test_a_rated_impedance_above_a_stated_one_does_not_give_more_than_any_load_gets():
    # 1 V into 1 Ω is all that is known; 1 Ω at one frequency, 2 Ω rated.
    headphone = Headphone(Estimate(100.0, 0.0), 2.0, stated_ohm=(1.0,))
    source = Source("x", Span.exact(1.0), at_loads=((1.0, 1.0),))
    assert reach(headphone, source, level_dbspl=100.0).voltage_v == pytest.approx(1.0, rel=1e-12)


def test_a_preamp_costs_nothing_while_a_current_that_ends_the_level_is_not_reached():
    # 0.7 V into 8 Ω against 8 V into 600 Ω: 6 dB less of 8 V still overload 8 Ω.
    source = Source("x", Span.exact(0.0), at_loads=((8.0, 0.7), (600.0, 8.0)))
    headphone = Headphone(Estimate(100.0, 0.0), 8.0)
    found = reach(headphone, source, level_dbspl=100.0, equalisation=Equalisation(-6.0))
    assert found.limit == "power"
    assert found.level_dbspl.value == pytest.approx(100.0 + 20.0 * math.log10(0.7), abs=1e-9)


@given(equalisations())
def test_clipping_is_seen_if_and_only_if_preamp_and_highest_gain_exceed_full_scale(equalisation):
    gains_db = [0.0] if equalisation.gain_db is None else [0.0, *equalisation.gain_db.tolist()]
    over_db = equalisation.preamp_db + max(gains_db)
    assert (equalisation.clips_db > 0.0) == (over_db > 0.0)
    assert equalisation.clips_db == pytest.approx(max(0.0, over_db), abs=1e-12)
    # A full-scale sine at the highest gain just does not overload behind the safe preamp.
    assert equalisation.safe_preamp_db + max(gains_db) <= 1e-9
    found = reach(K612, ideal(2.0), level_dbspl=100.0, equalisation=equalisation)
    assert found.clips_db == equalisation.clips_db
    assert found.preamp_db == equalisation.safe_preamp_db


def test_a_boost_asks_for_the_voltage_and_the_current_of_its_gain():
    # 6.02 dB at 30 Hz: twice the voltage of 110 dB, and twice the current, into 120 Ω.
    gain_db = peak_filters(30.0, DOUBLED_DB)
    found = reach(
        K612, ideal(10.0), level_dbspl=110.0, equalisation=Equalisation(-7.0, BAND_HZ, gain_db)
    )
    flat_v = 10.0 ** ((110.0 - 101.0) / 20.0)
    [boost] = found.boosts
    assert boost.frequency_hz == pytest.approx(30.0, rel=0.01)
    assert boost.gain_db == pytest.approx(DOUBLED_DB, abs=0.01)
    assert boost.voltage_v == pytest.approx(2.0 * flat_v, rel=2e-3)
    assert boost.current_ma == pytest.approx(2.0 * 1000.0 * flat_v / 120.0, rel=2e-3)
    assert boost.headroom_db == pytest.approx(20.0 * math.log10(10.0 / boost.voltage_v), abs=1e-9)


def test_every_peak_of_the_filters_is_a_boost_and_a_shelf_is_one():
    two = peak_filters(40.0, 5.0) + peak_filters(3000.0, 3.0)
    shelf = 4.0 / (1.0 + (BAND_HZ / 100.0) ** 4)
    level_stretch = np.clip(np.log2(BAND_HZ / 500.0), 0.0, 2.0)
    for gain_db, centers_hz in ((two, [40.0, 3000.0]), (shelf, [20.0]), (level_stretch, [2000.0])):
        equalisation = Equalisation(-10.0, BAND_HZ, gain_db)
        found = reach(K612, ideal(2.0), level_dbspl=100.0, equalisation=equalisation)
        at_hz = [boost.frequency_hz for boost in found.boosts]
        assert at_hz == pytest.approx(centers_hz, rel=0.02)
    cuts = Equalisation(0.0, BAND_HZ, -two)
    assert reach(K612, ideal(2.0), level_dbspl=100.0, equalisation=cuts).boosts == ()


def test_the_limit_that_is_named_is_the_one_at_the_boost_that_meets_it():
    # 30 Ω with 300 Ω around 60 Hz. Flat, 0.1 A ends it at 30 Ω (3 V); with 12 dB at 60 Hz the
    # 5 V that the source gives into 300 Ω do (1.26 V before the boost).
    around = np.abs(np.log2(BAND_HZ / 60.0)) < 0.3
    curve = ImpedanceCurve(BAND_HZ, np.where(around, 300.0, 30.0))
    headphone = Headphone(Estimate(100.0, 0.0), 30.0, curve)
    source = Source(
        "x",
        Span.exact(0.0),
        Span.exact(50.0),
        current_a=Span.exact(0.1),
        at_loads=((30.0, 4.0), (300.0, 5.0)),
    )
    flat = reach(headphone, source, level_dbspl=100.0)
    assert flat.limit == "current"
    assert flat.level_dbspl.value == pytest.approx(100.0 + 20.0 * math.log10(3.0), abs=1e-9)
    boost = Equalisation(-12.0, BAND_HZ, np.where(around, 12.0, 0.0))
    found = reach(headphone, source, level_dbspl=100.0, equalisation=boost)
    assert found.limit == "power"
    expected_dbspl = 100.0 + 20.0 * math.log10(5.0) - 12.0
    assert found.level_dbspl.value == pytest.approx(expected_dbspl, abs=1e-9)
    assert found.boosts[0].headroom_db == pytest.approx(found.headroom_db, abs=1e-9)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ((120.1,), "preamp_db must lie within 120, got 120.1"),
        ((math.nan,), "preamp_db must lie"),
        ((0.0, BAND_HZ), "come together"),
        ((0.0, BAND_HZ, BAND_HZ[:-1]), "of equal length"),
        ((0.0, BAND_HZ[:1], BAND_HZ[:1]), "of 2 or more"),
        ((0.0, BAND_HZ[::-1], BAND_HZ), "rising"),
        ((0.0, BAND_HZ - 20.0, BAND_HZ), "above 0"),
        ((0.0, BAND_HZ, np.full(481, -120.1)), "gain_db must lie within 120"),
        ((0.0, BAND_HZ, np.full(481, np.nan)), "gain_db must lie within 120"),
    ],
)
def test_an_equaliser_that_is_none_is_refused(wrong, said):
    with pytest.raises(ValueError, match=said):
        Equalisation(*wrong)


@pytest.mark.parametrize("wrong", [0.0, -0.1, math.nan])
def test_a_current_that_is_no_limit_is_refused_and_not_taken_for_none(wrong):
    with pytest.raises(ValueError, match=r"current_a must be above 0|a span needs"):
        ideal(2.0, current_a=Span.exact(wrong))


@pytest.mark.parametrize("wrong", [0.0, -1.0, math.nan, math.inf])
def test_an_impedance_that_no_headphone_has_is_refused(wrong):
    with pytest.raises(ValueError, match="rated_ohm must be above 0"):
        Headphone(Estimate(100.0, 1.0), wrong)


@pytest.mark.parametrize("wrong", [(2.0, 1.0, 3.0), (-1.0, 0.0, 1.0), (0.0, 1.0, math.inf)])
def test_a_span_has_its_ends_in_order(wrong):
    with pytest.raises(ValueError, match="a span needs"):
        Span(*wrong)


@given(st.floats(-60.0, 60.0), st.floats(0.01, 10.0))
def test_a_level_is_sure_beyond_its_5_to_95_percent_range(headroom_db, uncertainty_db):
    found = Reach(
        Estimate(100.0 + headroom_db, uncertainty_db),
        1.0,
        "voltage",
        headroom_db,
        0.0,
        0.0,
        0.0,
        ProgrammeNoise(0.3, 0.0),
    )
    # The distribution function of the normal distribution, from the error function.
    probability = 0.5 * (1.0 + math.erf(headroom_db / uncertainty_db / math.sqrt(2.0)))
    assume(min(abs(probability - limit) for limit in (0.05, 0.5, 0.95)) > 1e-6)
    expected = "no" if probability < 0.05 else "probably not"
    if probability > 0.5:
        expected = "yes" if probability > 0.95 else "probably"
    assert loudness_verdict(found) == expected


@given(headphones(), sources())
def test_what_a_source_does_to_the_response_is_finite_and_known_with_any_impedance(
    headphone, source
):
    found = response_change(headphone, source)
    knows_none = headphone.impedance is None and headphone.lowest_ohm is None
    assert (found is None) == knows_none
    if found is not None:
        assert all(math.isfinite(number) for number in numbers(found))
        assert (found.basis == "bound") == (headphone.impedance is None)
        assert found.verdict in {"not heard", "perhaps heard", "heard"}
        if found.basis == "bound":
            assert 0.0 <= found.low_db <= found.largest_db <= found.high_db
        else:
            assert abs(found.largest_db) >= np.max(np.abs(found.change_db)) - 1e-9


@given(curves(), output_ohms, st.floats(20.0, 20_000.0))
def test_the_change_is_that_of_a_complex_divider_re_the_frequency_of_the_sensitivity(
    curve, source_ohm, reference_hz
):
    headphone = Headphone(Estimate(100.0, 1.0), impedance=curve, reference_hz=reference_hz)
    source = Source("x", Span.exact(source_ohm), Span.exact(1.0))
    found = response_change(headphone, source)
    z, reference = curve.at(found.frequency_hz), complex(curve.at(reference_hz))
    gain = np.abs(z / (z + source_ohm)) / abs(reference / (reference + source_ohm))
    np.testing.assert_allclose(10.0 ** (found.change_db / 20.0), gain, rtol=1e-9)
    assert found.largest_db == found.low_db == found.high_db
    inside = (curve.frequency_hz > 20.0) & (curve.frequency_hz < 20_000.0)
    gain = np.append(gain, 1.0)
    if inside.any():
        z = curve.impedance_ohm[inside]
        own = np.abs(z / (z + source_ohm)) / abs(reference / (reference + source_ohm))
        gain = np.append(gain, own)
    largest_db = np.max(np.abs(20.0 * np.log10(gain)))
    assert abs(found.largest_db) == pytest.approx(largest_db, abs=1e-9)


@given(headphones())
def test_an_ideal_source_leaves_the_response_alone(headphone):
    found = response_change(headphone, ideal(1.0))
    assume(found is not None)
    assert found.largest_db == pytest.approx(0.0, abs=1e-12)
    assert found.verdict == "not heard"


@given(ohms, output_ohms, curves())
def test_no_impedance_that_the_standard_allows_changes_more_than_the_bound(
    rated, source_ohm, curve
):
    source = Source("x", Span.exact(source_ohm), Span.exact(1.0))
    bound = response_change(Headphone(Estimate(100.0, 1.0), rated), source)
    assert bound.largest_db == pytest.approx(
        largest_loading_db(0.8 * rated, math.inf, source_ohm=source_ohm), abs=1e-12
    )
    # IEC 60268-7: nowhere below 0.8 of the rated impedance.
    lifted = curve.impedance_ohm * (0.8 * rated / curve.lowest_ohm)
    allowed = ImpedanceCurve(curve.frequency_hz, lifted)
    real = response_change(Headphone(Estimate(100.0, 1.0), rated, allowed), source)
    assert abs(real.largest_db) <= bound.largest_db + 1e-9


field_levels = st.builds(Estimate, st.floats(-30.0, 10.0), st.floats(0.0, 3.0))


@given(headphones(), sources(), st.none() | field_levels)
def test_hiss_is_finite_and_lies_within_its_range(headphone, source, field_db):
    found = hiss(headphone, source, field_db=field_db)
    is_silent = source.noise_v is None or source.noise_v.value == 0.0
    is_divided_unknown = headphone.reference_ohm is None and source.output_ohm.high > 0.0
    assert (found is None) == (is_silent or is_divided_unknown)
    if found is not None:
        assert all(math.isfinite(number) for number in numbers(found))
        assert found.low_dba <= found.level_dba <= found.high_dba
        assert found.is_field == (field_db is not None)


@given(sensitivities_db, st.floats(1e-8, 1e-3), st.floats(-30.0, 10.0))
def test_hiss_follows_noise_and_field_one_for_one(sensitivity_db, noise_v, field_db):
    headphone = Headphone(Estimate(sensitivity_db, 0.0))

    def level_dba(volt, field=None):
        source = ideal(1.0, noise_v=Span.exact(volt))
        return hiss(headphone, source, field_db=field).level_dba

    plain = level_dba(noise_v)
    assert plain == pytest.approx(sensitivity_db + 20.0 * math.log10(noise_v), abs=1e-9)
    assert level_dba(2.0 * noise_v) - plain == pytest.approx(DOUBLED_DB, abs=1e-9)
    assert level_dba(noise_v, Estimate(field_db, 0.0)) - plain == pytest.approx(field_db, abs=1e-9)


@pytest.mark.parametrize(
    ("low_dba", "high_dba", "verdict"),
    [
        (0.0, 5.0, "inaudible"),
        (5.1, 15.0, "faint"),
        (15.1, 30.0, "audible"),
        (0.0, 10.0, "inaudible to faint"),
        (0.0, 20.0, "inaudible to audible"),
    ],
)
def test_hiss_is_said_by_the_limits_of_5_and_15_dba(low_dba, high_dba, verdict):
    assert Hiss(low_dba, low_dba, high_dba, is_field=True, is_assumed=False).verdict == verdict


@given(headphones(), amperes, preamps_db.filter(lambda preamp: preamp < 0.0))
def test_of_a_source_whose_current_alone_is_known_a_preamp_is_taken_off_too(
    headphone, ampere, preamp_db
):
    source = Source("x", Span.exact(0.0), current_a=Span.exact(ampere))
    plain = reach(headphone, source, level_dbspl=100.0)
    assume(plain is not None)
    behind = reach(headphone, source, level_dbspl=100.0, equalisation=Equalisation(preamp_db))
    assert behind.level_dbspl.value == pytest.approx(plain.level_dbspl.value + preamp_db, abs=1e-9)


@pytest.mark.parametrize(
    "source",
    [
        Source("behind 10 kΩ", Span.exact(10_000.0), Span.exact(2.0)),
        Source("behind up to 1 Ω", Span(0.0, 0.0, 1.0), Span.exact(2.0)),
        Source("of 1 µA", Span.exact(0.0), Span.exact(2.0), current_a=Span.exact(1e-6)),
        Source("of 10 mV into 32 Ω", Span.exact(0.0), Span.exact(2.0), at_loads=((32.0, 0.01),)),
        Source("of a current alone", Span.exact(0.0), current_a=Span.exact(1e-6)),
    ],
    ids=lambda source: source.name,
)
def test_what_depends_on_the_load_is_not_known_of_a_headphone_without_an_impedance(source):
    # Between an open end and a short they give anything from 2 V to nothing.
    unknown = Headphone(Estimate(110.0, 0.0))
    assert reach(unknown, source, level_dbspl=110.0) is None
    noisy = replace(source, noise_v=Span.exact(1e-6))
    is_divided = source.output_ohm.high > 0.0
    assert (hiss(unknown, noisy) is None) == is_divided
    known = Headphone(Estimate(110.0, 0.0), 32.0)
    assert reach(known, source, level_dbspl=110.0) is not None
    assert hiss(known, noisy) is not None


def test_noise_loses_as_much_to_the_output_impedance_as_the_signal():
    noisy = Source("x", Span.exact(120.0), Span.exact(1.0), noise_v=Span.exact(1e-5))
    direct = replace(noisy, output_ohm=Span.exact(0.0))
    lost_db = hiss(K612, direct).level_dba - hiss(K612, noisy).level_dba
    assert lost_db == pytest.approx(DOUBLED_DB, abs=1e-9)  # 120 of 240 ohm


def test_current_and_power_are_those_of_the_impedance_that_was_measured():
    # 30 + j40 ohm at every frequency: 50 ohm of magnitude, V^2 30/2500 of power.
    curve = ImpedanceCurve(BAND_HZ, np.full(481, 30.0 + 40.0j))
    needs = required(Headphone(Estimate(100.0, 0.0), 62.0, curve), level_dbspl=100.0)
    assert needs.current_ma == pytest.approx(1000.0 / 50.0, rel=1e-9)
    assert needs.most_current_ma == pytest.approx(1000.0 / 50.0, rel=1e-9)
    assert needs.power_mw == pytest.approx(1000.0 * 30.0 / 2500.0, rel=1e-9)


def test_a_current_of_a_class_makes_the_level_as_unsure_as_its_range():
    span = Span(0.02, 0.03, 0.06, is_assumed=True)
    found = reach(K612, ideal(50.0, current_a=span), level_dbspl=100.0)
    assert found.limit == "current"
    range_db = 20.0 * math.log10(3.0) / math.sqrt(12.0)
    assert found.level_dbspl.uncertainty == pytest.approx(math.hypot(2.0, range_db), rel=1e-9)


def test_a_lower_rated_impedance_counts_beside_a_curve_of_another_source():
    # 75 ohm measured, rated 63: 10 mA are 0.63 V for certain.
    curve = ImpedanceCurve(BAND_HZ, np.full(481, 75.0))
    headphone = Headphone(Estimate(100.0, 0.0), 63.0, curve)
    found = reach(headphone, ideal(9.0, current_a=Span.exact(0.01)), level_dbspl=100.0)
    assert found.voltage_v == pytest.approx(0.63, rel=1e-9)


def test_a_level_that_is_the_least_of_a_source_is_never_surely_too_little():
    # 1 V into 32 ohm says of 300 ohm only that it gets as much: 96 dB for certain.
    headphone = Headphone(Estimate(96.0, 0.5), 300.0)
    least = Source("x", Span.exact(0.0), at_loads=((32.0, 1.0),))
    found = reach(headphone, least, level_dbspl=110.0)
    assert found.level_dbspl.value == pytest.approx(96.0, abs=1e-9)
    assert found.is_least
    assert loudness_verdict(found) == "probably not"
    known = reach(headphone, replace(least, open_circuit_v=Span.exact(1.0)), level_dbspl=110.0)
    assert not known.is_least
    assert loudness_verdict(known) == "no"


@given(headphones(), sources(), equalisations())
def test_a_level_is_the_least_exactly_where_lower_loads_alone_are_stated(
    headphone, source, equalisation
):
    found = reach(headphone, source, level_dbspl=110.0, equalisation=equalisation)
    assume(found is not None)
    loads = [load for load, _ in source.at_loads]
    is_beyond = bool(loads) and source.open_circuit_v is None
    is_beyond = is_beyond and abs(headphone.reference_ohm) > max(loads)
    assert found.is_least == (is_beyond and found.limit != "current")
    assert found.noise.is_least <= is_beyond
    if source.current_a is None:
        assert found.noise.is_least == is_beyond


def test_noise_that_a_current_ends_is_not_the_least_and_a_sine_that_it_ends_neither():
    # 1 V into 32 Ω and 1 mA: 0.3 V into 300 Ω, and 0.3 √2 / 2 V of noise.
    headphone = Headphone(Estimate(100.0, 0.0), 300.0)
    source = Source("x", Span.exact(0.0), current_a=Span.exact(1e-3), at_loads=((32.0, 1.0),))
    found = reach(headphone, source, level_dbspl=110.0)
    assert (found.is_least, found.noise.is_least) == (False, False)
    assert found.noise.voltage_v == pytest.approx(0.3 * math.sqrt(2.0) / 2.0, rel=1e-12)
    # 2 mA cut a sine at 0.6 V, but not noise of 0.316 V, 10 dB below the 1 V that are known.
    source = replace(source, current_a=Span.exact(2e-3))
    found = reach(headphone, source, level_dbspl=110.0)
    assert (found.is_least, found.noise.is_least) == (False, True)
    assert found.noise.voltage_v == pytest.approx(10.0 ** (-10.0 / 20.0), rel=1e-12)


def test_an_output_impedance_that_nobody_states_says_nothing_of_the_response():
    unknown = Source("x", Span(0.0, 0.0, 0.0, is_assumed=True), Span.exact(2.0))
    assert response_change(K612, unknown) is None
    assert response_change(K612, ideal(2.0)).verdict == "not heard"
