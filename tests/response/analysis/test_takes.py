import numpy as np
import pytest

from auricle.response import LOG96_HZ, FrequencyResponse
from auricle.response.analysis import (
    Question,
    channel_features,
    seating_feature,
    take_together,
)
from auricle.response.spread import Doubt

LEVEL = FrequencyResponse(LOG96_HZ, np.zeros(956))
QUESTION = Question(Doubt("open"))


def raised(by_db) -> FrequencyResponse:
    return FrequencyResponse(LOG96_HZ, np.zeros(956) + by_db)


def test_channels_a_known_step_apart_have_it_as_balance_and_no_shape():
    features = channel_features(raised(1.5), LEVEL, QUESTION)
    assert features["channel_balance"].value == pytest.approx(1.5)
    assert features["channel_shape"].value == pytest.approx(0.0, abs=1e-9)
    assert features["channel_rms"].value == pytest.approx(1.5)
    assert features["channel_rms"].details["holds_bs708"] is False


def test_a_known_ripple_has_the_figures_of_the_third_octaves():
    # check channel_match_example: 0.4054, 0.4134, 0.5790, 0.9979 at nominal third octaves;
    # ours are power means over the exact bands
    ripple_db = 0.4 + 0.6 * np.sin(np.log2(LOG96_HZ / 1000.0))
    features = channel_features(raised(ripple_db), LEVEL, QUESTION)
    found = [features[f"channel_{name}"].value for name in ("balance", "shape", "rms", "largest")]
    assert found == pytest.approx([0.4054, 0.4134, 0.5790, 0.9979], abs=0.01)


def test_channels_measured_over_less_than_the_band_are_not_judged():
    part = LOG96_HZ > 300.0
    half = FrequencyResponse(LOG96_HZ[part], np.zeros(int(part.sum())))
    features = channel_features(half, half, QUESTION)
    assert "100 Hz to 8 kHz" in features["channel_rms"].reason


def test_what_seating_does_to_equal_channels_leaves_no_mismatch_in_the_interval():
    features = channel_features(LEVEL, LEVEL, QUESTION)
    assert features["channel_rms"].low == 0.0
    assert features["channel_balance"].low < 0.0 < features["channel_balance"].high


def test_takes_are_averaged_in_db_over_what_all_of_them_cover():
    short = FrequencyResponse(LOG96_HZ[100:], np.full(856, 6.0))
    takes = take_together({"left": [LEVEL, short], "right": [raised(2.0)]})
    assert takes.frequency_hz[0] == LOG96_HZ[100]
    assert takes.mean("left").level_db[0] == 3.0
    assert takes.mean_of_all().level_db[0] == 2.5
    assert takes.n_takes == 1


def test_takes_without_common_frequencies_do_not_go_together():
    low = FrequencyResponse([20.0, 100.0], [0.0, 0.0])
    high = FrequencyResponse([200.0, 1000.0], [0.0, 0.0])
    assert take_together({"left": [low], "right": [high]}) is None


def test_the_spread_of_takes_is_that_of_their_shapes_not_of_their_levels():
    takes = take_together({"left": [raised(level) for level in (0.0, 3.0, 10.0)]})
    assert seating_feature(takes, seed=1).value == pytest.approx(0.0, abs=1e-9)


def test_takes_of_known_spread_have_it_and_the_interval_of_chi_squared():
    # treble above 2.06 kHz at -1, 0 and +1 dB: s = 1 dB there, 0 below
    sides = [np.where(LOG96_HZ > 2060.0, level, 0.0) for level in (-1.0, 0.0, 1.0)]
    takes = take_together({"left": [raised(side) for side in sides]})
    feature = seating_feature(takes, seed=1)
    # 28 of the 81 R40 bins from 100 Hz to 10 kHz lie above 2.06 kHz
    assert feature.value == pytest.approx(np.sqrt(28.0 / 81.0), rel=1e-6)
    # 2.5 % and 97.5 % points of chi-squared with 2 degrees: -2 ln(0.975), -2 ln(0.025)
    degrees = 2.0
    expected = [feature.value * np.sqrt(degrees / (-2.0 * np.log(p))) for p in (0.025, 0.975)]
    assert (feature.low, feature.high) == pytest.approx(tuple(expected), rel=0.03)


def test_three_takes_bring_their_own_spread_made_wider_by_student():
    sides = [np.where(LOG96_HZ > 2060.0, level, 0.0) for level in (-1.0, 0.0, 1.0)]
    takes = take_together({"left": [raised(side) for side in sides]})
    own_db = takes.own_sd_db()
    assert own_db[3] == pytest.approx(4.303 / 1.960, rel=1e-3)  # t of two degrees over normal
    assert own_db[0] == 0.0


def test_two_takes_say_too_little_of_their_own_spread():
    takes = take_together({"left": [LEVEL, raised(np.log10(LOG96_HZ))]})
    assert takes.own_sd_db() is None
    assert seating_feature(takes, seed=1).value > 0.0


def test_one_take_has_no_spread():
    assert seating_feature(take_together({"left": [LEVEL]}), seed=1).value is None
