"""The pages say what the program does."""

import json
import math
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner

from auricle.audit.rules.rule import RuleGroup
from auricle.cli.main import cli
from tests.audit.published import published

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


PUBLISHED = tomllib.loads((DOCS / "published-ratings.toml").read_text("utf-8"))["ratings"]


def test_every_published_rating_has_the_form_that_their_validator_enforces(catalog):
    for entry in PUBLISHED:
        overall, *axes = entry["rating"]
        assert len(axes) == 5
        assert all(0.0 <= value <= 1.0 and round(value, 1) == value for value in axes)
        assert overall == pytest.approx(sum(axes))
        assert entry["slug"] in catalog.dossiers
    assert len({(entry["url"], entry["date"]) for entry in PUBLISHED}) == len(PUBLISHED)


def test_the_published_ratings_are_those_of_the_reviews():
    folder = ROOT.parent / "shared" / "data" / "reviews"
    if not folder.is_dir():
        pytest.skip("the published reviews are not here")
    found = set()
    for path in folder.rglob("*.md"):
        text = path.read_text("utf-8")
        rating, day = (
            re.search(rf"^{key}: (.+)$", text, re.MULTILINE) for key in ("rating", "date")
        )
        name = re.search(r"^ref: (\S+)$", text, re.MULTILINE)
        if rating and day and name:
            found.add((name[1], day[1], tuple(json.loads(rating[1]))))
    for entry in PUBLISHED:
        name = Path(entry["url"]).stem
        assert (name, str(entry["date"]), tuple(entry["rating"])) in found


def test_the_differences_between_ours_and_the_published_ratings_are_those_of_the_program():
    rows = [
        [float(number) for number in re.findall(r"\d\.\d", line.split("|")[3])]
        for line in (DOCS / "RUBRICS-COMPARED.md").read_text("utf-8").splitlines()
        if re.match(r"\| .* \| \d{4}-\d\d-\d\d \| \d\.\d / ", line)
    ]
    assert [row[0] for row in rows] == [entry["rating"][0] for entry in PUBLISHED]
    page = (DOCS / "RUBRICS-COMPARED.md").read_text("utf-8")
    [stated] = re.findall(r"^\| overall \| (.*) \|$", page, re.MULTILINE)
    cells = [float(cell) for cell in stated.split(" | ")]
    for which, (bias, apart, _) in enumerate((cells[:3], cells[3:]), start=1):
        differences = [row[which] - row[0] for row in rows]
        assert bias == pytest.approx(sum(differences) / len(rows), abs=0.0051)
        assert apart == pytest.approx(sum(map(abs, differences)) / len(rows), abs=0.0051)
    for row, entry in zip(rows, PUBLISHED, strict=True):
        for rubric, value in zip(("auricle-1", "published"), row[1:], strict=True):
            args = ["rate", entry["slug"], "--as-of", str(entry["date"]), "--rubric", rubric]
            printed = json.loads(CliRunner().invoke(cli, [*args, "--json"]).stdout)
            assert printed["overall"]["value"] == value


def test_every_command_stands_in_the_readme():
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in cli.commands:
        assert f"auricle {command}" in readme


README_COMMANDS = re.findall(
    r"^    (auricle [a-z].*?)(?:  .*)?$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
)


@pytest.mark.parametrize("line", README_COMMANDS)
def test_every_command_of_the_readme_runs(line, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "reviews").mkdir()
    (tmp_path / "reviews" / "acme-one.md").write_text(published(), "utf-8")
    result = CliRunner().invoke(cli, shlex.split(line)[1:])
    assert result.exit_code == 0, result.output
    assert result.output


def test_the_excerpt_of_the_readme_is_what_the_program_prints():
    readme = (ROOT / "README.md").read_text("utf-8")
    excerpt = (
        readme.split("A part of `auricle rate")[1].split("\n\n", 1)[1].split("\n\np is what")[0]
    )
    lines = [line[4:] for line in excerpt.splitlines()]
    args = ["rate", "akg-k612-pro", "--as-of", "2025-08-20"]
    printed = CliRunner().invoke(cli, args).output
    assert printed.startswith("\n".join(lines))


