"""The level that noise makes one listen at."""

from auricle.hearing.arrays import Array, as_arrays, is_finite, refuse_unless

__all__ = ["masked_listening_level_dba"]


def masked_listening_level_dba(
    noise_dba: Array, attenuation_db: Array, wanted_over_noise_db: Array
) -> Array:
    """Level that somebody listens at who wants to hear music so far above the noise outside.

    Parameters
    ----------
    noise_dba : array, shape (...)
        Level of the noise without the headphone. [dBA re 20 µPa]
    attenuation_db : array, shape (...)
        By which the headphone lowers that noise, above 0. [dB]
    wanted_over_noise_db : array, shape (...)
        By which the music lies above what is left of the noise. The three broadcast. [dB]

    Returns
    -------
    array, shape (...)
        Their sum, the attenuation taken away: isolation lowers the level one for one.
        [dBA re 20 µPa]

    Raises
    ------
    ValueError
        If anything is not finite.

    Examples
    --------
    >>> float(masked_listening_level_dba(80.0, 20.0, 10.0))
    70.0
    """
    _, (noise, attenuation, wanted) = as_arrays(noise_dba, attenuation_db, wanted_over_noise_db)
    level = noise - attenuation + wanted
    refuse_unless(is_finite(level), "noise, attenuation and distance must be finite")
    return level
