"""Decimal commas and thousands separators are read right or refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.errors import MeasurementFormatError
from auricle.response.formats import read_measurement
from auricle.response.formats.read import _NotRegular, _read

from .files import FREQUENCIES_HZ, LEVELS_DB, ROWS, rew, table


def read(text: str):
    return read_measurement(text.encode("utf-8"), source="file.txt")


def grouped(number: float, decimals: int, thousands: str, decimal: str) -> str:
    """The number in a style, by Python's own grouping."""
    text = f"{number:,.{decimals}f}"
    return text.replace(",", "T").replace(".", decimal).replace("T", thousands)


@pytest.mark.parametrize("separator", ["\t", ";"])
@pytest.mark.parametrize("decimals", [0, 1, 2, 3, 6])
@pytest.mark.parametrize("level_decimals", [1, 2, 3])
@pytest.mark.parametrize(
    ("thousands", "decimal"),
    [(",", "."), (".", ","), ("'", "."), ("’", "."), (" ", ","), ("\u00a0", ","), ("\u202f", ",")],
)
def test_every_style_of_numbers_is_read_right(
    separator, decimals, level_decimals, thousands, decimal
):
    rows = "".join(
        grouped(f, decimals, thousands, decimal)
        + separator
        + grouped(x, level_decimals, thousands, decimal)
        + "\n"
        for f, x in zip(FREQUENCIES_HZ, LEVELS_DB, strict=True)
    )
    measurement = read("Frequency\tSPL\n".replace("\t", separator) + rows)
    response = measurement.channels["unknown"]
    expected_hz = [float(f"{f:.{decimals}f}") for f in FREQUENCIES_HZ]
    np.testing.assert_array_equal(response.frequency_hz, expected_hz)
    np.testing.assert_array_equal(
        response.level_db, [float(f"{x:.{level_decimals}f}") for x in LEVELS_DB]
    )
    assert "thousands separators left out" in measurement.repairs
    assert ("decimal commas read as points" in measurement.repairs) is (decimal == ",")


def test_thousands_parted_by_commas_beside_blanks_are_read_right():
    rows = "".join(
        f"{f:,.3f} {x:.3f} 12.5\n" for f, x in zip(FREQUENCIES_HZ, LEVELS_DB, strict=True)
    )
    measurement = read(rew(rows, names="* Freq(Hz) SPL(dB) Phase(degrees)"))
    assert measurement.repairs == ("thousands separators left out",)
    np.testing.assert_array_equal(
        measurement.channels["unknown"].frequency_hz, [f for f, _ in ROWS]
    )


@pytest.mark.parametrize("separator", ["\t", ";", " "])
def test_decimal_commas_with_three_digits_are_told_from_thousands_by_the_levels(separator):
    # "20,145" may be 20145; as thousands the levels would be 90 000 dB.
    measurement = read(table(separator, rows=ROWS[:30]).replace(".", ","))
    assert measurement.repairs == ("decimal commas read as points",)
    np.testing.assert_array_equal(
        measurement.channels["unknown"].frequency_hz, [f for f, _ in ROWS[:30]]
    )


def test_commas_that_may_be_either_are_refused():
    # 50 to 159 Hz, or 50 to 159 kHz: both rise, both could be, and the levels do not tell.
    rows = "".join(f"{50 + i},125\t{80 + i % 5}\n" for i in range(110))
    with pytest.raises(MeasurementFormatError, match="is the comma a decimal sign"):
        read(rows)


def test_points_between_thousands_are_seen_by_the_order():
    rows = "".join(f"{round(f):,}\t{x:.0f}\n".replace(",", ".") for f, x in ROWS)
    measurement = read(rows)
    assert measurement.repairs == ("thousands separators left out",)
    np.testing.assert_array_equal(
        measurement.channels["unknown"].frequency_hz, [round(f) for f, _ in ROWS]
    )


def test_whole_numbers_parted_by_commas_may_be_decimal_commas():
    rows = "".join(f"{100 + i},{80 + i % 5},{i % 9}\n" for i in range(60))
    with pytest.raises(MeasurementFormatError, match="can be read in two ways"):
        read(rows)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("1000,5\t80.5", "the same decimal sign in all numbers"),
        ("1.000,5\t80.5", "the same decimal sign in all numbers"),
        ("1,00.5\t80.5", "found '1,00.5', expected a number"),
        ("1.2.3\t80.5", "found '1.2.3', expected a number"),
        ("1_000\t80.5", "expected a row of numbers"),
        ("0x10\t80.5", "expected a row of numbers"),
        ("1e3e3\t80.5", "expected a number"),
        ("--5\t80.5", "expected a number"),
        ("١٠٠\t80.5", "expected a row of numbers"),
        ("1000\tnan", "found 'nan', expected a number"),
        ("1000\t-inf", "found '-inf', expected a number"),
        ("1000\t1e999", "level inf"),
        ("1000\t-250", "level -250"),
        ("-1000\t80", "-1000 Hz"),
        ("1e9\t80", "1e+09 Hz"),
    ],
)
def test_a_row_that_is_no_number_is_refused_by_its_line(row, complaint):
    lines = table().split("\n")
    lines.insert(40, row)
    with pytest.raises(MeasurementFormatError) as caught:
        read("\n".join(lines))
    assert str(caught.value).startswith("file.txt:41:")
    assert complaint in str(caught.value)


numbers = st.lists(
    st.tuples(st.floats(0.1, 9.0), st.floats(-199.0, 199.0)), min_size=8, max_size=40
)


@given(numbers, st.sampled_from(["\t", ",", ", ", ";", " ", "   "]), st.integers(0, 5))
def test_the_quick_reader_and_the_careful_one_give_the_same_numbers(steps, separator, decimals):
    frequencies_hz = 100.0 + np.cumsum([step for step, _ in steps])
    text = "".join(
        f"{f:.{decimals + 1}f}{separator}{x:.{decimals}f}\n"
        for f, (_, x) in zip(frequencies_hz, steps, strict=True)
    )
    if len(set(np.round(frequencies_hz, decimals + 1))) < len(steps):
        return  # equal frequencies are for the careful reader alone
    quick = _read(text, 0, "x", (), is_careful=False)
    careful = _read(text, 0, "x", (), is_careful=True)
    for name in ("frequency_hz", "level_db"):
        np.testing.assert_array_equal(
            getattr(quick.channels["unknown"], name), getattr(careful.channels["unknown"], name)
        )
    assert quick.remarks == careful.remarks
    assert quick.repairs == careful.repairs == ()


@given(st.text(alphabet="0123456789.- ,\t\n", max_size=120))
def test_what_the_quick_reader_accepts_the_careful_one_accepts_alike(text):
    body = "100.5,80\n101.5,81\n102.5,82\n103.5,83\n104.5,84\n105.5,85\n106.5,86\n" + text
    try:
        quick = _read(body, 0, "x", (), is_careful=False)
    except (_NotRegular, MeasurementFormatError):
        return
    careful = _read(body, 0, "x", (), is_careful=True)
    np.testing.assert_array_equal(
        quick.channels["unknown"].level_db, careful.channels["unknown"].level_db
    )
