"""What drives a product: what a level takes, and how loud usual sources play it."""

import math
from dataclasses import dataclass

from auricle.drive import drive_current_ma, drive_power_mw
from auricle.estimate import Z_95
from auricle.rating import Rating
from auricle.review.page.phrases import by_wire, leaning
from auricle.review.references import References
from auricle.wording import figure, significant, spread

__all__ = ["EASY_V", "USUAL_V", "DriveView", "SourceRow", "drive_view"]

EASY_V = 0.5
"""What the weakest usual source gives: a phone adapter limited for the European Union. [V RMS]"""

USUAL_V = 1.0
"""What a usual phone adapter gives. [V RMS]"""

_LEVEL_DBSPL = 110.0  # of the metric: peaks of a lively programme
# Open-circuit voltages of classes of sources, engineering values: what a single device gives
# differs by a factor of 1.5 to both sides.
_SOURCES = (
    ("phone adapter, limited for the EU", EASY_V),
    ("phone adapter, usual", USUAL_V),
    ("audio interface, portable amplifier", 2.0),
    ("portable amplifier, balanced", 4.0),
    ("desktop amplifier", 8.0),
)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """How loud one class of sources plays it."""

    name: str
    voltage: str
    level: str
    enough: str  # yes, no, or perhaps


@dataclass(frozen=True, slots=True)
class DriveView:
    """What 110 dB SPL takes, and what usual sources reach."""

    needs: tuple[tuple[str, str], ...]  # name and value
    rows: tuple[SourceRow, ...]
    note: str
    references: tuple[int, ...]


def drive_view(rating: Rating, references: References) -> DriveView | None:
    """Drive of a product; None where its sensitivity is not known.

    A source of V volts plays it to S + 20 lg V, with the sensitivity S for 1 V [dB SPL],
    while its output impedance is small against that of the headphone.
    """
    sensitivity, voltage = rating.metrics["sensitivity"], rating.metrics["drive-voltage"]
    impedance = rating.metrics["nominal-impedance"]
    if sensitivity.value is None or voltage.value is None:
        return None
    needs = [("Sensitivity", spread(sensitivity)), ("Voltage for 110 dB SPL", spread(voltage))]
    if impedance.value is not None:
        ohm = impedance.value
        needs.insert(1, ("Nominal impedance", f"{ohm:.3g} Ω"))
        current_ma = drive_current_ma(voltage.value, impedance_ohm=ohm)
        power_mw = drive_power_mw(voltage.value, impedance_ohm=ohm)
        needs += [
            ("Current for it", f"{significant(current_ma, 2)} mA"),
            ("Power for it", f"{significant(power_mw, 2)} mW"),
        ]
    reach_db = Z_95 * (sensitivity.uncertainty or 0.0)
    return DriveView(
        needs=tuple(needs),
        rows=tuple(_row(name, v, sensitivity.value, reach_db) for name, v in _SOURCES),
        note=f"All follow from the sensitivity{by_wire(rating)}{leaning(rating, voltage.proxy)}",
        references=references.cite([*voltage.sources, *impedance.sources]),
    )


def _row(name: str, voltage_v: float, sensitivity_db_per_v: float, reach_db: float) -> SourceRow:
    level_dbspl = sensitivity_db_per_v + 20.0 * math.log10(voltage_v)
    margin_db = level_dbspl - _LEVEL_DBSPL
    enough = "perhaps"
    if abs(margin_db) >= reach_db:
        enough = "yes" if margin_db >= 0.0 else "no"
    return SourceRow(name, f"{voltage_v:g} V", f"{figure(level_dbspl, 0)} dB SPL", enough)
