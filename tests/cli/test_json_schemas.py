import json
import math
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from auricle.catalog import Catalog, built_in_catalog
from auricle.cli.main import cli
from auricle.dossier import EVIDENCE_CLASSES, load_glossary
from auricle.dossier import schema as forms
from auricle.metrics import load_definitions, subject_of
from auricle.rating import Rating, built_in_rubric, rate_all, rating_record
from auricle.rating.rubrics.rubric import AXES
from auricle.review import record, review_page
from auricle.review.facts.record import fact_sheet_record
from auricle.review.facts.sheet import fact_sheet
from auricle.review.reliability.record import reliability_record
from auricle.review.reliability.report import reliability_report

from ..texts import ACCESSORIES, FAILURES, RATES, SERVICE, SERVICE_TABLE, WEAR_PART

DOCS = Path(__file__).parents[2] / "docs"
COMMANDS = ("list", "show", "rate", "review", "diff", "reliability")
PRODUCTS = sorted(built_in_catalog().dossiers)
HASHES = {"dossier": "0" * 64, "catalog": "f" * 64, "service": None}
DAYS = (date(2025, 8, 20), date(2026, 6, 23))
NOTHING_KNOWN = """\
schema = 1
[product]
slug = "nobody-nothing"
brand = "Nobody"
model = "Nothing"
form = "earbud"
connection = ["wired", "wireless"]
"""
WIRELESS = """\
schema = 1
[product]
slug = "acme-one"
brand = "Acme"
model = "One"
form = "over-ear"
back = "closed"
connection = ["wireless"]

[sources.lab]
publisher = "Some Laboratory"
title = "Measurements"
kind = "laboratory"
rig = "GRAS 45CA"
published = 2025-08-20

[[facts]]
quantity = "latency"
value = 180
unit = "ms"
kind = "measured"
codec = "AAC"
source = "lab"

[editor]
name = "An Editor"
date = 2025-08-20
summary = "One to wait with."

[[editor.paragraphs]]
section = "advice"
text = "Its successor is announced."
"""
BETWEEN = ("--from", "2025-08-20", "--to", "2026-03-15")
LASTING = (
    FAILURES
    + SERVICE
    + WEAR_PART
    + """
[[facts]]
quantity = "warranty"
value = 2
unit = "years"
kind = "specified"
region = "US"
source = "lab"
note = "parts and labour"

[[facts]]
quantity = "store-warranty"
value = 1
unit = "year"
kind = "specified"
source = "lab"

[[findings]]
criterion = "known-failure"
holds = "partly"
source = "lab"

[[impedance_curves]]
file = "impedance.csv"
licence = "CC0"
source = "lab"
"""
)
Schemas = dict[str, dict[str, Any]]
Place = tuple[str | int, ...]


def read_schemas() -> Schemas:
    return {
        name: json.loads((DOCS / "schemas" / f"{name}.schema.json").read_text("utf-8"))
        for name in COMMANDS
    }


def validator(schemas: Schemas, command: str) -> Draft202012Validator:
    resources = [(s["$id"], Resource.from_contents(s)) for s in schemas.values()]
    return Draft202012Validator(schemas[command], registry=Registry().with_resources(resources))


def faults(command: str, output: Any) -> list[str]:
    errors = validator(read_schemas(), command).iter_errors(output)
    return [f"{error.json_path}: {error.message}" for error in errors]


