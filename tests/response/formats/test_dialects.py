import numpy as np
import pytest

from auricle.errors import MeasurementFormatError, NotACurveError
from auricle.response.formats import format_curve, load_rigs, read_measurement
from auricle.response.formats.header import named_rig
from auricle.response.measurement import Smoothing

from .files import ROWS, rew, table


def read(text: str):
    return read_measurement(text.encode("utf-8"), source="file.txt")


def assert_rows(measurement, channel: str = "unknown", rows=ROWS) -> None:
    response = measurement.channels[channel]
    np.testing.assert_array_equal(response.frequency_hz, [f for f, _ in rows])
    np.testing.assert_array_equal(response.level_db, [x for _, x in rows])


def with_phase(separator: str) -> str:
    return "".join(f"{f:.3f}{separator}{x:.3f}{separator}-{i}.5\n" for i, (f, x) in enumerate(ROWS))


@pytest.mark.parametrize("separator", [" ", "\t", ", ", ",", ";"])
@pytest.mark.parametrize("phase", [False, True])
def test_a_rew_export_is_read_whatever_parts_its_columns(separator, phase):
    names = separator.join(["* Freq(Hz)", "SPL(dB)", "Phase(degrees)"][: 3 if phase else 2])
    measurement = read(rew(with_phase(separator) if phase else table(separator), names=names))
    assert measurement.dialect == "rew"
    assert measurement.status == "read"
    assert list(measurement.channels) == ["unknown"]
    assert_rows(measurement)


def test_a_rew_header_becomes_metadata():
    measurement = read(rew())
    assert measurement.title == "Acme One L"
    assert measurement.date == "Feb 3, 2024 10:11:12 AM"
    assert measurement.smoothing == Smoothing("fractional-octave", 48)
    assert measurement.rig is None
    assert measurement.weighting is None
    assert not measurement.is_compensated
    assert measurement.remarks == ()


@pytest.mark.parametrize(
    ("stated", "smoothing"),
    [
        ("None", Smoothing("none")),
        ("ERB", Smoothing("erb")),
        ("Psychoacoustic", Smoothing("psychoacoustic")),
        ("Variable", Smoothing("variable")),
        ("1/6 octave", Smoothing("fractional-octave", 6)),
        ("Jan/24 octave", Smoothing("fractional-octave", 24)),
        ("24-Jan octave", Smoothing("fractional-octave", 24)),
        ("", None),
    ],
)
def test_the_stated_smoothing_is_kept(stated, smoothing):
    assert read(rew(Smoothing=stated)).smoothing == smoothing


def test_a_header_that_a_spreadsheet_tore_apart_is_read():
    text = rew(Smoothing="Jan/48 octave", names="* Freq(Hz) SPL(dB)")
    torn = "\n".join(
        "\t".join(line.split()) + "\t" * 8 if line.startswith("*") else line
        for line in text.replace(" 9", "\t9").replace(" 8", "\t8").split("\n")
    )
    measurement = read(torn)
    assert measurement.dialect == "rew"
    assert measurement.title == "Acme One L"
    assert measurement.smoothing == Smoothing("fractional-octave", 48)
    assert any("spreadsheet" in remark for remark in measurement.remarks)


@pytest.mark.parametrize(
    "preamble",
    ["* Freq(Hz)\tSPL(dB)\n", "* More info about this measurement = https://example.org\n*\n"],
)
def test_a_rew_export_is_known_by_the_rest_of_its_header(preamble):
    measurement = read(preamble + table())
    assert measurement.dialect == "rew"
    assert_rows(measurement)


@pytest.mark.parametrize(
    ("stated", "remark"),
    [
        ({"Source": "Trace Arithmetic result A / B"}, "a result of trace arithmetic"),
        (
            {"Format": "Averaged data produced from One L, One L2, One L3"},
            "an average of 3 measurements",
        ),
        ({"Note": "Trace Arithmetic A = One L VSG to Crin"}, "imitate another rig"),
        ({"Format": "Comma/Tab/Space delimited data"}, "imported into REW"),
        ({"Frequency_Step": "1/48 octave"}, "thinned: the header states a step of 1/48 octave"),
        ({"Frequency_Step": "48 ppo"}, "the table has 60 points"),
        ({"Frequency_Step": "0.5 Hz"}, "thinned: the header states a step of 0.5 Hz"),
    ],
)
def test_what_a_rew_header_says_between_the_lines_is_a_remark(stated, remark):
    measurement = read(rew(**stated))
    assert any(remark in told for told in measurement.remarks)
    assert measurement.status == "read"


