"""What a headphone takes, and what a source makes of it."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auricle.drive.headphone import Headphone
from auricle.drive.limits import Limits
from auricle.drive.loading import largest_loading_db, loss_db, source_loading_db
from auricle.drive.noise import hiss_dba, hiss_verdict
from auricle.drive.source import Source
from auricle.drive.voltage import (
    drive_current_ma,
    drive_power_mw,
    drive_voltage_v,
    level_at_dbspl,
    peak_voltage_v,
    programme_level_dbspl,
)
from auricle.estimate import Z_95, Estimate

__all__ = [
    "CREST_DB",
    "FULL_BAND_HZ",
    "Boost",
    "Equalisation",
    "Hiss",
    "Reach",
    "Required",
    "ResponseChange",
    "hiss",
    "loudness_verdict",
    "reach",
    "required",
    "response_change",
]

_Floats = NDArray[np.float64]

CREST_DB = 15.0
"""Crest factor taken for music: of recordings 10 to 20 dB are usual; an engineering value."""

FULL_BAND_HZ = (20.0, 20_000.0)
"""Band over which a source must keep its limits. [Hz]"""

SLIGHT_DB = 0.5
PLAIN_DB = 2.0
"""A broad change of a response is not heard up to the first and heard as a rule from the
second on: thresholds for low-Q changes in the literature lie from 0.3 to 1 dB."""

_LEAST_BOOST_DB = 0.5  # a smaller boost asks for nothing worth a line
_GRID_HZ = np.geomspace(*FULL_BAND_HZ, 481)


@dataclass(frozen=True, slots=True, eq=False)
class Equalisation:
    """What an equaliser in front of the source adds."""

    preamp_db: float = 0.0  # re unity gain
    frequency_hz: _Floats | None = None  # of the filters; None without any
    gain_db: _Floats | None = None  # of the filters alone, shape of the frequencies

    def __post_init__(self) -> None:
        if not -120.0 <= self.preamp_db <= 60.0:
            raise ValueError(f"preamp_db must lie from -120 to 60, got {self.preamp_db}")
        if self.frequency_hz is None and self.gain_db is None:
            return
        if self.frequency_hz is None or self.gain_db is None:
            raise ValueError("frequency_hz and gain_db come together")
        f, gain = self.frequency_hz, self.gain_db
        if f.ndim != 1 or f.shape != gain.shape or f.size < 2:
            msg = "frequency_hz and gain_db must be one-dimensional, of equal length of 2 or more"
            raise ValueError(f"{msg}, got shapes {f.shape} and {gain.shape}")
        if not (f[0] > 0.0 and np.all(np.diff(f) > 0.0) and np.isfinite(f[-1])):
            raise ValueError("frequency_hz must be finite, above 0 and rising")
        if not np.isfinite(gain).all():
            raise ValueError("gain_db must be finite")

    @property
    def highest_gain_db(self) -> float:
        """Highest gain of the filters in dB, not below 0."""
        return 0.0 if self.gain_db is None else max(0.0, float(np.max(self.gain_db)))

    @property
    def clips_db(self) -> float:
        """By how many dB a full-scale sine would overload; 0 for not at all."""
        return max(0.0, self.preamp_db + self.highest_gain_db)

    @property
    def safe_preamp_db(self) -> float:
        """The preamp in dB, lowered where it would not keep a sine from overloading."""
        return self.preamp_db - self.clips_db

    def at(self, frequency_hz: _Floats) -> _Floats:
        """Gain of the filters at other frequencies, in dB."""
        if self.frequency_hz is None or self.gain_db is None:
            return np.zeros_like(frequency_hz)
        return np.interp(np.log(frequency_hz), np.log(self.frequency_hz), self.gain_db)


@dataclass(frozen=True, slots=True)
class Required:
    """What a level takes at the headphone's terminals."""

    level_dbspl: float  # RMS level of a sine with the programme's peaks
    programme_dbspl: float  # RMS level of the programme itself
    crest_db: float  # of the programme
    voltage_v: Estimate  # RMS of that sine
    peak_v: float
    current_ma: float | None  # RMS of the sine at the rated impedance; None where it is unknown
    power_mw: float | None  # likewise


