import contextlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.errors import MeasurementFormatError
from auricle.response import R40_HZ, FrequencyResponse
from auricle.response.formats import format_curve, load_rigs, load_target, parse_curve

levels_db = st.lists(st.integers(-9999, 9999).map(lambda n: n / 100.0), min_size=121, max_size=121)


@given(levels_db)
def test_a_curve_reads_back_as_it_was_written(levels):
    response = FrequencyResponse(R40_HZ, np.array(levels))
    again = parse_curve(format_curve(response, remarks=("a remark",)), source="x.csv")
    np.testing.assert_array_equal(again.frequency_hz, R40_HZ)
    np.testing.assert_allclose(again.level_db, levels, atol=1e-9)


@given(st.text())
def test_random_text_is_read_or_refused_and_nothing_else(text):
    with contextlib.suppress(MeasurementFormatError):
        assert parse_curve(text, source="x.csv").level_db.size >= 2


HEADER = "frequency_hz,level_db\n"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "0 data rows, expected at least 2"),
        ("20,1\n40,2\n", "x.csv:1:1: found '20,1', expected 'frequency_hz,level_db'"),
        (HEADER + "20,1\n", "1 data rows"),
        (HEADER + "20,1\n20,2\n", "x.csv:3:1: found 20 Hz after 20 Hz, expected rising"),
        (HEADER + "40,1\n20,2\n", "20 Hz after 40 Hz"),
        (HEADER + "-1,1\n20,2\n", "-1 Hz after 0 Hz"),
        (HEADER + "20,1,5\n40,2\n", "expected frequency and level with a decimal point"),
        (HEADER + "20;1\n40;2\n", "expected frequency and level"),
        (HEADER + "20,abc\n40,2\n", "expected frequency and level"),
        (HEADER + "20,nan\n40,2\n", "expected frequency and level"),
        (HEADER + "20,1e999\n40,2\n", "level inf, expected one within 200 dB of 0"),
        (HEADER + "20,1e9\n40,2\n", "level 1e+09, expected one within 200 dB of 0"),
        (HEADER + "nan,1\n40,2\n", "expected frequency and level"),
        (HEADER + "20,1\n1e999,2\n", "inf Hz"),
        (HEADER + "20,1,5\n", "x.csv:2:1"),
    ],
)
def test_a_table_that_is_none_is_refused_with_its_place(text, complaint):
    with pytest.raises(MeasurementFormatError) as refusal:
        parse_curve(text, source="x.csv")
    assert complaint in str(refusal.value)


def test_remarks_and_blank_lines_are_passed_over_anywhere():
    response = parse_curve(f"# a\n\n{HEADER}# b\n20,1\n\n40,2\n# c", source="x.csv")
    np.testing.assert_array_equal(response.level_db, [1.0, 2.0])


@pytest.mark.parametrize("rig", load_rigs().values(), ids=lambda rig: rig.slug)
def test_every_target_that_a_rig_names_is_there_and_0_db_at_1_khz(rig):
    for slug in rig.targets.values():
        target = load_target(slug)
        assert float(target.response.on([1000.0])[0]) == pytest.approx(0.0, abs=1e-9)
        assert target.name
        assert target.origin
