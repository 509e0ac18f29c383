import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auricle.metrics import FindingResult, MetricResult
from auricle.rating import built_in_rubric, round_half_up
from auricle.rating.axis import axis_from_criteria

RUBRIC = built_in_rubric()
RULES = {axis.id: axis for axis in RUBRIC.axes}
CRITERIA = {c.id: c for axis in RUBRIC.axes for c in axis.criteria}

# The control points of the rubric's text, criterion by criterion: value and points.
POINTS = {
    "predicted-preference": [(100, 1), (90, 0.85), (80, 0.65), (70, 0.5), (60, 0.35), (40, 0.1)],
    "treble-resonance": [(2, 1), (5, 0.5), (10, 0.1)],
    "channel-match": [(0.5, 1), (1, 0.8), (2, 0.4), (4, 0.1)],
    "distortion": [(0.0005, 1), (0.0016, 0.65), (0.005, 0.3), (0.02, 0.05)],
    "isolation": [(30, 1), (20, 0.65), (10, 0.5)],
    "noise": [(100, 1), (85, 0.65), (70, 0.3)],
    "latency": [(40, 1), (120, 0.5), (250, 0.1)],
    "warranty": [(0, 0.2), (1, 0.45), (2, 0.62), (3, 0.68), (5, 0.75), (10, 0.9)],
    "failure-rate": [(0.005, 1), (0.02, 0.7), (0.05, 0.4), (0.15, 0.1)],
    "claims-confirmed": [(0, 0), (1, 1)],
}
WEIGHTS = {
    "scientific_validity": {
        "predicted-preference": 5,
        "treble-resonance": 0.5,
        "channel-match": 1,
        "distortion": 2,
        "isolation": 1,
        "noise": 0.5,
        "latency": 0.5,
    },
    "technology_level": {
        "own-technology": 3,
        "technology-benefit": 2,
        "technology-standing": 2,
        "unit-consistency": 1,
        "digital-correction": 1,
    },
    "reliability_support": {
        "warranty": 2,
        "wear-parts": 1,
        "cable-or-battery": 1,
        "spare-parts": 1,
        "direct-support": 1,
        "known-failure": 2,
        "failure-rate": 3,
    },
    "design_rationality": {
        "stated-target": 2,
        "claims-confirmed": 3,
        "cost-on-function": 1,
        "fitting-functions": 1,
        "sensible-digital": 1,
    },
}


def known(metric, value, *, evidence="independent-measurement", **fields):
    fields = {"low": value, "high": value} | fields
    return MetricResult(metric=metric, unit="", value=value, evidence=evidence, **fields)


def unknown(metric, state="unknown"):
    return MetricResult(metric=metric, unit="", state=state)


def answer(criterion, holds, *, evidence="manufacturer", **fields):
    answers = ("yes", "partly", "partly") if holds == "disputed" else (holds,)
    return FindingResult(
        criterion=criterion,
        state="known",
        holds=holds,
        answers=answers,
        evidence=evidence,
        **fields,
    )


def axis(name, metrics=(), findings=()):
    rule = RULES[name]
    all_metrics = {c.metric: unknown(c.metric) for c in rule.criteria if c.metric}
    all_metrics |= {m.metric: m for m in metrics}
    all_findings = {
        c.finding: FindingResult(criterion=c.finding) for c in rule.criteria if c.finding
    }
    all_findings |= {f.criterion: f for f in findings}
    return axis_from_criteria(rule, RUBRIC, all_metrics, all_findings)


@pytest.mark.parametrize("name", POINTS)
def test_the_rubric_gives_at_its_control_points_what_its_text_says(name):
    for value, points in POINTS[name]:
        assert CRITERIA[name].points_of(float(value)) == pytest.approx(points)
    values = [value for value, _ in POINTS[name]]
    for outside in (min(values) / 2.0, max(values) * 2.0):
        nearest = min(POINTS[name], key=lambda point: abs(point[0] - outside))
        assert CRITERIA[name].points_of(outside) == nearest[1]