def test_the_python_of_the_readme_runs():
    code = (ROOT / "README.md").read_text("utf-8").split("```python\n")[1].split("```")[0]
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert len(result.stdout.split()) == 3


def toml_blocks():
    return re.findall(r"```toml\n(.*?)```", (DOCS / "DOSSIERS.md").read_text("utf-8"), re.DOTALL)


def test_the_example_dossier_of_the_docs_is_accepted(tmp_path):
    from auricle.catalog import load_catalog
    from auricle.response import R40_HZ, FrequencyResponse
    from auricle.response.formats import format_curve

    dossier, curve, impedance, failures, brand, rates, accessories, statutory = toml_blocks()
    (tmp_path / "dossiers").mkdir()
    (tmp_path / "brands").mkdir()
    (tmp_path / "dossiers" / "acme-one.toml").write_text(
        dossier + curve + impedance + failures, "utf-8"
    )
    level = FrequencyResponse(R40_HZ, 0.0 * R40_HZ)
    (tmp_path / "dossiers" / "acme-one.csv").write_text(format_curve(level), "utf-8")
    table = "frequency_hz,impedance_ohm\n20,35\n100,80\n1000,32\n"
    (tmp_path / "dossiers" / "acme-one-impedance.csv").write_text(table, "utf-8")
    service = "months,failed\n6,1\n24,0\n"
    (tmp_path / "dossiers" / "acme-one-service.csv").write_text(service, "utf-8")
    (tmp_path / "brands" / "acme.toml").write_text(brand, "utf-8")
    (tmp_path / "rates.toml").write_text(rates, "utf-8")
    (tmp_path / "accessories.toml").write_text(accessories, "utf-8")
    (tmp_path / "statutory.toml").write_text(statutory, "utf-8")
    catalog = load_catalog([tmp_path], built_in=False)
    product = catalog.dossiers["acme-one"]
    assert len(product.entries) == 11
    [measured] = product.impedance_curves
    assert measured.impedance.highest_ohm == pytest.approx(80.0)
    assert catalog.brand_of(product).owner == "Big Holding"
    assert catalog.rates[0].rate == 1.16
    assert catalog.accessories[0].adds == "mic"
    assert catalog.rights[0].years == 3.0


WORKED = (DOCS / "WORKED-EXAMPLE.md").read_text("utf-8")


def worked_axes():
    """The tables of the worked example: axis -> rows of (criterion, value, p, w, g, adds)."""
    axes = {}
    for section in WORKED.split("\n## ")[1:5]:
        rows = [
            [cell.strip() for cell in line.strip("|").split("|")]
            for line in section.splitlines()
            if line.startswith("| ") and "criterion" not in line
        ]
        *terms, total = rows
        axes[total[0]] = (terms, float(total[-1]), re.search(r"Σw: ([\d.]+)\.\n", section))
    return axes


@pytest.fixture(scope="module")
def k612():
    args = ["rate", "akg-k612-pro", "--as-of", "2025-08-20", "--json"]
    return json.loads(CliRunner().invoke(cli, args).stdout)


@pytest.mark.parametrize("name", worked_axes())
def test_the_axis_worked_out_by_hand_is_the_programs_term_by_term(name, k612):
    terms, total, coverage = worked_axes()[name]
    axis = k612["axes"][name]
    assert [term[0] for term in terms] == [term["criterion"] for term in axis["terms"]]
    for (_, value, _, points, weight, grade, adds), term in zip(terms, axis["terms"], strict=True):
        if value == "not known":
            assert term["value"] is None
            assert points == ""
        else:
            assert str(term["value"]) == value.split()[0]
            assert term["points"] == pytest.approx(float(points), abs=5.1e-7)
        assert term["weight"] == float(weight)
        assert term["grade"] == float(grade)
        assert term["contribution"] == pytest.approx(float(adds), abs=5.1e-7)
    assert axis["value"] == pytest.approx(total, abs=5.1e-7)
    assert axis["coverage"] == pytest.approx(float(coverage[1]), abs=5.1e-7)


