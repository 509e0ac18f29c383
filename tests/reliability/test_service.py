import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.errors import ServiceDataError
from auricle.reliability import ServiceData, parse_service_data

TABLE = """\
# repairs of one shop, 2019 to 2024
months,failed
24,0
6,1

14.5,1
24,1
"""


def read(text):
    return parse_service_data(text, source="x.csv")


def test_a_table_is_read_in_the_order_of_age_with_failures_first():
    data = read(TABLE)
    assert data.age_months.tolist() == [6.0, 14.5, 24.0, 24.0]
    assert data.has_failed.tolist() == [True, True, True, False]
    assert (data.n_units, data.n_failures, data.exposure_months) == (4, 3, 68.5)


def test_the_arrays_are_read_only_copies():
    ages = np.array([6.0, 12.0])
    data = ServiceData(ages, np.array([True, False]))
    ages[0] = 99.0
    assert data.age_months[0] == 6.0
    with pytest.raises(ValueError, match="read-only"):
        data.age_months[0] = 1.0


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("6", "parted by one comma"),
        ("6,1,1", "parted by one comma"),
        ("6;1", "parted by one comma"),
        ("six,1", "an age in months"),
        ("0,1", "an age above 0"),
        ("-3,1", "an age above 0"),
        ("nan,1", "an age in months"),
        ("1e999,0", "an age above 0"),
        ("1300,0", "up to 1200 months"),
        ("6,2", "'failed' as 0 or 1"),
        ("6,yes", "'failed' as 0 or 1"),
        ("6,", "'failed' as 0 or 1"),
        ("6,5,1", "parted by one comma"),  # a decimal comma is never misread
    ],
)
def test_a_line_that_is_no_unit_is_refused_with_its_place(line, expected):
    with pytest.raises(ServiceDataError) as refusal:
        read(f"months,failed\n24,0\n{line}\n")
    [fault] = refusal.value.faults
    assert (fault.file, fault.line, fault.found) == ("x.csv", 3, repr(line))
    assert expected in fault.expected


@pytest.mark.parametrize("text", ["", "# only a remark\n", "months,failed\n", "age,failed\n6,1\n"])
def test_a_table_without_header_or_units_is_refused(text):
    with pytest.raises(ServiceDataError, match="months,failed"):
        read(text)


def test_all_faults_are_reported_at_once():
    with pytest.raises(ServiceDataError) as refusal:
        read("months,failed\n6,2\n7,1\n0,1\n")
    assert [fault.line for fault in refusal.value.faults] == [2, 4]


@given(st.text())
def test_any_text_is_read_or_refused(text):
    for content in (text, "months,failed\n" + text):
        try:
            data = read(content)
        except ServiceDataError as error:
            assert str(error).startswith("x.csv:")  # noqa: PT017 - either may happen
        else:
            assert data.n_units > 0


@given(st.lists(st.tuples(st.floats(0.001, 1200.0), st.booleans()), min_size=1))
def test_what_is_written_is_read_back(rows):
    text = "months,failed\n" + "".join(f"{age!r},{int(failed)}\n" for age, failed in rows)
    data = read(text)
    pairs = zip(data.age_months.tolist(), data.has_failed.tolist(), strict=True)
    assert sorted(pairs) == sorted(rows)


@pytest.mark.parametrize(
    ("ages", "failed"),
    [([], []), ([1.0], [True, False]), ([[1.0]], [[True]]), ([0.0], [True]), ([np.nan], [True])],
)
def test_ages_that_cannot_be_are_refused(ages, failed):
    with pytest.raises(ValueError, match="age_months"):
        ServiceData(np.array(ages), np.array(failed))
