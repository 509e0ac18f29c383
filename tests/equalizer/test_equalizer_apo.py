import contextlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.equalizer import FILTER_KINDS, Filter, Preset
from auricle.equalizer.formats import parse_preset
from auricle.errors import PresetError

AUTOEQ = """\
Preamp: -6.4 dB
Filter 1: ON LSC Fc 105 Hz Gain 6.2 dB Q 0.70
Filter 2: ON PK Fc 2828.5 Hz Gain -3.8 dB Q 1.72
Filter 3: ON HSC Fc 10000 Hz Gain 1.9 dB Q 0.70
"""
WORDS = {"peaking": "PK", "low-shelf": "LSC", "high-shelf": "HSC"}


def read(text: str, **kwargs) -> Preset:
    return parse_preset(text, source="eq.txt", **kwargs)


def only(line: str, **kwargs) -> Filter:
    [one] = read(line, **kwargs).filters
    return one


def test_a_preset_of_autoeq_is_read_whole():
    preset = read(AUTOEQ)
    assert preset.preamp_db == -6.4
    assert preset.filters == (
        Filter("low-shelf", 105.0, 6.2, 0.7),
        Filter("peaking", 2828.5, -3.8, 1.72),
        Filter("high-shelf", 10_000.0, 1.9, 0.7),
    )
    assert preset.repairs == preset.remarks == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_a_byte_order_mark_and_remarks_change_nothing(end):
    text = "\ufeff# by hand\n\n" + AUTOEQ
    assert read(text.replace("\n", end)).filters == read(AUTOEQ).filters


frequencies_hz = st.integers(100, 2_000_000).map(lambda n: n / 100.0)
filters = st.builds(
    Filter,
    st.sampled_from(FILTER_KINDS),
    frequencies_hz,
    st.integers(-2400, 2400).map(lambda n: n / 100.0),
    st.integers(10, 2000).map(lambda n: n / 100.0),
)


@given(st.lists(filters, max_size=12), st.integers(-300, 100).map(lambda n: n / 10.0))
def test_what_is_written_as_equalizer_apo_wants_it_reads_back_the_same(written, preamp_db):
    lines = [f"Preamp: {preamp_db} dB"] + [
        f"Filter {n}: ON {WORDS[one.kind]} Fc {one.frequency_hz} Hz Gain {one.gain_db} dB Q {one.q}"
        for n, one in enumerate(written, start=1)
    ]
    preset = read("\n".join(lines))
    assert preset.preamp_db == preamp_db
    assert preset.filters == tuple(written)


@given(st.text())
def test_random_text_is_read_or_refused_and_nothing_else(text):
    with contextlib.suppress(PresetError):
        read(text)


words = st.sampled_from(
    ["Filter", "1", ":", "ON", "OFF", "PK", "LS", "HSC", "LSQ", "None", "Fc", "Hz", "Gain", "dB",
     "Q", "BW", "Oct", "Preamp", "GraphicEQ", ";", "#", "\n", "\n", "6dB", "1e999", "-1", "0",
     "0.5", "1,250", "22.123", "105", "1e-300", "\u00a0", "\ufeff", "23999.9"]
)  # fmt: skip


@given(st.lists(words, max_size=40).map(" ".join))
def test_random_words_of_the_language_are_read_or_refused_and_nothing_else(text):
    with contextlib.suppress(PresetError):
        level_db = read(text).response_db([20.0, 1000.0, 20_000.0])
        assert np.isfinite(level_db).all()


numbers = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True).map(str),
    st.sampled_from(["1e999", "1e-320", "0", "-0", "1,5", "23999.99", "1000", "47.5"]),
)


@given(
    st.sampled_from(["PK", "LS", "LSC", "HS 6dB", "LS 0.1 dB", "HSC 48 dB", "HSQ"]),
    numbers,
    numbers,
    st.one_of(st.just(""), numbers.map("Q {}".format), numbers.map("BW Oct {}".format)),
)
def test_figures_of_any_size_are_read_or_refused_and_nothing_else(name, fc, gain, width):
    with contextlib.suppress(PresetError):
        preset = read(f"Filter 1: ON {name} Fc {fc} Hz Gain {gain} dB {width}".strip())
        assert np.isfinite(preset.response_db([20.0, 1000.0, 20_000.0])).all()


