"""Files of products read and scored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from auricle.errors import AuricleError, RigMismatchError
from auricle.response.analysis import (
    CHANNEL_FEATURES,
    Feature,
    Question,
    Shown,
    Takes,
    analyse,
    channel_features,
    seating_feature,
    take_together,
    unavailable,
)
from auricle.response.curve import FrequencyResponse
from auricle.response.formats.files import FoundFile, load_all
from auricle.response.formats.groups import Group
from auricle.response.formats.measurement import read_measurement
from auricle.response.formats.packaged import load_rigs
from auricle.response.measurement import Measurement
from auricle.response.survey.record import (
    Record,
    measurement_record,
    refused_record,
    shown_record,
)
from auricle.response.survey.request import Asked, Request, ask

__all__ = ["Named", "Refused", "read_groups", "survey_groups", "survey_read"]

_SIDES = ("left", "right")


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """A measurement that was read, with what is known of it beside what it says itself."""

    file: str
    product: str
    channel: str  # that the name says; one of CHANNELS
    measurement: Measurement
    rig_stated_by: str | None = None  # "dossier" where that states the rig of the measurement

    @property
    def by_channel(self) -> Mapping[str, FrequencyResponse]:
        """Responses by channel: what the file does not say, its name does."""
        responses = self.measurement.channels
        if set(responses) == {"unknown"}:
            return {self.channel: responses["unknown"]}
        return responses

    @property
    def is_averaged(self) -> bool:
        """Whether it holds no single channel."""
        return not set(self.by_channel) & set(_SIDES)


@dataclass(frozen=True, slots=True, eq=False)
class Refused:
    """A file that was not read, and why."""

    file: str
    error: AuricleError


def read_groups(groups: Sequence[Group]) -> list[list[Named | Refused]]:
    """Read the files of some products; each archive is gone through once.

    Returns
    -------
    list of list
        What became of every file of every group, in their order.
    """
    members = {member.file: (group, member) for group in groups for member in group.members}
    found: dict[FoundFile, Named | Refused] = {}
    for file, content in load_all(members):
        group, member = members[file]
        try:
            if isinstance(content, AuricleError):
                raise content
            measurement = read_measurement(content, source=file.name)
        except AuricleError as error:
            found[file] = Refused(file.name, error)
        else:
            found[file] = Named(file.name, group.product, member.channel, measurement)
    return [[found[member.file] for member in group.members] for group in groups]


def survey_groups(groups: Sequence[Group], *, request: Request) -> list[Record]:
    """Read and score the files of some products.

    Returns
    -------
    list of dict
        One record a file, in the order of the groups. What the takes and channels of a
        product show together stands in the record of its first file that was read.
    """
    return survey_read(read_groups(groups), request=request)


def survey_read(
    products: Sequence[Sequence[Named | Refused]], *, request: Request
) -> list[Record]:
    """Score the files of some products that have been read already; as `survey_groups`."""
    questions = _Questions(request)
    asked = [[_put(one, questions) for one in product] for product in products]
    shown = _shown([one for product in asked for one in product if isinstance(one, _Asked)])
    records = []
    for product in asked:
        together = _together([one for one in product if isinstance(one, _Asked)], request)
        for one in product:
            if isinstance(one, Refused):
                records.append(refused_record(one.file, one.error))
                continue
            record = _record(one, shown[one.named.file])
            record["together"], together = together, None
            records.append(record)
    return records


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """A measurement with its question and the one curve that its file amounts to."""

    named: Named
    asked: Asked
    curve: FrequencyResponse


def _put(one: Named | Refused, questions: _Questions) -> _Asked | Refused:
    """Put the question to a file; a target of another rig refuses it."""
    if isinstance(one, Refused):
        return one
    try:
        return _Asked(one, questions.for_file(one), _curve(one))
    except RigMismatchError as error:
        return Refused(one.file, error)


class _Questions:
    """Questions by what they depend on, so that equal ones are asked of a batch at once."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._known: dict[tuple[str | None, str | None, bool], Asked] = {}

    def for_file(self, named: Named) -> Asked:
        """Question of one file."""
        measurement = named.measurement
        stated = load_rigs()[measurement.rig] if measurement.rig else None
        rig = self._request.rig or stated
        smoothing = measurement.smoothing
        key = (
            None if rig is None else rig.slug,
            str(smoothing) if smoothing is not None and smoothing.is_coarse else None,
            measurement.is_compensated,
        )
        if key not in self._known:
            self._known[key] = ask(self._request, measurement, rig=rig)
        return self._known[key]


