import array_api_strict
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from auricle.rating.rules import RULES, contributions, unlimited_contributions

SHAPE = (3, 5)
shares = npst.arrays(np.float64, SHAPE, elements=st.integers(0, 1000).map(lambda n: n / 1000.0))
flags = npst.arrays(np.bool_, SHAPE)


@st.composite
def evidence(draw):
    """Anything a rating may pass; at least one criterion enters."""
    enters = draw(flags)
    enters[..., 0] = True
    return {
        "weight": draw(npst.arrays(np.float64, SHAPE[-1:], elements=st.floats(0.01, 100.0))),
        "grade": draw(shares) * draw(flags),
        "points": draw(shares),
        "enters": enters,
        "neutral": draw(st.floats(0.0, 1.0)),
    }


def value(arguments, **more):
    return arguments["neutral"] + np.sum(contributions(**arguments, **more), axis=-1)


@given(evidence())
def test_a_weighted_axis_is_the_neutral_value_moved_by_weight_and_grade(arguments):
    a = arguments
    counted = a["weight"] * a["enters"]
    moved = np.sum(counted * a["grade"] * (a["points"] - a["neutral"]), axis=-1)
    expected = a["neutral"] + moved / np.sum(counted, axis=-1)
    np.testing.assert_allclose(value(a, rule="weighted"), expected, atol=1e-12)


@given(evidence())
def test_an_axis_of_means_is_the_mean_of_what_is_known_and_neutral_where_nothing_is(arguments):
    a = arguments
    trust = a["weight"] * a["enters"] * a["grade"]
    known = np.sum(trust, axis=-1)
    mean = np.sum(trust * a["points"], axis=-1) / np.where(known > 0, known, 1.0)
    expected = np.where(known > 0, mean, a["neutral"])
    np.testing.assert_allclose(value(a, rule="mean"), expected, atol=1e-9)


@given(evidence())
def test_an_axis_of_steps_is_the_sum_of_the_steps_kept_in_0_to_1(arguments):
    a = arguments | {"weight": np.ones(SHAPE[-1])}
    steps = np.sum(a["enters"] * a["grade"] * (a["points"] - a["neutral"]), axis=-1)
    expected = np.clip(a["neutral"] + steps, 0.0, 1.0)
    np.testing.assert_allclose(value(a, rule="steps"), expected, atol=1e-9)


@given(evidence(), flags, st.floats(0.0, 0.5))
def test_the_makers_word_alone_brings_a_mean_closer_to_neutral_and_never_past_it(
    arguments, from_maker, step
):
    a = arguments | {"weight": np.ones(SHAPE[-1])}
    plain = value(a, rule="mean") - a["neutral"]
    told = value(a, rule="mean", from_maker=from_maker, maker_only_step=step) - a["neutral"]
    known = a["enters"] & (a["grade"] > 0.0)
    alone = np.all(from_maker | ~known, axis=-1)
    expected = np.where(alone, np.sign(plain) * np.maximum(np.abs(plain) - step, 0.0), plain)
    np.testing.assert_allclose(told, expected, atol=1e-9)


@pytest.mark.parametrize("rule", RULES)
@given(evidence(), flags)
def test_every_axis_stays_in_0_to_1_and_what_does_not_enter_adds_nothing(
    rule, arguments, from_maker
):
    more = {"from_maker": from_maker, "maker_only_step": 0.1, "rule": rule}
    if rule == "steps":
        arguments |= {"weight": np.ones(SHAPE[-1])}
    axis = value(arguments, **more)
    assert np.all((axis >= -1e-9) & (axis <= 1.0 + 1e-9))
    adds = contributions(**arguments, **more)
    assert np.all(adds[~arguments["enters"]] == 0.0)
    assert np.all(adds[arguments["grade"] == 0.0] == 0.0)


@pytest.mark.parametrize("rule", RULES)
@given(evidence(), flags)
def test_one_call_for_many_gives_what_many_calls_give(rule, arguments, from_maker):
    more = {"maker_only_step": 0.1, "rule": rule}
    together = contributions(**arguments, from_maker=from_maker, **more)
    for row in range(SHAPE[0]):
        one = {name: arguments[name][row] for name in ("grade", "points", "enters")}
        alone = contributions(**(arguments | one), from_maker=from_maker[row], **more)
        np.testing.assert_array_equal(together[row], alone)


@pytest.mark.parametrize("rule", RULES)
def test_the_kernel_uses_the_array_standard_only(rule):
    xp = array_api_strict
    adds = contributions(
        weight=xp.ones(2, dtype=xp.float64),
        grade=xp.asarray([[1.0, 0.0], [1.0, 1.0]], dtype=xp.float64),
        points=xp.asarray([1.0, 0.0], dtype=xp.float64),
        enters=xp.asarray([True, True]),
        neutral=0.5,
        rule=rule,
        from_maker=xp.asarray([True, False]),
        maker_only_step=0.1,
    )
    assert adds.shape == (2, 2)


def test_steps_that_would_pass_one_are_scaled_to_end_there():
    adds = contributions(
        weight=np.ones(3),
        grade=np.ones(3),
        points=np.array([0.9, 0.9, 0.3]),
        enters=np.ones(3, dtype=bool),
        neutral=0.5,
        rule="steps",
    )
    # 0.4 + 0.4 - 0.2 = 0.6 where 0.5 are left
    np.testing.assert_allclose(adds, np.array([0.4, 0.4, -0.2]) * 0.5 / 0.6)


@pytest.mark.parametrize(("rule", "expected"), [("steps", 0.1), ("mean", 0.05)])
def test_what_cancels_is_shown_with_what_each_adds(rule, expected):
    # 0.6 and 0.4 move an axis of 0.5 by a tenth each way; a mean of two by half of that
    adds = contributions(
        weight=np.ones(2),
        grade=np.ones(2),
        points=np.array([0.6, 0.4]),
        enters=np.ones(2, dtype=bool),
        neutral=0.5,
        rule=rule,
    )
    np.testing.assert_allclose(adds, [expected, -expected], atol=1e-12)


@pytest.mark.parametrize("rule", RULES)
def test_where_nothing_enters_the_axis_is_neutral(rule):
    adds = contributions(
        weight=np.ones((2, 2)),
        grade=np.ones((2, 2)),
        points=np.full((2, 2), 0.9),
        enters=np.array([[False, False], [True, False]]),
        neutral=0.5,
        rule=rule,
    )
    np.testing.assert_allclose(adds, [[0.0, 0.0], [0.4, 0.0]], atol=1e-12)


def test_a_rule_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="one of weighted, mean, steps, got 'median'"):
        unlimited_contributions(
            weight=np.ones(1),
            grade=np.ones(1),
            points=np.ones(1),
            enters=np.ones(1, dtype=bool),
            neutral=0.5,
            rule="median",
        )
