import json
import re
import shutil
from pathlib import Path

import pytest

from auricle.catalog import Catalog, load_catalog
from auricle.rating import parse_rubric

from .published_numbers import FOLDER, built_in_rubrics, format_record, recorded, report

RUBRICS = built_in_rubrics()
MADE_OF = ("akg-k612-pro", "philips-shp9500", "hifiman-he400se", "beyerdynamic-dt-770-pro")


@pytest.mark.parametrize("name", RUBRICS)
def test_every_published_number_is_the_accepted_one(name, catalog):
    path = FOLDER / f"{name}.json"
    assert path.exists(), f"no record of the ratings by {name}; keep them with: make accept"
    lines = report(json.loads(path.read_text("utf-8")), recorded(catalog, RUBRICS[name]))
    assert not lines, "\n".join(
        ["published numbers moved; CONTRIBUTING.md, 'Change a published number':", *lines]
    )


def test_no_record_is_kept_of_a_rubric_that_is_gone():
    assert {path.stem for path in FOLDER.iterdir()} == set(RUBRICS)


@pytest.mark.parametrize("name", RUBRICS)
def test_a_record_is_small_and_reads_back_as_it_was_written(name):
    text = (FOLDER / f"{name}.json").read_text("utf-8")
    assert format_record(json.loads(text)) == text
    assert len(text) < 1_000_000


@pytest.fixture(scope="module")
def rubric():
    return RUBRICS["auricle-1"]


@pytest.fixture
def shelf(data_folder: Path, tmp_path: Path) -> Path:
    """A copy of a part of the catalog that a test may change."""
    (tmp_path / "dossiers").mkdir()
    for slug in MADE_OF:
        for file in (data_folder / "dossiers").glob(f"{slug}.*"):
            shutil.copy(file, tmp_path / "dossiers")
    shutil.copytree(data_folder / "brands", tmp_path / "brands")
    return tmp_path


def read(shelf: Path) -> Catalog:
    return load_catalog([shelf], built_in=False)


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(before) >= 1
    path.write_text(text.replace(before, after), "utf-8")


def sections(lines: list[str]) -> dict[str, list[str]]:
    """Lines of a report by product."""
    result: dict[str, list[str]] = {}
    for line in lines:
        if not line.startswith(" "):
            slug = line.split()[0].rstrip(":")
            result[slug] = []
        result[slug].append(line)
    return result


def test_the_same_catalog_moves_nothing(shelf, rubric):
    assert report(recorded(read(shelf), rubric), recorded(read(shelf), rubric)) == []


def test_a_difference_of_rounding_is_none_and_one_that_is_larger_is(shelf, rubric):
    old = recorded(read(shelf), rubric)
    for shift, moved in ((5e-10, False), (2e-9, True)):
        new = json.loads(json.dumps(old))
        new["products"]["akg-k612-pro"]["axes"]["technology_level"]["value"] += shift
        assert bool(report(old, new)) == moved


def test_a_changed_price_is_named_with_product_axis_old_new_and_cause(shelf, rubric):
    """The K612 Pro cost 189 USD, the SHP9500 88 and the HE400se 109.99."""
    old = recorded(read(shelf), rubric)
    change(shelf / "dossiers" / "philips-shp9500.toml", "amount = 88", "amount = 117")
    new = recorded(read(shelf), rubric)
    moved = {slug: "\n".join(lines) for slug, lines in sections(report(old, new)).items()}
    k612 = moved["akg-k612-pro"]
    candidate = [line for line in k612.splitlines() if "candidate philips-shp9500" in line]
    assert [line.strip() for line in candidate] == [
        "candidate philips-shp9500: 88 equal-or-better -> 117 equal-or-better"
    ]
    assert "  cost_performance  " in k612
    assert f"value {88 / 189:.6g} -> {109.99 / 189:.6g}" in k612
    assert "comparator philips-shp9500 -> hifiman-he400se" in k612
    assert "cause: dossier philips-shp9500 changed" in k612
    assert "  scientific_validity  " not in k612
    assert "own price 88 -> 117" in moved["philips-shp9500"]
    assert "beyerdynamic-dt-770-pro" not in moved  # closed: never compared with it


def test_a_changed_weight_of_the_rubric_is_the_cause_of_what_it_moves(shelf, rubric):
    old = recorded(read(shelf), rubric)
    text = rubric_text().replace("weight = 3.0\nfinding", "weight = 4.0\nfinding", 1)
    new = recorded(read(shelf), parse_rubric(text, file="changed.toml"))
    lines = sections(report(old, new))["akg-k612-pro"]
    [term] = [line for line in lines if "own-technology" in line]
    # w g (p - 0.5) / sum w: 3 * 0.7 * 0.5 / 9 before, 4 * 0.7 * 0.5 / 10 after
    assert term.strip() == "own-technology: weight 3 -> 4, contribution 0.116667 -> 0.14"
    causes = {line.strip() for line in lines if "cause:" in line}
    assert causes == {"cause: rubric changed"}