def _curve(named: Named) -> FrequencyResponse:
    """Response of a file: the mean of its channels where it holds several."""
    responses = named.by_channel
    if len(responses) == 1:
        return next(iter(responses.values()))
    takes = take_together({name: [response] for name, response in responses.items()})
    return next(iter(responses.values())) if takes is None else takes.mean_of_all()


def _shown(read: Iterable[_Asked]) -> dict[str, Shown]:
    """What every file shows; files that are asked the same go through the kernels together."""
    batches: defaultdict[int, list[_Asked]] = defaultdict(list)
    for one in read:
        batches[id(one.asked)].append(one)
    shown = {}
    for batch in batches.values():
        found = analyse([one.curve for one in batch], batch[0].asked.question)
        for one, of_one in zip(batch, found, strict=True):
            shown[one.named.file] = of_one
    return shown


def _record(one: _Asked, shown: Shown) -> Record:
    named = one.named
    also = _channels_of({name: [r] for name, r in named.by_channel.items()}, one.asked.question)
    also["seating_spread"] = unavailable("the file holds one take", "dB")
    stated_by = None
    if one.asked.rig is not None:
        is_own = one.asked.rig.slug == named.measurement.rig
        stated_by = (named.rig_stated_by or "file") if is_own else "user"
    record = measurement_record(
        named.file,
        named.measurement,
        one.asked,
        product=named.product,
        channels=tuple(named.by_channel),
        rig_stated_by=stated_by,
    )
    record["metrics"] = shown_record(shown, also)
    return record


def _channels_of(
    responses: Mapping[str, Sequence[FrequencyResponse]], question: Question
) -> dict[str, Feature]:
    """Features of two channels, or why there are none."""
    reason = ""
    if not set(_SIDES) <= set(responses):
        reason = "the left and the right channel are not both there"
    elif any(_are_same(left, right) for left in responses["left"] for right in responses["right"]):
        reason = "left and right hold the same levels: one of them is not what it says"
    takes = None if reason else take_together({side: responses[side] for side in _SIDES})
    if takes is None:
        reason = reason or "the channels were not measured at the same frequencies"
        return {name: unavailable(reason, "dB") for name in CHANNEL_FEATURES}
    return channel_features(takes.mean("left"), takes.mean("right"), question)


def _are_same(one: FrequencyResponse, other: FrequencyResponse) -> bool:
    return bool(
        np.array_equal(one.frequency_hz, other.frequency_hz)
        and np.array_equal(one.level_db, other.level_db)
    )


def _together(group: Sequence[_Asked], request: Request) -> Record | None:
    """What all takes and channels of a product show together; None where there is one file."""
    sided = [one for one in group if not one.named.is_averaged]
    members = sided or [one for one in group if "average" in one.named.by_channel]
    rigs = {one.asked.rig.slug if one.asked.rig else None for one in members}
    if len(members) < 2 or len(rigs) > 1:
        return None
    responses: defaultdict[str, list[FrequencyResponse]] = defaultdict(list)
    for one in members:
        for channel, response in one.named.by_channel.items():
            responses[channel].append(response)
    takes = take_together(responses)
    if takes is None:
        return None
    question = _question_of(members, takes)
    [shown] = analyse([takes.mean_of_all()], question)
    also = _channels_of(responses, question)
    also["seating_spread"] = seating_feature(takes, seed=request.seed)
    return {
        "product": members[0].named.product,
        "files": [one.named.file for one in members],
        "channels": sorted(responses),
        "n_takes": takes.n_takes,
        "metrics": shown_record(shown, also),
    }


def _question_of(members: Sequence[_Asked], takes: Takes) -> Question:
    """Question of the mean: as careful as that of its least raw member."""
    question = max((one.asked.question for one in members), key=lambda q: len(q.not_raw))
    compensated = any(one.asked.question.is_compensated for one in members)
    question = replace(question, is_compensated=compensated)
    return question.of_mean(n_takes=takes.n_takes, own_sd_db=takes.own_sd_db())
