"""Levels at the eardrum as those of a diffuse field, which limits of exposure are about."""

import numpy as np
from numpy.typing import NDArray

from auricle.hearing.arrays import Array, as_arrays, like
from auricle.hearing.programme import (
    BAND_CENTER_HZ,
    PROGRAMME_DB,
    power_sum_db,
    programme_level_db,
)
from auricle.hearing.weighting import a_weighting_db
from auricle.response import Target
from auricle.response.bands import NOMINAL_THIRD_OCTAVES_HZ

__all__ = ["diffuse_field_gain_db", "diffuse_field_level_dba", "programme_field_offset_db"]

_N_BANDS = len(BAND_CENTER_HZ)
_NO_EAR_BELOW_HZ = 100.0  # ISO 11904-1: up to here the head leaves a diffuse field as it is


def diffuse_field_level_dba(eardrum_db: Array, diffuse_field_db: Array) -> Array:
    """A-weighted level of the diffuse field that would sound the same at the eardrum.

    Parameters
    ----------
    eardrum_db : array, shape (..., 31)
        Levels at the drum reference point in the third octaves from 20 Hz to 20 kHz.
        [dB re 20 µPa]
    diffuse_field_db : array, shape (..., 31)
        Gain from a diffuse field to the eardrum of the same rig, as `diffuse_field_gain_db`
        gives it. Broadcasts with the levels. [dB]

    Returns
    -------
    array, shape (...)
        10 lg Σ 10^((L - DF + A) / 10) after [1]_, A at the exact centres. [dBA re 20 µPa]

    Raises
    ------
    ValueError
        If there are not 31 bands, or a level is not finite.

    Notes
    -----
    A level that is weighted by A at the eardrum itself reads about 10 dB too high, for the ear
    amplifies a field by up to 16 dB around 3 kHz.

    References
    ----------
    .. [1] ISO 11904-1:2002 and ISO 11904-2:2004: diffuse-field related A-weighted level.

    Examples
    --------
    A headphone like the diffuse field gives the A-weighted level of the field:

    >>> field_db = np.full(31, 60.0)
    >>> gain_db = np.linspace(0.0, 15.0, 31)
    >>> a = diffuse_field_level_dba(field_db + gain_db, gain_db)
    >>> bool(np.isclose(a, diffuse_field_level_dba(field_db, 0.0 * gain_db)))
    True
    """
    _, (eardrum, gain) = as_arrays(eardrum_db, diffuse_field_db)
    for name, array in (("eardrum_db", eardrum), ("diffuse_field_db", gain)):
        if array.shape[-1:] != (_N_BANDS,):
            msg = f"{name} must have {_N_BANDS} third octaves on its last axis, got {array.shape}"
            raise ValueError(msg)
    return power_sum_db(eardrum - gain + a_weighting_db(like(BAND_CENTER_HZ, eardrum)))


def programme_field_offset_db(eardrum_re_sine_db: Array, diffuse_field_db: Array) -> Array:
    """Level in the field of programme noise over a headphone, re that of a sine at the eardrum.

    Parameters
    ----------
    eardrum_re_sine_db : array, shape (..., 31)
        Response of the headphone at the drum reference point in the third octaves from 20 Hz to
        20 kHz, re its level at the frequency of the sine. [dB]
    diffuse_field_db : array, shape (..., 31)
        As for `diffuse_field_level_dba`. [dB]

    Returns
    -------
    array, shape (...)
        A-weighted diffuse-field related level of programme simulation noise (IEC 60268-1) minus
        the unweighted level of the sine at the eardrum, both of one RMS voltage. It is added to
        a level that was worked out from a sensitivity at the frequency of the sine. [dB]

    Raises
    ------
    ValueError
        As `diffuse_field_level_dba`.

    Examples
    --------
    Flat at the drum of an ear of ISO 11904-1:

    >>> from auricle.response.formats import find_target
    >>> gain_db = diffuse_field_gain_db(find_target("diffuse-field-iso-11904-1"))
    >>> round(float(programme_field_offset_db(np.zeros(31), gain_db)), 2)
    -8.11
    """
    _, (response, gain) = as_arrays(eardrum_re_sine_db, diffuse_field_db)
    noise_db = like(PROGRAMME_DB, response) - programme_level_db()
    return diffuse_field_level_dba(response + noise_db, gain)


def diffuse_field_gain_db(target: Target) -> NDArray[np.float64]:
    """Gain from a diffuse field to the eardrum, from the target that a rig has for it.

    Parameters
    ----------
    target
        Of kind "diffuse-field", measured from 20 Hz to 20 kHz. Targets are stored re 1 kHz.

    Returns
    -------
    ndarray, shape (31,)
        At the nominal third octaves from 20 Hz to 20 kHz, re its mean up to 100 Hz, where the
        field at the eardrum is that without a head (ISO 11904-1). [dB]

    Raises
    ------
    ValueError
        If the target is of another kind, or does not reach from 20 Hz to 20 kHz: nothing is
        extrapolated.

    Examples
    --------
    >>> from auricle.response.formats import find_target
    >>> gain_db = diffuse_field_gain_db(find_target("diffuse-field-iso-11904-1"))
    >>> gain_db[[7, 17, 22]].round(1)
    array([ 0. ,  4.1, 15.7])
    """
    if target.kind != "diffuse-field":
        msg = f"the target must be of kind 'diffuse-field', {target.name} is {target.kind!r}"
        raise ValueError(msg)
    nominal_hz = np.asarray(NOMINAL_THIRD_OCTAVES_HZ)
    level_db = target.response.on(nominal_hz)
    return np.asarray(level_db - np.mean(level_db[nominal_hz <= _NO_EAR_BELOW_HZ]))
