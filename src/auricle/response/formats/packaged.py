"""The rigs and targets that come with Auricle, and the names people use for them."""

import difflib
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from auricle.errors import UnknownRigError, UnknownTargetError
from auricle.response.formats.table import parse_curve
from auricle.response.rigs import Rig
from auricle.response.targets import Accuracy, Target

__all__ = ["find_rig", "find_target", "list_targets", "load_rigs", "load_target"]

_DATA = files("auricle") / "data"


@cache
def load_rigs() -> Mapping[str, Rig]:
    """Every rig that Auricle knows, by slug.

    Examples
    --------
    >>> load_rigs()["gras"].targets["over-ear"]
    'harman-over-ear-2018'
    """
    table = tomllib.loads((_DATA / "rigs.toml").read_text("utf-8"))
    rigs: dict[str, Rig] = {}
    for slug, entry in table["rigs"].items():
        aliases, remarks = (tuple(entry.pop(key, ())) for key in ("aliases", "remarks"))
        rigs[slug] = Rig(slug=slug, aliases=aliases, remarks=remarks, **entry)
    return rigs


def find_rig(name: str) -> Rig | None:
    """The rig of that slug, name or alias; None for "unknown".

    Case, spaces and signs do not matter.

    Raises
    ------
    UnknownRigError
        If there is none, with the nearest slugs.

    Examples
    --------
    >>> [find_rig(name).slug for name in ("5128", "b&k 5128", "IEC 711", "gras-45ca")]
    ['bk-5128', 'bk-5128', 'iec-60318-4', 'gras-45ca']
    >>> find_rig("unknown") is None
    True
    """
    if _folded(name) == "unknown":
        return None
    rigs = load_rigs()
    slugs = {
        _folded(spelling): rig.slug
        for rig in rigs.values()
        for spelling in (rig.slug, rig.name, rig.short_name, *rig.aliases)
    }
    slug = slugs.get(_folded(name))
    if slug is None:
        raise UnknownRigError(name, _near(name, slugs), tuple(rigs))
    return rigs[slug]


@cache
def load_target(slug: str) -> Target:
    """A target by its slug, with its name and the origin of its figures.

    Examples
    --------
    >>> float(load_target("harman-over-ear-2018").response.on([1000.0])[0])
    0.0
    """
    name = f"{slug}.csv"
    text = (_DATA / "targets" / name).read_text("utf-8")
    remarks = dict(
        line.removeprefix("#").strip().split(": ", 1)
        for line in text.splitlines()
        if line.startswith("#")
    )
    return Target(
        slug=slug,
        name=remarks["name"],
        origin=remarks["origin"],
        response=parse_curve(text, source=name),
        rigs=tuple(load_rigs()[rig] for rig in _listed(remarks.get("rigs"))),
        forms=_listed(remarks.get("form")),
        kind=remarks["kind"],
        accuracy=_accuracy(remarks.get("accuracy_db")),
        licence=remarks.get("licence"),
        aliases=_listed(remarks.get("aliases")),
    )


@cache
def list_targets() -> tuple[Target, ...]:
    """Every target that comes with Auricle, by slug.

    Examples
    --------
    >>> [target.slug for target in list_targets() if target.kind == "diffuse-field"][0]
    'diffuse-field-5128'
    """
    names = (entry.name for entry in (_DATA / "targets").iterdir())
    slugs = sorted(name.removesuffix(".csv") for name in names if name.endswith(".csv"))
    return tuple(load_target(slug) for slug in slugs)


def find_target(name: str) -> Target:
    """The built-in target of that slug, name or alias; case, spaces and signs do not matter.

    Raises
    ------
    UnknownTargetError
        If there is none, with the nearest slugs.

    Examples
    --------
    >>> find_target("Harman Over-Ear 2018").slug, find_target("JM1").slug
    ('harman-over-ear-2018', 'jm-1')
    """
    slugs = {
        _folded(spelling): target.slug
        for target in list_targets()
        for spelling in (target.slug, target.name, *target.aliases)
    }
    slug = slugs.get(_folded(name))
    if slug is None:
        known = tuple(target.slug for target in list_targets())
        raise UnknownTargetError(name, _near(name, slugs), known)
    return load_target(slug)


def _folded(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalnum())


def _near(name: str, slugs: Mapping[str, str]) -> list[str]:
    wanted = _folded(name)
    near = difflib.get_close_matches(wanted, slugs, n=6, cutoff=0.6)
    near += [spelling for spelling in slugs if len(wanted) > 2 and wanted in spelling]
    return list(dict.fromkeys(slugs[spelling] for spelling in near))[:3]


def _listed(remark: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in remark.split(",")) if remark else ()


def _accuracy(remark: str | None) -> tuple[Accuracy, ...]:
    bands = []
    for part in _listed(remark):
        accuracy_db, _, low_hz, _, high_hz, _ = part.split()  # "0.25 from 20 to 16000 Hz"
        bands.append(Accuracy(float(low_hz), float(high_hz), float(accuracy_db)))
    return tuple(bands)
