"""What the output impedance of a source does to a response."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auricle.drive.headphone import BAND_HZ, Headphone
from auricle.drive.loading import largest_loading_db, source_loading_db
from auricle.drive.source import Source

__all__ = ["PLAIN_DB", "SLIGHT_DB", "ResponseChange", "response_change"]

_Floats = NDArray[np.float64]

SLIGHT_DB = 0.5
PLAIN_DB = 2.0
"""A broad change of a response is not heard up to the first and heard as a rule from the
second on: thresholds for low-Q changes in the literature lie from 0.3 to 1 dB. [dB]"""


@dataclass(frozen=True, slots=True, eq=False)
class ResponseChange:
    """What the output impedance does to the response, re its level at 1 kHz or so."""

    basis: str  # how the impedance is known; "bound" where only its lowest value is
    largest_db: float  # by magnitude; of a bound, from the lowest to the highest level
    largest_hz: float | None  # None of a bound
    low_db: float  # the same for the smallest output impedance of the source
    high_db: float  # and for its largest
    frequency_hz: _Floats | None = None
    change_db: _Floats | None = None

    @property
    def verdict(self) -> str:
        """Not heard, perhaps heard or heard; over the whole range of the output impedance."""
        ends = (abs(self.low_db), abs(self.high_db))
        if max(ends) <= SLIGHT_DB:
            return "not heard"
        return "heard" if min(ends) >= PLAIN_DB and self.basis != "bound" else "perhaps heard"


def response_change(headphone: Headphone, source: Source) -> ResponseChange | None:
    """Change of a headphone's response by the output impedance of a source.

    Parameters
    ----------
    headphone
        With its impedance over frequency; from a rated impedance only a bound follows.
    source
        Its output impedance is taken as a resistance.

    Returns
    -------
    ResponseChange or None
        None where nothing is known of the headphone's impedance, or of the source's.

    Examples
    --------
    >>> from auricle.drive.source import Span
    >>> from auricle.estimate import Estimate
    >>> k612 = Headphone(Estimate(101.0, 2.0), rated_ohm=120.0)
    >>> change = response_change(k612, Source("amp", Span.exact(1.0), Span.exact(2.0)))
    >>> change.basis, round(change.largest_db, 2), change.verdict
    ('bound', 0.09, 'not heard')
    """
    ends = headphone.range_ohm
    output = source.output_ohm
    if ends is None or (output.is_assumed and output.high == 0.0):
        return None
    if headphone.impedance is None:
        low, value, high = (
            largest_loading_db(*ends, source_ohm=ohm)
            for ohm in (output.low, output.value, output.high)
        )
        return ResponseChange("bound", value, None, low, high)
    curve = headphone.impedance
    # Between the points of the band a narrow peak of the impedance may stand: at its own.
    own_hz = curve.frequency_hz[
        (curve.frequency_hz > BAND_HZ[0]) & (curve.frequency_hz < BAND_HZ[-1])
    ]
    f = np.append(BAND_HZ, own_hz)
    z, reference_ohm = curve.at(f), complex(curve.at(headphone.reference_hz))
    low_db, change_db, high_db = (
        source_loading_db(z, source_ohm=ohm, reference_ohm=reference_ohm)
        for ohm in (output.low, output.value, output.high)
    )
    at = int(np.argmax(np.abs(change_db if output.value > 0.0 else high_db)))
    return ResponseChange(
        basis=curve.origin,
        largest_db=float(change_db[at]),
        largest_hz=float(f[at]),
        low_db=float(low_db[at]),
        high_db=float(high_db[at]),
        frequency_hz=BAND_HZ,
        change_db=change_db[: BAND_HZ.size],
    )
