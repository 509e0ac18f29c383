"""Where the bass ends, and how much of a response lies inside what listeners prefer."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auricle.response.analysis.feature import Feature, known, unavailable
from auricle.response.analysis.question import Question
from auricle.response.bass import (
    BassExtension,
    RollOff,
    bass_extension,
    bass_roll_off,
    reference_level_db,
)
from auricle.response.bounds import fraction_inside, preference_bounds_db
from auricle.response.grid import JUDGED_HZ, R40_HZ, REFERENCE_BAND_HZ, band, resample_db
from auricle.response.spread import error_noise_db, interval, of_draws, reference_noise_db

__all__ = ["BASS_DROPS_DB", "bass_features", "bounds_feature"]

BASS_DROPS_DB = {"bass_f3": 3.0, "bass_f6": 6.0, "bass_f10": 10.0}
"""How far below the mean of 200 Hz to 2 kHz, by the name of the feature. [dB]"""

_NEEDED_HZ = (190.0, 2000.0)  # below it there must be bass, above it a reference
_LEAST_SHARE = 0.5  # of the draws that an interval needs


def bass_features(
    level_db: NDArray[np.float64],
    frequency_hz: NDArray[np.float64],
    question: Question,
    *,
    of: str,
) -> dict[str, Feature]:
    """Bass extension and roll-off.

    Parameters
    ----------
    level_db : ndarray, shape (n_bins,)
        Error or response on a part of `LOG96_HZ`. [dB]
    frequency_hz : ndarray, shape (n_bins,)
        That part. [Hz]
    question
        Its doubt gives the intervals.
    of
        What the level is: "error" or "response".

    Returns
    -------
    dict
        Four features by name. Where a drop is not reached there is no value; the reason says
        down to where the level was kept.
    """
    if not frequency_hz.size or frequency_hz[0] > _NEEDED_HZ[0] or frequency_hz[-1] < _NEEDED_HZ[1]:
        missing = "the bass or the 200 Hz to 2 kHz it is measured from were not measured"
        features = {name: unavailable(missing, "Hz") for name in BASS_DROPS_DB}
        return features | {"bass_roll_off": unavailable(missing, "dB/octave")}
    reference_db = float(reference_level_db(level_db, frequency_hz))
    drawn = _drawn_bass(level_db, frequency_hz, reference_db, question)
    features = {}
    for name, drop_db in BASS_DROPS_DB.items():
        found = bass_extension(level_db, frequency_hz, drop_db=drop_db, reference_db=reference_db)
        extension = drawn.extension(drop_db)
        features[name] = _extension(found, extension, frequency_hz[0], of)
    # The last drop is that of 10 dB, which the roll-off hangs on.
    roll_off = bass_roll_off(level_db, frequency_hz, found)
    features["bass_roll_off"] = _roll_off(roll_off, drawn.roll_off(extension), of)
    return features


@dataclass(frozen=True, slots=True, eq=False)
class _Drawn:
    """The bass with random errors on top, on the part of `R40_HZ` up to 200 Hz."""

    level_db: NDArray[np.float64]  # shape (n_draws, n_bins)
    frequency_hz: NDArray[np.float64]
    reference_db: NDArray[np.float64]  # shape (n_draws,)

    def extension(self, drop_db: float) -> BassExtension:
        """Where each draw ends."""
        return bass_extension(
            self.level_db, self.frequency_hz, drop_db=drop_db, reference_db=self.reference_db
        )

    def roll_off(self, f10: BassExtension) -> RollOff:
        """How steeply each draw falls below its own -10 dB frequency."""
        return bass_roll_off(self.level_db, self.frequency_hz, f10)


def _drawn_bass(
    level_db: NDArray[np.float64],
    frequency_hz: NDArray[np.float64],
    reference_db: float,
    question: Question,
) -> _Drawn:
    bass = band(R40_HZ, float(frequency_hz[0]), REFERENCE_BAND_HZ[0])
    f = R40_HZ[bass]
    drawn_db = resample_db(frequency_hz, level_db, f) + error_noise_db(question.doubt)[:, bass]
    return _Drawn(drawn_db, f, reference_db + reference_noise_db(question.doubt)[:, 0])


def _extension(found: BassExtension, drawn: BassExtension, lowest_hz: float, of: str) -> Feature:
    if not found.reached:
        reason = f"not reached above {lowest_hz:.3g} Hz"
        return unavailable(reason, "Hz", of=of, not_reached=True)
    value = float(found.frequency_hz)
    # Where a draw keeps its level down to the lowest frequency, that stands for it.
    spread = interval(value, drawn.frequency_hz)
    return known(value, spread, "Hz", of=of, beyond=bool(found.beyond))


def _roll_off(found: RollOff, drawn: RollOff, of: str) -> Feature:
    if not found.available:
        reason = "the octave below the -10 dB frequency was not measured, or there is none"
        return unavailable(reason, "dB/octave", of=of)
    value = float(found.slope_db_per_octave)
    slopes = drawn.slope_db_per_octave[drawn.available]
    # Where hardly any draw has an octave to measure, their spread would be one of chance.
    is_common = slopes.size >= _LEAST_SHARE * drawn.available.size
    return known(value, interval(value, slopes) if is_common else None, "dB/octave", of=of)


def bounds_feature(error_db: NDArray[np.float64], measured: slice, question: Question) -> Feature:
    """Fraction of a response inside the preference bounds.

    Parameters
    ----------
    error_db : ndarray, shape (121,)
        Response minus target on `R40_HZ`. [dB]
    measured
        Part of the grid that was measured.
    question
        Its doubt gives the interval.
    """
    f = R40_HZ[measured]
    if f.size == 0 or f[0] > REFERENCE_BAND_HZ[0] or f[-1] < REFERENCE_BAND_HZ[1]:
        return unavailable("200 Hz to 2 kHz was not measured as a whole", "ratio")
    aligned_db = error_db[measured] - reference_level_db(error_db[measured], f)
    bounds = preference_bounds_db(f)
    value = float(fraction_inside(aligned_db, f, bounds))
    drawn = of_draws(
        lambda noise_db, reference_db: fraction_inside(
            aligned_db + (noise_db - reference_db), f, bounds
        ),
        error_noise_db(question.doubt)[:, measured],
        reference_noise_db(question.doubt),
    )
    # Errors push points out of the bounds: what was measured has lost some already.
    spread = interval(value, drawn, pushed=True, least=0.0, most=1.0)
    return known(value, spread, "ratio", from_hz=float(f[0]), to_hz=float(min(f[-1], JUDGED_HZ[1])))
