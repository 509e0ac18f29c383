import contextlib
import gzip
import io
import struct
import tarfile
import time
import tracemalloc
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.errors import UnreadableFileError
from auricle.response.formats import find_files, load_all
from auricle.response.formats.archives import Limits, archive_kind, list_entries, read_entries
from auricle.response.formats.tar import BrokenArchiveError
from tests.response.formats.test_files import tarred, zipped

CONTENT = b"20 70.5\n1000 71\n20000 60\n" * 20


def outcome(tmp_path, data, max_bytes=10_000):
    """Name within the archive -> content, or why it is refused."""
    path = tmp_path / "a"
    path.write_bytes(data)
    return {
        file.name.removeprefix(path.as_posix()).removeprefix("/"): content.reason
        if isinstance(content, UnreadableFileError)
        else content
        for file, content in load_all(find_files([path], max_bytes=max_bytes))
    }


def entries(data, **limits):
    stream = io.BytesIO(data)
    return list_entries(stream, archive_kind(data[:512]), Limits(10_000, **limits))


@contextlib.contextmanager
def peak_bytes():
    """Most memory that was in use at once within it, beyond what was before."""
    tracemalloc.start()
    peak = [0]
    try:
        yield lambda: peak[0]
        peak[0] = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_names_that_lead_out_of_the_archive_are_names_and_nothing_else(tmp_path):
    for pack in (zipped, tarred):
        data = pack(("../../x.txt", CONTENT), ("/etc/y.txt", CONTENT), ("C:/z.txt", CONTENT))
        assert outcome(tmp_path, data) == {
            "../../x.txt": CONTENT,
            "etc/y.txt": CONTENT,
            "C:/z.txt": CONTENT,
        }
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_zip_bomb_is_refused_by_the_size_it_states(tmp_path):
    bomb = zipped(("bomb.txt", b"0" * 50_000_000), ("good.txt", CONTENT))
    assert len(bomb) < 60_000
    found = outcome(tmp_path, bomb)
    assert found["bomb.txt"].startswith("it has 50000000 bytes, more than the 10000")
    assert found["good.txt"] == CONTENT


def test_a_zip_that_states_a_smaller_size_than_it_has_is_refused(tmp_path):
    data = zipped(("bomb.txt", b"0" * 50_000_000))
    lying = data.replace(struct.pack("<L", 50_000_000), struct.pack("<L", 500))
    assert lying != data
    assert outcome(tmp_path, lying) == {"bomb.txt": "it is damaged or cut off inside the archive"}


def test_a_tar_gz_bomb_is_refused_when_its_limit_is_reached():
    stream = io.BytesIO()
    with gzip.open(stream, "wb") as packed:
        header = tarfile.TarInfo("bomb.txt")
        header.size = 10**12
        packed.write(header.tobuf())
        for _ in range(64):
            packed.write(bytes(2**20))
    begin = time.perf_counter()
    with pytest.raises(BrokenArchiveError, match="holds more than 1000000 bytes"):
        entries(stream.getvalue(), archive_bytes=1_000_000)
    assert time.perf_counter() - begin < 2.0


def test_an_archive_that_holds_too_much_in_all_is_refused_as_a_whole():
    members = [(f"{n}.txt", b"0" * 5000) for n in range(30)]
    for data in (zipped(*members), tarred(*members), tarred(*members, mode="w:gz")):
        assert len(entries(data, archive_bytes=200_000)) == 30
        with pytest.raises(BrokenArchiveError, match="holds more than 100000 bytes"):
            entries(data, archive_bytes=100_000)


def test_an_archive_with_too_many_members_is_refused_as_a_whole():
    members = [(f"{n}.txt", b"") for n in range(30)]
    for data in (zipped(*members), tarred(*members), tarred(*members, mode="w:gz")):
        assert len(entries(data, members=30)) == 30
        with pytest.raises(BrokenArchiveError, match="more than 29 members"):
            entries(data, members=29)


def test_a_zip_directory_of_too_many_members_takes_little_memory(tmp_path):
    entry = b"PK\x01\x02" + bytes(42)
    n_entries = 420_000
    directory = entry * n_entries
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(directory), 4, 0)
    path = tmp_path / "a"
    path.write_bytes(b"PK\x03\x04" + directory + end)
    with peak_bytes() as peak:
        [file] = find_files([path])
    assert file.problem == "the archive has more than 100000 members"
    assert peak() < 1.5 * len(directory)  # as members they would take ten times as much


class ZerosWithoutEnd(io.RawIOBase):
    def read(self, size=-1):
        return bytes(size)


class Chain(io.RawIOBase):
    def __init__(self, begin):
        self._parts = [io.BytesIO(begin), ZerosWithoutEnd()]

    def seek(self, *_):
        return 0

    def read(self, size=-1):
        return self._parts[0].read(size) or self._parts[1].read(size)