def rubric_text() -> str:
    import auricle

    path = Path(auricle.__file__).parent / "data" / "rubrics" / "auricle-1.toml"
    return path.read_text("utf-8")


def test_a_product_that_comes_or_goes_is_named_and_what_it_does_to_the_others(shelf, rubric):
    many = recorded(read(shelf), rubric)
    for file in (shelf / "dossiers").glob("philips-shp9500.*"):
        file.unlink()
    few = recorded(read(shelf), rubric)
    gone, added = sections(report(many, few)), sections(report(few, many))
    assert gone["philips-shp9500"][0].startswith("philips-shp9500: gone from the catalog")
    assert added["philips-shp9500"][0].startswith("philips-shp9500: added to the catalog")
    assert "    cause: dossier philips-shp9500 gone" in gone["akg-k612-pro"]
    assert "    cause: dossier philips-shp9500 added" in added["akg-k612-pro"]
    [line] = [line for line in added["akg-k612-pro"] if "candidate philips" in line]
    assert line.strip() == "candidate philips-shp9500: not looked at -> 88 equal-or-better"


def test_a_finding_that_changes_is_shown_with_its_points_and_its_source(shelf, rubric):
    old = recorded(read(shelf), rubric)
    path = shelf / "dossiers" / "akg-k612-pro.toml"
    before = 'criterion = "own-technology"\nholds = "yes"'
    change(path, before, before.replace("yes", "partly"))
    lines = sections(report(old, recorded(read(shelf), rubric)))["akg-k612-pro"]
    [term] = [line.strip() for line in lines if "own-technology" in line]
    assert term == (
        "own-technology: value yes -> partly, points 1 -> 0.5, contribution 0.116667 -> 0"
    )
    assert "    cause: dossier akg-k612-pro changed" in lines


def test_a_changed_record_of_the_brand_is_the_cause_for_the_products_of_the_brand(shelf, rubric):
    old = recorded(read(shelf), rubric)
    path = shelf / "brands" / "akg.toml"
    path.write_text(
        re.sub(r"^value = 1$", "value = 2", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )
    moved = sections(report(old, recorded(read(shelf), rubric)))
    assert set(moved) == {"akg-k612-pro"}
    lines = [line.strip() for line in moved["akg-k612-pro"]]
    # 2 * 0.7 * (p - 0.5) / 8 with 0.45 points for one year and 0.62 for two
    assert "warranty: value 1 -> 2, points 0.45 -> 0.62, contribution -0.00875 -> 0.021" in lines
    assert "cause: brand akg changed" in lines


def test_a_new_version_of_a_metric_is_the_cause_where_the_metric_enters(shelf, rubric):
    old = recorded(read(shelf), rubric)
    new = json.loads(json.dumps(old))
    new["metrics"]["predicted-preference"] = 2
    axis = new["products"]["akg-k612-pro"]["axes"]["scientific_validity"]
    axis["value"] += 0.01
    axis["terms"][0]["sources"] = ["another/source"]
    text = "\n".join(report(old, new))
    assert "cause: metric predicted-preference version 1 -> 2" in text
    assert "source another/source added" in text
    assert "gone" in text


def test_a_number_that_moves_although_no_input_did_is_laid_to_the_program(shelf, rubric):
    old = recorded(read(shelf), rubric)
    new = json.loads(json.dumps(old))
    new["products"]["akg-k612-pro"]["axes"]["scientific_validity"]["high"] += 0.01
    assert "    cause: only the program changed" in report(old, new)


def test_a_changed_dossier_that_moves_no_number_has_to_be_accepted_too(shelf, rubric):
    """Else it would later be named as the cause of what another change moved."""
    old = recorded(read(shelf), rubric)
    path = shelf / "dossiers" / "akg-k612-pro.toml"
    path.write_text(path.read_text("utf-8") + "# a remark\n", "utf-8")
    assert report(old, recorded(read(shelf), rubric)) == [
        "no number moved, but what they rest on: dossier akg-k612-pro changed"
    ]


def test_accepting_shows_what_moved_and_then_writes_it(tmp_path, monkeypatch, capsys):
    from . import accept

    monkeypatch.setattr(accept, "FOLDER", tmp_path)
    shutil.copy(FOLDER / "auricle-1.json", tmp_path)
    stale = json.loads((tmp_path / "auricle-1.json").read_text("utf-8"))
    stale["products"]["akg-k612-pro"]["axes"]["scientific_validity"]["value"] -= 0.25
    (tmp_path / "auricle-1.json").write_text(format_record(stale), "utf-8")
    (tmp_path / "gone.json").write_text("{}", "utf-8")
    accept.main()
    shown = capsys.readouterr().out
    assert "akg-k612-pro  overall" in shown
    assert "gone: the rubric is gone" in shown
    assert (tmp_path / "auricle-1.json").read_bytes() == (FOLDER / "auricle-1.json").read_bytes()
    assert {path.stem for path in tmp_path.iterdir()} == set(RUBRICS)
