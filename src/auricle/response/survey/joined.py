"""All takes and channels of one product together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from auricle.response.analysis import (
    CHANNEL_FEATURES,
    Feature,
    Question,
    Takes,
    channel_features,
    take_together,
    unavailable,
)
from auricle.response.curve import FrequencyResponse
from auricle.response.survey.files import SIDES
from auricle.response.survey.questions import AskedFile, shows_something

__all__ = ["Joined", "features_of_channels", "join"]


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """Files of one product on one rig, on the frequencies that all were measured at."""

    files: tuple[AskedFile, ...]
    copies: Mapping[AskedFile, AskedFile]  # files that hold the levels of another -> that one
    responses: Mapping[str, Sequence[FrequencyResponse]]  # by channel
    takes: Takes
    question: Question  # of the mean


def join(group: Sequence[AskedFile]) -> Joined | None:
    """Files of a product that can be averaged; None where they cannot.

    Single channels go before averages of channels; files of different rigs stay apart. The same
    levels twice are one take: a copy says nothing of the spread of takes.
    """
    if not group:
        return None
    sided = [one for one in group if not one.named.is_averaged]
    averages = [one for one in group if "average" in one.named.by_channel]
    files = sided or averages or list(group[:1])
    rigs = {one.asked.rig.slug if one.asked.rig else None for one in files}
    if len(rigs) != 1:
        return None
    copies = _copies(files)
    files = [one for one in files if one not in copies]
    responses: defaultdict[str, list[FrequencyResponse]] = defaultdict(list)
    for one in files:
        for channel, response in one.named.by_channel.items():
            responses[channel].append(response)
    takes = take_together(responses)
    if takes is None:
        return None
    question = _question(files, takes)
    if not shows_something(takes.mean_of_all(), question.target):
        return None
    return Joined(tuple(files), copies, dict(responses), takes, question)


def _copies(files: Sequence[AskedFile]) -> dict[AskedFile, AskedFile]:
    """Files whose channels all hold what those of an earlier file hold, with that file."""
    copies: dict[AskedFile, AskedFile] = {}
    for index, one in enumerate(files):
        for first in files[:index]:
            if first not in copies and _are_copies(first.named.by_channel, one.named.by_channel):
                copies[one] = first
                break
    return copies


def _are_copies(
    first: Mapping[str, FrequencyResponse], other: Mapping[str, FrequencyResponse]
) -> bool:
    return set(first) == set(other) and all(_are_same(first[name], other[name]) for name in first)


def _question(files: Sequence[AskedFile], takes: Takes) -> Question:
    """Question of the mean: as careful as that of its least raw file."""
    questions = [one.asked.question for one in files]
    least_raw = max(questions, key=lambda one: (one.target is None, bool(one.not_raw)))
    return least_raw.of_mean(n_takes=takes.n_takes, own_sd_db=takes.own_sd_db())


def features_of_channels(
    responses: Mapping[str, Sequence[FrequencyResponse]], question: Question
) -> dict[str, Feature]:
    """Features of two channels, or why there are none."""
    reason = ""
    if not set(SIDES) <= set(responses):
        reason = "the left and the right channel are not both there"
    elif any(_are_same(left, right) for left in responses["left"] for right in responses["right"]):
        reason = "left and right hold the same levels: one of them is not what it says"
    takes = None if reason else take_together({side: responses[side] for side in SIDES})
    if takes is None:
        reason = reason or "the channels were not measured at the same frequencies"
        return {name: unavailable(reason, "dB") for name in CHANNEL_FEATURES}
    return channel_features(takes.mean("left"), takes.mean("right"), question)


def _are_same(one: FrequencyResponse, other: FrequencyResponse) -> bool:
    return bool(
        np.array_equal(one.frequency_hz, other.frequency_hz)
        and np.array_equal(one.level_db, other.level_db)
    )
