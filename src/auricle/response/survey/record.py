"""What is found out of a file, as programs get it."""

from collections.abc import Mapping, Sequence
from typing import Any

from auricle.errors import AuricleError
from auricle.response.analysis import Feature, Shown, ShownResonance
from auricle.response.formats.names import printable
from auricle.response.measurement import CHANNELS, Measurement
from auricle.response.spread import Interval
from auricle.response.survey.request import Asked

__all__ = [
    "Record",
    "book_record",
    "kept",
    "measurement_record",
    "refused_record",
    "shown_record",
]

Record = dict[str, Any]

_DIGITS = 6  # significant: what is left of a feature after rounding differs on no processor
_LEAST = 1e-9  # where levels cancel, what remains below has no digit that processors share


def refused_record(file: str, error: AuricleError) -> Record:
    """Record of a file that was not read."""
    return {
        **_empty(file),
        "status": "refused",
        "error": {"code": error.code, "message": _line(str(error))},
    }


def book_record(file: str, *, n_phones: int) -> Record:
    """Record of a phone book: the names it gives to files are used, and it has no curve."""
    remark = f"{n_phones} products; their names are used"
    return {**_empty(file), "status": "read", "dialect": "phone-book", "remarks": [remark]}


def measurement_record(
    file: str,
    measurement: Measurement,
    asked: Asked,
    *,
    product: str,
    channels: Sequence[str],
    rig_stated_by: str | None,
) -> Record:
    """Record of a file that was read, without what it shows.

    Parameters
    ----------
    file
        The file as it was named.
    measurement
        What it holds.
    asked
        What is asked of it.
    product
        What its name says that was measured.
    channels
        Some of `CHANNELS`, as the file or its name says.
    rig_stated_by
        "user", "file", "dossier" or None.
    """
    target = asked.question.target
    remarks = list(measurement.remarks)
    if rig_stated_by == "user" and measurement.rig is not None:
        remarks.append(f"the file itself states another rig: {measurement.rig}")
    if asked.rig_passed_over is not None and asked.rig is not None:
        stated = f"its dossier states {asked.rig.slug}"
        remarks.append(f"the rig {asked.rig_passed_over.slug} is not taken: {stated}")
    ends = [response.frequency_hz[[0, -1]] for response in measurement.channels.values()]
    return {
        **_empty(file),
        "status": measurement.status,
        "repairs": list(map(_line, measurement.repairs)),
        "remarks": list(map(_line, remarks)),
        "dialect": measurement.dialect,
        "product": product,
        "title": None if measurement.title is None else _line(measurement.title),
        "date": None if measurement.date is None else _line(measurement.date),
        "rig": None if asked.rig is None else asked.rig.slug,
        "rig_stated_by": rig_stated_by,
        "channels": sorted(channels, key=CHANNELS.index),
        "n_points": measurement.n_points,
        "from_hz": kept(min(float(low) for low, _ in ends)),
        "to_hz": kept(max(float(high) for _, high in ends)),
        "smoothing": None if measurement.smoothing is None else str(measurement.smoothing),
        "weighting": measurement.weighting,
        "is_compensated": measurement.is_compensated,
        "form": asked.form,
        "form_stated_by": asked.form_stated_by,
        "seating": asked.seating,
        "target": None if target is None else {"slug": target.slug, "name": target.name},
        "rig_mismatch": asked.mark,
    }


def shown_record(shown: Shown, also: Mapping[str, Feature]) -> Record:
    """Metrics of a curve, and of what else its file or its takes show."""
    metrics = {name: _feature(feature) for name, feature in {**shown.features, **also}.items()}
    return {
        **metrics,
        "resonances": {
            "of": shown.of,
            "reason": shown.why_no_resonances or None,
            "remark": shown.remark_on_resonances or None,
            "found": [_resonance(resonance) for resonance in shown.resonances],
        },
    }


def _empty(file: str) -> Record:
    """Record in which every key stands, with what is not known."""
    return {
        "file": file,
        "status": "",
        "repairs": [],
        "error": None,
        "remarks": [],
        "dialect": None,
        "product": None,
        "title": None,
        "date": None,
        "rig": None,
        "rig_stated_by": None,
        "channels": [],
        "n_points": None,
        "from_hz": None,
        "to_hz": None,
        "smoothing": None,
        "weighting": None,
        "is_compensated": None,
        "form": None,
        "form_stated_by": None,
        "seating": None,
        "target": None,
        "rig_mismatch": None,
        "metrics": {},
        "together": None,
    }


def _feature(feature: Feature) -> Record:
    details = {
        name: kept(detail) if isinstance(detail, float) else detail
        for name, detail in feature.details.items()
    }
    return {
        "value": kept(feature.value),
        "low": kept(feature.low),
        "high": kept(feature.high),
        "unit": feature.unit,
        "reason": feature.reason or None,
        "details": details,
    }


def _resonance(shown: ShownResonance) -> Record:
    found = shown.found
    return {
        "kind": found.kind,
        "frequency_hz": kept(found.frequency_hz),
        "frequency_interval_hz": _interval(shown.frequency),
        "level_db": kept(found.level_db),
        "prominence_db": kept(found.prominence_db),
        "prominence_interval_db": _interval(shown.prominence),
        "q": kept(found.q),
        "q_interval": _interval(shown.q),
        "confidence": shown.confidence,
    }


def _interval(interval: Interval) -> list[float | None]:
    return [kept(interval.low), kept(interval.high)]


def _line(text: str) -> str:
    """Text of a file as one line without what a terminal would obey."""
    return printable(" ".join(text.split()))


def kept(value: float | None) -> float | None:
    """Value with the digits that are kept, which differ on no processor; -0 is 0.

    Examples
    --------
    >>> kept(80.64991440506312), kept(None)
    (80.6499, None)
    """
    if value is None or abs(value) < _LEAST:
        return None if value is None else 0.0
    return float(f"{value:.{_DIGITS}g}")
