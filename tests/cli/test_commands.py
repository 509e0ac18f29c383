import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from auricle.cli.main import cli

from ..texts import SERVICE_TABLE

COMMANDS = ["list", "show", "rate", "review", "diff", "reliability"]
AURICLE = [sys.executable, "-m", "auricle"]

BETWEEN = ["--from", "2025-08-20", "--to", "2026-03-15"]


def run(*args, status=0):
    result = CliRunner().invoke(cli, args, catch_exceptions=True)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == status, result.output
    return result


def run_program(*args, cwd=None, env=None):
    environment = os.environ | (env or {})
    return subprocess.run(
        [*AURICLE, *args], capture_output=True, cwd=cwd, env=environment, check=False
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_json_and_help_with_an_example(command):
    text = run(command, "--help").output
    assert "--json" in text
    assert f"auricle {command}" in text.split("Examples:")[1]


def test_the_help_names_every_command():
    text = run("--help").output
    for command in COMMANDS:
        assert f"  {command} " in text


def test_rate_prints_the_sum_of_the_rounded_axes():
    record = json.loads(run("rate", "akg-k612-pro", "--as-of", "2025-08-20", "--json").output)
    assert record["slug"] == "akg-k612-pro"
    assert record["as_of"] == "2025-08-20"
    total = sum(round(10 * axis["rounded"]) for axis in record["axes"].values())
    assert record["overall"]["value"] == total / 10
    for name, axis in record["axes"].items():
        if name != "cost_performance":
            contributions = sum(term["contribution"] for term in axis["terms"])
            assert abs(0.5 + contributions - axis["value"]) < 1e-9


def test_the_trace_on_the_terminal_shows_every_term():
    text = run("rate", "akg-k612-pro").output
    assert "Predicted preference" in text
    assert "80.7" in text or "81" in text
    assert "not known" in text
    assert "as of 2026-03-15" in text


def test_show_tells_both_sensitivities_and_what_they_combine_to():
    text = run("show", "akg-k553-mkii").output
    assert "Sensitivity: 115.8 ± 1.5 dB/V" in text
    assert "114 dB SPL/V" in text
    assert "118 dB SPL" in text
    assert "akg-k550-mkii, 44 % of the weight" in text


def test_show_says_what_came_after_the_day():
    text = run("show", "akg-k612-pro", "--as-of", "2025-08-20").output
    assert "came after 2025-08-20 and are left out" in text


def test_list_narrows_by_form_back_and_price():
    record = json.loads(
        run(
            "list", "--back", "closed", "--max-price", "150", "--as-of", "2025-10-01", "--json"
        ).output
    )
    assert record["products"]
    for product in record["products"]:
        assert product["back"] == "closed"
        assert product["price"] <= 150
    lows = [product["overall"]["low"] for product in record["products"]]
    assert lows == sorted(lows, reverse=True)


def test_review_writes_the_file_and_prints_its_path(tmp_path):
    path = tmp_path / "page.html"
    result = run("review", "akg-k612-pro", "--format", "html", "--output", str(path))
    assert result.stdout == f"{path}\n"
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert list(tmp_path.iterdir()) == [path]


def test_review_into_a_folder_that_is_not_there_is_wrong_usage(tmp_path):
    result = run("review", "akg-k612-pro", "-o", str(tmp_path / "no" / "page.md"), status=2)
    assert "cannot write" in result.output


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        (["rate", "akg-k613-pro"], "did you mean akg-k612-pro"),
        (["rate", "no-such.toml"], "no-such.toml: there is no such file"),
        (["rate", "."], "is a folder; name a product of it"),
        (["rate", "README.md"], "README.md: "),
        (["list", "--max-price", "-5"], "-5.0 is not in the range"),
        (["list", "--max-price", "nan"], "is no amount"),
        (["list", "--catalog", "no-such"], "does not exist"),
        (["review", "akg-k612-pro", "--json", "--format", "html"], "ask for two different files"),
        (["review", "akg-k612-pro", "-o", ""], "needs the name of a file"),
        (["rate", "akg-k612-pro", "--as-of", "yesterday"], "is no date like 2025-08-20"),
        (["rate", "akg-k612-pro", "--region", "USA"], "is no region code of 2 letters"),
        (["rate", "akg-k612-pro", "--currency", "$"], "is no currency code of 3 letters"),
        (["rate", "akg-k612-pro", "--rubric", "nowhere.toml"], "does not exist"),
        (["list", "--form", "hat"], "'hat' is not one of"),
        (["reliability", "no-such.csv"], "cannot read no-such.csv: FileNotFoundError"),
        (["reliability", "README.md"], "README.md: "),
        (["reliability", "x.csv", "--as-of", "2025-08-20"], "service data have none"),
        (["rate"], "Missing argument"),
        (["diff", "akg-k612-pro", "--to", "2026-03-15"], "Missing option '--from'"),
        (["diff", "akg-k612-pro", "--from", "2025-08-20"], "Missing option '--to'"),
        (["diff", "akg-k612-pro", "--from", "yesterday", "--to", "2026-03-15"], "is no date"),
        (["diff", "akg-k612", *BETWEEN, "--as-of", "2026-03-15"], "No such option"),
        (["diff", "akg-k6", *BETWEEN], "akg-k612-pro"),
        (["diff", "akg-k612-pro", *BETWEEN, "--json", "--format", "md"], "two different"),
        (["diff", "akg-k612-pro", *BETWEEN, "-o", "nowhere/x.md"], "cannot write"),
        (["frobnicate"], "No such command"),
    ],
)
def test_wrong_usage_and_unknown_products_end_with_2(args, complaint):
    result = run_program(*args)
    assert result.returncode == 2
    assert complaint in result.stderr.decode("utf-8")
    assert result.stdout == b""