@pytest.mark.parametrize("name", worked_axes())
def test_the_arithmetic_of_the_worked_example_is_right(name):
    terms, total, _ = worked_axes()[name]
    sum_of_weights = sum(float(term[4]) for term in terms)
    for _, _, how, points, weight, grade, adds in terms:
        if points:
            p = worked_out(how)
            assert p == pytest.approx(float(points), abs=5.1e-7)
            share = float(weight) * float(grade) / sum_of_weights
            assert share * (p - 0.5) == pytest.approx(float(adds), abs=5.1e-7)
    assert 0.5 + sum(float(term[6]) for term in terms) == pytest.approx(total, abs=3e-6)


def test_the_cost_performance_worked_out_by_hand_is_the_programs(k612):
    market = k612["axes"]["cost_performance"]
    by_hand = re.search(r"cost_performance = ([\d.]+) / ([\d.]+) = ([\d.]+)", WORKED)
    assert market["value"] == pytest.approx(float(by_hand[1]) / float(by_hand[2]), abs=1e-9)
    assert market["value"] == pytest.approx(float(by_hand[3]), abs=5.1e-7)
    low = re.search(r"old: 42 / 249 / exp\((.+) × (.+) × √\((.+) / (.+)\)\) = (\d\.\d+)\.", WORKED)
    z, drift, days, month = (float(low[n]) for n in range(1, 5))
    by_formula = 42 / 249 / math.exp(z * drift * math.sqrt(days / month))
    assert by_formula == pytest.approx(float(low[5]), abs=5.1e-7)
    assert market["low"] == pytest.approx(float(low[5]), abs=5.1e-7)
    table = WORKED.split("## Cost")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (\S+) \| ([\d.]+) \| .* \| (\S+) \|$", table, re.MULTILINE)
    looked_at = [c for c in market["candidates"] if c["outcome"] != "excluded"]
    assert [(slug, float(price), outcome) for slug, price, outcome in rows] == [
        (c["slug"], c["price"], c["outcome"]) for c in looked_at
    ]
    high = re.search(r"SHP9500, 5 days old: (.+) × exp\((.+)\) = (\d\.\d+)\.", WORKED)
    assert worked_out(high[1]) * math.exp(worked_out(high[2])) == pytest.approx(
        float(high[3]), abs=5.1e-7
    )
    assert market["high"] == pytest.approx(float(high[3]), abs=5.1e-7)
    cheaper = [c for c in looked_at if c["cost"] < 249]
    known = [c for c in cheaper if c["outcome"] != "unknown"]
    assert f"{len(known)} / {len(cheaper)} = {market['coverage']:.6f}." in table


def worked_out(formula):
    """Value of a formula of digits and signs."""
    signs = {"−": "-", "×": "*", "²": "**2", "√": "math.sqrt"}
    python = "".join(signs.get(sign, sign) for sign in formula).replace("lg(", "math.log10(")
    assert re.fullmatch(r"(math\.sqrt|math\.log10|[\d.+\-*/() ])+", python)
    return eval(python, {"math": math})  # noqa: S307 - digits and signs only, as just checked


def test_the_interval_worked_out_by_hand_is_the_programs(k612):
    section = WORKED.split("## Overall and interval")[1]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section.splitlines()
        if line.startswith("| ") and not line.startswith("| part")
    ]
    *parts, unknown, total = rows
    science = k612["axes"]["scientific_validity"]
    known = [term for term in science["terms"] if term["value"] is not None]
    assert [part[0] for part in parts] == [term["criterion"] for term in known]
    for (_, u, better, worse, how, half), term in zip(parts, known, strict=True):
        assert term["uncertainty"] == float(u)
        ends = sorted([term["points_low"], term["points_high"]])
        assert ends == pytest.approx([float(worse), float(better)], abs=5.1e-7)
        assert worked_out(how) == pytest.approx(float(half), abs=6e-7)
        assert term["half_width"] == pytest.approx(float(half), abs=6e-7)
    halves = [float(part[-1]) for part in (*parts, unknown)]
    assert worked_out(unknown[4]) == pytest.approx(halves[-1], abs=6e-7)
    assert math.hypot(*halves) == pytest.approx(float(total[-1]), abs=1.1e-6)
    assert science["high"] - science["value"] == pytest.approx(float(total[-1]), abs=1.1e-6)
    for end in ("low", "high"):
        how, stated = re.search(rf"{end} +=(.+)= (\d\.\d+)$", section, re.MULTILINE).groups()
        assert worked_out(how) == pytest.approx(float(stated), abs=6e-4)
        assert k612["overall"][end] == pytest.approx(float(stated), abs=6e-4)


