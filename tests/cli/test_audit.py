"""``auricle audit`` as an editor and a program use it."""

import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from auricle.audit.rules import all_rules
from tests.audit.published import published

from .program import AURICLE, CONTROL, run

SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "audit.schema.json"
FAULTY = published(front={"rating": "[3.5, 0.7, 0.6, 0.9, 0.6, 0.6]"})


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch) -> Path:
    """Three reviews, the second with a wrong sum; it is the folder of the run."""
    for name, text in (("one", published()), ("two", FAULTY), ("three", published())):
        own = text.replace("ref: acme-one", f"ref: {name}").replace("en/acme-one/", f"en/{name}/")
        own = own.replace('"Acme One"', f'"Acme {name}"')
        (tmp_path / "reviews").mkdir(exist_ok=True)
        (tmp_path / "reviews" / f"{name}.md").write_text(own)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def audit(*arguments: str | Path, status: int = 0):
    return run("audit", *arguments, status=status)


def test_the_text_shows_the_line_with_the_place_marked_and_a_summary(folder):
    lines = audit("reviews", status=1).stdout.splitlines()
    written = (folder / "reviews" / "two.md").read_text().splitlines()
    number = next(n for n, line in enumerate(written, 1) if line.startswith("rating"))
    column = written[number - 1].index("3.5") + 1
    assert lines[0].startswith(f"reviews/two.md:{number}:{column}: error: ")
    assert lines[0].endswith("[score-sum]")
    shown, marks = lines[1].partition(" | ")[2], lines[2].partition(" | ")[2]
    assert shown == written[number - 1]
    assert shown[marks.index("^") : marks.rindex("^") + 1] == "3.5"
    assert lines[-2:] == ["1 finding in 1 of 3 reviews", "  1  error  score-sum"]


def test_without_findings_the_summary_says_so():
    assert audit("reviews/one.md").stdout == "nothing found in 1 review\n"


def test_the_summary_alone_shows_no_review():
    assert len(audit("reviews", "--summary", status=1).stdout.splitlines()) == 2


def test_the_json_is_that_of_the_schema(folder):
    (folder / "reviews" / "bytes.md").write_bytes(b"\xff")
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    found = audit("reviews", "--json", "--hints", status=1).record
    Draft202012Validator(schema).validate(found)
    assert [(one["file"], one["rule"]) for one in found] == [
        ("reviews/bytes.md", "unreadable"),
        ("reviews/two.md", "score-sum"),
    ]
    assert audit("reviews/one.md", "--json").record == []


def test_a_record_with_another_key_or_without_one_is_not_that_of_the_schema():
    validator = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    [one] = audit("reviews", "--json", status=1).record
    assert not validator.is_valid([one | {"more": 1}])
    for key in one:
        assert not validator.is_valid([{k: v for k, v in one.items() if k != key}])


def test_sarif_and_annotations_name_the_same_place():
    [run_] = json.loads(audit("reviews", "--format", "sarif", status=1).stdout)["runs"]
    [result] = run_["results"]
    place = result["locations"][0]["physicalLocation"]
    line = audit("reviews", "--format", "github", status=1).stdout.splitlines()[0]
    region = place["region"]
    assert place["artifactLocation"]["uri"] == "reviews/two.md"
    assert line.startswith(f"::error file=reviews/two.md,line={region['startLine']},")
    assert f",col={region['startColumn']}," in line


def test_hints_alone_are_no_faults(folder):
    review = folder / "reviews" / "one.md"
    switch = "<!-- auricle: ignore-file date because it is known -->\n"
    review.write_text(review.read_text() + switch)
    assert "hint" in audit(review, "--hints").stdout
    assert "nothing found" in audit(review).stdout


@pytest.mark.parametrize(
    ("options", "n"),
    [
        (["--select", "score-sum"], 1),
        (["--select", "date,score-sum"], 1),
        (["--select", "scores"], 1),
        (["--select", "date"], 0),
        (["--ignore", "score-sum"], 0),
        (["--ignore", "scores"], 0),
        (["--select", "scores", "--ignore", "score-sum"], 0),
    ],
)
def test_rules_and_groups_are_selected_and_left_out(options, n):
    assert len(audit("reviews", "--json", *options, status=min(n, 1)).record) == n


def test_a_rule_that_there_is_not_is_refused_with_the_nearest():
    assert "score-sum" in audit("reviews", "--select", "score-sums", status=2).stderr


