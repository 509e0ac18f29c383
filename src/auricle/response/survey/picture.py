"""What a plot of one product shows: its curves, its target and its error, on one level."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from auricle.estimate import Z_97_5
from auricle.response.analysis import Shown, analyse
from auricle.response.bounds import preference_bounds_db
from auricle.response.grid import REFERENCE_BAND_HZ, band
from auricle.response.smoothing import SmoothingWindow, smooth_uneven_db
from auricle.response.survey.files import Named, Refused
from auricle.response.survey.joined import Joined, join
from auricle.response.survey.questions import AskedFile, ask_files
from auricle.response.survey.request import Asked, Request
from auricle.response.uncertainty import curve_sd_db

__all__ = ["Picture", "picture_product"]


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One product on a part of `LOG96_HZ`. Levels are re the mean of 200 Hz to 2 kHz.

    With a target they are re that of the target, which stands at 0 dB at 1 kHz.
    """

    product: str
    asked: Asked
    n_takes: int
    frequency_hz: NDArray[np.float64]
    channels_db: Mapping[str, NDArray[np.float64]]  # mean of the takes of each channel
    mean_db: NDArray[np.float64]  # of the channels
    reach_db: NDArray[np.float64]  # half of the 95 % band of the mean
    target_db: NDArray[np.float64] | None
    bounds_db: tuple[NDArray[np.float64], NDArray[np.float64]] | None  # preference bounds
    shown: Shown

    def smoothed(self, window: SmoothingWindow) -> "Picture":
        """Return the same with smoothed curves; what is shown stays that of the raw ones."""
        f = self.frequency_hz
        return replace(
            self,
            channels_db={n: window.smoothed_db(db, f) for n, db in self.channels_db.items()},
            mean_db=window.smoothed_db(self.mean_db, f),
        )


def picture_product(product: Sequence[Named | Refused], request: Request) -> Picture | None:
    """Picture of a product; None where none of its files can be read.

    Raises
    ------
    AuricleError
        The first of its files' errors, where none of them was read.
    """
    [asked] = ask_files([product], request)
    files = [one for one in asked if isinstance(one, AskedFile)]
    refused = [one for one in asked if isinstance(one, Refused)]
    if refused and not files:
        raise refused[0].error
    joined = join(files)
    return None if joined is None else _picture(joined)


def _picture(joined: Joined) -> Picture:
    f, takes = joined.takes.frequency_hz, joined.takes
    question = joined.question
    mean = takes.mean_of_all()
    [shown] = analyse([mean], question)
    target_db = None
    target = question.target
    if target is not None:
        ends_hz = target.response.frequency_hz[[0, -1]]
        part = band(f, float(ends_hz[0]), float(ends_hz[1]))
        f = f[part]
        target_db = target.response.on(f)
    mean_db = mean.on(f)
    offset_db = _reference_db(f, mean_db if target_db is None else mean_db - target_db)
    bounds = preference_bounds_db(f)
    sd_db = curve_sd_db(
        f,
        seating=question.doubt.seating,
        n_takes=question.doubt.n_takes,
        own_sd_db=question.doubt.own_sd_db,
    )
    # The estimate steps from band to band; drawn as steps it would look like the headphone's.
    reach_db = Z_97_5 * smooth_uneven_db(sd_db, f, fraction=1.0, mean="level")
    return Picture(
        product=joined.files[0].named.product,
        asked=joined.files[0].asked,
        n_takes=takes.n_takes,
        frequency_hz=f,
        channels_db={name: takes.mean(name).on(f) - offset_db for name in takes.level_db},
        mean_db=mean_db - offset_db,
        reach_db=reach_db,
        target_db=target_db,
        bounds_db=None
        if target_db is None
        else (target_db + bounds.lower_db, target_db + bounds.upper_db),
        shown=shown,
    )


def _reference_db(frequency_hz: NDArray[np.float64], level_db: NDArray[np.float64]) -> float:
    """Mean from 200 Hz to 2 kHz, or of all where that was not measured."""
    part = band(frequency_hz, *REFERENCE_BAND_HZ)
    return float(np.mean(level_db[part] if part.start < part.stop else level_db))