def test_a_filter_that_is_off_is_left_out_and_said():
    preset = read(AUTOEQ + "Filter 4: OFF PK Fc 900 Hz Gain 20 dB Q 1\n")
    assert preset.filters == read(AUTOEQ).filters
    assert preset.remarks == ("line 5: the filter is off",)


def test_empty_places_of_room_eq_wizard_say_nothing():
    assert read(AUTOEQ + "Filter 4: ON None\n") == read(AUTOEQ)


def test_a_frequency_with_decimals_is_that_frequency():
    assert only("Filter 1: ON PK Fc 63.80 Hz Gain 5.0 dB Q 4.01").frequency_hz == 63.8


def test_decimal_commas_are_read_as_points_and_said():
    preset = read("Preamp: -6,4 dB\nFilter 1: ON PK Fc 63,8 Hz Gain -1,25 dB Q 0,707\n")
    assert preset.preamp_db == -6.4
    assert preset.filters == (Filter("peaking", 63.8, -1.25, 0.707),)
    assert preset.repairs == (
        "line 1: decimal commas read as points",
        "line 2: decimal commas read as points",
    )


@pytest.mark.parametrize("fc", ["1,250", "1.250"])
def test_thousands_are_read_as_such_where_nothing_else_can_be_meant(fc):
    preset = read(f"Filter 1: ON PK Fc {fc} Hz Gain 1 dB Q 1")
    assert preset.filters[0].frequency_hz == 1250.0
    assert preset.repairs == (f"line 1: {fc} Hz read as 1250 Hz",)


def test_a_blank_that_does_not_break_parts_thousands():
    preset = read("Filter 1: ON PK Fc 12\u00a0500 Hz Gain 1 dB Q 1")
    assert preset.filters[0].frequency_hz == 12_500.0
    assert preset.repairs == ("line 1: a blank between thousands taken out",)


@pytest.mark.parametrize("fc", ["22.123", "22,123", "105.000", "0.500", "1000.000"])
def test_a_frequency_with_two_readings_is_refused(fc):
    with pytest.raises(PresetError, match="three digits after the point"):
        read(f"Filter 1: ON PK Fc {fc} Hz Gain 1 dB Q 1")


def test_preamps_and_graphic_equalisers_add_up():
    preset = read(
        "Preamp: -2 dB\nPreamp: -1 dB\nGraphicEQ: 100 0; 1000 -4\nGraphicEQ: 20 1; 40 1;\n"
    )
    assert preset.preamp_db == -3.0
    # level outside the points, linear over log f between them
    found_db = preset.response_db([20.0, 100.0 * np.sqrt(10.0), 20_000.0])
    np.testing.assert_allclose(found_db, [-2.0, -4.0, -6.0], atol=1e-12)


def test_a_graphic_equaliser_may_have_decimal_commas():
    preset = read("GraphicEQ: 20 -5,5; 21 -5,4")
    assert preset.graphic[0].level_db.tolist() == [-5.5, -5.4]
    assert preset.repairs == ("line 1: decimal commas read as points",)


# From here on: what the source of Equalizer APO 1.3 does, worked out by hand.


def test_a_width_in_octaves_has_half_its_gain_that_far_apart():
    # The cookbook defines the width between the midpoints of the gain, for the analogue filter
    # exactly and after the warping of the frequency axis nearly; at 100 Hz they are one.
    preset = read("Filter 1: ON PK Fc 100 Hz Gain 8 dB BW Oct 1.5")
    edges_hz = 100.0 * 2.0 ** np.array([-0.75, 0.75])
    np.testing.assert_allclose(preset.response_db(edges_hz), 4.0, atol=1e-3)
    # 1/Q = 2 sinh(1.5 ln 2 / 2) = 1.0872
    assert preset.remarks == ("line 1: 1.5 octaves are a Q of 0.9198 at 48000 Hz",)


