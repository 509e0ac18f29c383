import hashlib
import ipaddress
import math
import tomllib
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from auricle.devices import (
    find_class,
    find_device,
    load_classes,
    load_devices,
    parse_device,
    plug_in,
)
from auricle.errors import DossierError, UnknownSourceError

from .texts import TWO_VOLTS, WHOLE, output

FOLDER = files("auricle") / "data" / "devices"
NAMES = sorted(entry.name for entry in FOLDER.iterdir())


def own_devices(*paths):
    """Slugs of the devices that do not come with Auricle."""
    return [slug for slug in load_devices(paths) if f"{slug}.toml" not in NAMES]


def faults_of(*paths):
    with pytest.raises(DossierError) as refusal:
        load_devices(paths)
    return [str(fault) for fault in refusal.value.faults]


def other(slug, *, model="Other", alias="something else"):
    text = WHOLE.replace('"acme-amp"', f'"{slug}"').replace('"Amp"', f'"{model}"')
    return text.replace('"acme a1"', f'"{alias}"')


def is_ip_number(host):
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("name", NAMES)
def test_every_device_says_how_far_it_goes_and_where_each_figure_was_read(name):
    device = parse_device((FOLDER / name).read_text("utf-8"), file=name)
    for one in device.outputs:
        assert {figure.quantity for figure in one.figures} & {"voltage", "power"}
        source = plug_in(device, one).source
        assert 0.0 < source.full_scale_v < 100.0
        assert math.isfinite(source.limits.terminal_voltage_v(32.0)[0])
        for figure in one.figures:
            address = urlsplit(figure.source.url or "")
            assert address.scheme in {"http", "https"}
            assert "." in (address.hostname or "")
            assert not is_ip_number(address.hostname)
    assert device.kind in load_classes()


def test_at_least_thirty_devices_come_with_auricle_and_every_file_is_one():
    devices = load_devices()
    assert len(devices) >= 30
    assert {f"{slug}.toml" for slug in devices} == set(NAMES)
    assert list(devices) == sorted(devices)
    assert all(slug == device.slug for slug, device in devices.items())


def test_every_class_is_a_range_around_its_middle_and_has_names_of_its_own():
    table = tomllib.loads((files("auricle") / "data" / "source_classes.toml").read_text("utf-8"))
    classes = load_classes()
    assert set(classes) == set(table["classes"])
    said = []
    for kind in classes.values():
        for span in (kind.voltage_v, kind.output_ohm, kind.current_ma, kind.noise_uv):
            assert span is None or 0.0 < span[0] <= span[1] <= span[2] < math.inf
        own = {name.lower() for name in (kind.slug, kind.name, *kind.names)}
        said += own
        assert all(find_class(name) is kind for name in own)
    assert len(said) == len(set(said))
    assert classes["iec"].output_ohm == (120.0, 120.0, 120.0)  # IEC 61938
    assert not classes["iec"].is_usual


def test_a_name_finds_its_device_whatever_case_blanks_and_signs(tmp_path):
    (tmp_path / "acme-amp.toml").write_text(WHOLE, "utf-8")
    devices = load_devices([tmp_path])
    for name in ("acme-amp", "Acme Amp", "ACME  AMP!", "acmeamp", "Acme A1", "a-c-m-e a 1"):
        assert find_device(devices, name).slug == "acme-amp"


def test_a_name_that_is_near_is_asked_back_and_one_that_is_not_lists_the_classes():
    with pytest.raises(UnknownSourceError, match="did you mean rme-adi-2-dac"):
        find_device(load_devices(), "RME ADI2 DAK")
    with pytest.raises(UnknownSourceError, match="known are phone, dongle, laptop"):
        find_device(load_devices(), "zzzzzzzz")
    for nothing in ("", "?!"):
        with pytest.raises(UnknownSourceError):
            find_device(load_devices(), nothing)
        assert find_class(nothing) is None


def test_a_folder_of_ones_own_is_read_beside_what_comes_with_auricle(tmp_path):
    inner = tmp_path / "devices"
    inner.mkdir()
    (inner / "acme-amp.toml").write_text(WHOLE, "utf-8")
    (inner / "notes.txt").write_text("no device", "utf-8")
    for path in (tmp_path, inner, inner / "acme-amp.toml"):
        assert set(load_devices([path])) == {*load_devices(), "acme-amp"}
        assert own_devices(path) == ["acme-amp"]
    assert list(load_devices([inner])) == sorted(load_devices([inner]))


