"""The made pages and the site: nothing without its page, no page without a thing, no dead link."""

import inspect
import json
import math
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from auricle import errors
from auricle.audit.rules import all_rules
from auricle.cli.main import cli
from auricle.dossier import load_glossary, parse_dossier
from auricle.metrics import load_definitions
from auricle.rating import built_in_rubric
from docs import make_pages
from docs.pages.errors import provoke

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
DATA = ROOT / "src" / "auricle" / "data"
RIG_FILE = tomllib.loads((DATA / "rigs.toml").read_text("utf-8"))
TARGET_FILES = sorted((DATA / "targets").glob("*.csv"))
PRODUCT = """\
schema = 1
[product]
slug = "acme-one"
brand = "Acme"
model = "One"
form = "over-ear"
back = "open"
connection = ["wired"]
"""


def error_classes() -> list[type[errors.AuricleError]]:
    return [
        c
        for name, c in inspect.getmembers(errors, inspect.isclass)
        if issubclass(c, errors.AuricleError) and not name.startswith("_")
    ]


def leaf_commands(group: click.Group = cli, above: tuple[str, ...] = ()) -> Iterator[str]:
    """Commands as they are typed, without the program's name."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from leaf_commands(command, (*above, name))
        else:
            yield " ".join((*above, name))


COMMANDS = sorted(leaf_commands())
THINGS = {
    "commands": {command.replace(" ", "-") for command in COMMANDS},
    "errors": {c.code for c in error_classes()},
    "findings": set(load_glossary().criteria),
    "functions": set(load_glossary().functions),
    "metrics": set(load_definitions()),
    "quantities": set(load_glossary().quantities),
    "rules": {rule.id for rule in all_rules()},
    "schemas": {p.name.removesuffix(".schema.json") for p in (DOCS / "schemas").iterdir()},
}


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return make_pages.all_pages()


def test_every_made_page_is_up_to_date(made):
    stale = [
        name
        for name, text in made.items()
        if not (DOCS / name).exists() or (DOCS / name).read_text("utf-8") != text
    ]
    assert not stale, "run: make docs"
    assert make_pages.site_text() == (ROOT / "mkdocs.yml").read_text("utf-8"), "run: make docs"


@pytest.mark.parametrize("kind", THINGS)
def test_everything_has_its_page_and_no_page_is_without_a_thing(kind):
    assert {path.stem for path in (DOCS / "reference" / kind).iterdir()} == THINGS[kind]


def test_there_is_no_other_kind_of_page():
    assert {path.name for path in (DOCS / "reference").iterdir()} == set(THINGS)


def places(tree: object) -> Iterator[str]:
    """Files of a tree of pages."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict | list):
        for part in tree.values() if isinstance(tree, dict) else tree:
            yield from places(part)


def test_the_tree_of_the_site_holds_every_page_once():
    tree = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["nav"]
    listed = sorted(places(tree))
    assert listed == sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
    for kind, names in THINGS.items():
        assert {f"reference/{kind}/{name}.md" for name in names} <= set(listed)


def test_the_overviews_lead_to_every_page():
    overviews = {
        "commands": "COMMANDS",
        "errors": "ERRORS",
        "findings": "GLOSSARY",
        "functions": "GLOSSARY",
        "metrics": "METRICS",
        "quantities": "GLOSSARY",
        "rules": "AUDIT-RULES",
    }
    for kind, overview in overviews.items():
        text = (DOCS / f"{overview}.md").read_text("utf-8")
        for name in THINGS[kind]:
            assert f"(reference/{kind}/{name}.md)" in text


