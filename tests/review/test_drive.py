"""The answers about drive: hours, the limits of EN 50332, words and records."""

import json
import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auricle.devices import (
    Plugged,
    choose_output,
    class_source,
    load_classes,
    load_devices,
    plug_in,
)
from auricle.drive import (
    Equalisation,
    Headphone,
    ImpedanceCurve,
    ResponseChange,
    Source,
    Span,
    at_full_volume,
    at_peaks,
    exposure_at,
    player_limits,
    volume_for_a_week_db,
)
from auricle.estimate import Estimate
from auricle.metrics import electrical, subject_of
from auricle.metrics.electrical import electrical_by_hand
from auricle.review.drive.record import drive_record, headphones_record, sources_record
from auricle.review.drive.report import DriveQuestion, class_matches, drive_report, match
from auricle.review.drive.words import (
    amplifier_words,
    change_cell,
    change_words,
    db,
    exposure_words,
    hiss_cell,
    hiss_words,
    hours_words,
    loudness_words,
    ohm,
    volts,
)
from tests.drive.parts import equalisations, field_of, headphones, sources

NO_OFFSET = field_of(0.0)
NOISE_V = 10.0 ** (-10.0 / 20.0)  # programme noise at -10 dBFS of a sine of 1 V
IN_FIELD = replace(electrical_by_hand(116.0, "dB/V", impedance_ohm=32.0), field=NO_OFFSET)


def plugged(volt, *, output_ohm=0.0, **more):
    return Plugged(source=Source("x", Span.exact(output_ohm), Span.exact(volt), **more))


def limits_of(found, *, player=None, full=None):
    return player_limits(found.headphone, found.field, player=player, full=full)


def report_of(found, plug, question=None):
    return drive_report(found, plug, question or DriveQuestion(), product=None, day=None)


def with_headphone(headphone, field=NO_OFFSET):
    found = electrical_by_hand(100.0, "dB/V", impedance_ohm=headphone.rated_ohm)
    return replace(found, headphone=headphone, rated_ohm=headphone.rated_ohm, field=field)


@given(st.floats(0.0, 140.0))
def test_the_hours_are_those_of_the_formulas_of_each_rule(level_dba):
    found = exposure_at(Estimate(level_dba, 1.0))
    assert found.niosh_hours == pytest.approx(8.0 / 2.0 ** ((level_dba - 85.0) / 3.0), rel=1e-9)
    assert found.osha_hours == pytest.approx(8.0 / 2.0 ** ((level_dba - 90.0) / 5.0), rel=1e-9)
    # ITU-T H.870: 40 h at 80 dBA, or at 75 dBA in the sensitive mode, or equal energy.
    adult_hours = 40.0 * 10.0 ** ((80.0 - level_dba) / 10.0)
    assert found.adult_hours == pytest.approx(adult_hours, rel=1e-9)
    sensitive_hours = 40.0 * 10.0 ** ((75.0 - level_dba) / 10.0)
    assert found.sensitive_hours == pytest.approx(sensitive_hours, rel=1e-9)


@pytest.mark.parametrize(
    ("level_dba", "niosh", "osha", "adult"),
    [(85.0, 8.0, 16.0, 12.649), (88.0, 4.0, None, None), (100.0, 0.25, 2.0, 0.4)],
)
def test_the_hours_are_those_of_the_tables(level_dba, niosh, osha, adult):
    found = exposure_at(Estimate(level_dba, 0.0))
    assert found.niosh_hours == pytest.approx(niosh, rel=1e-9)
    if osha is not None:
        assert found.osha_hours == pytest.approx(osha, rel=1e-9)
        assert found.adult_hours == pytest.approx(adult, rel=1e-4)


@given(st.floats(-300.0, 0.0))
def test_what_nobody_hears_is_allowed_as_long_as_the_reference_level(level_dba):
    silent, reference = (exposure_at(Estimate(level, 1.0)) for level in (level_dba, 0.0))
    assert silent.level_dba.value == level_dba
    assert replace(silent, level_dba=reference.level_dba) == replace(
        reference, adult_range_hours=silent.adult_range_hours
    )
    assert min(silent.adult_range_hours) > 168.0
    assert exposure_words(silent).endswith("dBA, all the time")


