"""Whatever stands in a file: it is read or refused with an AuricleError, soon."""

import contextlib
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auricle.errors import AuricleError, MeasurementFormatError, NotACurveError
from auricle.response.formats import MAX_BYTES, read_measurement
from auricle.response.measurement import Measurement

from .files import ROWS, rew, table

GOOD = tuple(
    text.encode("utf-8")
    for text in (
        rew(),
        "frequency,raw,error\n" + table(",", after=",1.00"),
        "frequency_hz,level_db\n" + table(","),
        "Frequency\tdB\tUnweighted\n" + table() + "overall dB\t88.0 dB\npeak\t31.0Hz",
        "Left,,Right,\nX,Y,X,Y\nHz,dB,Hz,dB\n"
        + "".join(f"{f:.3f},{x:.3f},{f:.3f},{x:.3f}\n" for f, x in ROWS),
        table("    "),
        table(";").replace(".", ","),
        "Частота\tдБ\n" + table(),
    )
)


def read_or_refuse(data: bytes) -> Measurement | None:
    """Read, and hold what was read to what a measurement promises."""
    try:
        measurement = read_measurement(data, source="x")
    except AuricleError as error:
        refusal = str(error)
    else:
        refusal = ""
    if refusal:
        assert refusal.startswith("x:")
        assert len(refusal) < 500
        return None
    for response in measurement.channels.values():
        assert response.frequency_hz.size >= 8
        assert np.abs(response.level_db).max() <= 200.0
    return measurement


@given(st.binary(max_size=300))
def test_random_bytes_are_read_or_refused(data):
    read_or_refuse(data)


@given(st.text(alphabet="0123456789.,;-+eE \t\n\r\"'*#nainfHz\u00a0", max_size=300))
def test_random_digits_and_separators_are_read_or_refused(text):
    read_or_refuse(text.encode("utf-8"))


@given(st.sampled_from(GOOD), st.integers(0, 5000), st.binary(max_size=6), st.integers(0, 40))
def test_good_files_with_bytes_replaced_are_read_or_refused(data, at, piece, length):
    at %= len(data)
    read_or_refuse(data[:at] + piece + data[at + length :])


@given(st.sampled_from(GOOD), st.integers(0, 5000), st.integers(0, 5000))
def test_lines_that_change_places_are_read_or_refused(data, one, other):
    lines = data.split(b"\n")
    one, other = one % len(lines), other % len(lines)
    lines[one], lines[other] = lines[other], lines[one]
    read_or_refuse(b"\n".join(lines))


@settings(deadline=None)
@given(st.sampled_from(GOOD), st.integers(0, 5000))
def test_a_file_cut_anywhere_gives_no_level_that_was_not_in_it(data, at):
    whole = read_measurement(data, source="x")
    cut = read_or_refuse(data[: at % len(data)])
    if cut is None:
        return
    for channel, response in cut.channels.items():
        names = [channel] if channel in whole.channels else list(whole.channels)
        full = whole.channels[names[0]]
        size = response.frequency_hz.size
        np.testing.assert_array_equal(response.frequency_hz, full.frequency_hz[:size])
        np.testing.assert_array_equal(response.level_db, full.level_db[:size])


@given(
    st.sampled_from(GOOD),
    st.sampled_from(["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32", "utf-7", "cp037"]),
)
def test_good_files_in_another_encoding_are_read_alike_or_refused(data, encoding):
    text = data.decode("utf-8")
    with contextlib.suppress(UnicodeEncodeError):
        measurement = read_or_refuse(text.encode(encoding))
        if encoding in ("utf-16", "utf-8-sig", "utf-32"):
            assert measurement is not None
        if measurement is not None:
            whole = read_measurement(data, source="x").channels
            for channel, response in measurement.channels.items():
                np.testing.assert_array_equal(response.level_db, whole[channel].level_db)


FINDINGS = (
    b"jreq\x96\x96\x96\x96\x96908\t380\n\t1\n31\t880",  # a table of one row
    b"frequency_hz,level_db\n1,1\n23,3\n24,4\n25,5\n29222222222231,11\n",
    b"*',\n\n-40,- 4\n-40,- ",  # a minus between a comma and its blank
    b"freq\n7 \xff9,5\n1,37 58\n,0.014 1.",  # a comma at the end of one cell, a blank after another
    b"\t5\t4\n.2\n3\n0",  # a last row without a level, below another
    b"frequey_hz,level_db\n\xa0\n26,17",  # a line of nothing but a blank that does not break
    b"frerz\n~q(Hz) 1\n\n v20 81\n3  81\n1 31 81\n",  # several blanks between cells, and names
)


@pytest.mark.parametrize("data", FINDINGS)
def test_what_a_fuzzer_found_is_refused(data):
    with pytest.raises(MeasurementFormatError):
        read_measurement(data, source="x")


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"1" * (MAX_BYTES + 1), f"at most {MAX_BYTES}"),
        (b"20 80\n" * 600_002, "at most 600000"),
        (b"20" + b" " * 100_001 + b"80\n", "at most 100000"),
        (b"20\t80\t" + b"1\t" * 62 + b"1.x\n" + b"20" + b"\t80" * 99, "expected"),
        ((b"\t".join([b"20"] * 66) + b"\n") * 9, "66 columns, expected at most 64"),
    ],
    ids=["bytes", "lines", "line", "cells", "columns"],
)
def test_files_of_no_measure_are_refused(data, complaint):
    with pytest.raises(AuricleError, match=complaint):
        read_measurement(data, source="x")


LONG = 90_000  # characters, below what is refused for its length


@pytest.mark.parametrize(
    "line",
    [
        b" " * LONG + b"x",
        b"\t" * LONG,
        b"1" * LONG + b"'",
        b"1," * (LONG // 2) + b"'",
        b"1,111" * (LONG // 5) + b" 1'",
        b"1 " * (LONG // 2),
        b" ," * (LONG // 2) + b"1 1",
        b"nan" * (LONG // 3) + b"1 na",
        b"inf" * (LONG // 3) + b"1 infinit",
        b"e" * LONG + b"1 1x",
        b'"' * LONG + b"1,1",
        b"sens" + b" " * LONG,
        b"* Note: " + b"C:" * (LONG // 2),
        b"1/" * (LONG // 2) + b" octave",
        b"[" * LONG,
        b"<" * LONG,
        b"serial " * (LONG // 7),
        b"a=" * (LONG // 2),
        b"\xe9" * LONG,
        b"\x83\x7d" * (LONG // 2),
    ],
    ids=lambda line: repr(line[:8]),
)
@pytest.mark.parametrize("place", ["alone", "above", "below"])
def test_no_line_takes_longer_than_its_length_allows(line, place):
    rows = table().encode()
    data = {"alone": line, "above": line + b"\n" + rows, "below": rows + line + b"\n" + rows}
    began = time.process_time()
    read_or_refuse(data[place])
    assert time.process_time() - began < 2.0


@pytest.mark.parametrize("blank", [b"\n", b" \n", b"*\n", b'"\n', b",\n"])
def test_many_lines_without_a_table_take_time_in_proportion(blank):
    began = time.process_time()
    with pytest.raises(NotACurveError):
        read_measurement(blank * 200_000, source="x")
    assert time.process_time() - began < 5.0