def test_the_q_of_a_width_follows_the_sample_rate():
    line = "Filter 1: ON PK Fc 15000 Hz Gain 8 dB BW Oct 1"
    w0 = 2.0 * np.pi * 15_000.0 / 96_000.0
    alpha = np.sin(w0) * np.sinh(np.log(2.0) / 2.0 * w0 / np.sin(w0))
    found_q = only(line, sample_rate_hz=96_000.0).q
    assert found_q == pytest.approx(np.sin(w0) / (2.0 * alpha), rel=1e-12)


def test_a_shelf_of_12_db_an_octave_has_a_q_of_root_half():
    # S = 1 means 1/Q² = 2, whatever the gain
    assert only("Filter 1: ON LSC 12 dB Fc 105 Hz Gain 6 dB").q == pytest.approx(np.sqrt(0.5))


@pytest.mark.parametrize("name", ["LS", "LSC", "HS", "HSC"])
def test_a_shelf_without_q_or_slope_has_a_slope_of_nine_tenths_about_its_frequency(name):
    one = only(f"Filter 1: ON {name} Fc 105 Hz Gain 6 dB")
    a = 10.0 ** (6.0 / 40.0)
    assert one.frequency_hz == 105.0
    assert 1.0 / one.q**2 == pytest.approx((a + 1.0 / a) * (1.0 / 0.9 - 1.0) + 2.0)


@pytest.mark.parametrize(("name", "sign"), [("LS", 1.0), ("HS", -1.0)])
def test_a_corner_frequency_is_turned_into_the_centre(name, sign):
    preset = read(f"Filter 1: ON {name} 6dB Fc 1000 Hz Gain -4 dB")
    # S = 6/12, the centre further in by 10^(|gain| / 80 / S)
    expected_hz = 1000.0 * 10.0 ** (sign * 4.0 / 80.0 / 0.5)
    assert preset.filters[0].frequency_hz == pytest.approx(expected_hz)
    assert "so that the centre lies at" in preset.remarks[0]


def test_a_corner_with_q_is_shifted_by_the_slope_of_that_q():
    # Q = √½ is S = 1 at every gain
    by_q = only(f"Filter 1: ON LS Fc 105 Hz Gain 6 dB Q {np.sqrt(0.5)}")
    by_slope = only("Filter 1: ON LS 12 dB Fc 105 Hz Gain 6 dB")
    assert by_q.frequency_hz == pytest.approx(by_slope.frequency_hz)
    assert by_q.q == pytest.approx(by_slope.q)


def test_shelves_of_graph_tools_have_their_centre_at_their_frequency():
    preset = read("Filter 1: ON LSQ Fc 105 Hz Gain 6.2 dB Q 0.707")
    assert preset.filters == (Filter("low-shelf", 105.0, 6.2, 0.707),)
    assert preset.remarks == ("line 1: LSQ read like LSC; Equalizer APO itself passes it over",)


