"""Impedance of a moving coil from a handful of figures."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from auricle.drive.impedance import ImpedanceCurve

__all__ = [
    "Q_RANGE",
    "RESONANCE_RANGE_HZ",
    "USUAL_Q",
    "MotionalImpedance",
    "fit_motional_impedance",
    "motional_from_points",
]

USUAL_Q = 1.0
"""Mechanical Q taken where only height and place of a resonance are known: an engineering
value; a measured Beyerdynamic DT 1990 Pro has 0.5, coils without much damping 2 and more."""

Q_RANGE = (0.1, 20.0)
"""Mechanical Q of a coil that is taken where one is given: an engineering range, far wider than
that of headphones."""

_FIRST_HZ, _LAST_HZ = 20.0, 20_000.0
_HIGHEST_RESONANCE_HZ = 400.0  # a stated rise above it is no main resonance

RESONANCE_RANGE_HZ = (_FIRST_HZ, _HIGHEST_RESONANCE_HZ)
"""Where the main resonance is taken to lie: within the band, in the bass. [Hz]"""


@dataclass(frozen=True, slots=True)
class MotionalImpedance:
    """Coil, and one resonance of what it moves."""

    dc_ohm: float
    peak_ohm: float  # magnitude at the resonance, without the coil's inductance
    resonance_hz: float
    q: float  # mechanical
    inductance_h: float = 0.0

    def __post_init__(self) -> None:
        positive = (self.dc_ohm, self.resonance_hz, self.q)
        if not all(0.0 < value < np.inf for value in positive):
            msg = f"dc_ohm, resonance_hz and q must be above 0, got {positive}"
            raise ValueError(msg)
        if not self.dc_ohm <= self.peak_ohm < np.inf:
            msg = f"peak_ohm must not be below dc_ohm, got {self.peak_ohm} and {self.dc_ohm}"
            raise ValueError(msg)
        if not 0.0 <= self.inductance_h < np.inf:
            raise ValueError(f"inductance_h must not be below 0, got {self.inductance_h}")

    def impedance_ohm(self, frequency_hz: ArrayLike) -> NDArray[np.complex128]:
        """Re + jωLe + (peak - Re)/(1 + jQ(f/f0 - f0/f)).

        Parameters
        ----------
        frequency_hz : array_like
            Above 0. [Hz]

        Returns
        -------
        ndarray of complex128
            Of the shape of the frequencies. [Ω]

        Notes
        -----
        Equivalent circuit of a moving-coil driver below its break-up, after R. H. Small,
        "Direct-Radiator Loudspeaker System Analysis", JAES 20, 383 (1972). A second resonance,
        as of the air behind some diaphragms, is not in it.

        Examples
        --------
        >>> z = MotionalImpedance(100.0, 280.0, 90.0, 2.0, 0.0005).impedance_ohm([20.0, 90.0])
        >>> np.abs(z).round(3)
        array([104.52, 280.  ])
        """
        f = np.asarray(frequency_hz, dtype=np.float64)
        detuning = f / self.resonance_hz - self.resonance_hz / f
        motional = (self.peak_ohm - self.dc_ohm) / (1.0 + 1j * self.q * detuning)
        return np.asarray(self.dc_ohm + 2j * np.pi * f * self.inductance_h + motional)

    def curve(self, *, origin: str) -> ImpedanceCurve:
        """The model from 20 Hz to 20 kHz, 48 points an octave and 25 over the resonance."""
        f = np.geomspace(_FIRST_HZ, _LAST_HZ, 480)
        # The peak is as narrow as its Q is high: points up to 6 half widths off, and itself.
        beside = np.linspace(-6.0, 6.0, 25) / (2.0 * self.q)
        around = self.resonance_hz * (np.sqrt(1.0 + beside**2) + beside)
        f = np.union1d(f, around[(around > _FIRST_HZ) & (around < _LAST_HZ)])
        return ImpedanceCurve(f, self.impedance_ohm(f), origin)


def fit_motional_impedance(frequency_hz: ArrayLike, magnitude_ohm: ArrayLike) -> MotionalImpedance:
    """The model that comes nearest to measured magnitudes, in ratio.

    Parameters
    ----------
    frequency_hz, magnitude_ohm : array_like, shape (n_bins,)
        At least five points over the resonance, any spacing. [Hz], [Ω]

    Raises
    ------
    ValueError
        If there are fewer than five points, one is not above 0, or the frequencies do not rise.

    Notes
    -----
    Least squares of ln|Z| on a grid of 24 points an octave, so that a linear spacing does
    not weigh the treble; begun at the highest point below 400 Hz.

    Examples
    --------
    >>> f = np.geomspace(20.0, 20_000.0, 200)
    >>> made = MotionalImpedance(32.0, 60.0, 80.0, 1.5, 0.0001)
    >>> found = fit_motional_impedance(f, np.abs(made.impedance_ohm(f)))
    >>> round(found.peak_ohm), round(found.resonance_hz), round(found.q, 1)
    (60, 80, 1.5)
    """
    from scipy.optimize import least_squares

    f, magnitude = (np.asarray(a, dtype=np.float64) for a in (frequency_hz, magnitude_ohm))
    is_curve = f.ndim == 1 and f.shape == magnitude.shape and f.size >= 5
    if not is_curve or not (f[0] > 0.0 and np.all(np.diff(f) > 0.0) and np.all(magnitude > 0.0)):
        raise ValueError("five frequencies and magnitudes above 0 are needed, rising")
    octaves = np.log2(f[-1] / f[0])
    grid = np.geomspace(f[0], f[-1], max(5, int(24 * octaves)))
    wanted = np.interp(np.log(grid), np.log(f), np.log(magnitude))
    low = wanted[grid < _HIGHEST_RESONANCE_HZ] if grid[0] < _HIGHEST_RESONANCE_HZ else wanted
    peak = float(np.exp(low.max()))
    dc = float(np.exp(wanted.min()))
    start = np.log([dc, max(peak - dc, 0.01 * dc), grid[int(low.argmax())], USUAL_Q, 1e-4 * dc])

    def model(parameters: NDArray[np.float64]) -> MotionalImpedance:
        resistance, rise, resonance_hz, q, henry = np.exp(parameters).tolist()
        return MotionalImpedance(resistance, resistance + rise, resonance_hz, q, henry / 100.0)

    def misfit(parameters: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(np.log(np.abs(model(parameters).impedance_ohm(grid))) - wanted)

    reach = np.log([4.0, 100.0, 8.0, 20.0, 1e4])
    found = least_squares(misfit, start, bounds=(start - reach, start + reach))
    return model(found.x)


def motional_from_points(
    points: Mapping[float, float], *, rated_ohm: float | None
) -> MotionalImpedance | None:
    """The model that a few stated magnitudes describe; None where they show no resonance.

    Parameters
    ----------
    points
        Magnitude by frequency. [Ω by Hz]
    rated_ohm
        Rated impedance, for the coil where nothing lower is stated. [Ω]

    Returns
    -------
    MotionalImpedance or None
        The resonance is the highest point below 400 Hz if it lies 5 % above the coil's
        resistance, which is the lowest figure. Its Q is `USUAL_Q`; the inductance is what the
        highest point asks for, if that lies above 5 kHz.

    Examples
    --------
    >>> found = motional_from_points({20.0: 50.0, 107.0: 170.0, 1000.0: 57.0}, rated_ohm=55.0)
    >>> found.dc_ohm, found.peak_ohm, found.resonance_hz
    (50.0, 170.0, 107.0)
    >>> motional_from_points({1000.0: 62.0}, rated_ohm=62.0) is None
    True
    """
    low = {hz: ohm for hz, ohm in points.items() if hz < _HIGHEST_RESONANCE_HZ}
    if not low:
        return None
    resonance_hz = max(low, key=lambda hz: low[hz])
    peak_ohm = low[resonance_hz]
    coil = [ohm for hz, ohm in points.items() if hz != resonance_hz]
    if not coil and rated_ohm is not None:
        coil = [rated_ohm]
    if not coil or peak_ohm < 1.05 * min(coil):
        return None
    dc_ohm = min(coil)
    top_hz = max(points)
    inductance_h = 0.0
    if top_hz >= 5000.0 and points[top_hz] > dc_ohm:
        inductance_h = float(np.sqrt(points[top_hz] ** 2 - dc_ohm**2) / (2.0 * np.pi * top_hz))
    return MotionalImpedance(dc_ohm, peak_ohm, resonance_hz, USUAL_Q, inductance_h)
