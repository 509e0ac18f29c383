import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.drive import ImpedanceCurve, parse_impedance
from auricle.errors import MeasurementFormatError

from .parts import frequencies, ohms

REW = """\
* Impedance data saved by REW
* Note: left, on the head
* Freq(Hz) Z(Ohms) Phase(degrees)
20.000 33.512 10.250
40.000 40.125 -3.500

# a remark in between
80.000 36.000 -12.000
"""


def parse(text):
    return parse_impedance(text, source="z.txt")


def refusal_of(text):
    with pytest.raises(MeasurementFormatError) as refusal:
        parse(text)
    assert refusal.value.code == "measurement-format"
    return str(refusal.value)


@st.composite
def tables(draw):
    f = draw(frequencies())
    columns = [f.tolist(), draw(st.lists(ohms, min_size=f.size, max_size=f.size))]
    if draw(st.booleans()):
        phases = st.floats(-90.0, 90.0)
        columns.append(draw(st.lists(phases, min_size=f.size, max_size=f.size)))
    return columns


@given(
    tables(),
    st.sampled_from([",", ", ", ";", "; ", "\t", " ", "   ", " \t "]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "frequency_hz;ohm\n", "# remark\n", "* Freq Z\n", "Freq(Hz) Z(Ω)\n\n"]),
)
def test_what_was_written_is_read_again(columns, separator, line_end, header):
    rows = [separator.join(map(repr, row)) for row in zip(*columns, strict=True)]
    curve = parse(header.replace("\n", line_end) + line_end.join(rows) + line_end)
    np.testing.assert_array_equal(curve.frequency_hz, columns[0])
    np.testing.assert_allclose(np.abs(curve.impedance_ohm), columns[1], rtol=1e-12)
    if len(columns) == 3:
        np.testing.assert_allclose(np.rad2deg(np.angle(curve.impedance_ohm)), columns[2], atol=1e-9)
        assert curve.origin.startswith("measured")
    else:
        assert curve.origin.startswith("measured magnitude, minimum phase")


def test_an_export_of_rew_is_read_with_its_phase():
    curve = parse(REW)
    assert curve.frequency_hz.tolist() == [20.0, 40.0, 80.0]
    phase = math.radians(10.25)
    expected = 33.512 * complex(math.cos(phase), math.sin(phase))
    assert complex(curve.impedance_ohm[0]) == pytest.approx(expected, rel=1e-12)


def test_what_a_curve_was_read_from_may_be_as_short_as_two_rows():
    assert isinstance(parse("20 32\n20000 33"), ImpedanceCurve)


