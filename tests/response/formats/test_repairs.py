"""Rows that need mending: mended and named, or refused by their line."""

import numpy as np
import pytest

from auricle.errors import MeasurementFormatError
from auricle.response.formats import read_measurement

from .files import ROWS, rew, table


def read(text: str):
    return read_measurement(text.encode("utf-8"), source="file.txt")


def text_of(rows) -> str:
    return "".join(f"{f:.3f}\t{x:.3f}\n" for f, x in rows)


def assert_rows(measurement, rows) -> None:
    response = measurement.channels["unknown"]
    np.testing.assert_array_equal(response.frequency_hz, [f for f, _ in rows])
    np.testing.assert_allclose(response.level_db, [x for _, x in rows], atol=1e-12)


def test_falling_rows_are_turned_round():
    measurement = read(text_of(ROWS[::-1]))
    assert measurement.repairs == ("rows turned round: they stood in falling order",)
    assert_rows(measurement, ROWS)


def test_rows_at_0_hz_are_left_out():
    measurement = read(text_of([(0.0, 30.0), *ROWS]))
    assert measurement.repairs == ("1 row at 0 Hz left out",)
    assert_rows(measurement, ROWS)


def test_duplicates_are_averaged_and_counted():
    doubled = [*ROWS[:10], ROWS[9], *ROWS[10:20], (ROWS[19][0], ROWS[19][1] + 0.5), *ROWS[20:]]
    measurement = read(text_of(doubled))
    assert measurement.repairs == (
        "2 duplicate frequencies averaged, their levels up to 0.5 dB apart",
    )
    expected = list(ROWS)
    expected[19] = (ROWS[19][0], ROWS[19][1] + 0.25)
    assert_rows(measurement, expected)


def test_a_stray_row_whose_level_fits_is_sorted_in():
    rows = [*ROWS[:20], ROWS[21], ROWS[20], *ROWS[22:]]
    flat = [(f, 90.0 + i / 100.0) for i, (f, _) in enumerate(rows)]
    measurement = read(text_of(flat))
    assert measurement.repairs == ("1 row sorted",)
    assert_rows(measurement, sorted(flat))


def test_a_step_back_of_a_hair_is_sorted_whatever_the_level():
    # A drawing of a cliff that was traced: the pen went back by less than 1/48 octave.
    rows = [*ROWS[:40], (ROWS[39][0] * 0.995, ROWS[39][1] - 30.0), *ROWS[40:]]
    measurement = read(text_of(rows))
    assert measurement.repairs == ("1 row sorted",)
    assert measurement.n_points == 61


def test_a_stray_row_whose_level_does_not_fit_is_refused():
    rows = [*ROWS[:40], (ROWS[20][0] * 1.03, 40.0), *ROWS[40:]]
    with pytest.raises(MeasurementFormatError, match=r"file.txt:41:1: found .* does not fit"):
        read(text_of(rows))


def test_a_stray_row_below_all_others_is_refused():
    # A digit was lost: 126.992 became 12.992. Its level fits that of 20 Hz by chance.
    rows = [(f, 90.0) for f, _ in ROWS]
    rows[16] = (12.992, 90.0)
    with pytest.raises(MeasurementFormatError, match=r"file\.txt:17:1: found 12\.992 Hz"):
        read(text_of(rows))


@pytest.mark.parametrize("second", [ROWS, [(f, 0.0) for f, _ in ROWS], ROWS[10:30]])
def test_two_tables_one_after_the_other_are_refused_where_the_second_begins(second):
    with pytest.raises(MeasurementFormatError, match=r"file.txt:61:1: .* not a second table"):
        read(text_of(ROWS) + text_of(second))


def test_two_tables_row_by_row_are_refused():
    mixed = [row for f, x in ROWS for row in ((f, x), (f, x - 12.0))]
    with pytest.raises(MeasurementFormatError, match=r"file.txt:1:1: .* one level for a frequency"):
        read(text_of(mixed))


def test_a_second_header_is_refused():
    with pytest.raises(
        MeasurementFormatError, match=r"file.txt:75:1: found the header of a second"
    ):
        read(rew() + rew())


def test_two_tables_glued_on_one_line_are_refused_at_that_line():
    rows = text_of(ROWS)
    with pytest.raises(MeasurementFormatError, match=r"file.txt:60:1: found 3 numbers"):
        read(rows.rstrip("\n") + rows)
    pairs = rows.rstrip("\n") + "7.5\n" + rows
    with pytest.raises(MeasurementFormatError, match=r"file.txt:60:1: found '\d+\.\d+\.5'"):
        read(pairs)


@pytest.mark.parametrize(
    "tail", ["18245", "18245.606", "18245.606\t", "18245.606\t8", "18245.606\t85.8", "18245.606\t-"]
)
def test_a_last_row_that_was_cut_is_left_out(tail):
    measurement = read(text_of(ROWS[:-1]) + tail)
    assert measurement.repairs == ("incomplete last row left out",)
    assert_rows(measurement, ROWS[:-1])


@pytest.mark.parametrize("level", ["8", "-"])
def test_a_last_level_that_lost_a_digit_is_left_out_whatever_the_decimals(level):
    rows = "".join(f"{f:.3f}\t{x:.3f}".rstrip("0") + "\n" for f, x in ROWS[:-1])
    measurement = read("15.5\t85\n" + rows + f"18245.606\t{level}")
    assert measurement.repairs == ("incomplete last row left out",)
    assert_rows(measurement, [(15.5, 85.0), *ROWS[:-1]])