@pytest.mark.parametrize("level_dba", [140.1, 1000.0])
def test_beyond_every_rule_there_are_no_hours(level_dba):
    found = exposure_at(Estimate(level_dba, 1.0))
    hours = (found.adult_hours, found.sensitive_hours, found.niosh_hours, found.osha_hours)
    assert hours == (None, None, None, None)
    assert "beyond every rule" in exposure_words(found)


@given(st.floats(40.0, 140.0), st.floats(3.0, 30.0), st.floats(-10.0, 0.0))
def test_programme_with_such_peaks_has_the_level_of_its_crest_in_the_field(
    level_dbspl, crest_db, offset_db
):
    field = field_of(offset_db, uncertainty_db=0.7)
    heard = at_peaks(field, level_dbspl=level_dbspl, crest_db=crest_db)
    expected_dba = level_dbspl + 10.0 * math.log10(2.0) - crest_db + offset_db
    assert heard.level_dba.value == pytest.approx(expected_dba, abs=1e-9)
    assert heard.level_dba.uncertainty == 0.7


def test_at_full_volume_programme_noise_lies_10_db_below_the_sine():
    one = match(IN_FIELD, plugged(1.0), DriveQuestion())
    assert one.full.level_dba.value == pytest.approx(116.0 - 10.0, abs=1e-9)
    uncertain = field_of(-7.0, uncertainty_db=3.0)
    reached = replace(one.reach, noise=replace(one.reach.noise, uncertainty_db=4.0))
    full = at_full_volume(IN_FIELD.headphone, uncertain, reached)
    assert full.level_dba.value == pytest.approx(99.0, abs=1e-9)
    assert full.level_dba.uncertainty == pytest.approx(5.0, abs=1e-9)


@pytest.mark.parametrize(
    ("level_dba", "mode", "below_db"),
    [(97.0, "adult", 17.0), (97.0, "sensitive", 22.0), (80.0, "adult", 0.0), (60.0, "adult", 0.0)],
)
def test_the_volume_of_40_hours_a_week_is_that_of_the_mode(level_dba, mode, below_db):
    full = exposure_at(Estimate(level_dba, 1.0))
    assert volume_for_a_week_db(full, mode=mode) == pytest.approx(below_db, abs=1e-9)
    lowered = exposure_at(Estimate(level_dba - below_db, 1.0))
    hours = lowered.adult_hours if mode == "adult" else lowered.sensitive_hours
    assert hours >= 40.0 * (1.0 - 1e-9)


@pytest.mark.parametrize(("millivolts", "keeps"), [(74.9, False), (75.1, True)])
def test_a_headphone_keeps_part_2_from_75_millivolts_on(millivolts, keeps):
    # 94 dBA from that voltage of noise, taken in the field.
    per_volt = 94.0 - 20.0 * math.log10(millivolts / 1000.0)
    found = replace(electrical_by_hand(per_volt, "dB/V"), field=NO_OFFSET)
    limits = limits_of(found)
    assert 1000.0 * limits.characteristic_v == pytest.approx(millivolts, rel=1e-9)
    assert limits.headphone_keeps is keeps
    assert (limits.player_v, limits.player_keeps, limits.together_keep) == (None, None, None)


def test_the_voltage_for_94_dba_is_that_of_noise_in_the_field_and_not_of_a_sine():
    limits = limits_of(replace(IN_FIELD, field=field_of(-8.0)))
    assert 20.0 * math.log10(limits.characteristic_v) == pytest.approx(94.0 - 116.0 + 8.0, abs=1e-9)


@pytest.mark.parametrize(("millivolts", "keeps"), [(149.9, True), (150.1, False)])
@pytest.mark.parametrize("output_ohm", [0.0, 32.0])
def test_a_player_keeps_part_2_up_to_150_millivolts_into_32_ohm(millivolts, keeps, output_ohm):
    emf_v = millivolts / 1000.0 / NOISE_V * (32.0 + output_ohm) / 32.0
    limits = limits_of(IN_FIELD, player=plugged(emf_v, output_ohm=output_ohm).source)
    assert 1000.0 * limits.player_v == pytest.approx(millivolts, rel=1e-9)
    assert limits.player_keeps is keeps


