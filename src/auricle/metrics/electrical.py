"""A product as a load and as a transducer."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from auricle.dossier import (
    Dossier,
    Fact,
    Source,
    combine_facts,
    evidence_class,
    fact_groups,
    load_glossary,
    strength,
)
from auricle.drive import (
    FULL_BAND_HZ,
    FieldResponse,
    Headphone,
    ImpedanceCurve,
    field_response,
    motional_from_points,
    usual_field,
)
from auricle.estimate import Estimate, rounded
from auricle.hearing import BAND_CENTER_HZ, diffuse_field_gain_db
from auricle.metrics.definitions import load_definitions
from auricle.metrics.error_curves import ErrorCurve
from auricle.metrics.response_metrics import error_curve
from auricle.metrics.result import MetricResult, Subject
from auricle.metrics.sensitivity import sensitivity
from auricle.metrics.stated import from_facts, rated_ohm
from auricle.response import FrequencyResponse, Target
from auricle.response.formats import list_targets, load_rigs, load_target

__all__ = ["Electrical", "electrical", "electrical_by_hand", "field_of", "with_impedance"]

_REFERENCE_HZ = 1000.0  # of a sensitivity whose frequency is not stated
_BY_WIRE = "by its cable and without power; without the cable its own amplifier drives it"
_SIBLING_DB = 1.0  # of a level over the whole band, where a sibling's response stands in: an
# engineering value, half of what siblings differ by at single frequencies


@dataclass(frozen=True, slots=True)
class Electrical:
    """All that is known of a product as a load and as a transducer."""

    headphone: Headphone
    sensitivity: MetricResult
    rated_ohm: float | None
    field: FieldResponse
    impedance_basis: str | None  # None where only one figure, or none, is known
    sources: tuple[Source, ...]

    @property
    def doubts(self) -> tuple[str, ...]:
        """What a reader should know of the sensitivity."""
        return self.sensitivity.remarks


def electrical(subject: Subject) -> Electrical | None:
    """The electrical side of a product; None where nobody states a sensitivity.

    Parameters
    ----------
    subject
        The product with its siblings as of a day.

    Examples
    --------
    >>> from datetime import date
    >>> from auricle.catalog import built_in_catalog
    >>> from auricle.metrics import subject_of
    >>> catalog = built_in_catalog()
    >>> k240 = catalog.dossiers["akg-k240-studio"]
    >>> found = electrical(subject_of(catalog, k240, day=date(2026, 3, 15), region="US"))
    >>> found.impedance_basis
    'model of 170 Ω at 107 Hz over 50 Ω, its Q taken as 1'
    """
    definitions = load_definitions()
    found = sensitivity(definitions["sensitivity"], subject)
    if found.value is None or found.uncertainty is None:
        return None
    rated = from_facts(definitions["nominal-impedance"], subject)
    ohm, error = rated_ohm(subject), error_curve(subject)
    of_response = [] if error is None else [error.source]
    curve, basis, of_impedance = _impedance(subject.dossier, ohm)
    reference_hz = _reference_hz(found.facts)
    headphone = Headphone(
        sensitivity_db_per_v=Estimate(found.value, found.uncertainty),
        rated_ohm=ohm,
        impedance=curve,
        stated_ohm=tuple(_stated_ohm(subject.dossier).values()),
        max_power_w=_max_power_w(subject.dossier),
        reference_hz=reference_hz,
    )
    by_wire = (_BY_WIRE,) if "wireless" in subject.dossier.product.connection else ()
    return Electrical(
        headphone=headphone,
        sensitivity=replace(found, remarks=(*found.remarks, *by_wire)),
        rated_ohm=ohm,
        field=field_of(error, slug=subject.slug, reference_hz=reference_hz),
        impedance_basis=basis,
        sources=tuple(dict.fromkeys([*found.sources, *rated.sources, *of_impedance, *of_response])),
    )


def _reference_hz(facts: tuple[Fact, ...]) -> float:
    """Frequency of the strongest figure that names one, else 1 kHz."""
    for fact in facts:
        stated = fact.conditions.get("frequency_hz")
        if isinstance(stated, float | int):
            return float(stated)
    return _REFERENCE_HZ


def _impedance(
    dossier: Dossier, rated: float | None
) -> tuple[ImpedanceCurve | None, str | None, tuple[Source, ...]]:
    """Impedance over frequency, how it is known, and from whom."""
    measured = sorted(
        dossier.impedance_curves, key=lambda record: strength(evidence_class(record.source))
    )
    if measured:
        best = measured[0]
        return best.impedance, best.impedance.origin, (best.source,)
    points = _stated_ohm(dossier)
    model = motional_from_points(points, rated_ohm=rated)
    if model is None:
        return None, None, ()
    basis = (
        f"model of {rounded(model.peak_ohm, 3):g} Ω at {model.resonance_hz:g} Hz over "
        f"{rounded(model.dc_ohm, 3):g} Ω, "
        f"its Q taken as {model.q:g}"
    )
    sources = tuple(
        fact.source
        for fact in dossier.facts
        if fact.quantity == "impedance" and "frequency_hz" in fact.conditions
    )
    return model.curve(origin=basis), basis, sources


def _stated_ohm(dossier: Dossier) -> Mapping[float, float]:
    """Magnitudes stated at single frequencies, by frequency."""
    points = {}
    for key in fact_groups(dossier.facts):
        frequency_hz = dict(key[1]).get("frequency_hz")
        if key[0] == "impedance" and isinstance(frequency_hz, float | int):
            combined = combine_facts(dossier, (), key)
            if combined is not None:
                points[float(frequency_hz)] = combined.estimate.value
    return dict(sorted(points.items()))


def _max_power_w(dossier: Dossier) -> float | None:
    combined = combine_facts(dossier, (), ("max-input-power", ()))
    return None if combined is None else combined.estimate.value / 1000.0


def field_of(error: ErrorCurve | None, *, slug: str, reference_hz: float) -> FieldResponse:
    """What a response makes of programme and noise in the diffuse field of its own rig.

    Parameters
    ----------
    error
        With the response and its rig; None where there is none.
    slug
        Of the product: another's response is less sure.
    reference_hz
        Frequency of the sensitivity. [Hz]

    Returns
    -------
    FieldResponse
        The usual one where there is no response, or its rig has no diffuse-field curve.
    """
    target = None if error is None else _diffuse_field(error.rig)
    if error is None or target is None:
        return _usual_field(reference_hz)
    basis = f"from the response on {load_rigs()[error.rig].short_name}, re {target.name}"
    is_own = error.owner.slug == slug
    if not is_own:
        basis = f"{basis}; the response is that of its sibling {error.owner.product.name}"
    return field_response(
        _bands_db(error.response, reference_hz),
        diffuse_field_gain_db(target),
        basis=basis,
        more_db=0.0 if is_own else _SIBLING_DB,
    )


def _usual_field(reference_hz: float) -> FieldResponse:
    """Without a response: taken on an average ear, ISO 11904-1."""
    average = diffuse_field_gain_db(load_target("diffuse-field-iso-11904-1"))
    return usual_field(average, reference_hz=reference_hz)


def _diffuse_field(rig: str) -> Target | None:
    """Diffuse-field curve of a rig over the whole band; one made on it goes first."""
    found = [
        target
        for target in list_targets()
        if target.kind == "diffuse-field"
        and any(own.slug == rig for own in target.rigs)
        and target.response.covers(*FULL_BAND_HZ)
    ]
    return min(found, key=lambda target: target.rigs[0].slug != rig, default=None)


def _bands_db(response: FrequencyResponse, reference_hz: float) -> NDArray[np.float64]:
    """Level in each third octave re that at the reference; the last one known beyond the ends."""
    first, last = response.frequency_hz[[0, -1]]
    inside = np.clip(np.array(BAND_CENTER_HZ), first, last)
    reference = np.clip(reference_hz, first, last)
    return np.asarray(response.on(inside) - response.on([reference])[0])


def electrical_by_hand(
    sensitivity_figure: float,
    unit: str,
    *,
    impedance_ohm: float | None = None,
    impedance: ImpedanceCurve | None = None,
) -> Electrical:
    """The electrical side of a headphone of which figures are given and taken as exact.

    Parameters
    ----------
    sensitivity_figure, unit
        As the glossary has the units of the sensitivity.
    impedance_ohm
        Rated impedance; needed for a figure per milliwatt. [Ω]
    impedance
        Impedance over frequency.

    Raises
    ------
    ValueError
        If the unit is none of a sensitivity, or needs an impedance that is not given.

    Examples
    --------
    >>> found = electrical_by_hand(96.0, "dB/mW", impedance_ohm=250.0)
    >>> round(found.headphone.sensitivity_db_per_v.value, 2)
    102.02
    """
    quantity = load_glossary().quantities["sensitivity"]
    figure = quantity.to_canonical(sensitivity_figure, unit, impedance_ohm=impedance_ohm)
    headphone = Headphone(Estimate(figure, 0.0), impedance_ohm, impedance)
    return Electrical(
        headphone=headphone,
        sensitivity=MetricResult(
            metric="sensitivity", unit=quantity.unit, value=figure, uncertainty=0.0
        ),
        rated_ohm=impedance_ohm,
        field=_usual_field(_REFERENCE_HZ),
        impedance_basis=None if impedance is None else impedance.origin,
        sources=(),
    )


def with_impedance(found: Electrical, impedance: ImpedanceCurve) -> Electrical:
    """The same product with another impedance over frequency, for example of one's own unit."""
    headphone = replace(found.headphone, impedance=impedance)
    return replace(found, headphone=headphone, impedance_basis=impedance.origin)
