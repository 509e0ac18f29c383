"""How loud a source plays a headphone, and what ends that."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auricle.drive.equalisation import Equalisation
from auricle.drive.headphone import BAND_HZ, Headphone
from auricle.drive.limits import Limits
from auricle.drive.loading import loss_db
from auricle.drive.source import Source
from auricle.drive.voltage import drive_current_ma, drive_voltage_v, level_at_dbspl
from auricle.estimate import Z_95, Estimate
from auricle.hearing import NOISE_PEAK_RATIO, PROGRAMME_NOISE_DBFS
from auricle.units import ratio_of_db

__all__ = ["Boost", "ProgrammeNoise", "Reach", "loudness_verdict", "reach"]

_Floats = NDArray[np.float64]

_LEAST_BOOST_DB = 0.5  # a smaller boost asks for nothing worth a line: an engineering value


@dataclass(frozen=True, slots=True)
class Boost:
    """What a peak of the equaliser asks of the source when the level is reached."""

    frequency_hz: float
    gain_db: float
    voltage_v: float  # RMS at the terminals
    current_ma: float | None
    headroom_db: float  # by which the source could give more there


@dataclass(frozen=True, slots=True)
class ProgrammeNoise:
    """Programme noise with the volume turned up fully."""

    voltage_v: float  # RMS at the terminals, filters and all
    uncertainty_db: float  # standard, of the level that it gives: that of its own limit
    is_least: bool = False  # whether the source may give more: only lower loads are stated


@dataclass(frozen=True, slots=True)
class Reach:
    """How loud a source plays a headphone."""

    level_dbspl: Estimate  # largest, of a sine or of peaks
    voltage_v: float  # RMS at the terminals, at the frequency of the sensitivity
    limit: str  # voltage, current or power; "clipping" where an equaliser's gain comes first
    headroom_db: float  # re the level wanted
    preamp_db: float  # that is taken off
    clips_db: float  # by which the preamp that was given is too high
    lost_db: float  # to the output impedance
    noise: ProgrammeNoise  # at full volume
    boosts: tuple[Boost, ...] = ()
    is_least: bool = False  # whether the source may give more: only lower loads are stated


def reach(
    headphone: Headphone,
    source: Source,
    *,
    level_dbspl: float,
    equalisation: Equalisation | None = None,
) -> Reach | None:
    """Largest level of a headphone on a source.

    Parameters
    ----------
    headphone, source
        Of what the source gives into a load, or behind an output impedance, or up to a current,
        nothing is known without an impedance of the headphone.
    level_dbspl
        The level wanted, for the headroom. [dB re 20 µPa]
    equalisation
        In front of the source; a preamp is taken off the level, and at each boost the source
        must still give what the boost asks for.

    Returns
    -------
    Reach or None
        None where the impedance would be needed and is not known.

    Notes
    -----
    The open-circuit voltage that no limit cuts at any frequency, E, gives S + 20 lg(E |Z/(Z + Zo)|)
    with the impedance at the frequency of the sensitivity. Where a source states no open-circuit
    voltage, the largest that it states at a load is taken for its full scale. Programme noise lies
    10 dB below full scale (EN 50332-1) before the equaliser; behind it current and load limit its
    peaks alone, which are twice its RMS value (IEC 60268-7:2010, 8.3.2: 1.8 to 2.2).

    Examples
    --------
    >>> from auricle.drive.source import Span
    >>> k612 = Headphone(Estimate(101.0, 2.0), rated_ohm=120.0)
    >>> two_volts = Source("2 V", Span.exact(0.0), Span.exact(2.0))
    >>> found = reach(k612, two_volts, level_dbspl=110.0)
    >>> round(found.level_dbspl.value, 2), round(found.headroom_db, 2), found.limit
    (107.02, -2.98, 'voltage')
    """
    lost_db = source.lost_db(headphone)
    is_known = headphone.reference_ohm is not None or source.is_same_into_any_load
    if lost_db is None or not is_known:
        return None
    eq = equalisation or Equalisation()
    limits, (frequency_hz, impedance) = source.limits, headphone.looked_at
    boost_db = np.maximum(0.0, eq.at(frequency_hz))  # a cut does not make the rest louder
    analog = limits.analog_emf_v(impedance) / 10.0 ** (boost_db / 20.0)
    at = int(np.argmin(analog))
    preamp = ratio_of_db(eq.safe_preamp_db)
    analog_v = float(analog[at])
    full_v = _full_scale_v(headphone, source, lost_db=lost_db)
    # Without an open-circuit voltage nothing but a preamp keeps a source from its limits.
    digital_v = limits.open_circuit_v if eq.safe_preamp_db == 0.0 else full_v
    emf_v = min(digital_v * preamp, analog_v)
    limit = _analog_limit(limits, impedance[[at]]) if analog_v < digital_v * preamp else ""
    voltage_v = emf_v * ratio_of_db(-lost_db)
    level = level_at_dbspl(headphone.sensitivity_db_per_v.value, voltage_v=voltage_v)
    return Reach(
        level_dbspl=Estimate(level, _level_uncertainty_db(headphone, source, limit)),
        voltage_v=voltage_v,
        limit=limit or ("clipping" if eq.safe_preamp_db < 0.0 else "voltage"),
        headroom_db=level - level_dbspl,
        preamp_db=eq.safe_preamp_db,
        clips_db=eq.clips_db,
        lost_db=lost_db,
        noise=_noise(headphone, source, eq, full_v=full_v, lost_db=lost_db),
        boosts=_boosts(headphone, source, eq, level_dbspl=level_dbspl, lost_db=lost_db),
        is_least=_is_least(headphone, source, limit),
    )


def _is_least(headphone: Headphone, source: Source, limit: str) -> bool:
    """Whether the source may give more than is known; not where a current ends it."""
    ohm = headphone.reference_ohm
    return ohm is not None and limit != "current" and source.is_least_into(ohm)


def _noise(
    headphone: Headphone, source: Source, eq: Equalisation, *, full_v: float, lost_db: float
) -> ProgrammeNoise:
    limits, impedance = source.limits, headphone.looked_at[1]
    analog = limits.analog_emf_v(impedance)
    at = int(np.argmin(analog))
    allowed_v = float(analog[at]) * math.sqrt(2.0) / NOISE_PEAK_RATIO
    below_full_db = PROGRAMME_NOISE_DBFS + eq.safe_preamp_db + eq.programme_gain_db
    digital_v = full_v * ratio_of_db(below_full_db)
    limit = _analog_limit(limits, impedance[[at]]) if allowed_v < digital_v else ""
    return ProgrammeNoise(
        voltage_v=min(digital_v, allowed_v) * ratio_of_db(-lost_db),
        uncertainty_db=_level_uncertainty_db(headphone, source, limit),
        is_least=_is_least(headphone, source, limit),
    )


def _full_scale_v(headphone: Headphone, source: Source, *, lost_db: float) -> float:
    """Open-circuit voltage of a full-scale sine, as far as it is known."""
    if source.open_circuit_v is not None:
        return source.open_circuit_v.value
    if source.at_loads:
        return source.full_scale_v * ratio_of_db(lost_db)
    return float(np.min(source.limits.analog_emf_v(headphone.looked_at[1])))


def _level_uncertainty_db(headphone: Headphone, source: Source, limit: str) -> float:
    """Of the sensitivity, and of what of the source ends the level; empty for its voltage."""
    parts = [headphone.sensitivity_db_per_v.uncertainty]
    ohm, output = headphone.reference_ohm, source.output_ohm
    if limit == "current" and source.current_a is not None:
        parts.append(source.current_a.uncertainty_db)
    elif limit:
        parts.append(source.stated_db)
    else:
        parts.append(source.voltage_uncertainty_db)
        if ohm is not None:
            ends = loss_db(ohm, source_ohm=output.low) - loss_db(ohm, source_ohm=output.high)
            parts.append(float(ends) / math.sqrt(12.0))
    return math.hypot(*parts)


def _analog_limit(limits: Limits, impedance: NDArray[np.complex128]) -> str:
    without = Limits(
        source_ohm=limits.source_ohm,
        current_a=limits.current_a,
        at_loads=limits.at_loads,
    )
    return without.binding(impedance)


def _boosts(
    headphone: Headphone, source: Source, eq: Equalisation, *, level_dbspl: float, lost_db: float
) -> tuple[Boost, ...]:
    """The peaks of the filters, each with what it takes at the level wanted."""
    gain_db, impedance = eq.at(BAND_HZ), headphone.over_band
    flat_v = drive_voltage_v(headphone.sensitivity_db_per_v, level_dbspl=level_dbspl).value
    emf_v = flat_v * ratio_of_db(lost_db)
    allowed_v = source.limits.emf_v(impedance)
    knows_impedance = headphone.reference_ohm is not None
    boosts = []
    for at in _peaks(gain_db):
        wanted_v = emf_v * ratio_of_db(float(gain_db[at]))
        loss = float(loss_db(impedance[at], source_ohm=source.output_ohm.value))
        terminal_v = wanted_v * ratio_of_db(loss)
        current_ma = drive_current_ma(terminal_v, impedance_ohm=complex(impedance[at]))
        boosts.append(
            Boost(
                frequency_hz=float(BAND_HZ[at]),
                gain_db=float(gain_db[at]),
                voltage_v=terminal_v,
                current_ma=current_ma if knows_impedance else None,
                headroom_db=20.0 * math.log10(float(allowed_v[at]) / wanted_v),
            )
        )
    return tuple(boosts)


def _peaks(gain_db: _Floats) -> list[int]:
    """Where the gain is highest around; of a shelf its end, of a level stretch its first point."""
    padded = np.concatenate([[-np.inf], gain_db, [-np.inf]])
    rises = padded[1:-1] > padded[:-2] + 1e-9
    falls = padded[1:-1] >= padded[2:] - 1e-9
    found: list[int] = []
    for at in np.flatnonzero(rises & falls & (gain_db >= _LEAST_BOOST_DB)).tolist():
        after = gain_db[at:]
        lower = np.flatnonzero(after < gain_db[at] - 1e-9)
        higher = np.flatnonzero(after > gain_db[at] + 1e-9)
        if higher.size == 0 or (lower.size and lower[0] < higher[0]):
            found.append(at)
    return found


def loudness_verdict(found: Reach) -> str:
    """Whether a source is loud enough: yes, probably, probably not or no.

    It is sure where the level lies beyond the 5 to 95 % range of what is reached; where that is
    only the least that the source gives, it is never surely too little.

    Examples
    --------
    >>> noise = ProgrammeNoise(0.6, 2.0)
    >>> reached = Reach(Estimate(107.0, 2.0), 2.0, "voltage", -3.0, 0.0, 0.0, 0.0, noise)
    >>> loudness_verdict(reached)
    'probably not'
    """
    is_sure = abs(found.headroom_db) >= Z_95 * found.level_dbspl.uncertainty
    if found.headroom_db >= 0.0:
        return "yes" if is_sure else "probably"
    return "no" if is_sure and not found.is_least else "probably not"
