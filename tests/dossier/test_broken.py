"""Broken dossiers, each of another kind: refused with all faults and their places."""

import pytest

from auricle.catalog import load_catalog
from auricle.dossier import parse_brand, parse_dossier
from auricle.errors import DossierError

from .. import texts
from ..texts import (
    CURVE,
    FAILURES,
    FINDING,
    HEADER,
    PRICE,
    SENSITIVITY,
    SERVICE,
    WEAR_PART,
    WHOLE,
)


def refusal_of(text: str) -> list[str]:
    with pytest.raises(DossierError) as refusal:
        parse_dossier(text, file="acme-one.toml", read_curve=texts.no_curve)
    assert refusal.value.code == "dossier"
    return str(refusal.value).splitlines()


def line_of(text: str, part: str) -> int:
    [line] = [n for n, content in enumerate(text.splitlines(), start=1) if part in content]
    return line


def fact(**changes: str) -> str:
    fields = {"quantity": '"thd"', "value": "0.1", "unit": '"%"', "kind": '"measured"'}
    fields |= {"source": '"lab"'} | changes
    lines = [f"{key} = {value}" for key, value in fields.items() if value]
    return "\n[[facts]]\n" + "\n".join(lines) + "\n"


BROKEN = {
    "a bare dB sensitivity": (
        HEADER + SENSITIVITY.replace("dB/V", "dB"),
        ["acme-one.toml:29:8: found unit 'dB' of sensitivity", "dB per what?"],
    ),
    "a price without currency": (
        HEADER + PRICE.replace('currency = "USD"\n', ""),
        ["acme-one.toml:26:3: found no 'currency', expected 'currency'"],
    ),
    "a price without condition": (
        HEADER + PRICE.replace('condition = "new"\n', ""),
        ["acme-one.toml:26:3: found no 'condition'"],
    ),
    "a fact without source": (
        HEADER + fact(source=""),
        ["acme-one.toml:26:3: found no 'source'"],
    ),
    "a source that is nowhere": (
        HEADER + fact(source='"labs"'),
        [
            "acme-one.toml:31:10: found source 'labs', expected a key of [sources]: sheet, lab",
            "did you mean 'lab'?",
        ],
    ),
    "an unknown criterion": (
        HEADER + FINDING.replace("wear-parts", "spare-part"),
        ["acme-one.toml:27:13: found criterion 'spare-part'", "did you mean 'spare-parts'?"],
    ),
    "a misspelled quantity": (
        HEADER + SENSITIVITY.replace("sensitivity", "sensitvity"),
        ["acme-one.toml:27:12: found quantity 'sensitvity'", "did you mean 'sensitivity'?"],
    ),
    "a curve without a rig entry": (
        HEADER + CURVE.replace('rig = "gras-45ca"\n', ""),
        ["acme-one.toml:26:3: found no 'rig', expected 'rig'"],
    ),
    "a curve on an unknown rig": (
        HEADER + CURVE.replace("gras-45ca", "gras-45cb"),
        ["acme-one.toml:29:7: found rig 'gras-45cb'", "did you mean 'gras-45ca'?"],
    ),
    "a curve file that is not there": (
        HEADER + CURVE,
        ["acme-one.toml:27:8: found no readable file 'acme-one.csv' (FileNotFoundError)"],
    ),
    "an access before the publication": (
        HEADER.replace("accessed = 2025-01-10", "accessed = 2023-12-31"),
        ["acme-one.toml:17:12: found access on 2023-12-31", "on or after the publication on 2024"],
    ),
    "a misspelled key": (
        HEADER.replace('publisher = "Some', 'publsher = "Some'),
        [
            "acme-one.toml:19:2: found no 'publisher'",
            "acme-one.toml:20:1: found unknown key 'publsher'",
            "did you mean 'publisher'?",
        ],
    ),
    "a value out of range": (
        HEADER + SENSITIVITY.replace("101", "1010"),
        ["found sensitivity of 1010 dB/V, expected 60 to 150 dB/V"],
    ),
    "dB per milliwatt without an impedance": (
        HEADER + SENSITIVITY.replace("dB/V", "dB/mW"),
        ["found unit 'dB/mW' without an impedance, expected 'impedance_ohm' beside it"],
    ),
    "no figure": (HEADER + fact(value=""), ["found no figure, expected 'value', or 'min'"]),
    "a figure and a bound": (HEADER + fact(max="0.2"), ["found 'max' beside 'value'"]),
    "a range upside down": (
        HEADER + fact(value="", min="0.2", max="0.1"),
        ["found max 0.1 with min 0.2, expected a max above the min"],
    ),
    "half a range": (
        HEADER + fact(quantity='"stated-bandwidth"', value="", max="20000", unit='"Hz"'),
        ["found one figure for a range, expected 'min' and 'max' of the stated-bandwidth"],
    ),
    "a concluded unit without its reason": (
        HEADER + fact(unit_stated='"percent"'),
        ["found no 'unit_reason', expected 'unit_stated' and 'unit_reason' together"],
    ),
    "a unit of another quantity": (
        HEADER + fact(unit='"dB/V"'),
        ["found unit 'dB/V' of thd, expected one of %, ratio"],
    ),
    "a word that is none of the choices": (
        HEADER.replace('form = "over-ear"', 'form = "overear"'),
        ["acme-one.toml:7:8: found 'overear'", "did you mean 'over-ear'?"],
    ),
    "a text where a number belongs": (
        HEADER + SENSITIVITY.replace("101", '"101"'),
        ["acme-one.toml:28:9: found '101', expected a valid number"],
    ),
    "no number at all": (
        HEADER + SENSITIVITY.replace("101", "nan"),
        ["acme-one.toml:28:9: found nan, expected a finite number"],
    ),
    "a date that is none": (
        HEADER.replace("published = 2024-05-01", 'published = "May 2024"'),
        ["acme-one.toml:16:13: found 'May 2024', expected a date like 2025-08-20"],
    ),
    "a month that is none": (
        HEADER.replace("published = 2024-05-01", 'published = "2024-13"'),
        ["found '2024-13', expected a date"],
    ),
    "another schema": (HEADER.replace("schema = 1", "schema = 2"), ["1:10: found schema 2"]),
    "no schema": (HEADER.replace("schema = 1", ""), ["found no 'schema', expected schema = 1"]),
    "an unknown section": (
        WHOLE + "\n[[fact]]\nx = 1\n",
        ["found unknown key 'fact', expected one of claims, curves, editor, facts"],
    ),
    "one table where a list belongs": (
        HEADER + SENSITIVITY.replace("[[facts]]", "[facts]"),
        ["found one [facts], expected a list: [[facts]]"],
    ),
    "no product": ("schema = 1\n", ["acme-one.toml:1:1: found no [product], expected a table"]),
    "a sibling of itself": (
        HEADER.replace("form =", 'siblings = ["acme-one"]\nform ='),
        ["found the product itself, 'acme-one', expected other products"],
    ),
    "an ability that is none": (
        HEADER.replace("form =", 'functions = ["foldng"]\nform ='),
        ["acme-one.toml:7:14: found function 'foldng'", "did you mean 'folding'?"],
    ),
    "an ability that is there and not": (
        HEADER.replace("form =", 'functions = ["mic"]\nlacks = ["mic"]\nform ='),
        ["found 'mic', which 'functions' has, too"],
    ),
    "sources that cite each other in a circle": (
        HEADER.replace('kind = "manufacturer"', 'kind = "manufacturer"\nvia = "lab"').replace(
            'kind = "laboratory"', 'kind = "laboratory"\nvia = "sheet"'
        ),
        ["found a circle of citations"],
    ),
    "a manufacturer that passes on": (
        HEADER.replace('kind = "manufacturer"', 'kind = "manufacturer"\nrelays = "a lab"'),
        ["found 'relays' on kind 'manufacturer', expected it on kind 'review' or 'dataset' only"],
    ),
    "a manufacturer with a rig": (
        HEADER.replace('kind = "manufacturer"', 'kind = "manufacturer"\nrig = "GRAS"'),
        ["found 'rig' on kind 'manufacturer', expected it on kind 'laboratory' only"],
    ),
    "a slug in capitals": (
        HEADER.replace("acme-one", "Acme-One"),
        ["acme-one.toml:4:8: found 'Acme-One', expected lower-case letters and digits"],
    ),
    "more failures than units": (
        HEADER + FAILURES.replace("failed = 3", "failed = 121"),
        ["acme-one.toml:27:10: found 121 failed of 120 units, expected no more failures than"],
    ),
    "a count without the number of units": (
        HEADER + FAILURES.replace("units = 120\n", ""),
        ["acme-one.toml:26:3: found no 'units', expected 'units', which every such entry needs"],
    ),
    "failures over no time": (
        HEADER + FAILURES.replace("months = 24", "months = 0"),
        ["acme-one.toml:29:10: found 0"],
    ),
    "part of a failure": (
        HEADER + FAILURES.replace("failed = 3", "failed = 2.5"),
        ["acme-one.toml:27:10: found 2.5"],
    ),
    "a file of service data that is not there": (
        HEADER + SERVICE,
        ["acme-one.toml:27:8: found no readable file 'service.csv'", "a file of service data"],
    ),
    "a wear part of an unknown kind": (
        HEADER + WEAR_PART.replace("ear-pads", "ear-pad"),
        ["acme-one.toml:27:8: found 'ear-pad'", "did you mean 'ear-pads'?"],
    ),
    "a life and its ends": (
        HEADER + WEAR_PART + "life_min_years = 2\n",
        ["found 'life_min_years' beside 'life_years', expected one or the other"],
    ),
    "one end of a life": (
        HEADER + WEAR_PART.replace("life_years = 2.25", "life_max_years = 2"),
        ["found 'life_max_years' alone, expected 'life_min_years' and 'life_max_years'"],
    ),
    "a life upside down": (
        HEADER + WEAR_PART.replace("life_years = 2.25", "life_min_years = 3\nlife_max_years = 2"),
        ["found life_max_years 2 with life_min_years 3, expected a longest life above"],
    ),
    "a life of a month": (
        HEADER + WEAR_PART.replace("2.25", "0.05"),
        ["acme-one.toml:31:14: found 0.05"],
    ),
    "a listening of a source that is none": (
        HEADER + '[listening.owner]\nsource = "shet"\n',
        ["acme-one.toml:26:10: found source 'shet'", "did you mean 'sheet'?"],
    ),
    "a listening with an odd answer": (
        HEADER + '[listening.owner]\nsource = "lab"\nlevel_matched = "perhaps"\nlisteners = 0\n',
        ["acme-one.toml:27:17: found 'perhaps'", "acme-one.toml:28:13: found 0"],
    ),
    "money without its currency": (
        HEADER + '[listening.owner]\nsource = "lab"\npaid = 210\n',
        ["found no 'currency', expected 'paid' and 'currency' together"],
    ),
    "one listening where a table of them belongs": (
        HEADER + "[[listening]]\nx = 1\n",
        ["found 'listening' that is no table, expected [listening.KEY]"],
    ),
    "an impression of a listening that is none": (
        HEADER + '[[impressions]]\naspect = "bass"\npolarity = "for"\nnote = "deep"\n'
        'source = "lab"\nlistening = "owner"\n',
        ["found listening 'owner', expected a key of [listening]: there is none"],
    ),
    "an impression of another source than its listening": (
        HEADER + '[listening.owner]\nsource = "lab"\n[[impressions]]\naspect = "bass"\n'
        'polarity = "for"\nnote = "deep"\nsource = "sheet"\nlistening = "owner"\n',
        ["acme-one.toml:31:10: found source 'sheet' with the listening of 'lab'"],
    ),
    "an editor without a name": (
        HEADER + "[editor]\ndate = 2025-01-01\n",
        ["acme-one.toml:25:2: found no 'name'"],
    ),
    "an editor's paragraph in a section that is none": (
        HEADER + '[editor]\nname = "Jo"\ndate = 2025-01-01\n'
        '[[editor.paragraphs]]\nsection = "verdict"\ntext = "Good."\n',
        ["acme-one.toml:29:11: found 'verdict'"],
    ),
    "no TOML": ("schema = 1\n[product\n", ["acme-one.toml:2:9: found expected ']'"]),
    "a key twice": (
        HEADER + "\n[sources.lab]\npublisher = 1\n",
        ["acme-one.toml:26:13: found cannot declare ('sources', 'lab') twice, expected TOML"],
    ),
}