def test_a_compensation_for_a_weighted_meter_is_no_weighting_of_the_curve():
    text = rew().replace("C-weighting compensation: Off", "C-weighting compensation: On")
    measurement = read(text)
    assert measurement.weighting is None
    assert any("C-weighting compensation was on" in remark for remark in measurement.remarks)


@pytest.mark.parametrize(
    ("device", "slug"),
    [
        ("Microphone (E.A.R.S Gain: 18dB  ), no input selected, L", "minidsp-ears"),
        ("B&K 5128 left ear", "bk-5128"),
        ("GRAS 45CA-10", "gras-45ca"),
        ("43AG-7 (interface)", "gras-43ag"),
        ("HMS II.3", "hms-ii-3"),
        ("KEMAR, left", "gras-kemar"),
        ("IEC-711 (3- USB Sound Device)", "iec-60318-4"),
    ],
)
def test_a_rig_that_the_header_names_is_known_to_the_registry(device, slug):
    assert read(rew(Source=device)).rig == slug
    assert slug in load_rigs()


@pytest.mark.parametrize(
    "words",
    ["clone 43AG", "imported 5128 target", "45CA comp", "Headset 51280", "5128 and KEMAR DF"],
)
def test_words_around_a_rig_are_no_rig(words):
    assert named_rig(words) is None


@pytest.mark.parametrize(
    ("text", "is_compensated"),
    [
        (rew(Measurement="Acme One compensated"), True),
        (rew(Note="deviation from the target"), True),
        (rew(Measurement="Acme One uncompensated"), False),
        ("freq,Acme One - Target\n" + table(","), True),
        ("freq,deviation from target (dB)\n" + table(","), True),
        ("freq,raw\n" + table(","), False),
        ("# compensated by hand\nfreq,spl\n" + table(","), True),
    ],
)
def test_a_curve_that_says_it_is_compensated_is_marked(text, is_compensated):
    assert read(text).is_compensated is is_compensated


def test_numbered_channels_are_taken_for_ears_and_that_is_told():
    measurement = read("freq,Ch1 dB,Ch2 dB\n" + table(",", after=",80.5"))
    assert list(measurement.channels) == ["left", "right"]
    assert measurement.remarks[0] == "channels 1 and 2 taken for left and right"


def test_a_target_in_a_column_of_its_own_is_remarked():
    measurement = read("frequency,target\n" + table(","))
    assert measurement.remarks == ("the column is a target, not a measurement",)


def test_autoeq_files_give_what_was_measured():
    rows = "".join(f"{f:.3f},{x:.3f},1.00,-2.00\n" for f, x in ROWS)
    measurement = read("frequency,raw,error,target\n" + rows)
    assert measurement.dialect == "autoeq"
    assert measurement.remarks == ("columns left unread: 'error', 'target'",)
    assert not measurement.is_compensated
    assert_rows(measurement)


@pytest.mark.parametrize(
    ("name", "is_compensated", "smoothing"),
    [
        ("error", True, None),
        ("smoothed", False, Smoothing("unstated-width")),
        ("error_smoothed", True, Smoothing("unstated-width")),
        ("equalized_raw", True, None),
    ],
)
def test_autoeq_files_without_a_raw_column_are_marked(name, is_compensated, smoothing):
    measurement = read(f"frequency,{name}\n" + table(","))
    assert measurement.dialect == "autoeq"
    assert measurement.is_compensated is is_compensated
    assert measurement.smoothing == smoothing


@pytest.mark.parametrize(
    "names",
    [
        ("freq", "spl"),
        ("frequency ", "raw level"),
        ("f [Hz]", "Acme One"),
        ("Hz", "dBSPL"),
        ("Freq(Hz)", "SPL (dB)"),
        ("Frequenz [Hz]", "Pegel [dB]"),
        ("Fréquence (Hz)", "Niveau (dB)"),
        ("Частота, Гц", "Уровень, дБ"),
        ("周波数 [Hz]", "音圧レベル [dB]"),
        ("频率(Hz)", "声压级(dB)"),
        ("주파수 (Hz)", "음압 (dB)"),
        ("Frecuencia", "Nivel"),
    ],
)
@pytest.mark.parametrize("separator", ["\t", ";"])
def test_columns_are_known_by_name_in_many_languages(names, separator):
    measurement = read(separator.join(names) + "\n" + table(separator))
    assert measurement.dialect == "columns"
    assert_rows(measurement)


