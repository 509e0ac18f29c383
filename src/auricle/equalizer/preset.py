"""What one preset of an equaliser does."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from auricle.equalizer.filters import Filter, response_db
from auricle.response import FrequencyResponse

__all__ = ["Preset"]


@dataclass(frozen=True, slots=True)
class Preset:
    """Preamp, filters and graphic equalisers in a row, as a file states them."""

    preamp_db: float  # re unity gain
    filters: tuple[Filter, ...]
    graphic: tuple[FrequencyResponse, ...] = ()  # gains of graphic equalisers, re unity gain
    sample_rate_hz: float = 48_000.0  # that the filters are for
    repairs: tuple[str, ...] = ()  # "line 3: decimal comma read as a point"
    remarks: tuple[str, ...] = ()  # what a reader should know and what changed no number

    def response_db(self, frequency_hz: ArrayLike) -> NDArray[np.float64]:
        """Level that the whole preset adds.

        A graphic equaliser is linear in dB on the logarithm of frequency between its points and
        level outside them, as Equalizer APO has it.

        Parameters
        ----------
        frequency_hz : array_like
            Above 0, to half the sample rate. [Hz]

        Returns
        -------
        ndarray
            Of the shape of the frequencies. [dB re unity gain]

        Examples
        --------
        >>> graphic = FrequencyResponse([100.0, 1000.0], [0.0, -4.0])
        >>> Preset(-2.0, (), (graphic,)).response_db([20.0, 1000.0, 5000.0])
        array([-2., -6., -6.])
        """
        f = np.asarray(frequency_hz, dtype=np.float64)
        level_db: NDArray[np.float64] = response_db(
            self.filters, f, sample_rate_hz=self.sample_rate_hz, preamp_db=self.preamp_db
        )
        for curve in self.graphic:
            inside = np.clip(f, curve.frequency_hz[0], curve.frequency_hz[-1])
            level_db = level_db + np.interp(
                np.log(inside), np.log(curve.frequency_hz), curve.level_db
            )
        return level_db
