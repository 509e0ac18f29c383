"""Curves of closed form that tests of responses share."""

import numpy as np
from numpy.typing import NDArray


def bell_db(
    frequency_hz: NDArray[np.float64], center_hz: float, gain_db: float, q: float
) -> NDArray[np.float64]:
    """Magnitude of an analogue peaking filter, from its transfer function."""
    s = 1j * frequency_hz / center_hz
    a = 10.0 ** (gain_db / 40.0)
    return 20.0 * np.log10(np.abs((s * s + s * a / q + 1.0) / (s * s + s / (a * q) + 1.0)))


def highpass_db(
    frequency_hz: NDArray[np.float64], cutoff_hz: float, order: int = 2
) -> NDArray[np.float64]:
    """Magnitude of a Butterworth high-pass: |H|² = 1/(1 + (fc/f)^2n)."""
    return -10.0 * np.log10(1.0 + (cutoff_hz / frequency_hz) ** (2 * order))


def log_sine_db(frequency_hz: NDArray[np.float64]) -> NDArray[np.float64]:
    """The wave over lg f that several check values are worked out for."""
    return 2.0 * np.sin(2.0 * np.pi * 1.7 * np.log10(frequency_hz / 1000.0) + 0.3)