def run(command: str, *arguments: str) -> Any:
    result = CliRunner().invoke(cli, [command, *arguments, "--json"], catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def ratings(catalog: Catalog) -> list[Rating]:
    rubric = built_in_rubric()
    return [
        rating
        for day in DAYS
        for rating in rate_all(catalog, rubric=rubric, day=day, region="US", currency="USD")
    ]


@pytest.fixture(scope="module")
def own_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for ``--catalog`` with what no built-in product has."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "acme-one.toml").write_text(WIRELESS + LASTING, "utf-8")
    (folder / "service.csv").write_text(SERVICE_TABLE, "utf-8")
    (folder / "impedance.csv").write_text("frequency_hz,impedance_ohm\n20,40\n100,60\n", "utf-8")
    adapter = (
        ACCESSORIES.replace("clip-on microphone", "cable adapter")
        .replace('adds = "mic"', 'adds = "detachable-cable"')
        .replace('amount = 30\ncurrency = "USD"', 'amount = 10\ncurrency = "EUR"')
    )
    (folder / "accessories.toml").write_text(adapter, "utf-8")
    (folder / "rates.toml").write_text(RATES, "utf-8")
    return folder


@pytest.fixture(scope="module")
def outputs(catalog: Catalog, ratings: list[Rating], own_folder: Path) -> dict[str, list[Any]]:
    own = ("--catalog", str(own_folder), "--as-of", "2025-08-20")
    sheets = [
        fact_sheet(catalog, catalog.dossiers[r.dossier.slug], day=r.day, region="US")
        for r in ratings
    ]
    reports = [
        reliability_report(subject_of(catalog, catalog.dossiers[slug], day=day, region=region))
        for slug in PRODUCTS
        for day, region in zip(DAYS, ("US", "DE"), strict=True)
    ]
    return {
        "list": [run("list"), run("list", *own), run("list", "--max-price", "100")],
        "show": [*map(fact_sheet_record, sheets), run("show", "acme-one", *own)],
        "rate": [*map(rating_record, ratings), run("rate", "akg-k702", *own)],
        "reliability": [
            *(reliability_record(report, inputs=HASHES) for report in reports),
            run("reliability", "acme-one", *own),
            run("reliability", str(own_folder / "service.csv")),
        ],
        "review": [
            *(record(review_page(rating), rating) for rating in ratings),
            run("review", "acme-one", *own),
        ],
        "diff": [
            *(run("diff", slug, *BETWEEN) for slug in PRODUCTS),
            run("diff", "akg-k702", "--catalog", str(own_folder), *BETWEEN, "--currency", "EUR"),
            run("diff", "akg-k702", "--from", "2026-03-15", "--to", "2025-08-20"),
            run("diff", "akg-k361", "--from", "2000-01-01", "--to", "2026-03-15"),
        ],
    }


def closed_objects(schema: Any, place: Place = ()) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Every part of a schema that says which keys an object has, with where it stands."""
    if isinstance(schema, dict):
        if schema.get("additionalProperties") is False:
            yield place, schema
        for key, value in schema.items():
            yield from closed_objects(value, (*place, key))
    elif isinstance(schema, list):
        for index, value in enumerate(schema):
            yield from closed_objects(value, (*place, index))


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Every part of a schema that is for objects."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


def without(schemas: Schemas, command: str, place: Place, key: str) -> Schemas:
    """The schemas with one property taken out of one of them."""
    changed = {**schemas, command: deepcopy(schemas[command])}
    part: Any = changed[command]
    for step in place:
        part = part[step]
    del part["properties"][key]
    part["required"] = [name for name in part.get("required", []) if name != key]
    return changed


def lenient(schema: Any) -> Any:
    """A schema by which keys may be left out."""
    if isinstance(schema, dict):
        dropped = {"required", "then", "else", "if", "minItems"}
        return {key: lenient(value) for key, value in schema.items() if key not in dropped}
    return [lenient(value) for value in schema] if isinstance(schema, list) else schema


def words_of(annotation: Any) -> Iterator[str | None]:
    """The words that a closed type allows, and None where it is optional."""
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    elif annotation is type(None):
        yield None
    else:
        for inner in get_args(annotation):
            yield from words_of(inner)


def documented_example() -> Any:
    page = (DOCS / "JSON.md").read_text("utf-8")
    [example] = re.findall(r"```json\n(.*?)```", page, flags=re.DOTALL)
    return json.loads(example)


def is_part(part: Any, whole: Any) -> bool:
    """Whether something is what remains of a record from which keys and items are left out."""
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(key in whole and is_part(value, whole[key]) for key, value in part.items())
    if isinstance(part, list) and isinstance(whole, list):
        rest = iter(whole)
        return all(any(is_part(item, other) for other in rest) for item in part)
    return bool(part == whole)


@pytest.mark.parametrize("path", sorted((DOCS / "schemas").glob("*.json")), ids=lambda p: p.name)
def test_each_schema_is_a_json_schema_of_draft_2020_12(path):
    schema = json.loads(path.read_text("utf-8"))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_schema_describes_and_requires_every_key_and_allows_no_other(command):
    schema = read_schemas()[command]
    assert all(part.get("additionalProperties") is False for part in objects(schema))
    for place, part in closed_objects(schema):
        properties = part.get("properties", {})
        required = part.get("required", [])
        if place == ("$defs", "candidate", "properties", "metrics"):
            required = schema["$defs"]["candidate"]["else"]["properties"]["metrics"]["required"]
        assert all(entry.get("description") for entry in properties.values()), place
        # Depends on how far the response reaches, as its description says.
        optional = {name for name in properties if re.match(r"(error|at)_\d+_(5_)?to_", name)}
        if place[-1:] == ("conditions",):  # each only where it is stated
            optional = set(properties)
        assert set(properties) - optional == set(required), place


@pytest.mark.parametrize("slug", PRODUCTS)
def test_what_show_prints_of_a_product_fits_its_schema(slug):
    assert faults("show", run("show", slug)) == []


@pytest.mark.parametrize("command", ["show", "rate", "review", "reliability"])
@pytest.mark.parametrize("day", [(), ("--as-of", "2025-08-20")])
def test_what_a_command_prints_of_the_k612_fits_its_schema_on_either_day(command, day):
    assert faults(command, run(command, "akg-k612-pro", *day)) == []


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--as-of", "2025-08-20"),
        ("--as-of", "2000-01-01"),
        ("--form", "on-ear", "--max-price", "1"),
        ("--max-price", "100"),
        ("--currency", "EUR", "--region", "DE"),
    ],
)
def test_what_list_prints_fits_its_schema(options):
    assert faults("list", run("list", *options)) == []


@pytest.mark.parametrize("command", ["show", "rate", "review", "reliability"])
def test_the_outputs_of_all_products_fit_their_schemas(command, outputs):
    of_own = 2 if command == "reliability" else 1
    assert len(outputs[command]) == len(PRODUCTS) * len(DAYS) + of_own
    check = validator(read_schemas(), command)
    found = {
        error.json_path: error.message for o in outputs[command] for error in check.iter_errors(o)
    }
    assert found == {}


def test_the_differences_of_all_products_fit_their_schema(outputs):
    check = validator(read_schemas(), "diff")
    assert len(outputs["diff"]) == len(PRODUCTS) + 3
    found = {
        error.json_path: error.message for o in outputs["diff"] for error in check.iter_errors(o)
    }
    assert found == {}
    axes = [axis for output in outputs["diff"] for axis in output["axes"].values()]
    assert {axis["joined"] for axis in axes} == {True, False}
    holders = {piece["holder"] for output in outputs["diff"] for piece in output["pieces"]}
    assert holders == {"product", "brand", "accessory", "rates"}


def test_the_printed_parts_add_up_to_the_change(outputs):
    for output in outputs["diff"]:
        lines = []
        for axis in output["axes"].values():
            effects = [part["effect"] for part in axis["parts"]]
            moved = axis["to"]["value"] - axis["from"]["value"]
            assert math.fsum(effects) == pytest.approx(moved, abs=1e-9)
            lines += [*effects, axis["rounding"]]
        overall = output["overall"]
        change = overall["to"]["value"] - overall["from"]["value"]
        assert math.fsum(lines) == pytest.approx(change, abs=1e-9)


@pytest.mark.parametrize("command", ["show", "rate", "review", "diff", "reliability"])
def test_a_product_of_which_nothing_is_known_fits_the_schemas(command, tmp_path):
    path = tmp_path / "nobody-nothing.toml"
    path.write_text(NOTHING_KNOWN, "utf-8")
    options = BETWEEN if command == "diff" else ()
    assert faults(command, run(command, str(path), *options)) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_a_schema_that_lacks_any_one_key_refuses_some_output(command, outputs):
    schemas = read_schemas()
    missed = [
        (*place, key)
        for place, part in closed_objects(schemas[command])
        for key in part.get("properties", {})
        if all(
            map(
                validator(without(schemas, command, place, key), command).is_valid, outputs[command]
            )
        )
    ]
    assert missed == []


@pytest.mark.parametrize("command", COMMANDS)
def test_an_output_that_lacks_a_key_or_has_one_more_is_refused(command, outputs):
    output = outputs[command][0]
    check = validator(read_schemas(), command)
    for key in output:
        assert not check.is_valid({name: value for name, value in output.items() if name != key})
    assert not check.is_valid({**output, "unheard_of": None})


def test_a_metric_that_says_it_is_known_must_have_a_value(outputs):
    rating = deepcopy(outputs["rate"][0])
    check = validator(read_schemas(), "rate")
    rating["metrics"]["latency"] |= {"state": "unknown", "value": None}
    assert check.is_valid(rating)
    rating["metrics"]["latency"]["state"] = "known"
    assert not check.is_valid(rating)


@pytest.mark.parametrize(
    "change",
    [
        {"only_proxy": True, "proxy": None},
        {"only_proxy": True, "agreeing": True, "proxy": "acme-two"},
        {"details": {}},
        {"details": {"last_value": 100.0, "last_observed": "2025-01-01"}},
    ],
)
def test_a_known_metric_has_its_own_details_and_names_the_proxy_it_rests_on(change, outputs):
    check = validator(read_schemas(), "rate")
    for rating in outputs["rate"]:
        for name in ("predicted-preference", "price"):
            if rating["metrics"][name]["state"] == "known":
                changed = rating["metrics"][name] | change
                metrics = rating["metrics"] | {name: changed}
                assert not check.is_valid(rating | {"metrics": metrics})


@pytest.mark.parametrize(
    "change",
    [
        {"only_proxy": True},
        {"agreeing": True},
        {"details": {"observed": "2025-01-01", "age_days": 1.0, "sellers": 1, "relayed": False}},
    ],
)
def test_a_price_that_is_not_known_has_the_details_of_the_last_one_or_none(change, outputs):
    check = validator(read_schemas(), "rate")
    prices = [rating["metrics"]["price"] for rating in outputs["rate"]]
    unknown = [price["details"] for price in prices if price["state"] == "unknown"]
    assert {tuple(details) for details in unknown} == {(), ("last_value", "last_observed")}
    for rating, price in zip(outputs["rate"], prices, strict=True):
        if price["state"] == "unknown":
            metrics = rating["metrics"] | {"price": price | change}
            assert not check.is_valid(rating | {"metrics": metrics})


def test_the_outputs_have_a_brand_with_and_without_what_may_be_unknown(outputs):
    brands = [output["brand"] for output in outputs["show"]]
    for key in ("owner", "founded"):
        assert {brand[key] is None for brand in brands} == {True, False}


def test_an_axis_is_null_in_the_list_where_the_rating_does_not_know_it(outputs):
    products = outputs["list"][0]["products"]
    rated = {
        output["slug"]: output["axes"]
        for output in outputs["rate"]
        if output["as_of"] == outputs["list"][0]["as_of"]
    }
    assert len(products) == len(PRODUCTS)
    for product in products:
        axes = rated[product["slug"]]
        assert product["axes"] == {
            name: axis["rounded"] if axis["known"] else None for name, axis in axes.items()
        }
    assert any(None in product["axes"].values() for product in products)


def test_what_a_list_leaves_out_for_want_of_a_price_is_named(outputs):
    *others, limited = outputs["list"]
    assert all(output["without_price"] == [] for output in others)
    assert limited["without_price"]
    unpriced = {p["slug"] for p in others[0]["products"] if p["price"] is None}
    assert set(limited["without_price"]) <= unpriced


@pytest.mark.parametrize("command", ["show", "rate", "diff", "reliability"])
def test_every_source_that_a_record_names_is_listed_in_it(command, outputs):
    def named(part: Any) -> Iterator[str]:
        if isinstance(part, dict):
            for key, value in part.items():
                if key in {"source", "via"} and value is not None:
                    yield value
                elif key.endswith("sources") and isinstance(value, list):
                    yield from value
                else:
                    yield from named(value)
        elif isinstance(part, list):
            for value in part:
                yield from named(value)

    for output in outputs[command]:
        assert set(named(output)) <= set(output["sources"])


def test_where_a_claim_was_made_is_listed_among_the_sources(outputs):
    for output in outputs["show"]:
        assert {claim["made_in"] for claim in output["claims"]} - {None} <= set(output["sources"])


def test_what_is_bought_in_is_named_and_counted_and_its_sources_are_given(outputs):
    [candidate] = [
        candidate
        for candidate in outputs["rate"][-1]["axes"]["cost_performance"]["candidates"]
        if candidate["bought_in"]
    ]
    assert candidate["bought_in"] == ["cable adapter"]
    assert candidate["cost"] == pytest.approx(candidate["price"] + 10 * 1.25)
    assert {"accessories/shop", "rates/bank"} <= set(candidate["sources"])


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("file", "text", "change"),
    [
        ("accessories.toml", ACCESSORIES, ("amount = 30", "amount = 31")),
        ("rates.toml", RATES, ("rate = 1.25", "rate = 1.26")),
    ],
)
def test_a_changed_price_of_an_accessory_or_rate_changes_the_hash_of_the_catalog(
    command, file, text, change, tmp_path
):
    def inputs(content: str) -> dict[str, str]:
        (tmp_path / file).write_text(content, "utf-8")
        product = {"list": (), "diff": ("akg-k612-pro", *BETWEEN)}.get(command, ("akg-k612-pro",))
        output = run(command, *product, "--catalog", str(tmp_path))
        found: dict[str, str] = output.get("rating", output)["inputs"]
        return found

    assert text.count(change[0]) == 1
    before, after = inputs(text), inputs(text.replace(*change))
    assert before["catalog"] != after["catalog"]
    assert before | {"catalog": after["catalog"]} == after
    assert inputs(text) == before


def test_the_schemas_name_the_axes_and_metrics_that_there_are():
    schemas = read_schemas()
    rating, listed = schemas["rate"]["properties"], schemas["list"]["properties"]["products"]
    sections = schemas["review"]["properties"]["sections"]["items"]["properties"]
    assert tuple(rating["axes"]["properties"]) == AXES
    assert tuple(listed["items"]["properties"]["axes"]["properties"]) == AXES
    assert tuple(sections["id"]["enum"]) == ("overview", *AXES, "advice")
    wanted = rating["wanted_evidence"]["items"]["properties"]["axis"]["enum"]
    assert wanted == [axis for axis in AXES if axis != "cost_performance"]
    units = {
        name: entry["properties"]["unit"].get("const", "currency")
        for name, entry in rating["metrics"]["properties"].items()
    }
    assert units == {name: d.unit for name, d in load_definitions().items()}


def test_the_closed_sets_of_the_schemas_are_those_of_a_dossier():
    schemas = read_schemas()
    shown, defined = schemas["show"]["properties"], schemas["rate"]["$defs"]
    listed = schemas["list"]["properties"]["products"]["items"]["properties"]

    def words(form: type[forms.Entry], key: str) -> list[str | None]:
        return list(words_of(form.model_fields[key].annotation))

    def entry(section: str, key: str) -> list[str | None]:
        return shown[section]["items"]["properties"][key]["enum"]

    fact = shown["facts"]["items"]["properties"]
    stated = fact["stated"]["items"]["properties"]
    conditions = {name for q in load_glossary().quantities.values() for name in q.per}

    assert defined["evidence"]["enum"] == [*EVIDENCE_CLASSES, None]
    assert defined["source"]["properties"]["kind"]["enum"] == words(forms.SourceEntry, "kind")
    for key in ("form", "back"):
        assert shown[key]["enum"] == listed[key]["enum"] == words(forms.DossierHeader, key)
    assert shown["connection"]["items"]["enum"] == words(forms.DossierHeader, "connection")
    assert set(fact["conditions"]["properties"]) == conditions
    assert stated["kind"]["enum"] == words(forms.FactEntry, "kind")
    assert entry("findings", "holds") == words(forms.FindingEntry, "holds")
    assert entry("claims", "confirmed") == words(forms.ClaimEntry, "confirmed")
    assert entry("prices", "per") == words(forms.PriceEntry, "per")
    assert entry("prices", "condition") == words(forms.PriceEntry, "condition")
    assert entry("responses", "quantity") == words(forms.CurveEntry, "quantity")
    assert entry("responses", "channels") == words(forms.CurveEntry, "channels")
    assert entry("impressions", "polarity") == words(forms.ImpressionEntry, "polarity")
    assert entry("wear_parts", "part") == words(forms.WearPartEntry, "part")
    lasting = schemas["reliability"]["properties"]
    costs, modes = (
        lasting[key]["items"]["properties"] for key in ("running_costs", "failure_modes")
    )
    assert costs["part"]["enum"] == words(forms.WearPartEntry, "part")
    assert [*modes["holds"]["enum"], "no"] == words(forms.FindingEntry, "holds")


def test_the_example_of_the_documentation_is_a_part_of_what_is_printed():
    printed = run("rate", "akg-k612-pro", "--as-of", "2025-08-20")
    assert is_part(documented_example(), printed)


def test_the_example_of_the_documentation_has_the_form_of_a_rating():
    schemas = {name: lenient(schema) for name, schema in read_schemas().items()}
    errors = validator(schemas, "rate").iter_errors(documented_example())
    assert [error.message for error in errors] == []