BROKEN = {
    "nothing": ("", "z.txt:1:1: found 0 data rows, expected at least 2"),
    "words": ("no table\n", "found 0 data rows"),
    "one row": ("f,z\n20,32\n", "found 1 data rows, expected at least 2"),
    "a decimal comma beside a semicolon": ("20;32,5\n25;33,1\n", "z.txt:1:1: found '20;32,5'"),
    "a decimal comma beside a tab": ("20\t32,5\n25\t33,1\n", "a decimal point"),
    "a decimal comma beside a blank": ("20 32,5\n25 33,1\n", "a decimal point"),
    "a decimal comma beside a comma": ("20, 32,5\n25, 33,1\n", "a decimal point"),
    "decimal commas in both columns": ("20,0;32,5\n25,0;33,1\n", "a decimal point"),
    "a comma of thousands": ("20 32\n1,000 33\n", "z.txt:2:1"),
    "decimal commas alone": ("20,0,32,5\n25,0,33,1\n", "z.txt:1:1"),
    "a column in dB": ("Freq (Hz),SPL (dB)\n20,80\n25,81\n", "z.txt:1:1: found a column in dB"),
    "a column in dBSPL": ("hz;dBSPL\n20;80\n25;81\n", "found a column in dB"),
    "a column in kΩ": ("f\tZ (kΩ)\n20\t0.3\n25\t0.4\n", "found kΩ, expected Hz, Ω and degrees"),
    "a column in kΩ with the sign of the ohm": ("f Z/k\u2126\n20 0.3\n25 0.4\n", "found kΩ"),
    "a column in kohm": ("f,kohm\n20,0.3\n25,0.4\n", "found kΩ"),
    "frequencies in kHz": ("f (kHz),Z (ohm)\n0.02,40\n0.1,60\n", "found frequencies in kHz"),
    "a phase in radians": ("Hz,ohm,rad\n20,40,0.1\n100,60,0.2\n", "found a phase in radians"),
    "a column in kOhms": ("f,Z_kOhms\n20,0.3\n25,0.4\n", "found kΩ"),
    "a column in kilohms": ("f,impedance (kilo ohms)\n20,0.3\n25,0.4\n", "found kΩ"),
    "falling frequencies": ("20 32\n25 33\n24 33\n", "z.txt:3:1: found 24 Hz after 25 Hz"),
    "one frequency twice": ("20 32\n20 33\n", "z.txt:2:1: found 20 Hz after 20 Hz"),
    "a frequency of 0": ("0 32\n20 33\n", "found 0 Hz after 0 Hz, expected rising"),
    "a frequency below 0": ("-1 32\n20 33\n", "found -1 Hz"),
    "an endless frequency": ("20 32\n1e400 33\n", "z.txt:2:1: found inf Hz"),
    "an impedance of 0": ("20 32\n30 0\n", "z.txt:2:1: found 0 Ω, expected one from 0.001"),
    "an impedance below 0": ("20 32\n30 -32\n", "found -32 Ω"),
    "an endless impedance": ("20 32\n30 1e400\n", "found inf Ω"),
    "a huge impedance": ("20 32\n30 1e7\n", "found 1e+07 Ω"),
    "next to no impedance": ("20 1e-200\n30 1e-200\n", "z.txt:1:1: found 1e-200 Ω"),
    "a phase beyond 90": ("20 32 91\n30 32 0\n", "found a phase of 91°, expected one within 90°"),
    "a phase below -90": ("20 32 0\n30 32 -90.1\n", "z.txt:2:1: found a phase of -90.1°"),
    "an endless phase": ("20 32 1e400\n30 32 0\n", "found a phase of inf°"),
    "nan": ("20 32\n30 nan\n", "z.txt:2:1: found '30 nan'"),
    "inf": ("20 32\n30 inf\n", "z.txt:2:1: found '30 inf'"),
    "digits of another script": ("20 32\n30 ٣٢\n", "z.txt:2:1"),
    "an underscore": ("20 32\n30 3_2\n", "z.txt:2:1"),
    "3 numbers, then 2": ("20 32 1\n30 32\n", "z.txt:2:1: found '30 32', expected 3 numbers"),
    "2 numbers, then 3": ("20 32\n30 32 1\n", "expected 2 numbers, as above"),
    "1 number": ("20\n30\n", "expected a frequency and an impedance"),
    "4 numbers": ("20 32 1 5\n30 32 1 5\n", "z.txt:1:1: found '20 32 1 5'"),
    "words below the rows": ("20 32\n30 33\nthe end\n", "z.txt:3:1: found 'the end'"),
    "an endless header": ("a\n" * 41 + "20 32\n30 33\n", "z.txt:41:1: found 'a'"),
    "a byte order mark": ("\ufeff20 32\n30 33\n40 34\n", "found a byte order mark"),
    "bytes of a picture": ("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "found 0 data rows"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_table_that_is_none_is_refused_with_its_line(name):
    text, said = BROKEN[name]
    assert said in refusal_of(text)


def test_a_phase_of_90_is_that_of_a_pure_coil():
    z = parse("20 32 90\n30 32 -90\n").impedance_ohm
    np.testing.assert_allclose(z, [32.0j, -32.0j], atol=1e-12)


def test_a_title_may_hold_numbers_and_commas():
    curve = parse("DT 1990, 250 Ω, left, 2024-05-01\nHz, Ω\n20, 360.5\n25, 361\n")
    assert abs(curve.impedance_ohm[0]) == pytest.approx(360.5)


def refused_or_read(text):
    try:
        curve = parse(text)
    except MeasurementFormatError:
        return
    assert np.isfinite(curve.impedance_ohm).all()
    assert np.all(np.diff(curve.frequency_hz) > 0.0)


@given(st.text())
def test_any_text_is_read_or_refused(text):
    refused_or_read(text)


@given(st.text(alphabet="0123456789.,;- \t\n\re+ΩkdBHz#*\ufeff", max_size=60))
def test_any_text_of_the_signs_of_a_table_is_read_or_refused(text):
    refused_or_read(text)


cells = st.floats().map(repr) | st.integers(-(10**6), 10**6).map(str) | st.just("1e400")
lines = st.lists(cells, min_size=1, max_size=4)


@given(st.lists(lines, max_size=6), st.sampled_from([",", ";", " ", "\t", ", "]))
def test_any_table_of_numbers_is_read_or_refused(table, separator):
    refused_or_read("\n".join(separator.join(row) for row in table))


def test_a_table_that_does_not_reach_over_the_band_says_so():
    whole = parse_impedance("20,60\n1000,62\n20000,70\n", source="z.csv")
    part = parse_impedance("20,60\n400,62\n", source="z.csv")
    assert whole.origin == "measured magnitude, minimum phase"
    assert "only from 20 to 400 Hz" in part.origin
