"""The answers as plain data."""

import hashlib
import math
from collections.abc import Mapping, Sequence
from typing import Any

from auricle import PROGRAM
from auricle.devices import Figure, Plugged, classes_sha256
from auricle.dossier import Product, Source
from auricle.drive import Boost, Exposure, Hiss, PlayerLimits, ResponseChange, Span
from auricle.estimate import rounded
from auricle.rating import source_record, sources_with_origins
from auricle.review.drive.report import DriveQuestion, DriveReport, Match

__all__ = ["drive_record", "headphones_record", "sources_record"]

Record = dict[str, Any]

_CURVE_STEP = 4  # of the 481 points of a change over frequency: twelve an octave


def drive_record(
    report: DriveReport,
    *,
    inputs: Mapping[str, str | None],
    matches: Sequence[Match] = (),
) -> Record:
    """A report as plain data, for programs.

    Parameters
    ----------
    report
        Of one headphone, with or without a source.
    inputs
        SHA-256 hashes by name.
    matches
        The headphone on many sources, where a table was asked for.
    """
    plugs = [each.plugged for each in (*([report.match] if report.match else []), *matches)]
    return {
        **_headphone(report),
        "question": _question(report.question),
        "required": _required(report),
        **_reach(report),
        "gain": _gain(report),
        **_sound(report),
        "listening": _listening(report),
        "en_50332": _limits(report.limits),
        "matches": [match_record(each) for each in matches],
        "sources": _sources([*report.sources, *_of_devices(plugs)]),
        "inputs": {**inputs, "devices": _digest(plugs)},
        "program": PROGRAM,
    }


def _reach(report: DriveReport) -> Record:
    """How loud the source plays it."""
    one = report.match
    reached = one.reach if one else None
    volume = report.volume
    return {
        "source": None if one is None else _source(one.plugged),
        "loudness": None if one is None else one.loudness,
        "max_dbspl": _number(reached.level_dbspl.value if reached else None),
        "max_is_least": reached.is_least if reached else None,
        "max_uncertainty_db": _number(reached.level_dbspl.uncertainty if reached else None),
        "headroom_db": _number(reached.headroom_db if reached else None),
        "terminal_volt_rms": _number(reached.voltage_v if reached else None),
        "limit": reached.limit if reached else None,
        "lost_to_output_impedance_db": _number(reached.lost_db if reached else None),
        "preamp_db": _number(reached.preamp_db if reached else None),
        "clips_db": _number(reached.clips_db if reached else None),
        "boosts": [_boost(boost) for boost in reached.boosts] if reached else [],
        "volume": None
        if volume is None
        else {
            "below_full_db": _number(volume.below_full_db),
            "shown_db": _number(volume.shown_db),
        },
    }


def _gain(report: DriveReport) -> Record:
    return {
        "needed_db": _number(report.needed_gain_db),
        "from_line_db": _number(report.gain.gain_db),
        "step": report.gain.setting,
        "step_db": _number(report.gain.setting_db),
        "settings": [
            {
                "name": s.name,
                "max_dbspl": _number(s.level_dbspl),
                "max_is_least": s.is_least,
                "is_enough": s.is_enough,
            }
            for s in report.settings
        ],
    }


def _sound(report: DriveReport) -> Record:
    """What the source adds to the sound."""
    one = report.match
    return {
        "response_change": None if one is None else _change(one.change),
        "change_over_frequency": None if one is None else _change_curve(one.change),
        "damping_factor": _unless_endless(report.damping),
        "hiss": None if one is None else _hiss(one.hiss),
    }


def _listening(report: DriveReport) -> Record:
    one = report.match
    return {
        "basis": report.electrical.field.basis,
        "mode": report.question.mode,
        "at_peaks": _exposure(report.at_peaks),
        "at_full_volume": None if one is None else _exposure(one.full),
        "week_below_full_db": _number(report.safe_below_full_db),
    }


def sources_record(plugs: Sequence[Plugged]) -> Record:
    """Devices and classes as plain data."""
    return {
        "devices": [_source(plug) for plug in plugs],
        "sources": _sources(_of_devices(plugs)),
        "inputs": {"devices": _digest(plugs)},
        "program": PROGRAM,
    }


