"""Findings as other programs read them."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from jsonschema import Draft202012Validator

from auricle.audit.baseline import compare, parse_baseline
from auricle.audit.finding import Finding, Related
from auricle.audit.report import annotation, finding_record, sarif_log
from auricle.audit.report.uri import normal, uri_of
from auricle.audit.rules import all_rules
from tests.audit.published import findings_in, published

FAULTY = published(front={"rating": "[3.5, 0.7, 0.6, 0.9, 0.6, 0.6]"})
[SUM] = findings_in(FAULTY)


def thing(*required: str, **properties: object) -> dict[str, object]:
    """Schema of an object of the standard with no other keys than these."""
    return {
        "type": "object",
        "required": list(required),
        "properties": {
            key: {"type": of} if isinstance(of, str) else of for key, of in properties.items()
        },
        "additionalProperties": False,
    }


def many(of: object) -> dict[str, object]:
    return {"type": "array", "items": of}


# What SARIF 2.1.0 (OASIS, 2020) says of the objects that we write, with the number of its clause.
COUNTED = {"type": "integer", "minimum": 1}
STRING = {"type": "string"}
MESSAGE = thing("text", text="string", markdown="string")  # 3.11, 3.12
ARTIFACT = thing(uri={"type": "string", "format": "uri-reference"}, uriBaseId="string")  # 3.4
REGION = thing(  # 3.30
    startLine=COUNTED, startColumn=COUNTED, endLine=COUNTED, endColumn=COUNTED, snippet=MESSAGE
)
PHYSICAL = thing(artifactLocation=ARTIFACT, region=REGION, contextRegion=REGION)  # 3.29
LOCATION = thing(id={"type": "integer", "minimum": 0}, message=MESSAGE, physicalLocation=PHYSICAL)
REPLACEMENT = thing("deletedRegion", deletedRegion=REGION, insertedContent=MESSAGE)  # 3.57
CHANGE = thing(  # 3.56
    "artifactLocation", "replacements", artifactLocation=ARTIFACT, replacements=many(REPLACEMENT)
)
FIX = thing("artifactChanges", artifactChanges=many(CHANGE), description=MESSAGE)  # 3.55
SUPPRESSION = thing("kind", kind={"enum": ["inSource", "external"]}, justification="string")  # 3.35
LEVEL = {"enum": ["none", "note", "warning", "error"]}
RESULT = thing(  # 3.27
    "message",
    ruleId="string",
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=MESSAGE,
    locations=many(LOCATION),
    relatedLocations=many(LOCATION),
    partialFingerprints={"type": "object", "additionalProperties": STRING},
    fixes=many(FIX),
    baselineState={"enum": ["new", "unchanged", "updated", "absent"]},
    suppressions=many(SUPPRESSION),
)
RULE = thing(  # 3.49
    "id",
    id="string",
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    defaultConfiguration=thing(level=LEVEL, enabled="boolean"),
    properties=thing(tags=many(STRING)),
)
DRIVER = thing("name", name="string", version="string", rules=many(RULE))  # 3.19
RUN = thing(  # 3.14
    "tool",
    tool=thing("driver", driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results=many(RESULT),
    invocations=many(thing("executionSuccessful", executionSuccessful="boolean")),
)
LOG = thing("version", "runs", **{"$schema": STRING}, version={"const": "2.1.0"}, runs=many(RUN))


def one_run(findings=(SUM,), **options):
    log = sarif_log(list(findings), rules=all_rules(), **options)
    [run] = log["runs"]
    return run


def one_result(finding=SUM):
    [result] = one_run([finding])["results"]
    return result


def test_sarif_has_the_objects_of_the_standard_and_nothing_else():
    related = replace(SUM, related=(Related("b.md", 7, "249 USD"),))
    findings = [SUM, related, replace(SUM, line_text=""), *findings_in("a\0b")]
    log = sarif_log(findings, rules=all_rules())
    Draft202012Validator(LOG).validate(log)
    for key in ("version", "runs"):
        assert not Draft202012Validator(LOG).is_valid({k: v for k, v in log.items() if k != key})
    assert not Draft202012Validator(RESULT).is_valid(one_result() | {"line": 1})


def test_a_result_leads_to_its_rule_by_id_and_by_index():
    run = one_run()
    rules = run["tool"]["driver"]["rules"]
    [result] = run["results"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "score-sum"
    assert len({rule["id"] for rule in rules}) == len(rules)


def test_a_rule_is_explained_without_an_address():
    for rule in one_run()["tool"]["driver"]["rules"]:
        assert rule["help"]["text"]
        assert "helpUri" not in rule


def test_a_region_holds_the_words_found_in_code_points():
    finding = replace(SUM, line_text="😀 3.5", column=3, end_column=6)
    region = one_result(finding)["locations"][0]["physicalLocation"]["region"]
    assert finding.line_text[region["startColumn"] - 1 : region["endColumn"] - 1] == "3.5"


def test_a_place_on_an_empty_line_has_no_columns():
    finding = replace(SUM, line_text="", column=1, end_column=2)
    region = one_result(finding)["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": SUM.line}


def test_a_fix_names_the_region_that_is_replaced():
    [change] = one_result()["fixes"][0]["artifactChanges"]
    [replacement] = change["replacements"]
    region = replacement["deletedRegion"]
    line = FAULTY.splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "3.5"
    assert replacement["insertedContent"]["text"] == "3.4"


def test_other_places_are_related_locations():
    finding = replace(SUM, related=(Related("b.md", 7, "249 USD"),))
    [related] = one_result(finding)["relatedLocations"]
    assert related["physicalLocation"]["region"] == {"startLine": 7}
    assert related["message"]["text"] == "249 USD"


def test_equal_findings_on_other_lines_have_one_fingerprint():
    moved = replace(SUM, line=SUM.line + 5)
    assert one_result(moved)["partialFingerprints"] == one_result()["partialFingerprints"]


def test_beside_a_baseline_every_result_has_its_state():
    text = (
        '{"auricle-baseline": 1, "findings": ['
        '{"file": "acme-one.md", "rule": "date", "found": "x", '
        '"expected": "y", "line": "", "count": 1}]}'
    )
    known = parse_baseline(text, file="b.json")
    options = {"folder": Path(), "files": ["acme-one.md"], "rules": {"date"}}
    compared = compare([SUM], known, **options)
    kept = replace(compared, known=(replace(SUM, found="3.6"),))
    results = one_run(compared=kept)["results"]
    Draft202012Validator(many(RESULT)).validate(results)
    assert [one["baselineState"] for one in results] == ["new", "unchanged", "absent"]
    assert ["suppressions" in one for one in results] == [False, True, False]


def test_a_file_that_cannot_be_read_is_a_result_with_a_rule():
    [finding] = findings_in("a\0b")
    run = one_run([finding])
    [result] = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "unreadable"


@pytest.mark.parametrize("name", ["a b.md", "ä#1.md", "100%.md", "c:d.md", "q?.md", "d/e.md"])
def test_a_relative_name_is_percent_encoded_and_comes_back(name):
    uri = uri_of(name)
    assert unquote(uri) == name
    assert not set(uri) & set(" #?:ä")


def test_an_absolute_name_is_a_file_uri():
    assert uri_of("/a b/c.md") == "file:///a%20b/c.md"
    assert uri_of("../c.md").startswith("file:///")


def test_a_file_below_the_folder_of_the_run_is_named_from_there(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert normal(str(tmp_path / "reviews" / "a.md")) == "reviews/a.md"
    assert uri_of(str(tmp_path / "a.md")) == "a.md"


@pytest.mark.parametrize(
    ("severity", "command"), [("error", "error"), ("warning", "warning"), ("hint", "notice")]
)
def test_an_annotation_has_the_command_of_its_severity(severity, command):
    assert annotation(replace(SUM, severity=severity)).startswith(f"::{command} file=acme-one.md,")


def test_an_annotation_cannot_end_early():
    finding = Finding(
        "a:b,c.md", 1, 1, 2, "date", "error", "50%\r\n::error::x", "a\nb", "::stop-commands::y"
    )
    line = annotation(finding)
    assert "\n" not in line
    assert "\r" not in line
    properties, _, message = line.removeprefix("::").partition("::")
    assert "file=a%3Ab%2Cc.md" in properties
    assert message.startswith("50%25%0D%0A::error::x: found a%0Ab")


def test_a_record_has_the_fix_where_there_is_one():
    line = FAULTY.splitlines()[SUM.line - 1]
    fix = finding_record(SUM)["fix"]
    assert line[fix["column"] - 1 : fix["end_column"] - 1] == "3.5"
    assert (fix["line"], fix["end_line"], fix["text"]) == (SUM.line, SUM.line, "3.4")
    assert finding_record(replace(SUM, edit=None))["fix"] is None