def test_columns_are_known_in_any_order_and_by_channel():
    rows = "".join(f"{x:.3f},{f:.3f},{x - 1:.3f},5\n" for f, x in ROWS)
    measurement = read("db l,freq,db r,phase\n" + rows)
    assert list(measurement.channels) == ["left", "right"]
    assert_rows(measurement, "left")
    lower = [(f, float(f"{x - 1:.3f}")) for f, x in ROWS]
    assert_rows(measurement, "right", lower)


def test_a_row_of_units_belongs_to_the_names_above_it():
    rows = "".join(f"{f:.3f},{x:.3f},{x:.3f}\n" for f, x in ROWS)
    measurement = read("Frequency,Left,Right\nHz,dB,dB\n" + rows)
    assert list(measurement.channels) == ["left", "right"]


def test_kilohertz_become_hertz():
    rows = "".join(f"{f / 1000:.6f},{x:.3f}\n" for f, x in ROWS)
    measurement = read("Frequency (kHz),SPL (dB)\n" + rows)
    np.testing.assert_allclose(
        measurement.channels["unknown"].frequency_hz, [f for f, _ in ROWS], rtol=1e-9
    )


def test_frequencies_in_an_unstated_other_unit_are_refused():
    rows = "".join(f"{f / 1000:.6f},{x:.3f}\n" for f, x in ROWS)
    with pytest.raises(MeasurementFormatError, match="is the unit kHz"):
        read("Frequency,SPL\n" + rows)


def test_a_weighting_in_a_name_is_kept():
    assert read("Hz,dB(A)\n" + table(",")).weighting == "A"
    assert read("Hz\tSPL [dBC]\n" + table()).weighting == "C"
    assert read("Hz\tdB\n" + table()).weighting is None


@pytest.mark.parametrize(
    ("names", "complaint"),
    [
        ("freq,one,two", "one column of levels for each channel"),
        ("one,two,three", "a column of frequencies and one of levels"),
        ("freq,spl (Pa),phase", "levels in dB"),
        ("freq,voltage (V),phase", "levels in dB"),
    ],
)
def test_columns_that_do_not_say_which_is_the_level_are_refused(names, complaint):
    rows = "".join(f"{f:.3f},{x:.3f},1.0\n" for f, x in ROWS)
    with pytest.raises(MeasurementFormatError, match=complaint):
        read(names + "\n" + rows)


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ("freq,impedance", "an impedance curve"),
        ("Freq(Hz),Z(Ohm)", "an impedance curve"),
        ("* Freq(Hz),Z(Ω)", "an impedance curve"),
        ("Frequency,THD (%)", "a table of distortion"),
        ("Time (ms),Amplitude", "an impulse response or another signal over time"),
        ("frequency,equalization", "the curve of an equaliser"),
        ("frequency,calibration", "a calibration of a microphone"),
    ],
)
def test_tables_of_other_quantities_are_named(names, kind):
    with pytest.raises(NotACurveError, match=kind):
        read(names + "\n" + table(","))


def audio_precision(footer: str = "") -> str:
    rows = "".join(f"{f:.3f},{x:.3f},{f:.3f},{x - 1:.3f}\n" for f, x in ROWS)
    head = '"Acme One @ 94 dBSPL",,,\n"Left (94 dB)",,Right,\nX,Y,X,Y\nHz,dBSPL,Hz,dBSPL\n'
    return head + rows + footer


@pytest.mark.parametrize(
    "footer", ["", '\n"Summary: Acme One",,,\nChannel,"Passed Lower Limit",,\nCh1,N/A,N/A,\n']
)
def test_an_audio_precision_export_has_both_channels(footer):
    measurement = read(audio_precision(footer))
    assert measurement.dialect == "audio-precision"
    assert measurement.title == "Acme One @ 94 dBSPL"
    assert list(measurement.channels) == ["left", "right"]
    assert_rows(measurement, "left")


def test_a_channel_of_audio_precision_may_be_shorter_than_the_other():
    lines = audio_precision().rstrip("\n").split("\n")
    lines[-3:] = [line.rsplit(",", 2)[0] + ",," for line in lines[-3:]]
    measurement = read("\n".join(lines) + "\n")
    assert measurement.channels["left"].frequency_hz.size == 60
    assert measurement.channels["right"].frequency_hz.size == 57
    assert measurement.status == "read"