def required(headphone: Headphone, *, level_dbspl: float, crest_db: float = CREST_DB) -> Required:
    """Voltage, current and power for a level.

    Parameters
    ----------
    headphone
        Sensitivity and, for current and power, rated impedance.
    level_dbspl
        The level of peaks: RMS level of the sine that has the same peak. [dB re 20 µPa]
    crest_db
        Peak re RMS of the programme. [dB]

    Returns
    -------
    Required

    Raises
    ------
    ValueError
        If the crest factor lies outside 0 to 40 dB or the level outside 0 to 160 dB.

    Examples
    --------
    >>> k612 = Headphone(Estimate(101.0, 2.0), rated_ohm=120.0)
    >>> found = required(k612, level_dbspl=110.0)
    >>> round(found.voltage_v.value, 3), round(found.current_ma, 1), round(found.power_mw, 1)
    (2.818, 23.5, 66.2)
    """
    if not 0.0 <= level_dbspl <= 160.0:
        raise ValueError(f"level_dbspl must lie from 0 to 160, got {level_dbspl}")
    if not 0.0 <= crest_db <= 40.0:
        raise ValueError(f"crest_db must lie from 0 to 40, got {crest_db}")
    voltage = drive_voltage_v(headphone.sensitivity_db_per_v, level_dbspl=level_dbspl)
    ohm = headphone.rated_ohm
    return Required(
        level_dbspl=level_dbspl,
        programme_dbspl=programme_level_dbspl(level_dbspl, crest_db=crest_db),
        crest_db=crest_db,
        voltage_v=voltage,
        peak_v=peak_voltage_v(voltage.value),
        current_ma=None if ohm is None else drive_current_ma(voltage.value, impedance_ohm=ohm),
        power_mw=None if ohm is None else drive_power_mw(voltage.value, impedance_ohm=ohm),
    )


@dataclass(frozen=True, slots=True)
class Boost:
    """What a peak of the equaliser asks of the source when the level is reached."""

    frequency_hz: float
    gain_db: float
    voltage_v: float  # RMS at the terminals
    current_ma: float | None
    headroom_db: float  # by which the source could give more there