def test_a_last_level_that_may_have_lost_decimals_is_remarked():
    rows = "".join(f"{f:.3f}\t{x:.3f}".rstrip("0") + "\n" for f, x in ROWS[:-1])
    measurement = read("15.5\t85\n" + rows + "18245.606\t85.8")
    assert measurement.repairs == ()
    assert "no line end follows the last row: its level may lack decimals" in measurement.remarks


def test_a_last_row_without_its_phase_and_without_a_line_end_is_left_out():
    rows = "".join(f"{f:.3f} {x:.3f} 12.5\n" for f, x in ROWS)
    measurement = read(rew(rows.removesuffix(" 12.5\n"), names="* Freq(Hz) SPL(dB) Phase(deg)"))
    assert measurement.repairs == ("incomplete last row left out",)


def test_a_last_row_that_only_lacks_its_line_end_is_kept():
    measurement = read(text_of(ROWS).rstrip("\n"))
    assert measurement.repairs == ()
    assert_rows(measurement, ROWS)


@pytest.mark.parametrize("row", ["100.1", "100.1\t", "\t80.5", "100.1\t8x", "100.1\t-"])
def test_an_incomplete_row_within_the_table_is_refused(row):
    lines = text_of(ROWS).split("\n")
    lines.insert(30, row)
    with pytest.raises(MeasurementFormatError, match=r"file\.txt:31:"):
        read("\n".join(lines))


def test_a_phase_may_be_missing():
    lines = [f"{f:.3f}\t{x:.3f}\t-12.50" for f, x in ROWS]
    lines[7] = lines[7].rpartition("\t")[0]
    lines[9] = lines[9].rpartition("\t")[0] + "\t"
    measurement = read(rew("\n".join(lines), names="* Freq(Hz)\tSPL(dB)\tPhase(degrees)"))
    assert measurement.repairs == ()
    assert_rows(measurement, ROWS)


def test_columns_that_are_empty_are_no_matter():
    lines = [f"{f:.3f}\t{x:.3f}\t12.50\t\t\t\t" for f, x in ROWS]
    lines.insert(20, "\t\t\t")
    measurement = read(rew("\n".join(lines), names="* Freq(Hz)\tSPL(dB)\tPhase(degrees)\t\t\t"))
    assert_rows(measurement, ROWS)


def slipped(level_of_others: float) -> str:
    lines = [f"{f:.3f}\t{x:.3f}\t{(i * 37) % 360 - 180}.5" for i, (f, x) in enumerate(ROWS)]
    for at in (13, 14, 40):
        f, x = ROWS[at]
        lines[at] = f"{f:.3f}\t\t{x + level_of_others:.3f}"
    return rew("\n".join(lines), names="* Freq(Hz)\tSPL(dB)\tPhase(degrees)")


def test_levels_that_slipped_into_the_next_column_are_taken_from_there():
    measurement = read(slipped(0.0))
    assert measurement.repairs == ("3 levels taken from the next column, where they had slipped",)
    assert_rows(measurement, ROWS)


def test_numbers_in_the_next_column_that_may_be_phases_are_not_taken():
    with pytest.raises(MeasurementFormatError, match="no level in"):
        read(slipped(-60.0))


@pytest.mark.parametrize("count", [2, 7])
def test_too_few_points_are_refused(count):
    with pytest.raises(MeasurementFormatError, match=f"{count} points, expected at least 8"):
        read(text_of(ROWS[-count:]))


def test_prose_below_a_table_is_refused():
    with pytest.raises(MeasurementFormatError, match=r"file\.txt:61:1: found 'The end'"):
        read(text_of(ROWS) + "The end\n")


@pytest.mark.parametrize("separator", ["\t", ",", " "])
def test_a_broken_first_row_is_no_title(separator):
    broken = f"2O.5{separator}80.5\n"
    with pytest.raises(MeasurementFormatError, match="a row of numbers or names"):
        read(broken + table(separator))


@pytest.mark.parametrize("row", ["2O.5\t80.5", "2O.5\t8O.5", "?", "twenty"])
@pytest.mark.parametrize("names", ["freq\tspl", "* Freq(Hz)\tSPL(dB)"])
def test_a_broken_first_row_below_names_is_refused(row, names):
    with pytest.raises(MeasurementFormatError, match=r"file\.txt:2:1: .* a row of numbers"):
        read(f"{names}\n{row}\n" + table())


def test_remarks_between_rows_are_no_matter():
    lines = text_of(ROWS).split("\n")
    lines.insert(30, "# checked again")
    lines.insert(20, "")
    assert_rows(read("\n".join(lines)), ROWS)


PATHS = [
    r"C:\Users\somebody\Desktop\one.txt",
    "/Users/somebody/Desktop/one.txt",
    "/home/somebody/one.txt",
    "file:///C:/Users/somebody/one.txt",
    r"\\server\somebody\one.txt",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_path_in_a_header_goes_nowhere(path):
    for stated in ({"Source": path}, {"Note": f"imported from {path}"}, {"Measurement": path}):
        assert "somebody" not in repr(read(rew(**stated)))
    with pytest.raises(MeasurementFormatError) as caught:
        read(text_of(ROWS) + path + "\n")
    assert "somebody" not in str(caught.value)


def test_serial_numbers_go_nowhere():
    assert "7654321" not in repr(read(rew(Measurement="One, Serial Number 7654321")))
    with pytest.raises(MeasurementFormatError) as caught:
        read(text_of(ROWS) + "SERNO: 7654321\n")
    assert "7654321" not in str(caught.value)
