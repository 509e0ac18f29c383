"""The devices and classes that come with Auricle, and those of the user's own folders."""

import difflib
import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from auricle.devices.model import Device, DeviceClass
from auricle.devices.read import parse_device
from auricle.errors import DossierError, Fault, UnknownSourceError
from auricle.response.formats.names import printable

__all__ = ["classes_sha256", "find_class", "find_device", "load_classes", "load_devices"]

_DATA = files("auricle") / "data"


@cache
def load_classes() -> Mapping[str, DeviceClass]:
    """Classes of devices, by slug.

    Examples
    --------
    >>> load_classes()["interface"].output_ohm
    (10.0, 22.0, 50.0)
    """
    table = tomllib.loads((_DATA / "source_classes.toml").read_text("utf-8"))
    return {slug: _class(slug, entry) for slug, entry in table["classes"].items()}


@cache
def classes_sha256() -> str:
    """Digest of the file of the classes.

    Examples
    --------
    >>> len(classes_sha256())
    64
    """
    return hashlib.sha256((_DATA / "source_classes.toml").read_bytes()).hexdigest()


def _class(slug: str, entry: dict[str, object]) -> DeviceClass:
    fields: dict[str, object] = {
        key: (float(value["low"]), float(value["value"]), float(value["high"]))
        if isinstance(value, dict)
        else value
        for key, value in entry.items()
    }
    fields["names"] = tuple(entry["names"])  # type: ignore[arg-type]  # a list in our own file
    return DeviceClass(slug=slug, **fields)  # type: ignore[arg-type]  # likewise: fields as declared


def load_devices(paths: Sequence[Path] = ()) -> Mapping[str, Device]:
    """Devices by slug, in order: those that come with Auricle, and those of some files.

    Parameters
    ----------
    paths
        Device files, or folders of them; of a folder with a folder ``devices/`` in it that one
        is read. A file that is named twice is read once.

    Raises
    ------
    DossierError
        With every fault of every file, two devices of one slug or name among them.

    Examples
    --------
    >>> len(load_devices()) >= 30
    True
    """
    found: list[tuple[str, Device]] = []
    faults: list[Fault] = []
    places: dict[Traversable, tuple[str, Traversable]] = {}
    for place, file in _device_files(paths):
        places.setdefault(file.resolve() if isinstance(file, Path) else file, (place, file))
    for place, file in places.values():
        try:
            found.append((place, parse_device(file.read_text("utf-8"), file=file.name)))
        except (OSError, UnicodeDecodeError) as error:
            what = f"an unreadable file ({type(error).__name__})"
            faults.append(Fault(file.name, 1, 1, what, "a text in UTF-8"))
        except DossierError as error:
            faults += error.faults
    faults += _duplicates(found)
    if faults:
        raise DossierError(faults)
    return {device.slug: device for _, device in sorted(found, key=lambda entry: entry[1].slug)}


def _device_files(paths: Sequence[Path]) -> Iterable[tuple[str, Traversable]]:
    """Where a device file is found, in words, and the file."""
    for file in _files_in(_DATA):
        yield f"{file.name} that comes with Auricle", file
    for path in paths:
        for file in [path] if path.is_file() else _files_in(path):
            yield printable(str(file)), file


def _files_in(root: Traversable) -> list[Traversable]:
    inner = root / "devices"
    folder = inner if inner.is_dir() else root
    names = sorted(folder.iterdir(), key=lambda entry: entry.name) if folder.is_dir() else []
    tables = [entry for entry in names if entry.name.endswith(".toml")]
    if not tables:
        raise DossierError([Fault(str(root), 1, 1, "no .toml file", "device files in it")])
    return tables


def _duplicates(devices: Sequence[tuple[str, Device]]) -> list[Fault]:
    faults: list[Fault] = []
    seen: dict[str, tuple[str, Device, str]] = {}
    for place, device in devices:
        for name, spelling in _names(device).items():
            there, other, other_spelling = seen.setdefault(name, (place, device, spelling))
            if other is not device:
                otherwise = f" as {other_spelling!r}" if other_spelling != spelling else ""
                found = f"{spelling!r}, which {there} already has{otherwise}"
                faults.append(Fault(device.file, 1, 1, found, "a slug and names of its own"))
    return faults


def find_device(devices: Mapping[str, Device], name: str) -> Device:
    """The device of that slug, name or alias; case, spaces and signs do not matter.

    Raises
    ------
    UnknownSourceError
        If there is none, with the nearest names of devices and classes.

    Examples
    --------
    >>> find_device(load_devices(), "RME ADI-2 DAC").slug
    'rme-adi-2-dac'
    """
    names = {spelling: device for device in devices.values() for spelling in _names(device)}
    wanted = _folded(name)
    if wanted in names:
        return names[wanted]
    near = difflib.get_close_matches(wanted, names, n=5, cutoff=0.6)
    near += [spelling for spelling in names if len(wanted) > 2 and wanted in spelling]
    slugs = dict.fromkeys(names[spelling].slug for spelling in near)
    known = (*load_classes(), "the devices of `auricle drive --sources`")
    raise UnknownSourceError(name, list(slugs)[:3], known)


def find_class(name: str) -> DeviceClass | None:
    """The class of that slug or name; None for none.

    Examples
    --------
    >>> find_class("Audio interface").slug, find_class("toaster") is None
    ('interface', True)
    """
    wanted = _folded(name)
    for kind in load_classes().values():
        if wanted in {_folded(word) for word in (kind.slug, kind.name, *kind.names)}:
            return kind
    return None


def _names(device: Device) -> dict[str, str]:
    """Names of a device as they are compared, each with the first way in which it is spelt."""
    names: dict[str, str] = {}
    for spelling in (device.name, device.slug, *device.aliases):
        names.setdefault(_folded(spelling), spelling)
    return names


def _folded(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalnum())