def headphones_record(
    reports: Sequence[DriveReport],
    *,
    without_sensitivity: Sequence[Product],
    inputs: Mapping[str, str | None],
) -> Record:
    """One source on many headphones as plain data.

    Parameters
    ----------
    reports
        Of each headphone, on the source.
    without_sensitivity
        Products that could not be asked about.
    inputs
        SHA-256 hashes by name.
    """
    matches = [report.match for report in reports if report.match is not None]
    plugs = [one.plugged for one in matches]
    of_headphones = [source for report in reports for source in report.electrical.sources]
    return {
        "question": _question(reports[0].question) if reports else None,
        "source_asked": plugs[0].source.name if plugs else None,
        "headphones": [
            {**_headphone(report), **match_record(report.match)}
            for report in reports
            if report.match is not None
        ],
        "without_sensitivity": [product.slug for product in without_sensitivity],
        "sources": _sources([*of_headphones, *_of_devices(plugs)]),
        "inputs": {**inputs, "devices": _digest(plugs)},
        "program": PROGRAM,
    }


def _of_devices(plugs: Sequence[Plugged]) -> list[Source]:
    return [figure.source for plug in plugs for figure in plug.figures]


def _sources(sources: Sequence[Source]) -> Record:
    """Sources with those they were found cited in, by id."""
    return {source.id: source_record(source) for source in sources_with_origins(sources)}


def _digest(plugs: Sequence[Plugged]) -> str | None:
    """SHA-256 of the files of all devices and classes that took part; None where none did."""
    digests = sorted({plug.device.sha256 for plug in plugs if plug.device is not None})
    if any(plug.kind is not None for plug in plugs):
        digests.append(classes_sha256())
    if not digests:
        return None
    return hashlib.sha256("".join(digests).encode("ascii")).hexdigest()


def match_record(one: Match) -> Record:
    """One headphone on one source, the short form."""
    reached = one.reach
    return {
        "source": _source(one.plugged),
        "loudness": one.loudness,
        "max_dbspl": _number(reached.level_dbspl.value if reached else None),
        "max_is_least": reached.is_least if reached else None,
        "max_uncertainty_db": _number(reached.level_dbspl.uncertainty if reached else None),
        "headroom_db": _number(reached.headroom_db if reached else None),
        "limit": reached.limit if reached else None,
        "response_change": _change(one.change),
        "hiss": _hiss(one.hiss),
        "at_full_volume": _exposure(one.full),
    }


def _number(value: float | None) -> float | None:
    """A figure to nine digits; null where it is not known. What is no number is a fault of ours."""
    if value is not None and not math.isfinite(value):
        raise ValueError(f"a record holds numbers and null, got {value}")
    return None if value is None else rounded(value)


def _unless_endless(value: float | None) -> float | None:
    """The same, but null also for what has no end: JSON has no number for that."""
    return None if value == math.inf else _number(value)


def _headphone(report: DriveReport) -> Record:
    found, product = report.electrical, report.product
    headphone = found.headphone
    ends = headphone.range_ohm
    return {
        "slug": product.slug if product else None,
        "product": product.name if product else None,
        "as_of": report.day.isoformat() if report.day else None,
        "sensitivity_db_per_v": _number(headphone.sensitivity_db_per_v.value),
        "sensitivity_uncertainty_db": _number(headphone.sensitivity_db_per_v.uncertainty),
        "sensitivity_hz": _number(headphone.reference_hz),
        "impedance_ohm": _number(found.rated_ohm),
        "impedance_over_frequency": {
            "basis": found.impedance_basis,
            "lowest_ohm": _number(ends[0]) if ends else None,
            "highest_ohm": _unless_endless(ends[1]) if ends else None,
        },
        "max_input_dbspl": _number(report.max_input_dbspl),
        "proxy": found.sensitivity.proxy,
        "remarks": list(found.sensitivity.remarks),
    }


def _question(question: DriveQuestion) -> Record:
    equalisation = question.equalisation
    return {
        "peak_dbspl": _number(question.level_dbspl),
        "crest_db": _number(question.crest_db),
        "preamp_db": 0.0 if equalisation is None else _number(equalisation.preamp_db),
        "highest_eq_gain_db": 0.0
        if equalisation is None
        else _number(equalisation.highest_gain_db),
        "mode": question.mode,
    }


