import re
from datetime import date

import pytest

from auricle.catalog import Catalog
from auricle.rating import built_in_rubric, check_rubric, rate_all


@pytest.fixture(scope="module")
def texts(data_folder):
    folder = data_folder / "rubrics"
    return {p.stem: p.read_text("utf-8") for p in folder.glob("*.toml")}


def nothing_rated(_):
    return []


def said(text, *, rate_by=nothing_rated):
    checked = check_rubric(text, file="mine.toml", rate_by=rate_by)
    assert checked.faults == ()
    return [w for w in checked.warnings if "known for none" not in w.says]


def line_of(text, part):
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("change", "warning"),
    [
        (("[[2, 1.0], [5, 0.5]", "[[2, 0.2], [5, 0.5]"), "5 gets 0.5 and 2 gets 0.2, though of"),
        (("[80, 0.65], [90, 0.85]", "[80, 0.65], [90, 0.6]"), "though of 'predicted-preference'"),
        (("[[10, 0.5], [20, 0.65], [30, 1.0]]", "[[10, 0.5], [20, 0.5]]"), "never moves its axis"),
        (("[[10, 0.5], [20, 0.65], [30, 1.0]]", "[[10, 0.7], [20, 0.7]]"), "the same points"),
        (("[90, 0.85], [100, 1.0]", "[90, 0.85], [120, 1.0]"), "no 'predicted-preference' is 120"),
        (
            ('"channel-match"\npoints', '"treble-resonance"\npoints'),
            "'treble-resonance' counts twice",
        ),
        (('finding = "sensible-digital"', 'finding = "stated-target"'), "counts twice"),
        (
            (
                'id = "noise"\nname = "Noise"\nweight = 0.5',
                'id = "noise"\nname = "N"\nweight = 0.01',
            ),
            "'noise' moves its axis by 0.0005 at most",
        ),
    ],
)
def test_what_an_author_cannot_have_meant_is_said_with_its_line(change, warning, texts):
    own = texts["auricle-1"].replace('id = "auricle-1"', 'id = "mine"')
    text = own.replace(*change)
    assert text != own
    found = said(text)
    assert len(found) == 1
    assert warning in found[0].says
    changed = line_of(texts["auricle-1"], change[0])
    assert 0 <= changed + change[0].count("\n") - found[0].line <= 5  # in its criterion
    assert re.match(r"mine\.toml:\d+:\d+: warning: ", str(found[0]))


def test_the_rubric_of_auricle_has_no_doubtful_form(texts):
    assert said(texts["auricle-1"]) == []


def test_steps_that_leave_0_to_1_are_said(texts):
    # the longest warranty .83, and three steps of a tenth
    [warning] = said(texts["published"])
    assert "from 0.49 to 1.13" in warning.says


def test_a_criterion_that_is_known_for_no_product_is_named_in_its_line(texts, make_product):
    nothing = make_product()
    catalog = Catalog({nothing.slug: nothing})

    def rate_by(rubric):
        return rate_all(catalog, rubric=rubric, day=date(2025, 8, 20), region="US", currency="USD")

    checked = check_rubric(texts["auricle-1"], file="mine.toml", rate_by=rate_by)
    criteria = [c.id for axis in built_in_rubric().axes for c in axis.criteria]
    assert checked.n_products == 1
    assert [w.line for w in checked.warnings] == [
        line_of(texts["auricle-1"], f'id = "{name}"') for name in criteria
    ]


def test_a_file_with_faults_has_all_of_them_and_no_warnings(texts):
    text = texts["published"].replace("neutral = 0.5", "neutral = 5").replace("none_judged", "x")
    checked = check_rubric(text, file="mine.toml", rate_by=nothing_rated)
    assert checked.rubric is None
    assert len(checked.faults) == 2
    assert checked.warnings == ()


def test_a_misspelt_metric_is_told_at_its_place_beside_other_faults():
    from importlib.resources import files

    from auricle.errors import RubricError
    from auricle.rating import parse_rubric

    text = (files("auricle") / "data" / "rubrics" / "auricle-1.toml").read_text("utf-8")
    broken = text.replace("weight = 5.0", "weight = -5.0", 1).replace(
        'metric = "predicted-preference"', 'metric = "predicted-preferense"', 1
    )
    line = broken.splitlines().index('metric = "predicted-preferense"') + 1
    with pytest.raises(RubricError) as caught:
        parse_rubric(broken, file="mine.toml")
    told = [str(fault) for fault in caught.value.faults]
    assert any(f"mine.toml:{line}:10: found 'predicted-preferense'" in fault for fault in told)
    assert any("did you mean 'predicted-preference'?" in fault for fault in told)
    assert any("found -5.0" in fault for fault in told)
    assert not any("found dict" in fault for fault in told)


def test_answers_the_wrong_way_round_and_a_borrowed_id_are_doubted():
    from importlib.resources import files

    from auricle.rating import parse_rubric
    from auricle.rating.rubrics.doubts import doubts_of_form

    text = (files("auricle") / "data" / "rubrics" / "auricle-1.toml").read_text("utf-8")
    turned = text.replace("yes = 1.0", "yes = 0.0", 1).replace("no = 0.0", "no = 1.0", 1)
    places = {doubt.place for doubt in doubts_of_form(parse_rubric(turned, file="mine.toml"))}
    assert {("shares",), ("id",)} <= places


def test_a_dossier_is_not_taken_for_a_rubric():
    from auricle.errors import RubricError
    from auricle.rating import parse_rubric

    with pytest.raises(RubricError, match="found a dossier, expected a rubric"):
        parse_rubric('schema = 1\n[product]\nslug = "a-b"\n', file="a-b.toml")
