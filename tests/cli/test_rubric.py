import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from auricle.cli.main import cli
from auricle.dossier import EVIDENCE_CLASSES
from auricle.rating import AXES, built_in_rubric, rate_all, rating_record

from .test_json_schemas import closed_objects, objects

DOCS = Path(__file__).parents[2] / "docs"
RUBRICS = Path(__file__).parents[2] / "src" / "auricle" / "data" / "rubrics"
COMMANDS = ("show", "check", "compare")


def run(*args, status=0):
    result = CliRunner().invoke(cli, ["rubric", *args], catch_exceptions=True)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == status, result.output
    return result


def schema_of(command):
    return json.loads((DOCS / "schemas" / f"rubric-{command}.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    path = tmp_path_factory.mktemp("broken") / "mine.toml"
    text = (RUBRICS / "published.toml").read_text("utf-8")
    text = text.replace('rule = "mean"', 'rule = "meen"').replace("neutral = 0.5", "neutral = 2")
    path.write_text(text, "utf-8")
    return path


@pytest.fixture(scope="module")
def outputs(broken):
    compare = ["compare", "auricle-1", "published", "--json"]
    return {
        "show": [
            json.loads(run("show", name, "--json").stdout) for name in ("published", "auricle-1")
        ],
        "check": [
            json.loads(run("check", str(RUBRICS / "auricle-1.toml"), "--json").stdout),
            json.loads(run("check", str(broken), "--json", status=1).stdout),
        ],
        "compare": [
            json.loads(run(*compare).stdout),
            json.loads(run(*compare, "--as-of", "2000-01-01", "--currency", "EUR").stdout),
        ],
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_each_schema_is_exact_and_describes_every_key(command):
    schema = schema_of(command)
    Draft202012Validator.check_schema(schema)
    assert all(part.get("additionalProperties") is False for part in objects(schema))
    for place, part in closed_objects(schema):
        properties = part["properties"]
        assert set(properties) == set(part["required"]), place
        assert all(entry.get("description") for entry in properties.values()), place


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_printed_fits_its_schema_and_nothing_else_does(command, outputs):
    check = Draft202012Validator(schema_of(command))
    for output in outputs[command]:
        assert [error.message for error in check.iter_errors(output)] == []
        assert not check.is_valid({**output, "unheard_of": None})
        for key in output:
            assert not check.is_valid({k: v for k, v in output.items() if k != key})


def test_the_closed_sets_of_the_schemas_are_those_of_a_rubric():
    schema = schema_of("show")["properties"]
    assert set(schema["grades"]["properties"]) == {*EVIDENCE_CLASSES, "proxy"}
    assert tuple(schema["axes"]["properties"]) == AXES
    assert set(schema["margins"]["properties"]) == set(built_in_rubric().margins.model_dump())
    compared = schema_of("compare")["properties"]
    assert compared["widest_axis"]["enum"] == [*AXES, None]
    assert tuple(compared["axes"]["properties"]) == AXES


def test_show_gives_the_parts_of_an_axis_as_shares_that_add_up_to_one(outputs):
    for output in outputs["show"]:
        for axis in output["axes"].values():
            shares = [c["share"] for c in axis["criteria"] if c["share"] is not None]
            assert not shares or sum(shares) == pytest.approx(1.0)


def test_check_prints_all_faults_with_line_and_column_and_ends_with_1(broken):
    lines = run("check", str(broken), status=1).stdout.splitlines()
    assert lines[0].startswith("mine.toml:14:11: found 2, expected")
    assert "found 'meen', expected one of 'weighted', 'mean' or 'steps'" in lines[1]
    assert lines[-1] == "mine.toml: 2 faults"


def test_check_counts_one_fault_as_one(tmp_path):
    text = (RUBRICS / "auricle-1.toml").read_text("utf-8")
    path = tmp_path / "mine.toml"
    path.write_text(text.replace("neutral = 0.5", "neutral = 5", 1), "utf-8")
    lines = run("check", str(path), status=1).stdout.splitlines()
    assert lines[-1] == "mine.toml: 1 fault"


def test_check_of_a_sound_rubric_ends_with_0_and_names_what_is_known_of_no_product():
    text = run("check", str(RUBRICS / "auricle-1.toml")).stdout
    assert "warning: criterion 'failure-rate' is known for none of" in text
    assert "rubric auricle-1 has no faults" in text


def test_check_of_what_is_no_text_ends_with_2(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe")
    result = CliRunner().invoke(cli, ["rubric", "check", str(path)])
    assert result.exit_code != 0
    assert result.exception.code in ("rubric", 2)
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        (["check", "nowhere.toml"], "does not exist"),
        (["compare", "auricle-1"], "Missing argument"),
        (["show", "published", "--json", "--format", "md"], "ask for two different files"),
        (["show", "published", "-o", ""], "needs the name of a file"),
        (["show", "published", "-o", "/nowhere/at/all.html"], "cannot write"),
    ],
)
def test_wrong_usage_ends_with_2(args, complaint):
    result = run(*args, status=2)
    assert complaint in result.stderr
    assert result.stdout == ""


def test_show_writes_the_page_and_prints_its_path(tmp_path):
    path = tmp_path / "published.html"
    result = run("show", "published", "--format", "html", "-o", str(path))
    assert result.stdout == f"{path}\n"
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_compare_prints_the_same_products_as_text_and_as_markdown():
    text = run("compare", "auricle-1", "published").stdout
    markdown = run("compare", "auricle-1", "published", "--format", "md").stdout
    for product in json.loads(run("compare", "auricle-1", "published", "--json").stdout)[
        "products"
    ]:
        assert product["product"] in text
        assert f"| {product['product']} |" in markdown
    assert "rank correlation (Spearman)" in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_json_and_help_with_an_example(command):
    text = run(command, "--help").output
    assert "--json" in text
    assert f"auricle rubric {command}" in text.split("Examples:")[1]


def test_rate_takes_the_id_of_a_built_in_rubric_and_names_its_rules():
    result = CliRunner().invoke(cli, ["rate", "akg-k612-pro", "--rubric", "published", "--json"])
    record = json.loads(result.stdout)
    assert record["rubric"] == "published"
    assert record["inputs"]["rubric"] == built_in_rubric("published").sha256
    rules = [axis["rule"] for axis in record["axes"].values()]
    assert rules == ["mean", "steps", "price-ratio", "steps", "steps"]
    schema = json.loads((DOCS / "schemas" / "rate.schema.json").read_text("utf-8"))
    assert [e.message for e in Draft202012Validator(schema).iter_errors(record)] == []


def test_the_ratings_of_all_products_by_the_published_rubric_fit_the_schema(catalog):
    check = Draft202012Validator(
        json.loads((DOCS / "schemas" / "rate.schema.json").read_text("utf-8"))
    )
    for day in (date(2025, 8, 20), date(2026, 6, 23)):
        for rating in rate_all(
            catalog, rubric=built_in_rubric("published"), day=day, region="US", currency="USD"
        ):
            assert [e.message for e in check.iter_errors(rating_record(rating))] == []


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_a_review_by_the_published_rubric_names_it_and_what_it_puts_for_no_competitor(form):
    args = ["review", "akg-k240-studio", "--rubric", "published", "--format", form]
    text = CliRunner().invoke(cli, args).stdout
    assert "published" in text
    assert "No other product could be judged; the rubric then gives 1" in text
