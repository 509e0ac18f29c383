import codecs

import numpy as np
import pytest

from auricle.errors import MeasurementFormatError, NotACurveError
from auricle.response.formats import read_measurement

from .files import ROWS, rew, table


def read(data: bytes):
    measurement = read_measurement(data, source="file.txt")
    response = measurement.channels["unknown"]
    np.testing.assert_array_equal(response.frequency_hz, [f for f, _ in ROWS])
    np.testing.assert_array_equal(response.level_db, [x for _, x in ROWS])
    return measurement


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_without_a_remark(encoding):
    measurement = read(rew(Measurement="Łódź ∆ L").encode(encoding))
    assert measurement.title == "Łódź ∆ L"
    assert measurement.remarks == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_shows_by_its_zeros(encoding):
    assert read(rew(Measurement="∆ L").encode(encoding)).title == "∆ L"


def test_utf_16_of_an_odd_number_of_bytes_is_refused():
    data = codecs.BOM_UTF16_LE + rew().encode("utf-16-le")[:-1]
    with pytest.raises(MeasurementFormatError, match="bytes that are no UTF-16"):
        read_measurement(data, source="file.txt")


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp949", "헤드폰 왼쪽"),
        ("cp932", "ヘッドホン 左"),
        ("cp1252", "Hauptlautstärke für Männer’s"),
        ("cp1250", "Głośność słuchawek"),
        ("cp1251", "Наушники закрытого типа"),
    ],
)
def test_an_old_encoding_is_guessed_and_the_guess_is_told(encoding, words):
    measurement = read(rew(Measurement=words).encode(encoding))
    assert measurement.title == words
    told = f"the text is not UTF-8 and was read as {encoding.upper()}"
    assert any(remark.startswith(told) for remark in measurement.remarks)
    assert measurement.status == "read"


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp932", "周波数\t音圧"),
        ("gbk", "频率\t幅度"),
        ("cp949", "주파수\t음압"),
        ("cp1251", "Частота\tУровень"),
    ],
)
def test_names_of_columns_are_known_in_old_encodings(encoding, names):
    assert read((names + "\n" + table()).encode(encoding)).dialect == "columns"


def test_bytes_of_no_encoding_leave_the_numbers_alone():
    assert read(rew(Note="\udc81\udc8d\udcff").encode("utf-8", "surrogateescape")).title


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_lines_may_end_in_any_way(end):
    read(rew(end=end).encode("utf-8"))


def test_lines_may_end_in_several_ways_and_the_last_one_in_none():
    ends = ["\n", "\r\n", "\r", "\r\r\n"]
    rows = "".join(f"{f:.3f}\t{x:.3f}{ends[i % 4]}" for i, (f, x) in enumerate(ROWS))
    read(rows.encode("utf-8"))
    read(rows.rstrip("\r\n").encode("utf-8"))


@pytest.mark.parametrize("line", [1, 30])
@pytest.mark.parametrize("sign", ["\0", "\x1a", "\x1b", "\x7f"])
def test_control_characters_are_refused_by_their_line(sign, line):
    lines = table().split("\n")
    lines[line - 1] += sign
    with pytest.raises(MeasurementFormatError, match=rf"file.txt:{line}:1: found control"):
        read_measurement("\n".join(lines).encode("utf-8"), source="file.txt")


def test_binary_data_is_named():
    with pytest.raises(NotACurveError, match="binary data"):
        read_measurement(bytes(range(256)) * 4, source="file.txt")
