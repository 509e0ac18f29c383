"""What a headphone's response makes of programme and of noise, as levels of a diffuse field."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from auricle.estimate import Estimate
from auricle.hearing import (
    BAND_CENTER_HZ,
    a_weighting_db,
    power_sum_db,
    programme_field_offset_db,
)

__all__ = ["FieldResponse", "field_response", "usual_field"]

_Floats = NDArray[np.float64]

_FITTING_DB = 0.7
_USUAL_DB = 1.0
"""Standard uncertainty of a level over the whole band: of one fitting of a measured response, and
of a headphone of which none was measured. Engineering values: the responses of the catalog scatter
by 0.9 dB around the usual one."""


@dataclass(frozen=True, slots=True, eq=False)
class FieldResponse:
    """Responses that a headphone may have, with the diffuse field of the rig they are for."""

    bands_db: _Floats  # shape (n, 31): at the eardrum re the level of the sensitivity's frequency
    gain_db: _Floats  # shape (31,): from a diffuse field to that eardrum
    uncertainty_db: float  # standard, of a level over the whole band
    basis: str  # where it is from, in words
    is_measured: bool

    def programme_db(self, equaliser_db: ArrayLike = 0.0) -> Estimate:
        """A-weighted field level of programme noise re the level of a sine of its RMS voltage.

        Parameters
        ----------
        equaliser_db : array_like, shape (31,), or a number
            Gain of an equaliser in the third octaves from 20 Hz to 20 kHz, which the voltage of
            the sine does not have. [dB]

        Examples
        --------
        >>> usual = usual_field(np.zeros(31), reference_hz=1000.0)
        >>> round(usual.programme_db(6.0).value - usual.programme_db().value, 9)
        6.0
        """
        bands = self.bands_db + np.asarray(equaliser_db, dtype=np.float64)
        offsets = programme_field_offset_db(bands, self.gain_db)
        return Estimate(float(np.mean(offsets)), self.uncertainty_db)

    @property
    def noise_db(self) -> Estimate | None:
        """A-weighted field level of white noise re what its A-weighted voltage gives, in dB.

        None without a measured response: of noise most lies where the ear amplifies, so that
        a usual response says little.
        """
        if not self.is_measured:
            return None
        centers = np.array(BAND_CENTER_HZ)
        weighted_db = 10.0 * np.log10(centers) + a_weighting_db(centers)
        at_field = power_sum_db(self.bands_db - self.gain_db + weighted_db)
        offset = float(np.mean(at_field)) - float(power_sum_db(weighted_db))
        return Estimate(offset, self.uncertainty_db)


def field_response(
    bands_db: ArrayLike, gain_db: ArrayLike, *, basis: str, more_db: float = 0.0
) -> FieldResponse:
    """The field of a headphone whose response was measured.

    Parameters
    ----------
    bands_db : array_like, shape (31,)
        Levels at the eardrum in the third octaves from 20 Hz to 20 kHz, re the level at the
        frequency of the sensitivity. [dB]
    gain_db : array_like, shape (31,)
        From a diffuse field to the eardrum of the same rig. [dB]
    basis
        Where they are from.
    more_db
        Standard uncertainty beside that of one fitting: of another product's response. [dB]
    """
    bands = np.atleast_2d(np.asarray(bands_db, dtype=np.float64))
    uncertainty_db = float(np.hypot(_FITTING_DB, more_db))
    return FieldResponse(bands, np.asarray(gain_db), uncertainty_db, basis, is_measured=True)


def usual_field(gain_db: ArrayLike, *, reference_hz: float) -> FieldResponse:
    """The field of a headphone of which no response is at hand.

    Parameters
    ----------
    gain_db : array_like, shape (31,)
        From a diffuse field to the eardrum of an average ear. [dB]
    reference_hz
        Frequency of the sensitivity. [Hz]

    Returns
    -------
    FieldResponse
        Halfway between a headphone that is level at the eardrum and one like the diffuse field:
        what is made lies between them as a rule.
    """
    gain = np.asarray(gain_db, dtype=np.float64)
    at_reference = np.interp(np.log(reference_hz), np.log(BAND_CENTER_HZ), gain)
    return FieldResponse(
        bands_db=np.stack([np.zeros_like(gain), gain - at_reference]),
        gain_db=gain,
        uncertainty_db=_USUAL_DB,
        basis="no response at hand: taken between a flat one and one like a diffuse field",
        is_measured=False,
    )