def test_what_stands_before_the_first_command_is_passed_over_and_counted():
    header = "Filter Settings file\nRoom EQ V5.20\nDated: 1-Jan-2024 12:00:00\n\nNotes: by hand\n"
    preset = read(header + AUTOEQ)
    assert preset.filters == read(AUTOEQ).filters
    assert preset.remarks == ("4 lines before the first command passed over",)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "eq.txt:1:1: found no preamp, filter or graphic equaliser"),
        ("Just a note\n", "found no preamp, filter or graphic equaliser"),
        ("Preamp -6 dB\n", "eq.txt:1:1: found 'Preamp -6 dB'"),
        ("preamp: -6 dB\n", "found 'preamp: -6 dB'"),
        ("Preamp: loud\n" + AUTOEQ, "eq.txt:1:1: found 'Preamp: loud'"),
        ("Filter: on\n" + AUTOEQ, "eq.txt:1:1: found 'Filter: on'"),
        ("Preamp: -6 dB\nFilter 1: ON LP Fc 100 Hz\n", "eq.txt:2:1: found a filter of the type"),
        ("Filter 1: ON HP Fc 20 Hz", "a filter of the type 'HP'"),
        ("Filter 1: ON NO Fc 20 Hz", "a filter of the type 'NO'"),
        ("Filter 1: ON pk Fc 20 Hz Gain 1 dB Q 1", "a filter of the type 'pk'"),
        ("Filter 1: ON PK Fc 1 kHz Gain 1 dB Q 1", "expected 'Fc 25 Hz"),
        ("Filter 1: ON PK Fc 100 Hz Q 1", "expected 'Fc 25 Hz"),
        ("Filter 1: ON PK Fc 100 Hz Gain 1 dB Q 1 or so", "expected 'Fc 25 Hz"),
        ("Filter 1: ON PK Fc 100 Hz Gain 1 dB", "a peak without Q"),
        ("Filter 1: ON PK 6 dB Fc 100 Hz Gain 1 dB Q 1", "a peak with a slope"),
        ("Filter 1: ON PK Fc 100 Hz Gain 1 dB Q 0", "a Q of 0, expected one from 0.01"),
        ("Filter 1: ON PK Fc 100 Hz Gain 1.5.5 dB Q 1", "'1.5.5' for a gain"),
        ("Filter 1: ON PK Fc 100 Hz Gain 1,000.5 dB Q 1", "'1,000.5' for a gain"),
        ("Filter 1: ON PK Fc 100 Hz Gain 900 dB Q 1", "a gain of 900 dB"),
        ("Filter 1: ON PK Fc 25000 Hz Gain 1 dB Q 1", "expected one between 0 and 24000 Hz"),
        ("Filter 1: ON PK Fc -100 Hz Gain 1 dB Q 1", "a filter at -100 Hz"),
        ("Filter 1: ON PK Fc 23999 Hz Gain 1 dB BW Oct 5", "a width of 5 octaves"),
        ("Filter 1: ON LSC Fc 100 Hz Gain 1 dB BW Oct 1", "a Q, or a slope, or neither"),
        ("Filter 1: ON LSC 6 dB Fc 100 Hz Gain 1 dB Q 1", "a Q, or a slope, or neither"),
        ("Filter 1: ON LSC 48 dB Fc 100 Hz Gain 24 dB", "a slope that such a shelf can have"),
        ("Filter 1: ON LS Fc 100 Hz Gain 24 dB Q 0.05", "expected a larger Q"),
        ("Channel: L\n" + AUTOEQ, "eq.txt:1:1: found the command 'Channel'"),
        (AUTOEQ + "Include: other.txt", "eq.txt:5:1: found the command 'Include'"),
        (AUTOEQ + "Convolution: room.wav", "the command 'Convolution'"),
        (AUTOEQ + "Device: Speakers", "the command 'Device'"),
        (AUTOEQ + "Filtr 4: ON PK Fc 100 Hz Gain 1 dB Q 1", "eq.txt:5:1: found 'Filtr 4"),
        ("Filtr 4: ON PK Fc 100 Hz Gain 1 dB Q 1\n" + AUTOEQ, "eq.txt:1:1: found 'Filtr 4"),
        (AUTOEQ + "and so on", "eq.txt:5:1: found 'and so on'"),
        ("GraphicEQ:", "eq.txt:1:1: found ''"),
        ("GraphicEQ: 20 -5", "two points or more"),
        ("GraphicEQ: 20 -5; 20 -6", "points that do not rise"),
        ("GraphicEQ: 0 -5; 20 -6", "points that do not rise"),
        ("GraphicEQ: 20 -5; 21", "found '21'"),
        ("GraphicEQ: 20 -5; 21 nan", "found '21 nan'"),
        ("GraphicEQ: 20 -5,5; 21 -5.5", "found '20 -5,5'"),
    ],
)
def test_what_cannot_be_read_exactly_is_refused_with_its_line(text, complaint):
    with pytest.raises(PresetError) as refusal:
        read(text)
    assert complaint in str(refusal.value)
    assert refusal.value.code == "preset"
