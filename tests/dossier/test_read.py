import contextlib
import datetime
import math
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.dossier import Day, format_dossier, load_glossary, parse_dossier, write_dossier
from auricle.dossier.positions import Place, Positions
from auricle.errors import DossierError

from .. import texts
from ..texts import HEADER, SENSITIVITY, WHOLE


def read(text: str):
    return parse_dossier(text, file="acme-one.toml", read_curve=texts.no_curve)


def fact_of(text: str):
    return read(HEADER + text).facts[0]


def fact_text(quantity: str, figures: str, unit: str) -> str:
    return (
        f'\n[[facts]]\nquantity = "{quantity}"\n{figures}\nunit = "{unit}"\n'
        'kind = "measured"\nsource = "lab"\n'
    )


@pytest.mark.parametrize(
    ("quantity", "figures", "unit", "canonical"),
    [
        ("nominal-impedance", "value = 0.25", "kΩ", 250.0),
        ("nominal-impedance", "value = 32", "Ohm", 32.0),
        ("weight", "value = 8", "oz", 8 * 28.349523125),  # avoirdupois ounce, exact
        ("weight", "value = 0.3", "kg", 300.0),
        ("cable-length", "value = 10", "ft", 3.048),
        ("latency", "value = 0.2", "s", 200.0),
        ("thd", "value = 0.08", "%", 0.0008),
        ("sensitivity", "value = 96\nimpedance_ohm = 250", "dB/mW", 102.0206),
        ("sensitivity", "value = 446.684", "mV for 94 dB", 101.0),
        ("sensitivity", "value = 0.446684", "V for 94 dB", 101.0),
        ("clamping-force", "value = 1", "lbf", 4.4482216152605),
        ("warranty", "value = 18", "months", 1.5),
    ],
)
def test_a_figure_is_kept_in_its_canonical_unit(quantity, figures, unit, canonical):
    fact = fact_of(fact_text(quantity, figures, unit))
    assert fact.value == pytest.approx(canonical, rel=1e-6)
    assert fact.unit == load_glossary().quantities[quantity].unit
    assert fact.stated.endswith(unit)


def test_a_bound_is_kept_as_a_bound():
    fact = fact_of(fact_text("thd", "max = 0.2", "%"))
    assert (fact.value, fact.low, fact.high) == (None, None, pytest.approx(0.002))
    assert fact.stated == "< 0.2 %"


def test_a_span_counts_as_a_uniform_distribution():
    fact = fact_of(fact_text("isolation", "min = 20\nmax = 26", "dB"))
    default = load_glossary().quantities["isolation"].measured
    assert fact.figure == 23.0
    # variance of a uniform distribution of width 6 is 36 / 12
    assert fact.uncertainty == pytest.approx((default**2 + 3.0) ** 0.5)


def test_a_stated_uncertainty_goes_before_the_default_and_is_converted():
    fact = fact_of(fact_text("warranty", "value = 24\nuncertainty = 6", "months"))
    assert fact.uncertainty == pytest.approx(0.5)
    relative = fact_of(fact_text("weight", "value = 8\nuncertainty = 0.1", "oz"))
    assert relative.uncertainty == 0.1


def test_a_partly_known_date_bounds_the_evidence_from_above():
    assert Day.parse("2024-02").last == datetime.date(2024, 2, 29)
    assert Day.parse("2023").last == datetime.date(2023, 12, 31)
    assert str(Day.parse("2023")) == "2023"
    assert str(Day.parse("2023-07")) == "2023-07"
    assert str(Day.parse(datetime.date(2023, 7, 4))) == "2023-07-04"


def test_a_publication_dates_the_evidence_before_the_access_does():
    dossier = read(WHOLE)
    assert dossier.facts[0].source.known_by == datetime.date(2024, 5, 1)


def test_evidence_is_known_no_later_than_the_source_that_cites_it():
    text = HEADER.replace("accessed = 2025-02-01", 'accessed = "2025-02"\nvia = "sheet"')
    dossier = read(text + fact_text("thd", "value = 0.1", "%"))
    assert dossier.facts[0].source.known_by == datetime.date(2024, 5, 1)


def test_without_any_date_the_evidence_is_undated():
    text = HEADER.replace("accessed = 2025-02-01\n", "")
    assert read(text + fact_text("thd", "value = 0.1", "%")).facts[0].source.known_by is None


@given(st.text(max_size=200))
def test_random_text_is_refused_and_nothing_else_happens(text):
    with pytest.raises(DossierError):
        read(text)


@given(st.integers(0, len(WHOLE) - 1), st.characters(codec="utf-8"))
def test_a_dossier_with_one_character_changed_is_read_or_refused(place, character):
    with contextlib.suppress(DossierError):
        assert read(WHOLE[:place] + character + WHOLE[place + 1 :]).product.brand


def test_what_is_written_reads_back_to_the_same_table():
    table = tomllib.loads(WHOLE)
    text = format_dossier(table)
    assert tomllib.loads(text) == table
    assert read(text).facts == read(WHOLE).facts


