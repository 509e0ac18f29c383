"""Ratings of the whole catalog as they were last accepted, and why they differ from those of today.

One JSON file a built-in rubric stands in ``published/``; ``python -m tests.rating.accept``
writes them.
"""

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from auricle.catalog import Catalog, brand_slug
from auricle.dossier import Brand, Dossier
from auricle.metrics import load_definitions
from auricle.rating import Axis, Rating, Rubric, default_day, load_rubric, rate

Record = dict[str, Any]

FOLDER = Path(__file__).with_name("published")
TOLERANCE = 1e-9
REGION = "US"
_DIGITS = 10  # after the point: one more than are compared


def built_in_rubrics() -> dict[str, Rubric]:
    """Every rubric that comes with the program, by the name of its file."""
    folder = Path(str(files("auricle") / "data" / "rubrics"))
    return {path.stem: load_rubric(path) for path in sorted(folder.glob("*.toml"))}


def recorded(catalog: Catalog, rubric: Rubric) -> Record:
    """Ratings of all products, each on its own default day, with the versions of what made them."""
    return {
        "rubric": {"id": rubric.id, "sha256": rubric.sha256},
        "region": REGION,
        "metrics": {name: d.version for name, d in sorted(load_definitions().items())},
        "rates and accessories": sorted(catalog.extra_digests),
        "brands": _digests(catalog.brands),
        "dossiers": _digests(catalog.dossiers),
        "products": {slug: _product(catalog, slug, rubric) for slug in sorted(catalog.dossiers)},
    }


def _digests(records: Mapping[str, Dossier] | Mapping[str, Brand]) -> Record:
    ordered: list[tuple[str, Dossier | Brand]] = sorted(records.items(), key=lambda item: item[0])
    return {slug: {"sha256": record.sha256} for slug, record in ordered}


def _product(catalog: Catalog, slug: str, rubric: Rubric) -> Record:
    dossier = catalog.dossiers[slug]
    day = default_day(catalog, [dossier])
    rating = rate(catalog, dossier, rubric=rubric, day=day, region=REGION)
    brand = brand_slug(dossier.product.brand)
    return {
        "as_of": day.isoformat(),
        "brand": brand if brand in catalog.brands else None,
        "siblings": list(dossier.product.siblings),
        "overall": _numbers(rating, "value", "low", "high"),
        "axes": {axis.id: _axis(axis) for axis in rating.axes},
        "market": _market(rating),
    }


def _axis(axis: Axis) -> Record:
    terms = [
        _numbers(term, "criterion", "input", "value", "points", "weight", "grade", "evidence")
        | _numbers(term, "contribution")
        | {"sources": [source.id for source in term.sources]}
        for term in axis.terms
    ]
    return {**_numbers(axis, "value", "low", "high", "coverage"), "terms": terms}


def _market(rating: Rating) -> Record:
    market = rating.market
    return {
        "currency": rating.currency,
        "price": _figure(market.price.value),
        "comparator": market.best,
        "candidates": [
            {"slug": c.product.slug, "cost": _figure(c.cost), "outcome": c.outcome}
            for c in market.candidates
            if c.outcome != "excluded"
        ],
    }


def _numbers(thing: object, *names: str) -> Record:
    return {name: _figure(getattr(thing, name)) for name in names}


def _figure(value: Any) -> Any:
    return round(value, _DIGITS) if isinstance(value, float) else value


def format_record(record: Record) -> str:
    """JSON with one line a term, so that a changed number is a changed line."""
    return _text(record, "") + "\n"


def _text(value: Any, indent: str) -> str:
    if not _holds_tables(value):
        return json.dumps(value, ensure_ascii=False)
    inner = indent + " "
    if isinstance(value, dict):
        rows = [f"{inner}{json.dumps(key)}: {_text(part, inner)}" for key, part in value.items()]
        return "{\n" + ",\n".join(rows) + f"\n{indent}}}"
    return "[\n" + ",\n".join(inner + _text(part, inner) for part in value) + f"\n{indent}]"


def _holds_tables(value: Any) -> bool:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(isinstance(part, dict) or _holds_tables(part) for part in parts)


def report(old: Record, new: Record) -> list[str]:
    """What moved: product, axis, old -> new, and the cause; empty if nothing did."""
    changed = _changed_inputs(old, new)
    lines: list[str] = []
    for slug in sorted(old["products"] | new["products"]):
        before, after = old["products"].get(slug), new["products"].get(slug)
        if before is None or after is None:
            word = "added to" if before is None else "gone from"
            lines.append(f"{slug}: {word} the catalog, overall {_interval(before or after)}")
        else:
            lines += _product_lines(slug, before, after, changed, old, new)
    if changed and not lines:
        lines.append(f"no number moved, but what they rest on: {'; '.join(changed.values())}")
    return lines


def _changed_inputs(old: Record, new: Record) -> dict[str, str]:
    """Input -> how it changed, for every input that did."""
    texts: dict[str, str] = {}
    for kind, name in (("dossiers", "dossier"), ("brands", "brand")):
        for slug in sorted(old[kind] | new[kind]):
            pair = old[kind].get(slug), new[kind].get(slug)
            if pair[0] != pair[1]:
                how = "added" if pair[0] is None else "gone" if pair[1] is None else "changed"
                texts[f"{name} {slug}"] = f"{name} {slug} {how}"
    for name in sorted(old["metrics"] | new["metrics"]):
        one, other = (record["metrics"].get(name, "none") for record in (old, new))
        if one != other:
            texts[f"metric {name}"] = f"metric {name} version {one} -> {other}"
    for name in ("rubric", "region", "rates and accessories"):
        if old[name] != new[name]:
            texts[name] = f"{name} changed"
    return texts


