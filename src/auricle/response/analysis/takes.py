"""Several takes and both channels of one product made into one curve."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from auricle.estimate import Z_97_5, student_t
from auricle.response.analysis.feature import Detail, Feature, known, unavailable
from auricle.response.analysis.question import Question
from auricle.response.channels import (
    ChannelVerdict,
    bs708_channel_verdict,
    channel_difference_db,
    channel_match,
)
from auricle.response.curve import FrequencyResponse
from auricle.response.grid import LOG96_HZ, R40_HZ, REFERENCE_BAND_HZ, band, resample_db
from auricle.response.seating import seating_spread
from auricle.response.spread import interval, seating_noise_db
from auricle.response.uncertainty import in_seating_bands_db

__all__ = ["CHANNEL_FEATURES", "Takes", "channel_features", "seating_feature", "take_together"]

CHANNEL_FEATURES = ("channel_balance", "channel_shape", "channel_rms", "channel_largest")
"""Names of the features of two channels, all in dB."""

_FEWEST_TAKES = 3  # whose own spread is taken in place of the usual one
_THIRD_OCTAVES_HZ = (100.0, 8000.0)
_LAST_LIMITED_HZ = 16_000.0  # third octave of ITU-R BS.708
_SPREAD_HZ = (100.0, 10_000.0)
_N_CHI_SQUARED = 20_000  # the ends of the interval are then good to 2 %


@dataclass(frozen=True, slots=True, eq=False)
class Takes:
    """Takes of one product by channel, on the part of `LOG96_HZ` that all were measured over."""

    frequency_hz: NDArray[np.float64]  # shape (n_bins,)
    level_db: Mapping[str, NDArray[np.float64]]  # channel -> shape (n_takes, n_bins)

    @property
    def n_takes(self) -> int:
        """Number of takes that every channel has at least."""
        return min(len(levels_db) for levels_db in self.level_db.values())

    def mean(self, channel: str) -> FrequencyResponse:
        """Mean of the takes of one channel, in dB."""
        return FrequencyResponse(self.frequency_hz, np.mean(self.level_db[channel], axis=0))

    def mean_of_all(self) -> FrequencyResponse:
        """Mean of the channels, each the mean of its takes, in dB."""
        means = [np.mean(levels, axis=0) for levels in self.level_db.values()]
        return FrequencyResponse(self.frequency_hz, np.mean(means, axis=0))

    def spread_db(self) -> NDArray[np.float64] | None:
        """Standard deviation of the takes re their level from 200 Hz to 2 kHz, on `R40_HZ`.

        Shape (n_channels, n_bins) over the part of the series that was measured; None where
        a channel has one take only or the band was not measured.
        """
        f = self.series_hz
        if (
            self.n_takes < 2
            or f.size == 0
            or f[0] > REFERENCE_BAND_HZ[0]
            or f[-1] < REFERENCE_BAND_HZ[1]
        ):
            return None
        aligned = band(f, *REFERENCE_BAND_HZ)
        spreads = []
        for levels_db in self.level_db.values():
            on_grid_db = resample_db(self.frequency_hz, levels_db, f)
            on_grid_db = on_grid_db - np.mean(on_grid_db[:, aligned], axis=-1, keepdims=True)
            spreads.append(seating_spread(on_grid_db).sd_db)
        return np.stack(spreads)

    def own_sd_db(self) -> tuple[float, ...] | None:
        """Spread of the takes in the bands of the usual one, to be taken in its place.

        Few takes say little of their own spread: it is made wider by Student's t over its
        limit for many. None with fewer than three takes.
        """
        spread_db = self.spread_db()
        if spread_db is None or self.n_takes < _FEWEST_TAKES:
            return None
        in_bands = in_seating_bands_db(self.series_hz, spread_db)
        if in_bands is None:
            return None
        wider = student_t(self.n_takes - 1) / Z_97_5
        return tuple(round(wider * sd_db, 4) for sd_db in in_bands)

    @property
    def series_hz(self) -> NDArray[np.float64]:
        """Part of `R40_HZ` that was measured, to the bins of `spread_db` [Hz]."""
        return R40_HZ[band(R40_HZ, float(self.frequency_hz[0]), float(self.frequency_hz[-1]))]


def take_together(responses: Mapping[str, Sequence[FrequencyResponse]]) -> Takes | None:
    """Takes of each channel on one grid; None where they have no two points in common.

    Examples
    --------
    >>> level = FrequencyResponse([20.0, 20_000.0], [3.0, 3.0])
    >>> take_together({"left": [level], "right": [level]}).mean_of_all().level_db[:2]
    array([3., 3.])
    """
    every = [response for takes in responses.values() for response in takes]
    first = max(response.frequency_hz[0] for response in every)
    last = min(response.frequency_hz[-1] for response in every)
    f = LOG96_HZ[band(LOG96_HZ, float(first), float(last))]
    if f.size < 2:
        return None
    return Takes(f, {name: np.stack([r.on(f) for r in takes]) for name, takes in responses.items()})


def channel_features(
    left: FrequencyResponse, right: FrequencyResponse, question: Question
) -> dict[str, Feature]:
    """How the left channel differs from the right in third octaves from 100 Hz to 8 kHz.

    Parameters
    ----------
    left, right
        On the same frequencies.
    question
        Its doubt gives the intervals: both channels sit on the ear on their own.
    """
    try:
        found = channel_difference_db(left.level_db, right.level_db, left.frequency_hz)
    except ValueError:
        return _no_channels("no third octave was measured as a whole")
    f, difference_db = found.center_hz, found.difference_db
    if f[0] > 1.01 * _THIRD_OCTAVES_HZ[0] or f[-1] < 0.99 * _THIRD_OCTAVES_HZ[1]:
        return _no_channels("100 Hz to 8 kHz was not measured as a whole")
    match = channel_match(difference_db, f)
    inside = np.clip(f, R40_HZ[0], R40_HZ[-1])
    noise_db = resample_db(R40_HZ, seating_noise_db(question.doubt), inside)
    drawn = channel_match(difference_db + noise_db, f)
    verdict = bs708_channel_verdict(difference_db, f)
    balance_db = float(match.balance_db)
    return {
        "channel_balance": known(balance_db, interval(balance_db, drawn.balance_db), "dB"),
        # Errors add to each of these: what was measured has been pushed up already.
        "channel_shape": _pushed_up(match.shape_db, drawn.shape_db),
        "channel_rms": _pushed_up(match.rms_db, drawn.rms_db, holds_bs708=_holds(verdict, f)),
        "channel_largest": _pushed_up(
            match.largest_db, drawn.largest_db, at_hz=float(match.largest_hz)
        ),
    }


def _holds(verdict: ChannelVerdict, center_hz: NDArray[np.float64]) -> bool | None:
    """Whether the channels keep the limits; None where not all they are for was measured."""
    is_whole = center_hz[-1] > 0.99 * _LAST_LIMITED_HZ
    return bool(verdict.holds) if is_whole or not verdict.holds else None


def _pushed_up(value: Any, drawn: NDArray[np.float64], **details: Detail) -> Feature:
    return known(
        float(value), interval(float(value), drawn, pushed=True, least=0.0), "dB", **details
    )


def _no_channels(reason: str) -> dict[str, Feature]:
    return {name: unavailable(reason, "dB") for name in CHANNEL_FEATURES}


def seating_feature(takes: Takes, *, seed: int) -> Feature:
    """Spread of several takes: root of the mean square over 100 Hz to 10 kHz.

    Parameters
    ----------
    takes
        Of each channel.
    seed
        Of the chi-squared values that give the interval of a standard deviation; as many
        degrees of freedom are counted as there are takes more than channels.
    """
    spread_db = takes.spread_db()
    if spread_db is None:
        return unavailable("a spread needs two takes of each channel", "dB")
    f = takes.series_hz
    inside = band(f, *_SPREAD_HZ)
    value = float(np.sqrt(np.mean(spread_db[:, inside] ** 2)))
    degrees = (takes.n_takes - 1) * len(takes.level_db)
    chi_squared = np.random.default_rng(seed).chisquare(degrees, _N_CHI_SQUARED)
    drawn = value * np.sqrt(degrees / chi_squared)
    return known(value, interval(value, drawn), "dB", n_takes=takes.n_takes)