def test_the_overall_value_worked_out_by_hand_is_the_programs(k612):
    rounded = [axis["rounded"] for axis in k612["axes"].values()]
    stated = re.search(
        r"to a tenth: ([\d., ]+)\. Their sum is the overall value: ([\d.]+)\.", WORKED
    )
    assert rounded == [float(number) for number in stated[1].split(", ")]
    assert k612["overall"]["value"] == float(stated[2])


def test_the_effects_worked_out_by_hand_are_the_programs():
    page = (DOCS / "DIFFERENCE.md").read_text("utf-8")
    args = shlex.split(re.search(r"^    auricle (diff .*)$", page, re.MULTILINE)[1])
    moved = json.loads(CliRunner().invoke(cli, [*args, "--json"]).stdout)
    pieces = {piece["piece"]: piece for piece in moved["pieces"]}
    effects = {
        (piece["owner"], piece["topic"]): part["effect"]
        for axis in moved["axes"].values()
        for part in axis["parts"]
        for piece in [pieces[part["pieces"][0]]]
    }
    rows = re.findall(r"^\| (?:K612 Pro, S|SHP9500, K).* \| (.*) \| (.*) \|$", page, re.MULTILINE)
    mean = re.search(r"^\| mean \| (\S+) \| (\S+) \|$", page, re.MULTILINE)
    for column, owner in enumerate(("akg-k612-pro", "philips-shp9500")):
        by_hand = sum(worked_out(row[column]) for row in rows) / len(rows)
        assert by_hand == pytest.approx(effects[owner, "price"], abs=1e-9)
        assert by_hand == pytest.approx(float(mean[column + 1]), abs=5.1e-7)
    shared = re.findall(r"^\| (?:each|the r).* \| (.*) \| (.*) \| (\S+) \|$", page, re.MULTILINE)
    for (first, then, shown), owner in zip(shared, ("akg", "akg-k612-pro"), strict=True):
        by_hand = (worked_out(first) + worked_out(then)) * (1 - 0.5) / 8
        assert by_hand == pytest.approx(effects[owner, "direct-support"], abs=1e-9)
        assert by_hand == pytest.approx(float(shown), abs=5.1e-7)


def test_the_benchmarks_page_names_date_and_command():
    page = (DOCS / "BENCHMARKS.md").read_text("utf-8")
    assert re.search(r"Measured on \d{4}-\d{2}-\d{2}", page)
    for script in (ROOT / "benchmarks").glob("*.py"):
        assert f"python benchmarks/{script.name}" in page


RESPONSES = (DOCS / "RESPONSES.md").read_text("utf-8")


def steps_of(guide):
    """Files, commands and what they print, in the order of a guide.

    A block after a line that ends in a name is that file; one after commands is what the last
    of them prints. A command that refuses a file says its exit status beside it.
    """
    pattern = (
        r"`(?P<name>[\w.-]+)`[^`\n]*:\n\n```\w+\n(?P<content>.*?)```"
        r"|^    (?P<command>(?:auricle|python) .+?)(?:  +exit status (?P<status>\d))?$"
        r"|```text\n(?P<printed>.*?)```"
        r"|```python\n(?P<code>.*?)```"
    )
    return [found.groupdict() for found in re.finditer(pattern, guide, re.DOTALL | re.MULTILINE)]


