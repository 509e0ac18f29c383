import io
import multiprocessing
import os
import pickle
import sys
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.errors import AuricleError, UnreadableFileError
from auricle.response.formats import MAX_BYTES, FoundFile, find_files, load_all

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX file types")


def names(folder, *paths):
    """Names below `folder` of what is found in it."""
    files = find_files(paths or [folder])
    return [file.name.removeprefix(f"{folder.as_posix()}/") for file in files]


def write(folder, *paths):
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path, "utf-8")


def zipped(*members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def tarred(*members, mode="w"):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def test_a_folder_is_gone_through_by_name_without_what_is_hidden(tmp_path):
    write(
        tmp_path, "b.txt", "a/z.txt", "a/y/x.txt", "c.csv", ".hidden.txt", "a/.git/config", "B.txt"
    )
    assert names(tmp_path) == ["B.txt", "a/y/x.txt", "a/z.txt", "b.txt", "c.csv"]


def test_single_files_come_as_they_are_named_even_hidden_ones(tmp_path):
    write(tmp_path, "b.txt", ".a.txt")
    assert names(tmp_path, tmp_path / "b.txt", tmp_path / ".a.txt") == ["b.txt", ".a.txt"]


def test_a_path_that_does_not_exist_is_refused_before_anything_is_read(tmp_path):
    write(tmp_path, "b.txt")
    with pytest.raises(AuricleError, match=r"no file or folder '.*c.txt'"):
        find_files([tmp_path, tmp_path / "c.txt"])
    with pytest.raises(AuricleError, match="no file or folder"):
        find_files([tmp_path / "b.txt" / "d.txt"])
    with pytest.raises(AuricleError, match="no file or folder"):
        find_files([Path("a\0b")])


@posix_only
def test_links_in_a_circle_end_and_a_folder_linked_twice_is_read_once(tmp_path):
    write(tmp_path, "a/x.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "c.txt").symlink_to(tmp_path / "a" / "x.txt")
    (tmp_path / "d.txt").symlink_to(tmp_path / "d.txt")
    assert names(tmp_path) == ["a/x.txt", "c.txt", "d.txt"]
    *_, loop = find_files([tmp_path])
    with pytest.raises(UnreadableFileError):
        loop.load()


@pytest.mark.skipif(sys.platform != "linux", reason="needs paths of 4000 characters")
def test_folders_may_be_nested_deeper_than_calls(tmp_path):
    folders = [tmp_path / "d"]
    for _ in range(sys.getrecursionlimit() + 100):
        folders[-1].mkdir()
        folders.append(folders[-1] / "d")
    file = folders.pop().parent / "x.txt"
    file.write_text("x", "utf-8")
    try:
        assert [found.path for found in find_files([tmp_path])] == [file]
    finally:  # what clears folders of tests does so by calls
        file.unlink()
        for folder in reversed(folders):
            folder.rmdir()


@posix_only
def test_a_pipe_and_a_device_are_refused_and_nothing_waits(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path / "pipe.txt", Path("/dev/zero")):
        [file] = find_files([path])
        with pytest.raises(UnreadableFileError, match="it is a pipe, a device or a folder"):
            file.load()
        with pytest.raises(UnreadableFileError, match="it is a pipe, a device or a folder"):
            FoundFile("became-one-since.txt", path).load()


def test_a_file_that_vanished_or_is_too_large_is_refused(tmp_path):
    write(tmp_path, "gone.txt", "large.txt", "fits.txt")
    (tmp_path / "large.txt").write_bytes(b"x" * 1001)
    (tmp_path / "fits.txt").write_bytes(b"x" * 1000)
    fits, gone, large = find_files([tmp_path], max_bytes=1000)
    (tmp_path / "gone.txt").unlink()
    assert fits.load() == b"x" * 1000
    with pytest.raises(UnreadableFileError, match="No such file"):
        gone.load()
    with pytest.raises(UnreadableFileError, match="it has 1001 bytes, more than the 1000"):
        large.load()


def test_a_huge_file_is_refused_by_its_size_without_being_read(tmp_path):
    with (tmp_path / "huge.txt").open("wb") as stream:
        stream.truncate(10 * 2**40)  # a sparse file: reading it would take hours
    tracemalloc.start()
    try:
        [file] = find_files([tmp_path])
        with pytest.raises(UnreadableFileError, match=f"more than the {MAX_BYTES}"):
            file.load()
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


@posix_only
@pytest.mark.skipif("os.geteuid() == 0", reason="root may read everything")
def test_what_may_not_be_opened_is_refused_alone(tmp_path):
    write(tmp_path, "a.txt", "b/c.txt", "d.txt")
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "b").chmod(0)
    contents = [content for _, content in load_all(find_files([tmp_path]))]
    (tmp_path / "b").chmod(0o700)
    assert isinstance(contents[0], UnreadableFileError)
    assert isinstance(contents[1], UnreadableFileError)
    assert contents[2] == b"d.txt"


@posix_only
def test_a_name_that_is_no_text_can_be_printed_and_its_file_read(tmp_path):
    path = os.fsencode(tmp_path) + b"/\xff\n\x1b[1m.txt"
    with open(path, "wb") as stream:  # noqa: PTH123 - the name is bytes
        stream.write(b"x")
    [file] = find_files([tmp_path])
    assert file.name.rpartition("/")[2] == "\ufffd\ufffd\ufffd[1m.txt"
    assert file.load() == b"x"


@pytest.mark.parametrize("extension", ["zip", "txt"])
@pytest.mark.parametrize(
    "pack",
    [zipped, tarred, lambda *members: tarred(*members, mode="w:gz")],
    ids=["zip", "tar", "tar.gz"],
)
def test_an_archive_is_a_folder_whatever_its_extension(tmp_path, pack, extension):
    members = [("b/x.txt", b"1"), ("a.txt", b"2"), (".DS_Store", b"3"), ("__MACOSX/a.txt", b"4")]
    path = tmp_path / f"curves.{extension}"
    path.write_bytes(pack(*members))
    files = list(find_files([tmp_path]))
    assert names(tmp_path) == [f"curves.{extension}/a.txt", f"curves.{extension}/b/x.txt"]
    assert [file.load() for file in files] == [b"2", b"1"]
    # Together they come in the order of the archive, each with its own content.
    assert list(load_all(files)) == [(files[1], b"1"), (files[0], b"2")]


def test_an_archive_that_is_named_twice_is_read_twice(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped(("x.txt", b"1")))
    files = list(find_files([tmp_path / "a.zip", tmp_path / "a.zip"]))
    assert [content for _, content in load_all(files)] == [b"1", b"1"]


def test_an_archive_that_changed_since_it_was_listed_gives_no_other_file(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(("x.txt", b"1"), ("y.txt", b"2")))
    x, y = find_files([path])
    path.write_bytes(zipped(("y.txt", b"3")))
    with pytest.raises(UnreadableFileError, match="has changed since it was listed"):
        x.load()
    with pytest.raises(UnreadableFileError, match="has changed since it was listed"):
        y.load()
    path.write_bytes(b"20 1\n40 2\n")
    with pytest.raises(UnreadableFileError):
        x.load()
    path.unlink()
    with pytest.raises(UnreadableFileError, match="No such file"):
        x.load()


def test_the_members_of_an_archive_are_read_in_one_pass(tmp_path, monkeypatch):
    from auricle.response.formats import files as module

    n_members = 300
    content = os.urandom(2000)
    (tmp_path / "a.tgz").write_bytes(
        tarred(*((f"{n:03}.txt", content) for n in range(n_members)), mode="w:gz")
    )
    found = list(find_files([tmp_path]))
    read_bytes = 0
    plain_open = module._open_regular

    class Counted(io.FileIO):
        def read(self, size=-1):
            nonlocal read_bytes
            block = super().read(size)
            read_bytes += len(block)
            return block

    from contextlib import contextmanager

    @contextmanager
    def counted_open(path):
        with plain_open(path), Counted(path) as stream:
            yield stream

    monkeypatch.setattr(module, "_open_regular", counted_open)
    assert all(data == content for _, data in load_all(found))
    assert read_bytes < 1.1 * (tmp_path / "a.tgz").stat().st_size + 2**17


def test_an_office_document_is_a_file_although_it_is_a_zip(tmp_path):
    (tmp_path / "table.xlsx").write_bytes(zipped(("[Content_Types].xml", b""), ("xl/a.xml", b"")))
    (tmp_path / "table.ods").write_bytes(zipped(("mimetype", b""), ("content.xml", b"")))
    assert names(tmp_path) == ["table.ods", "table.xlsx"]


def load_in_another_process(file):
    return file.load()


def test_a_found_file_and_its_error_go_to_another_process(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped(("x.txt", b"1")))
    [file] = find_files([tmp_path])
    assert pickle.loads(pickle.dumps(file)) == file  # noqa: S301 - our own
    assert len(pickle.dumps(file)) < 1000
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(file.load) == b"1"
    error = UnreadableFileError("a", "b")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own


@given(st.binary(max_size=600))
def test_any_bytes_are_a_file_or_an_archive_and_never_a_crash(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("any") / "x"
    path.write_bytes(data)
    for file, content in load_all(find_files([path])):
        assert file.name.startswith(path.as_posix())
        assert content == data or isinstance(content, UnreadableFileError)
