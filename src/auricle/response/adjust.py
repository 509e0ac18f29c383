"""Targets made from others: shelves, tilt and ear gain, told in the name."""

import math
from dataclasses import replace
from typing import Any, TypeAlias

import numpy as np
from array_api_compat import array_namespace

from auricle.response.analog import bell_db, high_shelf_db, low_shelf_db
from auricle.response.curve import FrequencyResponse
from auricle.response.grid import R40_HZ, band
from auricle.response.targets import REFERENCE_HZ, Target

__all__ = [
    "BASS_HZ",
    "EAR_GAIN_HZ",
    "TILT_PIVOT_HZ",
    "TREBLE_HZ",
    "adjusted",
    "bass_shelf_db",
    "ear_gain_bell_db",
    "harman_style",
    "tilt_db",
    "treble_shelf_db",
]

Array: TypeAlias = Any  # any array that follows the Python array API standard

BASS_HZ = 105.0
"""Centre of the bass shelf of Harman's targets and of graph tools. [Hz]"""

TREBLE_HZ = 2500.0
"""Centre of the treble shelf of Harman's targets and of graph tools. [Hz]"""

EAR_GAIN_HZ = 2750.0
"""Centre of the bell that graph tools call ear gain; its Q is 1. [Hz]"""

TILT_PIVOT_HZ = math.sqrt(20.0 * 20_000.0)
"""Frequency that a tilt leaves as it is, 632.5 Hz: that of AutoEq; other tools take 1 kHz. [Hz]"""

_HARMAN_Q = math.sqrt(0.5)  # not published; taken by those who rebuild the targets
_GRAPH_TOOL_TREBLE_Q = 0.42


def bass_shelf_db(frequency_hz: Array, *, gain_db: float, q: float = _HARMAN_Q) -> Array:
    """Level that the bass shelf at 105 Hz adds, re unity gain.

    Examples
    --------
    >>> bass_shelf_db(np.array([105.0]), gain_db=6.0).round(9)
    array([3.])
    """
    return low_shelf_db(frequency_hz, center_hz=BASS_HZ, gain_db=gain_db, q=q)


def treble_shelf_db(
    frequency_hz: Array, *, gain_db: float, q: float = _GRAPH_TOOL_TREBLE_Q
) -> Array:
    """Level that the treble shelf at 2.5 kHz adds, re unity gain.

    The Q is that of the graph tools, 0.42, so that a "treble" here is the treble there. Harman's
    own is not published: `harman_style` takes √½, as others do who rebuild these targets.

    Examples
    --------
    >>> treble_shelf_db(np.array([2500.0]), gain_db=-3.0).round(9)
    array([-1.5])
    """
    return high_shelf_db(frequency_hz, center_hz=TREBLE_HZ, gain_db=gain_db, q=q)


def ear_gain_bell_db(frequency_hz: Array, *, gain_db: float, q: float = 1.0) -> Array:
    """Level that the bell of the ear gain at 2750 Hz adds, re unity gain.

    Examples
    --------
    >>> ear_gain_bell_db(np.array([2750.0]), gain_db=-1.8).round(9)
    array([-1.8])
    """
    return bell_db(frequency_hz, center_hz=EAR_GAIN_HZ, gain_db=gain_db, q=q)


def tilt_db(
    frequency_hz: Array, *, tilt_db_per_octave: float, pivot_hz: float = TILT_PIVOT_HZ
) -> Array:
    """Level that a tilt adds: a straight line over octaves, 0 dB at its pivot.

    Parameters
    ----------
    frequency_hz : array
        Above 0. [Hz]
    tilt_db_per_octave
        Below 0 for a darker sound. [dB/octave]
    pivot_hz
        Where the tilt adds nothing. [Hz]

    Returns
    -------
    array
        Of the shape of the frequencies. [dB re the pivot]

    Examples
    --------
    >>> tilt_db(np.array([500.0, 2000.0, 4000.0]), tilt_db_per_octave=-1.0, pivot_hz=1000.0)
    array([ 1., -1., -2.])
    """
    xp = array_namespace(frequency_hz)
    return tilt_db_per_octave * xp.log2(frequency_hz / pivot_hz)


