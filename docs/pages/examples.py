"""Entries of dossiers as examples: where the catalog has one, that one, else one made up."""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from auricle.dossier.glossary import Quantity
from auricle.dossier.write import format_dossier

__all__ = ["fact_example", "finding_example"]

Table = dict[str, Any]

_FIRST = "akg-k612-pro"  # the product of the worked example goes first
_CONDITIONS: Table = {
    "frequency_hz": 1000,
    "frequency_min_hz": 100,
    "frequency_max_hz": 10000,
    "level_dbspl": 94,
    "statistic": "rms",
    "mode": "anc",
    "codec": "AAC",
    "region": "US",
    "target": "harman-over-ear-2018",
    "rig": "GRAS 45CA",
}
_LABORATORY: Table = {
    "publisher": "Some Laboratory",
    "title": "Acme One, measured",
    "kind": "laboratory",
    "rig": "GRAS 45CA",
    "accessed": "2025-02",
}


def fact_example(quantity: Quantity) -> tuple[str, str]:
    """Where an example of a fact is from, and its text."""
    found = _entry("facts", "quantity", quantity.slug)
    if found:
        return found
    ends = {"min": quantity.low, "max": quantity.high}
    figure = ends if quantity.range else {"value": _middle(quantity)}
    fact = {"quantity": quantity.slug, **figure, "unit": next(iter(quantity.units))}
    fact |= {name: _CONDITIONS[name] for name in quantity.per}
    fact |= {"kind": "measured", "source": "lab"}
    return "Made up, for no product of the catalog states it", _text("facts", fact, _LABORATORY)


def finding_example(slug: str) -> tuple[str, str]:
    """Where an example of a finding is from, and its text."""
    found = _entry("findings", "criterion", slug)
    if found:
        return found
    finding = {"criterion": slug, "holds": "yes", "source": "lab"}
    return "Made up, for no product of the catalog states it", _text(
        "findings", finding, _LABORATORY
    )


def _middle(quantity: Quantity) -> float:
    """A plain figure between the bounds, in the first unit."""
    factor = next(iter(quantity.units.values()))
    low, high = quantity.low, quantity.high
    middle = (low * high) ** 0.5 if quantity.scale == "log" else (low + high) / 2.0
    return float(f"{middle / (factor if isinstance(factor, int | float) else 1.0):.2g}")


def _entry(section: str, key: str, slug: str) -> tuple[str, str] | None:
    for name, table in _tables().items():
        for entry in table.get(section, ()):
            if entry[key] == slug:
                sources = _with_origins(table["sources"], entry["source"])
                return name, format_dossier({"sources": sources, section: [entry]})
    return None


def _with_origins(sources: Table, key: str) -> Table:
    chosen: Table = {}
    while key is not None and key not in chosen:
        chosen[key] = sources[key]
        key = sources[key].get("via")
    return chosen


def _text(section: str, entry: Table, source: Table) -> str:
    return format_dossier({"sources": {"lab": source}, section: [entry]})


@cache
def _tables() -> dict[str, Table]:
    """Dossiers and brand records as they stand in their files, by a name for readers."""
    data = Path(str(files("auricle") / "data"))
    dossiers = sorted((data / "dossiers").glob("*.toml"), key=lambda p: (p.stem != _FIRST, p.stem))
    tables: dict[str, Table] = {}
    for path in [*dossiers, *sorted((data / "brands").glob("*.toml"))]:
        table = tomllib.loads(path.read_text("utf-8"))
        product = table.get("product")
        name = f"{product['brand']} {product['model']}" if product else table["brand"]["name"]
        tables[f"From the dossier of the {name}" if product else f"From the brand {name}"] = table
    return tables
