"""``auricle draft`` as its users see it."""

import json
import zipfile
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from auricle.dossier import parse_dossier

from .program import run

SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "draft.schema.json"
REVIEW = """\
---
title: "Acme One Product Review"
target_name: "Acme One"
ref: acme-one
date: 2025-08-20
price: 249
---
The Acme One is an open-back, over-ear headphone with 120 ohm impedance [1]. It costs 249 USD.

## References

[1] Acme, "One data sheet", https://acme.example/one.pdf, accessed 2025-08-18
"""


@pytest.fixture
def review(tmp_path):
    path = tmp_path / "review.md"
    path.write_text(REVIEW, "utf-8")
    return path


def test_a_draft_is_a_dossier_on_stdout_and_a_count_on_stderr(review):
    ran = run("draft", review)
    dossier = parse_dossier(ran.stdout, file="one.toml", read_curve=str)
    assert dossier.product.name == "Acme One"
    counts = "2 sources, 1 facts, 0 findings, 1 prices; 0 left as comments."
    assert ran.stderr == f"{counts} All of it is to be checked.\n"


def test_a_draft_is_written_to_a_file_that_other_commands_take(review, tmp_path):
    out = tmp_path / "acme-one.toml"
    assert run("draft", review, "-o", out).stdout == f"{out}\n"
    assert "120" in run("show", out).stdout


def test_a_draft_overwrites_nothing(review, tmp_path):
    out = tmp_path / "acme-one.toml"
    out.write_text("mine", "utf-8")
    assert "overwrites nothing" in run("draft", review, "-o", out, status=2).stderr
    assert out.read_text("utf-8") == "mine"


def test_a_review_that_does_not_say_enough_is_refused_and_nothing_written(tmp_path):
    path, out = tmp_path / "review.md", tmp_path / "one.toml"
    path.write_text("# Acme One\n\nAn over-ear headphone.\n", "utf-8")
    ran = run("draft", path, "-o", out, status=2)
    assert ran.stderr.startswith("refused [draft]")
    assert "--back" in ran.stderr
    assert not out.exists()
    assert 'back = "closed"' in run("draft", path, "--back", "closed").stdout


def test_a_product_that_the_catalog_has_is_told(tmp_path):
    path = tmp_path / "review.md"
    path.write_text("# AKG K612 Pro\n\nAn open-back, over-ear headphone.\n", "utf-8")
    assert "has a dossier 'akg-k612-pro' already" in run("draft", path).stderr


def test_the_json_is_that_of_the_schema(review):
    record = run("draft", review, "--json").record
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(record)
    [fact] = [one for one in record["entries"] if one["section"] == "facts"]
    assert (fact["line"], fact["keys"]["value"]) == (8, 120)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"\xff\xfe\x00bad", "not a text in UTF-8"), (b"a\0b", "not a text")],
)
def test_what_is_no_text_is_refused(tmp_path, content, message):
    path = tmp_path / "review.md"
    path.write_bytes(content)
    ran = run("draft", path, status=2)
    assert ran.stderr.startswith("refused [unreadable-file]")
    assert message in ran.stderr


def test_a_text_larger_than_any_review_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "review.md"
    path.write_text("It has 32 ohm. " * 10_000, "utf-8")
    assert "150000 bytes" in run("draft", path, status=2).stderr


@pytest.mark.parametrize("names", [[], ["one.md", "two.md"]])
def test_an_archive_is_wrong_usage_unless_it_holds_one_review(tmp_path, names):
    path = tmp_path / "reviews.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, REVIEW)
    assert "name one review" in run("draft", path, status=2).stderr


def test_a_folder_is_wrong_usage(tmp_path):
    assert "name one review" in run("draft", tmp_path, status=2).stderr
