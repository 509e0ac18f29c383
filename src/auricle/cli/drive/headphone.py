"""The headphone that the options of ``auricle drive`` describe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from auricle.cli.options import read_text
from auricle.tables import parse_number

if TYPE_CHECKING:
    from auricle.cli.drive.asked import Asked
    from auricle.drive import ImpedanceCurve
    from auricle.metrics import Electrical

__all__ = ["headphone_by_hand", "impedance_curve"]

_SENSITIVITY = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(.+?)\s*")
_PER_WHAT = "; dB per what? dB/V is dB/mW + 10 lg(1000 / Ω): 15 dB more at 32 Ω, 5 dB at 300 Ω"
_MOST_OHM = 10_000.0


def headphone_by_hand(asked: Asked) -> Electrical:
    """The headphone whose figures were given."""
    from auricle.metrics import electrical_by_hand

    return electrical_by_hand(
        *_sensitivity(asked),
        impedance_ohm=asked.impedance_ohm,
        impedance=impedance_curve(asked, asked.impedance_ohm),
    )


def _sensitivity(asked: Asked) -> tuple[float, str]:
    """Figure and unit."""
    from auricle.dossier import load_glossary

    found = _SENSITIVITY.fullmatch(asked.sensitivity_text or "")
    quantity = load_glossary().quantities["sensitivity"]
    if found is None or found[2] not in quantity.units:
        expected = f"a figure with one of {', '.join(quantity.units)}"
        message = f"--sensitivity {asked.sensitivity_text!r} is not {expected}"
        raise click.UsageError(message + (_PER_WHAT if found and found[2] == "dB" else ""))
    value, unit = float(found[1]), found[2]
    if quantity.needs_impedance(unit) and asked.impedance_ohm is None:
        message = f"--sensitivity in {unit} needs --impedance, to convert to dB/V"
        raise click.UsageError(message)
    is_in_range = value > 0.0 and (
        quantity.low
        <= quantity.to_canonical(value, unit, impedance_ohm=asked.impedance_ohm)
        <= quantity.high
    )
    if not is_in_range:
        expected = f"one from {quantity.low:g} to {quantity.high:g} {quantity.unit}"
        raise click.UsageError(f"--sensitivity {asked.sensitivity_text!r} is not {expected}")
    return value, unit


def impedance_curve(asked: Asked, rated_ohm: float | None) -> ImpedanceCurve | None:
    """The table of --impedance-curve, or the model of --resonance."""
    from auricle.drive import parse_impedance

    if asked.impedance_file is not None:
        return parse_impedance(read_text(asked.impedance_file), source=asked.impedance_file.name)
    return None if asked.resonance_text is None else _resonance(asked, rated_ohm)


def _resonance(asked: Asked, rated_ohm: float | None) -> ImpedanceCurve:
    from auricle.drive import Q_RANGE, RESONANCE_RANGE_HZ, USUAL_Q, MotionalImpedance

    numbers = [parse_number(part) for part in (asked.resonance_text or "").split("@")]
    figures = [number for number in numbers if number is not None and 0.0 < number <= _MOST_OHM]
    if len(figures) != len(numbers) or len(figures) not in {2, 3}:
        expected = "a peak in Ω at a frequency in Hz, as 170@107, and perhaps a Q, as 170@107@2"
        raise click.UsageError(f"--resonance {asked.resonance_text!r} is not {expected}")
    peak_ohm, resonance_hz, q = (*figures, USUAL_Q)[:3]
    for figure, (low, high), what, unit in (
        (resonance_hz, RESONANCE_RANGE_HZ, "a frequency", " Hz"),
        (q, Q_RANGE, "a Q", ""),
    ):
        if not low <= figure <= high:
            found = f"--resonance {asked.resonance_text!r} has {what} of {figure:g}{unit}"
            raise click.UsageError(f"{found}, expected one from {low:g} to {high:g}{unit}")
    if rated_ohm is None or peak_ohm < rated_ohm:
        found = "no impedance is known" if rated_ohm is None else f"it is rated at {rated_ohm:g} Ω"
        raise click.UsageError(f"--resonance must lie above the rated impedance; {found}")
    model = MotionalImpedance(rated_ohm, peak_ohm, resonance_hz, q)
    return model.curve(origin=f"model of {peak_ohm:g} Ω at {resonance_hz:g} Hz, Q {q:g}, as given")
