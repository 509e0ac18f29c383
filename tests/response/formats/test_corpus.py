"""The real files: all are read, or refused with the reason, as the index of the folder has it."""

import csv
import re
from functools import cache

import numpy as np
import pytest

from auricle.errors import AuricleError, MeasurementFormatError, NotACurveError
from auricle.response.formats import read_measurement
from auricle.response.formats.read import _NotRegular, _read
from auricle.response.formats.sheet import data_start
from auricle.response.measurement import Measurement, Smoothing

from .files import DATA, NO_DATA, independent_rows

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=NO_DATA)


@cache
def data_of(folder: str) -> dict[str, bytes]:
    root = DATA / folder
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != "index.csv"
    }


@cache
def outcomes(folder: str) -> dict[str, Measurement | AuricleError]:
    found: dict[str, Measurement | AuricleError] = {}
    for name, data in data_of(folder).items():
        try:
            found[name] = read_measurement(data, source="file")
        except AuricleError as error:
            found[name] = error
    return found


def odd(number: str) -> Measurement | AuricleError:
    return next(out for name, out in outcomes("odd").items() if name.startswith(number))


def odd_measurement(number: str) -> Measurement:
    outcome = odd(number)
    assert isinstance(outcome, Measurement), outcome
    return outcome


def test_every_file_of_the_index_is_there():
    for folder in ("odd", "curves", "targets"):
        with (DATA / folder / "index.csv").open(encoding="utf-8", newline="") as file:
            assert {row["file"] for row in csv.DictReader(file)} == set(data_of(folder))


@pytest.mark.parametrize("folder", ["curves", "targets"])
def test_every_curve_and_target_is_read(folder):
    refused = {n: str(out) for n, out in outcomes(folder).items() if isinstance(out, AuricleError)}
    assert refused == {}


@pytest.mark.parametrize("folder", ["curves", "targets", "odd"])
def test_the_points_are_those_that_an_independent_reader_finds(folder):
    compared = 0
    for name, outcome in outcomes(folder).items():
        if isinstance(outcome, AuricleError) or outcome.repairs or len(outcome.channels) > 1:
            continue
        text = data_of(folder)[name].decode("latin-1").replace("\0", "")
        rows = np.array(independent_rows(text))
        (response,) = outcome.channels.values()
        np.testing.assert_array_equal(response.frequency_hz, rows[:, 0], err_msg=name)
        np.testing.assert_array_equal(response.level_db, rows[:, 1], err_msg=name)
        compared += 1
    assert compared >= {"curves": 370, "targets": 88, "odd": 28}[folder]


def test_the_quick_reader_and_the_careful_one_agree_on_every_curve():
    agreed = 0
    for data in data_of("curves").values():
        text = data.decode("latin-1").replace("\r\n", "\n")
        start = data_start(text)
        assert start is not None
        try:
            quick = _read(text, start, "file", (), is_careful=False)
        except _NotRegular:
            continue
        careful = _read(text, start, "file", (), is_careful=True)
        assert quick.remarks == careful.remarks
        assert careful.repairs == ()
        for channel, response in quick.channels.items():
            other = careful.channels[channel]
            np.testing.assert_array_equal(response.frequency_hz, other.frequency_hz)
            np.testing.assert_array_equal(response.level_db, other.level_db)
        agreed += 1
    assert agreed >= 350


def test_nobody_is_named():
    persons = set()
    for folder in ("odd", "curves", "targets"):
        for data in data_of(folder).values():
            text = data.decode("latin-1")
            persons |= set(re.findall(r"(?:Users|home)[\\/]+([^\\/\s]+)[\\/]", text))
    assert len(persons) >= 5
    for folder in ("odd", "curves", "targets"):
        for outcome in outcomes(folder).values():
            said = repr(outcome) + str(outcome)
            assert not [p for p in (*persons, "Users", "C:\\", "iPhone", "Desktop") if p in said]
            assert not re.search(r"[0-9A-F]{8}-[0-9A-F]{4}-", said)


def test_decimal_commas_with_points_between_thousands():
    measurement = odd_measurement("001")
    response = measurement.channels["unknown"]
    assert response.frequency_hz[0] == 20.145
    assert response.frequency_hz[-1] == 19896.98
    assert response.level_db[0] == 90.394
    assert 1001.37 in response.frequency_hz
    assert response.frequency_hz.size == 956
    assert measurement.repairs == (
        "decimal commas read as points",
        "thousands separators left out",
    )
    assert measurement.smoothing == Smoothing("fractional-octave", 48)
    assert measurement.rig == "minidsp-ears"


@pytest.mark.parametrize(("number", "frequency_hz"), [("003", 1001.371), ("005", 19750.0)])
def test_commas_between_thousands(number, frequency_hz):
    measurement = odd_measurement(number)
    response = measurement.channels["unknown"]
    assert frequency_hz in response.frequency_hz
    assert measurement.repairs == ("thousands separators left out",)
    # The same rows with the commas taken away by hand.
    name = next(name for name in data_of("odd") if name.startswith(number))
    text = data_of("odd")[name].decode("ascii")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("*"))
    rows = np.array([line.replace(",", "").split()[:2] for line in body.splitlines()], float)
    np.testing.assert_array_equal(response.frequency_hz, rows[:, 0])
    np.testing.assert_array_equal(response.level_db, rows[:, 1])


