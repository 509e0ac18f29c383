"""What a curve cannot show is told, not guessed: weighting, coarse steps, missing bands."""

import numpy as np
import pytest

from auricle.response import LOG96_HZ, R40_HZ, FrequencyResponse
from auricle.response.analysis import Question, analyse, channel_features
from auricle.response.formats import find_rig
from auricle.response.measurement import Measurement, Smoothing
from auricle.response.spread import Doubt
from auricle.response.survey import Named, Request, survey_read


def surveyed(response: FrequencyResponse, request: Request, **stated) -> dict:
    measurement = Measurement("a.txt", "plain", {"unknown": response}, **stated)
    [record] = survey_read([[Named("a.txt", "A", "unknown", measurement)]], request=request)
    return record


def test_a_weighted_curve_is_not_scored_and_its_weighting_is_told():
    level = FrequencyResponse(LOG96_HZ, 0.0 * LOG96_HZ)
    record = surveyed(level, Request(rig=find_rig("gras")), weighting="A")
    points = record["metrics"]["predicted_preference_over_ear"]
    assert (points["value"], points["reason"]) == (None, "the curve is A-weighted")
    assert record["target"] is None
    assert record["weighting"] == "A"


def test_a_rig_that_a_dossier_contradicts_is_not_taken_and_that_is_told():
    level = FrequencyResponse(LOG96_HZ, 0.0 * LOG96_HZ)
    measurement = Measurement("a.csv", "auricle", {"average": level}, rig="gras")
    named = Named("a.csv", "A", "average", measurement, rig_stated_by="dossier")
    [record] = survey_read([[named]], request=Request(rig=find_rig("5128")))
    assert (record["rig"], record["rig_stated_by"]) == ("gras", "dossier")
    assert "the rig bk-5128 is not taken: its dossier states gras" in record["remarks"]


@pytest.mark.parametrize(
    ("frequency_hz", "smoothing", "told"),
    [
        (LOG96_HZ, None, None),
        (LOG96_HZ, Smoothing("fractional-octave", 24), None),
        (LOG96_HZ, Smoothing("fractional-octave", 12), "smoothed by 1/12 octave"),
        (R40_HZ, None, "measured in steps of up to 1/10 octave"),
    ],
)
def test_what_takes_height_from_narrow_peaks_is_told(frequency_hz, smoothing, told):
    level = FrequencyResponse(frequency_hz, 0.0 * frequency_hz)
    record = surveyed(level, Request(), smoothing=smoothing)
    remark = record["metrics"]["resonances"]["remark"]
    assert remark is None if told is None else remark.startswith(told)


def test_limits_up_to_16_khz_are_not_said_to_hold_where_10_khz_was_the_end():
    part = LOG96_HZ < 10_000.0
    short = FrequencyResponse(LOG96_HZ[part], np.zeros(int(part.sum())))
    whole = FrequencyResponse(LOG96_HZ, np.zeros(LOG96_HZ.size))
    question = Question(Doubt("open"))
    holds = [
        channel_features(one, one, question)["channel_rms"].details["holds_bs708"]
        for one in (short, whole)
    ]
    assert holds == [None, True]


def test_a_curve_beside_the_grid_shows_nothing_and_ends_nothing():
    [shown] = analyse([FrequencyResponse([1.0, 2.0], [0.0, 0.0])], Question(Doubt("open")))
    assert all(feature.value is None for feature in shown.features.values())
    assert shown.resonances == ()