def test_a_broken_last_row_is_no_summary_of_audio_precision():
    with pytest.raises(MeasurementFormatError, match="a row of numbers"):
        read(audio_precision("19000.5,8x.5,19000.5,80.5\n"))


@pytest.mark.parametrize(
    ("unit", "kind"), [("Ohm", "an impedance curve"), ("%", "a table of distortion")]
)
def test_another_unit_in_an_audio_precision_export_is_seen(unit, kind):
    text = audio_precision().replace("Hz,dBSPL,Hz,dBSPL", f"Hz,{unit},Hz,{unit}")
    with pytest.raises(NotACurveError, match=kind):
        read(text.replace("94 dBSPL", "94").replace("(94 dB)", ""))


AUDIOTOOLS_FOOTER = (
    "overall dB\t88.0 dB\ndecay\tAverage\naveraging\t1/24 Octave\nsource\tHeadset Microphone\n"
    "latitude\t12.345\nlongitude\t54.321\nsaved\t2/3/24, 10:11 AM\npeak\t31.0Hz"
)


@pytest.mark.parametrize("after", ["", "\t"])
def test_an_audiotools_export_is_read_and_the_place_in_it_is_not(after):
    head = (
        "Acme One L.txt\nFFT\tAudioTools \tv17.1 (80) iPhone battery  81%\t2/3/24, 10:11 AM\t"
        "Headset Microphone 1\t01234567-89AB-CDEF-0123-456789ABCDEF\nFrequency\tdB\tA-weighted\n"
    )
    measurement = read(head + table(after=after) + AUDIOTOOLS_FOOTER)
    assert measurement.dialect == "audiotools"
    assert measurement.title == "Acme One L.txt"
    assert measurement.date == "2/3/24, 10:11 AM"
    assert measurement.smoothing == Smoothing("fractional-octave", 24)
    assert measurement.weighting == "A"
    assert_rows(measurement)
    everything = repr(measurement)
    assert "12.345" not in everything
    assert "0123-456789ABCDEF" not in everything


@pytest.mark.parametrize("separator", [" ", "    ", "\t", ",", ", ", ";"])
def test_two_columns_without_names_are_frequency_and_level(separator):
    measurement = read("\n" + table(separator))
    assert measurement.dialect == "plain"
    assert measurement.remarks == ()
    assert_rows(measurement)


def test_of_three_columns_without_names_the_third_is_left_unread():
    measurement = read(with_phase("\t"))
    assert_rows(measurement)
    assert measurement.remarks == ("the third column has no name and was left unread",)


def test_four_columns_are_frequency_and_level_of_two_ears():
    rows = "".join(f"{f:.3f} {x:.3f} {f:.3f} {x:.3f}\n" for f, x in ROWS)
    assert list(read(rows).channels) == ["left", "right"]
    named = read("# freq_left  spl_left  freq_right  spl_right\n" + rows)
    assert named.dialect == "columns"
    assert list(named.channels) == ["left", "right"]


def test_more_columns_need_names():
    rows = "".join(f"{f:.3f} {x:.3f} 1 2 3\n" for f, x in ROWS)
    with pytest.raises(MeasurementFormatError, match="5 columns without names"):
        read(rows)


def test_the_own_table_keeps_its_strict_reader():
    response = read(rew()).channels["unknown"]
    measurement = read(format_curve(response, remarks=("by hand",)))
    assert measurement.dialect == "auricle"
    np.testing.assert_allclose(
        measurement.channels["unknown"].level_db, response.level_db, atol=0.005
    )
    with pytest.raises(MeasurementFormatError, match="decimal point"):
        read("frequency_hz,level_db\n20,5;80,1\n21,5;80,1\n")
    with pytest.raises(MeasurementFormatError, match="2 points, expected at least 8"):
        read("frequency_hz,level_db\n20,5\n2000,5\n")


def test_levels_that_are_no_calibrated_ones_are_remarked():
    flat = [(f, 0.0) for f, _ in ROWS]
    assert read(table(rows=flat)).remarks == ("every level is 0",)
    loud = [(f, x + 45.0) for f, x in ROWS]
    assert read(table(rows=loud)).remarks == (
        "levels up to 141 dB: the level scale is probably not calibrated",
    )
    level = [(f, (x - 90.0) / 10.0) for f, x in ROWS]
    assert "levels span only 1.2 dB" in read(table(rows=level)).remarks[0]
