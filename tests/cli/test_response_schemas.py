"""What ``auricle response`` and ``auricle compare`` print is what their schemas describe."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from auricle.response import R40_HZ

from ..measured import EARS, collection, level_db, put, rew_text
from .program import run
from .test_json_schemas import DOCS, closed_objects, objects, validator, without

COMMANDS = ("response", "compare")
HARMAN = ("--target", "Harman over-ear 2018")


def read_schemas() -> dict[str, dict[str, Any]]:
    return {
        name: json.loads((DOCS / "schemas" / f"{name}.schema.json").read_text("utf-8"))
        for name in COMMANDS
    }


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    folder = put(tmp_path_factory.mktemp("all"), collection())
    rolled_db = level_db(1) - 24.0 * np.maximum(0.0, np.log2(100.0 / R40_HZ))  # 24 dB/octave
    own = put(
        tmp_path_factory.mktemp("own"),
        {
            "eq.txt": "Preamp: -3 dB\nFilter 1: ON PK Fc 100 Hz Gain -6 dB Q 1\n",
            "ears.txt": rew_text(level_db(0), Source=EARS),
            "narrow.txt": rew_text(level_db(2)[60:80], frequency_hz=R40_HZ[60:80]),
        },
    )
    weighted = rew_text(rolled_db).replace("compensation: Off", "compensation: On")
    put(own, {"rolled.txt": weighted})
    one, two = folder / "Acme One L.txt", folder / "Acme Two.csv"

    def response(*arguments: str | Path, status: int = 0) -> Any:
        return run("response", *arguments, "--json", status=status).record

    def compare(*arguments: str | Path) -> Any:
        return run("compare", *arguments, "--json").record

    return {
        "response": [
            response(folder, "--rig", "gras", status=1),
            response(folder, status=1),
            response(folder, "--rig", "711", status=1),
            response(one, "--rig", "gras", "--eq", own / "eq.txt", "--bass", "3"),
            response(own / "ears.txt", *HARMAN, "--allow-rig-mismatch"),
            response(own / "ears.txt", *HARMAN, status=1),
            response(own / "rolled.txt", own / "narrow.txt", "--rig", "gras"),
            response("akg-k612-pro"),
        ],
        "compare": [
            compare(one, two, "--rig", "gras"),
            compare(one, two),
            compare(one, folder / "deeper" / "Acme Coarse.txt", "--align", "500-hz"),
            compare("akg-k612-pro", one, own / "narrow.txt", "--align", "1-khz"),
        ],
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_each_schema_describes_and_requires_every_key_and_allows_no_other(command):
    schema = read_schemas()[command]
    assert all(part.get("additionalProperties") is False for part in objects(schema))
    for place, part in closed_objects(schema):
        properties = part.get("properties", {})
        assert all(
            entry.get("description") or entry.get("$ref") for entry in properties.values()
        ), place
        if place[-1:] != ("details",):  # each only where there is something to say
            assert set(properties) == set(part.get("required", [])), place


@pytest.mark.parametrize("command", COMMANDS)
def test_every_output_fits_its_schema(command, outputs):
    check = validator(read_schemas(), command)
    found = [
        f"{error.json_path}: {error.message}"
        for output in outputs[command]
        for error in check.iter_errors(output)
    ]
    assert found == []


@pytest.mark.parametrize("command", COMMANDS)
def test_a_schema_that_lacks_any_one_key_refuses_some_output(command, outputs):
    schemas = read_schemas()
    missed = [
        (*place, key)
        for place, part in closed_objects(schemas[command])
        for key in part.get("properties", {})
        if all(
            map(
                validator(without(schemas, command, place, key), command).is_valid,
                outputs[command],
            )
        )
    ]
    assert missed == []


def test_a_record_that_lacks_a_key_or_has_one_more_is_refused(outputs):
    [record] = outputs["response"][-1]
    check = validator(read_schemas(), "response")
    assert check.is_valid([record])
    assert check.is_valid([])
    for key in record:
        assert not check.is_valid([{k: value for k, value in record.items() if k != key}])
    assert not check.is_valid([{**record, "unheard_of": None}])
    for name in record["metrics"]:
        metrics = {k: value for k, value in record["metrics"].items() if k != name}
        assert not check.is_valid([{**record, "metrics": metrics}])


def test_all_records_have_the_same_keys_and_metrics(outputs):
    records = [record for output in outputs["response"] for record in output]
    assert len({tuple(record) for record in records}) == 1
    assert len({tuple(record["metrics"]) for record in records if record["metrics"]}) == 1
    assert {record["status"] for record in records} == {"read", "repaired", "refused"}


def test_a_metric_has_a_value_or_a_reason_and_an_interval_around_nothing(outputs):
    for output in outputs["response"]:
        for record in output:
            for name, metric in record["metrics"].items():
                if name == "resonances":
                    continue
                assert (metric["value"] is None) == (metric["reason"] is not None), name
                assert (metric["low"] is None) == (metric["high"] is None), name
                if metric["value"] is None:
                    assert metric["low"] is None
                elif metric["low"] is not None:
                    assert metric["low"] <= metric["high"]


def test_a_comparison_that_lacks_a_key_or_has_one_more_is_refused(outputs):
    output = outputs["compare"][0]
    check = validator(read_schemas(), "compare")
    for key in output:
        assert not check.is_valid({k: value for k, value in output.items() if k != key})
    assert not check.is_valid({**output, "unheard_of": None})