@pytest.mark.parametrize("name", WEIGHTS)
def test_the_weights_are_those_of_the_rubrics_text(name):
    assert {c.id: c.weight for c in RULES[name].criteria} == WEIGHTS[name]


def test_points_lie_on_a_straight_line_between_control_points():
    assert CRITERIA["predicted-preference"].points_of(85.0) == pytest.approx(0.75)
    assert CRITERIA["warranty"].points_of(4.0) == pytest.approx(0.715)


def test_on_a_logarithmic_scale_the_geometric_mean_gets_the_mean_of_the_points():
    middle = math.sqrt(0.0005 * 0.0016)
    assert CRITERIA["distortion"].points_of(middle) == pytest.approx((1.0 + 0.65) / 2.0)


@given(st.floats(-50.0, 150.0), st.floats(-50.0, 150.0))
def test_a_better_preference_never_gets_fewer_points(one, other):
    low, high = sorted((one, other))
    rule = CRITERIA["predicted-preference"]
    assert rule.points_of(low) <= rule.points_of(high)


def test_nothing_known_is_neutral_with_the_widest_interval_and_no_coverage():
    empty = axis("scientific_validity")
    assert (empty.value, empty.rounded, empty.coverage) == (0.5, 0.5, 0.0)
    assert (empty.low, empty.high) == (pytest.approx(0.2), pytest.approx(0.8))
    assert not empty.is_known


def test_an_axis_worked_out_by_hand():
    # p 0.75 x w 5 x g 1 and p 0.4 x w 1 x g 0.7 of sum w 10.5
    result = axis(
        "scientific_validity",
        [
            known("predicted-preference", 85.0),
            known("channel-match", 2.0, evidence="laboratory-rig-not-stated"),
        ],
    )
    assert result.value == pytest.approx(0.5 + (5 * 0.25 - 0.7 * 0.1) / 10.5)
    assert result.coverage == pytest.approx(5.7 / 10.5)


@given(
    st.lists(st.sampled_from(["yes", "partly", "no", None]), min_size=5, max_size=5),
    st.sampled_from(["manufacturer", "granted-patent", "unsourced"]),
)
def test_the_terms_always_add_up_to_the_axis(answers, evidence):
    names = list(WEIGHTS["technology_level"])
    findings = [answer(n, a, evidence=evidence) for n, a in zip(names, answers, strict=True) if a]
    result = axis("technology_level", (), findings)
    total = 0.5 + sum(term.contribution for term in result.terms)
    assert result.value == pytest.approx(total, abs=1e-12)
    assert 0.0 <= result.low <= result.value <= result.high <= 1.0


def test_what_makes_no_sense_for_a_product_does_not_enter():
    metrics = [unknown(n, "not_applicable") for n in ("isolation", "noise", "latency")]
    result = axis("scientific_validity", [*metrics, known("predicted-preference", 100.0)])
    assert len(result.terms) == 4
    assert result.coverage == pytest.approx(5 / 8.5)


def test_an_axis_of_which_nothing_makes_sense_is_neutral_and_not_known():
    rule = RULES["scientific_validity"]
    every = {c.metric: unknown(c.metric, "not_applicable") for c in rule.criteria}
    empty = axis_from_criteria(rule, RUBRIC, every, {})
    assert (empty.value, empty.coverage, empty.is_known, empty.terms) == (0.5, 0.0, False, ())
    assert (empty.low, empty.high) == (pytest.approx(0.2), pytest.approx(0.8))


def test_a_failure_rate_enters_only_where_one_is_published():
    assert "failure-rate" not in {term.criterion for term in axis("reliability_support").terms}
    published = axis("reliability_support", [known("failure-rate", 0.02)])
    [term] = [t for t in published.terms if t.criterion == "failure-rate"]
    assert term.points == pytest.approx(0.7)
    assert published.coverage == pytest.approx(3 / 11)