@pytest.mark.parametrize("kind", [b"x", b"L", b"g"])
def test_a_tar_header_that_asks_for_much_memory_gets_none(kind):
    header = tarfile.TarInfo("x")
    header.type = kind
    header.size = 2**33
    stream = Chain(header.tobuf(tarfile.GNU_FORMAT))
    limits = Limits(10_000, archive_bytes=100_000_000)
    with peak_bytes() as peak, pytest.raises(BrokenArchiveError, match=r"a header of|more than 1"):
        list_entries(stream, "tar", limits)
    assert peak() < 2_000_000


def test_an_encrypted_member_is_refused_alone(tmp_path):
    data = bytearray(zipped(("a.txt", CONTENT), ("b.txt", CONTENT)))
    local, central = data.find(b"PK\x03\x04"), data.find(b"PK\x01\x02")
    data[local + 6] |= 1  # bit 0 of the flags: encrypted (APPNOTE.TXT 4.4.4)
    data[central + 8] |= 1
    assert outcome(tmp_path, bytes(data)) == {"a.txt": "it is encrypted", "b.txt": CONTENT}


def test_links_and_devices_are_refused_alone(tmp_path):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, kind in [
            ("symbolic.txt", tarfile.SYMTYPE),
            ("hard.txt", tarfile.LNKTYPE),
            ("character.txt", tarfile.CHRTYPE),
            ("block.txt", tarfile.BLKTYPE),
            ("pipe.txt", tarfile.FIFOTYPE),
            ("folder", tarfile.DIRTYPE),
        ]:
            info = tarfile.TarInfo(name)
            info.type = kind
            info.linkname = "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("good.txt")
        info.size = len(CONTENT)
        archive.addfile(info, io.BytesIO(CONTENT))
    found = outcome(tmp_path, stream.getvalue())
    assert found.pop("good.txt") == CONTENT
    assert set(found) == {"symbolic.txt", "hard.txt", "character.txt", "block.txt", "pipe.txt"}
    assert set(found.values()) == {"it is a link or a device, not a file"}


def test_a_link_in_a_zip_is_refused_alone(tmp_path):
    link = zipfile.ZipInfo("link.txt")
    link.create_system = 3  # Unix, whose modes stand in the upper half of the attributes
    link.external_attr = 0o120777 << 16
    found = outcome(tmp_path, zipped((link, b"/etc/passwd"), ("good.txt", CONTENT)))
    assert found == {"link.txt": "it is a link or a device, not a file", "good.txt": CONTENT}


def test_an_archive_in_an_archive_is_refused_by_name(tmp_path):
    for pack in (zipped, tarred):
        found = outcome(tmp_path, pack(("inner.tar.GZ", b"x"), ("good.txt", CONTENT)))
        assert found["inner.tar.GZ"] == "it is an archive inside an archive: unpack it first"
        assert found["good.txt"] == CONTENT


