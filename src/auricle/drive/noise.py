"""The hiss of a source."""

import math

__all__ = ["AUDIBLE_DBA", "INAUDIBLE_DBA", "hiss_dba", "hiss_verdict", "noise_from_snr_v"]

INAUDIBLE_DBA = 5.0
AUDIBLE_DBA = 15.0
"""Levels at the ear: not heard up to the first, heard in a quiet room above the second.
Engineering values, set by the threshold of hearing of ISO 226. [dB(A) re 20 µPa]"""


def hiss_dba(sensitivity_db_per_v: float, *, noise_v: float) -> float:
    """Level of a noise voltage at the ear.

    Parameters
    ----------
    sensitivity_db_per_v
        Level for 1 V RMS: at the drum, or re a diffuse field for a level that compares with
        the threshold of hearing. [dB re 20 µPa]
    noise_v
        A-weighted RMS noise, above 0. [V]

    Returns
    -------
    float
        S + 20 lg V. [dB(A) re 20 µPa]

    Examples
    --------
    >>> round(hiss_dba(118.0, noise_v=3e-6), 2)
    7.54
    """
    return sensitivity_db_per_v + 20.0 * math.log10(noise_v)


def hiss_verdict(level_dba: float) -> str:
    """A hiss in a word: inaudible, faint or audible.

    Examples
    --------
    >>> hiss_verdict(2.0), hiss_verdict(10.0), hiss_verdict(16.0)
    ('inaudible', 'faint', 'audible')
    """
    if level_dba <= INAUDIBLE_DBA:
        return "inaudible"
    return "faint" if level_dba <= AUDIBLE_DBA else "audible"


def noise_from_snr_v(snr_db: float, *, reference_v: float) -> float:
    """Noise voltage of a source that states a signal-to-noise ratio.

    Parameters
    ----------
    snr_db
        Ratio of the reference to the noise. [dB]
    reference_v
        The signal that the ratio refers to. [V RMS]

    Returns
    -------
    float
        [V RMS], weighted as the ratio is.

    Examples
    --------
    >>> round(1e6 * noise_from_snr_v(110.0, reference_v=2.0), 2)
    6.32
    """
    return reference_v * math.exp(-math.log(10.0) / 20.0 * snr_db)
