import contextlib
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.errors import (
    AuricleError,
    RigMismatchError,
    TargetError,
    UnknownRigError,
    UnknownTargetError,
)
from auricle.response import R40_HZ, FrequencyResponse, check_rig, target_from_response
from auricle.response.formats import find_rig, find_target, list_targets, load_rigs, load_target
from auricle.response.targets import TARGET_KINDS
from tests.shared import SHARED

TABLES = SHARED / "reference" / "targets.json"
FORMS = {"over-ear", "on-ear", "in-ear", "earbud"}

COLUMNS = {
    "harman-over-ear-2018": "harman_oe_2018_a",
    "harman-over-ear-2018-b": "harman_oe_2018_b",
    "harman-over-ear-2015": "harman_oe_2015_a",
    "harman-over-ear-2015-b": "harman_oe_2015_b",
    "harman-over-ear-2013": "harman_oe_2013_a",
    "harman-over-ear-2013-b": "harman_oe_2013_b",
    "harman-over-ear-2018-hms-ii-3": "harman_oe_2018_on_hms2_3",
    "harman-in-ear-2019": "harman_ie_2019v2",
    "harman-in-ear-2017": "harman_ie_2017v2",
    "harman-in-ear-2016": "harman_ie_2016",
    "harman-in-room-flat-2013": "harman_inroom_flat_2013",
    "diffuse-field-iso-11904-1": "df_iso11904_1",
    "diffuse-field-kemar": "df_kemar_gras",
    "diffuse-field-5128": "df_5128",
    "jm-1": "jm1_with_bass",
    "etymotic": "etymotic",
}
RAVIZZA = {
    "ravizza-2023-harman-2018-v2": "aph_harman2018_v2",
    "ravizza-2023-harman-2018": "aph_harman2018",
    "ravizza-2023-diffuse-field": "df5128",
    "ravizza-2023-free-field": "ff5128",
}


@pytest.fixture(scope="module")
def tables():
    if not TABLES.is_file():
        pytest.skip("the tables that the targets were taken from are not here")
    return json.loads(TABLES.read_text("utf-8"))


def test_the_tables_and_the_targets_are_the_same_set(tables):
    assert set(COLUMNS.values()) == set(tables["curves"])
    assert set(RAVIZZA.values()) == set(tables["ravizza2023"]["gains_db"])
    assert {target.slug for target in list_targets()} == COLUMNS.keys() | RAVIZZA.keys()


@pytest.mark.parametrize(("slug", "column"), COLUMNS.items())
def test_a_target_has_every_figure_of_its_table_and_no_other(slug, column, tables):
    rows = zip(tables["centres_hz"], tables["curves"][column], strict=True)
    stated = [(f, level_db) for f, level_db in rows if level_db is not None]
    response = load_target(slug).response
    found = zip(response.frequency_hz.tolist(), response.level_db.tolist(), strict=True)
    assert list(found) == stated


@pytest.mark.parametrize(("slug", "column"), RAVIZZA.items())
def test_a_target_given_re_its_maximum_differs_by_one_constant(slug, column, tables):
    response = load_target(slug).response
    assert response.frequency_hz.tolist() == tables["ravizza2023"]["bands_hz"]
    gains_db = np.array(tables["ravizza2023"]["gains_db"][column])
    np.testing.assert_allclose(response.level_db - np.max(response.level_db), gains_db, atol=1e-9)


@pytest.mark.parametrize("target", list_targets(), ids=lambda target: target.slug)
def test_a_target_is_0_db_at_1_khz_and_says_what_it_is(target):
    assert float(target.response.on([1000.0])[0]) == 0.0
    assert target.kind in TARGET_KINDS
    assert target.name
    assert target.origin
    assert target.licence
    assert set(target.forms) <= FORMS
    for one in target.accuracy:
        assert 0.0 < one.accuracy_db <= 3.0
        assert one.low_hz < one.high_hz


def test_names_and_aliases_of_targets_mean_one_target_each():
    spellings = {
        (spelling.lower(), target.slug)
        for target in list_targets()
        for spelling in (target.slug, target.name, *target.aliases)
    }
    assert len({spelling for spelling, _ in spellings}) == len(spellings)
    for spelling, slug in spellings:
        assert find_target(spelling.upper()).slug == slug


def test_names_and_aliases_of_rigs_mean_one_rig_each():
    spellings = {
        (spelling.lower(), rig.slug)
        for rig in load_rigs().values()
        for spelling in (rig.slug, rig.name, rig.short_name, *rig.aliases)
    }
    assert len({spelling for spelling, _ in spellings}) == len(spellings)
    for spelling, slug in spellings:
        assert find_rig(spelling.upper()).slug == slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("5128", "bk-5128"),
        ("B&K 5128", "bk-5128"),
        ("Brüel & Kjær 5128", "bk-5128"),
        ("GRAS 45CA", "gras-45ca"),
        ("kemar", "gras-kemar"),
        ("711", "iec-60318-4"),
        ("IEC 711", "iec-60318-4"),
        ("EARS", "minidsp-ears"),
        ("E.A.R.S", "minidsp-ears"),
        ("HMS II.3", "hms-ii-3"),
        ("clone 711", "clone-711"),
    ],
)
def test_a_rig_is_found_by_what_people_call_it(name, slug):
    assert find_rig(name).slug == slug


def test_an_unknown_rig_is_none_and_no_error():
    assert find_rig("Unknown") is None


@pytest.mark.parametrize("rig", load_rigs().values(), ids=lambda rig: rig.slug)
def test_the_targets_that_a_rig_takes_by_default_are_its_own_and_of_the_form(rig):
    for form, slug in rig.targets.items():
        target = load_target(slug)
        assert target.belongs_to(rig)
        assert form in target.forms
        assert target.kind == "target"


