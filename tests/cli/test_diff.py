import re

import pytest
from click.testing import CliRunner

from auricle.cli.main import cli

BETWEEN = ("--from", "2025-08-20", "--to", "2026-03-15")


def run(*arguments):
    result = CliRunner().invoke(cli, ["diff", *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_k612_is_told_by_its_price_its_comparators_and_their_effects():
    text = run("akg-k612-pro", *BETWEEN)
    assert "2.5 -> 2.7 of 5 (+0.2)" in text
    assert re.search(r"\+0\.104 +changed +price 249 -> 189 USD, Sweetwater -> relayed by", text)
    assert re.search(r"\+0\.061 +changed +Philips SHP9500: price 74\.99 -> 88 USD", text)
    assert "cheapest equal or better: Philips SHP9500 74.99 USD -> Philips SHP9500 88 USD" in text
    assert "next: HIFIMAN HE400se 109 USD -> HIFIMAN HE400se 109.99 USD" in text
    assert re.search(r"\+0\.000 +changed +HIFIMAN HE400se: price 109 -> 109\.99 USD", text)


@pytest.mark.parametrize("form", ["text", "md"])
def test_the_shown_lines_of_an_axis_add_up_to_its_shown_change(form):
    text = run("akg-k612-pro", *BETWEEN, "--format", form)
    for axis in re.split(r"\n(?=[A-Z].*: (?:not known|0\.\d|1\.0).* -> |## )", text)[1:]:
        lines = [
            float(line) for line in re.findall(r"^(?:  |\| )([+-]0\.\d{3}) ", axis, re.MULTILINE)
        ]
        together = re.search(r"([+-]0\.\d)(?:\*\* \| \||  ) +(?:\| )?together", axis)
        if together:
            # each line is off by half a thousandth at most
            assert sum(lines) == pytest.approx(float(together[1]), abs=0.0005 * len(lines))


def test_what_moved_nothing_is_counted_and_listed_on_demand():
    short, long = run("akg-k612-pro", *BETWEEN), run("akg-k612-pro", *BETWEEN, "--all")
    [count] = re.findall(r"^(\d+) further pieces .* --all lists them\.$", short, re.MULTILINE)
    listed = long.split("moved nothing.\n")[1].splitlines()
    assert len(listed) == int(count)
    assert all(line.startswith("  +0.000") for line in listed)


def test_equal_days_are_said_to_be_the_same():
    text = run("akg-k612-pro", "--from", "2025-08-20", "--to", "2025-08-20")
    assert "2.5 -> 2.5 of 5 (+0.0)" in text
    assert "Both days are the same" in text


def test_days_between_which_nothing_came_are_said_to_differ_in_nothing(tmp_path):
    path = tmp_path / "acme-one.toml"
    path.write_text(
        'schema = 1\n[product]\nslug = "acme-one"\nbrand = "Acme"\nmodel = "One"\n'
        'form = "earbud"\nconnection = ["wired"]\n',
        "utf-8",
    )
    text = run(str(path), "--from", "2025-08-20", "--to", "2025-08-21")
    assert "No evidence that bears on the rating came or went between the days." in text
    assert "not known (0.5) -> not known (0.5)" in text


def test_a_joined_part_says_so():
    text = run("akg-k361", "--from", "2000-01-01", "--to", "2026-03-15")
    assert "pieces were too many to tell apart" in text


def test_the_markdown_page_links_its_sources_and_goes_into_a_file(tmp_path):
    path = tmp_path / "diff.md"
    assert run("akg-k612-pro", *BETWEEN, "--format", "md", "-o", str(path)) == f"{path}\n"
    page = path.read_text("utf-8")
    assert page.startswith("# AKG K612 Pro: 2.5 -> 2.7 of 5 (+0.2)\n")
    assert "[Sweetwater](<https://www.sweetwater.com/" in page
    rows = [line for line in page.splitlines() if line.startswith("|")]
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)


HOSTILE = """\
schema = 1
[product]
slug = "acme-one"
brand = "Acme"
model = "One"
form = "over-ear"
back = "open"
connection = ["wired"]
[sources.odd]
publisher = "A|B <script>"
title = "T"
kind = "manufacturer"
url = "https://example.org/a|b"
published = 2026-01-01
[[claims]]
claim = "x | y <b>z</b>"
confirmed = "yes"
source = "odd"
"""


def test_texts_of_sources_cannot_break_out_of_their_cell(tmp_path):
    path = tmp_path / "acme-one.toml"
    path.write_text(HOSTILE, "utf-8")
    page = run(str(path), *BETWEEN, "--format", "md")
    assert "<script>" not in page
    assert "<b>" not in page
    rows = [line for line in page.splitlines() if line.startswith("|")]
    assert rows
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)