@pytest.mark.parametrize(("text", "complaints"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_dossier_is_refused_with_place_found_and_expected(text, complaints):
    message = "\n".join(refusal_of(text))
    for complaint in complaints:
        assert complaint in message


def test_all_faults_of_a_dossier_are_reported_at_once_in_the_order_of_their_lines():
    text = (
        HEADER.replace("accessed = 2025-01-10", "accessed = 2023-12-31")
        + SENSITIVITY.replace("dB/V", "dB")
        + PRICE.replace('currency = "USD"\n', "")
        + FINDING.replace("wear-parts", "spare-part").replace('source = "sheet"\n', "")
        + CURVE.replace("gras-45ca", "grass")
    )
    lines = refusal_of(text)
    assert len(lines) == 7
    assert [int(line.split(":")[1]) for line in lines] == sorted(
        int(line.split(":")[1]) for line in lines
    )


def test_columns_count_characters_not_bytes():
    text = HEADER.replace('title = "Data sheet"', 'title = "Ω"') + SENSITIVITY.replace(
        "value = 101", 'note = "Ω Ω Ω"\nvalue = 101'
    ).replace('unit = "dB/V"', 'unit    =    "dB"')
    [line] = refusal_of(text)
    assert line.startswith(f"acme-one.toml:{line_of(text, 'unit ')}:14:")


def test_a_dossier_that_is_whole_is_read():
    dossier = parse_dossier(WHOLE, file="acme-one.toml", read_curve=texts.no_curve)
    assert dossier.product.name == "Acme One"
    assert dossier.facts[0].value == 101.0


def test_two_products_of_one_slug_are_refused(tmp_path):
    (tmp_path / "a.toml").write_text(WHOLE, "utf-8")
    (tmp_path / "b.toml").write_text(WHOLE, "utf-8")
    with pytest.raises(DossierError, match=r"b\.toml:1:1: found 'acme-one', which a\.toml"):
        load_catalog([tmp_path], built_in=False)


def test_an_alias_that_another_product_has_is_refused(tmp_path):
    (tmp_path / "a.toml").write_text(WHOLE, "utf-8")
    other = WHOLE.replace("acme-one", "acme-two").replace('"One"', '"Two"\naliases = ["ACME one"]')
    (tmp_path / "b.toml").write_text(other, "utf-8")
    with pytest.raises(DossierError, match=r"'ACME one', which a\.toml already has"):
        load_catalog([tmp_path], built_in=False)


def test_faults_of_several_files_come_together(tmp_path):
    (tmp_path / "a.toml").write_text(HEADER + fact(source=""), "utf-8")
    (tmp_path / "b.toml").write_text("schema = ", "utf-8")
    (tmp_path / "c.toml").write_bytes(b"schema = 1 # \xff")
    with pytest.raises(DossierError) as refusal:
        load_catalog([tmp_path], built_in=False)
    assert {fault.file for fault in refusal.value.faults} == {"a.toml", "b.toml", "c.toml"}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("schema = 1\n", r"found no \[brand\]"),
        ("schema = 1\n[brand]\nname = 'A'\nowner = 'B'\n", "'owner' without a source"),
        ("schema = 1\n[brand]\nname = 'A'\nfounded = 1947\n", "'founded' without a source"),
        ("schema = 1\n[brand]\nname = 'A'\n[[prices]]\namount = 1\n", "unknown key 'prices'"),
    ],
)
def test_a_broken_brand_record_is_refused(text, complaint):
    with pytest.raises(DossierError, match=complaint):
        parse_brand(text, file="acme.toml", slug="acme")


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        ("uncertainty = 227", "found uncertainty 227, expected a relative one (0.1 is 10 %)"),
        ("uncertainty = 1e-9", "found uncertainty 1e-09, expected a relative one"),
    ],
)
def test_an_uncertainty_in_the_wrong_unit_is_refused(more, complaint):
    lines = refusal_of(HEADER + fact(quantity='"weight"', value="227", unit='"g"') + more)
    assert complaint in lines[0]


