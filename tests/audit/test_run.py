"""Many reviews at once: each on its own, in order, the same however many processes work."""

import os
import zipfile
from pathlib import Path

import pytest

from auricle.audit.cache import Cache
from auricle.audit.rules import all_rules
from auricle.audit.run import audit_files, find_reviews, shelf_findings
from auricle.errors import AuricleError
from tests.audit.published import published

RULES = [rule for rule in all_rules() if rule.is_on]
FAULTY = published(front={"rating": "[3.5, 0.7, 0.6, 0.9, 0.6, 0.6]"})


@pytest.fixture
def folder(tmp_path) -> Path:
    """200 reviews, each third with a wrong sum."""
    for number in range(200):
        text = published() if number % 3 else FAULTY
        (tmp_path / f"{number:03}.md").write_text(text)
    return tmp_path


def audited(folder: Path, **options):
    batches = audit_files(find_reviews([folder]), rules=RULES, **options)
    return [one for batch in batches for one in batch]


def sums(results) -> list[str]:
    found = [finding for one in results for finding in one.findings]
    return [Path(one.file).name for one in found if one.rule == "score-sum"]


def test_every_review_is_audited_in_the_order_of_its_name(folder):
    results = audited(folder, n_jobs=1)
    assert [Path(one.file).name for one in results] == [f"{n:03}.md" for n in range(200)]
    assert sums(results) == [f"{n:03}.md" for n in range(0, 200, 3)]


def test_two_processes_find_what_one_finds(folder):
    assert audited(folder, n_jobs=2) == audited(folder, n_jobs=1)


def test_what_is_kept_is_what_was_found(folder, tmp_path_factory):
    cache = Cache(tmp_path_factory.mktemp("kept"), "seed")
    first, second = audited(folder, cache=cache), audited(folder, cache=cache)
    assert first == second == audited(folder)


def test_what_is_kept_is_not_read_anew(folder, tmp_path_factory, monkeypatch):
    from auricle.audit import run

    cache = Cache(tmp_path_factory.mktemp("kept"), "seed")
    first = audited(folder, n_jobs=1, cache=cache)
    monkeypatch.setattr(run, "audit_text", int)  # which takes no review
    assert audited(folder, n_jobs=1, cache=cache) == first


def test_only_markdown_of_a_folder_is_a_review_but_any_file_that_is_named(tmp_path):
    for name in ("a.md", "b.markdown", "c.MD", "d.txt", "e"):
        (tmp_path / name).write_text(published())
    (tmp_path / ".hidden.md").write_text(published())
    assert [Path(one.name).name for one in find_reviews([tmp_path])] == [
        "a.md",
        "b.markdown",
        "c.MD",
    ]
    assert [Path(one.name).name for one in find_reviews([tmp_path / "d.txt"])] == ["d.txt"]


def test_reviews_in_an_archive_are_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("reviews/one.md", FAULTY)
        archive.writestr("picture.png", "x")
    [one] = audited(tmp_path / "all.zip")
    assert one.file.endswith("all.zip/reviews/one.md")
    assert sums([one]) == ["one.md"]


@pytest.mark.parametrize("content", [{}, {"a.txt": "x"}])
def test_a_folder_without_reviews_is_refused(tmp_path, content):
    for name, text in content.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(AuricleError, match=r"no review in .*: their files end in \.md"):
        find_reviews([tmp_path])


def test_pipes_and_devices_are_told_and_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "device.md").symlink_to("/dev/zero")
    (tmp_path / "good.md").write_text(FAULTY)
    device, good, pipe = audited(tmp_path)
    for refused in (device, pipe):
        [finding] = refused.findings
        assert finding.rule == "unreadable"
        assert "pipe, a device or a folder" in finding.message
    assert sums([good]) == ["good.md"]


def test_a_link_to_nowhere_and_a_ring_of_links_are_told(tmp_path):
    (tmp_path / "lost.md").symlink_to("nowhere.md")
    (tmp_path / "ring.md").symlink_to("ring.md")
    (tmp_path / "good.md").write_text(published())
    good, lost, ring = audited(tmp_path)
    assert [one.findings[0].rule for one in (lost, ring)] == ["unreadable"] * 2
    assert sums([good]) == []


def test_a_file_that_goes_away_while_others_are_read_is_told(folder):
    files = find_reviews([folder])
    (folder / "100.md").unlink()
    results = [one for batch in audit_files(files, rules=RULES, n_jobs=1) for one in batch]
    assert [f.rule for f in results[100].findings] == ["unreadable"]
    assert results[100].digest is None
    assert len(results) == 200


def test_a_switch_lets_findings_across_reviews_stand():
    rules = [rule for rule in all_rules() if rule.check_shelf is not None]
    assert rules
    for rule in rules:
        files = dict.fromkeys(excerpt.file for excerpt in rule.bad)
        names = ", ".join(one.id for one in rules)
        assert files
        assert (
            shelf_findings(
                _of_example(rule, f"<!-- auricle: ignore-file {names} -->"), rules=[rule]
            )
            == []
        )
        assert shelf_findings(_of_example(rule, ""), rules=[rule])


def _of_example(rule, switch):
    from auricle.audit.one import audit_text
    from tests.audit.published import with_excerpts

    files = dict.fromkeys(excerpt.file for excerpt in rule.bad)
    texts = {file: with_excerpts([e for e in rule.bad if e.file == file]) for file in files}
    return [
        audit_text(file, f"{text}\n{switch}\n".encode(), rules=all_rules())
        for file, text in texts.items()
    ]