BROKEN = """\
schema = 1
[product]
slug = "acme-one"
brand = "Acme"
model = "One"
form = "over-ear"
back = "open"
connection = ["wired"]
[[facts]]
quantity = "sensitvity"
value = 101
unit = "dB"
kind = "specified"
source = "sheet"
[[prices]]
amount = 99
condition = "new"
observed = 2025-01-01
source = "shop"
"""


@pytest.mark.parametrize("command", ["show", "rate", "review", "reliability"])
def test_a_broken_dossier_is_refused_with_all_faults_and_nothing_written(command, tmp_path):
    path = tmp_path / "acme-one.toml"
    path.write_text(BROKEN, "utf-8")
    args = [command, "acme-one.toml"]
    if command == "review":
        args += ["-o", "page.md"]
    result = run_program(*args, cwd=tmp_path)
    message = result.stderr.decode("utf-8")
    assert result.returncode == 2
    assert result.stdout == b""
    assert message.startswith("refused [dossier]\n")
    assert "acme-one.toml:10:12: found quantity 'sensitvity'" in message
    assert "did you mean 'sensitivity'?" in message
    assert "acme-one.toml:14:10: found source 'sheet'" in message
    assert "acme-one.toml:15:3: found no 'currency'" in message
    assert "acme-one.toml:19:10: found source 'shop'" in message
    assert list(tmp_path.iterdir()) == [path]


def test_a_dossier_of_ones_own_is_rated_among_the_built_in_ones(tmp_path):
    path = tmp_path / "acme-one.toml"
    path.write_text(
        BROKEN.split("[[facts]]", maxsplit=1)[0]
        + '[sources.shop]\npublisher = "A shop"\ntitle = "Offer"\nkind = "retailer"\n'
        '[[prices]]\namount = 99\ncurrency = "USD"\ncondition = "new"\nseller = "A shop"\n'
        'observed = 2025-08-20\nsource = "shop"\n',
        "utf-8",
    )
    record = json.loads(run("rate", str(path), "--json").output)
    assert record["slug"] == "acme-one"
    slugs = [c["slug"] for c in record["axes"]["cost_performance"]["candidates"]]
    assert "akg-k612-pro" in slugs
    by_folder = json.loads(run("rate", "acme-one", "--catalog", str(tmp_path), "--json").output)
    assert by_folder == record