def test_the_current_of_a_player_counts_for_its_limit_too():
    # 10 mA are the RMS of a sine of 14.1 mA peaks, and of noise whose peaks are twice its RMS.
    source = replace(plugged(5.0).source, current_a=Span.exact(0.01))
    limits = limits_of(IN_FIELD, player=source)
    assert limits.player_v == pytest.approx(0.01 * math.sqrt(2.0) / 2.0 * 32.0, rel=1e-9)
    # Noise 10 dB below a sine that the current cuts is not cut itself.
    source = replace(plugged(1.0).source, current_a=Span.exact(0.03))
    assert limits_of(IN_FIELD, player=source).player_v == pytest.approx(NOISE_V, rel=1e-9)


def test_of_a_source_without_a_figure_near_32_ohm_nothing_is_said_of_part_2():
    far = Source("x", Span.exact(0.0), at_loads=((300.0, 3.0),))
    near = Source("x", Span.exact(0.0), at_loads=((33.0, 1.0), (300.0, 3.0)))
    assert limits_of(IN_FIELD, player=far).player_v is None
    assert limits_of(IN_FIELD, player=near).player_v == pytest.approx(NOISE_V, rel=1e-9)


def test_a_device_that_switches_by_load_is_asked_for_its_output_for_32_ohm():
    mac = load_devices()["apple-macbook-pro-2021"]
    found = replace(electrical_by_hand(103.0, "dB/V", impedance_ohm=300.0), field=NO_OFFSET)
    plug = plug_in(mac, choose_output(mac, impedance_ohm=300.0))
    assert report_of(found, plug).limits.player_v == pytest.approx(1.25 * NOISE_V, rel=1e-9)


def test_noise_is_as_unsure_as_what_limits_it_and_not_as_what_limits_the_sine():
    # 20 to 60 mA into 16 Ω end a sine at 0.32 to 0.96 V; noise, 0.316 V, has the exact 1 V.
    found = replace(electrical_by_hand(118.0, "dB/V", impedance_ohm=16.0), field=NO_OFFSET)
    class_ma = Span(0.02, 0.03, 0.06, is_assumed=True)
    one = match(found, plugged(1.0, current_a=class_ma), DriveQuestion())
    range_db = 20.0 * math.log10(3.0) / math.sqrt(12.0)  # any value between the ends is as likely
    assert one.reach.level_dbspl.uncertainty == pytest.approx(range_db, rel=1e-9)
    assert one.full.level_dba.uncertainty == pytest.approx(0.0, abs=1e-12)
    # With 2 V noise of 0.632 V meets the 30 mA, 0.48 V √2 / 2.
    one = match(found, plugged(2.0, current_a=class_ma), DriveQuestion())
    assert one.full.level_dba.uncertainty == pytest.approx(range_db, rel=1e-9)


def test_noise_that_a_limit_of_the_sine_does_not_meet_is_as_loud_as_without_it():
    # 118 dB/mW-like: 1 V and 30 mA into 16 ohm cut a sine at 0.48 V, not noise of 0.316 V RMS.
    found = replace(electrical_by_hand(118.0, "dB/V", impedance_ohm=16.0), field=NO_OFFSET)
    source = replace(plugged(1.0).source, current_a=Span.exact(0.03))
    one = match(found, Plugged(source=source), DriveQuestion())
    # Its peaks, 0.632 V, do not reach those of a sine of 0.48 V, 0.679 V.
    assert one.full.level_dba.value == pytest.approx(118.0 - 10.0, abs=1e-9)


@given(st.floats(0.0, 24.0), st.none() | st.floats(1e-3, 1.0), st.none() | st.floats(0.01, 5.0))
def test_a_flat_gain_that_its_preamp_undoes_leaves_full_volume_as_it_was(gain_db, ampere, load_v):
    f = np.geomspace(20.0, 20_000.0, 481)
    boost = Equalisation(-gain_db, f, np.full(481, gain_db))
    source = replace(
        plugged(5.0).source,
        current_a=None if ampere is None else Span.exact(ampere),
        at_loads=() if load_v is None else ((32.0, load_v),),
    )
    plain, boosted = (
        match(IN_FIELD, Plugged(source=source), DriveQuestion(equalisation=eq)).full
        for eq in (None, boost)
    )
    assert boosted.level_dba.value == pytest.approx(plain.level_dba.value, abs=1e-9)