@pytest.mark.parametrize(
    ("number", "guess"), [("009", "CP949"), ("011", "CP932"), ("013", "CP1250"), ("015", "CP1252")]
)
def test_headers_in_old_encodings(number, guess):
    measurement = odd_measurement(number)
    assert any(f"read as {guess}" in remark for remark in measurement.remarks)
    assert measurement.n_points >= 480


def test_measurements_that_are_read_as_they_stand():
    repaired = {name for name, out in outcomes("odd").items() if getattr(out, "repairs", ())}
    assert {name[:3] for name in repaired} == {"001", "003", "005", "039", "049", "065"}


@pytest.mark.parametrize(
    ("number", "dialect", "points"),
    [
        ("019", "columns", 9),
        ("021", "rew", 480),
        ("023", "audiotools", 480),
        ("027", "rew", 797),
        ("031", "rew", 479),
        ("043", "audiotools", 480),
        ("045", "plain", 696),
        ("051", "audio-precision", 1200),
        ("053", "columns", 1194),
        ("055", "autoeq", 127),
        ("057", "columns", 31),
        ("061", "columns", 500),
        ("063", "columns", 800),
        ("069", "rew", 30),
        ("103", "autoeq", 695),
    ],
)
def test_dialects_and_points(number, dialect, points):
    measurement = odd_measurement(number)
    assert (measurement.dialect, measurement.n_points) == (dialect, points)


def test_both_channels_of_one_file():
    for number in ("051", "053", "057"):
        assert list(odd_measurement(number).channels) == ["left", "right"]
    left, right = odd_measurement("051").channels.values()
    assert (left.level_db[0], right.level_db[0]) == (96.7351966179458, 93.5925525803507)


@pytest.mark.parametrize(
    ("number", "remark"),
    [
        ("029", "shifted to imitate another rig"),
        ("029", "a result of trace arithmetic"),
        ("033", "an average of 5 measurements"),
        ("073", "every level is 0"),
        ("075", "levels up to 149 dB: the level scale is probably not calibrated"),
        ("091", "levels span only 3.3 dB"),
        ("071", "imported into REW"),
    ],
)
def test_what_is_odd_is_remarked(number, remark):
    assert any(remark in told for told in odd_measurement(number).remarks)


@pytest.mark.parametrize(
    ("number", "smoothing"), [("035", Smoothing("erb")), ("037", Smoothing("variable"))]
)
def test_smoothing_that_is_no_fraction_of_an_octave(number, smoothing):
    assert odd_measurement(number).smoothing == smoothing


def test_a_table_thinned_by_hand():
    measurement = odd_measurement("039")
    name = next(name for name in data_of("odd") if name.startswith("039"))
    text = data_of("odd")[name].decode("ascii")
    slipped = len(re.findall(r"^[0-9.]+\t\t", text, re.MULTILINE))
    assert measurement.repairs == (
        f"{slipped} levels taken from the next column, where they had slipped",
    )
    rows = np.array(independent_rows(text))  # empty cells do not count for it
    np.testing.assert_array_equal(measurement.channels["unknown"].level_db, rows[:, 1])
    assert any(remark.startswith("thinned") for remark in measurement.remarks)


def test_strays_and_duplicates_are_mended_and_named():
    assert odd_measurement("065").repairs == ("25 rows sorted",)
    measurement = odd_measurement("049")
    name = next(name for name in data_of("odd") if name.startswith("049"))
    rows = np.array(independent_rows(data_of("odd")[name].decode("ascii")))
    unique = np.unique(rows[:, 0])
    assert measurement.repairs[0] == "5 rows sorted"
    assert measurement.repairs[1].startswith(
        f"{len(rows) - len(unique)} duplicate frequencies averaged"
    )
    mean = [rows[rows[:, 0] == f, 1].mean() for f in unique]
    np.testing.assert_allclose(measurement.channels["unknown"].level_db, mean, rtol=1e-12)


@pytest.mark.parametrize(
    ("number", "line", "found"), [("059", 129, "20 Hz after 19871 Hz"), ("067", 210, "3 numbers")]
)
def test_two_tables_in_one_are_refused(number, line, found):
    outcome = odd(number)
    assert isinstance(outcome, MeasurementFormatError)
    assert outcome.fault.line == line
    assert found in outcome.fault.found


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("025", "a table of products"),
        ("077", "a preset of an equaliser"),
        ("079", "an empty file"),
        ("083", "a phone book of a graph tool"),
        ("085", "a phone book of a graph tool"),
        ("087", "a table of products"),
        ("089", "a calibration of a microphone"),
    ],
)
def test_what_is_no_curve_is_named(number, kind):
    outcome = odd(number)
    assert isinstance(outcome, NotACurveError)
    assert outcome.kind == kind


def test_other_tables_of_the_folder_are_no_curves():
    others = {
        "impedance/dt1990 impedance.csv": "an impedance curve",
        "specs.csv": "a table of products",
        "sensitivity/headphone-specs-import.csv": "a table of products",
        "amplifiers/amplifier power.csv": "a table of products",
        "curves/index.csv": "a table of products",
    }
    for name, kind in others.items():
        with pytest.raises(NotACurveError) as caught:
            read_measurement((DATA / name).read_bytes(), source="file")
        assert caught.value.kind == kind, name