@dataclass(frozen=True, slots=True)
class Reach:
    """How loud a source plays a headphone."""

    level_dbspl: Estimate  # largest, of a sine or of peaks
    voltage_v: float  # RMS at the terminals, at the frequency of the sensitivity
    limit: str  # voltage, current or power; "clipping" where an equaliser's gain comes first
    headroom_db: float  # re the level wanted
    preamp_db: float  # that is taken off
    clips_db: float  # by which the preamp that was given is too high
    lost_db: float | None  # to the output impedance; None where no impedance is known
    boosts: tuple[Boost, ...] = ()


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
        Where the source states powers only, the rated impedance must be known.
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
    voltage, the largest that it states at a load is taken for its full scale.

    Examples
    --------
    >>> from auricle.drive.source import Span
    >>> k612 = Headphone(Estimate(101.0, 2.0), rated_ohm=120.0)
    >>> two_volts = Source("2 V", Span.exact(0.0), Span.exact(2.0))
    >>> found = reach(k612, two_volts, level_dbspl=110.0)
    >>> round(found.level_dbspl.value, 2), round(found.headroom_db, 2), found.limit
    (107.02, -2.98, 'voltage')
    """
    if headphone.reference_ohm is None and source.open_circuit_v is None:
        return None
    eq = equalisation or Equalisation()
    limits, (frequency_hz, impedance) = source.limits, _looked_at(headphone)
    boost_db = np.maximum(0.0, eq.at(frequency_hz))  # a cut does not make the rest louder
    analog = limits.analog_emf_v(impedance) / 10.0 ** (boost_db / 20.0)
    at = int(np.argmin(analog))
    loss = _loss_db(headphone, source)
    full_v, analog_v = _full_scale_v(headphone, source, eq), float(analog[at])
    emf_v = min(full_v, analog_v)
    voltage_v = emf_v * _ratio(loss or 0.0)
    level = level_at_dbspl(headphone.sensitivity_db_per_v.value, voltage_v=voltage_v)
    return Reach(
        level_dbspl=Estimate(level, _level_uncertainty_db(headphone, source)),
        voltage_v=voltage_v,
        limit=_analog_limit(limits, impedance[[at]]) if analog_v < full_v else _digital_limit(eq),
        headroom_db=level - level_dbspl,
        preamp_db=eq.safe_preamp_db,
        clips_db=eq.clips_db,
        lost_db=None if loss is None else -loss,
        boosts=_boosts(headphone, source, eq, level_dbspl=level_dbspl),
    )


def _ratio(level_db: float) -> float:
    return math.exp(math.log(10.0) / 20.0 * level_db)


def _over_band(headphone: Headphone) -> NDArray[np.complex128]:
    """Impedance on the grid; the lowest known where there is no curve, huge where none."""
    if headphone.impedance is not None:
        return headphone.impedance.at(_GRID_HZ)
    return np.full(_GRID_HZ.shape, headphone.lowest_ohm or 1e9, dtype=np.complex128)


def _looked_at(headphone: Headphone) -> tuple[_Floats, NDArray[np.complex128]]:
    """Frequencies at which a source must keep its limits, that of the sensitivity among them."""
    over_band, ohm = _over_band(headphone), headphone.reference_ohm
    at_reference = over_band[0] if ohm is None else ohm
    return np.append(_GRID_HZ, headphone.reference_hz), np.append(over_band, at_reference)


def _loss_db(headphone: Headphone, source: Source) -> float | None:
    ohm = headphone.reference_ohm
    if ohm is None:
        return None
    return float(loss_db(ohm, source_ohm=source.output_ohm.value))


def _level_uncertainty_db(headphone: Headphone, source: Source) -> float:
    parts = [headphone.sensitivity_db_per_v.uncertainty, source.voltage_uncertainty_db]
    ohm, output = headphone.reference_ohm, source.output_ohm
    if ohm is not None:
        ends = loss_db(ohm, source_ohm=output.low) - loss_db(ohm, source_ohm=output.high)
        parts.append(float(ends) / math.sqrt(12.0))
    return math.hypot(*parts)


def _full_scale_v(headphone: Headphone, source: Source, eq: Equalisation) -> float:
    """Open-circuit voltage of a full-scale sine behind the preamp; infinite where none is known."""
    limits, preamp = source.limits, _ratio(eq.safe_preamp_db)
    if source.open_circuit_v is not None or eq.safe_preamp_db == 0.0:
        return limits.open_circuit_v * preamp
    if source.at_loads:
        return source.full_scale_v * preamp / _ratio(_loss_db(headphone, source) or 0.0)
    return float(np.min(limits.analog_emf_v(_looked_at(headphone)[1]))) * preamp


def _digital_limit(eq: Equalisation) -> str:
    return "clipping" if eq.safe_preamp_db < 0.0 else "voltage"


def _analog_limit(limits: Limits, impedance: NDArray[np.complex128]) -> str:
    without = Limits(
        source_ohm=limits.source_ohm,
        current_a=limits.current_a,
        power_w=limits.power_w,
        at_loads=limits.at_loads,
    )
    return without.binding(impedance)


def _boosts(
    headphone: Headphone, source: Source, eq: Equalisation, *, level_dbspl: float
) -> tuple[Boost, ...]:
    """The peaks of the filters, each with what it takes at the level wanted."""
    gain_db, impedance = eq.at(_GRID_HZ), _over_band(headphone)
    flat_v = drive_voltage_v(headphone.sensitivity_db_per_v, level_dbspl=level_dbspl).value
    emf_v = flat_v / _ratio(_loss_db(headphone, source) or 0.0)
    allowed_v = source.limits.emf_v(impedance)
    knows_impedance = headphone.reference_ohm is not None
    boosts = []
    for at in _peaks(gain_db):
        wanted_v = emf_v * _ratio(float(gain_db[at]))
        loss = float(loss_db(impedance[at], source_ohm=source.output_ohm.value))
        terminal_v = wanted_v * _ratio(loss)
        current_ma = 1000.0 * terminal_v / abs(complex(impedance[at]))
        boosts.append(
            Boost(
                frequency_hz=float(_GRID_HZ[at]),
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

    It is sure where the level lies beyond the 5 to 95 % range of what is reached.

    Examples
    --------
    >>> reached = Reach(Estimate(107.0, 2.0), 2.0, "voltage", -3.0, 0.0, 0.0, 0.0)
    >>> loudness_verdict(reached)
    'probably not'
    """
    is_sure = abs(found.headroom_db) >= Z_95 * found.level_dbspl.uncertainty
    if found.headroom_db >= 0.0:
        return "yes" if is_sure else "probably"
    return "no" if is_sure else "probably not"