def _required(report: DriveReport) -> Record:
    needs = report.required
    return {
        "peak_dbspl": _number(needs.level_dbspl),
        "programme_dbspl": _number(needs.programme_dbspl),
        "volt_rms": _number(needs.voltage_v.value),
        "volt_low": _number(needs.range_v[0]),
        "volt_high": _number(needs.range_v[1]),
        "volt_peak": _number(needs.peak_v),
        "current_ma": _number(needs.current_ma),
        "most_current_ma": _number(needs.most_current_ma),
        "power_mw": _number(needs.power_mw),
    }


def _source(plugged: Plugged) -> Record:
    source, device = plugged.source, plugged.device
    return {
        "name": source.name,
        "slug": device.slug if device else None,
        "class": plugged.kind.slug if plugged.kind else None,
        "output": plugged.output.name if plugged.output else None,
        "circuit": plugged.output.circuit if plugged.output else None,
        "gain": plugged.gain,
        "open_circuit_v": _span(source.open_circuit_v),
        "output_ohm": _span(source.output_ohm),
        "current_ma": _span(source.current_a, factor=1e3),
        "at_loads": [
            {"load_ohm": _number(load), "volt_rms": _number(volts)}
            for load, volts in source.at_loads
        ],
        "noise_uv": _span(source.noise_v, factor=1e6),
        "remarks": list(plugged.remarks),
        "figures": [_figure(figure) for figure in plugged.figures],
    }


def _figure(figure: Figure) -> Record:
    return {
        "quantity": figure.quantity,
        "stated": figure.stated,
        "kind": figure.kind,
        "condition": figure.condition,
        "note": figure.note,
        "source": figure.source.id,
    }


def _span(span: Span | None, *, factor: float = 1.0) -> Record | None:
    if span is None:
        return None
    return {
        "low": _number(factor * span.low),
        "value": _number(factor * span.value),
        "high": _number(factor * span.high),
        "is_assumed": span.is_assumed,
    }


def _boost(boost: Boost) -> Record:
    return {
        "frequency_hz": _number(boost.frequency_hz),
        "gain_db": _number(boost.gain_db),
        "volt_rms": _number(boost.voltage_v),
        "current_ma": _number(boost.current_ma),
        "headroom_db": _number(boost.headroom_db),
    }


def _change(change: ResponseChange | None) -> Record | None:
    if change is None:
        return None
    return {
        "basis": change.basis,
        "verdict": change.verdict,
        "largest_db": _number(change.largest_db),
        "largest_hz": _number(change.largest_hz),
        "low_db": _number(change.low_db),
        "high_db": _number(change.high_db),
    }


def _change_curve(change: ResponseChange | None) -> Record | None:
    if change is None or change.frequency_hz is None or change.change_db is None:
        return None
    return {
        "frequency_hz": [_number(f) for f in change.frequency_hz[::_CURVE_STEP].tolist()],
        "change_db": [_number(level) for level in change.change_db[::_CURVE_STEP].tolist()],
    }


def _hiss(found: Hiss | None) -> Record | None:
    if found is None:
        return None
    return {
        "verdict": found.verdict,
        "level_dba": _number(found.level_dba),
        "low_dba": _number(found.low_dba),
        "high_dba": _number(found.high_dba),
        "re_diffuse_field": found.is_field,
        "noise_is_assumed": found.is_assumed,
    }


def _exposure(found: Exposure | None) -> Record | None:
    if found is None:
        return None
    ends = found.adult_range_hours or (None, None)
    return {
        "level_dba": _number(found.level_dba.value),
        "is_least": found.is_least,
        "uncertainty_db": _number(found.level_dba.uncertainty),
        "adult_hours_a_week": _number(found.adult_hours),
        "adult_low_hours_a_week": _number(ends[0]),
        "adult_high_hours_a_week": _number(ends[1]),
        "sensitive_hours_a_week": _number(found.sensitive_hours),
        "niosh_hours_a_day": _number(found.niosh_hours),
        "osha_hours_a_day": _number(found.osha_hours),
    }


def _limits(limits: PlayerLimits) -> Record:
    return {
        "characteristic_volt_rms": _number(limits.characteristic_v),
        "headphone_keeps": limits.headphone_keeps,
        "player_volt_rms": _number(limits.player_v),
        "player_keeps": limits.player_keeps,
        "together_keep": limits.together_keep,
    }