ENVIRONMENTS = [
    {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "0"},
    {"LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "12345"},
    {"PYTHONIOENCODING": "latin-1", "TZ": "America/St_Johns", "PYTHONUTF8": "0"},
]


@pytest.mark.parametrize(
    "args",
    [
        ["rate", "akg-k612-pro", "--as-of", "2025-08-20", "--json"],
        ["review", "akg-k553-mkii", "--format", "html"],
        ["show", "akg-k702"],
        ["list"],
        ["diff", "akg-k612-pro", *BETWEEN, "--json"],
        ["diff", "akg-k612-pro", *BETWEEN, "--format", "md", "--all"],
        ["reliability", "akg-k553-mkii", "--region", "DE"],
    ],
)
def test_the_same_files_give_the_same_bytes_everywhere(args, tmp_path):
    outputs = {
        run_program(*args, cwd=folder, env=environment).stdout
        for environment in ENVIRONMENTS
        for folder in (tmp_path, Path.cwd())
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 500


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_told_without_a_traceback():
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [*AURICLE, "rate", "akg-k371"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert result.returncode == 2
    assert result.stderr.decode() == "cannot write the result: No space left on device\n"


def test_a_rubric_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "rubric.toml"
    path.write_bytes(b"\xff\xfe")
    result = run_program("rate", "akg-k371", "--rubric", str(path))
    assert result.returncode == 2
    assert b"rubric.toml:1:1: found an unreadable file (UnicodeDecodeError)" in result.stderr


def test_numerics_load_only_when_a_command_runs():
    code = (
        "import sys\n"
        "from auricle.cli.main import cli\n"
        "heavy = {'numpy', 'scipy', 'pydantic', 'jinja2', 'tree_sitter', 'tomlkit'}\n"
        "heavy &= set(sys.modules)\n"
        "print(sorted(heavy))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def test_the_trace_marks_evidence_without_a_date_and_only_that():
    dates = {
        source["publisher"]: source["dated"]
        for source in json.loads(run("rate", "akg-k612-pro", "--json").output)["sources"].values()
    }
    printed = run("rate", "akg-k612-pro").output
    assert dates["oratory1990"] is False
    assert "oratory1990 (undated)" in printed
    assert dates["DIY-Audio-Heaven"] is True
    assert "DIY-Audio-Heaven (undated)" not in printed


def test_a_list_explains_the_marks_that_it_uses_and_no_others():
    assert "provisional: too little" in run("list").output
    assert "provisional: too little" not in run("list", "--max-price", "120").output


@pytest.mark.parametrize("command", ["show", "rate", "review"])
def test_a_sibling_that_the_catalog_does_not_hold_is_named(command, tmp_path):
    path = tmp_path / "acme-one.toml"
    siblings = 'siblings = ["akg-k612-po", "akg-k702", "zzz"]\n'
    path.write_text(BROKEN.split("[[facts]]", maxsplit=1)[0] + siblings, "utf-8")
    missing = "of Acme One is not in the catalog"
    assert run(command, str(path)).stderr.splitlines()[:2] == [
        f"note: sibling 'akg-k612-po' {missing} (did you mean 'akg-k612-pro'?)",
        f"note: sibling 'zzz' {missing}",
    ]


def test_a_table_of_service_data_can_be_given_alone(tmp_path):
    path = tmp_path / "repairs.csv"
    path.write_text(SERVICE_TABLE, "utf-8")
    printed = run("reliability", str(path)).output
    # the values of checks.json, kaplan_meier_small and weibull_mle_censored_small
    assert "4 of 10 units failed in 18.6 years of use together" in printed
    assert "     14        8       1       0.788       0.134" in printed
    assert "shape 1.67 (fitted), scale 41.1 months" in printed
    assert "the fitted shape rests on 4 failures, too few to tell wear from chance" in printed


def test_a_table_of_service_data_with_faults_is_refused_with_all_of_them(tmp_path):
    (tmp_path / "repairs.csv").write_text("months,failed\n6,2\n7,1\nx,0\n", "utf-8")
    result = run_program("reliability", "repairs.csv", "--json", cwd=tmp_path)
    message = result.stderr.decode("utf-8")
    assert (result.returncode, result.stdout) == (2, b"")
    assert message.startswith("refused [service-data]\nrepairs.csv:2:1: found '6,2', expected")
    assert "repairs.csv:4:1: found 'x,0', expected an age in months" in message


def test_what_nobody_knows_of_the_reliability_is_said():
    printed = run("reliability", "akg-k553-mkii", "--region", "US").output
    assert "Failure rate in two years: not known" in printed
    assert "Maker's warranty for this buyer: 1 year" in printed
    not_known = printed.split("Not known\n")[1].split("\n\n")[0]
    assert "no source gives failures and the number of units" in not_known
    assert "statutory rights in US" in not_known


def test_the_rights_of_a_buyer_in_the_eu_stand_apart_from_the_makers_warranty():
    printed = run("reliability", "akg-k553-mkii", "--region", "DE").output
    assert "Maker's warranty for this buyer: not known" in printed
    rights = printed.split("Statutory rights, against the seller\n")[1].split("\n\n")[0]
    assert rights.startswith("  EU  2 years  holds for this buyer  statutory/directive-2019-771")