def adjusted(
    target: Target,
    *,
    bass_db: float = 0.0,
    treble_db: float = 0.0,
    tilt_db_per_octave: float = 0.0,
    ear_gain_db: float = 0.0,
) -> Target:
    """Target with shelves, tilt and ear gain as graph tools have them, named after them.

    Like every target the outcome is re its 1 kHz level, so that the pivot of the tilt cannot be
    seen in it. Between its own points and those of the R40 series it is linear in dB.

    Parameters
    ----------
    target
        What is adjusted; may be adjusted already.
    bass_db
        Gain of a low shelf at 105 Hz, Q √½. [dB]
    treble_db
        Gain of a high shelf at 2.5 kHz, Q 0.42. [dB]
    tilt_db_per_octave
        Below 0 for a darker sound. [dB/octave]
    ear_gain_db
        Gain of a bell at 2750 Hz, Q 1. [dB]

    Examples
    --------
    >>> from auricle.response.formats import find_target
    >>> adjusted(find_target("5128 DF"), bass_db=3, tilt_db_per_octave=-0.8).name
    'Diffuse field, B&K 5128 (bass +3 dB, tilt -0.8 dB/octave)'
    """
    named = {
        f"bass {bass_db:+g} dB": bass_db,
        f"treble {treble_db:+g} dB": treble_db,
        f"ear gain {ear_gain_db:+g} dB": ear_gain_db,
        f"tilt {tilt_db_per_octave:+g} dB/octave": tilt_db_per_octave,
    }
    adjustments = tuple(name for name, amount in named.items() if amount)
    if not adjustments:
        return target
    f = _finer(target.response.frequency_hz)
    added_db = (
        bass_shelf_db(f, gain_db=bass_db)
        + treble_shelf_db(f, gain_db=treble_db)
        + ear_gain_bell_db(f, gain_db=ear_gain_db)
        + tilt_db(f, tilt_db_per_octave=tilt_db_per_octave)
    )
    return _with(target, FrequencyResponse(f, added_db), adjustments)


def harman_style(
    baseline: Target, *, bass_db: float, treble_db: float, q: float = _HARMAN_Q
) -> Target:
    """Target built as Harman built theirs: a baseline with a bass and a treble shelf.

    Parameters
    ----------
    baseline
        Flat loudspeakers in a room, or a diffuse field, on the rig of the target.
    bass_db, treble_db
        Gains of the shelves at 105 Hz and 2.5 kHz. 249 listeners preferred +6.44 and -1.41 dB
        on the average [1]_. [dB]
    q
        Of both shelves; not published, √½ being what is taken for it.

    References
    ----------
    .. [1] S. Olive and T. Welti, "Factors that influence listeners' preferred bass and treble
           balance in headphones", AES 139 (2015).

    Examples
    --------
    >>> from auricle.response.formats import find_target
    >>> room = find_target("harman-in-room-flat-2013")
    >>> harman_style(room, bass_db=6.44, treble_db=-1.41).adjustments
    ('Harman-style bass +6.44 dB', 'Harman-style treble -1.41 dB')
    """
    f = _finer(baseline.response.frequency_hz)
    added_db = bass_shelf_db(f, gain_db=bass_db, q=q) + treble_shelf_db(f, gain_db=treble_db, q=q)
    shape = "" if q == _HARMAN_Q else f", Q {q:g}"
    adjustments = (
        f"Harman-style bass {bass_db:+g} dB{shape}",
        f"Harman-style treble {treble_db:+g} dB{shape}",
    )
    made = _with(baseline, FrequencyResponse(f, added_db), adjustments)
    return replace(made, kind="target")


def _finer(frequency_hz: Any) -> Any:
    """Own points and those of R40 between them: there a shelf is exact."""
    inside = R40_HZ[band(R40_HZ, float(frequency_hz[0]), float(frequency_hz[-1]))]
    return np.union1d(frequency_hz, inside)


def _with(target: Target, added: FrequencyResponse, adjustments: tuple[str, ...]) -> Target:
    level_db = target.response.on(added.frequency_hz) + added.level_db
    level_db = level_db - FrequencyResponse(added.frequency_hz, level_db).on([REFERENCE_HZ])[0]
    plain = target.name.removesuffix(_suffix(target.adjustments))
    every = (*target.adjustments, *adjustments)
    return replace(
        target,
        name=plain + _suffix(every),
        response=FrequencyResponse(added.frequency_hz, level_db),
        adjustments=every,
    )


def _suffix(adjustments: tuple[str, ...]) -> str:
    return f" ({', '.join(adjustments)})" if adjustments else ""