def test_noise_that_a_boost_makes_too_large_for_a_limit_is_cut_after_the_boost():
    # 10 mA into 32 Ω are 0.32 V of a sine; peaks of noise are twice its RMS: 0.226 V of noise.
    # Noise of 1 V full scale is 0.316 V; half of it behind a preamp of 6.02 dB, and as much again
    # behind filters of as much: cut as without them.
    f = np.geomspace(20.0, 20_000.0, 481)
    source = replace(plugged(1.0).source, current_a=Span.exact(0.01))
    half_db = 20.0 * math.log10(2.0)
    cut_v = 0.32 * math.sqrt(2.0) / 2.0
    for preamp_db, filters_db, noise_v in (
        (0.0, 0.0, cut_v),
        (-half_db, 0.0, NOISE_V / 2.0),
        (-half_db, half_db, cut_v),
    ):
        question = DriveQuestion(
            equalisation=Equalisation(preamp_db, f, np.full(481, filters_db)),
        )
        full = match(IN_FIELD, Plugged(source=source), question).full
        expected_dba = 116.0 + 20.0 * math.log10(noise_v)
        assert full.level_dba.value == pytest.approx(expected_dba, abs=1e-9)


@pytest.mark.parametrize(("level_dba", "keeps"), [(99.99, True), (100.0, True), (100.01, False)])
def test_both_together_keep_part_1_up_to_100_dba(level_dba, keeps):
    full = exposure_at(Estimate(level_dba, 1.0))
    assert limits_of(IN_FIELD, player=plugged(1.0).source, full=full).together_keep is keeps


def test_a_player_and_a_headphone_at_their_limits_give_100_dba():
    # 94 + 20 lg(150/75), EN 50332-2 and -1.
    per_volt = 94.0 - 20.0 * math.log10(0.075)
    found = replace(electrical_by_hand(per_volt, "dB/V", impedance_ohm=32.0), field=NO_OFFSET)
    one = match(found, plugged(0.150 / NOISE_V), DriveQuestion())
    assert one.full.level_dba.value == pytest.approx(94.0 + 20.0 * math.log10(2.0), abs=1e-9)


def test_a_report_says_how_far_below_full_volume_the_level_stands():
    # 116 dB/V on 2 V are 122.02 dB: 12.02 dB more than 110.
    report = report_of(IN_FIELD, plugged(2.0))
    above_db = 116.0 + 20.0 * math.log10(2.0) - 110.0
    assert report.volume.below_full_db == pytest.approx(above_db, abs=1e-9)
    assert report.needed_gain_db == pytest.approx(-above_db, abs=1e-9)
    assert report.volume.shown_db is None
    assert report_of(IN_FIELD, plugged(0.1)).volume is None  # not reached at all
    assert report_of(IN_FIELD, None).match is None


def test_a_volume_that_shows_decibels_says_what_it_shows():
    # 122.02 dB at full output, 12.02 dB more than 110; the display begins at +15 dB.
    found = electrical_by_hand(116.0, "dB/V", impedance_ohm=32.0)
    hpa4 = load_devices()["benchmark-hpa4"]
    assert (hpa4.volume.at_full_db, hpa4.volume.step_db) == (15.0, 0.5)

    def shown_db(volume):
        device = replace(hpa4, volume=volume)
        plug = plug_in(device, choose_output(device, impedance_ohm=32.0))
        source = replace(plug.source, open_circuit_v=Span.exact(2.0), at_loads=())
        ideal = replace(source, output_ohm=Span.exact(0.0), current_a=None)
        return report_of(found, replace(plug, source=ideal)).volume.shown_db

    stepless = replace(hpa4.volume, step_db=None)
    exact_db = 15.0 - (116.0 + 20.0 * math.log10(2.0) - 110.0)
    assert shown_db(stepless) == pytest.approx(exact_db, abs=1e-9)  # 2.98
    assert shown_db(hpa4.volume) == 2.5  # the step below, not louder than wanted
    assert shown_db(replace(stepless, lowest_db=3.0)) is None  # it does not go that low