def test_a_name_that_stands_twice_is_ambiguous(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = zipped(("x.txt", b"1"), ("x.txt", b"2"))
    for data in (twice, tarred(("x.txt", b"1"), ("./x.txt", b"2"))):
        assert outcome(tmp_path, data) == {"x.txt": "it is in the archive 2 times"}


def test_a_truncated_tar_gz_gives_what_came_before_the_cut(tmp_path):
    noise = [bytes((n * k) % 251 for k in range(5000)) for n in range(1, 9)]
    whole = tarred(*((f"{n}.txt", content) for n, content in enumerate(noise)), mode="w:gz")
    found = outcome(tmp_path, whole[: len(whole) // 2])
    reason = "the archive is damaged or cut off"
    assert found[""] == reason
    assert found["0.txt"] == noise[0]
    assert set(map(str, found.values())) - {str(content) for content in noise} == {reason}


def test_a_tar_that_is_cut_off_gives_what_came_before_the_cut(tmp_path):
    whole = tarred(("a.txt", CONTENT), ("b.txt", CONTENT))
    found = outcome(tmp_path, whole[: 512 + 512 + 512 + 100])
    reason = "the archive is cut off"
    assert found == {"a.txt": CONTENT, "b.txt": reason, "": reason}
    found = outcome(tmp_path, whole[: 512 + 512])  # nothing says that there was more
    assert found == {"a.txt": CONTENT}


def test_a_zip_that_is_cut_off_is_refused(tmp_path):
    data = zipped(("a.txt", CONTENT))
    assert outcome(tmp_path, data[:-10]) == {"": "the zip archive is damaged or cut off"}


def test_a_damaged_member_is_refused_alone(tmp_path):
    data = bytearray(zipped(("a.txt", CONTENT), ("b.txt", CONTENT)))
    data[45] ^= 0xFF
    found = outcome(tmp_path, bytes(data))
    assert found == {"a.txt": "it is damaged or cut off inside the archive", "b.txt": CONTENT}


def test_a_compression_that_may_take_any_memory_is_refused(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", CONTENT)
    [reason] = outcome(tmp_path, stream.getvalue()).values()
    assert reason == "its compression, method 14, is none of store and deflate"


def test_a_gzip_file_without_a_tar_archive_is_refused(tmp_path):
    reason = "it is a gzip file that holds no tar archive, or a damaged one"
    assert outcome(tmp_path, gzip.compress(CONTENT)) == {"": reason}


def with_raw_name(data, stand_in, raw):
    """An archive with a name in bytes that zipfile would not write."""
    assert len(stand_in) == len(raw)
    return data.replace(stand_in, raw)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("냥냐냥 L.txt".encode("cp949"), "냥냐냥 L.txt"),
        ("Café L.txt".encode("cp437"), "Café L.txt"),
        ("Bézier Säle R.txt".encode("cp437"), "Bézier Säle R.txt"),  # valid in CP949, too
        ("Résumé Öl R.txt".encode("cp437"), "Résumé Öl R.txt"),
        ("Wan’er L.txt".encode(), "Wan’er L.txt"),  # UTF-8 that is not marked as such
        (b"folder\\x L.txt", "folder/x L.txt"),
    ],
)
def test_a_name_of_an_old_zip_is_read_in_its_encoding(tmp_path, raw, name):
    stand_in = b"~" * len(raw)
    data = with_raw_name(zipped((stand_in.decode(), CONTENT)), stand_in, raw)
    assert outcome(tmp_path, data) == {name: CONTENT}


@pytest.mark.parametrize(
    ("raw", "rest"),
    [
        (b".", {"": "it has a member without a name"}),
        (b"\0", {"\ufffd": CONTENT}),
        (b"/", {}),  # a folder
    ],
)
def test_a_member_whose_name_is_nearly_none_is_not_taken_for_the_archive(tmp_path, raw, rest):
    data = with_raw_name(zipped(("~", CONTENT), ("good.txt", CONTENT)), b"~", raw)
    assert outcome(tmp_path, data) == {"good.txt": CONTENT, **rest}


def test_long_and_foreign_names_of_a_tar_are_read(tmp_path):
    long = "folder/" * 40 + "냥 L.txt"
    for kind in (tarfile.PAX_FORMAT, tarfile.GNU_FORMAT):
        stream = io.BytesIO()
        with tarfile.open(fileobj=stream, mode="w", format=kind) as archive:
            info = tarfile.TarInfo(long)
            info.size = len(CONTENT)
            archive.addfile(info, io.BytesIO(CONTENT))
        assert outcome(tmp_path, stream.getvalue()) == {long: CONTENT}


def test_a_name_without_end_is_refused(tmp_path):
    [(name, reason)] = outcome(tmp_path, zipped(("x" * 60_000, b""))).items()
    assert len(name) <= 1024
    assert reason == "its name has 60000 characters"


member_names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)


@given(st.dictionaries(member_names, st.binary(max_size=700), max_size=6), st.data())
def test_what_tarfile_writes_is_read_as_it_was_written(members, data):
    """An independent writer; names that we show otherwise are left out."""
    plain = {
        name: content
        for name, content in members.items()
        if name.isprintable() and not set(name) & set("/\\.") and name.strip() == name
    }
    mode = data.draw(st.sampled_from(["w", "w:gz"]))
    packed = tarred(*plain.items(), mode=mode)
    stream = io.BytesIO(packed)
    kind = "tar" if mode == "w" else "gzip"
    listed = list_entries(stream, kind, Limits(10_000))
    assert [entry.name for entry in listed] == sorted(plain)
    read = read_entries(stream, kind, listed, Limits(10_000))
    assert {entry.name: content for entry, content in read} == plain


BASES = [
    zipped(("a.txt", CONTENT), ("b/c.txt", b"20 1\n40 2\n"), ("d.txt", b"")),
    tarred(("a.txt", CONTENT), ("b/" * 60 + "c.txt", b"20 1\n40 2\n")),
    tarred(("a.txt", CONTENT), ("c.txt", b"20 1\n40 2\n"), mode="w:gz"),
]


@given(
    st.sampled_from(BASES),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=8),
    st.floats(0, 1),
)
def test_a_changed_archive_is_read_or_refused(base, changes, end):
    data = bytearray(base)
    for place, value in changes:
        data[int(place * len(data))] = value
    data = data[: max(1, int(end * len(data)))] if end < 0.5 else data
    stream, limits = io.BytesIO(bytes(data)), Limits(10_000)
    for kind in ("zip", "tar", "gzip"):
        try:
            listed = list_entries(stream, kind, limits)
        except BrokenArchiveError:
            continue
        sound = [entry for entry in listed or () if entry.problem is None]
        for entry, content in read_entries(stream, kind, sound, limits):
            assert entry in sound
            assert isinstance(content, (bytes, str))


@given(st.binary(max_size=2000), st.sampled_from(["zip", "tar", "gzip"]))
def test_any_bytes_as_an_archive_are_read_or_refused(data, kind):
    stream, limits = io.BytesIO(data), Limits(10_000)
    with contextlib.suppress(BrokenArchiveError):
        listed = list_entries(stream, kind, limits)
        assert listed is None or all(entry.index < 1000 for entry in listed)


def test_a_wrong_check_sum_is_noticed(tmp_path):
    data = zipped(("a.txt", CONTENT))
    checksum = struct.pack("<L", zlib.crc32(CONTENT))
    assert data.count(checksum) == 2
    assert outcome(tmp_path, data.replace(checksum, b"\0\0\0\0")) == {
        "a.txt": "it is damaged or cut off inside the archive"
    }