def _product_lines(
    slug: str, old: Record, new: Record, changed: Mapping[str, str], *records: Record
) -> list[str]:
    axes = [
        axis
        for axis in sorted(old["axes"] | new["axes"])
        if _differ(old["axes"].get(axis), new["axes"].get(axis))
    ]
    market = _market_lines(old["market"], new["market"])
    moved = _differ(old["overall"], new["overall"])
    if not axes and not market and not moved and old["as_of"] == new["as_of"]:
        return []
    lines = [f"{slug}  overall  {_interval(old)} -> {_interval(new)}"]
    if old["as_of"] != new["as_of"]:
        lines.append(f"  day {old['as_of']} -> {new['as_of']}")
    if market and "cost_performance" not in axes:
        axes.append("cost_performance")
    for axis in axes:
        before, after = old["axes"].get(axis), new["axes"].get(axis)
        lines.append(f"  {axis}  {_axis_text(before)} -> {_axis_text(after)}")
        lines += _term_lines(before or {"terms": []}, after or {"terms": []})
        is_market = axis == "cost_performance"
        lines += market if is_market else []
        group = _group(slug, records, with_candidates=is_market)
        lines.append(f"    cause: {_cause(axis, group, old, new, changed)}")
    return lines


def _group(slug: str, records: Iterable[Record], *, with_candidates: bool) -> set[str]:
    """Files that can move an axis of a product: its own, its siblings', its candidates'."""
    names: set[str] = set()
    for products in (record["products"] for record in records):
        own = products.get(slug, {})
        candidates = own.get("market", {}).get("candidates", ()) if with_candidates else ()
        looked_at = {slug, *(candidate["slug"] for candidate in candidates)}
        looked_at |= {s for one in looked_at for s in products.get(one, {}).get("siblings", ())}
        names |= {f"dossier {one}" for one in looked_at}
        names |= {f"brand {products[one]['brand']}" for one in looked_at if one in products}
    return names


def _cause(axis: str, group: set[str], old: Record, new: Record, changed: Mapping[str, str]) -> str:
    inputs = {t["input"] for p in (old, new) for t in p["axes"].get(axis, {}).get("terms", ())}
    names = group | {f"metric {name}" for name in inputs} | {"rubric", "region"}
    if axis == "cost_performance":
        names |= {"rates and accessories", *(name for name in changed if name[:7] == "metric ")}
    causes = [text for name, text in changed.items() if name in names]
    if old["as_of"] != new["as_of"]:
        causes.append("its default day moved")
    return "; ".join(causes) or "only the program changed"


def _term_lines(old: Record, new: Record) -> list[str]:
    before = {term["criterion"]: term for term in old["terms"]}
    after = {term["criterion"]: term for term in new["terms"]}
    lines = []
    for name in [*before, *(name for name in after if name not in before)]:
        if name not in before or name not in after:
            lines.append(f"    {name} {'enters' if name in after else 'no longer enters'}")
            continue
        parts = _parts(before[name], after[name])
        if parts:
            lines.append(f"    {name}: {', '.join(parts)}")
    return lines


def _parts(old: Record, new: Record) -> list[str]:
    keys = ("input", "value", "points", "weight", "grade", "evidence", "contribution")
    parts = [
        f"{key} {_shown(old[key])} -> {_shown(new[key])}"
        for key in keys
        if _differ(old[key], new[key])
    ]
    parts += [f"source {s} added" for s in new["sources"] if s not in old["sources"]]
    parts += [f"source {s} gone" for s in old["sources"] if s not in new["sources"]]
    return parts


def _market_lines(old: Record, new: Record) -> list[str]:
    """What changed in the comparison: own price, comparator, candidates."""
    lines = [
        f"    {name} {_shown(old[key])} -> {_shown(new[key])}"
        for key, name in (
            ("price", "own price"),
            ("currency", "currency"),
            ("comparator", "comparator"),
        )
        if _differ(old[key], new[key])
    ]
    before = {c["slug"]: c for c in old["candidates"]}
    after = {c["slug"]: c for c in new["candidates"]}
    for slug in sorted(before | after):
        if _differ(before.get(slug), after.get(slug)):
            texts = [_candidate(found.get(slug)) for found in (before, after)]
            lines.append(f"    candidate {slug}: {texts[0]} -> {texts[1]}")
    return lines


def _candidate(candidate: Record | None) -> str:
    if candidate is None:
        return "not looked at"
    return f"{_shown(candidate['cost'])} {candidate['outcome']}"


def _axis_text(axis: Record | None) -> str:
    if axis is None:
        return "none"
    interval = f"{axis['low']:.4f} to {axis['high']:.4f}"
    return f"{axis['value']:.4f} ({interval}, coverage {axis['coverage']:.4f})"


def _interval(product: Record) -> str:
    overall = product["overall"]
    return f"{overall['value']:.1f} ({overall['low']:.3f} to {overall['high']:.3f})"


def _shown(value: Any) -> str:
    if value is None:
        return "not known"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _differ(one: Any, other: Any) -> bool:
    """Whether two parts of a record differ by more than rounding."""
    if isinstance(one, dict) and isinstance(other, dict):
        return set(one) != set(other) or any(_differ(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) != len(other) or any(map(_differ, one, other))
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) > TOLERANCE
    return bool(one != other)