def test_every_criterion_of_the_rubric_stands_in_its_page():
    page = (DOCS / "RUBRIC.md").read_text("utf-8")
    for axis in built_in_rubric().axes:
        for criterion in axis.criteria:
            assert criterion.name in page


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_schema_and_a_row_among_them(command):
    name = command.replace(" ", "-")
    schema = json.loads((DOCS / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    assert schema["title"].startswith(f"auricle {command}")
    table = (DOCS / "JSON.md").read_text("utf-8")
    assert re.search(
        rf"^\| `auricle {command}[ `].*\(schemas/{name}\.schema\.json\)", table, re.MULTILINE
    )


def test_every_schema_is_that_of_a_command():
    assert THINGS["schemas"] == THINGS["commands"]


def test_the_codes_of_the_errors_all_differ_and_are_anchors_of_their_overview():
    assert len(THINGS["errors"]) == len(error_classes())
    assert THINGS["errors"] <= anchors(DOCS / "ERRORS.md")


@pytest.mark.parametrize("error", error_classes(), ids=lambda c: c.code)
def test_every_error_is_provoked_by_its_example_and_its_page_shows_the_message(error):
    raised = provoke(error)
    assert type(raised) is error
    page = (DOCS / "reference" / "errors" / f"{error.code}.md").read_text("utf-8")
    assert f"refused [{error.code}]\n{raised}\n" in page


def cells_of(slug: str) -> list[list[str]]:
    """Rows of the page of rigs and targets that are about one of them."""
    page = (DOCS / "RIGS-AND-TARGETS.md").read_text("utf-8")
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    return [row for row in rows if row[0].split("<br>")[0] == f"`{slug}`"]


@pytest.mark.parametrize("entry", RIG_FILE["rigs"].items(), ids=lambda entry: entry[0])
def test_every_rig_stands_in_the_page_of_rigs_with_all_that_is_known_of_it(entry):
    slug, rig = entry
    [row] = cells_of(slug)
    told = " | ".join(row)
    for key in ("name", "short_name", "coupler", "standard", "pinna", "family"):
        assert rig.get(key, "") in told
    assert all(alias in told for alias in rig["aliases"])
    highest = f"{rig['highest_hz'] // 1000} kHz" if "highest_hz" in rig else ""
    assert row[5].strip() == highest
    for form, target in rig["targets"].items():
        assert f"{form}: `{target}`" in told
    page = (DOCS / "RIGS-AND-TARGETS.md").read_text("utf-8")
    for remark in rig.get("remarks", []):
        assert re.search(rf"^- .*`{slug}`.*: {re.escape(remark)}$", page, re.MULTILINE)
    assert f"`{slug}`" in (DOCS / "DOSSIERS.md").read_text("utf-8")


@pytest.mark.parametrize("path", TARGET_FILES, ids=lambda path: path.stem)
def test_every_target_stands_in_the_page_of_rigs_with_rigs_accuracy_origin_and_licence(path):
    stated = dict(re.findall(r"^# (\w+): (.+)$", path.read_text("utf-8"), re.MULTILINE))
    told = " | ".join(" | ".join(row) for row in cells_of(path.stem))
    assert len(cells_of(path.stem)) == 2
    for key in ("name", "origin", "licence"):
        assert stated.get(key, "") in told
    for rig in filter(None, stated.get("rigs", "").split(", ")):
        assert f"`{rig}`" in told
    for alias in filter(None, stated.get("aliases", "").split(", ")):
        assert alias in told
    for accuracy in filter(None, stated.get("accuracy_db", "").split(", ")):
        decibels, band = accuracy.split(" ", 1)
        assert f"±{decibels} dB {band}" in told


def test_no_other_rig_or_target_stands_in_the_page_of_rigs():
    page = (DOCS / "RIGS-AND-TARGETS.md").read_text("utf-8")
    named = set(re.findall(r"^\| `([\w-]+)`", page, re.MULTILINE))
    options = {name for name in named if name.startswith("--")}
    assert named - options == set(RIG_FILE["rigs"]) | {path.stem for path in TARGET_FILES}


def block(kind: str, name: str, language: str) -> str:
    page = (DOCS / "reference" / kind / f"{name}.md").read_text("utf-8")
    [found] = re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)
    return str(found)


@pytest.mark.parametrize("slug", sorted(THINGS["quantities"]))
def test_the_example_of_every_quantity_is_accepted(slug):
    text = PRODUCT + block("quantities", slug, "toml")
    [fact] = parse_dossier(text, file="acme-one.toml", read_curve=str).facts
    assert fact.quantity == slug


@pytest.mark.parametrize("slug", sorted(THINGS["findings"]))
def test_the_example_of_every_finding_is_accepted(slug):
    text = PRODUCT + block("findings", slug, "toml")
    [finding] = parse_dossier(text, file="acme-one.toml", read_curve=str).findings
    assert finding.criterion == slug


@pytest.mark.parametrize("slug", sorted(THINGS["functions"]))
def test_the_example_of_every_function_is_accepted(slug):
    has = block("functions", slug, "toml").split("\n\n")[0].removeprefix("[product]\n")
    dossier = parse_dossier(PRODUCT + has, file="acme-one.toml", read_curve=str)
    assert dossier.product.functions == (slug,)


def test_the_conversions_of_a_quantity_are_those_of_its_formula():
    page = (DOCS / "reference" / "quantities" / "sensitivity.md").read_text("utf-8")
    per_volt = 96 + 10 * math.log10(1000 / 32)  # IEC 60268-7: 1 V drives 1000/Z mW
    assert f"| 96 dB/mW at 32 Ω | {per_volt:.3f} dB/V |" in page
    assert f"| 0.1 V for 94 dB | {94 - 20 * math.log10(0.1):g} dB/V |" in page
    weight = (DOCS / "reference" / "quantities" / "weight.md").read_text("utf-8")
    assert "| 1 oz | 28.3495 g |" in weight  # international avoirdupois


@pytest.mark.parametrize("name", sorted(THINGS["metrics"]))
def test_the_page_of_a_metric_has_the_points_of_every_rubric_that_asks_for_it(name):
    page = (DOCS / "reference" / "metrics" / f"{name}.md").read_text("utf-8")
    criteria = [c for axis in built_in_rubric().axes for c in axis.criteria if c.metric == name]
    for criterion in criteria:
        for value, points in criterion.points:
            assert f"| {value:g} | {points:g} |" in page


def prose(path: Path) -> str:
    """Text of a page without its blocks of code."""
    return re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)