def test_every_rule_is_listed_and_explained():
    lines = audit("--rules").stdout.splitlines()
    assert [line.split()[:2] for line in lines] == [[rule.id, rule.group] for rule in all_rules()]
    for rule in all_rules():
        text = " ".join(audit("--explain", rule.id).stdout.split())
        assert " ".join(rule.title.split()) in text
        assert " ".join(rule.why.split()) in text
        for excerpt in (*rule.bad, *rule.good):
            assert " ".join(excerpt.text.split()) in text


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["reviews", "--write"],
        ["reviews", "--json", "--fix"],
        ["reviews", "--json", "--summary"],
        ["reviews", "--json", "--format", "sarif"],
        ["reviews", "--cache", "kept", "--no-cache"],
        ["reviews", "--fix", "--write-baseline", "b.json"],
        ["reviews", "--jobs", "0"],
        ["reviews", "--format", "xml"],
        ["no-such-folder"],
        ["reviews", "--baseline", "no-such-file"],
    ],
)
def test_wrong_usage_is_refused(options):
    assert audit(*options, status=2).stdout == ""


def test_with_a_baseline_an_editor_starts_clean(folder):
    assert "1 finding" in audit("reviews", "--write-baseline", "known.json").stdout
    clean = audit("reviews", "--baseline", "known.json")
    assert clean.stdout == "nothing found in 3 reviews, and 1 that the baseline has\n"
    assert clean.stderr == ""
    assert audit("reviews", "--baseline", "known.json", "--json").record == []
    other = folder / "reviews" / "one.md"
    other.write_text(other.read_text().replace("[3.4,", "[3.3,"))
    [new] = audit("reviews", "--baseline", "known.json", "--json", status=1).record
    assert new["file"] == "reviews/one.md"


def test_what_the_baseline_has_and_nobody_finds_is_told(folder):
    audit("reviews", "--write-baseline", "known.json")
    review = folder / "reviews" / "two.md"
    review.write_text(review.read_text().replace("[3.5,", "[3.4,"))
    told = audit("reviews", "--baseline", "known.json").stderr
    assert "1 finding of the baseline no longer found" in told
    assert "reviews/two.md: score-sum: 3.5" in told


def test_a_baseline_holds_from_another_folder(folder, monkeypatch):
    audit("reviews", "--write-baseline", "known.json")
    monkeypatch.chdir(folder / "reviews")
    audit(".", "--baseline", "../known.json")
    audit(folder / "reviews", "--baseline", folder / "known.json")


def test_a_broken_baseline_is_refused_before_anything_is_shown(folder):
    (folder / "known.json").write_text("{")
    refused = audit("reviews", "--baseline", "known.json", status=2)
    assert refused.stderr.startswith("refused [baseline]\nknown.json:1:2: ")


def test_a_broken_baseline_is_refused_before_a_review_is_read(folder, monkeypatch):
    from auricle.audit import run as module

    monkeypatch.setattr(module, "find_reviews", pytest.fail)
    (folder / "known.json").write_text("{")
    assert audit("reviews", "--baseline", "known.json", status=2).stdout == ""


def test_a_folder_and_a_file_in_it_are_one_review(folder):
    (folder / "links").mkdir()
    (folder / "links" / "again.md").symlink_to(folder / "reviews" / "one.md")
    for paths in (["reviews", "reviews/one.md"], ["reviews/one.md", "reviews", "./reviews"]):
        whole = audit(*paths, status=1).stdout
        assert whole.splitlines()[-2:] == ["1 finding in 1 of 3 reviews", "  1  error  score-sum"]
    assert audit("reviews/one.md", "links").stdout == "nothing found in 1 review\n"


def test_a_file_that_is_protected_against_writing_is_not_fixed(folder):
    path = folder / "reviews" / "two.md"
    path.chmod(0o444)
    before = path.read_bytes()
    told = audit("reviews", "--fix", "--write", status=1)
    assert "two.md: it is protected against writing" in told.stderr
    assert path.read_bytes() == before
    assert path.stat().st_mode & 0o777 == 0o444


def test_fix_shows_a_diff_and_changes_nothing(folder):
    before = (folder / "reviews" / "two.md").read_bytes()
    shown = audit("reviews", "--fix", status=1)
    assert (folder / "reviews" / "two.md").read_bytes() == before
    subprocess.run(["git", "apply", "-"], input=shown.stdout.encode(), cwd=folder, check=True)
    assert audit("reviews").stdout == "nothing found in 3 reviews\n"


def test_fix_and_write_put_right_what_the_diff_shows(folder):
    path = folder / "reviews" / "two.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    path.chmod(0o640)
    before = path.read_bytes()
    done = audit("reviews", "--fix", "--write")
    assert re.fullmatch(r"reviews/two\.md:\d+: 3\.5 became 3\.4\n", done.stdout)
    assert done.stderr == "mended 1 finding in 1 file\n"
    assert path.read_bytes() == before.replace(b"[3.5,", b"[3.4,")
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in path.parent.iterdir()) == ["one.md", "three.md", "two.md"]


