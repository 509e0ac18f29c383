"""Impedance over frequency, and the phase that belongs to a magnitude."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["ImpedanceCurve", "impedance_from_magnitude", "minimum_phase_rad"]

_PER_OCTAVE = 48  # of the grid on which the phase is worked out
_BEYOND_OCTAVES = 10  # by which the magnitude is continued at both ends


@dataclass(frozen=True, slots=True, eq=False)
class ImpedanceCurve:
    """Complex impedance over frequency. The arrays are read-only copies."""

    frequency_hz: NDArray[np.float64]  # shape (n_bins,), rising
    impedance_ohm: NDArray[np.complex128]  # shape (n_bins,), of positive magnitude
    origin: str = "measured"  # how it is known, for people

    def __post_init__(self) -> None:
        f = np.array(self.frequency_hz, dtype=np.float64)
        z = np.array(self.impedance_ohm, dtype=np.complex128)
        if f.ndim != 1 or f.shape != z.shape:
            msg = "frequency_hz and impedance_ohm must be one-dimensional and of equal length"
            raise ValueError(f"{msg}, got shapes {f.shape} and {z.shape}")
        if f.size < 2 or not f[0] > 0.0 or not np.all(np.diff(f) > 0.0):
            raise ValueError("frequency_hz must hold at least two positive, rising values")
        if not (np.isfinite(f).all() and np.isfinite(z).all() and np.all(np.abs(z) > 0.0)):
            raise ValueError("frequency_hz and impedance_ohm must be finite, no impedance 0")
        for name, value in (("frequency_hz", f), ("impedance_ohm", z)):
            value.flags.writeable = False
            object.__setattr__(self, name, value)

    @property
    def lowest_ohm(self) -> float:
        """Smallest magnitude in Ω."""
        return float(np.min(np.abs(self.impedance_ohm)))

    @property
    def highest_ohm(self) -> float:
        """Largest magnitude in Ω."""
        return float(np.max(np.abs(self.impedance_ohm)))

    def at(self, frequency_hz: ArrayLike) -> NDArray[np.complex128]:
        """Impedance at other frequencies.

        Magnitude in dB and phase are linear on the logarithm of frequency. Beyond its ends
        the curve keeps the value that it has there.

        Parameters
        ----------
        frequency_hz : array_like
            Above 0. [Hz]

        Returns
        -------
        ndarray of complex128
            Of the shape of the frequencies. [Ω]

        Examples
        --------
        >>> ImpedanceCurve([100.0, 1000.0], [40.0, 40.0]).at([100.0, 500.0]).real.round(9)
        array([40., 40.])
        """
        x, known = np.log(np.asarray(frequency_hz, dtype=np.float64)), np.log(self.frequency_hz)
        magnitude = np.interp(x, known, np.log(np.abs(self.impedance_ohm)))
        phase = np.interp(x, known, np.unwrap(np.angle(self.impedance_ohm)))
        return np.asarray(np.exp(magnitude + 1j * phase))


def impedance_from_magnitude(
    frequency_hz: ArrayLike, magnitude_ohm: ArrayLike, *, origin: str = "measured magnitude"
) -> ImpedanceCurve:
    """Complex impedance of a headphone of which only the magnitude was measured.

    Parameters
    ----------
    frequency_hz, magnitude_ohm : array_like, shape (n_bins,)
        Rising frequencies [Hz] and magnitudes above 0. [Ω]
    origin
        How the magnitude is known.

    Raises
    ------
    ValueError
        If the arrays are no impedance curve.

    Notes
    -----
    An impedance of passive parts has minimum phase, so that its phase follows from its
    magnitude (`minimum_phase_rad`); where noise makes the magnitude steeper than passive parts
    can, the phase ends at 90°. A magnitude that were taken as a resistance would put
    the effect of a 30 Ω source wrong by some hundredths of a dB, that of a small speaker coil
    near its resonance by more.

    Examples
    --------
    >>> curve = impedance_from_magnitude([20.0, 1000.0, 20_000.0], [32.0, 32.0, 32.0])
    >>> abs(curve.at(1000.0)).round(6)
    np.float64(32.0)
    """
    plain = ImpedanceCurve(
        np.asarray(frequency_hz), np.asarray(magnitude_ohm, dtype=np.float64), origin
    )
    magnitude = np.abs(plain.impedance_ohm)
    phase = np.clip(minimum_phase_rad(plain.frequency_hz, magnitude), -np.pi / 2.0, np.pi / 2.0)
    return ImpedanceCurve(plain.frequency_hz, magnitude * np.exp(1j * phase), origin)


def minimum_phase_rad(
    frequency_hz: NDArray[np.float64], magnitude: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Phase of the minimum-phase function of that magnitude.

    Parameters
    ----------
    frequency_hz, magnitude : ndarray, shape (n_bins,)
        Rising frequencies [Hz] and magnitudes above 0, in any unit.

    Returns
    -------
    ndarray, shape (n_bins,)
        [rad]

    Notes
    -----
    Bode's relation [1]_: (1/π) ∫ (d ln|Z|/du) ln coth(|u|/2) du with u = ln(f/f0), on a grid
    of 48 points an octave. Below the curve the magnitude is taken as constant, as it is of a
    coil's resistance; above, as rising on with the inductance that the last third of an octave
    shows.

    References
    ----------
    .. [1] H. W. Bode, Network Analysis and Feedback Amplifier Design, Van Nostrand, 1945,
           chapter 14.

    Examples
    --------
    A resistance of 100 Ω with 1 mH has a phase of atan(2 π f L/R), 0.559 at 10 kHz:

    >>> f = np.geomspace(10.0, 1e5, 400)
    >>> phase = minimum_phase_rad(f, np.abs(100.0 + 2j * np.pi * f * 1e-3))
    >>> np.interp(10_000.0, f, phase).round(2)
    np.float64(0.56)
    """
    known = np.log(frequency_hz)
    step = np.log(2.0) / _PER_OCTAVE
    n_inside = max(2, int(np.ceil((known[-1] - known[0]) / step)) + 1)
    u = known[0] + step * np.arange(n_inside)
    level = np.interp(u, known, np.log(magnitude))
    n_beyond = _BEYOND_OCTAVES * _PER_OCTAVE
    third = min(_PER_OCTAVE // 3, n_inside - 1)
    # |R + jωL|² grows with ω²: what it grew by tells the share of (ωL)² in its last value.
    growth = max(0.0, float(level[-1] - level[-1 - third]))
    inductive = np.expm1(-2.0 * growth) / np.expm1(-2.0 * step * third)
    above = level[-1] + 0.5 * np.log1p(
        inductive * np.expm1(2.0 * step * np.arange(1, n_beyond + 1))
    )
    extended = np.concatenate([np.full(n_beyond, level[0]), level, above])
    distance = step * np.abs(np.arange(-n_beyond, n_beyond + 1))
    distance[n_beyond] = np.inf  # the pole is put in below
    weight = np.log(1.0 / np.tanh(distance / 2.0))
    weight[n_beyond] = 1.0 + np.log(4.0 / step)  # mean of ln(2/|u|) over one step around 0
    slope = np.gradient(extended, step)
    phase = np.convolve(slope, weight, mode="valid") * step / np.pi
    return np.asarray(np.interp(known, u, phase))