def follow(guide):
    """Do what a guide says, in the folder at hand: kinds of steps, and what the last printed."""
    output, done = "", []
    for step in steps_of(guide):
        if step["name"]:
            Path(step["name"]).write_text(step["content"], "utf-8")
        elif step["printed"]:
            assert step["printed"] in output
        elif step["code"] or step["command"].startswith("python"):
            args = ["-c", step["code"]] if step["code"] else shlex.split(step["command"])[1:]
            result = subprocess.run(
                [sys.executable, *args], capture_output=True, text=True, check=True
            )
            output = result.stdout
        else:
            run = CliRunner().invoke(cli, shlex.split(step["command"])[1:])
            assert run.exit_code == int(step["status"] or 0), run.output
            output = run.output
        done.append(next(kind for kind, value in step.items() if value))
    return done, output


def test_the_guide_to_responses_can_be_followed_line_by_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done, output = follow(RESPONSES)
    assert done.count("command") >= 10
    assert done.count("printed") >= 5
    assert re.search(r"'rew', 'read'.*'autoeq', 'read'", output)
    assert len(re.findall(r"points, ", output)) == 2
    assert len(re.findall(r" dB", output)) == 7
    for name in ("k612.svg", "k612.png", "both.svg", "collection/data/phone_book.json"):
        assert Path(name).exists()


def test_the_guide_to_responses_defines_every_feature():
    args = ["response", "akg-k612-pro", "--json"]
    [record] = json.loads(CliRunner().invoke(cli, args).stdout)
    table = RESPONSES.split("| feature |")[1].split("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", table)) == set(record["metrics"])


def test_the_coefficients_of_the_guide_are_those_of_the_models():
    from auricle.response.preference import IN_EAR_PATENT, IN_EAR_SPREADSHEET, OVER_EAR

    for name, model in {
        "over_ear": OVER_EAR,
        "in_ear_spreadsheet": IN_EAR_SPREADSHEET,
        "in_ear_patent": IN_EAR_PATENT,
    }.items():
        [formula] = re.findall(rf"`predicted_preference_{name}` \| (.*?) \[", RESPONSES)
        stated = [float(number) for number in re.findall(r"\d+\.\d+|\d+", formula)]
        weights = [model.intercept, model.per_sd, model.per_slope, model.per_mean]
        assert stated == [weight for weight in weights if weight]


def test_the_uncertainties_of_the_guide_add_up_to_those_of_the_program():
    import numpy as np

    from auricle.response.uncertainty import curve_sd_db, seating_sd_db

    middles_hz = np.array([50.0, 300.0, 2000.0, 6000.0, 9000.0, 12_000.0])
    table = RESPONSES.split("| part |")[1].split("\n\n")[0]
    rows = {
        name: np.array([float(cell) for cell in cells.split(" | ")])
        for name, cells in re.findall(r"^\| ([a-z][^|]*?) \| ([\d. |]+) \|$", table, re.MULTILINE)
    }
    parts = [sd for name, sd in rows.items() if not name.startswith("seating")]
    assert len(parts) == 3
    for seating in ("open", "closed", "insert"):
        stated = rows[f"seating, {seating}"]
        np.testing.assert_allclose(stated, seating_sd_db(middles_hz, seating=seating))
        together = np.sqrt(np.sum(np.square([stated, *parts]), axis=0))
        np.testing.assert_allclose(together, curve_sd_db(middles_hz, seating=seating))


AUDIT = (DOCS / "AUDIT.md").read_text("utf-8")
DRIVE = (DOCS / "DRIVE.md").read_text("utf-8")


def test_the_guide_to_drive_can_be_followed_line_by_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done, _ = follow(DRIVE)
    assert done.count("name") == 3
    assert done.count("command") >= 15
    assert done.count("printed") >= 15
    assert done.count("code") == 1


def test_the_guide_to_the_audit_can_be_followed_line_by_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    done, output = follow(AUDIT)
    assert done.count("name") == 1
    assert done.count("command") >= 9
    assert done.count("printed") == 3
    assert [line.split()[1] for line in output.splitlines()] == [
        "level-from-voltage",
        "reference-uncited",
    ]


def test_the_guide_to_the_audit_names_every_group_of_rules():
    table = AUDIT.split("| group |")[1].split("\n\n")[0]
    assert re.findall(r"^\| ([a-z-]+) \|", table, re.MULTILINE) == list(get_args(RuleGroup))


