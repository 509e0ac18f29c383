"""Which response of a product counts, and what it is re the target of its rig."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auricle.dossier import Curve, Dossier, Product, Source, evidence_class, strength
from auricle.response import R40_HZ, FrequencyResponse, Target
from auricle.response.formats import load_rigs, load_target

__all__ = ["IN_EAR_FORMS", "ErrorCurve", "best_error_curve", "evidence_of_curve", "seating_of"]

IN_EAR_FORMS = frozenset({"in-ear", "earbud"})
"""Forms that the in-ear model is for."""

_HIGHEST_HZ = 10_000.0


@dataclass(frozen=True, slots=True)
class ErrorCurve:
    """Response minus the target of its rig, with where it comes from."""

    owner: Dossier  # the product, or the sibling that stands in
    response: FrequencyResponse  # as measured; the mean of both channels where both were
    target: Target
    rig: str  # slug
    source: Source
    evidence: str
    seating: str  # open, closed, insert
    lowest_hz: float  # of the band that the model scores
    frequency_hz: NDArray[np.float64]  # the part of R40_HZ that was measured
    level_db: NDArray[np.float64]  # error there
    remarks: tuple[str, ...]

    def error_db(self, frequency_hz: NDArray[np.float64]) -> NDArray[np.float64]:
        """Error on another grid inside the measured range, straight from the response, in dB."""
        return self.response.on(frequency_hz) - self.target.response.on(frequency_hz)


@dataclass(frozen=True, slots=True)
class _Measured:
    """One response, or the mean of a pair of channels."""

    curve: Curve
    response: FrequencyResponse
    remark: str = ""


def best_error_curve(dossier: Dossier) -> tuple[ErrorCurve | None, tuple[str, ...]]:
    """Error curve of a product's response of the strongest evidence, and what did not count.

    A mean of both channels goes before a pair of channels, that before a single one. The
    second value says of every response why it was not scored; without any, it says that
    there is none.
    """
    measured = sorted(_measured(dossier.curves), key=lambda m: strength(evidence_of_curve(m.curve)))
    reasons: list[str] = []
    best: ErrorCurve | None = None
    for candidate in measured:
        why_not = _why_not(candidate, dossier.product)
        if why_not:
            reasons.append(f"{candidate.curve.file}: {why_not}")
        elif best is None:
            best = _error_curve(candidate, dossier)
        else:
            reasons.append(f"{candidate.curve.file}: another response counts")
    if not measured:
        reasons.append("no measured curve is at hand")
    return best, tuple(reasons)


def evidence_of_curve(curve: Curve) -> str:
    """Class of evidence of a response; the rig it was measured on is its own."""
    return evidence_class(curve.source, rig=curve.rig)


def _measured(curves: Sequence[Curve]) -> Iterator[_Measured]:
    averages = [curve for curve in curves if curve.channels == "average"]
    if averages:
        yield from (_Measured(curve, curve.response) for curve in averages)
        return
    rights = {_session(curve): curve for curve in curves if curve.channels == "right"}
    for curve in curves:
        other = rights.get(_session(curve)) if curve.channels == "left" else None
        if other is not None:
            mean = _mean(curve.response, other.response)
            yield _Measured(curve, mean, "mean of both channels")
            return
    for curve in curves:
        yield _Measured(curve, curve.response, f"only the {curve.channels} channel was measured")


def _session(curve: Curve) -> tuple[str | None, str]:
    return curve.rig, curve.source.document


def _mean(left: FrequencyResponse, right: FrequencyResponse) -> FrequencyResponse:
    f = left.frequency_hz
    f = f[(f >= right.frequency_hz[0]) & (f <= right.frequency_hz[-1])]
    if f.size < 2:
        return left
    return FrequencyResponse(f, (left.on(f) + right.on(f)) / 2.0)


def _why_not(measured: _Measured, product: Product) -> str:
    """Why a response cannot be scored; empty where it can."""
    slug, response = measured.curve.rig, measured.response
    low_hz = _lowest_hz(product)
    if slug is None:
        return "its rig is unknown"
    if product.form not in load_rigs()[slug].targets:
        return f"its rig {slug} has no target for {product.form}"
    if not response.covers(low_hz, _HIGHEST_HZ):
        first, last = response.frequency_hz[[0, -1]]
        return f"it reaches from {first:g} to {last:g} Hz, not from {low_hz:g} to {_HIGHEST_HZ:g}"
    if response.is_sparse(low_hz, _HIGHEST_HZ):
        return "it has fewer than 6 points an octave"
    return ""


def _error_curve(measured: _Measured, dossier: Dossier) -> ErrorCurve:
    curve, response, product = measured.curve, measured.response, dossier.product
    rig = load_rigs()[curve.rig or ""]
    target = load_target(rig.targets[product.form])
    low, high = response.frequency_hz[[0, -1]]
    grid = R40_HZ[(low <= R40_HZ) & (high >= R40_HZ)]
    remarks = [f"measured on {rig.name} ({rig.coupler}), re {target.name}"]
    remarks += [remark for remark in (measured.remark, curve.note) if remark]
    return ErrorCurve(
        owner=dossier,
        response=response,
        target=target,
        rig=rig.slug,
        source=curve.source,
        evidence=evidence_of_curve(curve),
        seating=seating_of(product),
        lowest_hz=_lowest_hz(product),
        frequency_hz=grid,
        level_db=response.on(grid) - target.response.on(grid),
        remarks=tuple(remarks),
    )


def _lowest_hz(product: Product) -> float:
    return 20.0 if product.form in IN_EAR_FORMS else 50.0


def seating_of(product: Product) -> str:
    """How a product sits on the ear, for the uncertainty of its response."""
    if product.form in IN_EAR_FORMS:
        return "insert"
    return "closed" if product.is_closed else "open"