def test_fix_leaves_a_link_a_link(folder):
    (folder / "link.md").symlink_to("reviews/two.md")
    audit("link.md", "--select", "score-sum", "--fix", "--write")
    assert (folder / "link.md").is_symlink()
    assert audit("reviews").stdout == "nothing found in 3 reviews\n"


def test_a_file_that_changed_since_it_was_read_is_not_fixed(folder, monkeypatch):
    from auricle.audit import run as module

    path = folder / "reviews" / "two.md"
    shelf_findings = module.shelf_findings

    def changed_meanwhile(*arguments, **options):
        path.write_text(path.read_text() + "more\n")
        return shelf_findings(*arguments, **options)

    monkeypatch.setattr(module, "shelf_findings", changed_meanwhile)
    told = audit("reviews", "--fix", "--write", status=1)
    assert "two.md: it has changed since it was read" in told.stderr
    assert "[3.5," in path.read_text()


def test_results_are_kept_where_the_user_keeps_such_things(folder):
    first = audit("reviews", status=1).stdout
    kept = list((folder / "cache" / "auricle").rglob("*.json"))
    assert len(kept) == 3
    assert audit("reviews", status=1).stdout == first


def test_nothing_is_kept_where_that_is_not_wanted(folder):
    audit("reviews", "--no-cache", status=1)
    assert not (folder / "cache").exists()
    audit("reviews", "--cache", "kept", status=1)
    assert len(list((folder / "kept").rglob("*.json"))) == 3


def test_what_a_terminal_might_obey_is_not_printed(folder):
    text = FAULTY.replace("2025-08-20\n", '"2025-08-20\x1b[2J\x07"\n', 1)
    (folder / "reviews" / "evil.md").write_text(text)
    shown = audit("reviews", status=1).stdout
    assert not CONTROL.search(shown)
    assert "evil.md" in shown


def test_no_colours_without_a_terminal():
    assert "\x1b" not in audit("reviews", status=1).stdout


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal of its own")
@pytest.mark.parametrize(("no_color", "is_coloured"), [("", True), ("1", False)])
def test_colours_on_a_terminal_unless_no_color_is_set(no_color, is_coloured):
    own, its = os.openpty()
    environment = os.environ | {"NO_COLOR": no_color, "TERM": "xterm"}
    command = [*AURICLE, "audit", "reviews", "--no-cache"]
    ran = subprocess.run(command, stdout=its, stderr=its, env=environment, check=False)
    os.close(its)
    shown = b""
    while True:
        try:
            part = os.read(own, 65536)
        except OSError:  # nobody holds the other end any more
            break
        if not part:
            break
        shown += part
    os.close(own)
    assert ran.returncode == 1
    assert (b"\x1b[" in shown) is is_coloured


@pytest.mark.skipif(os.name == "nt", reason="sends SIGINT to a process")
def test_an_interrupt_shows_what_was_done(folder):
    paragraph = "The Acme One has 120 ohm and 101 dB/V at 1 kHz, the Bravo Two 32 ohm [1].\n\n"
    for number in range(400):
        (folder / "reviews" / f"{number:03}.md").write_text(published(overview=paragraph * 200))
    command = [*AURICLE, "audit", "reviews", "--json", "--no-cache", "--jobs", "2"]
    ran = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 30
    children = Path(f"/proc/{ran.pid}/task/{ran.pid}/children")
    while children.exists() and not children.read_text().split():  # until the work has begun
        assert time.monotonic() < deadline
    ran.send_signal(signal.SIGINT)
    stdout, stderr = ran.communicate(timeout=60)
    assert ran.returncode == 130, stderr
    assert re.search(rb"interrupted: \d+ of 403 reviews were done", stderr)
    assert b"Traceback" not in stderr
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(json.loads(stdout))


def test_a_baseline_overwrites_nothing_but_a_baseline(tmp_path):
    review = tmp_path / "acme-one.md"
    review.write_text(published(closing="(2025.8.21)"), "utf-8")
    other = tmp_path / "other.md"
    other.write_text("kept", "utf-8")
    args = ["audit", "--no-cache", review, "--write-baseline"]
    assert "is no baseline" in run(*args, other, status=2).stderr
    assert other.read_text("utf-8") == "kept"
    for _ in range(2):
        run(*args, tmp_path / "known.json")


def test_a_file_that_cannot_be_read_is_in_no_baseline(tmp_path):
    (tmp_path / "a.md").write_bytes(b"\xff\xfe")
    baseline = tmp_path / "known.json"
    args = ["audit", "--no-cache", tmp_path / "a.md"]
    run(*args, "--write-baseline", baseline)
    run(*args, "--baseline", baseline, status=1)