def test_a_failure_rate_from_user_reports_is_refused():
    text = HEADER.replace('kind = "laboratory"\nrig = "GRAS 45CA"', 'kind = "user-reports"')
    [line] = refusal_of(text + fact(quantity='"failure-rate"', value="5"))
    assert "found a failure rate from user reports, expected a source that knows" in line


@pytest.mark.parametrize("entry", [FAILURES, SERVICE])
def test_failures_counted_in_user_reports_are_refused(entry):
    text = HEADER.replace('kind = "laboratory"\nrig = "GRAS 45CA"', 'kind = "user-reports"')
    with pytest.raises(DossierError) as refusal:
        parse_dossier(text + entry, file="acme-one.toml", read_curve=lambda _: texts.SERVICE_TABLE)
    [fault] = refusal.value.faults
    assert fault.found == "failures counted in user reports"
    assert "the number of units in use; the finding 'known-failure'" in fault.expected


def test_each_broken_line_of_a_service_file_is_a_fault_of_the_dossier():
    table = "months,failed\n6,2\n7,1\n-1,0\n"
    with pytest.raises(DossierError) as refusal:
        parse_dossier(HEADER + SERVICE, file="acme-one.toml", read_curve=lambda _: table)
    found = [fault.found for fault in refusal.value.faults]
    assert found == ["service.csv:2 has '6,2'", "service.csv:4 has '-1,0'"]
    assert {(fault.line, fault.column) for fault in refusal.value.faults} == {(27, 8)}


def test_published_statistics_need_target_and_rig():
    lines = refusal_of(HEADER + fact(quantity='"target-error-sd"', value="1.7", unit='"dB"'))
    assert [line.split("found ")[1].split(",")[0] for line in lines] == [
        "no 'rig' of target-error-sd",
        "no 'target' of target-error-sd",
    ]


def test_all_unknown_abilities_are_reported_at_once():
    text = HEADER.replace("form =", 'functions = ["detachable cable", "foldable"]\nform =')
    assert len(refusal_of(text)) == 2