def test_the_power_that_the_maker_allows_is_a_level():
    # 200 mW into 32 Ω are 2.53 V.
    headphone = Headphone(Estimate(100.0, 1.0), 32.0, max_power_w=0.2)
    report = report_of(with_headphone(headphone), None)
    expected_dbspl = 100.0 + 10.0 * math.log10(0.2 * 32.0)
    assert report.max_input_dbspl == pytest.approx(expected_dbspl, abs=1e-9)
    unknown = Headphone(Estimate(100.0, 1.0), max_power_w=0.2)
    assert report_of(with_headphone(unknown), None).max_input_dbspl is None


def test_classes_stand_from_the_least_loud_to_the_loudest_without_the_standard_source():
    matches = class_matches(IN_FIELD, DriveQuestion())
    levels = [one.reach.level_dbspl.value for one in matches]
    assert levels == sorted(levels)
    slugs = {one.plugged.kind.slug for one in matches}
    assert slugs == set(load_classes()) - {"iec"}


def test_of_a_device_with_settings_each_says_how_loud_it_plays():
    found = electrical_by_hand(100.0, "dB/V", impedance_ohm=32.0)
    n_devices = 0
    for device in load_devices().values():
        plug = plug_in(device, choose_output(device, impedance_ohm=32.0))
        report = report_of(found, plug)
        levels = [setting.level_dbspl for setting in report.settings]
        assert all(
            setting.is_enough == (setting.level_dbspl >= 110.0) for setting in report.settings
        )
        if levels:
            n_devices += 1
            level = report.match.reach.level_dbspl.value
            assert max(levels) == pytest.approx(level, abs=1e-9)
    assert n_devices


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (None, "none"),
        (168.0, "all the time"),
        (1e6, "all the time"),
        (167.0, "160 h"),  # never more than is allowed
        (40.0, "40 h"),
        (1.0, "1 h"),
        (0.4, "24 min"),
        (1.0 / 60.0, "1 min"),
        (0.5 / 60.0, "30 s"),
    ],
)
def test_hours_are_said_as_people_say_them(hours, words):
    assert hours_words(hours) == words


@pytest.mark.parametrize(
    ("voltage_v", "words"),
    [(28.18, "28.2 V"), (0.1, "0.100 V"), (0.0631, "63.1 mV"), (3.2e-6, "3.20 µV")],
)
def test_a_voltage_has_three_digits(voltage_v, words):
    assert volts(voltage_v) == words


def test_an_impedance_is_one_figure_or_a_span():
    assert ohm(0.0, 0.0) == "0 Ω"
    assert ohm(0.0, 2.0) == "up to 2 Ω"
    assert ohm(0.5, 30.0) == "0.5 to 30 Ω"


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("voltage", "its voltage"),
        ("current", "its current"),
        ("power", "what it gives into this load"),
        ("clipping", "the equaliser's preamp"),
    ],
)
def test_what_ends_the_level_is_said(limit, words):
    reached = match(IN_FIELD, plugged(1.0), DriveQuestion()).reach
    said = loudness_words(replace(reached, limit=limit), "yes")
    assert said.startswith("yes: 116.0 dB at full scale, 6.0 dB more than 110; ")
    assert words in said


def test_loudness_without_an_impedance_that_is_needed_is_not_known():
    unknown = electrical_by_hand(100.0, "dB/V")
    power_only = Plugged(source=Source("x", Span.exact(0.0), at_loads=((32.0, 2.0),)))
    one = match(unknown, power_only, DriveQuestion())
    assert (one.reach, one.full, one.loudness) == (None, None, "not known")
    assert loudness_words(one.reach, one.loudness).startswith("not known: the impedance")
    assert change_words(one.change).startswith("not known: the impedances")
    assert hiss_words(one).startswith("not known: no noise")
    assert (change_cell(one), hiss_cell(one)) == ("?", "?")


