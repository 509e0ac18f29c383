"""Third-octave bands, and the levels of a curve in them."""

from typing import Any, NamedTuple, TypeAlias

from array_api_compat import array_namespace, device

from auricle.response.windows import window_mean_db

__all__ = [
    "NOMINAL_THIRD_OCTAVES_HZ",
    "ThirdOctaveLevels",
    "third_octave_center_hz",
    "third_octave_edges_hz",
    "third_octave_levels_db",
]

Array: TypeAlias = Any  # any array that follows the Python array API standard

# fmt: off
NOMINAL_THIRD_OCTAVES_HZ: tuple[float, ...] = (
    20.0, 25.0, 31.5, 40.0, 50.0, 63.0, 80.0, 100.0, 125.0, 160.0, 200.0, 250.0, 315.0, 400.0,
    500.0, 630.0, 800.0, 1000.0, 1250.0, 1600.0, 2000.0, 2500.0, 3150.0, 4000.0, 5000.0, 6300.0,
    8000.0, 10_000.0, 12_500.0, 16_000.0, 20_000.0,
)
# fmt: on
"""Labels of the bands of numbers -17 to 13, ISO 266. [Hz]"""

_FIRST_BAND = -17  # of the labels above: 20 Hz


def third_octave_center_hz(band_number: Array) -> Array:
    """Exact centre frequency of third-octave bands.

    Parameters
    ----------
    band_number : array, any shape
        0 for 1 kHz, -17 for 20 Hz, 13 for 20 kHz.

    Returns
    -------
    array, same shape
        1000 G^(x/3) with G = 10^0.3, IEC 61260-1:2014. [Hz]

    Examples
    --------
    >>> import numpy as np
    >>> third_octave_center_hz(np.array([-17, 0, 6])).round(2)
    array([  19.95, 1000.  , 3981.07])
    """
    return 1000.0 * _powers_of_ten(band_number, offset=0.0)


def third_octave_edges_hz(band_number: Array) -> tuple[Array, Array]:
    """Lower and upper edge of third-octave bands, in Hz.

    The exact centre times G^(-1/6) and G^(1/6), IEC 61260-1:2014; arguments as for
    `third_octave_center_hz`.

    Examples
    --------
    >>> import numpy as np
    >>> low_hz, high_hz = third_octave_edges_hz(np.array([0]))
    >>> low_hz.round(3), high_hz.round(3)
    (array([891.251]), array([1122.018]))
    """
    low, high = (_powers_of_ten(band_number, offset=side) for side in (-0.5, 0.5))
    return 1000.0 * low, 1000.0 * high


def _powers_of_ten(band_number: Array, *, offset: float) -> Array:
    xp = array_namespace(band_number)
    return 10.0 ** ((xp.astype(band_number, xp.float64) + offset) / 10.0)


class ThirdOctaveLevels(NamedTuple):
    """Levels of a curve in the third octaves that it was measured over from edge to edge."""

    nominal_hz: tuple[float, ...]  # labels of the bands
    center_hz: Array  # exact centres, shape (n_bands,) [Hz]
    level_db: Array  # shape (..., n_bands) [dB]


def third_octave_levels_db(
    level_db: Array, frequency_hz: Array, *, mean: str = "power"
) -> ThirdOctaveLevels:
    """Mean levels of a curve in third-octave bands from 20 Hz to 20 kHz.

    Parameters
    ----------
    level_db : array, shape (..., n_bins)
        Levels. [dB]
    frequency_hz : array, shape (n_bins,)
        Rising, at any spacing. [Hz]
    mean
        "power", "level" (of the dB) or "amplitude", over lg f.

    Returns
    -------
    ThirdOctaveLevels
        Of those bands only whose both edges were measured: a part of a band is none.

    Raises
    ------
    ValueError
        If no band was measured from edge to edge, or if `mean` is unknown.

    Examples
    --------
    >>> import numpy as np
    >>> f = np.geomspace(20.0, 20_000.0, 700)
    >>> bands = third_octave_levels_db(np.full(700, 3.0), f)
    >>> bands.nominal_hz[0], bands.nominal_hz[-1], bands.level_db[:2].round(9)
    (25.0, 16000.0, array([3., 3.]))
    """
    xp = array_namespace(level_db, frequency_hz)
    numbers = xp.arange(
        _FIRST_BAND, _FIRST_BAND + len(NOMINAL_THIRD_OCTAVES_HZ), device=device(frequency_hz)
    )
    low_hz, high_hz = third_octave_edges_hz(numbers)
    first, last = float(frequency_hz[0]), float(frequency_hz[-1])
    start = int(xp.sum(xp.astype(low_hz < first, xp.int64)))
    stop = int(xp.sum(xp.astype(high_hz <= last, xp.int64)))
    if start >= stop:
        msg = f"no third octave from 20 Hz to 20 kHz lies inside {first:g} to {last:g} Hz"
        raise ValueError(msg)
    inside = slice(start, stop)
    return ThirdOctaveLevels(
        NOMINAL_THIRD_OCTAVES_HZ[inside],
        third_octave_center_hz(numbers[inside]),
        window_mean_db(level_db, frequency_hz, low_hz[inside], high_hz[inside], mean=mean),
    )
