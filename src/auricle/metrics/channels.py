"""How alike the two channels of a product are."""

import numpy as np

from auricle.dossier import Curve
from auricle.estimate import Z_95, rounded
from auricle.metrics.definitions import Definition
from auricle.metrics.error_curves import evidence_of_curve
from auricle.metrics.result import MetricResult, Subject
from auricle.response import LOG96_HZ
from auricle.response.channels import channel_mismatch_db

__all__ = ["channel_match"]

_BAND_HZ = (89.0, 9000.0)  # edges of the third octaves at 100 Hz and 8 kHz
_UNCERTAINTY_DB = 0.3  # of an RMS over 20 bands whose seating errors are 0.3 to 1 dB each


def channel_match(definition: Definition, subject: Subject) -> MetricResult | None:
    """Channel match from responses of both channels; None without such a pair.

    The pair must stem from one source and one named rig, reach over the third octaves from
    100 Hz to 8 kHz and have at least six points an octave there.
    """
    for left in subject.dossier.curves:
        for right in subject.dossier.curves:
            if _is_pair(left, right) and all(map(_is_fit, (left, right))):
                return _matched(definition, left, right)
    return None


def _is_pair(left: Curve, right: Curve) -> bool:
    return (
        (left.channels, right.channels) == ("left", "right")
        and left.rig is not None
        and (left.rig, left.source.document) == (right.rig, right.source.document)
    )


def _is_fit(curve: Curve) -> bool:
    return curve.response.covers(*_BAND_HZ) and not curve.response.is_sparse(*_BAND_HZ)


def _matched(definition: Definition, left: Curve, right: Curve) -> MetricResult:
    low = max(curve.response.frequency_hz[0] for curve in (left, right))
    high = min(curve.response.frequency_hz[-1] for curve in (left, right))
    measured = (low <= LOG96_HZ) & (high >= LOG96_HZ)
    levels = np.zeros((2, LOG96_HZ.size))
    for row, curve in enumerate((left, right)):
        # Outside the measured range the level is held: no band reaches there.
        levels[row] = np.interp(
            np.log(LOG96_HZ), np.log(LOG96_HZ[measured]), curve.response.on(LOG96_HZ[measured])
        )
    value = float(channel_mismatch_db(*levels))
    return MetricResult(
        metric=definition.id,
        unit=definition.unit,
        value=rounded(value),
        uncertainty=_UNCERTAINTY_DB,
        low=rounded(max(0.0, value - Z_95 * _UNCERTAINTY_DB)),
        high=rounded(value + Z_95 * _UNCERTAINTY_DB),
        evidence=evidence_of_curve(left),
        sources=tuple(dict.fromkeys((left.source, right.source))),
    )