def test_a_known_failure_counts_against():
    with_failure = axis("reliability_support", (), [answer("known-failure", "yes")])
    without = axis("reliability_support", (), [answer("known-failure", "no")])
    assert with_failure.value < 0.5 < without.value
    assert with_failure.value + without.value == pytest.approx(1.0)


def test_a_term_has_the_interval_of_its_points_at_the_ends_of_its_value():
    result = axis(
        "scientific_validity", [known("predicted-preference", 80.0, low=60.0, high=100.0)]
    )
    # points 0.35 to 1 give half of 0.65, times 5 / 10.5; the unknown part 0.3 x (1 - 5 / 10.5)
    half = math.hypot(0.325 * 5 / 10.5, 0.3 * (1 - 5 / 10.5))
    assert result.high - result.value == pytest.approx(half)
    assert result.value - result.low == pytest.approx(half)


@pytest.mark.parametrize(
    ("evidence", "grade"),
    [
        ("independent-measurement", 1.0),
        ("granted-patent", 1.0),
        ("manufacturer", 0.7),
        ("service-document", 0.7),
        ("retailer", 0.5),
        ("relayed", 0.5),
        ("unsourced", 0.3),
        ("user-reports", 0.3),
    ],
)
def test_evidence_has_the_grade_of_the_rubrics_text(evidence, grade):
    result = axis("technology_level", (), [answer("own-technology", "yes", evidence=evidence)])
    assert result.terms[0].grade == grade


def test_a_proxy_is_graded_half_at_most():
    only = {"proxy": "sibling", "only_proxy": True}
    strong = axis("scientific_validity", [known("predicted-preference", 80.0, **only)])
    assert strong.terms[0].grade == 0.5
    weak = known("predicted-preference", 80.0, evidence="unsourced", **only)
    assert axis("scientific_validity", [weak]).terms[0].grade == 0.3


def test_a_sibling_beside_a_products_own_evidence_does_not_lower_its_grade():
    leaning = known("distortion", 0.001, evidence="manufacturer", proxy="sibling")
    [term] = [t for t in axis("scientific_validity", [leaning]).terms if t.value]
    assert (term.grade, term.proxy) == (0.7, "sibling")


def test_agreement_raises_a_grade_by_a_tenth_to_one_at_most_and_never_a_proxy():
    def grade(**fields):
        return axis("scientific_validity", [known("channel-match", 1.0, **fields)]).terms[2].grade

    assert grade(evidence="manufacturer", agreeing=True) == pytest.approx(0.8)
    assert grade(agreeing=True) == 1.0
    assert grade(agreeing=True, proxy="sibling", only_proxy=True) == 0.5
    assert grade(evidence="user-reports", agreeing=True) == 0.3


def test_a_dispute_counts_as_the_mean_of_the_answers():
    disputed = axis("technology_level", (), [answer("own-technology", "disputed")])
    assert disputed.terms[0].points == pytest.approx((1.0 + 0.5 + 0.5) / 3.0)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.45, 0.5),
        (0.35, 0.4),
        (0.25, 0.3),
        (0.449999, 0.4),
        (0.1 + 0.35, 0.5),  # a binary 0.44999999999999996
        (0.05, 0.1),
        (1.0, 1.0),
        (0.0, 0.0),
        (0.94999999999, 0.9 + 0.1),  # is 0.95 to nine decimals
    ],
)
def test_halves_are_rounded_up_as_people_do(value, expected):
    assert round_half_up(value) == pytest.approx(expected)


@given(st.floats(0.0, 1.0))
def test_a_rounded_value_is_a_tenth_within_half_a_tenth(value):
    assert abs(round_half_up(value) - value) <= 0.05 + 1e-9
    assert round(round_half_up(value) * 10.0, 9) == round(value_tenths := round_half_up(value) * 10)
    assert 0 <= value_tenths <= 10
