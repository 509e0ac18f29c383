import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.dossier import FaultList
from auricle.errors import RubricError, UnknownRubricError
from auricle.rating import (
    AXES,
    built_in_rubric,
    built_in_rubrics,
    load_rubric,
    named_rubric,
    parse_rubric,
)
from auricle.rating.rubrics.rule_keys import check_rule_keys


@pytest.fixture(scope="module")
def text(data_folder):
    return (data_folder / "rubrics" / "auricle-1.toml").read_text("utf-8")


def test_the_built_in_rubric_has_the_five_axes_in_their_order():
    rubric = built_in_rubric()
    assert rubric.id == "auricle-1"
    assert tuple(axis.id for axis in rubric.axes) == AXES
    assert rubric.neutral == 0.5
    assert rubric.unknown_half_width == 0.3
    assert rubric.provisional_below == 0.5
    assert rubric.agreement_bonus == 0.1


def test_the_margins_are_those_of_the_rubrics_text():
    margins = built_in_rubric().comparison_margins()
    assert margins.preference_points == 5.0
    assert margins.channel_match_db == 0.5
    assert margins.isolation_db == 3.0
    assert margins.distortion_steps == 0.5
    assert margins.level_from_v == 1.0
    assert margins.distortion_ladder == (0.0005, 0.0016, 0.005, 0.02)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (
            ('metric = "warranty"', 'metric = "warrenty"'),
            "found 'warrenty', expected a metric that exists (did you mean 'warranty'?)",
        ),
        (
            ('finding = "wear-parts"', 'finding = "wear"'),
            "found 'wear', expected a finding of the glossary",
        ),
        (('finding = "wear-parts"\n', ""), "either 'metric' or 'finding'"),
        (("points = [[2, 1.0], [5, 0.5], [10, 0.1]]", "points = [[2, 1.0]]"), "at least two"),
        (("[[2, 1.0], [5, 0.5]", "[[5, 1.0], [2, 0.5]"), "rising values"),
        (("[[2, 1.0], [5, 0.5]", "[[2, 1.5], [5, 0.5]"), "less than or equal to 1"),
        (("points = [[0.0005, 1.0]", "points = [[-1, 1.0]"), "above 0 on a logarithmic scale"),
        (("weight = 5.0", "weight = 0"), "a number above 0"),
        (("weight = 5.0", "wieght = 5.0"), "did you mean 'weight'"),
        (("retailer = 0.5", "retailer = 5"), "less than or equal to 1"),
        (("\nretailer = 0.5", "\nshop = 0.5"), "a grade for each of"),
        (('id = "technology_level"', 'id = "tech_level"'), "found 'tech_level', expected one of"),
        (("partly = 0.5\n", ""), "found no 'partly'"),
        (("schema = 1", "schema = 7"), "found 7, expected 1"),
        (('id = "treble-resonance"', 'id = "channel-match"'), "criteria of scientific_validity"),
        (("neutral = 0.5", "neutral = "), "rubric.toml:11:11"),
        (('id = "auricle-1"', 'id = "auricle-1"\nsha256 = "x"'), "unknown key 'sha256'"),
    ],
)
def test_a_broken_rubric_is_refused_with_its_place(change, complaint, text):
    assert change[0] in text
    with pytest.raises(RubricError) as refusal:
        parse_rubric(text.replace(change[0], change[1], 1), file="rubric.toml")
    assert complaint in str(refusal.value)
    assert str(refusal.value).startswith("rubric.toml:")
    assert refusal.value.code == "rubric"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (('rule = "mean"', 'rule = "median"'), ":49:8: found 'median', expected one of 'weighted'"),
        (('rule = "mean"\n', ""), "found no 'weight'"),
        (("maker_only_step = 0.1", "maker_only_step = 2"), "less than or equal to 1"),
        (('wanted = "total', 'weight = 1\nwanted = "total'), "key 'weight' on an axis of rule"),
        (("steps = { yes = 0.1, partly = 0.0, no = -0.1 }\n", ""), "found no 'steps'"),
        (("yes = 0.1, partly = 0.0, no = -0.1", "yes = 0.1, no = -0.1"), "found no 'partly'"),
        (("yes = 0.1, partly = 0.0, no = -0.1", "yes = 2, partly = 0, no = 0"), "equal to 1"),
        (('rule = "steps"', 'rule = "mean"'), "key 'steps' on an axis of rule 'mean'"),
        (("none_judged = 1.0", "none_judged = 1.0\nrule = 'mean'"), "key 'rule' on axis 'cost"),
        (("maker_only_step", "none_judged"), "key 'none_judged' on axis 'scientific_validity'"),
        (('finding = "own-technology"', 'finding = "own-technology"\ninverted = true'), "may fall"),
        (('metric = "warranty"', 'metric = "warranty"\nsteps = 1'), "key 'steps' on an axis"),
    ],
)
def test_a_key_that_does_not_go_with_its_rule_is_refused(change, complaint, data_folder):
    text = (data_folder / "rubrics" / "published.toml").read_text("utf-8")
    assert change[0] in text
    with pytest.raises(RubricError) as refusal:
        parse_rubric(text.replace(change[0], change[1], 1), file="rubric.toml")
    assert complaint in str(refusal.value)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["axes", "criteria", "rule", "id", "steps"]), inner)
        ),
        max_leaves=12,
    )
)
def test_the_check_of_rules_takes_a_table_of_any_form(value):
    faults = FaultList("rubric.toml", "")
    check_rule_keys({"axes": value}, faults)
    assert all(fault.file == "rubric.toml" for fault in faults)


def test_a_rubric_is_found_by_its_id_else_by_its_file(tmp_path, text, monkeypatch):
    monkeypatch.chdir(tmp_path)
    mine = tmp_path / "mine.toml"
    mine.write_text(text.replace('id = "auricle-1"', 'id = "mine"', 1), "utf-8")
    assert built_in_rubrics() == ("auricle-1", "published")
    for name in built_in_rubrics():
        assert named_rubric(name).id == name
    assert named_rubric("mine.toml").id == "mine"
    with pytest.raises(UnknownRubricError, match="did you mean 'published'"):
        named_rubric("publishd")
    with pytest.raises(UnknownRubricError, match="does not exist"):
        named_rubric(str(tmp_path))


def test_all_faults_of_a_rubric_are_reported_at_once(text):
    broken = text.replace("weight = 5.0", "weight = -1").replace("partly = 0.5\n", "")
    with pytest.raises(RubricError) as refusal:
        parse_rubric(broken, file="rubric.toml")
    assert len(refusal.value.faults) == 2


def test_another_rubric_makes_another_rating(text, tmp_path, catalog):
    from datetime import date

    from auricle.rating import rate

    path = tmp_path / "mine.toml"
    path.write_text(
        text.replace('id = "auricle-1"', 'id = "mine"').replace("weight = 5.0", "weight = 50.0")
    )
    ratings = [
        rate(
            catalog,
            catalog.dossiers["akg-k612-pro"],
            rubric=rubric,
            day=date(2025, 8, 20),
            region="US",
            currency="USD",
        )
        for rubric in (built_in_rubric(), load_rubric(path))
    ]
    assert [rating.rubric for rating in ratings] == ["auricle-1", "mine"]
    assert ratings[1].axes[0].coverage > ratings[0].axes[0].coverage
    assert ratings[0].inputs["rubric"] != ratings[1].inputs["rubric"]
    assert ratings[0].inputs["dossier"] == ratings[1].inputs["dossier"]
