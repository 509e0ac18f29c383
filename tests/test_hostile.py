"""Every value of every file replaced by something odd: read or refused, never a crash."""

import copy
import datetime
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tomlkit

from auricle.catalog import Catalog
from auricle.catalog.extras import parse_accessories, parse_rates, parse_rights
from auricle.dossier import parse_brand, parse_dossier
from auricle.errors import AuricleError
from auricle.metrics import subject_of
from auricle.rating import built_in_rubric, check_rubric, parse_rubric, rate
from auricle.response import R40_HZ, FrequencyResponse
from auricle.response.formats import format_curve
from auricle.review import rubric_html, rubric_markdown, rubric_page, rubric_record
from auricle.review.reliability.record import reliability_record
from auricle.review.reliability.report import reliability_report

DOCS = Path(__file__).parents[1] / "docs"
ODD: list[Any] = [
    "",
    "  ",
    "x",
    "../x.csv",
    "a\x00.csv",
    "two\nlines",
    "<script>",
    "é" * 300,
    True,
    0,
    -1,
    1e-300,
    1e300,
    10**400,
    float("inf"),
    float("nan"),
    datetime.datetime(2025, 8, 20, 12, 0, 0),  # noqa: DTZ001 - TOML has local times, too
    datetime.time(12, 0),
    datetime.date(9999, 12, 31),
    [],
    [1],
    ["x", ["y"]],
    {},
    {"a": {"b": 1}},
    [{"a": 1}],
]


def toml_examples() -> list[str]:
    text = (DOCS / "DOSSIERS.md").read_text("utf-8")
    return [block.split("```")[0] for block in text.split("```toml\n")[1:]]


DOSSIER, CURVE, IMPEDANCE, FAILURES, BRAND, RATES, ACCESSORIES, STATUTORY = toml_examples()
WHOLE = DOSSIER + CURVE + IMPEDANCE + FAILURES


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a table, the whole of it left out."""
    children = value.items() if isinstance(value, dict) else ()
    children = enumerate(value) if isinstance(value, list) else children
    for key, child in children:
        yield (*path, key)
        yield from paths(child, (*path, key))


def mutations(text: str) -> Iterator[str]:
    """The text with each value in turn replaced by each odd one, or left out."""
    table = tomllib.loads(text)
    for path in paths(table):
        for odd in [*ODD, None]:
            changed = copy.deepcopy(table)
            inner: Any = changed
            for key in path[:-1]:
                inner = inner[key]
            if odd is None:
                del inner[path[-1]]
            else:
                inner[path[-1]] = odd
            try:
                yield tomlkit.dumps(changed)
            except (ValueError, TypeError):
                continue  # what cannot be written as TOML cannot be met


def level_curve(name: str) -> str:
    if name == "acme-one-service.csv":
        return "months,failed\n6,1\n24,0\n"
    if name == "acme-one-impedance.csv":
        return "20,50\n107,170\n1000,57\n"
    if name != "acme-one.csv":
        raise FileNotFoundError(name)
    return format_curve(FrequencyResponse(R40_HZ, np.zeros(R40_HZ.size)))


def with_one_criterion_an_axis(text: str) -> str:
    table = tomllib.loads(text)
    for axis in table["axes"]:
        if "criteria" in axis:
            axis["criteria"] = axis["criteria"][:1]
    return tomlkit.dumps(table)


def readers() -> dict[str, tuple[str, Any]]:
    rubrics = Path(__file__).parents[1] / "src/auricle/data/rubrics"
    return {
        "dossier": (
            WHOLE,
            lambda text: parse_dossier(text, file="x.toml", read_curve=level_curve),
        ),
        "brand": (BRAND, lambda text: parse_brand(text, file="x.toml", slug="acme")),
        "rates": (RATES, lambda text: parse_rates(text, file="x.toml", home="rates")),
        "accessories": (
            ACCESSORIES,
            lambda text: parse_accessories(text, file="x.toml", home="accessories"),
        ),
        "statutory": (
            STATUTORY,
            lambda text: parse_rights(text, file="x.toml", home="statutory"),
        ),
        **{
            name: (
                with_one_criterion_an_axis((rubrics / f"{name}.toml").read_text("utf-8")),
                read_and_explain_rubric,
            )
            for name in ("auricle-1", "published")
        },
    }


def read_and_explain_rubric(text: str) -> None:
    """Whatever is read can be shown and checked."""
    rubric = parse_rubric(text, file="x.toml")
    page = rubric_page(rubric)
    json.dumps(rubric_record(rubric), allow_nan=False)
    assert rubric_html(page)
    assert rubric_markdown(page)
    assert check_rubric(text, file="x.toml", rate_by=lambda _: []).faults == ()


@pytest.mark.parametrize("name", readers())
def test_a_file_with_any_odd_value_is_read_or_refused_with_its_faults(name):
    text, read = readers()[name]
    n_refused = 0
    for mutated in mutations(text):
        try:
            read(mutated)
        except AuricleError as error:
            n_refused += 1
            assert str(error).startswith("x.toml:"), error  # noqa: PT017 - many in one test
    assert n_refused > 100


def test_what_was_read_can_be_rated_however_odd_it_is():
    rubric = built_in_rubric()
    n_rated = 0
    for mutated in mutations(WHOLE):
        try:
            dossier = parse_dossier(mutated, file="x.toml", read_curve=level_curve)
        except AuricleError:
            continue
        n_rated += 1
        if n_rated % 4:
            continue  # a quarter of them, for the time it takes
        rating = rate(
            Catalog({dossier.slug: dossier}),
            dossier,
            rubric=rubric,
            day=datetime.date(2025, 3, 1),
            region="US",
        )
        assert 0.0 <= rating.low <= rating.value <= rating.high <= 5.0
    assert n_rated > 100


def test_the_reliability_of_what_was_read_can_be_reported_however_odd_it_is():
    head = DOSSIER.split("[[facts]]", maxsplit=1)[0]
    n_reported = 0
    for mutated in mutations(head + FAILURES):
        try:
            dossier = parse_dossier(mutated, file="x.toml", read_curve=level_curve)
        except AuricleError:
            continue
        n_reported += 1
        day = datetime.date(2025, 3, 1)
        catalog = Catalog({dossier.slug: dossier})
        report = reliability_report(subject_of(catalog, dossier, day=day, region="US"))
        reliability_record(report, inputs={})
    assert n_reported > 100


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "9" * 5000,
        "a = 0x" + "F" * 5000,
        "a = " + "[" * 3000 + "]" * 3000,
        "x" + ".x" * 3000 + " = 1",
        "\ufeffschema = 1",
        "schema = 1\n[product]\nslug = '\ud800'",
        "[sources]\n" + "".join(f"s{n} = {{ via = 's{n + 1}' }}\n" for n in range(3000)),
        "[[facts]]\n" * 3000,
    ],
    ids=["digits", "hex", "nested", "dotted", "bom", "surrogate", "chain", "many"],
)
def test_a_text_beyond_all_measure_is_refused_as_quickly_as_any(text):
    with pytest.raises(AuricleError):
        parse_dossier(text, file="x.toml", read_curve=level_curve)