FORMULA_TABLES = [part.split("\n\n")[0] for part in DRIVE.split("| what | formula | value |\n")[1:]]
DRIVE_FORMULAS = [
    line.strip("| ").split(" | ")
    for table in FORMULA_TABLES
    for line in table.splitlines()
    if line.startswith("| ")
]


@pytest.mark.parametrize(("what", "formula", "value"), DRIVE_FORMULAS)
def test_the_arithmetic_of_the_guide_to_drive_is_right(what, formula, value):
    stated = value.split()[0]
    half_of_last_digit = 0.5001 * 10.0 ** -len(stated.partition(".")[2])
    assert worked_out(formula) == pytest.approx(float(stated), abs=half_of_last_digit), what


def test_the_guide_to_drive_lists_the_classes_as_they_are():
    from auricle.devices import load_classes

    def cell(span):
        low, value, high = span
        return f"{value:g} ({low:g} to {high:g})"

    table = DRIVE.split("### Classes")[1]
    rows = re.findall(r"^\| `([\w-]+)` \| (.*) \|$", table.split("## From")[0], re.MULTILINE)
    assert rows == [
        (
            slug,
            " | ".join(
                cell(span) if span else ""
                for span in (kind.voltage_v, kind.output_ohm, kind.current_ma, kind.noise_uv)
            )
            .replace("|  |", "| |")
            .rstrip(),
        )
        for slug, kind in load_classes().items()
    ]


def test_the_example_of_a_device_has_every_key_quantity_and_class():
    from auricle.devices import load_classes, schema
    from auricle.devices.read import UNITS

    [example] = re.findall(r"```toml\n(.*?)```", DRIVE, re.DOTALL)
    device = tomllib.loads(example)
    [output] = device["outputs"]
    for form, entries in (
        (schema.DeviceHeader, [device["device"]]),
        (schema.OutputEntry, [output]),
        (schema.FigureEntry, output["figures"]),
        (schema.VolumeEntry, [device["volume"]]),
    ):
        keys = {field.alias or name for name, field in form.model_fields.items()}
        assert {key for entry in entries for key in entry} == keys
    assert {figure["quantity"] for figure in output["figures"]} == set(UNITS)
    units = dict(re.findall(r"^\| `([\w-]+)` \| ([\w, Ωµ]+) \| [^|]+ \|$", DRIVE, re.MULTILINE))
    assert {name: tuple(cell.split(", ")) for name, cell in units.items()} == {
        name: tuple(allowed) for name, allowed in UNITS.items()
    }
    usual = [slug for slug, kind in load_classes().items() if kind.is_usual]
    [listed] = re.findall(r"^class = .*# ([\w |-]+):", example, re.MULTILINE)
    assert set(listed.split(" | ")) <= set(usual)


def test_the_sources_option_of_the_guide_to_drive_has_every_option_by_hand():
    from auricle.cli.drive.asked import Asked

    table = DRIVE.split("## By hand")[1].split("### ")[0]
    options = set(re.findall(r"^\| `--([\w-]+)`", table, re.MULTILINE))
    assert options == {
        *("sensitivity", "impedance", "impedance-curve", "resonance"),
        *("volts", "output-ohm", "current-ma", "power", "noise-uv"),
    }
    command = cli.commands["drive"]
    known = {name for option in command.params for name in option.opts}
    assert {f"--{name}" for name in options} <= known
    assert len(Asked.__dataclass_fields__) >= len(options)


@pytest.mark.parametrize(
    "room",
    [
        *("response", "equalizer", "hearing", "drive", "devices", "plots", "audit"),
        *("cli/response", "cli/drive", "cli/audit", "review/drive"),
    ],
)
def test_every_module_stands_in_the_map_of_the_house(room):
    page = (DOCS / "ARCHITECTURE.md").read_text("utf-8").split("\n## Decisions")[0]
    modules = {path.name for path in (ROOT / "src" / "auricle" / room).rglob("*.py")}
    assert {name for name in modules - {"__init__.py"} if name not in page} == set()