def test_no_target_is_native_on_a_rig_of_no_standard():
    for target in list_targets():
        assert all(rig.standard for rig in target.rigs), target.slug


@given(st.text(max_size=40))
def test_any_name_is_found_or_refused_and_nothing_else(name):
    for find in (find_rig, find_target):
        with contextlib.suppress(AuricleError):
            find(name)


def test_a_name_that_is_nearly_one_is_told_the_nearest():
    with pytest.raises(UnknownTargetError, match="did you mean harman-over-ear-2018") as refusal:
        find_target("harman overear 2081")
    assert refusal.value.code == "unknown-target"
    with pytest.raises(UnknownRigError, match="did you mean minidsp-ears") as refusal:
        find_rig("minidsp ear")
    assert refusal.value.code == "unknown-rig"


def test_a_name_like_no_other_is_told_them_all():
    with pytest.raises(UnknownRigError, match="known are gras, gras-45ca"):
        find_rig("???")


@pytest.mark.parametrize(
    ("target", "rig"),
    [
        ("harman-over-ear-2018", "gras-45ca"),
        ("harman-over-ear-2013", "gras-43ag"),
        ("harman-over-ear-2015", "gras-kemar-kb50xx"),
        ("harman-in-ear-2017", "iec-60318-4"),
        ("harman-over-ear-2018-hms-ii-3", "hms-ii-3"),
        ("diffuse-field-5128", "bk-5128"),
        ("ravizza-2023-harman-2018-v2", "bk-5128"),
        ("diffuse-field-iso-11904-1", "gras-kemar"),
    ],
)
def test_a_target_on_its_own_rig_bears_no_mark(target, rig):
    assert check_rig(load_target(target), find_rig(rig), allow_mismatch=False) is None


@pytest.mark.parametrize(
    ("target", "rig"),
    [
        ("harman-over-ear-2018", "hms-ii-3"),
        ("harman-over-ear-2018", "bk-5128"),
        ("harman-over-ear-2018", "minidsp-ears"),
        ("harman-over-ear-2018", "gras-kemar"),
        ("harman-over-ear-2018", "clone-711-kb50xx"),
        ("harman-over-ear-2018", "iec-60318-4"),
        ("harman-in-ear-2019", "clone-711"),
        ("harman-in-ear-2019", "gras-45ca"),
        ("diffuse-field-kemar", "gras-kemar"),
        ("diffuse-field-iso-11904-1", "bk-5128"),
        ("diffuse-field-5128", "gras-45ca"),
    ],
)
def test_a_target_of_another_rig_is_refused_unless_allowed_and_then_marked(target, rig):
    target, rig = load_target(target), find_rig(rig)
    with pytest.raises(RigMismatchError) as refusal:
        check_rig(target, rig, allow_mismatch=False)
    assert refusal.value.code == "rig-mismatch"
    assert rig.short_name in str(refusal.value)
    assert target.name in str(refusal.value)
    mark = check_rig(target, rig, allow_mismatch=True)
    own = target.rigs[0].short_name
    assert mark == f"rig mismatch: a target of {own} used on {rig.short_name}"


def test_a_response_whose_rig_is_not_known_is_refused_unless_that_is_allowed_and_marked():
    target = load_target("harman-over-ear-2018")
    with pytest.raises(RigMismatchError, match="state `--rig`"):
        check_rig(target, None, allow_mismatch=False)
    mark = check_rig(target, None, allow_mismatch=True)
    assert mark == "rig not known: a target of GRAS 45CA used on it"


@pytest.mark.parametrize("rig", [None, "gras-45ca"])
def test_a_target_whose_rig_is_not_stated_is_marked_as_that(rig):
    mine = target_from_response(FrequencyResponse(R40_HZ, np.sin(R40_HZ)), name="Mine")
    for target in (mine, load_target("etymotic")):
        mark = check_rig(target, find_rig(rig or "unknown"), allow_mismatch=False)
        assert mark == "the target's rig is not stated"


def test_a_users_target_of_a_stated_rig_belongs_to_that_rig_only():
    response = FrequencyResponse(R40_HZ, 0.0 * R40_HZ)
    mine = target_from_response(response, name="Mine", rig=find_rig("EARS"))
    assert check_rig(mine, find_rig("EARS"), allow_mismatch=False) is None
    with pytest.raises(RigMismatchError):
        check_rig(mine, find_rig("5128"), allow_mismatch=False)


@given(st.floats(-60.0, 120.0), st.lists(st.floats(-40.0, 40.0), min_size=121, max_size=121))
def test_a_users_target_keeps_its_shape_and_is_0_db_at_1_khz(offset_db, levels):
    response = FrequencyResponse(R40_HZ, np.array(levels) + offset_db)
    mine = target_from_response(response, name="Mine")
    assert float(mine.response.on([1000.0])[0]) == pytest.approx(0.0, abs=1e-9)
    np.testing.assert_allclose(np.diff(mine.response.level_db), np.diff(levels), atol=1e-9)


def test_a_curve_of_whole_octaves_is_no_target():
    octaves_hz = 31.25 * 2.0 ** np.arange(10)
    with pytest.raises(TargetError, match=r"1\.00 octaves apart") as refusal:
        target_from_response(FrequencyResponse(octaves_hz, 0.0 * octaves_hz), name="Sliders")
    assert refusal.value.code == "target"


def test_a_curve_of_nominal_third_octaves_is_a_target():
    for target in list_targets():
        target_from_response(target.response, name=target.name)


def test_a_curve_that_ends_before_1_khz_is_no_target():
    f = np.geomspace(20.0, 900.0, 50)
    with pytest.raises(TargetError, match="reaches over 1000 Hz"):
        target_from_response(FrequencyResponse(f, 0.0 * f), name="Bass")
