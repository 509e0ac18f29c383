import numpy as np
import pytest

from auricle.response import LOG96_HZ, R40_HZ, FrequencyResponse, band
from auricle.response.analysis import Question, analyse
from auricle.response.formats import load_target
from auricle.response.preference import (
    IN_EAR_PATENT,
    error_statistics,
    in_ear_preference,
    over_ear_preference,
)
from auricle.response.spread import Doubt, error_noise_db
from auricle.response.uncertainty import curve_sd_db, smooth_noise
from tests.checks import assert_check

OVER_EAR = load_target("harman-over-ear-2018")
IN_EAR = load_target("harman-in-ear-2019")
SCORED = band(R40_HZ, 50.0, 10_000.0)
IN_EAR_SCORED = band(R40_HZ, 20.0, 10_000.0)


def with_error(error_db: np.ndarray, target=OVER_EAR) -> FrequencyResponse:
    """A response on R40 that has a known error re a target."""
    return FrequencyResponse(R40_HZ, target.response.on(R40_HZ) + error_db)


def question(target=OVER_EAR, model="over-ear", **changes) -> Question:
    return Question(Doubt(changes.pop("seating", "open")), target=target, model=model, **changes)


def log_sine_db() -> np.ndarray:
    return 2.0 * np.sin(2.0 * np.pi * 1.7 * np.log10(R40_HZ / 1000.0) + 0.3)


def test_a_known_error_has_the_published_score_and_statistics():
    [shown] = analyse([with_error(log_sine_db())], question())
    features = shown.features
    # checks ppr_oe_log_sine of the over-ear model
    assert features["predicted_preference_over_ear"].value == pytest.approx(95.83571, abs=1e-4)
    assert features["deviation_sd"].value == pytest.approx(1.41231, abs=1e-4)
    assert features["deviation_slope"].value == pytest.approx(-0.0535426, abs=1e-5)


def test_a_slope_over_ln_f_is_told_per_octave_too():
    [shown] = analyse([with_error(-0.38 * np.log(R40_HZ))], question())
    slope = shown.features["deviation_slope"]
    assert slope.value == pytest.approx(-0.38, abs=1e-9)
    assert_check("slope_ln_to_dB_per_octave", slope.details["db_per_octave"])


def test_an_in_ear_headphone_has_the_scores_of_both_sets_each_under_its_name():
    [shown] = analyse([with_error(log_sine_db(), IN_EAR)], question(IN_EAR, "in-ear"))
    of_sets = [
        shown.features[f"predicted_preference_in_ear_{name}"].value
        for name in ("spreadsheet", "patent")
    ]
    assert of_sets == pytest.approx([82.919046, 60.287860], abs=1e-4)  # ppr_ie_*_log_sine
    assert shown.features["predicted_preference_over_ear"].value is None


def test_an_in_ear_curve_that_starts_a_step_late_is_scored_from_there_and_says_so():
    error_db = log_sine_db()
    late = with_error(error_db, IN_EAR)
    late = FrequencyResponse(late.frequency_hz[1:], late.level_db[1:])
    [shown] = analyse([late], question(IN_EAR, "in-ear"))
    points = shown.features["predicted_preference_in_ear_patent"]
    assert points.details["scored_from_hz"] == 21.2
    part = slice(IN_EAR_SCORED.start + 1, IN_EAR_SCORED.stop)
    sd_db, slope_db = error_statistics(error_db[part], R40_HZ[part])
    from_40_hz = error_db[band(R40_HZ, 40.0, 10_000.0)] - error_db[R40_HZ == 500.0]
    mean_db = np.mean(np.abs(from_40_hz))
    m = IN_EAR_PATENT
    expected = m.intercept - m.per_sd * sd_db - m.per_slope * abs(slope_db) - m.per_mean * mean_db
    assert points.value == pytest.approx(float(expected))


def test_the_draws_are_those_of_curves_drawn_one_by_one():
    error_db = log_sine_db()
    drawn_db = error_db + error_noise_db(Doubt("open"))
    scores = over_ear_preference(drawn_db[:, SCORED])
    value = float(over_ear_preference(error_db[SCORED]))
    low, median, high = np.percentile(scores, (2.5, 50.0, 97.5))
    [shown] = analyse([with_error(error_db)], question())
    points = shown.features["predicted_preference_over_ear"]
    back = 2.0 * (value - median)
    assert (points.low, points.high) == pytest.approx((low + back, min(high + back, 114.49)))
    assert points.details["noise_bias"] == pytest.approx(value - median)


def test_the_in_ear_draws_are_those_of_curves_drawn_one_by_one():
    error_db = log_sine_db()
    drawn_db = error_db + error_noise_db(Doubt("insert"))
    scores = in_ear_preference(drawn_db[:, IN_EAR_SCORED])
    [shown] = analyse([with_error(error_db, IN_EAR)], question(IN_EAR, "in-ear", seating="insert"))
    points = shown.features["predicted_preference_in_ear_spreadsheet"]
    value = float(in_ear_preference(error_db[IN_EAR_SCORED]))
    assert points.details["noise_bias"] == pytest.approx(value - np.median(scores))


