"""Measured impedances over frequency in a dossier."""

from datetime import date

import pytest

from auricle.catalog import load_catalog
from auricle.dossier import parse_dossier
from auricle.errors import DossierError
from auricle.metrics import electrical, subject_of

from ..texts import HEADER, SENSITIVITY

ENTRY = """
[[impedance_curves]]
file = "acme-one-impedance.csv"
licence = "CC0"
source = "lab"
"""
TABLE = "frequency_hz,impedance_ohm,phase_deg\n20,50,10\n107,170,0\n1000,57,5\n20000,80,40\n"
FILE = "acme-one.toml"


def dossier_of(text, table=TABLE):
    return parse_dossier(text, file=FILE, read_curve={"acme-one-impedance.csv": table}.__getitem__)


def faults_of(text, read_curve):
    with pytest.raises(DossierError) as refusal:
        parse_dossier(text, file=FILE, read_curve=read_curve)
    return [str(fault) for fault in refusal.value.faults]


def line_of(text, part):
    [line] = [n for n, content in enumerate(text.splitlines(), start=1) if part in content]
    return line


def test_an_impedance_is_read_from_the_table_beside_the_dossier_with_its_source():
    dossier = dossier_of(HEADER + ENTRY)
    [record] = dossier.impedance_curves
    assert record.source.id == "acme-one/lab"
    assert record.licence == "CC0"
    assert record.impedance.frequency_hz.tolist() == [20.0, 107.0, 1000.0, 20_000.0]
    assert record.impedance.highest_ohm == pytest.approx(170.0, rel=1e-12)
    assert record.impedance.origin == "measured"


def test_another_impedance_is_another_dossier():
    other = TABLE.replace("170", "171")
    assert dossier_of(HEADER + ENTRY).sha256 != dossier_of(HEADER + ENTRY, other).sha256


def test_faults_of_an_impedance_stand_where_the_dossier_names_its_file():
    text = HEADER + ENTRY
    place = f"{FILE}:{line_of(text, 'acme-one-impedance.csv')}:8: "
    [fault] = faults_of(text, lambda _: "20,50\n10,60\n")
    assert fault.startswith(place + "found acme-one-impedance.csv:2 has 10 Hz after 20 Hz")

    def missing(name):
        raise FileNotFoundError(name)

    [fault] = faults_of(text, missing)
    assert fault.startswith(place + "found no readable file 'acme-one-impedance.csv'")
    assert "expected a table of impedance" in fault


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ('source = "lab"\n', 'source = "labs"\n', "source 'labs'"),
        ('licence = "CC0"\n', "", "no 'licence'"),
        ("acme-one-impedance.csv", "../impedance.csv", "'../impedance.csv'"),
        ('file = "acme-one-impedance.csv"\n', "file = 3\n", "found 3"),
        ("[[impedance_curves]]", "[impedance_curves]", "expected a list: [[impedance_curves]]"),
        ('licence = "CC0"\n', 'licence = "CC0"\nrig = "gras"\n', "unknown key 'rig'"),
    ],
)
def test_an_entry_that_is_none_is_refused(was, becomes, said):
    text = HEADER + ENTRY.replace(was, becomes)
    assert any(said in fault for fault in faults_of(text, lambda _: TABLE))


def test_a_folder_of_dossiers_holds_impedances_and_the_day_decides_whether_they_count(tmp_path):
    folder = tmp_path / "dossiers"
    folder.mkdir()
    (folder / FILE).write_text(HEADER + SENSITIVITY + ENTRY, "utf-8")
    (folder / "acme-one-impedance.csv").write_text(TABLE, "utf-8")
    catalog = load_catalog([tmp_path], built_in=False)
    dossier = catalog.dossiers["acme-one"]
    # The data sheet is of 2024-05-01, the laboratory was read on 2025-02-01.
    for day, basis in ((date(2025, 3, 1), "measured"), (date(2025, 1, 20), None)):
        found = electrical(subject_of(catalog, dossier, day=day, region="US"))
        assert found.impedance_basis == basis
        assert (found.headphone.impedance is None) == (basis is None)