def test_a_file_that_is_named_twice_is_read_once(tmp_path, monkeypatch):
    (tmp_path / "devices").mkdir()
    file = tmp_path / "devices" / "acme-amp.toml"
    file.write_text(WHOLE, "utf-8")
    monkeypatch.chdir(tmp_path)
    paths = [tmp_path, tmp_path / "devices", file, Path("devices"), Path("devices/acme-amp.toml")]
    assert own_devices(*paths) == ["acme-amp"]
    built_in = Path(str(FOLDER)) / NAMES[0]
    assert own_devices(built_in) == []


def test_a_folder_without_files_is_said_to_have_none(tmp_path):
    [fault] = faults_of(tmp_path)
    assert "found no .toml file, expected device files in it" in fault
    assert "no .toml file" in faults_of(tmp_path / "nowhere")[0]


def test_faults_of_all_files_come_at_once(tmp_path):
    (tmp_path / "acme-amp.toml").write_text(WHOLE.replace('"V"', '"Vpp"'), "utf-8")
    (tmp_path / "b-one.toml").write_bytes(WHOLE.encode().replace(b"Amp", b"\xc3\x28"))
    (tmp_path / "c-one.toml").write_text("", "utf-8")
    (tmp_path / "d-one.toml").mkdir()
    (tmp_path / "e-one.toml").write_text(WHOLE.replace("acme-amp", "e-two"), "utf-8")
    said = "\n".join(faults_of(tmp_path))
    for part in (
        f"acme-amp.toml:{WHOLE[: WHOLE.index('unit =')].count(chr(10)) + 1}:8: found unit 'Vpp'",
        "b-one.toml:1:1: found an unreadable file (UnicodeDecodeError), expected a text in UTF-8",
        "c-one.toml:1:1: found no 'schema'",
        "d-one.toml:1:1: found an unreadable file (IsADirectoryError)",
        "e-one.toml:4:8: found 'e-two' in e-one.toml",
    ):
        assert part in said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"alias": "Acme Amp"}, "'Acme Amp', which {file} already has"),
        ({"model": "amp!"}, "'Acme amp!', which {file} already has as 'Acme Amp'"),
        ({"model": "A1"}, "'Acme A1', which {file} already has as 'acme a1'"),
        ({"alias": "ACME-A1"}, "'ACME-A1', which {file} already has as 'acme a1'"),
        ({"alias": "acme-amp"}, "'acme-amp', which {file} already has as 'Acme Amp'"),
    ],
)
def test_a_name_that_another_device_has_is_refused_as_it_is_spelt(tmp_path, changes, said):
    file = tmp_path / "acme-amp.toml"
    file.write_text(WHOLE, "utf-8")
    (tmp_path / "b-other.toml").write_text(other("b-other", **changes), "utf-8")
    [fault] = faults_of(tmp_path)
    wanted = f"found {said.format(file=file)}, expected a slug and names of its own"
    assert fault == f"b-other.toml:1:1: {wanted}"


def test_two_files_of_one_name_are_told_apart_by_their_folders(tmp_path):
    for folder in ("here", "there"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "acme-amp.toml").write_text(WHOLE, "utf-8")
    said = faults_of(tmp_path / "here", tmp_path / "there")
    assert len(said) == 2  # the name, with the slug, and the alias
    assert all(f"which {tmp_path / 'here' / 'acme-amp.toml'} already has" in line for line in said)


def test_a_device_that_comes_with_auricle_is_not_replaced_in_silence(tmp_path):
    own = other("my-dac", model="x").replace('"Acme"', '"RME"').replace('"x"', '"ADI2 DAC"')
    (tmp_path / "my-dac.toml").write_text(own, "utf-8")
    [fault] = faults_of(tmp_path)
    assert fault == (
        "my-dac.toml:1:1: found 'RME ADI2 DAC', which rme-adi-2-dac.toml that comes with Auricle "
        "already has as 'RME ADI-2 DAC', expected a slug and names of its own"
    )
    for name in NAMES:
        (tmp_path / name).write_text((FOLDER / name).read_text("utf-8"), "utf-8")
    said = "\n".join(faults_of(tmp_path))
    assert all(f"which {name} that comes with Auricle already has" in said for name in NAMES)


def test_a_device_has_the_hash_of_its_text_and_may_have_several_outputs():
    text = WHOLE + output(TWO_VOLTS, name="4.4 mm", circuit="balanced")
    device = parse_device(text, file="acme-amp.toml")
    assert device.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert [one.name for one in device.outputs] == ["6.35 mm", "4.4 mm"]
    assert device.name == "Acme Amp"