def test_nine_in_ten_measurements_of_a_known_curve_give_an_interval_that_holds_its_score():
    # Errors of another seed than that of the draws, of the size that the draws assume.
    true_db = 1.2 * log_sine_db() + 0.3 * np.log(R40_HZ / 700.0)
    truth = float(over_ear_preference(true_db[SCORED]))
    errors_db = curve_sd_db(R40_HZ, seating="open") * smooth_noise(np.random.default_rng(7))[:200]
    shown = analyse([with_error(true_db + one) for one in errors_db], question())
    points = [one.features["predicted_preference_over_ear"] for one in shown]
    n_held = sum(p.low <= truth <= p.high for p in points)
    assert n_held >= 180


def test_another_seed_moves_the_ends_of_an_interval_by_less_than_a_tenth_of_it():
    curve = with_error(log_sine_db())
    ends = []
    for seed in (2018, 1, 2, 3):
        [shown] = analyse([curve], Question(Doubt("open", seed=seed), OVER_EAR, model="over-ear"))
        points = shown.features["predicted_preference_over_ear"]
        ends.append((points.low, points.high))
    width = ends[0][1] - ends[0][0]
    assert np.max(np.ptp(ends, axis=0)) < 0.1 * width


def test_more_takes_narrow_the_interval_but_not_to_nothing():
    curve = with_error(log_sine_db())
    widths = []
    for n_takes in (1, 5, 1000):
        doubt = Doubt("closed", n_takes=n_takes)
        [shown] = analyse([curve], Question(doubt, OVER_EAR, model="over-ear"))
        slope = shown.features["deviation_slope"]
        widths.append(slope.high - slope.low)
    assert widths[0] > widths[1] > widths[2] > 0.3 * widths[0]


def test_an_equaliser_that_takes_the_error_away_gives_the_best_score():
    error_db = log_sine_db()
    [shown] = analyse([with_error(error_db)], question(eq_db=-error_db))
    assert shown.features["preference_after_eq"].value == pytest.approx(114.49)


def test_a_curve_is_found_the_same_in_any_company():
    curves = [with_error(k * log_sine_db()) for k in (0.5, 1.0, 2.0)]
    late = FrequencyResponse(R40_HZ[5:], curves[0].level_db[5:])
    together = analyse([*curves, late], question())
    for curve, shown in zip([*curves, late], together, strict=True):
        [alone] = analyse([curve], question())
        for name, feature in alone.features.items():
            other = shown.features[name]
            assert (feature.value, feature.low) == pytest.approx((other.value, other.low)), name


@pytest.mark.parametrize(
    ("curve", "changes", "reason"),
    [
        (with_error(0.0 * R40_HZ), {"target": None}, "no target is stated"),
        (with_error(0.0 * R40_HZ), {"not_raw": "the curve is smoothed (ERB)"}, "ERB"),
        (
            FrequencyResponse(R40_HZ[::4], OVER_EAR.response.on(R40_HZ[::4])),
            {},
            "fewer than 6 points an octave",
        ),
        (FrequencyResponse(R40_HZ[30:], OVER_EAR.response.on(R40_HZ[30:])), {}, "112 to 20000"),
    ],
)
def test_what_cannot_be_scored_says_why(curve, changes, reason):
    [shown] = analyse([curve], question(**changes))
    points = shown.features["predicted_preference_over_ear"]
    assert points.value is None
    assert reason in points.reason


def test_a_compensated_curve_is_not_compensated_once_more():
    level = FrequencyResponse(R40_HZ, 0.0 * R40_HZ)
    why = "the curve is compensated already"
    asked = question(target=None, not_raw=why, why_no_target=why)
    [shown] = analyse([level], asked)
    assert shown.of == "response"
    assert shown.features["tilt"].value == pytest.approx(0.0)
    assert shown.features["inside_bounds"].reason == "the curve is compensated already"


def test_a_brick_wall_above_ten_kilohertz_moves_neither_tilt_nor_score():
    error_db = log_sine_db()
    walled_db = np.where(R40_HZ > 16_500.0, error_db - 65.0, error_db)
    [plain], [walled] = (analyse([with_error(e)], question()) for e in (error_db, walled_db))
    for name in ("tilt", "predicted_preference_over_ear", "bass_f6", "inside_bounds"):
        assert plain.features[name].value == walled.features[name].value


def test_a_tilt_is_found_with_its_sign():
    [shown] = analyse([with_error(-0.8 * np.log2(R40_HZ))], question())
    assert shown.features["tilt"].value == pytest.approx(-0.8)


def test_the_bass_of_a_second_order_high_pass_ends_where_its_formula_says():
    # |H|² = 1/(1 + (fc/f)⁴) at fc = 50 Hz; levels are counted from 200 Hz to 2 kHz, where the
    # filter has lost less than 0.02 dB
    target = OVER_EAR.response.on(LOG96_HZ)
    level_db = target - 10.0 * np.log10(1.0 + (50.0 / LOG96_HZ) ** 4)
    [shown] = analyse([FrequencyResponse(LOG96_HZ, level_db)], question())
    found = [shown.features[name].value for name in ("bass_f3", "bass_f6", "bass_f10")]
    assert found == pytest.approx([50.0 * 1.0012, 38.052, 28.868], rel=2e-3)
    assert shown.features["bass_f6"].low < 38.0 < shown.features["bass_f6"].high


def test_a_level_that_is_kept_to_the_end_has_no_bass_limit_and_says_how_far():
    [shown] = analyse([with_error(0.0 * R40_HZ)], question())
    assert shown.features["bass_f3"].value is None
    assert shown.features["bass_f3"].reason == "not reached above 20 Hz"