@pytest.mark.parametrize(
    ("low_db", "largest_db", "high_db", "basis", "verdict"),
    [
        (0.1, 0.2, 0.5, "measured", "not heard"),
        (0.1, 0.6, 0.9, "measured", "perhaps heard"),
        (-0.1, -0.2, -0.6, "measured", "perhaps heard"),
        (2.0, 2.5, 3.0, "measured", "heard"),
        (-2.0, -2.5, -3.0, "measured", "heard"),
        (0.1, 1.0, 3.0, "measured", "perhaps heard"),
        (2.0, 2.5, 3.0, "bound", "perhaps heard"),  # at most: it may be nothing
        (0.1, 0.2, 0.5, "bound", "not heard"),
    ],
)
def test_a_change_is_heard_by_the_limits_of_a_half_and_two_db(
    low_db, largest_db, high_db, basis, verdict
):
    at_hz = None if basis == "bound" else 100.0
    change = ResponseChange(basis, largest_db, at_hz, low_db, high_db)
    assert change.verdict == verdict
    assert change_words(change).startswith(f"{verdict}: ")


def finite_json(record):
    text = json.dumps(record, allow_nan=False)
    assert json.loads(text) == record
    return record


def said_of(report):
    """Every sentence of a report: none may fail, and none may show what is no number."""
    one = report.match
    usual = class_matches(report.electrical, report.question)
    said = [*amplifier_words(report, usual), exposure_words(report.at_peaks)]
    if one is not None:
        said += [
            loudness_words(one.reach, one.loudness),
            change_words(one.change),
            hiss_words(one),
            change_cell(one),
            hiss_cell(one),
            *([] if one.reach is None else [db(one.reach.level_dbspl)]),
            *([] if one.full is None else [exposure_words(one.full, mode="sensitive")]),
        ]
    return said


@settings(deadline=None)  # the first example reads the classes of sources
@given(
    headphones(),
    st.none() | sources(),
    st.builds(
        DriveQuestion,
        st.floats(40.0, 140.0),
        st.floats(3.0, 30.0),
        st.none() | equalisations(),
        st.sampled_from(["adult", "sensitive"]),
    ),
)
def test_every_report_is_plain_finite_data_and_words(headphone, source, question):
    found = with_headphone(headphone)
    plug = None if source is None else Plugged(source=source)
    report = report_of(found, plug, question)
    matches = class_matches(found, question)
    record = finite_json(drive_record(report, inputs={"catalog": None}, matches=matches))
    assert (record["source"] is None) == (plug is None)
    assert len(record["matches"]) == len(matches)
    assert not any("nan" in words.lower() or "inf " in words for words in said_of(report))
    if plug is not None:
        finite_json(headphones_record([report], without_sensitivity=[], inputs={}))


NO_NUMBERS = {
    "in what it takes": lambda report, no: replace(
        report, required=replace(report.required, power_mw=no)
    ),
    "in the level": lambda report, no: with_reach(report, headroom_db=no),
    "in a boost": lambda report, no: with_reach(
        report, boosts=(replace(report.match.reach.boosts[0], headroom_db=no),)
    ),
    "in the gain": lambda report, no: replace(report, needed_gain_db=no),
    "in the damping": lambda report, no: replace(report, damping=-no),
    "in the exposure": lambda report, no: replace(
        report, at_peaks=replace(report.at_peaks, niosh_hours=no)
    ),
    "in the limits": lambda report, no: replace(report, limits=replace(report.limits, player_v=no)),
    "in the volume": lambda report, no: replace(
        report, volume=replace(report.volume, below_full_db=no)
    ),
}


def with_reach(report, **changes):
    reached = replace(report.match.reach, **changes)
    return replace(report, match=replace(report.match, reach=reached))


