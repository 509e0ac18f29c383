"""The hiss of a source."""

import math
from dataclasses import dataclass

from auricle.drive.headphone import Headphone
from auricle.drive.source import Source
from auricle.estimate import Z_95, Estimate
from auricle.units import ratio_of_db

__all__ = [
    "AUDIBLE_DBA",
    "INAUDIBLE_DBA",
    "Hiss",
    "hiss",
    "hiss_dba",
    "hiss_verdict",
    "noise_from_snr_v",
]

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

    Raises
    ------
    ValueError
        If the noise is not above 0.

    Examples
    --------
    >>> round(hiss_dba(118.0, noise_v=3e-6), 2)
    7.54
    """
    if not noise_v > 0.0:
        raise ValueError(f"noise_v must be above 0, got {noise_v}")
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
    return reference_v * ratio_of_db(-snr_db)


@dataclass(frozen=True, slots=True)
class Hiss:
    """Noise of a source at the ear while nothing plays."""

    level_dba: float
    low_dba: float  # for the least noise of the source, and 5 % point of the sensitivity
    high_dba: float
    is_field: bool  # whether it is a level re a diffuse field, as the threshold of hearing is
    is_assumed: bool  # whether the noise is that of the source's class

    @property
    def verdict(self) -> str:
        """Inaudible, faint or audible; two of them where the range spans them."""
        low, high = hiss_verdict(self.low_dba), hiss_verdict(self.high_dba)
        return low if low == high else f"{low} to {high}"


def hiss(headphone: Headphone, source: Source, *, field_db: Estimate | None = None) -> Hiss | None:
    """Hiss of a source through a headphone.

    Parameters
    ----------
    headphone, source
        The noise of the source is A-weighted.
    field_db
        A-weighted diffuse-field level of white noise re the level that follows from the
        sensitivity at one frequency; None where no response is at hand. [dB]

    Returns
    -------
    Hiss or None
        None where nothing is known of the source's noise. It stands behind the output impedance
        as the signal does, and loses as much to it: None, too, where that is not known.

    Examples
    --------
    >>> from auricle.drive.source import Span
    >>> iem = Headphone(Estimate(118.0, 0.0))
    >>> quiet = Source("amp", Span.exact(0.0), Span.exact(1.0), noise_v=Span.exact(3e-6))
    >>> found = hiss(iem, quiet)
    >>> round(found.level_dba, 1), found.verdict
    (7.5, 'faint')
    """
    noise = source.noise_v
    lost_db = source.lost_db(headphone)
    if noise is None or noise.value <= 0.0 or lost_db is None:
        return None
    offset = Estimate(0.0, 0.0) if field_db is None else field_db
    sensitivity = headphone.sensitivity_db_per_v
    level_db = sensitivity.value + offset.value - lost_db
    reach_db = Z_95 * math.hypot(sensitivity.uncertainty, offset.uncertainty)
    return Hiss(
        level_dba=hiss_dba(level_db, noise_v=noise.value),
        low_dba=hiss_dba(level_db - reach_db, noise_v=noise.low or noise.value),
        high_dba=hiss_dba(level_db + reach_db, noise_v=noise.high),
        is_field=field_db is not None,
        is_assumed=noise.is_assumed,
    )