def anchors(path: Path) -> set[str]:
    """Anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", prose(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_link_between_pages_leads_somewhere():
    pages = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
            if re.match(r"https?://", target):
                continue
            file, _, anchor = target.partition("#")
            path = page.parent / file if file else page
            assert path.exists(), f"{page.relative_to(ROOT)}: {target}"
            if anchor:
                assert anchor in anchors(path), f"{page.relative_to(ROOT)}: {target}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    result = subprocess.run(
        [*build, "--site-dir", str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return folder


def test_the_site_is_built_with_a_page_for_every_page(site):
    built = {p.relative_to(site).with_suffix("").as_posix() for p in site.rglob("*.html")}
    assert built == {p.relative_to(DOCS).with_suffix("").as_posix() for p in DOCS.rglob("*.md")} | {
        "404"
    }
    assert not list(site.rglob("*.py"))
    assert (site / "schemas" / "rate.schema.json").exists()
    assert "sensitivity" in (site / "search" / "search_index.json").read_text("utf-8")


def test_nothing_in_the_site_is_loaded_from_elsewhere(site):
    loaded = re.compile(
        r"<(?:link|script|img|iframe|source|object|embed)\b[^>]*?(?:src|href|data)="
        r"[\"']?(?:https?:)?//[^>]*>"
    )
    for page in site.rglob("*.html"):
        assert loaded.findall(page.read_text("utf-8")) == []
    for sheet in site.rglob("*.css"):
        text = sheet.read_text("utf-8")
        assert not re.search(r"(?:url\(\s*[\"']?|@import\s+[\"']?)(?:https?:)?//", text), sheet.name


START = (DOCS / "index.md").read_text("utf-8")


def test_every_command_of_the_quickstart_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    [dossier] = re.findall(r"```toml\n(.*?)```", START, re.DOTALL)
    (tmp_path / "my-headphone.toml").write_text(dossier, "utf-8")
    lines = re.findall(r"^auricle .+$", START, re.MULTILINE)
    assert len(lines) == 6
    outputs = {line: CliRunner().invoke(cli, shlex.split(line)[1:]) for line in lines}
    assert {result.exit_code for result in outputs.values()} == {0}
    [excerpt] = re.findall(r"```text\n(.*?)```", START, re.DOTALL)
    assert outputs[lines[0]].stdout.startswith(excerpt)
    assert "provisional" in outputs["auricle rate my-headphone.toml"].stdout
    assert (tmp_path / "akg-k612-pro.html").exists()
