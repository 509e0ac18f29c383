"""What the output impedance of a source does to a headphone."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = [
    "crosstalk_db",
    "damping_factor",
    "electrical_q",
    "largest_loading_db",
    "loss_db",
    "source_loading_db",
]


def source_loading_db(
    impedance_ohm: ArrayLike, *, source_ohm: float, reference_ohm: complex
) -> NDArray[np.float64]:
    """Level change that an amplifier's output impedance causes.

    Amplifier and headphone form a voltage divider [1]_, so a headphone whose impedance
    varies with frequency changes its response on a real source.

    Parameters
    ----------
    impedance_ohm : array_like, shape (..., n_bins)
        Impedance of the headphone, complex or magnitude. [Ω]
    source_ohm
        Output resistance of the amplifier, 0 for an ideal one. [Ω]
    reference_ohm
        Impedance at which the level counts as unchanged, as a rule that at 1 kHz. [Ω]

    Returns
    -------
    ndarray, shape (..., n_bins)
        Level re the level at `reference_ohm`. [dB]

    Raises
    ------
    ValueError
        If the source's resistance is below 0 or not finite, or an impedance is 0 or not finite.

    Notes
    -----
    A magnitude is taken as a resistance. That errs most where the phase is largest: on both
    flanks of the bass resonance.

    References
    ----------
    .. [1] P. Horowitz and W. Hill, The Art of Electronics, 3rd ed., Cambridge
           University Press, 2015, ch. 1, Thévenin equivalents.

    Examples
    --------
    >>> source_loading_db([32.0, 96.0], source_ohm=32.0, reference_ohm=32.0)
    array([0.        , 3.52182518])
    """
    return loss_db(impedance_ohm, source_ohm=source_ohm) - loss_db(
        reference_ohm, source_ohm=source_ohm
    )


def loss_db(impedance_ohm: ArrayLike, *, source_ohm: float) -> NDArray[np.float64]:
    """Voltage at the terminals re the open-circuit voltage, 20 lg|Z/(Z + Zo)|, in dB.

    Arguments and errors as for `source_loading_db`.

    Examples
    --------
    >>> loss_db([120.0], source_ohm=10.0).round(3)
    array([-0.695])
    """
    _check_source(source_ohm)
    z = np.asarray(impedance_ohm)
    if not (np.isfinite(z).all() and np.all(np.abs(z) > 0.0)):
        raise ValueError("impedance_ohm must be finite and not 0")
    return np.asarray(20.0 * np.log10(np.abs(z / (z + source_ohm))))


def largest_loading_db(lowest_ohm: float, highest_ohm: float, *, source_ohm: float) -> float:
    """Largest change of a response that an output impedance can cause.

    Parameters
    ----------
    lowest_ohm, highest_ohm
        Ends of the headphone's impedance, taken as resistances; the upper one may be infinite. [Ω]
    source_ohm
        Output resistance of the source. [Ω]

    Returns
    -------
    float
        From the lowest to the highest level. With a source of an eighth of the lowest impedance
        it is 1.02 dB whatever the upper end is. [dB]

    Raises
    ------
    ValueError
        If the source's resistance is below 0, or the ends are none of a range.

    Notes
    -----
    For a reactive impedance between the same magnitudes only the bound with an infinite upper
    end holds.

    Examples
    --------
    >>> round(largest_loading_db(32.0, 60.0, source_ohm=10.0), 3)
    1.023
    """
    _check_source(source_ohm)
    if not 0.0 < lowest_ohm <= highest_ohm or lowest_ohm == float("inf"):
        msg = "lowest_ohm must be above 0 and not above highest_ohm"
        raise ValueError(f"{msg}, got {lowest_ohm} and {highest_ohm}")
    at_low = lowest_ohm / (lowest_ohm + source_ohm)
    at_high = 1.0 / (1.0 + source_ohm / highest_ohm)
    return float(20.0 * np.log10(at_high / at_low))


def _check_source(source_ohm: float) -> None:
    if not 0.0 <= source_ohm < float("inf"):
        raise ValueError(f"source_ohm must be finite and not below 0, got {source_ohm}")


def damping_factor(impedance_ohm: float, *, source_ohm: float) -> float:
    """Rated impedance re the output impedance; infinite on an ideal source.

    Examples
    --------
    >>> damping_factor(32.0, source_ohm=10.0)
    3.2
    """
    _check_source(source_ohm)
    return impedance_ohm / source_ohm if source_ohm > 0.0 else float("inf")


def electrical_q(q: float, *, dc_ohm: float, source_ohm: float) -> float:
    """Electrical Q of a driver on a source: Qes (Re + Zo)/Re.

    R. H. Small, "Direct-Radiator Loudspeaker System Analysis", JAES 20, 383 (1972).

    Examples
    --------
    >>> round(electrical_q(0.9, dc_ohm=100.0, source_ohm=30.0), 9)
    1.17
    """
    return q * (dc_ohm + source_ohm) / dc_ohm


def crosstalk_db(return_ohm: float, *, impedance_ohm: float) -> float:
    """Level of one channel in the other through a return wire that both share.

    Parameters
    ----------
    return_ohm
        Resistance of the shared wire and contact, above 0. [Ω]
    impedance_ohm
        Impedance of the headphone. [Ω]

    Returns
    -------
    float
        20 lg(Rg/(Z + Rg)). [dB re the channel that is driven]

    Examples
    --------
    >>> round(crosstalk_db(0.1, impedance_ohm=32.0), 1)
    -50.1
    """
    return float(20.0 * np.log10(return_ohm / (impedance_ohm + return_ohm)))