@pytest.mark.parametrize("place", NO_NUMBERS)
@pytest.mark.parametrize("no", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_not_hidden_in_a_record(place, no):
    # The tests above rest on this: a NaN anywhere makes them fail.
    boost = Equalisation(-6.0, np.array([20.0, 1000.0]), np.array([6.0, 0.0]))
    report = report_of(IN_FIELD, plugged(5.0, output_ohm=1.0), DriveQuestion(equalisation=boost))
    finite_json(drive_record(report, inputs={}))
    spoilt = NO_NUMBERS[place](report, no)
    if place == "in the damping" and no == -math.inf:
        assert drive_record(spoilt, inputs={})["damping_factor"] is None  # an ideal source
        return
    with pytest.raises(ValueError, match="a record holds numbers and null, got"):
        drive_record(spoilt, inputs={})


EXTREMES = {
    "no impedance": (None, None),
    "1 Ω": (1.0, None),
    "huge": (1e9, None),
    "next to nothing at one frequency": (
        32.0,
        ImpedanceCurve(np.array([20.0, 1000.0, 20_000.0]), np.array([1e-3, 32.0, 1e6])),
    ),
}


@pytest.mark.parametrize("name", EXTREMES)
@pytest.mark.parametrize("sensitivity_db", [60.0, 150.0])
@pytest.mark.parametrize(
    "source",
    [
        Source("ideal", Span.exact(0.0), Span.exact(100.0)),
        Source("weak", Span.exact(1000.0), Span.exact(1e-3), noise_v=Span(0.0, 1e-8, 0.1)),
        Source("silent", Span.exact(0.0), Span.exact(1.0), noise_v=Span.exact(0.0)),
        Source("current", Span.exact(0.0), current_a=Span.exact(1e-3)),
        Source("power", Span(0.0, 1.0, 1000.0), at_loads=((0.2, 1e-3), (1e6, 100.0))),
    ],
    ids=lambda source: source.name,
)
def test_extremes_give_a_record_without_what_is_no_number(name, sensitivity_db, source):
    rated_ohm, curve = EXTREMES[name]
    headphone = Headphone(Estimate(sensitivity_db, 0.0), rated_ohm, curve)
    report = report_of(with_headphone(headphone), Plugged(source=source))
    record = finite_json(drive_record(report, inputs={}))
    if rated_ohm is None or source.output_ohm.value == 0.0:
        assert record["damping_factor"] is None  # unknown, or without end
    else:
        expected = pytest.approx(rated_ohm / source.output_ohm.value, rel=1e-6)
        assert record["damping_factor"] == expected
    said_of(report)


def test_an_impedance_of_0_is_refused_before_anything_is_said():
    with pytest.raises(ValueError, match=r"rated_ohm must be above 0, got 0\.0"):
        electrical_by_hand(100.0, "dB/V", impedance_ohm=0.0)


def test_every_device_and_class_is_plain_finite_data():
    plugs = [plug_in(device, one) for device in load_devices().values() for one in device.outputs]
    plugs += [class_source(kind) for kind in load_classes().values()]
    record = finite_json(sources_record(plugs))
    assert len(record["devices"]) == len(plugs)
    for entry in record["devices"]:
        assert {figure["source"] for figure in entry["figures"]} <= set(record["sources"])


def test_the_record_of_the_k612_on_2_v_has_the_figures_of_its_formulas(catalog):
    k612 = catalog.dossiers["akg-k612-pro"]
    day = date(2026, 3, 15)
    found = electrical(subject_of(catalog, k612, day=day, region="US"))
    question = DriveQuestion(110.0, 15.0, Equalisation(-6.2))
    report = drive_report(found, plugged(2.0), question, product=k612.product, day=day)
    record = finite_json(drive_record(report, inputs={"dossier": k612.sha256}))
    assert record["slug"] == "akg-k612-pro"
    assert record["as_of"] == "2026-03-15"
    assert record["required"]["volt_rms"] == pytest.approx(10.0 ** (9.0 / 20.0), rel=1e-6)
    assert record["required"]["power_mw"] == pytest.approx(66.194, abs=1e-2)
    assert record["max_dbspl"] == pytest.approx(100.8206, abs=1e-3)
    assert record["headroom_db"] == pytest.approx(-9.1794, abs=1e-3)
    assert record["preamp_db"] == pytest.approx(-6.2, abs=1e-9)
    assert record["limit"] == "clipping"
    assert record["gain"]["needed_db"] == pytest.approx(9.1794, abs=1e-3)
    # 2.818 V from a line output of 2 V, and the preamp made up for.
    from_line_db = 9.0 - 20.0 * math.log10(2.0) + 6.2
    assert record["gain"]["from_line_db"] == pytest.approx(from_line_db, abs=1e-3)
    cited = {source.id for source in report.sources}
    assert set(record["sources"]) == cited | {
        source.via.id for source in report.sources if source.via
    }
