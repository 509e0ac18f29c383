"""The rigs and targets that come with Auricle."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from auricle.response.formats.table import parse_curve
from auricle.response.rigs import Rig, Target

__all__ = ["load_rigs", "load_target"]

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
    return {slug: Rig(slug=slug, **entry) for slug, entry in table["rigs"].items()}


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
    return Target(slug, remarks["name"], remarks["origin"], parse_curve(text, source=name))