@dataclass(frozen=True, slots=True, eq=False)
class ResponseChange:
    """What the output impedance does to the response, re its level at 1 kHz or so."""

    basis: str  # how the impedance is known; "bound" where only its lowest value is
    largest_db: float  # by magnitude; of a bound, from the lowest to the highest level
    largest_hz: float | None  # None of a bound
    low_db: float  # the same for the smallest output impedance of the source
    high_db: float  # and for its largest
    frequency_hz: _Floats | None = None
    change_db: _Floats | None = None

    @property
    def verdict(self) -> str:
        """Not heard, perhaps heard or heard; over the whole range of the output impedance."""
        ends = (abs(self.low_db), abs(self.high_db))
        if max(ends) <= SLIGHT_DB:
            return "not heard"
        return "heard" if min(ends) >= PLAIN_DB and self.basis != "bound" else "perhaps heard"


def response_change(headphone: Headphone, source: Source) -> ResponseChange | None:
    """Change of a headphone's response by the output impedance of a source.

    Parameters
    ----------
    headphone
        With its impedance over frequency; from a rated impedance only a bound follows.
    source
        Its output impedance is taken as a resistance.

    Returns
    -------
    ResponseChange or None
        None where nothing is known of the headphone's impedance.

    Examples
    --------
    >>> from auricle.drive.source import Span
    >>> k612 = Headphone(Estimate(101.0, 2.0), rated_ohm=120.0)
    >>> change = response_change(k612, Source("amp", Span.exact(1.0), Span.exact(2.0)))
    >>> change.basis, round(change.largest_db, 2), change.verdict
    ('bound', 0.09, 'not heard')
    """
    ends = headphone.range_ohm
    if ends is None:
        return None
    output = source.output_ohm
    if headphone.impedance is None:
        low, value, high = (
            largest_loading_db(*ends, source_ohm=ohm)
            for ohm in (output.low, output.value, output.high)
        )
        return ResponseChange("bound", value, None, low, high)
    low_db, change_db, high_db = (
        source_loading_db(
            headphone.impedance.at(_GRID_HZ),
            source_ohm=ohm,
            reference_ohm=headphone.reference_ohm or 0.0,
        )
        for ohm in (output.low, output.value, output.high)
    )
    at = int(np.argmax(np.abs(change_db if output.value > 0.0 else high_db)))
    return ResponseChange(
        basis=headphone.impedance.origin,
        largest_db=float(change_db[at]),
        largest_hz=float(_GRID_HZ[at]),
        low_db=float(low_db[at]),
        high_db=float(high_db[at]),
        frequency_hz=_GRID_HZ,
        change_db=change_db,
    )


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


def hiss(headphone: Headphone, source: Source, *, field_db: float | None = None) -> Hiss | None:
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
        None where nothing is known of the source's noise.

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
    if noise is None or noise.value <= 0.0:
        return None
    sensitivity = headphone.sensitivity_db_per_v
    offset = field_db or 0.0
    least_v = max(noise.low, 1e-3 * noise.value)  # an end at 0 would have no level
    return Hiss(
        level_dba=offset + hiss_dba(sensitivity.value, noise_v=noise.value),
        low_dba=offset + hiss_dba(sensitivity.low, noise_v=least_v),
        high_dba=offset + hiss_dba(sensitivity.high, noise_v=noise.high),
        is_field=field_db is not None,
        is_assumed=noise.is_assumed,
    )