@pytest.mark.parametrize("name", ["akg-k612-pro", "akg-k553-mkii", "sony-wh-1000xm4"])
def test_a_real_dossier_survives_reading_and_writing(name, catalog, tmp_path):
    from pathlib import Path

    origin = Path(catalog.dossiers[name].path)
    table = tomllib.loads(origin.read_text("utf-8"))
    for curve in table.get("curves", []):
        (tmp_path / curve["file"]).write_text((origin.parent / curve["file"]).read_text("utf-8"))
    write_dossier(table, tmp_path / origin.name)
    assert tomllib.loads((tmp_path / origin.name).read_text("utf-8")) == table


def test_a_faulty_dossier_is_not_written_and_the_old_one_stays(tmp_path):
    path = tmp_path / "acme-one.toml"
    path.write_text("the old one")
    table = tomllib.loads(HEADER + SENSITIVITY.replace("dB/V", "dB"))
    with pytest.raises(DossierError, match="dB per what"):
        write_dossier(table, path)
    assert path.read_text() == "the old one"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupted_write_leaves_nothing_behind(tmp_path, monkeypatch):
    from pathlib import Path

    from auricle.dossier import write_text

    def fail(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(KeyboardInterrupt):
        write_text(tmp_path / "x.txt", "half")
    assert list(tmp_path.iterdir()) == []


def test_places_are_found_in_every_form_of_table():
    text = (
        "a = 1\n"
        "[t]\n"
        'b.c = "x"\n'
        "d = { e = 2, f = [ 3,\n"
        "  4 ] }\n"
        "[[l]]\n"
        "[[l]]\n"
        "[l.inner]\n"
        '"quoted key" = 5\n'
    )
    positions = Positions(text)
    assert positions.value(("a",)) == Place(1, 5)
    assert positions.value(("t", "b", "c")) == Place(3, 7)
    assert positions.value(("t", "d", "e")) == Place(4, 11)
    assert positions.value(("t", "d", "f", 1)) == Place(5, 3)
    assert positions.key(("l", 1)) == Place(7, 3)
    assert positions.value(("l", 1, "inner", "quoted key")) == Place(9, 16)
    assert positions.value(("l", 1, "absent")) == Place(7, 3)
    assert positions.value(("nowhere",)) == Place(1, 1)


def test_the_ends_of_a_span_of_voltages_are_the_other_ends_of_the_sensitivity():
    fact = fact_of(fact_text("sensitivity", "min = 0.4\nmax = 0.5", "V for 94 dB"))
    assert fact.low == pytest.approx(94.0 - 20.0 * math.log10(0.5))
    assert fact.high == pytest.approx(94.0 - 20.0 * math.log10(0.4))
    sure = fact_of(fact_text("sensitivity", "value = 0.4\nuncertainty = 0.02", "V for 94 dB"))
    # 5 % of a voltage are 20 / ln 10 x 0.05 dB
    assert sure.uncertainty == pytest.approx(20.0 / math.log(10.0) * 0.05)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("value = 0,15", "a decimal point? 0.15"),
        ("observed = 2025-06", 'a month stands in quotes: "2025-06"'),
        ("observed = 2026-02-30", "is that a day of the calendar?"),
        ("observed = 20-02-2026", "dates are written like 2025-08-20"),
        ("unit = ohm", "texts stand in quotes"),
    ],
)
def test_a_line_that_is_no_toml_gets_a_hint_of_what_was_meant(line, hint):
    with pytest.raises(DossierError) as refusal:
        read(HEADER + "[[facts]]\n" + line + "\n")
    assert refusal.value.faults[0].hint == hint


@pytest.mark.parametrize(
    "entry", ["published = 2024-05-01T10:00:00", "accessed = 2024-05-01T10:00:00Z"]
)
def test_a_time_is_no_date(entry):
    key = entry.split()[0]
    text = "\n".join(entry if line.startswith(f"{key} =") else line for line in HEADER.splitlines())
    with pytest.raises(DossierError, match="expected a date like 2025-08-20"):
        read(text)


def test_failures_service_data_and_wear_parts_are_read():
    text = texts.HEADER + texts.FAILURES + texts.SERVICE + texts.WEAR_PART
    dossier = parse_dossier(text, file="x.toml", read_curve=lambda _: texts.SERVICE_TABLE)
    [count], [record], [part] = dossier.failures, dossier.service, dossier.wear_parts
    assert (count.failed, count.units, count.months, count.mode) == (3, 120, 24.0, None)
    assert (record.data.n_units, record.data.n_failures, record.licence) == (10, 4, "CC0")
    assert (part.part, part.amount, part.life_years) == ("ear-pads", 30.0, (2.25, 2.25))
    assert dossier.entries == (count, record, part)


def test_another_table_of_service_data_changes_the_hash_of_the_dossier():
    def digest(table: str) -> str:
        text = texts.HEADER + texts.SERVICE
        return parse_dossier(text, file="x.toml", read_curve=lambda _: table).sha256

    assert digest(texts.SERVICE_TABLE) != digest(texts.SERVICE_TABLE + "48,0\n")
    assert digest(texts.SERVICE_TABLE) == digest(texts.SERVICE_TABLE)


def test_the_stated_ends_of_a_life_are_kept():
    ends = "life_min_years = 2\nlife_max_years = 2.5"
    text = texts.HEADER + texts.WEAR_PART.replace("life_years = 2.25", ends)
    [part] = parse_dossier(text, file="x.toml", read_curve=texts.no_curve).wear_parts
    assert part.life_years == (2.0, 2.5)
